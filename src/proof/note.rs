//! The signed note of C2SP (c2sp.org/signed-note): a text, a blank line, and signature lines.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

/// At most so many signature lines are read: more than the sixteen that must be, few enough to bound the work.
const MAX_SIGNATURES: usize = 64;

/// The longest note that is read, in bytes.
const MAX_BYTES: usize = 1 << 20;

/// What begins a signature line.
const DASH: &str = "— ";

/// Why a text is no note, no checkpoint or no signature line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Malformed(pub &'static str);

/// A text with its signatures, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What is signed, its last line feed included.
    pub text: String,
    /// The signatures, in order; possibly none.
    pub signatures: Vec<SignatureLine>,
}

/// One line `— name base64(key id ‖ signature)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureLine {
    /// The name of the key.
    pub name: String,
    /// The number of the key: the first four bytes of a hash of its name and itself.
    pub key_id: [u8; 4],
    /// The signature.
    pub bytes: Vec<u8>,
}

impl Note {
    /// Reads a note. Without a blank line and signatures it is taken as a text that nobody has signed.
    pub fn parse(note: &str) -> Result<Self, Malformed> {
        if note.len() > MAX_BYTES {
            return Err(Malformed("it is too long for a note"));
        }
        if note.chars().any(|c| c < ' ' && c != '\n') {
            return Err(Malformed("it has control characters, which a note has not"));
        }
        if !note.ends_with('\n') {
            return Err(Malformed("its last line does not end in a line feed"));
        }
        let Some(at) = note.rfind("\n\n") else {
            return Ok(Self { text: note.to_owned(), signatures: Vec::new() });
        };
        let (text, lines) = (&note[..=at], &note[at + 2..]);
        let signatures: Vec<SignatureLine> = lines.lines().take(MAX_SIGNATURES + 1).map(SignatureLine::parse).collect::<Result<_, _>>()?;
        if signatures.is_empty() {
            return Err(Malformed("a blank line stands where the signature should"));
        }
        if signatures.len() > MAX_SIGNATURES {
            return Err(Malformed("it has too many signatures"));
        }
        Ok(Self { text: text.to_owned(), signatures })
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)?;
        if self.signatures.is_empty() {
            return Ok(());
        }
        f.write_str("\n")?;
        self.signatures.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl SignatureLine {
    fn parse(line: &str) -> Result<Self, Malformed> {
        let wrong = Malformed("a line after the blank one is no signature: — name base64");
        let (name, signature) = line.strip_prefix(DASH).and_then(|rest| rest.split_once(' ')).ok_or(wrong.clone())?;
        if !is_key_name(name) {
            return Err(wrong);
        }
        let bytes = BASE64.decode(signature).map_err(|_| wrong.clone())?;
        let Some((key_id, bytes)) = bytes.split_first_chunk::<4>().filter(|(_, bytes)| !bytes.is_empty()) else { return Err(wrong) };
        Ok(Self { name: name.to_owned(), key_id: *key_id, bytes: bytes.to_vec() })
    }
}

impl std::fmt::Display for SignatureLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{DASH}{} {}", self.name, BASE64.encode([&self.key_id[..], &self.bytes].concat()))
    }
}

/// Whether a key can be called so: not empty, no white space, no plus sign.
pub(super) fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

//! The checkpoint of C2SP (c2sp.org/tlog-checkpoint): whose log, how many records, which root.

use super::hash::Hash;
use super::note::{Malformed, Note};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

/// The head of a log at one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose log it is: best a name like `example.org/newsroom`.
    pub origin: String,
    /// How many records it has.
    pub size: u64,
    /// Its root.
    pub root: Hash,
}

impl Checkpoint {
    /// Whether a log can be called so: one line of visible text, not empty.
    pub fn is_origin(origin: &str) -> bool {
        !origin.trim().is_empty() && !origin.chars().any(char::is_control)
    }

    /// Reads the text of a note. Lines after the third, which other logs may add, are not kept.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let mut lines = text.lines();
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(Malformed("a checkpoint has three lines: origin, number of records, root"));
        };
        if !Self::is_origin(origin) {
            return Err(Malformed("its first line, the origin, is empty"));
        }
        let is_plain = !size.is_empty() && size.bytes().all(|b| b.is_ascii_digit()) && (size == "0" || !size.starts_with('0'));
        let size = size.parse().ok().filter(|_| is_plain).ok_or(Malformed("its second line is no number of records"))?;
        let root = BASE64.decode(root).ok().and_then(|bytes| Hash::from_slice(&bytes));
        let root = root.ok_or(Malformed("its third line is no SHA-256 in base64"))?;
        Ok(Self { origin: origin.to_owned(), size, root })
    }

    /// Reads a whole checkpoint, signed or not.
    pub fn read(note: &str) -> Result<(Self, Note), Malformed> {
        let note = Note::parse(note)?;
        Ok((Self::parse(&note.text)?, note))
    }
}

impl std::fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, BASE64.encode(self.root.0))
    }
}

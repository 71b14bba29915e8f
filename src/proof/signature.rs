//! Ed25519 signatures of notes, and keys as the signed note of C2SP and Go's `sumdb/note` write them.
//!
//! A secret key is `PRIVATE+KEY+name+id+base64(0x01 ‖ seed)`, a public one `name+id+base64(0x01 ‖ key)`.

use super::hash::Hash;
use super::note::{Malformed, Note, SignatureLine, is_key_name};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

/// The byte that says Ed25519.
const ED25519: u8 = 1;

/// What begins a secret key.
const PRIVATE: &str = "PRIVATE+KEY+";

/// Why a text is no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadKey(pub &'static str);

/// A key that signs, with its name.
#[derive(Clone)]
pub struct SecretKey {
    name: String,
    key: SigningKey,
}

/// A key that checks, with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    name: String,
    key: VerifyingKey,
}

impl SecretKey {
    /// A key made of 32 bytes that nobody else knows.
    pub fn new(name: &str, seed: [u8; 32]) -> Result<Self, BadKey> {
        if !is_key_name(name) {
            return Err(BadKey("a key’s name has no spaces and no plus sign: take one like example.org/newsroom"));
        }
        Ok(Self { name: name.to_owned(), key: SigningKey::from_bytes(&seed) })
    }

    /// Reads a key.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        let wrong = BadKey("it is no secret key: PRIVATE+KEY+name+id+base64");
        let (name, id, seed) = text.trim().strip_prefix(PRIVATE).and_then(parts).ok_or(wrong.clone())?;
        let key = Self::new(name, seed)?;
        if id != key.public().id() {
            return Err(wrong);
        }
        Ok(key)
    }

    /// The key that checks what this one signs.
    pub fn public(&self) -> PublicKey {
        PublicKey { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// The name of the key.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key as it is kept in a file.
    pub fn encode(&self) -> String {
        let id = hex4(self.public().id());
        format!("{PRIVATE}{}+{id}+{}", self.name, BASE64.encode([&[ED25519][..], &self.key.to_bytes()].concat()))
    }

    /// The line that signs a note's text.
    pub fn sign(&self, text: &str) -> SignatureLine {
        let bytes = self.key.sign(text.as_bytes()).to_bytes().to_vec();
        SignatureLine { name: self.name.clone(), key_id: self.public().id(), bytes }
    }
}

impl PublicKey {
    /// Reads a key.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        let wrong = BadKey("it is no public key: name+id+base64");
        let (name, id, key) = parts(text.trim()).ok_or(wrong.clone())?;
        let key = VerifyingKey::from_bytes(&key).ok().filter(|_| is_key_name(name)).ok_or(wrong.clone())?;
        let key = Self { name: name.to_owned(), key };
        if id != key.id() {
            return Err(wrong);
        }
        Ok(key)
    }

    /// The name of the key.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key as it is given to others.
    pub fn encode(&self) -> String {
        format!("{}+{}+{}", self.name, hex4(self.id()), BASE64.encode([&[ED25519][..], self.key.as_bytes()].concat()))
    }

    /// Checks that this key has signed a note. Signatures of other keys are passed over; a wrong one of this key fails.
    pub fn verify(&self, note: &Note) -> Result<(), Malformed> {
        let mut ours = note.signatures.iter().filter(|line| line.name == self.name && line.key_id == self.id()).peekable();
        if ours.peek().is_none() {
            return Err(Malformed("this key has not signed it"));
        }
        let is_good = |line: &SignatureLine| {
            Signature::from_slice(&line.bytes).is_ok_and(|signature| self.key.verify_strict(note.text.as_bytes(), &signature).is_ok())
        };
        if ours.all(is_good) { Ok(()) } else { Err(Malformed("the signature is not that of this text")) }
    }

    fn id(&self) -> [u8; 4] {
        let Hash([a, b, c, d, ..]) = Hash::of_all(&[self.name.as_bytes(), b"\n", &[ED25519], self.key.as_bytes()]);
        [a, b, c, d]
    }
}

impl std::fmt::Debug for SecretKey {
    /// Without what is secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecretKey").field("name", &self.name).finish_non_exhaustive()
    }
}

/// `name+id+base64(0x01 ‖ 32 bytes)`.
fn parts(text: &str) -> Option<(&str, [u8; 4], [u8; 32])> {
    let (name, rest) = text.split_once('+')?;
    let (id, key) = rest.split_once('+')?;
    let id = u32::from_str_radix(id, 16).ok().filter(|_| id.len() == 8)?.to_be_bytes();
    let key = BASE64.decode(key).ok()?;
    let (&kind, key) = key.split_first()?;
    Some((name, id, <[u8; 32]>::try_from(key).ok().filter(|_| kind == ED25519)?))
}

fn hex4(id: [u8; 4]) -> String {
    format!("{:08x}", u32::from_be_bytes(id))
}

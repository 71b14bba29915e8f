//! Digests as WARC files give them: `sha1:` in base 32, `sha256:` in base 16, and each the other way.

use sha1::{Digest as _, Sha1};
use sha2::Sha256;

/// Whether something is what its digest says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Verdict {
    /// There is no digest, or none that could be checked.
    #[default]
    Absent,
    /// It is.
    Match,
    /// It is not.
    Mismatch,
}

impl Verdict {
    /// Of two verdicts on one record: a mismatch counts more than a match, and a match more than none.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Mismatch, _) | (_, Self::Mismatch) => Self::Mismatch,
            (Self::Match, _) | (_, Self::Match) => Self::Match,
            _ => Self::Absent,
        }
    }
}

/// A digest being taken.
pub(super) enum Taking {
    Sha1(Sha1, Vec<u8>),
    Sha256(Sha256, Vec<u8>),
    Unknown,
}

impl Taking {
    /// Begins one of the kind that `given` names.
    pub fn of(given: &str) -> Self {
        let (name, value) = given.split_once(':').unwrap_or(("", ""));
        match name.trim().to_ascii_lowercase().replace('-', "").as_str() {
            "sha1" => bytes(value.trim(), 20).map_or(Self::Unknown, |v| Self::Sha1(Sha1::new(), v)),
            "sha256" => bytes(value.trim(), 32).map_or(Self::Unknown, |v| Self::Sha256(Sha256::new(), v)),
            _ => Self::Unknown,
        }
    }

    pub fn take(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hasher, _) => hasher.update(bytes),
            Self::Sha256(hasher, _) => hasher.update(bytes),
            Self::Unknown => {}
        }
    }

    pub fn verdict(self) -> Verdict {
        let is_same = match self {
            Self::Sha1(hasher, expected) => hasher.finalize().as_slice() == expected.as_slice(),
            Self::Sha256(hasher, expected) => hasher.finalize().as_slice() == expected.as_slice(),
            Self::Unknown => return Verdict::Absent,
        };
        if is_same { Verdict::Match } else { Verdict::Mismatch }
    }
}

/// The verdict on some bytes.
pub(super) fn check(given: &str, bytes: &[u8]) -> Verdict {
    let mut taking = Taking::of(given);
    taking.take(bytes);
    taking.verdict()
}

/// The bytes of a digest of `n` bytes, in base 16 or 32.
fn bytes(value: &str, n: usize) -> Option<Vec<u8>> {
    let value = value.trim_end_matches('=');
    if value.len() == 2 * n && value.is_ascii() {
        return (0..n).map(|k| u8::from_str_radix(&value[2 * k..2 * k + 2], 16).ok()).collect();
    }
    let mut out = Vec::with_capacity(n);
    let (mut bits, mut held) = (0_u32, 0);
    for b in value.bytes() {
        let five = match b.to_ascii_uppercase() {
            b @ b'A'..=b'Z' => b - b'A',
            b @ b'2'..=b'7' => b - b'2' + 26,
            _ => return None,
        };
        (bits, held) = ((bits << 5) | u32::from(five), held + 5);
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from((bits >> held) & 0xFF).ok()?);
        }
    }
    (out.len() == n).then_some(out)
}

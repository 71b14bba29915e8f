//! A revision: an article's text as it was observed once.

use chrono::{DateTime, FixedOffset};
use sha2::{Digest, Sha256};

/// The text of an article as observed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// What it was read from, as the reader should see it: a file name, “standard input”.
    pub name: String,
    /// When it was observed, where that is known; never taken from a file system's clock.
    pub observed_at: Option<DateTime<FixedOffset>>,
    /// The text as it was given.
    pub text: String,
}

impl Revision {
    /// The SHA-256 of the text, in lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        Sha256::digest(self.text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
    }
}

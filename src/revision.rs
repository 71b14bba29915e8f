//! A revision: an article's text as it was observed once.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use sha2::{Digest, Sha256};

/// The text of an article as observed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// What it was read from, as the reader should see it: a file name, “standard input”.
    pub name: String,
    /// When it was observed, where that is known; never taken from a file system's clock.
    pub observed_at: Option<DateTime<FixedOffset>>,
    /// When its publisher says it was published, where a page says so.
    pub published: Option<GivenTime>,
    /// The text as it was given.
    pub text: String,
}

/// A day or a time, as exactly as somebody gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenTime {
    /// The day, on the clock it is given in.
    pub date: NaiveDate,
    /// The time of day, if there is one.
    pub time: Option<NaiveTime>,
    /// How far that clock is ahead of UTC, if that was given.
    pub offset: Option<FixedOffset>,
}

impl Revision {
    /// The SHA-256 of the text, in lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        Sha256::digest(self.text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
    }
}

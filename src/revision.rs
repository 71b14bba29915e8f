//! A revision: an article's text as it was observed once.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use sha2::{Digest, Sha256};

/// The text of an article as observed once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// What it was read from, as the reader should see it: a file name, “standard input”.
    pub name: String,
    /// When it was observed, where that is known; never taken from a file system's clock.
    pub observed_at: Option<DateTime<FixedOffset>>,
    /// When its publisher says it was published, where a page says so.
    pub published: Option<GivenTime>,
    /// When its publisher says it was last modified, where a page says so.
    pub modified: Option<GivenTime>,
    /// Later looks that found the same text, in order of time.
    pub seen_again: Vec<Sighting>,
    /// The text as it was given.
    pub text: String,
}

/// A look that found the same text again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// When somebody looked.
    pub at: DateTime<FixedOffset>,
    /// When the publisher then said it was last modified, if that was another time than the revision's own;
    /// [`Revision::modified_at`] is what it said.
    pub modified: Option<GivenTime>,
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

impl GivenTime {
    /// As it is written: `2031-05-05`, `2031-05-05T06:12:00+02:00`.
    pub fn iso(&self) -> String {
        let time = self.time.map(|time| format!("T{time}")).unwrap_or_default();
        let offset = self.offset.filter(|_| self.time.is_some()).map(|offset| offset.to_string()).unwrap_or_default();
        format!("{}{time}{offset}", self.date)
    }

    /// Whether it is certainly later than another: on the same clock, or as an instant.
    pub fn is_after(&self, other: &Self) -> bool {
        match (self.instant(), other.instant()) {
            (Some(at), Some(before)) => at > before,
            _ => (self.date, self.time) > (other.date, other.time),
        }
    }

    /// Whether it is the same as another: as an instant, in whatever clock the two are given (`08:00-04:00` and `12:00Z`), or
    /// as day and time, where one of them has no offset.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self.instant(), other.instant()) {
            (Some(one), Some(another)) => one == another,
            _ => (self.date, self.time) == (other.date, other.time),
        }
    }

    /// The instant, where a time and an offset were given.
    pub fn instant(&self) -> Option<DateTime<FixedOffset>> {
        let (time, offset) = self.time.zip(self.offset)?;
        self.date.and_time(time).and_local_timezone(offset).single()
    }
}

impl Revision {
    /// When this text was last seen to stand there; when it was first seen, if nobody looked again.
    pub fn last_seen(&self) -> Option<DateTime<FixedOffset>> {
        self.seen_again.iter().map(|sighting| sighting.at).chain(self.observed_at).max()
    }

    /// When its publisher said at a later look that it was last modified: a look that notes no date saw the revision's own.
    pub fn modified_at(&self, sighting: &Sighting) -> Option<GivenTime> {
        sighting.modified.or(self.modified)
    }

    /// The SHA-256 of the text, in lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        Sha256::digest(self.text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
    }
}

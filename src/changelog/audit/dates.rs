//! The publisher's date of modification, against whether the text changed.

use super::DateFinding;
use crate::changelog::{ChangeLog, Interval, differs, interval};
use crate::revision::GivenTime;
use chrono::{DateTime, FixedOffset};

/// Where the date moved alone, or stayed while the text changed. A revision without such a date says nothing.
pub(super) fn dates(log: &ChangeLog) -> Vec<DateFinding> {
    let mut found = Vec::new();
    for (revision, observed) in log.revisions.iter().enumerate() {
        if let Some(step) = log.steps.iter().find(|step| step.after == revision && step.before + 1 == revision) {
            let before = &log.revisions[step.before].revision;
            let last = before.seen_again.last().map_or(before.modified, |sighting| before.modified_at(sighting));
            if let Some((was, is)) = last.zip(observed.revision.modified) {
                match (was.is_same(&is), differs(&step.diff)) {
                    (false, false) => found.push(DateFinding::MovedAlone { revision, seen_again: None }),
                    (true, true) => found.push(DateFinding::Stayed { revision }),
                    _ => {}
                }
            }
        }
        let mut last = observed.revision.modified;
        for sighting in &observed.revision.seen_again {
            let given = observed.revision.modified_at(sighting);
            if given.is_some_and(|given| last.is_none_or(|last| !last.is_same(&given))) {
                found.push(DateFinding::MovedAlone { revision, seen_again: Some(sighting.at) });
            }
            last = given;
        }
    }
    found
}

impl DateFinding {
    /// The revision it is about, an index into [`ChangeLog::revisions`].
    pub fn revision(self) -> usize {
        let (Self::MovedAlone { revision, .. } | Self::Stayed { revision }) = self;
        revision
    }

    /// When the text was seen again with the new date, where that is no revision of its own.
    pub fn seen_again(self) -> Option<DateTime<FixedOffset>> {
        match self {
            Self::MovedAlone { seen_again, .. } => seen_again,
            Self::Stayed { .. } => None,
        }
    }

    /// The publisher's date that it is about.
    pub fn modified(self, log: &ChangeLog) -> Option<GivenTime> {
        let revision = &log.revisions.get(self.revision())?.revision;
        match self.seen_again() {
            Some(at) => revision.seen_again.iter().find(|sighting| sighting.at == at).and_then(|sighting| revision.modified_at(sighting)),
            None => revision.modified,
        }
    }

    /// When the date moved, or when the text changed that it stayed with: of a date that moved while the text stood there,
    /// between two looks at that text.
    pub fn interval(self, log: &ChangeLog) -> Interval {
        let Some(at) = self.seen_again() else { return interval(log, self.revision()) };
        let looks = log.revisions.get(self.revision()).map(|r| &r.revision).into_iter();
        let looks = looks.flat_map(|r| r.observed_at.into_iter().chain(r.seen_again.iter().map(|sighting| sighting.at)));
        Interval { without: looks.take_while(|look| *look != at).last(), with: Some(at) }
    }
}

//! The publisher's date of modification, against whether the text changed.

use super::DateFinding;
use crate::changelog::{ChangeLog, differs};

/// Where the date moved alone, or stayed while the text changed. A revision without such a date says nothing.
pub(super) fn dates(log: &ChangeLog) -> Vec<DateFinding> {
    let mut found = Vec::new();
    for (revision, observed) in log.revisions.iter().enumerate() {
        if let Some(step) = log.steps.iter().find(|step| step.after == revision && step.before + 1 == revision) {
            let before = &log.revisions[step.before].revision;
            let last = before.seen_again.iter().rev().find_map(|s| s.modified).or(before.modified);
            let same_text = before.text == observed.revision.text;
            match (last, observed.revision.modified) {
                (Some(was), Some(is)) if was != is && same_text => {
                    found.push(DateFinding::MovedAlone { revision, seen_again: None });
                }
                (Some(was), Some(is)) if was == is && !same_text && differs(&step.diff) => found.push(DateFinding::Stayed { revision }),
                _ => {}
            }
        }
        // Every look notes a date that is not that of the revision: it moved where it is not that of the look before.
        let mut last = observed.revision.modified;
        for sighting in &observed.revision.seen_again {
            let given = sighting.modified.or(observed.revision.modified);
            if given != last && given.is_some() {
                found.push(DateFinding::MovedAlone { revision, seen_again: Some(sighting.at) });
            }
            last = given;
        }
    }
    found
}

//! When a change was made, as far as it was observed: after one time, by another.
//!
//! Nobody saw the moment of a change. What is known is when the text was last seen without it, and when it was first
//! seen with it; a text that was looked at every ten minutes says more than one that was looked at once a day.

use super::ChangeLog;
use chrono::{DateTime, FixedOffset};

/// Between these two times something changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// When it was last seen as it was; nothing for what stood in the first revision already, and where times are not known.
    pub without: Option<DateTime<FixedOffset>>,
    /// When it was first seen as it is.
    pub with: Option<DateTime<FixedOffset>>,
}

/// When what came with `revision`, an index into [`ChangeLog::revisions`], was changed.
pub fn interval(log: &ChangeLog, revision: usize) -> Interval {
    match revision.checked_sub(1) {
        Some(before) => between(log, before, revision),
        None => Interval { without: None, with: log.revisions.first().and_then(|r| r.revision.observed_at) },
    }
}

/// When what differs between two revisions was changed. Where the second is the earlier one, as in a comparison that was
/// asked for backwards, the times are those of the two.
pub fn between(log: &ChangeLog, before: usize, after: usize) -> Interval {
    let of = |k: usize| log.revisions.get(k).map(|r| &r.revision);
    let with = of(after).and_then(|r| r.observed_at);
    let first = of(before).and_then(|r| r.observed_at);
    // Of a text that went and came back later, what was seen after the change says nothing of it.
    let last = of(before).and_then(|r| r.last_seen()).filter(|last| with.is_some_and(|with| *last <= with));
    Interval { without: last.or(first), with }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changelog::read;
    use crate::revision::{Revision, Sighting};

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).expect("a time")
    }

    fn seen(times: &[&str]) -> Revision {
        let mut times = times.iter().map(|t| at(t));
        let observed_at = times.next();
        let seen_again = times.map(|at| Sighting { at, modified: None }).collect();
        Revision { name: "a.txt".into(), observed_at, seen_again, text: "It burned.".into(), ..Revision::default() }
    }

    #[test]
    fn a_later_look_narrows_the_interval() {
        let morning = seen(&["2031-05-05T08:00:00Z", "2031-05-05T08:10:00Z", "2031-05-05T08:20:00Z"]);
        let log = read("ferry", vec![morning, seen(&["2031-05-05T08:30:00Z"]), seen(&[])], None);
        let told = interval(&log, 1);
        assert_eq!((told.without, told.with), (Some(at("2031-05-05T08:20:00Z")), Some(at("2031-05-05T08:30:00Z"))));
        assert_eq!(interval(&log, 0), Interval { without: None, with: Some(at("2031-05-05T08:00:00Z")) });
        assert_eq!(interval(&log, 2), Interval { without: Some(at("2031-05-05T08:30:00Z")), with: None });
        assert_eq!(interval(&log, 9), Interval::default());
    }

    #[test]
    fn a_look_after_the_change_says_nothing_of_it() {
        let gone_and_back = seen(&["2031-05-05T08:00:00Z", "2031-05-06T08:00:00Z"]);
        let log = read("ferry", vec![gone_and_back, seen(&["2031-05-05T09:00:00Z"])], None);
        assert_eq!(interval(&log, 1).without, Some(at("2031-05-05T08:00:00Z")));
    }
}

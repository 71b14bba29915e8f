//! Revisions → their extracts, the steps between them, and what was noted.

use super::{ChangeLog, Noted, Observed, Step, lives};
use crate::diff::{Change, RevisionDiff, Severity, diff};
use crate::extract::{Reference, extract};
use crate::revision::Revision;
use crate::text::Text;
use chrono::{DateTime, FixedOffset, Offset};
use chrono_tz::Tz;

/// An article's whole history. `revisions` are in order of time; `zone` is the publisher's, where it is known.
pub fn changelog(article: &str, revisions: Vec<Revision>, zone: Option<Tz>) -> ChangeLog {
    let mut log = read(article, revisions, zone);
    log.steps = (1..log.revisions.len()).map(|after| step(&log.revisions, after - 1, after)).collect();
    log.quotations = lives::quotations(&log.revisions, &log.steps);
    log.claims = lives::claims(&log.revisions, &log.steps);
    log
}

/// One step only: from revision `before` to revision `after`, indices in any order. No lives; no step where one of the
/// two is not there.
pub fn between(article: &str, revisions: Vec<Revision>, zone: Option<Tz>, before: usize, after: usize) -> ChangeLog {
    let mut log = read(article, revisions, zone);
    if before.max(after) < log.revisions.len() {
        log.steps = vec![step(&log.revisions, before, after)];
    }
    log
}

/// The revisions, read; no steps and no lives.
pub fn read(article: &str, revisions: Vec<Revision>, zone: Option<Tz>) -> ChangeLog {
    let observe = |revision: Revision| {
        let reference = revision.observed_at.map_or(Reference { zone, ..Reference::default() }, |at| reference(at, zone));
        let extract = extract(Text::new(revision.text.as_str()), &reference);
        Observed { revision, extract }
    };
    let revisions = revisions.into_iter().map(observe).collect();
    ChangeLog { article: article.to_owned(), revisions, steps: Vec::new(), quotations: Vec::new(), claims: Vec::new() }
}

/// What “Monday” is measured from in a text observed at an instant: the day and time on the clock of the publisher's
/// zone, or on the clock the instant is given in.
pub fn reference(at: DateTime<FixedOffset>, zone: Option<Tz>) -> Reference {
    let (local, offset) = match zone {
        Some(zone) => {
            let there = at.with_timezone(&zone);
            (there.naive_local(), there.offset().fix())
        }
        None => (at.naive_local(), *at.offset()),
    };
    Reference { date: Some(local.date()), time: Some(local.time()), zone, offset: Some(offset) }
}

fn step(revisions: &[Observed], before: usize, after: usize) -> Step {
    let diff = diff(&revisions[before].extract, &revisions[after].extract);
    Step { before, after, noted: noted(&diff), diff }
}

/// Whether the publisher said that something changed.
fn noted(diff: &RevisionDiff) -> Noted {
    if diff.notices.iter().any(|n| matches!(n.change, Change::Added | Change::Changed)) {
        return Noted::Noted;
    }
    let severities = diff.quotations.iter().map(|q| q.severity).chain(diff.claims.iter().map(|c| c.severity));
    match severities.min() {
        Some(Severity::High | Severity::Medium) => Noted::NotNoted,
        _ => Noted::NothingToNote,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{ClaimChange, NoticeChange};

    fn diff_with(severity: Option<Severity>, notice: Option<Change>) -> RevisionDiff {
        let claim = |severity| ClaimChange {
            change: Change::Changed,
            kinds: Vec::new(),
            severity,
            before: None,
            after: None,
            edits: Vec::new(),
            reasons: Vec::new(),
        };
        let noticed = |change| NoticeChange { change, before: None, after: None, edits: Vec::new() };
        RevisionDiff {
            claims: severity.map(claim).into_iter().collect(),
            notices: notice.map(noticed).into_iter().collect(),
            ..RevisionDiff::default()
        }
    }

    #[test]
    fn a_notice_that_comes_or_changes_notes_the_step() {
        let check = |severity, notice, expected| assert_eq!(noted(&diff_with(severity, notice)), expected);
        check(Some(Severity::High), Some(Change::Added), Noted::Noted);
        check(Some(Severity::High), Some(Change::Changed), Noted::Noted);
        check(Some(Severity::High), Some(Change::Removed), Noted::NotNoted);
        check(Some(Severity::Medium), None, Noted::NotNoted);
        check(Some(Severity::Low), None, Noted::NothingToNote);
        check(None, None, Noted::NothingToNote);
    }

    #[test]
    fn the_day_is_the_publishers() {
        let at = DateTime::parse_from_rfc3339("2025-08-19T01:30:00+02:00").expect("a time");
        let here = reference(at, None);
        assert_eq!(here.date.expect("a day").to_string(), "2025-08-19");
        let there = reference(at, Some(chrono_tz::America::New_York));
        assert_eq!(there.date.expect("a day").to_string(), "2025-08-18");
        assert_eq!(there.time.expect("a time").to_string(), "19:30:00");
        assert_eq!(there.offset.expect("an offset").to_string(), "-04:00");
    }

    #[test]
    fn few_revisions_are_a_history_too() {
        let seen = |text: &str| Revision { name: "a.txt".into(), observed_at: None, text: text.into() };
        assert!(changelog("none", vec![], None).steps.is_empty());
        assert!(changelog("one", vec![seen("The bridge is shut.")], None).steps.is_empty());
        assert!(between("one", vec![seen("")], None, 0, 1).steps.is_empty());
        let back = between("two", vec![seen("One."), seen("Two.")], None, 1, 0);
        assert_eq!((back.steps[0].before, back.steps[0].after), (1, 0));
    }
}

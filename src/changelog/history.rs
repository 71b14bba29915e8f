//! Revisions → their extracts, the steps between them, and what was noted.

use super::{ChangeLog, Noted, Observed, Step, lives};
use crate::diff::{Change, RevisionDiff, Severity, diff};
use crate::extract::frames::Memo;
use crate::extract::{Outline, Reference};
use crate::revision::{GivenTime, Revision};
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

/// The revisions, read; no steps and no lives. Relative dates are measured from when a revision was published, where its
/// publisher says so: “on Monday” in a story of 5 May is the same day however late the story was seen. Else from when it was seen.
pub fn read(article: &str, revisions: Vec<Revision>, zone: Option<Tz>) -> ChangeLog {
    let mut memo = Memo::new();
    let mut read: Vec<Observed> = Vec::with_capacity(revisions.len());
    for revision in revisions {
        let reference = match (revision.published, revision.observed_at) {
            (Some(given), _) => reference_given(given, zone),
            (None, Some(at)) => reference(at, zone),
            (None, None) => Reference { zone, ..Reference::default() },
        };
        let earlier = read.last().map(|observed| &observed.extract);
        let extract = Outline::again(revision.text.as_str(), &reference, earlier, &mut memo).with_claims(|_| true);
        read.push(Observed { revision, extract });
    }
    ChangeLog { article: article.to_owned(), revisions: read, steps: Vec::new(), quotations: Vec::new(), claims: Vec::new() }
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

/// What “Monday” is measured from in a text of a day or time as it was given: without an offset it is on the clock of the publisher.
pub fn reference_given(given: GivenTime, zone: Option<Tz>) -> Reference {
    given.instant().map_or(Reference { date: Some(given.date), time: given.time, zone, offset: None }, |at| reference(at, zone))
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
    use chrono::NaiveDate;

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
    fn a_revision_is_dated_by_its_publisher_before_it_is_by_when_it_was_seen() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).expect("a time");
        let given = |time: Option<&str>| {
            let time = time.map(at);
            let date = NaiveDate::from_ymd_opt(2031, 5, 5).expect("a day");
            GivenTime { date, time: time.map(|t| t.time()), offset: time.map(|t| *t.offset()) }
        };
        let monday = |published, zone| {
            let text = "The harbor was shut on Monday, the town said.".to_owned();
            let seen =
                Revision { name: "a.html".into(), observed_at: Some(at("2031-05-14T08:00:00Z")), published, text, ..Revision::default() };
            let log = read("ferry", vec![seen], zone);
            let dates = log.revisions[0].extract.claims.iter().flat_map(|claim| &claim.dates);
            dates.filter_map(|date| date.from).next().expect("a day").to_string()
        };
        assert_eq!(monday(None, None), "2031-05-12");
        assert_eq!(monday(Some(given(None)), None), "2031-05-05");
        let night = Some(given(Some("2031-05-05T02:00:00Z")));
        assert_eq!(monday(night, None), "2031-05-05");
        assert_eq!(monday(night, Some(chrono_tz::America::New_York)), "2031-04-28", "still Sunday there");
    }

    #[test]
    fn few_revisions_are_a_history_too() {
        let seen = |text: &str| Revision { name: "a.txt".into(), text: text.into(), ..Revision::default() };
        assert!(changelog("none", vec![], None).steps.is_empty());
        assert!(changelog("one", vec![seen("The bridge is shut.")], None).steps.is_empty());
        assert!(between("one", vec![seen("")], None, 0, 1).steps.is_empty());
        let back = between("two", vec![seen("One."), seen("Two.")], None, 1, 0);
        assert_eq!((back.steps[0].before, back.steps[0].after), (1, 0));
    }
}

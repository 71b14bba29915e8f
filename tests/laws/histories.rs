//! What must hold of an article's history: each substantive change is judged once, and what is shown stands there.

use crate::one_text::{Given, json_slices, value};
use crate::{cases, two_articles, two_hostile};
use chrono::{DateTime, Duration, FixedOffset};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use writethru::changelog::audit::{Verdict, audit};
use writethru::changelog::{ChangeLog, Event, changelog};
use writethru::diff::Field;
use writethru::report::audited::Counts;
use writethru::report::json;
use writethru::revision::Revision;

/// There and back: a first text, another, and the first again, ten minutes apart.
fn there_and_back(before: &str, after: &str) -> ChangeLog {
    let begin: DateTime<FixedOffset> = DateTime::parse_from_rfc3339("2031-08-18T08:00:00-04:00").expect("a time");
    let seen = |(n, text): (i32, &str)| Revision {
        name: format!("{n}.txt"),
        observed_at: Some(begin + Duration::minutes(i64::from(n) * 10)),
        text: text.to_owned(),
        ..Revision::default()
    };
    changelog("ferry", [before, after, before].into_iter().enumerate().map(|(n, t)| seen((n as i32, t))).collect(), None)
}

fn is_judged_once(log: &ChangeLog) -> Result<(), TestCaseError> {
    let found = audit(log);
    prop_assert_eq!(found.steps.len(), log.steps.len());
    for (step, judged) in log.steps.iter().zip(&found.steps) {
        let mut seen: Vec<String> = judged.changes.iter().chain(&judged.low).map(|c| format!("{:?}", c.what)).collect();
        let n = seen.len();
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen.len(), n, "a change is judged once");
        let is_headline = |field: Field| matches!(field, Field::Headline | Field::AlternativeHeadline);
        let n_fields = step.diff.fields.iter().filter(|f| is_headline(f.field)).count();
        prop_assert!(n <= n_fields + step.diff.quotations.len() + step.diff.claims.len());
        prop_assert!(n >= n_fields + step.diff.quotations.len(), "quotations and headlines are all there");
        let came = log.revisions[step.after].extract.notices.len() + log.revisions[step.before].extract.notices.len();
        if came == 0 && log.revisions.iter().all(|r| r.extract.notices.is_empty()) {
            prop_assert!(judged.changes.iter().all(|c| c.verdict == Verdict::NotNoted || c.notice.is_none()));
        }
    }
    let counts = Counts::of(&found);
    prop_assert_eq!(counts.changes(), found.changes().count());
    Ok(())
}

/// The lives of a history that ends as it began are where they were at the beginning.
fn lives_come_home(log: &ChangeLog) -> Result<(), TestCaseError> {
    for life in log.quotations.iter().chain(&log.claims) {
        prop_assert_eq!(life.at.len(), 3);
        prop_assert!(life.events.windows(2).all(|pair| pair[0].0 <= pair[1].0));
        prop_assert!(life.reverts.iter().all(|(revision, to)| to < revision));
        if let Some((_, first)) = life.events.first() {
            prop_assert_eq!(first, &Event::Born);
        }
    }
    Ok(())
}

fn what_is_shown_stands_there(log: &ChangeLog, before: &str, after: &str) -> Result<(), TestCaseError> {
    let found = audit(log);
    let printed = value(&json::audit(log, &found));
    let texts = [Given::new(before), Given::new(after), Given::new(before)];
    for change in printed["articles"][0]["changes"].as_array().into_iter().flatten() {
        for (side, revision) in [("before", "before_revision"), ("after", "after_revision")] {
            let number = usize::try_from(change[revision].as_u64().unwrap_or(1)).unwrap_or(1);
            if matches!(change["subject"].as_str(), Some("claim" | "quotation")) {
                json_slices(&texts[number - 1], &change[side])?;
            }
        }
        prop_assert!(change["last_seen_without"].as_str() < change["first_seen_with"].as_str());
    }
    let print = || serde_json::to_string(&json::audit(log, &found)).expect("a document");
    prop_assert_eq!(print(), print());
    Ok(())
}

fn all(before: &str, after: &str) -> Result<(), TestCaseError> {
    let log = there_and_back(before, after);
    is_judged_once(&log)?;
    lives_come_home(&log)?;
    what_is_shown_stands_there(&log, before, after)
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn of_articles((before, after) in two_articles()) {
        all(&before, &after)?;
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn of_hostile_strings((before, after) in two_hostile()) {
        all(&before, &after)?;
    }
}

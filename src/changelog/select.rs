//! A change log → the same with only some of its changes, or only the later ones.

use super::ChangeLog;
use crate::align::LinkKind;
use crate::diff::{Field, RevisionDiff, Severity};

/// Which changes are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Quotations.
    Quotes,
    /// Claims.
    Claims,
    /// Headline and alternative headline.
    Headline,
    /// Quotations and claims of high severity.
    High,
}

/// Leaves only the changes in each step that one of `wanted` asks for; all of them where nothing is asked for. What was noted stays
/// as it was: it is about the whole step.
pub fn select(log: &mut ChangeLog, wanted: &[Only]) {
    if !wanted.is_empty() {
        log.steps.iter_mut().for_each(|step| select_in(&mut step.diff, wanted));
    }
}

/// Leaves only the steps that begin at a revision, an index into [`ChangeLog::revisions`], or at a later one. The revisions all stay,
/// with their numbers, and so do the lives.
pub fn since(log: &mut ChangeLog, revision: usize) {
    log.steps.retain(|step| step.before.min(step.after) >= revision);
}

/// Leaves only the steps that end at a revision, an index into [`ChangeLog::revisions`], or at an earlier one.
pub fn until(log: &mut ChangeLog, revision: usize) {
    log.steps.retain(|step| step.before.max(step.after) <= revision);
}

/// Whether there is any change; hidden, cosmetic ones do not count.
pub fn differs(diff: &RevisionDiff) -> bool {
    let RevisionDiff { fields, quotations, claims, notices, alignment, cosmetic: _, approximate: _ } = diff;
    let listed = fields.len() + quotations.len() + claims.len() + notices.len();
    listed > 0 || alignment.links.iter().any(|link| link.kind != LinkKind::Unchanged)
}

fn select_in(diff: &mut RevisionDiff, wanted: &[Only]) {
    let keeps = |part: Only| wanted.contains(&part);
    let keeps_high = |severity: Severity| keeps(Only::High) && severity == Severity::High;
    diff.quotations.retain(|change| keeps(Only::Quotes) || keeps_high(change.severity));
    diff.claims.retain(|change| keeps(Only::Claims) || keeps_high(change.severity));
    diff.fields.retain(|change| keeps(Only::Headline) && matches!(change.field, Field::Headline | Field::AlternativeHeadline));
    diff.notices.clear();
    diff.alignment.links.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::{Alignment, Link};
    use crate::changelog::{Noted, Step};
    use crate::diff::{Change, Cosmetic, FieldChange, QuotationChange};

    fn step() -> Step {
        let field = |field| FieldChange { field, before: None, after: Some("Ferry fire".into()), edits: Vec::new() };
        let quotation = |severity| QuotationChange {
            change: Change::Added,
            kinds: Vec::new(),
            severity,
            before: None,
            after: None,
            edits: Vec::new(),
            reasons: Vec::new(),
        };
        let diff = RevisionDiff {
            fields: vec![field(Field::Headline), field(Field::Byline)],
            quotations: vec![quotation(Severity::High), quotation(Severity::Medium)],
            ..RevisionDiff::default()
        };
        Step { before: 0, after: 1, diff, noted: Noted::NotNoted }
    }

    fn log(steps: Vec<Step>) -> ChangeLog {
        ChangeLog { article: "ferry".into(), revisions: Vec::new(), steps, quotations: Vec::new(), claims: Vec::new() }
    }

    fn check(wanted: &[Only], n_fields: usize, n_quotations: usize) {
        let mut log = log(vec![step()]);
        select(&mut log, wanted);
        let diff = &log.steps[0].diff;
        assert_eq!((diff.fields.len(), diff.quotations.len()), (n_fields, n_quotations), "{wanted:?}");
        assert_eq!(differs(diff), n_fields + n_quotations > 0);
    }

    #[test]
    fn only_what_is_wanted_stays() {
        check(&[], 2, 2);
        check(&[Only::Quotes], 0, 2);
        check(&[Only::Claims], 0, 0);
        check(&[Only::Headline], 1, 0);
        check(&[Only::High], 0, 1);
        check(&[Only::High, Only::Headline], 1, 1);
        check(&[Only::High, Only::Quotes], 0, 2);
    }

    #[test]
    fn steps_that_begin_later_stay() {
        let steps = || (0..4).map(|k| Step { before: k, after: k + 1, ..step() }).collect();
        let left = |revision| {
            let mut log = log(steps());
            since(&mut log, revision);
            log.steps.iter().map(|s| s.before).collect::<Vec<_>>()
        };
        assert_eq!(left(0), [0, 1, 2, 3]);
        assert_eq!(left(2), [2, 3]);
        assert!(left(4).is_empty() && left(99).is_empty());
        let mut log = log(steps());
        until(&mut log, 2);
        assert_eq!(log.steps.len(), 2);
    }

    #[test]
    fn an_edited_sentence_is_a_difference_and_a_dash_is_none() {
        let link = |kind| Link { kind, before: vec![0], after: vec![0], similarity: 1.0, identical: false };
        let with = |kind| Step {
            diff: RevisionDiff {
                alignment: Alignment { links: vec![link(kind)], approximate: false },
                cosmetic: Cosmetic { dashes: 1, ..Cosmetic::default() },
                ..RevisionDiff::default()
            },
            ..step()
        };
        assert!(differs(&with(LinkKind::Edited).diff));
        assert!(!differs(&with(LinkKind::Unchanged).diff));
    }
}

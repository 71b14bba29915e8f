//! A change log → the same with only some of its changes.

use super::ChangeLog;
use crate::align::LinkKind;
use crate::diff::{Field, RevisionDiff, Severity};

/// Which changes are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// Every one.
    #[default]
    Everything,
    /// Quotations.
    Quotes,
    /// Claims.
    Claims,
    /// Headline and alternative headline.
    Headline,
    /// Quotations and claims of high severity.
    High,
}

/// Leaves only the wanted changes in each step. What was noted stays as it was: it is about the whole step.
pub fn select(log: &mut ChangeLog, only: Only) {
    log.steps.iter_mut().for_each(|step| select_in(&mut step.diff, only));
}

/// Whether there is any change; hidden, cosmetic ones do not count.
pub fn differs(diff: &RevisionDiff) -> bool {
    let RevisionDiff { fields, quotations, claims, notices, alignment, cosmetic: _, approximate: _ } = diff;
    let listed = fields.len() + quotations.len() + claims.len() + notices.len();
    listed > 0 || alignment.links.iter().any(|link| link.kind != LinkKind::Unchanged)
}

fn select_in(diff: &mut RevisionDiff, only: Only) {
    let keeps = |part: Only| only == Only::Everything || only == part;
    let keeps_high = |severity: Severity| only == Only::High && severity == Severity::High;
    diff.quotations.retain(|change| keeps(Only::Quotes) || keeps_high(change.severity));
    diff.claims.retain(|change| keeps(Only::Claims) || keeps_high(change.severity));
    diff.fields.retain(|change| {
        let is_headline = matches!(change.field, Field::Headline | Field::AlternativeHeadline);
        keeps(Only::Everything) || (keeps(Only::Headline) && is_headline)
    });
    if only != Only::Everything {
        diff.notices.clear();
        diff.alignment.links.clear();
    }
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

    fn check(only: Only, n_fields: usize, n_quotations: usize) {
        let mut step = step();
        select_in(&mut step.diff, only);
        assert_eq!((step.diff.fields.len(), step.diff.quotations.len()), (n_fields, n_quotations), "{only:?}");
        assert_eq!(differs(&step.diff), n_fields + n_quotations > 0);
    }

    #[test]
    fn only_what_is_wanted_stays() {
        check(Only::Everything, 2, 2);
        check(Only::Quotes, 0, 2);
        check(Only::Claims, 0, 0);
        check(Only::Headline, 1, 0);
        check(Only::High, 0, 1);
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

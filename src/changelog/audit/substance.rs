//! A step's diff → its substantive changes: quotations and claims of high and medium severity, and headlines.
//!
//! A headline and the claim it makes are one change: what the claim lost or gained is told with the headline, and weighs as
//! much.

use crate::changelog::{ChangeLog, Step};
use crate::diff::{Change, ClaimChange, Edit, EditOp, Field, Kind, Reason, RevisionDiff, Severity};
use crate::extract::{Claim, Extract};
use crate::span::Span;
use crate::text::BlockKind;

/// A change of a step's diff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Substance {
    /// A headline: an index into [`RevisionDiff::fields`], and the changed claims that stand in it.
    Field(usize, Vec<usize>),
    /// An index into [`RevisionDiff::quotations`].
    Quotation(usize),
    /// An index into [`RevisionDiff::claims`].
    Claim(usize),
}

/// The changed field that a claim stands in: what a headline claims is told beside the headline.
pub fn field_of(before: &Extract, after: &Extract, diff: &RevisionDiff, change: &ClaimChange) -> Option<Field> {
    let kind = |extract: &Extract, claim: &Claim| {
        let sentence = extract.sentences.get(claim.sentence)?;
        extract.text.blocks().get(sentence.block).map(|block| block.kind)
    };
    let block = change.after.as_ref().and_then(|c| kind(after, c)).or_else(|| change.before.as_ref().and_then(|c| kind(before, c)))?;
    let field = match block {
        BlockKind::Headline => Field::Headline,
        BlockKind::AlternativeHeadline => Field::AlternativeHeadline,
        _ => return None,
    };
    diff.fields.iter().any(|f| f.field == field).then_some(field)
}

/// Changes with their severity.
pub type Weighed = Vec<(Substance, Severity)>;

/// The substantive changes of a step, the weightiest first; and those of low severity.
pub fn substance(log: &ChangeLog, step: &Step) -> (Weighed, Weighed) {
    let (Some(before), Some(after)) = (log.revisions.get(step.before), log.revisions.get(step.after)) else {
        return (Vec::new(), Vec::new());
    };
    let diff = &step.diff;
    let in_field: Vec<Option<Field>> = diff.claims.iter().map(|c| field_of(&before.extract, &after.extract, diff, c)).collect();
    let fields = diff.fields.iter().enumerate().filter(|(_, f)| matches!(f.field, Field::Headline | Field::AlternativeHeadline));
    let fields = fields.map(|(n, f)| {
        let claims: Vec<usize> = (0..diff.claims.len()).filter(|&k| in_field[k] == Some(f.field)).collect();
        let severity = claims.iter().map(|&k| diff.claims[k].severity).min().unwrap_or(Severity::Low);
        (Substance::Field(n, claims), severity)
    });
    let quotations = diff.quotations.iter().enumerate().map(|(n, q)| (Substance::Quotation(n), q.severity));
    let claims = diff.claims.iter().enumerate().filter(|(n, _)| in_field[*n].is_none()).map(|(n, c)| (Substance::Claim(n), c.severity));
    let (mut weighty, low): (Vec<_>, Vec<_>) = fields.chain(quotations).chain(claims).partition(|(_, s)| *s != Severity::Low);
    weighty.sort_by_key(|(_, severity)| *severity);
    (weighty, low)
}

/// What changed, as far as comparing it with a notice needs.
pub(super) struct Changed<'l> {
    pub change: Change,
    pub kinds: Vec<Kind>,
    pub edits: &'l [Edit],
    /// For each kind the words that gave it, before and after.
    pub reasons: Vec<(Kind, &'l str, &'l str)>,
    pub is_quotation: bool,
    pub is_field: bool,
    pub is_attributed: bool,
    /// Who was quoted before, by name.
    pub speaker: Option<&'l str>,
    /// The words of the side there is, of what was added or removed.
    whole: &'l str,
}

impl<'l> Changed<'l> {
    pub fn of(log: &'l ChangeLog, step: &'l Step, what: &Substance) -> Option<Self> {
        let [before, after] = [&log.revisions.get(step.before)?.extract, &log.revisions.get(step.after)?.extract];
        let diff = &step.diff;
        let reasons = |all: &'l [Reason]| all.iter().map(|r| (r.kind, r.before.as_str(), r.after.as_str())).collect();
        let whole = |old: Option<Span>, new: Option<Span>| {
            new.map(|s| after.text.slice(s)).or_else(|| old.map(|s| before.text.slice(s))).unwrap_or_default()
        };
        Some(match what {
            Substance::Quotation(n) => {
                let q = diff.quotations.get(*n)?;
                Self {
                    change: q.change,
                    kinds: q.kinds.clone(),
                    edits: &q.edits,
                    reasons: reasons(&q.reasons),
                    is_quotation: true,
                    is_field: false,
                    is_attributed: true,
                    speaker: q.before.as_ref().and_then(|q| q.speaker.as_ref()?.name.as_deref()),
                    whole: whole(q.before.as_ref().map(|q| q.span), q.after.as_ref().map(|q| q.span)),
                }
            }
            Substance::Claim(n) => {
                let c = diff.claims.get(*n)?;
                Self {
                    change: c.change,
                    kinds: c.kinds.clone(),
                    edits: &c.edits,
                    reasons: reasons(&c.reasons),
                    is_quotation: false,
                    is_field: false,
                    is_attributed: c.after.as_ref().or(c.before.as_ref()).is_some_and(|c| c.attribution.is_some()),
                    speaker: None,
                    whole: whole(c.before.as_ref().map(|c| c.span), c.after.as_ref().map(|c| c.span)),
                }
            }
            Substance::Field(n, claims) => {
                let field = diff.fields.get(*n)?;
                let claims: Vec<&ClaimChange> = claims.iter().filter_map(|&k| diff.claims.get(k)).collect();
                let mut kinds: Vec<Kind> = claims.iter().flat_map(|c| c.kinds.iter().copied()).collect();
                kinds.sort_unstable();
                kinds.dedup();
                Self {
                    change: Change::Changed,
                    kinds,
                    edits: &field.edits,
                    reasons: claims.iter().flat_map(|c| c.reasons.iter()).map(|r| (r.kind, r.before.as_str(), r.after.as_str())).collect(),
                    is_quotation: false,
                    is_field: true,
                    is_attributed: false,
                    speaker: None,
                    whole: "",
                }
            }
        })
    }

    /// The words that an operation made; all words of what was added or removed.
    pub fn edited(&self, op: EditOp) -> String {
        match (self.change, op) {
            (Change::Added, EditOp::Insert) | (Change::Removed, EditOp::Delete) => self.whole.to_owned(),
            _ => self.edits.iter().filter(|e| e.op == op).map(|e| e.text.as_str()).collect::<Vec<_>>().join(" "),
        }
    }
}

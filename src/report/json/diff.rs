//! What changed between two texts, as the contract has it.

use super::extract::{ClaimOut, NoticeOut, QuotationOut, WarningOut};
use super::log::IntervalOut;
use super::names;
use super::span::{Piece, present};
use crate::align::{Link, LinkKind};
use crate::diff::{ClaimChange, Cosmetic, Edit, FieldChange, Kind, NoticeChange, QuotationChange, Reason, RevisionDiff};
use crate::extract::{Extract, QuotationKind};
use serde::{Serialize, Serializer};
use serde_json::Value;

#[derive(Serialize)]
pub(super) struct Document<'a> {
    schema: &'static str,
    id: &'a Value,
    /// Which step of which article; left out where two texts were compared that belong to none.
    #[serde(flatten)]
    pub(super) step: Option<StepOut<'a>>,
    pub(super) before: SideOut<'a>,
    pub(super) after: SideOut<'a>,
    fields: Vec<FieldOut<'a>>,
    quotations: Vec<ChangeOut<'a, QuotationOut<'a>>>,
    claims: Vec<ChangeOut<'a, ClaimOut<'a>>>,
    notices: Vec<NoticeChangeOut<'a>>,
    sentences: Vec<LinkOut<'a>>,
    cosmetic: CosmeticOut,
    approximate: bool,
    warnings: Vec<WarningOut<'a>>,
}

impl<'a> Document<'a> {
    pub(super) fn new(id: &'a Value, before: &'a Extract, after: &'a Extract, diff: &'a RevisionDiff) -> Self {
        let warned = |side, extract: &'a Extract| extract.warnings.iter().map(move |w| WarningOut::of(&extract.text, w, Some(side)));
        Self {
            schema: super::DIFF,
            id,
            step: None,
            before: SideOut { revision: None, summary: Summary::of(before) },
            after: SideOut { revision: None, summary: Summary::of(after) },
            fields: diff.fields.iter().map(FieldOut::of).collect(),
            quotations: diff.quotations.iter().map(|c| ChangeOut::quotation(before, after, c)).collect(),
            claims: diff.claims.iter().map(|c| ChangeOut::claim(before, after, c)).collect(),
            notices: diff.notices.iter().map(|c| NoticeChangeOut::of(before, after, c)).collect(),
            sentences: diff.alignment.links.iter().filter_map(|l| LinkOut::of(before, after, l)).collect(),
            cosmetic: CosmeticOut::of(diff.cosmetic),
            approximate: diff.approximate,
            warnings: warned("before", before).chain(warned("after", after)).collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct StepOut<'a> {
    pub(super) article: &'a str,
    pub(super) before_at: Option<String>,
    pub(super) after_at: Option<String>,
    pub(super) noted: &'static str,
    /// The step in one sentence, as every report has it.
    pub(super) summary: Option<String>,
    pub(super) reverts_to: Option<usize>,
    #[serde(flatten)]
    pub(super) interval: IntervalOut,
}

#[derive(Serialize)]
pub(super) struct SideOut<'a> {
    /// Which revision it is, where it is one of an article.
    #[serde(flatten)]
    pub(super) revision: Option<RevisionOut<'a>>,
    #[serde(flatten)]
    pub(super) summary: Summary,
}

#[derive(Serialize)]
pub(super) struct RevisionOut<'a> {
    pub(super) revision: usize,
    pub(super) name: &'a str,
    pub(super) observed_at: Option<String>,
    pub(super) last_seen_at: Option<String>,
    pub(super) date_published: Option<String>,
    pub(super) date_modified: Option<String>,
    pub(super) sha256: String,
}

/// How much there is of everything in a text.
#[derive(Serialize)]
pub(super) struct Summary {
    words: usize,
    paragraphs: usize,
    sentences: usize,
    quotations: usize,
    claims: usize,
    notices: usize,
}

impl Summary {
    pub(super) fn of(extract: &Extract) -> Self {
        Self {
            words: extract.text.n_words(),
            paragraphs: extract.text.blocks().iter().filter(|b| b.kind.is_running()).count(),
            sentences: extract.sentences.len(),
            quotations: extract.quotations.iter().filter(|q| q.kind != QuotationKind::Scare).count(),
            claims: extract.claims.len(),
            notices: extract.notices.len(),
        }
    }
}

/// A word diff: `[["=", "frank and "], ["-", "very"], ["+", "highly"]]`.
pub(super) struct Edits<'a>(pub(super) &'a [Edit]);

impl Serialize for Edits<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|e| (names::op(e.op), e.text.as_str())))
    }
}

/// The ways of a change, by name.
pub(super) struct Kinds<'a>(pub(super) &'a [Kind]);

impl Serialize for Kinds<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|&k| k.name()))
    }
}

#[derive(Serialize)]
struct FieldOut<'a> {
    field: &'static str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    edits: Edits<'a>,
}

impl<'a> FieldOut<'a> {
    fn of(change: &'a FieldChange) -> Self {
        Self { field: change.field.name(), before: change.before.as_deref(), after: change.after.as_deref(), edits: Edits(&change.edits) }
    }
}

#[derive(Serialize)]
struct ChangeOut<'a, T> {
    change: &'static str,
    kinds: Kinds<'a>,
    severity: &'static str,
    before: Option<T>,
    after: Option<T>,
    edits: Edits<'a>,
    reasons: Vec<ReasonOut<'a>>,
}

impl<'a> ChangeOut<'a, QuotationOut<'a>> {
    fn quotation(before: &'a Extract, after: &'a Extract, change: &'a QuotationChange) -> Self {
        Self {
            change: change.change.name(),
            kinds: Kinds(&change.kinds),
            severity: change.severity.name(),
            before: change.before.as_ref().map(|q| QuotationOut::of(&before.text, q)),
            after: change.after.as_ref().map(|q| QuotationOut::of(&after.text, q)),
            edits: Edits(&change.edits),
            reasons: change.reasons.iter().map(ReasonOut::of).collect(),
        }
    }
}

impl<'a> ChangeOut<'a, ClaimOut<'a>> {
    fn claim(before: &'a Extract, after: &'a Extract, change: &'a ClaimChange) -> Self {
        Self {
            change: change.change.name(),
            kinds: Kinds(&change.kinds),
            severity: change.severity.name(),
            before: change.before.as_ref().map(|c| ClaimOut::alone(before, c)),
            after: change.after.as_ref().map(|c| ClaimOut::alone(after, c)),
            edits: Edits(&change.edits),
            reasons: change.reasons.iter().map(ReasonOut::of).collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct ReasonOut<'a> {
    kind: &'static str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    rule: &'static str,
}

impl<'a> ReasonOut<'a> {
    pub(super) fn of(reason: &'a Reason) -> Self {
        Self { kind: reason.kind.name(), before: present(&reason.before), after: present(&reason.after), rule: reason.rule }
    }
}

#[derive(Serialize)]
struct NoticeChangeOut<'a> {
    change: &'static str,
    before: Option<NoticeOut<'a>>,
    after: Option<NoticeOut<'a>>,
    edits: Edits<'a>,
}

impl<'a> NoticeChangeOut<'a> {
    fn of(before: &'a Extract, after: &'a Extract, change: &'a NoticeChange) -> Self {
        Self {
            change: change.change.name(),
            before: change.before.as_ref().map(|n| NoticeOut::of(&before.text, n)),
            after: change.after.as_ref().map(|n| NoticeOut::of(&after.text, n)),
            edits: Edits(&change.edits),
        }
    }
}

#[derive(Serialize)]
struct LinkOut<'a> {
    kind: &'static str,
    before: Vec<Piece<'a>>,
    after: Vec<Piece<'a>>,
    similarity: f64,
}

impl<'a> LinkOut<'a> {
    /// A row of the alignment; none for sentences that stayed as they were, and for lines of the page that came or went.
    fn of(before: &'a Extract, after: &'a Extract, link: &Link) -> Option<Self> {
        fn pieces<'a>(extract: &'a Extract, sentences: &[usize]) -> Vec<Piece<'a>> {
            sentences.iter().filter_map(|&k| extract.sentences.get(k)).map(|s| Piece::of(&extract.text, s.span)).collect()
        }
        (link.kind != LinkKind::Unchanged && !link.is_only_of_page(before, after)).then(|| Self {
            kind: names::link(link.kind),
            before: pieces(before, &link.before),
            after: pieces(after, &link.after),
            similarity: (link.similarity * 100.0).round() / 100.0,
        })
    }
}

#[derive(Serialize)]
struct CosmeticOut {
    quotes: usize,
    spaces: usize,
    dashes: usize,
    case: usize,
    punctuation: usize,
    formats: usize,
}

impl CosmeticOut {
    fn of(cosmetic: Cosmetic) -> Self {
        let Cosmetic { quotes, spaces, dashes, case, punctuation, formats } = cosmetic;
        Self { quotes, spaces, dashes, case, punctuation, formats }
    }
}

//! Two [`Extract`]s and their [`Alignment`] → [`RevisionDiff`]: what a reader should be told.

mod apart;
mod attribution;
#[cfg(test)]
mod bounds;
mod claims;
mod compare;
pub mod cosmetic;
mod doubt;
pub mod edits;
mod fields;
pub mod kinds;
mod lists;
mod lookup;
mod measures;
mod names;
mod notices;
mod opposites;
mod paraphrases;
mod passage;
mod phrase;
mod quotations;
mod recast;
mod rest;
pub mod rules;
#[cfg(test)]
mod tests;
mod things;
mod verbs;
mod why;

pub use edits::edits;
pub use kinds::{Kind, Severity, Subject};
pub use why::why;

use crate::align::{Alignment, LinkKind, align};
use crate::extract::frames::Memo;
use crate::extract::{Claim, Extract, Notice, Outline, Quotation, Reference};

/// What happened to a quotation, a claim or a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Stands on the later side only.
    Added,
    /// Stands on the earlier side only.
    Removed,
    /// Stands on both, differently.
    Changed,
    /// Stands on both, the same, in another place.
    Moved,
}

/// A piece of a word diff. Equal and deleted pieces make up *before*, equal and inserted ones *after*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What happened to it.
    pub op: EditOp,
    /// The piece, with the spaces that belong to it.
    pub text: String,
}

/// What a word diff did with a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EditOp {
    /// On both sides.
    Equal,
    /// On the earlier side only.
    Delete,
    /// On the later side only.
    Insert,
}

/// Why a kind was given: the words before and after, and the rule's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The kind it explains.
    pub kind: Kind,
    /// The words on the earlier side; empty where there are none.
    pub before: String,
    /// The words on the later side; empty where there are none.
    pub after: String,
    /// The rule, as `writethru explain` lists it: `claim.quantity`.
    pub rule: &'static str,
}

/// A quotation that was added, removed, changed or moved.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotationChange {
    /// What happened.
    pub change: Change,
    /// In which ways; empty for added, removed and moved.
    pub kinds: Vec<Kind>,
    /// How much it matters.
    pub severity: Severity,
    /// The earlier one; for a merge all of them as one with several parts, for words that stood as a paraphrase an
    /// [`Indirect`](crate::extract::QuotationKind::Indirect) one.
    pub before: Option<Quotation>,
    /// The later one, likewise.
    pub after: Option<Quotation>,
    /// The word diff of the quoted words.
    pub edits: Vec<Edit>,
    /// Why each kind was given.
    pub reasons: Vec<Reason>,
}

/// A claim that was added, removed, changed or moved.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimChange {
    /// What happened.
    pub change: Change,
    /// In which ways; empty for added, removed and moved.
    pub kinds: Vec<Kind>,
    /// How much it matters.
    pub severity: Severity,
    /// The earlier one; for sentences that were merged, one claim that covers them.
    pub before: Option<Claim>,
    /// The later one, likewise.
    pub after: Option<Claim>,
    /// The word diff of the two.
    pub edits: Vec<Edit>,
    /// Why each kind was given.
    pub reasons: Vec<Reason>,
}

/// A notice that was added, removed or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeChange {
    /// What happened.
    pub change: Change,
    /// The earlier one.
    pub before: Option<Notice>,
    /// The later one.
    pub after: Option<Notice>,
    /// The word diff of the two, where both exist.
    pub edits: Vec<Edit>,
}

/// A part of the article outside its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The title.
    Headline,
    /// The sub-title.
    AlternativeHeadline,
    /// Who wrote it.
    Byline,
    /// The place that opens the text.
    Dateline,
}

impl Field {
    /// Its name in JSON and tables: `alternative_headline`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::AlternativeHeadline => "alternative_headline",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
        }
    }
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Which.
    pub field: Field,
    /// What stood there.
    pub before: Option<String>,
    /// What stands there.
    pub after: Option<String>,
    /// The word diff.
    pub edits: Vec<Edit>,
}

impl FieldChange {
    /// Whether it came, went or changed.
    pub fn change(&self) -> Change {
        match (&self.before, &self.after) {
            (None, Some(_)) => Change::Added,
            (Some(_), None) => Change::Removed,
            _ => Change::Changed,
        }
    }
}

/// Differences without meaning, hidden but counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cosmetic {
    /// Quotation marks and apostrophes of another style.
    pub quotes: usize,
    /// White space of another kind, and paragraphs cut elsewhere.
    pub spaces: usize,
    /// Hyphens and dashes of another length.
    pub dashes: usize,
    /// Capitals.
    pub case: usize,
    /// Other punctuation.
    pub punctuation: usize,
    /// The same figure, date or abbreviation in another format (`two` → `2`).
    pub formats: usize,
}

/// Everything that differs between two revisions, most important first within each list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RevisionDiff {
    /// Headline, byline and the like.
    pub fields: Vec<FieldChange>,
    /// Quotations.
    pub quotations: Vec<QuotationChange>,
    /// Claims.
    pub claims: Vec<ClaimChange>,
    /// Notices.
    pub notices: Vec<NoticeChange>,
    /// Sentences, the unchanged ones too.
    pub alignment: crate::align::Alignment,
    /// What was hidden.
    pub cosmetic: Cosmetic,
    /// Whether a limit on work was met.
    pub approximate: bool,
}

/// Finds everything that differs between two revisions.
///
/// ```
/// use writethru::diff::{Kind, diff};
/// use writethru::extract::{Reference, extract};
/// use writethru::text::Text;
///
/// let read = |text: &str| extract(Text::new(text), &Reference::default());
/// let before = read("Ferry fire\n\nAt least 12 people died when the ferry burned, the coast guard said.");
/// let after = read("Ferry fire\n\nAt least 14 people died when the ferry burned, the coast guard said.");
/// assert_eq!(diff(&before, &after).claims[0].kinds, [Kind::Quantity]);
/// ```
pub fn diff(before: &Extract, after: &Extract) -> RevisionDiff {
    diff_aligned(before, after, align(before, after))
}

/// Reads two texts and finds what differs, looking closely only at the sentences that do.
///
/// The extracts that come back have all claims, but figures, dates and names only for those of sentences that are not
/// the same on both sides: for reports on the difference it is all there is to show.
pub fn diff_texts(before: (&str, &Reference), after: (&str, &Reference)) -> (Extract, Extract, RevisionDiff) {
    let mut memo = Memo::new();
    let b = Outline::again(before.0, before.1, None, &mut memo);
    b.extract().forms(); // so that the later text takes them over
    let a = Outline::again(after.0, after.1, Some(b.extract()), &mut memo);
    let alignment = align(b.extract(), a.extract());
    let differs = |n: usize, side: fn(&crate::align::Link) -> &[usize]| {
        let mut out = vec![false; n];
        for link in alignment.links.iter().filter(|l| l.kind != LinkKind::Unchanged) {
            side(link).iter().for_each(|&s| out[s] = true);
        }
        out
    };
    let in_b = differs(b.extract().sentences.len(), |l| &l.before);
    let in_a = differs(a.extract().sentences.len(), |l| &l.after);
    let (b, a) = (b.with_claims(|s| in_b[s]), a.with_claims(|s| in_a[s]));
    let diff = diff_aligned(&b, &a, alignment);
    (b, a, diff)
}

fn diff_aligned(before: &Extract, after: &Extract, alignment: Alignment) -> RevisionDiff {
    if before.text.given() == after.text.given() {
        return RevisionDiff { approximate: alignment.approximate, alignment, ..RevisionDiff::default() };
    }
    let (b, a) = (passage::Side::of(before), passage::Side::of(after));
    let mut quotations = quotations::compare(&b, &a, &alignment);
    let mut claims = claims::diff_claims(&b, &a, &alignment, &quotations);
    // The weightiest first; within one weight in the order of the later text.
    quotations
        .changes
        .sort_by_key(|c| (c.severity, place(c.before.as_ref().map(|q| q.span.start), c.after.as_ref().map(|q| q.span.start))));
    claims.changes.sort_by_key(|c| (c.severity, place(c.before.as_ref().map(|q| q.span.start), c.after.as_ref().map(|q| q.span.start))));
    let notices = notices::compare(&b, &a);
    let mut cosmetic = cosmetic(before, after, &alignment);
    cosmetic.formats += claims.formats;
    RevisionDiff {
        fields: fields::fields(&b, &a),
        quotations: quotations.changes,
        claims: claims.changes,
        notices: notices.changes,
        cosmetic,
        approximate: alignment.approximate || quotations.approximate || claims.approximate || notices.approximate,
        alignment,
    }
}

fn place(before: Option<usize>, after: Option<usize>) -> usize {
    after.or(before).unwrap_or(0)
}

/// Whether a link holds a sentence that says the same in other glyphs; “Updated 2 hours ago” → “Updated 3 hours ago” does not.
fn is_glyphs_only(link: &crate::align::Link) -> bool {
    matches!(link.kind, LinkKind::Unchanged | LinkKind::Moved) && !link.identical && link.similarity >= 1.0
}

/// Counts what differs without meaning: in sentences that say the same, and in how paragraphs are cut.
fn cosmetic(before: &Extract, after: &Extract, alignment: &Alignment) -> Cosmetic {
    let mut total = Cosmetic::default();
    for link in alignment.links.iter().filter(|l| is_glyphs_only(l)) {
        if let (Some(&b), Some(&a)) = (link.before.first(), link.after.first()) {
            let found = cosmetic::count(before.text.given_slice(before.sentences[b].span), after.text.given_slice(after.sentences[a].span));
            total.quotes += found.quotes;
            total.spaces += found.spaces;
            total.dashes += found.dashes;
            total.case += found.case;
            total.punctuation += found.punctuation;
            total.formats += found.formats;
        }
    }
    total
}

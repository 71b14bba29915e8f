//! The claims of two texts → which were added, removed, changed or moved.
//!
//! Sentences that correspond are compared; a claim without a partner was added or removed, unless its words live on
//! somewhere else in the other text. Sentences that a quotation change accounts for are left to it: one event is one
//! entry.

use super::attribution::{respelled, same_speaker};
use super::compare::{Cause, Compared, compare};
use super::kinds::{Kind, Subject};
use super::lookup::content_words;
use super::names::is_same_name;
use super::passage::{Passage, Side};
use super::phrase::Shown;
use super::quotations::QuotationDiff;
use super::{Change, ClaimChange, edits};
use crate::align::{Alignment, Link, LinkKind};
use crate::extract::Claim;
use crate::span::Span;
use crate::text::BlockKind;
use memchr::memmem;

/// A claim lives on where this share of its words of content stands in one sentence of the other text.
const MIN_LIVES_ON: f64 = 0.8;
/// … and it has at least this many of them.
const MIN_LIVES_ON_WORDS: usize = 3;

/// Beside a quotation, a change of so few words is one of listeners (“told reporters”), not of what is said.
const MAX_LISTENER: usize = 2;

/// A text of at most this many bytes is searched whole for a few words: every article is shorter.
const SEARCHED: usize = 100_000;

/// What became of the claims.
#[derive(Debug, Default)]
pub(super) struct ClaimDiff {
    pub changes: Vec<ClaimChange>,
    /// How often a figure or date merely changed its format.
    pub formats: usize,
    /// Whether a limit on work was met.
    pub approximate: bool,
}

/// Compares the claims of two texts.
pub(super) fn diff_claims(before: &Side, after: &Side, alignment: &Alignment, quotations: &QuotationDiff) -> ClaimDiff {
    let mut diff = ClaimDiff::default();
    for link in &alignment.links {
        match link.kind {
            LinkKind::Unchanged => {}
            LinkKind::Added => {
                for &s in link.after.iter().filter(|s| !quotations.told_after.contains(s)) {
                    for claim in after.claims_of(s) {
                        if !lives_on(after, claim, before) {
                            diff.changes.push(one_sided(Change::Added, claim));
                        }
                    }
                }
            }
            LinkKind::Removed => {
                for &s in link.before.iter().filter(|s| !quotations.told_before.contains(s)) {
                    for claim in before.claims_of(s) {
                        if !lives_on(before, claim, after) {
                            diff.changes.push(one_sided(Change::Removed, claim));
                        }
                    }
                }
            }
            LinkKind::Moved if link.identical => {
                if let (Some(&b), Some(&a)) = (link.before.first(), link.after.first()) {
                    diff.changes.extend(before.claims_of(b).iter().zip(after.claims_of(a)).map(|(x, y)| moved(x, y)));
                }
            }
            LinkKind::Edited | LinkKind::Moved | LinkKind::Split | LinkKind::Merged => {
                let told = link.before.iter().any(|s| quotations.told_before.contains(s))
                    || link.after.iter().any(|s| quotations.told_after.contains(s));
                if !told {
                    changed(before, after, link, &mut diff);
                }
            }
        }
    }
    diff
}

fn one_sided(change: Change, claim: &Claim) -> ClaimChange {
    let (before, after) = if change == Change::Removed { (Some(claim.clone()), None) } else { (None, Some(claim.clone())) };
    ClaimChange {
        change,
        kinds: Vec::new(),
        severity: change.severity(&[], Subject::Claim),
        before,
        after,
        edits: Vec::new(),
        reasons: Vec::new(),
    }
}

fn moved(before: &Claim, after: &Claim) -> ClaimChange {
    ClaimChange {
        change: Change::Moved,
        kinds: Vec::new(),
        severity: Change::Moved.severity(&[], Subject::Claim),
        before: Some(before.clone()),
        after: Some(after.clone()),
        edits: Vec::new(),
        reasons: Vec::new(),
    }
}

/// Compares sentences that correspond.
fn changed(before: &Side, after: &Side, link: &Link, diff: &mut ClaimDiff) {
    let old: Vec<&Claim> = link.before.iter().flat_map(|&s| before.claims_of(s)).collect();
    let new: Vec<&Claim> = link.after.iter().flat_map(|&s| after.claims_of(s)).collect();
    match (old.is_empty(), new.is_empty()) {
        (true, true) => {
            diff.changes.extend(beside_quotations(before, after, link));
            return;
        }
        (true, false) => {
            let quoted = link.before.iter().any(|&s| before.extract.sentences[s].tokens.clone().any(|k| before.is_said(k)));
            if !quoted || link.similarity < 0.5 {
                diff.changes.extend(new.iter().filter(|c| !lives_on(after, c, before)).map(|c| one_sided(Change::Added, c)));
            }
            return;
        }
        (false, true) => {
            let quoted = link.after.iter().any(|&s| after.extract.sentences[s].tokens.clone().any(|k| after.is_said(k)));
            if !quoted || link.similarity < 0.5 {
                diff.changes.extend(old.iter().filter(|c| !lives_on(before, c, after)).map(|c| one_sided(Change::Removed, c)));
            }
            return;
        }
        _ => {}
    }
    // Clauses set off by semicolons are compared one by one where both sides have as many.
    if old.len() == new.len() && old.len() > 1 && link.before.len() == 1 && link.after.len() == 1 {
        for (b, a) in old.iter().zip(&new) {
            let found = compare(&Passage::of_tokens(before, b), &Passage::of_tokens(after, a), false);
            push(before, after, (*b).clone(), (*a).clone(), found, link.kind, diff);
        }
        return;
    }
    let loose = matches!(link.kind, LinkKind::Split | LinkKind::Merged) || old.len() != new.len();
    let found = compare(&Passage::of(before, &link.before), &Passage::of(after, &link.after), loose);
    push(before, after, cover(&old), cover(&new), found, link.kind, diff);
}

/// Sentences that are nothing but a quotation and its attribution: what is said of the same speaker (“Tolland of
/// Corvane Securities” → “Tolland of Tallow Bridge”), or how the name is spelled, is a claim's detail.
fn beside_quotations(before: &Side, after: &Side, link: &Link) -> Option<ClaimChange> {
    let ([b], [a]) = (&link.before[..], &link.after[..]) else { return None };
    let (old, new) = (before.attributed(*b)?, after.attributed(*a)?);
    let (x, y) = (old.source.as_ref()?, new.source.as_ref()?);
    if same_speaker(before, x, after, y) != Some(true) {
        return None;
    }
    let mut found = Compared::default();
    respelled(before, x, after, y, &mut found);
    let frame = |source: Span, cue: Option<Span>| cue.map_or(source, |c| source.cover(c));
    let (pb, pa) = (Passage::of(before, &[*b]), Passage::of(after, &[*a]));
    let compared = compare(
        &pb.without(frame(x.span, old.cue.as_ref().map(|c| c.span))),
        &pa.without(frame(y.span, new.cue.as_ref().map(|c| c.span))),
        false,
    );
    // A mere rewording of how the words are introduced is nothing; a description may have gone to another mention.
    let is_elsewhere = |here: &Side, span: Span, there: &Side| {
        stands_in(&here.extract.text.lower()[span.start..span.end], &content_words(here, span), there)
    };
    // “told reporters”: a listener is no detail
    let is_detail = |here: &Side, words: &Shown, there: &Side| {
        words.pieces.iter().map(|&span| here.n_words(span)).sum::<usize>() > MAX_LISTENER
            && !words.pieces.iter().all(|&span| is_elsewhere(here, span, there))
    };
    // “— Ada Crane, OQRA” → “— Ada Crane, Orne Quay Rescue Association”
    let told = |c: Cause| match c.kind {
        Kind::DetailAdded | Kind::DetailRemoved if is_same_name(&c.before.text, &c.after.text) => Cause { kind: Kind::Spelling, ..c },
        _ => c,
    };
    found.causes.extend(compared.causes.into_iter().map(told).filter(|c| match c.kind {
        Kind::Reworded | Kind::Tense => false,
        Kind::DetailAdded => is_detail(after, &c.after, before),
        Kind::DetailRemoved => is_detail(before, &c.before, after),
        _ => true,
    }));
    if found.causes.is_empty() {
        return None;
    }
    let kinds = found.kinds();
    let (claim_b, claim_a) = (before.as_claim(*b), after.as_claim(*a));
    Some(ClaimChange {
        change: Change::Changed,
        severity: Change::Changed.severity(&kinds, Subject::Claim),
        kinds,
        edits: edits(before.shown(claim_b.span), after.shown(claim_a.span)),
        before: Some(claim_b),
        after: Some(claim_a),
        reasons: found.causes.into_iter().map(Into::into).collect(),
    })
}

fn push(before: &Side, after: &Side, old: Claim, new: Claim, mut found: Compared, link: LinkKind, diff: &mut ClaimDiff) {
    diff.formats += found.formats;
    diff.approximate |= found.approximate;
    if found.causes.is_empty() {
        if link == LinkKind::Moved {
            diff.changes.push(moved(&old, &new));
        }
        return;
    }
    if link == LinkKind::Moved {
        found.add(Kind::Moved, "", "");
    }
    let kinds = found.kinds();
    diff.changes.push(ClaimChange {
        change: Change::Changed,
        severity: Change::Changed.severity(&kinds, Subject::Claim),
        kinds,
        edits: edits(before.shown(old.span), after.shown(new.span)),
        before: Some(old),
        after: Some(new),
        reasons: found.causes.into_iter().map(Into::into).collect(),
    });
}

/// Several claims as one that covers them.
fn cover(claims: &[&Claim]) -> Claim {
    let mut one = claims[0].clone();
    for claim in &claims[1..] {
        one.span = one.span.cover(claim.span);
        one.tokens = one.tokens.start.min(claim.tokens.start)..one.tokens.end.max(claim.tokens.end);
        one.attribution = one.attribution.or(claim.attribution);
        one.quantities.extend(claim.quantities.iter().cloned());
        one.dates.extend(claim.dates.iter().cloned());
        one.names.extend(claim.names.iter().cloned());
        one.negated |= claim.negated;
        one.certainty = one.certainty.min(claim.certainty);
    }
    one
}

/// Whether the words of a claim stand in one sentence of the other text, quoted or not.
fn lives_on(here: &Side, claim: &Claim, there: &Side) -> bool {
    let words = content_words(here, claim.span);
    if words.len() < MIN_LIVES_ON_WORDS {
        let whole = here.extract.text.lower()[claim.span.start..claim.span.end].trim_end_matches('.');
        return words.is_empty() || stands_in(whole, &words, there);
    }
    let lookup = there.contents();
    let is_most = |n: usize| n as f64 >= MIN_LIVES_ON * words.len() as f64;
    lookup
        .candidates(&words, MIN_LIVES_ON)
        .into_iter()
        .any(|s| is_most(lookup.most_held(s, &words)) && there.block_kind(s) != BlockKind::Notice && is_most(lookup.n_held(s, &words)))
}

/// Whether a stretch, in lower case, stands in the other text; `words` are its words of content. A long text is not
/// searched for every stretch: only its sentences with those words are.
fn stands_in(lower: &str, words: &[u64], there: &Side) -> bool {
    let text = &there.extract.text;
    if text.lower().len() <= SEARCHED {
        return memmem::find(text.lower().as_bytes(), lower.as_bytes()).is_some();
    }
    let sentences = &there.extract.sentences;
    there.contents().candidates(words, 1.0).into_iter().any(|s| {
        let span = sentences[s].span;
        text.lower()[span.start..span.end].contains(lower)
    })
}

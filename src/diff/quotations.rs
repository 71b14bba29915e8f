//! The quotations of two texts → which were added, removed, changed or moved.
//!
//! Quotations are matched wherever they went: first by equal words, then several against one (split, merged), then by
//! likeness, last against unquoted sentences (a paraphrase that became a quotation, or the other way round). What is
//! matched is compared in words, speaker and cue; what is not was added or removed.
//!
//! Laws: each quotation is in at most one change; two quotations with the same words are never “added” and “removed”.

mod changes;
mod items;
mod matching;
mod place;
#[cfg(test)]
mod tests;

pub(super) use changes::{quoted_words, reason};
pub(super) use items::Item;
pub(super) use place::Place;

use super::kinds::Subject;
use super::paraphrases::paraphrases;
use super::passage::Side;
use super::{Change, QuotationChange};
use crate::align::Alignment;
use crate::extract::{Quotation, QuotationKind};
use changes::{MAX_WORDED, change};
use items::{items, stayed};
use matching::{Pair, alike, equal, several};
use rustc_hash::FxHashSet;

/// With more quotations than this on both sides together, only equal words are matched.
const MAX_QUOTATIONS: usize = 2_000;
/// … or where matching all with all would look at more words than this: 1,000 quotations of 25 words on either side.
const MAX_MATCHED: usize = 50_000_000;

/// What became of the quotations, and the sentences whose claims a quotation change accounts for.
#[derive(Debug, Default)]
pub(super) struct QuotationDiff {
    pub changes: Vec<QuotationChange>,
    /// Sentences of the earlier text that stand as a quotation in the later one.
    pub told_before: FxHashSet<usize>,
    /// Sentences of the later text that stood as a quotation in the earlier one.
    pub told_after: FxHashSet<usize>,
    /// Whether a limit on work was met.
    pub approximate: bool,
}

/// Compares the quotations of two texts.
pub(super) fn compare(before: &Side, after: &Side, alignment: &Alignment) -> QuotationDiff {
    let stayed = stayed(before, after, alignment);
    let (mut old, mut new) = (items(before, |n| stayed.before[n]), items(after, |n| stayed.after[n]));
    let place = Place::of(alignment, before.extract.sentences.len(), after.extract.sentences.len());
    let mut diff = QuotationDiff::default();
    let mut pairs: Vec<Pair> = Vec::new();
    equal(&mut old, &mut new, &place, &mut pairs);
    let (open_old, open_new) = (open(&old), open(&new));
    let work = open_old.0.saturating_mul(open_new.1).saturating_add(open_new.0.saturating_mul(open_old.1));
    if old.len() + new.len() > MAX_QUOTATIONS || work > MAX_MATCHED {
        diff.approximate = true;
    } else {
        several(&mut old, &mut new, &mut pairs, false);
        several(&mut new, &mut old, &mut pairs, true);
        alike(before, after, &mut old, &mut new, &place, &mut pairs);
    }
    pairs.sort();
    for (b, a) in &pairs {
        let group_b: Vec<&Item> = b.iter().map(|&n| &old[n]).collect();
        let group_a: Vec<&Item> = a.iter().map(|&n| &new[n]).collect();
        let found = change(before, after, &group_b, &group_a, &place);
        let n_words: usize = group_b.iter().chain(&group_a).map(|i| i.words.len()).sum();
        diff.approximate |= found.is_some() && n_words > MAX_WORDED;
        diff.changes.extend(found);
    }
    paraphrases(before, after, &mut old, &place, true, &mut diff);
    paraphrases(after, before, &mut new, &place, false, &mut diff);
    let alone = |item: &Item| !item.used && item.quotation.kind != QuotationKind::Scare;
    for item in old.iter().filter(|i| alone(i)) {
        diff.changes.push(one_sided(Change::Removed, item.quotation));
    }
    for item in new.iter().filter(|i| alone(i)) {
        diff.changes.push(one_sided(Change::Added, item.quotation));
    }
    diff
}

/// How many have no partner yet, and how many words they have.
fn open(items: &[Item]) -> (usize, usize) {
    items.iter().filter(|i| !i.used).fold((0, 0), |(n, words), i| (n + 1, words + i.words.len()))
}

fn one_sided(change: Change, quotation: &Quotation) -> QuotationChange {
    let (before, after) = if change == Change::Removed { (Some(quotation.clone()), None) } else { (None, Some(quotation.clone())) };
    QuotationChange {
        change,
        kinds: Vec::new(),
        severity: change.severity(&[], Subject::Quotation),
        before,
        after,
        edits: Vec::new(),
        reasons: Vec::new(),
    }
}

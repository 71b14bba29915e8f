//! Pairs the sentences that are the same: in order first, then wherever they stand, then but for glyphs.
//!
//! Sentences are compared by their hashes, and only with their like: headlines with headlines, captions with captions,
//! notices with notices. Myers (1986) runs over interned hashes, after what has no partner at all was left out. A short
//! sentence that stands several times (“He declined.”) is paired in order only: elsewhere it proves nothing.

use super::{CERTAIN, Pairing, words};
use crate::extract::{Extract, Sentence};
use crate::text::BlockKind;
use rustc_hash::{FxHashMap, FxHashSet};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::hash::{Hash, Hasher};

/// With more sentences than this on both sides together that have a partner somewhere, but not in the common beginning
/// and end, repeated ones are paired by their number, the first with the first: Myers takes time in the square of
/// what moved.
const MAX_MYERS: usize = 8_000;

/// A sentence of fewer bytes than this that stands several times is never taken as moved; git asks for 20 letters and
/// digits to colour a block as moved.
const MIN_REPEATED_MOVE: usize = 25;

/// Which sentences may correspond at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Headline,
    Byline,
    Picture,
    Notice,
    Body,
}

/// The class of sentence `k`.
pub(super) fn class(extract: &Extract, k: usize) -> Class {
    match extract.text.blocks().get(extract.sentences[k].block).map(|b| b.kind) {
        Some(BlockKind::Headline | BlockKind::AlternativeHeadline) => Class::Headline,
        Some(BlockKind::Byline) => Class::Byline,
        Some(BlockKind::Caption | BlockKind::Credit) => Class::Picture,
        Some(BlockKind::Notice) => Class::Notice,
        _ => Class::Body,
    }
}

/// Pairs every sentence that has an equal one.
pub(super) fn pair_equal(old: &Extract, new: &Extract, pairing: &mut Pairing) {
    in_order(old, new, pairing);
    let often = Often::of(old, new, pairing);
    let exact = |extract: &Extract, k: usize| Some(hash(&(extract.sentences[k].hash, class(extract, k))));
    join(old, new, pairing, &often, exact);
    // The same words under another kind of block: a layout that was read differently.
    join(old, new, pairing, &often, |extract, k| Some(extract.sentences[k].hash));
    join(old, new, pairing, &often, |extract, k| words::key(extract, k).map(|key| hash(&(key, class(extract, k)))));
    if !often.short.is_empty() {
        // Something longer may have stayed instead of what was in order at first.
        let in_place = pairing.in_place(old);
        for (i, sentence) in old.sentences.iter().enumerate() {
            if !in_place[i] && often.has(sentence) {
                pairing.part(i);
            }
        }
    }
}

/// Short sentences that stand several times on a side.
struct Often {
    short: FxHashSet<u64>,
}

impl Often {
    /// Those of both sides; none when nothing is left to be paired.
    fn of(old: &Extract, new: &Extract, pairing: &Pairing) -> Self {
        let mut short = FxHashSet::default();
        let all_paired = |partners: &[Option<usize>]| partners.iter().all(Option::is_some);
        if all_paired(&pairing.after_of) || all_paired(&pairing.before_of) {
            return Self { short };
        }
        for extract in [old, new] {
            let mut seen = FxHashSet::default();
            let all = extract.sentences.iter().filter(|s| s.span.len() < MIN_REPEATED_MOVE);
            short.extend(all.filter(|s| !seen.insert(s.hash)).map(|s| s.hash));
        }
        Self { short }
    }

    fn has(&self, sentence: &Sentence) -> bool {
        self.short.contains(&sentence.hash)
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Pairs equal sentences that stand in the same order.
fn in_order(old: &Extract, new: &Extract, pairing: &mut Pairing) {
    let keys = |extract: &Extract| -> Vec<u64> {
        (0..extract.sentences.len()).map(|k| hash(&(extract.sentences[k].hash, class(extract, k)))).collect()
    };
    let (a, b) = (keys(old), keys(new));
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (a_end, b_end) = (a.len() - tail, b.len() - tail);
    (0..head).for_each(|k| pairing.pair(k, k, CERTAIN));
    (0..tail).for_each(|k| pairing.pair(a_end + k, b_end + k, CERTAIN));

    let mut ids: FxHashMap<u64, (u32, bool)> = FxHashMap::default();
    for &key in &a[head..a_end] {
        let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        ids.entry(key).or_insert((next, false));
    }
    let kept_b: Vec<(usize, u32)> = (head..b_end)
        .filter_map(|j| {
            let (id, seen) = ids.get_mut(&b[j])?;
            *seen = true;
            Some((j, *id))
        })
        .collect();
    let kept_a: Vec<(usize, u32)> = (head..a_end).filter_map(|i| ids.get(&a[i]).filter(|id| id.1).map(|id| (i, id.0))).collect();
    if kept_a.len() + kept_b.len() > MAX_MYERS {
        pairing.approximate |= kept_a.len() + kept_b.len() > 2 * ids.values().filter(|id| id.1).count();
        by_number(&kept_a, &kept_b, pairing);
        return;
    }
    let only_ids = |kept: &[(usize, u32)]| -> Vec<u32> { kept.iter().map(|k| k.1).collect() };
    for op in capture_diff_slices(Algorithm::Myers, &only_ids(&kept_a), &only_ids(&kept_b)) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|k| pairing.pair(kept_a[old_index + k].0, kept_b[new_index + k].0, CERTAIN));
        }
    }
}

/// Pairs the first of a kind with the first, the second with the second.
fn by_number(a: &[(usize, u32)], b: &[(usize, u32)], pairing: &mut Pairing) {
    let mut places: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for &(i, id) in a.iter().rev() {
        places.entry(id).or_default().push(i);
    }
    for &(j, id) in b {
        if let Some(i) = places.get_mut(&id).and_then(Vec::pop) {
            pairing.pair(i, j, CERTAIN);
        }
    }
}

/// Pairs what is left and has an equal key, the first with the first.
fn join(old: &Extract, new: &Extract, pairing: &mut Pairing, often: &Often, key: impl Fn(&Extract, usize) -> Option<u64>) {
    let free_old: Vec<usize> = (0..old.sentences.len()).filter(|&i| pairing.after_of[i].is_none()).collect();
    let free_new: Vec<usize> = (0..new.sentences.len()).filter(|&j| pairing.before_of[j].is_none()).collect();
    if free_old.is_empty() || free_new.is_empty() {
        return;
    }
    let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for &i in free_old.iter().rev().filter(|&&i| !often.has(&old.sentences[i])) {
        if let Some(key) = key(old, i) {
            places.entry(key).or_default().push(i);
        }
    }
    for &j in free_new.iter().filter(|&&j| !often.has(&new.sentences[j])) {
        if let Some(i) = key(new, j).and_then(|key| places.get_mut(&key)?.pop()) {
            pairing.pair(i, j, CERTAIN);
        }
    }
}

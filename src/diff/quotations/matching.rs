//! Which quotations correspond: those with equal words, then several against one (split, merged), then by likeness.

use super::super::attribution::same_speaker;
use super::super::passage::Side;
use super::items::Item;
use super::place::Place;
use crate::align::n_common;
use crate::extract::QuotationKind;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::VecDeque;

/// Quotations that correspond: indices of the earlier and the later ones.
pub(super) type Pair = (Vec<usize>, Vec<usize>);

/// Two quotations with this share of words in common (Dice) are one that was reworded.
const MIN_LIKENESS: f64 = 0.5;
/// In sentences that correspond, or from the same speaker, this share will do.
const MIN_LIKENESS_IN_PLACE: f64 = 0.34;
/// So short a quotation may be replaced word for word.
const MAX_SWAPPED: usize = 4;
/// One quotation holds another when this share of the shorter one's words stands in the longer one, in order.
const MIN_HELD: f64 = 0.85;
/// … and it has at least this many words.
const MIN_HELD_WORDS: usize = 3;
/// Several quotations are one that was split when together they have this share of its words.
const MIN_COVERED: f64 = 0.9;
/// So many comparisons of two words are cheaper than a hash table.
const MAX_SCANNED: usize = 4_096;

/// Equal words: in corresponding sentences first, then in order.
pub(super) fn equal(old: &mut [Item], new: &mut [Item], place: &Place, pairs: &mut Vec<Pair>) {
    let mut groups: FxHashMap<&[Cow<str>], usize> = FxHashMap::default();
    let mut anywhere: Vec<VecDeque<usize>> = Vec::new();
    let mut by_sentence: FxHashMap<(usize, usize), VecDeque<usize>> = FxHashMap::default();
    for (n, item) in new.iter().enumerate().filter(|(_, item)| !item.used) {
        let group = *groups.entry(&item.words).or_insert(anywhere.len());
        if group == anywhere.len() {
            anywhere.push(VecDeque::new());
        }
        anywhere[group].push_back(n);
        for t in item.sentences.clone() {
            by_sentence.entry((group, t)).or_default().push_back(n);
        }
    }
    let asked = old.iter().enumerate().filter(|(_, item)| !item.used);
    let asked: Vec<(usize, usize)> = asked.filter_map(|(m, b)| Some((m, *groups.get(&*b.words)?))).collect();
    for in_place in [true, false] {
        for &(m, group) in &asked {
            let b = &old[m];
            let found = if b.used {
                None
            } else if in_place {
                place.after(b.sentences.clone()).filter_map(|t| first_free(by_sentence.get_mut(&(group, t))?, new)).min()
            } else {
                first_free(&mut anywhere[group], new)
            };
            if let Some(n) = found {
                old[m].used = true;
                new[n].used = true;
                pairs.push((vec![m], vec![n]));
            }
        }
    }
}

/// The first that has no partner yet. Those that have one are dropped, so that none is looked at again: “Yes,” she said
/// a thousand times.
fn first_free(waiting: &mut VecDeque<usize>, items: &[Item]) -> Option<usize> {
    while waiting.front().is_some_and(|&n| items[n].used) {
        waiting.pop_front();
    }
    waiting.front().copied()
}

/// One quotation whose words several neighbours of the other side share out.
pub(super) fn several(ones: &mut [Item], many: &mut [Item], pairs: &mut Vec<Pair>, swapped: bool) {
    for (m, one) in ones.iter_mut().enumerate() {
        if one.used || one.words.len() < 2 * MIN_HELD_WORDS {
            continue;
        }
        let mut run: Vec<usize> = Vec::new();
        let (mut covered, mut from) = (0, 0);
        for (n, piece) in many.iter().enumerate() {
            if piece.used || piece.words.is_empty() || piece.words.len() >= one.words.len() {
                continue;
            }
            if let Some(at) = find(&one.words[from..], &piece.words) {
                run.push(n);
                covered += piece.words.len();
                from += at + piece.words.len();
            }
        }
        if run.len() > 1 && (covered as f64) >= MIN_COVERED * one.words.len() as f64 {
            one.used = true;
            run.iter().for_each(|&n| many[n].used = true);
            pairs.push(if swapped { (run, vec![m]) } else { (vec![m], run) });
        }
    }
}

fn find(words: &[Cow<str>], piece: &[Cow<str>]) -> Option<usize> {
    words.windows(piece.len()).position(|w| w == piece)
}

/// The likest first: words in common, the same place, the same speaker.
pub(super) fn alike(before: &Side, after: &Side, old: &mut [Item], new: &mut [Item], place: &Place, pairs: &mut Vec<Pair>) {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    let mut known = FxHashMap::default();
    let (words_b, words_a) = (sorted_words(old, &mut known), sorted_words(new, &mut known));
    for (m, b) in old.iter().enumerate().filter(|(_, b)| is_open(b)) {
        for (n, a) in new.iter().enumerate().filter(|(_, a)| is_open(a)) {
            let common = n_common(&words_b[m], &words_a[n]) as f64;
            let (short, total) = (b.words.len().min(a.words.len()), b.words.len() + a.words.len());
            // “called it ‘reckless’” → “called it ‘risky’”: one short phrase stands where another stood
            let swapped =
                b.words.len().max(a.words.len()) <= MAX_SWAPPED && place.correspond(b, a) && same(before, after, b, a) && same_cue(b, a);
            if swapped {
                candidates.push((0.2, m, n));
            }
            if common == 0.0 {
                continue;
            }
            let likeness = 2.0 * common / total as f64;
            let held = short >= MIN_HELD_WORDS && in_order(&b.words, &a.words) as f64 >= MIN_HELD * short as f64;
            let near = place.correspond(b, a) || same(before, after, b, a);
            if likeness >= MIN_LIKENESS || held || near && likeness >= MIN_LIKENESS_IN_PLACE {
                candidates.push((likeness + if near { 0.3 } else { 0.0 } + if held { 0.3 } else { 0.0 }, m, n));
            }
        }
    }
    candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    for (_, m, n) in candidates {
        if !old[m].used && !new[n].used {
            old[m].used = true;
            new[n].used = true;
            pairs.push((vec![m], vec![n]));
        }
    }
}

fn same(before: &Side, after: &Side, b: &Item, a: &Item) -> bool {
    matches!((&b.quotation.speaker, &a.quotation.speaker), (Some(x), Some(y)) if same_speaker(before, x, after, y) == Some(true))
}

fn same_cue(b: &Item, a: &Item) -> bool {
    matches!((&b.quotation.cue, &a.quotation.cue), (Some(x), Some(y)) if x.lemma == y.lemma)
}

/// The words of every quotation as numbers, equal for equal words, sorted; none for those that are not asked for.
fn sorted_words<'i>(items: &'i [Item], known: &mut FxHashMap<&'i str, u32>) -> Vec<Vec<u32>> {
    let mut number = |word: &'i Cow<str>| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        *known.entry(word).or_insert(next)
    };
    let mut of = |item: &'i Item| {
        let mut ids: Vec<u32> = if is_open(item) { item.words.iter().map(&mut number).collect() } else { Vec::new() };
        ids.sort_unstable();
        ids
    };
    items.iter().map(&mut of).collect()
}

/// Whether a quotation has no partner yet, and somebody speaks in it.
fn is_open(item: &Item) -> bool {
    !item.used && item.quotation.kind != QuotationKind::Scare
}

/// How many words two lists share in the same order (greedy, from the left of the longer one).
fn in_order(b: &[Cow<str>], a: &[Cow<str>]) -> usize {
    let (short, long) = if b.len() <= a.len() { (b, a) } else { (a, b) };
    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    if short.len() * long.len() > MAX_SCANNED {
        long.iter().enumerate().for_each(|(k, w)| places.entry(w).or_default().push(k));
    }
    let next = |word: &Cow<str>, from: usize| {
        if places.is_empty() {
            return long[from..].iter().position(|w| w == word).map(|at| from + at);
        }
        let list = places.get(&**word)?;
        list.get(list.partition_point(|&k| k < from)).copied()
    };
    let mut from = 0;
    let mut n = 0;
    for word in short {
        if let Some(at) = next(word, from) {
            from = at + 1;
            n += 1;
        }
    }
    n
}

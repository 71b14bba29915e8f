//! The notices of two texts → which came, went or changed.
//!
//! Equal ones are each other's partner; of the others the likest are. Where there are so many that not all can be
//! compared with all (a page that lists every correction of a year), only those are that share a rare word.
//!
//! Law: swapping the sides swaps the result.

use super::passage::Side;
use super::{Change, NoticeChange, edits};
use crate::extract::Notice;
use crate::text::fold;
use chrono::{NaiveDate, NaiveTime};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;

/// Notices this alike (share of words in common) are one that was changed.
const MIN_LIKENESS: f64 = 0.5;
/// All are compared with all while that looks at no more words than this: 500 notices of 20 words on either side.
const MAX_COMPARED: usize = 20_000_000;
/// A word that stands in no more notices than this, both sides together, is rare: “Correction” and “earlier” stand in
/// all, the figure or name that was wrong in a few.
const MAX_RARE: usize = 16;

/// What became of the notices.
#[derive(Debug, Default)]
pub(super) struct NoticeDiff {
    pub changes: Vec<NoticeChange>,
    /// Whether a limit on work was met.
    pub approximate: bool,
}

/// The notices that came, went or changed.
pub(super) fn compare(before: &Side, after: &Side) -> NoticeDiff {
    let (old, new) = (&before.extract.notices, &after.extract.notices);
    let mut known = FxHashMap::default();
    let (b, a) = (items(before, &mut known), items(after, &mut known));
    let mut pairing = Pairing { b: vec![None; b.len()], a: vec![None; a.len()] };
    equal(&b, &a, &mut pairing);
    let approximate = alike(&b, &a, known.len(), &mut pairing);
    let mut changes = Vec::new();
    for (n, notice) in new.iter().enumerate() {
        match pairing.a[n] {
            None => changes.push(NoticeChange { change: Change::Added, before: None, after: Some(notice.clone()), edits: Vec::new() }),
            Some(m) if b[m].words != a[n].words => changes.push(NoticeChange {
                change: Change::Changed,
                before: Some(old[m].clone()),
                after: Some(notice.clone()),
                edits: edits(before.shown(old[m].span), after.shown(notice.span)),
            }),
            Some(_) => {}
        }
    }
    for (notice, _) in old.iter().zip(&pairing.b).filter(|(_, partner)| partner.is_none()) {
        changes.push(NoticeChange { change: Change::Removed, before: Some(notice.clone()), after: None, edits: Vec::new() });
    }
    NoticeDiff { changes, approximate }
}

/// A notice made comparable.
struct Item<'e> {
    notice: &'e Notice,
    /// Its words as numbers, as they stand.
    words: Vec<u32>,
    /// The same in order of the numbers.
    sorted: Vec<u32>,
}

impl Item<'_> {
    /// When it says it was put there.
    fn time(&self) -> Option<(NaiveDate, Option<NaiveTime>)> {
        self.notice.at.as_ref().map(|t| (t.date, t.time))
    }
}

fn items<'e>(side: &Side<'e>, known: &mut FxHashMap<String, u32>) -> Vec<Item<'e>> {
    let mut number = |k: usize| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        let key = fold::key(side.words.lower(k));
        match known.get(&*key) {
            Some(&number) => number,
            None => *known.entry(key.into_owned()).or_insert(next),
        }
    };
    let mut of = |notice: &'e Notice| {
        let words: Vec<u32> = side.extract.text.tokens_in(notice.span).map(&mut number).collect();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        Item { notice, words, sorted }
    };
    side.extract.notices.iter().map(&mut of).collect()
}

/// The partner of each notice, as far as it is known.
struct Pairing {
    b: Vec<Option<usize>>,
    a: Vec<Option<usize>>,
}

impl Pairing {
    fn is_free(&self, m: usize, n: usize) -> bool {
        self.b[m].is_none() && self.a[n].is_none()
    }

    fn pair(&mut self, m: usize, n: usize) {
        self.b[m] = Some(n);
        self.a[n] = Some(m);
    }
}

/// Two notices of two times are two notices, however alike, where one came or went.
fn may_be_one(b: &Item, a: &Item, came_or_went: bool) -> bool {
    !(came_or_went && matches!((b.time(), a.time()), (Some(x), Some(y)) if x != y))
}

/// The same words at the same time, in order.
fn equal<'i>(b: &'i [Item], a: &'i [Item], pairing: &mut Pairing) {
    let came_or_went = b.len() != a.len();
    let key = |item: &'i Item| (item.words.as_slice(), item.time().filter(|_| came_or_went));
    let mut waiting: FxHashMap<_, VecDeque<usize>> = FxHashMap::default();
    for (n, item) in a.iter().enumerate() {
        waiting.entry(key(item)).or_default().push_back(n);
    }
    for (m, item) in b.iter().enumerate() {
        if let Some(n) = waiting.get_mut(&key(item)).and_then(VecDeque::pop_front) {
            pairing.pair(m, n);
        }
    }
}

/// The likest first. Says whether not all were compared.
fn alike(b: &[Item], a: &[Item], n_words: usize, pairing: &mut Pairing) -> bool {
    let came_or_went = b.len() != a.len();
    let old: Vec<usize> = (0..b.len()).filter(|&m| pairing.b[m].is_none()).collect();
    let new: Vec<usize> = (0..a.len()).filter(|&n| pairing.a[n].is_none()).collect();
    let n_of = |items: &[Item], which: &[usize]| which.iter().map(|&k| items[k].words.len()).sum::<usize>();
    let work = old.len().saturating_mul(n_of(a, &new)).saturating_add(new.len().saturating_mul(n_of(b, &old)));
    let is_cut = work > MAX_COMPARED;
    let pairs: Vec<(usize, usize)> = if is_cut {
        sharing_a_rare_word(b, &old, a, &new, n_words)
    } else {
        old.iter().flat_map(|&m| new.iter().map(move |&n| (m, n))).collect()
    };
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (m, n) in pairs {
        let (x, y) = (&b[m], &a[n]);
        let likeness = 2.0 * common(&x.sorted, &y.sorted) as f64 / (x.words.len() + y.words.len()).max(1) as f64;
        if likeness >= MIN_LIKENESS && may_be_one(x, y, came_or_went) {
            candidates.push((likeness, m, n));
        }
    }
    candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    for (_, m, n) in candidates {
        if pairing.is_free(m, n) {
            pairing.pair(m, n);
        }
    }
    is_cut
}

/// The pairs that share a word which is rare on both sides together: the same pairs from either side.
fn sharing_a_rare_word(b: &[Item], old: &[usize], a: &[Item], new: &[usize], n_words: usize) -> Vec<(usize, usize)> {
    let postings = |items: &[Item], which: &[usize]| {
        let mut postings: Vec<Vec<usize>> = vec![Vec::new(); n_words];
        for &k in which {
            for &word in &items[k].sorted {
                if let Some(list) = postings.get_mut(word as usize).filter(|list| list.last() != Some(&k)) {
                    list.push(k);
                }
            }
        }
        postings
    };
    let (in_b, in_a) = (postings(b, old), postings(a, new));
    let mut pairs: FxHashSet<(usize, usize)> = FxHashSet::default();
    for (b, a) in in_b.iter().zip(&in_a).filter(|(b, a)| b.len() + a.len() <= MAX_RARE) {
        pairs.extend(b.iter().flat_map(|&m| a.iter().map(move |&n| (m, n))));
    }
    pairs.into_iter().collect()
}

/// How many entries two sorted lists share, counted with repetition.
fn common(b: &[u32], a: &[u32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (b.get(i), a.get(j)) {
        n += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Extract, Reference, extract};
    use crate::text::Text;

    fn read(notices: impl Iterator<Item = String>) -> Extract {
        let notices: Vec<String> = notices.collect();
        let text = format!("Ferries of the year\n\nIt rained in Varn.\n\n{}", notices.join("\n\n"));
        extract(Text::new(text), &Reference::default())
    }

    fn found(before: &Extract, after: &Extract) -> NoticeDiff {
        compare(&Side::of(before), &Side::of(after))
    }

    /// One line for every correction of the year, and one figure in each of them set right again.
    #[test]
    fn thousands_of_notices_are_compared_by_their_rare_words() {
        let notice = |k: usize, right: usize| format!("Correction: An earlier version said {k} boats sank; it was {right}.");
        let before = read((0..4_000).map(|k| notice(10_000 + k, 50_000 + k)));
        let after = read((0..4_000).map(|k| notice(10_000 + k, 90_000 + k)));
        assert_eq!(before.notices.len(), 4_000);
        for (x, y) in [(&before, &after), (&after, &before)] {
            let diff = found(x, y);
            assert!(diff.approximate);
            assert_eq!(diff.changes.len(), 4_000);
            for change in &diff.changes {
                assert_eq!(change.change, Change::Changed);
                let of = |side: &Option<Notice>| side.as_ref().map(|n| n.span.start);
                let place = |e: &Extract, at: Option<usize>| e.notices.iter().position(|n| Some(n.span.start) == at);
                if change.edits.len() > 40 {
                    assert_eq!(place(x, of(&change.before)), place(y, of(&change.after)));
                }
            }
        }
    }

    #[test]
    fn the_same_notice_many_times_is_the_same() {
        let notice = |_| "Correction: An earlier version misstated the age of Anna Berg.".to_owned();
        let (before, after) = (read((0..3_000).map(notice)), read((0..2_999).map(notice)));
        let diff = found(&before, &after);
        assert!(!diff.approximate);
        assert_eq!(diff.changes.iter().map(|c| c.change).collect::<Vec<_>>(), [Change::Removed]);
    }

    #[test]
    fn shared_words_are_counted_with_repetition() {
        assert_eq!(common(&[1, 2, 2, 3], &[2, 2, 2, 4]), 2);
        assert_eq!(common(&[], &[1]), 0);
    }
}

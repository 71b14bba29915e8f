//! Pairs sentences that share words: which to compare, how alike two are, how much is enough.
//!
//! Between two sentences that stayed there is a gap; what is left before and after in the same gap is compared with each
//! other as far as it is little, and everything left is compared with what shares its rare words, wherever it stands.
//! How much likeness is enough depends on how much the place says: least for a lone sentence in the place of another
//! lone one, most for one that would have moved.

use super::assign::{Candidate, assign};
use super::words::{self, Bags, runs};
use super::{CERTAIN, Pairing, anchors};
use crate::extract::Extract;

/// TF-IDF cosine from which two sentences in the same gap are one that was edited: precision .992 at recall .966 on
/// documents edited by machine, of the thresholds .20 to .60.
const MIN_COSINE: f64 = 0.30;

/// Dice's coefficient from which they are, where the cosine says no: likewise .990 at .973.
const MIN_DICE: f64 = 0.35;

/// Whichever of the two says yes, the other must not say no below this: function words alone make for a Dice of .4
/// (“Most of the people were in the villages on the coast, and …”), one rare word in a short sentence for a cosine of .3.
const MIN_OTHER: f64 = 0.20;

/// A lone sentence in the place of another lone one needs this much of the above: “He left at six.” → “He went at noon.”
const LONE: f64 = 0.6;

/// A sentence that would have to have moved needs at least this likeness, cosine or Dice: the same subject comes up
/// twice in most articles.
const MIN_MOVED: f64 = 0.5;

/// Sentences of at most this many words say too little for statistics; half of their words must be the same.
const MAX_SHORT: usize = 5;
const MIN_SHORT: f64 = 0.5;

/// … or this share where they stand alone in the place of each other: “It said it would pay.” → “It vowed to pay.”
const MIN_SHORT_LONE: f64 = 0.4;

/// In a gap with at most this many pairs left, sentences are looked at again …
const MAX_REWRITTEN_PAIRS: usize = 12;

/// … and are one that was written anew from this cosine …
const MIN_COSINE_REWRITTEN: f64 = 0.22;

/// … if they share this many words of content, not only a common phrase …
const MIN_CONTENT_REWRITTEN: usize = 1;

/// … and one is at most this many times as long as the other.
const MAX_RATIO_REWRITTEN: usize = 4;

/// In the same gap a candidate gets this much on top: the place decides between candidates that are about as alike.
const SAME_GAP: f64 = 0.08;

/// At most this many pairs are compared in a gap whatever their words.
const MAX_GAP_PAIRS: usize = 64;

/// At most this many candidates are compared for a sentence by its rare words.
const MAX_CANDIDATES: usize = 8;

/// A word that stands in more sentences than this, or half the square root of their number, finds no candidates.
const MIN_POSTING_CAP: usize = 64;

/// Sentences of which one has this many times the words of the other are not compared: their likeness is below every
/// threshold, and a page without a full stop would be compared with every sentence there is.
const MAX_RATIO: usize = 12;

/// Pairs what is left of both sides by likeness.
pub(super) fn pair_similar(old: &Extract, new: &Extract, bags: &Bags, pairing: &mut Pairing) {
    let mut gaps = Gaps::between(old, pairing);
    if gaps.old.is_empty() || gaps.new.is_empty() {
        return;
    }
    let sides = Sides { old, new, bags };
    let (mut tried, missed) = sides.candidates(&gaps);
    tried.sort_unstable();
    tried.dedup();
    let candidates: Vec<Candidate> = tried.into_iter().filter_map(|(i, j)| sides.scored(i, j, &gaps, pairing)).collect();
    let (chosen, greedy) = assign(&candidates);
    for c in &chosen {
        pairing.pair(c.old, c.new, sides.sureness(c.old, c.new));
    }
    pairing.approximate |= greedy || missed;
    let in_place = pairing.in_place(old);
    for (i, stays) in in_place.into_iter().enumerate() {
        if !stays && pairing.sureness[i] < thousandths(MIN_MOVED) {
            pairing.part(i);
        }
    }

    // What is alone in its gap now that more is paired.
    gaps = Gaps::between(old, pairing);
    for (i, j) in gaps.lone() {
        if sides.scored(i, j, &gaps, pairing).is_some() {
            pairing.pair(i, j, sides.sureness(i, j));
        }
    }
    // What is left in a small gap may have been written anew: “Since guilds keep recipes as they are, her delight in
    // spices was not to be expected” → “Her pleasure in spices was a known charm”.
    let small = gaps.shared().filter(|(a, b)| a.len() * b.len() <= MAX_REWRITTEN_PAIRS);
    let rewritten: Vec<Candidate> = small
        .flat_map(|(a, b)| a.iter().flat_map(move |&(i, _)| b.iter().map(move |&(j, _)| (i, j))))
        .filter(|&(i, j)| pairing.after_of[i].is_none() && pairing.before_of[j].is_none())
        .filter_map(|(i, j)| sides.rewritten(i, j))
        .collect();
    let (chosen, _) = assign(&rewritten);
    for c in chosen {
        pairing.pair(c.old, c.new, sides.sureness(c.old, c.new));
    }
}

/// A sentence that is not paired and the number of its gap.
type Left = (usize, usize);

/// What is not paired, and between which sentences that stayed it stands.
struct Gaps {
    /// Earlier sentences, in order.
    old: Vec<Left>,
    /// Later ones.
    new: Vec<Left>,
    /// For each gap how many earlier and later sentences are left in it.
    sizes: Vec<(usize, usize)>,
}

impl Gaps {
    fn between(old: &Extract, pairing: &Pairing) -> Self {
        let in_place = pairing.in_place(old);
        let (mut gap, mut left_old) = (0, Vec::new());
        for (i, partner) in pairing.after_of.iter().enumerate() {
            gap += usize::from(in_place[i]);
            if partner.is_none() {
                left_old.push((i, gap));
            }
        }
        let mut sizes = vec![(0, 0); gap + 1];
        let (mut gap, mut left_new) = (0, Vec::new());
        for (j, partner) in pairing.before_of.iter().enumerate() {
            gap += usize::from(partner.is_some_and(|i| in_place[i]));
            if partner.is_none() {
                left_new.push((j, gap));
            }
        }
        left_old.iter().for_each(|&(_, gap)| sizes[gap].0 += 1);
        left_new.iter().for_each(|&(_, gap)| sizes[gap].1 += 1);
        Self { old: left_old, new: left_new, sizes }
    }

    /// The earlier and later sentences that are left in the same gap, where both sides have some.
    fn shared(&self) -> impl Iterator<Item = (&[Left], &[Left])> {
        let (mut olds, mut news) = (self.old.as_slice(), self.new.as_slice());
        self.sizes.iter().filter_map(move |&(n, m)| {
            let (a, b);
            (a, olds) = olds.split_at(n);
            (b, news) = news.split_at(m);
            (n > 0 && m > 0).then_some((a, b))
        })
    }

    fn lone(&self) -> Vec<(usize, usize)> {
        self.shared().filter(|(a, b)| a.len() == 1 && b.len() == 1).map(|(a, b)| (a[0].0, b[0].0)).collect()
    }

    fn of_old(&self, i: usize) -> usize {
        self.old[self.old.partition_point(|&(k, _)| k < i)].1
    }

    fn of_new(&self, j: usize) -> usize {
        self.new[self.new.partition_point(|&(k, _)| k < j)].1
    }
}

struct Sides<'x> {
    old: &'x Extract,
    new: &'x Extract,
    bags: &'x Bags,
}

impl Sides<'_> {
    /// Pairs worth comparing, and whether a limit kept sentences from being compared at all.
    fn candidates(&self, gaps: &Gaps) -> (Vec<(usize, usize)>, bool) {
        let mut pairs = Vec::new();
        for (olds, news) in gaps.shared().filter(|(a, b)| a.len() * b.len() <= MAX_GAP_PAIRS) {
            pairs.extend(olds.iter().flat_map(|&(i, _)| news.iter().map(move |&(j, _)| (i, j))));
        }
        if gaps.old.len() * gaps.new.len() <= MAX_GAP_PAIRS {
            pairs.extend(gaps.old.iter().flat_map(|&(i, _)| gaps.new.iter().map(move |&(j, _)| (i, j))));
            return (pairs, false);
        }
        let missed = self.by_rare_words(gaps, &mut pairs);
        (pairs, missed)
    }

    /// Adds the pairs that share rare words; says whether a sentence had none that were rare enough.
    fn by_rare_words(&self, gaps: &Gaps, pairs: &mut Vec<(usize, usize)>) -> bool {
        let cap = MIN_POSTING_CAP.max(gaps.old.len().isqrt() / 2);
        let mut postings: Vec<Vec<u32>> = vec![Vec::new(); self.bags.n_words()];
        for (n, &(i, _)) in gaps.old.iter().enumerate() {
            let Some(words) = self.bags.of_old(i) else { continue };
            for (id, _) in runs(words.ids) {
                let posting = &mut postings[id as usize];
                if posting.len() <= cap {
                    posting.push(u32::try_from(n).unwrap_or(u32::MAX));
                }
            }
        }
        let mut shared = vec![0.0f64; gaps.old.len()];
        let mut touched: Vec<usize> = Vec::new();
        let mut missed = false;
        for &(j, gap) in &gaps.new {
            let Some(words) = self.bags.of_new(j) else { continue };
            let mut too_common = false;
            for (id, _) in runs(words.ids) {
                let posting = &postings[id as usize];
                if posting.len() > cap {
                    too_common = true;
                    continue;
                }
                for &n in posting {
                    let n = n as usize;
                    if shared[n] == 0.0 {
                        touched.push(n);
                    }
                    shared[n] += self.bags.weight(id) * self.bags.weight(id);
                }
            }
            let (in_old, in_new) = gaps.sizes[gap];
            missed |= too_common && touched.is_empty() && in_old * in_new > MAX_GAP_PAIRS;
            let best_first = |a: &usize, b: &usize| shared[*b].total_cmp(&shared[*a]).then(a.cmp(b));
            if touched.len() > MAX_CANDIDATES {
                touched.select_nth_unstable_by(MAX_CANDIDATES - 1, best_first);
            }
            pairs.extend(touched.iter().take(MAX_CANDIDATES).map(|&n| (gaps.old[n].0, j)));
            // What was touched beyond the best has to be cleared too.
            touched.drain(..).for_each(|n| shared[n] = 0.0);
        }
        missed
    }

    /// The candidate, if the two are alike enough for where they stand.
    fn scored(&self, i: usize, j: usize, gaps: &Gaps, pairing: &Pairing) -> Option<Candidate> {
        let (a, b) = (self.bags.of_old(i)?, self.bags.of_new(j)?);
        let (short, long) = (a.ids.len().min(b.ids.len()), a.ids.len().max(b.ids.len()));
        if long > short * MAX_RATIO || anchors::class(self.old, i) != anchors::class(self.new, j) {
            return None;
        }
        let (cosine, dice) = self.bags.alike(a, b);
        let gap = gaps.of_old(i);
        let same_gap = gap == gaps.of_new(j);
        let alike = cosine.max(dice);
        let follows = i > 0 && j > 0 && pairing.after_of[i - 1] == Some(j - 1);
        let precedes = pairing.after_of.get(i + 1).is_some_and(|&next| next == Some(j + 1));
        let sure = |k: usize| pairing.sureness[k] >= thousandths(MIN_MOVED);
        let lone = gaps.sizes[gap] == (1, 1) && (follows && sure(i - 1) || precedes && sure(i + 1));
        let enough = if !same_gap {
            alike >= MIN_MOVED && short > MAX_SHORT
        } else if anchors::class(self.old, i) == anchors::Class::Headline && i == 0 && j == 0 {
            // Its place is the same, and an update rewrites it first: “Mill on fire” → “Five found dead in Orrin”.
            true
        } else if short <= MAX_SHORT {
            let share = if lone { MIN_SHORT_LONE } else { MIN_SHORT };
            dice >= share || self.stems_alike(i, j) >= share
        } else {
            let enough =
                |share: f64| (cosine >= MIN_COSINE * share && dice >= MIN_OTHER) || (dice >= MIN_DICE * share && cosine >= MIN_OTHER);
            // “I rise early and make coffee” → “My alarm rings, and by six I am out”: little words are no likeness
            enough(1.0) || lone && enough(LONE) && self.n_content_shared(i, j) > 0
        };
        let place = if same_gap { SAME_GAP } else { 0.0 };
        enough.then_some(Candidate { old: i, new: j, score: alike + place })
    }

    /// Dice's coefficient of the words, a verb in whatever form: “No one was hurt.” → “Six people were hurt.”
    fn stems_alike(&self, i: usize, j: usize) -> f64 {
        let (a, b) = (words::stems(self.old, i), words::stems(self.new, j));
        words::dice(words::n_common(&a, &b), a.len(), b.len())
    }

    /// How many words of content the two share, a verb in whatever form.
    fn n_content_shared(&self, i: usize, j: usize) -> usize {
        words::n_common(&words::content_stems(self.old, i), &words::content_stems(self.new, j))
    }

    /// The candidate, if two sentences that are left in a small gap are one that was written anew.
    fn rewritten(&self, i: usize, j: usize) -> Option<Candidate> {
        let (a, b) = (self.bags.of_old(i)?, self.bags.of_new(j)?);
        let (short, long) = (a.ids.len().min(b.ids.len()), a.ids.len().max(b.ids.len()));
        if long > short * MAX_RATIO_REWRITTEN || short <= MAX_SHORT || anchors::class(self.old, i) != anchors::class(self.new, j) {
            return None;
        }
        let (cosine, dice) = self.bags.alike(a, b);
        let enough = cosine >= MIN_COSINE_REWRITTEN && self.n_content_shared(i, j) >= MIN_CONTENT_REWRITTEN;
        enough.then_some(Candidate { old: i, new: j, score: cosine.max(dice) })
    }

    fn sureness(&self, i: usize, j: usize) -> u64 {
        let (Some(a), Some(b)) = (self.bags.of_old(i), self.bags.of_new(j)) else { return CERTAIN };
        let (cosine, dice) = self.bags.alike(a, b);
        thousandths(cosine.max(dice))
    }
}

fn thousandths(likeness: f64) -> u64 {
    (likeness * CERTAIN as f64) as u64
}

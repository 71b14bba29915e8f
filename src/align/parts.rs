//! Pairs → groups: one sentence that became several, several that became one.
//!
//! An unmatched sentence near a matched one is a part of the matched one's partner in two cases. It is *contained*: most
//! of what it says stands there and is not explained by the matched one already (on machine-made splits and merges this
//! raises recall by 7 to 9 points at no cost in precision). Or it is a *source*: what the partner says beyond the
//! matched one comes mostly from it (“The bridge, a toll road since May, is shut” out of two sentences, with the rest of
//! the second and all between cut).

use super::words::{self, Bags};
use super::{Pairing, anchors};
use crate::extract::Extract;
use crate::span::Span;

/// The share of a part's words, by weight, that the whole must have beyond its other parts; of thresholds tried on
/// machine-made splits and merges this one cost no precision.
const MIN_CONTAINED: f64 = 0.6;

/// The share of what the whole has beyond its other parts that must come from a source.
const MIN_SUPPLIED: f64 = 0.6;

/// A source has at least this share of its own words in the whole: less is a common phrase.
const MIN_USED: f64 = 0.25;

/// A source must explain at least this many words.
const MIN_UNEXPLAINED: usize = 4;

/// A part has at least this many words: two words of a short sentence are contained almost anywhere.
const MIN_WORDS: usize = 3;

/// A part stands at most this many sentences away from the matched one: one sentence becomes at most so many on either
/// side of it, more are a list or no text; a source may be as far away if all between were cut.
const MAX_AWAY: usize = 6;

/// Sentences that correspond: one to one, one to several or several to one.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
    /// The pair the group grew from: it says whether the group moved.
    pub(super) core: (usize, usize),
    /// The words of all sentences on the side that has several, sorted.
    explained: Vec<u32>,
}

/// Which side of a group is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

/// Makes a group of each pair and takes unmatched neighbours in, the surest first.
pub(super) fn grow(old: &Extract, new: &Extract, bags: &Bags, pairing: &Pairing) -> Vec<Group> {
    let mut groups: Vec<Group> =
        pairing.pairs().map(|(i, j)| Group { old: vec![i], new: vec![j], core: (i, j), explained: Vec::new() }).collect();
    let mut of_old = vec![None; pairing.after_of.len()];
    let mut of_new = vec![None; pairing.before_of.len()];
    for (g, group) in groups.iter().enumerate() {
        (of_old[group.core.0], of_new[group.core.1]) = (Some(g), Some(g));
    }
    for (side, owners, extract, other) in [(Side::New, &mut of_new, new, old), (Side::Old, &mut of_old, old, new)] {
        let mut offers = offers(owners, extract);
        offers.retain(|&(k, g)| {
            let (i, j) = groups[g].core;
            shares_more_than_source(extract, k, other, if side == Side::New { i } else { j })
        });
        // A part may stand beside one that joined a moment ago, so as often as anything joins.
        for _ in 0..2 * MAX_AWAY {
            let rate = |&(k, g): &(usize, usize), groups: &[Group], owners: &[Option<usize>]| {
                let beside = [k.checked_sub(1), Some(k + 1)].into_iter().flatten().any(|n| owners.get(n) == Some(&Some(g)));
                groups[g].would_take(side, k, beside, bags)
            };
            let mut rated: Vec<(f64, (usize, usize))> =
                offers.iter().filter(|o| owners[o.0].is_none()).filter_map(|o| Some((rate(o, &groups, owners)?, *o))).collect();
            if rated.is_empty() {
                break;
            }
            rated.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            for (_, (k, g)) in rated {
                // What joined since may have explained what this one would have.
                if owners[k].is_none() && rate(&(k, g), &groups, owners).is_some() {
                    groups[g].take(side, k, bags);
                    owners[k] = Some(g);
                }
            }
        }
    }
    groups
}

/// Each unmatched sentence with the groups of the nearest matched sentences of its class before and behind it.
fn offers(owners: &[Option<usize>], extract: &Extract) -> Vec<(usize, usize)> {
    let free = |k: &usize| owners[*k].is_none();
    let mut offers = Vec::new();
    for k in (0..owners.len()).filter(free) {
        let before = (k.saturating_sub(MAX_AWAY)..k).rev().find(|n| !free(n));
        let behind = (k + 1..owners.len().min(k + 1 + MAX_AWAY)).find(|n| !free(n));
        for neighbour in [before, behind].into_iter().flatten() {
            if let Some(g) = owners[neighbour]
                && anchors::class(extract, k) == anchors::class(extract, neighbour)
            {
                offers.push((k, g));
            }
        }
    }
    offers
}

/// Whether a sentence shares more with another than who speaks: “Rain got in, head teacher Ann Orne said.” is no part of
/// “‘We were lucky,’ said head teacher Ann Orne.”
fn shares_more_than_source(part: &Extract, k: usize, whole: &Extract, w: usize) -> bool {
    let span = part.sentences[k].span;
    let from = part.attributions.partition_point(|a| a.content.first().is_some_and(|c| c.end <= span.start));
    let near = part.attributions[from..].iter().take_while(|a| a.content.first().is_none_or(|c| c.start < span.end));
    let frames: Vec<Span> = near
        .filter_map(|a| Some((a.source.as_ref()?.span, a.cue.as_ref()?.span)))
        .filter(|(source, cue)| span.contains(*source) && span.contains(*cue))
        .flat_map(|(source, cue)| [source, cue])
        .collect();
    frames.is_empty() || {
        let told = words::content_stems_outside(part, k, &frames);
        words::n_common(&told, &words::content_stems(whole, w)) > 0
    }
}

impl Group {
    /// How sure it is that sentence `k` of a side is a part of this group; `None` if it is not. `beside`: whether it
    /// stands directly beside one that is.
    fn would_take(&self, side: Side, k: usize, beside: bool, bags: &Bags) -> Option<f64> {
        let whole = match side {
            Side::Old => &self.new,
            Side::New => &self.old,
        };
        if whole.len() > 1 {
            return None;
        }
        let (part, core, whole) = match side {
            Side::Old => (bags.of_old(k)?, bags.of_old(self.core.0)?, bags.of_new(self.core.1)?),
            Side::New => (bags.of_new(k)?, bags.of_new(self.core.1)?, bags.of_old(self.core.0)?),
        };
        if part.ids.len() < MIN_WORDS {
            return None;
        }
        let explained = if self.explained.is_empty() { core.ids } else { &self.explained };
        let left = without(whole.ids, explained);
        let (used, supplied) = bags.shares(part.ids, &left);
        let contained = beside && used >= MIN_CONTAINED;
        let source = left.len() >= MIN_UNEXPLAINED && supplied >= MIN_SUPPLIED && used >= MIN_USED;
        (contained || source).then_some(used.max(supplied))
    }

    fn take(&mut self, side: Side, k: usize, bags: &Bags) {
        let (parts, core, part) = match side {
            Side::Old => (&mut self.old, bags.of_old(self.core.0), bags.of_old(k)),
            Side::New => (&mut self.new, bags.of_new(self.core.1), bags.of_new(k)),
        };
        parts.push(k);
        parts.sort_unstable();
        if self.explained.is_empty() {
            self.explained = core.map_or_else(Vec::new, |words| words.ids.to_vec());
        }
        self.explained.extend(part.map_or(&[][..], |words| words.ids));
        self.explained.sort_unstable();
    }
}

/// What a sorted list has beyond another, each word as often as it is more often there.
fn without(ids: &[u32], other: &[u32]) -> Vec<u32> {
    let mut other = other.iter().copied().peekable();
    let mut left = Vec::with_capacity(ids.len());
    for &id in ids {
        while other.next_if(|&o| o < id).is_some() {}
        if other.next_if_eq(&id).is_none() {
            left.push(id);
        }
    }
    left
}

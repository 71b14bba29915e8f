//! Groups of sentences → [`Link`]s, with what became of each and in the order a reader meets them.

use super::parts::Group;
use super::words::{self, Bags, dice, n_common};
use super::{Link, LinkKind, Pairing};
use crate::extract::Extract;
use crate::text::BlockKind;

/// A link that has its kind but not yet its place.
pub(super) struct Found {
    link: Link,
    in_place: bool,
}

impl Found {
    /// The same link seen from the other side.
    pub(super) fn mirror(&mut self) {
        std::mem::swap(&mut self.link.before, &mut self.link.after);
        self.link.kind = match self.link.kind {
            LinkKind::Split => LinkKind::Merged,
            LinkKind::Merged => LinkKind::Split,
            LinkKind::Added => LinkKind::Removed,
            LinkKind::Removed => LinkKind::Added,
            same => same,
        };
    }
}

/// All links of two sides, in no order.
pub(super) fn found(old: &Extract, new: &Extract, bags: &Bags, pairing: &Pairing, groups: Vec<Group>) -> Vec<Found> {
    let stays = pairing.in_place(old);
    let mut in_group = (vec![false; old.sentences.len()], vec![false; new.sentences.len()]);
    let mut out: Vec<Found> = Vec::with_capacity(groups.len() + 8);
    for group in groups {
        group.old.iter().for_each(|&i| in_group.0[i] = true);
        group.new.iter().for_each(|&j| in_group.1[j] = true);
        let in_place = stays[group.core.0];
        out.push(Found { link: linked(old, new, bags, group, in_place), in_place });
    }
    let lone = |kind, before, after| Found { link: Link { kind, before, after, similarity: 0.0, identical: false }, in_place: false };
    let free = |taken: Vec<bool>| taken.into_iter().enumerate().filter(|(_, taken)| !taken).map(|(k, _)| k);
    out.extend(free(in_group.0).map(|i| lone(LinkKind::Removed, vec![i], Vec::new())));
    out.extend(free(in_group.1).map(|j| lone(LinkKind::Added, Vec::new(), vec![j])));
    out
}

fn linked(old: &Extract, new: &Extract, bags: &Bags, group: Group, in_place: bool) -> Link {
    let (i, j) = group.core;
    let alone = group.old.len() == 1 && group.new.len() == 1;
    let same_hash = old.sentences[i].hash == new.sentences[j].hash;
    let identical = alone && same_hash && given(old, i) == given(new, j);
    let same = identical || alone && words::key(old, i) == words::key(new, j) && (same_hash || words::key(old, i).is_some());
    let kind = match (group.old.len(), group.new.len()) {
        (1, 1) if !in_place => LinkKind::Moved,
        (1, 1) if same || is_of_page(old, i) && is_of_page(new, j) => LinkKind::Unchanged,
        (1, 1) => LinkKind::Edited,
        (1, _) => LinkKind::Split,
        _ => LinkKind::Merged,
    };
    let all = |side: &[usize], words: &dyn Fn(usize) -> Vec<u32>| {
        let mut ids: Vec<u32> = side.iter().flat_map(|&k| words(k)).collect();
        ids.sort_unstable();
        ids
    };
    let similarity = if same {
        1.0
    } else {
        let a = all(&group.old, &|k| bags.of_old(k).map_or_else(Vec::new, |w| w.ids.to_vec()));
        let b = all(&group.new, &|k| bags.of_new(k).map_or_else(Vec::new, |w| w.ids.to_vec()));
        dice(n_common(&a, &b), a.len(), b.len())
    };
    Link { kind, before: group.old, after: group.new, similarity, identical }
}

/// Whether a sentence is a line of the page and not of the article: “By Mara Venn and Ines Orne”, “Updated 3 hours ago”,
/// “214 comments”. That they count on is no edit. Data of a system that leaked into the text has several lines.
pub(super) fn is_of_page(extract: &Extract, k: usize) -> bool {
    let block = &extract.text.blocks()[extract.sentences[k].block];
    matches!(block.kind, BlockKind::Byline | BlockKind::Credit) && !extract.text.slice(block.span).contains('\n')
}

fn given(extract: &Extract, k: usize) -> &str {
    extract.text.given_slice(extract.sentences[k].span)
}

/// Puts links in the order of the later text; what was removed stands behind the last sentence before it that is in place.
pub(super) fn in_order(found: Vec<Found>, n_before: usize, n_after: usize) -> Vec<Link> {
    // Where in the later text each earlier sentence in place has its end.
    let mut ends: Vec<Option<usize>> = vec![None; n_before];
    for f in found.iter().filter(|f| f.in_place) {
        let end = f.link.after.iter().max().map(|j| j + 1);
        f.link.before.iter().for_each(|&i| ends[i] = end);
    }
    let mut places: Vec<usize> = Vec::with_capacity(n_before);
    let mut at = 0;
    for end in ends {
        at = end.map_or(at, |end| at.max(end));
        places.push(at);
    }
    let mut keyed: Vec<((usize, bool, usize), Link)> = found
        .into_iter()
        .map(|f| {
            let key = match (f.link.after.first(), f.link.before.first()) {
                (Some(&j), _) => (j, true, 0),
                (None, Some(&i)) => (places[i], false, i),
                (None, None) => (n_after, true, 0),
            };
            (key, f.link)
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, link)| link).collect()
}

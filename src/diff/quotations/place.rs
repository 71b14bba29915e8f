//! Which sentences correspond, as quotations ask for it.

use super::super::lists::Lists;
use super::items::Item;
use crate::align::{Alignment, LinkKind};
use std::ops::Range;

/// Which sentences correspond.
pub(in crate::diff) struct Place {
    /// For every earlier sentence, the later ones and whether they moved.
    after: Lists<(usize, bool)>,
    /// For every later sentence, the earlier ones.
    before: Lists<usize>,
}

impl Place {
    pub(super) fn of(alignment: &Alignment, n_before: usize, n_after: usize) -> Self {
        let (mut after, mut before) = (Vec::with_capacity(n_before), Vec::with_capacity(n_after));
        for link in &alignment.links {
            for &b in &link.before {
                after.extend(link.after.iter().map(|&a| (b, (a, link.kind == LinkKind::Moved))));
                before.extend(link.after.iter().map(|&a| (a, b)));
            }
        }
        Self { after: Lists::of(n_before, after), before: Lists::of(n_after, before) }
    }

    /// The later sentences that correspond to earlier ones.
    pub(in crate::diff) fn after(&self, before: Range<usize>) -> impl Iterator<Item = usize> {
        self.links(before).map(|(a, _)| a)
    }

    /// The earlier sentences that correspond to later ones.
    pub(in crate::diff) fn before(&self, after: Range<usize>) -> impl Iterator<Item = usize> {
        after.flat_map(|a| self.before.list(a).iter().copied())
    }

    fn links(&self, before: Range<usize>) -> impl Iterator<Item = (usize, bool)> {
        before.flat_map(|b| self.after.list(b).iter().copied())
    }

    pub(super) fn correspond(&self, b: &Item, a: &Item) -> bool {
        self.after(b.sentences.clone()).any(|t| a.sentences.contains(&t))
    }

    pub(super) fn moved(&self, b: &Item, a: &Item) -> bool {
        let mut moved = self.links(b.sentences.clone()).filter(|(t, _)| a.sentences.contains(t)).map(|(_, moved)| moved);
        moved.next().is_some_and(|first| first && moved.all(|m| m))
    }
}

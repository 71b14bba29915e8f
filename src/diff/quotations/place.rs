//! Which sentences correspond, as quotations ask for it.

use super::items::Item;
use crate::align::{Alignment, LinkKind};

/// Which sentences correspond.
pub(in crate::diff) struct Place {
    /// For every earlier sentence, the later ones and whether they moved.
    pub after: Vec<Vec<(usize, bool)>>,
    /// For every later sentence, the earlier ones.
    pub before: Vec<Vec<usize>>,
}

impl Place {
    pub(super) fn of(alignment: &Alignment, n_before: usize, n_after: usize) -> Self {
        let (mut after, mut before) = (vec![Vec::new(); n_before], vec![Vec::new(); n_after]);
        for link in &alignment.links {
            for &a in &link.after {
                if let Some(slot) = before.get_mut(a) {
                    slot.extend(link.before.iter().copied());
                }
            }
            for &b in &link.before {
                if let Some(slot) = after.get_mut(b) {
                    slot.extend(link.after.iter().map(|&a| (a, link.kind == LinkKind::Moved)));
                }
            }
        }
        Self { after, before }
    }

    pub(super) fn correspond(&self, b: &Item, a: &Item) -> bool {
        b.sentences.clone().any(|s| self.after[s].iter().any(|(t, _)| a.sentences.contains(t)))
    }

    pub(super) fn moved(&self, b: &Item, a: &Item) -> bool {
        let links: Vec<bool> = b
            .sentences
            .clone()
            .flat_map(|s| self.after[s].iter())
            .filter(|(t, _)| a.sentences.contains(t))
            .map(|&(_, moved)| moved)
            .collect();
        !links.is_empty() && links.iter().all(|&m| m)
    }
}

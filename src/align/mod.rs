//! Two [`Extract`]s → [`Alignment`]: which sentences correspond.
//!
//! What stayed is found first and cheaply, by hashes of whole sentences (Myers 1986 for those in order, a hash join for
//! those that moved, again with case, glyphs and punctuation folded). Only what is left is compared word by word:
//! candidates that share rare words, scored by TF-IDF cosine and Dice, assigned one to one (Kuhn 1955, Munkres 1957),
//! with split and merged sentences found beside matched ones by containment. Moves are the links outside the heaviest
//! increasing subsequence, so that of two texts that changed places the smaller one moved. NewsEdits (Spangher et al.
//! 2022) gave the task its name; its matching by word vectors is not used.
//!
//! Laws: each sentence of either side is in exactly one link; links stand in the order of the later text; swapping
//! the sides swaps added and removed, split and merged, and nothing else; the result depends on the two texts alone.
//! Work is bounded by counts, never by a clock; where a bound was met the alignment says `approximate`.
//!
//! When it is wrong: a sentence rewritten beyond recognition is removed and added, unless it stands alone between two
//! that stayed; a sentence put together from parts far away from each other has one of them as its origin.
//!
//! ```
//! use writethru::align::{LinkKind, align};
//! use writethru::extract::{Reference, extract};
//! use writethru::text::Text;
//!
//! let read = |text: &str| extract(Text::new(text), &Reference::default());
//! let before = read("The bridge is shut. Twelve people were hurt, police said. It will open in May.");
//! let after = read("The bridge is shut. Fourteen people were hurt, police said. It will open in May.");
//! let kinds: Vec<LinkKind> = align(&before, &after).links.iter().map(|link| link.kind).collect();
//! assert_eq!(kinds, [LinkKind::Unchanged, LinkKind::Edited, LinkKind::Unchanged]);
//! ```

mod anchors;
mod assign;
mod links;
mod moves;
mod parts;
mod score;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use words::n_common;

use crate::extract::Extract;

/// What became of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// The same but for case, glyphs or punctuation, in the same place; or a line of the page (a byline, “214 comments”).
    Unchanged,
    /// In place, with other words.
    Edited,
    /// Somewhere else relative to what stayed, with the same words or others.
    Moved,
    /// One sentence became several.
    Split,
    /// Several sentences became one.
    Merged,
    /// On the later side only.
    Added,
    /// On the earlier side only.
    Removed,
}

/// Sentences that correspond. Indices into [`Extract::sentences`](crate::extract::Extract::sentences) of either side.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What became of them.
    pub kind: LinkKind,
    /// The earlier sentences: one, several for a merge, none for an addition.
    pub before: Vec<usize>,
    /// The later sentences: one, several for a split, none for a removal.
    pub after: Vec<usize>,
    /// How alike they are, 0 to 1: the share of words in common (Dice).
    pub similarity: f64,
    /// Whether the two sides are the same character for character.
    pub identical: bool,
}

/// The correspondence of two texts. Each sentence of either side is in exactly one link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// In the order of the later text; what was removed stands where it stood.
    pub links: Vec<Link>,
    /// Whether a limit on work was met, so that some links may have been missed.
    pub approximate: bool,
}

impl Link {
    /// Whether a line of the page came or went, and nothing of the article: a byline, “Read more: …”, “214 comments”.
    pub fn is_only_of_page(&self, before: &Extract, after: &Extract) -> bool {
        matches!(self.kind, LinkKind::Added | LinkKind::Removed)
            && self.before.iter().all(|&k| links::is_of_page(before, k))
            && self.after.iter().all(|&k| links::is_of_page(after, k))
    }
}

/// Finds which sentences of two texts correspond.
pub fn align(before: &Extract, after: &Extract) -> Alignment {
    // Between equally good answers the order of the sides would decide: work in one order always.
    let mirrored = before.text.as_str() > after.text.as_str();
    let (old, new) = if mirrored { (after, before) } else { (before, after) };
    let mut pairing = Pairing::new(old.sentences.len(), new.sentences.len());
    anchors::pair_equal(old, new, &mut pairing);
    let bags = words::Bags::of_unpaired(old, new, &pairing);
    score::pair_similar(old, new, &bags, &mut pairing);
    let groups = parts::grow(old, new, &bags, &pairing);
    let mut found = links::found(old, new, &bags, &pairing, groups);
    if mirrored {
        found.iter_mut().for_each(links::Found::mirror);
    }
    Alignment { links: links::in_order(found, before.sentences.len(), after.sentences.len()), approximate: pairing.approximate }
}

/// Which sentences are paired so far, one to one.
struct Pairing {
    /// For each earlier sentence the later one.
    after_of: Vec<Option<usize>>,
    /// For each later sentence the earlier one.
    before_of: Vec<Option<usize>>,
    /// For each earlier sentence that is paired, how sure the pair is, in thousandths.
    sureness: Vec<u64>,
    /// Whether a limit on work was met.
    approximate: bool,
}

/// The sureness of a pair of equal sentences.
const CERTAIN: u64 = 1000;

impl Pairing {
    fn new(n_before: usize, n_after: usize) -> Self {
        Self { after_of: vec![None; n_before], before_of: vec![None; n_after], sureness: vec![0; n_before], approximate: false }
    }

    fn pair(&mut self, i: usize, j: usize, sureness: u64) {
        debug_assert!(self.after_of[i].is_none() && self.before_of[j].is_none(), "a sentence is paired once");
        self.after_of[i] = Some(j);
        self.before_of[j] = Some(i);
        self.sureness[i] = sureness;
    }

    fn part(&mut self, i: usize) {
        if let Some(j) = self.after_of[i].take() {
            self.before_of[j] = None;
        }
    }

    /// The pairs in the order of the earlier text.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.after_of.iter().enumerate().filter_map(|(i, j)| j.map(|j| (i, j)))
    }

    /// For each earlier sentence whether it is paired and in place: in the heaviest increasing subsequence, where a
    /// pair weighs as much as it has tokens, and less the less sure it is.
    fn in_place(&self, old: &Extract) -> Vec<bool> {
        let pairs: Vec<moves::Pair> = self
            .pairs()
            .map(|(i, j)| moves::Pair { before: i, after: j, weight: (old.sentences[i].tokens.len() as u64 + 1) * self.sureness[i] })
            .collect();
        let mut in_place = vec![false; self.after_of.len()];
        for k in moves::heaviest_increasing(&pairs, self.before_of.len()) {
            in_place[pairs[k].before] = true;
        }
        in_place
    }
}

//! Which subtrees a proof consists of, and their hashes in one pass over the leaves.
//!
//! A proof is a list of roots of subtrees, and a subtree is a range of leaves. So the ranges are worked out first, from two
//! numbers, and then one pass fills them in: a proof from a log of millions needs no memory for the leaves.

use super::hash::Hash;
use super::merkle::Head;
use std::ops::Range;

/// The ranges whose roots prove that leaf `index` is in a tree of `size` leaves, from the leaf upwards (RFC 6962,
/// 2.1.1). `None` if there is no such leaf.
pub fn inclusion_ranges(index: u64, size: u64) -> Option<Vec<Range<u64>>> {
    if index >= size {
        return None;
    }
    let mut ranges = Vec::new();
    let mut tree = 0..size;
    while tree.end - tree.start > 1 {
        let split = tree.start + left_size(tree.end - tree.start);
        let (left, right) = (tree.start..split, split..tree.end);
        let (inside, beside) = if index < split { (left, right) } else { (right, left) };
        ranges.push(beside);
        tree = inside;
    }
    ranges.reverse();
    Some(ranges)
}

/// The ranges whose roots prove that a tree of `old` leaves is the beginning of one of `new` (RFC 6962, 2.1.2). `None`
/// if the old one is the longer. Nothing is needed where one of them is empty or both are the same.
pub fn consistency_ranges(old: u64, new: u64) -> Option<Vec<Range<u64>>> {
    if old > new {
        return None;
    }
    if old == 0 || old == new {
        return Some(Vec::new());
    }
    let mut ranges = Vec::new();
    let mut tree = 0..new;
    // Whether the old tree, as far as it has been followed, is one that the verifier knows the root of: the old root.
    let mut is_known = true;
    while tree.end != old {
        let split = tree.start + left_size(tree.end - tree.start);
        if old <= split {
            ranges.push(split..tree.end);
            tree.end = split;
        } else {
            ranges.push(tree.start..split);
            tree.start = split;
            is_known = false;
        }
    }
    if !is_known {
        ranges.push(tree);
    }
    ranges.reverse();
    Some(ranges)
}

/// The largest power of two below `size`, which is at least two: so many leaves are on the left.
fn left_size(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// The roots of some ranges of leaves, while the leaves go by.
#[derive(Clone, Debug)]
pub struct Hasher {
    ranges: Vec<Range<u64>>,
    heads: Vec<Head>,
    next: u64,
}

impl Hasher {
    /// For these ranges, in whatever order.
    pub fn new(ranges: Vec<Range<u64>>) -> Self {
        Self { heads: vec![Head::default(); ranges.len()], ranges, next: 0 }
    }

    /// Takes in the next leaf.
    pub fn push(&mut self, leaf: Hash) {
        for (range, head) in self.ranges.iter().zip(&mut self.heads) {
            if range.contains(&self.next) {
                head.push(leaf);
            }
        }
        self.next += 1;
    }

    /// The roots, in the order of the ranges; `None` if the leaves ended before a range did.
    pub fn roots(&self) -> Option<Vec<Hash>> {
        self.ranges.iter().all(|range| range.end <= self.next).then(|| self.heads.iter().map(Head::root).collect())
    }
}

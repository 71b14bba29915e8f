//! The Merkle tree hash of RFC 6962, section 2.1, one leaf at a time.

use super::hash::Hash;

/// What stands before a record in a leaf.
const LEAF: [u8; 1] = [0];

/// What stands before two children in a node.
const NODE: [u8; 1] = [1];

/// The hash of a record as a leaf.
pub fn leaf_hash(record: &[u8]) -> Hash {
    Hash::of_all(&[&LEAF, record])
}

/// The hash of a node.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash::of_all(&[&NODE, &left.0, &right.0])
}

/// The head of a growing tree: at most one complete subtree of each size, so 64 hashes however long the log is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Complete subtrees from left to right, each smaller than the one before; one for each bit of `size`.
    peaks: Vec<Hash>,
    size: u64,
}

impl Head {
    /// Takes in the next leaf. A leaf costs two hashes on average, its own included.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        // Each one at the end of the size is a complete subtree as large as the one that has just become complete.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root; of an empty tree the hash of nothing.
    pub fn root(&self) -> Hash {
        let mut from_right = self.peaks.iter().rev();
        let Some(last) = from_right.next() else { return Hash::of(b"") };
        from_right.fold(*last, |right, left| node_hash(left, &right))
    }
}

impl Extend<Hash> for Head {
    fn extend<T: IntoIterator<Item = Hash>>(&mut self, leaves: T) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

impl FromIterator<Hash> for Head {
    fn from_iter<T: IntoIterator<Item = Hash>>(leaves: T) -> Self {
        let mut head = Self::default();
        head.extend(leaves);
        head
    }
}

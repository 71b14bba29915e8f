//! What a look at the whole store brought.

use super::types::Head;

/// How deep to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Rows, hashes of records, links between tables; no text is read.
    Structure,
    /// Also the texts, all or a share of them.
    Data {
        /// How many in a hundred.
        percent: u8,
        /// Which ones: another number gives another choice.
        seed: u64,
    },
}

/// Something that is not as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The first revision it concerns, where it concerns one.
    pub sequence: Option<u64>,
    /// What is wrong.
    pub what: String,
}

/// What the file beside the database says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadFile {
    /// The store has no folder.
    None,
    /// There is no such file: whether the record lost its end cannot be told.
    Missing,
    /// The record goes at least as far, with the same hash there.
    Agrees(Head),
    /// It is there and says nothing that can be read.
    Unreadable,
    /// It does not; the findings say how.
    Differs,
}

/// What a look at the whole store brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How far the record goes.
    pub head: Head,
    /// How many articles there are.
    pub n_articles: u64,
    /// How many texts and captures the store keeps.
    pub n_blobs: u64,
    /// How many of them were read and hashed.
    pub n_read: u64,
    /// What the file beside the database says.
    pub head_file: HeadFile,
    /// What is wrong, the first revision first.
    pub findings: Vec<Finding>,
    /// How many findings there were beyond those listed.
    pub n_more: u64,
    /// The first revision that any finding concerns, be it listed or not.
    pub(super) first_bad: Option<u64>,
}

impl Verdict {
    /// Whether everything is as it was recorded, as far as was looked.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// The first revision that is not as it was recorded, where one can be named.
    pub fn first_bad(&self) -> Option<u64> {
        self.first_bad
    }
}

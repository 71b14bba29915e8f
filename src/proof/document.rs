//! The proof of one revision, as JSON that is checked with nothing else at hand.

use super::checkpoint::Checkpoint;
use super::hash::Hash;
use super::merkle::{Head, leaf_hash};
use super::verify::{verify_consistency, verify_inclusion};
use serde::{Deserialize, Serialize};

/// The name and version of a [`Document`].
pub const SCHEMA: &str = "writethru.proof/1";

/// The name and version of a [`Consistency`].
pub const CONSISTENCY_SCHEMA: &str = "writethru.consistency/1";

/// What a proof shows, in plain words.
pub const PROVES: [&str; 3] = [
    "The text has the SHA-256 that the record names.",
    "The record, with its article, time and text, is in the log that the checkpoint describes, at the place named.",
    "If you kept the checkpoint elsewhere, this record has not been changed, moved or taken out since you did.",
];

/// What it does not show.
pub const DOES_NOT_PROVE: [&str; 4] = [
    "That the publisher served these words: the record is what the owner of the store recorded.",
    "That the time in the record is true: it is the time that was recorded with it.",
    "Anything against the owner of the store, if the checkpoint was kept only beside the store.",
    "That no other revision existed: a record proves what is there, not what was never seen.",
];

/// The proof of one revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// [`SCHEMA`].
    pub schema: String,
    /// Which revision, for the reader.
    pub revision: Subject,
    /// Its canonical record, as it stands in the log.
    pub record: String,
    /// Its text, whose SHA-256 is in the record.
    pub text: String,
    /// The place of the record in the log, from 0.
    pub leaf_index: u64,
    /// How many records the log had.
    pub tree_size: u64,
    /// Hashes from the leaf to the root, in lower-case hexadecimal.
    pub inclusion: Vec<String>,
    /// The root, in lower-case hexadecimal.
    pub root: String,
    /// The checkpoint of the log at that size, with its signatures.
    pub checkpoint: String,
    /// [`PROVES`].
    pub proves: Vec<String>,
    /// [`DOES_NOT_PROVE`].
    pub does_not_prove: Vec<String>,
}

/// Which revision a proof is about, as a reader knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The article.
    pub article: String,
    /// Which of its revisions, from 1, in order of time.
    pub number: u64,
    /// When it was observed, as RFC 3339.
    pub observed_at: String,
    /// The SHA-256 of its text, in lower-case hexadecimal.
    pub sha256: String,
}

/// What a canonical record must say for a proof to be about it.
#[derive(Deserialize)]
struct Claimed {
    sequence: u64,
    article: String,
    observed_at: String,
    text_sha256: String,
}

/// The proof that an older log is the beginning of a newer one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consistency {
    /// [`CONSISTENCY_SCHEMA`].
    pub schema: String,
    /// The checkpoint of the older log, with its signatures.
    pub old: String,
    /// The checkpoint of the newer one.
    pub new: String,
    /// The hashes that show it (RFC 6962, 2.1.2), in lower-case hexadecimal.
    pub hashes: Vec<String>,
}

impl Document {
    /// The proof of the record at a place, by the hashes on its path to the root of a log, and the checkpoint that was made of that log.
    /// `None` where it does not hold: no such proof is given out.
    pub fn new(
        revision: Subject,
        record: String,
        text: String,
        leaf_index: u64,
        path: &[Hash],
        log: &Head,
        checkpoint: String,
    ) -> Option<Self> {
        let document = Self {
            schema: SCHEMA.to_owned(),
            revision,
            record,
            text,
            leaf_index,
            tree_size: log.size(),
            inclusion: path.iter().map(Hash::to_string).collect(),
            root: log.root().to_string(),
            checkpoint,
            proves: PROVES.map(str::to_owned).to_vec(),
            does_not_prove: DOES_NOT_PROVE.map(str::to_owned).to_vec(),
        };
        document.is_sound().then_some(document)
    }

    /// Checks it alone, as `docs/check_proof.py` does: text, record, path, checkpoint. Signatures are not checked, and the number of
    /// the revision in its article is not in the record.
    pub fn is_sound(&self) -> bool {
        let Some(root) = Hash::parse(&self.root) else { return false };
        let Some(path) = parsed(&self.inclusion) else { return false };
        let Ok(record) = serde_json::from_str::<Claimed>(&self.record) else { return false };
        let Ok((checkpoint, _)) = Checkpoint::read(&self.checkpoint) else { return false };
        let text = Hash::of(self.text.as_bytes()).to_string();
        self.schema == SCHEMA
            && record.text_sha256 == text
            && self.revision.sha256 == text
            && record.article == self.revision.article
            && record.observed_at == self.revision.observed_at
            && record.sequence.checked_sub(1) == Some(self.leaf_index)
            && verify_inclusion(&leaf_hash(self.record.as_bytes()), self.leaf_index, self.tree_size, &path, &root)
            && checkpoint.size == self.tree_size
            && checkpoint.root == root
    }
}

impl Consistency {
    /// Checks it alone; signatures are not checked.
    pub fn is_sound(&self) -> bool {
        let (Ok((old, _)), Ok((new, _))) = (Checkpoint::read(&self.old), Checkpoint::read(&self.new)) else { return false };
        let Some(hashes) = parsed(&self.hashes) else { return false };
        self.schema == CONSISTENCY_SCHEMA
            && old.origin == new.origin
            && verify_consistency(old.size, &old.root, new.size, &new.root, &hashes)
    }
}

fn parsed(hashes: &[String]) -> Option<Vec<Hash>> {
    hashes.iter().map(|text| Hash::parse(text)).collect()
}

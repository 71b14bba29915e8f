//! The store as a Merkle log: one pass over its records gives roots and proofs; keys and checkpoints come from files.

use super::exit::{Changed, WrongUse};
use crate::proof::{Checkpoint, Hash, Hasher, Head, Note, SecretKey};
use crate::store::{self, Store};
use anyhow::Context;
use std::io::Read;
use std::ops::{ControlFlow, Range};
use std::path::Path;

/// The largest key or checkpoint that is read, in bytes.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// What one pass over the records gives.
pub(super) struct Pass {
    /// The log as it was after each of the sizes asked for, and as it is now.
    pub heads: Vec<Head>,
    pub now: Head,
    /// The roots of the ranges asked for.
    pub roots: Vec<Hash>,
    /// The canonical record at the place asked for.
    pub record: Option<store::Record>,
    /// The hash of the first record.
    pub first: Option<Hash>,
}

/// Goes over the records, each of which must be what was recorded.
pub(super) fn pass(store: &impl Store, sizes: &[u64], ranges: Vec<Range<u64>>, wanted: Option<u64>) -> anyhow::Result<Pass> {
    let mut hasher = Hasher::new(ranges);
    let mut pass = Pass { heads: vec![Head::default(); sizes.len()], now: Head::default(), roots: Vec::new(), record: None, first: None };
    store.checked_records(&mut |leaf| {
        pass.first.get_or_insert(leaf.hash);
        hasher.push(leaf.hash);
        pass.now.push(leaf.hash);
        if wanted == Some(pass.now.size()) {
            pass.record = Some(leaf.record);
        }
        for (head, size) in pass.heads.iter_mut().zip(sizes) {
            if *size == pass.now.size() {
                *head = pass.now.clone();
            }
        }
        ControlFlow::Continue(())
    })?;
    pass.roots = hasher.roots().unwrap_or_default();
    Ok(pass)
}

/// Whose log it is, where nobody says: a name made from the first record. What is copied from the store, or read back from an
/// export of it, has the same log and so the same name.
pub(super) fn origin(said: Option<&str>, key: Option<&SecretKey>, first: Option<Hash>) -> anyhow::Result<String> {
    let origin = match (said, key, first) {
        (Some(said), ..) => said.to_owned(),
        (None, Some(key), _) => key.name().to_owned(),
        (None, None, Some(first)) => format!("writethru/{}", &first.to_string()[..16]),
        (None, None, None) => return Err(WrongUse("the store has no revision yet: give --origin a name".to_owned()).into()),
    };
    if !Checkpoint::is_origin(&origin) {
        return Err(WrongUse("an origin is one line of visible text, such as example.org/newsroom".to_owned()).into());
    }
    Ok(origin)
}

/// The checkpoint as a note, signed if there is a key.
pub(super) fn signed(checkpoint: &Checkpoint, key: Option<&SecretKey>) -> String {
    let text = checkpoint.to_string();
    Note { signatures: key.iter().map(|key| key.sign(&text)).collect(), text }.to_string()
}

/// Reads a secret key.
pub(super) fn read_key(path: &Path) -> anyhow::Result<SecretKey> {
    SecretKey::parse(&read(path)?).with_context(|| format!("cannot use the key in “{}”", path.display()))
}

/// Reads a checkpoint.
pub(super) fn read_checkpoint(path: &Path) -> anyhow::Result<(Checkpoint, Note, String)> {
    let text = read(path)?;
    let (checkpoint, note) = Checkpoint::read(&text).with_context(|| format!("“{}” is no checkpoint", path.display()))?;
    Ok((checkpoint, note, text))
}

fn read(path: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    let from: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(path).with_context(|| format!("cannot read “{}”", path.display()))?)
    };
    from.take(MAX_FILE_BYTES).read_to_string(&mut text).with_context(|| format!("cannot read “{}”", path.display()))?;
    Ok(text)
}

/// Fails unless the log after so many records had the root that a checkpoint names.
pub(super) fn must_match(checkpoint: &Checkpoint, then: &Head, now: &Head) -> anyhow::Result<()> {
    if checkpoint.size > now.size() {
        let what = format!(
            "the checkpoint is of {} records, and the store has {}: some are missing, or it is another store’s",
            checkpoint.size,
            now.size()
        );
        return Err(Changed(what).into());
    }
    if then.root() != checkpoint.root {
        let what = format!(
            "the first {} records of the store do not give the root of the checkpoint: one of them has been changed since, or it is \
             another store’s",
            checkpoint.size
        );
        return Err(Changed(what).into());
    }
    Ok(())
}

//! Observations on their way into the store, many to a transaction: a commit waits for the disk.

use crate::store::{Error, Observation, Outcome, Sqlite, Store};
use std::path::{Path, PathBuf};

/// Observations that wait to be recorded, each with what the caller wants to know it by. The store is made when the first of
/// them are: a mistyped name leaves none behind.
pub(super) struct Batch<T> {
    folder: PathBuf,
    store: Option<Sqlite>,
    waiting: Vec<(T, Observation)>,
    bytes: usize,
    most: usize,
    most_bytes: usize,
}

impl<T> Batch<T> {
    /// Batches of so many observations, or of so many bytes of texts and pages, for the store in `folder`.
    pub fn of(folder: &Path, most: usize, most_bytes: usize) -> Result<Self, Error> {
        let store = match Sqlite::open(folder) {
            Err(Error::NotThere { .. }) => None,
            // Opened for writing right away: whoever may not is told before anything is read.
            _ => Some(Sqlite::create(folder)?),
        };
        Ok(Self { folder: folder.to_owned(), store, waiting: Vec::new(), bytes: 0, most, most_bytes })
    }

    /// The store, if there is one yet.
    pub fn store(&self) -> Option<&Sqlite> {
        self.store.as_ref()
    }

    /// Takes in one more; whether it is time to commit.
    pub fn push(&mut self, tag: T, seen: Observation) -> bool {
        self.bytes += size(&seen);
        self.waiting.push((tag, seen));
        self.waiting.len() >= self.most || self.bytes >= self.most_bytes
    }

    /// Records what is waiting, with what became of each.
    pub fn commit(&mut self) -> Result<Vec<(T, Outcome)>, Error> {
        self.bytes = 0;
        let (tags, batch): (Vec<T>, Vec<Observation>) = std::mem::take(&mut self.waiting).into_iter().unzip();
        if batch.is_empty() {
            return Ok(Vec::new());
        }
        let store = match &mut self.store {
            Some(store) => store,
            none => none.insert(Sqlite::create(&self.folder)?),
        };
        Ok(tags.into_iter().zip(store.add(&batch)?).collect())
    }
}

/// Bytes of an observation's text and page.
pub(super) fn size(seen: &Observation) -> usize {
    let page = seen.capture.as_ref().and_then(|capture| capture.bytes.as_ref());
    seen.text.len() + page.map_or(0, Vec::len)
}

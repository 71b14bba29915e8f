//! The proofs of several revisions in one pass over the log.

use super::Evidence;
use crate::export::Error;
use crate::proof::{Document, Hash, Hasher, Head, Subject, inclusion_ranges};
use crate::store::{Store, Stored, written};
use std::collections::HashMap;
use std::ops::{ControlFlow, Range};

/// A proof for each chosen revision, each checked before it is given out.
pub(super) fn of(store: &impl Store, wanted: &Evidence, history: &[(Stored, String)], chosen: &[usize]) -> Result<Vec<Document>, Error> {
    let mut paths: Vec<Vec<Range<u64>>> = Vec::new();
    // Revisions that stand near each other share most of their paths: each subtree is reckoned once.
    let (mut ranges, mut place): (Vec<Range<u64>>, HashMap<Range<u64>, usize>) = (Vec::new(), HashMap::new());
    for &k in chosen {
        let path = inclusion_ranges(history[k].0.sequence - 1, wanted.size).ok_or(Error::AfterCheckpoint { number: k as u64 + 1 })?;
        for range in &path {
            place.entry(range.clone()).or_insert_with(|| {
                ranges.push(range.clone());
                ranges.len() - 1
            });
        }
        paths.push(path);
    }
    let mut hasher = Hasher::new(ranges);
    let mut head = Head::default();
    let mut records: HashMap<u64, String> = chosen.iter().map(|&k| (history[k].0.sequence, String::new())).collect();
    store.checked_records(&mut |leaf| {
        if head.size() < wanted.size {
            head.push(leaf.hash);
        }
        hasher.push(leaf.hash);
        if let Some(record) = records.get_mut(&leaf.record.sequence) {
            *record = String::from_utf8_lossy(&leaf.record.canonical()).into_owned();
        }
        ControlFlow::Continue(())
    })?;
    let roots = hasher.roots().ok_or(Error::Unsound)?;
    let document = |(&k, path): (&usize, Vec<Range<u64>>)| {
        let (stored, text) = &history[k];
        let revision = Subject {
            article: wanted.article.name.clone(),
            number: k as u64 + 1,
            observed_at: written(&stored.observed_at),
            sha256: stored.text_sha256.to_string(),
        };
        let record = records.get(&stored.sequence).cloned().unwrap_or_default();
        let path: Vec<Hash> = path.iter().filter_map(|range| place.get(range).map(|&at| roots[at])).collect();
        Document::new(revision, record, text.clone(), stored.sequence - 1, &path, &head, wanted.checkpoint.clone()).ok_or(Error::Unsound)
    };
    chosen.iter().zip(paths).map(document).collect()
}

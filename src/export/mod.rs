//! Revisions of the store → files that other programs read, and that can be read back.
//!
//! Nothing from outside becomes a path, a formula or a line of its own: names of files are made safe in `names`, and
//! each format quotes as it must. What is damaged is not written out as if it were not.

mod bag;
mod csv;
mod error;
mod evidence;
mod folder;
mod jsonl;
mod names;
#[cfg(test)]
mod tests;
mod warc;

pub use bag::{Bag, write_bag};
pub use csv::write_csv;
pub use error::Error;
pub use evidence::{Evidence, write_evidence};
pub use folder::write_folder;
pub use jsonl::write_jsonl;
pub use warc::{Written, write_warc};

use crate::store::{self, Capture, Record, Store};
use std::collections::HashSet;
use std::ops::ControlFlow;

/// Which revisions: all, or those of some articles, by their names.
pub type Only<'a> = Option<&'a HashSet<String>>;

/// A revision on its way out.
struct Row {
    record: Record,
    hash: String,
    text: String,
    capture: Option<Capture>,
}

/// Visits the revisions in the order in which they were recorded, `up_to` that sequence; says how many there were.
fn each(store: &impl Store, only: Only, up_to: u64, visit: &mut dyn FnMut(Row) -> Result<(), Error>) -> Result<u64, Error> {
    let mut n = 0;
    let mut failed = None;
    store.checked_records(&mut |leaf| {
        let sequence = leaf.record.sequence;
        if sequence > up_to {
            return ControlFlow::Break(());
        }
        if only.is_some_and(|names| !names.contains(&leaf.record.article)) {
            return ControlFlow::Continue(());
        }
        let one = || -> Result<(), Error> {
            let gone = || store::Error::Damaged { what: format!("revision {sequence} is gone") };
            let text = store.text(&store.revision(sequence)?.ok_or_else(gone)?)?;
            let capture = if leaf.record.capture_sha256.is_some() { store.capture(sequence)? } else { None };
            visit(Row { hash: leaf.hash.to_string(), record: leaf.record, text, capture })
        };
        match one() {
            Ok(()) => {
                n += 1;
                ControlFlow::Continue(())
            }
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    failed.map_or(Ok(n), Err)
}

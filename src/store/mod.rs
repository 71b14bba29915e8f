//! The store: every revision kept, compact, chained, never lost.
//!
//! [`Store`] says what a store does, [`Sqlite`] does it, in a file or in memory. `docs/store-format.md` defines what is
//! written. A store reads no clock: every time comes from its caller.
//!
//! ```
//! use chrono::DateTime;
//! use writethru::store::{Observation, Sqlite, Store, What};
//!
//! let mut store = Sqlite::in_memory()?;
//! let at = |time| DateTime::parse_from_rfc3339(time).expect("a time");
//! let first = Observation::of_text("ferry", at("2025-08-18T19:41:00-04:00"), "Ferry fire kills 12");
//! let second = Observation::of_text("ferry", at("2025-08-18T20:10:00-04:00"), "Ferry fire kills 14");
//! let added = store.add(&[first, second])?;
//! assert!(matches!(added[1].what, What::Added { sequence: 2, is_inserted: false, .. }));
//!
//! let history = store.history(added[1].article)?;
//! assert_eq!(history[1].1, "Ferry fire kills 14");
//! # Ok::<(), writethru::store::Error>(())
//! ```

mod derived;
mod error;
mod record;
mod schema;
mod sqlite;
mod time;
mod types;
mod verdict;

pub use derived::{Answer, DERIVED, Derived, Figure, Hit, Layer, Query, Unread, Wanted, search};
pub use error::Error;
pub use record::{RECORD_SCHEMA, Record};
pub use schema::FORMAT;
pub use sqlite::{DATABASE, HEAD_FILE, Sqlite, slug};
pub use time::written;
pub use types::*;
pub use verdict::{Depth, Finding, HeadFile, Verdict};

pub use crate::proof::Hash;

use std::ops::ControlFlow;
use std::path::Path;

/// A record and the hash that stands with it, as a visitor of [`Store::records`] gets them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The record, made from the rows.
    pub record: Record,
    /// The hash that was recorded. `record.hash()` is the same in a store that is not damaged.
    pub hash: Hash,
}

/// A place that keeps every revision.
pub trait Store {
    /// Records observations, all or none of them, durably before it returns. One outcome for each, in order.
    fn add(&mut self, batch: &[Observation]) -> Result<Vec<Outcome>, Error>;

    /// Records looks that brought no new revision.
    fn add_checks(&mut self, checks: &[Check]) -> Result<(), Error>;

    /// All articles, by slug.
    fn articles(&self) -> Result<Vec<Overview>, Error>;

    /// The articles that `typed` may mean: by name, URL, slug, or four or more digits of a key; else those whose slug begins so.
    fn find(&self, typed: &str) -> Result<Vec<Article>, Error>;

    /// The articles that are called exactly so: by name, URL, slug or whole key.
    fn find_exactly(&self, typed: &str) -> Result<Vec<Article>, Error>;

    /// All slugs, in order, to show what there is.
    fn slugs(&self) -> Result<Vec<String>, Error>;

    /// An article by its number.
    fn article(&self, article: ArticleId) -> Result<Article, Error>;

    /// The addresses of an article, first seen first.
    fn addresses(&self, article: ArticleId) -> Result<Vec<Address>, Error>;

    /// The checks of an article, in order of time.
    fn checks(&self, article: ArticleId) -> Result<Vec<Check>, Error>;

    /// The revisions of an article in order of observation, without their texts.
    fn revisions(&self, article: ArticleId) -> Result<Vec<Stored>, Error>;

    /// The revision with this sequence.
    fn revision(&self, sequence: u64) -> Result<Option<Stored>, Error>;

    /// What a revision was made from, where that was recorded; without the bytes.
    fn capture(&self, sequence: u64) -> Result<Option<Capture>, Error>;

    /// The bytes a revision was made from, their SHA-256 checked; `None` where they are not kept.
    fn capture_bytes(&self, sequence: u64) -> Result<Option<Vec<u8>>, Error>;

    /// The text of a revision, its SHA-256 checked.
    fn text(&self, revision: &Stored) -> Result<String, Error>;

    /// The revisions of an article in order of observation, with their texts.
    fn history(&self, article: ArticleId) -> Result<Vec<(Stored, String)>, Error>;

    /// How many revisions there are, and the hash of the last.
    fn head(&self) -> Result<Head, Error>;

    /// Visits records with their recorded hashes in order of sequence, from the one behind `after`, until told to stop. The
    /// rows are taken as they are: [`Record::hash`] says whether they are what was recorded.
    fn records(&self, after: u64, visit: &mut dyn FnMut(Leaf) -> ControlFlow<()>) -> Result<(), Error>;

    /// Visits all records, each of which must be what was recorded, until told to stop; the last must not stand before the one
    /// that the file beside the database knows.
    fn checked_records(&self, visit: &mut dyn FnMut(Leaf) -> ControlFlow<()>) -> Result<(), Error>;

    /// Compares everything with everything: hashes with rows, rows with each other, texts with their hashes. Damage is in the
    /// verdict; an error is what kept it from looking. `progress` gets how much of how much is done.
    fn verify(&self, depth: Depth, progress: &mut dyn FnMut(u64, u64)) -> Result<Verdict, Error>;

    /// Writes a copy of the record as it stands now into a new file, while others may write.
    fn backup(&self, to: &Path) -> Result<(), Error>;
}

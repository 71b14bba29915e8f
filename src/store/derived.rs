//! What was computed from the record for searching: sentences, quotations, claims and changes of every article.
//!
//! It stands in a file of its own, which may be deleted at any time. The rows of an article are a pure function of its
//! revisions, so they are the same however often they are made. Two layers are brought up to date apart: sentences are
//! found fast, claims take ten times as long, and whoever looks for a word need not wait for them.

mod compare;
mod file;
mod rows;
mod search;
mod tables;

pub use search::{Figure, Hit, Query, Wanted};

use super::{ArticleId, Error, Head, Sqlite, Store, Stored};
use rows::{Items, Passages};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

/// The name of the file in the store's folder.
pub const DERIVED: &str = "derived.db";

/// Articles whose rows are written in one transaction.
const CHUNK: usize = 64;

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Sentences with their full-text index.
    Passages,
    /// Quotations, claims and changes.
    Items,
}

impl Layer {
    fn name(self) -> &'static str {
        match self {
            Self::Passages => "passages",
            Self::Items => "items",
        }
    }
}

/// The derived tables of a store.
pub struct Derived<'s> {
    store: &'s Sqlite,
    connection: Connection,
    /// Whether nothing can be added to them where they stand.
    is_fixed: bool,
}

/// What was found, and what could not be looked through.
#[derive(Debug, Default)]
pub struct Answer {
    /// What was found.
    pub hits: Vec<Hit>,
    /// Articles with a text that cannot be read: their rows are not there, or are older than the damage.
    pub unread: Vec<Unread>,
}

/// An article with a text that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Which.
    pub article: ArticleId,
    /// Why.
    pub what: String,
}

/// Looks through all revisions, the derived tables brought up to date first. Tables that are damaged are made anew, and where they
/// cannot be written they are made in memory. `progress` gets how many of how many articles are done.
pub fn search(store: &Sqlite, query: &Query, progress: &mut dyn FnMut(usize, usize)) -> Result<Answer, Error> {
    let mut answer = Derived::of(store).and_then(|derived| derived.answer(query, progress));
    if matches!(answer, Err(Error::Derived { .. })) && Derived::remove(store).is_ok() {
        answer = Derived::of(store).and_then(|derived| derived.answer(query, progress));
    }
    if matches!(answer, Err(Error::Derived { .. } | Error::Full | Error::Disk(_) | Error::ReadOnly)) {
        answer = Derived::in_memory(store).and_then(|derived| derived.answer(query, progress));
    }
    answer
}

impl Derived<'_> {
    fn answer(mut self, query: &Query, progress: &mut dyn FnMut(usize, usize)) -> Result<Answer, Error> {
        let mut unread = self.catch_up(query.layer(), progress)?;
        let hits = self.search(query)?;
        if self.path().is_some() {
            self.check(&hits, &mut unread)?;
        }
        Ok(Answer { hits, unread })
    }

    /// Brings a layer up to date. `progress` gets how many of how many articles are done. Articles with a text that cannot be read are
    /// left as they are, and named.
    pub fn catch_up(&mut self, layer: Layer, progress: &mut dyn FnMut(usize, usize)) -> Result<Vec<Unread>, Error> {
        let head = self.store.head()?;
        let through: u64 = state(&self.connection, layer.name()).map_err(Error::of_derived)?.and_then(|n| n.parse().ok()).unwrap_or(0);
        if through >= head.size {
            return Ok(Vec::new());
        }
        if self.is_fixed {
            *self = Self::in_memory(self.store)?;
            return self.catch_up(layer, progress);
        }
        let written = self.store.written_since(through)?;
        let waiting = self.waiting(layer, written).map_err(Error::of_derived)?;
        let mut unread = Vec::new();
        for (n, chunk) in waiting.chunks(CHUNK).enumerate() {
            let mut histories: Vec<Revisions> = Vec::with_capacity(chunk.len());
            for &article in chunk {
                match self.store.history(article) {
                    Ok(history) => histories.push((article, history)),
                    Err(Error::Damaged { what }) => unread.push(Unread { article, what }),
                    Err(error) => return Err(error),
                }
            }
            let replaced = match layer {
                Layer::Passages => self.replace::<Passages>(&histories),
                Layer::Items => self.replace::<Items>(&histories),
            };
            replaced.map_err(Error::of_derived)?;
            progress(n * CHUNK + chunk.len(), waiting.len());
        }
        self.mark(layer, head, unread.is_empty()).map_err(Error::of_derived)?;
        Ok(unread)
    }

    /// Notes how far a layer goes and of which record it is. Where something could not be read, the next search tries again.
    fn mark(&self, layer: Layer, head: Head, is_whole: bool) -> Result<(), Error> {
        let mark = |name: &str, value: String| {
            let sql = "INSERT INTO state (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            self.connection.execute(sql, params![name, value])
        };
        if is_whole {
            mark(layer.name(), head.size.to_string())?;
        }
        if let Head { size, hash: Some(hash) } = head {
            mark("head", format!("{size} {hash}"))?;
        }
        Ok(())
    }

    /// Of the articles with revisions, each with its last, those whose rows do not know it.
    fn waiting(&self, layer: Layer, written: Vec<(ArticleId, u64)>) -> Result<Vec<ArticleId>, Error> {
        let mut done = self.connection.prepare(&format!("SELECT {} FROM done WHERE article = ?1", layer.name()))?;
        let mut waiting = Vec::new();
        for (article, last) in written {
            let known: Option<u64> = done.query_row([article.0], |row| row.get(0)).optional()?;
            if known.unwrap_or(0) < last {
                waiting.push(article);
            }
        }
        Ok(waiting)
    }

    /// Makes the rows of some articles and puts them in the place of what was there.
    fn replace<R: Rows>(&mut self, histories: &[Revisions]) -> Result<(), Error> {
        let made = on_all_cores(histories, |(article, history)| (*article, last(history), R::of(history)));
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (article, last, rows) in made {
            R::clear(&transaction, article)?;
            rows.write(&transaction, article)?;
            let layer = R::LAYER.name();
            let sql = format!(
                "INSERT INTO done (article, {layer}) VALUES (?1, ?2) ON CONFLICT (article) DO UPDATE SET {layer} = excluded.{layer}"
            );
            transaction.prepare_cached(&sql)?.execute(params![article.0, last])?;
        }
        Ok(transaction.commit()?)
    }
}

/// An article and its revisions, in order of observation.
type Revisions = (ArticleId, Vec<(Stored, String)>);

fn last(history: &[(Stored, String)]) -> u64 {
    history.iter().map(|(stored, _)| stored.sequence).max().unwrap_or(0)
}

/// Does the same with each, on all cores; the results in order.
fn on_all_cores<T: Sync, U: Send>(all: &[T], work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from).min(all.len().max(1));
    let share = all.len().div_ceil(n_threads).max(1);
    std::thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = all.chunks(share).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<U>>())).collect();
        // A panic there is a panic here.
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// The rows of one article.
trait Rows: Send + Sized + PartialEq {
    /// Which layer they are.
    const LAYER: Layer;
    /// Made from the revisions, in order of observation.
    fn of(history: &[(Stored, String)]) -> Self;
    /// Takes out what is there of an article.
    fn clear(connection: &Connection, article: ArticleId) -> Result<(), Error>;
    /// Puts them in.
    fn write(&self, connection: &Connection, article: ArticleId) -> Result<(), Error>;
    /// As they stand there.
    fn read(connection: &Connection, article: ArticleId) -> Result<Self, Error>;
}

fn state(connection: &Connection, name: &str) -> Result<Option<String>, Error> {
    Ok(connection.query_row("SELECT value FROM state WHERE name = ?1", [name], |row| row.get(0)).optional()?)
}

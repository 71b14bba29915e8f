//! What was computed from the record for searching: sentences, quotations, claims and changes of every article.
//!
//! It stands in a file of its own, which may be deleted at any time. The rows of an article are a pure function of its
//! revisions, so they are the same however often they are made. Two layers are brought up to date apart: sentences are
//! found fast, claims take ten times as long, and whoever looks for a word need not wait for them.

mod rows;
mod search;
mod tables;

pub use search::{Figure, Hit, Query, Wanted};

use super::{ArticleId, Error, Head, Sqlite, Store, Stored};
use rows::{Items, Passages};
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The name of the file in the store's folder.
pub const DERIVED: &str = "derived.db";

/// How long one writer waits for another.
const WAIT: Duration = Duration::from_secs(60);

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
}

impl<'s> Derived<'s> {
    /// Opens the derived tables of a store; makes them if they are not there, were made by other rules, or are damaged. Where
    /// nothing may be written they are made in memory.
    pub fn of(store: &'s Sqlite) -> Result<Self, Error> {
        let Some(folder) = store.folder() else { return Self::in_memory(store) };
        let path = folder.join(DERIVED);
        match Self::open(&path, store) {
            Ok(connection) => Ok(Self { store, connection }),
            Err(Error::ReadOnly | Error::Io { .. }) => Self::in_memory(store),
            Err(Error::Damaged { .. } | Error::NotAStore { .. }) => {
                remove(&path)?;
                Ok(Self { store, connection: Self::open(&path, store)? })
            }
            Err(error) => Err(error),
        }
    }

    /// Derived tables that are forgotten afterwards.
    pub fn in_memory(store: &'s Sqlite) -> Result<Self, Error> {
        let connection = Connection::open_in_memory()?;
        tables::create(&connection)?;
        Ok(Self { store, connection })
    }

    /// Throws away the derived tables of a store, so that they are made anew.
    pub fn remove(store: &Sqlite) -> Result<(), Error> {
        store.folder().map_or(Ok(()), |folder| remove(&folder.join(DERIVED)))
    }

    fn open(path: &Path, store: &Sqlite) -> Result<Connection, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::CannotOpen) => Error::ReadOnly,
            _ => error.into(),
        })?;
        connection.busy_timeout(WAIT)?;
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;")?;
        if !tables::are_current(&connection)? || !is_of(&connection, store)? {
            let begun = rusqlite::Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
            if !tables::are_current(&begun)? || !is_of(&begun, store)? {
                tables::drop_all(&begun)?;
                tables::create(&begun)?;
            }
            begun.commit()?;
        }
        Ok(connection)
    }

    /// Brings a layer up to date. `progress` gets how many of how many articles are done.
    pub fn catch_up(&mut self, layer: Layer, progress: &mut dyn FnMut(usize, usize)) -> Result<(), Error> {
        let head = self.store.head()?;
        let through: u64 = state(&self.connection, layer.name())?.and_then(|n| n.parse().ok()).unwrap_or(0);
        if through >= head.size {
            return Ok(());
        }
        let waiting = self.waiting(layer, through)?;
        for (n, chunk) in waiting.chunks(CHUNK).enumerate() {
            let histories: Vec<(ArticleId, Vec<(Stored, String)>)> =
                chunk.iter().map(|&article| Ok((article, self.store.history(article)?))).collect::<Result<_, Error>>()?;
            match layer {
                Layer::Passages => self.replace::<Passages>(histories)?,
                Layer::Items => self.replace::<Items>(histories)?,
            }
            progress(n * CHUNK + chunk.len(), waiting.len());
        }
        let mark = |name: &str, value: String| {
            let sql = "INSERT INTO state (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            self.connection.execute(sql, params![name, value])
        };
        mark(layer.name(), head.size.to_string())?;
        if let Head { size, hash: Some(hash) } = head {
            mark("head", format!("{size} {hash}"))?;
        }
        Ok(())
    }

    /// The articles with revisions that their rows do not know.
    fn waiting(&self, layer: Layer, through: u64) -> Result<Vec<ArticleId>, Error> {
        let mut done = self.connection.prepare(&format!("SELECT {} FROM done WHERE article = ?1", layer.name()))?;
        let mut waiting = Vec::new();
        for (article, last) in self.store.written_since(through)? {
            let known: Option<u64> = done.query_row([article.0], |row| row.get(0)).optional()?;
            if known.unwrap_or(0) < last {
                waiting.push(article);
            }
        }
        Ok(waiting)
    }

    /// Makes the rows of some articles on all cores and puts them in the place of what was there.
    fn replace<R: Rows>(&mut self, histories: Vec<(ArticleId, Vec<(Stored, String)>)>) -> Result<(), Error> {
        let n_threads = std::thread::available_parallelism().map_or(1, usize::from).min(histories.len().max(1));
        let mut made: Vec<(ArticleId, u64, R)> = Vec::with_capacity(histories.len());
        let share = histories.len().div_ceil(n_threads).max(1);
        std::thread::scope(|scope| {
            let workers: Vec<_> = histories
                .chunks(share)
                .map(|part| {
                    scope.spawn(move || {
                        let last = |history: &[(Stored, String)]| history.iter().map(|(stored, _)| stored.sequence).max().unwrap_or(0);
                        part.iter().map(|(article, history)| (*article, last(history), R::of(history))).collect::<Vec<_>>()
                    })
                })
                .collect();
            for worker in workers {
                // A panic there is a panic here.
                made.extend(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
        });
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

    /// The articles whose rows are not what their revisions give. All layers that were made are looked at; a layer that is behind is
    /// not wrong.
    pub fn wrong(&self, progress: &mut dyn FnMut(usize, usize)) -> Result<Vec<ArticleId>, Error> {
        let mut statement = self.connection.prepare("SELECT article, passages, items FROM done ORDER BY article")?;
        let done: Vec<(i64, u64, u64)> =
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_, _>>()?;
        let mut wrong = Vec::new();
        for (n, &(article, passages, items)) in done.iter().enumerate() {
            let article = ArticleId(article);
            let history = self.store.history(article)?;
            let last = history.iter().map(|(stored, _)| stored.sequence).max().unwrap_or(0);
            let is_right = |known: u64, same: &dyn Fn() -> Result<bool, Error>| Ok::<bool, Error>(known != last || same()?);
            let passages = is_right(passages, &|| Ok(Passages::read(&self.connection, article)? == Passages::of(&history)))?;
            let items = is_right(items, &|| Ok(Items::read(&self.connection, article)? == Items::of(&history)))?;
            if !passages || !items {
                wrong.push(article);
            }
            progress(n + 1, done.len());
        }
        Ok(wrong)
    }

    /// Whether the full-text indexes agree with their tables, as SQLite's own check sees it.
    pub fn indexes_agree(&self) -> bool {
        let agrees =
            |name: &str| self.connection.execute(&format!("INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)"), []).is_ok();
        let is_sound =
            self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0)).is_ok_and(|said| said == "ok");
        is_sound && tables::INDEXES.iter().all(|name| agrees(name))
    }

    /// The file the tables are in; `None` in memory.
    pub fn path(&self) -> Option<PathBuf> {
        self.connection.path().filter(|path| !path.is_empty()).map(PathBuf::from)
    }
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

/// Whether the tables were made from this record, as far as they go.
fn is_of(connection: &Connection, store: &Sqlite) -> Result<bool, Error> {
    let Some(head) = state(connection, "head")? else { return Ok(true) };
    let Some((size, hash)) = head.split_once(' ') else { return Ok(false) };
    let there = store.revision(size.parse().unwrap_or(0))?;
    Ok(there.is_some_and(|stored| stored.hash.to_string() == hash))
}

fn remove(path: &Path) -> Result<(), Error> {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let name = PathBuf::from(name);
        match std::fs::remove_file(&name) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => return Err(Error::Io { doing: "remove", path: name, source }),
            _ => {}
        }
    }
    Ok(())
}

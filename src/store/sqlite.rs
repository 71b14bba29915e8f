//! The store in SQLite: opening, waiting, and what each call does, one file a matter.

mod add;
mod addresses;
mod backup;
mod blobs;
mod captures;
mod checks;
mod head;
mod known;
mod names;
mod read;
mod sightings;
mod verify;

pub use head::HEAD_FILE;
pub use names::slug;

use super::schema::{self, State};
use super::{
    Address, Article, ArticleId, Capture, Check, Depth, Error, Head, Leaf, Observation, Outcome, Overview, Store, Stored, Verdict,
};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The name of the database in the store's folder.
pub const DATABASE: &str = "store.db";

/// How long one writer waits for another. Bounded, so that nobody waits for a program that hangs.
pub(super) const WAIT: Duration = Duration::from_secs(60);

/// KiB of pages that are remembered, at most: the inner pages of the indexes of a million revisions, which SQLite's own 2 MiB do not
/// hold.
const CACHE_KIB: i64 = 32 << 10;

/// Prepared statements that are kept: more than there are.
const STATEMENTS: usize = 64;

/// The store in a SQLite database.
pub struct Sqlite {
    connection: Connection,
    /// The store's folder, where it is not in memory.
    folder: Option<PathBuf>,
    /// What the last transaction knew.
    known: known::Known,
}

impl Sqlite {
    /// Opens the store in a folder for reading and writing; makes both if they are not there.
    pub fn create(folder: &Path) -> Result<Self, Error> {
        if folder.is_file() {
            return Err(Error::NotAFolder { path: folder.to_owned() });
        }
        std::fs::create_dir_all(folder).map_err(|source| Error::Io { doing: "make the folder", path: folder.to_owned(), source })?;
        let path = folder.join(DATABASE);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags).map_err(|error| cannot_open(error, &path))?;
        let mut store = Self::over(connection, Some(folder.to_owned()))?;
        store.prepare(&path)?;
        Ok(store)
    }

    /// Opens the store in a folder for reading only; also where nothing may be written.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(DATABASE);
        match std::fs::metadata(&path) {
            Ok(found) if found.is_file() => {}
            Err(source) if !matches!(source.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Err(Error::Io { doing: "open", path, source });
            }
            _ if folder.is_file() => return Err(Error::NotAFolder { path: folder.to_owned() }),
            _ => return Err(Error::NotThere { folder: folder.to_owned() }),
        }
        let store = Self::over(read_only(&path)?, Some(folder.to_owned()))?;
        match schema::state(&store.connection, &path)? {
            State::Current => {
                store.remember_pages()?;
                Ok(store)
            }
            State::Empty => Err(head::empty_but_known(folder).unwrap_or_else(|| Error::NotThere { folder: folder.to_owned() })),
        }
    }

    /// A store in memory, for tests and for whoever wants to forget.
    pub fn in_memory() -> Result<Self, Error> {
        let store = Self::over(Connection::open_in_memory()?, None)?;
        schema::create(&store.connection)?;
        Ok(store)
    }

    fn over(connection: Connection, folder: Option<PathBuf>) -> Result<Self, Error> {
        connection.busy_timeout(WAIT)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;")?;
        Ok(Self { connection, folder, known: known::Known::default() })
    }

    /// Sets the log mode and makes the tables, once, whoever comes first.
    fn prepare(&mut self, path: &Path) -> Result<(), Error> {
        if let (State::Empty, Some(folder)) = (schema::state(&self.connection, path)?, &self.folder)
            && let Some(error) = head::empty_but_known(folder)
        {
            return Err(error);
        }
        self.enter_log_mode()?;
        self.connection.execute_batch("PRAGMA synchronous = FULL;")?;
        if matches!(schema::state(&self.connection, path)?, State::Empty) {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Somebody else may have been first.
            if matches!(schema::state(&transaction, path)?, State::Empty) {
                schema::create(&transaction)?;
            }
            transaction.commit()?;
        }
        self.remember_pages()
    }

    /// Gives SQLite room for pages; it looks into the database for that, so what that is was asked before.
    fn remember_pages(&self) -> Result<(), Error> {
        Ok(self.connection.pragma_update(None, "cache_size", -CACHE_KIB)?)
    }

    /// Switching to WAL needs the file alone for a moment, and SQLite does not wait for that by itself.
    fn enter_log_mode(&self) -> Result<(), Error> {
        let step = Duration::from_millis(20);
        for _ in 0..WAIT.as_millis() / step.as_millis() {
            match self.connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0)) {
                Ok(_) => return Ok(()),
                Err(error) => match Error::from(error) {
                    Error::Busy => std::thread::sleep(step),
                    other => return Err(other),
                },
            }
        }
        Err(Error::Busy)
    }

    /// Makes the indexes of the record anew, from its rows.
    pub fn reindex(&self) -> Result<(), Error> {
        Ok(self.connection.execute_batch("REINDEX")?)
    }

    /// Writes how far everything goes into the file beside the database, unless that knows more, or what the record does not hold.
    pub fn write_head(&self) -> Result<(), Error> {
        self.folder.as_deref().map_or(Ok(()), |folder| head::write(&self.connection, folder))
    }

    /// The same after a commit. That it cannot be written is no reason to refuse a revision that is safe in the record: `verify` then
    /// checks less.
    fn mark(&self) {
        let _ = self.write_head();
    }

    /// The articles that got revisions behind a sequence, each with its last one.
    pub(super) fn written_since(&self, sequence: u64) -> Result<Vec<(ArticleId, u64)>, Error> {
        let sql = "SELECT article, max(sequence) FROM revisions WHERE sequence > ?1 GROUP BY article ORDER BY article";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_map([sequence], |row| Ok((ArticleId(row.get(0)?), row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// The folder it is in; `None` in memory.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }
}

fn cannot_open(error: rusqlite::Error, path: &Path) -> Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::CannotOpen) => {
            let source = std::fs::File::open(path).err().unwrap_or_else(|| std::io::Error::other(error.to_string()));
            Error::Io { doing: "open", path: path.to_owned(), source }
        }
        _ => error.into(),
    }
}

/// Opens a database for reading only, also where nothing may be written.
pub(super) fn read_only(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| cannot_open(error, path))?;
    // A database in WAL mode needs a file beside it, which a read-only folder does not take. Without a log of its own the
    // database can be read as it is.
    match connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)) {
        Err(error) if is_no_room_beside(&error) && !has_log(path) => immutable(path),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) => Err(Error::LogBeside { path: path.to_owned() }),
        _ => Ok(connection),
    }
}

pub(super) fn is_no_room_beside(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode;
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure)
    )
}

fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|found| found.len() > 0)
}

/// Opens a database that nobody writes, without any file beside it.
fn immutable(path: &Path) -> Result<Connection, Error> {
    let absolute = path.canonicalize().map_err(|source| Error::Io { doing: "open", path: path.to_owned(), source })?;
    let mut uri = "file:".to_owned();
    for &byte in absolute.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?mode=ro&immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(uri, flags).map_err(|error| cannot_open(error, path))
}

impl Store for Sqlite {
    fn add(&mut self, batch: &[Observation]) -> Result<Vec<Outcome>, Error> {
        let result = self.add_batch(batch);
        if result.is_err() {
            // What was learned in a transaction that did not end well is not so.
            self.known = known::Known::default();
        }
        let outcomes = result?;
        self.mark();
        Ok(outcomes)
    }

    fn add_checks(&mut self, checks: &[Check]) -> Result<(), Error> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for check in checks {
            checks::add(&transaction, check)?;
        }
        transaction.commit()?;
        self.mark();
        Ok(())
    }

    fn articles(&self) -> Result<Vec<Overview>, Error> {
        names::overviews(&self.connection)
    }

    fn find(&self, typed: &str) -> Result<Vec<Article>, Error> {
        names::find(&self.connection, typed)
    }

    fn find_exactly(&self, typed: &str) -> Result<Vec<Article>, Error> {
        names::find_exactly(&self.connection, typed)
    }

    fn slugs(&self) -> Result<Vec<String>, Error> {
        names::slugs(&self.connection)
    }

    fn article(&self, article: ArticleId) -> Result<Article, Error> {
        names::article(&self.connection, article)
    }

    fn addresses(&self, article: ArticleId) -> Result<Vec<Address>, Error> {
        addresses::of(&self.connection, article)
    }

    fn checks(&self, article: ArticleId) -> Result<Vec<Check>, Error> {
        checks::of(&self.connection, article)
    }

    fn revisions(&self, article: ArticleId) -> Result<Vec<Stored>, Error> {
        read::revisions(&self.connection, article)
    }

    fn revision(&self, sequence: u64) -> Result<Option<Stored>, Error> {
        read::revision(&self.connection, sequence)
    }

    fn capture(&self, sequence: u64) -> Result<Option<Capture>, Error> {
        captures::of(&self.connection, sequence)
    }

    fn capture_bytes(&self, sequence: u64) -> Result<Option<Vec<u8>>, Error> {
        captures::bytes_of(&self.connection, sequence)
    }

    fn text(&self, revision: &Stored) -> Result<String, Error> {
        blobs::text(&self.connection, revision.blob)
    }

    fn history(&self, article: ArticleId) -> Result<Vec<(Stored, String)>, Error> {
        read::history(&self.connection, article)
    }

    fn head(&self) -> Result<Head, Error> {
        head::of(&self.connection)
    }

    fn records(&self, after: u64, visit: &mut dyn FnMut(Leaf) -> ControlFlow<()>) -> Result<(), Error> {
        read::records(&self.connection, after, visit)
    }

    fn checked_records(&self, visit: &mut dyn FnMut(Leaf) -> ControlFlow<()>) -> Result<(), Error> {
        // The file is never ahead of the record, so it is read first. What it does not say, `verify` says.
        let mark = self.folder.as_deref().and_then(|folder| head::read(folder).ok().flatten());
        read::checked_records(&self.connection, mark.map(|mark| mark.head), visit)
    }

    fn verify(&self, depth: Depth, progress: &mut dyn FnMut(u64, u64)) -> Result<Verdict, Error> {
        verify::verify(&self.connection, self.folder.as_deref(), depth, progress)
    }

    fn backup(&self, to: &Path) -> Result<(), Error> {
        backup::write(&self.connection, to)
    }
}

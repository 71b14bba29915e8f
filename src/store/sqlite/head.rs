//! How far the record goes, in the database and in a file beside it.
//!
//! SQLite takes a write-ahead log up to the first frame that is broken and cannot know that there was more. The file
//! knows. It is written after the commit, so it is never ahead of the record.

use crate::store::{Error, Hash, Head};
use rusqlite::{Connection, OptionalExtension};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The name of the file in the store's folder.
pub const HEAD_FILE: &str = "store.head";

const SCHEMA: &str = "writethru.head/1";

/// How many names are tried for the file that takes its place: one is taken only where a program was killed.
const MAX_TRIES: usize = 100;

/// The head of the record.
pub(super) fn of(connection: &Connection) -> Result<Head, Error> {
    let mut statement = connection.prepare_cached("SELECT sequence, hash FROM revisions ORDER BY sequence DESC LIMIT 1")?;
    let last = statement.query_row([], |row| Ok((row.get::<_, u64>(0)?, row.get::<_, Vec<u8>>(1)?))).optional()?;
    match last {
        None => Ok(Head { size: 0, hash: None }),
        Some((size, hash)) => {
            let hash = Hash::from_slice(&hash).ok_or_else(|| Error::damaged(format!("revision {size} has no hash")))?;
            Ok(Head { size, hash: Some(hash) })
        }
    }
}

/// How far everything goes that only grows: what the file knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub head: Head,
    pub n_checks: u64,
}

impl Mark {
    /// How far the database goes.
    pub fn of(connection: &Connection) -> Result<Self, Error> {
        let mut statement = connection.prepare_cached("SELECT coalesce(max(id), 0) FROM checks")?;
        Ok(Self { head: of(connection)?, n_checks: statement.query_row([], |row| row.get(0))? })
    }

    /// Whether the record, which goes so far, is one that went as far as another mark: of its checks only their number is known.
    fn holds(&self, connection: &Connection, other: Self) -> Result<bool, Error> {
        let mut statement = connection.prepare_cached("SELECT hash FROM revisions WHERE sequence = ?1")?;
        let hash = statement.query_row([other.head.size], |row| row.get::<_, Vec<u8>>(0)).optional()?;
        Ok(other.n_checks <= self.n_checks && hash.and_then(|hash| Hash::from_slice(&hash)) == other.head.hash)
    }
}

/// What the file says; `None` where there is none, an error where it says something else.
pub(super) fn read(folder: &Path) -> Result<Option<Mark>, String> {
    let bytes = match fs::read(folder.join(HEAD_FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    let text = String::from_utf8_lossy(&bytes);
    let parts: Vec<&str> = text.strip_suffix('\n').unwrap_or_default().split(' ').collect();
    let mark = match parts.as_slice() {
        [SCHEMA, size, hash, n_checks] => match (size.parse(), Hash::parse(hash), n_checks.parse()) {
            (Ok(size), Some(hash), Ok(n_checks)) => Some(Mark { head: Head { size, hash: Some(hash) }, n_checks }),
            _ => None,
        },
        _ => None,
    };
    mark.map(Some).ok_or_else(|| "it is not what writethru writes".to_owned())
}

/// Writes the file, unless it knows more already, or something that the record does not hold: then it is the only witness of what
/// was lost, and stays.
pub(super) fn write(connection: &Connection, folder: &Path) -> Result<(), Error> {
    let mark = Mark::of(connection)?;
    let Mark { head: Head { size, hash }, n_checks } = mark;
    let Some(hash) = hash else { return Ok(()) };
    // Another program may have written more in the meantime.
    if let Ok(Some(there)) = read(folder)
        && ((there.head.size, there.n_checks) >= (size, n_checks) || !mark.holds(connection, there)?)
    {
        return Ok(());
    }
    let path = folder.join(HEAD_FILE);
    let failed = |source| Error::Io { doing: "write", path: path.clone(), source };
    let (mut file, new) = beside(folder).map_err(failed)?;
    // On the disk before it takes the old one's place: a machine that loses its power must not leave an empty file under the name.
    let written = file.write_all(format!("{SCHEMA} {size} {hash} {n_checks}\n").as_bytes()).and_then(|()| file.sync_all());
    drop(file);
    written.and_then(|()| fs::rename(&new, &path)).map_err(|source| {
        let _ = fs::remove_file(&new);
        failed(source)
    })
}

/// A new file for the next head, under a name that nobody else writes to: not another thread, nor a program with the same number
/// on another machine that shares the folder.
fn beside(folder: &Path) -> io::Result<(File, PathBuf)> {
    static N_WRITTEN: AtomicU64 = AtomicU64::new(0);
    let tried = |_| {
        let n = N_WRITTEN.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{HEAD_FILE}.{}-{n}", std::process::id()));
        File::create_new(&path).map(|file| (file, path))
    };
    let is_taken = |made: &io::Result<_>| matches!(made, Err(error) if error.kind() == io::ErrorKind::AlreadyExists);
    (0..MAX_TRIES).map(tried).find(|made| !is_taken(made)).unwrap_or_else(|| Err(io::ErrorKind::AlreadyExists.into()))
}

/// An empty database where the file knows revisions: the record is gone, and nobody must begin a new one over it.
pub(super) fn empty_but_known(folder: &Path) -> Option<Error> {
    match read(folder) {
        Ok(Some(Mark { head, .. })) if head.size > 0 => {
            Some(Error::damaged(format!("the database is empty, and {HEAD_FILE} knows {} revisions", head.size)))
        }
        _ => None,
    }
}

//! Where the derived tables are: in a file that is made, opened, thrown away, or in memory where there can be none.

use super::{DERIVED, Derived, state, tables};
use crate::store::{Error, Sqlite, Store, sqlite};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};

impl<'s> Derived<'s> {
    /// Opens the derived tables of a store; makes them if they are not there, were made by other rules, or are damaged. Where
    /// nothing may be written those that are there are read, or else they are made in memory.
    pub fn of(store: &'s Sqlite) -> Result<Self, Error> {
        let Some(path) = path_of(store) else { return Self::in_memory(store) };
        let over = |connection| Self { store, connection, is_fixed: false };
        match Self::open(&path, store) {
            Err(Error::Derived { .. }) => {
                remove(&path)?;
                Self::open(&path, store).map(over)
            }
            Err(Error::ReadOnly | Error::Io { .. } | Error::Full | Error::Disk(_)) => match Self::fixed(&path, store) {
                Ok(Some(derived)) => Ok(derived),
                _ => Self::in_memory(store),
            },
            opened => opened.map(over),
        }
    }

    /// The derived tables of a store as they stand; `None` where the next search would make them anew. Nothing is removed or made.
    pub fn as_they_stand(store: &'s Sqlite) -> Result<Option<Self>, Error> {
        let Some(path) = path_of(store).filter(|path| path.is_file()) else { return Ok(None) };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(&path, flags).and_then(|connection| {
            connection.busy_timeout(sqlite::WAIT)?;
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, u64>(0)).map(|_| connection)
        });
        match opened {
            Err(error) if sqlite::is_no_room_beside(&error) => Self::fixed(&path, store),
            Err(error) => Err(Error::from(error).of_derived()),
            Ok(connection) => {
                Ok(is_usable(&connection, store).map_err(Error::of_derived)?.then_some(Self { store, connection, is_fixed: false }))
            }
        }
    }

    /// Tables that may only be read.
    fn fixed(path: &Path, store: &'s Sqlite) -> Result<Option<Self>, Error> {
        let connection = sqlite::read_only(path)?;
        Ok(is_usable(&connection, store).map_err(Error::of_derived)?.then_some(Self { store, connection, is_fixed: true }))
    }

    /// Derived tables that are forgotten afterwards.
    pub fn in_memory(store: &'s Sqlite) -> Result<Self, Error> {
        let connection = Connection::open_in_memory()?;
        tables::create(&connection)?;
        Ok(Self { store, connection, is_fixed: false })
    }

    /// Throws the derived tables of a store away and makes them where they stand; an error where they cannot stand there.
    pub fn anew(store: &'s Sqlite) -> Result<Self, Error> {
        let Some(path) = path_of(store) else { return Self::in_memory(store) };
        remove(&path)?;
        Self::open(&path, store).map(|connection| Self { store, connection, is_fixed: false })
    }

    /// Throws away the derived tables of a store, so that they are made anew.
    pub fn remove(store: &Sqlite) -> Result<(), Error> {
        path_of(store).map_or(Ok(()), |path| remove(&path))
    }

    fn open(path: &Path, store: &Sqlite) -> Result<Connection, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let prepare = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;";
        let opened = Connection::open_with_flags(path, flags).and_then(|connection| {
            connection.busy_timeout(sqlite::WAIT)?;
            connection.execute_batch(prepare).map(|()| connection)
        });
        let connection = opened.map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::CannotOpen) => Error::ReadOnly,
            _ => Error::from(error).of_derived(),
        })?;
        let anew = || {
            if !is_usable(&connection, store)? {
                let begun = rusqlite::Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
                if !is_usable(&begun, store)? {
                    tables::drop_all(&begun)?;
                    tables::create(&begun)?;
                }
                begun.commit()?;
            }
            Ok(())
        };
        anew().map_err(Error::of_derived)?;
        Ok(connection)
    }

    /// The file the tables are in; `None` in memory.
    pub fn path(&self) -> Option<PathBuf> {
        self.connection.path().filter(|path| !path.is_empty()).map(PathBuf::from)
    }
}

/// Whether the tables were made by these rules, from this record.
fn is_usable(connection: &Connection, store: &Sqlite) -> Result<bool, Error> {
    Ok(tables::are_current(connection)? && is_of(connection, store)?)
}

/// Where the tables of a store are, if it is in a folder.
fn path_of(store: &Sqlite) -> Option<PathBuf> {
    store.folder().map(|folder| folder.join(DERIVED))
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

//! Databases of other programs, read without trust: only plain tables, nothing that a file could make us compute.

use super::compressed::unpacked;
use super::{Error, Item, Sink, file_name, refused};
use crate::ingest::observed;
use crate::store::{Capture, Observation};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The longest value that is read, in bytes.
const MAX_VALUE_BYTES: i32 = 80 << 20;

/// A database of another program.
pub(super) struct Foreign {
    pub connection: Connection,
    /// What messages and records call it: the name of the file, without `.gz`.
    pub name: String,
    path: PathBuf,
    /// Where it was unpacked to; goes with this.
    _unpacked: Option<NamedTempFile>,
}

impl Foreign {
    /// Opens a SQLite file, unpacked first if it is gzip.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let unpacked = unpacked(path)?;
        let file = unpacked.as_ref().map_or(path, |unpacked| unpacked.path());
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags).map_err(|source| Error::Sqlite { path: path.to_owned(), source })?;
        let foreign = Self::over(connection, path, unpacked)?;
        match foreign.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)) {
            Ok(_) => Ok(foreign),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
                Err(Error::NotThat { path: path.to_owned(), what: "a SQLite database", why: "it does not begin like one".to_owned() })
            }
            Err(source) => Err(foreign.error(source)),
        }
    }

    /// Over tables that we made ourselves.
    pub fn over(connection: Connection, path: &Path, unpacked: Option<NamedTempFile>) -> Result<Self, Error> {
        let name = file_name(path);
        let name = name.strip_suffix(".gz").unwrap_or(&name).to_owned();
        let foreign = Self { connection, name, path: path.to_owned(), _unpacked: unpacked };
        let set = || -> rusqlite::Result<()> {
            foreign.connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;")?;
            foreign.connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)?;
            foreign.connection.busy_timeout(std::time::Duration::from_secs(10))
        };
        set().map_err(|source| foreign.error(source))?;
        Ok(foreign)
    }

    pub fn error(&self, source: rusqlite::Error) -> Error {
        Error::Sqlite { path: self.path.clone(), source }
    }

    /// The columns of a table, in lower case. None if there is no such table, or if it is a view or has computed columns:
    /// reading those would run what the file says.
    pub fn columns(&self, table: &str) -> Option<Vec<String>> {
        let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND lower(name) = ?1 AND sql NOT LIKE 'create virtual%'";
        let n: i64 = self.connection.query_row(sql, [table.to_ascii_lowercase()], |row| row.get(0)).ok()?;
        let mut statement = self.connection.prepare("SELECT lower(name), hidden FROM pragma_table_xinfo(?1)").ok()?;
        let rows = statement.query_map([table], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))).ok()?;
        let columns: Vec<(String, i64)> = rows.collect::<Result<_, _>>().ok()?;
        (n == 1 && columns.iter().all(|(_, hidden)| *hidden == 0)).then(|| columns.into_iter().map(|(name, _)| name).collect())
    }

    /// Fails unless a table has these columns.
    pub fn need(&self, what: &'static str, table: &str, columns: &[&str]) -> Result<Vec<String>, Error> {
        let not_that = |why: String| Error::NotThat { path: self.path.clone(), what, why };
        let found = self.columns(table).ok_or_else(|| not_that(format!("it has no table {table}")))?;
        match columns.iter().find(|column| !found.iter().any(|name| name == *column)) {
            Some(missing) => Err(not_that(format!("its table {table} has no column {missing}"))),
            None => Ok(found),
        }
    }

    /// The names of its tables.
    pub fn tables(&self) -> Vec<String> {
        let list = || -> rusqlite::Result<Vec<String>> {
            let mut statement = self.connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name LIMIT 20")?;
            statement.query_map([], |row| row.get(0))?.collect()
        };
        list().unwrap_or_default()
    }

    /// Goes through rows: `list` gives row numbers in order, `fetch` one row by its number. In two steps, for sorting
    /// whole texts would need the room of them all; and a row that cannot be read does not end the reading.
    pub fn each(
        &self,
        table: &str,
        list: &str,
        fetch: &str,
        sink: Sink,
        make: &mut dyn FnMut(&Values) -> Result<Observation, String>,
    ) -> Result<(), Error> {
        let mut list = self.connection.prepare(list).map_err(|source| self.error(source))?;
        let mut fetch = self.connection.prepare(fetch).map_err(|source| self.error(source))?;
        let mut numbers = list.query([]).map_err(|source| self.error(source))?;
        loop {
            let number: i64 = match numbers.next().and_then(|row| row.map(|row| row.get(0)).transpose()) {
                Ok(None) => break,
                Ok(Some(number)) => number,
                Err(error) => {
                    let _ = sink(refused(format!("{}, {table}", self.name), format!("the rest cannot be read: {error}")));
                    break;
                }
            };
            let place = format!("{}, {table}, row {number}", self.name);
            let found = fetch.query_row([number], |row| Ok(make(&Values(row))));
            let item = match found {
                Ok(found) => Item::of(found, || place),
                Err(rusqlite::Error::QueryReturnedNoRows) => refused(place, "belongs to nothing"),
                Err(error) => refused(place, format!("cannot be read: {error}")),
            };
            if sink(item).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// What a text of this database was made from.
    pub fn capture(&self, bytes: &str, place: &str, url: Option<String>) -> Capture {
        Capture { url, location: Some(format!("{}#{place}", self.name)), ..observed::capture(bytes.as_bytes()) }
    }
}

/// A row, its values read as what they are meant to be.
pub(super) struct Values<'a>(&'a Row<'a>);

impl Values<'_> {
    /// A text, or a number as one; `None` for NULL and nothing.
    pub fn text(&self, column: &str) -> Result<Option<String>, String> {
        let value = self.0.get_ref(column).map_err(|error| format!("has no {column}: {error}"))?;
        let text = match value {
            ValueRef::Null => return Ok(None),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => number.to_string(),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                std::str::from_utf8(bytes).map_err(|_| format!("its {column} is not UTF-8"))?.to_owned()
            }
        };
        Ok(Some(text).filter(|text| !text.trim().is_empty()))
    }

    /// A text that must be there.
    pub fn needed(&self, column: &str) -> Result<String, String> {
        self.text(column)?.ok_or_else(|| format!("its {column} is empty"))
    }

    /// A time that must be there. Without an offset it is on the clock of `zone`, or UTC.
    pub fn time(&self, column: &str, zone: Option<chrono_tz::Tz>) -> Result<chrono::DateTime<chrono::FixedOffset>, String> {
        let text = self.needed(column)?;
        super::time::parse(&text, zone).ok_or_else(|| format!("its {column} “{}” is no time", super::row::short(&text)))
    }
}

/// `a, b, NULL AS c` for those of the columns that a table has.
pub(super) fn select(alias: &str, has: &[String], wanted: &[&str]) -> String {
    let column = |name: &&str| match has.iter().any(|has| has == name) {
        true => format!("{alias}.\"{name}\" AS \"{name}\""),
        false => format!("NULL AS \"{name}\""),
    };
    wanted.iter().map(column).collect::<Vec<_>>().join(", ")
}

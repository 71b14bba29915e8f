//! How far the record goes, in the database and in a file beside it.
//!
//! SQLite takes a write-ahead log up to the first frame that is broken and cannot know that there was more. The file
//! knows. It is written after the commit, so it is never ahead of the record.

use crate::store::{Error, Hash, Head};
use rusqlite::{Connection, OptionalExtension};
use std::fs;
use std::path::Path;

/// The name of the file in the store's folder.
pub const HEAD_FILE: &str = "store.head";

const SCHEMA: &str = "writethru.head/1";

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

/// What the file says; `None` where there is none, an error where it says something else.
pub(super) fn read(folder: &Path) -> Result<Option<Head>, String> {
    let bytes = match fs::read(folder.join(HEAD_FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    let text = String::from_utf8_lossy(&bytes);
    let parts: Vec<&str> = text.strip_suffix('\n').unwrap_or_default().split(' ').collect();
    let head = match parts.as_slice() {
        [SCHEMA, size, hash] => size.parse().ok().zip(Hash::parse(hash)).map(|(size, hash)| Head { size, hash: Some(hash) }),
        _ => None,
    };
    head.map(Some).ok_or_else(|| "it is not what writethru writes".to_owned())
}

/// Writes the file, unless it knows a later revision already. That it cannot be written is no reason to refuse a revision
/// that is safe in the record: `verify` then checks less.
pub(super) fn write(folder: &Path, head: Head) {
    let Some(hash) = head.hash else { return };
    if matches!(read(folder), Ok(Some(there)) if there.size >= head.size) {
        return;
    }
    let new = folder.join(format!("{HEAD_FILE}.{}", std::process::id()));
    let written = fs::write(&new, format!("{SCHEMA} {} {hash}\n", head.size)).and_then(|()| fs::rename(&new, folder.join(HEAD_FILE)));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
}

/// An empty database where the file knows revisions: the record is gone, and nobody must begin a new one over it.
pub(super) fn empty_but_known(folder: &Path) -> Option<Error> {
    match read(folder) {
        Ok(Some(head)) if head.size > 0 => {
            Some(Error::damaged(format!("the database is empty, and {HEAD_FILE} knows {} revisions", head.size)))
        }
        _ => None,
    }
}

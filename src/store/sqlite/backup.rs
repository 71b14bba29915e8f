//! A copy of the store as it stands at one moment.

use crate::store::Error;
use rusqlite::Connection;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Writes a new database, under another name until it is whole: a copy that the disk had no room for must not be taken for one.
pub(super) fn write(connection: &Connection, to: &Path) -> Result<(), Error> {
    let cannot = |path: &Path, source| Error::Io { doing: "write", path: path.to_owned(), source };
    if to.exists() {
        return Err(cannot(to, ErrorKind::AlreadyExists.into()));
    }
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    let Some(name) = part.to_str() else {
        return Err(cannot(to, io::Error::new(ErrorKind::InvalidInput, "its name is not UTF-8")));
    };
    // SQLite takes a file that is empty for none.
    File::create_new(part).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            cannot(part, io::Error::new(ErrorKind::AlreadyExists, "another copy is being written, or was interrupted; then remove it"))
        }
        _ => cannot(to, error),
    })?;
    let whole = || {
        connection.execute("VACUUM INTO ?1", [name])?;
        File::open(part).and_then(|file| file.sync_all()).and_then(|()| std::fs::rename(part, to)).map_err(|error| cannot(to, error))
    };
    whole().inspect_err(|_| {
        // What is only a part is of no use; that it cannot be removed is no more of a problem than what went before.
        let _ = std::fs::remove_file(part);
    })
}

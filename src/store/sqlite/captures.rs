//! Rows → what revisions were made from.

use super::blobs;
use crate::store::time::Kept;
use crate::store::{Capture, Error, Hash};
use rusqlite::{Connection, Row};

/// What is read of a capture.
pub(super) const COLUMNS: &str =
    "SELECT c.id, c.sha256, c.size, c.captured_at, c.captured_offset, c.url, c.status, c.headers, c.media_type, c.location";

/// A row with these columns first.
pub(super) fn read(row: &Row) -> Result<Capture, Error> {
    let id: i64 = row.get(0)?;
    let damaged = |what: &str| Error::damaged(format!("capture {id} {what}"));
    let at = row.get::<_, Option<i64>>(3)?.zip(row.get(4)?);
    Ok(Capture {
        sha256: Hash::from_slice(&row.get::<_, Vec<u8>>(1)?).ok_or_else(|| damaged("has no hash"))?,
        size: row.get(2)?,
        captured_at: at
            .map(|(micros, offset)| Kept { micros, offset }.instant().ok_or_else(|| damaged("has a time that is none")))
            .transpose()?,
        url: row.get(5)?,
        status: row.get(6)?,
        headers: row.get(7)?,
        media_type: row.get(8)?,
        location: row.get(9)?,
        bytes: None,
    })
}

/// What a revision was made from, where that was recorded; without the bytes.
pub(super) fn of(connection: &Connection, sequence: u64) -> Result<Option<Capture>, Error> {
    let sql = format!("{COLUMNS} FROM revisions r JOIN captures c ON c.id = r.capture WHERE r.sequence = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([sequence])?;
    rows.next()?.map(read).transpose()
}

/// The bytes a revision was made from, where they are kept. They are in a blob, which holds what its SHA-256 says; that must be the hash in
/// the capture.
pub(super) fn bytes_of(connection: &Connection, sequence: u64) -> Result<Option<Vec<u8>>, Error> {
    let sql = "SELECT c.id, c.sha256, c.bytes FROM revisions r JOIN captures c ON c.id = r.capture WHERE r.sequence = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([sequence])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (id, hash, blob): (i64, Vec<u8>, Option<i64>) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let Some(blob) = blob else { return Ok(None) };
    let bytes = blobs::bytes(connection, blob, None)?;
    if Hash::from_slice(&hash) != Some(Hash::of(&bytes)) {
        return Err(Error::damaged(format!("capture {id} is of other bytes than it names")));
    }
    Ok(Some(bytes))
}

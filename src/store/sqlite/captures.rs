//! What revisions were made from ↔ rows.

use super::blobs::{self, Base, Compressor};
use crate::store::time::Kept;
use crate::store::{Capture, Error, Hash};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::json;
use std::cell::OnceCell;

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

/// Writes a capture; its number. Its bytes are written against those that the revision before was made from: pages of one article share
/// nine tenths of their bytes.
pub(super) fn write<'c>(
    connection: &Connection,
    compressor: &mut Compressor<'c>,
    capture: &Capture,
    earlier: Option<u64>,
    place: &'c OnceCell<Base>,
) -> Result<i64, Error> {
    let bytes = match &capture.bytes {
        None => None,
        Some(bytes) => Some(match blobs::find(connection, &capture.sha256)? {
            Some(blob) => blob.id,
            None => {
                let base = earlier.map(|earlier| page_of(connection, earlier)).transpose()?.flatten();
                let base = base.map(|base| place.get_or_init(|| base));
                blobs::write(connection, compressor, bytes, &capture.sha256, base)?.id
            }
        }),
    };
    let at = capture.captured_at.map(Kept::of);
    connection
        .prepare_cached(
            "INSERT INTO captures (sha256, size, captured_at, captured_offset, url, status, headers, media_type, location, bytes, checksum)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            &capture.sha256.0[..],
            capture.size,
            at.map(|at| at.micros),
            at.map(|at| at.offset),
            capture.url,
            capture.status,
            capture.headers,
            capture.media_type,
            capture.location,
            bytes,
            checksum(capture, bytes),
        ])?;
    Ok(connection.last_insert_rowid())
}

/// The page that a revision was made from, for another one to be written against. One that cannot be read is no reason not to keep the
/// next.
fn page_of(connection: &Connection, sequence: u64) -> Result<Option<Base>, Error> {
    let sql = "SELECT c.bytes FROM revisions r JOIN captures c ON c.id = r.capture WHERE r.sequence = ?1 AND c.bytes NOT NULL";
    let blob = connection.prepare_cached(sql)?.query_row([sequence], |row| row.get(0)).optional()?;
    Ok(blob.and_then(|blob| blobs::base(connection, blob).ok().flatten()))
}

/// What the checksum of a capture's row should be.
pub(super) fn checksum(capture: &Capture, bytes: Option<i64>) -> i64 {
    let Capture { sha256, size, captured_at, url, status, headers, media_type, location, .. } = capture;
    let at = captured_at.map(Kept::of);
    let row = json!([
        sha256.to_string(),
        size,
        at.map(|at| at.micros),
        at.map(|at| at.offset),
        url,
        status,
        headers,
        media_type,
        location,
        bytes
    ]);
    Hash::of(row.to_string().as_bytes()).checksum()
}

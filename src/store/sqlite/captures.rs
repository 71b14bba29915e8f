//! Rows → what revisions were made from.

use crate::store::time::Kept;
use crate::store::{Capture, Error, Hash};
use rusqlite::{Connection, OptionalExtension};

/// What a revision was made from, where that was recorded; without the bytes.
pub(super) fn of(connection: &Connection, sequence: u64) -> Result<Option<Capture>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT c.sha256, c.size, c.captured_at, c.captured_offset, c.url, c.status, c.headers, c.media_type, c.location
         FROM revisions r JOIN captures c ON c.id = r.capture WHERE r.sequence = ?1",
    )?;
    let found = statement.query_row([sequence], |row| {
        let kept = row.get::<_, Option<i64>>(2)?.zip(row.get::<_, Option<i32>>(3)?).map(|(micros, offset)| Kept { micros, offset });
        let capture = Capture {
            sha256: Hash([0; 32]),
            size: row.get(1)?,
            captured_at: kept.and_then(Kept::instant),
            url: row.get(4)?,
            status: row.get(5)?,
            headers: row.get(6)?,
            media_type: row.get(7)?,
            location: row.get(8)?,
            bytes: None,
        };
        Ok((row.get::<_, Vec<u8>>(0)?, capture))
    });
    let Some((hash, capture)) = found.optional()? else { return Ok(None) };
    let sha256 = Hash::from_slice(&hash).ok_or_else(|| Error::damaged(format!("the capture of revision {sequence} has no hash")))?;
    Ok(Some(Capture { sha256, ..capture }))
}

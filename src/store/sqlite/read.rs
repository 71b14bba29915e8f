//! Rows → revisions and their canonical records.

use super::blobs::{self, Frame};
use crate::store::time::Kept;
use crate::store::{ArticleId, Error, Fields, Hash, Head, Leaf, Record, Stored};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use std::ops::ControlFlow;

/// What is read of a revision …
const COLUMNS: &str = "SELECT r.sequence, r.article, u.url, r.observed_at, r.observed_offset, r.date_published, r.date_modified,
  r.headline, r.alternative_headline, r.byline, r.text, b.sha256, b.size, e.name, r.hash";

/// … and from where.
const TABLES: &str = "FROM revisions r LEFT JOIN blobs b ON b.id = r.text LEFT JOIN extractors e ON e.id = r.extractor
  LEFT JOIN urls u ON u.id = r.url";

/// A row with these columns first.
fn stored(row: &Row) -> Result<Stored, Error> {
    let sequence = row.get(0)?;
    let damaged = |what: &str| Error::damaged(format!("revision {sequence} {what}"));
    let at = Kept { micros: row.get(3)?, offset: row.get(4)? };
    let hash =
        |column| -> Result<Option<Hash>, Error> { Ok(row.get::<_, Option<Vec<u8>>>(column)?.and_then(|bytes| Hash::from_slice(&bytes))) };
    Ok(Stored {
        sequence,
        article: ArticleId(row.get(1)?),
        url: row.get(2)?,
        observed_at: at.instant().ok_or_else(|| damaged("has a time that is none"))?,
        fields: Fields {
            date_published: row.get(5)?,
            date_modified: row.get(6)?,
            headline: row.get(7)?,
            alternative_headline: row.get(8)?,
            byline: row.get(9)?,
        },
        blob: row.get(10)?,
        text_sha256: hash(11)?.ok_or_else(|| damaged("has no text"))?,
        text_bytes: row.get(12)?,
        extractor: row.get::<_, Option<String>>(13)?.ok_or_else(|| damaged("has no extractor"))?,
        hash: hash(14)?.ok_or_else(|| damaged("has no hash"))?,
    })
}

/// The revisions of which something holds, in the order that it says.
fn select(connection: &Connection, which: &str, params: impl Params) -> Result<Vec<Stored>, Error> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS} {TABLES} WHERE {which}"))?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(stored(row)?);
    }
    Ok(found)
}

/// The revisions of an article in order of observation.
pub(super) fn revisions(connection: &Connection, article: ArticleId) -> Result<Vec<Stored>, Error> {
    select(connection, "r.article = ?1 ORDER BY r.observed_at, r.sequence", [article.0])
}

/// The revisions of an article in order of observation, with their texts.
pub(super) fn history(connection: &Connection, article: ArticleId) -> Result<Vec<(Stored, String)>, Error> {
    // One transaction, so that nobody writes between the list and the texts.
    let snapshot = connection.unchecked_transaction()?;
    let sql = format!("{COLUMNS}, b.base, b.data {TABLES} WHERE r.article = ?1 ORDER BY r.observed_at, r.sequence");
    let mut statement = snapshot.prepare_cached(&sql)?;
    let mut rows = statement.query([article.0])?;
    let (mut revisions, mut frames) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let revision = stored(row)?;
        let size = usize::try_from(revision.text_bytes).map_err(|_| Error::damaged("a size is none"))?;
        frames.push(Frame { blob: revision.blob, sha256: revision.text_sha256, size, base: row.get(15)?, data: row.get(16)? });
        revisions.push(revision);
    }
    let texts = blobs::texts(&snapshot, &frames)?;
    Ok(revisions.into_iter().zip(texts).collect())
}

/// The revision with this sequence.
pub(super) fn revision(connection: &Connection, sequence: u64) -> Result<Option<Stored>, Error> {
    Ok(select(connection, "r.sequence = ?1", [sequence])?.pop())
}

/// The last revision of an article at or before an instant.
pub(super) fn at_or_before(connection: &Connection, article: ArticleId, micros: i64) -> Result<Option<Stored>, Error> {
    let which = "r.article = ?1 AND r.observed_at <= ?2 ORDER BY r.observed_at DESC, r.sequence DESC LIMIT 1";
    Ok(select(connection, which, params![article.0, micros])?.pop())
}

/// The first revision of an article after an instant.
pub(super) fn after(connection: &Connection, article: ArticleId, micros: i64) -> Result<Option<Stored>, Error> {
    let which = "r.article = ?1 AND r.observed_at > ?2 ORDER BY r.observed_at, r.sequence LIMIT 1";
    Ok(select(connection, which, params![article.0, micros])?.pop())
}

/// The revisions of an article at one instant.
pub(super) fn at(connection: &Connection, article: ArticleId, micros: i64) -> Result<Vec<Stored>, Error> {
    select(connection, "r.article = ?1 AND r.observed_at = ?2 ORDER BY r.sequence", params![article.0, micros])
}

/// Whether there is a revision of an article after an instant.
pub(super) fn is_any_after(connection: &Connection, article: ArticleId, micros: i64) -> Result<bool, Error> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM revisions WHERE article = ?1 AND observed_at > ?2 LIMIT 1")?;
    Ok(statement.exists(params![article.0, micros])?)
}

/// The last revision of an article with this text, at or before an instant.
pub(super) fn with_text(connection: &Connection, article: ArticleId, blob: i64, micros: i64) -> Result<Option<u64>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT sequence FROM revisions WHERE article = ?1 AND observed_at <= ?2 AND text = ?3
         ORDER BY observed_at DESC, sequence DESC LIMIT 1",
    )?;
    Ok(statement.query_row(params![article.0, micros, blob], |row| row.get(0)).optional()?)
}

/// Visits the records behind `after`, in order of sequence, until told to stop.
pub(super) fn records(connection: &Connection, after: u64, visit: &mut dyn FnMut(Leaf) -> ControlFlow<()>) -> Result<(), Error> {
    let mut failed = Ok(());
    each_record(connection, after, &mut |_, leaf| match leaf {
        Ok(leaf) => visit(leaf),
        Err(error) => {
            failed = Err(error);
            ControlFlow::Break(())
        }
    })?;
    failed
}

/// Visits all records, each of which must be what was recorded, until told to stop; all that `known` knows must be there.
pub(super) fn checked_records(
    connection: &Connection,
    known: Option<Head>,
    visit: &mut dyn FnMut(Leaf) -> ControlFlow<()>,
) -> Result<(), Error> {
    let (mut size, mut is_stopped, mut bad) = (0, false, None);
    records(connection, 0, &mut |leaf| {
        size += 1;
        // Its place and the record before it are in the hash.
        if leaf.record.hash() != leaf.hash || known.is_some_and(|known| known.size == size && known.hash != Some(leaf.hash)) {
            bad = Some(Error::damaged(format!("revision {} of the store is not what was recorded", leaf.record.sequence)));
            return ControlFlow::Break(());
        }
        let flow = visit(leaf);
        is_stopped = flow.is_break();
        flow
    })?;
    match (bad, known) {
        (Some(error), _) => Err(error),
        (None, Some(known)) if known.size > size && !is_stopped => {
            Err(Error::damaged(format!("the record has lost its end: it has {size} revisions of {}", known.size)))
        }
        _ => Ok(()),
    }
}

/// Visits the records behind `after` with their sequences; what cannot be read is an error in its place. Each record gets the
/// hash that stands with the row before it.
pub(in crate::store) fn each_record(
    connection: &Connection,
    after: u64,
    visit: &mut dyn FnMut(u64, Result<Leaf, Error>) -> ControlFlow<()>,
) -> Result<(), Error> {
    let snapshot = connection.unchecked_transaction()?;
    let mut previous = match after {
        0 => None,
        _ => {
            let mut statement = snapshot.prepare_cached("SELECT hash FROM revisions WHERE sequence = ?1")?;
            let hash = statement.query_row([after], |row| row.get::<_, Vec<u8>>(0)).optional()?;
            hash.and_then(|bytes| Hash::from_slice(&bytes))
        }
    };
    let mut statement = snapshot.prepare_cached(&format!(
        "{COLUMNS}, a.name, r.capture, c.sha256
         {TABLES} LEFT JOIN articles a ON a.id = r.article LEFT JOIN captures c ON c.id = r.capture
         WHERE r.sequence > ?1 ORDER BY r.sequence"
    ))?;
    let mut rows = statement.query([after])?;
    while let Some(row) = rows.next()? {
        let leaf = leaf(row, previous);
        previous = row.get::<_, Vec<u8>>(14).ok().and_then(|bytes| Hash::from_slice(&bytes));
        if visit(row.get(0)?, leaf).is_break() {
            break;
        }
    }
    Ok(())
}

fn leaf(row: &Row, previous: Option<Hash>) -> Result<Leaf, Error> {
    let Stored { sequence, url, observed_at, fields, text_sha256, extractor, hash, .. } = stored(row)?;
    let article: Option<String> = row.get(15)?;
    let capture: Option<Vec<u8>> = row.get(17)?;
    let capture_sha256 = capture.and_then(|bytes| Hash::from_slice(&bytes));
    if row.get::<_, Option<i64>>(16)?.is_some() && capture_sha256.is_none() {
        return Err(Error::damaged(format!("revision {sequence} has lost its capture")));
    }
    let record = Record {
        sequence,
        article: article.ok_or_else(|| Error::damaged(format!("revision {sequence} has no article")))?,
        url,
        observed_at,
        date_published: fields.date_published,
        date_modified: fields.date_modified,
        headline: fields.headline,
        alternative_headline: fields.alternative_headline,
        byline: fields.byline,
        text_sha256,
        extractor,
        capture_sha256,
        previous,
    };
    Ok(Leaf { record, hash })
}

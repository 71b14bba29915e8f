//! Looks that brought no new revision.

use super::names;
use crate::store::time::Kept;
use crate::store::{ArticleId, Check, CheckOutcome, Error, Hash};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

/// A row of the check log.
pub(in crate::store) struct Row<'a> {
    pub article: i64,
    pub url: Option<i64>,
    pub at: Kept,
    pub outcome: &'a str,
    pub revision: Option<u64>,
    pub reason: Option<&'a str>,
}

impl Row<'_> {
    /// What its checksum should be.
    pub fn checksum(&self) -> i64 {
        let Row { article, url, at, outcome, revision, reason } = self;
        Hash::of(json!([article, url, at.micros, at.offset, outcome, revision, reason]).to_string().as_bytes()).checksum()
    }

    /// Writes it.
    pub fn insert(&self, connection: &Connection) -> Result<(), Error> {
        let Row { article, url, at, outcome, revision, reason } = self;
        connection
            .prepare_cached(
                "INSERT INTO checks (article, url, checked_at, checked_offset, outcome, revision, reason, checksum)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![article, url, at.micros, at.offset, outcome, revision, reason, self.checksum()])?;
        Ok(())
    }
}

/// Records a look.
pub(super) fn add(connection: &Connection, check: &Check) -> Result<(), Error> {
    let article = names::by_name(connection, &check.article)?.ok_or_else(|| Error::NoArticle { name: check.article.clone() })?;
    let (outcome, revision) = match check.outcome {
        CheckOutcome::Unchanged(sequence) => ("unchanged", Some(sequence)),
        CheckOutcome::Failed => ("failed", None),
    };
    let at = Kept::of(check.checked_at);
    Row { article: article.0, url: None, at, outcome, revision, reason: check.reason.as_deref() }.insert(connection)
}

/// The revisions that were recorded as still standing there at an instant.
pub(super) fn seen_at(connection: &Connection, article: ArticleId, micros: i64) -> Result<Vec<u64>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT revision FROM checks WHERE article = ?1 AND checked_at = ?2 AND outcome = 'unchanged' AND revision NOT NULL",
    )?;
    Ok(statement.query_map(params![article.0, micros], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The first look after an instant at which a revision still stood there.
pub(super) fn next_sighting(
    connection: &Connection,
    article: ArticleId,
    revision: u64,
    after: i64,
) -> Result<Option<(Kept, Option<i64>)>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT checked_at, checked_offset, url FROM checks
         WHERE article = ?1 AND checked_at > ?2 AND outcome = 'unchanged' AND revision = ?3 ORDER BY checked_at, id LIMIT 1",
    )?;
    let found = statement
        .query_row(params![article.0, after, revision], |row| Ok((Kept { micros: row.get(0)?, offset: row.get(1)? }, row.get(2)?)));
    Ok(found.optional()?)
}

/// Gives the sightings of one revision from an instant on to another.
pub(super) fn repoint(connection: &Connection, article: ArticleId, from: u64, to: u64, since: i64) -> Result<(), Error> {
    let rows: Vec<(i64, Option<i64>, Kept, Option<String>)> = {
        let mut statement = connection.prepare_cached(
            "SELECT id, url, checked_at, checked_offset, reason FROM checks
             WHERE article = ?1 AND checked_at >= ?2 AND outcome = 'unchanged' AND revision = ?3",
        )?;
        let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, Kept { micros: row.get(2)?, offset: row.get(3)? }, row.get(4)?));
        statement.query_map(params![article.0, since, from], read)?.collect::<Result<_, _>>()?
    };
    for (id, url, at, reason) in rows {
        let row = Row { article: article.0, url, at, outcome: "unchanged", revision: Some(to), reason: reason.as_deref() };
        connection.prepare_cached("UPDATE checks SET revision = ?2, checksum = ?3 WHERE id = ?1")?.execute(params![
            id,
            to,
            row.checksum()
        ])?;
    }
    Ok(())
}

/// The checks of an article, in order of time.
pub(super) fn of(connection: &Connection, article: ArticleId) -> Result<Vec<Check>, Error> {
    let name = names::article(connection, article)?.name;
    let mut statement = connection.prepare_cached(
        "SELECT checked_at, checked_offset, outcome, revision, reason FROM checks WHERE article = ?1 ORDER BY checked_at, id",
    )?;
    let mut rows = statement.query([article.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let at = Kept { micros: row.get(0)?, offset: row.get(1)? };
        let outcome = match (row.get::<_, String>(2)?.as_str(), row.get(3)?) {
            ("unchanged", Some(sequence)) => CheckOutcome::Unchanged(sequence),
            _ => CheckOutcome::Failed,
        };
        let checked_at = at.instant().ok_or_else(|| Error::damaged("a time of a check is none"))?;
        found.push(Check { article: name.clone(), checked_at, outcome, reason: row.get(4)? });
    }
    Ok(found)
}

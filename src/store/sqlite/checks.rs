//! Looks that brought no new revision.

use super::names;
use crate::store::time::Kept;
use crate::store::{ArticleId, Check, CheckOutcome, Error, Hash};
use rusqlite::{Connection, params};
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

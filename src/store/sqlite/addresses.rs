//! The addresses of articles, and when each was one.

use crate::store::time::Kept;
use crate::store::{Address, ArticleId, Error, Hash, Role};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

/// What a row's checksum should be.
pub(in crate::store) fn checksum(article: i64, url: &str, role: &str, first_seen: i64, last_seen: i64) -> i64 {
    Hash::of(json!([article, url, role, first_seen, last_seen]).to_string().as_bytes()).checksum()
}

/// The article seen last at a URL.
pub(super) fn article_at(connection: &Connection, url: &str) -> Result<Option<ArticleId>, Error> {
    let mut statement = connection.prepare_cached("SELECT article FROM urls WHERE url = ?1 ORDER BY last_seen DESC, id DESC LIMIT 1")?;
    Ok(statement.query_row([url], |row| row.get(0).map(ArticleId)).optional()?)
}

/// The row of an address, made if it is not there, its times stretched to `seen`.
pub(super) fn see(connection: &Connection, article: ArticleId, url: &str, role: Role, seen: i64) -> Result<i64, Error> {
    let mut statement =
        connection.prepare_cached("SELECT id, first_seen, last_seen FROM urls WHERE url = ?1 AND article = ?2 AND role = ?3")?;
    let there = statement
        .query_row(params![url, article.0, role.name()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)))
        .optional()?;
    let sum = |first, last| checksum(article.0, url, role.name(), first, last);
    match there {
        Some((id, first, last)) => {
            if seen < first || seen > last {
                let (first, last) = (first.min(seen), last.max(seen));
                connection
                    .prepare_cached("UPDATE urls SET first_seen = ?2, last_seen = ?3, checksum = ?4 WHERE id = ?1")?
                    .execute(params![id, first, last, sum(first, last)])?;
            }
            Ok(id)
        }
        None => {
            connection
                .prepare_cached("INSERT INTO urls (article, url, role, first_seen, last_seen, checksum) VALUES (?1, ?2, ?3, ?4, ?4, ?5)")?
                .execute(params![article.0, url, role.name(), seen, sum(seen, seen)])?;
            Ok(connection.last_insert_rowid())
        }
    }
}

/// The addresses of an article, first seen first.
pub(super) fn of(connection: &Connection, article: ArticleId) -> Result<Vec<Address>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT url, role, first_seen, last_seen FROM urls WHERE article = ?1 ORDER BY first_seen, id")?;
    let mut rows = statement.query([article.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let instant = |micros| Kept { micros, offset: 0 }.instant().ok_or_else(|| Error::damaged("a time of an address is none"));
        let role: String = row.get(1)?;
        found.push(Address {
            url: row.get(0)?,
            role: Role::of(&role).ok_or_else(|| Error::damaged(format!("an address has the role “{role}”")))?,
            first_seen: instant(row.get(2)?)?,
            last_seen: instant(row.get(3)?)?,
        });
    }
    Ok(found)
}

/// How a URL may be written, as typed first: with and without the last stroke, `http` for `https`.
pub(super) fn spellings(typed: &str) -> Vec<String> {
    if !typed.contains("://") {
        return Vec::new();
    }
    let stroke = |url: &str| url.strip_suffix('/').map_or_else(|| format!("{url}/"), str::to_owned);
    let scheme = |url: &str| match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => format!("http://{rest}"),
        (_, Some(rest)) => format!("https://{rest}"),
        _ => url.to_owned(),
    };
    vec![typed.to_owned(), stroke(typed), scheme(typed), scheme(&stroke(typed))]
}

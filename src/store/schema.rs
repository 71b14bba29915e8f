//! The tables, their version, and who may open them. `docs/store-format.md` says what each column means.

use super::Error;
use rusqlite::{Connection, ErrorCode};
use std::path::Path;

/// The version of the format this program writes, SQLite's `user_version`.
pub const FORMAT: i64 = 1;

/// SQLite's `application_id`: `wrth`.
pub(super) const APPLICATION: i64 = 0x7772_7468;

/// Every table, index and view of the record, as it stands in `sqlite_schema`.
pub(super) const OBJECTS: &[(&str, &str)] = &[
    (
        "articles",
        "CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE
) STRICT",
    ),
    (
        "urls",
        "CREATE TABLE urls (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id),
  url TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('seen', 'redirect', 'canonical')),
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  UNIQUE (url, article, role)
) STRICT",
    ),
    (
        "extractors",
        "CREATE TABLE extractors (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT",
    ),
    (
        "blobs",
        "CREATE TABLE blobs (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
  size INTEGER NOT NULL,
  depth INTEGER NOT NULL,
  base INTEGER REFERENCES blobs (id) CHECK (base < id),
  data BLOB NOT NULL
) STRICT",
    ),
    (
        "captures",
        "CREATE TABLE captures (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  size INTEGER NOT NULL,
  captured_at INTEGER,
  captured_offset INTEGER,
  url TEXT,
  status INTEGER,
  headers TEXT,
  media_type TEXT,
  location TEXT,
  bytes INTEGER REFERENCES blobs (id),
  checksum INTEGER NOT NULL
) STRICT",
    ),
    (
        "revisions",
        "CREATE TABLE revisions (
  sequence INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id),
  url INTEGER REFERENCES urls (id),
  observed_at INTEGER NOT NULL,
  observed_offset INTEGER NOT NULL,
  date_published TEXT,
  date_modified TEXT,
  headline TEXT,
  alternative_headline TEXT,
  byline TEXT,
  text INTEGER NOT NULL REFERENCES blobs (id),
  extractor INTEGER NOT NULL REFERENCES extractors (id),
  capture INTEGER REFERENCES captures (id),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT",
    ),
    ("revisions_in_time", "CREATE INDEX revisions_in_time ON revisions (article, observed_at)"),
    (
        "checks",
        "CREATE TABLE checks (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id),
  url INTEGER REFERENCES urls (id),
  checked_at INTEGER NOT NULL,
  checked_offset INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('unchanged', 'failed')),
  revision INTEGER REFERENCES revisions (sequence),
  reason TEXT,
  checksum INTEGER NOT NULL
) STRICT",
    ),
    ("checks_in_time", "CREATE INDEX checks_in_time ON checks (article, checked_at)"),
    (
        "history",
        "CREATE VIEW history AS
SELECT a.slug AS article, row_number() OVER (PARTITION BY r.article ORDER BY r.observed_at, r.sequence) AS number,
  r.sequence, u.url, strftime('%Y-%m-%dT%H:%M:%SZ', r.observed_at / 1000000, 'unixepoch') AS observed_at,
  r.date_published, r.date_modified, r.headline, r.alternative_headline, r.byline,
  lower(hex(b.sha256)) AS text_sha256, b.size AS text_bytes, e.name AS extractor, lower(hex(r.hash)) AS hash
FROM revisions r JOIN articles a ON a.id = r.article JOIN blobs b ON b.id = r.text
  JOIN extractors e ON e.id = r.extractor LEFT JOIN urls u ON u.id = r.url",
    ),
    (
        "check_log",
        "CREATE VIEW check_log AS
SELECT a.slug AS article, strftime('%Y-%m-%dT%H:%M:%SZ', r.observed_at / 1000000, 'unixepoch') AS looked_at,
  'changed' AS outcome, r.sequence AS revision, NULL AS reason
FROM revisions r JOIN articles a ON a.id = r.article
UNION ALL
SELECT a.slug, strftime('%Y-%m-%dT%H:%M:%SZ', c.checked_at / 1000000, 'unixepoch'), c.outcome, c.revision, c.reason
FROM checks c JOIN articles a ON a.id = c.article",
    ),
];

/// What a database file is.
pub(super) enum State {
    /// Nothing is in it yet.
    Empty,
    /// A store of this format.
    Current,
}

/// Looks whether the database is a store this program may use.
pub(super) fn state(connection: &Connection, path: &Path) -> Result<State, Error> {
    // One statement sees one moment: another program may be making the tables.
    let sql = "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id, pragma_user_version";
    let seen = connection.query_row(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)));
    let (application, format, n_objects) = seen.map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Error::NoDatabase { path: path.to_owned() },
        _ => error.into(),
    })?;
    match (application, format) {
        (0, 0) if n_objects == 0 => Ok(State::Empty),
        (APPLICATION, FORMAT) => Ok(State::Current),
        (APPLICATION, found) if found > FORMAT => Err(Error::Newer { path: path.to_owned(), found }),
        _ => Err(Error::NotAStore { path: path.to_owned() }),
    }
}

/// Makes the tables, inside the caller's transaction.
pub(super) fn create(connection: &Connection) -> Result<(), Error> {
    for (_, sql) in OBJECTS {
        connection.execute_batch(sql)?;
    }
    connection.execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT};"))?;
    Ok(())
}

//! The derived tables.

use crate::store::Error;
use rusqlite::Connection;

/// By what the rows were made: the program's version, and a number for changes between versions.
const RULES: &str = concat!(env!("CARGO_PKG_VERSION"), "/3");

/// The full-text indexes.
pub(super) const INDEXES: [&str; 3] = ["passages_words", "quotations_words", "claims_words"];

const TABLES: &str = "
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE done (article INTEGER PRIMARY KEY, passages INTEGER NOT NULL DEFAULT 0, items INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE passages (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL,
  text TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  gone INTEGER,
  n_revisions INTEGER NOT NULL
) STRICT;
CREATE INDEX passages_of_article ON passages (article);
CREATE VIRTUAL TABLE passages_words USING fts5 (text, content = 'passages', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE quotations (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  speaker TEXT,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  gone INTEGER,
  n_revisions INTEGER NOT NULL
) STRICT;
CREATE INDEX quotations_of_article ON quotations (article);
CREATE VIRTUAL TABLE quotations_words USING fts5 (text, speaker, content = 'quotations', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  speaker TEXT,
  names TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  gone INTEGER,
  n_revisions INTEGER NOT NULL
) STRICT;
CREATE INDEX claims_of_article ON claims (article);
CREATE VIRTUAL TABLE claims_words USING fts5 (text, speaker, names, content = 'claims', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE figures (
  claim INTEGER NOT NULL REFERENCES claims (id),
  low REAL NOT NULL,
  high REAL NOT NULL,
  unit TEXT
) STRICT;
CREATE INDEX figures_of_claim ON figures (claim);
CREATE INDEX figures_by_value ON figures (low, high);
CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL,
  before INTEGER NOT NULL,
  after INTEGER NOT NULL,
  subject TEXT NOT NULL,
  change TEXT NOT NULL,
  kinds TEXT NOT NULL,
  severity TEXT,
  before_text TEXT,
  after_text TEXT
) STRICT;
CREATE INDEX changes_of_article ON changes (article);
";

/// Makes the tables.
pub(super) fn create(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch(TABLES)?;
    connection.execute("INSERT INTO state (name, value) VALUES ('rules', ?1)", [RULES])?;
    Ok(())
}

/// Whether they are there and made by these rules.
pub(super) fn are_current(connection: &Connection) -> Result<bool, Error> {
    let is_there: bool = connection.query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'state'", [], |row| row.get(0))?;
    Ok(is_there && super::state(connection, "rules")?.as_deref() == Some(RULES))
}

/// Takes away whatever is there.
pub(super) fn drop_all(connection: &Connection) -> Result<(), Error> {
    let names: Vec<String> = {
        // A full-text index takes its own tables with it, so it goes first.
        let sql =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY sql NOT LIKE 'CREATE VIRTUAL%'";
        let mut statement = connection.prepare(sql)?;
        statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
    };
    for name in names {
        connection.execute_batch(&format!("DROP TABLE IF EXISTS \"{}\"", name.replace('"', "\"\"")))?;
    }
    Ok(())
}

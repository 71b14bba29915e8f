//! News Sniffer: articles, versions and texts in three tables, as a SQLite database or as a folder of CSV files of
//! the same names. Paragraphs are lines; times are UTC.

use super::csv::{NEVER_CLOSED, Record, Records, header};
use super::sqlite::{Foreign, select};
use super::{Error, Sink, compressed, refused, seen_at, whole};
use crate::store::{Fields, Observation};
use rusqlite::{Connection, params_from_iter};
use std::path::{Path, PathBuf};

pub(super) const WHAT: &str = "a News Sniffer dump";
const EXTRACTOR: &str = "newssniffer/1";

/// The tables and what is needed of each; the second list is taken where it is there.
const TABLES: [(&str, &[&str], &[&str]); 3] = [
    ("news_articles", &["id", "url"], &["published_at", "title"]),
    ("news_article_versions", &["id", "news_article_id", "created_at"], &["version", "title", "url"]),
    ("news_article_version_texts", &["news_article_version_id", "text"], &[]),
];

pub(super) fn read(from: &Path, sink: Sink) -> Result<(), Error> {
    let db = if from.is_dir() { from_csv(from, sink)? } else { Foreign::open(from)? };
    let mut has = Vec::new();
    for (table, needed, _) in TABLES {
        has.push(db.need(WHAT, table, needed)?);
    }
    let fetch = format!(
        "SELECT {}, {}, a.url AS article_url, t.text AS text FROM news_article_versions v
         JOIN news_articles a ON a.id = v.news_article_id JOIN news_article_version_texts t ON t.news_article_version_id = v.id
         WHERE v.rowid = ?1",
        select("v", &has[1], &["id", "created_at", "title", "url"]),
        select("a", &has[0], &["published_at"])
    );
    let list = "SELECT rowid FROM news_article_versions ORDER BY news_article_id, created_at, id";
    db.each("news_article_versions", list, &fetch, sink, &mut |row| {
        let (id, body, headline) = (row.needed("id")?, row.needed("text")?, row.text("title")?);
        // A line is a paragraph.
        let text = body.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n");
        let article = row.needed("article_url")?;
        Ok(Observation {
            url: Some(row.text("url")?.unwrap_or_else(|| article.clone())),
            article: Some(article),
            capture: Some(db.capture(&body, &format!("news_article_versions/{id}"), None)),
            extractor: EXTRACTOR.to_owned(),
            fields: Fields { headline: headline.clone(), date_published: row.text("published_at")?, ..Fields::default() },
            ..seen_at(row.time("created_at", None)?, whole(headline.as_deref(), &text))
        })
    })
}

/// Where the CSV of a table may be.
fn csv_of(folder: &Path, table: &str) -> Option<PathBuf> {
    ["csv", "csv.gz"].iter().map(|end| folder.join(format!("{table}.{end}"))).find(|path| path.is_file())
}

/// Whether a folder holds the tables as CSV.
pub(super) fn is_csv(folder: &Path) -> bool {
    TABLES.iter().all(|(table, ..)| csv_of(folder, table).is_some())
}

/// Loads the tables into a temporary database on the disk, so that they can be joined whatever their size.
fn from_csv(folder: &Path, sink: Sink) -> Result<Foreign, Error> {
    let temporary = Connection::open("").map_err(|source| Error::Sqlite { path: folder.to_owned(), source })?;
    let db = Foreign::over(temporary, folder, None)?;
    for (table, needed, optional) in TABLES {
        let not_that = |why: String| Error::NotThat { path: folder.to_owned(), what: WHAT, why };
        let path = csv_of(folder, table).ok_or_else(|| not_that(format!("it has no {table}.csv")))?;
        let io = |source| Error::Io { path: path.clone(), source };
        let mut records = Records::new(compressed::open(&path)?);
        let names = header(&mut records).map_err(io)?;
        let place_of = |column: &str| names.iter().position(|name| name == column);
        if let Some(missing) = needed.iter().find(|column| place_of(column).is_none()) {
            return Err(not_that(format!("{table}.csv has no column {missing}")));
        }
        let columns: Vec<(&str, usize)> =
            needed.iter().chain(optional).filter_map(|column| place_of(column).map(|place| (*column, place))).collect();
        let list = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let marks = vec!["?"; columns.len()].join(", ");
        let run = |sql: &str| db.connection.execute_batch(sql).map_err(|source| db.error(source));
        run(&format!("CREATE TABLE {table} ({list}); BEGIN"))?;
        {
            let mut insert = db.connection.prepare(&format!("INSERT INTO {table} VALUES ({marks})")).map_err(|source| db.error(source))?;
            loop {
                let line = records.line;
                let why = match records.next().map_err(io)? {
                    None => break,
                    Some(Record::Values(_)) if records.is_open => NEVER_CLOSED.to_owned(),
                    Some(Record::Values(values)) if values.len() == names.len() => {
                        let chosen = columns.iter().map(|(_, place)| Some(&values[*place]).filter(|value| *value != "\\N"));
                        insert.execute(params_from_iter(chosen)).map_err(|source| db.error(source))?;
                        continue;
                    }
                    Some(Record::Values(values)) => format!("has {} values where the header has {}", values.len(), names.len()),
                    Some(Record::NotText) => "is not UTF-8".to_owned(),
                    Some(Record::TooLong) => "is longer than any record can be".to_owned(),
                };
                if sink(refused(format!("{table}.csv, line {line}"), why)).is_break() {
                    break;
                }
            }
        }
        run(&format!("COMMIT; CREATE INDEX \"{table}_key\" ON {table} (\"{}\")", needed[0]))?;
    }
    Ok(db)
}

//! Databases of other programs, and what is broken in them.

use super::*;

#[test]
fn newsedits_raw_databases_also_packed() {
    let from = folder(&[]);
    let path = database(&from, "wire.db", NEWSEDITS);
    let packed = from.path().join("wire.db.gz");
    fs::write(&packed, gzip(&fs::read(&path).expect("there"))).expect("written");
    for path in [&path, &packed] {
        let found = told(path, Kind::NewsEdits);
        assert_eq!(
            found.rows(),
            [
                "wire/5 | https://wire.example/f | 2017-03-01T12:00:00+00:00 | Ferry fire kills 12//Twelve died.",
                "wire/5 | https://wire.example/f | 2017-03-01T12:20:00+00:00 | Ferry fire kills 14//Fourteen died.//A probe & more."
            ]
        );
        let capture = found.seen[1].capture.as_ref().expect("a capture");
        assert_eq!(capture.location.as_deref(), Some("wire.db#entryversion/5-1"));
        assert_eq!(capture.url.as_deref(), Some("https://archive.example/1"));
        found.refuses(&["summary has no text", "“soon” is no time", "summary is empty", "summary is not UTF-8"]);
    }
}

#[test]
fn diffengine_databases() {
    let from = folder(&[]);
    let path = database(
        &from,
        "diffengine.db",
        "CREATE TABLE feed (url TEXT PRIMARY KEY, name TEXT, created DATETIME);
         CREATE TABLE entry (id INTEGER PRIMARY KEY, url TEXT, created DATETIME, checked DATETIME);
         CREATE TABLE entryversion (id INTEGER PRIMARY KEY, title TEXT, url TEXT, summary TEXT, created DATETIME, archive_url TEXT, entry_id INTEGER);
         INSERT INTO entry VALUES (1, 'https://paper.example/a', '', '');
         INSERT INTO entryversion VALUES (1, 'Pool', 'https://paper.example/a', '<p>It closes.</p>', '2020-01-02 10:00:00.5', NULL, 1),
           (2, 'Pool', 'https://paper.example/a-2', '<p>It stays.</p>', '2020-01-02 11:00:00', NULL, 1);",
    );
    let found = told(&path, Kind::Diffengine);
    assert_eq!(
        found.rows(),
        [
            "https://paper.example/a | https://paper.example/a | 2020-01-02T10:00:00.500+00:00 | Pool//It closes.",
            "https://paper.example/a | https://paper.example/a-2 | 2020-01-02T11:00:00+00:00 | Pool//It stays."
        ]
    );
}

#[test]
fn news_sniffer_as_a_database_and_as_csv() {
    let from = folder(&[
        ("csv/news_articles.csv", b"id,source,url,title,published_at\n1,paper,https://paper.example/a,Pool,2010-05-01 08:00:00\n"),
        (
            "csv/news_article_versions.csv",
            b"id,news_article_id,title,created_at,version\n7,1,Pool,2010-05-01 09:00:00,0\n8,9,Lost,2010-05-01 09:00:00,0\nx\n",
        ),
        ("csv/news_article_version_texts.csv", b"news_article_version_id,text\n7,\"It closes.\nIn May.\"\n"),
    ]);
    let path = database(
        &from,
        "sniffer.db",
        "CREATE TABLE news_articles (id INTEGER, source TEXT, url TEXT, title TEXT, published_at TEXT);
         CREATE TABLE news_article_versions (id INTEGER, news_article_id INTEGER, title TEXT, created_at TEXT, version INTEGER);
         CREATE TABLE news_article_version_texts (news_article_version_id INTEGER, text TEXT);
         INSERT INTO news_articles VALUES (1, 'paper', 'https://paper.example/a', 'Pool', '2010-05-01 08:00:00');
         INSERT INTO news_article_versions VALUES (7, 1, 'Pool', '2010-05-01 09:00:00', 0), (8, 9, 'Lost', '2010-05-01 09:00:00', 0);
         INSERT INTO news_article_version_texts VALUES (7, 'It closes.\nIn May.');"
            .replace("\\n", "\n")
            .as_str(),
    );
    let expected = ["https://paper.example/a | https://paper.example/a | 2010-05-01T09:00:00+00:00 | Pool//It closes.//In May."];
    let found = told(&path, Kind::NewsSniffer);
    assert_eq!(found.rows(), expected);
    assert_eq!(found.seen[0].fields.date_published.as_deref(), Some("2010-05-01 08:00:00"));
    found.refuses(&["belongs to nothing"]);
    let found = told(&from.path().join("csv"), Kind::NewsSniffer);
    assert_eq!(found.rows(), expected);
    found.refuses(&["line 4: has 1 values", "belongs to nothing"]);
}

#[test]
fn databases_of_something_else_are_named_and_what_is_computed_is_not_read() {
    let from = folder(&[("cut.db", b"SQLite format 3\0 and no more"), ("text.db", b"no database")]);
    let other = database(&from, "other.db", "CREATE TABLE recipes (id INTEGER)");
    assert!(detect(&other).is_err_and(|e| e.to_string().contains("tables recipes")));
    for kind in [Kind::NewsEdits, Kind::Diffengine, Kind::NewsSniffer, Kind::NewsDiffs] {
        assert!(take(&other, kind).is_err_and(|e| e.to_string().contains("has no table")));
        assert!(take(&from.path().join("cut.db"), kind).is_err());
        assert!(take(&from.path().join("text.db"), kind).is_err());
    }
    let endless = "CREATE VIEW entryversion AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
       SELECT x AS entry_id, x AS version, '2020-01-01' AS created, 'x' AS summary, 'u' AS url FROM n";
    let view = database(&from, "view.db", endless);
    assert!(take(&view, Kind::NewsEdits).is_err_and(|e| e.to_string().contains("no table entryversion")));
    let computed =
        database(&from, "computed.db", "CREATE TABLE entryversion (entry_id, version, created, summary AS (hex(zeroblob(100000000))))");
    assert!(take(&computed, Kind::NewsEdits).is_err());
}

#[test]
fn a_truncated_database_gives_what_can_be_read() {
    let from = folder(&[]);
    let rows: String = (0..400)
        .map(|k| {
            format!("INSERT INTO entryversion VALUES ({k},0,'T','2017-03-01','u','s',{k},NULL,1,'<p>{}</p>','k','k');", "word ".repeat(200))
        })
        .collect();
    let table = NEWSEDITS.split(" INSERT").next().expect("the table").to_owned();
    let path = database(&from, "wire.db", &format!("{table} BEGIN; {rows} COMMIT;"));
    let whole = fs::read(&path).expect("there");
    for part in [2, 3, 5, 8] {
        fs::write(&path, &whole[..whole.len() * part / 9]).expect("written");
        if let Ok(found) = take(&path, Kind::NewsEdits) {
            assert!(found.seen.len() < 400 && !found.refused.is_empty());
        }
    }
}

//! Rows changed by another program are named, with the first revision that is not what was recorded.

use crate::support::{fill, seen};
use rusqlite::{Connection, params};
use std::ops::ControlFlow;
use std::path::Path;
use writethru::store::{Capture, DATABASE, Depth, Fields, Hash, Observation, Sqlite, Store, Verdict};

const ALL: Depth = Depth::Data { percent: 100, seed: 0 };

fn verify(folder: &Path) -> Verdict {
    Sqlite::open(folder).expect("opens").verify(ALL, &mut |_, _| {}).expect("looked")
}

/// A store of some 30 revisions, with everything in it that can be in one.
fn store() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Sqlite::create(folder.path()).expect("a store");
    fill(&mut store, 3, 12);
    let fields = Fields { headline: Some("Ferry burns".into()), date_published: Some("2025-08-18".into()), ..Fields::default() };
    let capture = Capture {
        sha256: Hash::of(b"<p>"),
        size: 3,
        captured_at: None,
        url: None,
        status: Some(200),
        headers: None,
        media_type: Some("text/html".into()),
        location: None,
        bytes: Some(b"<p>".to_vec()),
    };
    let page = Observation { fields, capture: Some(capture), ..seen("ferry", 100, "Ferry burns\n\nTwelve people died.") };
    store
        .add(&[page, seen("ferry", 101, "Ferry burned\n\nTwelve people died."), seen("bridge", 102, "The bridge is shut.")])
        .expect("added");
    drop(store);
    assert!(verify(folder.path()).is_clean(), "{:?}", verify(folder.path()));
    folder
}

/// Changes a store with SQL; the verdict must say so and name the revision.
fn check(name: &str, first_bad: Option<u64>, said: &str, tamper: impl Fn(&Connection)) {
    let folder = store();
    let connection = Connection::open(folder.path().join(DATABASE)).expect("opens");
    connection.execute_batch("PRAGMA foreign_keys = OFF").expect("set");
    tamper(&connection);
    drop(connection);
    let verdict = verify(folder.path());
    assert!(!verdict.is_clean(), "{name} was not noticed");
    assert_eq!(verdict.first_bad(), first_bad, "{name}: {verdict:?}");
    assert!(verdict.findings.iter().any(|finding| finding.what.contains(said)), "{name}: {verdict:?}");
}

fn run(sql: &'static str) -> impl Fn(&Connection) {
    move |connection| connection.execute_batch(sql).expect(sql)
}

#[test]
fn a_text_that_was_edited() {
    check("an edited text", Some(8), "SHA-256 is another", |connection| {
        let edited = zstd::bulk::compress(b"The ferry never burned.", 3).expect("compressed");
        let sql =
            "UPDATE blobs SET data = ?1, size = 23, depth = 0, base = NULL WHERE id = (SELECT text FROM revisions WHERE sequence = 8)";
        connection.execute(sql, [edited]).expect("edited");
    });
    // With its hash made anew, so that the text itself verifies: then the record does not.
    check("an edited text with its hash", Some(27), "revision 27 is not what was recorded", |connection| {
        let text = b"The ferry never burned.";
        let sql = "UPDATE blobs SET data = ?1, size = 23, depth = 0, base = NULL, sha256 = ?2 WHERE id = (SELECT text FROM revisions WHERE sequence = 27)";
        let edited = zstd::bulk::compress(text, 3).expect("compressed");
        connection.execute(sql, params![edited, Hash::of(text).0]).expect("edited");
    });
}

#[test]
fn rows_that_were_deleted_inserted_or_put_in_another_order() {
    check("a deleted revision", Some(9), "revision 9 is missing", run("DELETE FROM revisions WHERE sequence = 9"));
    check("the first deleted", Some(1), "revision 1 is missing", run("DELETE FROM revisions WHERE sequence = 1"));
    check("a deleted end", Some(32), "has lost its end", run("DELETE FROM revisions WHERE sequence >= 32"));
    check("a deleted article", Some(2), "is missing", run("DELETE FROM revisions WHERE article = 2; DELETE FROM articles WHERE id = 2"));
    check("an inserted revision", Some(11), "revision 11 is not what was recorded", |connection| {
        let sql = "UPDATE revisions SET sequence = -sequence - 1 WHERE sequence > 10;
                   UPDATE revisions SET sequence = -sequence WHERE sequence < 0;
                   INSERT INTO revisions SELECT 11, article, url, observed_at, observed_offset, date_published, date_modified, headline,
                     alternative_headline, byline, text, extractor, capture, hash FROM revisions WHERE sequence = 5";
        connection.execute_batch(sql).expect("inserted");
    });
    let swap = "UPDATE revisions SET sequence = 1000 WHERE sequence = 14; UPDATE revisions SET sequence = 14 WHERE sequence = 15;
                UPDATE revisions SET sequence = 15 WHERE sequence = 1000";
    check("two in another order", Some(14), "revision 14 is not what was recorded", run(swap));
    check("a deleted text", Some(3), "revision 3", run("DELETE FROM blobs WHERE id = (SELECT text FROM revisions WHERE sequence = 3)"));
}

#[test]
fn columns_that_were_changed() {
    let changed = |name: &str, sequence: u64, sql: &'static str| {
        check(name, Some(sequence), &format!("revision {sequence} is not what was recorded"), run(sql));
    };
    changed("another time", 6, "UPDATE revisions SET observed_at = observed_at + 1000000 WHERE sequence = 6");
    changed("another clock", 6, "UPDATE revisions SET observed_offset = 60 WHERE sequence = 6");
    changed("another headline", 31, "UPDATE revisions SET headline = 'Ferry saved' WHERE sequence = 31");
    changed("a publisher's date", 31, "UPDATE revisions SET date_published = '2025-08-17' WHERE sequence = 31");
    changed(
        "another article",
        7,
        "UPDATE revisions SET article = 1, url = 1 WHERE sequence = 8; UPDATE revisions SET article = 3, url = 3 WHERE sequence = 7",
    );
    changed("another text", 5, "UPDATE revisions SET text = (SELECT text FROM revisions WHERE sequence = 2) WHERE sequence = 5");
    changed("another hash", 12, "UPDATE revisions SET hash = randomblob(32) WHERE sequence = 12");
    changed("another name", 1, "UPDATE articles SET name = 'report 9' WHERE id = 1");
    changed("another address", 2, "UPDATE urls SET url = 'https://news.example/other' WHERE id = 2");
    changed("another extractor", 1, "UPDATE extractors SET name = 'text/2'");
    changed("another capture", 31, "UPDATE captures SET sha256 = randomblob(32)");
}

#[test]
fn links_and_times_beside_the_records() {
    check("another base", Some(4), "cannot be read", run("UPDATE blobs SET base = 1 WHERE id = 5; UPDATE blobs SET base = 2 WHERE id = 4"));
    check("a time of an address", None, "is not as it was recorded", run("UPDATE urls SET last_seen = last_seen + 1 WHERE id = 1"));
    check("a check", None, "check 1 is not as it was recorded", run("UPDATE checks SET checked_at = checked_at + 1 WHERE id = 1"));
    check("a deleted check", None, "check 1 is missing", run("DELETE FROM checks WHERE id = 1"));
    check("the last checks deleted", None, "the check log has lost its end", run("DELETE FROM checks WHERE id > 4"));
    check("an answer of a server", None, "capture 1 is not as it was recorded", run("UPDATE captures SET status = 404"));
    check("a slug", Some(1), "is not what “report 0” is called for short", run("UPDATE articles SET slug = 'harbor' WHERE id = 1"));
    check("a trigger", None, "is no part of this format", run("CREATE TRIGGER t AFTER INSERT ON checks BEGIN DELETE FROM checks; END"));
}

/// More is wrong than is listed, and the first of it is found last: it is named all the same.
#[test]
fn the_first_bad_revision_is_named_beyond_the_findings_that_are_listed() {
    check("every address and an early text", Some(2), "is not as it was recorded", |connection| {
        connection.execute_batch("UPDATE revisions SET hash = zeroblob(32) WHERE sequence > 2").expect("changed");
        connection
            .execute_batch("UPDATE urls SET last_seen = last_seen + 1; UPDATE checks SET checked_at = checked_at + 1")
            .expect("changed");
        let sql = "INSERT INTO urls (article, url, role, first_seen, last_seen, checksum)
                   SELECT 1, 'https://news.example/' || a.name || b.sequence, 'redirect', 0, 0, 0 FROM articles a, revisions b";
        connection.execute_batch(sql).expect("inserted");
        let edited = zstd::bulk::compress(b"The ferry never burned.", 3).expect("compressed");
        let sql = "UPDATE blobs SET data = ?1, size = 23 WHERE id = (SELECT text FROM revisions WHERE sequence = 2)";
        connection.execute(sql, [edited]).expect("edited");
    });
}

/// Whoever may write the store can write the whole record anew; the file beside it, or a checkpoint, knows.
#[test]
fn a_record_that_was_written_anew() {
    check("written anew", Some(33), "was written anew", |connection| {
        connection.execute("UPDATE revisions SET headline = 'Ferry saved' WHERE sequence = 31", []).expect("edited");
        let path = connection.path().expect("a file").to_owned();
        let store = Sqlite::open(Path::new(&path).parent().expect("a folder")).expect("opens");
        let mut anew: Vec<(u64, Hash)> = Vec::new();
        let mut visit = |leaf: writethru::store::Leaf| {
            let mut record = leaf.record;
            record.previous = anew.last().map(|(_, hash)| *hash);
            anew.push((record.sequence, record.hash()));
            ControlFlow::Continue(())
        };
        store.records(0, &mut visit).expect("read");
        for (sequence, hash) in anew {
            connection.execute("UPDATE revisions SET hash = ?2 WHERE sequence = ?1", params![sequence, hash.0]).expect("written");
        }
    });
}

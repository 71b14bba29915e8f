//! The file: its version, its copies, folders that may not be written.

use crate::support::{add, at, fill, history, seen};
use rusqlite::Connection;
use std::fs;
use writethru::store::{
    Capture, Check, CheckOutcome, DATABASE, Depth, Error, FORMAT, Fields, Hash, HeadFile, Observation, Role, Sqlite, Store, What,
};

const ALL: Depth = Depth::Data { percent: 100, seed: 0 };

#[test]
fn there_is_no_store_until_something_is_added() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(matches!(Sqlite::open(folder.path()), Err(Error::NotThere { .. })));
    let mut store = Sqlite::create(&folder.path().join("a/b")).expect("a store");
    add(&mut store, "ferry", 0, "one");
    assert!(Sqlite::open(&folder.path().join("a/b")).is_ok());
}

#[test]
fn a_newer_format_is_refused_politely_and_another_database_too() {
    let folder = tempfile::tempdir().expect("a folder");
    add(&mut Sqlite::create(folder.path()).expect("a store"), "ferry", 0, "one");
    let connection = Connection::open(folder.path().join(DATABASE)).expect("opens");
    connection.execute_batch(&format!("PRAGMA user_version = {}", FORMAT + 2)).expect("set");
    drop(connection);
    for opened in [Sqlite::open(folder.path()), Sqlite::create(folder.path())] {
        let error = opened.err().expect("refused");
        assert!(!error.is_damage() && error.to_string().contains("has format 3; this version of writethru reads up to 1"), "{error}");
    }
    let other = tempfile::tempdir().expect("a folder");
    let connection = Connection::open(other.path().join(DATABASE)).expect("opens");
    connection.execute_batch("CREATE TABLE a (b)").expect("made");
    drop(connection);
    for opened in [Sqlite::open(other.path()), Sqlite::create(other.path())] {
        assert!(matches!(opened, Err(Error::NotAStore { .. })));
    }
    fs::write(other.path().join(DATABASE), "a text that somebody put here, long enough to be looked at").expect("written");
    assert!(Sqlite::open(other.path()).err().expect("refused").is_damage());
}

#[test]
fn the_golden_store_of_this_format_opens() {
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store/golden/v1");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let _ = fs::remove_dir_all(&golden);
        fs::create_dir_all(&golden).expect("made");
        let made = tempfile::tempdir().expect("a folder");
        let mut store = Sqlite::create(made.path()).expect("a store");
        fill(&mut store, 2, 10);
        add(&mut store, "ferry", 0, "Ferry burns\n\nTwelve died.");
        store.backup(&golden.join(DATABASE)).expect("copied");
        fs::copy(made.path().join("store.head"), golden.join("store.head")).expect("copied");
    }
    let folder = tempfile::tempdir().expect("a folder");
    for name in [DATABASE, "store.head"] {
        fs::copy(golden.join(name), folder.path().join(name)).expect("copied");
    }
    let mut store = Sqlite::create(folder.path()).expect("opens");
    let head = store.head().expect("read");
    assert_eq!(head.size, 17);
    assert_eq!(head.hash.expect("a hash").to_string(), include_str!("golden/v1.head").trim());
    assert!(store.verify(ALL, &mut |_, _| {}).expect("looked").is_clean());
    let ferry = store.find("ferry").expect("searched")[0].id;
    assert_eq!(history(&store, ferry), [(0, "Ferry burns\n\nTwelve died.".to_owned())]);
    add(&mut store, "ferry", 10, "Ferry burns\n\nThirteen died.");
    assert!(store.verify(ALL, &mut |_, _| {}).expect("looked").is_clean());
}

/// One of everything that can be in a store: a capture with its bytes, fields, addresses, a sighting whose dates changed, a failed
/// check, a revert, an insertion with a reinstated sighting, several texts at one instant.
fn fill_with_everything(store: &mut Sqlite) {
    let fields = Fields {
        headline: Some("Ferry burns".into()),
        alternative_headline: Some("Twelve dead off Évrane".into()),
        byline: Some("Mara Ostrowe".into()),
        date_published: Some("2025-08-18T18:40:00-04:00".into()),
        date_modified: None,
    };
    let page = b"<article><h1>Ferry burns</h1><p>Twelve died.</article>";
    let capture = Capture {
        sha256: Hash::of(page),
        size: page.len() as u64,
        captured_at: Some(at(-5)),
        url: Some("https://news.example/ferry.html".into()),
        status: Some(200),
        headers: Some(r#"[["content-type","text/html"]]"#.into()),
        media_type: Some("text/html".into()),
        location: Some("crawl.warc.gz#4711".into()),
        bytes: Some(page.to_vec()),
    };
    let first = Observation {
        article: None,
        url: Some("https://news.example/ferry.html".into()),
        addresses: vec![(Role::Redirect, "https://news.example/f".into()), (Role::Canonical, "https://news.example/ferry".into())],
        fields: fields.clone(),
        extractor: "html/1".into(),
        capture: Some(capture),
        ..seen("", 0, "Ferry burns\n\nTwelve died.")
    };
    let again = |minutes, modified: &str| Observation {
        observed_at: at(minutes),
        capture: None,
        fields: Fields { date_modified: Some(modified.into()), ..fields.clone() },
        ..first.clone()
    };
    store.add(&[first.clone(), again(10, "2025-08-18T19:09:00-04:00"), again(20, "2025-08-18T19:09:00-04:00")]).expect("added");
    // Between two sightings: the second becomes a revision.
    let between = Observation { text: "Ferry burns\n\nThirteen died.".into(), ..again(15, "2025-08-18T19:14:00-04:00") };
    let outcome = store.add(&[between]).expect("added").remove(0);
    assert!(matches!(outcome.what, What::Added { reinstated: Some(_), .. }), "{outcome:?}");
    store.add(&[seen("bridge", 0, "Bridge shut"), seen("bridge", 0, "Bridge open"), seen("bridge", 5, "Bridge shut")]).expect("added");
    let failed = Check { article: "bridge".into(), checked_at: at(30), outcome: CheckOutcome::Failed, reason: Some("no answer".into()) };
    store.add_checks(&[failed]).expect("added");
}

/// Everything that was written by this version reads back with every later one.
#[test]
fn the_golden_store_with_everything_in_it_reads_back() {
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store/golden/v1-everything");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let _ = fs::remove_dir_all(&golden);
        fs::create_dir_all(&golden).expect("made");
        let made = tempfile::tempdir().expect("a folder");
        let mut store = Sqlite::create(made.path()).expect("a store");
        fill_with_everything(&mut store);
        store.backup(&golden.join(DATABASE)).expect("copied");
        fs::copy(made.path().join("store.head"), golden.join("store.head")).expect("copied");
    }
    let (folder, mut anew) = (tempfile::tempdir().expect("a folder"), Sqlite::in_memory().expect("a store"));
    for name in [DATABASE, "store.head"] {
        fs::copy(golden.join(name), folder.path().join(name)).expect("copied");
    }
    fill_with_everything(&mut anew);
    let old = Sqlite::create(folder.path()).expect("opens");
    let verdict = old.verify(ALL, &mut |_, _| {}).expect("looked");
    assert!(verdict.is_clean() && matches!(verdict.head_file, HeadFile::Agrees(_)), "{verdict:?}");
    // What is recorded now is recorded as it was then: the same records, and the same beside them.
    assert_eq!(old.head().expect("read"), anew.head().expect("read"));
    let told = |store: &Sqlite| {
        let all = store.articles().expect("listed").into_iter().map(|overview| {
            let id = overview.article.id;
            let history = store.history(id).expect("read");
            let captures: Vec<_> = history.iter().map(|(stored, _)| store.capture(stored.sequence).expect("read")).collect();
            let beside = (store.checks(id).expect("read"), store.addresses(id).expect("read"), captures);
            format!("{overview:?}\n{history:?}\n{beside:?}\n")
        });
        all.collect::<String>()
    };
    let said = told(&old);
    assert_eq!(said, told(&anew));
    for part in ["Failed", "crawl.warc.gz#4711", "Mara Ostrowe", "date_modified: none → ", "Redirect", "html/1"] {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn copies_made_while_others_write_verify() {
    let folder = tempfile::tempdir().expect("a folder");
    fill(&mut Sqlite::create(folder.path()).expect("a store"), 2, 4);
    let (n_copies, path) = (if std::env::var_os("WRITETHRU_LONG").is_some() { 100 } else { 10 }, folder.path());
    let is_done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut store = Sqlite::create(path).expect("a store");
            for minute in 0.. {
                if is_done.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                store.add(&[seen("ferry", minute, &format!("Ferry burns, {minute}"))]).expect("added");
            }
        });
        let store = Sqlite::open(path).expect("opens");
        for n in 0..n_copies {
            let copy = folder.path().join(format!("copy{n}"));
            fs::create_dir(&copy).expect("made");
            store.backup(&copy.join(DATABASE)).expect("copied");
            let copied = Sqlite::open(&copy).expect("opens");
            let verdict = copied.verify(ALL, &mut |_, _| {}).expect("looked");
            assert!(verdict.is_clean() && verdict.head.size >= 7, "{verdict:?}");
        }
        is_done.store(true, std::sync::atomic::Ordering::Relaxed);
        let error = store.backup(&folder.path().join("copy0").join(DATABASE)).expect_err("it is there");
        assert!(error.to_string().starts_with("cannot write"), "{error}");
    });
}

/// Somebody who looks for a copy after the disk was full must find a whole one or none.
#[test]
fn a_copy_is_whole_or_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    fill(&mut Sqlite::create(folder.path()).expect("a store"), 3, 8);
    let copy = folder.path().join("copy.db");
    fs::write(folder.path().join("copy.db.part"), "").expect("written");
    let refused = Sqlite::open(folder.path()).expect("opens").backup(&copy).expect_err("somebody else may be writing it");
    assert!(refused.to_string().contains("copy.db.part"), "{refused}");
    fs::remove_file(folder.path().join("copy.db.part")).expect("removed");
    Sqlite::open(folder.path()).expect("opens").backup(&copy).expect("copied");
    fs::remove_file(&copy).expect("removed");
    // A page in the middle of the database is gone, so the copy ends midway.
    let path = folder.path().join(DATABASE);
    let mut bytes = fs::read(&path).expect("read");
    let middle = bytes.len() / 4096 / 2 * 4096;
    bytes[middle..].fill(0xA5);
    fs::write(&path, &bytes).expect("written");
    assert!(Sqlite::open(folder.path()).expect("opens").backup(&copy).is_err());
    let names = fs::read_dir(folder.path()).expect("listed").map(|entry| entry.expect("listed").file_name());
    let left: Vec<_> = names.filter(|name| name.to_string_lossy().starts_with("copy")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_read_all_the_same() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    fill(&mut Sqlite::create(folder.path()).expect("a store"), 1, 3);
    let mode = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).expect("set");
    mode(0o555);
    let is_kept_out = fs::write(folder.path().join("x"), "x").is_err();
    let read = Sqlite::open(folder.path()).and_then(|store| store.articles());
    let written = Sqlite::create(folder.path()).and_then(|mut store| store.add(&[seen("ferry", 0, "one")]));
    mode(0o755);
    assert_eq!(read.expect("read").len(), 1);
    // Whoever may do everything may write here too.
    if is_kept_out {
        let error = written.expect_err("kept out");
        assert!(matches!(error, Error::ReadOnly | Error::Io { .. }), "{error:?}");
    }
}

/// Pages share nine tenths of their bytes with the page before them, and are kept as what is new in them.
#[test]
fn pages_are_kept_small_and_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Sqlite::create(folder.path()).expect("a store");
    // What packs badly, as scripts and data of pages do.
    let mut state = 7_u64;
    let mut digits = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        format!("{:x}", state >> 8)
    };
    let furniture: String = (0..4_000).map(|_| digits()).collect();
    let page = |n: i64| format!("<script>{furniture}</script><p>Of {n} detectors none had failed.</p>").into_bytes();
    let of_page = |n: i64, bytes: Option<Vec<u8>>| Observation {
        capture: Some(Capture {
            sha256: Hash::of(&page(n)),
            size: page(n).len() as u64,
            captured_at: None,
            url: None,
            status: None,
            headers: None,
            media_type: Some("text/html".into()),
            location: None,
            bytes,
        }),
        ..seen("ferry", n, &format!("Of {n} detectors none had failed."))
    };
    for n in 0..20 {
        store.add(&[of_page(n, (n != 5).then(|| page(n)))]).expect("added");
    }
    // The very same page again is kept once.
    store.add(&[Observation { observed_at: at(20), ..of_page(3, Some(page(3))) }]).expect("added");
    assert_eq!(store.capture_bytes(21).expect("read"), Some(page(3)));
    for n in 0..20 {
        let kept = store.capture_bytes(u64::try_from(n).expect("small") + 1).expect("read");
        assert_eq!(kept, (n != 5).then(|| page(n)), "{n}");
    }
    assert!(store.capture(1).expect("read").is_some_and(|capture| capture.bytes.is_none()), "only where they are asked for");
    assert_eq!(store.capture_bytes(99).expect("read"), None);
    assert!(store.verify(ALL, &mut |_, _| {}).expect("looked").is_clean());
    drop(store);
    let connection = Connection::open(folder.path().join(DATABASE)).expect("opens");
    let (packed, whole): (usize, usize) =
        connection.query_row("SELECT SUM(length(data)), SUM(size) FROM blobs", [], |row| Ok((row.get(0)?, row.get(1)?))).expect("counted");
    assert!(packed * 8 < whole, "{packed} of {whole}");
}

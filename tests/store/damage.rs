//! Bits that flip and files that lose their end: it is reported, or every answer is what it was.
//!
//! `WRITETHRU_EVERY_BYTE=1` flips a bit in every byte of a store of 200 kB and cuts that at every 512 bytes, which takes half
//! an hour; otherwise in every 101st byte of a smaller one.

use crate::support::{fill, seen};
use std::fs;
use std::path::Path;
use writethru::store::{DATABASE, DERIVED, Depth, Derived, Error, HEAD_FILE, Hit, Query, Sqlite, Store, Wanted, search};

const ALL: Depth = Depth::Data { percent: 100, seed: 0 };

/// Everything a store says, in one string.
fn answers(folder: &Path) -> Result<String, Error> {
    let store = Sqlite::open(folder)?;
    let mut said = String::new();
    for overview in store.articles()? {
        let id = overview.article.id;
        let (history, checks, addresses) = (store.history(id)?, store.checks(id)?, store.addresses(id)?);
        let found = store.find(&overview.article.slug)?;
        said.push_str(&format!("{overview:?}\n{history:?}\n{checks:?}\n{addresses:?}\n{found:?}\n"));
    }
    Ok(said)
}

/// Whether damage is told: by an error, or by a finding.
fn is_told(folder: &Path) -> bool {
    // The log's index is made anew from the log, as after a restart of the machine.
    let _ = fs::remove_file(folder.join("store.db-shm"));
    let looked = Sqlite::open(folder).and_then(|store| store.verify(ALL, &mut |_, _| {}));
    looked.map_or(true, |verdict| !verdict.is_clean())
}

/// Either it is told, or the answers are the same.
fn check(folder: &Path, expected: &str, what: &str) -> bool {
    let is_told = is_told(folder);
    if !is_told {
        let said = answers(folder).unwrap_or_else(|error| panic!("{what}: not told, but {error}"));
        assert!(said == expected, "{what}: not told, and an answer is another");
    }
    is_told
}

/// A store with a part of its revisions in the log still, as a program that was killed leaves it.
fn store(articles: usize, editions: usize) -> tempfile::TempDir {
    let (living, folder) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let mut first = Sqlite::create(living.path()).expect("a store");
    fill(&mut first, articles, editions);
    drop(first);
    let mut store = Sqlite::create(living.path()).expect("a store");
    store.add(&[seen("ferry", 500, "Ferry burns\n\nTwelve died."), seen("ferry", 501, "Ferry burns\n\nThirteen died.")]).expect("added");
    store.add(&[seen("ferry", 502, "Ferry burns\n\nThirteen died.")]).expect("added");
    for name in [DATABASE, "store.db-wal", HEAD_FILE] {
        fs::copy(living.path().join(name), folder.path().join(name)).expect("copied");
    }
    folder
}

fn is_every() -> bool {
    std::env::var_os("WRITETHRU_EVERY_BYTE").is_some()
}

/// The store that is broken.
fn broken() -> tempfile::TempDir {
    if is_every() { store(13, 28) } else { store(3, 8) }
}

#[test]
fn a_flipped_bit_is_told_or_changes_nothing() {
    let (is_every, folder) = (is_every(), broken());
    let stride = if is_every { 1 } else { 101 };
    let expected = answers(folder.path()).expect("a sound store");
    assert!(!is_told(folder.path()), "a sound store");
    for name in [HEAD_FILE, "store.db-wal", DATABASE] {
        let path = folder.path().join(name);
        let sound = fs::read(&path).expect("read");
        let (mut n, mut n_told) = (0, 0);
        for at in (0..sound.len()).step_by(if name == HEAD_FILE { 1 } else { stride }) {
            let mut flipped = sound.clone();
            flipped[at] ^= 1 << (at * 7 % 8);
            fs::write(&path, &flipped).expect("written");
            n += 1;
            n_told += usize::from(check(folder.path(), &expected, &format!("a bit of byte {at} of {name}")));
        }
        fs::write(&path, &sound).expect("written");
        eprintln!("{name}, {} bytes: {n} flips, {n_told} told, the others without effect", sound.len());
        assert!(n_told > 0);
    }
}

/// What a search says of a store whose derived tables are there, and whether they are told to be wrong before that.
fn searched(folder: &Path) -> (bool, Vec<Hit>) {
    let store = Sqlite::open(folder).expect("opens");
    let looked = Derived::as_they_stand(&store)
        .and_then(|derived| derived.map_or(Ok(true), |derived| Ok(derived.wrong(&mut |_, _| {})?.is_empty() && derived.indexes_agree())));
    let query = Query { words: "council ferry".into(), limit: 1_000, ..Query::default() };
    let query = |wanted| Query { wanted, words: "the".into(), ..query.clone() };
    let mut hits = Vec::new();
    for wanted in [Wanted::Passages, Wanted::Claims { name: String::new(), figure: None }] {
        let answer = search(&store, &query(wanted), &mut |_, _| {}).expect("an answer, whatever became of the derived tables");
        assert_eq!(answer.unread, [], "the record is sound");
        hits.extend(answer.hits);
    }
    (!matches!(looked, Ok(true)), hits)
}

/// `verify` tells, or the search says what it said; it never fails, for the record is sound.
#[test]
fn a_flipped_bit_in_what_is_derived_is_told_or_changes_nothing() {
    let folder = store(2, 4);
    let (_, expected) = searched(folder.path());
    assert!(expected.len() > 20, "{}", expected.len());
    let path = folder.path().join(DERIVED);
    let sound = fs::read(&path).expect("read");
    let stride = if is_every() { 17 } else { 1_009 };
    let (mut n, mut n_told) = (0, 0);
    for at in (0..100).chain((100..sound.len()).step_by(stride)) {
        let mut flipped = sound.clone();
        flipped[at] ^= 1 << (at * 7 % 8);
        for end in ["-wal", "-shm"] {
            let _ = fs::remove_file(folder.path().join(format!("{DERIVED}{end}")));
        }
        fs::write(&path, &flipped).expect("written");
        let (is_told, hits) = searched(folder.path());
        assert!(is_told || hits == expected, "a bit of byte {at} of {}: not told, and the answer is another", sound.len());
        n += 1;
        n_told += usize::from(is_told);
    }
    eprintln!("{DERIVED}, {} bytes: {n} flips, {n_told} told, the others without effect", sound.len());
    assert!(n_told > 0);
}

#[test]
fn a_file_that_lost_its_end_is_told_or_changes_nothing() {
    let folder = broken();
    let expected = answers(folder.path()).expect("a sound store");
    for name in ["store.db-wal", DATABASE] {
        let path = folder.path().join(name);
        let sound = fs::read(&path).expect("read");
        let (mut n, mut n_told) = (0, 0);
        for length in (0..sound.len()).step_by(512) {
            fs::write(&path, &sound[..length]).expect("written");
            let is_told = check(folder.path(), &expected, &format!("{name} cut to {length} bytes"));
            assert!(is_told || name != DATABASE, "{name} cut to {length} bytes");
            n += 1;
            n_told += usize::from(is_told);
        }
        fs::write(&path, &sound).expect("written");
        eprintln!("{name}, {} bytes: cut at {n} places, {n_told} told, the others without effect", sound.len());
    }
}

#[test]
fn nobody_begins_anew_over_a_record_that_is_gone() {
    let folder = store(1, 2);
    fs::write(folder.path().join(DATABASE), b"").expect("written");
    fs::remove_file(folder.path().join("store.db-wal")).expect("removed");
    for opened in [Sqlite::create(folder.path()), Sqlite::open(folder.path())] {
        let error = opened.err().expect("refused");
        assert!(error.is_damage() && error.to_string().contains("the database is empty"), "{error}");
    }
}

/// What is lost stays told, however much is recorded after it, until whoever restored an older copy on purpose moves the file away.
#[test]
fn a_lost_end_is_told_however_much_is_recorded_after_it() {
    let folder = store(1, 4);
    fs::write(folder.path().join("store.db-wal"), b"").expect("written");
    assert!(is_told(folder.path()), "three looks of the ferry are lost");
    for minute in 510..513 {
        let mut store = Sqlite::create(folder.path()).expect("opens");
        store.add(&[seen("bridge", minute, &format!("Bridge shut\n\nFor {minute} days."))]).expect("recorded all the same");
        drop(store);
        assert!(is_told(folder.path()), "after minute {minute}");
    }
    fs::rename(folder.path().join(HEAD_FILE), folder.path().join("kept.head")).expect("moved");
    Sqlite::create(folder.path()).expect("opens").add(&[seen("bridge", 520, "Bridge open")]).expect("added");
    assert!(!is_told(folder.path()) && folder.path().join(HEAD_FILE).is_file());
}

/// The same of looks that brought nothing new: of these the file knows how many.
#[test]
fn lost_looks_are_told_though_a_revision_is_recorded_after_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Sqlite::create(folder.path()).expect("a store");
    store.add(&[seen("ferry", 0, "Ferry burns"), seen("ferry", 1, "Ferry burns"), seen("ferry", 2, "Ferry burns")]).expect("added");
    drop(store);
    let connection = rusqlite::Connection::open(folder.path().join(DATABASE)).expect("opens");
    connection.execute_batch("DELETE FROM checks WHERE id = 2").expect("deleted");
    drop(connection);
    assert!(is_told(folder.path()));
    Sqlite::create(folder.path()).expect("opens").add(&[seen("ferry", 5, "Ferry still burns")]).expect("added");
    assert!(is_told(folder.path()));
}

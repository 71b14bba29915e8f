//! What is broken in an export as WARC, and what other tools leave out of it.

use crate::export::write_warc;
use crate::ingest::import::{self, Item, Kind};
use crate::ingest::observed;
use crate::store::{Observation, Sqlite, Store};
use chrono::DateTime;
use std::ops::ControlFlow;

const FERRY: &str = "https://courier.example/ferry";

/// A page of an invented paper; `n` is a figure in it.
fn page(n: u32) -> String {
    format!(
        "<!doctype html><title>Ferry fire | Courier</title><article><h1>Ferry fire</h1><p>The fire broke out at dawn on Monday on the car deck of \
         the ferry, the coast guard said, and spread quickly.</p><p>Varn Lines, which runs the ferry, said that all {n} detectors had been \
         tested in the spring, and that none had failed.</p></article>"
    )
}

/// What `import` makes of a file.
#[derive(Default)]
struct Found {
    seen: Vec<Observation>,
    refused: Vec<String>,
}

impl Found {
    fn names(&self) -> String {
        self.seen.iter().map(|seen| seen.article.as_deref().unwrap_or("-")).collect::<Vec<_>>().join(" ")
    }

    fn refuses(&self, expected: &[&str]) {
        assert_eq!(self.refused.len(), expected.len(), "{:#?}", self.refused);
        for (refused, part) in self.refused.iter().zip(expected) {
            assert!(refused.contains(part), "{part:?} in {refused:?}");
        }
    }

    fn gives(&self, figures: &[u32]) {
        assert_eq!(self.seen.len(), figures.len());
        assert!(self.seen.iter().zip(figures).all(|(seen, n)| seen.text.contains(&format!("all {n} detectors"))));
    }
}

fn taken(bytes: &[u8]) -> Result<Found, import::Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("e.warc");
    std::fs::write(&path, bytes).expect("written");
    let mut found = Found::default();
    import::read(&path, Kind::Warc, None, &mut |item| {
        match item {
            Item::Seen(seen) => found.seen.push(seen.observation),
            Item::Refused(refusal) => found.refused.push(refusal.why),
        }
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

/// A store with two pages and a text, as WARC, its records unpacked and apart.
fn exported() -> Vec<Vec<u8>> {
    let mut store = Sqlite::in_memory().expect("a store");
    for (n, at) in [(64, "2031-05-05T08:00:00Z"), (46, "2031-05-05T09:00:00Z")] {
        let page = page(n);
        let found = observed::page(page.as_bytes(), Some(FERRY), None).expect("an article");
        let observation = found.at(DateTime::parse_from_rfc3339(at).expect("a time"));
        store.add(&[Observation { article: Some("ferry".to_owned()), url: Some(FERRY.to_owned()), ..observation }]).expect("added");
    }
    store
        .add(&[Observation::of_text("dock", DateTime::parse_from_rfc3339("2031-05-05T10:00:00+02:00").expect("a time"), "A text.\r\n")])
        .expect("added");
    let mut packed = Vec::new();
    write_warc(&store, None, &mut packed).expect("written");
    let mut whole = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(&packed[..]), &mut whole).expect("unpacked");
    let starts: Vec<usize> = memchr::memmem::find_iter(&whole, b"WARC/1.1\r\n").chain([whole.len()]).collect();
    starts.windows(2).map(|pair| whole[pair[0]..pair[1]].to_vec()).collect()
}

#[test]
fn an_export_with_records_missing_gives_what_there_is() {
    let records = exported();
    assert_eq!(records.len(), 9);
    let read = |kept: &[usize]| taken(&kept.iter().flat_map(|k| records[*k].clone()).collect::<Vec<u8>>()).expect("read");
    let whole = read(&[0, 1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(whole.names(), "ferry ferry dock");
    assert_eq!(whole.seen[2].observed_at.to_rfc3339(), "2031-05-05T10:00:00+02:00");
    assert!(whole.seen[0].capture.as_ref().is_some_and(|capture| capture.bytes.as_deref() == Some(page(64).as_bytes())));
    // What other tools leave out: notes, or texts, or pages, or the head of the file.
    let pages = read(&[0, 1, 4]);
    pages.gives(&[64, 46]);
    let without_notes = read(&[0, 1, 2, 4, 5, 7]);
    without_notes.gives(&[64, 46]);
    let without_texts = read(&[1, 3, 4, 6, 8]);
    without_texts.refuses(&["the text that it is about does not stand before it"; 3]);
    let without_pages = read(&[2, 3, 5, 6, 7, 8]);
    assert_eq!(without_pages.names(), "ferry ferry dock");
    assert!(without_pages.seen[0].capture.as_ref().is_some_and(|capture| capture.bytes.is_none()));
    let mixed_up = read(&[1, 2, 6]);
    assert_eq!(mixed_up.seen.len(), 0);
    mixed_up.refuses(&["the text that it is about does not stand before it"]);
    read(&[0]).refuses(&["has no record of a page"]);
}

#[test]
fn what_was_changed_in_an_export_is_refused() {
    let records = exported();
    let with = |k: usize, from: &str, to: &str| {
        let changed = |n: usize, record: &Vec<u8>| {
            if n != k {
                return record.clone();
            }
            let text = String::from_utf8(record.clone()).expect("a text");
            assert!(text.contains(from), "{text}");
            text.replace(from, to).into_bytes()
        };
        let bytes: Vec<u8> = records.iter().enumerate().flat_map(|(n, record)| changed(n, record)).collect();
        taken(&bytes).expect("read")
    };
    with(2, "64 detectors", "46 detectors").refuses(&["its text is not the one that its SHA-256 names"]);
    with(3, "writethru.warc/1", "writethru.warc/2").refuses(&[]);
    with(3, "\"schema\":\"writethru.warc/1\",\"file\":\"<", "\"schema\":\"xwritethru.warc/1\",\"file\":\"")
        .refuses(&["is of “xwritethru.warc/1”"]);
    // The page is not what was captured: its text is, for that has its own hash.
    let page = with(1, "64 detectors", "46 detectors");
    assert_eq!((page.seen.len(), page.seen[0].capture.as_ref().map(|capture| capture.bytes.is_some())), (3, Some(false)));
}

#[test]
fn any_byte_of_an_export_may_be_wrong() {
    let bytes = exported().concat();
    for at in (0..bytes.len()).step_by(53) {
        let mut broken = bytes.clone();
        broken[at] ^= 0x15;
        for bytes in [&broken[..], &bytes[..at]] {
            // A page whose text cannot be told to be its own is read as well.
            assert!(taken(bytes).map_or(0, |found| found.seen.len()) <= 4);
        }
    }
}

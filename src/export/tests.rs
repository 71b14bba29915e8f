//! Cells that a spreadsheet must not run, and what goes out comes back.

use crate::report::csv::cell as quoted;

#[cfg(feature = "html")]
mod warc;

#[test]
fn no_cell_is_a_formula_and_every_cell_is_one_cell() {
    for (cell, expected) in [
        ("plain", "plain"),
        ("=1+1", "\"'=1+1\""),
        ("@SUM(A1)", "\"'@SUM(A1)\""),
        ("-3 degrees", "\"'-3 degrees\""),
        ("+49", "\"'+49\""),
        ("\tx", "\"'\tx\""),
        ("a,b", "\"a,b\""),
        ("say “\"no\"”", "\"say “\"\"no\"\"”\""),
        ("two\nlines", "\"two\nlines\""),
        ("", ""),
    ] {
        assert_eq!(quoted(cell), expected);
    }
}

mod exchange {
    use crate::export::{Bag, write_bag, write_folder, write_jsonl, write_warc};
    use crate::ingest::import::{self, Item, Kind};
    use crate::store::{Capture, Fields, Hash, Head, Observation, Sqlite, Store};
    use chrono::{DateTime, FixedOffset, TimeZone};
    use proptest::prelude::*;
    use std::ops::ControlFlow;
    use std::path::Path;

    fn some(any: impl Strategy<Value = String>) -> impl Strategy<Value = Option<String>> {
        proptest::option::of(any)
    }

    /// Few articles, times and texts, so that they meet; some of them hostile.
    fn observation() -> impl Strategy<Value = Observation> {
        let article =
            prop_oneof![Just("ferry"), Just("Ferry"), Just("../../etc"), Just("con"), Just("https://news.example/ferry?a=1"), Just("a\nb")];
        let text = prop_oneof![
            Just("Ferry fire\n\nTwelve hurt.".to_owned()),
            Just("Ferry fire\r\n\r\nFourteen hurt.".to_owned()),
            Just(String::new()),
            Just("\u{FEFF}\0=1+1".to_owned()),
            "\\PC{0,40}"
        ];
        let field = || some(prop_oneof![Just(String::new()), Just("=x".to_owned()), "\\PC{0,8}"]);
        // The answer of a server, and when it came.
        // Few pages, so that one comes again; some are not kept.
        let page = (0..6_u8, any::<bool>(), proptest::option::of(any::<u16>()), -3..3_i64);
        let hash = proptest::option::of(page);
        (article, 0..40_i64, -2..3_i32, text, field(), field(), field(), hash).prop_map(
            |(article, at, zone, text, headline, byline, dated, hash)| {
                let zone = FixedOffset::east_opt(zone * 1800).expect("an offset");
                Observation {
                    article: Some(article.to_owned()),
                    url: (at % 3 == 0).then(|| format!("https://news.example/{}", at % 2)),
                    addresses: Vec::new(),
                    observed_at: zone.timestamp_micros(1_755_546_060_000_000 + at * 1_500_000).single().expect("a time"),
                    text,
                    fields: Fields { headline, byline, date_published: dated, ..Fields::default() },
                    extractor: "text/1".to_owned(),
                    capture: hash.map(|(page, is_kept, status, later)| Capture {
                        sha256: Hash::of(&[page; 3]),
                        size: 3,
                        captured_at: (later > 0)
                            .then(|| zone.timestamp_micros(1_755_546_060_000_000 + later * 1_250_000).single())
                            .flatten(),
                        url: (later == 0).then(|| "https://news.example/feed".to_owned()),
                        status,
                        headers: status.map(|_| r#"[["Content-Type","text/html; charset=utf-8"]]"#.to_owned()),
                        media_type: (later < 0).then(|| "text/html".to_owned()),
                        location: Some("somewhere#1".to_owned()),
                        bytes: is_kept.then(|| vec![page; 3]),
                    }),
                }
            },
        )
    }

    /// A store of what is in `from`, all of which is taken.
    fn copy(from: &Path, kind: Kind) -> Sqlite {
        let mut store = Sqlite::in_memory().expect("a store");
        import::read(from, kind, None, &mut |item| {
            match item {
                Item::Seen(seen) => drop(store.add(&[seen.observation]).expect("added")),
                Item::Refused(refusal) => panic!("{refusal:?}"),
            }
            ControlFlow::Continue(())
        })
        .expect("read");
        store
    }

    /// What such a store holds: its head, and what the revisions were made from, which no hash covers.
    fn taken(from: &Path, kind: Kind) -> (Head, Vec<Option<Capture>>) {
        whole(&copy(from, kind))
    }

    fn whole(store: &Sqlite) -> (Head, Vec<Option<Capture>>) {
        let head = store.head().expect("a head");
        (head, (1..=head.size).map(|sequence| store.capture(sequence).expect("read")).collect())
    }

    /// The pages that a store keeps, by revision.
    fn pages(store: &Sqlite) -> Vec<Option<Vec<u8>>> {
        let n = store.head().expect("a head").size;
        (1..=n).map(|sequence| store.capture_bytes(sequence).expect("read")).collect()
    }

    fn warc(store: &Sqlite) -> Vec<u8> {
        let mut out = Vec::new();
        write_warc(store, None, &mut out).expect("written");
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// The hash of the last record covers all before it, so equal heads are equal logs.
        #[test]
        fn what_goes_out_comes_back_the_same(observations in proptest::collection::vec(observation(), 1..25)) {
            let mut store = Sqlite::in_memory().expect("a store");
            for one in &observations {
                store.add(std::slice::from_ref(one)).expect("added");
            }
            let folder = tempfile::tempdir().expect("a folder");
            let (as_folder, as_lines) = (folder.path().join("f"), folder.path().join("e.jsonl"));
            write_folder(&store, None, &as_folder).expect("written");
            write_jsonl(&store, None, &mut std::fs::File::create(&as_lines).expect("a file")).expect("written");
            let as_warc = folder.path().join("e.warc.gz");
            std::fs::write(&as_warc, warc(&store)).expect("written");
            let expected = whole(&store);
            prop_assert_eq!(&taken(&as_folder, Kind::Folder), &expected);
            prop_assert_eq!(&taken(&as_lines, Kind::Jsonl), &expected);
            #[cfg(feature = "html")]
            prop_assert_eq!(&taken(&as_warc, Kind::Warc), &expected);
        }
    }

    /// A page with `n` in it, as `status` if a server answered.
    fn of_page(article: &str, minute: u32, n: u32, status: Option<u16>) -> Observation {
        let page = format!("<p>Twelve of {n} detectors failed.</p>").into_bytes();
        let at = DateTime::parse_from_rfc3339(&format!("2025-08-18T19:{minute}:00-04:00")).expect("a time");
        Observation {
            url: article.starts_with("http").then(|| article.to_owned()),
            extractor: "html/1".to_owned(),
            capture: Some(Capture {
                status,
                headers: status.map(|_| "[[\"Content-Type\",\"text/html\"],[\"Content-Encoding\",\"br\"]]".to_owned()),
                media_type: Some("text/html".to_owned()),
                bytes: Some(page.clone()),
                ..crate::ingest::observed::capture(&page)
            }),
            ..Observation::of_text(article, at, format!("Twelve of {n} detectors failed."))
        }
    }

    #[cfg(feature = "html")]
    #[test]
    fn a_warc_file_is_the_same_bytes_and_comes_back_with_its_pages() {
        let mut store = Sqlite::in_memory().expect("a store");
        let url = "https://courier.example/ferry";
        let text =
            Observation::of_text("pool & pier\n", DateTime::parse_from_rfc3339("2025-08-18T19:41:00.5Z").expect("a time"), "A text.");
        // A text in another encoding, kept as it came.
        let plain = of_page("pier", 50, 3, None);
        let media_type = Some("text/plain; charset=latin1".to_owned());
        let plain = Observation { capture: plain.capture.clone().map(|capture| Capture { media_type, ..capture }), ..plain };
        let seen = [
            of_page(url, 10, 64, Some(200)),
            of_page(url, 20, 46, Some(200)),
            of_page(url, 30, 64, Some(200)),
            of_page("dock", 40, 9, None),
            text,
            plain,
        ];
        store.add(&seen).expect("added");
        let bytes = warc(&store);
        assert_eq!(warc(&store), bytes);
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("e.warc.gz");
        std::fs::write(&path, &bytes).expect("written");
        let copy = copy(&path, Kind::Warc);
        assert_eq!((whole(&copy), pages(&copy)), (whole(&store), pages(&store)));
        assert_eq!(warc(&copy), bytes, "and so forth");
    }

    /// What another tool reads of it: kinds, addresses, digests, and every record by its own place.
    #[cfg(feature = "html")]
    #[test]
    fn records_stand_alone_and_say_what_they_are() {
        use crate::ingest::warc::{Reader, Verdict};
        let mut store = Sqlite::in_memory().expect("a store");
        let url = "https://courier.example/ferry";
        let text =
            Observation::of_text("pool 100%\r\nX: y", DateTime::parse_from_rfc3339("2025-08-18T19:41:00.5Z").expect("a time"), "A text.");
        let without = Observation { capture: Some(crate::ingest::observed::capture(b"gone")), ..of_page("dock", 50, 1, None) };
        store
            .add(&[of_page(url, 10, 64, Some(200)), of_page(url, 20, 46, Some(200)), of_page(url, 30, 64, Some(200)), text, without])
            .expect("added");
        let mut out = Vec::new();
        let written = write_warc(&store, None, &mut out).expect("written");
        assert_eq!((written.n_revisions, written.n_pages, written.n_without), (5, 3, 1));
        let records: Vec<_> = Reader::new(&out[..]).collect::<Result<_, _>>().expect("whole");
        assert!(records.iter().all(|record| record.verdict == Verdict::Match && record.warnings.is_empty()), "{records:#?}");
        let kinds: Vec<String> = records.iter().map(|record| format!("{:?}", record.kind)).collect();
        let expected = "Other Response Conversion Metadata Response Conversion Metadata Revisit Conversion Metadata Resource Metadata Conversion Metadata";
        assert_eq!(kinds.join(" "), expected);
        assert_eq!(records[7].body, records[1].body, "the page that it repeats");
        assert_eq!(records[1].http.as_ref().expect("an answer").header("X-Orig-Content-Encoding"), Some("br"));
        assert_eq!(records[10].url.as_deref(), Some("urn:writethru:pool%20100%25%0D%0AX:%20y"));
        assert_eq!(records[10].date.expect("a time").to_rfc3339(), "2025-08-18T19:41:00.500+00:00");
        let members = out.windows(4).filter(|window| *window == [0x1F, 0x8B, 8, 0]).count();
        assert!(members >= records.len(), "a member a record");
        let only = std::collections::HashSet::from(["dock".to_owned()]);
        assert_eq!(write_warc(&store, Some(&only), &mut Vec::new()).expect("written").n_revisions, 1);
    }

    #[test]
    fn a_bag_holds_what_its_checkpoint_is_of() {
        let mut store = Sqlite::in_memory().expect("a store");
        let at = DateTime::parse_from_rfc3339("2025-08-18T19:41:00Z").expect("a time");
        for name in ["ferry", "pool", "recorded after the checkpoint"] {
            store.add(&[Observation::of_text(name, at, name)]).expect("added");
        }
        let folder = tempfile::tempdir().expect("a folder");
        let bag = Bag { date: "2025-08-19".to_owned(), checkpoint: "of two".to_owned(), size: 2 };
        assert_eq!(write_bag(&store, None, &bag, &folder.path().join("b")).expect("packed"), 2);
        assert_eq!(taken(&folder.path().join("b"), Kind::Folder).0.size, 2);
    }

    #[test]
    fn no_file_of_an_export_lies_outside_it() {
        let mut store = Sqlite::in_memory().expect("a store");
        let at = DateTime::parse_from_rfc3339("2025-08-18T19:41:00Z").expect("a time");
        for name in ["../up", "/abs", "C:\\x", "nul", "..", "a/../../b", "index.jsonl", "\u{202E}"] {
            store.add(&[Observation::of_text(name, at, name)]).expect("added");
        }
        let folder = tempfile::tempdir().expect("a folder");
        write_folder(&store, None, &folder.path().join("out")).expect("written");
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1);
        assert!(write_folder(&store, None, &folder.path().join("out")).is_err_and(|e| e.is_wrong_use()), "never over something");
    }
}

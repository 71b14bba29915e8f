//! Cells that a spreadsheet must not run, and what goes out comes back.

use crate::report::csv::cell as quoted;

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
    use crate::export::{Bag, write_bag, write_folder, write_jsonl};
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
        let hash = proptest::option::of((any::<[u8; 32]>(), proptest::option::of(any::<u16>()), -3..3_i64));
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
                    capture: hash.map(|(hash, status, later)| Capture {
                        sha256: Hash(hash),
                        size: 3,
                        captured_at: (later > 0)
                            .then(|| zone.timestamp_micros(1_755_546_060_000_000 + later * 1_250_000).single())
                            .flatten(),
                        url: (later == 0).then(|| "https://news.example/feed".to_owned()),
                        status,
                        headers: status.map(|_| r#"[["Content-Type","text/html; charset=utf-8"]]"#.to_owned()),
                        media_type: (later < 0).then(|| "text/html".to_owned()),
                        location: Some("somewhere#1".to_owned()),
                        bytes: None,
                    }),
                }
            },
        )
    }

    /// What the store has taken in from `from`: its head, and what the revisions were made from, which no hash covers.
    fn taken(from: &Path, kind: Kind) -> (Head, Vec<Option<Capture>>) {
        let mut store = Sqlite::in_memory().expect("a store");
        import::read(from, kind, None, &mut |item| {
            match item {
                Item::Seen(seen) => drop(store.add(&[seen.observation]).expect("added")),
                Item::Refused(refusal) => panic!("{refusal:?}"),
            }
            ControlFlow::Continue(())
        })
        .expect("read");
        whole(&store)
    }

    fn whole(store: &Sqlite) -> (Head, Vec<Option<Capture>>) {
        let head = store.head().expect("a head");
        (head, (1..=head.size).map(|sequence| store.capture(sequence).expect("read")).collect())
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
            let expected = whole(&store);
            prop_assert_eq!(&taken(&as_folder, Kind::Folder), &expected);
            prop_assert_eq!(&taken(&as_lines, Kind::Jsonl), &expected);
        }
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

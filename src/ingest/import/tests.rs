//! Every format, made here with invented text; and what is broken in each.

use super::*;
use crate::store::Hash;
use flate2::Compression;
use flate2::write::GzEncoder;
use rusqlite::Connection;
use std::fs;
use std::io::Write;
use tempfile::TempDir;

#[cfg(feature = "html")]
mod captures;
mod databases;
#[cfg(feature = "html")]
mod pages;
mod repositories;

/// What a reader gave: `article | url | time | text`, line feeds as `/`, the refusals, and what was odd about what was taken.
#[derive(Default)]
struct Found {
    seen: Vec<Observation>,
    refused: Vec<String>,
    odd: Vec<String>,
}

impl Found {
    fn rows(&self) -> Vec<String> {
        let row = |o: &Observation| {
            let name = |name: &Option<String>| name.clone().unwrap_or("-".to_owned());
            format!("{} | {} | {} | {}", name(&o.article), name(&o.url), o.observed_at.to_rfc3339(), o.text.replace('\n', "/"))
        };
        self.seen.iter().map(row).collect()
    }

    /// Fails unless exactly these were refused, each for a reason that has these words.
    fn refuses(&self, expected: &[&str]) {
        assert_eq!(self.refused.len(), expected.len(), "{:#?}", self.refused);
        for (refused, part) in self.refused.iter().zip(expected) {
            assert!(refused.contains(part), "{part:?} in {refused:?}");
        }
    }
}

fn take(from: &Path, kind: Kind) -> Result<Found, Error> {
    let mut found = Found::default();
    read(from, kind, None, &mut |item| {
        match item {
            Item::Seen(seen) => {
                found.odd.extend(seen.oddities.iter().map(|oddity| format!("{} {oddity}", seen.place)));
                found.seen.push(seen.observation);
            }
            Item::Refused(Refusal { place, why }) => found.refused.push(format!("{place}: {why}")),
        }
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

/// Reads a source whose kind must be told right.
fn told(from: &Path, kind: Kind) -> Found {
    assert_eq!(detect(from).expect("told"), kind);
    take(from, kind).expect("read")
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("made");
        fs::write(path, content).expect("written");
    }
    folder
}

fn database(folder: &TempDir, name: &str, sql: &str) -> std::path::PathBuf {
    let path = folder.path().join(name);
    Connection::open(&path).expect("opened").execute_batch(sql).expect("made");
    path
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut to = GzEncoder::new(Vec::new(), Compression::fast());
    to.write_all(bytes).expect("packed");
    to.finish().expect("packed")
}

/// Brotli without compression: window 16, one stored block, the empty last one.
fn brotli(text: &str) -> Vec<u8> {
    let head = (u32::try_from(text.len()).expect("short") - 1) << 4 | 1 << 20;
    [&head.to_le_bytes()[..3], text.as_bytes(), &[3]].concat()
}

const DAMAGED: &[u8] = b"\xC3\x28\x00\xFF\x01\x02\x00";

#[test]
fn folders_of_files_named_by_time() {
    let from = folder(&[
        ("ferry/2025-08-18T1941-0400.txt", b"Ferry fire"),
        ("ferry/2025-08-18T2341Z.txt", b"the same time"),
        ("ferry/notes.md", b"x"),
        ("deep/er/bridge/2025-08-19T0700Z.txt", b"Bridge"),
        ("deep/er/bridge/2025-08-19T0800Z.txt", DAMAGED),
        (".hidden/2025-08-19T0700Z.txt", b"x"),
    ]);
    let found = take(from.path(), Kind::Folder).expect("read");
    assert_eq!(
        found.rows(),
        ["deep/er/bridge | - | 2025-08-19T07:00:00+00:00 | Bridge", "ferry | - | 2025-08-18T19:41:00-04:00 | Ferry fire"]
    );
    found.refuses(&["is not a text", "the same time as “2025-08-18T1941-0400.txt”", "gives no time"]);
    assert_eq!(told(&from.path().join("ferry"), Kind::Folder).rows().len(), 1);
    let empty = folder(&[("a.md", b"x")]);
    assert!(detect(empty.path()).is_err_and(|e| e.is_wrong_use()));
    assert!(take(empty.path(), Kind::Folder).is_err());
}

#[cfg(unix)]
#[test]
fn links_in_folders_are_not_followed() {
    let from = folder(&[("a/2025-08-18T1941Z.txt", b"one")]);
    std::os::unix::fs::symlink("/etc/hostname", from.path().join("a/2025-08-19T1941Z.txt")).expect("linked");
    std::os::unix::fs::symlink(from.path(), from.path().join("a/loop")).expect("linked");
    let found = told(from.path(), Kind::Folder);
    assert_eq!(found.seen.len(), 1);
    found.refuses(&["is a link", "is a link"]);
}

#[test]
fn json_lines_and_what_is_broken_in_them() {
    let long = "x".repeat(10 << 20);
    let lines = [
        "\u{FEFF}{\"url\":\"https://news.example/a\",\"time\":\"2025-08-18T19:41:00-04:00\",\"title\":\"Ferry fire\",\"body\":\"Twelve hurt.\"}".to_owned(),
        "{\"article\":7,\"observed_at\":1755546060,\"headline\":\"Ferry\",\"text\":\"Ferry\\n\\nAll out.\",\"extra\":[1]}".to_owned(),
        String::new(),
        "{\"url\":\"https://news.example/a\",\"time\":\"yester".to_owned(),
        "[1,2]".to_owned(),
        "{\"time\":\"2025-08-18\",\"body\":\"x\"}".to_owned(),
        "{\"url\":\"u\",\"time\":\"yesterday\",\"body\":\"x\"}".to_owned(),
        "{\"url\":\"u\",\"time\":\"2025-08-18\"}".to_owned(),
        "{\"url\":\"u\",\"time\":\"2025-08-18\",\"body\":\" \"}".to_owned(),
        "{\"url\":\"u\",\"time\":\"2025-08-18\",\"text\":\"x\",\"sha256\":\"00\"}".to_owned(),
        format!("{{\"url\":\"u\",\"time\":\"2025-08-18\",\"body\":\"{long}\"}}"),
        "[".repeat(200_000),
    ];
    let content = lines.join("\n").into_bytes();
    let from = folder(&[("t.jsonl", &content), ("t.jsonl.gz", &gzip(&content)), ("cut.gz", &gzip(&content)[..400])]);
    for name in ["t.jsonl", "t.jsonl.gz"] {
        let found = told(&from.path().join(name), Kind::Jsonl);
        assert_eq!(
            found.rows()[..2],
            [
                "- | https://news.example/a | 2025-08-18T19:41:00-04:00 | Ferry fire//Twelve hurt.",
                "7 | - | 2025-08-18T19:41:00+00:00 | Ferry//All out."
            ]
        );
        assert_eq!(found.seen.len(), 3, "ten million characters are a text");
        found.refuses(&[
            "line 4: is not JSON",
            "line 5",
            "neither url nor article",
            "“yesterday” is no time",
            "neither text nor body",
            "is empty",
            "not the one that its SHA-256 names",
            "line 12: is not JSON",
        ]);
    }
    let cut = take(&from.path().join("cut.gz"), Kind::Jsonl).expect("read");
    assert!(cut.refused.last().is_some_and(|last| last.contains("cannot be read from here")), "{:?}", cut.refused);
}

#[test]
fn csv_by_its_header_and_what_is_broken_in_it() {
    let content = "\u{FEFF}Title,URL,time,body,other\r\n\
                   \"Ferry, fire\",https://news.example/a,2025-08-18T19:41Z,\"Two\nlines, “\"\"so\"\"”\",x\r\n\
                   short,row\r\n\
                   T,u,never,b,\r\n\
                   T,u,2025-08-18,\"never closed\n\n";
    let from = folder(&[
        ("t.csv", content.as_bytes()),
        ("bad.csv", b"url,when,body\nu,2025-08-18,b\n"),
        ("latin.csv", b"url,time,body\nu,2025-08-18,caf\xE9\n"),
    ]);
    let found = told(&from.path().join("t.csv"), Kind::Csv);
    assert_eq!(found.rows(), ["- | https://news.example/a | 2025-08-18T19:41:00+00:00 | Ferry, fire//Two/lines, “\"so\"”"]);
    assert_eq!(found.seen[0].addresses, [], "an address that is canonical is not said twice");
    found.refuses(&["has 2 values where the header has 5", "“never” is no time", "has 4 values"]);
    let bad = take(&from.path().join("bad.csv"), Kind::Csv).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(bad.contains("no column time; it has url, when, body"), "{bad}");
    take(&from.path().join("latin.csv"), Kind::Csv).expect("read").refuses(&["is not UTF-8"]);
}

/// What swallows the rest of a table is no text; what only ends with the file is one.
#[test]
fn a_quotation_mark_that_is_never_closed_is_said() {
    let texts = |rows: &str| {
        let from = folder(&[("t.csv", format!("url,time,text\n{rows}").as_bytes())]);
        take(&from.path().join("t.csv"), Kind::Csv).expect("read")
    };
    let (a, b) = ("https://news.example/a,2025-08-18", "https://news.example/b,2025-08-18");
    let found = texts(&format!("{a},one\n{b},\"two\n{a},three\n"));
    assert_eq!(found.seen.len(), 1);
    found.refuses(&["t.csv, line 3: a quotation mark in it is never closed"]);
    let whole =
        [("two", "two"), ("\"two\"", "two"), ("a 12\" pipe", "a 12\" pipe"), ("\"12\"\" pipe\"", "12\" pipe"), ("\"two\n\"\n\n", "two\n")];
    for (last, text) in whole {
        let found = texts(&format!("{a},\"one\"\n{b},{last}"));
        assert_eq!(found.seen.iter().map(|seen| seen.text.as_str()).collect::<Vec<_>>(), ["one", text], "{:?}", found.refused);
    }
}

const NEWSEDITS: &str = "CREATE TABLE entryversion (\"index\" INTEGER, version INTEGER, title TEXT, created TEXT, url TEXT, source TEXT,
   entry_id INTEGER, archive_url TEXT, num_versions INTEGER, summary TEXT, joint_key TEXT, id TEXT);
 INSERT INTO entryversion VALUES
  (0, 1, 'Ferry fire kills 14', '2017-03-01 12:20:00', 'https://wire.example/f', 'wire', 5, 'https://archive.example/1', 2, '<p>Fourteen died.</p><p>A probe &amp; more.</p>', '5-1', '5-1'),
  (1, 0, 'Ferry fire kills 12', '2017-03-01 12:00:00', 'https://wire.example/f', 'wire', 5, NULL, 2, '<p>Twelve died.</p>', '5-0', '5-0'),
  (2, 0, 'Empty', '2017-03-01 12:00:00', 'https://wire.example/g', 'wire', 6, NULL, 1, '<p> </p>', '6-0', '6-0'),
  (3, 0, 'No time', 'soon', 'https://wire.example/h', 'wire', 7, NULL, 1, '<p>x</p>', '7-0', '7-0'),
  (4, 0, 'Null', '2017-03-01', 'https://wire.example/h', 'wire', 8, NULL, 1, NULL, '8-0', '8-0'),
  (5, 0, 'Blob', '2017-03-01', 'https://wire.example/h', 'wire', 9, NULL, 1, x'C328', '9-0', '9-0');";

#[test]
fn changedetection_folders_with_brotli() {
    let bomb = [0x8B, 0xFF, 0x7F].repeat(20);
    let history = "1755546060,aa.txt.br\n1755546160,/datastore/old/w1/bb.txt\n1755546260,../../../etc/passwd\nno comma\n12,aa.txt\n1755546360,cut.txt.br\n1755546460,..\n";
    let from = folder(&[
        ("url-watches.json", br#"{"watching": {"w1": {"url": "https://town.example/notice", "title": "mine"}}}"#),
        ("w1/history.txt", history.as_bytes()),
        ("w1/aa.txt.br", &brotli("The pool closes.")),
        ("w1/bb.txt", b"The pool stays."),
        ("w1/cut.txt.br", &bomb),
        ("w2/history.txt", b"1755546060,x.txt\n"),
        ("w2/watch.json", br#"{"url": "https://town.example/b"}"#),
        ("w2/x.txt", b"One."),
    ]);
    let found = told(from.path(), Kind::Changedetection);
    assert_eq!(
        found.rows(),
        [
            "https://town.example/notice | https://town.example/notice | 2025-08-18T19:41:00+00:00 | The pool closes.",
            "https://town.example/notice | https://town.example/notice | 2025-08-18T19:42:40+00:00 | The pool stays.",
            "https://town.example/b | https://town.example/b | 2025-08-18T19:41:00+00:00 | One."
        ]
    );
    found.refuses(&["“passwd” is not there", "a time, a comma", "seconds since 1970", "brotli", "names no file"]);
    assert_eq!(told(&from.path().join("w1"), Kind::Changedetection).rows().len(), 2);
}

#[test]
fn edgi_versions_with_their_bodies() {
    let body = b"Water is safe.";
    let hash = Hash::of(body).to_string();
    let version = |extra: &str| {
        format!(r#"{{"uuid":"v","page_uuid":"p1","capture_time":"2025-08-18T19:41:00.000Z","url":"https://agency.example/w"{extra}}}"#)
    };
    let all = [
        version(&format!(r#","media_type":"text/plain","status":200,"headers":{{"ETag":"x"}},"body_hash":"{hash}""#)),
        version(&format!(r#","body":"Water was safe.","body_hash":"{hash}""#)),
        version(r#","body":"Water was safe.""#),
        version(r#","media_type":"image/png","body":"x""#),
        version(r#","status":404,"body":"gone""#),
        version(r#","network_error":"timed out""#),
        version(""),
        r#"{"uuid":"z"}"#.to_owned(),
    ];
    let wrapped = format!(r#"{{"links":{{}},"meta":{{"total_results":8}},"data":[{}]}}"#, all.join(","));
    let from = folder(&[
        ("page.json", wrapped.as_bytes()),
        ("lines.json", all[..3].join("\n").as_bytes()),
        ("cut.json", &wrapped.as_bytes()[..wrapped.len() / 2]),
        (&format!("bodies/{hash}"), body),
    ]);
    let found = told(&from.path().join("page.json"), Kind::Edgi);
    assert_eq!(
        found.rows(),
        [
            "p1 | https://agency.example/w | 2025-08-18T19:41:00+00:00 | Water is safe.",
            "p1 | https://agency.example/w | 2025-08-18T19:41:00+00:00 | Water was safe."
        ]
    );
    let capture = found.seen[0].capture.as_ref().expect("a capture");
    assert_eq!((capture.sha256, capture.media_type.as_deref()), (Hash::of(body), Some("text/plain")));
    assert_eq!((capture.status, capture.headers.as_deref()), (Some(200), Some(r#"[["ETag","x"]]"#)));
    found.refuses(&[
        "body_hash names",
        "image/png, which is neither a text nor a page",
        "404",
        "timed out",
        "neither body nor body_hash",
        "no capture_time",
    ]);
    assert_eq!(told(&from.path().join("lines.json"), Kind::Edgi).rows().len(), 2);
    assert!(
        take(&from.path().join("cut.json"), Kind::Edgi).expect("read").refused.last().is_some_and(|r| r.contains("is broken from here"))
    );
}

#[test]
fn an_index_leads_nowhere_else_and_names_its_texts() {
    let hash = Hash::of(b"one").to_string();
    let line = |file: &str, sha256: &str| {
        format!(
            r#"{{"schema":"{INDEX_SCHEMA}","file":"{file}","sequence":1,"article":"a","observed_at":"2025-08-18T19:41:00Z","sha256":"{sha256}","extractor":"text/1"}}"#
        )
    };
    let index = [
        line("a/x.txt", &hash),
        line("../outside.txt", &hash),
        line("/etc/passwd", &hash),
        line("a/link.txt", &hash),
        line("a/x.txt", &"0".repeat(64)),
        line("a/gone.txt", &hash),
        "{}".to_owned(),
    ];
    let from = folder(&[("outside.txt", b"one"), ("in/a/x.txt", b"one"), ("in/index.jsonl", index.join("\n").as_bytes())]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(from.path().join("outside.txt"), from.path().join("in/a/link.txt")).expect("linked");
    let found = told(&from.path().join("in"), Kind::Folder);
    assert_eq!(found.rows(), ["a | - | 2025-08-18T19:41:00+00:00 | one"]);
    found.refuses(&[
        "leads out",
        "leads out",
        "leads out",
        "not the text that the index names",
        "cannot be read",
        "is no line of an index",
    ]);
}

#[test]
fn a_bomb_is_stopped() {
    let from = folder(&[("bomb.jsonl.gz", &gzip(&vec![b' '; 64 << 20]))]);
    let found = take(&from.path().join("bomb.jsonl.gz"), Kind::Jsonl).expect("read");
    found.refuses(&["far more than such a file can hold"]);
}

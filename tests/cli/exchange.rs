//! `import`, `export`, `checkpoint` and `prove`, as somebody would who moves a collection and later has to show that it is whole.

use super::support::{PROGRAM, code};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// A folder in which several commands are run.
pub(super) struct Desk(TempDir);

pub(super) struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A desk with four revisions of two articles in the store `revisions`.
    pub fn with_store() -> Self {
        let desk = Self::new();
        desk.file("in/ferry/2025-08-18T1930-0400.txt", "Ferry fire kills 12\n\nA ferry burned off Port Ellery.");
        desk.file("in/ferry/2025-08-18T1941-0400.txt", "Ferry fire kills 14\n\nA ferry burned off Port Ellery.");
        desk.file("in/pool/2025-08-18T1941Z.txt", "Pool closes\n\n=1+1");
        desk.file("in/pool/2025-08-18T1951Z.txt", "Pool stays");
        desk.does("import in");
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("made");
        fs::write(path, content).expect("written");
    }

    pub fn command(&self, args: &str) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(args.split_whitespace()).current_dir(self.0.path()).stdin(Stdio::null());
        for name in ["WRITETHRU_STORE", "NO_COLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, args: &str) -> Ran {
        let output = self.command(args).output().expect("the program starts");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Ran { code: code(output.status), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Runs a command that must succeed; gives its output.
    pub fn does(&self, args: &str) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "{args}: {}{}", ran.stdout, ran.stderr);
        ran.stdout
    }

    /// Runs a command that must fail so, with these words.
    pub fn fails(&self, args: &str, code: i32, part: &str) {
        let ran = self.run(args);
        assert_eq!(ran.code, code, "{args}: {}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(part), "{part:?} in {}", ran.stderr);
    }
}

#[test]
fn an_import_says_what_it_read_and_a_second_one_adds_nothing() {
    let desk = Desk::new();
    let line = |minute: u8, body: &str| {
        format!("{{\"url\":\"https://news.example/f\",\"time\":\"2025-08-18T19:{minute}:00Z\",\"title\":\"Ferry\",\"body\":\"{body}\"}}\n")
    };
    desk.file(
        "t.jsonl",
        [line(10, "Twelve."), line(30, "Fourteen."), line(40, "Fourteen."), line(20, "Thirteen."), "{\n".to_owned()].concat(),
    );
    let ran = desk.run("import t.jsonl --refused refused.jsonl");
    assert_eq!(
        ran.stdout,
        "t.jsonl: read as JSON lines\n3 revisions added, of 1 article (1 new).\n1 was older than what was there, and inserted where \
         the time belongs.\n1 text was unchanged: recorded as seen again.\n1 was refused.\n"
    );
    assert!(ran.stderr.starts_with("writethru: refused: t.jsonl, line 5: is not JSON"), "{}", ran.stderr);
    assert!(fs::read_to_string(desk.path("refused.jsonl")).expect("written").contains("\"place\":\"t.jsonl, line 5\""));
    let root = desk.does("checkpoint");
    assert_eq!(
        desk.does("import t.jsonl"),
        "t.jsonl: read as JSON lines\nNothing new: 4 texts were all recorded before.\n1 was refused.\n"
    );
    assert_eq!(desk.does("checkpoint"), root);
    let told: Value = serde_json::from_str(&desk.does("import t.jsonl --format json")).expect("JSON");
    assert_eq!((&told["added"], &told["known"], &told["refused"]), (&0.into(), &4.into(), &1.into()));
    desk.does("verify --read-data");
}

/// Seen with twelve dead at ten and at half past, and a list from elsewhere says that it was fourteen at twenty past.
#[test]
fn an_import_counts_the_sightings_that_it_makes_revisions() {
    let desk = Desk::new();
    let line = |minute: u8, text: &str| format!("{{\"article\":\"ferry\",\"time\":\"2025-08-18T19:{minute}:00Z\",\"text\":\"{text}\"}}\n");
    desk.file("ours.jsonl", [line(10, "Twelve."), line(30, "Twelve."), line(40, "Twelve.")].concat());
    desk.file("theirs.jsonl", line(20, "Fourteen."));
    desk.does("import ours.jsonl");
    let told: Value = serde_json::from_str(&desk.does("import theirs.jsonl --format json --store json-only")).expect("JSON");
    assert_eq!((&told["added"], &told["reinstated"]), (&1.into(), &0.into()));
    assert_eq!(
        desk.does("import theirs.jsonl"),
        "theirs.jsonl: read as JSON lines\n1 revision added, of 1 article (0 new).\n1 more revision: the text before a new one was seen \
         again later, so it was back by then.\n"
    );
    desk.file("more.jsonl", line(35, "Fifteen."));
    let told: Value = serde_json::from_str(&desk.does("import more.jsonl --format json")).expect("JSON");
    assert_eq!((&told["added"], &told["reinstated"]), (&1.into(), &1.into()));
    desk.does("verify --read-data");
}

#[test]
fn what_cannot_be_imported_is_said_with_its_exit_code() {
    let desk = Desk::new();
    desk.file("odd.bin", b"\x00\x01\x02");
    desk.file("empty.jsonl", "");
    desk.file("bad.jsonl", "{}\n");
    desk.fails("import nowhere", 2, "cannot read “nowhere”");
    desk.fails("import odd.bin", 2, "cannot tell what “odd.bin” is");
    desk.fails("import odd.bin --as newsedits", 3, "is not a SQLite database");
    desk.fails("import bad.jsonl", 3, "line 1: it has neither url nor article");
    assert!(desk.does("import empty.jsonl --as jsonl").ends_with("Nothing was added.\n"));
}

#[test]
fn what_reads_nothing_leaves_no_store() {
    let desk = Desk::new();
    desk.file("bad.jsonl", "{}\n");
    desk.fails("import bad.jsonl", 3, "neither url nor article");
    desk.fails("import bad.jsonl --as warc", 3, "is not a WARC file");
    desk.fails("add mistyped.txt --at now", 2, "cannot read “mistyped.txt”");
    desk.fails("add bad.jsonl", 2, "when was “bad.jsonl” seen?");
    assert!(!desk.path("revisions").exists());
    desk.file("story.txt", "The bridge is shut.");
    desk.does("add story.txt --at 2025-08-18 --article bridge");
    assert!(desk.path("revisions/store.db").exists());
}

/// A limit on the size of files stands in for a disk that is full.
#[cfg(unix)]
#[test]
fn an_import_that_the_disk_ends_says_what_was_recorded() {
    let desk = Desk::new();
    // Digits of a generator pack badly, so that the first batch is a fraction of what the limit allows.
    let mut state = 7_u64;
    let mut noise = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        format!("{:x}{:x}", state >> 8, state.rotate_left(17))
    };
    let body = |noise: &mut dyn FnMut() -> String| (0..40).map(|_| noise()).collect::<Vec<_>>().join(" ");
    let lines: String = (0..12000)
        .map(|k| format!("{{\"article\":\"a{k}\",\"time\":{},\"body\":\"{}\"}}\n", 1_755_000_000 + k, body(&mut noise)))
        .collect();
    desk.file("t.jsonl", lines);
    // In blocks of 512 bytes or of a KiB, as the shell has it.
    let script = format!("trap '' XFSZ; ulimit -f 7000; exec {PROGRAM} import t.jsonl");
    let output =
        Command::new("sh").args(["-c", &script]).current_dir(desk.path("")).env_remove("WRITETHRU_STORE").output().expect("starts");
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(code(output.status), 3, "{stdout}{stderr}");
    let told = stdout.lines().nth(1).expect("what was recorded");
    let n: usize = told.split(' ').next().expect("a number").parse().unwrap_or_else(|_| panic!("{stdout}{stderr}"));
    assert!(n >= 2000 && told.contains("revisions added"), "{stdout}");
    assert!(stderr.contains(&format!("{n} texts were recorded before it ended; run the import once more for the others")), "{stderr}");
    let counted: Value = serde_json::from_str(&desk.does("articles --format json")).expect("JSON");
    assert_eq!(counted["articles"].as_array().map(Vec::len), Some(n));
    desk.does("import t.jsonl");
    assert_eq!(
        serde_json::from_str::<Value>(&desk.does("articles --format json")).expect("JSON")["articles"].as_array().map(Vec::len),
        Some(12000)
    );
}

#[cfg(feature = "html")]
#[test]
fn a_warc_file_is_imported_and_what_came_of_it_is_exported() {
    let desk = Desk::new();
    let capture = crate::pages::capture;
    let records = [
        capture("https://courier.example/ferry", "2031-05-05T08:00:00Z", &crate::pages::page(64)),
        capture("http://www.courier.example/ferry/?utm_source=x", "2031-05-05T09:00:00Z", &crate::pages::page(46)),
        capture("https://courier.example/ferry", "2031-05-05T10:00:00Z", crate::pages::ERROR),
    ];
    desk.file("x.warc", records.concat());
    let ran = desk.run("import x.warc");
    assert_eq!(ran.stdout, "x.warc: read as a WARC file\n2 revisions added, of 1 article (1 new).\n1 was refused.\n");
    let place = records[..2].concat().len();
    assert!(
        ran.stderr.starts_with(&format!("writethru: refused: x.warc, byte {place}: is not an article (an error page)")),
        "{}",
        ran.stderr
    );
    for url in ["https://courier.example/ferry", "https://m.courier.example/ferry/amp#top"] {
        assert!(desk.does(&format!("diff {url}")).contains("64 to 46"), "{url}");
    }
    let root = desk.does("checkpoint");
    desk.does("export --to e.jsonl");
    desk.does("import e.jsonl --store again");
    assert_eq!(desk.does("checkpoint --store again"), root);
    let row: Value =
        serde_json::from_str(fs::read_to_string(desk.path("e.jsonl")).expect("there").lines().next().expect("a line")).expect("JSON");
    assert_eq!(
        (&row["extractor"], &row["capture_location"], &row["capture_media_type"]),
        (&"html/1".into(), &"x.warc#0".into(), &"text/html".into())
    );
    // Out as WARC and in again: the same root, the same file, and the pages.
    let ran = desk.run("export --as warc --to e.warc.gz");
    assert_eq!(ran.stderr, "writethru: note: 2 revisions written to “e.warc.gz”\n");
    desk.does("import e.warc.gz --store back");
    assert_eq!(desk.does("checkpoint --store back"), root);
    desk.does("export --as warc --to again.warc.gz --store back");
    let bytes = |name: &str| fs::read(desk.path(name)).expect("there");
    assert!(bytes("e.warc.gz") == bytes("again.warc.gz") && bytes("e.warc.gz").starts_with(&[0x1F, 0x8B]));
    assert_eq!(desk.command("export --as warc").output().expect("starts").stdout, bytes("e.warc.gz"), "also to standard output");
    desk.does("verify --read-data --store back");
    // The captures without what else is known give the same texts at the same times.
    desk.does("import x.warc --store texts --without-pages");
    assert_eq!(desk.does("checkpoint --store texts"), root);
    let ran = desk.run("export --as warc --to texts.warc.gz --store texts");
    assert!(ran.stderr.contains("note: 2 pages are not kept in the store: they are in the file by the text only"), "{}", ran.stderr);
    desk.does("import texts.warc.gz --store texts-back");
    assert_eq!(desk.does("checkpoint --store texts-back"), root);
    desk.fails("export --as warc --to e.warc.gz", 2, "is there already");
    desk.fails("export --as warc --format json", 2, "export has forms of its own");
}

#[cfg(feature = "html")]
#[test]
fn indexes_and_timemaps_are_told_and_what_leads_nowhere_is_said() {
    use crate::pages::{capture, packed, page};
    let desk = Desk::new();
    let url = "https://courier.example/ferry";
    let first = packed(capture(url, "2031-05-05T08:00:00Z", &page(64)));
    let second = packed(capture(url, "2031-05-05T09:00:00Z", &page(46)));
    let row = |time: &str, place: usize, file: &str| format!("example,courier)/ferry {time} {url} text/html 200 - - {place} {file}\n");
    let rows =
        [row("20310505080000", 0, "x.warc.gz"), row("20310505090000", first.len(), "x.warc.gz"), row("20310505100000", 0, "gone.warc.gz")];
    desk.file("x.cdx", rows.concat());
    desk.file("x.warc.gz", [first, second].concat());
    let ran = desk.run("import x.cdx");
    assert_eq!(ran.stdout, "x.cdx: read as an index of captures (CDX)\n2 revisions added, of 1 article (1 new).\n1 was refused.\n");
    assert!(
        ran.stderr.contains("refused: x.cdx, line 3: it is in “gone.warc.gz”, which is neither beside the index nor in “archive”"),
        "{}",
        ran.stderr
    );
    assert!(desk.does("import x.warc.gz").contains("Nothing new: 2 texts were all recorded before."), "the same captures");
    desk.file("gone.cdx", &rows[2]);
    desk.fails("import gone.cdx", 3, "line 1: it is in “gone.warc.gz”");
    desk.file(
        "ferry.link",
        format!("<{url}>; rel=\"original\", <https://a.example/1>; rel=\"memento\"; datetime=\"Mon, 05 May 2031 10:00:00 GMT\""),
    );
    desk.fails("import ferry.link", 3, "its page is not beside the list, and nothing is fetched: save it there as 20310505100000.html");
    desk.file("20310505100000.html", page(7));
    assert!(desk.does("import ferry.link").contains("ferry.link: read as a Memento TimeMap\n1 revision added, of 1 article (0 new)."));
    desk.file("calendar", "<!doctype html><title>Calendar</title><h1>Calendar</h1>");
    desk.fails("import calendar --as memento", 3, "“calendar” is not a Memento TimeMap: it is a page: save the list of links");
    desk.fails("import calendar --as cdx", 3, "“calendar” is not an index of captures (CDX): no row of it has");
    desk.fails("import calendar", 2, "it is a page: `writethru add` takes it");
    desk.file("cut.warc.gz", &packed(capture(url, "2031-05-05T08:00:00Z", &page(64)))[..300]);
    desk.fails("import cut.warc.gz", 3, "cannot read");
    desk.file("notes.warc", "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n");
    desk.fails("import notes.warc", 3, "notes.warc: has no record of a page");
}

#[test]
fn an_import_that_was_killed_is_run_once_more() {
    let desk = Desk::new();
    let paragraph = "The ferry company said it would look into it. ".repeat(60);
    let lines: String = (0..6000)
        .map(|k| format!("{{\"article\":\"a{}\",\"time\":{},\"body\":\"{k} {paragraph}\"}}\n", k % 200, 1_755_000_000 + k * 60))
        .collect();
    desk.file("t.jsonl", &lines);
    desk.does("import t.jsonl --store whole");
    let whole = desk.does("checkpoint --store whole");
    for cycle in 0..6_u64 {
        let store = format!("cut{cycle}");
        let mut child =
            desk.command(&format!("import t.jsonl --store {store}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("started");
        std::thread::sleep(Duration::from_millis(60 + 130 * cycle));
        let _ = child.kill();
        child.wait().expect("ended");
        desk.does(&format!("import t.jsonl --store {store}"));
        assert_eq!(desk.does(&format!("checkpoint --store {store}")), whole, "cycle {cycle}");
    }
}

#[test]
fn exports_come_back_to_the_same_root() {
    let desk = Desk::with_store();
    let root = desk.does("checkpoint");
    desk.does("export --as folder --to f");
    desk.does("export --as bagit --to b");
    desk.does("export --to e.jsonl");
    for (from, store) in [("f", "s1"), ("b", "s2"), ("e.jsonl", "s3")] {
        desk.does(&format!("import {from} --store {store}"));
        assert_eq!(desk.does(&format!("checkpoint --store {store}")), root, "{from}");
    }
    assert_eq!(
        fs::read_to_string(desk.path("f/ferry/2025-08-18T1941-0400.txt")).expect("a file").lines().next(),
        Some("Ferry fire kills 14")
    );
    assert!(desk.does("log f/ferry").contains("Headline changed"), "every command reads the folders");
    desk.does("export --backup copy.db");
    fs::create_dir(desk.path("s4")).expect("made");
    fs::rename(desk.path("copy.db"), desk.path("s4/store.db")).expect("moved");
    assert_eq!(desk.does("checkpoint --store s4"), root);
    desk.fails("export --backup s4/store.db", 3, "cannot write");
    desk.fails("export --as folder --to f", 2, "not empty");
    desk.fails("export --to e.jsonl", 2, "is there already");
    desk.fails("export nothing", 2, "has no article “nothing”");
    desk.fails("export --as folder", 2, "--to");
}

#[test]
fn exported_lines_are_a_table_and_cells_are_no_formulas() {
    let desk = Desk::with_store();
    let lines = desk.does("export pool");
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.as_object().is_some_and(|row| row.values().all(|cell| !cell.is_object() && !cell.is_array()))));
    desk.file("=x/2025-08-18T1930-0400.txt", "=HYPERLINK(\"https://bad.example\")");
    desk.does("import =x --store formulas");
    let csv = desk.does("export --as csv --store formulas");
    assert!(
        csv.contains("\r\n1,\"'=x\",,2025-08-18T19:30:00-04:00") && csv.contains("\"'=HYPERLINK(\"\"https://bad.example\"\")\""),
        "{csv}"
    );
}

#[test]
fn a_bag_has_manifests_that_are_right() {
    let desk = Desk::with_store();
    desk.does("export --as bagit --to b");
    let sha256 = |name: &str| {
        use sha2::{Digest, Sha256};
        let bytes = fs::read(desk.path("b").join(name)).expect("a file of the bag");
        (Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect::<String>(), bytes.len())
    };
    let mut oxum = (0, 0);
    for list in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
        for line in fs::read_to_string(desk.path("b").join(list)).expect("a manifest").lines() {
            let (hash, name) = line.split_once("  ").expect("hash and name");
            let (found, size) = sha256(name);
            assert_eq!(found, hash, "{name}");
            if list.starts_with("manifest") {
                oxum = (oxum.0 + size, oxum.1 + 1);
            }
        }
    }
    let info = fs::read_to_string(desk.path("b/bag-info.txt")).expect("bag-info");
    assert!(info.contains(&format!("Payload-Oxum: {}.{}\n", oxum.0, oxum.1)), "{info}");
    assert_eq!(fs::read_to_string(desk.path("b/checkpoint.txt")).expect("there"), desk.does("checkpoint"));
}

#[test]
fn an_older_checkpoint_holds_until_something_is_changed() {
    let desk = Desk::with_store();
    let public = desk.does("checkpoint --new-key desk.key --origin example.org/desk");
    desk.fails("checkpoint --new-key desk.key --origin example.org/desk", 3, "cannot make the key");
    desk.file("old", desk.does("checkpoint --key desk.key"));
    assert!(desk.does("checkpoint --verify old").starts_with("The store is exactly the log of the checkpoint: 4 records"));
    desk.file("in/pool/2025-08-19T0700Z.txt", "Pool may close");
    desk.does("import in");
    let told = desk.does(&format!("checkpoint --verify old --signed-by {public}"));
    assert!(told.starts_with("The log of the checkpoint, 4 records, is the beginning of the store’s, which has 1 more.\nThe checkpoint is signed by example.org/desk."), "{told}");
    let other = desk.does("checkpoint --new-key other.key --origin example.org/other");
    desk.fails(&format!("checkpoint --verify old --signed-by {other}"), 3, "is not to be trusted");
    desk.file("forged", fs::read_to_string(desk.path("old")).expect("there").replace("\n4\n", "\n3\n"));
    desk.fails("checkpoint --verify forged", 4, "do not give the root");
    desk.file("later", fs::read_to_string(desk.path("old")).expect("there").replace("\n4\n", "\n9\n"));
    desk.fails("checkpoint --verify later", 4, "some are missing");
    desk.fails("checkpoint --verify in/pool/2025-08-19T0700Z.txt", 3, "is no checkpoint");
    let change =
        |sql: &str| rusqlite::Connection::open(desk.path("revisions/store.db")).expect("opened").execute_batch(sql).expect("changed");
    change("UPDATE revisions SET observed_at = observed_at + 1000000 WHERE sequence = 2");
    desk.fails("checkpoint --verify old", 4, "revision 2 of the store is not what was recorded");
    desk.fails("checkpoint", 4, "revision 2");
    desk.fails("prove pool@1", 4, "revision 2");
    desk.fails("export", 4, "revision 2");
    desk.fails("checkpoint --store nowhere", 2, "nowhere");
}

/// The script of the documents, with whatever Python is there.
pub(super) fn check(desk: &Desk, args: &[&str]) -> Option<(bool, String)> {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/check_proof.py");
    let mut command = Command::new("python3");
    // As a server runs it that knows no other letters, and with assertions left out.
    command.arg("-O").arg(script).args(args).current_dir(desk.0.path()).envs([("PYTHONUTF8", "0"), ("PYTHONIOENCODING", "ascii")]);
    let output = command.output().ok()?;
    Some((output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()))
}

#[test]
fn a_proof_is_checked_without_the_program() {
    let desk = Desk::with_store();
    desk.file("checkpoint", desk.does("checkpoint"));
    for revision in ["ferry@1", "ferry@2", "pool@1", "pool"] {
        desk.file("proof.json", desk.does(&format!("prove {revision}")));
        let proof: Value = serde_json::from_slice(&fs::read(desk.path("proof.json")).expect("there")).expect("JSON");
        assert!(proof["proves"].as_array().is_some_and(|list| !list.is_empty()));
        assert!(proof["does_not_prove"].as_array().is_some_and(|list| !list.is_empty()));
        let Some((is_good, said)) = check(&desk, &["proof.json", "checkpoint"]) else { return };
        assert!(is_good, "{said}");
        for (key, value) in [
            ("text", Value::from("Ferry fire kills 13")),
            ("record", proof["record"].as_str().expect("text").replace("2025", "2024").into()),
            ("leaf_index", 7.into()),
            ("tree_size", 5.into()),
            ("inclusion", Value::Array(Vec::new())),
            ("root", "0".repeat(64).into()),
        ] {
            let mut changed = proof.clone();
            changed[key] = value;
            desk.file("changed.json", changed.to_string());
            let (is_good, said) = check(&desk, &["changed.json", "checkpoint"]).expect("python is there");
            assert!(!is_good && said.starts_with("The proof does not hold: "), "{key}: {said}");
        }
    }
    desk.file("in/pool/2025-08-19T0700Z.txt", "Pool may close");
    desk.does("import in");
    desk.file("then.json", desk.does("prove ferry@2 --checkpoint checkpoint"));
    let (is_good, said) = check(&desk, &["then.json", "checkpoint"]).expect("python is there");
    assert!(is_good && said.starts_with("The record is number 2 of 4 in the log"), "{said}");
    desk.fails("prove pool@3 --checkpoint checkpoint", 2, "was recorded after that checkpoint");
    desk.fails("prove pool@9", 2, "has no revision “@9”");
    desk.fails("prove river", 2, "the store has no article “river” (there are “ferry”, “pool”)");
    desk.fails("prove pool --format markdown", 2, "prints json only");
}

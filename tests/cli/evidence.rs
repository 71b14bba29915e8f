//! `export --evidence`: what somebody gets who was not there, checks without the program, and reads.

use super::exchange::Desk;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use writethru::proof::Document;
use writethru::store::{Capture, Hash, Observation, Sqlite, Store};

/// A desk with two articles in the store, five revisions of one of them between those of the other.
fn desk() -> Desk {
    let desk = Desk::new();
    for (k, n) in [12, 14, 14, 15, 17].iter().enumerate() {
        let text =
            format!("Ferry fire kills {n}\n\nA ferry burned off Port Ellery, killing {n} people, the coast guard said.\n\nDay {k} ended.");
        desk.file(&format!("in/ferry/2025-08-18T19{k}0-0400.txt"), text);
        desk.file(&format!("in/pool/2025-08-18T19{k}5-0400.txt"), format!("Pool closes\n\nIt closed on day {k}."));
    }
    desk.does("import in");
    desk
}

/// All files below a folder by their names.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).expect("read"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// That the list names every file but itself, with its SHA-256; `sha256sum` says so too where it is there.
fn check_manifest(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    let manifest = String::from_utf8(files["manifest-sha256.txt"].clone()).expect("text");
    let listed: Vec<(&str, &str)> = manifest.lines().map(|line| line.split_once("  ").expect("two columns")).collect();
    let there: Vec<(String, &str)> =
        files.iter().filter(|(name, _)| *name != "manifest-sha256.txt").map(|(name, bytes)| (hex(bytes), name.as_str())).collect();
    assert_eq!(listed, there.iter().map(|(hash, name)| (hash.as_str(), *name)).collect::<Vec<_>>());
    if let Ok(ran) = Command::new("sha256sum").args(["--strict", "-c", "manifest-sha256.txt"]).current_dir(folder).output() {
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    }
}

/// Runs the checker that lies beside a proof; what it says, or `None` without Python.
fn check(folder: &Path, args: &[&str]) -> Option<(bool, String)> {
    let ran = Command::new("python3").arg("check_proof.py").args(args).current_dir(folder).output().ok()?;
    Some((ran.status.success(), format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr))))
}

#[test]
fn evidence_holds_and_says_how_to_check_it() {
    let desk = desk();
    desk.does("export --evidence ferry --to bundle");
    let folder = desk.path("bundle");
    let files = files(&folder);
    check_manifest(&folder, &files);
    for n in 1..=5 {
        let proof = format!("proofs/{n}.json");
        let document: Document = serde_json::from_slice(&files[&proof]).expect("a proof");
        assert!(document.is_sound() && document.tree_size == 10);
        let text = files.iter().find(|(name, _)| name.starts_with(&format!("texts/{n}_"))).expect("a text").1;
        assert_eq!(document.text.as_bytes(), &text[..]);
        if let Some((holds, said)) = check(&folder, &[&proof, "checkpoint.txt"]) {
            assert!(holds && said.contains(" of 10 in the log"), "{said}");
        }
    }
    assert_eq!(files["checkpoint.txt"], desk.does("checkpoint").into_bytes());
    let readme = String::from_utf8(files["README.txt"].clone()).expect("text");
    for part in [
        "Revisions 1 to 5 of 5",
        "sha256sum -c manifest-sha256.txt",
        "python3 check_proof.py proofs/1.json checkpoint.txt",
        "WHAT IT DOES NOT SHOW",
    ] {
        assert!(readme.contains(part), "{part}: {readme}");
    }
    assert!(readme.lines().all(|line| line.chars().count() <= 130), "{readme}");
    let log: serde_json::Value = serde_json::from_slice(&files["log.json"]).expect("JSON");
    assert_eq!(log["steps"].as_array().map(Vec::len), Some(4));
    assert!(files.contains_key("steps/1-2.json") && files.contains_key("steps/4-5.json"));
    let page = String::from_utf8(files["index.html"].clone()).expect("text");
    assert!(page.contains("<h1>Ferry fire kills 17</h1>") && page.contains("raised the toll from 12 to 14"), "{page}");
}

#[test]
fn a_change_to_any_file_is_found() {
    let desk = desk();
    desk.does("export --evidence ferry@2..3 --to bundle");
    let folder = desk.path("bundle");
    let Some((true, _)) = check(&folder, &["proofs/2.json", "checkpoint.txt"]) else { return };
    let proof = fs::read_to_string(folder.join("proofs/2.json")).expect("read");
    fs::write(folder.join("proofs/2.json"), proof.replace("killing 14", "killing 13")).expect("written");
    assert_eq!(check(&folder, &["proofs/2.json", "checkpoint.txt"]).map(|(holds, _)| holds), Some(false));
    let ran = Command::new("sha256sum").args(["-c", "manifest-sha256.txt"]).current_dir(&folder).output();
    assert!(ran.is_ok_and(|ran| !ran.status.success()));
}

#[test]
fn some_revisions_and_a_zip_of_them() {
    let desk = desk();
    let names = |typed: &str, to: &str| -> Vec<String> {
        desk.does(&format!("export --evidence {typed} --to {to}"));
        let mut names: Vec<String> = files(&desk.path(to)).into_keys().filter(|name| name.starts_with("proofs/")).collect();
        names.sort();
        names
    };
    assert_eq!(names("ferry@2..4", "a"), ["proofs/2.json", "proofs/3.json", "proofs/4.json"]);
    assert_eq!(names("ferry@..2", "b"), ["proofs/1.json", "proofs/2.json"]);
    assert_eq!(names("ferry@-2..", "c"), ["proofs/4.json", "proofs/5.json"]);
    assert_eq!(names("ferry@3", "d"), ["proofs/3.json"]);
    let page = |folder: &str| fs::read_to_string(desk.path(folder).join("index.html")).expect("a page");
    assert!(page("a").contains("revisions 2 to 4 of 5") && !page("a").contains("Day 4 ended"));
    assert!(page("d").contains("A ferry burned off Port Ellery"));
    assert!(!desk.path("a/log.json").exists(), "nothing of the others lies there");

    desk.does("export --evidence ferry@2..4 --to a.zip");
    let mut zip = zip::ZipArchive::new(fs::File::open(desk.path("a.zip")).expect("there")).expect("a zip");
    let mut unpacked = BTreeMap::new();
    for k in 0..zip.len() {
        let mut file = zip.by_index(k).expect("a file");
        let mut bytes = Vec::new();
        std::io::copy(&mut file, &mut bytes).expect("read");
        unpacked.insert(file.name().expect("a name").into_owned(), bytes);
    }
    assert!(unpacked == files(&desk.path("a")), "the zip holds what the folder holds");
}

#[test]
fn the_same_evidence_is_the_same_bytes() {
    let desk = desk();
    for name in ["one.zip", "two.zip"] {
        desk.does(&format!("export --evidence ferry --to {name}"));
    }
    let read = |name: &str| fs::read(desk.path(name)).expect("read");
    assert!(read("one.zip") == read("two.zip"));
    // Against the same checkpoint also after more was recorded.
    desk.file("kept", desk.does("checkpoint"));
    desk.file("in/ferry/2025-08-18T2030-0400.txt", "Ferry fire kills 18");
    desk.does("import in");
    desk.does("export --evidence ferry@1..5 --checkpoint kept --to three");
    desk.does("export --evidence ferry@1..5 --checkpoint kept --to four");
    assert_eq!(files(&desk.path("three")), files(&desk.path("four")));
    desk.fails("export --evidence ferry --checkpoint kept --to five", 2, "revision 6 was recorded after that checkpoint");
}

#[test]
fn wrong_use_is_explained() {
    let desk = desk();
    desk.file("folder/x", "y");
    desk.file("there.zip", "somebody's");
    for (args, said) in [
        ("--evidence ferry", "--to"),
        ("--evidence tram --to t", "the store has no article “tram” (there are “ferry”, “pool”)"),
        ("--evidence ferry@4..2 --to t", "ends before it begins: revision 4 is later than 2"),
        ("--evidence ferry@9 --to t", "it has 5 revisions, @1 to @5"),
        ("--evidence ferry@1..soon --to t", "“@soon” names no revision"),
        ("--evidence ferry --to folder", "“folder” is there and not empty"),
        ("--evidence ferry --to there.zip", "“there.zip” is there already"),
        ("--evidence ferry ferry --to t", "cannot be used with"),
        ("--checkpoint kept --to t", "--evidence"),
        ("--evidence in/ferry --to t", "what is not in it yet, writethru add records"),
    ] {
        desk.fails(&format!("export {args}"), 2, said);
    }
    assert_eq!(fs::read_to_string(desk.path("there.zip")).expect("there"), "somebody's");
    desk.fails("export --evidence ferry --to no/where.zip", 3, "cannot write “no/where.zip");
    assert!(!desk.path("t").exists());
}

#[test]
fn a_damaged_text_gives_no_evidence() {
    let desk = desk();
    let database = rusqlite::Connection::open(desk.path("revisions/store.db")).expect("opens");
    database.execute("UPDATE revisions SET headline = 'Other' WHERE sequence = 2", []).expect("edited");
    desk.fails("export --evidence ferry --to bundle.zip", 4, "");
    assert!(!desk.path("bundle.zip").exists() && !desk.path("bundle.zip.part").exists());
}

/// What a text was made from lies there where its bytes were kept, under a name that no browser opens.
#[test]
fn captures_lie_there_as_far_as_they_were_kept() {
    let desk = Desk::new();
    let page = b"<script>alert(1)</script><p>The pool is shut.</p>".to_vec();
    let of = |minute: u8, text: &str, bytes: Option<Vec<u8>>| {
        let at = format!("2025-08-18T19:{minute}:00Z");
        let at = chrono::DateTime::parse_from_rfc3339(&at).expect("a time");
        let capture = Capture {
            sha256: Hash::of(&page),
            size: page.len() as u64,
            captured_at: None,
            url: Some("https://courier.example/pool".to_owned()),
            status: Some(200),
            headers: None,
            media_type: Some("text/html".to_owned()),
            location: Some("pool.warc.gz#7".to_owned()),
            bytes,
        };
        Observation { capture: Some(capture), ..Observation::of_text("pool", at, text) }
    };
    let mut store = Sqlite::create(&desk.path("revisions")).expect("made");
    store.add(&[of(10, "The pool is shut.", Some(page.clone())), of(20, "The pool is open.", None)]).expect("added");
    drop(store);
    desk.does("export --evidence pool --to bundle");
    let files = files(&desk.path("bundle"));
    check_manifest(&desk.path("bundle"), &files);
    assert_eq!(files["captures/1_2025-08-18T1910Z.bin"], page);
    let told: serde_json::Value = serde_json::from_slice(&files["captures.json"]).expect("JSON");
    assert_eq!(told["captures"][0]["file"], "captures/1_2025-08-18T1910Z.bin");
    assert_eq!((&told["captures"][1]["file"], &told["captures"][1]["location"]), (&serde_json::Value::Null, &"pool.warc.gz#7".into()));
}

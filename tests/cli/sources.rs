//! What SOURCE may be, and what is said where it is nothing.

use crate::history::{FIRST, SECOND};
use crate::support::Test;

fn name(source: &str) -> Test {
    Test::of("show --format json").arg(source).ferry(&[FIRST, SECOND])
}

#[test]
fn an_article_by_its_path_or_its_name_in_the_store() {
    for source in ["ferry", "revisions/ferry", "./revisions/ferry/", "ferry@2"] {
        let json = name(source).run().json();
        assert_eq!((&json["article"], &json["revision"]), (&"ferry".into(), &2.into()), "{source}");
    }
    Test::of("show bridge").file("revisions/examples/bridge/2025-08-18T1900Z.txt", FIRST).run();
    Test::of("show ferry --store archive").file("archive/ferry/2025-08-18T1900Z.txt", FIRST).run();
    Test::of("show ferry").env("WRITETHRU_STORE", "archive").file("archive/ferry/2025-08-18T1900Z.txt", FIRST).run();
}

#[test]
fn a_name_that_is_nothing_says_where_was_looked_and_what_there_is() {
    let said = "writethru: error: nothing is called “fery”: no such file or folder, and no such article in “revisions”, \
                “revisions/examples” (there are “ferry”)\n";
    name("fery").status(2).stdout("").stderr(said).run();
    name("fery@2").status(2).stderr_has("nothing is called “fery@2”").run();
    name("").status(2).stderr_has("nothing is called “”").run();
    name("@1").status(2).stderr_has("nothing is called “@1”").run();
}

#[test]
fn a_file_that_is_not_there_is_wrong_use_whatever_asks_for_it() {
    for args in ["add nothing.txt", "import nothing.jsonl", "extract nothing.txt", "diff nothing.txt nothing-2.txt"] {
        Test::of(args).status(2).stdout("").stderr_has("nothing.").run();
    }
}

#[test]
fn a_revision_that_is_not_there() {
    name("ferry@9").status(2).stderr("writethru: error: “ferry” has no revision “@9”: it has 2 revisions, @1 to @2\n").run();
    name("ferry@2024-01-01").status(2).stderr_has("the first is @1 (2025-08-18T1900-0400.txt, ").run();
    name("ferry@jokes").status(2).stderr_has("“@jokes” names no revision: give a number").run();
    name("revisions/ferry/2025-08-18T1900-0400.txt@1").status(2).stderr_has("is a file and has one revision").run();
}

#[test]
fn a_hash_names_a_revision_unless_two_have_it() {
    let json = name("ferry").run().json();
    let hash = json["sha256"].as_str().expect("a hash").to_owned();
    assert_eq!(name(&format!("ferry@{}", &hash[..12])).run().json()["revision"], 2);
    let twice = Test::of("show").arg(&format!("ferry@{}", &hash[..12])).ferry(&[SECOND, FIRST, SECOND]);
    twice.status(2).stderr_has("could be several revisions of “ferry”: @1 (2025-08-18T1900-0400.txt").stderr_has(", @3 (").run();
}

#[test]
fn a_folder_of_articles_lists_them() {
    let test = |args: &str| Test::of(args).ferry(&[FIRST]).file("revisions/bridge/2025-08-18.txt", FIRST);
    test("diff revisions")
        .status(2)
        .stderr_has("“revisions” holds several articles, and one is wanted: name one of “bridge”, “ferry”")
        .run();
    test("log .").status(3).stderr_has("“.” holds no revisions: name its files by the time they were observed").run();
}

#[test]
fn what_is_not_read_is_named_and_what_is_hidden_is_not() {
    let test = Test::of("log ferry").ferry(&[FIRST]).file("revisions/ferry/notes.md", "x").file("revisions/ferry/.git/x", "x");
    test.stderr_has("warning: not read in “revisions/ferry”").stderr_has(": “notes.md”\n").run();
}

#[test]
fn two_files_with_the_same_time() {
    let test = Test::of("log ferry").ferry(&[FIRST]).file("revisions/ferry/2025-08-18T2300Z.txt", SECOND);
    let said = "“2025-08-18T1900-0400.txt” and “2025-08-18T2300Z.txt” in “revisions/ferry” have the same time: rename one of them";
    test.status(3).stderr_has(said).stdout("").run();
}

#[test]
fn a_time_without_a_zone_is_said_once() {
    let test = |args: &str| Test::of(args).file("a/2025-08-18T1900.txt", FIRST).file("a/2025-08-18T1910.txt", SECOND);
    let said = "writethru: warning: in “a” 2 file names give a time without a zone (“2025-08-18T1900.txt”): read as UTC, unless \
                --zone says otherwise\n";
    test("diff a@1 a@2").stderr(said).run();
    let json = test("log a --zone Europe/Paris --format json").run().json();
    assert_eq!(json["revisions"][0]["observed_at"], "2025-08-18T19:00:00+02:00");
}

#[test]
fn other_encodings_are_read_and_named() {
    let latin = b"Le maire a dit \x93 oui \x94 \xe0 la r\xe9union de No\xebl, \xe0 \xc9vrane.";
    let test = Test::of("show a.txt").file("a.txt", latin).stdout_has("Évrane");
    test.stderr("writethru: warning: “a.txt” is not UTF-8: read as windows-1252, a guess\n").run();
    let wide: Vec<u8> = "\u{FEFF}The harbor is shut".encode_utf16().flat_map(u16::to_le_bytes).collect();
    Test::of("show a.txt").file("a.txt", wide).stdout_has("The harbor is shut").run();
}

#[test]
fn what_is_no_text_is_refused() {
    let refused = |file: &str, content: &[u8], said: &str| {
        Test::of("extract").arg(file).file(file, content).status(3).stdout("").stderr_has(said).run();
    };
    refused("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "“a.txt” is not a text: it contains NUL bytes");
    refused("a.txt", b"\x01\x02\x03\x04\x05abc", "“a.txt” is not a text: too many of its bytes are control characters");
    refused("a.txt", &vec![b'a'; (64 << 20) + 1], "“a.txt” is larger than 64 MiB, the most that is read");
    let test = Test::of("extract -").stdin(vec![b'a'; (64 << 20) + 1]).status(3);
    test.stderr_has("“standard input” is larger than 64 MiB").run();
}

#[test]
fn messages_do_not_steer_the_terminal() {
    let test = Test::of("show").arg("a\u{1b}[31m.txt").status(2);
    test.stderr_has("nothing is called “a␛[31m.txt”").run();
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let test = Test::of("show a.txt").file("a.txt", FIRST);
    let path = test.path("a.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("changed");
    if std::fs::read(&path).is_err() {
        test.status(3).stderr_has("error: cannot read “a.txt”: ").run();
    }
}

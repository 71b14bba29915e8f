//! The commands of the store: what is recorded, how it is named, and what is said.

use crate::history::{FIRST, SECOND, THIRD};
use crate::support::{PROGRAM, Test, code};
use std::path::Path;
use std::process::Command;

/// A store that several commands work on.
struct Store(tempfile::TempDir);

impl Store {
    /// The three revisions of the ferry, added from files.
    fn of_ferry() -> Self {
        let store = Self(tempfile::tempdir().expect("a folder"));
        for (name, text) in [("2025-08-18T1900-0400", FIRST), ("2025-08-18T1910-0400", SECOND), ("2025-08-18T1920-0400", THIRD)] {
            let path = store.path(&format!("ferry/{name}.txt"));
            std::fs::create_dir_all(path.parent().expect("inside")).expect("made");
            std::fs::write(path, text).expect("written");
        }
        store.run("add ferry", 0);
        std::fs::remove_dir_all(store.path("ferry")).expect("removed");
        store
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("written");
    }

    /// Runs a command line; standard output and standard error together.
    fn run(&self, args: &str, status: i32) -> String {
        let mut command = Command::new(PROGRAM);
        command.args(args.split_whitespace().map(|arg| arg.replace('_', " "))).current_dir(self.0.path());
        for name in ["WRITETHRU_STORE", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        let output = command.output().expect("starts");
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat();
        assert_eq!(code(output.status), status, "{args}: {said}");
        said
    }

    fn says(&self, args: &str, status: i32, parts: &[&str]) {
        let said = self.run(args, status);
        for part in parts {
            assert!(said.contains(part), "{args}: expected {part:?} in\n{said}");
        }
    }

    fn json(&self, args: &str) -> serde_json::Value {
        serde_json::from_str(&self.run(&format!("{args} --format json"), 0)).expect("JSON")
    }
}

#[cfg(feature = "html")]
#[test]
fn of_a_page_the_article_is_kept_with_what_the_page_says_of_it() {
    let store = Store::of_ferry();
    store.file("page.html", &crate::pages::page(64));
    store.file("gone.html", crate::pages::ERROR);
    store.says("add page.html --article dawn-fire --at 2031-05-05T08:00Z", 0, &["revision 1 of dawn-fire"]);
    store.says("export dawn-fire", 0, &["Ferry fire kills 12", "Mara Ostrowe", "2031-05-05T06:12:00Z", "html/1", "all 64 detectors"]);
    store.says("add gone.html --article dawn-fire --at 2031-05-05T09:00Z", 3, &["is not an article"]);
    store.says("log dawn-fire", 0, &["1 revision"]);
}

#[test]
fn what_becomes_of_a_text_is_said() {
    let store = Store::of_ferry();
    store.file("2025-08-18T1930-0400.txt", THIRD);
    store.says("add 2025-08-18T1930-0400.txt --article ferry", 0, &["the same as revision 3 of ferry: recorded as seen again"]);
    store.says("add 2025-08-18T1930-0400.txt --article ferry", 0, &["revision 3 of ferry, recorded before"]);
    store.file("2025-08-18T1915-0400.txt", FIRST);
    let inserted = "revision 3 of ferry, put before 1 revision seen later; the text of revision 1 is back";
    store.says("add 2025-08-18T1915-0400.txt --article ferry", 0, &[inserted]);
    store.file("story.txt", "The bridge is shut.");
    store.says("add story.txt --at 2025-08-18T19:00Z", 0, &["story.txt: revision 1 of story, a new article"]);
    let json = store.json("add story.txt --at 2025-08-19T19:00Z");
    assert_eq!((&json["schema"], &json["results"][0]["result"]), (&"writethru.add/1".into(), &"seen_again".into()));
}

#[test]
fn a_time_is_never_guessed() {
    let store = Store::of_ferry();
    store.file("story.txt", "The bridge is shut.");
    store.says("add story.txt", 2, &["when was “story.txt” seen?", "--at"]);
    store.says("add story.txt --at soon", 2, &["no such time"]);
    store.says("add story.txt ferry.txt --at 2025-08-18", 2, &["--at is for one text"]);
    store.says("add story.txt --at 2025-08-18T19:00", 0, &["without a zone: read as UTC"]);
    store.says("add - --at now", 2, &["standard input has no name: give --article or --url"]);
    store.says("add nothing.txt --at now", 2, &["cannot read “nothing.txt”"]);
    store.says("add page.html --at now", 2, &["page.html"]);
}

#[test]
fn one_bad_file_does_not_keep_out_the_others() {
    let store = Store::of_ferry();
    store.file("2025-08-18T2000Z.txt", "The bridge is shut.");
    store.file("2025-08-18T2010Z.txt", "The bridge is open.");
    let said = ["cannot read “gone.txt”", "2 revisions recorded (1 new article)."];
    store.says("add 2025-08-18T2000Z.txt gone.txt 2025-08-18T2010Z.txt --url https://news.example/bridge", 3, &said);
    store.says("show https://news.example/bridge", 0, &["The bridge is open."]);
}

#[test]
fn an_article_of_the_store_is_named_in_many_ways() {
    let store = Store::of_ferry();
    let listed = store.json("articles --urls");
    let key = listed["articles"][0]["key"].as_str().expect("a key").to_owned();
    assert_eq!(listed["articles"][0]["revisions"], 3);
    for source in ["ferry", "fer", &key, &key[..5]] {
        store.says(&format!("log {source}"), 0, &["3 revisions"]);
    }
    let hash = store.json("show ferry@2")["sha256"].as_str().expect("a hash").to_owned();
    for revision in ["2", "-2", "2025-08-18T19:10", "2025-08-18T23:15Z", &hash[..8]] {
        let shown = store.json(&format!("show ferry@{revision}"));
        assert_eq!((&shown["article"], &shown["revision"]), (&"ferry".into(), &2.into()), "{revision}");
    }
    store.says("diff ferry@1 ferry@3", 0, &["Quotation added"]);
    store.says("diff ferry", 0, &["Quotation added"]);
    store.says("quotes ferry", 0, &["We had no choice"]);
    store.says("claims ferry", 0, &["The ferry was built in 1998"]);
    store.says("log ferry@2", 2, &["leave out “@2”"]);
    store.says("show ferry@9", 2, &["it has 3 revisions, @1 to @3"]);
    store.says("show nobody", 2, &["“revisions/store.db” (there are “ferry”)"]);
    store.file("2025-08-18T2000Z.txt", "The ferry terminal is shut.");
    store.run("add 2025-08-18T2000Z.txt --article Ferry_terminal", 0);
    store.says("show ferry-t", 0, &["terminal"]);
    store.says("show FERRY_T", 0, &["terminal"]);
    store.says("show Ferry__t@1", 0, &["terminal"]);
    store.says("show ferr", 2, &["“ferr” could be several articles of the store: “ferry” (", "“ferry-terminal” ("]);
    store.says("show ferry", 0, &["anchor"]);
}

#[test]
fn a_folder_comes_before_an_article_of_the_store() {
    let store = Store::of_ferry();
    std::fs::create_dir_all(store.path("revisions/ferry")).expect("made");
    store.file("revisions/ferry/2025-08-18T1900Z.txt", "A folder.");
    store.says("log ferry", 0, &["1 revision\n"]);
}

#[test]
fn every_sentence_has_the_revision_that_brought_it() {
    let store = Store::of_ferry();
    let json = store.json("annotate ferry");
    assert_eq!((&json["schema"], &json["revision"]), (&"writethru.annotate/1".into(), &3.into()));
    let since: Vec<i64> = json["sentences"].as_array().expect("a list").iter().map(|s| s["since"].as_i64().expect("a number")).collect();
    assert_eq!(since, [1, 1, 3, 1, 3]);
    assert_eq!(json["sentences"][2]["stood_before"], 1);
    store.says("annotate ferry", 0, &["r3  “We had no choice,”", "stood in 1 already, and was gone for a while"]);
    store.says("annotate ferry --words 1998", 0, &["there since the first revision"]);
    store.says("annotate ferry --words submarine", 0, &["No sentence of this revision has the words “submarine”."]);
    store.says("annotate ferry@1 --format markdown", 0, &["# ferry"]);
}

#[test]
fn everything_is_searched() {
    let store = Store::of_ferry();
    let texts = |args: &str| -> Vec<String> {
        let json = store.json(args);
        json["hits"].as_array().expect("a list").iter().map(|hit| hit["text"].as_str().expect("a text").to_owned()).collect()
    };
    assert_eq!(texts("search anchor"), ["Divers found the anchor."]);
    assert_eq!(texts("search ANCHOR divers"), ["Divers found the anchor."]);
    assert_eq!(texts("search submarine"), [""; 0]);
    assert_eq!(texts("search --speaker Venn"), ["We had no choice,"]);
    assert_eq!(texts("search harbor --speaker reyle"), ["The harbor is shut,"]);
    store.says("search --figure 1998", 2, &["“1998” is no figure", "a year or date is searched by its words"]);
    assert_eq!(texts("search anchor --limit 1"), ["Divers found the anchor."]);
    assert_eq!(texts("search --removed anchor"), [""; 0]);
    store.file("2025-08-18T2000-0400.txt", "Ferry fire kills 14\n\nAt least 14 people died, said Orla Venn. The ferry burned.\n");
    store.run("add 2025-08-18T2000-0400.txt --article ferry", 0);
    assert_eq!(texts("search --removed anchor"), ["Divers found the anchor."]);
    assert_eq!(texts("search --removed ferry"), [""; 0], "the word is still there");
    assert_eq!(texts("search --figure 14"), ["Ferry fire kills 14", "At least 14 people died, said Orla Venn."]);
    assert_eq!(texts("search --removed --speaker Reyle"), ["The harbor is shut,"]);
    let said = ["“anchor”, not there any more", "first seen in 1 at 19:00, Aug. 18, 2025 (-04:00)", "gone in 4 at 20:00"];
    store.says("search --removed anchor", 0, &said);
    store.says("search", 2, &["name words, or give --speaker, --name or --figure"]);
    store.says("search --figure nobody", 2, &["“nobody” is no figure"]);
    store.says("search anchor --article bridge", 2, &["no article of the store is called “bridge”"]);
    store.says("search \" \" --article ferry", 2, &["name words"]);
}

/// What a correction took away is found where it stood, by its own words, figures and speakers.
#[test]
fn every_wording_is_found_and_says_where_it_stood() {
    let store = Store(tempfile::tempdir().expect("a folder"));
    let edition = |figure: &str, quoted: &str| {
        format!(
            "Border talks begin\n\nThe fund holds {figure}, the bank said. “{quoted},” said Anna Holt, the envoy. \
             Jonas Berg met Anna Holt at the border.\n"
        )
    };
    store.file("2025-08-18T1900Z.txt", &edition("$90 billion", "We had a very good talk"));
    store.file("2025-08-18T1910Z.txt", &edition("$100 billion", "We had a very good talk"));
    store.file("2025-08-18T1920Z.txt", &edition("$100 billion", "We had a rather good talk"));
    store.run("add 2025-08-18T1900Z.txt 2025-08-18T1910Z.txt 2025-08-18T1920Z.txt --article talks", 0);
    let found = |args: &str| -> Vec<String> {
        let json = store.json(args);
        let hit = |hit: &serde_json::Value| {
            let of = |place: &str| hit[place]["revision"].as_i64().map_or_else(|| "-".to_owned(), |n| n.to_string());
            format!("{} {} {} {}", of("first"), of("last"), of("gone"), hit["text"].as_str().expect("a text"))
        };
        json["hits"].as_array().expect("a list").iter().map(hit).collect()
    };
    assert_eq!(found("search --figure $90_billion"), ["1 1 2 The fund holds $90 billion, the bank said."]);
    assert_eq!(found("search --figure $100_billion"), ["2 3 - The fund holds $100 billion, the bank said."]);
    assert_eq!(found("search --removed --figure $90_billion"), ["1 1 2 The fund holds $90 billion, the bank said."]);
    assert_eq!(found("search --removed --figure $100_billion"), [""; 0]);
    assert_eq!(found("search very --speaker Holt"), ["1 2 3 We had a very good talk,"]);
    assert_eq!(found("search rather --speaker Holt"), ["3 3 - We had a rather good talk,"]);
    assert_eq!(found("search --speaker Anna_Holt"), ["1 2 3 We had a very good talk,", "3 3 - We had a rather good talk,"]);
    assert_eq!(found("search --removed --speaker Holt"), [""; 0], "its last wording still stands");
    assert_eq!(found("search --removed very --speaker Holt"), ["1 2 3 We had a very good talk,"]);
    // A name is one phrase: nobody here is called Anna Berg.
    assert_eq!(found("search --name Anna_Berg"), [""; 0]);
    assert_eq!(found("search --name Jonas_Berg").len(), 1);
    assert_eq!(found("search --speaker Jonas_Holt"), [""; 0]);
    store.says("search --figure $90_billion", 0, &["first seen in 1", "last seen in 1", "gone in 2"]);
    store.run("verify --read-data", 0);
}

/// A new system at the paper makes all marks round: no sentence and no quotation is gone for that. Another case is another wording.
#[test]
fn other_glyphs_are_no_other_wording() {
    let store = Store(tempfile::tempdir().expect("a folder"));
    store.file("2025-08-18T1900Z.txt", "Ferry burns\n\n\"We don't know - yet,\" said Orla Venn. The Harbor office is shut.\n");
    store.file("2025-08-18T1910Z.txt", "Ferry burns\n\n“We don’t know – yet,” said Orla Venn. The harbor office is shut.\n");
    store.run("add 2025-08-18T1900Z.txt 2025-08-18T1910Z.txt --article ferry", 0);
    for args in ["search know", "search --speaker Venn"] {
        let json = store.json(args);
        let hits = json["hits"].as_array().expect("a list");
        assert_eq!(hits.len(), 1, "{args}: {json}");
        assert_eq!((&hits[0]["revisions"], &hits[0]["gone"]), (&2.into(), &serde_json::Value::Null), "{args}");
    }
    assert_eq!(store.json("search office")["hits"].as_array().expect("a list").len(), 2);
    store.run("verify --read-data", 0);
}

#[test]
fn figures_are_traced_as_whole_words() {
    let store = Store(tempfile::tempdir().expect("a folder"));
    store.file("2025-08-18T1900Z.txt", "Ferry burns\n\nThe ferry of 2014 carried 12 people.\n");
    store.file("2025-08-18T1910Z.txt", "Ferry burns\n\nThe ferry of 2014 carried 14 people. “We don’t know,” said Orla Venn.\n");
    store.run("add 2025-08-18T1900Z.txt 2025-08-18T1910Z.txt --article ferry", 0);
    let since = |words: &str| store.json(&format!("annotate ferry --words {words}"))["traced"].to_string();
    assert!(since("14").contains("\"since\":2"), "{}", since("14"));
    assert!(since("don't_know").contains("\"since\":2"), "{}", since("don't_know"));
    store.says("annotate ferry --words __", 2, &["--words takes words"]);
}

/// The search goes on where one text cannot be read, and says which.
#[test]
fn one_damaged_text_does_not_keep_the_others_from_being_searched() {
    let store = Store::of_ferry();
    store.file("2025-08-18T2000Z.txt", "The bridge is shut, and the anchor of the ferry is on it.");
    store.run("add 2025-08-18T2000Z.txt --article bridge", 0);
    let connection = rusqlite::Connection::open(store.path("revisions/store.db")).expect("opens");
    connection.execute_batch("UPDATE blobs SET data = zeroblob(20) WHERE id = 1").expect("changed");
    drop(connection);
    let found = ["The bridge is shut", "warning: “ferry” was not looked through: blob 1 cannot be read"];
    store.says("search anchor", 4, &found);
    store.says("search anchor", 4, &found);
    let said = store.run("repair", 4);
    assert!(said.contains("made anew for the articles whose texts can be read"), "{said}");
    assert!(!said.contains("made anew: sentences"), "{said}");
}

/// What was computed is no part of the record: the search makes it anew, `verify` says so, and nobody calls the store damaged.
#[test]
fn damage_in_what_is_derived_is_no_damage_of_the_store() {
    let tampered = |sql: &str| {
        let store = Store::of_ferry();
        let before = store.run("search anchor --format json", 0);
        let connection = rusqlite::Connection::open(store.path("revisions/derived.db")).expect("opens");
        connection.execute_batch(sql).expect("changed");
        drop(connection);
        let said = store.run("verify --read-data", 4);
        assert!(said.contains("writethru repair makes them anew") && !said.contains("the store is damaged"), "{sql}: {said}");
        assert!(said.contains("1 thing not as recorded"), "{sql}: {said}");
        assert_eq!(store.run("search anchor --format json", 0), before, "{sql}");
        store.run("verify --read-data", 0);
    };
    tampered("UPDATE passages SET text = replace(text, 'Divers found', 'Nobody found')");
    tampered("DROP TABLE passages");
    tampered("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE' WHERE name = 'passages'");
    let store = Store::of_ferry();
    let before = store.run("search anchor --format json", 0);
    let path = store.path("revisions/derived.db");
    let mut bytes = std::fs::read(&path).expect("read");
    bytes[4096..].fill(0xA5);
    std::fs::write(&path, &bytes).expect("written");
    store.says("verify --read-data", 4, &["1 thing not as recorded", "the derived tables are not what the record gives"]);
    assert_eq!(std::fs::read(&path).expect("read"), bytes, "verify changes nothing");
    assert_eq!(store.run("search anchor --format json", 0), before);
}

/// Where nothing may be written, what was computed before is used. A folder in the place of SQLite's file beside the database keeps
/// it from being opened for writing, whoever runs this.
#[test]
fn what_was_derived_is_read_where_nothing_may_be_written() {
    let store = Store::of_ferry();
    store.run("search anchor", 0);
    let connection = rusqlite::Connection::open(store.path("revisions/derived.db")).expect("opens");
    connection.execute_batch("UPDATE passages SET gone = 3 WHERE text LIKE '%anchor%'; PRAGMA journal_mode = DELETE").expect("changed");
    connection.execute_batch("PRAGMA journal_mode = WAL").expect("set");
    drop(connection);
    for name in ["derived.db-shm", "derived.db-wal"] {
        let _ = std::fs::remove_file(store.path(&format!("revisions/{name}")));
    }
    std::fs::create_dir(store.path("revisions/derived.db-shm")).expect("made");
    // The mark that was put into it shows that it was not computed anew …
    assert_eq!(store.json("search anchor")["hits"][0]["gone"]["revision"], 3);
    // … but what it does not hold is computed in memory.
    assert_eq!(store.json("search --speaker Venn")["hits"].as_array().expect("a list").len(), 1);
    store.says("verify --read-data", 4, &["the derived tables are not what the record gives"]);
}

#[cfg(unix)]
#[test]
fn a_log_that_cannot_be_read_is_named() {
    let store = Store::of_ferry();
    // As a program leaves it that was killed, in a folder where SQLite cannot make its index of the log.
    std::fs::write(store.path("revisions/store.db-wal"), [0; 64]).expect("written");
    let _ = std::fs::remove_file(store.path("revisions/store.db-shm"));
    std::os::unix::fs::symlink("store.db-shm", store.path("revisions/store.db-shm")).expect("made");
    store.says("log ferry", 3, &["has a write-ahead log beside it, and its folder is read-only"]);
    std::fs::remove_file(store.path("revisions/store.db-wal")).expect("removed");
    store.says("log ferry", 0, &["3 revisions"]);
}

#[test]
fn what_another_program_counted_is_no_damage() {
    let store = Store::of_ferry();
    let connection = rusqlite::Connection::open(store.path("revisions/store.db")).expect("opens");
    connection.execute_batch("ANALYZE").expect("counted");
    drop(connection);
    store.says("verify", 0, &["Everything is as it was recorded"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_copy_is_written_where_it_was_asked_for_or_not_at_all() {
    use std::os::unix::ffi::OsStrExt;
    let store = Store::of_ferry();
    let mut command = Command::new(PROGRAM);
    command.args(["export", "--backup"]).arg(std::ffi::OsStr::from_bytes(b"copy\xFF.db")).current_dir(store.0.path());
    let output = command.env_remove("WRITETHRU_STORE").output().expect("starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(code(output.status), 3, "{said}");
    assert!(said.contains("its name is not UTF-8"), "{said}");
    assert_eq!(std::fs::read_dir(store.0.path()).expect("listed").count(), 1, "only the store");
}

#[test]
fn a_sound_store_is_said_to_be_sound_and_what_that_shows() {
    let store = Store::of_ferry();
    store.says("verify", 0, &["Everything is as it was recorded, as far as was looked.", "No text was read: --read-data does."]);
    store.says("verify --read-data", 0, &["All texts, 3, were read", "only a checkpoint kept elsewhere shows"]);
    store.says("verify --read-data=40%", 0, &["of 3 texts were read"]);
    store.says("verify --read-data=0%", 2, &["no such share"]);
    let json = store.json("verify --read-data");
    assert_eq!(
        (&json["ok"], &json["revisions"], &json["texts_read"], &json["head_file"]),
        (&true.into(), &3.into(), &3.into(), &"agrees".into())
    );
}

#[test]
fn a_damaged_store_is_exit_code_4() {
    let store = Store::of_ferry();
    let connection = rusqlite::Connection::open(store.path("revisions/store.db")).expect("opens");
    connection.execute_batch("UPDATE revisions SET observed_at = observed_at + 60000000 WHERE sequence = 2").expect("changed");
    drop(connection);
    store.says("verify", 4, &["the first at revision 2 of the record", "revision 2 is not what was recorded"]);
    store.says("repair", 4, &["What cannot be computed again", "only a copy of the store can bring it back"]);
    let connection = rusqlite::Connection::open(store.path("revisions/store.db")).expect("opens");
    connection.execute_batch("UPDATE blobs SET data = zeroblob(20) WHERE id = 1").expect("changed");
    drop(connection);
    store.says("log ferry", 4, &["the store is damaged: blob 1 cannot be read; `writethru verify` says more"]);
    std::fs::write(store.path("revisions/store.db"), "no database at all, but long enough to be one, if it were one").expect("written");
    store.says("log ferry", 4, &["damaged"]);
    store.says("articles", 4, &["damaged"]);
}

#[test]
fn what_is_derived_can_be_thrown_away() {
    let store = Store::of_ferry();
    let before = store.run("search the --format json", 0);
    store.run("repair", 0);
    assert_eq!(store.run("search the --format json", 0), before);
    std::fs::remove_file(store.path("revisions/derived.db")).expect("removed");
    assert_eq!(store.run("search the --format json", 0), before);
    let connection = rusqlite::Connection::open(store.path("revisions/derived.db")).expect("opens");
    connection.execute_batch("UPDATE passages SET gone = 2 WHERE id = 1").expect("changed");
    drop(connection);
    store.says("verify --read-data", 4, &["the derived tables are not what the record gives: writethru repair makes them anew"]);
    store.says("repair", 0, &["The derived tables were made anew"]);
    store.run("verify --read-data", 0);
    std::fs::write(store.path("revisions/derived.db"), "rubbish that is no database, and long enough to be looked at twice")
        .expect("written");
    assert_eq!(store.run("search the --format json", 0), before);
    std::fs::remove_file(store.path("revisions/store.head")).expect("removed");
    store.says("verify", 0, &["store.head, which would know, is not there"]);
    store.says("repair", 0, &["store.head was written anew"]);
    store.says("verify", 0, &["store.head, which knows 3, agrees"]);
}

/// What somebody new to it gives as a store.
#[test]
fn what_is_no_store_is_said_to_be_what_it_is() {
    let store = Store::of_ferry();
    store.file("story.txt", "The bridge is shut.");
    for args in ["articles", "log ferry", "verify", "repair", "search ferry", "export", "checkpoint", "add story.txt --at now"] {
        let said = ["“revisions/store.db” is a file: a store is the folder that holds “store.db”"];
        store.says(&format!("{args} --store revisions/store.db"), 2, &said);
    }
    std::fs::create_dir(store.path("other")).expect("made");
    store.file("other/store.db", "minutes of the council of Lethmark, which somebody called so, and long enough to be looked at");
    for args in ["articles", "log ferry", "verify", "repair", "search ferry", "add story.txt --at now"] {
        let said = store.run(&format!("{args} --store other"), 4);
        assert!(said.contains("“other/store.db” is no database: it is another file, or its beginning is damaged"), "{args}: {said}");
    }
    // `verify` does not send to `verify`.
    let mut bytes = std::fs::read(store.path("revisions/store.db")).expect("read");
    bytes[100..4096].fill(0);
    std::fs::write(store.path("revisions/store.db"), bytes).expect("written");
    store.says("articles", 4, &["`writethru verify` says more"]);
    for command in ["verify", "repair"] {
        let said = store.run(command, 4);
        assert!(said.contains("only a copy of it can bring it back") && !said.contains("says more"), "{command}: {said}");
    }
}

/// A folder that may not be looked into is not one without a store. Whoever may look into everything sees a folder in the place of
/// the file instead.
#[cfg(unix)]
#[test]
fn a_store_that_may_not_be_read_is_there_all_the_same() {
    use std::os::unix::fs::PermissionsExt;
    let store = Store::of_ferry();
    let mode = |mode| std::fs::set_permissions(store.path("revisions"), std::fs::Permissions::from_mode(mode)).expect("set");
    mode(0o000);
    if std::fs::read_dir(store.path("revisions")).is_err() {
        store.says("articles", 3, &["cannot open “revisions/store.db”"]);
    }
    mode(0o755);
}

/// Rows that would be gone in a moment are not said to be made.
#[test]
fn what_cannot_stay_is_not_said_to_be_repaired() {
    let store = Store::of_ferry();
    std::fs::create_dir_all(store.path("revisions/derived.db/taken")).expect("made");
    let said = store.run("repair", 3);
    assert!(!said.contains("were made anew"), "{said}");
}

/// Nor is a file that could not be written, or that a record without revisions does not have.
#[test]
fn a_head_that_cannot_be_written_is_not_said_to_be() {
    let store = Store::of_ferry();
    std::fs::remove_file(store.path("revisions/store.head")).expect("removed");
    std::fs::create_dir_all(store.path("revisions/store.head/taken")).expect("made");
    let said = store.run("repair", 3);
    assert!(said.contains("cannot write “revisions/store.head”") && !said.contains("was written anew"), "{said}");
    store.says("verify", 4, &["store.head cannot be read"]);
    let empty = Store(tempfile::tempdir().expect("a folder"));
    drop(writethru::store::Sqlite::create(&empty.path("revisions")).expect("made"));
    let said = empty.run("repair", 0);
    assert!(!said.contains("store.head"), "{said}");
}

/// What was lost is no matter for `repair`, and the finding says what to do where it was no loss.
#[test]
fn a_lost_end_stays_told_and_says_what_to_do_where_it_was_meant() {
    let store = Store::of_ferry();
    store.says("export --backup copy.db", 0, &[]);
    store.file("2025-08-18T2000-0400.txt", "Ferry fire kills 14\n\nThe ferry burned.\n");
    store.run("add 2025-08-18T2000-0400.txt --article ferry", 0);
    std::fs::copy(store.path("copy.db"), store.path("revisions/store.db")).expect("restored");
    for name in ["one", "two"] {
        store.file("story.txt", &format!("The bridge is shut, {name}."));
        store.run(&format!("add story.txt --article {name} --at 2025-08-19"), 0);
        store.says("verify", 4, &["store.head knows another", "move store.head away"]);
        store.says("repair", 4, &["store.head knows another"]);
    }
    std::fs::remove_file(store.path("revisions/store.head")).expect("removed");
    store.says("repair", 0, &["store.head was written anew"]);
    store.says("verify", 0, &["store.head, which knows 5, agrees"]);
}

#[test]
fn without_a_store_it_is_said_how_to_make_one() {
    for args in ["articles", "verify", "repair", "search ferry"] {
        let test = Test::of(args).status(2);
        test.stderr("writethru: error: there is no store in “revisions” yet: `writethru add` makes one\n").run();
    }
    assert!(!Path::new("revisions").exists() || Path::new("revisions/README.md").exists());
}

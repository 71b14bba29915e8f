//! `export`, `checkpoint` and `prove` where something is wrong: a damaged store, a forged proof, a name that is taken, others who write.

use super::exchange::{Desk, check};
use chrono::{DateTime, TimeDelta};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use writethru::proof::{Consistency, Document};
use writethru::store::{Leaf, Observation, Sqlite, Store};

/// A desk whose store has lost its last revision, which only the file beside the database knows.
fn desk_without_an_end() -> Desk {
    let desk = Desk::with_store();
    desk.file("whole", desk.does("checkpoint"));
    let database = Connection::open(desk.path("revisions/store.db")).expect("opens");
    database.execute("DELETE FROM revisions WHERE sequence = 4", []).expect("deleted");
    desk
}

#[test]
fn a_store_that_lost_its_end_gets_no_checkpoint_and_no_export() {
    let desk = desk_without_an_end();
    let said = "the record has lost its end: it has 3 revisions of 4";
    for command in ["checkpoint", "checkpoint --verify whole", "prove ferry@1", "export", "export ferry --as csv"] {
        desk.fails(command, 4, said);
    }
    for (command, unfinished) in [("export --as folder --to f", "f/index.jsonl"), ("export --as bagit --to b", "b/bagit.txt")] {
        desk.fails(command, 4, said);
        assert!(!desk.path(unfinished).exists(), "{command}");
    }
}

#[test]
fn a_record_that_was_written_anew_is_not_passed_on() {
    let desk = Desk::with_store();
    let database = Connection::open(desk.path("revisions/store.db")).expect("opens");
    // Whoever knows how can make all hashes anew; here the last text is another, and its hash is that of the new record.
    let sql = "UPDATE revisions SET headline = 'Pool saved' WHERE sequence = 4";
    database.execute(sql, []).expect("edited");
    let store = Sqlite::open(&desk.path("revisions")).expect("opens");
    let mut hash = None;
    let mut visit = |leaf: Leaf| {
        hash = Some(leaf.record.hash());
        std::ops::ControlFlow::Continue(())
    };
    store.records(0, &mut visit).expect("read");
    database.execute("UPDATE revisions SET hash = ?1 WHERE sequence = 4", [hash.expect("a record").0]).expect("edited");
    for command in ["checkpoint", "export"] {
        desk.fails(command, 4, "revision 4 of the store is not what was recorded");
    }
}

#[test]
fn an_export_to_a_file_leaves_what_is_there_and_nothing_of_its_own_behind() {
    let desk = Desk::with_store();
    desk.file("e.jsonl.part", "somebody's notes");
    desk.fails("export --to e.jsonl", 2, "“e.jsonl.part” is there");
    assert_eq!(fs::read_to_string(desk.path("e.jsonl.part")).expect("there"), "somebody's notes");
    let desk = desk_without_an_end();
    desk.fails("export --to e.jsonl", 4, "has lost its end");
    assert!(!desk.path("e.jsonl").exists() && !desk.path("e.jsonl.part").exists());
    desk.fails("export --to no/e.jsonl", 3, "cannot write “no/e.jsonl”");
}

#[test]
fn a_format_that_an_export_cannot_have_is_refused() {
    let desk = Desk::with_store();
    for command in ["export --as csv --format json", "export --as folder --to f --format json", "export --format markdown"] {
        desk.fails(command, 2, "leave out --format");
    }
    assert_eq!(desk.does("export --format json"), desk.does("export"));
}

/// What the library and the script say of a proof; they must agree.
fn is_sound(desk: &Desk, proof: &Value) -> bool {
    let is_sound = serde_json::from_value::<Document>(proof.clone()).is_ok_and(|proof| proof.is_sound());
    desk.file("given.json", proof.to_string());
    if let Some((is_good, said)) = check(desk, &["given.json"]) {
        assert_eq!(is_good, is_sound, "{proof}: {said}");
    }
    is_sound
}

#[test]
fn a_proof_says_of_the_record_what_the_record_says() {
    let desk = Desk::new();
    let line = json!({"article": "“ferry”", "time": "2025-08-18T19:41:00.25Z", "text": "Ferry fire kills 14"});
    let named = json!({"article": "“ferry”", "time": "2025-08-18T19:51:00Z", "text": "Ferry fire kills 15",
        "headline": "b6bd36deeebd4d72568f969411ba8a33a2b03c6b2d6691ae9728a4dc90780109"});
    desk.file("t.jsonl", format!("{line}\n{named}\n"));
    desk.does("import t.jsonl");
    let proof = |args: &str| -> Value { serde_json::from_str(&desk.does(&format!("prove ferry@{args}"))).expect("JSON") };
    let good = proof("1 --origin “desk”");
    assert_eq!(good["revision"]["observed_at"], "2025-08-18T19:41:00.250000+00:00");
    assert!(is_sound(&desk, &good));
    for (pointer, value) in [
        ("/schema", json!("writethru.proof/2")),
        ("/revision/article", json!("pool")),
        ("/revision/observed_at", json!("2025-08-18T19:40:00+00:00")),
        ("/revision/sha256", json!("0".repeat(64))),
        ("/leaf_index", json!(1)),
        ("/checkpoint", json!(good["checkpoint"].as_str().expect("text").replace("\n2\n", "\n3\n"))),
    ] {
        let mut forged = good.clone();
        *forged.pointer_mut(pointer).expect("there") = value;
        assert!(!is_sound(&desk, &forged), "{pointer}");
    }
    // A text that the record only speaks of: its SHA-256 is the second headline.
    let mut forged = proof("2");
    let text = "What a headline may name";
    forged["text"] = json!(text);
    forged["revision"]["sha256"] = json!(writethru::proof::Hash::of(text.as_bytes()).to_string());
    assert!(!is_sound(&desk, &forged));
    if let Some((is_good, said)) = check(&desk, &[]) {
        assert!(!is_good && said.contains("check_proof.py PROOF.json [CHECKPOINT]") && !said.contains("Traceback"), "{said}");
        let (is_good, said) = check(&desk, &["t.jsonl"]).expect("python is there");
        assert!(!is_good && said.starts_with("This is no proof: "), "{said}");
    }
}

#[test]
fn that_an_older_log_is_the_beginning_is_handed_out_as_a_proof() {
    let desk = Desk::with_store();
    let public = desk.does("checkpoint --new-key desk.key --origin example.org/desk");
    desk.file("old", desk.does("checkpoint --key desk.key"));
    desk.file("in/pool/2025-08-19T0700Z.txt", "Pool may close");
    desk.does("import in");
    let proof: Consistency = serde_json::from_str(&desk.does("checkpoint --verify old --format json")).expect("a proof");
    assert!(proof.is_sound() && !proof.hashes.is_empty());
    assert_eq!(proof.old, fs::read_to_string(desk.path("old")).expect("there"), "with its signatures");
    assert_eq!(proof.new, desk.does("checkpoint --origin example.org/desk"));
    let mut forged = [(); 4].map(|()| proof.clone());
    forged[0].schema.push('0');
    forged[1].hashes.pop();
    forged[2].new = forged[2].new.replace("\n5\n", "\n3\n");
    forged[3].old = forged[3].old.replace("desk", "disk");
    assert!(forged.iter().all(|proof| !proof.is_sound()));
    desk.does(&format!("checkpoint --verify old --format json --signed-by {public}"));
    desk.fails("checkpoint --verify old --key desk.key", 2, "cannot be used with");
    desk.fails("checkpoint --verify old --origin example.org/desk", 2, "cannot be used with");
    desk.fails("checkpoint --verify old --format markdown", 2, "leave out --format");
    desk.fails("checkpoint --format json", 2, "leave out --format");
    desk.fails("checkpoint --new-key k --origin k --format json", 2, "leave out --format");
    desk.file("forged", fs::read_to_string(desk.path("old")).expect("there").replace("\n4\n", "\n3\n"));
    desk.fails("checkpoint --verify forged --format json", 4, "do not give the root");
}

/// Where the documents say what the fields are.
#[test]
fn every_field_of_what_goes_out_is_described() {
    let desk = Desk::with_store();
    desk.file("old", desk.does("checkpoint"));
    desk.does("export --as folder --to f");
    let document = include_str!("../../docs/import-export.md");
    let printed = [
        desk.does("export ferry").lines().next().expect("a line").to_owned(),
        fs::read_to_string(desk.path("f/index.jsonl")).expect("there").lines().next().expect("a line").to_owned(),
        desk.does("import in --format json"),
        desk.does("prove ferry@1"),
        desk.does("checkpoint --verify old --format json"),
    ];
    for object in printed {
        let object: serde_json::Map<String, Value> = serde_json::from_str(&object).expect("an object");
        let schema = object["schema"].as_str().expect("a name");
        assert!(document.contains(&format!("`{schema}`")), "{schema}");
        for field in object.keys() {
            assert!(document.lines().any(|line| line.starts_with("| `") && line.contains(&format!("`{field}`"))), "{field} of {schema}");
        }
    }
}

/// Copies of a store in use: each is a store as it stood at some moment, and the beginning of what it came to.
#[test]
fn a_backup_taken_while_others_write_is_whole() {
    let is_long = std::env::var_os("WRITETHRU_LONG").is_some();
    let (n_writers, n_backups) = if is_long { (100, 100) } else { (4, 5) };
    let desk = Desk::with_store();
    let begun = DateTime::parse_from_rfc3339("2025-08-18T19:00:00-04:00").expect("a time");
    let is_over = AtomicBool::new(false);
    let write = |writer: usize| {
        let mut store = Sqlite::create(&desk.path("revisions")).expect("opens");
        // Bounded, so that a failure does not wait for ever.
        for k in (0..2_000).take_while(|_| !is_over.load(Ordering::Relaxed)) {
            let text = format!("{k} people waited at the pier of Port Ellery.");
            store.add(&[Observation::of_text(&format!("writer {writer}"), begun + TimeDelta::minutes(k), text)]).expect("added");
        }
    };
    let copies: Vec<String> = (0..n_backups).map(|n| format!("copy{n}")).collect();
    std::thread::scope(|scope| {
        for writer in 0..n_writers {
            scope.spawn(move || write(writer));
        }
        for copy in &copies {
            fs::create_dir(desk.path(copy)).expect("made");
            desk.does(&format!("export --backup {copy}/store.db"));
        }
        is_over.store(true, Ordering::Relaxed);
    });
    let sizes = copies.iter().map(|copy| {
        desk.does(&format!("verify --read-data --store {copy}"));
        let checkpoint = desk.does(&format!("checkpoint --store {copy}"));
        desk.file("then", &checkpoint);
        desk.does("checkpoint --verify then");
        checkpoint.lines().nth(1).and_then(|size| size.parse().ok()).expect("a number of records")
    });
    let sizes: Vec<u64> = sizes.collect();
    assert!(sizes.is_sorted() && sizes.first() < sizes.last(), "others wrote in the meantime: {sizes:?}");
}

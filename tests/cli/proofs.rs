//! `export`, `checkpoint` and `prove` where something is wrong: a damaged store, a forged proof, a name that is taken, others who write.

use super::exchange::Desk;
use rusqlite::Connection;
use std::fs;

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
    let store = writethru::store::Sqlite::open(&desk.path("revisions")).expect("opens");
    let mut hash = None;
    let mut visit = |leaf: writethru::store::Leaf| {
        hash = Some(leaf.record.hash());
        std::ops::ControlFlow::Continue(())
    };
    writethru::store::Store::records(&store, 0, &mut visit).expect("read");
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

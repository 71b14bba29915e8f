//! `writethru extract SOURCE`.

use crate::exchange::Desk;
use crate::history::{FIRST, SECOND};
use crate::support::Test;
use serde_json::{Value, json};

#[test]
fn everything_found_in_a_file() {
    let json = Test::of("extract a.txt").file("a.txt", FIRST).run().json();
    assert_eq!(json["schema"], "writethru.extract/1");
    assert_eq!(json["id"], "a.txt");
    let quotation = &json["quotations"][0];
    let (start, end) = (quotation["start"].as_u64().expect("a number"), quotation["end"].as_u64().expect("a number"));
    let there: String = FIRST.chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!(json!(there), quotation["text"], "offsets count code points of the text as given");
}

#[test]
fn of_an_article_the_last_revision_or_the_one_asked_for() {
    let id = |source: &str| Test::of(&format!("extract {source}")).ferry(&[FIRST, SECOND]).run().json()["id"].clone();
    assert_eq!(id("ferry"), "2025-08-18T1910-0400.txt");
    assert_eq!(id("ferry@1"), "2025-08-18T1900-0400.txt");
}

#[test]
fn an_empty_file_gives_an_empty_answer_and_a_warning() {
    for content in ["", " \n\n"] {
        let json = Test::of("extract a.txt").file("a.txt", content).stderr("writethru: warning: “a.txt” is empty\n").run().json();
        for list in ["blocks", "sentences", "quotations", "attributions", "claims", "notices"] {
            assert_eq!(json[list], json!([]), "{list}");
        }
    }
}

#[test]
fn json_and_nothing_else() {
    let test = |args: &str| Test::of(args).file("a.txt", FIRST);
    test("extract a.txt --format json").run();
    test("extract a.txt --format terminal").status(2).stderr_has("extract prints json only: leave out --format").run();
    test("extract").status(2).stderr_has("required arguments were not provided").run();
}

#[test]
fn one_word_a_million_times() {
    let json = Test::of("extract -").stdin("word ".repeat(1_000_000)).run().json();
    assert!(json["sentences"].as_array().is_some_and(|all| !all.is_empty()));
}

#[test]
fn an_article_that_is_only_in_the_store() {
    let desk = Desk::new();
    desk.file("in/ferry/2025-08-18T1900-0400.txt", FIRST);
    desk.file("in/ferry/2025-08-18T1910-0400.txt", SECOND);
    desk.does("import in");
    let extract = |source: &str| serde_json::from_str::<Value>(&desk.does(&format!("extract {source}"))).expect("JSON");
    assert_eq!(extract("ferry@1")["id"], "2025-08-18T19:00:00-04:00");
    let (found, shown) = (extract("ferry"), serde_json::from_str::<Value>(&desk.does("show ferry --format json")).expect("JSON"));
    assert_eq!(found["id"], "2025-08-18T19:10:00-04:00");
    assert_eq!(found["claims"], shown["claims"]);
    desk.fails("extract fery", 2, "(there are “ferry”)");
    desk.fails("extract ferry@9", 2, "it has 2 revisions");
}

#[cfg(unix)]
#[test]
fn what_can_be_read_only_once_is_read_once() {
    let whole = Test::of("extract -").stdin(FIRST).run().json();
    let piped = Test::of("extract /dev/stdin").stdin(FIRST).run().json();
    assert_eq!((&piped["claims"], &piped["id"]), (&whole["claims"], &json!("/dev/stdin")));
}

//! `extract --jsonl` and `diff --jsonl`.

use crate::history::{FIRST, SECOND};
use crate::support::Test;
use serde_json::{Value, json};

fn lines(all: &[Value]) -> String {
    all.iter().map(|line| format!("{line}\n")).collect()
}

/// Runs the filter on one bad line between two good ones, and gives the error in its place.
fn bad(command: &str, good: &Value, line: &[u8]) -> Value {
    let good = good.to_string();
    let input = [good.as_bytes(), b"\n", line, b"\n", good.as_bytes()].concat();
    let found = Test::of(&format!("{command} --jsonl")).stdin(input).status(3).run().json_lines();
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0]["error"].is_null() && found[2]["error"].is_null(), "the good lines are answered: {found:?}");
    assert_eq!(found[1]["schema"], format!("writethru.{command}/1"));
    assert_eq!(found[1]["error"]["line"], 2);
    found[1].clone()
}

fn bad_text(line: impl AsRef<[u8]>, id: Value, message: &str) {
    let found = bad("extract", &json!({"id": "good", "text": FIRST}), line.as_ref());
    assert_eq!((&found["id"], &found["error"]["message"]), (&id, &message.into()));
}

fn bad_pair(line: impl AsRef<[u8]>, id: Value, message: &str) {
    let found = bad("diff", &json!({"id": "good", "before": FIRST, "after": SECOND}), line.as_ref());
    assert_eq!((&found["id"], &found["error"]["message"]), (&id, &message.into()));
}

#[test]
fn an_extract_for_each_text() {
    let input = lines(&[json!({"id": "a", "text": FIRST}), json!({"id": 2, "text": SECOND, "date": "2025-08-18"})]);
    let found = Test::of("extract --jsonl").stdin(input).run().json_lines();
    assert_eq!((&found[0]["schema"], &found[0]["id"], &found[1]["id"]), (&"writethru.extract/1".into(), &"a".into(), &2.into()));
    assert_eq!(found[0]["quotations"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_diff_for_each_pair() {
    let input = lines(&[
        json!({"id": 1, "before": FIRST, "after": SECOND, "before_at": "2025-08-18T19:00:00-04:00", "zone": "America/New_York"}),
        json!({"id": 2, "before": FIRST, "after": FIRST, "after_at": "2025-08-18", "zone": null}),
    ]);
    let found = Test::of("diff --jsonl").stdin(input.clone()).run().json_lines();
    assert_eq!((&found[0]["schema"], &found[0]["id"]), (&"writethru.diff/1".into(), &1.into()));
    assert!(found[0]["quotations"].as_array().is_some_and(|all| !all.is_empty()));
    for list in ["fields", "quotations", "claims", "notices", "sentences"] {
        assert_eq!(found[1][list], json!([]), "{list}");
    }
    Test::of("diff --jsonl --exit-code").stdin(input).status(1).run();
    let same = json!({"id": 1, "before": FIRST, "after": FIRST}).to_string();
    Test::of("diff --jsonl --exit-code").stdin(same).run();
}

#[test]
fn the_order_of_the_lines_is_kept_whatever_the_number_of_jobs() {
    let long = FIRST.repeat(20);
    let all: Vec<Value> = (0..300).map(|n| json!({"id": n, "text": if n % 7 == 0 { &long } else { SECOND }})).collect();
    let run = |jobs: &str| Test::of("extract --jsonl --jobs").arg(jobs).stdin(lines(&all)).run();
    let found = run("8");
    let ids: Vec<u64> = found.json_lines().iter().filter_map(|line| line["id"].as_u64()).collect();
    assert_eq!(ids, (0..300).collect::<Vec<u64>>());
    assert_eq!(found.stdout, run("1").stdout);
}

#[test]
fn an_id_is_kept_whatever_it_is() {
    for id in [json!("a\"\n\u{e9}"), json!(7), json!(-1.5), json!(u64::MAX), json!(true), json!(null), json!("")] {
        let input = json!({"id": id, "text": ""}).to_string();
        assert_eq!(Test::of("extract --jsonl").stdin(input).run().json_lines()[0]["id"], id);
    }
}

#[test]
fn blank_lines_are_passed_over_and_counted() {
    let good = json!({"id": 1, "text": FIRST});
    let input = format!("\n{good}\r\n  \n\r\n{{}}\n\n{good}");
    let found = Test::of("extract --jsonl").stdin(input).status(3).run().json_lines();
    assert_eq!(found.len(), 3);
    assert_eq!(found[1]["error"]["line"], 5);
    Test::of("extract --jsonl").stdin("").stdout("").run();
    Test::of("extract --jsonl").stdin("\n\n").stdout("").run();
}

#[test]
fn a_byte_order_mark_is_no_error() {
    let input = format!("\u{feff}{}", json!({"id": 1, "text": FIRST}));
    Test::of("extract --jsonl").stdin(input).run();
}

#[test]
fn what_is_no_object_is_answered_in_its_place() {
    bad_text("{\"id\": 1, \"text\"", json!(null), "not JSON: EOF while parsing an object at column 16");
    bad_text("[1]", json!(null), "not a JSON object");
    bad_text("\"text\"", json!(null), "not a JSON object");
    bad_text("null", json!(null), "not a JSON object");
    bad_text("{} {}", json!(null), "not JSON: trailing characters at column 4");
    bad_text(b"{\"id\": 1, \"text\": \"\xff\"}", json!(1), "not UTF-8: byte 20 of the line begins no character");
    bad_text(r#"{"id": 1, "text": "\ud800"}"#, json!(1), "not JSON: unexpected end of hex escape at column 26");
    bad_text("[".repeat(200_000), json!(null), "not JSON: EOF while parsing a list at column 200000");
}

#[test]
fn a_field_missing_or_of_another_type_is_named_and_the_id_kept() {
    bad_text(r#"{"id": "x"}"#, json!("x"), "\"text\" is missing");
    bad_text(r#"{"id": "x", "text": 7}"#, json!("x"), "\"text\" is a number, not text");
    bad_text(r#"{"text": ["a"], "id": "x"}"#, json!("x"), "\"text\" is an array, not text");
    bad_text(r#"{"text": "a"}"#, json!(null), "\"id\" is missing");
    bad_text(r#"{"id": {}, "text": "a"}"#, json!(null), "\"id\" is an object, not text or a number");
    bad_text(r#"{"id": "x", "text": "a", "date": "Monday"}"#, json!("x"), "\"date\" is no ISO date or RFC 3339 time: \"Monday\"");
    bad_text(r#"{"id": "x", "text": "a", "date": 20250818}"#, json!("x"), "\"date\" is a number, not text");
    bad_pair(r#"{"id": 1, "before": "a"}"#, json!(1), "\"after\" is missing");
    bad_pair(r#"{"id": 1, "before": null, "after": "a"}"#, json!(1), "\"before\" is null, not text");
    bad_pair(r#"{"id": 1, "before": "a", "after": "b", "zone": "ET"}"#, json!(1), "\"zone\" is no IANA time zone: \"ET\"");
    let at = r#"{"id": 1, "before": "a", "after": "b", "after_at": "2025-02-30"}"#;
    bad_pair(at, json!(1), "\"after_at\" is no ISO date or RFC 3339 time: \"2025-02-30\"");
}

#[test]
fn a_pair_of_pages_is_told_the_way() {
    let way = "\"before\" and \"after\" are texts: give each page to extract --jsonl, and here the \"text\" it answers";
    bad_pair(r#"{"id": 1, "html": "<p>Ferry fire</p>"}"#, json!(1), way);
    bad_text(r#"{"id": 1, "html": 7}"#, json!(1), "\"html\" is a number, not text");
    bad_text(r#"{"id": 1, "html": "<p>x", "url": []}"#, json!(1), "\"url\" is an array, not text");
}

#[test]
fn a_line_too_long_is_refused_in_its_place() {
    let line = vec![b'x'; (64 << 20) + 1];
    bad_text(line, json!(null), "the line is longer than 64 MiB, the most that is read");
}

#[test]
fn bad_lines_outweigh_differences() {
    let input = format!("{}\n{{}}\n", json!({"id": 1, "before": FIRST, "after": SECOND}));
    Test::of("diff --jsonl --exit-code").stdin(input).status(3).run();
}

#[test]
fn an_answer_comes_while_the_input_is_still_open() {
    use std::io::{BufRead, BufReader, Write};
    let test = Test::of("extract --jsonl");
    let mut child = test.command().spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
    for n in 0..3 {
        writeln!(stdin, "{}", json!({"id": n, "text": FIRST})).expect("read");
        let mut line = String::new();
        stdout.read_line(&mut line).expect("answered");
        assert!(line.contains(&format!("\"id\":{n},")), "{line}");
    }
    drop(stdin);
    assert!(child.wait().expect("ends").success());
}

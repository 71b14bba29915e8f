//! `writethru diff`.

use crate::history::{FIRST, SECOND, THIRD};
use crate::support::Test;

#[test]
fn two_files() {
    Test::of("diff a.txt b.txt").file("a.txt", FIRST).file("b.txt", SECOND).stdout_has("We had no choice").run();
}

#[test]
fn a_file_and_standard_input() {
    Test::of("diff a.txt -").file("a.txt", FIRST).stdin(SECOND).stdout_has("We had no choice").run();
    Test::of("diff - a.txt").file("a.txt", FIRST).stdin(SECOND).stdout_has("We had no choice").run();
}

#[test]
fn standard_input_cannot_be_read_twice() {
    Test::of("diff - -").stdin(FIRST).status(2).stderr_has("error: standard input can be read only once").stdout("").run();
}

#[test]
fn an_article_alone_is_its_last_two_revisions() {
    let json = Test::of("diff ferry --format json").ferry(&[FIRST, SECOND, THIRD]).run().json();
    assert_eq!(json["schema"], "writethru.diff/1");
    assert_eq!((&json["before"]["revision"], &json["after"]["revision"]), (&2.into(), &3.into()));
    assert_eq!(json["after"]["name"], "2025-08-18T1920-0400.txt");
    let same = Test::of("diff ferry@-1 --format json").ferry(&[FIRST, SECOND, THIRD]).run().json();
    assert_eq!(same, json);
}

#[test]
fn a_revision_alone_is_what_came_with_it() {
    let json = Test::of("diff ferry@2 --format json").ferry(&[FIRST, SECOND, THIRD]).run().json();
    assert_eq!((&json["before"]["revision"], &json["after"]["revision"]), (&1.into(), &2.into()));
    let first = Test::of("diff ferry@1").ferry(&[FIRST, SECOND]).status(2);
    first.stderr("writethru: error: “ferry@1” is the first revision: there is none before it to compare it with\n").run();
}

#[test]
fn any_two_revisions_in_any_order() {
    let json = Test::of("diff ferry@3 ferry@1 --format json").ferry(&[FIRST, SECOND, THIRD]).run().json();
    assert_eq!((&json["before"]["revision"], &json["after"]["revision"]), (&3.into(), &1.into()));
    Test::of("diff ferry@1 b.txt").ferry(&[FIRST]).file("b.txt", SECOND).stdout_has("We had no choice").run();
}

#[test]
fn the_same_text_twice_has_no_differences() {
    for args in ["diff a.txt a.txt --exit-code", "diff a.txt b.txt --exit-code --all", "diff ferry ferry --exit-code"] {
        Test::of(args).file("a.txt", FIRST).file("b.txt", FIRST).ferry(&[FIRST]).run();
    }
    let json = Test::of("diff a.txt a.txt --format json").file("a.txt", FIRST).run().json();
    for list in ["fields", "quotations", "claims", "notices", "sentences"] {
        assert_eq!(json[list], serde_json::json!([]), "{list}");
    }
}

#[test]
fn a_warning_about_both_sides_is_said_once() {
    Test::of("diff a.txt a.txt").file("a.txt", "").stderr("writethru: warning: “a.txt” is empty\n").run();
}

#[test]
fn the_exit_code_tells_of_differences_only_if_asked() {
    let test = |args: &str| Test::of(args).file("a.txt", FIRST).file("b.txt", SECOND);
    test("diff a.txt b.txt").run();
    test("diff a.txt b.txt --exit-code").status(1).run();
    test("diff a.txt b.txt --exit-code --only headline").run();
    test("diff a.txt b.txt --exit-code --only quotes").status(1).run();
}

#[test]
fn only_some_changes() {
    let json = |only: &str| {
        let args = format!("diff a.txt b.txt --format json --only {only}");
        Test::of(&args).file("a.txt", SECOND).file("b.txt", THIRD).run().json()
    };
    assert_eq!(json("claims")["quotations"], serde_json::json!([]));
    assert_eq!(json("quotes")["claims"], serde_json::json!([]));
    assert_eq!(json("quotes")["quotations"].as_array().map(Vec::len), Some(2));
}

#[test]
fn the_times_of_plain_files_can_be_told() {
    let test = |args: &str| Test::of(args).file("a.txt", FIRST).file("b.txt", SECOND);
    let args = "diff a.txt b.txt --before-at 2025-08-18 --after-at 2025-08-18T19:41-04:00 --zone Europe/Paris --format json";
    let json = test(args).run().json();
    assert_eq!(json["before_at"], "2025-08-18T00:00:00+02:00");
    assert_eq!(json["after_at"], "2025-08-18T19:41:00-04:00");
    test("diff a.txt b.txt --after-at Monday").status(2).stderr_has("no such time: give one such as").run();
    test("diff ferry --after-at 2025-08-18").ferry(&[FIRST, SECOND]).status(2).stderr_has("are for two files").run();
    test("diff ferry a.txt --before-at 2025-08-18").ferry(&[FIRST]).status(2).stderr_has("“ferry” have their times").run();
}

#[test]
fn a_file_named_by_its_time_was_seen_then() {
    let test = Test::of("diff 2025-08-18.txt 2025-08-18T1941Z.txt --format json");
    let json = test.file("2025-08-18.txt", FIRST).file("2025-08-18T1941Z.txt", SECOND).run().json();
    assert_eq!(json["after_at"], "2025-08-18T19:41:00+00:00");
}

#[test]
fn one_revision_alone_cannot_be_compared() {
    Test::of("diff ferry").ferry(&[FIRST]).status(2).stderr_has("“ferry” is one revision: name another one").run();
    Test::of("diff a.txt").file("a.txt", FIRST).status(2).stderr_has("“a.txt” is one revision").run();
}

#[test]
fn what_is_typed_must_make_sense() {
    Test::of("diff").status(2).stderr_has("required arguments were not provided").run();
    Test::of("diff a b c").status(2).stderr_has("unexpected value 'c'").run();
    Test::of("diff a.txt b.txt --jsonl").status(2).stderr_has("cannot be used with").run();
    Test::of("diff --jsonl --format markdown").status(2).stderr_has("diff --jsonl prints json only").run();
    Test::of("diff --only jokes a b").status(2).stderr_has("[possible values: quotes, claims, headline, high]").run();
    Test::of("diff a b --jobs 2").status(2).stderr_has("--jobs is for filters: give --jsonl too").run();
}

//! `writethru show`.

use crate::history::{FIRST, SECOND};
use crate::support::Test;

#[test]
fn the_last_revision_or_the_one_asked_for() {
    let json = |source: &str| Test::of(&format!("show {source} --format json")).ferry(&[FIRST, SECOND]).run().json();
    assert_eq!(json("ferry")["revision"], 2);
    let first = json("ferry@1");
    assert_eq!((&first["revision"], &first["text"]), (&1.into(), &FIRST.into()));
    assert_eq!(json("ferry@2025-08-18T19:05")["revision"], 1);
}

#[test]
fn for_reading() {
    Test::of("show ferry@1 --width 300").ferry(&[FIRST, SECOND]).stdout_has("We had no choice").run();
    Test::of("show a.txt --format markdown").file("a.txt", FIRST).stdout_has("We had no choice").run();
}

#[test]
fn when_a_file_was_seen_can_be_told() {
    let json = Test::of("show a.txt --at 2025-08-18T19:41Z --format json").file("a.txt", FIRST).run().json();
    assert_eq!(json["observed_at"], "2025-08-18T19:41:00+00:00");
}

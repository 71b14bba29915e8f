//! `writethru log`.

use crate::history::{FIRST, SECOND, THIRD};
use crate::support::Test;

#[test]
fn every_step_of_an_article() {
    let json = Test::of("log ferry --format json").ferry(&[FIRST, SECOND, THIRD]).run().json();
    assert_eq!(json["schema"], "writethru.log/1");
    assert_eq!(json["article"], "ferry");
    assert_eq!(json["revisions"].as_array().map(Vec::len), Some(3));
    assert_eq!(json["steps"].as_array().map(Vec::len), Some(2));
    Test::of("log ferry").ferry(&[FIRST, SECOND, THIRD]).stdout_has("We had no choice").run();
    Test::of("log ferry --format markdown").ferry(&[FIRST, SECOND, THIRD]).stdout_has("# ").run();
}

#[test]
fn one_revision_is_a_history_too() {
    Test::of("log ferry --exit-code").ferry(&[FIRST]).stdout_has("ferry").run();
    Test::of("log a.txt").file("a.txt", FIRST).run();
}

#[test]
fn differences_can_be_asked_for_and_chosen() {
    Test::of("log ferry --exit-code").ferry(&[FIRST, SECOND]).status(1).run();
    Test::of("log ferry --exit-code").ferry(&[FIRST, FIRST]).run();
    Test::of("log ferry --exit-code --only headline").ferry(&[FIRST, SECOND]).run();
}

#[test]
fn one_revision_cannot_be_asked_for() {
    Test::of("log ferry@2").ferry(&[FIRST, SECOND]).status(2).stderr_has("this shows every revision: leave out “@2”").run();
}

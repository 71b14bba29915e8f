//! `writethru claims`.

use crate::history::{FIRST, SECOND};
use crate::support::Test;

#[test]
fn every_claim_with_its_life() {
    let json = Test::of("claims ferry --format json").ferry(&[FIRST, SECOND]).run().json();
    assert_eq!(json["schema"], "writethru.claims/1");
    let lives = json["claims"].as_array().expect("a list");
    let built = lives.iter().find(|life| life["text"].as_str().is_some_and(|text| text.contains("was built in 1998")));
    let built = built.expect("the claim about the ferry");
    assert_eq!(built["revisions"], serde_json::json!([1, 2]), "it stayed: {built}");
}

#[test]
fn for_reading() {
    Test::of("claims ferry").ferry(&[FIRST, SECOND]).stdout_has("was built in 1998").run();
    Test::of("claims ferry --format markdown").ferry(&[FIRST, SECOND]).stdout_has("was built in 1998").run();
}

#[test]
fn one_revision_cannot_be_asked_for() {
    Test::of("claims ferry@1").ferry(&[FIRST]).status(2).stderr_has("leave out “@1”").run();
}

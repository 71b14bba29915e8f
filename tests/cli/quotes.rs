//! `writethru quotes`.

use crate::history::{FIRST, SECOND, THIRD};
use crate::support::Test;
use serde_json::{Value, json};

#[test]
fn a_quotation_that_goes_and_comes_back_is_one() {
    let json = Test::of("quotes ferry --format json").ferry(&[FIRST, SECOND, THIRD]).run().json();
    assert_eq!(json["schema"], "writethru.quotes/1");
    let lives: Vec<Value> = json["quotations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|life| json!([life["id"], life["events"].as_array().expect("a list").iter().map(|e| &e["event"]).collect::<Vec<_>>()]))
        .collect();
    assert_eq!(lives, [json!([1, ["born", "died", "returned"]]), json!([2, ["born"]])]);
    assert_eq!(json["quotations"][0]["revisions"], json!([1, 3]));
}

#[test]
fn for_reading() {
    Test::of("quotes ferry").ferry(&[FIRST, SECOND]).stdout_has("We had no choice").run();
    Test::of("quotes ferry --format markdown").ferry(&[FIRST, SECOND]).stdout_has("We had no choice").run();
}

#[test]
fn a_single_file_has_quotations_too() {
    Test::of("quotes a.txt").file("a.txt", FIRST).stdout_has("We had no choice").run();
    Test::of("quotes -").stdin(FIRST).stdout_has("We had no choice").run();
}

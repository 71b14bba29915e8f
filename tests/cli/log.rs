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

#[test]
fn only_the_later_steps() {
    let since = |typed: &str| {
        let json = Test::of("log ferry --format json --since").arg(typed).ferry(&[FIRST, SECOND, THIRD]).run().json();
        json["steps"].as_array().expect("steps").iter().map(|s| s["after"]["revision"].as_u64().expect("a number")).collect::<Vec<_>>()
    };
    assert_eq!(since("1"), [2, 3]);
    assert_eq!(since("@2"), [3]);
    assert_eq!(since("-1"), [0; 0]);
    assert_eq!(since("2025-08-18T19:10"), [3]);
    assert_eq!(since("2025-08-18"), [2, 3], "the day has just begun");
    Test::of("log ferry --since 3").ferry(&[FIRST, SECOND, THIRD]).stdout_has("No revision was seen after revision 3").run();
    Test::of("log ferry --since 2")
        .ferry(&[FIRST, SECOND, THIRD])
        .stdout_has("Since revision 2, 19:10")
        .stdout_lacks("First revision")
        .run();
    Test::of("log ferry --since soon").ferry(&[FIRST]).status(2).stderr_has("“@soon” names no revision: give a number").run();
    Test::of("log ferry --since 9").ferry(&[FIRST]).status(2).stderr_has("it has one revision, @1").run();
    Test::of("log a.txt --since 2025-08-18").file("a.txt", FIRST).status(2).stderr_has("nothing says when its revisions were seen").run();
}

#[test]
fn several_kinds_of_change_can_be_asked_for() {
    let count = |only: &str| {
        let json = Test::of("log ferry --format json --only").arg(only).ferry(&[FIRST, SECOND, THIRD]).run().json();
        let n =
            |key: &str| json["steps"].as_array().expect("steps").iter().map(|s| s[key].as_array().expect("a list").len()).sum::<usize>();
        [n("fields"), n("quotations"), n("claims")]
    };
    let [_, quotations, claims] = [count("headline"), count("quotes"), count("claims")];
    assert_eq!(count("quotes,claims"), [0, quotations[1], claims[2]]);
    Test::of("log ferry --only quotes,headings").ferry(&[FIRST]).status(2).stderr_has("invalid value 'headings'").run();
    Test::of("diff ferry --only headline --only high").ferry(&[FIRST, SECOND]).run();
}

#[test]
fn every_step_is_summed_up_in_every_form() {
    let log = |format: &str| Test::of("log ferry --format").arg(format).ferry(&[FIRST, SECOND]).run();
    let said = log("json").json()["steps"][0]["summary"].as_str().expect("a sentence").to_owned();
    assert!(said.ends_with('.'), "{said}");
    for format in ["html", "atom"] {
        assert!(log(format).stdout.contains(&said), "{format}");
    }
    let start: String = said.chars().take(24).collect();
    for format in ["markdown", "terminal"] {
        assert!(log(format).stdout.contains(&start), "{format}");
    }
}

#[test]
fn a_feed_is_of_a_history_whose_times_are_known() {
    Test::of("log a.txt --format atom").file("a.txt", FIRST).status(2).stderr_has("a feed needs the times of all revisions").run();
    Test::of("diff ferry --format atom").ferry(&[FIRST, SECOND]).status(2).stderr_has("only log can be a feed").run();
    Test::of("repair --format atom").status(2).stderr_has("only log can be a feed").run();
    Test::of("add a.txt --format html").file("a.txt", FIRST).status(2).stderr_has("leave out --format html").run();
}

#[test]
fn other_reports_are_pages_too() {
    for command in ["show ferry", "quotes ferry", "claims ferry", "annotate ferry", "annotate ferry --words ferry", "explain", "diff ferry"]
    {
        let page = Test::of(command).arg("--format").arg("html").ferry(&[FIRST, SECOND]).run().stdout;
        assert!(page.starts_with("<!DOCTYPE html>\n") && page.ends_with("</html>\n"), "{command}");
    }
}

//! `writethru audit`.

use crate::support::{PROGRAM, Test};
use std::process::Command;

const BEFORE: &str = "Ferry fire kills many\n\nThe ferry was built in 1998, the harbor office said.\n\nAt least 12 people died, the coast guard said.\n\n“We had no choice,” said Orla Venn, the mayor.\n";
/// A figure is mended and a quotation reworded; the correction names the figure.
const AFTER: &str = "Ferry fire kills many\n\nThe ferry was built in 1998, the harbor office said.\n\nAt least 14 people died, the coast guard said.\n\n“We had little choice,” said Orla Venn, the mayor.\n\nCorrection, Aug. 18, 2025, 7:05 p.m. ET: An earlier version of this story misstated how many people died. It was 14, not 12.\n";

#[test]
fn each_change_has_a_verdict_and_its_evidence() {
    let json = Test::of("audit ferry --format json").ferry(&[BEFORE, AFTER]).run().json();
    assert_eq!(json["schema"], "writethru.audit/1");
    let article = &json["articles"][0];
    assert_eq!((&article["article"], &article["counts"]["not_noted_high"]), (&"ferry".into(), &1.into()));
    let changes = article["changes"].as_array().expect("a list");
    let told: Vec<_> = changes.iter().map(|c| (c["verdict"].as_str(), c["subject"].as_str(), c["ground"].as_str())).collect();
    assert_eq!(told, [(Some("not_noted"), Some("quotation"), Some("other_things")), (Some("noted"), Some("claim"), Some("named")),]);
    let reworded = &changes[0];
    assert_eq!(reworded["last_seen_without"], "2025-08-18T19:00:00-04:00");
    assert_eq!(reworded["first_seen_with"], "2025-08-18T19:10:00-04:00");
    assert_eq!(reworded["before_sha256"], article["revisions"][0]["sha256"]);
    let [start, end] = ["start", "end"].map(|k| usize::try_from(reworded["after"][k].as_u64().expect("a number")).expect("small"));
    assert_eq!(AFTER.chars().skip(start).take(end - start).collect::<String>(), "We had little choice,");
    let notice = &article["notices"][0];
    assert_eq!((&notice["timing"], &notice["seconds"], &notice["noted"]), (&"agrees".into(), &300.into(), &1.into()));
    assert_eq!(json["totals"]["changes"], 2);
}

#[test]
fn for_reading() {
    Test::of("audit ferry")
        .ferry(&[BEFORE, AFTER])
        .stdout_has("2 substantive changes: 1 noted, 0 partly noted, 1 not noted (1 of high severity)")
        .stdout_has("A notice came with it, and speaks of something else.")
        .stdout_has("First seen 5 minutes after the time it gives.")
        .run();
    Test::of("audit ferry --format markdown").ferry(&[BEFORE, AFTER]).stdout_has("## Not noted, high: 1 change").run();
}

#[test]
fn the_exit_code_says_whether_anything_is_open() {
    Test::of("audit ferry --exit-code").ferry(&[BEFORE, AFTER]).status(1).run();
    Test::of("audit ferry --exit-code").ferry(&[BEFORE, BEFORE]).stdout_has("No substantive change").run();
    Test::of("audit ferry --exit-code").ferry(&[BEFORE]).run();
}

#[test]
fn a_table_for_spreadsheets_has_no_formula() {
    let hostile = AFTER.replace("“We had little choice,”", "“=1+1 is our choice,”");
    let out = Test::of("audit ferry --csv").ferry(&[BEFORE, &hostile]).run().stdout;
    let lines: Vec<&str> = out.split("\r\n").collect();
    assert!(lines[0].starts_with("article,row,verdict,severity,subject,change,kinds,speaker,before,after,why,"), "{out}");
    assert!(lines[1].starts_with("ferry,change,not_noted,high,quotation,"), "{out}");
    assert!(out.contains("\"'=1+1 is our choice,\"") && !out.contains(",=1"), "{out}");
    assert!(lines.iter().any(|line| line.starts_with("ferry,notice,")), "{out}");
    Test::of("audit ferry --csv --format json").ferry(&[BEFORE]).status(2).stderr_has("--csv is a form of its own").run();
}

#[test]
fn all_articles_in_folders_and_in_the_store() {
    let with = |args: &str| Test::of(args).ferry(&[BEFORE, AFTER]).file("revisions/bridge/2025-08-18.txt", BEFORE);
    let out = with("audit --all").stderr_has("read as UTC").run().stdout;
    assert!(out.starts_with("revisions\n2 articles\n2 substantive changes: 1 noted, 0 partly noted, 1 not noted"), "{out}");
    let json = with("audit --all --format json").stderr_has("read as UTC").run().json();
    let names: Vec<&str> = json["articles"].as_array().expect("a list").iter().filter_map(|a| a["article"].as_str()).collect();
    assert_eq!(names, ["bridge", "ferry"]);
    assert_eq!(json["totals"]["not_noted_high"], 1);
    let two = with("audit ferry bridge --format json").stderr_has("read as UTC").run().json();
    assert_eq!(two["articles"].as_array().map(Vec::len), Some(2));
    Test::of("audit --all").status(2).stderr_has("there is no article in “revisions”").run();
    Test::of("audit").status(2).stderr_has("--all").run();
}

#[test]
fn an_article_that_cannot_be_read_is_named_and_the_others_are_audited() {
    Test::of("audit --all")
        .ferry(&[BEFORE, AFTER])
        .file("revisions/bridge/2025-08-18T1900Z.txt", [0xFFu8, 0, 1, 2, 0, 0xFE])
        .status(3)
        .stderr_has("was left out")
        .stdout_has("1 article\n")
        .run();
    let json = Test::of("audit --all --format json")
        .file("revisions/bridge/2025-08-18T1900Z.txt", [0xFFu8, 0, 1, 2, 0, 0xFE])
        .status(3)
        .stderr_has("was left out")
        .run()
        .json();
    assert_eq!(json["articles"].as_array().map(Vec::len), Some(0));
    Test::of("audit nothing").status(2).stderr_has("nothing").run();
    Test::of("audit ferry@2").ferry(&[BEFORE, AFTER]).status(2).stderr_has("this shows every revision").run();
}

#[test]
fn a_look_that_found_the_same_text_narrows_the_time() {
    let test = Test::of("audit ferry --format json");
    let folder = test.path("");
    let add = |name: &str, text: &str| {
        std::fs::write(folder.join(name), text).expect("written");
        let done = Command::new(PROGRAM).current_dir(&folder).args(["add", name, "--article", "ferry"]).output().expect("runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    add("2025-08-18T1900-0400.txt", BEFORE);
    add("2025-08-18T1908-0400.txt", BEFORE);
    add("2025-08-18T1910-0400.txt", AFTER);
    let json = test.run().json();
    let change = &json["articles"][0]["changes"][0];
    assert_eq!(change["last_seen_without"], "2025-08-18T19:08:00-04:00");
    assert_eq!(change["first_seen_with"], "2025-08-18T19:10:00-04:00");
    assert_eq!(json["articles"][0]["revisions"][0]["last_seen_at"], "2025-08-18T19:08:00-04:00");
}

#[test]
fn the_publishers_date_is_held_against_the_text() {
    let page = |modified: &str, toll: u32| {
        format!(
            "<!doctype html><title>Ferry fire</title><script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"Ferry fire kills \
             many\", \"dateModified\": \"{modified}\"}}</script><article><h1>Ferry fire kills many</h1><p>The fire broke out at dawn on the car deck of \
             the ferry, the coast guard said, and spread quickly through the ship.</p><p>At least {toll} people died, the coast guard said on Monday, \
             and many were hurt.</p><p>Varn Lines, which runs the ferry, said that all detectors had been tested in the spring, and that none had \
             failed since.</p></article>"
        )
    };
    let [early, late] = ["2031-05-05T06:12:00Z", "2031-05-05T07:05:00Z"];
    let json = Test::of("audit ferry --format json")
        .file("revisions/ferry/2031-05-05T0700Z.html", page(early, 12))
        .file("revisions/ferry/2031-05-05T0710Z.html", page(late, 12))
        .file("revisions/ferry/2031-05-05T0720Z.html", page(late, 14))
        .run()
        .json();
    let found: Vec<_> =
        json["articles"][0]["dates"].as_array().expect("a list").iter().map(|d| (d["finding"].as_str(), d["revision"].as_u64())).collect();
    assert_eq!(found, [(Some("moved_alone"), Some(2)), (Some("stayed"), Some(3))]);
    let seen = &json["articles"][0]["dates"][0];
    assert_eq!(seen["last_seen_without"], "2031-05-05T07:00:00+00:00");
    assert_eq!(seen["first_seen_with"], "2031-05-05T07:10:00+00:00");
}

#[test]
fn a_headline_is_told_alike_in_json_and_tables() {
    let with = |head: &str| BEFORE.replacen("Ferry fire kills many", head, 1);
    let told = |pair: [&str; 2]| {
        let json = Test::of("audit ferry --format json").ferry(&pair).run().json();
        let change = &json["articles"][0]["changes"][0];
        let word = |of: &serde_json::Value| of.as_str().expect("a word").to_owned();
        let kinds: Vec<String> = change["kinds"].as_array().expect("a list").iter().map(word).collect();
        let in_json = [word(&change["subject"]), word(&change["change"]), kinds.join(" ")];
        let table = Test::of("audit ferry --csv").ferry(&pair).run().stdout;
        let row: Vec<&str> = table.lines().nth(1).expect("a row").split(',').collect();
        assert_eq!(in_json, [row[4], row[5], row[6]], "{table}");
        in_json
    };
    let [few, many] = [with("Ferry fire kills 12"), with("Ferry fire kills 14")];
    assert_eq!(told([&few, &many]), ["headline", "changed", "quantity"]);
    let second = with("Ferry fire kills 12\nMayor Orla Venn denies that she knew of the danger");
    assert_eq!(told([&few, &second])[..2], ["alternative_headline", "added"]);
    assert_eq!(told([&second, &few])[..2], ["alternative_headline", "removed"]);
}

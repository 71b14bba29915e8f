//! Pages where texts are taken.

use crate::support::Test;
use serde_json::{Value, json};

/// A page of an invented paper; `n` is a figure in it.
pub(crate) fn page(n: u32) -> String {
    format!(
        "<!doctype html><title>Ferry fire kills 12 | Courier</title><script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \
         \"Ferry fire kills 12\", \"author\": \"Mara Ostrowe\", \"datePublished\": \"2031-05-05T06:12:00Z\"}}</script><nav><a href=/>Home</a></nav><article>\
         <h1>Ferry fire kills 12</h1><p>The fire broke out at dawn on Monday on the car deck of the ferry, the coast guard said, and spread quickly.</p>\
         <p>“We heard no alarm at all,” said Tam Reve, a truck driver who had slept in his cab.</p>\
         <p>Varn Lines, which runs the ferry, said all {n} detectors had been tested in the spring.</p></article>"
    )
}

pub(crate) const ERROR: &str = "<!doctype html><title>404 Not Found</title><h1>404 Not Found</h1>";

#[test]
fn a_page_is_shown_and_compared_like_a_text() {
    let shown = Test::of("show a.html").file("a.html", page(64)).stdout_has("headline: Ferry fire kills").stdout_has("64› detectors");
    shown.stdout_lacks("Home").stderr("").run();
    let test = Test::of("diff a.html b.htm --exit-code").file("a.html", page(64)).file("b.htm", page(46));
    test.status(1).stdout_has("64 to 46").run();
    Test::of("diff a.html b.html --exit-code")
        .file("a.html", page(64))
        .file("b.html", page(64).replace("<nav>", "<nav>New "))
        .status(0)
        .run();
    Test::of("show -").stdin(page(64)).stdout_has("64› detectors").run();
}

#[test]
fn pages_in_a_folder_are_revisions() {
    let test = Test::of("quotes ferry").file("ferry/2031-05-05T0800Z.html", page(64)).file("ferry/2031-05-05T0900Z.html", page(46));
    test.stdout_has("in both revisions").run();
    let test = Test::of("log ferry").file("ferry/2031-05-05T0800Z.html", page(64)).file("ferry/2031-05-05T0900Z.html", ERROR);
    test.stderr_has("“2031-05-05T0900Z.html” is left out, because it is not the article: it says “404").stdout_has("1 revision").run();
    let test = Test::of("log ferry").file("ferry/2031-05-05T0900Z.html", ERROR);
    test.status(3).stderr_has("“2031-05-05T0900Z.html” is not an article (an error page)").run();
}

#[test]
fn what_is_not_the_article_is_refused() {
    let test = Test::of("diff a.html b.html").file("a.html", page(64)).file("b.html", ERROR);
    test.status(3).stdout("").stderr_has("“b.html” is not an article (an error page): it says “404").run();
    Test::of("show a.html").file("a.html", "").status(3).stderr_has("(a page without an article)").run();
    Test::of("show a.html").file("a.html", vec![b'a'; (32 << 20) + 1]).status(3).stderr_has("“a.html” is larger than 32 MiB").run();
}

#[test]
fn doubts_are_warnings() {
    let test = Test::of("show a.html").file("a.html", format!("{}{}", "<div>".repeat(600), page(64)));
    test.stderr_has("warning: “a.html” may not be read well: elements are nested deeper than 512").stdout_has("64› detectors").run();
}

#[test]
fn extract_gives_the_text_and_what_the_page_says() {
    let check = |found: &Value| {
        assert_eq!((&found["headline"], &found["byline"]), (&json!("Ferry fire kills 12"), &json!("By Mara Ostrowe")));
        assert_eq!((&found["date_published"], &found["date_modified"]), (&json!("2031-05-05T06:12:00Z"), &Value::Null));
        assert_eq!((&found["page"]["kind"], &found["page"]["encoding"]), (&json!("article"), &json!("UTF-8")));
        let text: Vec<char> = found["text"].as_str().expect("a text").chars().collect();
        let quotation = &found["quotations"][0];
        let at = |key: &str| quotation[key].as_u64().expect("a number") as usize;
        assert_eq!(text[at("start")..at("end")].iter().collect::<String>(), "We heard no alarm at all,");
        let dates = found["claims"].as_array().expect("claims").iter().flat_map(|c| c["dates"].as_array().expect("dates"));
        assert!(dates.into_iter().any(|d| d["text"] == "Monday" && d["from"] == "2031-05-05"), "measured from the day of the page");
    };
    check(&Test::of("extract a.html").file("a.html", page(64)).run().json());
    check(&Test::of("extract -").stdin(page(64)).run().json());
    let line = json!({"id": 1, "html": page(64), "url": "https://www.courier.example/ferry/?utm_source=x"});
    let found = Test::of("extract --jsonl").stdin(line.to_string()).run().json_lines();
    check(&found[0]);
    assert_eq!(found[0]["page"]["canonical_url"], "https://courier.example/ferry");
    let found = Test::of("extract --jsonl").stdin(json!({"id": 1, "html": ERROR}).to_string()).run().json_lines();
    assert_eq!((&found[0]["page"]["kind"], &found[0]["page"]["quality"]), (&json!("error"), &json!("doubtful")));
}

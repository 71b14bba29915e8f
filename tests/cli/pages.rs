//! Pages where texts are taken.

use crate::exchange::Desk;
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

#[test]
fn a_page_that_is_no_article_is_no_extract_either() {
    Test::of("extract a.html").file("a.html", ERROR).status(3).stdout("").stderr_has("“a.html” is not an article (an error page)").run();
}

/// The day that “Monday” is in what was found.
fn monday(found: &Value) -> Option<String> {
    let dates = found["claims"].as_array()?.iter().flat_map(|claim| claim["dates"].as_array().expect("dates"));
    dates.into_iter().find(|date| date["text"] == "Monday").and_then(|date| date["from"].as_str().map(str::to_owned))
}

#[test]
fn every_command_measures_days_from_when_the_page_was_published() {
    let archived = format!("{}<!-- FILE ARCHIVED ON 12:13:14 May 13, 2031 AND RETRIEVED FROM -->", page(64));
    let seen = |args: &str| {
        let test = Test::of(args).file("a.html", page(64)).file("way.html", &archived).file("ferry/2031-05-21T0800Z.html", page(64));
        monday(&test.run().json()).expect("a day")
    };
    for command in ["extract", "show --format json"] {
        for source in ["a.html", "way.html", "ferry"] {
            assert_eq!(seen(&format!("{command} {source}")), "2031-05-05", "{command} {source}");
        }
        assert_eq!(seen(&format!("{command} a.html --at 2031-05-14")), "2031-05-12", "what is typed comes first: {command}");
    }
    let log = Test::of("log ferry --format json").file("ferry/2031-05-21T0800Z.html", page(64)).run().json();
    assert_eq!(log["revisions"][0]["observed_at"], "2031-05-21T08:00:00+00:00");
    let desk = Desk::new();
    desk.file("a.html", page(64));
    desk.does("add a.html --article ferry --at 2031-05-21T08:00Z");
    let shown = serde_json::from_str(&desk.does("show ferry --format json")).expect("JSON");
    assert_eq!(monday(&shown).as_deref(), Some("2031-05-05"), "also out of the store");
}

#[test]
fn a_file_is_what_it_begins_with_whatever_it_is_called() {
    Test::of("show a.txt").file("a.txt", page(64)).stdout_has("64› detectors").stdout_lacks("<h1>").run();
    Test::of("show a.aspx").file("a.aspx", format!("\u{FEFF}<!-- saved -->\n{}", page(64))).stdout_has("64› detectors").run();
    let refused = |content: &str, said: &str| {
        Test::of("add a.txt --at 2031-05-05").file("a.txt", content).status(3).stdout("").stderr_has(said).run();
        Test::of("show a.html").file("a.html", content).status(3).stdout("").stderr_has(said).run();
    };
    refused("WARC/1.0\r\nWARC-Type: warcinfo\r\n", "is a WARC file that cannot be read: the record at byte 0 does not give its length");
    refused("<?xml version='1.0'?>\n<!-- x --><rss><channel/></rss>", "is a feed, a list of articles: `writethru import` takes it");
    refused("<urlset/>", "is a sitemap, a list of addresses: there is no text in it");
}

#[test]
fn a_folder_of_pages_is_kept_with_what_they_say() {
    let desk = Desk::new();
    desk.file("ferry/2031-05-05T0800Z.html", page(64));
    desk.file("ferry/2031-05-05T0900Z.xhtml", page(46));
    desk.does("add ferry");
    let exported = desk.does("export ferry");
    let rows: Vec<Value> = exported.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows.len(), 2);
    for (row, name) in rows.iter().zip(["2031-05-05T0800Z.html", "2031-05-05T0900Z.xhtml"]) {
        assert_eq!((&row["extractor"], &row["date_published"]), (&json!("html/1"), &json!("2031-05-05T06:12:00Z")));
        assert_eq!((&row["headline"], &row["byline"]), (&json!("Ferry fire kills 12"), &json!("By Mara Ostrowe")));
        assert_eq!((&row["capture_media_type"], &row["capture_location"]), (&json!("text/html"), &json!(format!("ferry/{name}"))));
        assert_eq!(row["capture_size"], json!(page(64).len()));
    }
}

#[test]
fn every_spelling_of_an_address_is_that_of_one_article() {
    let desk = Desk::new();
    let spellings = [
        "https://www.courier.example/ferry?utm_source=x",
        "https://courier.example/ferry/",
        "http://courier.example/ferry",
        "https://m.courier.example/ferry/amp",
        "https://courier.example/ferry#comments",
        "https://courier.example:443/ferry/index.html",
    ];
    for (hour, url) in spellings.iter().enumerate() {
        desk.file("a.txt", format!("Ferry fire kills {hour}\n\nA ferry burned."));
        desk.does(&format!("add a.txt --url {url} --at 2031-05-05T0{hour}:00Z"));
    }
    let listed: Value = serde_json::from_str(&desk.does("articles --urls --format json")).expect("JSON");
    assert_eq!(listed["articles"].as_array().map(Vec::len), Some(1), "{listed}");
    assert_eq!(listed["articles"][0]["revisions"], spellings.len());
    for url in spellings.iter().chain(&["https://courier.example/ferry?fbclid=7", "https://courier.example/ferry@2"]) {
        desk.does(&format!("show {url}"));
    }
    desk.fails("show https://courier.example/bridge", 2, "nothing is called");
    // The address is a hint to the page's reader too: what stands on another site is not its own.
    desk.file("b.html", page(64).replace("<title>", "<link rel=canonical href=https://elsewhere.example/x><title>"));
    desk.does("add b.html --url https://courier.example/b --at 2031-05-05T08:00Z");
    desk.fails("show https://elsewhere.example/x", 2, "nothing is called");
}

/// A capture of a page as a WARC record.
pub(crate) fn capture(url: &str, at: &str, page: &str) -> String {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {at}\r\nContent-Type: application/http\r\n\
         Content-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    )
}

const URL: &str = "https://courier.example/ferry";

#[test]
fn a_warc_file_is_a_text_or_a_history() {
    let one = capture(URL, "2031-05-05T08:00:00Z", &page(64));
    let both = [one.clone(), capture(URL, "2031-05-05T09:00:00Z", &page(46))].concat();
    let with = |command: &str| {
        Test::of(command).file("one.warc", &one).file("both.warc.gz", packed(&both)).file("a.html", page(46)).stdin(packed(&both))
    };
    with("show one.warc").stdout_has("64› detectors").stdout_has("08:00, May 5, 2031 (UTC)").run();
    with("diff one.warc a.html --exit-code").status(1).stdout_has("64 to 46").run();
    with("diff both.warc.gz --exit-code").status(1).stdout_has("64 to 46").stdout_has("08:00 → 09:00").run();
    with("diff both.warc.gz@1 both.warc.gz@2 --exit-code").status(1).stdout_has("64 to 46").run();
    with("show both.warc.gz@1").stdout_has("64› detectors").run();
    with("log both.warc.gz").stdout_has("2 revisions").run();
    with("show -").stdout_has("46› detectors").run();
    for source in ["both.warc.gz@2", "-"] {
        let found = with(&format!("extract {source}")).stderr_has("").run().json();
        assert!(found["sentences"].as_array().is_some_and(|found| found.len() >= 3), "{found}");
    }
    with("show both.warc.gz@3").status(2).stderr_has("it has 2 revisions").run();
    let desk = Desk::new();
    desk.file("one.warc", &one);
    desk.file("both.warc.gz", packed(&both));
    assert!(desk.does("add one.warc").contains("revision 1 of ferry, a new article"));
    let ran = desk.run("add both.warc.gz");
    assert!(
        ran.stdout.contains("revision 2 of ferry") && ran.stderr.contains("holds 2 captures of the article: the last was taken"),
        "{}",
        ran.stderr
    );
    let row: Value = serde_json::from_str(desk.does("export ferry").lines().next().expect("a line")).expect("JSON");
    assert_eq!((&row["url"], &row["observed_at"], &row["capture_status"]), (&json!(URL), &json!("2031-05-05T08:00:00+00:00"), &json!(200)));
}

#[test]
fn a_warc_file_without_one_article_says_why() {
    let (first, other) =
        (capture(URL, "2031-05-05T08:00:00Z", &page(64)), capture("https://courier.example/dock", "2031-05-05T08:00:00Z", &page(1)));
    let cut = packed(&first);
    for (content, said) in [
        (
            packed(&(first.clone() + &other)),
            "is a WARC file with 2 articles, and one is wanted (https://courier.example/ferry, https://courier.example/dock)",
        ),
        (capture(URL, "2031-05-05T08:00:00Z", ERROR).into_bytes(), "is a WARC file without an article: is not an article (an error page)"),
        (capture(URL, "yesterday", &page(1)).into_bytes(), "it has no WARC-Date"),
        (b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n".to_vec(), "is a WARC file without a page"),
        (cut[..cut.len() / 2].to_vec(), "is a WARC file that cannot be read"),
    ] {
        for command in ["show a.warc.gz", "add a.warc.gz", "diff a.warc.gz a.warc.gz", "extract a.warc.gz"] {
            Test::of(command).file("a.warc.gz", &content).status(3).stdout("").stderr_has(said).run();
        }
    }
}

#[test]
fn a_page_saved_from_an_archive_is_of_when_and_where_it_saw_it() {
    let comment =
        "<!--\n     FILE ARCHIVED ON 08:13:14 May 05, 2031 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 10:11:12 Nov 25, 2031.\n-->";
    let own = format!("<link rel=\"canonical\" href=\"https://web.archive.org/web/20310505081314/{URL}\"><title>");
    let desk = Desk::new();
    desk.file("Ferry fire.html", page(64).replacen("<title>", &own, 1) + comment);
    let ran = desk.command("add").arg("Ferry fire.html").output().expect("starts");
    assert!(String::from_utf8_lossy(&ran.stdout).contains("revision 1 of ferry, a new article"), "{ran:?}");
    desk.file("saved/ferry (1).html", page(46).replacen("<title>", &own.replace("081314", "091314"), 1));
    assert!(desk.does("import saved").contains("1 revision added, of 1 article (0 new)."));
    let log = desk.does("log ferry");
    assert!(log.contains("08:13 → 09:13, May 5, 2031 (UTC)") && log.contains("64 to 46"), "{log}");
    let row: Value = serde_json::from_str(desk.does("export ferry").lines().next().expect("a line")).expect("JSON");
    assert_eq!((&row["article"], &row["url"]), (&json!(URL), &json!(URL)));
    // What is typed comes first.
    desk.file("a.html", page(7).replacen("<title>", &own, 1) + comment);
    desk.does("add a.html --article dock --at 2031-05-06T08:00Z --url https://courier.example/dock");
    let row: Value = serde_json::from_str(desk.does("export dock").lines().next().expect("a line")).expect("JSON");
    assert_eq!((&row["observed_at"], &row["url"]), (&json!("2031-05-06T08:00:00+00:00"), &json!("https://courier.example/dock")));
}

pub(crate) fn packed(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut out, bytes.as_ref()).expect("in memory");
    out.finish().expect("in memory")
}

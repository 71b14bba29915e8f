//! Pages wherever texts are taken, WARC files and feeds.

use super::repositories::{commit, git};
use super::*;
use crate::store::Role;
use sha2::{Digest, Sha256};

/// A page of an invented paper; `n` is a figure in it.
pub(super) fn page(n: u32) -> String {
    format!(
        "<!doctype html><title>Ferry fire | Courier</title><script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"Ferry \
         fire\", \"author\": \"Mara Ostrowe\", \"datePublished\": \"2031-05-05T06:12:00Z\"}}</script><nav><a href=/>Home</a></nav><article>\
         <h1>Ferry fire</h1><p>The fire broke out at dawn on Monday on the car deck of the ferry, the coast guard said, and spread quickly.</p>\
         <p>Varn Lines, which runs the ferry, said that all {n} detectors had been tested in the spring, and that none had failed.</p></article>"
    )
}

const GONE: &str = "<!doctype html><title>404 Not Found</title><h1>404 Not Found</h1>";

impl Found {
    /// Fails unless exactly the article of `page` came, with these figures, and each with the bytes of the page it was made from.
    pub(super) fn gives(&self, figures: &[u32]) {
        assert_eq!(self.seen.len(), figures.len(), "{:#?}", self.rows());
        for (seen, n) in self.seen.iter().zip(figures) {
            assert!(seen.text.starts_with("Ferry fire\n\nBy Mara Ostrowe\n\nThe fire broke out at dawn"), "{}", seen.text);
            assert!(seen.text.contains(&format!("all {n} detectors")) && !seen.text.contains('<'), "{}", seen.text);
            assert_eq!(seen.extractor, "html/1");
            assert_eq!(seen.fields.date_published.as_deref(), Some("2031-05-05T06:12:00Z"));
            let capture = seen.capture.as_ref().expect("a capture");
            assert_eq!((capture.sha256, capture.media_type.as_deref()), (Hash::of(page(*n).as_bytes()), Some("text/html")));
            assert!(capture.location.is_some());
        }
    }
}

#[test]
fn pages_in_folders_and_in_git() {
    let (first, second) = (page(64), page(46));
    let from = folder(&[
        ("desk/ferry/2031-05-05T0800Z.html", first.as_bytes()),
        ("desk/ferry/2031-05-05T0900Z.xhtml", second.as_bytes()),
        ("desk/ferry/2031-05-05T1000Z.html", GONE.as_bytes()),
        ("desk/ferry/2031-05-05T1100Z.txt", first.as_bytes()),
        ("desk/ferry/2031-05-05T1200Z.txt", b"WARC/1.0\r\nWARC-Type: warcinfo\r\n"),
        ("desk/ferry/2031-05-05T1300Z.txt", b"<?xml version='1.0'?><rss><channel/></rss>"),
    ]);
    let desk = from.path().join("desk");
    let found = told(&desk, Kind::Folder);
    found.gives(&[64, 46, 64]);
    let refused = ["is not an article (an error page): it says “404", "is a WARC file", "is a feed"];
    found.refuses(&refused);
    assert_eq!(found.seen[1].capture.as_ref().expect("a capture").location.as_deref(), Some("ferry/2031-05-05T0900Z.xhtml"));
    git(&desk, &["init", "-q", "-b", "main"], "");
    commit(&desk, "2031-05-06T08:00:00Z");
    let found = take(&desk, Kind::Git).expect("read");
    found.gives(&[64, 46, 64]);
    found.refuses(&refused);
    assert_eq!(found.seen[0].observed_at.to_rfc3339(), "2031-05-06T08:00:00+00:00");
}

#[test]
fn pages_in_json_lines_and_csv() {
    let row = |value: serde_json::Value| {
        let mut row = serde_json::json!({"url": "https://www.courier.example/ferry/?utm_source=x", "time": "2031-05-05T08:00:00Z"});
        for (key, value) in value.as_object().expect("fields") {
            row[key] = value.clone();
        }
        row.to_string()
    };
    let archived = format!("{}<!-- FILE ARCHIVED ON 12:13:14 May 06, 2031 AND RETRIEVED -->", page(1));
    let lines = [
        row(serde_json::json!({"html": page(64)})),
        row(serde_json::json!({"title": "Ferry fire, again", "body": page(46)})),
        row(serde_json::json!({"text": page(64)})),
        row(serde_json::json!({"html": GONE, "body": "The text a tracker kept."})),
        row(serde_json::json!({"html": archived, "time": null})),
        row(serde_json::json!({"html": page(64), "time": null})),
    ];
    let csv = format!("url,time,html\nhttps://courier.example/ferry,2031-05-05T08:00Z,\"{}\"\n", page(64).replace('"', "\"\""));
    let from = folder(&[("t.jsonl", lines.join("\n").as_bytes()), ("t.csv", csv.as_bytes())]);
    let mut found = told(&from.path().join("t.jsonl"), Kind::Jsonl);
    assert_eq!(found.seen.pop().expect("archived").observed_at.to_rfc3339(), "2031-05-06T12:13:14+00:00");
    found.gives(&[64, 46, 64]);
    found.refuses(&["line 4: is not an article", "line 6: it has no time"]);
    assert_eq!(found.seen[1].fields.headline.as_deref(), Some("Ferry fire, again"), "what the row gives comes before what the page says");
    assert_eq!(found.seen[1].capture.as_ref().expect("a capture").location.as_deref(), Some("t.jsonl#2"));
    assert_eq!(found.seen[0].addresses, [(Role::Canonical, "https://courier.example/ferry".to_owned())]);
    told(&from.path().join("t.csv"), Kind::Csv).gives(&[64]);
}

#[test]
fn pages_of_edgi_and_changedetection() {
    let version = serde_json::json!({"uuid": "v", "page_uuid": "p1", "capture_time": "2031-05-05T08:00:00Z", "url": "https://courier.example/ferry",
        "media_type": "text/html", "status": 200, "uri": "https://archive.example/v", "body": page(64)});
    let from = folder(&[
        ("page.json", version.to_string().as_bytes()),
        ("watch/history.txt", b"1935640800,a.html\n"),
        ("watch/a.html", page(46).as_bytes()),
    ]);
    told(&from.path().join("page.json"), Kind::Edgi).gives(&[64]);
    told(&from.path().join("watch"), Kind::Changedetection).gives(&[46]);
}

#[test]
fn what_is_doubtful_is_taken_and_said() {
    let deep = format!("{}{}", "<div>".repeat(600), page(64));
    let from = folder(&[("a/2031-05-05T0800Z.html", deep.as_bytes()), ("a/2031-05-05T0900Z.txt", b"Le maire \xE0 \xC9vrane")]);
    let found = take(from.path(), Kind::Folder).expect("read");
    assert_eq!(found.seen.len(), 2);
    assert!(found.odd[0].starts_with("a/2031-05-05T0800Z.html may not be read well: elements are nested deeper"), "{:?}", found.odd);
    assert!(found.odd[1].starts_with("a/2031-05-05T0900Z.txt is not UTF-8"), "{:?}", found.odd);
}

/// A WARC record; `headers` are lines that end in a line feed.
pub(super) fn record(kind: &str, url: &str, headers: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n{}Content-Length: {}\r\n\r\n",
        headers.replace('\n', "\r\n"),
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

pub(super) fn answer(status: u16, kind: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} Whatever\r\nContent-Type: {kind}\r\nServer: varn\r\n\r\n{body}").into_bytes()
}

pub(super) fn response(url: &str, at: &str, answer: &[u8], more: &str) -> Vec<u8> {
    record("response", url, &format!("WARC-Date: {at}\nContent-Type: application/http; msgtype=response\n{more}"), answer)
}

fn digest(body: &str) -> String {
    let hash: String = Sha256::digest(body.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
    format!("WARC-Payload-Digest: sha256:{hash}\n")
}

#[test]
fn warc_files_give_the_articles_on_their_pages() {
    const HTML: &str = "text/html; charset=utf-8";
    const URL: &str = "https://www.courier.example/ferry?utm_source=x";
    let (first, second) = (page(64), page(46));
    let records = [
        record("warcinfo", "", "WARC-Date: 2031-05-05T08:00:00Z\n", b"software: none"),
        response(URL, "2031-05-05T08:00:00Z", &answer(200, HTML, &first), &digest(&first)),
        record("request", URL, "WARC-Date: 2031-05-05T08:00:00Z\n", b"GET /ferry HTTP/1.1\r\n\r\n"),
        response("https://courier.example/a.png", "2031-05-05T08:00:01Z", &answer(200, "image/png", "png"), ""),
        response("http://courier.example/ferry", "2031-05-05T08:00:02Z", &answer(301, HTML, ""), ""),
        response("https://courier.example/ferry/", "2031-05-05T09:00:00Z", &answer(200, HTML, &second), &digest(&second)),
        record(
            "revisit",
            URL,
            &format!("WARC-Date: 2031-05-05T10:00:00Z\nContent-Type: application/http\n{}", digest(&first)),
            &answer(200, HTML, ""),
        ),
        record(
            "revisit",
            URL,
            &format!("WARC-Date: 2031-05-05T11:00:00Z\nContent-Type: application/http\n{}", digest("other")),
            &answer(200, HTML, ""),
        ),
        response(URL, "2031-05-05T12:00:00Z", &answer(404, HTML, GONE), ""),
        response(URL, "2031-05-05T13:00:00Z", &answer(200, HTML, GONE), ""),
        response(URL, "2031-05-05T14:00:00Z", &answer(200, HTML, &first), &digest(&second)),
        response(URL, "2031-05-05T15:00:00Z", &answer(200, HTML, &first), "WARC-Truncated: length\n"),
        record("resource", "https://courier.example/b", "WARC-Date: 2031-05-05T16:00:00Z\nContent-Type: text/html\n", first.as_bytes()),
        record("resource", "urn:note", "WARC-Date: 2031-05-05T16:00:00Z\n", first.as_bytes()),
        response(URL, "never", &answer(200, HTML, &first), ""),
    ];
    let whole = records.concat();
    let packed: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let from = folder(&[
        ("x.warc", &whole),
        ("x.warc.gz", &packed),
        ("cut.warc", &whole[..whole.len() - first.len() / 2]),
        ("odd.warc", &[&records[1][..], b"no record"].concat()),
    ]);
    for name in ["x.warc", "x.warc.gz"] {
        let found = told(&from.path().join(name), Kind::Warc);
        found.gives(&[64, 46, 64, 64]);
        let row = |k: usize| found.rows()[k].split(" | ").take(3).collect::<Vec<_>>().join(" | ");
        assert_eq!(row(0), format!("- | {URL} | 2031-05-05T08:00:00+00:00"));
        assert_eq!(row(1), "- | https://courier.example/ferry/ | 2031-05-05T09:00:00+00:00");
        assert_eq!(row(2), format!("- | {URL} | 2031-05-05T10:00:00+00:00"), "a page that came back, without its bytes");
        assert_eq!(row(3), "- | https://courier.example/b | 2031-05-05T16:00:00+00:00");
        let canonical = (Role::Canonical, "https://courier.example/ferry".to_owned());
        assert!(found.seen[..3].iter().all(|seen| seen.addresses == [canonical.clone()]), "one article has one name");
        let capture = found.seen[0].capture.as_ref().expect("a capture");
        assert_eq!((capture.status, capture.location.as_deref()), (Some(200), Some(format!("{name}#{}", records[0].len()).as_str())));
        assert_eq!(capture.headers.as_deref(), Some(r#"[["Content-Type","text/html; charset=utf-8"],["Server","varn"]]"#));
        found.refuses(&[
            "repeats a page that does not stand before it",
            "the answer was 404",
            "is not an article (an error page)",
            "not those that its digest names",
            "was cut when it was captured: length",
            "no WARC-Date",
        ]);
        assert!(found.refused[0].starts_with(&format!("{name}, byte {}: ", records[..7].concat().len())), "{}", found.refused[0]);
    }
    let cut = take(&from.path().join("cut.warc"), Kind::Warc).expect("read");
    assert!(cut.refused.last().is_some_and(|last| last.contains("ends before its")), "{:?}", cut.refused);
    let odd = take(&from.path().join("odd.warc"), Kind::Warc).expect("read");
    assert_eq!(odd.seen.len(), 1);
    odd.refuses(&["cannot be read from here: no WARC record begins at byte"]);
    let none = folder(&[("a.txt", b"Ferry fire")]);
    assert!(take(&none.path().join("a.txt"), Kind::Warc).is_err_and(|e| e.to_string().contains("is not a WARC file")));
}

#[test]
fn saved_feeds_give_the_texts_they_have() {
    let rss = "<?xml version='1.0'?><rss version='2.0' xmlns:content='x'><channel><title>Courier</title>\
        <item><title>Ferry fire</title><link>https://www.courier.example/ferry?utm_source=rss</link><dc:creator>Mara Ostrowe</dc:creator>\
        <pubDate>Mon, 05 May 2031 06:12:00 GMT</pubDate><content:encoded><![CDATA[<p>Twelve died.</p><p>“No alarm,” said Tam Reve.</p>]]></content:encoded></item>\
        <item><title>Bridge shut</title><link>https://courier.example/b</link><description>The bridge is shut.</description></item></channel></rss>";
    let json =
        r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "c-7", "title": "Pool", "content_text": "It closes."}]}"#;
    let from = folder(&[
        ("2031-05-05T0800Z.xml", rss.as_bytes()),
        ("2031-05-06T0800Z.json", json.as_bytes()),
        ("latest.xml", rss.as_bytes()),
        ("2031-05-07T0800Z.xml", b"<urlset><url><loc>https://courier.example/b</loc></url></urlset>"),
    ]);
    let found = told(&from.path().join("2031-05-05T0800Z.xml"), Kind::Feed);
    let ferry = "- | https://www.courier.example/ferry?utm_source=rss | 2031-05-05T08:00:00+00:00 | Ferry fire//Twelve died.//“No alarm,” said Tam Reve.";
    assert_eq!(found.rows(), [ferry]);
    assert_eq!(found.seen[0].fields.date_published.as_deref(), Some("2031-05-05T06:12:00Z"));
    assert_eq!(found.seen[0].fields.byline.as_deref(), Some("By Mara Ostrowe"));
    assert_eq!(found.seen[0].addresses, [(Role::Canonical, "https://courier.example/ferry".to_owned())]);
    found.refuses(&["item 2: has no text, a summary at most"]);
    let all = take(from.path(), Kind::Feed).expect("read");
    assert_eq!(all.rows(), [ferry, "c-7 | - | 2031-05-06T08:00:00+00:00 | Pool//It closes."]);
    all.refuses(&["item 2", "it is a sitemap", "does not say when it was saved"]);
    assert_eq!(detect(&from.path().join("2031-05-06T0800Z.json")).expect("told"), Kind::Feed);
    assert!(take(&from.path().join("latest.xml"), Kind::Feed).is_err_and(|e| e.to_string().contains("call it such as")));
    assert!(detect(&from.path().join("2031-05-07T0800Z.xml")).is_err_and(|e| e.to_string().contains("it is a sitemap")));
}

#[test]
fn exports_of_mediawiki_give_their_articles_as_plain_text() {
    let revision = |number: u32, at: &str, text: &str| {
        format!(
            "<revision><id>{number}</id><timestamp>{at}</timestamp><contributor><username>Ines</username><id>7</id></contributor>\
             <model>wikitext</model><text bytes='9' xml:space='preserve'>{text}</text></revision>"
        )
    };
    let page = |title: &str, space: u32, revisions: &[String]| {
        format!("<page><title>{title}</title><ns>{space}</ns><id>3</id>{}</page>", revisions.concat())
    };
    let ferry_fire = [
        revision(
            11,
            "2031-05-05T08:00:00Z",
            "{{date|May 5}}\n'''Twelve''' died in [[Port Ellery|the harbor]].&lt;ref&gt;x&lt;/ref&gt;\n\n“No &amp;amp; no.”",
        ),
        revision(12, "2031-05-05T09:00:00Z", "Fourteen died. [[Datei:x.jpg|thumb|Fire]]"),
        revision(13, "2031-05-05T10:00:00Z", "#REDIRECT [[Fire]]"),
        revision(14, "2031-05-05T11:00:00Z", ""),
        revision(15, "soon", "x"),
        revision(16, "2031-05-05T12:00:00Z", "{{gone}}"),
    ];
    let pages = [
        page("Ferry fire kills 12?", 0, &ferry_fire),
        page("Talk:Ferry fire", 1, &[revision(21, "2031-05-05T08:00:00Z", "Really?")]),
        page("Bridge", 0, &[revision(31, "2031-05-05T08:00:00Z", "The bridge is shut.").replace(">wikitext<", ">json<")]),
        page("Pool", 0, &[revision(41, "2031-05-05T08:00:00Z", "It closes.")]),
    ];
    let dump = format!(
        "<mediawiki xmlns='x'><siteinfo><base>https://wiki.courier.example/wiki/Main_Page</base><namespaces>\
         <namespace key='6' case='x'>Datei</namespace><namespace key='0'/></namespaces></siteinfo>{}</mediawiki>",
        pages.concat()
    );
    let from = folder(&[
        ("d.xml", dump.as_bytes()),
        ("d.xml.gz", &gzip(dump.as_bytes())),
        ("cut.xml", &dump.as_bytes()[..dump.len() - 60]),
        ("other.xml", b"<recipes/>"),
        ("deep.xml", format!("<mediawiki>{}", "<a>".repeat(100)).as_bytes()),
    ]);
    let ferry = "- | https://wiki.courier.example/wiki/Ferry_fire_kills_12%3F";
    for name in ["d.xml", "d.xml.gz"] {
        let found = told(&from.path().join(name), Kind::MediaWiki);
        assert_eq!(
            found.rows(),
            [
                format!("{ferry} | 2031-05-05T08:00:00+00:00 | Ferry fire kills 12?//Twelve died in the harbor.//“No & no.”"),
                format!("{ferry} | 2031-05-05T09:00:00+00:00 | Ferry fire kills 12?//Fourteen died."),
                "- | https://wiki.courier.example/wiki/Pool | 2031-05-05T08:00:00+00:00 | Pool//It closes.".to_owned(),
            ]
        );
        assert_eq!(found.seen[0].capture.as_ref().expect("a capture").location.as_deref(), Some("d.xml#revision/11"));
        found.refuses(&[
            "Ferry fire kills 12?, revision 13: it is a redirection",
            "is empty",
            "“soon” is no time",
            "nothing is left",
            "is json",
        ]);
    }
    let cut = take(&from.path().join("cut.xml"), Kind::MediaWiki).expect("read");
    assert_eq!(cut.seen.len(), 2, "a revision that was cut is none: {:?}", cut.rows());
    assert!(take(&from.path().join("other.xml"), Kind::MediaWiki).is_err_and(|e| e.to_string().contains("is not an export of MediaWiki")));
    take(&from.path().join("deep.xml"), Kind::MediaWiki)
        .expect("read")
        .refuses(&["cannot be read from here: its elements are nested too deep"]);
}

//! Indexes of captures, TimeMaps, and pages saved from an archive.

use super::pages::{answer, page, record, response};
use super::*;

const FERRY: &str = "https://courier.example/ferry";

/// What the archive makes of a page that it saw at a time: `20310505081314`, and as its comment has it.
fn archived(n: u32, digits: &str, clock: &str) -> String {
    let own = format!("<link rel=\"canonical\" href=\"https://web.archive.org/web/{digits}/{FERRY}\">");
    let toolbar =
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>The archive has twelve captures of this page.</p><!-- END WAYBACK TOOLBAR INSERT -->";
    let script = format!("<script>__wm.wombat(\"{FERRY}\",\"{digits}\",\"https://web.archive.org/\",\"web\");</script>");
    let page = page(n).replacen("<nav>", &format!("{own}{script}{toolbar}<nav>"), 1);
    format!("{page}\n<!--\n     FILE ARCHIVED ON {clock} AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 10:11:12 Nov 25, 2031.\n-->")
}

impl Found {
    /// Fails unless exactly the article of `page` came, with these figures, and nothing of the archive's banner.
    fn tells(&self, figures: &[u32]) {
        assert_eq!(self.seen.len(), figures.len(), "{:#?}", self.rows());
        for (seen, n) in self.seen.iter().zip(figures) {
            assert!(seen.text.contains(&format!("all {n} detectors")) && !seen.text.contains("twelve captures"), "{}", seen.text);
        }
    }
}

fn digest(body: &str) -> String {
    Hash::of(body.as_bytes()).to_string()
}

/// WARC records, each packed alone, with the place and length of each.
fn packed(records: &[Vec<u8>]) -> (Vec<u8>, Vec<(usize, usize)>) {
    let (mut out, mut places) = (Vec::new(), Vec::new());
    for record in records {
        let member = gzip(record);
        places.push((out.len(), member.len()));
        out.extend(member);
    }
    (out, places)
}

#[test]
fn an_index_leads_to_the_records_that_it_lists() {
    let (first, second) = (page(64), page(46));
    let named = format!("WARC-Payload-Digest: sha256:{}\n", digest(&first));
    let records = [
        response(FERRY, "2031-05-05T08:00:00Z", &answer(200, "text/html", &first), &named),
        response(FERRY, "2031-05-05T09:00:00Z", &answer(200, "text/html", &second), ""),
        response("https://courier.example/dock", "2031-05-05T09:30:00Z", &answer(200, "text/html", &page(9)), ""),
        record(
            "revisit",
            FERRY,
            &format!("WARC-Date: 2031-05-05T10:00:00Z\n{named}Content-Type: application/http\n"),
            b"HTTP/1.1 304 Not Modified\r\n\r\n",
        ),
    ];
    let (file, places) = packed(&records);
    let times = ["20310505080000", "20310505090000", "20310505093000", "20310505100000"];
    let kinds = ["text/html", "text/html", "text/html", "warc/revisit"];
    let names = ["ferry", "ferry", "dock", "ferry"];
    let digests = [digest(&first), "-".to_owned(), "-".to_owned(), digest(&first)];
    let json = |k: usize, more: &str| {
        let ((offset, length), digest) = (places[k], digests[k].replace('-', ""));
        format!(
            "example,courier)/{name} {} {{\"url\": \"https://courier.example/{name}\", \"mime\": \"{}\", \"status\": \"200\", \"digest\": \
             \"sha256:{digest}\", \"offset\": \"{offset}\", \"length\": \"{length}\", \"filename\": \"news/x.warc.gz\"{more}}}\n",
            times[k],
            kinds[k],
            name = names[k],
        )
    };
    let columns = |k: usize| {
        let ((offset, _), name) = (places[k], names[k]);
        format!(
            "example,courier)/{name} {} https://courier.example/{name} {} 200 {} - {offset} x.warc.gz\n",
            times[k], kinds[k], digests[k]
        )
    };
    let picture = "example,courier)/1.png 20310505080000 https://courier.example/1.png image/png 200 - - 0 x.warc.gz\n";
    let from = folder(&[
        // In an order in which what is repeated stands last.
        ("x.cdxj", [json(3, ""), json(1, ""), json(0, "")].concat().as_bytes()),
        ("x.cdx", [" CDX N b a m s k r V g\n", picture, &columns(0), &columns(1), &columns(3), "\n"].concat().as_bytes()),
        ("packed.cdx.gz", &gzip([columns(0), columns(1), columns(3)].concat().as_bytes())),
        ("indexes/x.cdxj", json(0, "").as_bytes()),
        ("x.warc.gz", &file),
        ("archive/x.warc.gz", &file),
    ]);
    let found = told(&from.path().join("x.cdxj"), Kind::Cdx);
    found.gives(&[64, 46, 64]);
    assert_eq!(found.seen[0].observed_at.to_rfc3339(), "2031-05-05T10:00:00+00:00");
    assert_eq!(found.seen[2].capture.as_ref().expect("a capture").location.as_deref(), Some("x.warc.gz#packed:0"));
    assert!(found.seen.iter().all(|seen| seen.url.as_deref() == Some(FERRY)));
    for name in ["x.cdx", "packed.cdx.gz"] {
        told(&from.path().join(name), Kind::Cdx).gives(&[64, 46, 64]);
    }
    told(&from.path().join("indexes/x.cdxj"), Kind::Cdx).gives(&[64]);
}

#[test]
fn a_broken_member_of_a_packed_file_is_named_with_what_is_wrong_in_it() {
    let records = [1, 2].map(|n| response(FERRY, &format!("2031-05-05T0{n}:00:00Z"), &answer(200, "text/html", &page(n)), ""));
    let (mut file, places) = packed(&records);
    // A block of no kind that there is, behind the head of ten bytes.
    file[places[1].0 + 10] = 0xFF;
    let from = folder(&[("x.warc.gz", &file)]);
    let found = take(&from.path().join("x.warc.gz"), Kind::Warc).expect("read");
    found.tells(&[1]);
    found.refuses(&["of what it unpacks to: corrupt"]);
}

/// A flipped bit is a page that reads otherwise: the sum at the end of its member says so, where the record itself has none.
#[test]
fn a_page_whose_packed_bytes_changed_is_no_edit() {
    let records = [1, 2, 3].map(|n| response(FERRY, &format!("2031-05-05T0{n}:00:00Z"), &answer(200, "text/html", &page(n)), ""));
    let stored = |record: &Vec<u8>| {
        let mut to = GzEncoder::new(Vec::new(), Compression::none());
        to.write_all(record).expect("packed");
        to.finish().expect("packed")
    };
    let framed = |record: &Vec<u8>| {
        let mut to = zstd::stream::Encoder::new(Vec::new(), -100).expect("one that hardly packs");
        to.include_checksum(true).expect("with a sum");
        to.write_all(record).expect("packed");
        to.finish().expect("packed")
    };
    for (name, members) in [("x.warc.gz", records.each_ref().map(stored)), ("x.warc.zst", records.each_ref().map(framed))] {
        let mut file = members.concat();
        let at = memchr::memmem::find(&file[members[0].len()..], b"tested in the spring").expect("not packed") + members[0].len();
        file[at] = b'b';
        let from = folder(&[(name, &file)]);
        let found = take(&from.path().join(name), Kind::Warc).expect("read");
        assert!(found.seen.iter().all(|seen| !seen.text.contains("bested")), "{name}: {:?}", found.rows());
        found.tells(&[1]);
        let refused = ["was damaged: the packed part", "checksum"];
        found.refuses(if name.ends_with("gz") { &refused } else { &refused[1..] });
    }
}

#[test]
fn a_row_that_leads_nowhere_says_so() {
    let (file, places) = packed(&[
        response(
            FERRY,
            "2031-05-05T08:00:00Z",
            &answer(200, "text/html", &page(64)),
            "WARC-Payload-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ\n",
        ),
        response("https://courier.example/dock", "2031-05-05T08:00:00Z", &answer(200, "text/html", &page(9)), ""),
    ]);
    let row = |kind: &str, status: &str, digest: &str, time: &str, place: usize, name: &str| {
        format!("k) {time} {FERRY} {kind} {status} {digest} - {place} {name}\n")
    };
    let at = "20310505080000";
    let rows = [
        row("text/html", "404", "-", at, 0, "x.warc.gz"),
        row("text/html", "200", "-", at, 0, "gone.warc.gz"),
        row("text/html", "200", "-", at, 0, "../../../etc/passwd"),
        row("text/html", "200", "-", at, 0, ".."),
        row("text/html", "200", "-", at, 3, "x.warc.gz"),
        row("text/html", "200", "-", at, file.len() + 9, "x.warc.gz"),
        row("text/html", "200", "-", at, places[1].0, "x.warc.gz"),
        row("text/html", "200", "-", "20310505080001", 0, "x.warc.gz"),
        row("text/html", "200", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", at, 0, "x.warc.gz"),
        row("text/html", "200", "-", at, 0, "x.warc.gz"),
        format!("k) {at} {FERRY} text/html 200 -\n"),
        format!("k) {at} {FERRY} text/html 200 - 700\n"),
        "k) yesterday\n".to_owned(),
        format!("{{\"{}\n", "x".repeat(9 << 20)),
    ];
    let from = folder(&[
        ("x.cdx", rows.concat().as_bytes()),
        ("x.warc.gz", &file),
        ("none.cdx", b"a b c\n"),
        ("page.cdx", b"<!doctype html><title>Calendar</title>"),
    ]);
    let found = told(&from.path().join("x.cdx"), Kind::Cdx);
    assert_eq!(found.rows(), [""; 0]);
    found.refuses(&[
        "x.cdx, line 1: the answer was 404",
        "line 2: it is in “gone.warc.gz”, which is neither beside the index",
        "it is in “passwd”",
        "“..” is no name of a file",
        "at byte 3 of “x.warc.gz”: no WARC record begins",
        "lies behind the end of “x.warc.gz”",
        "stands a record of https://courier.example/dock",
        "stands a record of another time",
        "stands a record with another digest",
        "its bytes are not those that its digest names",
        "has 6 columns: 7, 9 or 11 are read",
        "its page is not beside the list, and nothing is fetched: save it there as 20310505080000.html",
        "has 2 columns",
        "is longer than a row can be",
    ]);
    for name in ["none.cdx", "page.cdx"] {
        let error = take(&from.path().join(name), Kind::Cdx).err().expect("no index");
        assert!(error.to_string().contains("is not an index of captures (CDX): no row of it has an address and a time"), "{error}");
    }
}

#[test]
fn lists_of_an_archive_give_the_pages_saved_beside_them() {
    let links = |times: &[(&str, &str)]| {
        let memento =
            |(digits, at): &(&str, &str)| format!(",\n<https://web.archive.org/web/{digits}/{FERRY}>; rel=\"memento\"; datetime=\"{at}\"");
        let all: String = times.iter().map(memento).collect();
        format!("<{FERRY}>; rel=\"original\",\n<https://web.archive.org/web/timemap/link/{FERRY}>; rel=\"self\"{all}\n")
    };
    let times = [
        ("20310505081314", "Mon, 05 May 2031 08:13:14 GMT"),
        ("20310505091314", "Mon, 05 May 2031 09:13:14 GMT"),
        ("20310505101314", "Mon, 05 May 2031 10:13:14 GMT"),
        ("20310505111314", "Mon, 05 May 2031 11:13:14 GMT"),
    ];
    let json = format!(
        "{{\"original_uri\": \"{FERRY}\", \"mementos\": {{\"list\": [{{\"datetime\": \"2031-05-05T08:13:14Z\", \"uri\": \"https://a.example/1\"}}, {{\"uri\": \"x\"}}]}}}}"
    );
    let answer = format!(
        "[[\"urlkey\",\"timestamp\",\"original\",\"mimetype\",\"statuscode\",\"digest\",\"length\"],\n[\"example,courier)/ferry\",\"20310505081314\",\
         \"{FERRY}\",\"text/html\",\"200\",\"A\",\"9\"],\n[\"example,courier)/ferry\",\"20310505091314\",\"{FERRY}\",\"text/html\",\"-\",\"B\",\"9\"]]\n"
    );
    let of_dock = archived(9, "20310505101314", "10:13:14 May 05, 2031").replace("courier.example/ferry", "courier.example/dock");
    let from = folder(&[
        // Whatever it is called: the page says when it was archived.
        ("Ferry fire - Courier.html", archived(64, "20310505081314", "08:13:14 May 05, 2031").as_bytes()),
        ("courier.example_20310505091314.html", page(46).as_bytes()),
        ("dock.html", of_dock.as_bytes()),
        ("2031-05-05T1113Z.html", page(1).as_bytes()),
        ("ferry.link", links(&times).as_bytes()),
        ("f.json", json.as_bytes()),
        ("answer.json", answer.as_bytes()),
        ("calendar.html", b"<!doctype html><title>Calendar</title><h1>Calendar</h1>"),
    ]);
    let found = told(&from.path().join("ferry.link"), Kind::Memento);
    found.tells(&[64, 46]);
    assert!(found.seen.iter().all(|seen| seen.url.as_deref() == Some(FERRY)));
    let at: Vec<String> = found.seen.iter().map(|seen| seen.observed_at.to_rfc3339()).collect();
    assert_eq!(at, ["2031-05-05T08:13:14+00:00", "2031-05-05T09:13:14+00:00"]);
    found.refuses(&[
        "memento 3: the page saved of that time is of https://courier.example/dock (“dock.html”)",
        "memento 4: its page is not beside the list",
    ]);
    let found = told(&from.path().join("f.json"), Kind::Memento);
    found.tells(&[64]);
    found.refuses(&["memento 2: it has no time (x)"]);
    told(&from.path().join("answer.json"), Kind::Cdx).tells(&[64, 46]);
    for (name, why) in [
        ("calendar.html", "it is a page"),
        ("courier.example_20310505091314.html", "it is a page"),
        ("answer.json", "it lists no mementos"),
    ] {
        let error = take(&from.path().join(name), Kind::Memento).err().expect("no TimeMap").to_string();
        assert!(error.contains("is not a Memento TimeMap") && error.contains(why), "{error}");
    }
}

#[test]
fn pages_saved_from_an_archive_are_of_when_and_where_it_saw_them() {
    let without_time = archived(1, "2031", "some day");
    let from = folder(&[
        ("ferry.html", archived(64, "20310505081314", "08:13:14 May 05, 2031").as_bytes()),
        ("ferry (1).html", archived(46, "20310505091314", "09:13:14 May 05, 2031").as_bytes()),
        ("20310505101314.html", page(64).as_bytes()),
        ("live.html", page(64).as_bytes()),
        ("odd.html", without_time.as_bytes()),
        ("gone.html", b"<!doctype html><title>404 Not Found</title><h1>404 Not Found</h1>"),
    ]);
    let found = told(from.path(), Kind::Folder);
    found.tells(&[64, 46, 64]);
    let name = |k: usize| (found.seen[k].article.as_deref(), found.seen[k].url.as_deref(), found.seen[k].observed_at.to_rfc3339());
    assert_eq!(name(1), (None, Some(FERRY), "2031-05-05T09:13:14+00:00".to_owned()));
    assert_eq!(name(2), (None, Some(FERRY), "2031-05-05T08:13:14+00:00".to_owned()));
    assert!(matches!(name(0), (Some(_), None, at) if at == "2031-05-05T10:13:14+00:00"));
    found.refuses(&[
        "gone.html: is not an article",
        "live.html: its name gives no time, and it was not saved from an archive",
        "odd.html: its name",
    ]);
}

#[test]
fn any_byte_of_an_index_or_a_timemap_may_be_wrong() {
    let index = format!(
        " CDX N b a m s k r V g\nk) 20310505080000 {FERRY} text/html 200 - - 0 x.warc\n[[\"urlkey\",\"timestamp\"],[\"k\",\"20310505080000\"]]\n"
    );
    let map = format!(
        "<{FERRY}>; rel=\"original\", <https://web.archive.org/web/20310505080000/{FERRY}>; rel=\"memento\"; datetime=\"Mon, 05 May 2031 08:00:00 GMT\""
    );
    for (bytes, kind, step) in [(index.into_bytes(), Kind::Cdx, 3), (map.into_bytes(), Kind::Memento, 3)] {
        for at in (0..bytes.len()).step_by(step) {
            let mut broken = bytes.clone();
            broken[at] ^= 0x15;
            let from = folder(&[("x", &broken), ("cut", &bytes[..at])]);
            for name in ["x", "cut"] {
                if let Ok(found) = take(&from.path().join(name), kind) {
                    assert!(found.seen.len() <= 3, "{:#?}", found.rows());
                }
            }
        }
    }
}

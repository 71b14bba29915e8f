use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

const ANSWER: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Ferry fire</p>";

fn record(kind: &str, more: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://courier.example/ferry>\r\nWARC-Date: 2031-05-05T06:12:00Z\r\n\
         WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n{more}Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::best());
    out.write_all(bytes).expect("in memory");
    out.finish().expect("in memory")
}

/// Brotli without compression: window 16, one stored block, the empty last one.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let head = (u32::try_from(bytes.len()).expect("short") - 1) << 4 | 1 << 20;
    [&head.to_le_bytes()[..3], bytes, &[3]].concat()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).expect("in memory")
}

fn read(bytes: &[u8]) -> Vec<Result<Record, String>> {
    Reader::new(bytes).map(|r| r.map_err(|e| e.to_string())).collect()
}

fn first(bytes: &[u8]) -> Record {
    read(bytes).remove(0).expect("a record")
}

#[test]
fn a_response_is_split_from_its_head() {
    let found = first(&record("response", "", ANSWER.as_bytes()));
    assert_eq!(
        (found.kind, found.url.as_deref(), found.id.as_deref()),
        (Kind::Response, Some("https://courier.example/ferry"), Some("urn:uuid:1"))
    );
    assert_eq!(found.date.expect("a date").to_rfc3339(), "2031-05-05T06:12:00+00:00");
    let http = found.http.expect("an answer");
    assert_eq!((http.status, http.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!((found.body.as_slice(), found.verdict, found.warnings.len()), (&b"<p>Ferry fire</p>"[..], Verdict::Absent, 0));
}

#[test]
fn plain_or_in_one_or_many_members() {
    let one = record("warcinfo", "", b"software: x");
    let two = record("response", "", ANSWER.as_bytes());
    let all =
        [one.clone(), two.clone(), record("revisit", "WARC-Payload-Digest: sha1:AAAA\r\n", b"HTTP/1.1 304 Not Modified\r\n\r\n")].concat();
    let members = [gzip(&one), gzip(&all[one.len()..])].concat();
    let frames = [zstd(&one), zstd(&all[one.len()..])].concat();
    for file in [all.clone(), gzip(&all), members, zstd(&all), frames] {
        let found: Vec<Kind> = read(&file).into_iter().map(|r| r.expect("a record").kind).collect();
        assert_eq!(found, [Kind::Other, Kind::Response, Kind::Revisit]);
    }
    assert_eq!(read(b""), []);
    assert_eq!(read(&gzip(b"\r\n\r\n")), []);
}

#[test]
fn digests_are_checked_and_the_verdict_kept() {
    // SHA-1 and SHA-256 of “<p>Ferry fire</p>”, and of another text.
    let body = "<p>Ferry fire</p>";
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    use sha2::Digest as _;
    let sha1 = hex(&sha1::Sha1::digest(body));
    let sha256 = hex(&sha2::Sha256::digest(body));
    let check = |more: String, expected| assert_eq!(first(&record("response", &more, ANSWER.as_bytes())).verdict, expected, "{more}");
    check(format!("WARC-Payload-Digest: sha1:{sha1}\r\n"), Verdict::Match);
    check(format!("WARC-Payload-Digest: SHA-256:{}\r\n", sha256.to_uppercase()), Verdict::Match);
    check(
        format!("WARC-Payload-Digest: sha256:{}\r\n", sha256.replace(&sha256[..2], if &sha256[..2] == "00" { "01" } else { "00" })),
        Verdict::Mismatch,
    );
    check(format!("WARC-Block-Digest: sha256:{}\r\n", hex(&sha2::Sha256::digest(ANSWER))), Verdict::Match);
    check(format!("WARC-Block-Digest: sha256:{sha256}\r\nWARC-Payload-Digest: sha1:{sha1}\r\n"), Verdict::Mismatch);
    check("WARC-Payload-Digest: md5:x\r\n".to_owned(), Verdict::Absent);
    // The empty text has a digest that everybody knows.
    assert_eq!(digest::check("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b""), Verdict::Match);
}

#[test]
fn encodings_of_the_way_are_undone() {
    let answer = |headers: &str, body: &[u8]| [b"HTTP/1.1 200 OK\r\n", headers.as_bytes(), b"\r\n\r\n", body].concat();
    let chunks = b"4\r\n<p>F\r\n9;x=y\r\nerry fire\r\n0\r\n\r\n";
    let body = |headers: &str, body: &[u8]| first(&record("response", "", &answer(headers, body)));
    assert_eq!(body("Transfer-Encoding: chunked", chunks).body, b"<p>Ferry fire");
    assert_eq!(body("Transfer-Encoding: chunked", b"<p>Ferry fire").body, b"<p>Ferry fire", "undone before it was stored");
    assert_eq!(body("Content-Encoding: gzip", &gzip(b"<p>Ferry fire")).body, b"<p>Ferry fire");
    assert_eq!(body("Content-Encoding: gzip", b"<p>Ferry fire").body, b"<p>Ferry fire", "undone before it was stored");
    let twice = body("Content-Encoding: gzip, gzip", &gzip(&gzip(b"x")));
    assert_eq!((twice.body.len(), twice.warnings[0].as_str()), (0, "is encoded more than once, which is not read"));
    assert_eq!(body("Content-Encoding: compress", b"x").warnings[0], "is encoded as “compress”, which is not read");
    assert_eq!(body("Content-Encoding: br", &brotli(b"<p>Ferry fire")).body, b"<p>Ferry fire");
    assert_eq!(body("Content-Encoding: br", b"<p>Ferry fire").body, b"<p>Ferry fire", "undone before it was stored");
    assert!(body("Content-Encoding: br", b"\xFF\xFF").warnings[0].starts_with("cannot be unpacked"));
    let zstd = zstd(b"<p>Ferry fire");
    assert_eq!(body("Content-Encoding: zstd", &zstd).body, b"<p>Ferry fire");
    let bomb = body("Content-Encoding: gzip", &gzip(&vec![b'x'; MAX_DECODED_BYTES + 1]));
    assert_eq!(bomb.warnings[0], "unpacks to more than 32 MiB, the most that is read");
    let bomb = body("Content-Encoding: zstd", &self::zstd(&vec![b'x'; MAX_DECODED_BYTES + 1]));
    assert_eq!(bomb.warnings[0], "unpacks to more than 32 MiB, the most that is read");
}

#[test]
fn a_capture_that_was_cut_says_so() {
    let answer = |headers: &str, body: &[u8]| [b"HTTP/1.1 200 OK\r\n", headers.as_bytes(), b"\r\n\r\n", body].concat();
    let found = |headers: &str, body: &[u8]| first(&record("response", "", &answer(headers, body)));
    let story = "<p>Ferry fire</p>".repeat(2_000);
    let packed = gzip(story.as_bytes());
    for (headers, body) in [
        ("Content-Encoding: gzip", &packed[..packed.len() - 20]),
        ("Content-Encoding: br", &brotli(b"<p>Ferry fire")[..10]),
        ("Transfer-Encoding: chunked", b"4\r\n<p>F\r\n9\r\nerry"),
        ("Transfer-Encoding: chunked", b"4\r\n<p>F\r\n"),
        ("Transfer-Encoding: chunked", b"4\r\n<p>F\r\n9"),
        ("Content-Length: 2000", b"<p>Ferry"),
    ] {
        let record = found(headers, body);
        assert!(record.body.starts_with(b"<p>F"), "{headers}: what is there was read");
        assert_eq!(record.warnings.len(), 1, "{headers}: {:?}", record.warnings);
    }
    assert_eq!(found("Content-Length: 8", b"<p>Ferry").warnings, [""; 0]);
}

#[test]
fn the_head_ends_with_the_first_empty_line() {
    for head in ["HTTP/1.1 200 OK\nA: b\n\n", "HTTP/1.1 200 OK\r\nA: b\r\n\r\n", "HTTP/1.1 200 OK\nA: b\n\r\n"] {
        let found = first(&record("response", "", format!("{head}<p>One\r\n\r\nTwo\n\nThree").as_bytes()));
        assert_eq!(found.body, b"<p>One\r\n\r\nTwo\n\nThree", "{head:?}");
        assert_eq!(found.http.expect("an answer").header("a"), Some("b"));
    }
}

#[test]
fn digests_of_any_form_of_the_payload_match() {
    use sha2::Digest as _;
    let packed = gzip(b"<p>Ferry fire</p>");
    let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
    let block = [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n", &chunked[..]].concat();
    for (form, verdict) in
        [(&chunked[..], Verdict::Match), (&packed, Verdict::Match), (b"<p>Ferry fire</p>", Verdict::Match), (b"x", Verdict::Mismatch)]
    {
        let digest: String = sha2::Sha256::digest(form).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(first(&record("response", &format!("WARC-Payload-Digest: sha256:{digest}\r\n"), &block)).verdict, verdict);
    }
}

#[test]
fn a_revisit_is_given_what_it_repeats() {
    use sha2::Digest as _;
    let digest: String = sha2::Sha256::digest("<p>Ferry fire</p>").iter().map(|b| format!("{b:02x}")).collect();
    let named = format!("WARC-Payload-Digest: sha256:{digest}\r\n");
    let revisit = |more: &str| record("revisit", more, b"HTTP/1.1 304 Not Modified\r\n\r\n");
    let file = [record("response", &named, ANSWER.as_bytes()), revisit(&named)].concat();
    for packed in [file.clone(), gzip(&file), zstd(&file)] {
        let found = read(&packed).pop().expect("two records").expect("a record");
        assert_eq!((found.kind, found.body.as_slice()), (Kind::Revisit, &b"<p>Ferry fire</p>"[..]));
        assert_eq!(found.http.expect("an answer").header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(found.warnings, [""; 0]);
    }
    let alone = first(&revisit(&named));
    assert_eq!(
        (alone.body.len(), alone.warnings.as_slice()),
        (0, &["repeats a page that does not stand before it in this file".to_owned()][..])
    );
    assert_eq!(first(&revisit("")).warnings, [""; 0]);
    // What is not what its digest says is given to nobody.
    let wrong = [record("response", &named, ANSWER.replace("fire", "ash").as_bytes()), revisit(&named)].concat();
    assert_eq!(read(&wrong)[1].as_ref().map(|r| r.body.len()), Ok(0));
}

#[test]
fn broken_and_hostile_files_end_with_a_reason() {
    let whole = record("response", "", ANSWER.as_bytes());
    let cut = read(&whole[..whole.len() - 20]);
    assert!(cut[0].as_ref().is_ok_and(|r| r.warnings[0].starts_with("ends before its")), "{cut:?}");
    let said = |bytes: &[u8]| read(bytes).pop().expect("an answer").expect_err("an error");
    assert_eq!(
        said(&[whole.clone(), b"nonsense\r\n".to_vec()].concat()),
        format!("no WARC record begins at byte {}: \"nonsense\"", whole.len())
    );
    assert!(said(b"<html>").starts_with("no WARC record begins at byte 0"));
    assert!(said(&[b"WARC/1.0\r\n".to_vec(), b"x".repeat(100_000)].concat()).contains("longer than 64 KiB"));
    assert!(said(&[b"WARC/1.0\r\n".to_vec(), b"a: b\r\n".repeat(20_000)].concat()).contains("longer than 64 KiB"));
    assert!(said(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n").contains("does not give its length"));
    assert!(said(b"WARC/1.0\r\nContent-Length: -1\r\n\r\n").contains("does not give its length"));
    let packed = gzip(&whole);
    assert!(read(&packed[..packed.len() / 2]).pop().is_some_and(|r| r.is_err()));
    let bomb = gzip(&record("resource", "", &vec![0; 100 << 20]));
    assert!(said(&bomb).contains("more than 200 times its size"));
    let bomb = zstd(&record("resource", "", &vec![0; 100 << 20]));
    assert!(said(&bomb).contains("more than 200 times its size"));
    let headers = gzip(&[b"WARC/1.1\r\n".to_vec(), vec![b'\n'; 100 << 20]].concat());
    assert!(said(&headers).contains("does not give its length"));
}

#[test]
fn any_byte_may_be_wrong() {
    let file = [record("response", "WARC-Payload-Digest: sha1:AAAA\r\n", ANSWER.as_bytes()), record("resource", "", b"<p>x")].concat();
    for packed in [file.clone(), gzip(&file)] {
        for at in 0..packed.len() {
            let mut broken = packed.clone();
            broken[at] ^= 0x55;
            assert!(read(&broken).len() <= 4);
            assert!(read(&packed[..at]).len() <= 3);
        }
    }
}

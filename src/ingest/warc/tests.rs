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
    for file in [all.clone(), gzip(&all), members] {
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
    assert_eq!(body("Content-Encoding: br", b"x").warnings[0], "is encoded as “br”, which is not read");
    let bomb = body("Content-Encoding: gzip", &gzip(&vec![b'x'; MAX_DECODED_BYTES + 1]));
    assert_eq!(bomb.warnings[0], "unpacks to more than 32 MiB, the most that is read");
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

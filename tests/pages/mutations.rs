//! Pages, feeds, captures and addresses broken at random, with a fixed seed: none stops the program, and what is found is well formed.

use crate::articles::{ARTICLES, TEMPLATES};
use crate::{checks, corpus};
use std::time::{Duration, Instant};

/// How many of each are broken; `MUTATIONS=5000` for as many, `MUTATIONS_OF=pages.jsonl` for the `"html"` of other pages.
const N: usize = 300;
/// None takes longer, optimised.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 2 });

/// The pages that are broken.
fn pages() -> Vec<Vec<u8>> {
    let Ok(path) = std::env::var("MUTATIONS_OF") else {
        return ARTICLES.iter().flat_map(|a| TEMPLATES.iter().map(|(_, render)| render(a).into_bytes())).collect();
    };
    let lines = std::fs::read_to_string(path).expect("readable");
    let html = |line: &str| serde_json::from_str::<serde_json::Value>(line).ok()?["html"].as_str().map(|h| h.as_bytes().to_vec());
    lines.lines().filter_map(html).collect()
}

/// Numbers that look random and are the same in every run (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n.max(1)
    }
}

const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"\"",
    b"'",
    b"</p>",
    b"<p>",
    b"<div>",
    b"</div>",
    b"<table>",
    b"<td>",
    b"<b>",
    b"</b>",
    b"<a href=",
    b"<!--",
    b"-->",
    b"<script>",
    b"</script>",
    b"&",
    b"&#x0;",
    b"\0",
    b"\xFF",
    b"\xC3",
    b"<svg>",
    b"</svg>",
    b"<title>",
    b"<select>",
    b"<plaintext>",
    b"<article>",
    b"=",
    b"<br>",
    b"Correction: ",
    "“".as_bytes(),
    "\u{202E}".as_bytes(),
    b"<noscript>",
    b"<template>",
    b"{",
    b"]",
];

const FEED_PIECES: &[&[u8]] = &[
    b"<item>",
    b"</item>",
    b"<entry>",
    b"<title>",
    b"</title>",
    b"<title type='xhtml'>",
    b"<link href='x'/>",
    b"<a xml:base='/b/'>",
    b"<url><loc>http://a</loc></url>",
    b"<author><name>",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE x [",
    b"&lt;div&gt;",
    b"&#0;",
    b"&amp",
    b"</",
    b"\"",
    b"\\",
    b"{",
    b"[",
    b"}",
    b"]",
    b",",
    b"null",
    b"\xFF",
];

const WARC_PIECES: &[&[u8]] = &[
    b"\r\n",
    b"\n",
    b"\r\n\r\n",
    b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    b"Content-Length: 99999999999\r\n",
    b"Content-Length: 3\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Content-Encoding: br\r\n",
    b"Content-Encoding: zstd\r\n",
    b"Content-Encoding: deflate\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"WARC-Payload-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ\r\n",
    b"HTTP/1.1 200 OK\r\n\r\n",
    b"ffffffffffffffff\r\n",
    b"4;x\r\n",
    b"\x1F\x8B\x08",
    b"\x28\xB5\x2F\xFD",
    b"\x5D\x2A\x4D\x18\x08\0\0\0",
    b"\0",
    b"\xFF",
];

const URL_PIECES: &[&[u8]] = &[
    b"/",
    b"//",
    b"amp",
    b".amp",
    b"..",
    b"%",
    b"%2",
    b"%25",
    b"%41",
    b"?",
    b"&",
    b"=",
    b"#!",
    b"utm_",
    b"m.",
    b"www.",
    b":80",
    b"@",
    b"\n",
    b"https://web.archive.org/web/2031/",
    b"\xC3\xA9",
    b" ",
    b"co.uk",
];

/// Breaks something in one to twelve places.
fn broken(mut page: Vec<u8>, pieces: &[&[u8]], numbers: &mut Numbers) -> Vec<u8> {
    for _ in 0..=numbers.below(12) {
        let at = numbers.below(page.len() + 1);
        match numbers.below(6) {
            0 => page.truncate(at),
            1 => {
                let until = (at + numbers.below(400)).min(page.len());
                page.drain(at..until);
            }
            2 => {
                let until = (at + numbers.below(200)).min(page.len());
                let again: Vec<u8> = page[at..until].repeat(1 + numbers.below(40));
                page.splice(at..at, again);
            }
            3 if at < page.len() => page[at] = numbers.below(256) as u8,
            _ => {
                let most = if numbers.below(20) == 0 { 3_000 } else { 3 };
                let piece = pieces[numbers.below(pieces.len())].repeat(1 + numbers.below(most));
                page.splice(at..at, piece);
            }
        }
    }
    page
}

/// Breaks what is given, and checks that what must hold of any bytes holds of it.
fn all_hold(given: &[Vec<u8>], pieces: &[&[u8]], check: fn(&[u8])) {
    let n = std::env::var("MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(N);
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for k in 0..n {
        let bytes = broken(given[numbers.below(given.len())].clone(), pieces, &mut numbers);
        let begun = Instant::now();
        println!("mutation {k}");
        check(&bytes);
        // Most are read twice.
        assert!(begun.elapsed() < LONGEST * 2, "mutation {k}");
    }
}

#[test]
fn broken_pages_are_read() {
    all_hold(&pages(), PIECES, checks::html);
}

#[test]
fn broken_feeds_are_read() {
    all_hold(&of_corpus("feed"), FEED_PIECES, checks::feed);
}

#[test]
fn broken_captures_are_read() {
    all_hold(&of_corpus("warc"), WARC_PIECES, checks::warc);
}

#[test]
fn broken_addresses_have_a_name_or_none() {
    all_hold(&of_corpus("url"), URL_PIECES, checks::url);
}

fn of_corpus(target: &str) -> Vec<Vec<u8>> {
    corpus::files(target).into_iter().map(|(_, bytes)| bytes).collect()
}

//! Pages broken at random, with a fixed seed: none stops the program, and what is found is well formed.

use crate::articles::{ARTICLES, TEMPLATES};
use std::time::{Duration, Instant};
use writethru::ingest::html::{Hint, read};

/// How many pages are broken; `MUTATIONS=5000` for as many, `MUTATIONS_OF=pages.jsonl` for the `"html"` of other pages.
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

/// Breaks a page in one to twelve places.
fn broken(mut page: Vec<u8>, numbers: &mut Numbers) -> Vec<u8> {
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
                let piece = PIECES[numbers.below(PIECES.len())].repeat(1 + numbers.below(most));
                page.splice(at..at, piece);
            }
        }
    }
    page
}

#[test]
fn broken_pages_are_read() {
    let n = std::env::var("MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(N);
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let pages = pages();
    for k in 0..n {
        let page = broken(pages[numbers.below(pages.len())].clone(), &mut numbers);
        let begun = Instant::now();
        let found = read(&page, &Hint { url: Some("https://courier.example/a"), content_type: None });
        assert!(begun.elapsed() < LONGEST, "mutation {k}");
        assert!(found.notices.iter().all(|notice| found.text.contains(notice.as_str())), "mutation {k}");
        assert_eq!(found, read(&page, &Hint { url: Some("https://courier.example/a"), content_type: None }), "the same page again");
    }
}

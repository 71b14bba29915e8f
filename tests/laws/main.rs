//! The laws of the library (`docs/design.md`, “Promises”), on invented articles and on strings nobody would publish.
//!
//! Articles come from `benches/support/generate.rs`; a failing case loses paragraphs until it is small. Hostile strings
//! are put together from what readers of text trip over: marks without a partner, dots, digits, line ends, characters
//! without ink, letters that compose. `PROPTEST_CASES=10000 cargo test --test laws` looks longer.

// Benches and the example program use what the laws do not.
#[allow(dead_code)]
#[path = "../../benches/support/generate.rs"]
mod generate;
mod given_pairs;
mod histories;
mod one_text;
mod two_texts;

use proptest::collection::vec;
use proptest::prelude::*;
use writethru::extract::{Extract, Reference, extract};
use writethru::text::Text;

/// So many cases, or as many as `PROPTEST_CASES` says.
pub fn cases(n: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(n), failure_persistence: None, max_shrink_iters: 4_000, ..ProptestConfig::default() }
}

/// Reads a text of a day on which “Monday” means something.
pub fn read(text: &str) -> Extract {
    let reference =
        Reference { date: chrono::NaiveDate::from_ymd_opt(2031, 8, 18), zone: Some(chrono_tz::America::New_York), ..Reference::default() };
    extract(Text::new(text), &reference)
}

/// An article, some paragraphs of which may be missing.
pub fn article() -> impl Strategy<Value = String> {
    two_articles().prop_map(|(before, _)| before)
}

/// Two revisions of an article, some paragraphs of which may be missing on either side.
pub fn two_articles() -> impl Strategy<Value = (String, String)> {
    let kept = || vec(prop::bool::weighted(0.98), 80);
    (any::<u64>().no_shrink(), kept(), kept()).prop_map(|(seed, before_kept, after_kept)| {
        let pair = generate::pair(seed);
        (some_paragraphs(&pair.before, &before_kept), some_paragraphs(&pair.after, &after_kept))
    })
}

fn some_paragraphs(text: &str, kept: &[bool]) -> String {
    let kept = kept.iter().copied().chain(std::iter::repeat(true));
    text.split("\n\n").zip(kept).filter(|(_, is_kept)| *is_kept).map(|(p, _)| p).collect::<Vec<_>>().join("\n\n")
}

/// What readers of text trip over.
const SNAGS: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    "«",
    "»",
    "„",
    "``",
    "''",
    "(",
    ")",
    "[",
    "]",
    ".",
    "..",
    "…",
    "!",
    "?",
    "?!",
    ",",
    ";",
    ":",
    "-",
    "–",
    "—",
    "*",
    "•",
    "#",
    "|",
    "/",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{85}",
    "\t",
    " ",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\u{A0}",
    "\u{202F}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{AD}",
    "\u{202E}",
    "\u{301}",
    "\u{308}",
    "\0",
    "\u{1B}[31m",
    "<b>",
    "&amp;",
    "é",
    "e\u{301}",
    "ﬁ",
    "ß",
    "İ",
    "Å",
    "\u{212B}",
    "\u{1100}\u{1161}\u{11A8}",
    "\u{0958}",
    "😀",
    "👩‍🚒",
    "日本",
    "שלום",
    "１２",
    "٣",
    "½",
    "²",
    "1",
    "12",
    "1,000",
    "3.5",
    "$9",
    "€4bn",
    "40%",
    "1/2",
    "10-12",
    "1e9",
    "99999999999999999999",
    "7:57 p.m. ET",
    "Aug. 18",
    "May 5, 2031",
    "2031-02-30",
    "Feb. 31",
    "Monday",
    "last week",
    "today",
    "U.S.",
    "Mr.",
    "Dr. J. R.",
    "No. 5",
    "a.m.",
    "St.",
];

/// Words that mean something to the reader of news.
const WORDS: &[&str] = &[
    "said",
    "says",
    "she",
    "he",
    "they",
    "told",
    "according to",
    "Anna Berg",
    "Berg",
    "the mayor",
    "police",
    "a person who asked not to be named",
    "that",
    "and",
    "not",
    "may",
    "reportedly",
    "will",
    "was hurt",
    "were",
    "people",
    "the bridge",
    "closed",
    "By",
    "Correction:",
    "Update, Aug. 18, 7:57 p.m. ET:",
    "An earlier version",
    "misstated",
    "It was",
    "instead of",
    "VARN, Aug. 18 (AP) —",
    "Photo:",
    "at least",
    "more than",
    "million",
    "percent",
    "two",
    "dozen",
    "a",
    "of",
    "in",
    "Varn",
    "CITY COUNCIL",
    "l’État",
    "we had no choice",
    "asked",
    "denied",
    "Who",
    "If",
    "but",
    "because",
];

fn hostile_piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(SNAGS).prop_map(str::to_owned),
        4 => prop::sample::select(WORDS).prop_map(|word| format!("{word} ")),
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(String::from),
    ]
}

/// Any string, likely a nasty one.
pub fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![8 => vec(hostile_piece(), 0..60).prop_map(|pieces| pieces.concat()), 1 => any::<String>(), 1 => "[a-zA-Z .,“”\"'\n0-9]{0,200}"]
}

/// Two strings that have most of their pieces in common.
pub fn two_hostile() -> impl Strategy<Value = (String, String)> {
    vec((hostile_piece(), hostile_piece(), 0..12_u8), 0..60).prop_map(|pieces| {
        let (mut before, mut after) = (String::new(), String::new());
        for (piece, other, what) in pieces {
            if what != 10 {
                before += &piece;
            }
            match what {
                11 => {}
                9 => after += &other,
                _ => after += &piece,
            }
        }
        (before, after)
    })
}

/// Either kind of pair.
pub fn two_texts() -> impl Strategy<Value = (String, String)> {
    prop_oneof![1 => two_articles(), 3 => two_hostile()]
}

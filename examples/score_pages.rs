//! Prints precision and recall of the running text of pages, so that a gain or a loss is seen before it goes in.
//!
//! ```sh
//! cargo run --release --example score_pages -- pages.jsonl
//! ```
//!
//! One JSON object a line: `html`, `url`, and `body`, the running text as somebody read it. The measure is that of the article
//! extraction benchmark: runs of four words, counted as often as they stand there, precision and recall averaged over the pages.
//! Headline, sub-title, byline, captions and credits are left out of what was found. For comparison the same of the page's blocks
//! of which each extractor keeps half.

use serde_json::Value;
use std::collections::HashMap;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};
use writethru::ingest::html::{Hint, explain, read_text};
use writethru::text::{BlockKind, Text};

/// Words that are compared at once.
const RUN: usize = 4;
/// An extractor keeps a block of which it keeps so much.
const KEPT: f32 = 0.5;

fn main() -> io::Result<()> {
    let Some(path) = std::env::args().nth(1) else { return Err(io::Error::other("usage: score_pages PAGES.jsonl")) };
    let mut tallies = [("writethru", Tally::default()), ("first extractor", Tally::default()), ("second extractor", Tally::default())];
    let (mut n_pages, mut took) = (0, Duration::ZERO);
    for line in std::fs::read_to_string(path)?.lines() {
        let gold: Value = serde_json::from_str(line)?;
        let (Some(html), Some(body)) = (gold["html"].as_str(), gold["body"].as_str()) else { continue };
        let begun = Instant::now();
        let page = read_text(html, &Hint { url: gold["url"].as_str(), content_type: None });
        took += begun.elapsed();
        n_pages += 1;
        let expected = runs(body);
        tallies[0].1.add(&expected, &runs(&running(&Text::new(page.text))));
        let lines = explain(html.as_bytes());
        for (k, (_, tally)) in tallies[1..].iter_mut().enumerate() {
            let kept = lines.iter().map(|line| line.split('\t').collect::<Vec<_>>());
            let kept = kept.filter(|row| row[k + 1].parse::<f32>().is_ok_and(|share| share >= KEPT));
            tally.add(&expected, &runs(&kept.map(|row| row[6].to_owned()).collect::<Vec<_>>().join("\n\n")));
        }
    }
    let mut out = io::stdout().lock();
    for (name, tally) in &tallies {
        writeln!(out, "{name}: {tally}")?;
    }
    writeln!(out, "{:.0} pages a second", f64::from(n_pages) / took.as_secs_f64().max(f64::MIN_POSITIVE))
}

/// The running text of a text.
fn running(text: &Text) -> String {
    let furniture = [BlockKind::Headline, BlockKind::AlternativeHeadline, BlockKind::Byline, BlockKind::Caption, BlockKind::Credit];
    let blocks = text.blocks().iter().filter(|block| !furniture.contains(&block.kind));
    blocks.map(|block| text.slice(block.span)).collect::<Vec<_>>().join("\n\n")
}

/// Runs of words, and how often each stands there; of a shorter text the whole.
fn runs(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let mut runs = HashMap::new();
    for run in words.windows(RUN.min(words.len()).max(1)) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    runs
}

/// Sums over pages.
#[derive(Default)]
struct Tally {
    precision: Vec<f64>,
    recall: Vec<f64>,
}

impl Tally {
    fn add(&mut self, expected: &HashMap<Vec<&str>, usize>, found: &HashMap<Vec<&str>, usize>) {
        let right: usize = found.iter().map(|(run, n)| *n.min(expected.get(run).unwrap_or(&0))).sum();
        let of = |all: &HashMap<Vec<&str>, usize>| Some(all.values().sum::<usize>()).filter(|&n| n > 0).map(|n| right as f64 / n as f64);
        self.precision.extend(of(found));
        self.recall.extend(of(expected));
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mean = |shares: &[f64]| shares.iter().sum::<f64>() / shares.len().max(1) as f64;
        let (p, r) = (mean(&self.precision), mean(&self.recall));
        write!(f, "P {p:.3} R {r:.3} F1 {:.3}", 2.0 * p * r / (p + r).max(f64::MIN_POSITIVE))
    }
}

//! Prints precision and recall on annotated articles, so that a gain or a loss is seen before it goes in.
//!
//! ```sh
//! cargo run --release --example score -- gold.jsonl
//! ```
//!
//! One JSON object a line: `text`, and what is annotated of `sentences` (spans, or their words in order), `quotes` (each with `speaker`), `nonquotes`
//! (marks nobody speaks through) and `attributions` (`source`, `content`, `kind`), every span a `start` and an `end` in
//! code points. A found span is right if it shares half of what the two cover with one that is annotated; spans are
//! compared without the marks and stops around them. Attributed content of another kind than the one asked for is
//! neither asked for nor wrong.

mod spans;

use serde_json::Value;
use spans::{Item, Matched, items, matched, trimmed};
use std::io::{self, Write as _};
use writethru::extract::{AttributionKind, Extract, QuotationKind, Reference, Speaker, extract};
use writethru::span::Span;
use writethru::text::Text;

fn main() -> io::Result<()> {
    let Some(path) = std::env::args().nth(1) else { return Err(io::Error::other("usage: score GOLD.jsonl")) };
    let mut tallies: Vec<(&str, Tally)> = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let gold: Value = serde_json::from_str(line)?;
        let Some(text) = gold["text"].as_str() else { continue };
        let characters: Vec<char> = text.chars().collect();
        let found = extract(Text::new(text), &Reference::default());
        let mut tally = |name: &'static str, matched: Matched| match tallies.iter_mut().find(|(n, _)| *n == name) {
            Some((_, tally)) => tally.add(matched),
            None => tallies.push((name, Tally::default().with(matched))),
        };
        if gold["sentences"].is_array() {
            let ours = found.sentences.iter().map(|s| item(&found, s.span, None)).collect();
            tally("sentences", matched(spans::sentences(&gold["sentences"], &characters), ours, &[], true));
        }
        if gold["quotes"].is_array() {
            let said = found.quotations.iter().filter(|q| q.kind != QuotationKind::Scare);
            let ours: Vec<Item> = said.flat_map(|q| q.parts.iter().map(|&p| item(&found, p, q.speaker.as_ref()))).collect();
            let ours = trimmed(ours, &characters);
            let traps = trimmed(items(&gold["nonquotes"], ""), &characters);
            let fallen = traps.iter().filter(|t| ours.iter().any(|o| 2 * o.shared(t) >= t.end - t.start)).count();
            tally("marks nobody speaks through, taken for quotations", Matched { right: fallen, gold: traps.len(), ..Matched::default() });
            tally("quotations", matched(trimmed(items(&gold["quotes"], "speaker"), &characters), ours, &[], false));
        }
        for (name, kind) in
            [("direct", AttributionKind::Direct), ("mixed", AttributionKind::Mixed), ("indirect", AttributionKind::Indirect)]
        {
            let Some(annotated) = gold["attributions"].as_array() else { continue };
            let of = |wanted: bool| {
                let some = annotated.iter().filter(|a| (a["kind"] == name) == wanted);
                trimmed(some.flat_map(spans::contents).collect(), &characters)
            };
            let ours = found.attributions.iter().flat_map(|a| a.content.iter().map(|&c| item(&found, c, a.source.as_ref())));
            let label = match kind {
                AttributionKind::Direct => "attributed content, direct",
                AttributionKind::Mixed => "attributed content, mixed",
                AttributionKind::Indirect => "attributed content, indirect",
            };
            tally(label, matched(of(true), trimmed(ours.collect(), &characters), &of(false), false));
        }
    }
    let mut out = io::stdout().lock();
    for (name, tally) in &tallies {
        writeln!(out, "{name}: {tally}")?;
    }
    Ok(())
}

/// A span of the text in code points, with who is said to say it.
fn item(found: &Extract, span: Span, speaker: Option<&Speaker>) -> Item {
    let (start, end) = (found.text.offset_start(span.start), found.text.offset_end(span.end));
    Item { start, end, speaker: speaker.map(|s| found.text.slice(s.span).to_string()) }
}

/// Counts over all articles.
#[derive(Default)]
struct Tally(Matched);

impl Tally {
    fn add(&mut self, more: Matched) {
        self.0.right += more.right;
        self.0.found += more.found;
        self.0.gold += more.gold;
        self.0.speakers += more.speakers;
        self.0.speakers_right += more.speakers_right;
    }

    fn with(mut self, more: Matched) -> Self {
        self.add(more);
        self
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let Matched { right, found, gold, speakers, speakers_right } = self.0;
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        if found == 0 {
            return write!(f, "{right} of {gold}");
        }
        let (p, r) = (share(right, found), share(right, gold));
        write!(
            f,
            "P {p:.3} R {r:.3} F1 {:.3} ({right} right, {found} found, {gold} annotated)",
            2.0 * p * r / (p + r).max(f64::MIN_POSITIVE)
        )?;
        if speakers > 0 {
            write!(f, ", found with the right speaker {:.3}", share(speakers_right, speakers))?;
        }
        Ok(())
    }
}

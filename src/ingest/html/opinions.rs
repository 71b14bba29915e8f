//! What two extractors take for the article: for each block of the page, how much of it each of them kept.
//!
//! Extractors re-write the tree they are given, so their answers are matched with the page by words: the runs of four words
//! that an answer holds, and its short blocks whole.

use super::outline::{Block, outline};
use dom_query::Document;
use dom_smoothie::Readability;
use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

/// Words that are compared at once. Fewer, and “he said on Monday” would be found everywhere.
const RUN: usize = 4;

/// What one extractor kept.
#[derive(Debug, Default)]
pub(super) struct Opinion {
    runs: FxHashSet<u64>,
    whole: FxHashSet<u64>,
    /// Characters without white space that it kept.
    ink: usize,
}

impl Opinion {
    fn of_html(html: &str) -> Self {
        let mut opinion = Self::default();
        let mut all: Vec<u64> = Vec::new();
        for block in outline(&Document::fragment(html)).blocks {
            let words = words(&block.text);
            opinion.whole.insert(hash(&words));
            opinion.ink += block.ink;
            all.extend(words);
        }
        opinion.runs = all.windows(RUN).map(|run| hash(&run)).collect();
        opinion
    }

    /// Whether nothing was kept.
    pub fn is_empty(&self) -> bool {
        self.ink == 0
    }

    /// How much of a block was kept, from 0 to 1.
    fn share(&self, block: &Block) -> f32 {
        self.share_of(&block.text)
    }

    fn share_of(&self, text: &str) -> f32 {
        let words = words(text);
        if words.is_empty() {
            return 0.0;
        }
        if words.len() < RUN {
            return if self.whole.contains(&hash(&words)) { 1.0 } else { 0.0 };
        }
        let runs = words.windows(RUN);
        let n = runs.len();
        let kept = runs.filter(|run| self.runs.contains(&hash(run))).count();
        kept as f32 / n as f32
    }
}

/// The words of a text, each as a number.
fn words(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| hash(&w)).collect()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What `trafilatura` keeps, set to leave out rather than to take in.
pub(super) fn first(clean: &str) -> Opinion {
    let options = Options::default()
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_fallback(true)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
    trafilatura::extract(clean, &options).map_or_else(|_| Opinion::default(), |found| Opinion::of_html(&found.content_html))
}

/// What `dom_smoothie`, after Readability, keeps.
pub(super) fn second(document: Document) -> Opinion {
    let config = dom_smoothie::Config { disable_json_ld: true, ..dom_smoothie::Config::default() };
    let Ok(mut readability) = Readability::with_document(document, None, Some(config)) else { return Opinion::default() };
    readability.parse().map_or_else(|_| Opinion::default(), |found| Opinion::of_html(&found.content))
}

/// What two extractors keep of each block of a page.
pub(super) struct Opinions {
    /// How much of each block the first and the second kept, from 0 to 1.
    pub shares: Vec<(f32, f32)>,
    /// Characters without white space that each kept.
    pub ink: (usize, usize),
}

impl Opinions {
    pub fn of(blocks: &[Block], first: &Opinion, second: &Opinion) -> Self {
        let shares = blocks.iter().map(|block| (first.share(block), second.share(block))).collect();
        Self { shares, ink: (first.ink, second.ink) }
    }

    /// How much of what either keeps both keep, from 0 to 1.
    pub fn agreement(&self, blocks: &[Block]) -> f32 {
        let (mut both, mut either) = (0.0, 0.0);
        for (block, (a, b)) in blocks.iter().zip(&self.shares) {
            both += a.min(*b) * block.ink as f32;
            either += a.max(*b) * block.ink as f32;
        }
        if either > 0.0 { both / either } else { 1.0 }
    }
}

/// What was read so far, to tell what comes again.
#[derive(Default)]
pub(super) struct Seen(Opinion);

/// A block of which this share of its runs stood before comes again.
const REPEATED: f32 = 0.85;

impl Seen {
    /// Whether a text stood in what was read, in one piece or several.
    pub fn holds(&self, text: &str) -> bool {
        self.0.share_of(text) >= REPEATED
    }

    /// A block is part of what was read from here on.
    pub fn add(&mut self, block: &Block) {
        let words = words(&block.text);
        self.0.runs.extend(words.windows(RUN).map(|run| hash(&run)));
        self.0.whole.insert(hash(&words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of seven words, “he said on Monday” is kept and words that stand in the article one by one are not.
    #[test]
    fn words_are_compared_four_at_once() {
        let opinion = Opinion::of_html("<p>The ferry sank at noon, he said on Monday.</p>");
        assert_eq!(opinion.share_of("It rained, he said on Monday evening."), 0.25);
        assert_eq!(opinion.share_of("At noon it rained on the ferry."), 0.0);
    }
}

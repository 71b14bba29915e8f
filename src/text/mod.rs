//! Raw text → [`Text`]: normalised, with its tokens, its blocks and the way back to the given characters.
//!
//! ```
//! use writethru::text::{BlockKind, Text};
//!
//! let text = Text::new("Ferry fire kills 12\n\nPORT ELLERY — The fire broke out at dawn, the coast guard said.\n");
//! assert_eq!(text.blocks()[0].kind, BlockKind::Headline);
//! assert_eq!(text.blocks()[1].kind, BlockKind::Dateline);
//! ```
//!
//! Laws: blocks do not overlap and stand in order; tokens lie in order and cover every character with ink;
//! [`Text::offset_start`] and [`Text::offset_end`] name positions of the given text in order.

mod blocks;
pub(crate) mod calendar;
pub mod fold;
pub(crate) mod furniture;
mod layout;
mod normalise;
pub(crate) mod notice_line;
mod shared;
mod tokens;

pub use blocks::{Block, BlockKind};
pub(crate) use shared::{Shared, earlier_of};
pub use tokens::{Case, Token, TokenKind};

use crate::span::Span;
use normalise::Normalised;
use std::ops::Range;

/// A news text, ready to be read: what was given, its normalised form, its tokens and its blocks.
#[derive(Clone, Debug)]
pub struct Text {
    given: String,
    normalised: Normalised,
    lower: String,
    tokens: Vec<Token>,
    blocks: Vec<Block>,
    points: CodePoints,
}

impl Text {
    /// Reads a text. Total: any string gives a `Text`, also an empty one.
    pub fn new(given: impl Into<String>) -> Self {
        Self::read(given.into(), None).0
    }

    /// The same, for a later revision of a text: what lines they share is taken over, and told.
    pub(crate) fn after(given: impl Into<String>, earlier: &Self) -> (Self, Vec<Shared>) {
        Self::read(given.into(), Some(earlier))
    }

    fn read(given: String, earlier: Option<&Self>) -> (Self, Vec<Shared>) {
        let normalised = normalise::normalise(&given);
        let normal = normalised.text.as_deref().unwrap_or(&given);
        let lower = lower_in_place(normal);
        let (tokens, shared) = earlier.map_or_else(|| (tokenise(normal), Vec::new()), |earlier| shared::tokenise(normal, earlier));
        let block_of = |tokens: &Range<usize>| earlier?.block_of(&earlier_of(&shared, tokens)?);
        let blocks = blocks::blocks(normal, &lower, &tokens, block_of);
        let points = CodePoints::of(&given);
        (Self { normalised, lower, tokens, blocks, points, given }, shared)
    }

    /// The normalised text, to which every [`Span`] refers.
    pub fn as_str(&self) -> &str {
        self.normalised.text.as_deref().unwrap_or(&self.given)
    }

    /// The text as it was given.
    pub fn given(&self) -> &str {
        &self.given
    }

    /// What stands at `span` in the normalised text.
    pub fn slice(&self, span: Span) -> &str {
        &self.as_str()[span.start..span.end]
    }

    /// What stands at `span` in the text as it was given.
    pub fn given_slice(&self, span: Span) -> &str {
        if span.is_empty() {
            return "";
        }
        &self.given[self.normalised.given_start(&self.given, span.start)..self.normalised.given_end(&self.given, span.end)]
    }

    /// The same bytes as [`Text::as_str`], in lower case (letters whose lower case has another length stay).
    pub fn lower(&self) -> &str {
        &self.lower
    }

    /// The offset, in Unicode code points of the given text, of a span that starts at byte `at`.
    pub fn offset_start(&self, at: usize) -> usize {
        self.points.of_byte(&self.given, self.normalised.given_start(&self.given, at))
    }

    /// The offset, in Unicode code points of the given text, of a span that ends at byte `at`.
    pub fn offset_end(&self, at: usize) -> usize {
        self.points.of_byte(&self.given, self.normalised.given_end(&self.given, at))
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The lower-case form of token `k`.
    pub fn word(&self, k: usize) -> &str {
        let t = self.tokens[k].span();
        &self.lower[t.start..t.end]
    }

    /// The token `k` as it stands in the normalised text.
    pub fn token(&self, k: usize) -> &str {
        self.slice(self.tokens[k].span())
    }

    /// The span from the first to the last of a range of tokens; empty for an empty range.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() {
            return Span::default();
        }
        Span::new(self.tokens[tokens.start].start(), self.tokens[tokens.end - 1].end())
    }

    /// The tokens that begin inside `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let from = self.tokens.partition_point(|t| t.start() < span.start);
        let to = from + self.tokens[from..].partition_point(|t| t.start() < span.end);
        from..to
    }

    /// Whether nothing stands between token `k` and the one before it.
    pub fn is_glued(&self, k: usize) -> bool {
        k > 0 && k < self.tokens.len() && self.tokens[k - 1].end() == self.tokens[k].start()
    }

    /// The blocks, in order: headline, paragraphs, captions and the rest.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The block of exactly these tokens.
    pub(crate) fn block_of(&self, tokens: &Range<usize>) -> Option<&Block> {
        let next = self.blocks.partition_point(|block| block.tokens.start < tokens.start);
        self.blocks.get(next).filter(|block| block.tokens == *tokens)
    }

    /// The block in which byte `at` of the normalised text stands; nothing between two blocks.
    pub fn block_at(&self, at: usize) -> Option<&Block> {
        let next = self.blocks.partition_point(|block| block.span.start <= at);
        self.blocks[..next].last().filter(|block| at < block.span.end)
    }

    /// The number of words and numbers.
    pub fn n_words(&self) -> usize {
        self.tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)).count()
    }
}

/// Splits any string, normalised or not, into tokens.
pub(crate) fn tokenise(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    tokens::tokenise(text, 0, &mut tokens);
    tokens
}

/// Splits any string into what a reader takes for one word or mark: `co-worker`, `Berg’s`, `$1.1bn`, `6.4%` and
/// `example.com` are one each.
pub(crate) fn whole_words(text: &str) -> Vec<Span> {
    let tokens = tokenise(text);
    let mut words: Vec<Span> = Vec::with_capacity(tokens.len());
    for (k, token) in tokens.iter().enumerate() {
        match words.last_mut() {
            Some(word) if k > 0 && belongs(text, &tokens, k) => word.end = token.end(),
            _ => words.push(token.span()),
        }
    }
    words
}

/// Whether token `k` is part of the same word as the one before it.
fn belongs(text: &str, tokens: &[Token], k: usize) -> bool {
    let glued = |k: usize| tokens[k - 1].end() == tokens[k].start();
    let inked = |k: usize| tokens[k].kind != TokenKind::Punctuation;
    // `-`, `/` and `.` join what stands on both sides of them without a space.
    let joins = |k: usize| {
        k > 0 && k + 1 < tokens.len() && glued(k) && glued(k + 1) && inked(k - 1) && inked(k + 1) && {
            let mark = tokens[k].span();
            let next = text[tokens[k + 1].start()..].chars().next();
            match &text[mark.start..mark.end] {
                "-" | "‐" | "‑" | "/" | "_" => true,
                "–" => tokens[k - 1].kind == TokenKind::Number && tokens[k + 1].kind == TokenKind::Number,
                "." => next.is_some_and(|c| c.is_lowercase() || c.is_numeric()),
                _ => false,
            }
        }
    };
    glued(k) && (inked(k - 1) && inked(k) || joins(k) || joins(k - 1))
}

/// Lower case, byte for byte in step with `text`.
fn lower_in_place(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let Some(mut at) = next_cased(lower.as_bytes()) else { return lower };
    let mut out = String::with_capacity(lower.len());
    let mut rest = lower.as_str();
    // From one letter that could have a case to the next.
    loop {
        let (plain, from) = rest.split_at(at);
        let Some(c) = from.chars().next() else { break };
        let mut folded = c.to_lowercase();
        out.push_str(plain);
        match (folded.next(), folded.next()) {
            (Some(l), None) if l.len_utf8() == c.len_utf8() => out.push(l),
            _ => out.push(c),
        }
        rest = &from[c.len_utf8()..];
        let Some(next) = next_cased(rest.as_bytes()) else { break };
        at = next;
    }
    out.push_str(rest);
    out
}

/// Where the first character stands that is not ASCII and could have a case: the marks and dashes of print (lead byte E2) and
/// C2's signs have none, and most texts hold nothing else.
fn next_cased(bytes: &[u8]) -> Option<usize> {
    let is_cased = |b: u8| (b >= 0xC3) & (b != 0xE2);
    let chunks = bytes.chunks(64);
    // Without a branch inside, so that a chunk is a few steps for the machine.
    let (n, chunk) = chunks.enumerate().find(|(_, chunk)| chunk.iter().fold(false, |cased, &b| cased | is_cased(b)))?;
    Some(n * 64 + chunk.iter().position(|&b| is_cased(b))?)
}

/// Counts of code points, so that a byte offset becomes one in constant time.
#[derive(Clone, Debug, Default)]
struct CodePoints {
    /// Code points before every `STRIDE`th byte; empty for ASCII, where the two are the same.
    before: Vec<u32>,
}

impl CodePoints {
    /// Bytes between two counts: a look-up counts fewer than this. Every span that is reported is looked up twice.
    const STRIDE: usize = 16;

    fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::default();
        }
        let mut before = Vec::with_capacity(text.len() / Self::STRIDE + 1);
        let mut n = 0;
        for chunk in text.as_bytes().chunks(Self::STRIDE) {
            before.push(n);
            n += Self::starts(chunk);
        }
        before.push(n);
        Self { before }
    }

    /// How many code points begin in fewer than 256 bytes.
    fn starts(bytes: &[u8]) -> u32 {
        let count = |bytes: &[u8]| bytes.iter().fold(0_u8, |n, &b| n + u8::from(b & 0xC0 != 0x80));
        // A whole stride is one step for the machine.
        u32::from(
            bytes.first_chunk::<{ Self::STRIDE }>().filter(|_| bytes.len() == Self::STRIDE).map_or_else(|| count(bytes), |b| count(b)),
        )
    }

    fn of_byte(&self, text: &str, at: usize) -> usize {
        if self.before.is_empty() {
            return at;
        }
        let k = at / Self::STRIDE;
        (self.before[k] + Self::starts(&text.as_bytes()[k * Self::STRIDE..at])) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_code_points_of_the_given_text() {
        let given = "\u{FEFF}“Nous partons”, dit-elle à Évrane.";
        let text = Text::new(given);
        let at = text.as_str().find("Évrane").expect("there");
        let (start, end) = (text.offset_start(at), text.offset_end(at + "Évrane".len()));
        assert_eq!(given.chars().skip(start).take(end - start).collect::<String>(), "Évrane");
    }

    #[test]
    fn a_place_stands_in_its_block_or_between_two() {
        let text = Text::new("Pier opens\n\nIt opened.");
        let at = |word: &str| text.as_str().find(word).expect("there");
        let block = |place: usize| text.block_at(place).map(|block| text.slice(block.span));
        assert_eq!(block(at("Pier")), Some("Pier opens"));
        assert_eq!(block(at("opens")), Some("Pier opens"));
        assert_eq!(block(at("It")), Some("It opened."));
        assert_eq!(block(at("It") - 1), None);
        assert_eq!(block(text.as_str().len()), None);
    }

    #[test]
    fn lower_case_keeps_step() {
        let text = Text::new("İnönü SAID. ÉVRANE");
        assert_eq!(text.lower().len(), text.as_str().len());
        assert!(text.lower().contains("said") && text.lower().contains("évrane"));
    }

    #[test]
    fn compounds_are_whole_words() {
        let text = "Berg’s co-worker paid $1.1bn (6.4%) to example.com in 2030–31 — and/or left. “No.”";
        let shown: Vec<&str> = whole_words(text).iter().map(|w| &text[w.start..w.end]).collect();
        let expected = "Berg’s co-worker paid $1.1bn ( 6.4% ) to example.com in 2030–31 — and/or left . “ No . ”";
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn nothing_is_a_text() {
        let text = Text::new("");
        assert!(text.blocks().is_empty() && text.tokens().is_empty());
        assert_eq!(text.offset_end(0), 0);
    }
}

//! Which words of one article are names: those it writes with a capital where none is due.
//!
//! The first word of a sentence has a capital anyway, and so has every word of a title. The same word in the middle of
//! a sentence settles it, for this article, better than any list (Mikheev 1999, “A knowledge-free method for
//! capitalized word disambiguation”).

use super::super::Sentence;
use super::super::bits::Bits;
use super::super::lexicon::Tag;
use super::super::words::Words;
use super::lists::Lengths;
use crate::text::{BlockKind, Case, TokenKind, fold};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::ops::Range;

/// A line is in title case from this share of its longer words with a capital, in tenths.
const TITLED_TENTHS: usize = 6;
/// A paragraph, where names may be many, only from this share of all its words.
const SHOUTED_TENTHS: usize = 9;
/// Below this many words counted a line says nothing about its case.
const MIN_COUNTED: usize = 3;
/// About one token in so many is a word with a capital.
const CAPITALS: usize = 6;
/// Shorter words of a title (“of”, “the”) may be in lower case.
const LONG_WORD: usize = 4;

/// The capitals of one article.
pub(super) struct Evidence<'t> {
    /// The words, and whether one stands alone, with no other capital beside it.
    capitals: FxHashMap<&'t str, bool>,
    lower: FxHashMap<&'t str, bool>,
    /// The words with a capital, as token numbers.
    positions: Vec<usize>,
    lines: Vec<Line>,
}

/// What is known of one sentence.
struct Line {
    /// Its words with a capital, as places in `positions`.
    capitals: Range<usize>,
    /// Whether its capitals prove nothing.
    is_titled: bool,
}

impl<'t> Evidence<'t> {
    /// Collects the words written with a capital in the middle of a sentence of running text.
    pub(super) fn of(words: &Words<'t>, sentences: &[Sentence]) -> Self {
        let mut positions = Vec::with_capacity(words.len() / CAPITALS);
        positions.extend(Bits::with_any(words.tags(), &[Tag::Capital]).within(0..words.len()));
        let mut capitals: FxHashMap<&'t str, bool> = FxHashMap::with_capacity_and_hasher(positions.len() / 2, FxBuildHasher);
        let mut lines = Vec::with_capacity(sentences.len());
        let mut from = 0;
        for sentence in sentences {
            from += positions[from..].partition_point(|&k| k < sentence.tokens.start);
            let to = from + positions[from..].partition_point(|&k| k < sentence.tokens.end);
            let line = Line { capitals: from..to, is_titled: is_titled(words, sentence, to - from) };
            if !line.is_titled && from < to {
                let first = first_word(words, sentence);
                for n in line.capitals.clone().filter(|&n| !is_weak(words, positions[n], first)) {
                    let k = positions[n];
                    let alone = (n == 0 || positions[n - 1] + 1 < k) && positions.get(n + 1).is_none_or(|&next| next > k + 1);
                    let alone = alone && words.lower(k + 1) != "and";
                    *capitals.entry(words.lower(k)).or_default() |= alone;
                }
            }
            lines.push(line);
            from = to;
        }
        Self { positions, capitals, lower: FxHashMap::default(), lines }
    }

    /// Whether every longer word of a sentence has a capital, so that capitals prove nothing.
    pub(super) fn is_titled(&self, sentence: usize) -> bool {
        self.lines[sentence].is_titled
    }

    /// The words with a capital of a sentence.
    pub(super) fn capitals_of(&self, sentence: usize) -> &[usize] {
        &self.positions[self.lines[sentence].capitals.clone()]
    }

    /// Whether the word stands with a capital in the middle of a sentence somewhere.
    pub(super) fn is_capital(&self, word: &str) -> bool {
        self.capitals.contains_key(word)
    }

    /// Whether it stands so without another capital beside it.
    pub(super) fn is_alone(&self, word: &str) -> bool {
        self.capitals.get(word).copied().unwrap_or(false)
    }

    /// Looks which of some doubtful words also stand in lower case.
    pub(super) fn look_for_lower(&mut self, words: &Words<'t>, doubtful: impl Iterator<Item = &'t str>) {
        self.lower = doubtful.map(|w| (w, false)).collect();
        if self.lower.is_empty() {
            return;
        }
        let lengths = Lengths::of(self.lower.keys().copied());
        let text = words.text.lower();
        for token in words.text.tokens() {
            let span = token.span();
            if lengths.has(text.as_bytes()[span.start], span.len())
                && token.kind == TokenKind::Word
                && token.case == Case::Lower
                && let Some(seen) = self.lower.get_mut(&text[span.start..span.end])
            {
                *seen = true;
            }
        }
    }

    /// Whether a doubtful word also stands in lower case.
    pub(super) fn is_lower(&self, word: &str) -> bool {
        self.lower.get(word).copied().unwrap_or(false)
    }
}

/// The first word of a sentence.
pub(super) fn first_word(words: &Words, sentence: &Sentence) -> usize {
    sentence.tokens.clone().find(|&k| words.is_word(k)).unwrap_or(sentence.tokens.end)
}

/// Whether every longer word of a sentence has a capital, so that capitals prove nothing.
fn is_titled(words: &Words, sentence: &Sentence, capitals: usize) -> bool {
    if capitals * 3 < sentence.tokens.len() {
        return false; // also of a title: its short words and its marks are not as many
    }
    let kind = words.text.blocks().get(sentence.block).map_or(BlockKind::Paragraph, |b| b.kind);
    let (tenths, min_len) = match kind {
        BlockKind::Headline | BlockKind::AlternativeHeadline | BlockKind::Heading => (TITLED_TENTHS, LONG_WORD),
        BlockKind::Byline | BlockKind::Credit | BlockKind::Dateline => return false,
        _ => (SHOUTED_TENTHS, 1),
    };
    let tokens = words.text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    let (mut counted, mut capital) = (0, 0);
    for token in tokens {
        if token.kind == TokenKind::Word && token.span().len() >= min_len {
            counted += 1;
            capital += usize::from(token.case != Case::Lower);
        }
    }
    counted >= MIN_COUNTED && capital * 10 >= counted * tenths
}

/// Whether token `k` would have a capital in any case: it opens a sentence, a quotation or what follows a colon.
pub(super) fn is_weak(words: &Words, k: usize, first: usize) -> bool {
    if k <= first {
        return true;
    }
    let Some(before) = words.token(k - 1).filter(|t| t.kind == TokenKind::Punctuation) else { return false };
    let text = words.text.as_str();
    let mark = text[before.start()..].chars().next().unwrap_or(' ');
    match mark {
        ':' | '?' | '!' | '…' | '•' | '*' => true,
        // “Mr.” and “J.” go on; any other stop inside a sentence is one the segmenter let pass.
        '.' => k >= 2 && words.entry(k - 2).abbreviation.is_none() && words.token(k - 2).is_some_and(|t| t.span().len() > 1),
        _ => fold::is_quotation_mark(mark) && words.text.is_glued(k),
    }
}

//! Where the words of a stretch stand in another text: an index of sentences by their words.
//!
//! Looking for 80% of a claim's words in every sentence of the other text would take time in the product of both
//! lengths. A sentence that holds so large a share must hold one of the claim's rarest words, so only the sentences
//! that do are looked at: the answer is the same, the work nearly linear.

use super::passage::Side;
use crate::extract::lexicon::Tag;
use crate::span::Span;
use crate::text::TokenKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// At most this many sentences are looked at for one stretch; a word that stands in more is no help.
const MAX_CANDIDATES: usize = 400;

/// A text of at most this many sentences is looked through whole: an index would cost more than it saves.
const SCANNED: usize = 160;

/// So many comparisons of two words are cheaper than a hash table.
pub(super) const MAX_SCANNED: usize = 4_096;

/// Words that join others and are no sign that a claim lives on. Words that turn a claim round or weaken it (“not”, “may”,
/// “nearly”) and words that ask are signs: “The pool may not open” does not live on in “The pool will open”. That makes
/// the set smaller than [`Words::is_little`](crate::extract::words::Words::is_little).
const JOINTS: &[Tag] = &[
    Tag::Determiner,
    Tag::Pronoun,
    Tag::Possessive,
    Tag::Preposition,
    Tag::Conjunction,
    Tag::Subordinator,
    Tag::Relative,
    Tag::Be,
    Tag::Have,
    Tag::Do,
];

/// Which words of a sentence count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Words of content, quoted or not.
    Content,
    /// All words outside quotations.
    Unquoted,
}

/// The words of every sentence of a text, and the sentences of every word.
#[derive(Debug)]
pub(super) struct Lookup {
    /// The words of all sentences, one sentence after the other.
    words: Vec<u64>,
    sentences: Vec<Range<usize>>,
    /// For every sentence one bit for each of its words; two words may share one.
    bits: Vec<u64>,
    postings: FxHashMap<u64, Vec<u32>>,
}

/// The bit of a word, of the 64 of its sentence.
fn bit(word: u64) -> u64 {
    1 << (word >> 58)
}

/// The words of content in a stretch.
pub(super) fn content_words(side: &Side, span: Span) -> Vec<u64> {
    content_words_in(side, side.extract.text.tokens_in(span)).collect()
}

fn content_words_in(side: &Side, tokens: Range<usize>) -> impl Iterator<Item = u64> {
    let is_content = |&k: &usize| matches!(side.words.kind(k), Some(TokenKind::Word | TokenKind::Number)) && !side.words.any(k, JOINTS);
    tokens.filter(is_content).map(|k| side.extract.forms()[k])
}

impl Lookup {
    /// Indexes the sentences of a text.
    pub(super) fn of(side: &Side, which: Which) -> Self {
        let mut lookup = Self { words: Vec::new(), sentences: Vec::new(), bits: Vec::new(), postings: FxHashMap::default() };
        for sentence in &side.extract.sentences {
            let from = lookup.words.len();
            match which {
                Which::Content => lookup.words.extend(content_words_in(side, sentence.tokens.clone())),
                Which::Unquoted => {
                    let is_quoted = side.says_any(sentence.span);
                    let is_inked = |k: usize| side.words.kind(k) != Some(TokenKind::Punctuation);
                    let unquoted = sentence.tokens.clone().filter(|&k| is_inked(k) && !(is_quoted && side.is_said(k)));
                    lookup.words.extend(unquoted.map(|k| side.extract.forms()[k]));
                }
            }
            lookup.bits.push(lookup.words[from..].iter().fold(0, |bits, &word| bits | bit(word)));
            lookup.sentences.push(from..lookup.words.len());
        }
        if lookup.sentences.len() > SCANNED {
            lookup.index();
        }
        lookup
    }

    fn index(&mut self) {
        for (s, words) in self.sentences.iter().enumerate() {
            let s = u32::try_from(s).unwrap_or(u32::MAX);
            for word in &self.words[words.clone()] {
                let list = self.postings.entry(*word).or_default();
                if list.last() != Some(&s) {
                    list.push(s);
                }
            }
        }
    }

    /// The words of a sentence.
    pub(super) fn words(&self, sentence: usize) -> &[u64] {
        &self.words[self.sentences[sentence].clone()]
    }

    /// How many of `words` a sentence has at the most: a glance that spares nearly all sentences a closer look.
    pub(super) fn most_held(&self, sentence: usize, words: &[u64]) -> usize {
        let bits = self.bits[sentence];
        words.iter().filter(|&&word| bits & bit(word) != 0).count()
    }

    /// How many of `words` a sentence has.
    pub(super) fn n_held(&self, sentence: usize, words: &[u64]) -> usize {
        let there = self.words(sentence);
        if words.len() * there.len() <= MAX_SCANNED {
            return words.iter().filter(|w| there.contains(w)).count();
        }
        let there: FxHashSet<u64> = there.iter().copied().collect();
        words.iter().filter(|w| there.contains(w)).count()
    }

    /// The sentences that can hold at least `share` of `words`: those with one of the rarest of them.
    pub(super) fn candidates(&self, words: &[u64], share: f64) -> Vec<usize> {
        if self.sentences.len() <= SCANNED {
            return (0..self.sentences.len()).collect();
        }
        let mut lists: Vec<&[u32]> = words.iter().map(|w| self.postings.get(w).map_or(&[][..], Vec::as_slice)).collect();
        lists.sort_by_key(|l| l.len());
        // A sentence that lacks all of these lacks more than it may.
        let needed = ((1.0 - share) * words.len() as f64).floor() as usize + 1;
        let mut out: Vec<usize> = Vec::new();
        for list in lists.into_iter().take(needed) {
            out.extend(list.iter().take(MAX_CANDIDATES).map(|&s| s as usize));
            if out.len() > MAX_CANDIDATES {
                break;
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

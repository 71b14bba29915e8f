//! Where the words of a stretch stand in another text: an index of sentences by their words.
//!
//! Looking for 80% of a claim's words in every sentence of the other text would take time in the product of both
//! lengths. A sentence that holds so large a share must hold one of the claim's rarest words, so only the sentences
//! that do are looked at: the answer is the same, the work nearly linear.

use super::passage::Side;
use crate::extract::lexicon::Tag;
use crate::span::Span;
use crate::text::{TokenKind, fold};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

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
    sentences: Vec<Vec<u64>>,
    postings: FxHashMap<u64, Vec<u32>>,
}

/// A word's comparable form, hashed.
pub(super) fn word_hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    fold::key(word).hash(&mut hasher);
    hasher.finish()
}

/// The words of content in a stretch.
pub(super) fn content_words(side: &Side, span: Span) -> Vec<u64> {
    let text = &side.extract.text;
    text.tokens_in(span)
        .filter(|&k| matches!(side.words.kind(k), Some(TokenKind::Word | TokenKind::Number)) && !side.words.any(k, JOINTS))
        .map(|k| word_hash(text.word(k)))
        .collect()
}

impl Lookup {
    /// Indexes the sentences of a text.
    pub(super) fn of(side: &Side, which: Which) -> Self {
        let words = |span: Span| match which {
            Which::Content => content_words(side, span),
            Which::Unquoted => {
                let tokens = side.extract.text.tokens_in(span);
                tokens
                    .filter(|&k| !side.is_said(k) && side.words.kind(k) != Some(TokenKind::Punctuation))
                    .map(|k| word_hash(side.words.lower(k)))
                    .collect()
            }
        };
        let sentences: Vec<Vec<u64>> = side.extract.sentences.iter().map(|s| words(s.span)).collect();
        let mut postings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        if sentences.len() <= SCANNED {
            return Self { sentences, postings };
        }
        for (s, words) in sentences.iter().enumerate() {
            let s = u32::try_from(s).unwrap_or(u32::MAX);
            for word in words {
                let list = postings.entry(*word).or_default();
                if list.last() != Some(&s) {
                    list.push(s);
                }
            }
        }
        Self { sentences, postings }
    }

    /// The words of a sentence.
    pub(super) fn words(&self, sentence: usize) -> &[u64] {
        &self.sentences[sentence]
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

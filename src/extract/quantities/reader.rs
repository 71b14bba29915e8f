//! A stretch of tokens, as the rules of quantities look at it: no word stands outside of it.

use super::lexicon::{Lexicon, Numeral};
use crate::span::Span;
use crate::text::{Case, Text, TokenKind};

/// Tokens `from..to` of a text, and the tables.
pub(super) struct Reader<'t> {
    pub(super) text: &'t Text,
    pub(super) lexicon: &'static Lexicon,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A counted noun has at most this many words before it here: “all new full-time staff members”.
const MAX_ADJECTIVES: usize = 3;

/// Whether a word joins two parts of a compound.
fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‐" | "‑")
}

impl<'t> Reader<'t> {
    fn reads(&self, k: usize) -> bool {
        self.from <= k && k < self.to
    }

    /// The lower-case form of token `k`; empty outside.
    pub(super) fn word(&self, k: usize) -> &'t str {
        if self.reads(k) { self.text.word(k) } else { "" }
    }

    /// The word `n` tokens before token `k`; empty outside.
    pub(super) fn back(&self, k: usize, n: usize) -> &'t str {
        k.checked_sub(n).map_or("", |k| self.word(k))
    }

    pub(super) fn is(&self, k: usize, kind: TokenKind) -> bool {
        self.reads(k) && self.text.tokens()[k].kind == kind
    }

    pub(super) fn case(&self, k: usize) -> Case {
        if self.reads(k) { self.text.tokens()[k].case } else { Case::Lower }
    }

    /// Whether nothing stands between token `k` and the one before it.
    pub(super) fn is_glued(&self, k: usize) -> bool {
        self.reads(k) && k > self.from && self.text.is_glued(k)
    }

    /// Whether token `k` is a hyphen with something joined to it on both sides.
    pub(super) fn is_hyphen(&self, k: usize) -> bool {
        is_hyphen(self.word(k)) && self.is_glued(k) && self.is_glued(k + 1)
    }

    /// `k`, or the token behind it if it is a joining hyphen.
    pub(super) fn past_hyphen(&self, k: usize) -> usize {
        k + usize::from(self.is_hyphen(k))
    }

    /// What the tables say of token `k` as a numeral.
    pub(super) fn numeral(&self, k: usize) -> Option<&'static Numeral> {
        if self.is(k, TokenKind::Word) { self.lexicon.numerals.get(self.word(k)) } else { None }
    }

    /// Whether `words` stand at token `k`; a hyphen among them stands for any hyphen that joins.
    pub(super) fn stands(&self, words: &[&str], k: usize) -> bool {
        words.iter().enumerate().all(|(n, &w)| if w == "-" { self.is_hyphen(k + n) } else { self.word(k + n) == w })
    }

    /// Whether `words` stand right before token `k`.
    pub(super) fn stand_before(&self, words: &[&str], k: usize) -> bool {
        k.checked_sub(words.len()).is_some_and(|at| self.stands(words, at))
    }

    /// Whether token `k` is the second part of a compound: the `19` of `Mark-19`, the `16` of `5/16`.
    pub(super) fn is_inside_compound(&self, k: usize) -> bool {
        if !self.is_glued(k) {
            return false;
        }
        match self.back(k, 1) {
            "@" => true,
            "/" | "_" | "." | "," | ":" | "&" | "=" | "·" => self.is_glued(k - 1),
            w if is_hyphen(w) => self.is_glued(k - 1) && k >= 2 && self.is(k - 2, TokenKind::Word),
            _ => self.is(k - 1, TokenKind::Word),
        }
    }

    /// The token behind everything that is joined to token `k`.
    pub(super) fn past_compound(&self, k: usize) -> usize {
        let joins = |k: usize| matches!(self.word(k), "/" | "-" | "‐" | "‑" | "–" | "_" | ":") && self.is_glued(k + 1);
        let mut end = k + 1;
        while self.is_glued(end) && (self.is(end, TokenKind::Word) || self.is(end, TokenKind::Number) || joins(end)) {
            end += 1;
        }
        end
    }

    /// Whether the words from token `k` on lead to a plural: “12 newly armed men”.
    pub(super) fn plural_follows(&self, k: usize) -> bool {
        self.plural_within(k, MAX_ADJECTIVES)
    }

    /// Whether at most `adjectives` words from token `k` on lead to a plural.
    pub(super) fn plural_within(&self, k: usize, adjectives: usize) -> bool {
        let mut at = k;
        for _ in 0..=adjectives {
            let word = self.word(at);
            if !self.is(at, TokenKind::Word) || self.is_glued(at) && !is_hyphen(self.back(at, 1)) {
                return false;
            }
            match self.lexicon.plurals.get(word) {
                Some(&is_plural) => return is_plural,
                None if is_plural(word) => return true,
                None => at = self.past_hyphen(at + 1),
            }
        }
        false
    }

    /// The span of tokens `from..to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        self.text.span_of(from..to)
    }
}

/// Whether a word ends like a plural.
fn is_plural(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("’s")
}

/// Whether a word opens a group of nouns.
pub(super) fn is_determiner(word: &str) -> bool {
    matches!(word, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "your" | "my" | "this" | "that" | "these")
        || matches!(word, "those" | "whose" | "each" | "every" | "what" | "’s" | "'s" | "’" | "very")
}

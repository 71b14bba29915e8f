//! Tokens → calendar days and clock times: what running text and the stamps of notices have in common.
//!
//! [`day`] reads a day by its date in every style, [`clock`] a time of day with its zone. Neither knows what the
//! sentence is about: [`dates`](super::dates) and [`notices`](super::notices) decide that.

pub(super) mod clock;
pub(super) mod day;

use super::Reference;
use crate::text::calendar::{self, Word};
use crate::text::{Case, Text, TokenKind, fold};
use std::ops::Range;

/// A stretch of tokens to read, with what dates are measured from. Positions outside read as nothing.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'t> {
    pub text: &'t Text,
    pub from: usize,
    pub to: usize,
    pub reference: &'t Reference,
}

impl<'t> Stretch<'t> {
    pub fn new(text: &'t Text, tokens: Range<usize>, reference: &'t Reference) -> Self {
        let to = tokens.end.min(text.tokens().len());
        Self { text, from: tokens.start.min(to), to, reference }
    }

    fn holds(&self, k: usize) -> bool {
        self.from <= k && k < self.to
    }

    /// Token `k` in lower case.
    pub fn lower(&self, k: usize) -> &'t str {
        if self.holds(k) { self.text.word(k) } else { "" }
    }

    /// The token before `k` in lower case.
    pub fn before(&self, k: usize) -> &'t str {
        k.checked_sub(1).map_or("", |k| self.lower(k))
    }

    pub fn is(&self, k: usize, word: &str) -> bool {
        self.lower(k) == word
    }

    /// Whether token `k` is one of some words.
    pub fn any(&self, k: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(k))
    }

    /// Whether token `k` is a word.
    pub fn is_word(&self, k: usize) -> bool {
        self.holds(k) && self.text.tokens()[k].kind == TokenKind::Word
    }

    pub fn is_number(&self, k: usize) -> bool {
        self.holds(k) && self.text.tokens()[k].kind == TokenKind::Number
    }

    /// Whether token `k` is written with a capital first.
    pub fn is_capital(&self, k: usize) -> bool {
        self.holds(k) && self.text.tokens()[k].case != Case::Lower
    }

    pub fn is_upper(&self, k: usize) -> bool {
        self.holds(k) && self.text.tokens()[k].case == Case::Upper
    }

    /// Whether nothing stands between token `k` and the one before it.
    pub fn is_glued(&self, k: usize) -> bool {
        self.holds(k) && self.text.is_glued(k)
    }

    pub fn is_dash(&self, k: usize) -> bool {
        self.lower(k).chars().next().is_some_and(fold::is_dash)
    }

    /// What the calendar says of token `k`.
    pub fn calendar(&self, k: usize) -> Option<Word> {
        if self.is_word(k) { calendar::word(self.text.word(k)) } else { None }
    }

    /// A whole number of at most four digits.
    pub fn int(&self, k: usize) -> Option<u32> {
        let digits = self.lower(k);
        (digits.len() <= 4 && self.is_number(k)).then(|| digits.parse().ok()).flatten()
    }

    /// A year of four digits.
    pub fn year(&self, k: usize) -> Option<i32> {
        let year = self.int(k).filter(|_| self.lower(k).len() == 4)?;
        (1000..=2199).contains(&year).then(|| year.cast_signed())
    }

    /// The token after a full stop at `k`, or `k`.
    pub fn skip(&self, k: usize, mark: &str) -> usize {
        if self.is(k, mark) { k + 1 } else { k }
    }
}

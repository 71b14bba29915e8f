//! A text's tokens with what the word lists know of each.

use super::Extract;
use super::lexicon::{Abbreviation, CueEntry, Entry, Tag, lexicon};
use crate::text::{Case, Text, Token, TokenKind, fold};
use std::borrow::Cow;
use std::ops::Range;

/// The tokens of a text, looked up once.
#[derive(Debug)]
pub struct Words<'t> {
    /// The text.
    pub text: &'t Text,
    entries: Cow<'t, [Entry]>,
}

impl<'t> Words<'t> {
    /// Looks up every token of a text.
    pub fn of(text: &'t Text) -> Self {
        let lexicon = lexicon();
        let look_up = |(k, token): (usize, &Token)| match token.kind {
            TokenKind::Word => {
                let word = text.word(k);
                if word.is_ascii() && !word.ends_with('.') {
                    lexicon.get(word)
                } else {
                    // U.S., a.m. are listed without their last stop; ’ is listed as '.
                    lexicon.get(&word.trim_end_matches('.').replace(fold::is_single_mark, "'"))
                }
            }
            _ => Entry::default(),
        };
        Self { text, entries: Cow::Owned(text.tokens().iter().enumerate().map(look_up).collect()) }
    }

    /// The tokens of an extract, which were looked up when it was made.
    pub fn of_extract(extract: &'t Extract) -> Self {
        if extract.entries.len() == extract.text.tokens().len() {
            Self { text: &extract.text, entries: Cow::Borrowed(&extract.entries) }
        } else {
            Self::of(&extract.text)
        }
    }

    /// What was looked up, to be kept.
    pub(super) fn into_entries(self) -> Vec<Entry> {
        self.entries.into_owned()
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What is known of token `k`; nothing for a position past the end.
    pub fn entry(&self, k: usize) -> Entry {
        self.entries.get(k).copied().unwrap_or_default()
    }

    /// Whether token `k` has a property.
    pub fn has(&self, k: usize, tag: Tag) -> bool {
        self.entries.get(k).is_some_and(|e| e.tags.has(tag))
    }

    /// Whether token `k` has any of some properties.
    pub fn any(&self, k: usize, tags: &[Tag]) -> bool {
        self.entries.get(k).is_some_and(|e| e.tags.any(tags))
    }

    /// Whether token `k` carries little by itself: a word of grammar (“the”, “of”, “will”, “not”) or an adverb.
    pub fn is_little(&self, k: usize) -> bool {
        self.any(k, Tag::GRAMMAR) || self.has(k, Tag::Adverb)
    }

    /// The abbreviation that token `k` is, written as it has to be.
    pub fn abbreviation(&self, k: usize) -> Option<Abbreviation> {
        let entry = self.entry(k);
        entry.abbreviation.filter(|_| entry.abbreviation_capital.is_none_or(|capital| capital == self.is_capital(k)))
    }

    /// The cue verb that token `k` is a form of.
    pub fn cue(&self, k: usize) -> Option<&'static CueEntry> {
        self.entry(k).cue.map(|c| lexicon().cue(c))
    }

    /// Token `k` in lower case; empty for a position past the end.
    pub fn lower(&self, k: usize) -> &'t str {
        if k < self.len() { self.text.word(k) } else { "" }
    }

    /// Token `k`, if there is one.
    pub fn token(&self, k: usize) -> Option<&'t Token> {
        self.text.tokens().get(k)
    }

    /// The kind of token `k`.
    pub fn kind(&self, k: usize) -> Option<TokenKind> {
        self.token(k).map(|t| t.kind)
    }

    /// Whether token `k` is a word written with a capital first.
    pub fn is_capital(&self, k: usize) -> bool {
        self.token(k).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower)
    }

    /// Whether token `k` is a word.
    pub fn is_word(&self, k: usize) -> bool {
        self.kind(k) == Some(TokenKind::Word)
    }

    /// Whether the lower-case tokens from `k` on are `phrase`.
    pub fn stands(&self, k: usize, phrase: &[&str]) -> bool {
        phrase.iter().enumerate().all(|(n, w)| self.lower(k + n) == *w)
    }

    /// Whether a finite verb or auxiliary stands among `range`.
    pub fn has_verb(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|k| self.is_finite(k))
    }

    /// Whether token `k` can be a finite verb: an auxiliary, or a verb form that is not an -ing form and is not
    /// mostly a noun.
    pub fn is_finite(&self, k: usize) -> bool {
        self.any(k, &[Tag::Modal, Tag::Be, Tag::Have, Tag::Do]) || self.has(k, Tag::Verb) && !self.has(k, Tag::Ing) && !self.is_capital(k)
    }
}

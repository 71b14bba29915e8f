//! A text's tokens with what the word lists know of each.

use super::Extract;
use super::lexicon::{Abbreviation, CueEntry, Entry, Tag, lexicon};
use super::model::Value;
use super::names::lists::NameTags;
use super::shape;
use crate::text::{Case, Text, Token, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// The tokens of a text, looked up once.
#[derive(Debug)]
pub struct Words<'t> {
    /// The text.
    pub text: &'t Text,
    entries: Cow<'t, [Entry]>,
    /// Each in lower case, for whoever reads all of a text; else nothing, and a word is cut out of the text when asked for.
    lower: Vec<&'t str>,
    /// What each looks like to a model, likewise.
    shapes: Vec<Value<'t>>,
}

impl<'t> Words<'t> {
    /// Looks up every token of a text.
    pub fn of(text: &'t Text) -> Self {
        let lexicon = lexicon();
        let n = text.tokens().len();
        let (mut entries, mut lower, mut shapes) = (Vec::with_capacity(n), Vec::with_capacity(n), Vec::with_capacity(n));
        for (k, token) in text.tokens().iter().enumerate() {
            let word = text.word(k);
            let mut entry = Entry::default();
            if token.kind == TokenKind::Word {
                // U.S., a.m. are listed without their last stop.
                entry = lexicon.get(word.trim_end_matches('.'));
                entry.tags.stand(token.case != Case::Lower);
            }
            lower.push(word);
            shapes.push(shape::shape(token.kind, word, &entry));
            entries.push(entry);
        }
        Self { text, entries: Cow::Owned(entries), lower, shapes }
    }

    /// The tokens of an extract, which were looked up when it was made.
    pub fn of_extract(extract: &'t Extract) -> Self {
        if extract.entries.len() == extract.text.tokens().len() {
            Self { text: &extract.text, entries: Cow::Borrowed(&extract.entries), lower: Vec::new(), shapes: Vec::new() }
        } else {
            Self::of(&extract.text)
        }
    }

    /// The same, for whoever will look at every token several times.
    pub(super) fn all_of_extract(extract: &'t Extract) -> Self {
        Self { lower: lower(&extract.text), ..Self::of_extract(extract) }
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
    #[inline]
    pub fn has(&self, k: usize, tag: Tag) -> bool {
        self.entries.get(k).is_some_and(|e| e.tags.has(tag))
    }

    /// What token `k` says inside a name.
    #[inline]
    pub(super) fn name_tags(&self, k: usize) -> NameTags {
        self.entries.get(k).map_or(NameTags::default(), |e| e.name_tags)
    }

    /// Whether token `k` has any of some properties.
    #[inline(always)]
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
    #[inline]
    pub fn lower(&self, k: usize) -> &'t str {
        match self.lower.get(k) {
            Some(word) => word,
            None if k < self.len() => self.text.word(k),
            None => "",
        }
    }

    /// What token `k` looks like to a model, with its hash; `""` past the end.
    #[inline]
    pub(super) fn shape(&self, k: usize) -> Value<'t> {
        match self.shapes.get(k) {
            Some(shape) => *shape,
            None => self.token(k).map_or("".into(), |token| shape::shape(token.kind, self.lower(k), &self.entry(k))),
        }
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
        self.has(k, Tag::Capital)
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
        self.has(k, Tag::Finite)
    }
}

fn lower(text: &Text) -> Vec<&str> {
    (0..text.tokens().len()).map(|k| text.word(k)).collect()
}

//! A text's tokens with what the word lists know of each.

use super::Extract;
use super::lexicon::{Abbreviation, CueEntry, Entry, Id, Lexicon, Tag, Tags, lexicon};
use super::model::Value;
use super::names::lists::NameTags;
use super::shape;
use crate::text::{Case, Text, Token, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// What was looked up of every token of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// Its word in the lists.
    ids: Vec<Id>,
    /// What the lists say of it, and how it stands.
    tags: Vec<Tags>,
}

/// The tokens of a text, looked up once.
#[derive(Debug)]
pub struct Words<'t> {
    /// The text.
    pub text: &'t Text,
    lexicon: &'static Lexicon,
    known: Cow<'t, Known>,
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
        let (mut ids, mut tags, mut shapes) = (Vec::with_capacity(n), Vec::with_capacity(n), Vec::with_capacity(n));
        let lower = lower(text);
        let unlisted = lexicon.unlisted();
        for (token, &word) in text.tokens().iter().zip(&lower) {
            let (id, tag) = if token.kind == TokenKind::Word {
                // U.S., a.m. are listed without their last stop.
                let length = if word.ends_with('.') { word.trim_end_matches('.').len() } else { word.len() };
                let id = lexicon.find(text.lower(), token.start()..token.start() + length);
                let mut tags = lexicon.entry(id).tags;
                tags.stand(token.case != Case::Lower);
                (id, tags)
            } else {
                (unlisted, Tags::default())
            };
            ids.push(id);
            tags.push(tag);
            shapes.push(shape(lexicon, token.kind, word, id, tag));
        }
        Self { text, lexicon, known: Cow::Owned(Known { ids, tags }), lower, shapes }
    }

    /// The tokens of an extract, which were looked up when it was made.
    pub fn of_extract(extract: &'t Extract) -> Self {
        if extract.known.ids.len() == extract.text.tokens().len() {
            let known = Cow::Borrowed(&extract.known);
            Self { text: &extract.text, lexicon: lexicon(), known, lower: Vec::new(), shapes: Vec::new() }
        } else {
            Self::of(&extract.text)
        }
    }

    /// The same, for whoever will look at every token several times.
    pub(super) fn all_of_extract(extract: &'t Extract) -> Self {
        Self { lower: lower(&extract.text), ..Self::of_extract(extract) }
    }

    /// What was looked up, to be kept.
    pub(super) fn into_known(self) -> Known {
        self.known.into_owned()
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.known.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.known.ids.is_empty()
    }

    /// What is known of token `k`; nothing for a position past the end.
    pub fn entry(&self, k: usize) -> Entry {
        match (self.known.ids.get(k), self.known.tags.get(k)) {
            (Some(&id), Some(&tags)) => Entry { tags, ..*self.lexicon.entry(id) },
            _ => Entry::default(),
        }
    }

    /// The properties of all tokens.
    pub(super) fn tags(&self) -> &[Tags] {
        &self.known.tags
    }

    /// The properties of token `k`, for whoever asks for many; none for a position past the end.
    #[inline]
    pub(super) fn tags_of(&self, k: usize) -> Tags {
        self.known.tags.get(k).copied().unwrap_or_default()
    }

    /// Whether token `k` is a pronoun that has a person and number: he, her, us; not anyone.
    #[inline]
    pub(super) fn is_personal(&self, k: usize) -> bool {
        self.has(k, Tag::Pronoun) && self.entry(k).agreement.is_some()
    }

    /// Whether token `k` has a property.
    #[inline]
    pub fn has(&self, k: usize, tag: Tag) -> bool {
        self.known.tags.get(k).is_some_and(|tags| tags.has(tag))
    }

    /// What token `k` says inside a name.
    #[inline]
    pub(super) fn name_tags(&self, k: usize) -> NameTags {
        self.known.ids.get(k).map_or(NameTags::default(), |&id| self.lexicon.entry(id).name_tags)
    }

    /// Whether token `k` has any of some properties.
    #[inline(always)]
    pub fn any(&self, k: usize, any: &[Tag]) -> bool {
        self.known.tags.get(k).is_some_and(|tags| tags.any(any))
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
            None => match (self.token(k), self.known.ids.get(k), self.known.tags.get(k)) {
                (Some(token), Some(&id), Some(&tags)) => shape(self.lexicon, token.kind, self.lower(k), id, tags),
                _ => "".into(),
            },
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

/// What a token looks like to a model.
#[inline(always)]
fn shape<'t>(lexicon: &'static Lexicon, kind: TokenKind, lower: &'t str, id: Id, tags: Tags) -> Value<'t> {
    match kind {
        TokenKind::Word => match lexicon.shape(id, tags.has(Tag::Capital)) {
            Some(shape) if !lower.ends_with('.') => shape,
            _ => shape::word(lower, lexicon.entry(id), tags),
        },
        _ => shape::mark(kind, lower),
    }
}

fn lower(text: &Text) -> Vec<&str> {
    (0..text.tokens().len()).map(|k| text.word(k)).collect()
}

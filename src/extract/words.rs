//! A text's tokens with what the word lists know of each.

use super::Extract;
use super::lexicon::{Abbreviation, CueEntry, Entry, Id, Lexicon, Tag, Tags, lexicon};
use super::model::Value;
use super::names::lists::NameTags;
use super::shape::{self, Shape};
use crate::text::{Case, Shared, Text, Token, TokenKind, fold};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// What was looked up of every token of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// Its word in the lists.
    ids: Vec<Id>,
    /// What the lists say of it, and how it stands.
    tags: Vec<Tags>,
    /// What it looks like to a model.
    shapes: Vec<Shape>,
    /// Its comparable form, once texts are compared.
    forms: OnceLock<Vec<u64>>,
}

impl Known {
    fn with_capacity(n: usize) -> Self {
        Self { ids: Vec::with_capacity(n), tags: Vec::with_capacity(n), shapes: Vec::with_capacity(n), forms: OnceLock::new() }
    }

    /// The comparable form of every token of the text, each a number as [`fold::hash`] gives it; 0 for punctuation.
    pub(crate) fn forms(&self, text: &Text) -> &[u64] {
        self.forms.get_or_init(|| self.forms_after(text, &[], &[]))
    }

    /// The same, where some tokens are shared with an earlier text.
    fn forms_after(&self, text: &Text, shared: &[Shared], earlier: &[u64]) -> Vec<u64> {
        let (lexicon, n) = (lexicon(), text.tokens().len());
        let listed = |k: usize| lexicon.form(*self.ids.get(k)?);
        let of = |k: usize| match text.tokens()[k].kind {
            TokenKind::Punctuation => 0,
            _ => listed(k).unwrap_or_else(|| fold::hash(text.word(k))),
        };
        let mut forms = Vec::with_capacity(n);
        for Shared { tokens, earlier: first } in shared {
            forms.extend((forms.len()..tokens.start).map(of));
            forms.extend_from_slice(&earlier[*first..first + tokens.len()]);
        }
        forms.extend((forms.len()..n).map(of));
        forms
    }

    /// Looks up the next tokens, up to the one with number `to`; `lower` are all of them in lower case.
    fn look_up(&mut self, lexicon: &Lexicon, text: &Text, lower: &[&str], to: usize) {
        while self.ids.len() < to {
            let next = self.ids.len()..to.min(self.ids.len() + AT_ONCE);
            let (tokens, lower) = (&text.tokens()[next.clone()], &lower[next.clone()]);
            self.ids.extend(tokens.iter().zip(lower).map(|(token, word)| find(lexicon, text, token, word)));
            for ((token, word), id) in tokens.iter().zip(lower).zip(&self.ids[next]) {
                let (tags, shape) = stands(lexicon, token, word, *id);
                self.tags.push(tags);
                self.shapes.push(shape);
            }
        }
    }

    /// Adds what is known of some tokens of an earlier text.
    fn take_over(&mut self, earlier: &Self, tokens: Range<usize>) {
        self.ids.extend_from_slice(&earlier.ids[tokens.clone()]);
        self.tags.extend_from_slice(&earlier.tags[tokens.clone()]);
        self.shapes.extend_from_slice(&earlier.shapes[tokens]);
    }
}

/// So many words are found one after the other before more is asked of them: most of the time goes into waiting for a table
/// that no cache near the processor holds, and nothing needs to wait for the word before.
const AT_ONCE: usize = 64;

/// The word of the lists that a token is, which is `word` in lower case.
#[inline(always)]
fn find(lexicon: &Lexicon, text: &Text, token: &Token, word: &str) -> Id {
    if token.kind != TokenKind::Word {
        return lexicon.unlisted();
    }
    // U.S., a.m. are listed without their last stop.
    let length = if word.ends_with('.') { word.trim_end_matches('.').len() } else { word.len() };
    lexicon.find(text.lower(), token.start()..token.start() + length)
}

/// What the lists say of a token that is `word` in lower case, how it stands, and what it looks like to a model.
#[inline(always)]
fn stands(lexicon: &Lexicon, token: &Token, word: &str, id: Id) -> (Tags, Shape) {
    if token.kind != TokenKind::Word {
        return (Tags::default(), lexicon.shapes().of_mark(token.kind, word));
    }
    let is_capital = token.case != Case::Lower;
    let mut tags = lexicon.entry(id).tags;
    tags.stand(is_capital);
    let shape = match lexicon.shape(id, is_capital) {
        Some(_) if word.ends_with('.') => Shape::OTHER,
        Some(shape) => shape,
        None => lexicon.shapes().of_unlisted(word, is_capital),
    };
    (tags, shape)
}

/// The tokens of a text, looked up once.
#[derive(Debug)]
pub struct Words<'t> {
    /// The text.
    pub text: &'t Text,
    lexicon: &'static Lexicon,
    known: Arc<Known>,
    /// Each in lower case, for whoever reads all of a text; else nothing, and a word is cut out of the text when asked for.
    lower: Vec<&'t str>,
}

impl<'t> Words<'t> {
    /// Looks up every token of a text.
    pub fn of(text: &'t Text) -> Self {
        Self::after(text, &[], &Known::default())
    }

    /// The same, for a later revision of a text: what was looked up of tokens they share is taken over.
    pub(super) fn after(text: &'t Text, shared: &[Shared], earlier: &Known) -> Self {
        let lexicon = lexicon();
        let lower = lower(text);
        let mut known = Known::with_capacity(lower.len());
        for Shared { tokens, earlier: first } in shared {
            known.look_up(lexicon, text, &lower, tokens.start);
            known.take_over(earlier, *first..first + tokens.len());
        }
        known.look_up(lexicon, text, &lower, lower.len());
        if let Some(forms) = earlier.forms.get() {
            known.forms = known.forms_after(text, shared, forms).into();
        }
        Self { text, lexicon, known: Arc::new(known), lower }
    }

    /// The tokens of an extract, which were looked up when it was made.
    pub fn of_extract(extract: &'t Extract) -> Self {
        if extract.known.ids.len() == extract.text.tokens().len() {
            Self { text: &extract.text, lexicon: lexicon(), known: Arc::clone(&extract.known), lower: Vec::new() }
        } else {
            Self::of(&extract.text)
        }
    }

    /// What was looked up, to be kept.
    pub(super) fn into_known(self) -> Arc<Known> {
        self.known
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

    /// Whether token `k` is a quotation mark or an apostrophe that stands alone.
    pub fn is_quotation_mark(&self, k: usize) -> bool {
        self.kind(k) == Some(TokenKind::Punctuation) && self.lower(k).chars().all(fold::is_quotation_mark)
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
        match (self.known.shapes.get(k), self.token(k)) {
            (Some(&shape), Some(token)) => self.lexicon.shapes().value(shape).unwrap_or_else(|| match token.kind {
                TokenKind::Word => shape::word(self.lower(k), self.lexicon.entry(self.known.ids[k]), self.known.tags[k]),
                kind => shape::mark(kind, self.lower(k)),
            }),
            _ => "".into(),
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

    /// Those of some tokens that have any of some properties.
    #[inline(always)]
    pub(super) fn with_any(&self, tokens: Range<usize>, any: &[Tag]) -> impl Iterator<Item = usize> {
        let any = Tags::of(any);
        let known = self.known.tags.get(tokens.start..tokens.end.min(self.len())).unwrap_or_default();
        let mut numbered = known.iter().zip(tokens.start..);
        std::iter::from_fn(move || numbered.by_ref().find(|(tags, _)| tags.meets(any)).map(|(_, k)| k))
    }
}

fn lower(text: &Text) -> Vec<&str> {
    (0..text.tokens().len()).map(|k| text.word(k)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "Mun’s pier shut\n\nThe U.S. firm didn’t pay Orla Vennick $3.5m at 7 a.m., she said.\n\nIt rained.";
    const AFTER: &str = "Mun’s pier shut\n\nIt rained.\n\nThe U.S. firm didn't pay Orla Vennick $3.5m at 7 a.m., she said.";

    /// “didn’t” and “didn't” have one form, whether the lists have them or not, and whether they were looked up or taken over.
    #[test]
    fn forms_are_what_words_are_compared_by() {
        let (before, after) = (Text::new(BEFORE), Text::new(AFTER));
        let (later, shared) = Text::after(AFTER, &before);
        let earlier = Words::of(&before).into_known();
        let forms_of = |text: &Text| -> Vec<u64> {
            let form = |k: usize| if text.tokens()[k].kind == TokenKind::Punctuation { 0 } else { fold::hash(text.word(k)) };
            (0..text.tokens().len()).map(form).collect()
        };
        assert_eq!(earlier.forms(&before), forms_of(&before));
        assert!(!shared.is_empty());
        let taken = Words::after(&later, &shared, &earlier).into_known();
        assert_eq!(taken.forms.get(), Some(&forms_of(&after)));
        let place = |text: &Text, word: &str| (0..text.tokens().len()).find(|&k| text.word(k) == word).expect("the word stands there");
        assert_eq!(earlier.forms(&before)[place(&before, "didn’t")], taken.forms(&after)[place(&after, "didn't")]);
    }
}

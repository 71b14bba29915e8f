//! The words of notices and of changes, made comparable: folded, without the words of grammar.

use crate::extract::lexicon::{Tag, lexicon};
use crate::extract::words::Words;
use crate::extract::{Extract, Notice, Quantity, quantities};
use crate::span::Span;
use crate::text::{Block, BlockKind, Case, Text, TokenKind, fold};
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::hash::BuildHasher;

/// Folded words and figures.
pub(super) type Bag = FxHashSet<String>;

/// The words and figures of some text.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = Text::new(text);
    in_tokens(&text, 0..text.tokens().len())
}

fn in_tokens(text: &Text, tokens: impl Iterator<Item = usize>) -> Vec<String> {
    let is_said = |k: &usize| !matches!(text.tokens()[*k].kind, TokenKind::Punctuation);
    tokens.filter(is_said).map(|k| fold::key(text.word(k)).into_owned()).collect()
}

/// The words and figures that stand in a span.
pub(super) fn words_in(text: &Text, span: Span) -> Vec<String> {
    in_tokens(text, text.tokens_in(span))
}

/// Without the words of grammar and of saying; all of them, where there are no others (“will not” → “cannot”).
pub(super) fn content(words: Vec<String>) -> Bag {
    let some: Bag = words.iter().filter(|w| !is_little(w) && lexicon().get(w).cue.is_none()).cloned().collect();
    if some.is_empty() { words.into_iter().collect() } else { some }
}

fn is_little(word: &str) -> bool {
    let tags = lexicon().get(word).tags;
    tags.any(Tag::GRAMMAR) || tags.has(Tag::Adverb)
}

/// What a notice says in words of its own, its formulas and times left out.
pub(super) fn own_words(extract: &Extract, notice: &Notice) -> Bag {
    let said = crate::extract::notices::own_tokens(&extract.text, notice);
    in_tokens(&extract.text, said.into_iter()).into_iter().filter(|w| !is_little(w)).collect()
}

/// How many of `some` stand among `all`, as a share.
pub(super) fn share(some: &Bag, all: &Bag) -> f64 {
    if some.is_empty() { 0.0 } else { shared(some, all) as f64 / some.len() as f64 }
}

/// How many of `some` stand among `all`, in whatever form: “allegedly” for “alleged”.
pub(super) fn shared(some: &Bag, all: &Bag) -> usize {
    some.iter().filter(|word| all.contains(*word) || all.iter().any(|other| is_form(word, other))).count()
}

/// Forms of one word share all but their endings, and enough letters that they are not two.
const MIN_STEM: usize = 6;

fn is_form(x: &str, y: &str) -> bool {
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    short.len() >= MIN_STEM && long.len() <= short.len() + 3 && long.starts_with(short.trim_end_matches(['e', 's']))
}

/// The words that stand in a text outside its notices, hashed: a phrase with another word does not stand there.
pub(super) struct Outside(FxHashSet<u64>);

impl Outside {
    /// Of one text.
    pub fn of(extract: &Extract) -> Self {
        let text = &extract.text;
        let blocks = text.blocks().iter().filter(|b| b.kind != BlockKind::Notice);
        Self(blocks.flat_map(|b| b.tokens.clone()).map(|k| hash(&fold::key(text.word(k)))).collect())
    }

    fn may_have(&self, phrase: &[String]) -> bool {
        phrase.iter().all(|word| self.0.contains(&hash(word)))
    }
}

fn hash(word: &str) -> u64 {
    FxBuildHasher.hash_one(word)
}

/// Whether words of a notice stand in a text outside its notices: one after the other, or as a figure of the same value.
pub(super) fn stands(extract: &Extract, outside: &Outside, phrase: &[String], figure: Option<&Quantity>) -> bool {
    if phrase.is_empty() {
        return false;
    }
    let text = &extract.text;
    let is_said = |k: &usize| text.tokens()[*k].kind != TokenKind::Punctuation;
    // Most tokens are not the first word of the phrase, and are done with at once.
    let begins = |k: usize, block: &Block| {
        let mut from = (k..block.tokens.end).filter(is_said);
        phrase.iter().all(|word| from.next().is_some_and(|k| fold::key(text.word(k)) == *word))
    };
    let in_block = |block: &Block| block.tokens.clone().filter(is_said).any(|k| begins(k, block));
    outside.may_have(phrase) && text.blocks().iter().filter(|b| b.kind != BlockKind::Notice).any(in_block)
        || figure.is_some_and(|q| {
            let written = extract.claims.iter().flat_map(|claim| &claim.quantities);
            written.into_iter().any(|other| quantities::same_value(q, other))
        })
}

/// The figure of a phrase that is one.
pub(super) fn figure(extract: &Extract, span: Span) -> Option<Quantity> {
    let found = quantities::quantities(&Words::of_extract(extract), extract.text.tokens_in(span), &[]);
    found.into_iter().next().filter(|q| q.span.len() * 2 > span.len())
}

/// Whether it says something that a phrase stands in a text: “eight” may stand anywhere, “3,200 metres” and “Brille” not.
pub(super) fn is_telling(text: &Text, span: Span) -> bool {
    let tokens = text.tokens_in(span);
    let digits = text.slice(span).chars().filter(char::is_ascii_digit).count();
    let name = tokens.clone().any(|k| text.tokens()[k].kind == TokenKind::Word && text.tokens()[k].case != Case::Lower);
    let said = content(in_tokens(text, tokens.clone()));
    (digits >= 2 || name || said.len() >= 2) && tokens.len() <= MAX_PHRASE
}

/// A phrase longer than this is a retelling, and not the very words that stood there.
const MAX_PHRASE: usize = 4;

/// Whether two phrases are one name in two spellings: words that begin alike, as many on either side.
pub(super) fn are_alike(x: &[String], y: &[String]) -> bool {
    const BEGINNING: usize = 3;
    let head = |word: &String| word.chars().take(BEGINNING).collect::<String>();
    !x.is_empty() && x.len() == y.len() && x.iter().zip(y).all(|(x, y)| head(x) == head(y))
}

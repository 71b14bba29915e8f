//! The quotations or claims of one revision, as far as telling them apart needs.

use crate::changelog::Event;
use crate::diff::{Change, Kind};
use crate::extract::{Claim, Extract, Quotation, QuotationKind, Sentence, Speaker};
use crate::span::Span;
use crate::text::{Text, TokenKind, fold};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// How far back from a place the search for what overlaps it goes: items stand in order of their first word, and at
/// most this many are nested around one place.
const MAX_NESTED: usize = 8;

/// One quotation or claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub span: Span,
    /// A hash of its folded words: the same words give the same key.
    pub key: u64,
    /// The same of its words and who is said to say them: what has the same state again has returned to it.
    pub state: u64,
    /// The sentence it begins in.
    pub sentence: usize,
    /// Whether it can be born. One that is only kept from an earlier revision cannot.
    pub is_born: bool,
}

/// All of one revision, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Items {
    pub all: Vec<Item>,
    sentences: Vec<Span>,
    by_span: FxHashMap<Span, usize>,
}

/// One side of a change: the items it is about, and the sentence where it has words but no item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Side {
    pub items: Vec<usize>,
    pub paraphrase: Option<usize>,
}

/// What a step says of some items.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub before: Side,
    pub after: Side,
    /// What happened to the lives that go on through it.
    pub event: Option<Event>,
}

impl Side {
    fn is_empty(&self) -> bool {
        self.items.is_empty() && self.paraphrase.is_none()
    }
}

impl Link {
    /// Whether it says where a life goes, or that it ends; if not, words decide.
    pub fn is_usable(&self) -> bool {
        self.event.is_none() || !(self.before.is_empty() || self.after.is_empty())
    }
}

/// What a change means for a life that goes on.
pub(super) fn event(change: Change, kinds: &[Kind]) -> Option<Event> {
    match change {
        Change::Changed => Some(Event::Changed(kinds.to_vec())),
        Change::Moved => Some(Event::Moved),
        Change::Added | Change::Removed => None,
    }
}

impl Items {
    pub fn quotations(extract: &Extract) -> Self {
        let item = |quotation: &Quotation| {
            let words = if quotation.parts.is_empty() { std::slice::from_ref(&quotation.span) } else { &quotation.parts };
            let key = key(&extract.text, words);
            (quotation.span, [key, state(key, extract, quotation.speaker.as_ref())], quotation.kind != QuotationKind::Scare)
        };
        Self::new(places(&extract.sentences), extract.quotations.iter().map(item))
    }

    pub fn claims(extract: &Extract) -> Self {
        let item = |claim: &Claim| {
            let (key, speaker) = (key(&extract.text, &[claim.span]), claim.attribution.and_then(|k| extract.attributions.get(k)));
            (claim.span, [key, state(key, extract, speaker.and_then(|a| a.source.as_ref()))], true)
        };
        Self::new(places(&extract.sentences), extract.claims.iter().map(item))
    }

    /// Items as (place, key and state, whether it can be born), among sentences.
    pub(super) fn new(sentences: Vec<Span>, items: impl Iterator<Item = (Span, [u64; 2], bool)>) -> Self {
        let item = |(span, [key, state], is_born): (Span, [u64; 2], bool)| Item {
            span,
            key,
            state,
            sentence: sentence_at(&sentences, span),
            is_born,
        };
        let all: Vec<Item> = items.map(item).collect();
        let mut by_span = FxHashMap::default();
        for (k, item) in all.iter().enumerate() {
            by_span.entry(item.span).or_insert(k);
        }
        Self { all, sentences, by_span }
    }

    /// The quotations that one side of a change is about: that very one, or the several that were merged.
    pub fn of_quotation(&self, quotation: Option<&Quotation>) -> Side {
        match quotation {
            None => Side::default(),
            Some(q) if q.kind == QuotationKind::Indirect => {
                Side { items: Vec::new(), paraphrase: Some(sentence_at(&self.sentences, q.span)) }
            }
            Some(q) => Side { items: self.at(q.span, &q.parts), paraphrase: None },
        }
    }

    /// The claims that one side of a change is about.
    pub fn of_claim(&self, claim: Option<&Claim>) -> Side {
        claim.map_or_else(Side::default, |c| Side { items: self.at(c.span, &[c.span]), paraphrase: None })
    }

    fn at(&self, span: Span, parts: &[Span]) -> Vec<usize> {
        if let Some(&k) = self.by_span.get(&span) {
            return vec![k];
        }
        let mut found: Vec<usize> = parts.iter().flat_map(|&part| self.overlapping(part)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn overlapping(&self, part: Span) -> impl Iterator<Item = usize> {
        let until = self.all.partition_point(|item| item.span.start < part.end);
        let from = self.all.partition_point(|item| item.span.start < part.start).saturating_sub(MAX_NESTED);
        (from..until).filter(move |&k| self.all[k].span.overlaps(part))
    }
}

fn places(sentences: &[Sentence]) -> Vec<Span> {
    sentences.iter().map(|s| s.span).collect()
}

/// The sentence a span begins in.
fn sentence_at(sentences: &[Span], span: Span) -> usize {
    sentences.partition_point(|s| s.start <= span.start).saturating_sub(1)
}

/// A hash of an item's words and its speaker, by the fullest name the article gives.
fn state(key: u64, extract: &Extract, speaker: Option<&Speaker>) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(key);
    if let Some(speaker) = speaker {
        hasher.write(speaker.name.as_deref().unwrap_or_else(|| extract.text.slice(speaker.span)).as_bytes());
    }
    hasher.finish()
}

/// A hash of the folded words, figures and symbols in some spans.
fn key(text: &Text, spans: &[Span]) -> u64 {
    let mut hasher = FxHasher::default();
    for &span in spans {
        for k in text.tokens_in(span) {
            if text.tokens()[k].kind != TokenKind::Punctuation {
                hasher.write(fold::key(text.word(k)).as_bytes());
                hasher.write_u8(0xFF);
            }
        }
    }
    hasher.finish()
}

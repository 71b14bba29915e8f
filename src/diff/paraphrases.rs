//! Quotations without a partner → the unquoted sentences that say the same: marks that were dropped or put there.
//!
//! “‘We are not leaving,’ she said” → “She said they were not leaving”: most words are kept, the pronouns shift.

use super::edits::edits;
use super::kinds::{Kind, Subject};
use super::lookup::MAX_SCANNED;
use super::passage::Side;
use super::quotations::{Item, Place, QuotationDiff, quoted_words, reason};
use super::{Change, QuotationChange};
use crate::extract::{Quotation, QuotationKind};
use crate::span::Span;
use crate::text::{BlockKind, fold};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Words that were quoted stand as a paraphrase when this share of them is in one unquoted sentence.
const MIN_PARAPHRASED: f64 = 0.6;
/// Shorter quotations are not looked for among unquoted words: they would be found everywhere.
const MIN_PARAPHRASE_WORDS: usize = 4;
/// At most this share of a quotation's words shifts with the speaker when it is told by somebody else.
const MAX_SHIFTED: f64 = 0.2;
/// The words that shift: they stand for the speaker.
const FIRST_PERSON: &[&str] = &["i", "we", "my", "our", "me", "us", "i'm", "we're", "i've", "we've"];

/// Quotations without a partner whose words stand unquoted on the other side. `is_before` says that `here` is the
/// earlier text, so that the marks were dropped.
pub(super) fn paraphrases(here: &Side, there: &Side, items: &mut [Item], place: &Place, is_before: bool, diff: &mut QuotationDiff) {
    for item in items.iter_mut() {
        if item.used || item.quotation.kind == QuotationKind::Scare || item.words.len() < MIN_PARAPHRASE_WORDS {
            continue;
        }
        let hashed: Vec<u64> = item.words.iter().map(|w| fold::hash(w)).collect();
        let n_shifting = item.words.iter().filter(|word| shifts(word)).count();
        let sentences = item.sentences.clone();
        let in_place: Vec<usize> = if is_before { place.after(sentences).collect() } else { place.before(sentences).collect() };
        let lookup = there.unquoted();
        let near = in_place.len();
        let all = in_place.into_iter().chain(lookup.candidates(&hashed, MIN_PARAPHRASED - MAX_SHIFTED)).enumerate();
        let mut best: Option<(f64, usize)> = None;
        // “An earlier version quoted her as saying she had no choice” tells of the quotation, and does not keep it.
        for (n, s) in all.filter(|&(_, s)| there.block_kind(s) != BlockKind::Notice) {
            let needed = if n < near { MIN_PARAPHRASED - 0.1 } else { MIN_PARAPHRASED };
            let share = |n: usize| n as f64 / item.words.len() as f64;
            if share(lookup.most_held(s, &hashed) + n_shifting) < needed {
                continue;
            }
            let share = share(told_words(&item.words, &hashed, lookup.words(s)));
            if share >= needed && best.is_none_or(|(b, _)| share > b + 1e-9) {
                best = Some((share, s));
            }
        }
        let Some((_, s)) = best else { continue };
        item.used = true;
        let other = paraphrase(there, s, &hashed);
        let pieces = {
            let (x, y) = (quoted_words(here, item.quotation), quoted_words(there, &other));
            if is_before { edits(&x, &y) } else { edits(&y, &x) }
        };
        let kind = if is_before { Kind::QuoteToParaphrase } else { Kind::ParaphraseToQuote };
        let (old, new) = if is_before { (item.quotation.clone(), other) } else { (other, item.quotation.clone()) };
        if is_before {
            diff.told_after.insert(s);
            diff.told_before.extend(item.sentences.clone());
        } else {
            diff.told_before.insert(s);
            diff.told_after.extend(item.sentences.clone());
        }
        diff.changes.push(QuotationChange {
            change: Change::Changed,
            severity: Change::Changed.severity(&[kind], Subject::Quotation),
            kinds: vec![kind],
            before: Some(old),
            after: Some(new),
            edits: pieces,
            reasons: vec![reason(kind, "", "")],
        });
    }
}

/// How many quoted words an unquoted sentence keeps, where a pronoun that shifts with the speaker (“my” → “her”, “we” →
/// “they”) counts as kept.
fn told_words(quoted: &[Cow<str>], hashed: &[u64], told: &[u64]) -> usize {
    let few = hashed.len() * told.len() <= MAX_SCANNED;
    let (mut scanned, mut counted): (Vec<u64>, FxHashMap<u64, usize>) = Default::default();
    if few {
        scanned = told.to_vec();
    } else {
        told.iter().for_each(|w| *counted.entry(*w).or_default() += 1);
    }
    let mut take = |hash: &u64| match few {
        true => scanned.iter().position(|w| w == hash).map(|n| scanned.swap_remove(n)).is_some(),
        false => counted.get_mut(hash).filter(|n| **n > 0).map(|n| *n -= 1).is_some(),
    };
    let mut kept = 0;
    let mut shifted = 0;
    for (word, hash) in quoted.iter().zip(hashed) {
        match take(hash) {
            true => kept += 1,
            false => shifted += usize::from(shifts(word)),
        }
    }
    kept + shifted
}

fn shifts(word: &str) -> bool {
    FIRST_PERSON.contains(&word)
}

/// An unquoted sentence as the other side of a paraphrase of some words: what is attributed in it, else all of it. Of
/// several contents (“Venn, who voted for it, said the evening had been a waste”) the one with most of the words.
fn paraphrase(side: &Side, sentence: usize, words: &[u64]) -> Quotation {
    let s = &side.extract.sentences[sentence];
    let n_held = |span: Span| side.extract.text.tokens_in(span).filter(|&k| words.contains(&side.extract.forms()[k])).count();
    let contents = side
        .attributions_of(sentence)
        .filter(|a| a.cue.as_ref().is_some_and(|c| s.span.contains(c.span)))
        .filter_map(|a| Some((a, a.content.iter().copied().find(|c| s.span.contains(*c))?)));
    // The first of equals.
    let told = contents.map(|(a, span)| (n_held(span), a, span)).reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (attribution, mut span) = told.map_or((None, s.span), |(_, attribution, span)| (Some(attribution), span));
    // “that” belongs to the telling, not to what is told.
    let first = side.extract.text.tokens_in(span).next();
    if let Some(k) = first.filter(|&k| side.words.lower(k) == "that" && k + 1 < side.words.len()) {
        let start = side.extract.text.tokens()[k + 1].start();
        if start < span.end {
            span.start = start;
        }
    }
    Quotation {
        span,
        parts: vec![span],
        kind: QuotationKind::Indirect,
        speaker: attribution.and_then(|a| a.source.clone()),
        cue: attribution.and_then(|a| a.cue.clone()),
    }
}

//! How certain, in which tense and whether negated a stretch of words is put.
//!
//! The scale of certainty is fixed: 0 denied, 1 possible, 2 reported or alleged, 3 probable, 4 asserted, 5 confirmed;
//! which word stands where is `lexicon/hedges.tsv`. “The boiler *may* have burst at the dock” is possible; “The
//! boiler burst at the dock” is asserted.

use super::lexicon::{Tag, VerbForm, lexicon};
use super::words::Words;
use super::{Certainty, Tense};
use std::ops::Range;

/// A word or phrase that makes its clause more or less certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it makes of the clause.
    pub certainty: Certainty,
}

/// The step of the scale with this number.
pub fn certainty(step: u8) -> Certainty {
    match step {
        0 => Certainty::Denied,
        1 => Certainty::Possible,
        2 => Certainty::Reported,
        3 => Certainty::Probable,
        4 => Certainty::Asserted,
        _ => Certainty::Confirmed,
    }
}

/// The hedges among `tokens`, in order; quoted words are not the article's hedges, so `skip` passes over them.
pub fn hedges(words: &Words, tokens: Range<usize>, skip: impl Fn(usize) -> bool) -> Vec<Hedge> {
    let mut out = Vec::new();
    let mut behind = tokens.start;
    for k in words.with_any(tokens, &[Tag::HedgeOpener, Tag::Hedge]) {
        // “the” and “is” open hedges too: what stands behind them is asked for before it is looked up.
        let opens = words.has(k, Tag::HedgeOpener) && words.has(k + 1, Tag::HedgeSecond);
        if k < behind || !opens && !words.has(k, Tag::Hedge) || skip(k) {
            continue;
        }
        let phrases = if opens { lexicon().hedge_phrases(words.lower(k)) } else { &[] };
        // The openers are the same.
        let found = phrases.iter().find(|(p, _)| words.stands(k + 1, &p[1..]));
        if let Some((p, step)) = found {
            out.push(Hedge { tokens: k..k + p.len(), certainty: certainty(*step) });
            behind = k + p.len();
        } else if let Some(step) = words.entry(k).hedge
            && !is_other_sense(words, k)
        {
            out.push(Hedge { tokens: k..k + 1, certainty: certainty(step) });
        }
    }
    out
}

/// “May 9”, “in May”: the month, not the modal; “may” the verb is never capitalised inside a sentence.
fn is_other_sense(words: &Words, k: usize) -> bool {
    words.is_capital(k) && matches!(words.lower(k), "may" | "might" | "will")
}

/// Whether one of `tokens` negates: not, never, isn't, no longer.
pub fn is_negated(words: &Words, tokens: Range<usize>, skip: impl Fn(usize) -> bool) -> bool {
    // “no” before a noun, “nothing”, “nobody” negate what is asserted too; “not only” does not.
    words.with_any(tokens, &[Tag::Negation]).any(|k| !skip(k) && words.lower(k + 1) != "only")
}

/// When a clause is set, by its first finite verb.
pub fn tense(words: &Words, tokens: Range<usize>, skip: impl Fn(usize) -> bool) -> Option<Tense> {
    let k = tokens.clone().find(|&k| words.is_finite(k) && !skip(k) && !is_participle(words, k, &tokens))?;
    let lower = words.lower(k);
    Some(match words.entry(k) {
        e if e.tags.has(Tag::Modal) => {
            if matches!(lower, "will" | "shall" | "won't" | "won’t" | "’ll" | "'ll" | "would") {
                Tense::Future
            } else {
                Tense::Present
            }
        }
        e if e.tags.has(Tag::Be) => {
            if words.lower(k + 1) == "to" || words.stands(k + 1, &["going", "to"]) || words.stands(k + 1, &["due", "to"]) {
                Tense::Future
            } else if matches!(lower, "was" | "were" | "wasn't" | "weren't" | "wasn’t" | "weren’t" | "been") {
                Tense::Past
            } else {
                Tense::Present
            }
        }
        e if e.tags.any(&[Tag::Have, Tag::Do]) => {
            // “has to go” and “does go” are now; “has gone” and “did go” are not
            if words.lower(k + 1) == "to" && e.tags.has(Tag::Have) || lower.starts_with("do") { Tense::Present } else { Tense::Past }
        }
        e if matches!(e.form, Some(VerbForm::Past | VerbForm::Participle)) => Tense::Past,
        _ => Tense::Present,
    })
}

/// A past form behind a determiner is an adjective: “the alleged attack”.
fn is_participle(words: &Words, k: usize, tokens: &Range<usize>) -> bool {
    k > tokens.start
        && words.has(k, Tag::Past)
        && !words.any(k, &[Tag::Be, Tag::Have, Tag::Do])
        && words.any(k - 1, &[Tag::Determiner, Tag::Possessive, Tag::Preposition])
}

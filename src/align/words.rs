//! The words of the sentences that have no equal partner, as numbers that can be counted and compared.
//!
//! A word weighs the more the rarer it is in the later text (inverse document frequency). Function words so weigh
//! little without a list of them; quoted words weigh as any others do.

use super::Pairing;
use crate::extract::lexicon::Tag;
use crate::extract::{self, Extract};
use crate::span::Span;
use crate::text::{TokenKind, fold};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;
use std::ops::Range;

/// The words of all unpaired sentences of both sides.
pub(super) struct Bags {
    words: Vec<u32>,
    old: Vec<Option<Bag>>,
    new: Vec<Option<Bag>>,
    weights: Vec<f64>,
}

/// Where the words of one sentence stand, sorted, and how long its vector is.
struct Bag {
    words: Range<usize>,
    length: f64,
}

/// The words of one sentence, sorted, a word twice where it stands twice.
#[derive(Clone, Copy)]
pub(super) struct Words<'b> {
    /// The words' numbers.
    pub(super) ids: &'b [u32],
    length: f64,
}

impl Bags {
    pub(super) fn of_unpaired(old: &Extract, new: &Extract, pairing: &Pairing) -> Self {
        let mut bags = Self { words: Vec::new(), old: Vec::new(), new: Vec::new(), weights: Vec::new() };
        let all_paired = |places: &[Option<usize>]| places.iter().all(Option::is_some);
        if all_paired(&pairing.after_of) || all_paired(&pairing.before_of) {
            bags.old.resize_with(old.sentences.len(), || None);
            bags.new.resize_with(new.sentences.len(), || None);
            return bags;
        }
        let mut vocabulary = Vocabulary { frequencies: Frequencies::of(new), ids: FxHashMap::default() };
        let mut bag = |extract: &Extract, k: usize| {
            let from = bags.words.len();
            bags.words.extend(words(extract, k).map(|form| vocabulary.id(form, &mut bags.weights)));
            bags.words[from..].sort_unstable();
            let squares = runs(&bags.words[from..]).map(|(id, n)| square(n as f64 * bags.weights[id as usize])).sum::<f64>();
            Bag { words: from..bags.words.len(), length: squares.sqrt() }
        };
        let free_old = pairing.after_of.iter().enumerate().map(|(i, j)| j.is_none().then(|| bag(old, i))).collect();
        let free_new = pairing.before_of.iter().enumerate().map(|(j, i)| i.is_none().then(|| bag(new, j))).collect();
        (bags.old, bags.new) = (free_old, free_new);
        bags
    }

    /// The words of an earlier sentence, unless it had an equal partner.
    pub(super) fn of_old(&self, i: usize) -> Option<Words<'_>> {
        self.shown(&self.old[i])
    }

    /// The words of a later sentence, unless it had an equal partner.
    pub(super) fn of_new(&self, j: usize) -> Option<Words<'_>> {
        self.shown(&self.new[j])
    }

    fn shown(&self, bag: &Option<Bag>) -> Option<Words<'_>> {
        bag.as_ref().map(|b| Words { ids: &self.words[b.words.clone()], length: b.length })
    }

    /// How many different words there are.
    pub(super) fn n_words(&self) -> usize {
        self.weights.len()
    }

    /// How rare a word is.
    pub(super) fn weight(&self, id: u32) -> f64 {
        self.weights[id as usize]
    }

    /// TF-IDF cosine and Dice, both 0 to 1.
    pub(super) fn alike(&self, a: Words, b: Words) -> (f64, f64) {
        let mut product = 0.0;
        let mut common = 0;
        for (id, n, m) in shared(a.ids, b.ids) {
            product += (n * m) as f64 * square(self.weight(id));
            common += n.min(m);
        }
        let cosine = if product > 0.0 { product / (a.length * b.length) } else { 0.0 };
        (cosine, dice(common, a.ids.len(), b.ids.len()))
    }

    /// What two sorted lists have in common, by weight, as a share of the first and of the second.
    pub(super) fn shares(&self, a: &[u32], b: &[u32]) -> (f64, f64) {
        let common: f64 = shared(a, b).map(|(id, n, m)| n.min(m) as f64 * self.weight(id)).sum();
        let share = |ids: &[u32]| {
            let total: f64 = ids.iter().map(|&id| self.weight(id)).sum();
            if total > 0.0 { common / total } else { 0.0 }
        };
        (share(a), share(b))
    }
}

/// Dice's coefficient: twice what is common by what there is.
pub(super) fn dice(common: usize, n: usize, m: usize) -> f64 {
    if n + m == 0 { 0.0 } else { 2.0 * common as f64 / (n + m) as f64 }
}

/// How many words two sorted lists have in common, a word twice that stands twice in both.
pub(crate) fn n_common(a: &[u32], b: &[u32]) -> usize {
    shared(a, b).map(|(_, n, m)| n.min(m)).sum()
}

/// A hash of what a sentence says: its words, numbers and signs in order, folded, the quotation marks between them, a
/// minus before a figure and a dash between two; `None` if it has no words.
///
/// Sentences with the same key differ in nothing but case, glyphs and punctuation. Of marks at the ends it counts only
/// that there are any: a quotation of several sentences has them at other ends when its sentences are cut apart.
pub(super) fn key(extract: &Extract, k: usize) -> Option<u64> {
    let text = &extract.text;
    let (range, forms) = (extract.sentences[k].tokens.clone(), extract.forms());
    let mut hasher = FxHasher::default();
    let (mut any_word, mut any_mark, mut marks) = (false, false, 0);
    for token in range.clone() {
        if text.tokens()[token].kind != TokenKind::Punctuation {
            if any_word {
                (0..marks).for_each(|_| hasher.write_u8(b'"'));
            }
            (any_word, marks) = (true, 0);
            hasher.write_u64(forms[token]);
            continue;
        }
        let word = text.word(token);
        if word.chars().all(fold::is_quotation_mark) {
            any_mark = true;
            marks += 1;
        } else if word.chars().all(fold::is_dash) {
            let figure = |k: usize| range.contains(&k) && text.tokens()[k].kind == TokenKind::Number;
            let glued_to = token > range.start && text.is_glued(token);
            if figure(token + 1) && text.is_glued(token + 1) && (!glued_to || figure(token - 1)) {
                hasher.write_u8(b'-');
            }
        }
    }
    hasher.write_u8(u8::from(any_mark));
    any_word.then(|| hasher.finish())
}

/// The comparable forms of the tokens of a sentence that are words, numbers or signs.
fn words(extract: &Extract, k: usize) -> impl Iterator<Item = u64> {
    let tokens = extract.sentences[k].tokens.clone();
    let forms = extract.text.tokens()[tokens.clone()].iter().zip(&extract.forms()[tokens]);
    forms.filter(|(token, _)| token.kind != TokenKind::Punctuation).map(|(_, &form)| form)
}

/// The words of a sentence as numbers, sorted; the forms of a verb have one number.
pub(super) fn stems(extract: &Extract, k: usize) -> Vec<u32> {
    stems_of(extract, k, |_| true)
}

/// The same without figures and words that carry little by themselves.
pub(super) fn content_stems(extract: &Extract, k: usize) -> Vec<u32> {
    content_stems_outside(extract, k, &[])
}

/// The same of what stands outside some stretches.
pub(super) fn content_stems_outside(extract: &Extract, k: usize, stretches: &[Span]) -> Vec<u32> {
    let lookup = extract::words::Words::of_extract(extract);
    stems_of(extract, k, |t| {
        let token = &extract.text.tokens()[t];
        token.kind == TokenKind::Word && !lookup.is_little(t) && !stretches.iter().any(|s| s.holds(token.start()))
    })
}

/// The stems of the words that are wanted.
fn stems_of(extract: &Extract, k: usize, wanted: impl Fn(usize) -> bool) -> Vec<u32> {
    /// Above all verbs' numbers and below the hashes of words.
    const AUXILIARY: u32 = 1 << 16;
    let lookup = extract::words::Words::of_extract(extract);
    let inked = |token: &usize| extract.text.tokens()[*token].kind != TokenKind::Punctuation;
    let stem = |token: usize| match lookup.entry(token) {
        e if e.tags.has(Tag::Be) => AUXILIARY,
        e if e.tags.has(Tag::Have) => AUXILIARY + 1,
        e if e.verb.is_some() => e.verb.map_or(0, u32::from),
        _ => (extract.forms()[token] >> 32) as u32 | 1 << 31,
    };
    let mut out: Vec<u32> = extract.sentences[k].tokens.clone().filter(inked).filter(|&t| wanted(t)).map(stem).collect();
    out.sort_unstable();
    out
}

struct Vocabulary {
    frequencies: Frequencies,
    ids: FxHashMap<u64, u32>,
}

impl Vocabulary {
    fn id(&mut self, form: u64, weights: &mut Vec<f64>) -> u32 {
        *self.ids.entry(form).or_insert_with(|| {
            weights.push(self.frequencies.weight(form));
            u32::try_from(weights.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

/// How often each word stands in a text, counted in a table without the words: two words that share a place are
/// taken as a little more common than they are.
struct Frequencies {
    counts: Vec<u16>,
    n_sentences: f64,
}

impl Frequencies {
    fn of(extract: &Extract) -> Self {
        const MAX_TABLE: usize = 1 << 18;
        let size = (extract.text.tokens().len() * 2).next_power_of_two().clamp(1 << 10, MAX_TABLE);
        let mut counts = vec![0u16; size];
        for (token, &form) in extract.text.tokens().iter().zip(extract.forms()) {
            if token.kind != TokenKind::Punctuation {
                let place = &mut counts[Self::place(form, size)];
                *place = place.saturating_add(1);
            }
        }
        Self { counts, n_sentences: extract.sentences.len() as f64 }
    }

    fn place(form: u64, size: usize) -> usize {
        (form >> 20) as usize & (size - 1)
    }

    fn weight(&self, form: u64) -> f64 {
        let n = self.counts[Self::place(form, self.counts.len())].max(1);
        log2(1.0 + self.n_sentences / f64::from(n))
    }
}

/// The binary logarithm of a number from 1, straight between powers of two: the same bits on every machine, which a
/// system's `log` does not promise.
fn log2(x: f64) -> f64 {
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7FF) as f64 - 1023.0;
    let mantissa = f64::from_bits((bits & ((1 << 52) - 1)) | (1023 << 52));
    exponent + mantissa - 1.0
}

fn square(x: f64) -> f64 {
    x * x
}

/// Each word of a sorted list and how often it stands there.
pub(super) fn runs(ids: &[u32]) -> impl Iterator<Item = (u32, usize)> + '_ {
    ids.chunk_by(|a, b| a == b).map(|run| (run[0], run.len()))
}

/// Each word that stands in both sorted lists, and how often in each.
fn shared<'l>(a: &'l [u32], b: &'l [u32]) -> impl Iterator<Item = (u32, usize, usize)> + 'l {
    let (mut a, mut b) = (a, b);
    std::iter::from_fn(move || {
        while let (Some(&x), Some(&y)) = (a.first(), b.first()) {
            if x < y {
                a = &a[1..];
            } else if y < x {
                b = &b[1..];
            } else {
                let n = a.iter().take_while(|&&id| id == x).count();
                let m = b.iter().take_while(|&&id| id == x).count();
                (a, b) = (&a[n..], &b[m..]);
                return Some((x, n, m));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_near_enough() {
        for x in [1.0, 1.5, 2.0, 3.0, 7.5, 1000.0] {
            assert!((log2(x) - f64::log2(x)).abs() < 0.09, "{x}");
        }
    }

    #[test]
    fn words_in_common_are_counted_with_their_number() {
        assert_eq!(shared(&[1, 1, 2, 5], &[0, 1, 1, 1, 5]).collect::<Vec<_>>(), [(1, 2, 3), (5, 1, 1)]);
        assert_eq!(n_common(&[1, 1, 2, 5], &[0, 1, 1, 1, 5]), 3);
        assert_eq!(runs(&[1, 1, 4]).collect::<Vec<_>>(), [(1, 2), (4, 1)]);
    }
}

//! The same name spelled in two ways.

use crate::extract::lexicon::{Tag, lexicon};
use crate::extract::names::{Mention, MentionKind};
use crate::extract::words::Words;
use crate::extract::{Extract, Note, NoteKind};
use crate::span::Span;
use crate::text::{BlockKind, Case, Text, TokenKind, fold};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Shorter names differ by a letter and are other names: “Hall” and “Hale”.
const MIN_LETTERS: usize = 5;
/// A surname that stands alone needs more letters: it may be any name.
const MIN_ALONE: usize = 6;
/// A letter has at most this many bytes.
const MAX_BYTES: usize = 4;
/// No more different names than this are compared with each other.
const MAX_NAMES: usize = 400;

/// A way a person is named, and where first.
struct Named<'t> {
    /// Lower case, with accents.
    words: Vec<Cow<'t, str>>,
    /// The same without accents.
    plain: Vec<Cow<'t, str>>,
    /// The first byte of the last word without accents: two spellings of one name have it in common.
    initial: Option<u8>,
    span: Span,
    is_person: bool,
}

/// Finds them.
pub(super) fn notes(extract: &Extract) -> Vec<Note> {
    let (words, text) = (Words::of_extract(extract), &extract.text);
    let mut written: FxHashMap<&str, usize> = FxHashMap::default();
    let mut known: FxHashMap<Vec<Cow<str>>, usize> = FxHashMap::default();
    let mut all: Vec<Named> = Vec::new();
    // “misspelled the clerk's name as Ada Craine”: a notice may have the wrong spelling, and says so.
    let has_notices = text.blocks().iter().any(|block| block.kind == BlockKind::Notice);
    let in_notice = |mention: &Mention| {
        let block = text.tokens().get(mention.tokens.start).and_then(|token| text.block_at(token.start()));
        block.is_some_and(|block| block.kind == BlockKind::Notice)
    };
    for mention in extract.mentions.iter().filter(|mention| is_name(text, mention) && !(has_notices && in_notice(mention))) {
        let (span, is_person) = (text.span_of(mention.tokens.clone()), is_person(&words, mention));
        // Most names of an article stand in it again and again.
        let lower = &text.lower()[span.start..span.end];
        if let Some(&n) = written.get(lower) {
            all[n].is_person |= is_person;
            continue;
        }
        let named = Named::of(text, mention, span);
        let n = match known.get(&named.words) {
            Some(&n) => n,
            None if all.len() < MAX_NAMES => {
                known.insert(named.words.clone(), all.len());
                all.push(named);
                all.len() - 1
            }
            None => break,
        };
        all[n].is_person |= is_person;
        written.insert(lower, n);
    }
    let mut found = Vec::new();
    for (n, x) in all.iter().enumerate().filter(|(_, x)| x.is_person) {
        for y in all[n + 1..].iter().filter(|y| y.is_person && y.initial == x.initial) {
            if is_one_in_two_spellings(x, y, &all) {
                found.push(Note { kind: NoteKind::TwoSpellings, places: vec![x.span, y.span] });
            }
        }
    }
    found
}

/// The words of a name, without initials' stops and other marks.
fn words_of<'m>(text: &'m Text, mention: &'m Mention) -> impl Iterator<Item = usize> + 'm {
    mention.tokens.clone().filter(|&k| text.tokens()[k].kind == TokenKind::Word)
}

/// Whether a mention is one to three words, not all in capitals.
fn is_name(text: &Text, mention: &Mention) -> bool {
    matches!(words_of(text, mention).count(), 1..=3) && !words_of(text, mention).all(|k| text.tokens()[k].case == Case::Upper)
}

/// “Vandermere said”: whoever speaks is somebody.
fn is_person(words: &Words, mention: &Mention) -> bool {
    let beside = [mention.tokens.end, mention.tokens.start.wrapping_sub(1)];
    mention.kind == MentionKind::Person || mention.kind == MentionKind::Other && beside.iter().any(|&k| words.cue(k).is_some())
}

impl<'t> Named<'t> {
    fn of(text: &'t Text, mention: &Mention, span: Span) -> Self {
        let words: Vec<Cow<str>> = words_of(text, mention).map(|k| fold::key(text.word(k))).collect();
        let plain: Vec<Cow<str>> = words.iter().map(plain).collect();
        let initial = plain.last().and_then(|word| word.bytes().next());
        Self { words, plain, initial, span, is_person: false }
    }
}

fn is_one_in_two_spellings(x: &Named, y: &Named, all: &[Named]) -> bool {
    match (x.words.as_slice(), y.words.as_slice()) {
        ([given, .., surname], [other_given, .., other_surname]) if x.words.len() == y.words.len() => {
            let last = x.words.len() - 1;
            let between = x.words[1..last] == y.words[1..last];
            let same_given = || given == other_given && is_misspelt(&x.plain[last], &y.plain[last], MIN_LETTERS);
            let same_surname = || surname == other_surname && is_same_given(given, other_given);
            between && (same_given() || same_surname() || x.plain == y.plain)
        }
        // “Ruth Vandermeer … Vandermere said”: nobody else there is called so.
        ([_, .., _], [alone]) | ([alone], [_, .., _]) => {
            let is_own = || all.iter().any(|other| other.words.len() > 1 && other.words.last() == Some(alone));
            let [x, y] = [x, y].map(|named| named.plain.last().map_or("", Cow::as_ref));
            is_misspelt(x, y, MIN_ALONE) && !is_own()
        }
        _ => false,
    }
}

/// Whether two surnames are one with a slip in it: a letter more, less or other, or two that changed places. What only has an
/// ending more (“Crane”, “Cranes”; “Vardania”, “Vardanian”) is another word.
fn is_misspelt(x: &str, y: &str, least: usize) -> bool {
    // Nearly all pairs are done with here.
    if x.len().abs_diff(y.len()) > MAX_BYTES || x.as_bytes().first() != y.as_bytes().first() {
        return false;
    }
    let (x, y): (Vec<char>, Vec<char>) = (x.chars().collect(), y.chars().collect());
    let is_ending = x.starts_with(&y) || y.starts_with(&x);
    x.len().min(y.len()) >= least && x.first() == y.first() && x != y && !is_ending && slips(&x, &y) == 1
}

/// Whether two given names are one: “Phillip” and “Philip”, “Jon” and “John”. “Maria” and “Marie” are two.
fn is_same_given(x: &str, y: &str) -> bool {
    let bare = |name: &str| {
        let mut out = String::new();
        for c in plain(&Cow::Borrowed(name)).chars().filter(|c| *c != 'h') {
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        out
    };
    let gender = |name: &str| {
        let tags = lexicon().get(name).tags;
        (tags.has(Tag::FemaleName), tags.has(Tag::MaleName))
    };
    x != y && bare(x) == bare(y) && gender(x) == gender(y)
}

/// Without accents.
fn plain<'t>(word: &Cow<'t, str>) -> Cow<'t, str> {
    if word.is_ascii() {
        return word.clone();
    }
    word.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// How many slips lie between two words: one letter more, less or other, or two neighbours that changed places (Damerau's
/// distance in its simple form).
fn slips(x: &[char], y: &[char]) -> usize {
    let mut rows = vec![(0..=y.len()).collect::<Vec<usize>>()];
    for i in 1..=x.len() {
        let mut row = vec![i];
        for j in 1..=y.len() {
            let mut least = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + usize::from(x[i - 1] != y[j - 1]));
            if i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[x.len()][y.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        let of = |x: &str, y: &str| slips(&x.chars().collect::<Vec<_>>(), &y.chars().collect::<Vec<_>>());
        assert_eq!(of("vandermeer", "vandermere"), 1);
        assert_eq!(of("vandermeer", "vandermeir"), 1);
        assert_eq!(of("brill", "brille"), 1);
        assert_eq!(of("orne", "venn"), 3);
        assert_eq!(of("", "orne"), 4);
    }
}

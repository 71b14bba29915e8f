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
    /// The first byte of the last word without accents: two spellings of one name have it in common.
    initial: Option<u8>,
    span: Span,
    is_person: bool,
}

/// Finds them.
pub(super) fn notes(extract: &Extract) -> Vec<Note> {
    let (words, text) = (Words::of_extract(extract), &extract.text);
    let mut written: FxHashMap<&str, usize> = FxHashMap::default();
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
        let n = match all.iter().position(|known| known.initial == named.initial && known.words == named.words) {
            Some(n) => n,
            None if all.len() < MAX_NAMES => {
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
        let initial = words.last().and_then(|word| plain(word).bytes().next());
        Self { words, initial, span, is_person: false }
    }
}

fn is_one_in_two_spellings(x: &Named, y: &Named, all: &[Named]) -> bool {
    match (x.words.as_slice(), y.words.as_slice()) {
        ([given, .., surname], [other_given, .., other_surname]) if x.words.len() == y.words.len() => {
            let last = x.words.len() - 1;
            let between = x.words[1..last] == y.words[1..last];
            let same_given = || given == other_given && is_misspelt(&plain(surname), &plain(other_surname), MIN_LETTERS);
            let same_surname = || surname == other_surname && is_same_given(given, other_given);
            let same_letters = || x.words.iter().map(plain).eq(y.words.iter().map(plain));
            between && (same_given() || same_surname() || same_letters())
        }
        // “Ruth Vandermeer … Vandermere said”: nobody else there is called so.
        ([_, .., _], [alone]) | ([alone], [_, .., _]) => {
            let is_own = || all.iter().any(|other| other.words.len() > 1 && other.words.last() == Some(alone));
            let [x, y] = [x, y].map(|named| named.words.last().map(plain).unwrap_or_default());
            is_misspelt(&x, &y, MIN_ALONE) && !is_own()
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
    let is_ending = || x.starts_with(y) || y.starts_with(x);
    let is_long = || x.chars().count().min(y.chars().count()) >= least;
    x.chars().next() == y.chars().next() && is_slip(x, y) && !is_ending() && is_long()
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

/// Whether one slip lies between two words: one letter more, less or other, or two neighbours that changed places (Damerau's
/// distance in its simple form is 1).
fn is_slip(x: &str, y: &str) -> bool {
    // What differs, between what the words begin and end with alike.
    let (mut x, mut y) = (x.chars(), y.chars());
    while x.clone().next().is_some_and(|c| y.clone().next() == Some(c)) {
        x.next();
        y.next();
    }
    while x.clone().next_back().is_some_and(|c| y.clone().next_back() == Some(c)) {
        x.next_back();
        y.next_back();
    }
    let mut three = || [&mut x, &mut y].map(|word| [word.next(), word.next(), word.next()]);
    match three() {
        [[None, ..], [None, ..]] => false,
        [[_, None, _], [_, None, _]] => true,
        [[Some(a), Some(b), None], [Some(c), Some(d), None]] => (a, b) == (d, c),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_and_no_more() {
        let check = |x: &str, y: &str, expected: bool| {
            assert_eq!((is_slip(x, y), is_slip(y, x)), (expected, expected), "{x} {y}");
        };
        check("vandermeer", "vandermere", true);
        check("vandermeer", "vandermeir", true);
        check("brill", "brille", true);
        check("ñandermeer", "andermeer", true);
        check("venn", "ven", true);
        check("abab", "abba", true);
        check("orne", "orne", false);
        check("orne", "venn", false);
        check("orne", "rneo", false);
        check("abcd", "bacx", false);
        check("", "orne", false);
    }
}

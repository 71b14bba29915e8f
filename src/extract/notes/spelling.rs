//! The same name spelled in two ways.

use crate::extract::lexicon::{Tag, lexicon};
use crate::extract::names::{Mention, MentionKind};
use crate::extract::words::Words;
use crate::extract::{Extract, Note, NoteKind};
use crate::span::Span;
use crate::text::{BlockKind, TokenKind, fold};
use rustc_hash::FxHashMap;
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
struct Named {
    /// Lower case, with accents.
    words: Vec<String>,
    /// The same without accents.
    plain: Vec<String>,
    span: Span,
    is_person: bool,
}

/// Finds them.
pub(super) fn notes(extract: &Extract) -> Vec<Note> {
    let words = Words::of_extract(extract);
    let mut known: FxHashMap<Vec<String>, usize> = FxHashMap::default();
    let mut all: Vec<Named> = Vec::new();
    // “misspelled the clerk's name as Ada Craine”: a notice may have the wrong spelling, and says so.
    let in_notice = |mention: &Mention| {
        let block = extract.text.tokens().get(mention.tokens.start).and_then(|token| extract.text.block_at(token.start()));
        block.is_some_and(|block| block.kind == BlockKind::Notice)
    };
    for mention in extract.mentions.iter().filter(|mention| !in_notice(mention)) {
        let Some(named) = named(&words, mention) else { continue };
        match known.get(&named.words) {
            Some(&n) => all[n].is_person |= named.is_person,
            None if all.len() < MAX_NAMES => {
                known.insert(named.words.clone(), all.len());
                all.push(named);
            }
            None => break,
        }
    }
    let mut found = Vec::new();
    for (n, x) in all.iter().enumerate().filter(|(_, x)| x.is_person) {
        for y in all[n + 1..].iter().filter(|y| y.is_person) {
            if is_one_in_two_spellings(x, y, &all) {
                found.push(Note { kind: NoteKind::TwoSpellings, places: vec![x.span, y.span] });
            }
        }
    }
    found
}

fn named(words: &Words, mention: &Mention) -> Option<Named> {
    let text = words.text;
    let is_word = |k: &usize| text.tokens()[*k].kind == TokenKind::Word;
    let name: Vec<String> = mention.tokens.clone().filter(is_word).map(|k| fold::key(text.word(k)).into_owned()).collect();
    let shouted = mention.tokens.clone().filter(is_word).all(|k| text.tokens()[k].case == crate::text::Case::Upper);
    // “Vandermere said”: whoever speaks is somebody.
    let beside = [mention.tokens.end, mention.tokens.start.wrapping_sub(1)];
    let speaks = mention.kind == MentionKind::Other && beside.iter().any(|&k| words.cue(k).is_some());
    let is_person = mention.kind == MentionKind::Person || speaks;
    (matches!(name.len(), 1..=3) && !shouted).then(|| Named {
        plain: name.iter().map(|w| plain(w)).collect(),
        words: name,
        span: text.span_of(mention.tokens.clone()),
        is_person,
    })
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
            let [x, y] = [x, y].map(|named| named.plain.last().map_or("", String::as_str));
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
        for c in plain(name).chars().filter(|c| *c != 'h') {
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
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
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

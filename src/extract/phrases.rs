//! Noun phrases around a cue, found by their edges.
//!
//! No parser: a phrase is what stands between a reporting verb and the nearest word that cannot belong to a source
//! (a conjunction, a finite verb, a comma that opens no apposition). “Margaret Dray, chairwoman of the Friends, said”
//! is walked back over its apposition to the name.

mod before;

use super::lexicon::Tag;
use super::names::is_nickname;
use super::words::Words;
use crate::text::{TokenKind, fold};
pub use before::source_before;
use std::ops::Range;

/// A source has at most this many tokens, appositions apart; the longest plausible one in PolNeAR train has 24.
const MAX_SOURCE: usize = 24;

/// Whether the token is a comma or a dash that sets something apart.
fn sets_apart(words: &Words, k: usize) -> bool {
    let mark = words.lower(k);
    mark == "," || mark == "(" || mark == ")" || mark.chars().all(fold::is_dash) && !mark.is_empty() && !words.text.is_glued(k)
}

/// Whether the stop `k` is that of an abbreviation or an initial.
fn is_abbreviated(words: &Words, k: usize) -> bool {
    let initial = |k: usize| words.token(k).is_some_and(|t| t.span().len() == 1);
    words.lower(k) == "." && words.text.is_glued(k) && (words.abbreviation(k - 1).is_some() || initial(k - 1))
}

fn is_hyphen(words: &Words, k: usize) -> bool {
    words.text.is_glued(k)
        && words.text.is_glued(k + 1)
        && words.lower(k).chars().all(|c| fold::is_dash(c) || c == '/' || c == '\'' || c == '&' || c == '.')
}

/// The `’s` of “the minister’s office”, the `’` of “the islands’ agency”.
fn is_possessive(words: &Words, k: usize) -> bool {
    words.text.is_glued(k)
        && match words.lower(k) {
            "’s" | "'s" => true,
            "’" | "'" => words.lower(k - 1).ends_with('s') && !words.text.is_glued(k + 1),
            _ => false,
        }
}

/// Whether the token can be the noun or name of a phrase.
fn is_nominal(words: &Words, k: usize) -> bool {
    match words.kind(k) {
        Some(TokenKind::Number) => true,
        Some(TokenKind::Word) => {
            let here = words.tags_of(k);
            here.has(Tag::Capital) && !here.any(&[Tag::Subordinator, Tag::Conjunction, Tag::Modal, Tag::Be])
                || !here.any(&[
                    Tag::Preposition,
                    Tag::Conjunction,
                    Tag::Subordinator,
                    Tag::Relative,
                    Tag::Modal,
                    Tag::Be,
                    Tag::Have,
                    Tag::Do,
                    Tag::Determiner,
                    Tag::Possessive,
                    Tag::Negation,
                ])
        }
        _ => false,
    }
}

/// The noun phrase that ends just before `end`, not reaching before `floor`.
pub fn left(words: &Words, end: usize, floor: usize) -> Range<usize> {
    let mut i = end;
    let mut closed = false; // a determiner was passed: only “of …” may stand before it
    while i > floor && end - i < MAX_SOURCE {
        let k = i - 1;
        if is_hyphen(words, k) && k > floor {
            i = k;
            continue;
        }
        // Marcia “Cia” Venn
        if i < end && i > floor + 3 && is_nickname(words, i - 3) {
            i -= 3;
            continue;
        }
        let here = words.tags_of(k);
        match words.kind(k) {
            Some(TokenKind::Symbol) => {}
            Some(TokenKind::Punctuation) if is_possessive(words, k) && i < end && words.is_word(i) => {}
            Some(TokenKind::Punctuation) => {
                // “Sen. Tam”, “Gov. Orne”, “John A. Venn”
                if k == floor || i == end || !is_abbreviated(words, k) {
                    break;
                }
            }
            Some(TokenKind::Number) => {}
            Some(TokenKind::Word) if is_possessive(words, k) => {}
            Some(TokenKind::Word) => {
                if closed && !here.any(&[Tag::Preposition, Tag::Determiner]) {
                    break;
                }
                if words.is_personal(k) && !here.has(Tag::Possessive) {
                    if i == end {
                        i = k;
                        // “few of them”
                        if k > floor + 1 && words.lower(k - 1) == "of" {
                            continue;
                        }
                    }
                    break;
                }
                if here.any(&[Tag::Determiner, Tag::Possessive]) {
                    closed = true;
                } else if here.has(Tag::Preposition) && !here.has(Tag::Capital) {
                    // “the mayor of Kessel said”; “in Kessel said” has no head before the preposition
                    if k == floor
                        || !is_nominal(words, k - 1)
                        || i == end
                        || words.is_finite(k - 1) && !words.has(k - 1, Tag::NounVerb) && !words.is_capital(k - 1)
                    {
                        break;
                    }
                    closed = false;
                } else if here.has(Tag::Conjunction) {
                    let joins = k > floor
                        && i < end
                        && is_nominal(words, k - 1)
                        && (words.is_capital(k - 1) == words.is_capital(i))
                        && matches!(words.lower(k), "and" | "or" | "&");
                    if !joins || words.is_finite(k - 1) && !words.is_capital(k - 1) {
                        break;
                    }
                } else if here.any(&[
                    Tag::Subordinator,
                    Tag::Relative,
                    Tag::Interrogative,
                    Tag::Modal,
                    Tag::Be,
                    Tag::Have,
                    Tag::Do,
                    Tag::Negation,
                ]) && !here.has(Tag::Capital)
                    || here.any(&[Tag::Subordinator, Tag::Relative]) && k == floor
                {
                    break;
                } else if here.has(Tag::Verb)
                    && !here.has(Tag::Capital)
                    && !here.any(&[Tag::RolePerson, Tag::RoleCollective, Tag::RoleBody, Tag::RoleDocument, Tag::RoleAnonymous])
                {
                    // “the newly elected mayor”: a participle behind a determiner is an adjective
                    // and “a top strategist” has no verb
                    let adjective = k > floor
                        && i < end
                        && (words.any(k - 1, &[Tag::Determiner, Tag::Possessive])
                            || here.any(&[Tag::Past, Tag::Ing]) && (words.has(k - 1, Tag::Adverb) || is_hyphen(words, k - 1)));
                    if !adjective {
                        break;
                    }
                } else if here.has(Tag::Adverb) && !here.has(Tag::Capital) && !(k > floor && words.any(k - 1, &[Tag::Determiner])) {
                    break;
                }
            }
            None => break,
        }
        i = k;
    }
    // A phrase begins with a word of its own.
    while i < end && !(words.is_word(i) || words.kind(i) == Some(TokenKind::Number)) {
        i += 1;
    }
    while i < end && (words.any(i, &[Tag::Conjunction]) || words.has(i, Tag::Preposition) && !words.is_capital(i)) {
        i += 1;
    }
    i..end
}

/// Whether a phrase holds a name, a pronoun or a noun that can speak.
pub fn names_somebody(words: &Words, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|k| {
        let here = words.tags_of(k);
        here.has(Tag::Capital) && !here.any(&[Tag::Determiner, Tag::Preposition])
            || here.any(&[Tag::RolePerson, Tag::RoleCollective, Tag::RoleBody, Tag::RoleDocument, Tag::RoleAnonymous])
            || words.is_personal(k)
            || words.lower(k) == "one" && phrase.len() > 1
    })
}

/// The noun phrase that begins at `start`: the source behind an inverted cue or “according to”.
pub fn right(words: &Words, start: usize, end: usize) -> Range<usize> {
    let mut k = start;
    while k < end && k - start < MAX_SOURCE {
        let lower = words.lower(k);
        let here = words.tags_of(k);
        match words.kind(k) {
            Some(TokenKind::Punctuation) if k > start && is_possessive(words, k) && words.is_word(k + 1) && k + 1 < end => {}
            // Marcia “Cia” Venn
            Some(TokenKind::Punctuation) if k > start && k + 3 < end && is_nickname(words, k) => k += 2,
            Some(TokenKind::Punctuation) => {
                let abbreviated = lower == "." && k > start && words.text.is_glued(k) && k + 1 < end && words.abbreviation(k - 1).is_some();
                let initial = lower == "."
                    && k > start
                    && words.token(k - 1).is_some_and(|t| t.span().len() == 1)
                    && words.is_capital(k - 1)
                    && words.is_capital(k + 1);
                if !abbreviated && !initial && !is_hyphen(words, k) {
                    break;
                }
            }
            Some(TokenKind::Word) if k > start && is_possessive(words, k) => {}
            Some(TokenKind::Word) => {
                if k > start && words.is_personal(k) && !here.any(&[Tag::Possessive, Tag::Determiner]) {
                    break;
                }
                if here.any(&[Tag::Subordinator, Tag::Relative, Tag::Modal, Tag::Be, Tag::Have, Tag::Do, Tag::Interrogative])
                    && !here.has(Tag::Capital)
                {
                    break;
                }
                if here.has(Tag::Preposition) && !here.has(Tag::Capital) {
                    // “said Lia Moran in an interview”: a name is followed by no more than where it belongs to
                    let of_name = k > start && words.is_capital(k - 1) && !matches!(lower, "of" | "for" | "at" | "from");
                    let with_noun = k > start
                        && !of_name
                        && k + 1 < end
                        && (matches!(lower, "of" | "for" | "at" | "from" | "with" | "in" | "to" | "near" | "behind")
                            || lower == "by" && words.has(k - 1, Tag::RoleDocument))
                        && !is_calendar(words, k + 1);
                    if !with_noun {
                        break;
                    }
                }
                if here.has(Tag::Conjunction) {
                    let joins =
                        k > start && is_nominal(words, k + 1) && lower == "and" && words.is_capital(k - 1) == words.is_capital(k + 1);
                    if !joins {
                        break;
                    }
                }
                let verb = here.has(Tag::Verb) && !here.has(Tag::Capital) && k > start;
                if verb
                    && !(here.any(&[Tag::Past, Tag::Ing]) && words.any(k - 1, &[Tag::Determiner, Tag::Possessive, Tag::Adverb]))
                    && !here.any(&[Tag::RolePerson, Tag::RoleCollective, Tag::RoleBody])
                {
                    break;
                }
                if k > start && is_calendar(words, k) {
                    break;
                }
                let opens_adjective =
                    words.any(k - usize::from(k > start), &[Tag::Determiner]) || words.lower(start) == "one" || is_hyphen(words, k + 1);
                if here.has(Tag::Adverb) && !here.has(Tag::Capital) && k > start && !opens_adjective {
                    break;
                }
            }
            Some(TokenKind::Number | TokenKind::Symbol) => {}
            None => break,
        }
        k += 1;
    }
    // “said her deputy, Bill Sarn”: the name behind the role belongs to the source
    if words.lower(k) == "," && k > start && k + 1 < end && !words.is_capital(k - 1) {
        let name = name_at(words, k + 1, end);
        if name.len() > 1 {
            return start..name.end;
        }
    }
    // Nothing hangs on at the end.
    while k > start
        && (words.has(k - 1, Tag::Preposition) && !words.is_capital(k - 1)
            || words.any(k - 1, &[Tag::Conjunction, Tag::Determiner]) && k - start > 1)
    {
        k -= 1;
    }
    start..k
}

/// The run of capitalised words (initials included) that begins at `start`.
fn name_at(words: &Words, start: usize, end: usize) -> Range<usize> {
    let mut k = start;
    while k < end && (words.is_capital(k) && !is_calendar(words, k) || k > start && (is_abbreviated(words, k) || is_hyphen(words, k))) {
        k += 1;
    }
    start..k
}

/// Whether the token is a weekday, month or day word that ends a source (“Kent said Tuesday”).
pub fn is_calendar(words: &Words, k: usize) -> bool {
    words.has(k, Tag::When)
}

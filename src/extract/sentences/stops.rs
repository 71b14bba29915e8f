//! Whether a full stop ends a sentence: abbreviations, initials, times of day, ellipses.

use super::{can_begin, closes, is_opening_mark};
use crate::extract::lexicon::{Abbreviation, Tag};
use crate::extract::when::clock;
use crate::extract::words::Words;
use crate::text::calendar::{self, Word};
use crate::text::{Case, TokenKind};
use std::ops::Range;

/// An opening like “At 5 a.m.” has at most this many tokens; the time cannot end a sentence that has just begun.
const OPENING_TOKENS: usize = 4;

/// Whether a word with its last stop inside (`U.S.`, `p.m.`) ends the sentence.
pub(super) fn dotted_ends(words: &Words, start: usize, k: usize, next: usize) -> bool {
    // “P.S. What about the bridge?”: what has just begun cannot end
    if k == start {
        return false;
    }
    match words.abbreviation(k) {
        Some(Abbreviation::Time) => {
            !dates_time(words, next) && (k - start > OPENING_TOKENS || words.has(next, Tag::Starter) && k - start > 2)
        }
        Some(Abbreviation::Title | Abbreviation::Inner) => false,
        _ => words.has(next, Tag::Starter) || is_opening_mark(words, next),
    }
}

/// Whether what follows a time of day at `k` says of which day or zone it is.
///
/// “The fire broke out at 2 a.m. Friday in Kessel.” and “The debate opens at 9 p.m. Eastern.” are one sentence each, but “The
/// curfew began at 9 p.m. Friday was quiet.” is two.
fn dates_time(words: &Words, k: usize) -> bool {
    if !words.is_capital(k) {
        return false;
    }
    let bare = words.lower(k).replace('.', "");
    let goes_on = !words.is_finite(k + 1) && words.lower(k + 1) != "'s" && words.lower(k + 1) != "’s";
    match calendar::word(&bare) {
        Some(Word::Weekday(..)) => return goes_on,
        Some(Word::Month(..)) => return words.kind(k + 1 + usize::from(words.lower(k + 1) == ".")) == Some(TokenKind::Number),
        _ => {}
    }
    let shouted = words.token(k).is_some_and(|t| t.case == Case::Upper);
    shouted && clock::names_zone(&bare)
        || words.is_word(k + 1) && clock::names_zone(&format!("{bare} {}", words.lower(k + 1)))
        || goes_on && clock::names_zone(&format!("{bare} standard time"))
}

/// Whether a full stop behind token `k - 1` ends the sentence.
pub(super) fn stop_ends(words: &Words, start: usize, k: usize, next: usize, quoted: bool) -> bool {
    if k == start || !words.text.is_glued(k) || quoted {
        return true;
    }
    let before = k - 1;
    let starter = words.has(next, Tag::Starter) || is_opening_mark(words, next);
    let Some(token) = words.token(before) else { return true };
    if token.kind != TokenKind::Word {
        // “N°. 12”
        let numbered = matches!(words.lower(before), "°" | "º") && words.text.is_glued(before) && words.lower(before - 1) == "n";
        return !(numbered && words.kind(next) == Some(TokenKind::Number));
    }
    match words.abbreviation(before) {
        // “He left RT. The network had hired him.”: in capitals it is somebody's letters, unless all is (“MR. WHO IS BACK”).
        Some(Abbreviation::Title) => {
            let letters = token.case == Case::Upper && words.token(next).is_some_and(|t| t.case != Case::Upper);
            return (!token.case.is_capital_like() || letters) && starter;
        }
        Some(Abbreviation::Inner) => return false,
        Some(Abbreviation::Reference) => {
            // “No. 3” and “No. I will not.”; “The court said no. Halden sued.”: in small letters, “no.” needs what it counts.
            let counted = words.kind(next) == Some(TokenKind::Number) || matches!(calendar::word(words.lower(next)), Some(Word::Count(_)));
            let lettered = words.token(next).is_none_or(|t| t.case == Case::Upper || t.span().len() == 1);
            let a_word = token.case == Case::Lower && !lettered;
            return !counted && (before == start || starter || a_word);
        }
        Some(Abbreviation::Month | Abbreviation::Day) if token.case.is_capital_like() => {
            return words.kind(next) != Some(TokenKind::Number) && starter;
        }
        Some(Abbreviation::Time) => return k - start > OPENING_TOKENS,
        // “It cost $5bn. Surveyors came.”: a unit behind its figure
        Some(Abbreviation::Unit | Abbreviation::Other) if before > start && words.kind(before - 1) == Some(TokenKind::Number) => {
            return true;
        }
        Some(Abbreviation::Firm | Abbreviation::Place | Abbreviation::Degree | Abbreviation::Unit | Abbreviation::Other) => return starter,
        _ => {}
    }
    // An initial: “Edmund I. Marlow”, but “it is between us and I. Was it late”.
    if token.span().len() == 1 && token.case == Case::Capital {
        let after_name = before > start && words.is_capital(before - 1) && before - 1 > start;
        let first = before == start;
        return starter && !after_name && !first;
    }
    true
}

impl Case {
    fn is_capital_like(self) -> bool {
        self != Self::Lower
    }
}

/// Stops with spaces between: `. . .`. `Some(None)` when they end nothing, `Some(Some(end))` when they do.
#[allow(clippy::option_option)] // "not an ellipsis" and "an ellipsis that ends nothing" are different answers
pub(super) fn spaced_ellipsis(words: &Words, block: &Range<usize>, k: usize) -> Option<Option<usize>> {
    let dot = |k: usize| k < block.end && words.lower(k) == ".";
    if !dot(k + 1) || words.text.is_glued(k + 1) {
        // The last dot of a run that began earlier ends nothing by itself.
        let inside = k > block.start && dot(k - 1) && !words.text.is_glued(k);
        return inside.then_some(None);
    }
    if k > block.start && dot(k - 1) {
        return Some(None);
    }
    let run = (k..block.end).take_while(|&k| dot(k)).count();
    let end = k + run;
    if end >= block.end || closes(words, end) || !can_begin(words, end) || run < 4 {
        return Some(None);
    }
    // “compounds. . . . The practice”: the glued stop ends the sentence, the other three open the next.
    let stop_first = words.text.is_glued(k);
    Some(Some(if stop_first { k + 1 } else { end }))
}

/// Whether the stop at `k` abbreviates a word that opens a bracket, or the next item in one.
///
/// “Marisol Kent (b. March 2009)” and “Orne (m. 1999; div. 2004)”: nothing that has a bracket's single small word is a sentence.
pub(super) fn abbreviates_in_bracket(words: &Words, k: usize) -> bool {
    let Some(word) = k.checked_sub(1).filter(|&w| words.lower(k) == "." && words.text.is_glued(k) && words.is_word(w)) else {
        return false;
    };
    let short = words.lower(word).len() <= 3 && !words.is_capital(word);
    let dated = || words.kind(k + 1) == Some(TokenKind::Number) || matches!(calendar::word(words.lower(k + 1)), Some(Word::Month(..)));
    short && word > 0 && matches!(words.lower(word - 1), "(" | ";") && dated()
}

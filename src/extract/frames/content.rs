//! The content of a frame: what stands behind a cue, before it, or on both sides.

use super::Scene;
use crate::extract::lexicon::{CueEntry, Tag};
use crate::extract::marks::Quoted;
use crate::extract::phrases;
use crate::extract::words::Words;
use crate::text::TokenKind;
use std::ops::Range;

/// A content has at most this many tokens outside quotation marks; few in PolNeAR train have more than a hundred, and
/// a page without a full stop would be said again by every verb on it.
pub(super) const MAX_CONTENT: usize = 400;

/// “that” follows its cue within this many tokens (“said in an interview on Monday that”).
const THAT_WINDOW: usize = 14;
/// A finite verb stands within this many tokens of the start of a content clause.
const CLAUSE_WINDOW: usize = 22;
/// The content that ends with a quotation before the cue: the whole stretch, and what the sentence says before it.
pub(super) fn content_before(sentence: &Range<usize>, quote: &Quoted) -> Range<usize> {
    quote.open.min(sentence.start.max(quote.open))..quote.after()
}

/// A quotation that goes on behind an interruption: “A,” he said, “B.”
pub(super) fn quote_behind(scene: &Scene, sentence: &Range<usize>, from: usize) -> Option<Range<usize>> {
    let words = scene.words;
    let open = scene.sets.quoted.within(from..sentence.end).find(|&k| scene.opened_at(k).is_some())?;
    let quiet = !words.has_verb(from..open) || matches!(words.lower(open - 1), "," | ":" | "—" | "–");
    let quote = scene.opened_at(open)?;
    quiet.then(|| quote.open..quote.after())
}

/// Where the clause that a sentence's tokens make ends: before its last stop and closing marks.
pub(super) fn clause_end(scene: &Scene, sentence: &Range<usize>) -> usize {
    let words = scene.words;
    let mut end = sentence.end;
    while end > sentence.start && scene.is_outside(end - 1) && matches!(words.lower(end - 1), "." | "!" | "?" | ":" | ";" | ")" | "…") {
        end -= 1;
    }
    end
}

/// What stands behind the cue, without listeners (“told reporters”) and adverbials (“on Monday”, “in a statement”).
pub(super) fn behind_cue(scene: &Scene, k: usize, entry: &CueEntry, end: usize) -> Range<usize> {
    let words = scene.words;
    let end = end.min(k + 1 + MAX_CONTENT);
    let mut at = (k + 1).min(end);
    let outside_until = scene.sets.quoted.first(at..end).unwrap_or(end);
    // No finite verb stands before the “that” of the cue.
    let window = at..outside_until.min(at + THAT_WINDOW);
    // The “’s” of a name is none: “said on OQTV’s ‘Morning Hour’ that”.
    let is_verb = |&k: &usize| !(matches!(words.lower(k), "'s" | "’s") && words.is_capital(k - 1));
    let until = scene.sets.finite.within(window.clone()).find(is_verb).map_or(window.end, |verb| verb + 1);
    let that = (at..until).find(|&k| words.lower(k) == "that" || words.has(k, Tag::Subordinator) && words.lower(k) == "whether");
    if let Some(that) = that {
        return that..end;
    }
    if entry.takes_listener && at < end && scene.is_outside(at) {
        let listener = if words.is_personal(at) || matches!(words.lower(at), "him" | "her" | "them" | "me" | "us" | "you") {
            at..at + 1
        } else {
            phrases::right(words, at, listener_end(words, at, outside_until))
        };
        at = listener.end.max(at);
    }
    for _ in 0..3 {
        if at < end && words.lower(at) == "that" {
            break;
        }
        if at >= outside_until {
            break;
        }
        if phrases::is_calendar(words, at) {
            at += 1;
        } else if words.has(at, Tag::Preposition)
            && matches!(
                words.lower(at),
                "on" | "in" | "at" | "to" | "during" | "after" | "by" | "from" | "before" | "through" | "via" | "of" | "about" | "with"
            )
        {
            let phrase = phrases::right(words, at + 1, outside_until);
            if phrase.is_empty() && !phrases::is_calendar(words, at + 1) {
                break;
            }
            at = phrase.end.max(at + 2).min(outside_until);
        } else if words.has(at, Tag::Adverb) && !words.is_capital(at) {
            at += 1;
        } else {
            break;
        }
    }
    while at < end && scene.is_outside(at) && matches!(words.lower(at), "," | ":" | "—" | "–") {
        at += 1;
    }
    at.min(end)..end
}

/// Where a listener that begins at `at` has ended at the latest: before a phrase that begins anew without a preposition,
/// “told reporters *the* road was shut”, but “told the mayor of *the* town”.
fn listener_end(words: &Words, at: usize, end: usize) -> usize {
    let anew = |k: usize| words.any(k, &[Tag::Determiner, Tag::Possessive]) && !words.has(k - 1, Tag::Preposition);
    (at + 1..end.min(at + 1 + THAT_WINDOW)).find(|&k| anew(k)).unwrap_or(end)
}

pub(super) fn behind_has_words(words: &Words, behind: &Range<usize>) -> bool {
    behind.clone().take(12).any(|k| words.is_finite(k)) && behind.len() > 2 && !matches!(words.lower(behind.start.saturating_sub(1)), ",")
}

/// Whether a range reads as a clause: it opens with “that”, with a quotation, or has a subject and a finite verb.
pub(super) fn has_clause(scene: &Scene, range: &Range<usize>, entry: &CueEntry) -> bool {
    let words = scene.words;
    if range.len() < 2 {
        return false;
    }
    if matches!(words.lower(range.start), "that" | "whether") || scene.opened_at(range.start).is_some() {
        return true;
    }
    if matches!(words.lower(range.start), "if" | "how" | "why" | "what" | "who" | "when" | "where" | "which") {
        return entry.takes_clause && words.has_verb(range.clone());
    }
    if words.any(range.start, &[Tag::Preposition, Tag::Conjunction]) && !words.is_capital(range.start)
        || !words.is_word(range.start) && words.kind(range.start) != Some(TokenKind::Number)
    {
        return false;
    }
    // The subject comes first; its verb is not the first word, and no comma cuts the two apart at once.
    let window = range.start + 1..range.end.min(range.start + CLAUSE_WINDOW);
    scene.sets.finite.first(window).is_some()
}

/// Where a noun phrase or infinitive that is a content ends.
pub(super) fn phrase_end(words: &Words, start: usize, end: usize) -> usize {
    (start + 1..end).find(|&k| matches!(words.lower(k), "," | ";" | "—" | "–") && !words.text.is_glued(k + 1)).unwrap_or(end)
}

/// Where a content that stands before its source begins.
pub(super) fn floor_of(words: &Words, sentence: &Range<usize>, floor: usize) -> usize {
    let mut start = floor;
    while start < sentence.end
        && (words.kind(start) == Some(TokenKind::Punctuation) && !words.is_quotation_mark(start)
            || start > sentence.start && words.has(start, Tag::Conjunction))
    {
        start += 1;
    }
    start
}

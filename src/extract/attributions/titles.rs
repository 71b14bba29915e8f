//! Titles of works and names in quotation marks: “the novel ‘Salt Road’”. They open no frame, being part of the
//! sentence around them; whether somebody says that sentence, and the title in it, is for `stretch`.

use crate::extract::lexicon::Tag;
use crate::extract::marks::Quoted;
use crate::extract::names::lists::NameTag;
use crate::extract::names::{is_body_word, is_nickname};
use crate::extract::words::Words;
use crate::text::Case;

/// A title of a work has at most this many words.
const MAX_TITLE_WORDS: usize = 12;

/// Parts titles and names in marks from other stretches: they belong to the sentence around them.
pub fn titles_apart(words: &Words, quoted: &[Quoted]) -> (Vec<Quoted>, Vec<Quoted>) {
    quoted.iter().cloned().partition(|q| !q.is_wire && (is_title(words, q) || is_nickname(words, q.open)))
}

/// Whether a stretch reads like the title of a work or a name for a thing: “the novel ‘Salt Road’”, “on ‘The Morning
/// Hour’”. It stands inside a sentence, is introduced as a title or written like one, and asserts nothing.
fn is_title(words: &Words, q: &Quoted) -> bool {
    let Some(before) = q.open.checked_sub(1) else { return false };
    let tokens = || q.inner.clone().filter(|&k| words.is_word(k));
    let n_words = tokens().count();
    if q.goes_on || n_words == 0 || n_words > MAX_TITLE_WORDS || q.inner.clone().any(|k| matches!(words.lower(k), "!" | ";")) {
        return false;
    }
    let stop = matches!(words.lower(q.inner.end - 1), "." | "?") && n_words > 3;
    let capitals = title_like(words, q);
    // “They shouted ‘Go Home’” is said; behind a preposition, a possessive or a plain noun it is a name, and so is who was told:
    // “Venn told ‘Harbour and Home’ that …”
    let said = words.cue(before).is_some_and(|cue| !cue.takes_listener);
    let named = words.is_word(before) && !said && !words.has(before, Tag::Relative);
    is_introduced(words, q) && !stop || capitals && n_words >= 2 && named && !tokens().any(|k| words.is_finite(k))
}

/// Whether what stands before a stretch says that it is a title or a name: “the novel ‘Salt Road’”, “his memoir, ‘Salt’”,
/// “on OQTV’s ‘Morning Hour’”.
pub(super) fn is_introduced(words: &Words, q: &Quoted) -> bool {
    let Some(before) = q.open.checked_sub(1) else { return false };
    let introducer = if words.lower(before) == "," { before.saturating_sub(1) } else { before };
    words.has(introducer, Tag::TitleIntroducer) || is_programme(words, before) && title_like(words, q)
}

/// Whether the word before a stretch makes it a body's or a day's: “OQTV’s”, “Velmar News’s”, “Wednesday’s”. What is written
/// like a title behind it is a programme; behind a person's name (“Venn’s ‘Clean Harbour’ speech”) it may be her words.
fn is_programme(words: &Words, possessive: usize) -> bool {
    let Some(owner) = possessive.checked_sub(1) else { return false };
    let is_owner = || {
        words.token(owner).is_some_and(|t| t.case == Case::Upper)
            || words.is_capital(owner) && (is_body_word(words, owner) || words.name_tags(owner).has(NameTag::Calendar))
    };
    matches!(words.lower(possessive), "'s" | "’s") && words.text.is_glued(possessive) && is_owner()
}

/// Whether nobody speaks in a stretch, whatever stands around it: a nickname inside a name, or what is no speech in a
/// transcript.
pub(super) fn is_aside(words: &Words, q: &Quoted) -> bool {
    is_nickname(words, q.open) || is_bracketed(words, q)
}

/// “(Laughter.)”, one pair of brackets from mark to mark.
fn is_bracketed(words: &Words, q: &Quoted) -> bool {
    let closes = |k: usize| matches!(words.lower(k), ")" | "]");
    let end = if closes(q.inner.end - 1) { q.inner.end - 1 } else { q.inner.end.saturating_sub(2) };
    matches!(words.lower(q.inner.start), "(" | "[") && q.inner.clone().find(|&k| closes(k)) == Some(end)
}

/// Whether a stretch is written like a title: “The Salt Road”.
pub(super) fn title_like(words: &Words, q: &Quoted) -> bool {
    let mut tokens = q.inner.clone().filter(|&k| words.is_word(k));
    words.is_capital(q.inner.start) && tokens.all(|k| words.is_capital(k) || words.token(k).is_some_and(|t| t.span().len() <= 3))
}

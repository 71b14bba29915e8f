//! Titles of works and names in quotation marks: “the novel ‘Salt Road’”. They open no frame, being part of the
//! sentence around them; whether somebody says that sentence, and the title in it, is for `stretch`.

use crate::extract::lexicon::Tag;
use crate::extract::marks::Quoted;
use crate::extract::words::Words;

/// A title of a work has at most this many words.
const MAX_TITLE_WORDS: usize = 12;

/// Parts titles and names in marks from other stretches: they belong to the sentence around them.
pub fn titles_apart(words: &Words, quoted: &[Quoted]) -> (Vec<Quoted>, Vec<Quoted>) {
    quoted.iter().cloned().partition(|q| !q.is_wire && is_title(words, q))
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
    // “They shouted ‘Go Home’” is said; behind a preposition, a possessive or a plain noun it is a name.
    let named = words.is_word(before) && !words.has(before, Tag::CueVerb) && !words.has(before, Tag::Relative);
    is_introduced(words, q) && !stop || capitals && n_words >= 2 && named && !tokens().any(|k| words.is_finite(k))
}

/// Whether a word before a stretch says that it is a title or a name: “the novel ‘Salt Road’”, “his memoir, ‘Salt’”.
pub(super) fn is_introduced(words: &Words, q: &Quoted) -> bool {
    let Some(before) = q.open.checked_sub(1) else { return false };
    let introducer = if words.lower(before) == "," { before.saturating_sub(1) } else { before };
    words.has(introducer, Tag::TitleIntroducer)
}

/// Whether a stretch is written like a title: “The Salt Road”.
pub(super) fn title_like(words: &Words, q: &Quoted) -> bool {
    let mut tokens = q.inner.clone().filter(|&k| words.is_word(k));
    words.is_capital(q.inner.start) && tokens.all(|k| words.is_capital(k) || words.token(k).is_some_and(|t| t.span().len() <= 3))
}

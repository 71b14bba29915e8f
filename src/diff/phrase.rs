//! Atoms that differ → the words shown for them in a reason: whole phrases, not the bare words that differ.
//!
//! “Authorities … checking” reads worse than “Authorities were checking”, and “The” or “’s” alone says nothing: a word or
//! two that stayed between two that differ are shown with them, little words that stand alone are left out where others
//! say more, and a little word by itself is shown with its neighbour.

use super::passage::{Atom, Passage, Side};
use crate::span::Span;

/// So many words that stayed are shown between two that differ.
const MAX_BRIDGED: usize = 2;
/// With more pieces than this, all from the first to the last is shown, unless that are too many words.
const MAX_PIECES: usize = 2;
/// See above.
const MAX_WHOLE: usize = 20;
/// At most so many little words are shown with their neighbour.
const MAX_LITTLE: usize = 2;

/// The words of one side that a reason shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// The words, with “ … ” between what stands apart.
    pub text: String,
    /// Where they stand, piece by piece; empty where nobody asks for it.
    pub pieces: Vec<Span>,
}

impl Shown {
    /// Pieces of a text, which stand in order.
    pub(super) fn of(side: &Side, pieces: Vec<Span>) -> Self {
        Self { text: pieces.iter().map(|&span| side.shown(span)).collect::<Vec<_>>().join(" … "), pieces }
    }
}

impl<T: Into<String>> From<T> for Shown {
    fn from(text: T) -> Self {
        Self { text: text.into(), pieces: Vec::new() }
    }
}

impl Passage<'_, '_> {
    /// The words shown for some atoms, which stand in order.
    pub(super) fn phrase(&self, atoms: &[&Atom]) -> Shown {
        let mut pieces: Vec<(Span, bool)> = Vec::new();
        for atom in atoms {
            let says = !self.is_function_word(atom);
            match pieces.last_mut() {
                Some((last, any)) if atom.span.start < last.end || self.is_near(*last, atom.span) => {
                    *last = last.cover(atom.span);
                    *any |= says;
                }
                _ => pieces.push((atom.span, says)),
            }
        }
        if pieces.iter().any(|(_, says)| *says) {
            pieces.retain(|(_, says)| *says);
        }
        if let [(one, false)] = &mut pieces[..] {
            *one = self.with_neighbour(*one);
        }
        if pieces.len() > MAX_PIECES {
            let whole = pieces[0].0.cover(pieces[pieces.len() - 1].0);
            if self.side.n_words(whole) <= MAX_WHOLE && self.is_one_sentence(whole) {
                return Shown::of(self.side, vec![whole]);
            }
        }
        Shown::of(self.side, pieces.into_iter().map(|(span, _)| span).collect())
    }

    fn is_one_sentence(&self, span: Span) -> bool {
        let text = &self.side.extract.text;
        self.ranges.iter().any(|r| text.span_of(r.clone()).contains(span))
    }

    /// Whether two words that differ stand so near that what is between them is shown too.
    fn is_near(&self, a: Span, b: Span) -> bool {
        self.is_one_sentence(a.cover(b)) && self.side.n_words(Span::new(a.end, b.start)) <= MAX_BRIDGED
    }

    /// Little words with the word behind them, or the one before where none is behind: “the” with “bridge”, “’s” with “town”.
    fn with_neighbour(&self, span: Span) -> Span {
        let text = &self.side.extract.text;
        let tokens = text.tokens_in(span);
        if self.side.n_words(span) > MAX_LITTLE {
            return span;
        }
        let is_word = |k: usize| self.side.words.is_word(k) && self.is_one_sentence(text.span_of(k..k + 1));
        let hangs = text.is_glued(tokens.start) && tokens.start > 0;
        if !hangs && is_word(tokens.end) {
            return span.cover(text.span_of(tokens.end..tokens.end + 1));
        }
        match tokens.start.checked_sub(1).filter(|&k| is_word(k)) {
            Some(k) => span.cover(text.span_of(k..k + 1)),
            None => span,
        }
    }
}

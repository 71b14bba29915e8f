//! “at least”, “nearly”, “or so”: how exactly the number beside them is put.

use super::lexicon::{Before, Phrase, Says};
use super::reader::Reader;
use crate::extract::Approximation;
use crate::text::TokenKind;

/// What stands before a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Approximator {
    /// The first token of it.
    pub(super) start: usize,
    pub(super) says: Approximation,
    /// Whether it may stand before a bare one, and before a duration.
    pub(super) not_small: bool,
    pub(super) not_time: bool,
}

/// So many approximators may stand in a row: “at least some 300”.
const MAX_IN_A_ROW: usize = 3;

impl Reader<'_> {
    /// The approximators right before token `k`. Of several, the first that is more than “about” says it.
    pub(super) fn approximator(&self, k: usize) -> Option<Approximator> {
        let mut found: Option<Approximator> = None;
        let mut start = k;
        for _ in 0..MAX_IN_A_ROW {
            let Some(phrase) = self.phrase_before(start) else { break };
            start -= phrase.words.len() - phrase.means.context;
            let Before { says, not_small, not_time, .. } = phrase.means;
            match (says, found) {
                (Says::Nothing, _) => break,
                (Says::Pass, _) => {}
                (Says::Approximately(Approximation::About), Some(inner)) => found = Some(Approximator { start, ..inner }),
                (Says::Approximately(says), _) => found = Some(Approximator { start, says, not_small, not_time }),
            }
        }
        found
    }

    fn phrase_before(&self, k: usize) -> Option<&'static Phrase<Before>> {
        let last = self.back(k, 1);
        let phrases = self.lexicon.before.get(last)?;
        phrases.iter().find(|p| self.stand_before(&p.words, k))
    }

    /// The approximator that begins at token `k`, behind a number, and the token behind it.
    pub(super) fn approximator_after(&self, k: usize) -> Option<(Approximation, usize)> {
        let phrases = self.lexicon.after.get(self.word(k))?;
        let phrase = phrases.iter().find(|p| self.stands(&p.words, k) && (p.words[0] != "+" || self.is_glued(k)))?;
        let end = k + phrase.words.len();
        // “20 or more than 30”, “20 and over 30 more”, “20 and up to 30”
        let goes_on = matches!(self.word(end), "than" | "to") || self.is(end, TokenKind::Number);
        (!goes_on).then_some((phrase.means, end))
    }
}

//! “all”, “most”, “some”: which of them count.
//!
//! They are the commonest words of English and mostly not quantities (“most likely”, “some time”, “after all”), so
//! each must lead to what it counts: “of”, an article, or a plural.

use super::lexicon::{Kind, Numeral};
use super::number::{Number, Style};
use super::reader::{Reader, is_determiner};
use crate::text::TokenKind;

impl Reader<'_> {
    /// The quantifier at token `k`.
    pub(super) fn quantifier(&self, k: usize, numeral: &Numeral) -> Result<Number, usize> {
        let next = self.word(k + 1);
        let counted = self.is(k + 1, TokenKind::Number)
            || self.lexicon.currencies.contains_key(next)
            || self
                .numeral(k + 1)
                .is_some_and(|n| !matches!(n.kind, Kind::Ordinal | Kind::Letter | Kind::Money | Kind::Article | Kind::Suffix));
        // “all 12”, “some 300”, “many thousands”: the number says it
        if counted || self.is_hyphen(k + 1) {
            return Err(k + 1);
        }
        let of = next == "of" && !matches!(self.word(k + 2), "it" | "that" | "this" | "all" | "what");
        let joined = usize::from(matches!(self.back(k, 1), "," | "and")) + 1;
        let superlative = is_determiner(self.back(k, 1)) || self.back(k, joined).ends_with("est") || next.ends_with("ly");
        let counts = match self.word(k) {
            "majority" | "minority" => of && self.word(k + 2) != "one",
            "all" | "both" => {
                of || is_determiner(next) && !matches!(next, "that" | "what" | "very" | "a" | "an" | "this") || self.plural_follows(k + 1)
            }
            // “the most popular”, “the largest and most modern”: a superlative
            "most" => !superlative && (of || self.plural_within(k + 1, 1)),
            _ => of || self.plural_follows(k + 1),
        };
        if counts { Ok(Number::new(numeral.low, numeral.high, k + 1, Style::Quantifier)) } else { Err(k + 1) }
    }
}

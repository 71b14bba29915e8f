//! Nouns of two passages: another thing in the place of one.
//!
//! “A truck hit the bus” → “A tram hit the bus”, “money for schools and clinics” → “money for roads and clinics”.

use super::compare::{Compared, Hunk};
use super::kinds::Kind;
use super::passage::{Atom, Passage};
use crate::extract::lexicon::{Tag, classes};

/// Finds things that stand against each other: one noun on either side of a stretch.
pub(super) fn compare(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    for hunk in hunks {
        let (b, a) = hunk.unexplained();
        let one = |p: &Passage, atoms: &[&Atom]| p.token(p.only_content(atoms)?);
        let (Some(x), Some(y)) = (one(before, &b), one(after, &a)) else { continue };
        let replaced = match (thing(before, x), thing(after, y)) {
            (Some(old), Some(new)) => old != new,
            _ => is_listed(before, x) && is_listed(after, y),
        };
        if replaced {
            found.add(Kind::Entity, before.shown(&b), after.shown(&a));
            hunk.explain(|_| true, |_| true);
        }
    }
}

/// The class of the thing a noun names.
fn thing(p: &Passage, k: usize) -> Option<&'static str> {
    let word = p.side.words.lower(k);
    let singular = word.strip_suffix("ies").and_then(|stem| classes::things().get(&*format!("{stem}y")));
    let stripped = || word.strip_suffix("es").and_then(|w| classes::things().get(w));
    let plain = || word.strip_suffix('s').and_then(|w| classes::things().get(w));
    classes::things().get(word).or(singular).or_else(plain).or_else(stripped).copied()
}

/// Whether token `k` is a plural in a list: “schools and clinics”, “by road, rail and canals”.
fn is_listed(p: &Passage, k: usize) -> bool {
    let words = &p.side.words;
    let joint = |j: usize| matches!(words.lower(j), "and" | "or" | ",");
    let plural = words.lower(k).ends_with('s') && !words.any(k, &[Tag::Verb, Tag::Adverb, Tag::Past]);
    plural && !words.is_capital(k) && (joint(k + 1) && words.is_word(k + 2) || k > 1 && joint(k - 1) && words.is_word(k - 2))
}

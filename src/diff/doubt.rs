//! Words of doubt that came, went or changed: “may” → “will”, “allegedly”.

use super::compare::{Compared, Hunk, MAX_BESIDE, is_long_or_clause, is_written_anew};
use super::kinds::Kind;
use super::passage::{Atom, Passage};
use super::{rest, verbs};
use crate::extract::Certainty;
use crate::extract::lexicon::Tag;
use std::ops::Range;

/// Words of doubt that came, went or changed.
pub(super) fn certainty(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    fn least(passage: &Passage, atoms: &[&Atom]) -> Option<(Certainty, Range<usize>)> {
        let tokens: Vec<usize> = atoms.iter().filter_map(|a| passage.token(a)).collect();
        let hedges = passage.hedges.iter().filter(|h| h.tokens.clone().any(|k| tokens.contains(&k)));
        hedges
            .min_by_key(|h| if h.certainty == Certainty::Confirmed { 3 } else { h.certainty as u8 })
            .map(|h| (h.certainty, h.tokens.clone()))
    }
    for hunk in hunks {
        let (b, a) = hunk.unexplained();
        let (old, new) = (least(before, &b), least(after, &a));
        // “must keep a list” → “should keep a list”: a duty became advice
        let weak = |p: &Passage, atoms: &[&Atom]| modal(p, atoms, &["should", "ought"]);
        let strong = |p: &Passage, atoms: &[&Atom]| modal(p, atoms, &["will", "must", "shall"]);
        let old = old.or_else(|| strong(after, &a).and_then(|_| weak(before, &b)));
        let new = new.or_else(|| strong(before, &b).and_then(|_| weak(after, &a)));
        let step = |h: &Option<(Certainty, Range<usize>)>| h.as_ref().map_or(Certainty::Asserted, |h| h.0);
        let (from, to) = (step(&old), step(&new));
        if from == to || is_written_anew(before, &b, after, &a) {
            continue;
        }
        // Where only one side has a word of doubt, what stands against it is shown: “may” became “will”.
        let shown = |p: &Passage, h: &Option<(Certainty, Range<usize>)>, atoms: &[&Atom]| {
            let little: Vec<&Atom> = atoms
                .iter()
                .copied()
                .filter(|x| p.token(x).is_some_and(|k| p.side.words.any(k, &[Tag::Modal, Tag::Be, Tag::Have])))
                .collect();
            h.as_ref().map_or_else(|| p.shown(&little), |h| p.side.shown(p.side.extract.text.span_of(h.1.clone())).to_owned())
        };
        // “can watch” → “could watch” goes with the tense, not with the certainty
        let can = |p: &Passage, atoms: &[&Atom]| {
            atoms.iter().any(|x| p.token(x).is_some_and(|k| matches!(p.side.words.lower(k), "can" | "could")))
        };
        if can(before, &b) && can(after, &a) {
            continue;
        }
        // A hedge that a longer addition brings along is part of the addition.
        let brought = |p: &Passage, atoms: &[&Atom], q: &Passage, other: &[&Atom]| {
            other.is_empty() && is_long_or_clause(p, atoms)
                || p.n_content(atoms) > MAX_BESIDE && p.n_content(atoms) >= rest::OUTWEIGHS * q.n_content(other)
        };
        if old.is_none() && brought(after, &a, before, &b) || new.is_none() && brought(before, &b, after, &a) {
            continue;
        }
        found.add(if to > from { Kind::CertaintyRaised } else { Kind::CertaintyLowered }, shown(before, &old, &b), shown(after, &new, &a));
        let in_hedge = |p: &Passage, h: &Option<(Certainty, Range<usize>)>, atom: &Atom| {
            p.token(atom).is_some_and(|k| h.as_ref().is_some_and(|h| h.1.contains(&k)))
        };
        // “is close to buying” → “will buy”: the verb inside the hedge stands for the same
        verbs::explain_shared(before, after, hunk);
        hunk.explain(|atom| in_hedge(before, &old, atom), |atom| in_hedge(after, &new, atom));
        // “plans to resume” → “may resume”: the verb of intent gave way to the modal
        let intent = |p: &Passage, atom: &Atom| {
            p.token(atom).is_some_and(|k| p.side.words.lower(k + 1) == "to" && p.side.words.any(k, &[Tag::Verb, Tag::NounVerb]))
        };
        hunk.explain(|atom| intent(before, atom), |atom| intent(after, atom));
    }
}

/// The first of some modals among atoms, as a word that makes its clause no more than probable.
fn modal(p: &Passage, atoms: &[&Atom], modals: &[&str]) -> Option<(Certainty, Range<usize>)> {
    let k = atoms.iter().filter_map(|x| p.token(x)).find(|&k| modals.contains(&p.side.words.lower(k)))?;
    Some((Certainty::Probable, k..k + 1))
}

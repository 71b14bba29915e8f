//! Assertions turned into their opposite: a negation that came or went, “safe” → “unsafe”.
//!
//! When it is wrong: a word that only looks like one (“valuable”, “invaluable”) where it is not listed.

use super::compare::{Compared, Hunk, MAX_NEGATED, is_long_or_clause, is_written_anew};
use super::kinds::Kind;
use super::passage::{Atom, Passage};
use super::verbs;
use crate::extract::Stance;
use crate::extract::lexicon::Tag;
use crate::span::Span;

/// What turns a word into its opposite whatever its ending.
const SURE: &[&str] = &["un", "il", "ir", "non", "non-"];
/// What does so before an adjective only: “possible”, but not “press”.
const ADJECTIVAL: &[&str] = &["in", "im"];
/// How such an adjective ends.
const ENDINGS: &[&str] = &["able", "ible", "ent", "ect", "ate", "al", "ive"];
/// A word has at least so many letters.
const MIN_LETTERS: usize = 4;
/// Words that look like opposites and are none.
const LOOKALIKES: &[&str] = &["invaluable", "impress", "intent", "intend"];

/// Whether one of two words, in lower case, is the other with a prefix that turns it round.
fn are_opposite(x: &str, y: &str) -> bool {
    let turned = |long: &str, short: &str| {
        let prefixed = |prefix: &&&str| long.strip_prefix(**prefix) == Some(short);
        let adjective = || ENDINGS.iter().any(|e| short.ends_with(e));
        short.chars().count() >= MIN_LETTERS
            && !LOOKALIKES.contains(&long)
            && (SURE.iter().any(|p| prefixed(&p)) || adjective() && ADJECTIVAL.iter().any(|p| prefixed(&p)))
    };
    turned(x, y) || turned(y, x)
}

/// One word of content on either side of a stretch, and each the other's opposite: “safe” → “unsafe”. Degrees of doubt
/// (“likely” → “unlikely”) are left to the scale of certainty.
fn opposite(before: &Passage, b: &[&Atom], after: &Passage, a: &[&Atom]) -> Option<(Span, Span)> {
    fn only<'h, 'e>(p: &Passage, atoms: &[&'h Atom<'e>]) -> Option<&'h Atom<'e>> {
        let mut content = atoms.iter().filter(|x| !p.is_function_word(x));
        content.next().filter(|_| content.next().is_none()).copied()
    }
    let (x, y) = (only(before, b)?, only(after, a)?);
    let doubted = |p: &Passage, x: &Atom| p.token(x).is_none_or(|k| p.hedges.iter().any(|h| h.tokens.contains(&k)));
    (are_opposite(&x.key, &y.key) && !doubted(before, x) && !doubted(after, y)).then_some((x.span, y.span))
}

/// A negation that came or went.
pub(super) fn negation(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    let negation = |p: &Passage, atoms: &[&Atom], other: &Passage| {
        let not = |k: usize| p.side.words.has(k, Tag::Negation) && p.side.words.lower(k + 1) != "only";
        atoms.iter().filter(|a| p.token(a).is_some_and(|k| not(k) || verbs::is_undone(p, k, other))).map(|a| a.span).collect::<Vec<_>>()
    };
    // “said it had not fired” → “denied it had fired”: the cue says what the “not” said
    let denies = |p: &Passage| p.attributions.iter().any(|(a, _)| a.cue.as_ref().is_some_and(|c| c.stance == Stance::Denying));
    let mut told_by_cue = denies(before) != denies(after);
    for hunk in hunks {
        let (b, a) = hunk.unexplained();
        if let Some((x, y)) = opposite(before, &b, after, &a) {
            found.add(Kind::Negation, before.side.shown(x), after.side.shown(y));
            hunk.explain(|atom| atom.span == x || atom.span == y);
            continue;
        }
        let (old, new) = (negation(before, &b, after), negation(after, &a, before));
        if told_by_cue && old.len() + new.len() == 1 && old.is_empty() == denies(before) {
            hunk.explain(|atom| old.contains(&atom.span) || new.contains(&atom.span));
            told_by_cue = false;
            continue;
        }
        if old.is_empty() == new.is_empty() || is_written_anew(before, &b, after, &a) {
            continue;
        }
        // A new clause may hold a “not” of its own: that is a detail.
        if old.is_empty() && b.is_empty() && is_long_or_clause(after, &a) || new.is_empty() && a.is_empty() && is_long_or_clause(before, &b)
        {
            continue;
        }
        found.add(Kind::Negation, before.shown(&b), after.shown(&a));
        hunk.explain(|atom| old.contains(&atom.span) || new.contains(&atom.span));
        verbs::explain_shared(before, after, hunk);
        // “told” → “did not tell”: the auxiliary comes with the negation
        let helper = |p: &Passage, atom: &Atom| {
            p.token(atom).is_some_and(|k| p.side.words.any(k, &[Tag::Do, Tag::Have, Tag::Be]) || verbs::implies(p, k) == Some("done"))
        };
        hunk.before.iter_mut().for_each(|(atom, done)| *done |= helper(before, atom));
        hunk.after.iter_mut().for_each(|(atom, done)| *done |= helper(after, atom));
        // “Nine people were missing” → “No one was missing”: nothing else happened here
        if b.len().max(a.len()) <= MAX_NEGATED {
            hunk.explain(|_| true);
        }
    }
    // “The minister confirmed that he had signed” → “The minister denied that he had signed”
    if told_by_cue && let Some(stance) = found.reasons.iter().find(|r| r.kind == Kind::Stance).cloned() {
        found.add(Kind::Negation, stance.before, stance.after);
    }
}

#[cfg(test)]
mod tests {
    use super::are_opposite;

    #[test]
    fn prefixes_turn_words_round() {
        for (x, y) in [("safe", "unsafe"), ("illegal", "legal"), ("possible", "impossible"), ("accurate", "inaccurate")] {
            assert!(are_opposite(x, y), "{x} / {y}");
        }
        for (x, y) in [("press", "impress"), ("valuable", "invaluable"), ("form", "inform"), ("safe", "secure"), ("it", "unit")] {
            assert!(!are_opposite(x, y), "{x} / {y}");
        }
    }
}

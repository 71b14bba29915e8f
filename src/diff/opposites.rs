//! Assertions turned into their opposite: a negation that came or went, “safe” → “unsafe”.
//!
//! When it is wrong: a word that only looks like one (“valuable”, “invaluable”) where it is not listed.

use super::compare::{Cause, Compared, Hunk, MAX_NEGATED, is_long_or_clause, is_written_anew};
use super::kinds::Kind;
use super::passage::{Atom, Passage, What};
use super::verbs;
use crate::extract::Stance;
use crate::extract::lexicon::{Tag, classes};
use crate::span::Span;
use crate::text::TokenKind;

/// One word of content on either side of a stretch, and each the other's opposite: “safe” → “unsafe”. Degrees of doubt
/// (“likely” → “unlikely”) are left to the scale of certainty.
fn opposite(before: &Passage, b: &[&Atom], after: &Passage, a: &[&Atom]) -> Option<(Span, Span)> {
    let (x, y) = (before.only_content(b)?, after.only_content(a)?);
    let doubted = |p: &Passage, x: &Atom| p.token(x).is_none_or(|k| p.hedges.iter().any(|h| h.tokens.contains(&k)));
    (classes::opposites().are(&x.key, &y.key) && !doubted(before, x) && !doubted(after, y)).then_some((x.span, y.span))
}

/// Whether a stretch is a phrase by itself, so that a “not” in it negates nothing around it: “The guards left with lamps, *not
/// knowing the roads*”, “The council met *with no great hurry*.”; but “Police found *no working* lamp”.
fn is_set_off(p: &Passage, atoms: &[&Atom]) -> bool {
    let words = &p.side.words;
    let tokens: Vec<usize> = atoms.iter().filter_map(|atom| p.token(atom)).collect();
    let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { return false };
    let is_mark = |k: usize| words.kind(k) == Some(TokenKind::Punctuation);
    let opens = words.has(first, Tag::Preposition) || first > 0 && is_mark(first - 1);
    let closes =
        is_mark(last + 1) || words.any(last + 1, &[Tag::Preposition, Tag::Conjunction, Tag::Subordinator]) || words.len() == last + 1;
    opens && closes && tokens.iter().any(|&k| !words.is_little(k) && !words.has(k, Tag::Negation))
}

/// A negation that came or went.
pub(super) fn negation(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    let negation = |p: &Passage, atoms: &[&Atom], other: &Passage| {
        let not = |k: usize| p.side.words.has(k, Tag::Negation) && p.side.words.lower(k + 1) != "only";
        atoms.iter().filter(|a| p.token(a).is_some_and(|k| not(k) || verbs::is_undone(p, k, other))).map(|a| a.span).collect::<Vec<_>>()
    };
    // “said it had not fired” → “denied it had fired”: the cue says what the “not” said
    let denies = |p: &Passage| p.attributions.iter().any(|(a, _)| a.cue.as_ref().is_some_and(|c| c.stance == Stance::Denying));
    let mut told_by_cue = denies(before) != denies(after) && found.causes.iter().any(|r| r.kind == Kind::Stance);
    for hunk in hunks {
        let (b, a) = hunk.unexplained();
        if let Some((x, y)) = opposite(before, &b, after, &a) {
            found.add(Kind::Negation, before.side.shown(x), after.side.shown(y));
            hunk.explain(|atom| atom.span == x, |atom| atom.span == y);
            continue;
        }
        let (old, new) = (negation(before, &b, after), negation(after, &a, before));
        if told_by_cue && old.len() + new.len() == 1 && old.is_empty() == denies(before) {
            hunk.explain(|atom| old.contains(&atom.span), |atom| new.contains(&atom.span));
            told_by_cue = false;
            continue;
        }
        if old.is_empty() == new.is_empty() || is_written_anew(before, &b, after, &a) {
            continue;
        }
        // A new clause or phrase may hold a “not” of its own: that is a detail.
        let is_apart = |p: &Passage, atoms: &[&Atom]| is_long_or_clause(p, atoms) || is_set_off(p, atoms);
        if old.is_empty() && b.is_empty() && is_apart(after, &a) || new.is_empty() && a.is_empty() && is_apart(before, &b) {
            continue;
        }
        found.add(Kind::Negation, before.shown(&b), after.shown(&a));
        hunk.explain(|atom| old.contains(&atom.span), |atom| new.contains(&atom.span));
        verbs::explain_shared(before, after, hunk);
        // “told” → “did not tell”, “open” → “no longer open”: the auxiliary and “longer” come with the negation
        let helper = |p: &Passage, atom: &Atom| {
            let no_longer = |k: usize| k > 0 && p.side.words.lower(k) == "longer" && p.side.words.has(k - 1, Tag::Negation);
            let helps = |k: usize| p.side.words.any(k, &[Tag::Do, Tag::Have, Tag::Be]) || verbs::implies(p, k) == Some("done");
            p.token(atom).is_some_and(|k| helps(k) || no_longer(k))
        };
        hunk.explain(|atom| helper(before, atom), |atom| helper(after, atom));
        // “Nine people were missing” → “No one was missing”: who was counted says no more, another event does
        if b.len().max(a.len()) <= MAX_NEGATED {
            let counted = |p: &Passage, x: &Atom| {
                p.is_function_word(x)
                    || matches!(x.what, What::Quantity(_))
                    || p.token(x).is_some_and(|k| p.side.words.any(k, &[Tag::RoleCollective, Tag::RoleAnonymous]))
            };
            hunk.explain(|x| counted(before, x), |x| counted(after, x));
        }
    }
    // “The minister confirmed that he had signed” → “The minister denied that he had signed”
    let cue = |p: &Passage| {
        let denying = p.attributions.iter().filter_map(|(a, _)| a.cue.as_ref()).find(|c| c.stance == Stance::Denying);
        denying.map(|c| p.side.shown(c.span).to_owned())
    };
    let (b, a) = (cue(before), cue(after));
    let of_denial = |c: &&Cause| c.kind == Kind::Stance && (b.as_deref() == Some(&c.before.text) || a.as_deref() == Some(&c.after.text));
    if told_by_cue && let Some(stance) = found.causes.iter().find(of_denial).cloned() {
        found.add(Kind::Negation, stance.before, stance.after);
    }
}

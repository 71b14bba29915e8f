//! Figures and dates that stand against each other although not in the same stretch.
//!
//! “Blast kills two, traps dozens” → “Five dead after blast”: a sentence that was turned round has its figures in other
//! places. Two belong together when they count the same: the noun behind them is the same, or the verb beside them
//! stands for the same event.

use super::compare::{Compared, Hunk};
use super::kinds::Kind;
use super::measures::{date_pair, dates_in, figure_pair, figures_in};
use super::passage::{Atom, Passage, What};
use super::verbs;
use crate::extract::lexicon::Tag;
use crate::extract::quantities;
use crate::span::Span;
use std::ops::Range;

/// What a figure counts stands at most this many words from it.
const REACH: usize = 3;

/// The unexplained atoms of one side, over all stretches.
fn open<'h, 'e>(hunks: &[Hunk<'h, 'e>], before: bool) -> Vec<&'h Atom<'e>> {
    hunks.iter().flat_map(|h| if before { h.unexplained().0 } else { h.unexplained().1 }).collect()
}

/// Takes both figures or dates as explained.
fn explain(hunks: &mut [Hunk], x: Span, y: Span) {
    for hunk in hunks {
        hunk.explain(|atom| atom.span == x, |atom| atom.span == y);
    }
}

/// A figure stands at most so many words behind the “toll” it tells: “Death toll from Orrin ferry fire rises to 9”.
const TOLL_REACH: usize = 10;

/// Pairs “Fire kills at least 4” with “Death toll from fire rises to 9”: a toll counts the dead, and what says that
/// somebody died or that the count rose asserts nothing else.
pub(super) fn tolls(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    let figures = |p: &Passage, atoms: Vec<&Atom>| -> Vec<(usize, Span, Option<Range<usize>>)> {
        let told = atoms.into_iter().filter_map(|a| if let What::Quantity(n) = a.what { Some((n, a.span)) } else { None });
        told.filter(|&(n, _)| p.quantities[n].unit.is_none()).map(|(n, span)| (n, span, toll(p, span))).collect()
    };
    let (old, new) = (figures(before, open(hunks, true)), figures(after, open(hunks, false)));
    let dead = |p: &Passage, span: Span| counted(p, span).iter().any(|w| w == DEATH);
    let pair = old.iter().find_map(|x| {
        let fits = |y: &&(usize, Span, Option<Range<usize>>)| match (&x.2, &y.2) {
            (Some(_), None) => dead(after, y.1),
            (None, Some(_)) => dead(before, x.1),
            _ => false,
        };
        new.iter().find(fits).map(|y| (x, y))
    });
    let Some(((m, x, told_x), (n, y, told_y))) = pair else { return };
    if !quantities::same_value(&before.quantities[*m], &after.quantities[*n]) {
        found.add(Kind::Quantity, before.side.shown(*x), after.side.shown(*y));
    }
    let says_so = |p: &Passage, told: &Option<Range<usize>>, figure: Span, atom: &Atom| match told {
        Some(range) => {
            let within = p.atoms[range.clone()].iter().any(|a| a.span == atom.span);
            let rise = p.token(atom).is_some_and(|k| p.side.words.any(k, &[Tag::Verb, Tag::NounVerb]) && p.side.words.lower(k + 1) == "to");
            let last = p.atoms[range.clone()].last().is_some_and(|a| a.span == atom.span);
            within && (matches!(&*atom.key, "toll" | "death" | "to" | "at" | "from" | "in") || rise || last)
        }
        None => verbs::class(p, atom) == Some(DEATH) && atom.span.end <= figure.end.saturating_add(FAR),
    };
    for hunk in hunks.iter_mut() {
        hunk.explain(
            |atom| atom.span == *x || says_so(before, told_x, *x, atom),
            |atom| atom.span == *y || says_so(after, told_y, *y, atom),
        );
    }
}

/// The class of the verbs and states that say that somebody died.
const DEATH: &str = "death";
/// What says that the counted died stands at most this many bytes behind the figure: “11 people are believed to be dead”.
const FAR: usize = 40;

/// The atoms from “toll” (“death toll”) to a figure that it tells.
fn toll(p: &Passage, figure: Span) -> Option<Range<usize>> {
    let at = p.atoms.iter().position(|a| a.span == figure)?;
    let from = (at.saturating_sub(TOLL_REACH)..at).rev().find(|&n| p.atoms[n].key == "toll")?;
    let figures_between = p.atoms[from..at].iter().any(|a| matches!(a.what, What::Quantity(_)));
    let from = if from > 0 && p.atoms[from - 1].key == "death" { from - 1 } else { from };
    (!figures_between).then_some(from..at)
}

/// Pairs the figures that are left and count the same.
pub(super) fn figures(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    let mut old = figures_in(&open(hunks, true));
    for n in figures_in(&open(hunks, false)) {
        let is = &after.quantities[n];
        let about = counted(after, is.span);
        let same = |&m: &usize| {
            let was = &before.quantities[m];
            was.unit == is.unit && counted(before, was.span).iter().any(|w| about.contains(w))
        };
        let Some(at) = old.iter().position(same) else { continue };
        let m = old.remove(at);
        figure_pair(before, m, after, n, found);
        explain(hunks, before.quantities[m].span, is.span);
    }
}

/// Pairs the dates that are left, where there is one on either side.
pub(super) fn dates(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    let ([m], [n]) = (&dates_in(&open(hunks, true))[..], &dates_in(&open(hunks, false))[..]) else { return };
    date_pair(before, *m, after, *n, found);
    explain(hunks, before.dates[*m].span, after.dates[*n].span);
}

/// A passage of at most so many words, as a headline is, tells of one event …
const MAX_ONE_EVENT: usize = 12;
/// … and one of so many does if only one event is left on either side.
const MAX_LONE_EVENT: usize = 24;

/// Pairs the verbs that are left in two short passages and stand for different events, where there is one on either side:
/// “Gunman holds six in bank” → “Six freed from bank”.
pub(super) fn events(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    let longest = before.atoms.len().max(after.atoms.len());
    if longest > MAX_LONE_EVENT || found.causes.iter().any(|r| r.kind == Kind::Event) {
        return;
    }
    let told = |p: &Passage, atoms: Vec<&Atom>| -> Vec<(Span, &'static str)> {
        atoms.into_iter().filter_map(|a| Some((a.span, verbs::class(p, a)?))).collect()
    };
    let (old, new) = (told(before, open(hunks, true)), told(after, open(hunks, false)));
    let ([(x, was), ..], [(y, is), ..]) = (&old[..], &new[..]) else { return };
    // “ended without agreement” → “having failed to agree”: what is told behind a “to” is not the sentence's event
    let bare = |p: &Passage, span: Span| p.side.extract.text.tokens_in(span).any(|k| k > 0 && p.side.words.lower(k - 1) == "to");
    if longest > MAX_ONE_EVENT && (old.len() > 1 || new.len() > 1 || bare(before, *x) || bare(after, *y)) {
        return;
    }
    if was != is && !old.iter().any(|(_, c)| new.iter().any(|(_, d)| c == d)) {
        found.add(Kind::Event, before.side.shown(*x), after.side.shown(*y));
        explain(hunks, *x, *y);
    }
}

/// What a figure counts: the words of content behind it and the events beside it, made comparable.
fn counted(p: &Passage, figure: Span) -> Vec<String> {
    let Some(at) = p.atoms.iter().position(|a| a.span == figure) else { return Vec::new() };
    let mut out = Vec::new();
    for atom in p.atoms[at + 1..].iter().take(REACH).take_while(|a| matches!(a.what, What::Word(_))) {
        let Some(k) = p.token(atom) else { break };
        // Beyond a joint begins something else that is counted.
        if p.side.words.lower(k.saturating_sub(1)) == "," || p.side.words.has(k, Tag::Conjunction) {
            break;
        }
        if !p.is_function_word(atom) {
            out.push(verbs::sameness(p, atom));
        }
        out.extend(verbs::class(p, atom).map(str::to_owned));
    }
    let before = p.atoms[..at].iter().rev().take(2).filter_map(|a| verbs::class(p, a));
    out.extend(before.map(str::to_owned));
    out
}

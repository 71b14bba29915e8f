//! Figures and dates that stand against each other in one stretch, and what differs between two of them wherever they stand.
//!
//! “A third of the cottages” → “40 cottages” is another figure, “about 40” → “40” the same one put more exactly, “16” →
//! “sixteen” a format.

use super::compare::{Compared, Hunk};
use super::kinds::Kind;
use super::passage::{Atom, Passage, What};
use super::verbs;
use crate::extract::{dates as days, quantities};
use crate::span::Span;

/// The figures among some atoms: indices into [`Passage::quantities`].
pub(super) fn figures_in(atoms: &[&Atom]) -> Vec<usize> {
    atoms.iter().filter_map(|a| if let What::Quantity(n) = a.what { Some(n) } else { None }).collect()
}

/// The dates among some atoms: indices into [`Passage::dates`].
pub(super) fn dates_in(atoms: &[&Atom]) -> Vec<usize> {
    atoms.iter().filter_map(|a| if let What::Date(n) = a.what { Some(n) } else { None }).collect()
}

/// What differs between figure `m` and figure `n` that stands in its place: the value, how exactly it is put, or both.
pub(super) fn figure_pair(before: &Passage, m: usize, after: &Passage, n: usize, found: &mut Compared) {
    let (was, is) = (&before.quantities[m], &after.quantities[n]);
    let (shown_b, shown_a) = (before.side.shown(was.span), after.side.shown(is.span));
    if !quantities::same_value(was, is) {
        found.add(Kind::Quantity, shown_b, shown_a);
    }
    if quantities::differ_in_approximation(was, is) {
        found.add(Kind::Approximation, shown_b, shown_a);
    }
}

/// What differs between date `m` and date `n` that stands in its place: the day or time, or the format.
pub(super) fn date_pair(before: &Passage, m: usize, after: &Passage, n: usize, found: &mut Compared) {
    let (was, is) = (&before.dates[m], &after.dates[n]);
    let (shown_b, shown_a) = (before.side.shown(was.span), after.side.shown(is.span));
    if !days::could_be_same(was, is) {
        found.add(Kind::Date, shown_b, shown_a);
    } else if shown_b != shown_a {
        found.formats += 1;
    }
}

/// Figures that stand against each other in one stretch.
pub(super) fn figures(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    for hunk in hunks {
        let (b, a) = hunk.unexplained();
        one_against(before, after, hunk, &b, &a, found);
        all_against(before, after, hunk, found);
        let mut old = figures_in(&b);
        for n in figures_in(&a) {
            // The one of the same unit first, then the next one.
            let is_like = |&m: &usize| before.quantities[m].unit == after.quantities[n].unit;
            let Some(at) = old.iter().position(is_like).or((!old.is_empty()).then_some(0)) else { break };
            let m = old.remove(at);
            figure_pair(before, m, after, n, found);
            let (x, y) = (before.quantities[m].span, after.quantities[n].span);
            hunk.explain(|atom| atom.span == x, |atom| atom.span == y);
        }
    }
}

/// Dates and times that stand against each other in one stretch.
pub(super) fn dates(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    for hunk in hunks {
        let (b, a) = hunk.unexplained();
        for (m, n) in dates_in(&b).into_iter().zip(dates_in(&a)) {
            date_pair(before, m, after, n, found);
            let (x, y) = (before.dates[m].span, after.dates[n].span);
            hunk.explain(|atom| atom.span == x, |atom| atom.span == y);
        }
    }
}

/// “A man was killed” → “Two men were killed”: an article stands for one where a number stands against it.
fn one_against(before: &Passage, after: &Passage, hunk: &mut Hunk, b: &[&Atom], a: &[&Atom], found: &mut Compared) {
    let article = |p: &Passage, atoms: &[&Atom]| -> Option<Span> {
        let first = atoms.first()?;
        let k = p.token(first)?;
        (matches!(p.side.words.lower(k), "a" | "an" | "one") && figures_in(atoms).is_empty()).then_some(first.span)
    };
    let count = |p: &Passage, atoms: &[&Atom]| -> Option<Span> {
        let What::Quantity(n) = atoms.first()?.what else { return None };
        let q = &p.quantities[n];
        (q.unit.is_none() && !q.ordinal && q.low > 1.0 && q.low < 100.0).then_some(q.span)
    };
    let pair = match (article(before, b), count(after, a), count(before, b), article(after, a)) {
        (Some(x), Some(y), _, _) | (_, _, Some(x), Some(y)) => (x, y),
        _ => return,
    };
    found.add(Kind::Quantity, before.side.shown(pair.0), after.side.shown(pair.1));
    // The noun and verb change their number with it.
    let of = |p: &Passage, atoms: &[&Atom]| atoms.iter().map(|x| verbs::sameness(p, x)).collect::<Vec<_>>();
    let (old, new) = (of(before, b), of(after, a));
    let goes = |p: &Passage, x: &Atom, there: &[String]| p.is_function_word(x) || there.contains(&verbs::sameness(p, x));
    hunk.explain(|atom| atom.span == pair.0 || goes(before, atom, &new), |atom| atom.span == pair.1 || goes(after, atom, &old));
}

/// “all 40 cottages” → “most of the 40 cottages”: before a figure “all” is none, but a share that stands against it is.
fn all_against(before: &Passage, after: &Passage, hunk: &mut Hunk, found: &mut Compared) {
    let (b, a) = hunk.unexplained();
    let whole = |p: &Passage, atoms: &[&Atom]| {
        let all = |x: &&Atom| p.token(x).is_some_and(|k| matches!(p.side.words.lower(k), "all" | "both" | "every" | "each"));
        atoms.iter().find(|x| all(x)).map(|x| x.span)
    };
    let share = |p: &Passage, atoms: &[&Atom]| {
        figures_in(atoms).into_iter().map(|n| &p.quantities[n]).find(|q| q.unit.as_deref() == Some("quantifier")).map(|q| q.span)
    };
    let pair = match (whole(before, &b), share(after, &a), share(before, &b), whole(after, &a)) {
        (Some(x), Some(y), None, None) | (None, None, Some(x), Some(y)) => (x, y),
        _ => return,
    };
    found.add(Kind::Quantity, before.side.shown(pair.0), after.side.shown(pair.1));
    // “of the” goes with the share
    hunk.explain(|atom| atom.span == pair.0 || before.is_function_word(atom), |atom| atom.span == pair.1 || after.is_function_word(atom));
}

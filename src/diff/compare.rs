//! Two passages that correspond → in which ways what they claim differs, and by which words.
//!
//! The atoms of both sides are compared (Myers); every stretch that differs has to be *explained* by a rule: a figure,
//! a date, a negation, a word of doubt, a name, a tense. What no rule explains is a detail added or removed, another
//! event, or a rewording. Each rule leaves its words, so every kind can be checked against the text.
//!
//! When it is wrong: synonyms. “Lifts” → “raises” and “hires” → “fires” look alike to a rule; verbs that news keeps apart
//! are listed in `lexicon/events.tsv`, all others are taken for a rewording.

use super::attribution;
use super::kinds::{Kind, Subject};
use super::passage::{Atom, Passage, What};
use super::{Reason, apart, doubt, names, opposites, rest, things, verbs};
use crate::extract::lexicon::Tag;
use crate::extract::{dates, quantities};
use crate::span::Span;
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// An addition of more words of content than this is a clause of its own.
pub(super) const MAX_BESIDE: usize = 4;
/// A stretch this short that lost or gained a negation is explained by it.
pub(super) const MAX_NEGATED: usize = 4;
/// A stretch with more words of content than this on both sides was written anew.
pub(super) const MAX_EDITED: usize = 5;
/// A passage that kept less than this share of the words of content of the shorter side was written anew: a “not” or a
/// “may” on one side stands for nothing that was said on the other.
const MIN_KEPT: f64 = 0.3;
/// Passages with more atoms than this on both sides together are compared as wholes: the rules look at every word of a
/// stretch for every figure, date and hedge in it.
const MAX_ATOMS: usize = 4_000;

/// What the comparison of two passages found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// One reason a kind, or several of the same kind.
    pub reasons: Vec<Reason>,
    /// How often a figure or date merely changed its format.
    pub formats: usize,
    /// Whether the passages were too long for that, so that only what came and went of the whole was looked at.
    pub approximate: bool,
}

impl Compared {
    /// The kinds found, weightiest first, each once.
    pub fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = self.reasons.iter().map(|r| r.kind).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    }

    /// The same comparison with the sides exchanged.
    fn turned(mut self) -> Self {
        for reason in &mut self.reasons {
            std::mem::swap(&mut reason.before, &mut reason.after);
            reason.kind = reason.kind.turned();
            reason.rule = reason.kind.rule_name(Subject::Claim);
        }
        self
    }

    pub(super) fn add(&mut self, kind: Kind, before: impl Into<String>, after: impl Into<String>) {
        let reason = Reason { kind, before: before.into(), after: after.into(), rule: kind.rule_name(Subject::Claim) };
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }
}

/// A stretch that differs: atoms of either side, each with whether a rule has explained it.
pub(super) struct Hunk<'h, 'e> {
    pub before: Vec<(&'h Atom<'e>, bool)>,
    pub after: Vec<(&'h Atom<'e>, bool)>,
}

impl<'h, 'e> Hunk<'h, 'e> {
    fn open(side: &[(&'h Atom<'e>, bool)]) -> Vec<&'h Atom<'e>> {
        side.iter().filter(|(_, done)| !done).map(|(a, _)| *a).collect()
    }

    /// The atoms no rule has explained yet, of either side.
    pub(super) fn unexplained(&self) -> (Vec<&'h Atom<'e>>, Vec<&'h Atom<'e>>) {
        (Self::open(&self.before), Self::open(&self.after))
    }

    /// Marks atoms as explained.
    pub(super) fn explain(&mut self, which: impl Fn(&Atom) -> bool) {
        for (atom, done) in self.before.iter_mut().chain(self.after.iter_mut()) {
            *done |= which(atom);
        }
    }
}

/// Compares two passages; `loose` forgives the joints of a split or merge (“and”, “it”).
///
/// Where several figures or attributions could stand against each other, which do depends on the side one begins
/// with; so the comparison always begins with the same text, and is turned round where that is the later one.
pub fn compare(before: &Passage, after: &Passage, loose: bool) -> Compared {
    let shown = |p: &Passage| p.side.extract.text.slice(p.span()).to_owned();
    if shown(before) <= shown(after) { compare_in_order(before, after, loose) } else { compare_in_order(after, before, loose).turned() }
}

fn compare_in_order(before: &Passage, after: &Passage, loose: bool) -> Compared {
    let mut found = Compared::default();
    if before.atoms.len() + after.atoms.len() > MAX_ATOMS {
        wholes(before, after, &mut found);
        return found;
    }
    let frames = attribution::compare(before, after, &mut found);
    let (b, a) = (body(before, &frames.also.0, &frames.open.0), body(after, &frames.also.1, &frames.open.1));
    let said = |p: &Passage, atoms: &[&Atom]| atoms.iter().filter(|x| !p.is_function_word(x)).count();
    let matched = pairs(&b, &a);
    let n_kept = matched.iter().filter(|(i, _)| !before.is_function_word(b[*i])).count() as f64;
    let mut hunks = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (bi, aj) in matched.into_iter().chain([(b.len(), a.len())]) {
        if bi > i || aj > j {
            hunks.push(Hunk {
                before: b[i..bi].iter().map(|x| (*x, false)).collect(),
                after: a[j..aj].iter().map(|x| (*x, false)).collect(),
            });
        }
        if bi < b.len() && aj < a.len() {
            same_atom(before, after, b[bi], a[aj], &mut found);
        }
        (i, j) = (bi + 1, aj + 1);
    }
    found.formats += usize::from(before.item_marks != after.item_marks);
    hunks.iter_mut().for_each(|hunk| same_words(before, after, hunk));
    apart::tolls(before, after, &mut hunks, &mut found);
    figures(before, after, &mut hunks, &mut found);
    time(before, after, &mut hunks, &mut found);
    let (n_b, n_a) = (said(before, &b), said(after, &a));
    let anew = n_b.max(n_a) > MAX_EDITED && n_kept < MIN_KEPT * n_b.min(n_a) as f64;
    if !anew {
        opposites::negation(before, after, &mut hunks, &mut found);
    }
    things::compare(before, after, &mut hunks, &mut found);
    verbs::events(before, after, &mut hunks, &mut found);
    if !anew {
        doubt::certainty(before, after, &mut hunks, &mut found);
    }
    verbs::tense(before, after, &mut hunks, &mut found);
    names::compare(before, after, &mut hunks, &mut found);
    apart::figures(before, after, &mut hunks, &mut found);
    apart::dates(before, after, &mut hunks, &mut found);
    apart::events(before, after, &mut hunks, &mut found);
    rest::compare(before, after, &hunks, loose, &mut found);
    found
}

/// Two passages as bags of atoms: no sentence of news is so long, but a list without a full stop may be. The first figure
/// and the first date that came or went stand for all of them.
fn wholes(before: &Passage, after: &Passage, found: &mut Compared) {
    fn alone<'p, 'e>(here: &'p Passage<'e, '_>, there: &Passage) -> Vec<&'p Atom<'e>> {
        let mut left: FxHashMap<&str, usize> = FxHashMap::default();
        there.atoms.iter().for_each(|a| *left.entry(&a.key).or_default() += 1);
        let is_alone = |atom: &&Atom| match left.get_mut(&*atom.key) {
            Some(n) if *n > 0 => {
                *n -= 1;
                false
            }
            _ => true,
        };
        here.atoms.iter().filter(is_alone).collect()
    }
    let (gone, come) = (alone(before, after), alone(after, before));
    found.approximate = true;
    let first = |p: &Passage, atoms: &[&Atom], is_wanted: &dyn Fn(&Atom) -> bool| {
        atoms.iter().find(|a| is_wanted(a)).map(|a| p.side.shown(a.span).to_owned()).unwrap_or_default()
    };
    let is_negation = |p: &Passage, atom: &Atom| p.token(atom).is_some_and(|k| p.side.words.has(k, Tag::Negation));
    let is_of = |kind: Kind, p: &Passage, atom: &Atom| match kind {
        Kind::Quantity => matches!(atom.what, What::Quantity(_)),
        Kind::Date => matches!(atom.what, What::Date(_)),
        _ => is_negation(p, atom),
    };
    for kind in [Kind::Quantity, Kind::Date, Kind::Negation] {
        let (was, is) = (first(before, &gone, &|a| is_of(kind, before, a)), first(after, &come, &|a| is_of(kind, after, a)));
        if !(was.is_empty() && is.is_empty()) {
            found.add(kind, was, is);
        }
    }
    let is_same = before.atoms.iter().map(|a| &a.key).eq(after.atoms.iter().map(|a| &a.key));
    if found.reasons.is_empty() && !is_same {
        found.add(Kind::Reworded, first(before, &gone, &|_| true), first(after, &come, &|_| true));
    }
}

/// The atoms that are compared: all but those that frame an attribution, or stand in a stretch that does `also`; frames
/// that are `open` are compared too.
fn body<'p, 'e>(passage: &'p Passage<'e, '_>, also: &[Span], open: &[Span]) -> Vec<&'p Atom<'e>> {
    let within = |spans: &[Span], a: &Atom| spans.iter().any(|s| s.contains(a.span));
    passage.atoms.iter().filter(|a| (!a.is_framing || within(open, a)) && !within(also, a)).collect()
}

/// Index pairs of atoms that stayed, in order.
fn pairs(before: &[&Atom], after: &[&Atom]) -> Vec<(usize, usize)> {
    let mut ids: FxHashMap<String, u32> = FxHashMap::default();
    let mut number = |atom: &&Atom| {
        let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        *ids.entry(atom.key.clone().into_owned()).or_insert(next)
    };
    let old: Vec<u32> = before.iter().map(&mut number).collect();
    let new: Vec<u32> = after.iter().map(&mut number).collect();
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            out.extend((0..len).map(|k| (old_index + k, new_index + k)));
        }
    }
    out
}

/// A word that was read as a figure on one side only (“the majority of that code” → “the majority of our code”) is the same.
fn same_words(before: &Passage, after: &Passage, hunk: &mut Hunk) {
    for (b, done) in &mut hunk.before {
        let same = |(a, taken): &&mut (&Atom, bool)| {
            !taken && b.what != a.what && before.side.shown(b.span).eq_ignore_ascii_case(after.side.shown(a.span))
        };
        let is_figure = |x: &Atom| matches!(x.what, What::Quantity(_));
        if let Some((a, taken)) = hunk.after.iter_mut().find(same)
            && is_figure(a) != is_figure(b)
        {
            (*done, *taken) = (true, true);
        }
    }
}

/// The same figure on both sides may still be put more or less exactly; a format counts as cosmetic.
fn same_atom(before: &Passage, after: &Passage, b: &Atom, a: &Atom, found: &mut Compared) {
    let (shown_b, shown_a) = (before.side.shown(b.span), after.side.shown(a.span));
    if let (What::Quantity(m), What::Quantity(n)) = (b.what, a.what)
        && before.quantities[m].approximation != after.quantities[n].approximation
    {
        found.add(Kind::Approximation, shown_b, shown_a);
    } else if turned_round(before, b, after, a) {
        found.add(Kind::Date, shown_b, shown_a);
    } else if shown_b != shown_a && !matches!(b.what, What::Word(_) | What::Said) {
        found.formats += 1;
    }
}

/// “next Tuesday” → “last Tuesday”, where nobody could say which day either is.
fn turned_round(before: &Passage, b: &Atom, after: &Passage, a: &Atom) -> bool {
    let (What::Date(m), What::Date(n)) = (b.what, a.what) else { return false };
    let opens = |p: &Passage, n: usize, word: &str| {
        p.dates[n].from.is_none() && p.side.extract.text.lower()[p.dates[n].span.start..].starts_with(word)
    };
    opens(before, m, "next ") && opens(after, n, "last ") || opens(before, m, "last ") && opens(after, n, "next ")
}

fn quantities_in(atoms: &[&Atom]) -> Vec<usize> {
    atoms.iter().filter_map(|a| if let What::Quantity(n) = a.what { Some(n) } else { None }).collect()
}

/// Figures that stand against each other in one stretch.
fn figures(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    for hunk in hunks {
        let (b, a) = hunk.unexplained();
        let mut old = quantities_in(&b);
        let new = quantities_in(&a);
        one_against(before, after, hunk, &b, &a, found);
        all_against(before, after, hunk, found);
        for n in new {
            let after_q = &after.quantities[n];
            // The one of the same unit first, then the next one.
            let at = old.iter().position(|&m| before.quantities[m].unit == after_q.unit).or(if old.is_empty() { None } else { Some(0) });
            let Some(at) = at else { continue };
            let m = old.remove(at);
            let before_q = &before.quantities[m];
            let (shown_b, shown_a) = (before.side.shown(before_q.span), after.side.shown(after_q.span));
            if !quantities::same_value(before_q, after_q) {
                found.add(Kind::Quantity, shown_b, shown_a);
            }
            if quantities::differ_in_approximation(before_q, after_q) {
                found.add(Kind::Approximation, shown_b, shown_a);
            }
            let (span_b, span_a) = (before_q.span, after_q.span);
            for (atom, done) in &mut hunk.before {
                *done |= atom.span == span_b;
            }
            for (atom, done) in &mut hunk.after {
                *done |= atom.span == span_a;
            }
        }
    }
}

/// “A man was killed” → “Two men were killed”: an article stands for one where a number stands against it.
fn one_against(before: &Passage, after: &Passage, hunk: &mut Hunk, b: &[&Atom], a: &[&Atom], found: &mut Compared) {
    let article = |p: &Passage, atoms: &[&Atom]| -> Option<crate::span::Span> {
        let first = atoms.first()?;
        let k = p.token(first)?;
        (matches!(p.side.words.lower(k), "a" | "an" | "one") && quantities_in(atoms).is_empty()).then_some(first.span)
    };
    let count = |p: &Passage, atoms: &[&Atom]| -> Option<crate::span::Span> {
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
    hunk.before.iter_mut().for_each(|(atom, done)| *done |= atom.span == pair.0 || goes(before, atom, &new));
    hunk.after.iter_mut().for_each(|(atom, done)| *done |= atom.span == pair.1 || goes(after, atom, &old));
}

/// “all 40 cottages” → “most of the 40 cottages”: before a figure “all” is none, but a share that stands against it is.
fn all_against(before: &Passage, after: &Passage, hunk: &mut Hunk, found: &mut Compared) {
    let (b, a) = hunk.unexplained();
    let whole = |p: &Passage, atoms: &[&Atom]| {
        let all = |x: &&Atom| p.token(x).is_some_and(|k| matches!(p.side.words.lower(k), "all" | "both" | "every" | "each"));
        atoms.iter().find(|x| all(x)).map(|x| x.span)
    };
    let share = |p: &Passage, atoms: &[&Atom]| {
        quantities_in(atoms).into_iter().map(|n| &p.quantities[n]).find(|q| q.unit.as_deref() == Some("quantifier")).map(|q| q.span)
    };
    let pair = match (whole(before, &b), share(after, &a), share(before, &b), whole(after, &a)) {
        (Some(x), Some(y), None, None) | (None, None, Some(x), Some(y)) => (x, y),
        _ => return,
    };
    found.add(Kind::Quantity, before.side.shown(pair.0), after.side.shown(pair.1));
    // “of the” goes with the share
    hunk.before.iter_mut().for_each(|(atom, done)| *done |= atom.span == pair.0 || before.is_function_word(atom));
    hunk.after.iter_mut().for_each(|(atom, done)| *done |= atom.span == pair.1 || after.is_function_word(atom));
}

/// Dates and times that stand against each other.
fn time(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    let dates_in =
        |atoms: &[&Atom]| -> Vec<usize> { atoms.iter().filter_map(|a| if let What::Date(n) = a.what { Some(n) } else { None }).collect() };
    for hunk in hunks {
        let (b, a) = hunk.unexplained();
        for (m, n) in dates_in(&b).into_iter().zip(dates_in(&a)) {
            let (old, new) = (&before.dates[m], &after.dates[n]);
            if dates::could_be_same(old, new) {
                found.formats += 1;
            } else {
                found.add(Kind::Date, before.side.shown(old.span), after.side.shown(new.span));
            }
            let (span_b, span_a) = (old.span, new.span);
            hunk.before.iter_mut().for_each(|(atom, done)| *done |= atom.span == span_b);
            hunk.after.iter_mut().for_each(|(atom, done)| *done |= atom.span == span_a);
        }
    }
}

/// Whether both sides of a stretch have so many words of content that it was written anew: a “not” or a “may” in it
/// stands for nothing that was said before.
pub(super) fn is_written_anew(before: &Passage, b: &[&Atom], after: &Passage, a: &[&Atom]) -> bool {
    let content = |p: &Passage, atoms: &[&Atom]| atoms.iter().filter(|x| !p.is_function_word(x)).count();
    content(before, b) > MAX_EDITED && content(after, a) > MAX_EDITED
}

/// Whether some atoms are a clause of their own (“, who cannot be named for legal reasons,”) or as long as one: a “not”
/// or a “may” inside came or went with it.
pub(super) fn is_long_or_clause(p: &Passage, atoms: &[&Atom]) -> bool {
    let content = atoms.iter().filter(|x| !p.is_function_word(x)).count();
    let opens = atoms.first().and_then(|x| p.token(x)).is_some_and(|k| {
        let comma = k > 0 && p.side.words.lower(k - 1) == ",";
        // “…, accusing them of theft”
        let participle = comma && p.side.words.lower(k).ends_with("ing") && p.side.words.any(k, &[Tag::Verb, Tag::NounVerb]);
        p.side.words.any(k, &[Tag::Relative, Tag::Subordinator]) || comma && p.side.words.has(k, Tag::Conjunction) || participle
    });
    content > MAX_BESIDE || opens && content > 1
}

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
use super::phrase::Shown;
use super::{Reason, apart, doubt, measures, names, opposites, rest, things, verbs};
use crate::extract::lexicon::Tag;
use crate::span::Span;
use rustc_hash::{FxBuildHasher, FxHashMap};
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

/// Why a kind was given, with the places of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cause {
    pub kind: Kind,
    pub before: Shown,
    pub after: Shown,
}

impl From<Cause> for Reason {
    fn from(cause: Cause) -> Self {
        let Cause { kind, before, after } = cause;
        Self { kind, before: before.text, after: after.text, rule: kind.rule_name(Subject::Claim) }
    }
}

/// What the comparison of two passages found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Compared {
    /// One cause a kind, or several of the same kind.
    pub causes: Vec<Cause>,
    /// How often a figure or date merely changed its format.
    pub formats: usize,
    /// Whether the passages were too long for that, so that only what came and went of the whole was looked at.
    pub approximate: bool,
}

impl Compared {
    /// The kinds found, weightiest first, each once.
    pub fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = self.causes.iter().map(|c| c.kind).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    }

    /// The same comparison with the sides exchanged.
    fn turned(mut self) -> Self {
        for cause in &mut self.causes {
            std::mem::swap(&mut cause.before, &mut cause.after);
            cause.kind = cause.kind.turned();
        }
        self
    }

    /// Adds a cause, unless there is one of that kind with the same words.
    pub(super) fn add(&mut self, kind: Kind, before: impl Into<Shown>, after: impl Into<Shown>) {
        let cause = Cause { kind, before: before.into(), after: after.into() };
        let is_same = |c: &Cause| c.kind == kind && c.before.text == cause.before.text && c.after.text == cause.after.text;
        if !self.causes.iter().any(is_same) {
            self.causes.push(cause);
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

    /// Marks atoms as explained, each side by what holds there: spans of two texts are never compared with each other.
    pub(super) fn explain(&mut self, before: impl Fn(&Atom) -> bool, after: impl Fn(&Atom) -> bool) {
        self.before.iter_mut().for_each(|(atom, done)| *done |= before(atom));
        self.after.iter_mut().for_each(|(atom, done)| *done |= after(atom));
    }
}

/// Compares two passages; `loose` forgives the joints of a split or merge (“and”, “it”).
///
/// Where several figures or attributions could stand against each other, which do depends on the side one begins
/// with; so the comparison always begins with the same text, and is turned round where that is the later one.
pub(super) fn compare(before: &Passage, after: &Passage, loose: bool) -> Compared {
    fn shown<'e>(p: &Passage<'e, '_>) -> &'e str {
        p.side.extract.text.slice(p.span())
    }
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
    measures::figures(before, after, &mut hunks, &mut found);
    measures::dates(before, after, &mut hunks, &mut found);
    let (n_b, n_a) = (before.n_content(&b), after.n_content(&a));
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
    if found.causes.is_empty() && !is_same {
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
fn pairs<'p>(before: &[&'p Atom], after: &[&'p Atom]) -> Vec<(usize, usize)> {
    let mut ids: FxHashMap<&'p str, u32> = FxHashMap::with_capacity_and_hasher(before.len() + after.len(), FxBuildHasher);
    let mut number = |atom: &&'p Atom| {
        let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        *ids.entry(&atom.key).or_insert(next)
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

/// Whether both sides of a stretch have so many words of content that it was written anew: a “not” or a “may” in it
/// stands for nothing that was said before.
pub(super) fn is_written_anew(before: &Passage, b: &[&Atom], after: &Passage, a: &[&Atom]) -> bool {
    before.n_content(b) > MAX_EDITED && after.n_content(a) > MAX_EDITED
}

/// Whether some atoms are a clause of their own (“, who cannot be named for legal reasons,”) or as long as one: a “not”
/// or a “may” inside came or went with it.
pub(super) fn is_long_or_clause(p: &Passage, atoms: &[&Atom]) -> bool {
    let content = p.n_content(atoms);
    let opens = atoms.first().and_then(|x| p.token(x)).is_some_and(|k| {
        let comma = k > 0 && p.side.words.lower(k - 1) == ",";
        // “…, accusing them of theft”
        let participle = comma && p.side.words.lower(k).ends_with("ing") && p.side.words.any(k, &[Tag::Verb, Tag::NounVerb]);
        p.side.words.any(k, &[Tag::Relative, Tag::Subordinator]) || comma && p.side.words.has(k, Tag::Conjunction) || participle
    });
    content > MAX_BESIDE || opens && content > 1
}

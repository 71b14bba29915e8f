//! What no rule explained: details that came or went, rewordings.
//!
//! Words that only changed their place or form cancel out first. Then every stretch is weighed by itself: “A fire hit the
//! mill” → “A blaze hit the mill, injuring two” has a rewording and a detail, and is told as the detail.

use super::compare::{Compared, Hunk, MAX_EDITED};
use super::kinds::Kind;
use super::passage::{Atom, Passage, What};
use super::{names, verbs};
use crate::extract::lexicon::Tag;
use rustc_hash::FxHashMap;

/// A detail that outweighs what it replaced this many times over is an addition, not a rewording.
pub(super) const OUTWEIGHS: usize = 3;
/// … and has at least this many words of content.
const MIN_DETAIL: usize = 3;
/// Where other stretches were reworded, one that stands on one side only is a detail from so many words of content.
const MIN_BESIDE_REWORDED: usize = 3;
/// A clause of function words alone (“there is more to do”) has at least this many.
const MIN_CLAUSE: usize = 3;

/// One stretch without what stands elsewhere on the other side.
struct Left<'h, 'e> {
    gone: Vec<&'h Atom<'e>>,
    come: Vec<&'h Atom<'e>>,
}

/// Weighs what is left.
pub(super) fn compare(before: &Passage, after: &Passage, hunks: &[Hunk], loose: bool, found: &mut Compared) {
    // “two of them sank” → “two of the barges sank”: the pronoun stood for what is now named
    let mut named = false;
    let mut left: Vec<Left> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        let (gone, come) = hunk.unexplained();
        let pronoun = |p: &Passage, atoms: &[&Atom]| {
            !atoms.is_empty() && atoms.iter().all(|x| p.token(x).is_some_and(|k| p.side.words.any(k, &[Tag::Pronoun, Tag::Possessive])))
        };
        // “post man” → “postman”: the same word, written apart or together
        let joined = |atoms: &[&Atom]| atoms.iter().map(|x| &*x.key).collect::<String>();
        if gone.len() != come.len() && !gone.is_empty() && joined(&gone) == joined(&come) {
            found.formats += 1;
            continue;
        }
        named |= pronoun(before, &gone) != pronoun(after, &come) && !gone.is_empty() && !come.is_empty();
        left.push(Left { gone, come });
    }
    let reordered = cancel(before, after, &mut left);
    let gone: Vec<&Atom> = left.iter().flat_map(|l| l.gone.iter().copied()).collect();
    let come: Vec<&Atom> = left.iter().flat_map(|l| l.come.iter().copied()).collect();
    if gone.is_empty() && come.is_empty() {
        if reordered {
            turned(before, after, hunks, found);
        }
        return;
    }
    let (n_gone, n_come) = (before.n_content(&gone), after.n_content(&come));
    let (shown_gone, shown_come) = (before.phrase(&gone), after.phrase(&come));
    if n_gone == 0 && n_come == 0 {
        little(before, &gone, after, &come, loose, found);
        return;
    }
    if named && n_gone.max(n_come) <= MIN_DETAIL {
        if found.causes.is_empty() {
            found.add(Kind::Reworded, shown_gone, shown_come);
        }
        return;
    }
    if n_gone == 0 {
        found.add(Kind::DetailAdded, "", shown_come);
        return;
    }
    if n_come == 0 {
        found.add(Kind::DetailRemoved, shown_gone, "");
        return;
    }
    if let Some((old, new)) = names::exchanged(before, &gone, after, &come) {
        found.add(Kind::Entity, old, new);
        if n_come >= MIN_DETAIL && n_come >= OUTWEIGHS * n_gone {
            found.add(Kind::DetailAdded, "", shown_come);
        } else if n_gone >= MIN_DETAIL && n_gone >= OUTWEIGHS * n_come {
            found.add(Kind::DetailRemoved, shown_gone, "");
        }
        return;
    }
    let (added, removed) = (details(after, &left, |l| (&l.come, &l.gone), before), details(before, &left, |l| (&l.gone, &l.come), after));
    if !added.0.is_empty() || !removed.0.is_empty() {
        if !removed.0.is_empty() {
            found.add(Kind::DetailRemoved, before.phrase(&removed.0), after.phrase(&removed.1));
        }
        if !added.0.is_empty() {
            found.add(Kind::DetailAdded, before.phrase(&added.1), after.phrase(&added.0));
        }
    } else if n_come >= MIN_DETAIL && n_come >= OUTWEIGHS * n_gone {
        found.add(Kind::DetailAdded, shown_gone, shown_come);
    } else if n_gone >= MIN_DETAIL && n_gone >= OUTWEIGHS * n_come {
        found.add(Kind::DetailRemoved, shown_gone, shown_come);
    } else if found.causes.is_empty() {
        found.add(Kind::Reworded, shown_gone, shown_come);
    }
}

/// The same words in another order: who did it to whom may have changed with it.
fn turned(before: &Passage, after: &Passage, hunks: &[Hunk], found: &mut Compared) {
    let (was, is): (Vec<_>, Vec<_>) = hunks.iter().map(Hunk::unexplained).unzip();
    let kind = if names::changed_places(before, after) { Kind::Entity } else { Kind::Reworded };
    if kind == Kind::Entity || found.causes.is_empty() {
        found.add(kind, before.phrase(&was.concat()), after.phrase(&is.concat()));
    }
}

/// Whether some atoms hold a figure or a date: a fact, whatever else was reworded (“Storm nears” → “Storm kills five”).
fn has_fact(atoms: &[&Atom]) -> bool {
    atoms.iter().any(|x| matches!(x.what, What::Quantity(_) | What::Date(_)))
}

/// The atoms of the stretches that are a detail of one side, and those of the other that they took the place of.
fn details<'h, 'e>(
    here: &Passage,
    left: &[Left<'h, 'e>],
    sides: for<'l> fn(&'l Left<'h, 'e>) -> (&'l Vec<&'h Atom<'e>>, &'l Vec<&'h Atom<'e>>),
    there: &Passage,
) -> (Vec<&'h Atom<'e>>, Vec<&'h Atom<'e>>) {
    // “…, two hours after the last flight” → “The last flight was two hours earlier”: a fact on both sides is none that came
    let told_there = left.iter().any(|l| has_fact(sides(l).1));
    let is_detail = |l: &&Left<'h, 'e>| {
        let (mine, other) = sides(l);
        let (n, m) = (here.n_content(mine), there.n_content(other));
        let fact = has_fact(mine) && !told_there;
        let alone = m == 0 && (n >= MIN_BESIDE_REWORDED || fact);
        let outweighs = n >= MIN_DETAIL && n >= OUTWEIGHS * m;
        let anew = n > MAX_EDITED && m > MAX_EDITED;
        alone || outweighs || anew || fact
    };
    let (mut all, mut replaced) = (Vec::new(), Vec::new());
    for stretch in left.iter().filter(is_detail) {
        let (mine, other) = sides(stretch);
        all.extend(mine.iter().copied());
        // Two stretches that were written anew are a detail each, not one in the place of the other.
        if there.n_content(other) <= MAX_EDITED {
            replaced.extend(other.iter().copied());
        }
    }
    (all, replaced)
}

/// Takes away the words that stand on both sides, in whatever stretch and form; says whether there were any.
fn cancel(before: &Passage, after: &Passage, left: &mut [Left]) -> bool {
    let mut counts: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    for l in left.iter() {
        l.gone.iter().for_each(|a| counts.entry(verbs::sameness(before, a)).or_default().0 += 1);
        l.come.iter().for_each(|a| counts.entry(verbs::sameness(after, a)).or_default().1 += 1);
    }
    let mut any = false;
    let mut used: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    for l in left.iter_mut() {
        let mut keep = |p: &Passage, a: &Atom, first: bool| {
            let key = verbs::sameness(p, a);
            let both = counts.get(&key).map_or(0, |&(b, a)| b.min(a));
            let n = used.entry(key).or_default();
            let n = if first { &mut n.0 } else { &mut n.1 };
            *n += 1;
            any |= *n <= both;
            *n > both
        };
        l.gone.retain(|a| keep(before, a, true));
        l.come.retain(|a| keep(after, a, false));
    }
    any
}

/// Only words that carry little differ.
fn little(before: &Passage, gone: &[&Atom], after: &Passage, come: &[&Atom], joints_only: bool, found: &mut Compared) {
    // “and”, “it”: the joint of two sentences that became one
    let joint = |p: &Passage, atoms: &[&Atom]| {
        atoms.iter().all(|a| {
            p.token(a).is_some_and(|k| matches!(p.side.words.lower(k), "and" | "it" | "he" | "she" | "they" | "which" | "who" | "that"))
        })
    };
    let clause = |p: &Passage, atoms: &[&Atom]| {
        atoms.len() >= MIN_CLAUSE && atoms.iter().any(|a| p.token(a).is_some_and(|k| p.side.words.any(k, &[Tag::Be, Tag::Have, Tag::Do])))
    };
    // “a bell that that wakes us” → “a bell that wakes us”: a slip of the pen
    let doubled = |p: &Passage, atoms: &[&Atom]| {
        let [atom] = atoms else { return false };
        p.token(atom).is_some_and(|k| {
            k > 0 && p.side.words.lower(k - 1) == p.side.words.lower(k) || p.side.words.lower(k + 1) == p.side.words.lower(k)
        })
    };
    if gone.is_empty() && doubled(after, come) || come.is_empty() && doubled(before, gone) {
        found.formats += 1;
    } else if gone.is_empty() && clause(after, come) {
        found.add(Kind::DetailAdded, "", after.phrase(come));
    } else if come.is_empty() && clause(before, gone) {
        found.add(Kind::DetailRemoved, before.phrase(gone), "");
    } else if found.causes.is_empty() && !(joints_only && joint(before, gone) && joint(after, come)) {
        found.add(Kind::Reworded, before.phrase(gone), after.phrase(come));
    }
}

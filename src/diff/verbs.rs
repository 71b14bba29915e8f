//! Verbs of two passages: another tense of the same verb, or another event.

use super::compare::{Compared, Hunk};
use super::kinds::Kind;
use super::passage::{Atom, Passage, What};
use crate::extract::Tense;
use crate::extract::lexicon::{Tag, VerbForm, classes, lexicon};
use crate::text::fold;

/// A stretch with more words of content than this was written anew.
const MAX_EVENT_WORDS: usize = 3;

/// Classes whose verbs mean the same event as nouns (“a rise of 3%” → “a fall of 3%”); of others the noun is another
/// word (“the fire”, “a charge”).
const NOMINAL: &[&str] = &["rise", "fall", "win", "loss", "profit"];

/// The verb an atom is a form of, auxiliaries apart.
fn main_verb(p: &Passage, atom: &Atom) -> Option<u16> {
    let What::Word(k) = atom.what else { return None };
    if p.side.words.any(k, &[Tag::Modal, Tag::Be, Tag::Have, Tag::Do])
        || p.side.words.is_capital(k) && p.ranges.iter().all(|r| r.start != k) && !p.side.words.any(k, &[Tag::Verb, Tag::NounVerb])
    {
        return None;
    }
    p.side.words.entry(k).verb
}

fn is_auxiliary(p: &Passage, atom: &Atom) -> bool {
    let What::Word(k) = atom.what else { return false };
    p.side.words.any(k, &[Tag::Modal, Tag::Be, Tag::Have, Tag::Do]) || listed_time(p, k).is_some()
}

/// What the list of auxiliaries says of token `k`.
fn listed_time(p: &Passage, k: usize) -> Option<&'static str> {
    let word = p.side.words.lower(k);
    let listed = classes::auxiliaries();
    if word.is_ascii() { listed.get(word) } else { listed.get(&*word.replace(fold::is_single_mark, "'")) }.copied()
}

/// What the verb at token `k` says of the one behind its “to”: “not” in “The guild refused to pay”, “done” in “managed to”.
pub(super) fn implies(p: &Passage, k: usize) -> Option<&'static str> {
    let words = &p.side.words;
    let verb = words.entry(k).verb.filter(|_| words.lower(k + 1) == "to" && words.entry(k + 2).form == Some(VerbForm::Base))?;
    classes::implied_negations().get(lexicon().verb(verb)).copied()
}

/// Whether the verb at token `k` says that something did not happen that the other side tells of by the same verb: “refused to
/// pay” beside “paid”, but not “failed to agree” beside “ended without agreement”.
pub(super) fn is_undone(p: &Passage, k: usize, other: &Passage) -> bool {
    let verb = p.side.words.entry(k + 2).verb;
    implies(p, k) == Some("not") && verb.is_some() && other.atoms.iter().any(|a| main_verb(other, a) == verb)
}

/// Forms of one verb that stand on both sides of a stretch, and auxiliaries beside them, are explained.
pub(super) fn explain_shared(before: &Passage, after: &Passage, hunk: &mut Hunk) {
    let (b, a) = hunk.unexplained();
    let old: Vec<u16> = b.iter().filter_map(|x| main_verb(before, x)).collect();
    let new: Vec<u16> = a.iter().filter_map(|x| main_verb(after, x)).collect();
    let shared: Vec<u16> = old.into_iter().filter(|v| new.contains(v)).collect();
    let done = |p: &Passage, atom: &Atom| main_verb(p, atom).is_some_and(|v| shared.contains(&v)) || is_auxiliary(p, atom);
    hunk.explain(|atom| done(before, atom), |atom| done(after, atom));
}

/// When the verbs among some atoms are set.
fn tense_of(p: &Passage, atoms: &[&Atom]) -> Option<Tense> {
    let words = &p.side.words;
    let tokens: Vec<usize> = atoms.iter().filter_map(|a| p.token(a)).collect();
    let is = |time: &str| tokens.iter().any(|&k| listed_time(p, k) == Some(time));
    if is("future") || tokens.iter().any(|&k| words.has(k, Tag::Be) && words.lower(k + 1) == "to") {
        return Some(Tense::Future);
    }
    // A headline's “to return” is still to come.
    if let [to, verb] = tokens[..]
        && words.lower(to) == "to"
        && verb == to + 1
        && words.entry(verb).form == Some(VerbForm::Base)
        && !words.has(verb, Tag::Have)
    {
        return Some(Tense::Future);
    }
    if is("past") {
        return Some(Tense::Past);
    }
    if is("present") {
        return Some(Tense::Present);
    }
    let forms: Vec<VerbForm> = tokens.iter().filter_map(|&k| words.entry(k).form).collect();
    if forms.iter().any(|f| matches!(f, VerbForm::Past | VerbForm::Participle)) {
        Some(Tense::Past)
    } else if forms.iter().any(|f| matches!(f, VerbForm::Base | VerbForm::Third)) {
        Some(Tense::Present)
    } else {
        None
    }
}

/// The same verbs, set at another time: “will vote” → “voted”, “are being moved” → “were moved”.
pub(super) fn tense(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    for hunk in hunks {
        let (b, a) = hunk.unexplained();
        let noun = |p: &Passage, x: &Atom| p.token(x).is_some_and(|k| is_noun(p, k));
        let verbal = |p: &Passage, x: &Atom| main_verb(p, x).is_some() && !noun(p, x) || is_auxiliary(p, x);
        let (vb, va): (Vec<&Atom>, Vec<&Atom>) =
            (b.iter().copied().filter(|x| verbal(before, x)).collect(), a.iter().copied().filter(|x| verbal(after, x)).collect());
        // “will cost” → “cost”: the verb stayed, its auxiliary came or went
        let future = |p: &Passage, atoms: &[&Atom]| {
            atoms.len() <= 2 && tense_of(p, atoms) == Some(Tense::Future) && atoms.iter().all(|x| is_auxiliary(p, x))
        };
        if a.is_empty() && future(before, &b) || b.is_empty() && future(after, &a) {
            found.add(Kind::Tense, before.shown(&b), after.shown(&a));
            hunk.explain(|_| true, |_| true);
            continue;
        }
        if vb.is_empty() || va.is_empty() {
            continue;
        }
        let lemmas = |p: &Passage, atoms: &[&Atom]| {
            let mut l: Vec<u16> = atoms.iter().filter_map(|x| main_verb(p, x)).collect();
            l.sort_unstable();
            l.dedup();
            l
        };
        let (lb, la) = (lemmas(before, &vb), lemmas(after, &va));
        let shared = lb.iter().any(|v| la.contains(v)) || lb.is_empty() && la.is_empty();
        if !shared {
            continue;
        }
        let (tb, ta) = (tense_of(before, &vb), tense_of(after, &va));
        if tb.is_some() && ta.is_some() && tb != ta {
            found.add(Kind::Tense, before.shown(&vb), after.shown(&va));
            explain_shared(before, after, hunk);
        }
    }
}

/// Two verbs that news keeps apart, in a short stretch: “killed” → “injured”. In a long one the sentence was written
/// anew, and its verbs stand for nothing by themselves.
pub(super) fn events(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    for hunk in hunks {
        let (b, a) = hunk.unexplained();
        if before.n_content(&b) > MAX_EVENT_WORDS || after.n_content(&a) > MAX_EVENT_WORDS {
            continue;
        }
        let (old, new) = (happened(before, &b), happened(after, &a));
        let (Some(x), Some(y)) = (old.first(), new.first()) else { continue };
        if old.iter().any(|(_, class)| new.iter().any(|(_, other)| class == other)) {
            continue;
        }
        let (x, y) = (x.0, y.0);
        found.add(Kind::Event, before.side.shown(x), after.side.shown(y));
        hunk.explain(|atom| atom.span == x || is_auxiliary(before, atom), |atom| atom.span == y || is_auxiliary(after, atom));
        // “charged with” → “convicted of”: the preposition goes with the verb, and so does one word beside it (“fell ill”
        // → “died”)
        let (b, a) = hunk.unexplained();
        // In “Guild ahead in Orrin vote” → “Rivals win Orrin vote” the word stands against another, and in “lose at home to
        // Wyke” → “beat Wyke at home” it stands on both sides: those are left to other rules.
        let little = |p: &Passage, mine: &[&Atom], q: &Passage, other: &[&Atom], atom: &Atom| {
            let beside = p.n_content(mine) <= 1 && q.n_content(other) == 0 && q.atoms.iter().all(|x| x.key != atom.key);
            p.is_function_word(atom) || beside && p.token(atom).is_some()
        };
        hunk.explain(|atom| little(before, &b, after, &a, atom), |atom| little(after, &a, before, &b, atom));
    }
}

/// The verbs and states among some atoms that stand for an event, each with its class.
fn happened(p: &Passage, atoms: &[&Atom]) -> Vec<(crate::span::Span, &'static str)> {
    atoms.iter().filter_map(|a| Some((a.span, class(p, a)?))).collect()
}

/// Whether a word that is a verb or a noun is a noun here: “a rise”, “for talks”, “our work”.
fn is_noun(p: &Passage, k: usize) -> bool {
    let words = &p.side.words;
    let owned = || words.has(k - 1, Tag::Possessive) && words.entry(k).form == Some(VerbForm::Base);
    k > 0
        && words.lower(k - 1) != "to"
        && (words.has(k, Tag::NounVerb) && words.any(k - 1, &[Tag::Determiner, Tag::Possessive, Tag::Preposition]) || owned())
}

/// The class of the event or state an atom stands for.
pub(super) fn class(p: &Passage, atom: &Atom) -> Option<&'static str> {
    let k = p.token(atom)?;
    let class = main_verb(p, atom).and_then(|v| classes::events().get(lexicon().verb(v)));
    let noun = is_noun(p, k);
    class.or_else(|| classes::states().get(p.side.words.lower(k))).copied().filter(|c| !noun || NOMINAL.contains(c))
}

/// What is equal for two forms of one word: “spending” and “spent”, “mine” and “mines”.
pub(super) fn sameness(p: &Passage, atom: &Atom) -> String {
    if let Some(verb) = main_verb(p, atom) {
        return format!("verb {}", lexicon().verb(verb));
    }
    match atom.what {
        What::Word(_) if atom.key.len() > 3 && !atom.key.ends_with("ss") => atom.key.strip_suffix('s').unwrap_or(&atom.key).to_owned(),
        _ => atom.key.to_string(),
    }
}

//! Names of two passages: the same in another spelling, or another person, body, place or thing.

use super::compare::{Compared, Hunk};
use super::kinds::Kind;
use super::passage::{Atom, Passage, What};
use crate::extract::Name;
use crate::extract::lexicon::{Tag, lexicon};
use crate::span::Span;
use crate::text::Case;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Names this alike are one name in two spellings: at most so many letters differ.
const MAX_LETTERS: usize = 2;
/// … or so many, where the other words of the name are the same.
const MAX_LETTERS_BESIDE: usize = 3;
/// … in a word of at least this many letters.
const MIN_LETTERS: usize = 4;
/// Words with at least this many consonants are one name in two spellings if all of them sound the same: with fewer
/// many names do (“Moore”, “Maria”).
const MIN_SOUNDS: usize = 3;
/// A name grows by at most this many words.
const MAX_LONGER: usize = 4;

/// Countries and what their people are called, in lower case: two of these are never one name in two spellings.
static COUNTRIES: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| lexicon().demonyms().flat_map(|(people, place)| [people.to_lowercase(), place.to_lowercase()]).collect());

/// Finds names that stand against each other in one stretch.
pub(super) fn compare(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    bodies(before, after, hunks, found);
    for hunk in hunks {
        let (b, a) = hunk.unexplained();
        if b.is_empty() && is_longer_name(after, &a) || a.is_empty() && is_longer_name(before, &b) {
            found.add(Kind::Spelling, before.shown(&b), after.shown(&a));
            hunk.explain(|_| true, |_| true);
            continue;
        }
        let (old, new) = (runs(before, &b), runs(after, &a));
        if old.is_empty() || new.is_empty() {
            continue;
        }
        let (mut done_b, mut done_a): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for (m, n) in (0..old.len()).zip(0..new.len()) {
            let (x, y) = (&old[m], &new[n]);
            // “Orlesk” is not replaced where it stands in the other text's list as well.
            let stands = |p: &Passage, run: &[&Atom]| run.iter().all(|a| p.atoms.iter().any(|b| b.key == a.key));
            if stands(after, x) || stands(before, y) {
                continue;
            }
            let (shown_x, shown_y) = (before.shown(x), after.shown(y));
            if is_same_name(&shown_x, &shown_y) || is_same_name(&whole_name(before, x), &whole_name(after, y)) {
                found.add(Kind::Spelling, shown_x, shown_y);
            } else if is_title_only(before, x) && is_title_only(after, y) {
                // “Dr Sian Orne” → “Professor Sian Orne”: the same person, titled differently
                found.add(Kind::Spelling, shown_x, shown_y);
            } else if is_title_only(before, x) || is_title_only(after, y) {
                continue;
            } else {
                found.add(Kind::Entity, shown_x, shown_y);
            }
            done_b.extend(x.iter().map(|a| a.span.start));
            done_a.extend(y.iter().map(|a| a.span.start));
        }
        hunk.explain(|atom| done_b.contains(&atom.span.start), |atom| done_a.contains(&atom.span.start));
    }
}

/// “the Office of Web Services” → “the Digital Standards Office”: two bodies that share no more than what they are.
fn bodies(before: &Passage, after: &Passage, hunks: &mut [Hunk], found: &mut Compared) {
    let alone = |p: &Passage, q: &Passage| {
        let stays = |n: &Name| q.names.iter().any(|m| m.key == n.key || p.side.shown(n.span) == q.side.shown(m.span));
        let mut left = p.names.iter().filter(|n| !stays(n));
        left.next().filter(|_| left.next().is_none()).map(|n| n.span)
    };
    let (Some(x), Some(y)) = (alone(before, after), alone(after, before)) else { return };
    let words = |p: &Passage, span: Span| -> (Vec<String>, Vec<String>) {
        let words = &p.side.words;
        let told = p.side.extract.text.tokens_in(span).filter(|&k| words.is_word(k) && words.is_capital(k));
        let (bodies, rest): (Vec<usize>, Vec<usize>) = told.partition(|&k| words.has(k, Tag::RoleBody));
        let lower = |all: Vec<usize>| all.into_iter().map(|k| words.lower(k).to_owned()).collect();
        (lower(bodies), lower(rest))
    };
    let ((heads_b, rest_b), (heads_a, rest_a)) = (words(before, x), words(after, y));
    let is_other = heads_b.iter().any(|w| heads_a.contains(w))
        && !rest_b.is_empty()
        && !rest_a.is_empty()
        && !rest_b.iter().any(|w| rest_a.iter().any(|v| v == w || is_respelled(w, v)));
    if is_other {
        found.add(Kind::Entity, before.side.shown(x), after.side.shown(y));
        for hunk in hunks {
            hunk.explain(|atom| x.contains(atom.span), |atom| y.contains(atom.span));
        }
    }
}

/// Whether some atoms merely make a name longer that stands on both sides: “Treasury” → “Treasury Department”, “Orne” →
/// “Dr Sian Orne”, “Northern Survey” → “Northern Survey (NS)”.
fn is_longer_name(p: &Passage, atoms: &[&Atom]) -> bool {
    let tokens: Option<Vec<usize>> = atoms.iter().map(|a| p.token(a)).collect();
    let Some(tokens) = tokens else { return false };
    let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { return false };
    let words = &p.side.words;
    if last - first >= MAX_LONGER || tokens.iter().any(|&k| !words.is_capital(k) && !words.has(k, Tag::Title)) {
        return false;
    }
    let shown = p.side.shown(p.side.extract.text.span_of(first..last + 1));
    let shouted = shown.len() > 1 && shown.chars().all(|c| c.is_uppercase() || c == '-' || c == '&');
    if shouted && first > 0 && words.lower(first - 1) == "(" && words.lower(last + 1) == ")" {
        return true;
    }
    // Something of the name is on both sides: it stands directly beside.
    let inside = |k: usize| p.names.iter().find(|n| words.token(k).is_some_and(|t| n.span.holds(t.start())));
    let beside = |k: usize| words.is_word(k) && words.is_capital(k) && words.lower(k) != "the";
    let titled = |k: usize| words.has(k, Tag::Title) && beside(last + 1);
    inside(first).is_some_and(|n| {
        let holds = |k: usize| words.token(k).is_some_and(|t| n.span.holds(t.start()));
        first > 0 && holds(first - 1) && beside(first - 1) || holds(last + 1) && beside(last + 1)
    }) || titled(last)
}

/// Names of two words or more that are left on either side of a whole comparison, in whatever stretch: in a line-up one
/// speaker went from its end, another came at its head.
pub(super) fn exchanged(before: &Passage, gone: &[&Atom], after: &Passage, come: &[&Atom]) -> Option<(String, String)> {
    let first = |p: &Passage, atoms: &[&Atom], other: &Passage| {
        let stands = |run: &[&Atom]| run.iter().all(|a| other.atoms.iter().any(|b| b.key == a.key));
        runs(p, atoms).into_iter().find(|run| run.len() > 1 && !stands(run)).map(|run| p.shown(&run))
    };
    Some((first(before, gone, after)?, first(after, come, before)?))
}

/// Whether two names changed places around the verb: “Varn beat Orlesk” → “Orlesk beat Varn”, but not “Orlesk was beaten
/// by Varn”.
pub(super) fn changed_places(before: &Passage, after: &Passage) -> bool {
    let is_verb = |p: &Passage, a: &&Atom| !a.is_framing && p.token(a).is_some_and(|k| p.side.words.is_finite(k));
    let halves = |p: &Passage| {
        let verb = p.atoms.iter().find(|a| is_verb(p, a))?.span.start;
        let (front, back): (Vec<&Name>, Vec<&Name>) = p.names.iter().partition(|n| n.span.start < verb);
        let is_passive = back.iter().any(|n| {
            let first = p.side.extract.text.tokens_in(n.span).start;
            first > 0 && p.side.words.lower(first - 1) == "by"
        });
        let keys = |names: Vec<&Name>| names.into_iter().map(|n| n.key.clone()).collect::<Vec<_>>();
        Some((keys(front), keys(back), is_passive))
    };
    let (Some((b_front, b_back, b_passive)), Some((a_front, a_back, a_passive))) = (halves(before), halves(after)) else { return false };
    let cross = |x: &[String], y: &[String]| x.iter().any(|n| y.contains(n));
    b_passive == a_passive && cross(&b_front, &a_back) && cross(&b_back, &a_front)
}

/// The name that some of its words belong to: “Upper Wyke” for “Wyke”.
fn whole_name(p: &Passage, run: &[&Atom]) -> String {
    let name = run.first().and_then(|a| p.names.iter().find(|n| n.span.holds(a.span.start)));
    name.map_or_else(|| p.shown(run), |n| p.side.shown(n.span).to_owned())
}

/// Stretches of capitalised words (with “of”, “and” and the like between them) among some atoms.
fn runs<'h, 'e>(p: &Passage, atoms: &[&'h Atom<'e>]) -> Vec<Vec<&'h Atom<'e>>> {
    let mut out: Vec<Vec<&Atom>> = Vec::new();
    let mut last: Option<usize> = None;
    for atom in atoms {
        let What::Word(k) = atom.what else { continue };
        if !is_name_word(p, k) {
            continue;
        }
        // “the Forge and Dye union” is one name, “Vardania and Orlesk” two: only what the text names as one is one.
        let one = |l: usize| {
            let span = p.side.extract.text.span_of(l..k + 1);
            p.names.iter().any(|n| n.span.contains(span))
        };
        let little = |m: usize| matches!(p.side.words.lower(m), "of" | "the" | "for" | "." | "'s" | "’s" | "-" | "de" | "van");
        let joined = last.is_some_and(|l| k - l <= 3 && ((l + 1..k).all(little) || one(l)));
        match out.last_mut() {
            Some(run) if joined => run.push(atom),
            _ => out.push(vec![atom]),
        }
        last = Some(k);
    }
    out
}

/// Whether token `k` is part of a name: a capital that does not merely open the sentence.
fn is_name_word(p: &Passage, k: usize) -> bool {
    let words = &p.side.words;
    let Some(token) = words.token(k) else { return false };
    if token.case == Case::Lower {
        return false;
    }
    let named = p.names.iter().any(|n| n.span.holds(token.start()));
    // “* Then paste …”: a bullet is no word
    let opens = p.ranges.iter().any(|r| r.contains(&k) && k - r.start <= 2 && !(r.start..k).any(|b| words.is_word(b)))
        || k > 0 && matches!(words.lower(k - 1), "“" | "\"" | "‘" | ":");
    named || !opens && !p.is_title_case()
}

impl Passage<'_, '_> {
    /// Whether most words are capitalised, as in a headline: capitals tell nothing there.
    fn is_title_case(&self) -> bool {
        let tokens: Vec<_> = self
            .ranges
            .iter()
            .cloned()
            .flatten()
            .filter(|&k| self.side.words.is_word(k) && self.side.words.token(k).is_some_and(|t| t.span().len() > 3))
            .collect();
        tokens.iter().filter(|&&k| self.side.words.is_capital(k)).count() * 4 >= tokens.len() * 3
    }
}

fn is_title_only(p: &Passage, run: &[&Atom]) -> bool {
    run.iter().all(|a| p.token(a).is_some_and(|k| p.side.words.has(k, Tag::Title)))
}

/// Whether two names name the same in another spelling: a letter or two, initials for the full form, or the same with
/// and without dots.
pub(super) fn is_same_name(x: &str, y: &str) -> bool {
    let words = |n: &str| n.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect::<Vec<_>>();
    // “U.S.” is one word
    let joined = |w: Vec<String>| if w.len() > 1 && w.iter().all(|w| w.len() == 1) { vec![w.concat()] } else { w };
    let (x, y) = (joined(words(x)), joined(words(y)));
    if x.len() == y.len() && x.iter().zip(&y).all(|(a, b)| a == b || is_respelled(a, b)) {
        return true;
    }
    // “Upper Wyke” → “Upper Wick”, “Jon Orne” → “John Orne”: with the other words the same, less has to be alike. But “Thomas
    // Holt” and “Thomas Hale” are two people: letters alone are not enough, the words have to sound alike.
    let differ: Vec<_> = x.iter().zip(&y).filter(|(a, b)| a != b).collect();
    if let [(a, b)] = differ[..]
        && x.len() == y.len()
        && x.len() > 1
        && a.chars().next() == b.chars().next()
        && distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>()) <= MAX_LETTERS_BESIDE
        && sound(a) == sound(b)
        && !(is_given(a) && is_given(b) && !is_respelled(a, b) && a.len().min(b.len()) >= MIN_LETTERS)
    {
        return true;
    }
    is_acronym(&x, &y) || is_acronym(&y, &x) || x.concat() == y.concat()
}

/// Whether a word is a given name: “Anna Orne” and “Anton Orne” are two people.
fn is_given(word: &str) -> bool {
    lexicon().get(word).tags.any(&[Tag::FemaleName, Tag::MaleName, Tag::EitherName])
}

/// Whether `short` is made of the first letters of `long`.
fn is_acronym(short: &[String], long: &[String]) -> bool {
    let [short] = short else { return false };
    let initials: String =
        long.iter().filter(|w| !matches!(w.as_str(), "of" | "and" | "the" | "for")).filter_map(|w| w.chars().next()).collect();
    short.len() >= 2
        && long.len() >= 2
        && (*short == initials || *short == long.iter().filter_map(|w| w.chars().next()).collect::<String>())
}

/// Whether two words are one in two spellings.
pub(super) fn is_respelled(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    // “Iran” and “Iraq” are two countries
    if COUNTRIES.contains(a) && COUNTRIES.contains(b) {
        return false;
    }
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    // “Lem” → “Lehm”: one letter put into a short name
    if x.len().min(y.len()) + 1 == MIN_LETTERS && x.len() != y.len() && x.first() == y.first() && x.last() == y.last() {
        return distance(&x, &y) == 1;
    }
    // “Kristofer” → “Christopher”: written otherwise, said the same
    let (s, t) = (sound(a), sound(b));
    if s.len() >= MIN_SOUNDS && s == t && distance(&x, &y) * 2 < x.len().max(y.len()) && vowels(a) == vowels(b) {
        return true;
    }
    x.len().min(y.len()) >= MIN_LETTERS && x.first() == y.first() && distance(&x, &y) <= MAX_LETTERS.min(x.len().min(y.len()) / 3)
}

/// The consonants of a name as they sound, roughly: “Kristofer” and “Christopher” are both `krstfr`, “Wyke” and “Wick` `wk`.
fn sound(word: &str) -> String {
    let plain = word.replace("ph", "f").replace("ck", "k").replace("ch", "k").replace("gh", "g").replace('x', "ks");
    let mut out = String::new();
    for c in plain.chars() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'j' => continue,
            'c' | 'q' => 'k',
            'z' => 's',
            'v' => 'w',
            c if !c.is_ascii() => continue,
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// How many groups of vowels a word has before its last letter: “Marten” two, “Martin” two.
fn vowels(word: &str) -> usize {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j');
    let letters: Vec<bool> = word.chars().map(is_vowel).collect();
    letters.windows(2).filter(|w| w[0] && !w[1]).count()
}

/// Levenshtein's distance, for words.
fn distance(x: &[char], y: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=y.len()).collect();
    for (i, a) in x.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in y.iter().enumerate() {
            let next = (corner + usize::from(a != b)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[y.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_two_spellings() {
        assert!(is_same_name("Phillip Orne", "Philip Orne"));
        assert!(is_same_name("HHS", "Health and Human Services"));
        assert!(is_same_name("U.S.", "United States"));
        assert!(is_same_name("Upper Wyke", "Upper Wick"));
        assert!(is_same_name("Jon Orne", "John Orne"));
        assert!(!is_same_name("Anna Orne", "Anton Orne"));
        assert!(!is_same_name("Gerd Orne", "Priya Venn"));
        assert!(!is_same_name("Kiel", "Bergen"));
        assert!(!is_same_name("Iran", "Iraq"));
        assert!(is_same_name("Lem", "Lehm"));
        assert!(is_same_name("Kristofer Orne", "Christopher Orne"));
        assert!(is_same_name("Carl Orne", "Karl Orne"));
        assert!(!is_same_name("Thomas Holt", "Thomas Hale"));
        assert!(!is_same_name("Peter Marsh", "Peter Moss"));
    }
}

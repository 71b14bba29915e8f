//! Where a content begins and ends, before or behind its cue.
//!
//! “The mayor said the bridge was shut, but drivers crossed it anyway.” · “Ministers backed the plan on Monday.” ·
//! “It rained, and nine people were missing, the harbor master said.” Every place where a content could begin or end
//! is weighed; the best one is taken.

use super::Scene;
use super::candidates::Candidate;
use super::content::{MAX_CONTENT, floor_of};
use super::features::{form, form_of};
use crate::extract::lexicon::Tag;
use crate::extract::model::{Features, Value, value};
use crate::extract::shape::bucket;
use crate::extract::words::Words;
use crate::text::TokenKind;
use std::ops::Range;

/// At most this many places are weighed, those nearest to the cue, and the edge of the sentence.
const MAX_PLACES: usize = 16;

/// A content behind a cue begins within this many tokens of it, or where the rules say.
const START_WINDOW: usize = 8;

/// Which edge of a content is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The first token of what stands behind the cue.
    StartBehind,
    /// The token behind the last of what stands behind the cue.
    EndBehind,
    /// The first token of what stands before the cue.
    StartBefore,
}

/// Whether a clause can be cut before token `k`: it is punctuation or a word that opens a phrase.
fn is_joint(words: &Words, k: usize) -> bool {
    const OPENERS: &[Tag] = &[Tag::Conjunction, Tag::Subordinator, Tag::Relative, Tag::Preposition, Tag::Ing, Tag::Adverb];
    let Some(tags) = words.tags().get(k) else { return false };
    if tags.any(OPENERS) & !tags.has(Tag::Capital) | tags.has(Tag::When) {
        return true;
    }
    let free = || !words.text.is_glued(k + 1) || !words.text.is_glued(k);
    words.kind(k) == Some(TokenKind::Punctuation)
        && matches!(words.lower(k), "," | ";" | ":" | "(" | ")" | "—" | "–" | "-" | "--")
        && free()
}

/// The places where the content behind a cue could begin, in order.
pub fn starts_behind(scene: &Scene, c: &Candidate) -> Vec<usize> {
    let words = scene.words;
    // “According to a report by the council, the road was shut”
    if c.is_according() && !c.behind.is_empty() {
        return vec![c.behind.start];
    }
    // Behind a source that stands behind the cue.
    let from = c.follower.as_ref().map_or(c.head + 1, |f| f.end);
    let window = from..c.behind.end.min(c.head + 1 + START_WINDOW);
    let parted = |k: usize| k == from || words.has(k, Tag::Preposition) || words.has(k - 1, Tag::Preposition) || words.lower(k) == "that";
    let begins = |k: usize| match scene.is_outside(k) {
        true => words.kind(k) != Some(TokenKind::Punctuation) && parted(k),
        false => scene.opened_at(k).is_some() && parted(k),
    };
    let ruled = Some(c.behind.start).filter(|_| !c.behind.is_empty());
    let near = window.start..window.end.max(ruled.map_or(0, |k| k + 1));
    let mut out: Vec<usize> = near.filter(|&k| Some(k) == ruled || window.contains(&k) && begins(k)).collect();
    if out.is_empty() {
        out.extend(ruled);
    }
    out
}

/// The places where the content behind a cue, which begins at `start`, could end, in order: each the token behind its last.
pub fn ends_behind(scene: &Scene, c: &Candidate, start: usize) -> impl Iterator<Item = usize> {
    let cuts = |&k: &usize| is_joint(scene.words, k) && (scene.is_outside(k) || scene.opened_at(k).is_some());
    // “According to Berg, the road, which leads to Kessel, was shut”: a clause has a verb.
    let verb = if c.is_according() { scene.sets.finite.first(start..c.behind.end) } else { None };
    (verb.unwrap_or(start) + 1..c.behind.end).filter(cuts).take(MAX_PLACES).chain([c.behind.end])
}

/// The places where a content that ends before token `end` could begin, in order.
pub fn starts_before(scene: &Scene, sentence: &Range<usize>, end: usize) -> Vec<usize> {
    let words = scene.words;
    let from = floor_of(words, sentence, sentence.start).max(end.saturating_sub(MAX_CONTENT));
    let outside = |k: usize| scene.is_outside(k) || scene.opened_at(k).is_some();
    let opens = |k: usize| {
        is_joint(words, k - 1)
            || words.any(k, &[Tag::Relative, Tag::Interrogative, Tag::Determiner, Tag::Possessive])
            || scene.opened_at(k).is_some()
    };
    let mut out: Vec<usize> = (from + 1..end).rev().filter(|&k| outside(k) && opens(k)).take(MAX_PLACES).collect();
    if from < end {
        out.push(from);
    }
    out.reverse();
    out
}

/// Adds the features of one place for an edge of `content`; the other edge of `content` is settled.
pub fn features(scene: &Scene, c: &Candidate, edge: Edge, content: &Range<usize>, limit: usize, out: &mut impl Features) {
    let edges = Edges::of(scene, c);
    match edge {
        Edge::StartBehind => edges.start_behind(content, out),
        Edge::EndBehind => edges.opened(content.start).end(content.end, out),
        Edge::StartBefore => edges.start_before(content, limit, out),
    }
}

/// A candidate whose content is looked for: what is the same wherever that stands.
pub(super) struct Edges<'a> {
    scene: &'a Scene<'a>,
    c: &'a Candidate,
    lemma: Value<'a>,
    takes: Value<'a>,
}

/// A content with a known start: what is the same wherever it ends.
pub(super) struct Opened<'a> {
    edges: &'a Edges<'a>,
    start: usize,
    opens: Value<'a>,
    /// What stands before the source or cue: “*While* critics argue that it helps, the mayor …”.
    depends: Value<'a>,
    form: Value<'a>,
    /// The first commas in it, and how many.
    commas: ([usize; MAX_COMMAS], usize),
    /// Its first two finite verbs outside quotations; behind all tokens where there are none.
    first_verbs: [usize; 2],
    /// And its last two, if it ends where it can at the latest; before all tokens where there are none.
    last_verbs: [usize; 2],
}

/// More commas than this are not counted.
const MAX_COMMAS: usize = 6;
/// A verb that goes on like the cue stands within this many tokens of the end.
const NEXT_VERB: usize = 5;

/// So many finite verbs.
fn n_verbs(n: usize) -> Value<'static> {
    match n {
        0 => value!("0"),
        1 => value!("1"),
        _ => value!("2+"),
    }
}

impl<'a> Edges<'a> {
    pub(super) fn of(scene: &'a Scene<'a>, c: &'a Candidate) -> Self {
        let takes = match (c.entry.takes_clause, c.entry.takes_phrase) {
            (true, false) => value!("clause"),
            (true, true) => value!("both"),
            _ => value!("phrase"),
        };
        Self { scene, c, lemma: c.entry.value, takes }
    }

    /// How many finite verbs stand outside quotations.
    fn finite(&self, range: Range<usize>) -> Value<'static> {
        n_verbs(self.scene.sets.finite.count(range, 2))
    }

    /// What a content opens with.
    fn opens(&self, start: usize) -> Value<'a> {
        let words = self.scene.words;
        let opener = words.shape(start);
        match opener.as_str() {
            "that" | "to" | "whether" | "if" | "how" | "what" | "why" | "who" | "which" => opener,
            _ if self.scene.opened_at(start).is_some() => value!("quote"),
            _ if words.has(start, Tag::Preposition) => value!("of"),
            _ => value!("noun"),
        }
    }

    /// The content behind the cue that begins at a token.
    pub(super) fn opened(&'a self, start: usize) -> Opened<'a> {
        let Self { scene, c, .. } = *self;
        let (words, sets, limit) = (scene.words, scene.sets, c.behind.end);
        let opens = self.opens(start);
        let from = c.source.as_ref().map_or(c.cue.start, |s| s.start.min(c.cue.start));
        let (mut commas, mut n_commas) = ([0; MAX_COMMAS], 0);
        for comma in (start..limit).filter(|&k| words.lower(k) == ",").take(MAX_COMMAS) {
            commas[n_commas] = comma;
            n_commas += 1;
        }
        let first = sets.finite.first(start..limit);
        let second = first.and_then(|first| sets.finite.first(first + 1..limit));
        let last = sets.finite.last(start..limit);
        let last_but_one = last.and_then(|last| sets.finite.last(start..last));
        Opened {
            edges: self,
            start,
            opens,
            depends: if from == 0 { value!("^") } else { words.shape(from - 1) },
            form: form_of(words, c),
            commas: (commas, n_commas),
            first_verbs: [first, second].map(|k| k.unwrap_or(usize::MAX)),
            last_verbs: [last, last_but_one].map(|k| k.unwrap_or(0)),
        }
    }

    /// Adds the features of a place where the content behind the cue could begin.
    pub(super) fn start_behind(&self, content: &Range<usize>, out: &mut impl Features) {
        let Self { scene, c, lemma, takes, .. } = *self;
        let at = |k: usize| scene.words.shape(k);
        let (verbs, opens) = (self.finite(content.clone()), self.opens(content.start));
        let gap = content.start - c.head - 1;
        let (first, last) = (at(content.start), at(content.start - 1));
        let rule = if content.start == c.behind.start { value!("1") } else { value!("0") };
        out.add("b-gap", &[bucket(gap), rule]);
        out.add("b-first", &[first, rule]);
        out.add("b-last-first", &[last, first]);
        out.add("b-lemma-last", &[lemma, if gap == 0 { value!("^") } else { last }]);
        out.add("b-lemma-first", &[lemma, first]);
        out.add("b-verbs", &[verbs, opens, takes]);
        out.add("b-over", &[self.finite(c.head + 1..content.start), last]);
    }

    /// Adds the features of a place where the content before the cue could begin; `limit` is where it does at the earliest.
    pub(super) fn start_before(&self, content: &Range<usize>, limit: usize, out: &mut impl Features) {
        let Self { scene, c, lemma, .. } = *self;
        let at = |k: usize| scene.words.shape(k);
        let (verbs, length) = (self.finite(content.clone()), bucket(content.len()));
        let whole = content.start == limit;
        let (here, first) = (if whole { value!("^") } else { at(content.start - 1) }, at(content.start));
        let voice = if c.is_passive { value!("passive") } else { value!("active") };
        out.add("a-here", &[here, voice]);
        out.add("a-here-first", &[here, first]);
        out.add("a-first", &[first, voice, verbs]);
        out.add("a-lemma", &[lemma, if whole { value!("^") } else { value!("0") }, verbs]);
        out.add("a-length", &[length, voice]);
        let gap = at(content.end);
        out.add("a-gap", &[gap, here, verbs]);
    }
}

impl Opened<'_> {
    /// How many commas stand before and behind a token.
    fn commas(&self, end: usize) -> (Value<'static>, Value<'static>) {
        let commas = &self.commas.0[..self.commas.1];
        let before = commas.iter().filter(|&&comma| comma < end).count();
        (bucket(before.min(3)), bucket((commas.len() - before).min(2)))
    }

    /// Adds the features of a place where it could end.
    pub(super) fn end(&self, end: usize, out: &mut impl Features) {
        let Self { edges: &Edges { scene, c, lemma, takes }, start, opens, depends, form: own_form, .. } = *self;
        let (words, sets, limit) = (scene.words, scene.sets, c.behind.end);
        let at = |k: usize| words.shape(k);
        let near = |n: usize| end..limit.min(end + n);
        let verbs = n_verbs(self.first_verbs.iter().filter(|&&verb| verb < end).count());
        let length = bucket(end - start);
        let whole = end == limit;
        let (here, next) = if whole { (value!("$"), value!("$")) } else { (at(end), at(end + 1)) };
        let rest = if whole { value!("$") } else { n_verbs(self.last_verbs.iter().filter(|&&verb| verb >= end).count()) };
        out.add("here-opens-verbs", &[here, opens, verbs, takes]);
        out.add("here-next", &[here, next]);
        out.add("here-next-verbs", &[here, next, verbs]);
        out.add("here-rest", &[here, rest, verbs]);
        out.add("length-opens", &[length, opens, verbs]);
        out.add("length-here", &[length, here]);
        out.add("lemma-here", &[lemma, here]);
        // “…, and Venn tried …”: a joint with a subject and a verb of its own.
        let subject = near(3).find(|&k| !is_joint(words, k)).unwrap_or(end);
        let verb = sets.finite.first(subject + 1..limit.min(subject + 8));
        let clause = verb.map_or(value!("none"), |v| bucket(v - subject));
        // “While critics argue that it helps, the mayor …”: the comma ends a clause that depends on another.
        out.add("here-depends", &[here, depends, if verb.is_none() { clause } else { value!("1") }]);
        out.add("here-clause", &[here, at(subject), clause]);
        // “…, a fact, she said, that …” against “the road, the bridge, and the ferry”: how many commas are on either side.
        let (before, behind) = self.commas(end);
        out.add("commas", &[here, before, behind]);
        // “said the road was shut and *warned* …”: a verb that goes on like the cue.
        let verb = near(NEXT_VERB).find(|&k| words.any(k, &[Tag::Verb, Tag::CueVerb]) && words.entry(k).verb.is_some());
        let (next_form, is_cue) = match verb {
            None => (value!("none"), value!("")),
            Some(k) => (form(words.entry(k).form), if words.has(k, Tag::CueVerb) { value!("1") } else { value!("") }),
        };
        out.add("goes-on", &[here, own_form, next_form, is_cue]);
        // A second verb of saying, or its source, opens what is no longer said: “…, and Venn said …”.
        let cue = sets.cues.first(near(8));
        out.add("cue", &[here, cue.map_or(value!("none"), |k| bucket(k - end)), verbs]);
    }
}

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
use crate::extract::phrases;
use crate::extract::shape::bucket;
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

/// A place where a clause can be cut: punctuation or a word that opens a phrase.
fn is_joint(scene: &Scene, k: usize) -> bool {
    let words = scene.words;
    let mark = words.kind(k) == Some(TokenKind::Punctuation);
    let free = !words.text.is_glued(k + 1) || !words.text.is_glued(k);
    mark && free && matches!(words.lower(k), "," | ";" | ":" | "(" | ")" | "—" | "–" | "-" | "--")
        || words.any(k, &[Tag::Conjunction, Tag::Subordinator, Tag::Relative, Tag::Preposition, Tag::Ing, Tag::Adverb])
            && !words.is_capital(k)
        || phrases::is_calendar(words, k)
}

/// The places where the content behind a cue could begin.
pub fn starts_behind(scene: &Scene, c: &Candidate) -> Vec<usize> {
    let words = scene.words;
    // Behind a source that stands behind the cue.
    let from = c.follower.as_ref().map_or(c.head + 1, |f| f.end);
    let window = from..c.behind.end.min(c.head + 1 + START_WINDOW);
    let mut out: Vec<usize> = window
        .clone()
        .filter(|&k| scene.is_outside(k) || scene.opened_at(k).is_some())
        .filter(|&k| words.kind(k) != Some(TokenKind::Punctuation) || scene.opened_at(k).is_some())
        .filter(|&k| k == from || words.lower(k) == "that" || words.has(k - 1, Tag::Preposition) || words.has(k, Tag::Preposition))
        .collect();
    if !c.behind.is_empty() && (c.behind.start >= from || out.is_empty()) {
        out.push(c.behind.start);
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The places where the content behind a cue, which begins at `start`, could end: each the token behind its last.
pub fn ends_behind(scene: &Scene, c: &Candidate, start: usize) -> Vec<usize> {
    let outside = |k: usize| scene.is_outside(k) || scene.opened_at(k).is_some();
    let mut out: Vec<usize> = (start + 1..c.behind.end).filter(|&k| outside(k) && is_joint(scene, k)).take(MAX_PLACES).collect();
    out.push(c.behind.end);
    out
}

/// The places where a content that ends before token `end` could begin.
pub fn starts_before(scene: &Scene, sentence: &Range<usize>, end: usize) -> Vec<usize> {
    let words = scene.words;
    let from = floor_of(words, sentence, sentence.start).max(end.saturating_sub(MAX_CONTENT));
    let outside = |k: usize| scene.is_outside(k) || scene.opened_at(k).is_some();
    let opens = |k: usize| {
        is_joint(scene, k - 1)
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
    Opened::of(scene, c, edge, content.start).features(edge, content, limit, out);
}

/// A content with a known start: what is the same wherever it ends.
pub(super) struct Opened<'a> {
    scene: &'a Scene<'a>,
    c: &'a Candidate,
    lemma: Value<'a>,
    noun: Value<'a>,
    takes: Value<'a>,
    opens: Value<'a>,
    /// What stands before the source or cue: “*While* critics argue that it helps, the mayor …”.
    depends: Value<'a>,
    inner: Value<'a>,
    form: Value<'a>,
    /// The first commas in it, and how many.
    commas: ([usize; MAX_COMMAS], usize),
}

/// More commas than this are not counted.
const MAX_COMMAS: usize = 6;
/// A verb that goes on like the cue stands within this many tokens of the end.
const NEXT_VERB: usize = 5;

impl<'a> Opened<'a> {
    pub(super) fn of(scene: &'a Scene<'a>, c: &'a Candidate, edge: Edge, start: usize) -> Self {
        let words = scene.words;
        let opener = words.shape(start);
        let opens = match opener.as_str() {
            "that" | "to" | "whether" | "if" | "how" | "what" | "why" | "who" | "which" => opener,
            _ if scene.opened_at(start).is_some() => value!("quote"),
            _ if words.has(start, Tag::Preposition) => value!("of"),
            _ => value!("noun"),
        };
        let takes = match (c.entry.takes_clause, c.entry.takes_phrase) {
            (true, false) => value!("clause"),
            (true, true) => value!("both"),
            _ => value!("phrase"),
        };
        let from = c.source.as_ref().map_or(c.cue.start, |s| s.start.min(c.cue.start));
        let (mut commas, mut n_commas) = ([0; MAX_COMMAS], 0);
        let counted = if edge == Edge::EndBehind { start..c.behind.end } else { 0..0 };
        for k in counted.filter(|&k| words.lower(k) == ",").take(MAX_COMMAS) {
            commas[n_commas] = k;
            n_commas += 1;
        }
        Self {
            scene,
            c,
            lemma: c.entry.value,
            noun: if c.is_noun { value!("1") } else { value!("0") },
            takes,
            opens,
            depends: if from == 0 { value!("^") } else { words.shape(from - 1) },
            inner: words.shape(start + usize::from(matches!(opens.as_str(), "that" | "whether"))),
            form: form_of(words, c),
            commas: (commas, n_commas),
        }
    }

    /// How many commas stand before and behind a token.
    fn commas(&self, end: usize) -> (Value<'static>, Value<'static>) {
        let commas = &self.commas.0[..self.commas.1];
        let before = commas.partition_point(|&comma| comma < end);
        (bucket(before.min(3)), bucket((commas.len() - before).min(2)))
    }

    /// How many finite verbs stand outside quotations.
    fn finite(&self, range: Range<usize>) -> Value<'static> {
        match range.filter(|k| self.scene.is_outside(*k)).filter(|&k| self.scene.words.is_finite(k)).take(2).count() {
            0 => value!("0"),
            1 => value!("1"),
            _ => value!("2+"),
        }
    }

    /// Adds the features of one place for an edge.
    pub(super) fn features(&self, edge: Edge, content: &Range<usize>, limit: usize, out: &mut impl Features) {
        let Self { scene, c, lemma, noun, takes, opens, depends, inner, .. } = *self;
        let words = scene.words;
        let at = |k: usize| words.shape(k);
        let finite = |range: Range<usize>| self.finite(range);
        let verbs = finite(content.clone());
        let length = bucket(content.len());
        match edge {
            Edge::EndBehind => {
                let (end, whole) = (content.end, content.end == limit);
                let (here, next) = if whole { (value!("$"), value!("$")) } else { (at(end), at(end + 1)) };
                let rest = if whole { value!("$") } else { finite(end..limit) };
                out.add("here-opens-verbs", &[here, opens, verbs, takes]);
                out.add("here-next", &[here, next]);
                out.add("here-next-verbs", &[here, next, verbs]);
                out.add("here-rest", &[here, rest, verbs]);
                out.add("length-opens", &[length, opens, verbs]);
                out.add("length-here", &[length, here]);
                out.add("lemma-here", &[lemma, here]);
                // “…, and Venn tried …”: a joint with a subject and a verb of its own.
                let subject = (end..limit).take(3).find(|&k| !is_joint(scene, k)).unwrap_or(end);
                let verb = (subject + 1..limit.min(subject + 8)).find(|&k| words.is_finite(k) && scene.is_outside(k));
                let clause = verb.map_or(value!("none"), |v| bucket(v - subject));
                // “While critics argue that it helps, the mayor …”: the comma ends a clause that depends on another.
                out.add("here-depends", &[here, depends, if clause.as_str() == "none" { clause } else { value!("1") }]);
                out.add("here-inner", &[here, inner, verbs]);
                out.add("here-clause", &[here, at(subject), clause]);
                // “…, a fact, she said, that …” against “the road, the bridge, and the ferry”: how many commas are on either side.
                let (before, behind) = self.commas(end);
                out.add("commas", &[here, before, behind]);
                // “said the road was shut and *warned* …”: a verb that goes on like the cue.
                let verb =
                    (end..limit).take(NEXT_VERB).find(|&k| words.entry(k).verb.is_some() && words.any(k, &[Tag::Verb, Tag::CueVerb]));
                let (next_form, is_cue) = match verb {
                    None => (value!("none"), value!("")),
                    Some(k) => (form(words.entry(k).form), if words.has(k, Tag::CueVerb) { value!("1") } else { value!("") }),
                };
                out.add("goes-on", &[here, self.form, next_form, is_cue]);
                // A second verb of saying, or its source, opens what is no longer said: “…, and Venn said …”.
                let cue = (end..limit).take(8).find(|&k| words.has(k, Tag::CueVerb) && scene.is_outside(k));
                out.add("cue", &[here, cue.map_or(value!("none"), |k| bucket(k - end)), verbs]);
            }
            Edge::StartBehind => {
                let gap = content.start - c.head - 1;
                let (first, last) = (at(content.start), at(content.start - 1));
                let rule = if content.start == c.behind.start { value!("1") } else { value!("0") };
                out.add("b-rule", &[rule, noun]);
                out.add("b-gap", &[bucket(gap), rule]);
                out.add("b-first", &[first, rule]);
                out.add("b-last-first", &[last, first]);
                out.add("b-lemma-last", &[lemma, if gap == 0 { value!("^") } else { last }]);
                out.add("b-lemma-first", &[lemma, first]);
                out.add("b-verbs", &[verbs, opens, takes]);
                out.add("b-over", &[finite(c.head + 1..content.start), last]);
            }
            Edge::StartBefore => {
                let whole = content.start == limit;
                let (here, first, second) =
                    (if whole { value!("^") } else { at(content.start - 1) }, at(content.start), at(content.start + 1));
                let rest = if whole { value!("^") } else { finite(limit..content.start) };
                let voice = if c.is_passive { value!("passive") } else { value!("active") };
                out.add("a-here", &[here, voice]);
                out.add("a-here-first", &[here, first]);
                out.add("a-first", &[first, voice, verbs]);
                out.add("a-firsts", &[first, second]);
                out.add("a-here-verbs", &[here, verbs, rest]);
                out.add("a-lemma", &[lemma, if whole { value!("^") } else { value!("0") }, verbs]);
                out.add("a-length", &[length, voice]);
                out.add("a-rest", &[rest, verbs, voice]);
                let gap = at(content.end);
                out.add("a-gap", &[gap, here, verbs]);
            }
        }
    }
}

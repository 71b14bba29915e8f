//! What a model is told of a frame that was found: how sure the decision and the edges of its content were, and what the
//! content looks like.
//!
//! A place that barely beat none is right more often if its content is a clause with edges that beat all others, and
//! one that beat it well is wrong more often if they hardly do. The rows are few and none knows a word, so they say
//! the same of every cue.

use super::candidates::Candidate;
use super::features;
use super::placing::Placed;
use super::{Decision, FOUND_MARGIN, Frame, Place, Scene};
use crate::extract::model::{Features, Value, value};
use crate::extract::shape::bucket;
use std::ops::Range;

/// A frame that was found for a candidate, before it is decided whether it is one.
pub struct Found<'a> {
    /// Where.
    pub scene: &'a Scene<'a>,
    /// The sentence.
    pub sentence: &'a Range<usize>,
    /// The candidate.
    pub candidate: &'a Candidate,
    /// What the weights of cues say of it.
    pub decision: &'a Decision,
    /// What came of it.
    pub placed: &'a Placed,
    /// The frames before it.
    pub earlier: &'a [Frame],
}

impl Found<'_> {
    /// Whether the candidate is a cue and this its frame.
    pub fn is_cue(&self) -> bool {
        self.decision.is_sure || self.weight() >= FOUND_MARGIN
    }

    /// What it weighs, in hundredths.
    pub fn weight(&self) -> i32 {
        let mut score = self.scene.models.found.score();
        self.features(&mut score);
        score.sums[0]
    }

    /// Adds its features.
    pub fn features(&self, out: &mut impl Features) {
        let Self { scene, sentence, candidate: c, decision, placed, earlier } = *self;
        let Some(content) = placed.frame.content.last() else { return };
        let words = scene.words;
        let (start, end) = (content.start, content.end);
        let place = match decision.place() {
            Place::Nowhere => value!("nowhere"),
            Place::Behind => value!("behind"),
            Place::Before => value!("before"),
            Place::Around => value!("around"),
            Place::Raised => value!("raised"),
        };
        let verbs = scene.sets.finite.count(content.clone(), 2);
        let is_passive = if c.is_passive { value!("passive") } else { value!("") };
        let has_source = if c.source.is_some() { value!("1") } else { value!("") };
        let has_quote = if scene.sets.quoted.first(content.clone()).is_some() { value!("1") } else { value!("") };
        let gap = start.abs_diff(c.head);
        let is_inside = if features::holder(earlier, c.head).is_some() { value!("1") } else { value!("") };
        out.add("bias", &[value!("1")]);
        out.add("margin", &[steps(decision.margin)]);
        out.add("place", &[place]);
        out.add("start", &[placed.start.map_or(value!("only"), steps)]);
        out.add("end", &[placed.end.map_or(value!("only"), steps)]);
        out.add("length", &[bucket(content.len())]);
        out.add("verbs", &[bucket(verbs)]);
        out.add("contents", &[bucket(placed.frame.content.len())]);
        out.add("form", &[features::form_of(words, c), is_passive]);
        out.add("share", &[features::share_of(c)]);
        out.add("source", &[has_source]);
        out.add("quotes", &[has_quote]);
        out.add("inside", &[is_inside]);
        out.add("gap", &[bucket(gap)]);
        out.add("from", &[bucket(c.cue.start - sentence.start)]);
        out.add("rest", &[bucket(sentence.end - end.min(sentence.end))]);
    }
}

/// Weights are told apart by so many hundredths,
const STEP: i32 = 25;
/// from four steps below none to twelve above.
const STEPS: [Value<'static>; 17] = [
    Value::new("-4"),
    Value::new("-3"),
    Value::new("-2"),
    Value::new("-1"),
    Value::new("0"),
    Value::new("1"),
    Value::new("2"),
    Value::new("3"),
    Value::new("4"),
    Value::new("5"),
    Value::new("6"),
    Value::new("7"),
    Value::new("8"),
    Value::new("9"),
    Value::new("10"),
    Value::new("11"),
    Value::new("12"),
];

/// How many steps a weight is from none.
fn steps(weight: i32) -> Value<'static> {
    STEPS[(weight.div_euclid(STEP).clamp(-4, 12) + 4) as usize]
}

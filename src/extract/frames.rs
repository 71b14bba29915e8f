//! One sentence → its attribution frames: who, by which cue, what.
//!
//! A frame is found from its cue outwards: the source stands left of the verb (“Kent said …”), right of it
//! (“…,” said Kent) or behind “according to”; the content stands right of the cue, left of the source, or on both
//! sides. The three orders and their shares (source-cue-content 69%, content-source-cue 19%, content-cue-source 9%)
//! are PolNeAR's (Newell, Margolin and Ruths 2018).
//!
//! `candidates` finds the words that could be a cue, `rules` proposes a frame for each, `features` and a table of
//! weights decide, `placing` makes the frame with the edges that `extent` weighs, and `found` weighs what came of it.
//!
//! When it is wrong: verbs that the lists take for nouns, sources more than four appositions away; see
//! `docs/tricky-cases.md`.

pub mod candidates;
mod content;
pub mod extent;
pub mod features;
pub mod found;
pub mod memo;
mod placing;
mod rules;
mod sets;

use super::lexicon::{CueEntry, Tag, VerbForm, lexicon};
use super::marks::Quoted;
use super::model::Model;
use super::words::Words;
use crate::text::{BlockKind, TokenKind};
use candidates::{Candidate, candidate, could_be_cue};
pub use found::Found;
pub use memo::Memo;
pub use sets::Sets;
use std::ops::Range;
use std::sync::LazyLock;

/// The one cue that is never anything else.
pub(super) const ACCORDING: &str = "according to";

/// What a candidate's content would be is looked at if its place's weights come so many hundredths near those of no cue,
const MARGIN: i32 = -50;
/// and the candidate is a cue if what was found weighs so many.
const FOUND_MARGIN: i32 = -5;
/// A verb that is in no list of cues and further than this from quoted words must itself leave a chance,
const BESIDE: usize = 5;
/// which it does if what it is alone, whatever stands around it, weighs so many hundredths.
const VERB_MARGIN: i32 = 25;
/// … and if the rules give it quoted words, by so many.
const QUOTE_MARGIN: i32 = -200;

/// An attribution as token ranges.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The source.
    pub source: Option<Range<usize>>,
    /// The cue, with its auxiliaries.
    pub cue: Range<usize>,
    /// What the lists know of the cue.
    pub entry: &'static CueEntry,
    /// The content, marks included.
    pub content: Vec<Range<usize>>,
    /// Whether the cue leads on to the next paragraph with a colon.
    pub leads_on: bool,
}

impl PartialEq for CueEntry {
    fn eq(&self, other: &Self) -> bool {
        self.lemma == other.lemma
    }
}

/// Where a sentence's frames are looked for.
pub struct Scene<'a> {
    /// The text.
    pub words: &'a Words<'a>,
    /// All quoted stretches.
    pub quoted: &'a [Quoted],
    /// For every token, the quoted stretch it stands in, marks included; `u32::MAX` outside.
    pub inside: &'a [u32],
    /// The tokens that frames are found by.
    pub sets: &'a Sets,
    /// Whether the sentence is a headline or heading, where verbs may be capitalised.
    pub is_title: bool,
    /// The tables of weights.
    pub models: &'a Models,
}

/// Whether frames are looked for in a block of this kind, and if so whether it is a title.
pub fn is_title(kind: BlockKind) -> Option<bool> {
    match kind {
        BlockKind::Notice | BlockKind::Byline | BlockKind::Credit | BlockKind::Caption => None,
        _ => Some(matches!(kind, BlockKind::Headline | BlockKind::AlternativeHeadline | BlockKind::Heading)),
    }
}

/// For every token the quoted stretch it stands in, marks included; `u32::MAX` outside.
pub fn inside(words: &Words, quoted: &[Quoted]) -> Vec<u32> {
    let mut inside = vec![u32::MAX; words.len()];
    for (n, q) in quoted.iter().enumerate() {
        inside[q.open..q.after().max(q.inner.end)].fill(u32::try_from(n).unwrap_or(u32::MAX));
    }
    inside
}

/// Where the content of a candidate stands, or that it is no cue at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// It attributes nothing.
    Nowhere,
    /// Kent said *the road was shut*.
    Behind,
    /// *The road was shut*, Kent said.
    Before,
    /// *The road*, Kent said, *was shut*.
    Around,
    /// *The road* is expected *to open*: the subject belongs to the content.
    Raised,
}

impl Place {
    /// All of them; the weights of those behind the first, in this order, are against the first.
    pub const ALL: [Self; 5] = [Self::Nowhere, Self::Behind, Self::Before, Self::Around, Self::Raised];
}

impl Scene<'_> {
    fn is_outside(&self, k: usize) -> bool {
        self.inside.get(k).is_none_or(|&q| q == u32::MAX)
    }

    /// The stretch whose closing mark is token `k`.
    fn closed_at(&self, k: usize) -> Option<&Quoted> {
        let q = *self.inside.get(k)?;
        self.quoted.get(q as usize).filter(|q| q.close == Some(k) || q.close.is_none() && q.inner.end == k + 1)
    }

    /// The stretch whose opening mark is token `k`.
    fn opened_at(&self, k: usize) -> Option<&Quoted> {
        let q = *self.inside.get(k)?;
        self.quoted.get(q as usize).filter(|q| q.open == k)
    }
}

/// A word that was weighed, whether or not it was taken for a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The word.
    pub head: usize,
    /// Where its content stands, if it is a cue.
    pub likeliest: Place,
    /// What that weighs against its being none, in hundredths.
    pub margin: i32,
}

impl Weighed {
    /// Whether its content could stand at these tokens.
    pub fn could_say(&self, tokens: &Range<usize>) -> bool {
        match self.likeliest {
            Place::Nowhere => false,
            Place::Behind | Place::Raised => self.head < tokens.start,
            Place::Before => self.head >= tokens.end,
            Place::Around => !tokens.contains(&self.head),
        }
    }
}

/// Finds the frames of the sentence with these tokens, and adds what was weighed for them, in order.
pub fn frames(scene: &Scene, sentence: &Range<usize>, weighed: &mut Vec<Weighed>) -> Vec<Frame> {
    let worth = |k: usize| is_worth_weighing(scene, sentence, k);
    let mut decide = |candidate: &Candidate, earlier: &[Frame]| {
        let decision = decide(scene, sentence, candidate, earlier);
        weighed.push(Weighed { head: candidate.head, likeliest: decision.likeliest, margin: decision.margin });
        decision
    };
    walk(scene, sentence, &worth, &mut decide, &mut |found| found.is_cue())
}

/// Whether the word itself leaves a chance that it is a cue: most verbs of a text are in no list and hardly ever one
/// (“The ferry sank”), and weighing all of them takes half the time. Beside quoted words everything is weighed.
pub fn is_worth_weighing(scene: &Scene, sentence: &Range<usize>, k: usize) -> bool {
    let entry = scene.words.entry(k);
    let (None, None, Some(verb)) = (entry.cue, entry.noun_cue, entry.verb) else { return true };
    let near = k.saturating_sub(BESIDE).max(sentence.start)..sentence.end.min(k + BESIDE);
    if scene.sets.quoted.first(near).is_some() {
        return true;
    }
    scene.models.worth[usize::from(verb)] & (1 << form_bit(entry.form)) != 0
}

/// For every verb that is in no list of cues, one bit for each form that leaves a chance.
fn worth(cues: &Model<4>) -> Vec<u8> {
    let forms = [None].into_iter().chain(VerbForm::ALL.map(Some));
    let is_worth = |verb: u16, form: Option<VerbForm>| {
        let mut score = cues.score();
        features::of_plain_verb(lexicon().plain_verb(verb).value, form, &mut score);
        score.sums[score.best()] >= VERB_MARGIN
    };
    let bits = |verb: u16| forms.clone().filter(|&form| is_worth(verb, form)).map(|form| 1 << form_bit(form)).sum();
    (0..lexicon().n_verbs()).map(bits).collect()
}

fn form_bit(form: Option<VerbForm>) -> u8 {
    form.map_or(0, |form| form as u8 + 1)
}

/// Walks through a sentence, asks for every candidate that is worth it where its content stands, makes the frames, and
/// asks of each what was `found`.
pub fn walk(
    scene: &Scene,
    sentence: &Range<usize>,
    worth: &dyn Fn(usize) -> bool,
    decide: &mut dyn FnMut(&Candidate, &[Frame]) -> Decision,
    keep: &mut dyn FnMut(&Found) -> bool,
) -> Vec<Frame> {
    let words = scene.words;
    let mut out: Vec<Frame> = Vec::new();
    let mut next = sentence.start;
    while let Some(k) = scene.sets.heads.first(next..sentence.end) {
        next = k + 1;
        let floor = out.last().map_or(sentence.start, |f| f.cue.end).max(sentence.start);
        let found = if words.kind(k) == Some(TokenKind::Punctuation) {
            candidates::label(scene, sentence, k, floor).or_else(|| candidates::signed(scene, sentence, k, floor))
        } else {
            let candidate = if words.lower(k).len() == "according".len() && words.stands(k, &["according", "to"]) {
                candidates::according(scene, sentence, k, floor)
            } else if could_be_cue(scene, sentence, k) && worth(k) {
                candidate(scene, sentence, k, floor, &out)
            } else {
                None
            };
            candidate.and_then(|c| {
                let decision = decide(&c, &out);
                placing::placed(scene, sentence, &c, decision.place(), floor)
                    .filter(|placed| keep(&Found { scene, sentence, candidate: &c, decision: &decision, placed, earlier: &out }))
                    .map(|placed| with_source(scene, sentence, &c, placed.frame, &out))
            })
        };
        if let Some(frame) = found {
            next = next.max(frame.cue.end);
            out.push(frame);
        }
    }
    cut_at_coordination(words, &mut out);
    out
}

/// A frame of an active verb without a source, with the one its sentence gives it.
fn with_source(scene: &Scene, sentence: &Range<usize>, c: &Candidate, frame: Frame, earlier: &[Frame]) -> Frame {
    if frame.source.is_some() || c.is_passive || frame.cue.start == sentence.start {
        return frame;
    }
    let (words, before) = (scene.words, frame.cue.start - 1);
    let source = if c.is_noun {
        // “Venn issued a *statement* calling …”
        let issued = matches!(words.lower(before), "a" | "an");
        issued.then(|| rules::subject(words, sentence, frame.cue.start)).flatten()
    } else {
        // “Venn resigned after admitting that the books were wrong” is the paper's word on Venn.
        let told = words.any(before, &[Tag::Preposition, Tag::Subordinator]) && words.lower(before) != "to";
        let quotes = frame.leads_on || frame.content.iter().any(|c| scene.sets.quoted.first(c.clone()).is_some());
        (!told || quotes).then(|| rules::source_elsewhere(words, sentence, &frame.cue, earlier)).flatten()
    };
    let apart = |s: &Range<usize>| frame.content.iter().all(|c| c.end <= s.start || s.end <= c.start);
    let source = source.filter(apart);
    Frame { source, ..frame }
}

/// What the weights say of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Where its content stands, if it is a cue.
    pub likeliest: Place,
    /// What that weighs against none, in hundredths,
    pub margin: i32,
    /// and what it has to.
    pub needed: i32,
    /// Whether it is a cue whatever the content that is found looks like.
    pub is_sure: bool,
}

impl Decision {
    /// What is known beforehand.
    pub fn given(place: Place) -> Self {
        Self { likeliest: place, margin: 0, needed: 0, is_sure: true }
    }

    /// Where its content stands, or that it is no cue.
    pub fn place(&self) -> Place {
        if self.margin >= self.needed { self.likeliest } else { Place::Nowhere }
    }
}

/// Decides whether a candidate can be a cue, after the frames found before it.
pub fn decide(scene: &Scene, sentence: &Range<usize>, candidate: &Candidate, earlier: &[Frame]) -> Decision {
    let mut score = scene.models.cues.score();
    features::features(scene, sentence, candidate, earlier, &mut score);
    let best = score.best();
    let margin = score.sums[best];
    let beside_quote = candidate.proposal.as_ref().is_some_and(|f| holds_quote(scene, f));
    let (needed, is_sure) = match candidate.is_according() {
        true => (i32::MIN, true),
        false if beside_quote => (QUOTE_MARGIN, true),
        false => (MARGIN, false),
    };
    Decision { likeliest: Place::ALL[best + 1], margin, needed, is_sure }
}

/// Whether a frame's content opens or ends with quoted words, or leads on to some.
fn holds_quote(scene: &Scene, frame: &Frame) -> bool {
    frame.leads_on
        || frame.content.iter().any(|c| scene.opened_at(c.start).is_some() || c.end > c.start && scene.closed_at(c.end - 1).is_some())
}

/// The tables of weights.
#[derive(Debug)]
pub struct Models {
    /// Whether a candidate is a cue with its content behind, before, around or raised, each against its being none.
    pub cues: Model<4>,
    /// Where a content begins or ends: of several places the one with the highest weight.
    pub extents: Model<1>,
    /// Whether what was found is what somebody says.
    pub found: Model<1>,
    worth: Vec<u8>,
}

impl Models {
    /// Reads the tables: cues, extents, and what was found.
    pub fn read(cues: &str, extents: &str, found: &str) -> Self {
        let cues = Model::read(cues);
        Self { worth: worth(&cues), cues, extents: Model::read(extents), found: Model::read(found) }
    }
}

/// The tables of weights that come with the program, read once.
pub fn models() -> &'static Models {
    static MODELS: LazyLock<Models> = LazyLock::new(|| {
        Models::read(
            include_str!("lexicon/cue_weights.tsv"),
            include_str!("lexicon/extent_weights.tsv"),
            include_str!("lexicon/found_weights.tsv"),
        )
    });
    &MODELS
}

/// A second source ends the contents of at most this many frames before it.
const MAX_CUT: usize = 8;

/// “Kent said the road was shut, and Venn said it was open”: the first content ends before the second source. “Kent said the
/// road was shut and warned that it would rain”: it ends before the second verb.
fn cut_at_coordination(words: &Words, frames: &mut [Frame]) {
    for n in 1..frames.len() {
        let (head, tail) = frames.split_at_mut(n);
        let Some(next) = tail.first() else { continue };
        // “Kent said the road was shut and warned …”: a source that two cues share stands before the first.
        let is_shared = next
            .source
            .as_ref()
            .is_some_and(|source| head.last().is_some_and(|last| last.source.as_ref() == Some(source) && source.start < last.cue.end));
        let at = match &next.source {
            Some(source) if !is_shared => source.start.min(next.cue.start),
            _ => next.cue.start,
        };
        let joined = at >= 2
            && (words.has(at - 1, Tag::Conjunction) && (is_shared || matches!(words.lower(at - 2), "," | ";" | "—"))
                || matches!(words.lower(at - 1), ";"))
            || words.has(next.cue.end - 1, Tag::Ing);
        let at = if words.has(next.cue.end - 1, Tag::Ing) { next.cue.start } else { at };
        if !joined {
            continue;
        }
        let last = head.len().saturating_sub(MAX_CUT);
        for content in head[last..].iter_mut().flat_map(|f| f.content.iter_mut()) {
            if content.start < at && at < content.end {
                content.end = (content.start + 1).max(at - 1);
            }
        }
    }
}

#[cfg(test)]
mod tests;

//! One sentence → its attribution frames: who, by which cue, what.
//!
//! A frame is found from its cue outwards: the source stands left of the verb (“Kent said …”), right of it
//! (“…,” said Kent) or behind “according to”; the content stands right of the cue, left of the source, or on both
//! sides. The three orders and their shares (source-cue-content 69%, content-source-cue 19%, content-cue-source 9%)
//! are PolNeAR's (Newell, Margolin and Ruths 2018).
//!
//! When it is wrong: verbs that the lists take for nouns, sources more than four appositions away; see
//! `docs/tricky-cases.md`.

pub mod candidates;
mod content;
pub mod extent;
pub mod features;
pub(super) mod shape;

use super::lexicon::{CueEntry, QuoteFit, Tag, VerbForm, lexicon};
use super::marks::Quoted;
use super::model::Model;
use super::phrases;
use super::words::Words;
use crate::text::TokenKind;
use candidates::{Candidate, candidate, could_be_cue};
use content::{LISTENER_VERBS, behind_cue, behind_has_words, clause_end, content_before, floor_of, has_clause, phrase_end, quote_behind};
use extent::Edge;
use std::ops::Range;
use std::sync::LazyLock;

/// The one cue that is never anything else.
const ACCORDING: &str = "according to";

/// A candidate is a cue if its place's weights beat those of no cue by so many hundredths.
const MARGIN: i32 = 34;
/// A verb that is in no list of cues and further than this from quoted words must itself leave a chance,
const BESIDE: usize = 5;
/// which it does if what it is alone, whatever stands around it, weighs so many hundredths.
const VERB_MARGIN: i32 = 25;
/// … and if the rules give it quoted words, by so many.
const QUOTE_MARGIN: i32 = -200;

/// A cue whose form was a cue less often than this in the counts needs “that” or a quotation beside it.
const MIN_PRECISION: f32 = 0.45;
/// A cue that takes a mere phrase (“criticised the plan”) is trusted only above this.
const MIN_PHRASE_PRECISION: f32 = 0.68;

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
    /// Whether the sentence is a headline or heading, where verbs may be capitalised.
    pub is_title: bool,
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

/// Finds the frames of the sentence with these tokens.
pub fn frames(scene: &Scene, sentence: &Range<usize>) -> Vec<Frame> {
    let worth = |k: usize| is_worth_weighing(scene, sentence, k);
    walk(scene, sentence, &worth, &mut |candidate, earlier| decide(scene, sentence, candidate, earlier))
}

/// Whether the word itself leaves a chance that it is a cue: most verbs of a text are in no list and hardly ever one
/// (“The ferry sank”), and weighing all of them takes half the time. Beside quoted words everything is weighed.
fn is_worth_weighing(scene: &Scene, sentence: &Range<usize>, k: usize) -> bool {
    let entry = scene.words.entry(k);
    let (None, None, Some(verb)) = (entry.cue, entry.noun_cue, entry.verb) else { return true };
    let mut near = k.saturating_sub(BESIDE).max(sentence.start)..sentence.end.min(k + BESIDE);
    if near.any(|k| !scene.is_outside(k)) {
        return true;
    }
    let mut score = models().cues.score();
    features::of_plain_verb(scene, k, verb, &mut score);
    score.sums[score.best()] >= VERB_MARGIN
}

/// Walks through a sentence, asks for every candidate that is worth it where its content stands, and makes the frames.
pub fn walk(
    scene: &Scene,
    sentence: &Range<usize>,
    worth: &dyn Fn(usize) -> bool,
    decide: &mut dyn FnMut(&Candidate, &[Frame]) -> Place,
) -> Vec<Frame> {
    let words = scene.words;
    let mut out: Vec<Frame> = Vec::new();
    let mut k = sentence.start;
    while k < sentence.end {
        if !scene.is_outside(k) {
            k += 1;
            continue;
        }
        let floor = out.last().map_or(sentence.start, |f| f.cue.end).max(sentence.start);
        let is_according = words.lower(k).len() == "according".len() && words.stands(k, &["according", "to"]);
        let candidate = if is_according {
            candidates::according(scene, sentence, k, floor)
        } else if could_be_cue(scene, sentence, k) && worth(k) {
            candidate(scene, sentence, k, floor, &out)
        } else {
            None
        };
        let found = match candidate {
            Some(c) => match decide(&c, &out) {
                Place::Nowhere => None,
                place => placed(scene, sentence, &c, place, floor),
            },
            None => candidates::label(scene, sentence, k, floor),
        };
        if let Some(frame) = found {
            k = k.max(frame.cue.end - 1);
            out.push(frame);
        }
        k += 1;
    }
    cut_at_coordination(words, &mut out);
    out
}

/// What the weights say of a candidate.
fn decide(scene: &Scene, sentence: &Range<usize>, candidate: &Candidate, earlier: &[Frame]) -> Place {
    let mut score = models().cues.score();
    features::features(scene, sentence, candidate, earlier, &mut score);
    let best = score.best();
    let margin = score.sums[best];
    let beside_quote = candidate.proposal.as_ref().is_some_and(|f| holds_quote(scene, f));
    let is_cue =
        candidate.cue.len() > 1 && candidate.entry.lemma == ACCORDING || margin >= if beside_quote { QUOTE_MARGIN } else { MARGIN };
    if is_cue { Place::ALL[best + 1] } else { Place::Nowhere }
}

/// Whether a frame's content opens or ends with quoted words, or leads on to some.
fn holds_quote(scene: &Scene, frame: &Frame) -> bool {
    frame.leads_on
        || frame.content.iter().any(|c| scene.opened_at(c.start).is_some() || c.end > c.start && scene.closed_at(c.end - 1).is_some())
}

/// The frame of a candidate whose content stands in a known place.
fn placed(scene: &Scene, sentence: &Range<usize>, c: &Candidate, place: Place, floor: usize) -> Option<Frame> {
    if let Some(frame) = c.proposal.as_ref().filter(|f| holds_quote(scene, f)) {
        return Some(frame.clone());
    }
    let words = scene.words;
    let source = c.proposal.as_ref().and_then(|f| f.source.clone()).or_else(|| c.source.clone());
    let before = |from: Option<&Range<usize>>| {
        let at = from.map_or(c.cue.start, |s| s.start.min(c.cue.start));
        // “…, as Kent said”
        let at = at - usize::from(at > sentence.start && words.lower(at - 1) == "as");
        let end = end_before(scene, sentence, at);
        start_before(scene, sentence, c, end).map(|start| start..end)
    };
    let (source, content) = match place {
        Place::Nowhere => return None,
        Place::Behind => (source.or_else(|| c.follower.clone().filter(|_| c.entry.lemma == ACCORDING)), vec![behind(scene, c)?]),
        Place::Before if c.follower.is_some() => (c.follower.clone(), vec![before(None)?]),
        Place::Before if c.is_passive => (None, vec![before(None)?]),
        Place::Before => {
            let content = before(source.as_ref())?;
            (source, vec![content])
        }
        Place::Around if c.follower.is_some() => {
            let from = c.follower.as_ref().map_or(c.behind.start, |f| f.end);
            let behind = behind(scene, c).filter(|b| b.start >= from);
            (c.follower.clone(), before(None).into_iter().chain(behind).collect())
        }
        Place::Around => {
            let content = before(source.as_ref()).into_iter().chain(behind(scene, c)).collect();
            (source, content)
        }
        Place::Raised => (None, subject_before(words, c.cue.start, floor).into_iter().chain(behind(scene, c)).collect()),
    };
    let source = source.filter(|s| content.iter().all(|c: &Range<usize>| c.end <= s.start || s.end <= c.start));
    if content.is_empty() {
        return None;
    }
    Some(Frame { source, cue: c.cue.clone(), entry: c.entry, content, leads_on: false })
}

fn subject_before(words: &Words, verb: usize, floor: usize) -> Option<Range<usize>> {
    phrases::source_before(words, verb, floor).filter(|s| !s.is_empty())
}

/// Where a content that stands before token `at` ends: before the marks that part the two.
pub fn end_before(scene: &Scene, sentence: &Range<usize>, at: usize) -> usize {
    let words = scene.words;
    let mut end = at;
    while end > sentence.start && words.kind(end - 1) == Some(TokenKind::Punctuation) && scene.is_outside(end - 1) {
        end -= 1;
    }
    end
}

/// What stands behind a cue.
fn behind(scene: &Scene, c: &Candidate) -> Option<Range<usize>> {
    let end = c.behind.end;
    let start = heaviest(scene, c, Edge::StartBehind, end, extent::starts_behind(scene, c).into_iter().map(|start| start..end))?.start;
    heaviest(scene, c, Edge::EndBehind, end, extent::ends_behind(scene, c, start).into_iter().map(|end| start..end))
}

fn start_before(scene: &Scene, sentence: &Range<usize>, c: &Candidate, end: usize) -> Option<usize> {
    let starts = extent::starts_before(scene, sentence, end);
    let first = *starts.first()?;
    heaviest(scene, c, Edge::StartBefore, first, starts.into_iter().map(|start| start..end)).map(|content| content.start)
}

/// The content with the highest weight; the first of equals.
fn heaviest(scene: &Scene, c: &Candidate, edge: Edge, limit: usize, contents: impl Iterator<Item = Range<usize>>) -> Option<Range<usize>> {
    let weigh = |content: &Range<usize>| {
        let mut score = models().extents.score();
        extent::features(scene, c, edge, content, limit, &mut score);
        score.sums[0]
    };
    let mut best: Option<(i32, Range<usize>)> = None;
    for content in contents.filter(|c| !c.is_empty()) {
        let weight = weigh(&content);
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, content));
        }
    }
    best.map(|(_, content)| content)
}

/// The tables of weights.
#[derive(Debug)]
pub struct Models {
    /// Whether a candidate is a cue with its content behind, before, around or raised, each against its being none.
    pub cues: Model<4>,
    /// Where a content begins or ends: of several places the one with the highest weight.
    pub extents: Model<1>,
}

/// The tables of weights, read once.
pub fn models() -> &'static Models {
    static MODELS: LazyLock<Models> = LazyLock::new(|| Models {
        cues: Model::read(include_str!("lexicon/cue_weights.tsv")),
        extents: Model::read(include_str!("lexicon/extent_weights.tsv")),
    });
    &MODELS
}

/// Whether the cue form at `k` is used as a verb.
fn is_verb(scene: &Scene, sentence: &Range<usize>, k: usize) -> bool {
    let words = scene.words;
    if words.is_capital(k) && k > sentence.start && scene.closed_at(k - 1).is_none() {
        return false;
    }
    if k == sentence.start {
        return scene.inside.get(k.wrapping_sub(1)).is_some_and(|&q| q != u32::MAX);
    }
    let before = k - 1;
    // “so-called”
    if words.text.is_glued(k) && words.lower(before).chars().all(crate::text::fold::is_dash) {
        return false;
    }
    if words.any(before, &[Tag::Determiner, Tag::Possessive]) && words.entry(before).agreement.is_none()
        || words.lower(before) == "’s"
        || words.lower(before) == "'s"
    {
        return false;
    }
    let noun_like = words.has(k, Tag::NounVerb) || words.has(k, Tag::RoleDocument) || words.has(k, Tag::CueNoun);
    let infinitive = words.lower(before) == "to";
    if words.has(before, Tag::Preposition) && !infinitive {
        return words.has(k, Tag::Ing) && words.lower(before) == "as";
    }
    // “a planned vote”, “the alleged attack”: a participle before its noun
    if words.entry(k).form == Some(VerbForm::Base)
        && !infinitive
        && noun_like
        && !words.any(before, &[Tag::Modal, Tag::Do, Tag::Pronoun])
        && !words.has(before, Tag::Negation)
    {
        let plural_subject = words.lower(before).ends_with('s') || words.any(before, &[Tag::RoleCollective]);
        return plural_subject && !words.is_capital(before);
    }
    if noun_like
        && matches!(words.lower(k + 1), "of" | "by" | "about" | "against" | "from")
        && !words.any(before, &[Tag::Pronoun, Tag::Have, Tag::Modal])
    {
        return false;
    }
    true
}

/// The first token of the cue: auxiliaries, adverbs and “to” chains belong to it. Also whether it is passive.
fn cue_start(words: &Words, k: usize, floor: usize) -> (usize, bool) {
    let mut start = k;
    let mut passive = false;
    while start > floor {
        let b = start - 1;
        let helper =
            words.any(b, &[Tag::Modal, Tag::Have, Tag::Do, Tag::Be, Tag::Negation]) || words.has(b, Tag::Adverb) && !words.is_capital(b);
        if helper && !words.is_capital(b) {
            if words.has(b, Tag::Be) && !words.has(k, Tag::Ing) {
                passive = true;
            }
            start = b;
        } else if words.lower(b) == "to"
            && b > floor
            && words.entry(b - 1).verb.is_some()
            && !words.is_capital(b - 1)
            && words.entry(k).form == Some(VerbForm::Base)
        {
            start = b - 1;
        } else if matches!(words.lower(b), "and" | "but" | "then") && b > floor && words.entry(b - 1).cue.is_some() {
            // “smiled and said”
            start = b - 1;
        } else {
            break;
        }
    }
    (start, passive)
}

fn by_verb(scene: &Scene, sentence: &Range<usize>, k: usize, floor: usize, earlier: &[Frame]) -> Option<Frame> {
    let words = scene.words;
    let entry = words.cue(k)?;
    let (start, passive) = cue_start(words, k, floor);
    // The quotation that ends right before the cue, or before its source: “…,” said Kent · “…,” Kent said
    let quote_before = |at: usize| {
        let at = at.checked_sub(1)?;
        let at = if matches!(words.lower(at), "," | "—" | "–" | "-") && at > 0 { at - 1 } else { at };
        // A full stop inside the marks ended that sentence: what follows attributes something else.
        (at >= sentence.start).then(|| scene.closed_at(at)).flatten()
    };
    if passive && !words.has(k, Tag::Ing) {
        return None;
    }
    let end = clause_end(scene, sentence);
    // Inversion behind a quotation: “…,” said Kent, the mayor.
    if entry.quote > QuoteFit::No
        && let Some(quote) = quote_before(start)
        && start == k
    {
        let source = phrases::right(words, k + 1, end);
        let inverted = !source.is_empty() && phrases::names_somebody(words, &source);
        if inverted || k + 1 >= end || !words.is_word(k + 1) {
            let mut content = vec![content_before(sentence, quote)];
            let behind = if inverted { source.end } else { k + 1 };
            content.extend(quote_behind(scene, sentence, behind));
            return Some(Frame { source: inverted.then_some(source), cue: k..k + 1, entry, content, leads_on: false });
        }
    }
    if let Some(frame) = inverted_clause(scene, sentence, k, floor, entry, end).filter(|_| start == k) {
        return Some(frame);
    }
    let is_saying = words.has(k, Tag::Ing) && start == k;
    let source = if is_saying {
        // “He left early, saying the road was shut”: the subject of the sentence
        if start == sentence.start || !matches!(words.lower(start - 1), "," | "—" | "–") {
            return None;
        }
        earlier.last().and_then(|f| f.source.clone()).or_else(|| subject(words, sentence, start))
    } else {
        let direct = phrases::source_before(words, start, floor).filter(|s| plausible(words, s));
        // “He raised a glass and joked, …”: the subject of the first verb
        direct.or_else(|| {
            let joined =
                start > sentence.start && (words.has(start - 1, Tag::Conjunction) || start < k && words.has(start, Tag::Conjunction));
            joined.then(|| earlier.last().and_then(|f| f.source.clone()).or_else(|| subject(words, sentence, start))).flatten()
        })
    };
    let at = source.as_ref().map_or(start, |s| s.start);
    // “As Kent said, …”
    let as_clause = !is_saying && at > sentence.start && words.lower(at - 1) == "as";
    let behind = behind_cue(scene, k, entry, end);
    let adjacent_quote = scene.opened_at(behind.start).is_some();
    let mut content = Vec::new();
    if let Some(quote) = quote_before(at).filter(|_| !is_saying) {
        content.push(content_before(sentence, quote));
        content.extend(quote_behind(scene, sentence, k + 1));
    } else if (has_clause(scene, &behind, entry) || adjacent_quote) && !as_clause {
        // A clause of its own without “that” needs a cue that can be trusted.
        let trusted = words.lower(behind.start) == "that"
            || adjacent_quote
            || entry.precision.is_none_or(|p| p >= MIN_PRECISION) && !entry.needs_that;
        let object = !entry.takes_clause && !adjacent_quote;
        if trusted && !object {
            content.push(behind.clone());
        }
    }
    if content.is_empty() && !is_saying && source.is_some() && !behind_has_words(words, &behind) {
        // “…, Kent said.”: what stands before the source
        let before = at.checked_sub(1)?;
        if matches!(words.lower(before), "," | "—" | "–") && before > floor + 2 && (words.has_verb(floor..before) || as_clause) {
            content.push(floor_of(words, sentence, floor)..before);
        }
    }
    if as_clause && content.is_empty() && words.lower(behind.start.saturating_sub(1)) == "," {
        content.push(behind.clone());
    }
    if content.is_empty()
        && entry.takes_phrase
        && entry.precision.is_some_and(|p| p >= MIN_PHRASE_PRECISION)
        && source.is_some()
        && behind.len() >= 2
        && !words.has(k, Tag::Ing)
    {
        content.push(k + 1..phrase_end(words, k + 1, end));
    }
    let leads_on = content.is_empty() && end > k && words.lower(end) == ":" && end + 1 >= sentence.end;
    if content.is_empty() && !leads_on {
        return None;
    }
    // Without a source only a cue beside a quotation counts.
    if source.is_none() && !is_saying && !adjacent_quote {
        return None;
    }
    Some(Frame { source, cue: start..k + 1, entry, content, leads_on })
}

/// “Nine people were missing, said Lucia Orne, the harbor master.”: a clause, the cue, its source, nothing more to say.
fn inverted_clause(scene: &Scene, sentence: &Range<usize>, k: usize, floor: usize, entry: &'static CueEntry, end: usize) -> Option<Frame> {
    let words = scene.words;
    let comma = k.checked_sub(1).filter(|&c| words.lower(c) == "," && c > floor + 2)?;
    let source = phrases::right(words, k + 1, end);
    let behind = words.lower(source.end);
    let closed = source.end >= end
        || matches!(behind, "," | "who")
        || words.any(source.end, &[Tag::Relative, Tag::Preposition])
        || phrases::is_calendar(words, source.end);
    // “Orne, the mayor, said the bridge is shut”: what follows is a clause with a verb, not a source
    let clause = words.has_verb(source.end..end.min(source.end + 3)) && !matches!(behind, "," | "who");
    let fits = entry.quote == QuoteFit::Strong
        && entry.takes_clause
        && !LISTENER_VERBS.contains(&entry.lemma)
        && !words.has(k, Tag::Ing)
        && !source.is_empty();
    if !fits || !closed || clause || !phrases::names_somebody(words, &source) || !words.has_verb(floor..comma) || !scene.is_outside(comma) {
        return None;
    }
    let content = floor_of(words, sentence, floor)..comma;
    Some(Frame { source: Some(source), cue: k..k + 1, entry, content: vec![content], leads_on: false })
}

/// Whether a phrase found left of a cue can be its source.
fn plausible(words: &Words, source: &Range<usize>) -> bool {
    phrases::names_somebody(words, source) || source.clone().any(|k| words.has(k, Tag::Determiner))
}

/// The subject of a sentence: the phrase before its first finite verb.
fn subject(words: &Words, sentence: &Range<usize>, before: usize) -> Option<Range<usize>> {
    let verb = (sentence.start + 1..before).find(|&k| words.is_finite(k))?;
    phrases::source_before(words, verb, sentence.start).filter(|s| plausible(words, s))
}

/// “Berg's claim that …”, “his warning that …”.
fn by_noun(scene: &Scene, sentence: &Range<usize>, k: usize, floor: usize) -> Option<Frame> {
    let words = scene.words;
    let entry = lexicon().cue(words.entry(k).noun_cue?);
    let source = possessor(words, k, floor)?;
    let end = clause_end(scene, sentence);
    (!source.is_empty() && k + 2 < end).then(|| Frame {
        source: Some(source),
        cue: k..k + 1,
        entry,
        content: vec![k + 1..end],
        leads_on: false,
    })
}

/// “*Berg*'s claim”, “*his* warning”.
fn possessor(words: &Words, k: usize, floor: usize) -> Option<Range<usize>> {
    let whose = phrases::left(words, k, floor);
    let possessor = whose.clone().rev().find(|&w| matches!(words.lower(w), "’s" | "'s") || words.has(w, Tag::Possessive))?;
    Some(if words.has(possessor, Tag::Possessive) { possessor..possessor + 1 } else { whose.start..possessor })
}

/// A second source ends the contents of at most this many frames before it.
const MAX_CUT: usize = 8;

/// “Kent said the road was shut, and Venn said it was open”: the first content ends before the second source.
fn cut_at_coordination(words: &Words, frames: &mut [Frame]) {
    for n in 1..frames.len() {
        let (head, tail) = frames.split_at_mut(n);
        let Some(next) = tail.first() else { continue };
        let at = next.source.as_ref().map_or(next.cue.start, |s| s.start.min(next.cue.start));
        let joined = at >= 2
            && (words.has(at - 1, Tag::Conjunction) && matches!(words.lower(at - 2), "," | ";" | "—")
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

//! A candidate and where its content stands → its frame: source and content, edge by edge.

use super::candidates::Candidate;
use super::extent::{self, Edge, Opened};
use super::{ACCORDING, Frame, Place, Scene, holds_quote, models};
use crate::extract::phrases;
use crate::extract::words::Words;
use crate::text::TokenKind;
use std::ops::Range;

/// The frame of a candidate whose content stands in a known place.
pub(super) fn placed(scene: &Scene, sentence: &Range<usize>, c: &Candidate, place: Place, floor: usize) -> Option<Frame> {
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
    let mut contents = contents.filter(|c| !c.is_empty()).peekable();
    let first = contents.next()?;
    if contents.peek().is_none() {
        return Some(first);
    }
    // Where the end is looked for all begin alike.
    let settled = (edge == Edge::EndBehind).then(|| Opened::of(scene, c, first.start));
    let weigh = |content: &Range<usize>| {
        let mut score = models().extents.score();
        match &settled {
            Some(opened) => opened.features(edge, content, limit, &mut score),
            None => extent::features(scene, c, edge, content, limit, &mut score),
        }
        score.sums[0]
    };
    let mut best: Option<(i32, Range<usize>)> = None;
    for content in std::iter::once(first).chain(contents) {
        let weight = weigh(&content);
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, content));
        }
    }
    best.map(|(_, content)| content)
}

//! A candidate and where its content stands → its frame: source and content, edge by edge.

use super::candidates::Candidate;
use super::extent::{self, Edges};
use super::{Frame, Place, Scene, holds_quote};
use crate::extract::model::Score;
use crate::extract::phrases;
use crate::text::TokenKind;
use std::ops::Range;

/// A frame, and how far its edges beat the next best.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The frame.
    pub frame: Frame,
    /// By how many hundredths the start of what stands behind the cue does; nothing where there was no other.
    pub start: Option<i32>,
    /// And its end, or the start of what stands before the cue.
    pub end: Option<i32>,
}

/// A content with the lead of its edges.
struct Weighed {
    content: Range<usize>,
    start: Option<i32>,
    end: Option<i32>,
}

/// The frame of a candidate whose content stands in a known place.
pub(super) fn placed(scene: &Scene, sentence: &Range<usize>, c: &Candidate, place: Place, floor: usize) -> Option<Placed> {
    if place == Place::Nowhere {
        return None;
    }
    if let Some(frame) = c.proposal.as_ref().filter(|f| holds_quote(scene, f)) {
        return Some(Placed { frame: frame.clone(), start: None, end: None });
    }
    let words = scene.words;
    let source = c.proposal.as_ref().and_then(|f| f.source.clone()).or_else(|| c.source.clone());
    let before = |from: Option<&Range<usize>>| {
        let at = from.map_or(c.cue.start, |s| s.start.min(c.cue.start));
        // “…, as Kent said”
        let at = at - usize::from(at > sentence.start && words.lower(at - 1) == "as");
        let end = end_before(scene, sentence, at);
        start_before(scene, sentence, c, end)
    };
    let (source, weighed) = match place {
        Place::Nowhere => return None,
        Place::Behind => (source.or_else(|| c.follower.clone().filter(|_| c.is_according())), vec![behind(scene, c)?]),
        Place::Before if c.follower.is_some() => (c.follower.clone(), vec![before(None)?]),
        Place::Before if c.is_passive => (None, vec![before(None)?]),
        Place::Before => {
            let before = before(source.as_ref())?;
            (source, vec![before])
        }
        Place::Around if c.follower.is_some() => {
            let from = c.follower.as_ref().map_or(c.behind.start, |f| f.end);
            let behind = behind(scene, c).filter(|b| b.content.start >= from);
            (c.follower.clone(), before(None).into_iter().chain(behind).collect())
        }
        Place::Around => {
            let around = before(source.as_ref()).into_iter().chain(behind(scene, c)).collect();
            (source, around)
        }
        Place::Raised => {
            let subject = phrases::source_before(words, c.cue.start, sentence.start, floor).filter(|s| !s.is_empty());
            let subject = subject.map(|content| Weighed { content, start: None, end: None });
            (None, subject.into_iter().chain(behind(scene, c)).collect())
        }
    };
    let (start, end) = weighed.last().map_or((None, None), |last| (last.start, last.end));
    let content: Vec<Range<usize>> = weighed.into_iter().map(|w| w.content).collect();
    let source = source.filter(|s| content.iter().all(|c: &Range<usize>| c.end <= s.start || s.end <= c.start));
    if content.is_empty() {
        return None;
    }
    Some(Placed { frame: Frame { source, cue: c.cue.clone(), entry: c.entry, content, leads_on: false }, start, end })
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
fn behind(scene: &Scene, c: &Candidate) -> Option<Weighed> {
    let (edges, end) = (Edges::of(scene, c), c.behind.end);
    let starts = extent::starts_behind(scene, c).into_iter().map(|start| start..end);
    let (content, start) = heaviest(scene, starts, |content, score| edges.start_behind(content, score))?;
    let opened = edges.opened(content.start);
    let ends = extent::ends_behind(scene, c, content.start).map(|end| content.start..end);
    let (content, end) = heaviest(scene, ends, |content, score| opened.end(content.end, score))?;
    Some(Weighed { content, start, end })
}

fn start_before(scene: &Scene, sentence: &Range<usize>, c: &Candidate, end: usize) -> Option<Weighed> {
    let (edges, starts) = (Edges::of(scene, c), extent::starts_before(scene, sentence, end));
    let first = *starts.first()?;
    let contents = starts.into_iter().map(|start| start..end);
    let (content, lead) = heaviest(scene, contents, |content, score| edges.start_before(content, first, score))?;
    Some(Weighed { content, start: None, end: lead })
}

/// The content with the highest weight, the first of equals, and by how much it beats the next; one alone is not weighed.
fn heaviest(
    scene: &Scene,
    contents: impl Iterator<Item = Range<usize>>,
    features: impl Fn(&Range<usize>, &mut Score<1>),
) -> Option<(Range<usize>, Option<i32>)> {
    let mut contents = contents.filter(|c| !c.is_empty()).peekable();
    let first = contents.next()?;
    if contents.peek().is_none() {
        return Some((first, None));
    }
    let weigh = |content: &Range<usize>| {
        let mut score = scene.models.extents.score();
        features(content, &mut score);
        score.sums[0]
    };
    let mut most = weigh(&first);
    let (mut best, mut next) = (first, None);
    for content in contents {
        let weight = weigh(&content);
        if weight > most {
            (best, next, most) = (content, Some(most), weight);
        } else {
            next = next.max(Some(weight));
        }
    }
    Some((best, next.map(|next| most - next)))
}

//! The frames of sentences that were read before: of two revisions most sentences are the same.
//!
//! A frame is found in its sentence and a few tokens around it: the same characters with the same quoted stretches give
//! the same frames, so they are looked up instead of weighed again.

use super::{Frame, Scene, Weighed, frames};
use crate::text::Text;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// No rule and no feature looks at more than so many tokens before a sentence,
const BEFORE: usize = 2;
/// or behind it.
const BEHIND: usize = 6;
/// So many sentences are kept; then it begins anew, as a long history must not fill the memory.
const MAX_SENTENCES: usize = 4096;

/// Sentences with their frames and what was weighed for them, whose tokens are counted from the sentence on.
#[derive(Debug)]
pub struct Memo {
    seen: FxHashMap<Key, (Vec<Frame>, Vec<Weighed>)>,
    capacity: usize,
}

/// What the frames of a sentence depend on.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    /// The sentence with what stands around it.
    shown: Box<str>,
    /// How many of the tokens stand before it, and how many are its own.
    tokens: (usize, usize),
    /// The quoted stretches that reach into it, from the sentence on, each with its marks.
    quoted: Vec<[isize; 4]>,
    is_title: bool,
}

impl Default for Memo {
    fn default() -> Self {
        Self::new()
    }
}

impl Memo {
    /// For several revisions of a text.
    pub fn new() -> Self {
        Self { seen: FxHashMap::default(), capacity: MAX_SENTENCES }
    }

    /// For a text alone: nothing is kept.
    pub fn none() -> Self {
        Self { seen: FxHashMap::default(), capacity: 0 }
    }

    /// The frames of the sentence with these tokens, by [`frames`] or from before; adds what was weighed for them.
    pub fn frames(&mut self, scene: &Scene, sentence: &Range<usize>, weighed: &mut Vec<Weighed>) -> Vec<Frame> {
        if self.capacity == 0 {
            return frames(scene, sentence, weighed);
        }
        let key = Key::of(scene, sentence);
        if let Some((frames, heads)) = self.seen.get(&key) {
            weighed.extend(heads.iter().map(|w| Weighed { head: w.head + sentence.start, ..*w }));
            return frames.iter().map(|frame| shifted(frame, |k| k + sentence.start)).collect();
        }
        let first = weighed.len();
        let found = frames(scene, sentence, weighed);
        if found.iter().all(|frame| ranges(frame).all(|r| r.start >= sentence.start)) {
            if self.seen.len() >= self.capacity {
                self.seen.clear();
            }
            let heads = weighed[first..].iter().map(|w| Weighed { head: w.head - sentence.start, ..*w });
            self.seen.insert(key, (found.iter().map(|frame| shifted(frame, |k| k - sentence.start)).collect(), heads.collect()));
        }
        found
    }
}

impl Key {
    fn of(scene: &Scene, sentence: &Range<usize>) -> Self {
        let text: &Text = scene.words.text;
        let around = sentence.start.saturating_sub(BEFORE)..(sentence.end + BEHIND).min(scene.words.len());
        let mut quoted = Vec::new();
        let mut k = around.start;
        while k < around.end {
            let Some(q) = scene.inside.get(k).and_then(|&q| scene.quoted.get(q as usize)) else {
                k += 1;
                continue;
            };
            let from_here = |k: usize| k as isize - sentence.start as isize;
            let close = q.close.map_or(isize::MIN, from_here);
            quoted.push([from_here(q.open), from_here(q.inner.start), from_here(q.inner.end), close]);
            k = q.after().max(q.inner.end).max(k + 1);
        }
        Self {
            shown: text.slice(text.span_of(around.clone())).into(),
            tokens: (sentence.start - around.start, sentence.len()),
            quoted,
            is_title: scene.is_title,
        }
    }
}

fn ranges(frame: &Frame) -> impl Iterator<Item = &Range<usize>> {
    frame.source.iter().chain(std::iter::once(&frame.cue)).chain(&frame.content)
}

fn shifted(frame: &Frame, to: impl Fn(usize) -> usize) -> Frame {
    let shift = |r: &Range<usize>| to(r.start)..to(r.end);
    Frame { source: frame.source.as_ref().map(shift), cue: shift(&frame.cue), content: frame.content.iter().map(shift).collect(), ..*frame }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Outline, Reference, extract};

    /// Sentences between which a memo could be mistaken: the same words behind a quotation, in a title, before a colon.
    const PIECES: &[&str] = &[
        "Kent said the road was shut.",
        "“It is late.”",
        "“It is late,” Kent said.",
        "According to Kent, the road was shut.",
        "Kent said: “One. Two fell. Three said so.” He left.",
        "“Two fell,",
        "said Kent. “Three said so,” he added.”",
        "The road was shut, according to Kent.",
        "Kent said:",
        "The mayor wants to close the pool, saying it leaks.",
        "Kent says pool leaks",
        "He left. She said so.",
        "Nobody hears “dear friends” in the mill, a place where they reason and deny.",
    ];

    #[test]
    fn what_is_remembered_is_what_would_be_found() {
        let (mut memo, mut last) = (Memo::new(), None);
        let mut numbers = 1_u64;
        for _ in 0..1_000 {
            let mut text = String::from("Kent says pool leaks\n\n");
            for _ in 0..6 {
                numbers = numbers.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let n = (numbers >> 33) as usize;
                text.push_str(PIECES[n % PIECES.len()]);
                text.push_str(if (n >> 8).is_multiple_of(4) { "\n\n" } else { " " });
            }
            let alone = extract(Text::new(text.as_str()), &Reference::default());
            let again = Outline::again(text.as_str(), &Reference::default(), last.as_ref(), &mut memo).with_claims(|_| true);
            assert_eq!((&alone.attributions, &alone.quotations), (&again.attributions, &again.quotations), "{text}");
            last = Some(again);
        }
        assert!(!memo.seen.is_empty());
    }

    #[test]
    fn a_long_history_does_not_fill_the_memory() {
        let mut memo = Memo::new();
        for n in 0..MAX_SENTENCES + 10 {
            let text = format!("A headline\n\nKent said pool {n} was shut.");
            Outline::again(text, &Reference::default(), None, &mut memo);
        }
        assert!(memo.seen.len() <= MAX_SENTENCES);
    }
}

//! The frames of sentences that were read before: of two revisions most sentences are the same.
//!
//! A frame is found in its sentence and a few tokens around it: the same characters with the same quoted stretches give
//! the same frames, so they are looked up instead of weighed again.

use super::{Frame, Scene, Weighed, frames};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// No rule and no feature looks at more than so many tokens before a sentence,
const BEFORE: usize = 2;
/// or behind it.
const BEHIND: usize = 6;
/// So many sentences are kept; then it begins anew, as a long history must not fill the memory.
const MAX_SENTENCES: usize = 4096;

/// A sentence has at the least about so many bytes; only room depends on it.
const SENTENCE_BYTES: usize = 96;

/// Sentences with their frames and what was weighed for them. Everything stands in a few long lists: a text has too many
/// sentences to make room for each by itself.
#[derive(Debug)]
pub struct Memo {
    /// The number of a sentence, by the hash of what its frames depend on.
    numbers: FxHashMap<u64, usize>,
    seen: Vec<Seen>,
    shown: String,
    quoted: Vec<Stretch>,
    frames: Vec<Frame>,
    weighed: Vec<Weighed>,
    capacity: usize,
}

/// A quoted stretch, from the sentence on: its opening mark, its first token, the token behind its last, its closing mark.
type Stretch = [isize; 4];

/// A sentence that was read, and where in the lists the rest of it stands.
#[derive(Debug)]
struct Seen {
    /// What its frames depend on.
    key: Key,
    shown: Range<usize>,
    quoted: Range<usize>,
    /// Its first token in the text it was read in, from which its frames and heads are counted.
    start: usize,
    frames: Range<usize>,
    weighed: Range<usize>,
}

/// What the frames of a sentence depend on, but for what is shown and quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    /// How many tokens are shown before it, and how many are its own.
    tokens: (usize, usize),
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
        Self { capacity: MAX_SENTENCES, ..Self::none() }
    }

    /// For a text alone: nothing is kept.
    pub fn none() -> Self {
        Self {
            numbers: FxHashMap::default(),
            seen: Vec::new(),
            shown: String::new(),
            quoted: Vec::new(),
            frames: Vec::new(),
            weighed: Vec::new(),
            capacity: 0,
        }
    }

    /// Makes room for the sentences of a text of so many bytes, as much as they most often take.
    fn make_room(&mut self, n_bytes: usize) {
        let n_sentences = (n_bytes / SENTENCE_BYTES).min(self.capacity);
        self.numbers.reserve(n_sentences);
        self.seen.reserve(n_sentences);
        self.shown.reserve(n_bytes);
        self.quoted.reserve(n_sentences / 2);
        self.frames.reserve(n_sentences);
        self.weighed.reserve(n_sentences * 4);
    }

    /// The frames of the sentence with these tokens, by [`frames`] or from before; adds what was weighed for them.
    pub fn frames(&mut self, scene: &Scene, sentence: &Range<usize>, weighed: &mut Vec<Weighed>) -> Vec<Frame> {
        if self.capacity == 0 {
            return frames(scene, sentence, weighed);
        }
        let text = scene.words.text;
        let around = sentence.start.saturating_sub(BEFORE)..(sentence.end + BEHIND).min(scene.words.len());
        let key = Key { tokens: (sentence.start - around.start, sentence.len()), is_title: scene.is_title };
        let shown = text.slice(text.span_of(around.clone()));
        if self.seen.len() >= self.capacity {
            *self = Self { capacity: self.capacity, ..Self::none() };
        }
        // What is quoted is put down where it stays if the sentence is new.
        let first_quoted = self.quoted.len();
        self.quoted.extend(stretches(scene, around, sentence.start));
        let mut hasher = FxHasher::default();
        (key, shown, &self.quoted[first_quoted..]).hash(&mut hasher);
        let hash = hasher.finish();
        if let Some(&number) = self.numbers.get(&hash) {
            let seen = &self.seen[number];
            let is_same = seen.key == key
                && self.shown[seen.shown.clone()] == *shown
                && self.quoted[seen.quoted.clone()] == self.quoted[first_quoted..];
            self.quoted.truncate(first_quoted);
            if !is_same {
                return frames(scene, sentence, weighed);
            }
            let here = |k: usize| k - seen.start + sentence.start;
            weighed.extend(self.weighed[seen.weighed.clone()].iter().map(|w| Weighed { head: here(w.head), ..*w }));
            return self.frames[seen.frames.clone()].iter().map(|frame| shifted(frame, here)).collect();
        }
        let n_weighed = weighed.len();
        let found = frames(scene, sentence, weighed);
        if found.iter().any(|frame| ranges(frame).any(|r| r.start < sentence.start)) {
            self.quoted.truncate(first_quoted);
            return found;
        }
        if self.seen.is_empty() {
            self.make_room(text.as_str().len());
        }
        self.numbers.insert(hash, self.seen.len());
        let (n_shown, n_frames, n_heads) = (self.shown.len(), self.frames.len(), self.weighed.len());
        self.shown.push_str(shown);
        self.frames.extend_from_slice(&found);
        self.weighed.extend_from_slice(&weighed[n_weighed..]);
        self.seen.push(Seen {
            key,
            shown: n_shown..self.shown.len(),
            quoted: first_quoted..self.quoted.len(),
            start: sentence.start,
            frames: n_frames..self.frames.len(),
            weighed: n_heads..self.weighed.len(),
        });
        found
    }
}

/// The quoted stretches that reach into some tokens, counted from token `start`.
fn stretches(scene: &Scene, around: Range<usize>, start: usize) -> impl Iterator<Item = Stretch> {
    let from_here = move |k: usize| k as isize - start as isize;
    let mut k = around.start;
    std::iter::from_fn(move || {
        let at = scene.sets.quoted.first(k..around.end)?;
        let q = &scene.quoted[scene.inside[at] as usize];
        k = q.after().max(q.inner.end).max(at + 1);
        let close = q.close.map_or(isize::MIN, from_here);
        Some([from_here(q.open), from_here(q.inner.start), from_here(q.inner.end), close])
    })
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
    use crate::text::Text;

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
        "Kent and the mayor on Monday said the road was shut.",
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

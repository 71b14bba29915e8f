//! Who says each quoted stretch: the frame whose content holds it, the quotation before it that goes on, the last
//! speaker, or nobody.

use crate::extract::Sentence;
use crate::extract::frames::Frame;
use crate::extract::lexicon::Tag;
use crate::extract::marks::Quoted;
use crate::extract::phrases;
use crate::extract::words::Words;
use crate::text::BlockKind;
use std::ops::Range;

/// A verb governs quoted words at most this many tokens to its right.
const GOVERNED_WINDOW: usize = 30;
/// A paragraph that is nothing but a quotation belongs to a speaker at most this many blocks back.
const FLOATING_BLOCKS: usize = 2;

/// Quoted words that open a sentence go on with what was said before if they are at least so many tokens.
const MIN_OPENING: usize = 3;
/// How many stretches back the one before is looked for.
const MAX_BETWEEN: usize = 3;

/// Who says each quoted stretch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Owner {
    /// A frame whose content holds it.
    Frame(usize),
    /// The frame of the quotation before it, which goes on.
    GoesOn(usize),
    /// The last speaker, a paragraph or two back.
    Floating(usize),
    /// Nobody.
    Nobody,
}

impl Owner {
    /// The frame, if there is one.
    pub(super) fn frame(self) -> Option<usize> {
        match self {
            Self::Frame(f) | Self::GoesOn(f) | Self::Floating(f) => Some(f),
            Self::Nobody => None,
        }
    }
}

/// Decides who says each stretch; adds frames for stretches that only a weak cue governs.
pub(super) fn owners(words: &Words, sentences: &[Sentence], quoted: &[Quoted], found: &mut Vec<(usize, Frame)>) -> Vec<Owner> {
    let mut owners = held(quoted, found);
    // What runs over paragraphs is one: whoever is named at either end says all of it.
    for n in 0..quoted.len() {
        if quoted[n].goes_on && n + 1 < quoted.len() {
            match (owners[n], owners[n + 1]) {
                (Owner::Nobody, _) => {}
                (owner, Owner::Nobody) => owners[n + 1] = owner,
                _ => {}
            }
        }
    }
    for n in (0..quoted.len().saturating_sub(1)).rev() {
        if quoted[n].goes_on && owners[n] == Owner::Nobody {
            owners[n] = owners[n + 1];
        }
    }
    let n_frames = found.len(); // those that `governed` adds stand behind, out of order
    for n in 0..quoted.len() {
        if owners[n] != Owner::Nobody {
            continue;
        }
        owners[n] = led_on(words, sentences, &quoted[n], &mut found[..n_frames])
            .or_else(|| goes_on(words, sentences, quoted, &owners, n))
            .or_else(|| governed(words, sentences, &quoted[n], found))
            .or_else(|| begins(sentences, quoted, &owners, n))
            .or_else(|| floating(words, quoted, &owners, n))
            .unwrap_or(Owner::Nobody);
        if quoted[n].goes_on && n + 1 < quoted.len() && owners[n + 1] == Owner::Nobody {
            owners[n + 1] = owners[n];
        }
    }
    owners
}

/// Gives every stretch to the frame with the smallest content that holds it; an adjacent one is smallest.
pub(super) fn held(quoted: &[Quoted], found: &[(usize, Frame)]) -> Vec<Owner> {
    let mut owners = vec![Owner::Nobody; quoted.len()];
    let mut contents: Vec<(Range<usize>, usize)> =
        found.iter().enumerate().flat_map(|(f, (_, frame))| frame.content.iter().map(move |c| (c.clone(), f))).collect();
    contents.sort_unstable_by_key(|(c, f)| (c.start, c.end, *f));
    let mut active: Vec<(Range<usize>, usize)> = Vec::new();
    let mut next = 0;
    for (n, q) in quoted.iter().enumerate() {
        while let Some(content) = contents.get(next).filter(|(c, _)| c.start <= q.open) {
            active.push(content.clone());
            next += 1;
        }
        active.retain(|(c, _)| c.end > q.open);
        let best = active.iter().map(|(c, f)| (c.len(), *f)).min();
        owners[n] = best.map_or(Owner::Nobody, |(_, f)| Owner::Frame(f));
    }
    owners
}

pub(super) fn sentence_at(sentences: &[Sentence], k: usize) -> usize {
    sentences.partition_point(|s| s.tokens.end <= k)
}

/// “Kent put it this way:” and the quotation opens the next paragraph or sentence.
fn led_on(words: &Words, sentences: &[Sentence], q: &Quoted, found: &mut [(usize, Frame)]) -> Option<Owner> {
    let s = sentence_at(sentences, q.open);
    let previous = s.checked_sub(1)?;
    if sentences.get(s)?.tokens.start != q.open || words.lower(sentences[previous].tokens.end - 1) != ":" {
        return None;
    }
    let from = found.partition_point(|(at, _)| *at < previous);
    let f = from + found[from..].iter().take_while(|(at, _)| *at == previous).position(|(_, frame)| frame.leads_on)?;
    found[f].1.content.push(q.open..q.after());
    Some(Owner::Frame(f))
}

/// “…,” Kent said. “There is more.”: a whole sentence in marks goes on with the quotation before it.
fn goes_on(words: &Words, sentences: &[Sentence], quoted: &[Quoted], owners: &[Owner], n: usize) -> Option<Owner> {
    let (q, owner) = (&quoted[n], last_said(quoted, owners, n)?);
    let s = sentences.get(sentence_at(sentences, q.open))?;
    let whole = s.tokens.start == q.open && (ends_sentence(words, q) || s.tokens.end <= q.after());
    whole.then_some(Owner::GoesOn(owner))
}

/// “…,” Kent said. “We are not there yet” on the bridge.: quoted words that open a sentence nobody else speaks in.
fn begins(sentences: &[Sentence], quoted: &[Quoted], owners: &[Owner], n: usize) -> Option<Owner> {
    let (q, owner) = (&quoted[n], last_said(quoted, owners, n)?);
    let opens = sentences.get(sentence_at(sentences, q.open))?.tokens.start == q.open;
    (opens && q.inner.len() >= MIN_OPENING).then_some(Owner::GoesOn(owner))
}

/// Who said the last stretch before this one in its paragraph, over a title or two that nobody says: “…,” Kent told
/// “Good Morning Velmar.” “There is more.”
fn last_said(quoted: &[Quoted], owners: &[Owner], n: usize) -> Option<usize> {
    let near = n.saturating_sub(MAX_BETWEEN)..n;
    near.rev().take_while(|&b| quoted[b].block == quoted[n].block).find_map(|b| owners[b].frame())
}

/// Whether the stretch ends like a sentence.
pub(super) fn ends_sentence(words: &Words, q: &Quoted) -> bool {
    q.inner.end > q.inner.start && (matches!(words.lower(q.inner.end - 1), "." | "!" | "?" | "…") || words.lower(q.after()) == ".")
}

/// A verb that is a cue only now and then still governs the marked words behind it: “dismissed the report as
/// ‘nonsense’”.
fn governed(words: &Words, sentences: &[Sentence], q: &Quoted, found: &mut Vec<(usize, Frame)>) -> Option<Owner> {
    let at = sentence_at(sentences, q.open);
    let s = sentences.get(at)?;
    let floor = s.tokens.start.max(q.open.saturating_sub(GOVERNED_WINDOW));
    for k in (floor..q.open).rev() {
        let Some(entry) = words.cue(k) else { continue };
        if words.is_capital(k) || matches!(words.lower(k.wrapping_sub(1)), "a" | "an" | "the" | "-" | "‑") {
            continue;
        }
        let mut start = k;
        while start > s.tokens.start
            && (words.any(start - 1, &[Tag::Adverb, Tag::Have, Tag::Modal, Tag::Be, Tag::Negation]) || words.lower(start - 1) == "to")
        {
            start -= 1;
        }
        let source = phrases::source_before(words, start, s.tokens.start, s.tokens.start).filter(|p| phrases::names_somebody(words, p));
        if let Some(source) = source {
            found.push((at, Frame { source: Some(source), cue: start..k + 1, entry, content: vec![q.open..q.after()], leads_on: false }));
            return Some(Owner::Frame(found.len() - 1));
        }
    }
    None
}

/// A paragraph that is nothing but a quotation, after one whose speaker is known.
fn floating(words: &Words, quoted: &[Quoted], owners: &[Owner], n: usize) -> Option<Owner> {
    let q = &quoted[n];
    let block = &words.text.blocks()[q.block];
    let whole = block.tokens.start == q.open && q.after() >= block.tokens.end && q.inner.len() > 3;
    if !whole || block.kind != BlockKind::Paragraph {
        return None;
    }
    let before = n.checked_sub(1)?;
    (q.block - quoted[before].block <= FLOATING_BLOCKS).then(|| owners[before].frame().map(Owner::Floating)).flatten()
}

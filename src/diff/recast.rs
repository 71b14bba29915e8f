//! Attributions that only one side words as one: “The firm said it would appeal” → “The firm vowed to appeal”.
//!
//! Nobody stopped speaking: the same subject stands before another verb of saying. Whether the second verb frames what is
//! said was left open when the text was read; beside the first it is clear.
//!
//! When it is wrong: “The firm said it would sue” → “The firm promised staff a bonus and will sue”.

use super::attribution::heads;
use super::passage::{Atom, Passage};
use crate::extract::Attribution;
use crate::extract::lexicon::Tag;
use crate::span::Span;

/// The other verb stands at most this many words further from its subject than the cue does: “later vowed”.
const MAX_FURTHER: usize = 2;

/// How the other side words an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recast {
    /// By another verb, of another stance.
    Cue {
        /// The cue of the attribution.
        cue: Span,
        /// The verb in its place.
        verb: Span,
        /// What frames on that side: from the subject to the verb and its “to” or “that”.
        frame: Span,
    },
    /// By the same verb, or one of the same stance: only the words differ.
    Same,
}

/// Finds the subject and the verb that stand in the other passage for an attribution of this one; `framing` is its frame.
pub(super) fn recast(here: &Passage, attribution: &Attribution, framing: Span, there: &Passage) -> Option<Recast> {
    let (source, cue) = (attribution.source.as_ref()?, attribution.cue.as_ref()?);
    if source.span.end > cue.span.start {
        return None;
    }
    let named = heads(here.side, source.span);
    let words = &there.side.words;
    let free = |a: &&Atom| !a.is_framing && there.token(a).is_some();
    // “Officials in Velmar reported 48 infections” beside “Officials on May 12 reported 48 infections”: the verb stands there with part
    // of its source, and was taken for a cue on one side only.
    let is_cue = |a: &Atom| there.token(a).is_some_and(|k| words.cue(k).is_some_and(|c| c.lemma == cue.lemma));
    if let Some(at) = there.atoms.iter().position(|a| free(&a) && is_cue(a))
        && there.atoms[..at].iter().any(|a| free(&a) && named.iter().any(|w| a.key == *w))
    {
        return Some(Recast::Same);
    }
    let at: Vec<usize> = named.iter().map(|w| there.atoms.iter().position(|a| free(&a) && a.key == *w)).collect::<Option<_>>()?;
    let (&first, &last) = (at.iter().min()?, at.iter().max()?);
    let body = |a: &&Atom| !framing.contains(a.span);
    let stays = |lemma: &str| {
        here.atoms.iter().filter(body).any(|a| here.token(a).and_then(|k| here.side.words.cue(k)).is_some_and(|c| c.lemma == lemma))
    };
    let reach = here.atoms.iter().filter(|a| a.span.start >= source.span.end && a.span.end <= cue.span.start).count() + MAX_FURTHER;
    let behind = there.atoms.iter().enumerate().skip(last + 1).take(reach + 1).filter(|(_, a)| free(a));
    let (n, verb, other) = behind.filter_map(|(n, a)| Some((n, a, words.cue(there.token(a)?)?))).find(|(_, a, c)| {
        (c.takes_clause || c.takes_phrase) && !stays(c.lemma) && there.token(a).is_some_and(|k| words.entry(k).verb.is_some())
    })?;
    if other.stance == cue.stance {
        return Some(Recast::Same);
    }
    // “to”, “that”, and whatever else stands behind the cue in its frame
    let framed = here.atoms.iter().filter(|a| a.span.start >= cue.span.end && framing.contains(a.span));
    let same = there.atoms[n + 1..].iter().zip(framed).take_while(|(a, b)| a.key == b.key).count();
    let joint = usize::from(same == 0 && there.atoms.get(n + 1).is_some_and(|a| matches!(&*a.key, "to" | "that")));
    let determined = first > 0 && there.token(&there.atoms[first - 1]).is_some_and(|k| words.any(k, &[Tag::Determiner, Tag::Possessive]));
    let from = if determined { first - 1 } else { first };
    let frame = there.atoms[from].span.cover(there.atoms[n + same + joint].span);
    Some(Recast::Cue { cue: cue.span, verb: verb.span, frame })
}

//! Frames and quoted stretches → attributions and quotations.
//!
//! Every quoted stretch is given to the frame whose content holds it; a stretch that no frame holds goes on with the
//! one before it in its paragraph, or with the last speaker where a paragraph is nothing but a quotation. What nobody
//! can be said to say, and is short, is `scare`.
//!
//! When it is wrong: `docs/tricky-cases.md`, “Who said it”.

use super::frames::{Frame, Scene, frames};
use super::lexicon::Tag;
use super::marks::Quoted;
use super::phrases;
use super::speakers::Cast;
use super::words::Words;
use super::{Attribution, AttributionKind, Cue, Quotation, QuotationKind, Sentence, Speaker};
use crate::span::Span;
use crate::text::{BlockKind, TokenKind};
use std::ops::Range;

/// Marked words nobody is said to say are taken for a quotation from this many words on; fewer are scare quotes.
const MIN_UNATTRIBUTED_WORDS: usize = 5;
/// A verb governs quoted words at most this many tokens to its right.
const GOVERNED_WINDOW: usize = 30;
/// A paragraph that is nothing but a quotation belongs to a speaker at most this many blocks back.
const FLOATING_BLOCKS: usize = 2;

/// A title of a work has at most this many words.
const MAX_TITLE_WORDS: usize = 12;

/// Words that introduce a title or a name: what they mark is not said by anybody.
const TITLE_INTRODUCERS: &[&str] = &[
    "titled",
    "entitled",
    "nicknamed",
    "dubbed",
    "book",
    "novel",
    "film",
    "movie",
    "song",
    "album",
    "show",
    "series",
    "play",
    "poem",
    "painting",
    "documentary",
    "single",
    "musical",
    "sitcom",
    "magazine",
    "column",
    "essay",
    "episode",
    "hit",
    "memoir",
    "bestseller",
    "named",
];

/// Everything said, and by whom.
#[derive(Debug, Default)]
pub struct Attributed {
    /// The quotations, in order.
    pub quotations: Vec<Quotation>,
    /// The attributions, in order of their content.
    pub attributions: Vec<Attribution>,
}

/// Who says each quoted stretch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Owner {
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
    fn frame(self) -> Option<usize> {
        match self {
            Self::Frame(f) | Self::GoesOn(f) | Self::Floating(f) => Some(f),
            Self::Nobody => None,
        }
    }
}

/// Finds who said what.
pub fn attribute(words: &Words, sentences: &[Sentence], quoted: &[Quoted], cast: &mut Cast) -> Attributed {
    // Titles and names in marks are part of the sentence around them: nobody says them.
    let (titles, quoted): (Vec<Quoted>, Vec<Quoted>) = quoted.iter().cloned().partition(|q| is_title(words, q));
    let quoted = &quoted[..];
    let mut inside = vec![u32::MAX; words.len()];
    for (n, q) in quoted.iter().enumerate() {
        for slot in &mut inside[q.open..q.after().max(q.inner.end)] {
            *slot = u32::try_from(n).unwrap_or(u32::MAX);
        }
    }
    let scene = Scene { words, quoted, inside: &inside };
    let mut found: Vec<(usize, Frame)> = Vec::new();
    for (s, sentence) in sentences.iter().enumerate() {
        if !matches!(
            words.text.blocks()[sentence.block].kind,
            BlockKind::Notice | BlockKind::Byline | BlockKind::Credit | BlockKind::Caption
        ) {
            found.extend(frames(&scene, &sentence.tokens).into_iter().map(|f| (s, f)));
        }
    }
    let owners = owners(words, sentences, quoted, &mut found);
    let speakers = speakers(words, &found, cast);
    let groups = group(words, sentences, quoted, &owners, &found);
    let mut quotations: Vec<Quotation> = groups.iter().map(|group| quotation(words, quoted, &owners, &found, &speakers, group)).collect();
    quotations.extend(titles.iter().map(|title| {
        let span = inner_span(words, title);
        Quotation { span, parts: vec![span], kind: QuotationKind::Scare, speaker: None, cue: None }
    }));
    quotations.sort_by_key(|q| q.span.start);
    let attributions = attributions(words, quoted, &inside, &owners, &found, &speakers);
    Attributed { quotations, attributions }
}

/// Resolves the sources in the order in which they stand.
fn speakers(words: &Words, found: &[(usize, Frame)], cast: &mut Cast) -> Vec<Option<Speaker>> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&f| found[f].1.source.as_ref().map_or(found[f].1.cue.start, |s| s.start));
    let mut out = vec![None; found.len()];
    for f in order {
        out[f] = found[f].1.source.clone().map(|source| cast.speaker(words, source));
    }
    out
}

/// Decides who says each stretch; adds frames for stretches that only a weak cue governs.
fn owners(words: &Words, sentences: &[Sentence], quoted: &[Quoted], found: &mut Vec<(usize, Frame)>) -> Vec<Owner> {
    let mut owners = vec![Owner::Nobody; quoted.len()];
    hold(quoted, found, &mut owners);
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
            .or_else(|| floating(words, quoted, &owners, n))
            .unwrap_or(Owner::Nobody);
        if quoted[n].goes_on && n + 1 < quoted.len() && owners[n + 1] == Owner::Nobody {
            owners[n + 1] = owners[n];
        }
    }
    owners
}

/// Gives every stretch to the frame with the smallest content that holds it; an adjacent one is smallest.
fn hold(quoted: &[Quoted], found: &[(usize, Frame)], owners: &mut [Owner]) {
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
}

fn sentence_at(sentences: &[Sentence], k: usize) -> usize {
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
    let (q, before) = (&quoted[n], quoted.get(n.checked_sub(1)?)?);
    let owner = owners[n - 1].frame()?;
    let s = sentences.get(sentence_at(sentences, q.open))?;
    let whole = s.tokens.start == q.open && (ends_sentence(words, q) || s.tokens.end <= q.after());
    (before.block == q.block && whole).then_some(Owner::GoesOn(owner))
}

/// Whether the stretch ends like a sentence.
fn ends_sentence(words: &Words, q: &Quoted) -> bool {
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
        let source = phrases::source_before(words, start, s.tokens.start).filter(|p| phrases::names_somebody(words, p));
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

/// Whether a stretch reads like the title of a work or a name for a thing: “the novel ‘Salt Road’”, “on ‘The Morning
/// Hour’”. It stands inside a sentence, is introduced as a title or written like one, and asserts nothing.
fn is_title(words: &Words, q: &Quoted) -> bool {
    let Some(before) = q.open.checked_sub(1) else { return false };
    let tokens = || q.inner.clone().filter(|&k| words.is_word(k));
    let n_words = tokens().count();
    if q.goes_on || n_words == 0 || n_words > MAX_TITLE_WORDS || q.inner.clone().any(|k| matches!(words.lower(k), "!" | ";")) {
        return false;
    }
    let introducer = if words.lower(before) == "," { before.saturating_sub(1) } else { before };
    let introduced = TITLE_INTRODUCERS.contains(&words.lower(introducer));
    let stop = matches!(words.lower(q.inner.end - 1), "." | "?") && n_words > 3;
    let capitals =
        words.is_capital(q.inner.start) && tokens().all(|k| words.is_capital(k) || words.token(k).is_some_and(|t| t.span().len() <= 3));
    // “They shouted ‘Go Home’” is said; behind a preposition, a possessive or a plain noun it is a name.
    let named = words.is_word(before) && !words.has(before, Tag::CueVerb) && !words.has(before, Tag::Relative);
    introduced && !stop || capitals && n_words >= 2 && named && !tokens().any(|k| words.is_finite(k))
}

/// Stretches that are one quotation: interrupted by their attribution, or run over paragraphs.
fn group(words: &Words, sentences: &[Sentence], quoted: &[Quoted], owners: &[Owner], found: &[(usize, Frame)]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for n in 0..quoted.len() {
        let joins = n > 0 && {
            let (a, b) = (&quoted[n - 1], &quoted[n]);
            let interrupted = a.block == b.block && owners[n].frame().is_some() && owners[n].frame() == owners[n - 1].frame() && {
                let gap = a.after()..b.open;
                let cue_between = owners[n].frame().is_some_and(|f| gap.contains(&found[f].1.cue.start));
                let around = sentence_at(sentences, a.open)..(sentence_at(sentences, b.open) + 1).min(sentences.len());
                let stops = sentences[around]
                    .iter()
                    .filter(|s| gap.contains(&(s.tokens.end - 1)) || s.tokens.end == b.open && s.tokens.end > a.after())
                    .count();
                let merely_next = gap.is_empty();
                (cue_between && stops <= 1) || merely_next
            };
            a.goes_on || interrupted
        };
        match groups.last_mut() {
            Some(last) if joins => last.push(n),
            _ => groups.push(vec![n]),
        }
    }
    groups
        .retain(|g| g.iter().any(|&n| quoted[n].inner.clone().any(|k| matches!(words.kind(k), Some(TokenKind::Word | TokenKind::Number)))));
    groups
}

/// The words of a stretch, without the marks.
fn inner_span(words: &Words, q: &Quoted) -> Span {
    words.text.span_of(q.inner.clone())
}

fn quotation(
    words: &Words,
    quoted: &[Quoted],
    owners: &[Owner],
    found: &[(usize, Frame)],
    speakers: &[Option<Speaker>],
    group: &[usize],
) -> Quotation {
    let parts: Vec<Span> = group.iter().map(|&n| inner_span(words, &quoted[n])).collect();
    let span = parts.iter().fold(parts[0], |a, &b| a.cover(b));
    let first = &quoted[group[0]];
    let owner = group.iter().map(|&n| owners[n]).find(|o| *o != Owner::Nobody).unwrap_or(Owner::Nobody);
    let n_words: usize = group
        .iter()
        .map(|&n| quoted[n].inner.clone().filter(|&k| matches!(words.kind(k), Some(TokenKind::Word | TokenKind::Number))).count())
        .sum();
    let capital = words.is_capital(first.inner.start) || words.kind(first.inner.start) != Some(TokenKind::Word);
    let kind = match owner {
        Owner::Nobody if n_words < MIN_UNATTRIBUTED_WORDS && !ends_sentence(words, first) => QuotationKind::Scare,
        Owner::Nobody => {
            if capital && ends_sentence(words, first) {
                QuotationKind::Direct
            } else {
                QuotationKind::Mixed
            }
        }
        Owner::Frame(f) => {
            let bare = found[f].1.content.iter().all(|c| group.iter().any(|&n| quoted[n].open == c.start));
            if bare && (capital || group.len() > 1) { QuotationKind::Direct } else { QuotationKind::Mixed }
        }
        Owner::GoesOn(_) | Owner::Floating(_) => QuotationKind::Direct,
    };
    let frame = owner.frame().map(|f| (&found[f].1, &speakers[f]));
    let floating = matches!(owner, Owner::Floating(_));
    Quotation {
        span,
        parts,
        kind,
        speaker: if kind == QuotationKind::Scare { None } else { frame.and_then(|(_, s)| s.clone()) },
        cue: if kind == QuotationKind::Scare || floating { None } else { frame.map(|(f, _)| cue(words, f)) },
    }
}

fn cue(words: &Words, frame: &Frame) -> Cue {
    Cue { span: words.text.span_of(frame.cue.clone()), lemma: frame.entry.lemma, stance: frame.entry.stance }
}

fn attributions(
    words: &Words,
    quoted: &[Quoted],
    inside: &[u32],
    owners: &[Owner],
    found: &[(usize, Frame)],
    speakers: &[Option<Speaker>],
) -> Vec<Attribution> {
    let mut out: Vec<(usize, Attribution)> = Vec::with_capacity(found.len());
    let mut going_on: Vec<Vec<usize>> = vec![Vec::new(); found.len()];
    for (n, owner) in owners.iter().enumerate() {
        if let Owner::GoesOn(f) = owner {
            going_on[*f].push(n);
        }
    }
    for (f, (_, frame)) in found.iter().enumerate() {
        let mut ranges = frame.content.clone();
        // What goes on belongs to the same saying.
        ranges.extend(going_on[f].iter().map(|&n| quoted[n].open..quoted[n].after()));
        ranges.retain(|r| !r.is_empty() && r.end <= words.len());
        ranges.sort_by_key(|r| r.start);
        if ranges.is_empty() {
            continue;
        }
        let (mut n_in, mut n_out) = (0, 0);
        for k in ranges.iter().cloned().flatten().filter(|&k| matches!(words.kind(k), Some(TokenKind::Word | TokenKind::Number))) {
            if inside[k] == u32::MAX { n_out += 1 } else { n_in += 1 }
        }
        let kind = match (n_in, n_out) {
            (0, _) => AttributionKind::Indirect,
            (_, 0) => AttributionKind::Direct,
            _ => AttributionKind::Mixed,
        };
        let content = ranges.into_iter().map(|r| words.text.span_of(r)).collect::<Vec<_>>();
        out.push((content[0].start, Attribution { source: speakers[f].clone(), cue: Some(cue(words, frame)), content, kind }));
    }
    // A paragraph that is nothing but a quotation is a saying of its own, without a cue.
    for (n, q) in quoted.iter().enumerate() {
        if let Owner::Floating(f) = owners[n] {
            let content = vec![words.text.span_of(q.open..q.after())];
            out.push((content[0].start, Attribution { source: speakers[f].clone(), cue: None, content, kind: AttributionKind::Direct }));
        }
    }
    out.sort_by_key(|(start, _)| *start);
    out.into_iter().map(|(_, a)| a).collect()
}

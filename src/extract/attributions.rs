//! Frames and quoted stretches → attributions and quotations.
//!
//! Every quoted stretch is given to the frame whose content holds it; a stretch that no frame holds goes on with the
//! one before it in its paragraph, or with the last speaker where a paragraph is nothing but a quotation. Whether anybody
//! speaks through the marks at all is weighed in `stretch`; where nobody does they are `scare`.
//!
//! When it is wrong: `docs/tricky-cases.md`, “Who said it”.

mod owners;
pub mod stretch;
mod titles;

pub use titles::titles_apart;

use super::frames::{ACCORDING, Frame, Memo, Scene, Sets, Weighed, inside, is_title, models};
use super::lexicon::QuoteFit;
use super::marks::Quoted;
use super::speakers::Cast;
use super::words::Words;
use super::{Attribution, AttributionKind, Cue, Quotation, QuotationKind, Sentence, Speaker};
use crate::span::Span;
use crate::text::TokenKind;
use owners::{Owner, ends_sentence, held, owners, sentence_at};
use std::ops::Range;
use titles::{is_aside, is_introduced, title_like};

/// Everything said, and by whom.
#[derive(Debug, Default)]
pub struct Attributed {
    /// The quotations, in order.
    pub quotations: Vec<Quotation>,
    /// The attributions, in order of their content.
    pub attributions: Vec<Attribution>,
}

/// A text as far as it can be read without knowing who is who: its quoted stretches, its frames, and which frame says
/// which stretch.
#[derive(Debug)]
pub struct Reading<'a> {
    words: &'a Words<'a>,
    sentences: &'a [Sentence],
    quoted: Vec<Quoted>,
    /// Titles and names in marks: they open no frame, but somebody may say them.
    titles: Vec<Quoted>,
    title_owners: Vec<Owner>,
    inside: Vec<u32>,
    /// Frames with the sentence of each.
    frames: Vec<(usize, Frame)>,
    owners: Vec<Owner>,
    /// How many of the frames were found by themselves; the rest only because they stand before quoted words.
    n_found: usize,
    /// What was weighed for them, in order.
    weighed: Vec<Weighed>,
}

impl<'a> Reading<'a> {
    /// Finds the frames, and who says which stretch.
    pub fn of(words: &'a Words<'a>, sentences: &'a [Sentence], quoted: &[Quoted], memo: &mut Memo) -> Self {
        let (titles, quoted) = titles_apart(words, quoted);
        let (inside, sets) = (inside(words, &quoted), Sets::of(words, &quoted));
        let mut scene = Scene { words, quoted: &quoted, inside: &inside, sets: &sets, is_title: false, models: models() };
        let (mut found, mut weighed): (Vec<(usize, Frame)>, _) = (Vec::new(), Vec::new());
        for (s, sentence) in sentences.iter().enumerate() {
            if let Some(is_title) = is_title(words.text.blocks()[sentence.block].kind) {
                scene.is_title = is_title;
                found.extend(memo.frames(&scene, &sentence.tokens, &mut weighed).into_iter().map(|f| (s, f)));
            }
        }
        let n_found = found.len();
        let owners = owners(words, sentences, &quoted, &mut found);
        let title_owners = titles.iter().zip(held(&titles, &found)).map(|(title, owner)| {
            let is_asserted = owner.frame().is_some_and(|f| asserts(words, &found[f].1, title.open));
            // “Brill wrote the novel ‘Salt Road’” gives a title, and nobody's words.
            if is_introduced(words, title) && !is_asserted { Owner::Nobody } else { owner }
        });
        let title_owners = title_owners.collect();
        Self { words, sentences, quoted, titles, title_owners, inside, frames: found, owners, n_found, weighed }
    }

    /// All quoted stretches: those that may be said, in order, then the titles and names among them.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> {
        self.said_or_not().chain(self.titles())
    }

    fn said_or_not(&self) -> impl Iterator<Item = Stretch<'_>> {
        self.quoted.iter().zip(&self.owners).map(|(quoted, &owner)| Stretch { quoted, owner, is_title: false })
    }

    fn titles(&self) -> impl Iterator<Item = Stretch<'_>> {
        self.titles.iter().zip(&self.title_owners).map(|(quoted, &owner)| Stretch { quoted, owner, is_title: true })
    }
}

/// A quoted stretch, and whose it would be.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<'r> {
    /// The stretch.
    pub quoted: &'r Quoted,
    owner: Owner,
    /// Whether it is introduced or written like a title.
    is_title: bool,
}

/// Finds who said what.
pub fn attribute(words: &Words, sentences: &[Sentence], quoted: &[Quoted], cast: &mut Cast, memo: &mut Memo) -> Attributed {
    let reading = Reading::of(words, sentences, quoted, memo);
    let Reading { quoted, owners, frames, inside, .. } = &reading;
    let speakers = speakers(words, frames, cast);
    let is_said: Vec<bool> = reading.said_or_not().map(|s| stretch::is_said(&reading, s)).collect();
    let mut groups = group(words, sentences, quoted, owners, frames);
    groups.retain(|group| !group.iter().all(|&n| quoted[n].is_wire));
    let mut quotations: Vec<Quotation> =
        groups.iter().map(|group| quotation(words, quoted, owners, frames, &speakers, group, &is_said)).collect();
    quotations.extend(reading.titles().map(|title| {
        let span = inner_span(words, title.quoted);
        let is_said = stretch::is_said(&reading, title);
        let frame = title.owner.frame().filter(|_| is_said);
        Quotation {
            span,
            parts: vec![span],
            kind: if is_said { QuotationKind::Mixed } else { QuotationKind::Scare },
            speaker: frame.and_then(|f| speakers[f].clone()),
            cue: frame.map(|f| cue(words, &frames[f].1)),
        }
    }));
    quotations.sort_by_key(|q| q.span.start);
    let attributions = attributions(words, quoted, inside, owners, frames, &speakers, &is_said);
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
    is_said: &[bool],
) -> Quotation {
    let parts: Vec<Span> = group.iter().map(|&n| inner_span(words, &quoted[n])).collect();
    let span = parts.iter().fold(parts[0], |a, &b| a.cover(b));
    let first = &quoted[group[0]];
    let owner = group.iter().map(|&n| owners[n]).find(|o| *o != Owner::Nobody).unwrap_or(Owner::Nobody);
    let capital = words.is_capital(first.inner.start) || words.kind(first.inner.start) != Some(TokenKind::Word);
    let kind = match owner {
        _ if !group.iter().any(|&n| is_said[n]) => QuotationKind::Scare,
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

/// A clause has its subject before its verb: “conceded defeat on Sunday” reports nothing.
fn is_clause(words: &Words, content: &Range<usize>) -> bool {
    matches!(words.lower(content.start), "that" | "whether") || content.clone().skip(1).any(|k| words.is_finite(k))
}

/// Whether a frame's content, where it holds token `k`, says that something is so.
fn asserts(words: &Words, frame: &Frame, k: usize) -> bool {
    frame.entry.lemma == ACCORDING || frame.content.iter().any(|c| c.contains(&k) && is_clause(words, c))
}

/// Where a content ends that ends in the middle of quoted words it opened: where they end. “Kent said: ‘We lost. We shall
/// win.’”
fn said_out(quoted: &[Quoted], inside: &[u32], content: &Range<usize>) -> usize {
    let last = content.end.checked_sub(1).and_then(|k| quoted.get(*inside.get(k)? as usize));
    last.filter(|q| q.open >= content.start).map_or(content.end, |q| content.end.max(q.after()))
}

fn attributions(
    words: &Words,
    quoted: &[Quoted],
    inside: &[u32],
    owners: &[Owner],
    found: &[(usize, Frame)],
    speakers: &[Option<Speaker>],
    is_said: &[bool],
) -> Vec<Attribution> {
    let mut out: Vec<(usize, Attribution)> = Vec::with_capacity(found.len());
    let mut going_on: Vec<Vec<usize>> = vec![Vec::new(); found.len()];
    for (n, owner) in owners.iter().enumerate() {
        if let Owner::GoesOn(f) = owner {
            going_on[*f].push(n);
        }
    }
    for (f, (_, frame)) in found.iter().enumerate() {
        let mut ranges: Vec<Range<usize>> = frame.content.iter().map(|c| c.start..said_out(quoted, inside, c)).collect();
        // What goes on belongs to the same saying.
        ranges.extend(going_on[f].iter().map(|&n| quoted[n].open..quoted[n].after()));
        ranges.retain(|r| !r.is_empty() && r.end <= words.len());
        ranges.sort_by_key(|r| r.start);
        // Marks nobody speaks through make no attribution by themselves.
        let bare = |r: &Range<usize>| quoted.get(inside[r.start] as usize).is_some_and(|q| q.open == r.start && q.after() >= r.end);
        if ranges.iter().all(|r| bare(r) && !is_said[inside[r.start] as usize]) {
            continue;
        }
        let has_words = |is_inside: bool| {
            let mut tokens = ranges.iter().cloned().flatten().filter(|&k| (inside[k] != u32::MAX) == is_inside);
            tokens.any(|k| matches!(words.kind(k), Some(TokenKind::Word | TokenKind::Number)))
        };
        let kind = match (has_words(true), has_words(false)) {
            (false, _) => AttributionKind::Indirect,
            (true, false) => AttributionKind::Direct,
            (true, true) => AttributionKind::Mixed,
        };
        // “rejected the ‘green’ plan” quotes a word and asserts nothing.
        let quotes = kind == AttributionKind::Direct || kind == AttributionKind::Mixed && frame.entry.quote != QuoteFit::No;
        let is_report = quotes
            || frame.entry.lemma == ACCORDING
            || frame.entry.takes_clause && ranges.iter().any(|r| is_clause(words, r) && words.lower(r.start) != "to");
        let content = ranges.into_iter().map(|r| words.text.span_of(r)).collect::<Vec<_>>();
        out.push((content[0].start, Attribution { source: speakers[f].clone(), cue: Some(cue(words, frame)), content, kind, is_report }));
    }
    // A paragraph that is nothing but a quotation is a saying of its own, without a cue.
    for (n, q) in quoted.iter().enumerate() {
        if let Owner::Floating(f) = owners[n]
            && is_said[n]
        {
            let content = vec![words.text.span_of(q.open..q.after())];
            out.push((
                content[0].start,
                Attribution { source: speakers[f].clone(), cue: None, content, kind: AttributionKind::Direct, is_report: true },
            ));
        }
    }
    out.sort_by_key(|(start, _)| *start);
    out.into_iter().map(|(_, a)| a).collect()
}

#[cfg(test)]
mod tests;

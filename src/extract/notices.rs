//! Blocks of kind notice → [`Notice`]s: what each does, when, and what it says of single errors.
//!
//! A notice is classed by what it does, not only by its label: “Update: A previous version of this story said the dam
//! had failed. It had not.” is a correction. The label decides only where the words leave it open. The forms are those
//! of newspapers and agencies in English, with the labels of French and German ones; the words are data
//! (`lexicon/notices.tsv`).
//!
//! Laws: notices stand in order and do not overlap; every notice block lies in exactly one of them.
//!
//! Wrong where a note mends an error without any word for it (“Editor’s note: The mayor called after publication.”).

mod class;
mod items;
mod words;

mod stamp;

use super::when::{Stretch, day};
use super::{Notice, NoticeClass, Placement, Reference, Scope, Topic};
use crate::span::Span;
use crate::text::{Block, BlockKind, Text};
use std::ops::Range;
use words::Sign;

/// Reads the blocks of kind Notice.
///
/// ```
/// use writethru::extract::{NoticeClass, Reference, notices::notices};
/// use writethru::text::Text;
///
/// let text = Text::new("Pier opens\n\nIt opened.\n\nUpdate, Nov. 17, 2031: An earlier version of this story misspelled Brill as Brille.");
/// let notices = notices(&text, &Reference::default());
/// assert_eq!(notices[0].class, NoticeClass::Correction);
/// assert_eq!(notices[0].at.as_ref().unwrap().date.to_string(), "2031-11-17");
/// assert_eq!(text.slice(notices[0].items[0].wrong.unwrap()), "Brille");
/// ```
pub fn notices(text: &Text, reference: &Reference) -> Vec<Notice> {
    let mut found = Vec::new();
    let blocks = text.blocks();
    let mut n = 0;
    while n < blocks.len() {
        if blocks[n].kind != BlockKind::Notice {
            n += 1;
            continue;
        }
        let first = &blocks[n];
        let next = blocks.get(n + 1).filter(|b| b.kind == BlockKind::Notice && announces(text, first, reference));
        found.push(notice(text, reference, first, next));
        n += 1 + usize::from(next.is_some());
    }
    found
}

/// The words and figures of a notice that are its own: without its label, its times, and the formulas that every notice has
/// (“an earlier version of this article misstated”).
pub fn own_tokens(text: &Text, notice: &Notice) -> Vec<usize> {
    let reference = Reference::default();
    let s = Stretch::new(text, text.tokens_in(notice.span), &reference);
    let formulas = words::named(&s, s.from..s.to, |sign| (!matches!(sign, Sign::Be | Sign::Stop)).then_some(()));
    let apart: Vec<Range<usize>> = formulas
        .into_iter()
        .map(|(_, tokens)| tokens)
        .chain(notice.label.iter().chain(notice.times.iter().map(|t| &t.span)).map(|&span| text.tokens_in(span)))
        .collect();
    let is_own = |k: &usize| (s.is_word(*k) || s.is_number(*k)) && !apart.iter().any(|r| r.contains(k));
    (s.from..s.to).filter(is_own).collect()
}

/// The word with which an agency marks a headline: “CORRECTED-Ferry fire kills 14”, “REFILE-…”, “UPDATE 2-…”; with what it
/// says of the story.
pub fn headline_tag(text: &Text) -> Option<(NoticeClass, Span)> {
    let headline = text.blocks().iter().find(|b| b.kind == BlockKind::Headline)?;
    let reference = Reference::default();
    let s = Stretch::new(text, headline.tokens.clone(), &reference);
    let label = words::label(&s);
    let class = label.kind.filter(|_| !label.advisory && label.words.start == s.from)?;
    let shouted = label.words.clone().filter(|&k| s.is_word(k)).all(|k| s.is_upper(k));
    let counted = label.words.end + usize::from(s.is_number(label.words.end));
    (shouted && s.is_dash(counted)).then(|| (class, text.span_of(label.words)))
}

/// Whether a block is a label, with or without a date, and what it announces stands below it.
fn announces(text: &Text, block: &Block, reference: &Reference) -> bool {
    let s = Stretch::new(text, block.tokens.clone(), reference);
    let label = words::label(&s);
    let rest = label.end..s.to;
    let behind = stamp::first(&s, &label).map_or(rest.start, |t| t.end);
    label.kind.is_some() && !(behind..rest.end).any(|k| s.is_word(k) || s.is_number(k))
}

fn notice(text: &Text, reference: &Reference, first: &Block, next: Option<&Block>) -> Notice {
    let last = next.unwrap_or(first);
    let tokens = first.tokens.start..last.tokens.end;
    let s = Stretch::new(text, tokens, reference);
    let label = words::label(&s);
    let at_label = stamp::first(&s, &label);
    let content = at_label.as_ref().map_or(label.end, |t| t.end);
    let sentences = sentences(&s, content);
    let class = class::class(&s, &label, &sentences);
    let stamps = at_label.map_or_else(|| stamp::in_sentences(&s, &sentences), |at| vec![at]);
    let times: Vec<_> = stamps.iter().flat_map(|stamp| stamp.resolve_all(&s)).collect();
    Notice {
        span: first.span.cover(last.span),
        class,
        label: label.kind.map(|_| text.span_of(label.words.clone())),
        at: times.last().cloned(),
        placement: placement(text, first),
        scope: scope(&s),
        is_cumulative: times.len() > 1 || class::tells_of_earlier_fix(&s, &sentences),
        is_of_change: class::is_of_change(&s, &label, class, &sentences),
        announces: announced(&s, &sentences),
        language: words::language(&s),
        items: items::items(&s, class, &sentences),
        times,
    }
}

/// Where a notice stands: before, between or behind the paragraphs.
fn placement(text: &Text, notice: &Block) -> Placement {
    let mut running = text.blocks().iter().filter(|b| b.kind.is_running()).map(|b| b.span.start);
    let (first, last) = (running.next(), running.next_back());
    match (first, last.or(first)) {
        (Some(first), _) if notice.span.start < first => Placement::Top,
        (_, Some(last)) if notice.span.start < last => Placement::Inline,
        _ => Placement::Foot,
    }
}

/// The parts of the article it names. “This story and its headline” is about both.
fn scope(s: &Stretch) -> Vec<Scope> {
    let mut parts: Vec<Scope> = words::named(s, s.from..s.to, |sign| if let Sign::Scope(part) = sign { Some(part) } else { None })
        .into_iter()
        .map(|(p, _)| p)
        .collect();
    if parts.is_empty() {
        parts.push(Scope::Body);
    }
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// What it says has come or changed, in the sentences that tell of the article: “updated with new information and remarks”.
fn announced(s: &Stretch, sentences: &[Range<usize>]) -> Vec<(Topic, Span)> {
    let tells = |r: &&Range<usize>| {
        let of_text = words::has(s, r, Sign::Text) || words::has(s, r, Sign::Done) || words::has(s, r, Sign::Add);
        of_text && [Sign::Add, Sign::Done, Sign::Fix, Sign::Error, Sign::Clarify].iter().any(|&sign| words::has(s, r, sign))
    };
    let topic = |sign| if let Sign::Topic(topic) = sign { Some(topic) } else { None };
    // “A quotation has been removed” says so of a quotation; “We have removed his name” of whatever his name stood in.
    let taken_out = |sign| if sign == Sign::Topic(Topic::Quotation) { Some(Topic::Quotation) } else { None };
    let found = sentences.iter().flat_map(|r| match tells(&r) {
        true => words::named(s, r.clone(), topic),
        false if words::has(s, r, Sign::Remove) => words::named(s, r.clone(), taken_out),
        false => Vec::new(),
    });
    found.map(|(topic, tokens)| (topic, s.text.span_of(tokens))).collect()
}

/// The sentences from token `from` on. Notices are short and plain: a full stop before a capital ends one, unless an
/// abbreviation stands before it.
fn sentences(s: &Stretch, from: usize) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = from;
    // What is left of the label: “: ”
    while start < s.to && !s.is_word(start) && !s.is_number(start) && !s.any(start, &["$", "€", "£", "“", "\"", "‘"]) {
        start += 1;
    }
    let first = start;
    for k in first..s.to {
        let line_ends = words::line_ends(s, k);
        let ordinal = s.is_number(k.wrapping_sub(1)) && day::month(s, k + 1).is_some(); // “3. März”
        let stop = s.any(k, &[".", "!", "?"]) && !(s.is(k, ".") && (ordinal || words::is_abbreviation(s, k)));
        let dotted = s.lower(k).len() > 1 && s.lower(k).ends_with('.') && s.any(k + 1, &["a", "an", "the", "this", "it", "in"]);
        let capital = (k + 1..s.to.min(k + 3)).find(|&n| s.is_word(n) || s.is_number(n)).is_none_or(|n| s.is_capital(n) || s.is_number(n));
        if line_ends || (stop || dotted && s.is_capital(k + 1)) && capital {
            sentences.push(start..k + 1);
            start = k + 1;
        }
    }
    if start < s.to {
        sentences.push(start..s.to);
    }
    sentences.retain(|r| r.clone().any(|k| s.is_word(k)));
    sentences
}

#[cfg(test)]
mod styles;
#[cfg(test)]
mod tests;

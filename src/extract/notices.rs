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
use super::{Notice, Reference};
use crate::text::{Block, BlockKind, Text};
use std::ops::Range;

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
    let at = at_label.or_else(|| stamp::in_sentences(&s, &sentences)).and_then(|t| t.resolve(&s));
    Notice { span: first.span.cover(last.span), class, at, items: items::items(&s, class, &sentences) }
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
mod tests;

//! Quotations with their words made comparable, and those that stayed as they were.

use super::super::passage::Side;
use crate::align::{Alignment, LinkKind};
use crate::extract::{Quotation, quantities};
use crate::span::Span;
use crate::text::{TokenKind, fold};
use std::borrow::Cow;
use std::ops::Range;

/// A quotation with its words made comparable.
pub(in crate::diff) struct Item<'e> {
    pub quotation: &'e Quotation,
    pub words: Vec<Cow<'e, str>>,
    /// What stands there for each word.
    pub(super) shown: Vec<&'e str>,
    /// The sentences it stands in.
    pub sentences: Range<usize>,
    pub used: bool,
}

pub(super) fn items<'e>(side: &Side<'e>, stayed: impl Fn(usize) -> bool) -> Vec<Item<'e>> {
    let of = |(n, quotation): (usize, &'e Quotation)| {
        // The words of what stayed are not asked for.
        let used = stayed(n);
        let (mut words, mut shown) = (Vec::new(), Vec::new());
        if !used {
            quotation.parts.iter().for_each(|&p| comparable(side, p, &mut words, &mut shown));
        }
        Item { quotation, words, shown, sentences: side.extract.sentences_over(quotation.span), used }
    };
    side.extract.quotations.iter().enumerate().map(of).collect()
}

/// Quotations that stand in the same sentences on both sides, in the same place.
pub(super) struct Stayed {
    pub(super) before: Vec<bool>,
    pub(super) after: Vec<bool>,
}

/// Finds them without looking at a word: each of their sentences is the same, and they begin at the same byte of it.
pub(super) fn stayed(before: &Side, after: &Side, alignment: &Alignment) -> Stayed {
    let mut partner = vec![None; before.extract.sentences.len()];
    for link in alignment.links.iter().filter(|l| l.kind == LinkKind::Unchanged && l.identical) {
        if let ([b], [a]) = (&link.before[..], &link.after[..]) {
            partner[*b] = Some(*a);
        }
    }
    let (old, new) = (&before.extract.quotations, &after.extract.quotations);
    let mut out = Stayed { before: vec![false; old.len()], after: vec![false; new.len()] };
    for (m, quotation) in old.iter().enumerate() {
        let stands_in = before.extract.sentences_over(quotation.span);
        let from = stands_in.start;
        let Some(Some(first)) = partner.get(from).copied() else { continue };
        if stands_in.enumerate().any(|(k, s)| partner[s] != Some(first + k)) {
            continue;
        }
        let offset = quotation.span.start - before.extract.sentences[from].span.start;
        let start = after.extract.sentences[first].span.start + offset;
        let n = new.partition_point(|q| q.span.start < start);
        if let Some(same) =
            new.get(n).filter(|q| q.span.start == start && q.parts.len() == quotation.parts.len() && q.span.len() == quotation.span.len())
        {
            let named = |q: &Quotation| q.speaker.as_ref().map(|s| s.name.clone());
            // A pronoun may now stand for somebody else: that is looked at closely.
            if named(same) == named(quotation) {
                out.before[m] = true;
                out.after[n] = true;
            }
        }
    }
    out
}

/// Adds the words of a stretch, folded, and what stands there for each; what stands in square brackets was put in by the
/// editors and does not count.
fn comparable<'e>(side: &Side<'e>, span: Span, words: &mut Vec<Cow<'e, str>>, shown: &mut Vec<&'e str>) {
    let text = &side.extract.text;
    let mut bracket = false;
    let tokens = text.tokens_in(span);
    // “twenty minutes” and “20 minutes” are the same words in another format
    let figures = quantities::quantities(&side.words, tokens.clone(), &[]);
    let mut figures = figures.iter().filter(|q| q.unit.as_deref() != Some("quantifier")).peekable();
    let mut after_figure = 0;
    for k in tokens {
        let start = text.tokens()[k].start();
        while figures.peek().is_some_and(|q| q.span.end <= start) {
            figures.next();
        }
        if start < after_figure {
            continue;
        }
        if let Some(figure) = figures.peek().filter(|q| q.span.holds(start) && !bracket) {
            after_figure = figure.span.end;
            let key = format!("{} {:?}", quantities::key(figure), figure.approximation);
            words.push(Cow::Owned(key));
            shown.push(side.shown(figure.span));
            continue;
        }
        match text.word(k) {
            "[" => bracket = true,
            "]" => bracket = false,
            _ if bracket || text.tokens()[k].kind == TokenKind::Punctuation || side.is_markup(k) => {}
            word => {
                words.push(fold::key(word));
                shown.push(word);
            }
        }
    }
}

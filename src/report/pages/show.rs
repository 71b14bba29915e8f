//! One revision with what was found in it: quotations with their speakers, claims, figures and dates, notices.

use crate::changelog::Observed;
use crate::extract::{Extract, QuotationKind};
use crate::report::page::{Label, Line, Marker, Page};
use crate::report::prose;
use crate::span::Span;
use crate::text::{Block, fold};

/// The page of one revision. The numbers in the margin count paragraphs as every report does.
pub(in crate::report) fn show(observed: &Observed) -> Page {
    let extract = &observed.extract;
    let mut page = Page::default();
    page.title(&observed.revision.name);
    if let Some(at) = observed.revision.observed_at {
        page.about(Label::Plain, &prose::moment(at));
    }
    let counts = [
        (extract.text.n_words(), "word"),
        (extract.quotations.len(), "quotation"),
        (extract.claims.len(), "claim"),
        (extract.notices.len(), "notice"),
    ];
    page.about(Label::Dim, &counts.map(|(n, noun)| prose::count(n, noun)).join(" · "));
    let marks = Marks::of(extract);
    let mut number = 0;
    for block in extract.text.blocks() {
        number += usize::from(prose::is_paragraph(block.kind));
        let (marker, line) = margin(block, number);
        page.item(marker, vec![marks.line(extract, block.span, line)]);
    }
    page
}

/// What stands in the margin of a block: its number, or else what it is.
fn margin(block: &Block, number: usize) -> (Marker, Line) {
    if prose::is_paragraph(block.kind) {
        return (Marker::Number(' ', number), Line::default());
    }
    (Marker::Part, Line::of(Label::Dim, &format!("{}: ", prose::part(block.kind))))
}

/// Where something begins to be, ends to be, and what is said behind a place.
struct Marks {
    /// Stretches with a label, in order of importance.
    labelled: Vec<(Span, Label)>,
    /// Tags by the byte behind which they stand, in order.
    tags: Vec<(usize, String)>,
}

impl Marks {
    fn of(extract: &Extract) -> Self {
        let (mut labelled, mut tags) = (Vec::new(), Vec::new());
        let amounts = extract.claims.iter().flat_map(|c| {
            let dates = c.dates.iter().map(|d| d.span);
            c.quantities.iter().map(|q| q.span).chain(dates)
        });
        labelled.extend(amounts.map(|span| (span, Label::Figure)));
        for (k, quotation) in extract.quotations.iter().enumerate().filter(|(_, q)| q.kind != QuotationKind::Scare) {
            labelled.extend(quotation.parts.iter().map(|&part| (part, Label::Quoted)));
            let speaker = quotation.speaker.as_ref().map(|s| prose::speaker(extract, s));
            tags.push((behind_mark(extract, quotation.span.end), tag('q', k, speaker)));
        }
        for (k, claim) in extract.claims.iter().enumerate() {
            let speaker = prose::source(extract, claim).map(|s| prose::speaker(extract, s));
            tags.push((behind_mark(extract, claim.span.end), tag('c', k, speaker)));
        }
        tags.sort_by_key(|&(at, _)| at);
        Self { labelled, tags }
    }

    /// The text of a block with its marks, behind what the line says already.
    fn line(&self, extract: &Extract, block: Span, mut line: Line) -> Line {
        let mut ends = vec![block.start, block.end];
        let inside = |at: usize| (block.start < at && at < block.end).then_some(at);
        for (span, _) in self.labelled.iter().filter(|(span, _)| span.overlaps(block)) {
            ends.extend(inside(span.start).into_iter().chain(inside(span.end)));
        }
        ends.extend(self.tags.iter().filter_map(|&(at, _)| inside(at)));
        ends.sort_unstable();
        ends.dedup();
        for pair in ends.windows(2) {
            let piece = Span::new(pair[0], pair[1]);
            let label = self.labelled.iter().find(|(span, _)| span.contains(piece)).map_or(Label::Plain, |&(_, label)| label);
            line.push(label, extract.text.slice(piece));
            for (_, tag) in self.tags.iter().filter(|&&(at, _)| at == piece.end) {
                line.push(Label::Dim, tag);
            }
        }
        line
    }
}

/// The place behind the mark that closes a quotation, where one stands there.
fn behind_mark(extract: &Extract, at: usize) -> usize {
    let next = extract.text.as_str()[at..].chars().next();
    at + next.filter(|&c| fold::is_quotation_mark(c)).map_or(0, char::len_utf8)
}

/// `[q1 Anna Berg]`
fn tag(sign: char, k: usize, speaker: Option<String>) -> String {
    let speaker = speaker.map(|s| format!(" {s}")).unwrap_or_default();
    format!("[{sign}{}{speaker}]", k + 1)
}

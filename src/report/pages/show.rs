//! One revision with what was found in it: quotations with their speakers, claims, figures and dates, notices.

use crate::changelog::Observed;
use crate::extract::{Extract, QuotationKind, notes};
use crate::report::page::{Label, Line, Marker, Page};
use crate::report::prose;
use crate::span::Span;
use crate::text::{Block, fold};

/// The page of one revision. The numbers in the margin count paragraphs as every report does.
pub fn show(observed: &Observed) -> Page {
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
    for block in extract.text.blocks() {
        let (marker, line) = margin(block);
        page.item(marker, vec![marks.line(extract, block.span, line)]);
    }
    page.blocks.extend(super::notes::notes(extract, &notes::notes(extract), "To look at"));
    page
}

/// What stands in the margin of a block: its number, or else what it is.
fn margin(block: &Block) -> (Marker, Line) {
    if block.kind.is_running() {
        return (Marker::Number(' ', block.number), Line::default());
    }
    (Marker::Part, Line::of(Label::Dim, &format!("{}: ", prose::part(block.kind))))
}

/// Which label each stretch of a text has, and what is said behind a place.
struct Marks {
    /// Stretches that begin in order and lie apart, each with its label; what lies between them has none.
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
        Self { labelled: apart(labelled), tags }
    }

    /// The text of a block with its marks, behind what the line says already.
    fn line(&self, extract: &Extract, block: Span, mut line: Line) -> Line {
        let from = self.labelled.partition_point(|(span, _)| span.end <= block.start);
        let labelled = self.labelled[from..].iter().take_while(|(span, _)| span.start < block.end);
        // A tag behind the end of the block before stands there.
        let from = self.tags.partition_point(|&(at, _)| at <= block.start);
        let mut tags = self.tags[from..].iter().take_while(|&&(at, _)| at <= block.end).peekable();
        let mut at = block.start;
        let mut push_to = |line: &mut Line, end: usize, label: Label| {
            while let Some((place, tag)) = tags.next_if(|&&(place, _)| place <= end) {
                push(line, label, extract.text.slice(Span::new(at, (*place).max(at))));
                at = at.max(*place);
                line.push(Label::Dim, tag);
            }
            push(line, label, extract.text.slice(Span::new(at, end.max(at))));
            at = at.max(end);
        };
        for &(span, label) in labelled {
            push_to(&mut line, span.start, Label::Plain);
            push_to(&mut line, span.end.min(block.end), label);
        }
        push_to(&mut line, block.end, Label::Plain);
        line
    }
}

fn push(line: &mut Line, label: Label, text: &str) {
    if !text.is_empty() {
        line.push(label, text);
    }
}

/// Stretches with labels → the same in order and apart: a figure in quoted words is a figure.
fn apart(labelled: Vec<(Span, Label)>) -> Vec<(Span, Label)> {
    let of = |wanted: Label| {
        let mut spans: Vec<Span> = labelled.iter().filter(|&&(_, label)| label == wanted).map(|&(span, _)| span).collect();
        spans.sort_unstable();
        // Where two overlap, the first goes on.
        let mut end = 0;
        spans.retain_mut(|span| {
            span.start = span.start.max(end);
            end = end.max(span.end);
            span.start < span.end
        });
        spans
    };
    let (figures, quoted) = (of(Label::Figure), of(Label::Quoted));
    let mut out: Vec<(Span, Label)> = figures.iter().map(|&span| (span, Label::Figure)).collect();
    let mut next = 0;
    for span in quoted {
        let mut at = span.start;
        next += figures[next..].iter().take_while(|f| f.end <= at).count();
        for figure in figures[next..].iter().take_while(|f| f.start < span.end) {
            if at < figure.start {
                out.push((Span::new(at, figure.start), Label::Quoted));
            }
            at = at.max(figure.end);
        }
        if at < span.end {
            out.push((Span::new(at, span.end), Label::Quoted));
        }
    }
    out.sort_unstable_by_key(|&(span, _)| span);
    out
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::many_claims;
    use crate::report::page::Block;
    use crate::revision::Revision;

    #[test]
    fn a_figure_in_quoted_words_is_a_figure() {
        let marked = |labelled: &[(Span, Label)]| -> Vec<(usize, usize, Label)> {
            apart(labelled.to_vec()).into_iter().map(|(span, label)| (span.start, span.end, label)).collect()
        };
        let (f, q, at) = (Label::Figure, Label::Quoted, Span::new);
        assert_eq!(marked(&[(at(4, 6), f), (at(0, 10), q)]), [(0, 4, q), (4, 6, f), (6, 10, q)]);
        assert_eq!(marked(&[(at(0, 4), f), (at(2, 8), q), (at(7, 9), f)]), [(0, 4, f), (4, 7, q), (7, 9, f)]);
        assert_eq!(marked(&[(at(0, 4), f), (at(2, 6), f), (at(6, 7), q)]), [(0, 4, f), (4, 6, f), (6, 7, q)]);
    }

    /// Every block is looked at with its own marks only.
    #[test]
    fn a_long_text_is_shown_in_time() {
        let extract = many_claims(30_000);
        let text = extract.text.given().to_owned();
        let page = show(&Observed { revision: Revision { name: "ferry.txt".to_owned(), text, ..Revision::default() }, extract });
        let last = page.blocks.last().expect("a paragraph");
        let Block::Item(Marker::Number(' ', 30_000), lines) = last else { panic!("{last:?}") };
        assert_eq!(lines[0].runs().last().map(|run| run.text.as_str()), Some("[c30000]"));
    }
}

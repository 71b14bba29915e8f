//! What differs outside quotations and claims, so that nothing is hidden by not being one: questions, captions,
//! headings; and, where everything is asked for, what was hidden as being without meaning.

use crate::align::{Link, LinkKind};
use crate::changelog::Step;
use crate::diff::{Change, edits};
use crate::extract::{Extract, QuotationKind};
use crate::report::page::{Block, Label, Line, Marker, Page};
use crate::report::prose;
use crate::span::Span;
use crate::text::BlockKind;

/// Words kept on either side of an edit.
const CONTEXT: usize = 8;

/// Sentences that changed and make no claim.
pub(super) fn outside(before: &Extract, after: &Extract, step: &Step) -> Vec<Block> {
    let told = Told::of(before, after, step);
    let (read_before, read_after) = (read(before), read(after));
    let is_outside = |link: &Link| {
        link.kind != LinkKind::Unchanged
            && !told.tells(before, after, link)
            && !link.before.iter().any(|&s| read_before.holds(s))
            && !link.after.iter().any(|&s| read_after.holds(s))
    };
    step.diff.alignment.links.iter().filter(|l| is_outside(l)).map(|l| row(before, after, l)).collect()
}

/// Puts what was hidden on a page: how much, or with `all` each sentence it is in.
pub(super) fn hidden(page: &mut Page, before: &Extract, after: &Extract, step: &Step, all: bool) {
    let Some(counted) = prose::hidden(step.diff.cosmetic) else { return };
    if !all {
        let line = Line::of(Label::Dim, &format!("Hidden as being without meaning: {counted}"));
        page.line(line.with(Label::Hint, " (--all shows them)").with(Label::Dim, "."));
        return;
    }
    let told = Told::of(before, after, step);
    let read = read(before);
    let is_hidden = |link: &&Link| {
        let differs = link.kind == LinkKind::Unchanged && !link.identical || link.kind == LinkKind::Edited;
        differs && !told.tells(before, after, link) && link.before.iter().any(|&s| link.kind == LinkKind::Unchanged || read.holds(s))
    };
    page.heading(Label::Strong, &format!("Without meaning: {counted}"));
    page.blocks.extend(step.diff.alignment.links.iter().filter(is_hidden).map(|l| row(before, after, l)));
}

/// Some of the sentences of a text.
struct Sentences(Vec<bool>);

impl Sentences {
    /// Those in which one of the spans stands.
    fn with(extract: &Extract, spans: impl Iterator<Item = Span>) -> Self {
        let sentences = &extract.sentences;
        let mut held = vec![false; sentences.len()];
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_unstable();
        // Spans may lie in each other: what one of them covered is not looked at again.
        let mut next = 0;
        for span in spans {
            next = next.max(sentences.partition_point(|s| s.span.end <= span.start));
            while let Some(s) = sentences.get(next).filter(|s| s.span.overlaps(span)) {
                held[next] = true;
                if s.span.end > span.end {
                    break;
                }
                next += 1;
            }
        }
        Self(held)
    }

    fn holds(&self, sentence: usize) -> bool {
        self.0.get(sentence).copied().unwrap_or_default()
    }
}

/// Where the changes stand that are reported by themselves.
struct Told {
    before: Sentences,
    after: Sentences,
}

impl Told {
    fn of(before: &Extract, after: &Extract, step: &Step) -> Self {
        let (quotations, claims) = (&step.diff.quotations, &step.diff.claims);
        let old = quotations.iter().filter_map(|c| c.before.as_ref()).map(|q| q.span);
        let new = quotations.iter().filter_map(|c| c.after.as_ref()).map(|q| q.span);
        Self {
            before: Sentences::with(before, old.chain(claims.iter().filter_map(|c| c.before.as_ref()).map(|c| c.span))),
            after: Sentences::with(after, new.chain(claims.iter().filter_map(|c| c.after.as_ref()).map(|c| c.span))),
        }
    }

    /// Whether a reported change stands in the sentences, or they are a part that is reported as a whole.
    fn tells(&self, before: &Extract, after: &Extract, link: &Link) -> bool {
        let holds = |extract: &Extract, told: &Sentences, sentences: &[usize]| {
            sentences.iter().any(|&k| {
                let block = extract.sentences.get(k).and_then(|s| extract.text.blocks().get(s.block));
                block.is_some_and(|b| is_reported_whole(b.kind)) || told.holds(k)
            })
        };
        holds(before, &self.before, &link.before) || holds(after, &self.after, &link.after)
    }
}

fn is_reported_whole(kind: BlockKind) -> bool {
    use BlockKind::{AlternativeHeadline, Byline, Dateline, Headline, Notice};
    matches!(kind, Headline | AlternativeHeadline | Byline | Dateline | Notice)
}

/// The sentences that make a claim or hold a quotation, so that what changed in them was looked at.
fn read(extract: &Extract) -> Sentences {
    let quotations = extract.quotations.iter().filter(|q| q.kind != QuotationKind::Scare).map(|q| q.span);
    Sentences::with(extract, quotations.chain(extract.claims.iter().map(|c| c.span)))
}

/// A pair of sentences as one entry.
fn row(before: &Extract, after: &Extract, link: &Link) -> Block {
    fn text(extract: &Extract, sentences: &[usize]) -> String {
        let spans = sentences.iter().filter_map(|&k| extract.sentences.get(k));
        spans.map(|s| extract.text.slice(s.span)).collect::<Vec<_>>().join(" ")
    }
    let (was, is) = (text(before, &link.before), text(after, &link.after));
    let mut line = Line::default();
    let change = match (was.is_empty(), is.is_empty()) {
        (true, _) => Change::Added,
        (_, true) => Change::Removed,
        _ if was == is => Change::Moved,
        _ => Change::Changed,
    };
    line.push(Label::Strong, &format!("{}: ", prose::sentence(change.name())));
    match change {
        Change::Added => line.push(Label::New, &is),
        Change::Removed => line.push(Label::Gone, &was),
        Change::Moved => line.push(Label::Plain, &is),
        Change::Changed => line.push_edits(&edits(&was, &is), CONTEXT),
    }
    Block::Item(Marker::Change(change), vec![line])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changelog::Noted;
    use crate::diff::{ClaimChange, RevisionDiff, Severity};
    use crate::report::fixture::{bare, link, many_claims, span};

    #[test]
    fn sentences_that_hold_a_span() {
        let extract = bare("One sank.\n\nTwo sank.\n\nThree sank.\n\nFour sank.");
        let held = |words: &[&str]| Sentences::with(&extract, words.iter().map(|w| span(&extract, w))).0;
        assert_eq!(held(&["sank.\n\nTwo sank.\n\nThree", "Two", "Four"]), [true; 4]);
        assert_eq!(held(&["Two", "sank.\n\nThree"]), [false, true, true, false]);
        assert_eq!(held(&["Four", "One"]), [true, false, false, true]);
        assert_eq!(held(&[]), [false; 4]);
    }

    /// Thousands of sentences went, each of them a claim: one look at each, not one for each of the others.
    #[test]
    fn a_long_text_is_looked_through_in_time() {
        const N: usize = 30_000;
        let (before, after) = (many_claims(N), bare("Ferry sinks"));
        let gone = |claim: &crate::extract::Claim| ClaimChange {
            change: Change::Removed,
            kinds: Vec::new(),
            severity: Severity::High,
            before: Some(claim.clone()),
            after: None,
            edits: Vec::new(),
            reasons: Vec::new(),
        };
        let mut diff = RevisionDiff { claims: before.claims.iter().map(gone).collect(), ..RevisionDiff::default() };
        diff.alignment.links = (1..=N).map(|s| link(LinkKind::Removed, &[s], &[], 0.0)).collect();
        let step = Step { before: 0, after: 1, diff, noted: Noted::NotNoted };
        assert!(outside(&before, &after, &step).is_empty());
    }
}

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
    let told = Told::of(step);
    let is_outside = |link: &Link| {
        let read = |extract: &Extract, sentence: &usize| is_read(extract, *sentence);
        link.kind != LinkKind::Unchanged
            && !told.tells(before, after, link)
            && !link.before.iter().any(|s| read(before, s))
            && !link.after.iter().any(|s| read(after, s))
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
    let told = Told::of(step);
    let is_hidden = |link: &&Link| {
        let differs = link.kind == LinkKind::Unchanged && !link.identical || link.kind == LinkKind::Edited;
        differs && !told.tells(before, after, link) && link.before.iter().any(|&s| link.kind == LinkKind::Unchanged || is_read(before, s))
    };
    page.heading(Label::Strong, &format!("Without meaning: {counted}"));
    page.blocks.extend(step.diff.alignment.links.iter().filter(is_hidden).map(|l| row(before, after, l)));
}

/// Where the changes stand that are reported by themselves.
struct Told {
    before: Vec<Span>,
    after: Vec<Span>,
}

impl Told {
    fn of(step: &Step) -> Self {
        let (quotations, claims) = (&step.diff.quotations, &step.diff.claims);
        let old = quotations.iter().filter_map(|c| c.before.as_ref()).map(|q| q.span);
        let new = quotations.iter().filter_map(|c| c.after.as_ref()).map(|q| q.span);
        Self {
            before: old.chain(claims.iter().filter_map(|c| c.before.as_ref()).map(|c| c.span)).collect(),
            after: new.chain(claims.iter().filter_map(|c| c.after.as_ref()).map(|c| c.span)).collect(),
        }
    }

    /// Whether a reported change stands in the sentences, or they are a part that is reported as a whole.
    fn tells(&self, before: &Extract, after: &Extract, link: &Link) -> bool {
        let holds = |extract: &Extract, spans: &[Span], sentences: &[usize]| {
            sentences.iter().filter_map(|&k| extract.sentences.get(k)).any(|s| {
                let kind = extract.text.blocks().get(s.block).map(|b| b.kind);
                kind.is_some_and(is_reported_whole) || spans.iter().any(|span| span.overlaps(s.span))
            })
        };
        holds(before, &self.before, &link.before) || holds(after, &self.after, &link.after)
    }
}

fn is_reported_whole(kind: BlockKind) -> bool {
    use BlockKind::{AlternativeHeadline, Byline, Dateline, Headline, Notice};
    matches!(kind, Headline | AlternativeHeadline | Byline | Dateline | Notice)
}

/// Whether a sentence makes a claim or holds a quotation, so that what changed in it was looked at.
fn is_read(extract: &Extract, sentence: usize) -> bool {
    let Some(s) = extract.sentences.get(sentence) else { return false };
    let quotes = extract.quotations.iter().any(|q| q.kind != QuotationKind::Scare && q.span.overlaps(s.span));
    quotes || extract.claims.iter().any(|c| c.span.overlaps(s.span))
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

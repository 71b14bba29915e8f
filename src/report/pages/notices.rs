//! What the publisher said of a step, and that nothing was said where that is so.

use crate::changelog::{Noted, Step};
use crate::diff::{Change, NoticeChange};
use crate::extract::Extract;
use crate::report::page::{Block, Label, Line, Marker};
use crate::report::prose;

/// Words kept on either side of an edit in a notice.
const CONTEXT: usize = 8;

/// The notices of a step, or that there were none where changes are shown that a reader should be told about.
pub(super) fn notices(before: &Extract, after: &Extract, step: &Step) -> Vec<Block> {
    let diff = &step.diff;
    let told = diff.notices.iter().filter_map(|c| Some(Block::Item(Marker::Change(c.change), notice(before, after, c)?)));
    let mut blocks: Vec<Block> = told.collect();
    let is_any = !(diff.quotations.is_empty() && diff.claims.is_empty() && diff.fields.is_empty());
    if step.noted == Noted::NotNoted && is_any {
        blocks.push(Block::Paragraph(Line::of(Label::Plain, "No notice came with these changes.")));
    }
    blocks
}

fn notice(before: &Extract, after: &Extract, change: &NoticeChange) -> Option<Vec<Line>> {
    let (extract, notice) = match (&change.before, &change.after) {
        (_, Some(notice)) => (after, notice),
        (Some(notice), None) => (before, notice),
        (None, None) => return None,
    };
    let title = format!("Notice {}: {}", change.change.name(), prose::notice(notice));
    let mut words = Line::default();
    match change.change {
        Change::Changed if !change.edits.is_empty() => words.push_edits(&change.edits, CONTEXT),
        Change::Added => words.push(Label::New, extract.text.slice(notice.span)),
        Change::Removed => words.push(Label::Gone, extract.text.slice(notice.span)),
        Change::Changed | Change::Moved => words.push(Label::Plain, extract.text.slice(notice.span)),
    }
    Some(vec![Line::of(Label::Strong, &title), words])
}

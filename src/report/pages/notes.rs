//! What in one text is worth an editor's eye.

use crate::extract::{Extract, Note};
use crate::report::page::{Block, Label, Line, Marker};
use crate::report::prose;
use crate::span::Span;

/// Words shown on either side of a place.
const CONTEXT: usize = 6;

/// The notes, under a heading.
pub(super) fn notes(extract: &Extract, notes: &[Note], heading: &str) -> Vec<Block> {
    if notes.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(Line::of(Label::Strong, &format!("{heading}: {}", prose::count(notes.len(), "note"))))];
    for note in notes {
        let places: Vec<String> = note.places.iter().map(|&span| around(extract, span)).collect();
        let lines = vec![Line::of(Label::Strong, prose::note(note.kind)), Line::of(Label::Plain, &places.join(" · "))];
        blocks.push(Block::Item(Marker::Point, lines));
    }
    blocks
}

/// The words at a place, with some around them and where that is: `… after a three-year trial that … (paragraph 4)`.
fn around(extract: &Extract, span: Span) -> String {
    let text = &extract.text;
    let tokens = text.tokens_in(span);
    let Some(block) = text.block_at(span.start) else { return text.slice(span).to_owned() };
    let from = tokens.start.saturating_sub(CONTEXT).max(block.tokens.start);
    let to = (tokens.end + CONTEXT).min(block.tokens.end);
    let (lead, trail) = (if from > block.tokens.start { "… " } else { "" }, if to < block.tokens.end { " …" } else { "" });
    let place = prose::places(None, Some((extract, span))).map(|p| format!(" ({p})")).unwrap_or_default();
    format!("{lead}{}{trail}{place}", text.slice(text.span_of(from..to)))
}

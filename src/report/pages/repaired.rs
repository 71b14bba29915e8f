//! What a repair did.

use crate::report::page::{Label, Line, Marker, Page};
use crate::report::repaired::Repaired;

/// The page.
pub fn repaired(repaired: &Repaired) -> Page {
    let mut page = Page::default();
    page.title(&repaired.store);
    for done in &repaired.done {
        page.item(Marker::Point, vec![Line::of(Label::Plain, done)]);
    }
    if !repaired.left.is_empty() {
        page.heading(Label::Strong, "What cannot be computed again");
        for left in &repaired.left {
            page.item(Marker::Point, vec![Line::of(Label::Plain, left)]);
        }
        page.paragraph(Label::Plain, "It was observed, so only a copy of the store can bring it back. Nothing was thrown away.");
    }
    page
}

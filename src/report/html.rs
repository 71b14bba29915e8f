//! Reports as pages that stand alone: one file of HTML without scripts, pictures, fonts or links to anywhere.
//!
//! Readable without a style sheet, in light and dark, on paper and on a telephone. Edits are `<ins>` and `<del>` with marks that are
//! seen without colour; what a reader may choose (inline or side by side, which marks) are radio buttons and boxes that the style
//! sheet asks. A policy in the page forbids whatever else: nothing is loaded or run, and the one style sheet is named by its hash.
//!
//! Law: nothing from an article becomes an element, an attribute or an address. Only constants of this program are mark-up
//! (the writer in `mark` takes no other), everything else is text.

mod blocks;
mod compare;
mod frame;
mod log;
mod mark;
mod strip;

use crate::changelog::ChangeLog;
use crate::report::page::Page;

pub(super) use blocks::blocks;
pub(super) use mark::Html;

/// What changed in one step of an article's history, and below it both texts whole; `all` shows differences without meaning too.
pub fn diff(log: &ChangeLog, step: usize, all: bool) -> String {
    log::diff(log, step, all)
}

/// An article's change log, oldest step first: where the edits fall, each step with its changes and the text around them, and the
/// revisions with their hashes.
pub fn log(log: &ChangeLog) -> String {
    log::log(log)
}

/// A report that is a page of lines and nothing else.
pub fn page(page: &Page) -> String {
    let title = frame::title(page);
    frame::around(&title, |html| blocks(html, &page.blocks))
}

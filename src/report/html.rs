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

use super::pages;
use crate::changelog::audit::Audit;
use crate::changelog::{Annotated, ChangeLog, Observed, Words};
use crate::diff::Kind;
use crate::report::articles::Article;
use crate::report::audited::{Audited, Counts};
use crate::report::found::Found;
use crate::report::page::Page;
use crate::report::repaired::Repaired;
use crate::report::verified::Verified;

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

/// One revision with its quotations, claims and figures marked.
pub fn show(observed: &Observed) -> String {
    whole(&pages::show(observed))
}

/// A revision, every sentence with the revision that brought it.
pub fn annotate(log: &ChangeLog, revision: usize, annotated: &[Annotated]) -> String {
    whole(&pages::annotate(log, revision, annotated))
}

/// Since when certain words stand in a revision.
pub fn trace(log: &ChangeLog, revision: usize, words: &str, found: &[Words]) -> String {
    whole(&pages::trace(log, revision, words, found))
}

/// What a search found.
pub fn found(found: &Found) -> String {
    whole(&pages::found(found))
}

/// What a repair did.
pub fn repaired(repaired: &Repaired) -> String {
    whole(&pages::repaired(repaired))
}

/// The articles of a store.
pub fn articles(store: &str, articles: &[Article]) -> String {
    whole(&pages::articles(store, articles))
}

/// What a look at a whole store brought, and what that shows.
pub fn verified(verified: &Verified) -> String {
    whole(&pages::verified(verified))
}

/// Which substantive changes of an article were noted, and what its notices say.
pub fn audit(log: &ChangeLog, audit: &Audit) -> String {
    whole(&pages::audit(log, audit))
}

/// The same of several articles.
pub fn audited(title: &str, all: &[Audited], totals: &Counts) -> String {
    whole(&pages::audited(title, all, totals))
}

/// Every quotation of an article with its life across the revisions.
pub fn quotes(log: &ChangeLog) -> String {
    whole(&pages::quotes(log))
}

/// Every claim of an article with its life across the revisions.
pub fn claims(log: &ChangeLog) -> String {
    whole(&pages::claims(log))
}

/// Every kind of change with its severity.
pub fn explain_all() -> String {
    whole(&pages::explain_all())
}

/// What one kind of change means: its definition, severity, rule and an example.
pub fn explain(kind: Kind) -> String {
    whole(&pages::explain(kind))
}

/// A report that is a page of lines and nothing else.
fn whole(page: &Page) -> String {
    let title = frame::title(page);
    frame::around(&title, |html| blocks(html, &page.blocks))
}

//! The public JSON contract: what filters and `--format json` print.
//!
//! The structs here are the contract and nothing else; the types of the library can be renamed without touching it.
//! Fields are added, never renamed or removed. Every object begins with its `schema`; absent is `null`; lists are
//! never missing. Offsets are half-open and count **Unicode code points of the text as it was given**; the `text`
//! beside them is what stands there. Revisions count from 1, as in `ARTICLE@1`.
//!
//! Everything is written from borrowed text, for the filters write thousands of these a second.
//!
//! ```
//! use writethru::report::json;
//!
//! let id = "a1".into();
//! let line = json::error_line(json::EXTRACT, &id, 7, "expected an object");
//! assert_eq!(
//!     serde_json::to_string(&line).unwrap(),
//!     r#"{"schema":"writethru.extract/1","id":"a1","error":{"line":7,"message":"expected an object"}}"#
//! );
//! ```

mod annotate;
mod audit;
mod compact;
mod diff;
mod explain;
mod extract;
mod lives;
mod log;
mod names;
mod span;
mod store;

use crate::changelog::audit::Audit;
use crate::changelog::{Annotated, ChangeLog, Words};
use crate::diff::{Kind, RevisionDiff};
use crate::extract::Extract;
use crate::report::articles::Article;
use crate::report::audited::Counts;
use crate::report::found::Found;
use crate::report::recorded::Recorded;
use crate::report::repaired::Repaired;
use crate::report::verified::Verified;
use serde::Serialize;
use serde_json::Value;
pub(super) use span::Place;

/// The schema of [`extract_line`] and [`show`].
pub const EXTRACT: &str = "writethru.extract/1";
/// The schema of [`diff_line`] and [`fn@diff`].
pub const DIFF: &str = "writethru.diff/1";
/// The schema of [`fn@log`].
pub const LOG: &str = "writethru.log/1";
/// The schema of [`quotes`].
pub const QUOTES: &str = "writethru.quotes/1";
/// The schema of [`claims`].
pub const CLAIMS: &str = "writethru.claims/1";
/// The schema of [`fn@explain`].
pub const EXPLAIN: &str = "writethru.explain/1";

/// The schema of [`articles`].
pub const ARTICLES: &str = "writethru.articles/1";
/// The schema of [`recorded`].
pub const ADD: &str = "writethru.add/1";
/// The schema of [`verified`].
pub const VERIFY: &str = "writethru.verify/1";

/// The schema of [`fn@annotate`].
pub const ANNOTATE: &str = "writethru.annotate/1";
/// The schema of [`found`].
pub const SEARCH: &str = "writethru.search/1";
/// The schema of [`repaired`].
pub const REPAIR: &str = "writethru.repair/1";

/// A revision with the origin of every sentence, or of those with certain words.
pub fn annotate<'a>(log: &'a ChangeLog, revision: usize, annotated: &'a [Annotated], traced: &'a [Words]) -> impl Serialize + 'a {
    annotate::AnnotateOut::of(log, revision, annotated, traced)
}

/// What a search found.
pub fn found(found: &Found) -> impl Serialize + '_ {
    store::FoundOut::of(found)
}

/// What a repair did.
pub fn repaired(repaired: &Repaired) -> impl Serialize + '_ {
    store::RepairedOut::of(repaired)
}

/// The articles of a store.
pub fn articles(articles: &[Article]) -> impl Serialize + '_ {
    store::Articles::of(articles)
}

/// What became of texts that were added to a store.
pub fn recorded(recorded: &Recorded) -> impl Serialize + '_ {
    store::RecordedOut::of(recorded)
}

/// What a look at a whole store brought.
pub fn verified(verified: &Verified) -> impl Serialize + '_ {
    store::VerifiedOut::of(verified)
}

/// Everything found in one text: a line of `extract --jsonl`.
pub fn extract_line<'a>(id: &'a Value, extract: &'a Extract) -> impl Serialize + 'a {
    extract::Document::new(id, extract)
}

/// Everything found in a text that was found on a page, and what the page says of it: a line of `extract --jsonl` for `"html"`.
pub fn page_line<'a>(id: &'a Value, extract: &'a Extract, page: &'a PageFields) -> impl Serialize + 'a {
    extract::Document::new(id, extract).on_page(page)
}

/// What a page says of the article on it, as the contract has it. Absent is `None`; times are ISO 8601, URLs canonical.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PageFields {
    /// The title; stands in the place of the headline that was found in the text.
    #[serde(skip)]
    pub headline: Option<String>,
    /// The article's text, to which all offsets refer.
    pub text: String,
    /// The line that names the authors.
    pub byline: Option<String>,
    /// When it was published, as the page says.
    pub date_published: Option<String>,
    /// When it was last changed, as the page says.
    pub date_modified: Option<String>,
    /// Everything else.
    pub page: PageAbout,
}

/// What is said of a page under `page`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PageAbout {
    /// `article`, or what stands there instead.
    pub kind: &'static str,
    /// What shows that it is no article.
    pub kind_reason: Option<String>,
    /// `good`, `doubtful` or `degraded`.
    pub quality: &'static str,
    /// Why it is not good.
    pub quality_reasons: Vec<String>,
    /// The sub-title.
    pub alternative_headline: Option<String>,
    /// The authors.
    pub authors: Vec<String>,
    /// The section of the paper.
    pub section: Option<String>,
    /// A correction in the page's data.
    pub correction: Option<String>,
    /// Whether everybody may read it.
    pub is_free: Option<bool>,
    /// The language, as the page gives it.
    pub language: Option<String>,
    /// The article's own URL.
    pub canonical_url: Option<String>,
    /// Other addresses of it.
    pub alternate_urls: Vec<String>,
    /// The publisher's notices of change that the page marks or words as such.
    pub notices: Vec<String>,
    /// When an archive saw it, if it was saved from one.
    pub archived_at: Option<String>,
    /// Where the archive saw it.
    pub archived_url: Option<String>,
    /// The encoding it was read in.
    pub encoding: &'static str,
    /// What was odd, each to be read behind “the page”.
    pub warnings: Vec<String>,
}

/// What changed between two texts: a line of `diff --jsonl`.
pub fn diff_line<'a>(id: &'a Value, before: &'a Extract, after: &'a Extract, diff: &'a RevisionDiff) -> impl Serialize + 'a {
    diff::Document::new(id, before, after, diff)
}

/// A document on one line of about `size` bytes, without a line feed: what `serde_json::to_vec` writes, sooner.
pub fn line(document: &impl Serialize, size: usize) -> serde_json::Result<Vec<u8>> {
    compact::line(document, size)
}

/// What stands in the place of a line that could not be read. Lines count from 1.
pub fn error_line<'a>(schema: &'a str, id: &'a Value, line: usize, message: &'a str) -> impl Serialize + 'a {
    ErrorLine { schema, id, error: Error { line, message } }
}

/// Everything found in one revision of an article, with its text; `None` where there is no such revision.
pub fn show(log: &ChangeLog, revision: usize) -> Option<impl Serialize + '_> {
    log::shown(log, revision)
}

/// What changed in one step of an article's history; `None` where there is no such step.
pub fn diff(log: &ChangeLog, step: usize) -> Option<impl Serialize + '_> {
    log.steps.get(step).and_then(|step| log::step(log, step))
}

/// An article's whole history: its revisions, every step, and the life of each quotation and claim.
pub fn log(log: &ChangeLog) -> impl Serialize + '_ {
    log::Log::of(log)
}

/// Every quotation of an article with its life across the revisions.
pub fn quotes(log: &ChangeLog) -> impl Serialize + '_ {
    lives::Quotes::of(log)
}

/// Every claim of an article with its life across the revisions.
pub fn claims(log: &ChangeLog) -> impl Serialize + '_ {
    lives::Claims::of(log)
}

/// The schema of [`fn@audit`].
pub const AUDIT: &str = "writethru.audit/1";

/// Which substantive changes of an article were noted, with all evidence.
pub fn audit<'a>(log: &'a ChangeLog, audit: &'a Audit) -> impl Serialize + 'a {
    audit::Audits::of_one(log, audit)
}

/// The same document for many articles, piece by piece: its head, then [`audits_article`] for each, then [`audits_end`].
pub fn audits_head() -> String {
    format!(r#"{{"schema":"{AUDIT}","articles":["#)
}

/// One article of such a document, on a line of its own.
pub fn audits_article(log: &ChangeLog, audit: &Audit, is_first: bool) -> serde_json::Result<String> {
    let article = serde_json::to_string(&audit::AuditOut::of(log, audit))?;
    Ok(if is_first { article } else { format!(",{article}") })
}

/// The end of such a document.
pub fn audits_end(totals: &Counts) -> serde_json::Result<String> {
    Ok(format!("],\"totals\":{}}}", serde_json::to_string(&audit::CountsOut::of(totals))?))
}

/// What kinds of change mean: [`Kind::ALL`] or those asked for.
pub fn explain(kinds: &[Kind]) -> impl Serialize {
    explain::Explained::of(kinds)
}

#[derive(Serialize)]
struct ErrorLine<'a> {
    schema: &'a str,
    id: &'a Value,
    error: Error<'a>,
}

#[derive(Serialize)]
struct Error<'a> {
    line: usize,
    message: &'a str,
}

#[cfg(test)]
mod tests;

//! What was found and what changed → text for people and data for programs.
//!
//! Pure functions to a `String` or to a value that `serde` can write: nothing here reads a file, asks the clock or
//! looks at the terminal; the caller says how wide it is and whether it has colour. What a report says is decided
//! once, as a page of labelled lines (`pages`, with its words from `prose`); a format decides how that looks.
//!
//! Laws: the same value gives the same bytes; no control character of an article reaches a terminal, no mark-up of
//! an article is live in Markdown, HTML or Atom; rendering is total.

pub mod articles;
pub mod atom;
pub mod audited;
pub mod csv;
#[cfg(test)]
mod fixture;
pub mod found;
pub mod html;
pub mod json;
#[cfg(test)]
mod laws;
pub mod markdown;
mod page;
pub mod pages;
mod prose;
pub mod recorded;
pub mod repaired;
pub mod terminal;
pub mod verified;
mod visible;

pub use page::Page;

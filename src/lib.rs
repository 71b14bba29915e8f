//! writethru keeps every revision of a news article and says which claims and quotations changed.

pub mod align;
pub mod changelog;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diff;
#[cfg(feature = "cli")]
pub mod export;
pub mod extract;
#[cfg(any(feature = "cli", feature = "html"))]
pub mod ingest;
#[cfg(feature = "store")]
pub mod proof;
pub mod report;
pub mod revision;
pub mod span;
#[cfg(feature = "store")]
pub mod store;
pub mod text;

/// The examples of the README, compiled and run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

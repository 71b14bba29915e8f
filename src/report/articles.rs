//! The articles of a store, as their list shows them.

use chrono::{DateTime, FixedOffset};

/// One article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its short name.
    pub slug: String,
    /// The digits it can be called by.
    pub key: String,
    /// What it was first called.
    pub name: String,
    /// How many revisions it has.
    pub n_revisions: u64,
    /// When the first was observed.
    pub first_observed: DateTime<FixedOffset>,
    /// When the last was.
    pub last_observed: DateTime<FixedOffset>,
    /// When somebody last looked, if later.
    pub last_checked: Option<DateTime<FixedOffset>>,
    /// Its addresses, where they were asked for.
    pub addresses: Vec<Address>,
}

/// An address of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// As it was given.
    pub url: String,
    /// `seen`, `redirect` or `canonical`.
    pub role: &'static str,
    /// When it was first one.
    pub first_seen: DateTime<FixedOffset>,
    /// When last.
    pub last_seen: DateTime<FixedOffset>,
}

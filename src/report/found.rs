//! What a search found.

use chrono::{DateTime, FixedOffset};

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was looked for, in words: `quotations by “Anna Berg”`.
    pub asked: String,
    /// What was found.
    pub hits: Vec<Hit>,
    /// Whether there is more than is shown.
    pub is_cut: bool,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The short name of its article.
    pub article: String,
    /// The sentence, or a wording of a quotation or claim.
    pub text: String,
    /// Whether it is a quotation.
    pub is_quotation: bool,
    /// Who is said to say it.
    pub speaker: Option<String>,
    /// The first revision with it.
    pub first: Place,
    /// The last.
    pub last: Place,
    /// The first one without it after that.
    pub gone: Option<Place>,
    /// In how many it stands.
    pub n_revisions: u64,
    /// Of how many.
    pub of: u64,
}

/// A revision and when it was observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number in its article.
    pub revision: usize,
    /// When it was observed.
    pub observed_at: DateTime<FixedOffset>,
}

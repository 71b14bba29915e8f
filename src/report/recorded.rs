//! What became of texts that were added to a store.

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// What became of each, in order.
    pub results: Vec<Result>,
}

/// What became of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Result {
    /// Where it came from.
    pub source: String,
    /// The short name of its article.
    pub article: String,
    /// Whether the article is new.
    pub is_new_article: bool,
    /// The number of the revision in its article, from 1.
    pub number: usize,
    /// Its place in the store.
    pub sequence: u64,
    /// What happened.
    pub what: What,
}

/// What happened to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It is a new revision.
    Added {
        /// How many later ones were there already.
        n_later: usize,
        /// The number of the earlier revision whose text came back.
        reverts_to: Option<usize>,
        /// The number of a sighting that became a revision by this.
        reinstated: Option<usize>,
    },
    /// The same as that revision: recorded as seen again.
    SeenAgain,
    /// Recorded before.
    Known,
}

impl What {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added { .. } => "added",
            Self::SeenAgain => "seen_again",
            Self::Known => "known",
        }
    }
}

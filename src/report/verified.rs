//! What a look at a whole store brought.

/// The result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The store's folder.
    pub store: String,
    /// How many revisions its record has.
    pub n_revisions: u64,
    /// How many articles.
    pub n_articles: u64,
    /// The hash of the last revision.
    pub hash: Option<String>,
    /// Which texts were read.
    pub read: Read,
    /// What the file beside the database says.
    pub head_file: HeadFile,
    /// The first revision that is not what was recorded, where one can be named.
    pub first_bad: Option<u64>,
    /// What is wrong, with the revision it concerns.
    pub findings: Vec<(Option<u64>, String)>,
    /// How many more there were.
    pub n_more: u64,
}

/// Which texts were read and hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// None.
    Nothing,
    /// So many of so many.
    Some {
        /// Read.
        n: u64,
        /// There.
        of: u64,
    },
    /// All, so many.
    All(u64),
}

/// What the file beside the database says of the end of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadFile {
    /// There is none.
    Missing,
    /// It agrees, up to this revision.
    Agrees(u64),
    /// It says nothing that can be read.
    Unreadable,
    /// It does not.
    Differs,
}

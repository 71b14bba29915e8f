//! What goes into a store and what comes out.

use crate::proof::Hash;
use chrono::{DateTime, FixedOffset};

/// What made the text of a plain text file: nothing but decoding.
pub const TEXT_EXTRACTOR: &str = "text/1";

/// The largest text or capture a store keeps, in bytes.
pub const MAX_BLOB_BYTES: usize = 64 << 20;

/// A text seen at a time: what is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The article's name, exactly. Without it, the article seen last at `url`, or else a new one called by its URL.
    pub article: Option<String>,
    /// Where it was seen.
    pub url: Option<String>,
    /// Other addresses of the article that became known: where the request was led to, what the page calls itself.
    pub addresses: Vec<(Role, String)>,
    /// When it was seen.
    pub observed_at: DateTime<FixedOffset>,
    /// The whole text, the headline in its first line if it has one.
    pub text: String,
    /// What was given beside the text.
    pub fields: Fields,
    /// What made the text, such as [`TEXT_EXTRACTOR`].
    pub extractor: String,
    /// What it was made from, where that is to be recorded.
    pub capture: Option<Capture>,
}

impl Observation {
    /// A plain text of an article, without anything beside it.
    pub fn of_text(article: &str, observed_at: DateTime<FixedOffset>, text: impl Into<String>) -> Self {
        Self {
            article: Some(article.to_owned()),
            url: None,
            addresses: Vec::new(),
            observed_at,
            text: text.into(),
            fields: Fields::default(),
            extractor: TEXT_EXTRACTOR.to_owned(),
            capture: None,
        }
    }
}

/// What a publisher gave beside the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// When the publisher says it was published.
    pub date_published: Option<String>,
    /// When the publisher says it was modified.
    pub date_modified: Option<String>,
    /// The headline.
    pub headline: Option<String>,
    /// The line below it.
    pub alternative_headline: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
}

impl Fields {
    /// Whether a reader would see the same: all but the dates.
    pub fn reads_like(&self, other: &Self) -> bool {
        self.headline == other.headline && self.alternative_headline == other.alternative_headline && self.byline == other.byline
    }
}

/// How an address belongs to an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A revision was seen there.
    Seen,
    /// It led there.
    Redirect,
    /// The page named it as its own.
    Canonical,
}

impl Role {
    /// The word in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Redirect => "redirect",
            Self::Canonical => "canonical",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        [Self::Seen, Self::Redirect, Self::Canonical].into_iter().find(|role| role.name() == name)
    }
}

/// The bytes a text was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Of the bytes.
    pub sha256: Hash,
    /// How many there are.
    pub size: u64,
    /// When they were captured, if that is not when the revision was observed.
    pub captured_at: Option<DateTime<FixedOffset>>,
    /// Where from.
    pub url: Option<String>,
    /// The server's answer.
    pub status: Option<u16>,
    /// Its headers, as a JSON list of name and value pairs.
    pub headers: Option<String>,
    /// Such as `text/html`.
    pub media_type: Option<String>,
    /// Where the bytes are outside the store: a file, `file.warc.gz#4711`.
    pub location: Option<String>,
    /// The bytes, if the store is to keep them.
    pub bytes: Option<Vec<u8>>,
}

/// A look that brought no new revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The article's name, exactly; it must be there.
    pub article: String,
    /// When somebody looked.
    pub checked_at: DateTime<FixedOffset>,
    /// Whether there was an answer, and what else there is to say.
    pub outcome: CheckOutcome,
    /// Why it failed; what changed beside what a reader sees.
    pub reason: Option<String>,
}

/// What a look brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckOutcome {
    /// The revision with this sequence still stood there.
    Unchanged(u64),
    /// No answer that could be used: says nothing about the article.
    Failed,
}

/// What became of an observation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The article.
    pub article: ArticleId,
    /// Whether it was not there before.
    pub is_new_article: bool,
    /// What happened.
    pub what: What,
}

/// What became of an observation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It is a new revision.
    Added {
        /// Its sequence.
        sequence: u64,
        /// Whether later ones were there already, so that it was inserted where its time belongs.
        is_inserted: bool,
        /// The last earlier revision of the article with the same text, where the text came back.
        reverts_to: Option<u64>,
        /// A revision that had been recorded as a sighting only and became one by this.
        reinstated: Option<u64>,
    },
    /// The same as the revision before it: recorded as seen again.
    SeenAgain {
        /// That revision.
        sequence: u64,
    },
    /// The very same observation had been recorded before: nothing was done.
    Known {
        /// The revision that has it.
        sequence: u64,
    },
}

/// A number for an article, in one store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub i64);

/// An article as a store knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its number here.
    pub id: ArticleId,
    /// What it was first called: never changes.
    pub name: String,
    /// Sixteen hexadecimal digits made from the name.
    pub key: String,
    /// A short form for typing.
    pub slug: String,
}

/// An article with how much there is of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The article.
    pub article: Article,
    /// How many revisions it has.
    pub n_revisions: u64,
    /// When the first was observed.
    pub first_observed: DateTime<FixedOffset>,
    /// When the last was observed.
    pub last_observed: DateTime<FixedOffset>,
    /// When somebody last looked, if that was later and brought nothing new.
    pub last_checked: Option<DateTime<FixedOffset>>,
}

/// An address of an article and when it was one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// As it was given.
    pub url: String,
    /// How it belongs to the article.
    pub role: Role,
    /// When it was first seen to.
    pub first_seen: DateTime<FixedOffset>,
    /// When last.
    pub last_seen: DateTime<FixedOffset>,
}

/// A revision as a store lists it, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its place in the store.
    pub sequence: u64,
    /// Its article.
    pub article: ArticleId,
    /// Where it was seen.
    pub url: Option<String>,
    /// When it was seen.
    pub observed_at: DateTime<FixedOffset>,
    /// What was given beside the text.
    pub fields: Fields,
    /// Of the text.
    pub text_sha256: Hash,
    /// Bytes of the text.
    pub text_bytes: u64,
    /// What made the text.
    pub extractor: String,
    /// The hash of its canonical record.
    pub hash: Hash,
    /// The blob that holds the text.
    pub(super) blob: i64,
}

/// How many revisions a record has, and the hash of the last: what a checkpoint is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of revisions, which is the last sequence.
    pub size: u64,
    /// The hash of the last, if there is one.
    pub hash: Option<Hash>,
}

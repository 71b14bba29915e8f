//! What a page gives: [`Page`], with its text, its metadata and how good the reading is.

use crate::ingest::{Precision, Stamp};
use chrono::{DateTime, FixedOffset};
use std::fmt;

/// An article's page, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What kind of page it is.
    pub kind: PageKind,
    /// The article: headline, sub-title, byline and running text, with an empty line between paragraphs.
    pub text: String,
    /// What the page says of the article.
    pub meta: Metadata,
    /// The publisher's notices of change that stand in the text, in order; one that stands only in the page's data is added to it.
    pub notices: Vec<String>,
    /// How far the reading can be relied on.
    pub quality: Quality,
    /// When an archive saw it, for a page that was saved from there.
    pub archived_at: Option<DateTime<FixedOffset>>,
    /// Where the archive saw it.
    pub archived_url: Option<String>,
    /// The encoding the page was read in.
    pub encoding: &'static str,
    /// What was odd about it, each to be read behind “the page”.
    pub warnings: Vec<String>,
}

/// What the page's data, its head and its mark-up say of the article. Claims of the publisher, kept as such.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The title.
    pub headline: Option<String>,
    /// The sub-title.
    pub alternative_headline: Option<String>,
    /// The authors, in order.
    pub authors: Vec<String>,
    /// The section of the paper.
    pub section: Option<String>,
    /// When it was published.
    pub date_published: Option<PageTime>,
    /// When it was last changed.
    pub date_modified: Option<PageTime>,
    /// A correction that stands in the page's data.
    pub correction: Option<String>,
    /// Whether everybody may read it, where the page says so.
    pub is_free: Option<bool>,
    /// Its language, such as `en-GB`.
    pub language: Option<String>,
    /// The URL that the page calls its own, in canonical form; none if it cannot be (see [`canonical`](crate::ingest::url::canonical)).
    pub canonical_url: Option<String>,
    /// Other addresses of the same article: for phones, for print.
    pub alternate_urls: Vec<String>,
}

impl Metadata {
    /// The line that names the authors; none where there are none.
    pub fn byline(&self) -> Option<String> {
        let (last, others) = self.authors.split_last()?;
        Some(if others.is_empty() { format!("By {last}") } else { format!("By {} and {last}", others.join(", ")) })
    }
}

/// A time as the page gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageTime {
    /// As written.
    pub given: String,
    /// As read, where it could be.
    pub stamp: Option<Stamp>,
}

/// A longer time is none.
const MAX_TIME_CHARS: usize = 80;

impl PageTime {
    /// Reads a time as pages and feeds write them: ISO 8601, RFC 2822, and near misses of the first.
    pub fn read(given: impl Into<String>) -> Self {
        let given: String = given.into().trim().chars().take(MAX_TIME_CHARS).collect();
        let rfc2822 = || DateTime::parse_from_rfc2822(&given).ok().and_then(|t| Stamp::parse(&t.to_rfc3339()));
        let mended = || Stamp::parse(&given.replacen(" +", "+", 1).replacen(" UTC", "Z", 1));
        Self { stamp: Stamp::parse(&given).or_else(rfc2822).or_else(mended), given }
    }

    /// In ISO 8601, as exactly as it is given: a day, a minute, a second or a part of one.
    pub fn iso(&self) -> Option<String> {
        let stamp = self.stamp?;
        let format = match stamp.precision {
            Precision::Day => return Some(stamp.local.date().to_string()),
            Precision::Minute => "%Y-%m-%dT%H:%M",
            Precision::Second => "%Y-%m-%dT%H:%M:%S%.f",
        };
        let offset = stamp.offset.map_or(String::new(), |o| if o.local_minus_utc() == 0 { "Z".to_owned() } else { o.to_string() });
        Some(format!("{}{offset}", stamp.local.format(format)))
    }
}

/// What kind of page it is. Only an article is a revision of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// An article.
    Article,
    /// Something else, and what shows it.
    NotTheArticle(NotTheArticle, String),
}

impl PageKind {
    /// Whether it is an article.
    pub fn is_article(&self) -> bool {
        matches!(self, Self::Article)
    }
}

/// What stands there instead of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotTheArticle {
    /// An error of the server, or “page not found”.
    Error,
    /// A question about cookies or terms.
    Consent,
    /// A riddle for people.
    Captcha,
    /// The first lines of an article that is for subscribers.
    PaywallStub,
    /// A refusal to serve programs.
    BotBlock,
    /// Nothing to read.
    Empty,
}

impl NotTheArticle {
    /// What it is, in words: “the beginning of an article for subscribers”.
    pub fn words(self) -> &'static str {
        match self {
            Self::Error => "an error page",
            Self::Consent => "a question about cookies or terms",
            Self::Captcha => "a riddle that tells people from programs",
            Self::PaywallStub => "the beginning of an article for subscribers",
            Self::BotBlock => "a refusal to serve it",
            Self::Empty => "a page without an article",
        }
    }

    /// Its name in the JSON contract: `paywall_stub`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Consent => "consent",
            Self::Captcha => "captcha",
            Self::PaywallStub => "paywall_stub",
            Self::BotBlock => "bot_block",
            Self::Empty => "empty",
        }
    }
}

/// How far a reading can be relied on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quality {
    /// Why it should be looked at; empty if nothing speaks against it.
    pub reasons: Vec<Doubt>,
}

impl Quality {
    /// `good`, `doubtful`, or `degraded` where the page was only stripped of its tags.
    pub fn name(&self) -> &'static str {
        match self.reasons.as_slice() {
            [] => "good",
            reasons if reasons.iter().any(|r| matches!(r, Doubt::Degraded(_))) => "degraded",
            _ => "doubtful",
        }
    }
}

/// A reason to look at a reading again.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// The page went beyond a limit and was stripped of its tags.
    Degraded(super::limits::Limit),
    /// Only the first extractor was asked: for the other the page goes beyond a limit.
    OneOpinion(super::limits::Limit),
    /// The two extractors took different things for the article: how much both kept, of what either did.
    Disagreement(f32),
    /// Little text came out of it: words.
    Thin(usize),
    /// The page says that not everybody may read it, and it is short: words.
    NotFree(usize),
    /// The page's data hold a much longer text than the page shows: characters.
    LongerElsewhere(usize),
    /// The text was cut after so many bytes.
    Cut(usize),
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Degraded(limit) => write!(f, "{limit}: its tags were stripped, and what is not the article may be among the text"),
            Self::OneOpinion(limit) => write!(f, "{limit}: only one of two ways to find the article was gone"),
            Self::Disagreement(share) => write!(f, "two ways to find the article agree on {:.0}% of it", share * 100.0),
            Self::Thin(n) => write!(f, "only {n} words were found"),
            Self::NotFree(n) => write!(f, "it says it is not free, and its {n} words may be the beginning of more"),
            Self::LongerElsewhere(n) => write!(f, "its data hold a text of {n} characters, much longer than what it shows"),
            Self::Cut(n) => write!(f, "the text was cut after {n} bytes"),
        }
    }
}

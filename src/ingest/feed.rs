//! Feeds and lists of a publisher → the articles they name: RSS, Atom, JSON Feed and (news) sitemaps.
//!
//! ```
//! use writethru::ingest::feed::{FeedKind, read};
//!
//! let feed = read(br#"<rss version="2.0"><channel><title>Courier</title><item><title>Ferry fire kills 12</title>
//!     <link>https://courier.example/ferry</link><pubDate>Mon, 05 May 2031 06:12:00 GMT</pubDate></item></channel></rss>"#).unwrap();
//! assert_eq!((feed.kind, feed.items.len()), (FeedKind::Rss, 1));
//! assert_eq!(feed.items[0].published.as_ref().and_then(|t| t.iso()).as_deref(), Some("2031-05-05T06:12:00Z"));
//! ```
//!
//! Times are what the publisher says. That an article is missing from a list says nothing about it: lists hold the last few.
//! Nothing that a feed refers to is read, and no entity is expanded but those of characters.

mod json;
mod xml;

use super::html::PageTime;

/// A larger feed is refused.
pub const MAX_FEED_BYTES: usize = 20 << 20;
/// So many items of a feed are read; the rest is left, with a warning.
pub const MAX_ITEMS: usize = 5_000;
/// Elements of a feed inside each other. Deeper ones end the reading, with a warning.
pub const MAX_FEED_DEPTH: usize = 256;

/// What kind of list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedKind {
    /// RSS 0.9 to 2.0, RDF included.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
    /// A sitemap, with news or without.
    Sitemap,
    /// A list of sitemaps: its items are those.
    SitemapIndex,
}

/// A list of articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// What kind of list it is.
    pub kind: FeedKind,
    /// What it calls itself.
    pub title: Option<String>,
    /// What it names, in its order.
    pub items: Vec<Item>,
    /// What was odd about it, each to be read behind “the feed”.
    pub warnings: Vec<String>,
}

/// An article as a list names it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// The list's own name for it (`guid`, `id`), which stays when its address changes.
    pub id: Option<String>,
    /// Its address as given, made whole by `xml:base`, the list's own address or the paper's; none if that cannot be done.
    pub url: Option<String>,
    /// Its title, without mark-up.
    pub title: Option<String>,
    /// When it was published, as the list says.
    pub published: Option<PageTime>,
    /// When it was last changed, as the list says.
    pub updated: Option<PageTime>,
    /// The authors.
    pub authors: Vec<String>,
    /// A summary, as HTML.
    pub summary: Option<String>,
    /// The text, as HTML, where the list has it.
    pub content: Option<String>,
}

impl Item {
    fn is_empty(&self) -> bool {
        self.url.is_none() && self.title.is_none() && self.id.is_none()
    }
}

/// Why something is no feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// It is too large.
    #[error("the feed is larger than 20 MiB, the most that is read")]
    TooLarge,
    /// It is something else.
    #[error("this is neither RSS, Atom, JSON Feed nor a sitemap")]
    NotAFeed,
}

/// Reads a list from its bytes. What is broken behind its beginning ends it, with a warning: the items up to there are good.
pub fn read(bytes: &[u8]) -> Result<Feed, FeedError> {
    read_at(bytes, None)
}

/// Reads a list that was found at `address`, to which its links may be relative.
pub fn read_at(bytes: &[u8], address: Option<&str>) -> Result<Feed, FeedError> {
    if bytes.len() > MAX_FEED_BYTES {
        return Err(FeedError::TooLarge);
    }
    let decoded = super::html::decode(bytes);
    let text = decoded.0.trim_start_matches('\u{FEFF}').trim_start();
    let feed = if text.starts_with('{') { json::read(text, address) } else { xml::read(text, address) };
    let mut feed = feed.ok_or(FeedError::NotAFeed)?;
    feed.warnings.splice(0..0, decoded.1);
    Ok(feed)
}

#[cfg(test)]
mod tests;

//! What other programs kept → observations for the store, one at a time.
//!
//! Every reader goes through its source once, in bounded memory, and hands each thing it finds to a sink: an observation,
//! or a refusal that says what, where and why. Content never ends a reader: only a source that cannot be opened, or is not
//! what it was said to be, is an error. The formats are described in `docs/import-export.md`.

#[cfg(feature = "html")]
mod cdx;
mod changedetection;
mod compressed;
mod csv;
mod detect;
mod diffengine;
mod edgi;
mod error;
#[cfg(feature = "html")]
mod feed;
mod folder;
mod git;
mod history;
mod jsonl;
mod lines;
mod markup;
#[cfg(feature = "html")]
mod mediawiki;
mod newsdiffs;
mod newsedits;
mod newssniffer;
mod row;
#[cfg(feature = "html")]
mod saved;
mod sqlite;
#[cfg(test)]
mod tests;
mod time;
#[cfg(feature = "html")]
mod timemap;
#[cfg(feature = "html")]
mod warc;
#[cfg(feature = "html")]
mod wikitext;

pub use detect::detect;
pub use error::Error;
pub use folder::{INDEX, INDEX_SCHEMA, IndexLine};

/// The name and version of what an export says of a revision, in a `metadata` record of a WARC file behind its text.
pub const WARC_SCHEMA: &str = "writethru.warc/1";

use super::observed::{self, name_by_url};
use super::{Observed, file_name};
use crate::store::{Capture, Observation};
use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;
use std::ops::ControlFlow;
use std::path::Path;

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A folder of files named by time, or of such folders; also what `export` writes.
    Folder,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
    /// The history of a git repository, or of a file or folder in one.
    Git,
    /// The raw database of NewsEdits.
    NewsEdits,
    /// The index of NewsDiffs, with its git repositories beside it.
    NewsDiffs,
    /// The database of diffengine.
    Diffengine,
    /// The tables of News Sniffer, as a SQLite database or a folder of CSV files.
    NewsSniffer,
    /// The data folder of changedetection.io.
    Changedetection,
    /// The versions that EDGI’s web monitoring gives as JSON.
    Edgi,
    /// A WARC file.
    Warc,
    /// An index of WARC files that lie beside it.
    Cdx,
    /// A list of the times at which an archive saw an address, with the pages saved beside it.
    Memento,
    /// A saved feed, or a folder of them.
    Feed,
    /// An XML export of MediaWiki.
    MediaWiki,
}

impl Kind {
    /// What it is, in a few words for a message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Folder => "a folder of files named by time",
            Self::Jsonl => "JSON lines",
            Self::Csv => "CSV",
            Self::Git => "a git history",
            Self::NewsEdits => "a NewsEdits database",
            Self::NewsDiffs => "a NewsDiffs index",
            Self::Diffengine => "a diffengine database",
            Self::NewsSniffer => "News Sniffer tables",
            Self::Changedetection => "a changedetection.io folder",
            Self::Edgi => "EDGI versions as JSON",
            Self::Warc => "a WARC file",
            Self::Cdx => "an index of captures (CDX)",
            Self::Memento => "a Memento TimeMap",
            Self::Feed => "saved feeds",
            Self::MediaWiki => "an export of MediaWiki",
        }
    }
}

/// One thing found in a source.
#[derive(Debug)]
pub enum Item {
    /// A text seen at a time.
    Seen(Box<Seen>),
    /// Something that is not taken.
    Refused(Refusal),
}

/// A text seen at a time, as it goes into a store.
#[derive(Debug)]
pub struct Seen {
    /// What the store keeps.
    pub observation: Observation,
    /// Where it was found, if something was odd about it.
    pub place: String,
    /// What was odd about it, each to be read behind the place.
    pub oddities: Vec<String>,
}

impl From<Observation> for Seen {
    fn from(observation: Observation) -> Self {
        Self { observation, place: String::new(), oddities: Vec::new() }
    }
}

impl Item {
    /// What was found at a place, or why it is not taken.
    fn of(found: Result<impl Into<Seen>, String>, place: impl FnOnce() -> String) -> Self {
        match found {
            Err(why) => refused(place(), why),
            Ok(seen) => {
                let mut seen = seen.into();
                if !seen.oddities.is_empty() {
                    seen.place = place();
                }
                Self::Seen(Box::new(seen))
            }
        }
    }
}

/// Something that is not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where it is: `texts.jsonl, line 7`.
    pub place: String,
    /// Why, to be read behind the place.
    pub why: String,
}

/// Where a reader puts what it finds; a break ends the reading.
pub type Sink<'a> = &'a mut dyn FnMut(Item) -> ControlFlow<()>;

/// Reads a source from beginning to end. Times without a zone are read on the clock of `zone`, or as the format says. What
/// was seen at a URL also gets the address that all spellings of that URL share.
pub fn read(from: &Path, kind: Kind, zone: Option<Tz>, sink: Sink) -> Result<(), Error> {
    let sink: Sink = &mut |mut item| {
        if let Item::Seen(seen) = &mut item {
            name_by_url(&mut seen.observation);
        }
        sink(item)
    };
    match kind {
        Kind::Folder => folder::read(from, zone, sink),
        Kind::Jsonl => jsonl::read(from, zone, sink),
        Kind::Csv => csv::read(from, zone, sink),
        Kind::Git => history::read(from, sink),
        Kind::NewsEdits => newsedits::read(from, sink),
        Kind::NewsDiffs => newsdiffs::read(from, zone, sink),
        Kind::Diffengine => diffengine::read(from, sink),
        Kind::NewsSniffer => newssniffer::read(from, sink),
        Kind::Changedetection => changedetection::read(from, sink),
        Kind::Edgi => edgi::read(from, sink),
        #[cfg(feature = "html")]
        Kind::Warc => warc::read(from, sink),
        #[cfg(feature = "html")]
        Kind::Cdx => cdx::read(from, sink),
        #[cfg(feature = "html")]
        Kind::Memento => timemap::read(from, sink),
        #[cfg(feature = "html")]
        Kind::Feed => feed::read(from, zone, sink),
        #[cfg(feature = "html")]
        Kind::MediaWiki => mediawiki::read(from, sink),
        #[cfg(not(feature = "html"))]
        Kind::Warc | Kind::Cdx | Kind::Memento | Kind::Feed | Kind::MediaWiki => {
            let why = "this build does not read html: it was made without the feature “html”".to_owned();
            Err(Error::NotThat { path: from.to_owned(), what: "readable here", why })
        }
    }
}

/// A refusal of something at a place.
fn refused(place: impl Into<String>, why: impl Into<String>) -> Item {
    Item::Refused(Refusal { place: place.into(), why: why.into() })
}

/// The whole text of an article whose headline is kept apart: the headline stands in the first line.
fn whole(headline: Option<&str>, body: &str) -> String {
    match headline.map(str::trim).filter(|headline| !headline.is_empty()) {
        Some(headline) if body.trim_start().lines().next().map(str::trim) != Some(headline) => format!("{headline}\n\n{body}"),
        _ => body.to_owned(),
    }
}

/// A text that was seen at a time, with nothing beside it yet.
fn seen_at(observed_at: DateTime<FixedOffset>, text: impl Into<String>) -> Observation {
    Observation { article: None, ..Observation::of_text("", observed_at, text) }
}

/// The text or the article in the bytes of a file; nothing to read is refused.
fn text_of(name: &str, bytes: Vec<u8>, url: Option<&str>) -> Result<Observed, String> {
    let seen = super::observed(name, bytes, url).map_err(|why| why.to_string())?;
    if seen.text.trim().is_empty() { Err("is empty".to_owned()) } else { Ok(seen) }
}

/// What is in the bytes of a file at a time, and the bytes by their hash and where they are.
fn captured(name: &str, bytes: Vec<u8>, url: Option<&str>, at: DateTime<FixedOffset>, location: String) -> Result<Seen, String> {
    let plain = observed::capture(&bytes);
    let seen = text_of(name, bytes, url)?;
    Ok(located(seen, plain, at, location))
}

/// The observation of something at a time, made from bytes that are at a place.
fn located(mut seen: Observed, plain: Capture, at: DateTime<FixedOffset>, location: String) -> Seen {
    let oddities = std::mem::take(&mut seen.oddities);
    let capture = Capture { location: Some(location), ..seen.capture.take().unwrap_or(plain) };
    Seen { observation: Observation { capture: Some(capture), ..seen.at(at) }, place: String::new(), oddities }
}

//! What other programs kept → observations for the store, one at a time.
//!
//! Every reader goes through its source once, in bounded memory, and hands each thing it finds to a sink: an observation,
//! or a refusal that says what, where and why. Content never ends a reader: only a source that cannot be opened, or is not
//! what it was said to be, is an error. The formats are described in `docs/import-export.md`.

mod changedetection;
mod compressed;
mod csv;
mod detect;
mod diffengine;
mod edgi;
mod error;
mod folder;
mod git;
mod history;
mod jsonl;
mod lines;
mod markup;
mod newsdiffs;
mod newsedits;
mod newssniffer;
mod row;
mod sqlite;
#[cfg(test)]
mod tests;
mod time;

pub use detect::detect;
pub use error::Error;
pub use folder::{INDEX, INDEX_SCHEMA, IndexLine};

use crate::store::Observation;
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
        }
    }
}

/// One thing found in a source.
#[derive(Debug)]
pub enum Item {
    /// A text seen at a time.
    Seen(Box<Observation>),
    /// Something that is not taken.
    Refused(Refusal),
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

/// Reads a source from beginning to end. Times without a zone are read on the clock of `zone`, or as the format says.
pub fn read(from: &Path, kind: Kind, zone: Option<Tz>, sink: Sink) -> Result<(), Error> {
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

/// The last part of a path, for messages and for names that must not depend on where a file lies.
fn file_name(path: &Path) -> String {
    let real = path.canonicalize();
    let name = path.file_name().or_else(|| real.as_ref().ok()?.file_name());
    name.map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

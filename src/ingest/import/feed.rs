//! Saved feeds whose items have the text: what a feed held when it was saved, which is the time in its file's name.

use super::folder::bytes_of;
use super::{Error, Item, Sink, file_name, markup, refused, seen_at, whole};
use crate::ingest::feed::{self, FeedKind};
use crate::ingest::html::{Metadata, PageTime};
use crate::ingest::{Stamp, observed};
use crate::store::{Capture, Fields, Observation};
use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const EXTRACTOR: &str = "feed/1";

/// Reads a feed, or the feeds in a folder in order of their names.
pub(super) fn read(from: &Path, zone: Option<Tz>, sink: Sink) -> Result<(), Error> {
    if !from.is_dir() {
        let why = |why| Error::NotThat { path: from.to_owned(), what: "a saved feed", why };
        let _ = read_file(from, zone, sink).map_err(why)?;
        return Ok(());
    }
    let error = |source| Error::Io { path: from.to_owned(), source };
    let mut files: Vec<PathBuf> = fs::read_dir(from).and_then(|entries| entries.map(|e| e.map(|e| e.path())).collect()).map_err(error)?;
    files.retain(|path| path.is_file() && !file_name(path).starts_with('.'));
    files.sort();
    for path in files {
        let flow = read_file(&path, zone, sink).unwrap_or_else(|why| sink(refused(file_name(&path), why)));
        if flow.is_break() {
            break;
        }
    }
    Ok(())
}

fn read_file(path: &Path, zone: Option<Tz>, sink: Sink) -> Result<ControlFlow<()>, String> {
    let name = file_name(path);
    let bytes = bytes_of(path)?;
    let found = feed::read(&bytes).map_err(|error| error.to_string())?;
    if matches!(found.kind, FeedKind::Sitemap | FeedKind::SitemapIndex) {
        return Err("it is a sitemap: a list of addresses, and there is no text in it".to_owned());
    }
    let stamp = path.file_stem().and_then(|stem| stem.to_str()).and_then(Stamp::parse);
    let at = stamp.ok_or("its name does not say when it was saved: call it such as 2025-08-18T1941-0400.xml")?.instant(zone);
    for (k, item) in found.items.iter().enumerate() {
        let place = || format!("{name}, item {}", k + 1);
        if sink(Item::of(seen(item, at, format!("{name}#{}", k + 1)), place)).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    for warning in found.warnings {
        if sink(refused(name.as_str(), format!("the feed {warning}"))).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// An item with its text. One that has none says nothing of what the article read like.
fn seen(item: &feed::Item, at: DateTime<FixedOffset>, location: String) -> Result<Observation, String> {
    let content = item.content.as_deref().ok_or("has no text, a summary at most")?;
    let text = markup::paragraphs(content);
    if text.trim().is_empty() {
        return Err("its text is empty".to_owned());
    }
    let article = match &item.url {
        Some(_) => None,
        None => Some(item.id.clone().ok_or("has neither an address nor an id")?),
    };
    let iso = |time: &Option<PageTime>| time.as_ref().and_then(PageTime::iso);
    Ok(Observation {
        article,
        url: item.url.clone(),
        fields: Fields {
            date_published: iso(&item.published),
            date_modified: iso(&item.updated),
            headline: item.title.clone(),
            byline: Metadata { authors: item.authors.clone(), ..Metadata::default() }.byline(),
            ..Fields::default()
        },
        extractor: EXTRACTOR.to_owned(),
        capture: Some(Capture { location: Some(location), ..observed::capture(content.as_bytes()) }),
        ..seen_at(at, whole(item.title.as_deref(), &text))
    })
}

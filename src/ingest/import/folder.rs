//! A folder of files named by time, or a tree of such folders; with the index that `export` writes, exactly as exported.

use super::row::{self, Row};
use super::{Error, Item, Seen, Sink, compressed, file_name, lines, refused, text_of};
use crate::ingest::stamp::{self, is_page_name};
use crate::ingest::{self, MAX_TEXT, MAX_TEXT_BYTES, Observed};
use crate::store::{Hash, Observation};
use chrono::DateTime;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufReader, Read as _};
use std::ops::ControlFlow;
use std::path::{Component, Path};

/// The file that says in which order, and with what beside the text, the files of an export were recorded.
pub const INDEX: &str = "index.jsonl";

/// The name and version of a line of the index.
pub const INDEX_SCHEMA: &str = "writethru.index/1";

/// Folders in folders are followed so deep.
const MAX_DEPTH: usize = 32;

/// A line of the index: everything of a revision but its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexLine {
    /// [`INDEX_SCHEMA`], or [`WARC_SCHEMA`](super::WARC_SCHEMA).
    pub schema: String,
    /// The file with the text, below the folder, with `/` between its parts; in a WARC file the record with it.
    pub file: String,
    /// The place of the revision in the store it came from.
    pub sequence: u64,
    /// The article’s name.
    pub article: String,
    /// Where it was seen.
    pub url: Option<String>,
    /// When, as RFC 3339.
    pub observed_at: String,
    /// When the publisher says it was published.
    pub date_published: Option<String>,
    /// When the publisher says it was modified.
    pub date_modified: Option<String>,
    /// The headline, where it was given beside the text.
    pub headline: Option<String>,
    /// The line below it.
    pub alternative_headline: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Of the text.
    pub sha256: String,
    /// What made the text.
    pub extractor: String,
    /// What it was made from: the SHA-256 of the bytes.
    pub capture_sha256: Option<String>,
    /// How many bytes they were.
    pub capture_size: Option<u64>,
    /// Where they were.
    pub capture_location: Option<String>,
    /// Such as `text/html`.
    pub capture_media_type: Option<String>,
    /// Where they came from.
    pub capture_url: Option<String>,
    /// When, as RFC 3339, if that is not when the revision was observed.
    pub captured_at: Option<String>,
    /// The server’s answer.
    pub capture_status: Option<u16>,
    /// Its headers, as a JSON list of name and value pairs.
    pub capture_headers: Option<String>,
}

/// Reads a folder: by its index if it has one, else every file named by a time. A BagIt bag is read below its `data/`.
pub(super) fn read(from: &Path, zone: Option<Tz>, sink: Sink) -> Result<(), Error> {
    let payload = from.join("data");
    let from = if from.join("bagit.txt").is_file() && payload.is_dir() { &payload } else { from };
    if from.join(INDEX).is_file() {
        return read_by_index(from, sink);
    }
    let mut n_found = 0;
    let _ = walk(from, &file_name(from), "", zone, 0, &mut n_found, sink)?;
    if n_found == 0 {
        let why = format!("no file in it is named by a time, such as {}", ingest::ARTICLE_FILE);
        return Err(Error::NotThat { path: from.to_owned(), what: "a folder of revisions", why });
    }
    Ok(())
}

/// The files and folders of one folder, in order of names. Links are not followed: they may lead anywhere, also in circles.
fn walk(
    folder: &Path,
    article: &str,
    below: &str,
    zone: Option<Tz>,
    depth: usize,
    n_found: &mut usize,
    sink: Sink,
) -> Result<ControlFlow<()>, Error> {
    let error = |source| Error::Io { path: folder.to_owned(), source };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        let entry = entry.map_err(error)?;
        entries.push((entry.file_name().to_string_lossy().into_owned(), entry));
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    let (folders, files): (Vec<_>, Vec<_>) =
        entries.into_iter().filter(|(name, _)| !name.starts_with('.')).partition(|(_, e)| e.file_type().is_ok_and(|t| t.is_dir()));
    let mut times: HashMap<DateTime<chrono::FixedOffset>, String> = HashMap::new();
    for (name, entry) in files {
        let place = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        let item = match stamp::of_file_name(&name) {
            _ if !entry.file_type().is_ok_and(|t| t.is_file()) => refused(place, "is a link or no file"),
            None if is_page_name(&name) => match archived(&entry.path(), &name, article, &place) {
                Some(item) => {
                    *n_found += 1;
                    item
                }
                None => refused(place, "its name gives no time, and it was not saved from an archive that says when it saw the page"),
            },
            None => refused(place, "its name gives no time, or it is neither a text nor a page"),
            Some(stamp) => {
                *n_found += 1;
                let at = stamp.instant(zone);
                match times.insert(at, name.clone()) {
                    Some(first) => refused(place, format!("has the same time as “{first}”")),
                    None => {
                        let found = bytes_of(&entry.path()).and_then(|bytes| text_of(&name, bytes, None));
                        Item::of(found.map(|seen| of_file(seen, article, &place, at)), || place)
                    }
                }
            }
        };
        if sink(item).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    for (name, entry) in folders {
        let below = if below.is_empty() { name } else { format!("{below}/{name}") };
        if depth == MAX_DEPTH {
            if sink(refused(below, "is too deep a folder")).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            continue;
        }
        // A folder that cannot be listed is refused; the others are still read.
        let flow = match walk(&entry.path(), &below, &below, zone, depth + 1, n_found, sink) {
            Ok(flow) => flow,
            Err(Error::Io { source, .. }) => sink(refused(below, format!("cannot be read: {source}"))),
            Err(other) => return Err(other),
        };
        if flow.is_break() {
            return Ok(flow);
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Bytes of a file, up to the limit.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| format!("cannot be read: {error}"))?;
    file.take(MAX_TEXT_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| format!("cannot be read: {error}"))?;
    if bytes.len() > MAX_TEXT_BYTES { Err(format!("is larger than {MAX_TEXT}")) } else { Ok(bytes) }
}

/// What a file gives an article. A text is its own capture; the bytes of a page are named.
fn of_file(mut seen: Observed, article: &str, place: &str, at: DateTime<chrono::FixedOffset>) -> Seen {
    if let Some(capture) = &mut seen.capture {
        capture.location = Some(place.to_owned());
    }
    let oddities = std::mem::take(&mut seen.oddities);
    Seen { observation: Observation { article: Some(article.to_owned()), ..seen.at(at) }, place: String::new(), oddities }
}

/// A page that an archive saw, at the time that the archive says; of the article at the address where it saw it, for such pages are
/// called whatever came to mind. None for other pages.
fn archived(path: &Path, name: &str, article: &str, place: &str) -> Option<Item> {
    let seen = match bytes_of(path).and_then(|bytes| text_of(name, bytes, None)) {
        Ok(seen) => seen,
        Err(why) => return Some(refused(place, why)),
    };
    let at = seen.archived_at?;
    let mut found = of_file(seen, article, place, at);
    if found.observation.url.is_some() {
        found.observation.article = None;
    }
    Some(Item::of(Ok(found), || place.to_owned()))
}

/// A text from bytes in whatever encoding.
pub(super) fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    let text = ingest::decode(bytes).map_err(|reason| format!("is not a text: {reason}"))?.text;
    if text.trim().is_empty() { Err("is empty".to_owned()) } else { Ok(text) }
}

fn read_by_index(folder: &Path, sink: Sink) -> Result<(), Error> {
    let path = folder.join(INDEX);
    let error = |source| Error::Io { path: path.clone(), source };
    let mut lines = lines::Lines::new(BufReader::new(compressed::open(&path)?));
    for number in 1.. {
        let item = match lines.next().map_err(error)? {
            None => break,
            Some(lines::Line::TooLong) => refused(format!("{INDEX}, line {number}"), "is too long"),
            Some(lines::Line::Whole(line)) => match serde_json::from_slice::<IndexLine>(line) {
                Err(error) => refused(format!("{INDEX}, line {number}"), format!("is no line of an index: {error}")),
                Ok(line) => {
                    let place = row::short(&line.file);
                    Item::of(indexed(folder, line), || place)
                }
            },
        };
        if sink(item).is_break() {
            break;
        }
    }
    Ok(())
}

/// The observation that a line of the index describes. The text is taken byte for byte, and must be the one that is named.
fn indexed(folder: &Path, line: IndexLine) -> Result<Seen, String> {
    if line.schema != INDEX_SCHEMA {
        return Err(format!("its line is of “{}”, and {INDEX_SCHEMA} is read", row::short(&line.schema)));
    }
    let is_below = Path::new(&line.file).components().all(|part| matches!(part, Component::Normal(_)));
    let path = folder.join(&line.file);
    let really = |path: &Path| path.canonicalize().map_err(|error| format!("cannot be read: {error}"));
    if !is_below || !really(&path)?.starts_with(really(folder)?) {
        return Err("its path leads out of the folder".to_owned());
    }
    let bytes = bytes_of(&path)?;
    if Hash::parse(&line.sha256) != Some(Hash::of(&bytes)) {
        return Err("is not the text that the index names by its SHA-256".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())?;
    row_of(line, text).seen(None, String::new)
}

/// The row that a line of an index and its text make.
pub(super) fn row_of(line: IndexLine, text: String) -> Row<'static> {
    let own = |value: Option<String>| value.map(Cow::Owned);
    Row {
        article: Some(line.article.into()),
        url: own(line.url),
        time: Some(line.observed_at.into()),
        headline: own(line.headline),
        alternative_headline: own(line.alternative_headline),
        byline: own(line.byline),
        date_published: own(line.date_published),
        date_modified: own(line.date_modified),
        text: Some(text.into()),
        sha256: Some(line.sha256.into()),
        extractor: Some(line.extractor).filter(|name| !name.is_empty()).map(Cow::Owned),
        capture_sha256: own(line.capture_sha256),
        capture_size: line.capture_size,
        capture_location: own(line.capture_location),
        capture_media_type: own(line.capture_media_type),
        capture_url: own(line.capture_url),
        captured_at: own(line.captured_at),
        capture_status: line.capture_status,
        capture_headers: own(line.capture_headers),
        ..Row::default()
    }
}

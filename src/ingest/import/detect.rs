//! What a source is, by what is in it.

use super::sqlite::Foreign;
use super::{Error, INDEX, Kind, changedetection, compressed, newsdiffs, newssniffer};
use crate::ingest::{Looks, looks, stamp};
use std::fs;
use std::io::Read as _;
use std::path::Path;

/// So much of a file is looked at.
const SAMPLE_BYTES: u64 = 64 << 10;

/// Says what a source is, or that it cannot be told.
pub fn detect(from: &Path) -> Result<Kind, Error> {
    let found = fs::metadata(from).map_err(|source| Error::Io { path: from.to_owned(), source })?;
    if found.is_dir() { of_folder(from) } else { of_file(from) }
}

fn of_folder(from: &Path) -> Result<Kind, Error> {
    if from.join(INDEX).is_file() || from.join("bagit.txt").is_file() {
        return Ok(Kind::Folder);
    }
    if newsdiffs::database(from).is_some() {
        return Ok(Kind::NewsDiffs);
    }
    if newssniffer::is_csv(from) {
        return Ok(Kind::NewsSniffer);
    }
    if from.join(changedetection::HISTORY).is_file() || any_below(from, &|path| path.join(changedetection::HISTORY).is_file()) {
        return Ok(Kind::Changedetection);
    }
    // Files named by time are revisions also where somebody keeps them in git.
    if holds_times(from) || any_below(from, &holds_times) {
        return Ok(Kind::Folder);
    }
    if is_in_git(from) {
        return Ok(Kind::Git);
    }
    if any_below(from, &|path| any_below(path, &holds_times)) {
        return Ok(Kind::Folder);
    }
    Err(unknown(from, "no file in it is named by a time, and it is no history of another kind"))
}

fn of_file(from: &Path) -> Result<Kind, Error> {
    let mut sample = Vec::new();
    let error = |source| Error::Io { path: from.to_owned(), source };
    compressed::open(from)?.take(SAMPLE_BYTES).read_to_end(&mut sample).map_err(error)?;
    if sample.starts_with(b"SQLite format 3\0") {
        return of_database(from);
    }
    match looks(&sample) {
        Some(Looks::Warc) => return Ok(Kind::Warc),
        Some(Looks::Feed) => return Ok(Kind::Feed),
        Some(Looks::Wiki) => return Ok(Kind::MediaWiki),
        Some(Looks::Sitemap) => return Err(unknown(from, "it is a sitemap: a list of addresses, and there is no text in it")),
        Some(Looks::Page) | None => {}
    }
    let text = String::from_utf8_lossy(&sample);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with(['{', '[']) {
        let is_edgi = text.contains("\"capture_time\"") || (text.contains("\"data\"") && text.contains("page_uuid"));
        return Ok(if is_edgi { Kind::Edgi } else { Kind::Jsonl });
    }
    let first = text.lines().next().unwrap_or_default().to_lowercase();
    let columns: Vec<&str> = first.split(',').map(|name| name.trim().trim_matches('"')).collect();
    let has = |any: &[&str]| columns.iter().any(|name| any.contains(name));
    if has(&["url", "link", "article"]) && has(&["time", "observed_at", "timestamp"]) {
        return Ok(Kind::Csv);
    }
    if from.parent().is_some_and(|parent| is_in_git(if parent.as_os_str().is_empty() { Path::new(".") } else { parent })) {
        return Ok(Kind::Git);
    }
    Err(unknown(
        from,
        "it is no database, JSON or CSV with url and time, WARC file, feed or export of MediaWiki, and no file in a git repository",
    ))
}

fn of_database(from: &Path) -> Result<Kind, Error> {
    let db = Foreign::open(from)?;
    let has = |table: &str, column: &str| db.columns(table).is_some_and(|columns| columns.iter().any(|name| name == column));
    if has("entryversion", "version") && has("entryversion", "summary") {
        return Ok(Kind::NewsEdits);
    }
    if has("entryversion", "summary") && has("entry", "url") {
        return Ok(Kind::Diffengine);
    }
    if has("news_article_versions", "news_article_id") {
        return Ok(Kind::NewsSniffer);
    }
    if has("articles", "git_dir") || (has("articles", "url") && has("version", "v")) {
        return Ok(Kind::NewsDiffs);
    }
    if has("split_sentences", "entry_id") {
        return Err(unknown(from, "it is the matched database of NewsEdits, which holds sentences: take the raw one"));
    }
    Err(unknown(from, &format!("a database with the tables {}", db.tables().join(", "))))
}

fn unknown(from: &Path, hint: &str) -> Error {
    Error::Unknown { path: from.to_owned(), hint: hint.to_owned() }
}

fn holds_times(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| stamp::of_file_name(&entry.file_name().to_string_lossy()).is_some() && entry.path().is_file())
    })
}

/// Whether something holds of a folder directly below.
fn any_below(folder: &Path, holds: &dyn Fn(&Path) -> bool) -> bool {
    let is_plain =
        |entry: &fs::DirEntry| !entry.file_name().to_string_lossy().starts_with('.') && entry.file_type().is_ok_and(|t| t.is_dir());
    fs::read_dir(folder).is_ok_and(|entries| entries.flatten().filter(is_plain).any(|entry| holds(&entry.path())))
}

/// Whether a folder is a git repository or lies in one.
fn is_in_git(folder: &Path) -> bool {
    let is_bare = folder.join("HEAD").is_file() && folder.join("objects").is_dir() && folder.join("refs").is_dir();
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    is_bare || real.ancestors().any(|above| above.join(".git").exists())
}

//! What a source is, by what is in it.

use super::sqlite::Foreign;
use super::{Error, INDEX, Kind, changedetection, compressed, newsdiffs, newssniffer};
use crate::ingest::{Looks, looks, stamp};
use std::fs;
use std::io::Read as _;
use std::path::Path;

/// So much of a file is looked at.
const SAMPLE_BYTES: u64 = 64 << 10;

/// So many pages of a folder are looked at.
#[cfg(feature = "html")]
const MAX_PAGES: usize = 20;

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
    if any_below(from, &|path| any_below(path, &holds_times)) || holds_archived(from) {
        return Ok(Kind::Folder);
    }
    Err(unknown(from, "no file in it is named by a time, and it is no history of another kind"))
}

fn of_file(from: &Path) -> Result<Kind, Error> {
    let mut sample = Vec::new();
    let error = |source| Error::Io { path: from.to_owned(), source };
    let sampled = compressed::open(from)?.take(SAMPLE_BYTES).read_to_end(&mut sample);
    // A file that was cut on its way: what it is can still be told, and its reader says where it ends.
    if let Err(source) = sampled
        && sample.is_empty()
    {
        return Err(error(source));
    }
    if sample.starts_with(b"SQLite format 3\0") {
        return of_database(from);
    }
    match looks(&sample) {
        Some(Looks::Warc) => return Ok(Kind::Warc),
        Some(Looks::Feed) => return Ok(Kind::Feed),
        Some(Looks::Wiki) => return Ok(Kind::MediaWiki),
        Some(Looks::Sitemap) => return Err(unknown(from, "it is a sitemap: a list of addresses, and there is no text in it")),
        Some(Looks::Page) => return Err(unknown(from, "it is a page: `writethru add` takes it, or name its folder")),
        None => {}
    }
    let text = String::from_utf8_lossy(&sample);
    #[cfg(feature = "html")]
    if super::timemap::is_timemap(&text) {
        return Ok(Kind::Memento);
    }
    #[cfg(feature = "html")]
    if super::cdx::is_index(&text) {
        return Ok(Kind::Cdx);
    }
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
        "it is no database, JSON or CSV with url and time, WARC file or index of one, TimeMap, feed or export of MediaWiki, and no file in a \
         git repository",
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

/// Whether one of the first pages in a folder was saved from an archive that says when it saw it.
#[cfg(feature = "html")]
fn holds_archived(folder: &Path) -> bool {
    let pages =
        fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| stamp::is_page_name(&entry.file_name().to_string_lossy()));
    let mut paths: Vec<_> = pages.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let is_archived =
        |path: &std::path::PathBuf| super::folder::bytes_of(path).is_ok_and(|bytes| crate::ingest::html::archived(&bytes).is_some());
    paths.iter().take(MAX_PAGES).any(is_archived)
}

/// No page is read where this build reads none.
#[cfg(not(feature = "html"))]
fn holds_archived(_folder: &Path) -> bool {
    false
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

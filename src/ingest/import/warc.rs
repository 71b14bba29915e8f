//! A WARC file → the articles on the pages that were captured, each with its capture.
//!
//! Answers that are no pages are passed over, as are notes, requests and redirections: most of such a file is pictures. What
//! is a page and gives no article is refused with its place.

use super::{Error, Item, Seen, Sink, file_name, located, refused};
use crate::ingest::warc::{Kind, Reader, Record, Verdict, WarcError};
use crate::ingest::{Looks, looks, observed};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

pub(super) fn read(from: &Path, sink: Sink) -> Result<(), Error> {
    let file = File::open(from).map_err(|source| Error::Io { path: from.to_owned(), source })?;
    let name = file_name(from);
    for (number, record) in Reader::new(BufReader::new(file)).enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(WarcError::Io { source, .. }) if number == 0 => return Err(Error::Io { path: from.to_owned(), source }),
            Err(error) if number == 0 => {
                return Err(Error::NotThat { path: from.to_owned(), what: "a WARC file", why: error.to_string() });
            }
            Err(error) => {
                let _ = sink(refused(name.as_str(), format!("cannot be read from here: {error}")));
                break;
            }
        };
        let Some(url) = page_url(&record) else { continue };
        if sink(Item::of(seen(&record, url, &name), || format!("{name}, byte {}", record.at))).is_break() {
            break;
        }
    }
    Ok(())
}

/// The address of a record that is a page; none for pictures, redirections, notes and the like.
fn page_url(record: &Record) -> Option<&str> {
    let status = record.http.as_ref().map_or(200, |http| http.status);
    match record.kind {
        Kind::Other => return None,
        Kind::Response if (300..400).contains(&status) => return None,
        Kind::Response | Kind::Resource | Kind::Revisit => {}
    }
    let is_page = match content_type(record) {
        Some(kind) => matches!(media_type(kind).as_str(), "text/html" | "application/xhtml+xml"),
        None => looks(&record.body) == Some(Looks::Page),
    };
    record.url.as_deref().filter(|url| is_page && (url.starts_with("http://") || url.starts_with("https://")))
}

/// The article on a captured page at the time of its record.
fn seen(record: &Record, url: &str, file: &str) -> Result<Seen, String> {
    if let Some(status) = record.http.as_ref().map(|http| http.status).filter(|status| *status >= 400) {
        return Err(format!("the answer was {status}: an error page is no revision"));
    }
    if record.verdict == Verdict::Mismatch {
        return Err("its bytes are not those that its digest names".to_owned());
    }
    // A capture that was cut would look like an edit.
    if !record.warnings.is_empty() {
        return Err(record.warnings.join("; "));
    }
    let at = record.date.ok_or("it has no WARC-Date")?;
    let found = observed::page(&record.body, Some(url), content_type(record)).map_err(|why| why.to_string())?;
    let mut seen = located(found, observed::capture(&record.body), at, format!("{file}#{}", record.at));
    if let (Some(capture), Some(http)) = (&mut seen.observation.capture, &record.http) {
        capture.status = Some(http.status);
        capture.headers = serde_json::to_string(&http.headers).ok();
        capture.media_type = http.header("Content-Type").map(media_type).or(capture.media_type.take());
    }
    seen.observation.url = Some(url.to_owned());
    Ok(seen)
}

fn content_type(record: &Record) -> Option<&str> {
    record.http.as_ref()?.header("Content-Type")
}

/// `text/html` of `text/html; charset=utf-8`.
fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

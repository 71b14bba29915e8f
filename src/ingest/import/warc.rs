//! A WARC file → the articles on the pages that were captured, each with its capture.
//!
//! Answers that are no pages are passed over, as are notes, requests and redirections: most of such a file is pictures. What
//! is a page and gives no article is refused with its place.

use super::{Error, Item, Seen, Sink, file_name, located, refused};
use crate::ingest::warc::{Kind, Reader, Record, Verdict, WarcError};
use crate::ingest::{Looks, Observed, looks, observed};
use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Bytes of texts that are remembered for the captures that repeat them.
const MAX_REMEMBERED: usize = 64 << 20;

pub(super) fn read(from: &Path, sink: Sink) -> Result<(), Error> {
    let file = File::open(from).map_err(|source| Error::Io { path: from.to_owned(), source })?;
    let name = file_name(from);
    let mut pages = Pages { file: &name, by_digest: HashMap::new(), order: VecDeque::new(), bytes: 0 };
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
        let Some(found) = pages.take(&record) else { continue };
        if sink(Item::of(found, || format!("{name}, byte {}", record.at))).is_break() {
            break;
        }
    }
    Ok(())
}

/// The pages of one file.
struct Pages<'f> {
    file: &'f str,
    /// What is remembered of them, by the digest of the bytes.
    by_digest: HashMap<String, Observed>,
    /// The digests, oldest first.
    order: VecDeque<String>,
    bytes: usize,
}

impl Pages<'_> {
    /// What a record gives; none where it is no page.
    fn take(&mut self, record: &Record) -> Option<Result<Seen, String>> {
        let known = record.payload_digest.as_deref().filter(|_| record.kind == Kind::Revisit).and_then(|digest| self.by_digest.get(digest));
        let is_page = match content_type(record) {
            _ if known.is_some() => true,
            Some(kind) => matches!(media_type(kind).as_str(), "text/html" | "application/xhtml+xml"),
            None => looks(&record.body) == Some(Looks::Page),
        };
        let url = record.url.as_deref().filter(|url| url.starts_with("http://") || url.starts_with("https://"));
        let status = record.http.as_ref().map_or(200, |http| http.status);
        match record.kind {
            Kind::Other => return None,
            Kind::Response if (300..400).contains(&status) => return None,
            Kind::Response | Kind::Resource | Kind::Revisit => {}
        }
        let url = url.filter(|_| is_page)?;
        Some(match known {
            Some(known) => seen(record, url, known.clone(), self.file),
            None if record.kind == Kind::Revisit => Err("repeats a page that is not before it in this file".to_owned()),
            None => page(record, url, status).and_then(|found| {
                self.remember(record, &found);
                seen(record, url, found, self.file)
            }),
        })
    }

    /// Keeps a page for the captures that repeat it, and forgets the oldest where there are too many.
    fn remember(&mut self, record: &Record, found: &Observed) {
        let Some(digest) = record.payload_digest.as_ref().filter(|digest| !self.by_digest.contains_key(*digest)) else { return };
        self.bytes += found.text.len();
        self.by_digest.insert(digest.clone(), found.clone());
        self.order.push_back(digest.clone());
        while self.bytes > MAX_REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.bytes -= self.by_digest.remove(&oldest).map_or(0, |found| found.text.len());
        }
    }
}

/// The article on a captured page.
fn page(record: &Record, url: &str, status: u16) -> Result<Observed, String> {
    if status >= 400 {
        return Err(format!("the answer was {status}: an error page is no revision"));
    }
    if record.verdict == Verdict::Mismatch {
        return Err("its bytes are not those that its digest names".to_owned());
    }
    // A capture that was cut would look like an edit.
    if !record.warnings.is_empty() {
        return Err(record.warnings.join("; "));
    }
    observed::page(&record.body, Some(url), content_type(record)).map_err(|why| why.to_string())
}

/// What was seen at the time of a record, with its capture.
fn seen(record: &Record, url: &str, found: Observed, file: &str) -> Result<Seen, String> {
    let at = record.date.ok_or("it has no WARC-Date")?;
    let plain = observed::capture(&record.body);
    let mut seen = located(found, plain, at, format!("{file}#{}", record.at));
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

//! One JSON object a line, flat: sqlite-utils, DuckDB and pandas take it as a table, and `import` takes it back exactly.

use super::{Error, Only, Row, each};
use crate::store::{Store, written};
use serde::Serialize;
use std::io::Write;

/// The name and version of a line.
const SCHEMA: &str = "writethru.export/1";

#[derive(Serialize)]
struct Line<'a> {
    schema: &'static str,
    sequence: u64,
    article: &'a str,
    url: Option<&'a str>,
    observed_at: String,
    date_published: Option<&'a str>,
    date_modified: Option<&'a str>,
    headline: Option<&'a str>,
    alternative_headline: Option<&'a str>,
    byline: Option<&'a str>,
    sha256: String,
    extractor: &'a str,
    capture_sha256: Option<String>,
    capture_size: Option<u64>,
    capture_location: Option<&'a str>,
    capture_media_type: Option<&'a str>,
    capture_url: Option<&'a str>,
    captured_at: Option<String>,
    capture_status: Option<u16>,
    capture_headers: Option<&'a str>,
    record_hash: &'a str,
    text: &'a str,
}

/// Writes the revisions in the order in which they were recorded; says how many.
pub fn write_jsonl(store: &impl Store, only: Only, out: &mut dyn Write) -> Result<u64, Error> {
    each(store, only, u64::MAX, &mut |row| {
        serde_json::to_writer(&mut *out, &line(&row)).map_err(|error| Error::Output(error.into()))?;
        out.write_all(b"\n").map_err(Error::Output)
    })
}

fn line(row: &Row) -> Line<'_> {
    let (record, capture) = (&row.record, row.capture.as_ref());
    Line {
        schema: SCHEMA,
        sequence: record.sequence,
        article: &record.article,
        url: record.url.as_deref(),
        observed_at: written(&record.observed_at),
        date_published: record.date_published.as_deref(),
        date_modified: record.date_modified.as_deref(),
        headline: record.headline.as_deref(),
        alternative_headline: record.alternative_headline.as_deref(),
        byline: record.byline.as_deref(),
        sha256: record.text_sha256.to_string(),
        extractor: &record.extractor,
        capture_sha256: record.capture_sha256.map(|hash| hash.to_string()),
        capture_size: capture.map(|capture| capture.size),
        capture_location: capture.and_then(|capture| capture.location.as_deref()),
        capture_media_type: capture.and_then(|capture| capture.media_type.as_deref()),
        capture_url: capture.and_then(|capture| capture.url.as_deref()),
        captured_at: capture.and_then(|capture| capture.captured_at.as_ref()).map(written),
        capture_status: capture.and_then(|capture| capture.status),
        capture_headers: capture.and_then(|capture| capture.headers.as_deref()),
        record_hash: &row.hash,
        text: &row.text,
    }
}

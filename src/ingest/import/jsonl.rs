//! One JSON object a line: `{"url", "time", "title", "body"}`, or what `export --format jsonl` writes.

use super::lines::{Line, Lines};
use super::row::Row;
use super::{Error, Item, Sink, compressed, file_name, refused};
use chrono_tz::Tz;
use serde::Deserialize;
use std::borrow::Cow;
use std::io::BufReader;
use std::path::Path;

/// Large, for lines are long.
const BUFFER_BYTES: usize = 1 << 20;

/// A value that may be a string or a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Loose<'a> {
    #[serde(borrow)]
    Text(Cow<'a, str>),
    Whole(i64),
    Real(f64),
}

/// The line as it is written, with the names that people give to these things.
#[derive(Deserialize)]
struct Typed<'a> {
    #[serde(borrow)]
    article: Option<Loose<'a>>,
    #[serde(borrow, alias = "link")]
    url: Option<Cow<'a, str>>,
    #[serde(borrow, alias = "timestamp")]
    time: Option<Loose<'a>>,
    #[serde(borrow)]
    observed_at: Option<Loose<'a>>,
    #[serde(borrow)]
    title: Option<Cow<'a, str>>,
    #[serde(borrow)]
    headline: Option<Cow<'a, str>>,
    #[serde(borrow)]
    alternative_headline: Option<Cow<'a, str>>,
    #[serde(borrow)]
    byline: Option<Cow<'a, str>>,
    #[serde(borrow)]
    date_published: Option<Cow<'a, str>>,
    #[serde(borrow)]
    date_modified: Option<Cow<'a, str>>,
    #[serde(borrow)]
    body: Option<Cow<'a, str>>,
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
    #[serde(borrow)]
    sha256: Option<Cow<'a, str>>,
    #[serde(borrow)]
    extractor: Option<Cow<'a, str>>,
    #[serde(borrow)]
    capture_sha256: Option<Cow<'a, str>>,
    capture_size: Option<u64>,
    #[serde(borrow)]
    capture_location: Option<Cow<'a, str>>,
    #[serde(borrow)]
    capture_media_type: Option<Cow<'a, str>>,
    #[serde(borrow)]
    capture_url: Option<Cow<'a, str>>,
    #[serde(borrow)]
    captured_at: Option<Cow<'a, str>>,
    capture_status: Option<u16>,
    #[serde(borrow)]
    capture_headers: Option<Cow<'a, str>>,
}

pub(super) fn read(from: &Path, zone: Option<Tz>, sink: Sink) -> Result<(), Error> {
    let mut lines = Lines::new(BufReader::with_capacity(BUFFER_BYTES, compressed::open(from)?));
    let name = file_name(from);
    for number in 1.. {
        let place = || format!("{name}, line {number}");
        let item = match lines.next() {
            Ok(None) => break,
            Ok(Some(Line::TooLong)) => refused(place(), "is longer than any text can be"),
            Ok(Some(Line::Whole(line))) if line.trim_ascii().is_empty() => continue,
            Ok(Some(Line::Whole(line))) => match observation(line, zone) {
                Ok(seen) => Item::Seen(Box::new(seen)),
                Err(why) => refused(place(), why),
            },
            Err(error) => {
                let _ = sink(refused(place(), format!("the file cannot be read from here: {error}")));
                break;
            }
        };
        if sink(item).is_break() {
            break;
        }
    }
    Ok(())
}

/// One line → its observation.
pub(super) fn observation(line: &[u8], zone: Option<Tz>) -> Result<crate::store::Observation, String> {
    let line = line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line);
    let typed: Typed = serde_json::from_slice(line).map_err(|error| format!("is not JSON with url, time, title and body: {error}"))?;
    row(typed).observation(zone)
}

fn row(typed: Typed) -> Row {
    let loose = |value: Loose<'_>| -> String {
        match value {
            Loose::Text(text) => text.into_owned(),
            Loose::Whole(number) => number.to_string(),
            Loose::Real(number) => number.to_string(),
        }
    };
    Row {
        article: typed.article.map(|value| loose(value).into()),
        url: typed.url,
        time: typed.time.or(typed.observed_at).map(|value| loose(value).into()),
        headline: typed.headline.or(typed.title),
        alternative_headline: typed.alternative_headline,
        byline: typed.byline,
        date_published: typed.date_published,
        date_modified: typed.date_modified,
        body: typed.body,
        text: typed.text,
        sha256: typed.sha256,
        extractor: typed.extractor,
        capture_sha256: typed.capture_sha256,
        capture_size: typed.capture_size,
        capture_location: typed.capture_location,
        capture_media_type: typed.capture_media_type,
        capture_url: typed.capture_url,
        captured_at: typed.captured_at,
        capture_status: typed.capture_status,
        capture_headers: typed.capture_headers,
    }
}

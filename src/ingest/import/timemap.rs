//! Memento TimeMaps (RFC 7089): at which times an archive saw an address. A TimeMap holds no pages: those that were saved beside it
//! are taken, each at the time that the archive gives it.

use super::saved::Saved;
use super::{Error, Item, Sink, compressed, file_name, refused, row::short};
use crate::ingest::{Looks, MAX_TEXT, MAX_TEXT_BYTES, Stamp, html, looks, url};
use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use std::io::Read as _;
use std::path::Path;

/// How a list of links begins, and a TimeMap in JSON.
pub(super) fn is_timemap(sample: &str) -> bool {
    let start = sample.trim_start_matches('\u{FEFF}').trim_start();
    start.starts_with("<http") && start.contains("rel=") || start.starts_with('{') && start.contains("\"mementos\"")
}

/// An address as an archive saw it.
struct Memento {
    at: Option<DateTime<FixedOffset>>,
    uri: String,
}

#[derive(Default)]
struct TimeMap {
    original: Option<String>,
    mementos: Vec<Memento>,
}

pub(super) fn read(from: &Path, sink: Sink) -> Result<(), Error> {
    let not_that = |why: &str| Error::NotThat { path: from.to_owned(), what: "a Memento TimeMap", why: why.to_owned() };
    let mut bytes = Vec::new();
    let opened = compressed::open(from)?.take(MAX_TEXT_BYTES as u64 + 1).read_to_end(&mut bytes);
    opened.map_err(|source| Error::Io { path: from.to_owned(), source })?;
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(not_that(&format!("it is larger than {MAX_TEXT}")));
    }
    if looks(&bytes) == Some(Looks::Page) {
        return Err(not_that("it is a page: save the list of links that the archive has under /timemap/link/ and the address"));
    }
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{FEFF}').trim();
    let map = if text.starts_with('{') { of_json(text) } else { of_links(text) };
    if map.mementos.is_empty() {
        return Err(not_that("it lists no mementos: neither links with rel=\"memento\", nor JSON with a list of them"));
    }
    let saved = Saved::beside(from);
    let name = file_name(from);
    for (k, memento) in map.mementos.iter().enumerate() {
        let place = || format!("{name}, memento {}", k + 1);
        let found = || {
            let at = memento.at.ok_or_else(|| format!("it has no time ({})", short(&memento.uri)))?;
            let kept = html::kept_at(&memento.uri);
            let address = map.original.as_deref().or(kept.as_deref()).ok_or("the TimeMap does not say of which address it is")?;
            saved.article(at, address)
        };
        if sink(Item::of(found(), place)).is_break() {
            return Ok(());
        }
    }
    if map.original.is_none() && map.mementos.iter().all(|memento| html::kept_at(&memento.uri).is_none()) {
        let _ = sink(refused(name.as_str(), "has no link with rel=\"original\""));
    }
    Ok(())
}

/// `<uri>; rel="memento"; datetime="Mon, 18 Aug 2025 19:41:00 GMT", <uri>; …`
fn of_links(text: &str) -> TimeMap {
    let mut map = TimeMap::default();
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('<') {
        let Some((uri, behind)) = behind.split_once('>') else { break };
        let (parameters, next) = behind.split_at(end_of_link(behind));
        rest = next;
        let get = |name: &str| parameter(parameters, name);
        let rel = get("rel").unwrap_or_default();
        let has = |word: &str| rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case(word));
        if has("original") {
            map.original = map.original.or_else(|| web(uri));
        } else if has("memento") {
            let at = get("datetime").and_then(|at| DateTime::parse_from_rfc2822(at).ok());
            map.mementos.push(Memento { at, uri: uri.trim().to_owned() });
        }
    }
    map
}

/// Where a link's parameters end: at a comma outside quotation marks.
fn end_of_link(behind: &str) -> usize {
    let mut is_quoted = false;
    behind
        .bytes()
        .position(|b| {
            is_quoted ^= b == b'"';
            b == b',' && !is_quoted
        })
        .unwrap_or(behind.len())
}

/// The value of `name="value"` or `name=value`.
fn parameter<'p>(parameters: &'p str, name: &str) -> Option<&'p str> {
    let mut rest = parameters;
    loop {
        let (_, behind) = rest.split_once(';')?;
        let (key, value) = behind.split_once('=')?;
        let value = value.trim_start();
        let (value, next) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => value.split_at(value.find(';').unwrap_or(value.len())),
        };
        if key.trim().eq_ignore_ascii_case(name) {
            return Some(value.trim());
        }
        rest = next;
    }
}

/// `{"original_uri": …, "mementos": {"list": [{"datetime": …, "uri": …}]}}`, the list also alone.
fn of_json(text: &str) -> TimeMap {
    let Ok(json) = serde_json::from_str::<Value>(text) else { return TimeMap::default() };
    let text_of = |value: &Value, names: &[&str]| names.iter().find_map(|name| value.get(name)?.as_str()).map(str::to_owned);
    let mementos = json.get("mementos");
    let list = mementos.and_then(|all| all.get("list").or(Some(all))).and_then(Value::as_array);
    let memento = |one: &Value| {
        let at = text_of(one, &["datetime"]);
        let at = at.and_then(|at| Stamp::parse(&at).map(|stamp| stamp.instant(None)).or_else(|| DateTime::parse_from_rfc2822(&at).ok()));
        Some(Memento { at, uri: text_of(one, &["uri"])? })
    };
    TimeMap {
        original: text_of(&json, &["original_uri", "original"]).and_then(|uri| web(&uri)),
        mementos: list.into_iter().flatten().filter_map(memento).collect(),
    }
}

fn web(uri: &str) -> Option<String> {
    url::canonical(uri).map(|_| uri.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_with_commas_and_quotation_marks_in_their_parameters() {
        let map = of_links(
            "<https://courier.example/ferry?a=1,2>;rel=\"original\",\n<https://web.archive.org/web/timemap/link/https://courier.example/ferry>; \
             rel=self; type=\"application/link-format\"; from=\"Mon, 05 May 2031 08:00:00 GMT\",\n \
             <https://web.archive.org/web/20310505080000/https://courier.example/ferry>; rel=\"first memento\"; datetime=\"Mon, 05 May 2031 \
             08:00:00 GMT\", <https://web.archive.org/web/2/x>; datetime=\"never\"; REL=memento, <broken",
        );
        assert_eq!(map.original.as_deref(), Some("https://courier.example/ferry?a=1,2"));
        let times: Vec<_> = map.mementos.iter().map(|memento| memento.at.map(|at| at.to_rfc3339())).collect();
        assert_eq!(times, [Some("2031-05-05T08:00:00+00:00".to_owned()), None]);
    }

    #[test]
    fn whatever_stands_there_is_read_or_not() {
        for text in [
            "",
            "<",
            "<a>",
            "<a>;",
            "<a>; rel",
            "<a>; rel=\"",
            "<a>; rel=\"memento",
            ",;,;<>;=",
            "{",
            "{\"mementos\": 1}",
            "{\"mementos\": [1]}",
        ] {
            assert!(of_links(text).mementos.len() <= 1 && of_json(text).mementos.is_empty(), "{text:?}");
        }
    }
}

//! WARC 1.1 (ISO 28500), packed record by record: the pages as they were captured, for every tool that replays them, with the
//! text that was made of each, and what else the store knows, for `import`.
//!
//! The same revisions give the same bytes: records are named by their hashes, and nothing asks a clock.

mod answer;
mod record;

use super::folder::line;
use super::{Error, Only, Row, each};
use crate::ingest::import::WARC_SCHEMA;
use crate::store::{Capture, Hash, Store};
use chrono::{DateTime, FixedOffset, Utc};
use record::{Record, id};
use rustc_hash::FxHashMap;
use std::io::Write;

/// What a server's answer is, as a block.
const ANSWER: &str = "application/http; msgtype=response";
const TEXT: &str = "text/plain; charset=utf-8";
const SAME_PAYLOAD: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Revisions.
    pub n_revisions: u64,
    /// Of these: with the page they were made from.
    pub n_pages: u64,
    /// Of these: made from a page that the store does not keep.
    pub n_without: u64,
}

/// Writes the revisions in the order in which they were recorded.
pub fn write_warc(store: &impl Store, only: Only, out: &mut dyn Write) -> Result<Written, Error> {
    let mut writing = Writing { store, out, written: Written::default(), known: FxHashMap::default() };
    writing.info(only)?;
    let n = each(store, only, u64::MAX, &mut |row| writing.revision(&row))?;
    Ok(Written { n_revisions: n, ..writing.written })
}

struct Writing<'s, S: Store> {
    store: &'s S,
    out: &'s mut dyn Write,
    written: Written,
    /// The sequence of the revision with which a payload was written.
    known: FxHashMap<Hash, u64>,
}

impl<S: Store> Writing<'_, S> {
    /// What the file is. Its time is the last that it tells of, so that it is the same whenever it is written.
    fn info(&mut self, only: Only) -> Result<(), Error> {
        let articles = self.store.articles()?;
        let is_told = |name: &str| only.is_none_or(|names| names.contains(name));
        let last = articles.iter().filter(|one| is_told(&one.article.name)).map(|one| one.last_observed).max();
        let head = self.store.head()?.hash.map_or_else(String::new, |hash| hash.to_string());
        let fields = format!(
            "software: writethru/{}\r\nformat: WARC File Format 1.1\r\nconformsTo: \
             http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\ndescription: revisions of news articles: \
             what was captured, the text made of it, and what is known of it ({WARC_SCHEMA})\r\n",
            env!("CARGO_PKG_VERSION")
        );
        let info = Record {
            kind: "warcinfo",
            id: id("warcinfo", &head),
            date: last.unwrap_or_else(|| DateTime::<Utc>::UNIX_EPOCH.fixed_offset()),
            url: None,
            more: Vec::new(),
            block_type: Some("application/warc-fields"),
            payload: None,
            block: &[fields.as_bytes()],
        };
        self.write(&info)
    }

    fn write(&mut self, record: &Record) -> Result<(), Error> {
        record.write(self.out).map_err(Error::Output)
    }

    /// A revision: what was captured, if that is kept, then its text, then what else is known.
    fn revision(&mut self, row: &Row) -> Result<(), Error> {
        let record = &row.record;
        let page = match &row.capture {
            Some(_) => self.store.capture_bytes(record.sequence)?,
            None => None,
        };
        let captured = match (&row.capture, &page) {
            (Some(capture), Some(page)) => Some(self.capture(row, capture, page)?),
            (Some(_), None) => {
                self.written.n_without += 1;
                None
            }
            _ => None,
        };
        let mut url = address(record.url.as_deref(), &record.article);
        if captured.is_some() {
            // Another address than the page's, as Browsertrix has it: whoever replays that is shown the page, and never its text.
            url.insert_str(0, "urn:text:");
        }
        let text = Record {
            // A text that was observed as such is a file; one that was made of something is a conversion of it.
            kind: if row.capture.is_some() { "conversion" } else { "resource" },
            id: id("text", &row.hash),
            date: record.observed_at,
            url: Some(&url),
            more: captured.iter().map(|captured| ("WARC-Refers-To", captured.clone())).collect(),
            block_type: Some(TEXT),
            payload: Some(record.text_sha256),
            block: &[row.text.as_bytes()],
        };
        self.write(&text)?;
        let line = serde_json::to_vec(&line(WARC_SCHEMA, text.id.clone(), row)).map_err(|error| Error::Output(error.into()))?;
        let known = Record {
            kind: "metadata",
            id: id("metadata", &row.hash),
            date: record.observed_at,
            url: None,
            more: vec![("WARC-Refers-To", text.id.clone())],
            block_type: Some("application/json"),
            payload: None,
            block: &[&line],
        };
        self.write(&known)
    }

    /// What was captured, or that the same was captured again; the name of the record.
    fn capture(&mut self, row: &Row, capture: &Capture, page: &[u8]) -> Result<String, Error> {
        let own = id("capture", &row.hash);
        let (url, date) = place(capture, row.record.url.as_deref(), &row.record.article, row.record.observed_at);
        let head = answer::head(capture);
        self.written.n_pages += 1;
        let earlier = self.known.get(&capture.sha256).copied();
        let (kind, more, block): (_, _, [&[u8]; 2]) = match earlier {
            None => (if head.is_some() { "response" } else { "resource" }, Vec::new(), [head.as_deref().unwrap_or_default(), page]),
            Some(earlier) => ("revisit", self.same_as(earlier)?, [head.as_deref().unwrap_or_default(), b""]),
        };
        let block_type = match (&head, earlier) {
            (Some(_), _) => Some(ANSWER.to_owned()),
            (None, None) => Some(record::line(capture.media_type.as_deref().unwrap_or("application/octet-stream"))),
            (None, Some(_)) => None,
        };
        let record = Record {
            kind,
            id: own.clone(),
            date,
            url: Some(&url),
            more,
            block_type: block_type.as_deref(),
            payload: Some(capture.sha256),
            block: &block,
        };
        self.write(&record)?;
        self.known.entry(capture.sha256).or_insert(row.record.sequence);
        Ok(own)
    }

    /// What a revisit says of the capture that it repeats.
    fn same_as(&self, sequence: u64) -> Result<Vec<(&'static str, String)>, Error> {
        let mut more = vec![("WARC-Profile", SAME_PAYLOAD.to_owned())];
        if let (Some(earlier), Some(stored)) = (self.store.capture(sequence)?, self.store.revision(sequence)?) {
            let article = self.store.article(stored.article)?.name;
            let (url, date) = place(&earlier, stored.url.as_deref(), &article, stored.observed_at);
            more.push(("WARC-Refers-To", id("capture", &stored.hash.to_string())));
            more.push(("WARC-Refers-To-Target-URI", url));
            more.push(("WARC-Refers-To-Date", record::date(&date)));
        }
        Ok(more)
    }
}

/// Where and when something was captured.
fn place(capture: &Capture, url: Option<&str>, article: &str, observed_at: DateTime<FixedOffset>) -> (String, DateTime<FixedOffset>) {
    (address(capture.url.as_deref().or(url), article), capture.captured_at.unwrap_or(observed_at))
}

/// The address of a revision: where it was seen, else what its article is called, else a name made of that. A target is always an
/// address, and never holds what would end its line.
fn address(url: Option<&str>, article: &str) -> String {
    let is_web = |text: &&str| text.starts_with("http://") || text.starts_with("https://");
    let escaped = |text: &str| {
        let mut out = String::with_capacity(text.len());
        for b in text.bytes() {
            if b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b) {
                out.push(char::from(b));
            } else {
                out.push_str(&format!("%{b:02X}"));
            }
        }
        out
    };
    match url.filter(is_web).or(Some(article).filter(is_web)) {
        Some(url) => escaped(url),
        None => format!("urn:writethru:{}", escaped(&article.replace('%', "%25"))),
    }
}

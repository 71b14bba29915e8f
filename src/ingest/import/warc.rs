//! A WARC file → the articles on the pages that were captured, each with its capture; what `export --as warc` wrote, exactly.
//!
//! What is a page and gives no article is refused with its place. An export puts two records behind each capture: the text that
//! was made of it, and what else the store knew. With these the page is not read again: another version of this program might
//! read it otherwise.

use super::folder::{IndexLine, row_of};
use super::{Error, Item, Seen, Sink, WARC_SCHEMA, file_name, located, refused};
use crate::ingest::captures::{article, page_url};
use crate::ingest::observed;
use crate::ingest::warc::{Kind, MAX_DECODED_BYTES, Reader, Record, Verdict, WarcError};
use crate::store::Hash;
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::Path;

pub(super) fn read(from: &Path, sink: Sink) -> Result<(), Error> {
    let file = File::open(from).map_err(|source| Error::Io { path: from.to_owned(), source })?;
    let name = file_name(from);
    let mut n_pages = 0_u64;
    let mut waiting = Waiting { file: &name, capture: None, text: None };
    for (number, record) in Reader::new(BufReader::new(file)).enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(WarcError::Io { error, .. }) if number == 0 => return Err(Error::Io { path: from.to_owned(), source: error }),
            Err(error) if number == 0 => {
                return Err(Error::NotThat { path: from.to_owned(), what: "a WARC file", why: error.to_string() });
            }
            Err(error) => {
                if waiting.flush(sink).is_continue() {
                    let _ = sink(refused(name.as_str(), format!("cannot be read from here: {error}")));
                }
                return Ok(());
            }
        };
        n_pages += u64::from(page_url(&record).is_some() || is_own(&record));
        if waiting.take(record, sink).is_break() {
            return Ok(());
        }
    }
    if waiting.flush(sink).is_continue() && n_pages == 0 {
        let _ = sink(refused(name.as_str(), "has no record of a page"));
    }
    Ok(())
}

/// Records that are not done with until the next ones are known.
struct Waiting<'f> {
    file: &'f str,
    capture: Option<Record>,
    text: Option<Record>,
}

impl Waiting<'_> {
    fn take(&mut self, record: Record, sink: Sink) -> ControlFlow<()> {
        if is_own(&record) {
            let place = || format!("{}, byte {}", self.file, record.at);
            let capture = self.capture.take();
            let of_text = self.text.take().filter(|text| text.id.is_some() && text.id == record.refers_to);
            let of_capture = |text: &Record| capture.filter(|capture| capture.id.is_some() && capture.id == text.refers_to);
            return sink(Item::of(exactly(&record, of_text, of_capture), place));
        }
        if is_text(&record) {
            let is_of = |capture: &Record| capture.id.is_some() && capture.id == record.refers_to;
            // What was captured may itself be a text.
            if self.text.as_ref().is_some_and(is_of) {
                self.capture = self.text.take();
            }
            if self.capture.as_ref().is_some_and(|capture| !is_of(capture)) {
                self.flush(sink)?;
            }
            self.text = Some(record);
            return ControlFlow::Continue(());
        }
        self.flush(sink)?;
        let is_large = record.body.len() > MAX_DECODED_BYTES;
        self.capture = Some(record);
        // What is larger than any page is not held while the next is read.
        if is_large { self.flush(sink) } else { ControlFlow::Continue(()) }
    }

    /// Reads the page of a capture behind which no export put anything.
    fn flush(&mut self, sink: Sink) -> ControlFlow<()> {
        self.text = None;
        let Some(record) = self.capture.take() else { return ControlFlow::Continue(()) };
        let Some(url) = page_url(&record) else { return ControlFlow::Continue(()) };
        sink(Item::of(seen(&record, url, &format!("{}#{}", self.file, record.at)), || format!("{}, byte {}", self.file, record.at)))
    }
}

/// The article on a captured page at the time of its record.
pub(super) fn seen(record: &Record, url: &str, location: &str) -> Result<Seen, String> {
    let found = article(record, url)?;
    let at = found.archived_at.ok_or("it has no WARC-Date")?;
    let mut seen = located(found, observed::capture(&record.body), at, location.to_owned());
    seen.observation.url = Some(url.to_owned());
    Ok(seen)
}

/// What an export says of a revision.
fn is_own(record: &Record) -> bool {
    record.kind == Kind::Metadata && memchr::memmem::find(&record.body, WARC_SCHEMA.as_bytes()).is_some()
}

/// A text, alone or made of a capture.
fn is_text(record: &Record) -> bool {
    matches!(record.kind, Kind::Conversion | Kind::Resource)
        && record.block_type.as_deref().is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/plain"))
}

/// The observation that an export wrote, which must have the text that it names.
fn exactly(record: &Record, text: Option<Record>, capture: impl FnOnce(&Record) -> Option<Record>) -> Result<Seen, String> {
    let line: IndexLine = serde_json::from_slice(&record.body).map_err(|error| format!("does not say what a revision is: {error}"))?;
    if line.schema != WARC_SCHEMA {
        return Err(format!("is of “{}”, and {WARC_SCHEMA} is read", super::row::short(&line.schema)));
    }
    let text = text.ok_or("the text that it is about does not stand before it")?;
    let page = capture(&text);
    if !text.warnings.is_empty() {
        return Err(format!("its text {}", text.warnings.join("; ")));
    }
    let words = String::from_utf8(text.body).map_err(|_| "its text is not UTF-8")?;
    let mut seen = row_of(line, words).seen(None, String::new)?;
    if let (Some(capture), Some(page)) = (&mut seen.observation.capture, page)
        && page.verdict != Verdict::Mismatch
        && capture.sha256 == Hash::of(&page.body)
    {
        capture.bytes = Some(page.body);
    }
    Ok(seen)
}

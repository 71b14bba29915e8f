//! Indexes of captures, as web archives keep and hand them out (CDX, CDXJ) → the articles on the pages that they list.
//!
//! An index holds no pages. Where it names a file with a place in it, and that WARC file lies beside it, the record at that place is
//! read, and no other; where it names none, as those that archives hand out, a page saved beside it is taken. Each row of a page
//! gives one of these or is refused with its reason; rows of pictures, scripts and redirections are passed over.

mod rows;

use super::lines::{Line, Lines};
use super::saved::Saved;
use super::{Error, Item, Seen, Sink, compressed, file_name, refused, row::short, warc};
use crate::ingest::captures::page_url;
use crate::ingest::url;
use crate::ingest::warc::{Kind, REPEATS, Reader, Record};
use rows::{Place, Row, Rows};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

pub(super) use rows::is_index;

/// Payloads that later captures may repeat are known for so many rows.
const MAX_PAYLOADS: usize = 500_000;
/// A longer line is no row, nor any number of them that an archive hands out at once.
const MAX_LINE_BYTES: usize = 8 << 20;

pub(super) fn read(from: &Path, sink: Sink) -> Result<(), Error> {
    let mut payloads = Payloads::default();
    let mut n_rows = 0_u64;
    // Where each payload is, before the captures that repeat it: the rows are in order of addresses, not of time.
    each(from, &mut |_, row| {
        n_rows += u64::from(row.is_ok());
        if let Ok(Row { place: Some(place), digest: Some(digest), is_revisit: false, may_be_page: true, .. }) = row
            && payloads.len() < MAX_PAYLOADS
        {
            payloads.entry(digest).or_insert(place);
        }
        true
    })?;
    if n_rows == 0 {
        let why = "no row of it has an address and a time of 14 digits".to_owned();
        return Err(Error::NotThat { path: from.to_owned(), what: "an index of captures (CDX)", why });
    }
    let name = file_name(from);
    let reading = Reading { from, payloads, saved: OnceCell::new() };
    each(from, &mut |number, row| {
        let item = match row {
            Err(why) => refused(format!("{name}, line {number}"), why),
            Ok(row) if !row.may_be_page => return true,
            Ok(row) => match reading.seen(&row) {
                Ok(None) => return true,
                found => Item::of(found.and_then(|seen| seen.ok_or_else(String::new)), || format!("{name}, line {number}")),
            },
        };
        sink(item).is_continue()
    })
}

/// Where payloads are, by their digests.
type Payloads = FxHashMap<String, Place>;

/// The rows of an index with their lines, until told to stop.
fn each(from: &Path, visit: &mut dyn FnMut(u64, Result<Row, String>) -> bool) -> Result<(), Error> {
    let mut lines = Lines::new(BufReader::new(compressed::open(from)?));
    let mut rows = Rows::default();
    for number in 1.. {
        let line = match lines.next() {
            Ok(None) => break,
            Ok(Some(Line::Whole(line))) if line.len() <= MAX_LINE_BYTES => line,
            Ok(Some(_)) => {
                visit(number, Err("is longer than a row can be".to_owned()));
                continue;
            }
            Err(error) => {
                visit(number, Err(format!("cannot be read from here: {error}")));
                break;
            }
        };
        for row in rows.of_line(line) {
            if !visit(number, row) {
                return Ok(());
            }
        }
    }
    Ok(())
}

struct Reading<'f> {
    from: &'f Path,
    payloads: Payloads,
    /// Looked for only where a row names no file.
    saved: OnceCell<Saved>,
}

impl Reading<'_> {
    /// What a row leads to; nothing if that turns out to be no page.
    fn seen(&self, row: &Row) -> Result<Option<Seen>, String> {
        if let Some(status) = row.status.filter(|status| *status >= 400) {
            return Err(format!("the answer was {status}: an error page is no revision"));
        }
        let Some(place) = &row.place else {
            let saved = self.saved.get_or_init(|| Saved::beside(self.from));
            let address = row.url.as_deref().ok_or("it has no address")?;
            return saved.article(row.at, address).map(Some);
        };
        let mut record = self.record(place)?;
        if let Some(address) = row.url.as_deref()
            && !record.url.as_deref().is_some_and(|found| found == address || url::is_same(found, address))
        {
            let found = record.url.as_deref().map_or_else(|| "no address".to_owned(), short);
            return Err(format!("at its place in “{}” stands a record of {found}", place.file));
        }
        if record.date.is_some_and(|date| date.timestamp() != row.at.timestamp()) {
            return Err(format!("at its place in “{}” stands a record of another time", place.file));
        }
        let digest = record.payload_digest.as_deref().map(rows::digest);
        if let (Some(listed), Some(found)) = (&row.digest, &digest)
            && listed != found
            && listed.len() == found.len()
        {
            return Err(format!("at its place in “{}” stands a record with another digest", place.file));
        }
        if record.kind == Kind::Revisit && record.body.is_empty() {
            self.repeat(&mut record, digest.as_ref().or(row.digest.as_ref()))?;
        }
        let Some(address) = page_url(&record) else { return Ok(None) };
        warc::seen(&record, address, &format!("{}#packed:{}", place.file, place.offset)).map(Some)
    }

    /// Gives a revisit what it repeats.
    fn repeat(&self, record: &mut Record, digest: Option<&String>) -> Result<(), String> {
        let place = digest.and_then(|digest| self.payloads.get(digest)).ok_or("repeats a page that the index does not list")?;
        let earlier = self.record(place)?;
        if record.http.as_ref().is_none_or(|http| http.header("Content-Type").is_none()) {
            record.http = earlier.http;
        }
        record.warnings.retain(|warning| warning != REPEATS);
        record.warnings.extend(earlier.warnings);
        (record.body, record.verdict, record.block_type) = (earlier.body, earlier.verdict, earlier.block_type);
        Ok(())
    }

    /// The record at a place.
    fn record(&self, place: &Place) -> Result<Record, String> {
        let path = self.file(&place.file)?;
        let cannot = |error: std::io::Error| format!("“{}” cannot be read: {error}", place.file);
        let mut file = File::open(path).map_err(cannot)?;
        file.seek(SeekFrom::Start(place.offset)).map_err(cannot)?;
        match Reader::new(file.take(place.length.unwrap_or(u64::MAX))).next() {
            Some(Ok(record)) => Ok(record),
            Some(Err(error)) => Err(format!("at byte {} of “{}”: {error}", place.offset, place.file)),
            None => Err(format!("byte {} lies behind the end of “{}”", place.offset, place.file)),
        }
    }

    /// A WARC file beside the index, or in `archive` there or beside the index's folder, as pywb has it.
    fn file(&self, name: &str) -> Result<PathBuf, String> {
        if matches!(name, "" | "." | "..") {
            return Err(format!("“{name}” is no name of a file"));
        }
        let folder = self.from.parent().unwrap_or(Path::new(""));
        let places = [folder.join(name), folder.join("archive").join(name), folder.join("..").join("archive").join(name)];
        let found = places.into_iter().find(|path| path.symlink_metadata().is_ok_and(|found| found.is_file()));
        found.ok_or_else(|| format!("it is in “{}”, which is neither beside the index nor in “archive”", short(name)))
    }
}

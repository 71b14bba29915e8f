//! Comma-separated values with a header: `url,time,title,body`, in any order, others passed over. RFC 4180.

use super::row::Row;
use super::{Error, Item, Sink, compressed, file_name, refused};
use chrono_tz::Tz;
use csv_core::ReadRecordResult;
use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// The longest record that is kept, in bytes. A quotation mark that is never closed swallows the rest of a file.
const MAX_RECORD_BYTES: usize = 80 << 20;

/// More columns than this are no table.
const MAX_COLUMNS: usize = 4096;

/// What is said of the last record where [`Records::is_open`].
pub(super) const NEVER_CLOSED: &str = "a quotation mark in it is never closed: all that stands behind it was left";

/// One record.
pub(super) enum Record {
    /// Its values.
    Values(Vec<String>),
    /// It has bytes that are not UTF-8.
    NotText,
    /// It is longer than any record can be, and was passed over.
    TooLong,
}

/// Reads records one by one.
pub(super) struct Records<R> {
    from: BufReader<R>,
    reader: csv_core::Reader,
    output: Vec<u8>,
    ends: Vec<usize>,
    /// The line the next record begins in.
    pub line: u64,
    /// The last record began a quoted value that the file never ends: all that stood behind is in it.
    pub is_open: bool,
    has_ended: bool,
}

impl<R: Read> Records<R> {
    pub fn new(from: R) -> Self {
        Self {
            from: BufReader::with_capacity(1 << 20, from),
            reader: csv_core::Reader::new(),
            output: vec![0; 64 << 10],
            ends: vec![0; 64],
            line: 1,
            is_open: false,
            has_ended: false,
        }
    }

    /// The next record; `None` at the end.
    pub fn next(&mut self) -> std::io::Result<Option<Record>> {
        let (mut written, mut n_ends, mut is_too_long) = (0, 0, false);
        loop {
            let input = self.from.fill_buf()?;
            // One more line feed at the end, which is part of a value only where its quotation mark is still open.
            let is_end = input.is_empty() && !self.has_ended;
            let input = if is_end { b"\n" } else { input };
            let (result, n_in, n_out, n_new_ends) = self.reader.read_record(input, &mut self.output[written..], &mut self.ends[n_ends..]);
            if is_end {
                self.has_ended = n_in > 0;
                self.is_open = n_out > 0;
            } else {
                self.from.consume(n_in);
            }
            written += n_out;
            n_ends += n_new_ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.output.len() < MAX_RECORD_BYTES => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::OutputFull => (is_too_long, written) = (true, 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() < MAX_COLUMNS => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => (is_too_long, n_ends) = (true, 0),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
        }
        self.line = self.reader.line();
        if is_too_long {
            return Ok(Some(Record::TooLong));
        }
        let mut start = 0;
        let mut values = Vec::with_capacity(n_ends);
        for &end in &self.ends[..n_ends] {
            let Some(value) = self.output.get(start..end).and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
                return Ok(Some(Record::NotText));
            };
            values.push(value.to_owned());
            start = end;
        }
        Ok(Some(Record::Values(values)))
    }
}

/// The header of a table: names in lower case, a byte order mark gone.
pub(super) fn header<R: Read>(records: &mut Records<R>) -> std::io::Result<Vec<String>> {
    Ok(match records.next()? {
        Some(Record::Values(names)) => names.iter().map(|name| name.trim_start_matches('\u{FEFF}').trim().to_lowercase()).collect(),
        _ => Vec::new(),
    })
}

pub(super) fn read(from: &Path, zone: Option<Tz>, sink: Sink) -> Result<(), Error> {
    let error = |source| Error::Io { path: from.to_owned(), source };
    let mut records = Records::new(compressed::open(from)?);
    let names = header(&mut records).map_err(error)?;
    let has = |any: &[&str]| names.iter().any(|name| any.contains(&name.as_str()));
    let needed: [(&str, &[&str]); 3] =
        [("url or article", &["url", "link", "article"]), ("time", TIME), ("body, text or html", &["body", "text", "content", "html"])];
    if let Some((what, _)) = needed.iter().find(|(_, any)| !has(any)) {
        let why = format!("its first line has no column {what}; it has {}", super::row::short(&names.join(", ")));
        return Err(Error::NotThat { path: from.to_owned(), what: "CSV of texts", why });
    }
    let name = file_name(from);
    loop {
        let line = records.line;
        let place = || format!("{name}, line {line}");
        let item = match records.next() {
            Ok(None) => break,
            Ok(Some(Record::TooLong)) => refused(place(), "the record is longer than any text can be: a quotation mark may be missing"),
            Ok(Some(Record::NotText)) => refused(place(), "is not UTF-8"),
            Ok(Some(Record::Values(values))) if values.len() != names.len() => {
                refused(place(), format!("has {} values where the header has {}", values.len(), names.len()))
            }
            Ok(Some(Record::Values(_))) if records.is_open => refused(place(), NEVER_CLOSED),
            Ok(Some(Record::Values(values))) => Item::of(row(&names, values).seen(zone, || format!("{name}#{line}")), place),
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

const TIME: &[&str] = &["time", "observed_at", "timestamp"];

fn row(names: &[String], values: Vec<String>) -> Row<'static> {
    let mut row = Row::default();
    for (name, value) in names.iter().zip(values).filter(|(_, value)| !value.is_empty()) {
        let column = match name.as_str() {
            "article" => &mut row.article,
            "url" | "link" => &mut row.url,
            "time" | "timestamp" => &mut row.time,
            "observed_at" => &mut row.observed_at,
            "headline" => &mut row.headline,
            "title" => &mut row.title,
            "alternative_headline" => &mut row.alternative_headline,
            "byline" => &mut row.byline,
            "date_published" => &mut row.date_published,
            "date_modified" => &mut row.date_modified,
            "body" | "content" => &mut row.body,
            "text" => &mut row.text,
            "html" => &mut row.html,
            "extractor" => &mut row.extractor,
            _ => continue,
        };
        *column = Some(Cow::Owned(value));
    }
    row
}

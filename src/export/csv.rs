//! A table for spreadsheets: RFC 4180, and no cell that a spreadsheet would take for a formula.

use super::{Error, Only, each};
use crate::report::csv::cell as quoted;
use crate::store::{Store, written};
use std::io::Write;

const HEADER: &str =
    "sequence,article,url,observed_at,date_published,date_modified,headline,alternative_headline,byline,sha256,extractor,text\r\n";

/// Writes the revisions in the order in which they were recorded; says how many.
pub fn write_csv(store: &impl Store, only: Only, out: &mut dyn Write) -> Result<u64, Error> {
    out.write_all(HEADER.as_bytes()).map_err(Error::Output)?;
    each(store, only, u64::MAX, &mut |row| {
        let record = &row.record;
        let some = |value: &Option<String>| value.clone().unwrap_or_default();
        let cells = [
            record.sequence.to_string(),
            record.article.clone(),
            some(&record.url),
            written(&record.observed_at),
            some(&record.date_published),
            some(&record.date_modified),
            some(&record.headline),
            some(&record.alternative_headline),
            some(&record.byline),
            record.text_sha256.to_string(),
            record.extractor.clone(),
            row.text,
        ];
        let line = cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",");
        out.write_all(line.as_bytes()).and_then(|()| out.write_all(b"\r\n")).map_err(Error::Output)
    })
}

//! One JSON object a line: `{"url", "time", "title", "body"}`, with `html` for a page, or what `export --format jsonl` writes.

use super::lines::{Line, Lines};
use super::row::Row;
use super::{Error, Item, Seen, Sink, compressed, file_name, refused};
use chrono_tz::Tz;
use std::io::BufReader;
use std::path::Path;

/// Large, for lines are long.
const BUFFER_BYTES: usize = 1 << 20;

pub(super) fn read(from: &Path, zone: Option<Tz>, sink: Sink) -> Result<(), Error> {
    let mut lines = Lines::new(BufReader::with_capacity(BUFFER_BYTES, compressed::open(from)?));
    let name = file_name(from);
    for number in 1.. {
        let place = || format!("{name}, line {number}");
        let item = match lines.next() {
            Ok(None) => break,
            Ok(Some(Line::TooLong)) => refused(place(), "is longer than any text can be"),
            Ok(Some(Line::Whole(line))) if line.trim_ascii().is_empty() => continue,
            Ok(Some(Line::Whole(line))) => Item::of(seen(line, zone, || format!("{name}#{number}")), place),
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

/// One line → its observation; `location` is where the line is.
fn seen(line: &[u8], zone: Option<Tz>, location: impl FnOnce() -> String) -> Result<Seen, String> {
    let line = line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line);
    let row: Row = serde_json::from_slice(line).map_err(|error| format!("is not JSON with url, time, title and body: {error}"))?;
    row.seen(zone, location)
}

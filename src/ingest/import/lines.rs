//! Lines of a file, however long they are, in bounded memory.

use std::io::{self, BufRead};

/// The longest line that is kept, in bytes: a text of the largest size, with room for its escapes.
const MAX_LINE_BYTES: usize = 80 << 20;

/// A line as it was found.
pub(super) enum Line<'a> {
    /// Its bytes, without the line feed.
    Whole(&'a [u8]),
    /// It is longer than any line can be, and was passed over.
    TooLong,
}

/// Reads a file line by line.
pub(super) struct Lines<R> {
    from: R,
    buffer: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub fn new(from: R) -> Self {
        Self { from, buffer: Vec::new() }
    }

    /// The next line; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        let mut is_too_long = false;
        let mut is_any = false;
        loop {
            let chunk = self.from.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            is_any = true;
            let end = memchr::memchr(b'\n', chunk);
            let part = &chunk[..end.unwrap_or(chunk.len())];
            is_too_long |= self.buffer.len() + part.len() > MAX_LINE_BYTES;
            if !is_too_long {
                self.buffer.extend_from_slice(part);
            }
            let n = end.map_or(chunk.len(), |end| end + 1);
            self.from.consume(n);
            if end.is_some() {
                break;
            }
        }
        Ok(match (is_any, is_too_long) {
            (false, _) => None,
            (true, true) => {
                self.buffer = Vec::new();
                Some(Line::TooLong)
            }
            (true, false) => Some(Line::Whole(&self.buffer)),
        })
    }
}

//! A stream → its lines, each held only if it is of a size to be worked on.

use std::io::{self, BufRead, ErrorKind};

/// The longest line that is read. Longer ones are passed over without being held.
pub(super) const MAX_LINE_BYTES: usize = 64 << 20;

/// [`MAX_LINE_BYTES`] as messages name it.
pub(super) const MAX_LINE: &str = "64 MiB";

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// A line that has something in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number, blank lines counted, from 1.
    pub number: usize,
    /// Its bytes, without the line end; `None` if it is too long.
    pub bytes: Option<Vec<u8>>,
}

/// Reads lines.
pub(super) struct Lines<R> {
    from: R,
    number: usize,
    max_bytes: usize,
}

impl<R: BufRead> Lines<R> {
    pub fn new(from: R, max_bytes: usize) -> Self {
        Self { from, number: 0, max_bytes }
    }

    /// The next line that is not blank.
    pub fn next(&mut self) -> io::Result<Option<Line>> {
        loop {
            let Some(bytes) = self.any()? else { return Ok(None) };
            self.number += 1;
            let Some(mut bytes) = bytes else {
                return Ok(Some(Line { number: self.number, bytes: None }));
            };
            if self.number == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
                bytes.drain(..BYTE_ORDER_MARK.len());
            }
            if !bytes.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(Line { number: self.number, bytes: Some(bytes) }));
            }
        }
    }

    /// The next line, blank or not; the inner `None` is one too long.
    #[expect(clippy::option_option, reason = "the end and a line too long are two answers")]
    fn any(&mut self) -> io::Result<Option<Option<Vec<u8>>>> {
        let mut bytes = Vec::new();
        let (mut is_too_long, mut is_empty) = (false, true);
        loop {
            let chunk = match self.from.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if chunk.is_empty() {
                let line = (!is_too_long).then_some(bytes);
                return Ok((!is_empty).then_some(line));
            }
            is_empty = false;
            let end = memchr::memchr(b'\n', chunk);
            let piece = &chunk[..end.unwrap_or(chunk.len())];
            if is_too_long || bytes.len() + piece.len() > self.max_bytes {
                (is_too_long, bytes) = (true, Vec::new());
            } else {
                bytes.extend_from_slice(piece);
            }
            let read = piece.len() + usize::from(end.is_some());
            self.from.consume(read);
            if end.is_some() {
                return Ok(Some((!is_too_long).then_some(bytes)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads in pieces of three bytes, with at most ten a line.
    fn check(input: &str, expected: &[(usize, Option<&str>)]) {
        let mut lines = Lines::new(io::BufReader::with_capacity(3, input.as_bytes()), 10);
        let mut found = Vec::new();
        while let Some(line) = lines.next().expect("readable") {
            found.push((line.number, line.bytes.map(|b| String::from_utf8(b).expect("text"))));
        }
        let found: Vec<_> = found.iter().map(|(n, line)| (*n, line.as_deref())).collect();
        assert_eq!(found, expected, "{input:?}");
    }

    #[test]
    fn lines_as_they_come() {
        check("", &[]);
        check("a\nb", &[(1, Some("a")), (2, Some("b"))]);
        check("a\r\nb\r\n", &[(1, Some("a\r")), (2, Some("b\r"))]);
        check("\n  \n\r\nabc\n\n", &[(4, Some("abc"))]);
        check("\u{FEFF}a\n\u{FEFF}b\n", &[(1, Some("a")), (2, Some("\u{FEFF}b"))]);
        check("\u{FEFF}\n", &[]);
    }

    #[test]
    fn a_line_too_long_is_passed_over() {
        check("a\n12345678901\nb\n", &[(1, Some("a")), (2, None), (3, Some("b"))]);
        check("1234567890\n1234567890123456", &[(1, Some("1234567890")), (2, None)]);
    }
}

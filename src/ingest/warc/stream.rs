//! The bytes of a WARC file, unpacked, with their place: headers and blocks.

use super::digest::{Taking, Verdict};
use super::{MAX_HEADER_BYTES, MAX_RECORD_BYTES, WarcError};
use crate::ingest::unpack::{TooMuch, Unpacked};
use std::io::{BufRead, BufReader, Read};

/// As much is read at once.
const READ_BYTES: usize = 64 << 10;
/// Empty lines between two records; writers put two.
const MAX_EMPTY_LINES: usize = 64;

pub(super) struct Stream<R: Read> {
    from: BufReader<Unpacked<R>>,
    /// Bytes unpacked so far.
    at: u64,
    /// What was met behind a block, before anything there was asked for.
    met: Option<WarcError>,
}

/// A record's headers.
pub(super) struct Headers {
    pub at: u64,
    pub lines: Vec<(String, String)>,
}

/// A record's block.
pub(super) struct Block {
    pub bytes: Vec<u8>,
    pub verdict: Verdict,
    /// The file ended first.
    pub is_short: bool,
    /// It is longer than what is kept.
    pub is_cut: bool,
    /// The packed member that ends with it does not match its checksum.
    pub is_damaged: bool,
}

impl<R: Read> Stream<R> {
    pub fn new(from: R) -> Self {
        Self { from: BufReader::with_capacity(READ_BYTES, Unpacked::new(from, 0)), at: 0, met: None }
    }

    /// The unpacked bytes that are at hand; empty at the end.
    fn fill(&mut self) -> Result<&[u8], WarcError> {
        let at = self.at;
        self.from.fill_buf().map_err(|error| {
            let is_bomb = error.get_ref().is_some_and(|e| e.is::<TooMuch>());
            if is_bomb { WarcError::Bomb } else { WarcError::Io { at, error } }
        })
    }

    fn consume(&mut self, n: usize) {
        self.at += n as u64;
        self.from.consume(n);
    }

    /// A line without its end, and whether it was the last thing; none at the end of the file.
    fn line(&mut self, max: usize) -> Result<Option<Vec<u8>>, WarcError> {
        let mut line = Vec::new();
        let begun = self.at;
        loop {
            let bytes = self.fill()?;
            if bytes.is_empty() {
                return Ok((!line.is_empty()).then_some(line));
            }
            let end = memchr::memchr(b'\n', bytes);
            let n = end.map_or(bytes.len(), |end| end + 1);
            line.extend_from_slice(&bytes[..n]);
            self.consume(n);
            if line.len() > max {
                return Err(WarcError::LongHeaders { at: begun });
            }
            if end.is_some() {
                while line.ends_with(b"\n") || line.ends_with(b"\r") {
                    line.pop();
                }
                return Ok(Some(line));
            }
        }
    }

    /// The headers of the next record; none at the end of the file.
    pub fn headers(&mut self) -> Result<Option<Headers>, WarcError> {
        if let Some(error) = self.met.take() {
            return Err(error);
        }
        let mut at = self.at;
        let mut first = Vec::new();
        for _ in 0..MAX_EMPTY_LINES {
            at = self.at;
            let Some(line) = self.line(MAX_HEADER_BYTES)? else { return Ok(None) };
            if !line.is_empty() {
                first = line;
                break;
            }
        }
        if !first.starts_with(b"WARC/1.") && !first.starts_with(b"WARC/0.") {
            let found = String::from_utf8_lossy(&first).chars().take(40).collect();
            return Err(WarcError::NoRecord { at, found });
        }
        let mut lines: Vec<(String, String)> = Vec::new();
        while let Some(line) = self.line(MAX_HEADER_BYTES)?.filter(|line| !line.is_empty()) {
            if usize::try_from(self.at - at).is_ok_and(|n| n > MAX_HEADER_BYTES) {
                return Err(WarcError::LongHeaders { at });
            }
            let text = String::from_utf8_lossy(&line);
            match (text.starts_with([' ', '\t']), lines.last_mut(), text.split_once(':')) {
                (true, Some((_, value)), _) => {
                    value.push(' ');
                    value.push_str(text.trim());
                }
                (_, _, Some((key, value))) => lines.push((key.trim().to_owned(), value.trim().to_owned())),
                _ => {}
            }
        }
        Ok(Some(Headers { at, lines }))
    }

    /// The block of a record, of which no more is kept than may be.
    pub fn block(&mut self, length: u64, digest: Option<&str>) -> Result<Block, WarcError> {
        let mut block = Block { bytes: Vec::new(), verdict: Verdict::Absent, is_short: false, is_cut: false, is_damaged: false };
        let mut taking = digest.map(Taking::of);
        let mut left = length;
        while left > 0 {
            let bytes = self.fill()?;
            if bytes.is_empty() {
                block.is_short = true;
                break;
            }
            let n = usize::try_from(left).map_or(bytes.len(), |left| left.min(bytes.len()));
            let room = MAX_RECORD_BYTES - block.bytes.len();
            block.bytes.extend_from_slice(&bytes[..n.min(room)]);
            block.is_cut |= n > room;
            if let Some(taking) = &mut taking {
                taking.take(&bytes[..n]);
            }
            self.consume(n);
            left -= n as u64;
        }
        block.is_damaged = !block.is_short && self.ends_damaged();
        block.verdict = taking.map_or(Verdict::Absent, Taking::verdict);
        Ok(block)
    }

    /// Passes over the line ends behind a block; whether the member that ends there does not match its checksum, which is looked at only
    /// then. A page in which bits were flipped on a disk would look like an edit. Anything else that is wrong there is about what follows.
    fn ends_damaged(&mut self) -> bool {
        for _ in 0..=b"\r\n\r\n".len() {
            match self.fill() {
                Ok([b'\r' | b'\n', ..]) => self.consume(1),
                Ok(_) => return false,
                Err(error) => {
                    // The decoder has no kind of error for it. That of zstd looks at a sum before it gives what is small, so that what it
                    // says here is of what follows.
                    let is_damaged = matches!(&error, WarcError::Io { error, .. } if error.to_string().contains("gzip stream"));
                    self.met = Some(error);
                    return is_damaged;
                }
            }
        }
        false
    }
}

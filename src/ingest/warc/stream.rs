//! The bytes of a WARC file, unpacked, with their place: headers and blocks.

use super::digest::{Taking, Verdict};
use super::{MAX_HEADER_BYTES, MAX_RATIO, MAX_RECORD_BYTES, WarcError};
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// As much is read at once.
const READ_BYTES: usize = 64 << 10;
/// A file this small may unpack to as much as it likes.
const FREE_BYTES: u64 = 1 << 20;
/// Empty lines between two records; writers put two.
const MAX_EMPTY_LINES: usize = 64;

pub(super) struct Stream<R: Read> {
    from: Unpacked<R>,
    /// Bytes unpacked so far.
    at: u64,
    packed: Arc<AtomicU64>,
}

enum Unpacked<R: Read> {
    Unread(Counted<R>),
    Plain(BufReader<Counted<R>>),
    Gzip(Box<BufReader<MultiGzDecoder<BufReader<Counted<R>>>>>),
    Gone,
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
}

/// Counts what is read.
struct Counted<R> {
    from: R,
    n: Arc<AtomicU64>,
    /// What was read to see whether it is gzip.
    head: Vec<u8>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if !self.head.is_empty() {
            let n = self.head.len().min(buf.len());
            buf[..n].copy_from_slice(&self.head[..n]);
            self.head.drain(..n);
            return Ok(n);
        }
        let n = self.from.read(buf)?;
        self.n.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

impl<R: Read> Stream<R> {
    pub fn new(from: R) -> Self {
        let packed = Arc::new(AtomicU64::new(0));
        Self { from: Unpacked::Unread(Counted { from, n: Arc::clone(&packed), head: Vec::new() }), at: 0, packed }
    }

    fn io(&self, source: io::Error) -> WarcError {
        WarcError::Io { at: self.at, source }
    }

    /// The unpacked bytes that are at hand; empty at the end.
    fn fill(&mut self) -> Result<&[u8], WarcError> {
        if let Unpacked::Unread(_) = self.from
            && let Unpacked::Unread(mut counted) = std::mem::replace(&mut self.from, Unpacked::Gone)
        {
            let mut head = Vec::new();
            (&mut counted).take(2).read_to_end(&mut head).map_err(|e| self.io(e))?;
            let is_gzip = head == [0x1F, 0x8B];
            counted.head = head;
            let packed = BufReader::with_capacity(READ_BYTES, counted);
            self.from = if is_gzip {
                Unpacked::Gzip(Box::new(BufReader::with_capacity(READ_BYTES, MultiGzDecoder::new(packed))))
            } else {
                Unpacked::Plain(packed)
            };
        }
        if self.at > FREE_BYTES && matches!(self.from, Unpacked::Gzip(_)) && self.at / MAX_RATIO > self.packed.load(Ordering::Relaxed) {
            return Err(WarcError::Bomb);
        }
        let at = self.at;
        let bytes = match &mut self.from {
            Unpacked::Plain(from) => from.fill_buf(),
            Unpacked::Gzip(from) => from.fill_buf(),
            Unpacked::Unread(_) | Unpacked::Gone => Ok(&[][..]),
        };
        bytes.map_err(|source| WarcError::Io { at, source })
    }

    fn consume(&mut self, n: usize) {
        self.at += n as u64;
        match &mut self.from {
            Unpacked::Plain(from) => from.consume(n),
            Unpacked::Gzip(from) => from.consume(n),
            Unpacked::Unread(_) | Unpacked::Gone => {}
        }
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
        while let Some(line) = self.line(MAX_HEADER_BYTES)? {
            if line.is_empty() {
                break;
            }
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
        let mut block = Block { bytes: Vec::new(), verdict: Verdict::Absent, is_short: false, is_cut: false };
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
        block.verdict = taking.map_or(Verdict::Absent, Taking::verdict);
        Ok(block)
    }
}

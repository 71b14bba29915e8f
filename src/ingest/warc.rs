//! WARC files, plain or packed with gzip or zstd → what was captured, record by record, in constant memory.
//!
//! ```
//! use writethru::ingest::warc::{Kind, Reader};
//!
//! let file = b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://courier.example/ferry\r\n\
//!     WARC-Date: 2031-05-05T06:12:00Z\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<p>Ferry fire\r\n\r\n";
//! let record = Reader::new(&file[..]).next().unwrap().unwrap();
//! assert_eq!((record.kind, record.url.as_deref()), (Kind::Resource, Some("https://courier.example/ferry")));
//! assert_eq!(record.body, b"<p>Ferry fire");
//! ```
//!
//! Versions 1.0 and 1.1; gzip and zstd with a member for each record or one for all. A digest is checked where there is one, and
//! its verdict kept with the record, whatever it is: a record that does not match its digest is still what somebody has. A record
//! that says that nothing changed is given what the earlier one held, if that stands before it.

mod digest;
mod http;
mod revisits;
mod stream;

pub use digest::Verdict;
pub use http::Http;

use super::unpack;
use chrono::{DateTime, FixedOffset};
use revisits::Payloads;
use std::io::{self, Read};
use stream::Stream;

/// Bytes of a record's headers.
pub const MAX_HEADER_BYTES: usize = 64 << 10;
/// Bytes of a record that are kept; the rest is read past, and the record says so.
pub const MAX_RECORD_BYTES: usize = 64 << 20;
/// Bytes of a page after its own encoding is undone.
pub const MAX_DECODED_BYTES: usize = 32 << 20;
/// A file may unpack to this many times its size, behind the first mebibyte.
pub const MAX_RATIO: u64 = unpack::MAX_RATIO;

/// What is said of a revisit whose page is elsewhere.
pub(in crate::ingest) const REPEATS: &str = "repeats a page that does not stand before it in this file";

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A server's answer.
    Response,
    /// The same answer as an earlier one, not stored again.
    Revisit,
    /// A file, without an answer around it.
    Resource,
    /// What was made of another record: its text, say.
    Conversion,
    /// What is said of another record.
    Metadata,
    /// A request, or a note about the file.
    Other,
}

/// A record.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Where it begins, in what the file unpacks to.
    pub at: u64,
    /// What was captured.
    pub url: Option<String>,
    /// When.
    pub date: Option<DateTime<FixedOffset>>,
    /// `WARC-Record-ID`, without its brackets.
    pub id: Option<String>,
    /// `WARC-Refers-To`: the record that this one says something of, or was made of.
    pub refers_to: Option<String>,
    /// The `Content-Type` of the block: of a file, what it is; of an answer, that it is one.
    pub block_type: Option<String>,
    /// The digest of the payload as the record gives it; by this a revisit names what it repeats.
    pub payload_digest: Option<String>,
    /// Whether the block and the payload match their digests.
    pub verdict: Verdict,
    /// The server's answer, of a response or revisit over HTTP.
    pub http: Option<Http>,
    /// What was captured, with the encodings of its way undone. Of a revisit that names a payload what that is, if it stands before
    /// it in the file and among the last 64 MiB of pages.
    pub body: Vec<u8>,
    /// What was odd, each to be read behind “the record”.
    pub warnings: Vec<String>,
}

/// Why a file cannot be read further.
#[derive(Debug, thiserror::Error)]
pub enum WarcError {
    /// The system, or a broken gzip member.
    #[error("cannot read it at byte {at} of what it unpacks to: {error}")]
    Io {
        /// Where.
        at: u64,
        /// What the system, or the decoder, said.
        error: io::Error,
    },
    /// No record begins where one should.
    #[error("no WARC record begins at byte {at}: {found:?}")]
    NoRecord {
        /// Where, in what the file unpacks to.
        at: u64,
        /// What stands there.
        found: String,
    },
    /// Headers without an end.
    #[error("the headers of the record at byte {at} are longer than 64 KiB, the most that is read")]
    LongHeaders {
        /// Where.
        at: u64,
    },
    /// A record that does not say how long it is.
    #[error("the record at byte {at} does not give its length")]
    NoLength {
        /// Where.
        at: u64,
    },
    /// A file that unpacks to far more than it holds.
    #[error("it unpacks to more than {MAX_RATIO} times its size, the most that is read")]
    Bomb,
}

/// Reads records, one after the other. After an error there are none.
pub struct Reader<R: Read> {
    stream: Stream<R>,
    payloads: Payloads,
    is_done: bool,
}

impl<R: Read> Reader<R> {
    /// A reader of a file’s bytes, packed or not.
    pub fn new(from: R) -> Self {
        Self { stream: Stream::new(from), payloads: Payloads::default(), is_done: false }
    }

    fn record(&mut self) -> Result<Option<Record>, WarcError> {
        let Some(headers) = self.stream.headers()? else { return Ok(None) };
        let get = |name: &str| headers.lines.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str());
        let length = get("Content-Length").and_then(|l| l.parse::<u64>().ok()).ok_or(WarcError::NoLength { at: headers.at })?;
        let mut warnings = Vec::new();
        let block = self.stream.block(length, get("WARC-Block-Digest"))?;
        if block.is_short {
            warnings.push(format!("ends before its {length} bytes do"));
        }
        if block.is_damaged {
            warnings.push("was damaged: the packed part of the file that holds it does not match its checksum".to_owned());
        }
        if block.is_cut {
            warnings.push("is larger than 64 MiB: the rest of it was left".to_owned());
        }
        let kind = match get("WARC-Type").unwrap_or_default().to_ascii_lowercase().as_str() {
            "response" => Kind::Response,
            "revisit" => Kind::Revisit,
            "resource" => Kind::Resource,
            "conversion" => Kind::Conversion,
            "metadata" => Kind::Metadata,
            _ => Kind::Other,
        };
        if let Some(reason) = get("WARC-Truncated") {
            warnings.push(format!("was cut when it was captured: {reason}"));
        }
        let is_http = get("Content-Type").is_some_and(|t| t.to_ascii_lowercase().starts_with("application/http"));
        let bytes = block.bytes;
        let (answer, payload) = if matches!(kind, Kind::Response | Kind::Revisit) && is_http { http::split(&bytes) } else { (None, 0) };
        let payload = &bytes[payload..];
        let mut undone = match &answer {
            Some(answer) => http::undone(answer, payload),
            None => http::Undone { unchunked: payload.into(), body: payload.into(), warnings: Vec::new() },
        };
        warnings.append(&mut undone.warnings);
        let given = get("WARC-Payload-Digest");
        let of_payload = match given {
            // A revisit holds no payload, and its digest is of the earlier one.
            Some(given) if kind != Kind::Revisit && !block.is_cut => {
                // Some writers take the digest behind the chunks, or behind all.
                let forms = [payload, &undone.unchunked, &undone.body];
                let verdicts = forms.map(|form| digest::check(given, form));
                if verdicts.contains(&Verdict::Match) { Verdict::Match } else { verdicts[0] }
            }
            _ => Verdict::Absent,
        };
        let mut body = undone.body.into_owned();
        let mut answer = answer;
        match given {
            Some(given) if kind == Kind::Revisit => match self.payloads.get(given) {
                Some(earlier) => {
                    body = earlier.body.to_vec();
                    // The answer “not modified” does not say what kind of thing was not.
                    if answer.as_ref().is_none_or(|answer| answer.header("Content-Type").is_none()) {
                        answer = earlier.http.clone();
                    }
                }
                None => warnings.push(REPEATS.to_owned()),
            },
            Some(given) if !matches!(kind, Kind::Other | Kind::Metadata) && of_payload != Verdict::Mismatch => {
                self.payloads.keep(given, &body, answer.as_ref());
            }
            _ => {}
        }
        let date = get("WARC-Date").and_then(crate::ingest::Stamp::parse).map(|stamp| stamp.instant(None));
        let text = |name: &str| get(name).map(|value| value.trim_start_matches('<').trim_end_matches('>').to_owned());
        Ok(Some(Record {
            kind,
            at: headers.at,
            url: text("WARC-Target-URI"),
            date,
            id: text("WARC-Record-ID"),
            refers_to: text("WARC-Refers-To"),
            block_type: get("Content-Type").map(str::to_owned),
            payload_digest: given.map(str::to_owned),
            verdict: block.verdict.and(of_payload),
            http: answer,
            body,
            warnings,
        }))
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Record, WarcError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let record = self.record();
        self.is_done = !matches!(record, Ok(Some(_)));
        record.transpose()
    }
}

#[cfg(test)]
mod tests;

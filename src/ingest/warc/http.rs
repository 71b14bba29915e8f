//! A server's answer as it was stored → its status, its type and what it carried.

use super::MAX_DECODED_BYTES;
use crate::ingest::unpack::{at_most, brotli};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::Read;

/// Headers of an answer are looked for in so many bytes.
const MAX_HEAD_BYTES: usize = 256 << 10;

/// The head of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Http {
    /// The status: 200, 404.
    pub status: u16,
    /// The headers, in order.
    pub headers: Vec<(String, String)>,
}

impl Http {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The head of an answer and where its payload begins.
pub(super) fn split(block: &[u8]) -> (Option<Http>, usize) {
    let head = &block[..block.len().min(MAX_HEAD_BYTES)];
    // The head ends with the first empty line, however its lines end.
    let end = memchr::memchr_iter(b'\n', head).find_map(|at| match &head[at + 1..] {
        [b'\n', ..] => Some((at, at + 2)),
        [b'\r', b'\n', ..] => Some((at, at + 3)),
        _ => None,
    });
    let Some((at, behind)) = end else { return (None, 0) };
    let text = String::from_utf8_lossy(&head[..at]);
    let mut lines = text.lines();
    let Some(first) = lines.next().filter(|l| l.starts_with("HTTP/")) else { return (None, 0) };
    let status = first.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_default();
    let headers = lines.filter_map(|l| l.split_once(':')).map(|(k, v)| (k.trim().to_owned(), v.trim().to_owned())).collect();
    (Some(Http { status, headers }), behind)
}

/// A payload with the encodings of its way undone.
#[derive(Default)]
pub(super) struct Undone<'a> {
    /// What chunks held.
    pub unchunked: Cow<'a, [u8]>,
    /// … unpacked; nothing if that could not be done.
    pub body: Cow<'a, [u8]>,
    pub warnings: Vec<String>,
}

/// Undoes the chunks and the compression of a payload.
pub(super) fn undone<'a>(http: &Http, payload: &'a [u8]) -> Undone<'a> {
    let mut warnings = Vec::new();
    let is_chunked = http.header("Transfer-Encoding").is_some_and(|t| t.to_ascii_lowercase().contains("chunked"));
    // Some writers undo the chunks and keep the header.
    let unchunked = match unchunked(payload).filter(|_| is_chunked) {
        Some((bytes, is_whole)) => {
            if !is_whole {
                warnings.push("ends before its last chunk does".to_owned());
            }
            Cow::Owned(bytes)
        }
        None => Cow::Borrowed(payload),
    };
    let announced = http.header("Content-Length").and_then(|n| n.parse::<usize>().ok()).filter(|_| !is_chunked);
    if let Some(announced) = announced.filter(|&n| (1..n).contains(&payload.len())) {
        warnings.push(format!("holds {} of the {announced} bytes that the server announced", payload.len()));
    }
    let encodings = http.header("Content-Encoding").unwrap_or_default().to_ascii_lowercase();
    let encodings: Vec<&str> = encodings.split(',').map(str::trim).filter(|e| !e.is_empty() && *e != "identity").collect();
    let body = match encodings.as_slice() {
        [] => Ok(unchunked.clone()),
        [encoding] => unpacked(encoding, &unchunked, &mut warnings),
        _ => Err("is encoded more than once, which is not read".to_owned()),
    };
    let body = body.unwrap_or_else(|reason| {
        warnings.push(reason);
        Cow::default()
    });
    Undone { unchunked, body, warnings }
}

fn unpacked<'a>(encoding: &str, packed: &Cow<'a, [u8]>, warnings: &mut Vec<String>) -> Result<Cow<'a, [u8]>, String> {
    let bytes = &packed[..];
    let whole =
        |from: &mut dyn Read| at_most(from, MAX_DECODED_BYTES).map_err(|_| "unpacks to more than 32 MiB, the most that is read".to_owned());
    let (body, error) = match encoding {
        "gzip" | "x-gzip" => whole(&mut MultiGzDecoder::new(bytes)),
        "deflate" => whole(&mut ZlibDecoder::new(bytes)).and_then(|(body, error)| match error {
            // Some servers leave out the head and the sum.
            Some(_) if body.is_empty() => whole(&mut DeflateDecoder::new(bytes)),
            error => Ok((body, error)),
        }),
        "br" => whole(&mut brotli(bytes)),
        #[cfg(feature = "store")]
        "zstd" => match zstd::stream::read::Decoder::new(bytes) {
            Ok(mut from) => whole(&mut from),
            Err(error) => Ok((Vec::new(), Some(error))),
        },
        other => return Err(format!("is encoded as “{other}”, which is not read")),
    }?;
    let Some(error) = error else { return Ok(Cow::Owned(body)) };
    if !body.is_empty() {
        // A capture that was cut: what came out of it is there.
        warnings.push(format!("cannot be unpacked to its end ({error}): what is before that was read"));
        return Ok(Cow::Owned(body));
    }
    // Or a writer undid the compression, and kept the header.
    let is_gzip = encoding.ends_with("gzip");
    let is_plain = if is_gzip { !bytes.starts_with(&[0x1F, 0x8B]) } else { std::str::from_utf8(bytes).is_ok() };
    if is_plain { Ok(packed.clone()) } else { Err(format!("cannot be unpacked: {error}")) }
}

/// What chunks hold, and whether they end as they should; none where there are no chunks. A last chunk that was cut counts as far
/// as it goes.
fn unchunked(payload: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut out = Vec::with_capacity(payload.len());
    let mut rest = payload;
    loop {
        let Some(end) = memchr::memchr(b'\n', rest).filter(|&end| end < 100) else {
            // Cut within the line that says how long a chunk is.
            return (!out.is_empty() && rest.len() < 100).then_some((out, false));
        };
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some((out, true));
        }
        out.extend_from_slice(&rest[..size.min(rest.len())]);
        let Some(behind) = rest.get(size..) else { return Some((out, false)) };
        rest = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")).unwrap_or(behind);
        if rest.is_empty() {
            return Some((out, false));
        }
    }
}

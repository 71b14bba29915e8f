//! A server's answer as it was stored → its status, its type and what it carried.

use super::MAX_DECODED_BYTES;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
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
    let (at, behind) = match memchr::memmem::find(head, b"\r\n\r\n") {
        Some(at) => (at, at + 4),
        None => match memchr::memmem::find(head, b"\n\n") {
            Some(at) => (at, at + 2),
            None => return (None, 0),
        },
    };
    let text = String::from_utf8_lossy(&head[..at]);
    let mut lines = text.lines();
    let Some(first) = lines.next().filter(|l| l.starts_with("HTTP/")) else { return (None, 0) };
    let status = first.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_default();
    let headers = lines.filter_map(|l| l.split_once(':')).map(|(k, v)| (k.trim().to_owned(), v.trim().to_owned())).collect();
    (Some(Http { status, headers }), behind)
}

/// The payload with chunks and compression undone; what stands against it, else.
pub(super) fn decoded(http: &Http, payload: &[u8]) -> Result<Vec<u8>, String> {
    let chunked = http.header("Transfer-Encoding").is_some_and(|t| t.to_ascii_lowercase().contains("chunked"));
    // Some writers undo the chunks and keep the header.
    let plain = if chunked { unchunked(payload).unwrap_or_else(|| payload.to_vec()) } else { payload.to_vec() };
    let encodings = http.header("Content-Encoding").unwrap_or_default().to_ascii_lowercase();
    let mut encodings = encodings.split(',').map(str::trim).filter(|e| !e.is_empty() && *e != "identity");
    let Some(encoding) = encodings.next() else { return Ok(plain) };
    if encodings.next().is_some() {
        return Err("is encoded more than once, which is not read".to_owned());
    }
    match encoding {
        // Or undo the compression, and keep that header.
        "gzip" | "x-gzip" if !plain.starts_with(&[0x1F, 0x8B]) => Ok(plain),
        "gzip" | "x-gzip" => limited(MultiGzDecoder::new(&plain[..])),
        "deflate" => limited(ZlibDecoder::new(&plain[..])).or_else(|_| limited(DeflateDecoder::new(&plain[..]))),
        other => Err(format!("is encoded as “{other}”, which is not read")),
    }
}

fn limited(from: impl Read) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let read = from.take(MAX_DECODED_BYTES as u64 + 1).read_to_end(&mut out);
    if out.len() > MAX_DECODED_BYTES {
        return Err("unpacks to more than 32 MiB, the most that is read".to_owned());
    }
    match read {
        Ok(_) => Ok(out),
        // A capture that was cut: what came out of it is there.
        Err(_) if !out.is_empty() => Ok(out),
        Err(error) => Err(format!("cannot be unpacked: {error}")),
    }
}

/// What chunks hold; none where there are no chunks. A last chunk that was cut counts as far as it goes.
fn unchunked(payload: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(payload.len());
    let mut rest = payload;
    loop {
        let end = memchr::memchr(b'\n', rest).filter(|&end| end < 100)?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(&rest[..size.min(rest.len())]);
        let Some(behind) = rest.get(size..) else { return Some(out) };
        rest = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")).unwrap_or(behind);
        if rest.is_empty() {
            return Some(out);
        }
    }
}

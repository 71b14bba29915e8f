//! The bytes of a record: headers, block and digests, packed as a member of its own, so that a tool may begin to read at it.

use crate::store::Hash;
use chrono::{DateTime, FixedOffset, Timelike, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Write};

/// A record to be written.
pub(super) struct Record<'r> {
    /// `WARC-Type`.
    pub kind: &'r str,
    /// `WARC-Record-ID`, with its brackets.
    pub id: String,
    /// When what it holds was observed.
    pub date: DateTime<FixedOffset>,
    /// `WARC-Target-URI`.
    pub url: Option<&'r str>,
    /// Further headers.
    pub more: Vec<(&'static str, String)>,
    /// `Content-Type` of the block.
    pub block_type: Option<&'r str>,
    /// The SHA-256 of what was captured, without the answer around it.
    pub payload: Option<Hash>,
    /// The block, in parts.
    pub block: &'r [&'r [u8]],
}

impl Record<'_> {
    /// Writes it with its digests.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut hasher = Sha256::new();
        self.block.iter().for_each(|part| hasher.update(part));
        let n_bytes: usize = self.block.iter().map(|part| part.len()).sum();
        let mut head =
            format!("WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n", self.kind, self.id, date(&self.date));
        let mut put = |name: &str, value: &str| {
            // Writing to a string cannot fail.
            let _ = write!(head, "{name}: {}\r\n", line(value));
        };
        if let Some(url) = self.url {
            put("WARC-Target-URI", url);
        }
        self.more.iter().for_each(|(name, value)| put(name, value));
        put("WARC-Block-Digest", &digest(&Hash(hasher.finalize().into())));
        if let Some(payload) = &self.payload {
            put("WARC-Payload-Digest", &digest(payload));
        }
        if let Some(kind) = self.block_type {
            put("Content-Type", kind);
        }
        put("Content-Length", &n_bytes.to_string());
        // No name and no time in the member's head: the same record is the same bytes.
        let mut member = GzEncoder::new(out, Compression::default());
        member.write_all(head.as_bytes())?;
        member.write_all(b"\r\n")?;
        for part in self.block {
            member.write_all(part)?;
        }
        member.write_all(b"\r\n\r\n")?;
        member.finish()?;
        Ok(())
    }
}

/// `<urn:uuid:…>`, made of what a record is of: a UUID of version 8, whose bits are anybody's choice (RFC 9562).
pub(super) fn id(kind: &str, of: &str) -> String {
    let mut bytes = Hash::of_all(&[b"writethru.warc/1 ", kind.as_bytes(), b" ", of.as_bytes()]).0;
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let mut out = "<urn:uuid:".to_owned();
    for (k, byte) in bytes[..16].iter().enumerate() {
        if matches!(k, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        let _ = write!(out, "{byte:02x}");
    }
    out.push('>');
    out
}

/// A digest as the IIPC advises: the algorithm in lower case, base 16 in lower case.
pub(super) fn digest(hash: &Hash) -> String {
    format!("sha256:{hash}")
}

/// An instant in UTC, with parts of a second where there are any (WARC 1.1).
pub(super) fn date(at: &DateTime<FixedOffset>) -> String {
    let utc = at.with_timezone(&Utc);
    let format = if utc.nanosecond() == 0 { "%Y-%m-%dT%H:%M:%SZ" } else { "%Y-%m-%dT%H:%M:%S%.6fZ" };
    utc.format(format).to_string()
}

/// A value that stays on its line, whatever is in it.
pub(super) fn line(value: &str) -> String {
    value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

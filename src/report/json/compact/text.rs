//! A text → a string of JSON: in marks, with the few characters escaped that have to be.

use std::fmt;

/// A number with this byte in all its eight.
const fn eight(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Writes a text between marks.
pub(super) fn write(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    escape(out, text);
    out.push(b'"');
}

/// Whether nothing in a text is to be escaped.
pub(super) fn is_plain(text: &str) -> bool {
    plain(text.as_bytes()) == text.len()
}

/// What is written to it goes on escaped, without marks around it.
pub(super) struct Escaped<'o>(pub(super) &'o mut Vec<u8>);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape(self.0, text);
        Ok(())
    }
}

#[inline]
fn escape(out: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    loop {
        let (head, tail) = rest.split_at(plain(rest));
        out.extend_from_slice(head);
        let Some((&special, tail)) = tail.split_first() else { return };
        escape_one(out, special);
        rest = tail;
    }
}

fn escape_one(out: &mut Vec<u8>, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0C => b'f',
        b'\r' => b'r',
        _ => {
            out.extend_from_slice(b"\\u00");
            out.extend_from_slice(&[HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

/// How many bytes stand before the first that is to be escaped: a control character, `"` or `\`.
#[inline]
fn plain(bytes: &[u8]) -> usize {
    let first = |chunk: &[u8; 8]| {
        let special = specials(u64::from_le_bytes(*chunk));
        (special != 0).then_some((special.trailing_zeros() / 8) as usize)
    };
    let Some(last) = bytes.last_chunk() else {
        return bytes.iter().position(|&b| b < b' ' || b == b'"' || b == b'\\').unwrap_or(bytes.len());
    };
    let chunks = bytes.as_chunks().0;
    if let Some((n, at)) = chunks.iter().enumerate().find_map(|(n, chunk)| Some((n, first(chunk)?))) {
        return n * 8 + at;
    }
    // The last eight lie over what was looked through already.
    first(last).map_or(bytes.len(), |at| bytes.len() - 8 + at)
}

/// The highest bit of each byte that is to be escaped; above the first of them perhaps others too.
#[inline]
fn specials(bytes: u64) -> u64 {
    // A byte below `limit` borrows from its highest bit; one that has that bit already is no ASCII.
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(eight(limit)) & !bytes;
    let is = |byte: u8| below(bytes ^ eight(byte), 1);
    (below(bytes, b' ') | is(b'"') | is(b'\\')) & eight(0x80)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str) {
        let mut out = Vec::new();
        write(&mut out, text);
        assert_eq!(String::from_utf8(out).expect("text"), serde_json::to_string(text).expect("a string"));
    }

    #[test]
    fn every_byte_at_every_place() {
        for byte in 0..128 {
            for at in 0..20 {
                let mut text = "é“plain text, as most is”".to_owned();
                text.insert(text.char_indices().nth(at).map_or(0, |(at, _)| at), char::from(byte));
                check(&text);
            }
        }
    }

    proptest! {
        #[test]
        fn any_text(text in any::<String>(), marked in "[a\"\\\\\n\u{1}é]{0,40}") {
            check(&text);
            check(&marked);
        }
    }
}

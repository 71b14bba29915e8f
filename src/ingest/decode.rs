//! Bytes → text: byte order mark, UTF-8, otherwise a guess that is said aloud.
//!
//! A UTF-8 byte order mark stays in the text as U+FEFF, so that offsets and the hash are those of the file. The guess is
//! chardetng's, Firefox's detector. It is wrong now and then on short texts: that is why it is named.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// A text, and what was odd about its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// To be read after the file's name: “is not UTF-8: read as windows-1252”.
    pub oddity: Option<String>,
}

/// How much of a file is looked at to tell text from other things.
const SAMPLE_BYTES: usize = 64 << 10;

/// In a text, at most one byte in this many is a control character. Random bytes have one in nine.
const MIN_BYTES_A_CONTROL: usize = 20;

/// A broken UTF-8 file is taken for UTF-8 if it has this many good characters outside ASCII for each bad place.
/// Texts in other encodings have about none.
const GOOD_FOR_EACH_BAD: usize = 4;

const NUL: &str = "it contains NUL bytes";
const CONTROLS: &str = "too many of its bytes are control characters";

/// Decodes a file. Fails, with what shows it, only on what is no text.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, &'static str> {
    if let Some(utf16) = utf16_by_mark(&bytes) {
        return decode_utf16(utf16, &bytes, None);
    }
    if let Some(utf16) = utf16_by_nuls(&bytes) {
        return decode_utf16(utf16, &bytes, Some(format!("has no byte order mark: read as {}", utf16.name())));
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Err(NUL);
    }
    if has_many_controls(&bytes) {
        return Err(CONTROLS);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, oddity: None }),
        Err(error) => error.into_bytes(),
    };
    if let Some(n_bad) = mostly_utf8(&bytes) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let oddity = match n_bad {
            1 => "has a place that is not UTF-8: it is shown as �".to_owned(),
            n => format!("has {n} places that are not UTF-8: they are shown as �"),
        };
        return Ok(Decoded { text, oddity: Some(oddity) });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, _, _) = encoding.decode(&bytes);
    Ok(Decoded { text: text.into_owned(), oddity: Some(format!("is not UTF-8: read as {}, a guess", encoding.name())) })
}

fn utf16_by_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-16 without its mark: in Western text one byte of each pair is nearly always NUL, and the other never.
fn utf16_by_nuls(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    if !bytes.len().is_multiple_of(2) || sample.len() < 4 {
        return None;
    }
    let (mut first, mut second) = (0, 0);
    for pair in sample.chunks_exact(2) {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    let most = sample.len() / 2 * 7 / 10;
    match (first, second) {
        (0, n) if n > most => Some(UTF_16LE),
        (n, 0) if n > most => Some(UTF_16BE),
        _ => None,
    }
}

fn decode_utf16(encoding: &'static Encoding, bytes: &[u8], oddity: Option<String>) -> Result<Decoded, &'static str> {
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    if memchr::memchr(0, text.as_bytes()).is_some() {
        return Err(NUL);
    }
    if has_many_controls(text.as_bytes()) {
        return Err(CONTROLS);
    }
    let broken = || format!("is broken {}: what could not be read is shown as �", encoding.name());
    Ok(Decoded { text: text.into_owned(), oddity: if had_errors { Some(broken()) } else { oddity } })
}

fn has_many_controls(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let is_control = |b: &&u8| (**b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C)) || **b == 0x7F;
    sample.iter().filter(is_control).count() > sample.len() / MIN_BYTES_A_CONTROL
}

/// The number of bad places in a file that is otherwise evidently UTF-8.
fn mostly_utf8(bytes: &[u8]) -> Option<usize> {
    let (mut n_good, mut n_bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
    }
    let is_cut_off = n_bad == 1 && matches!(std::str::from_utf8(bytes), Err(e) if e.error_len().is_none());
    (is_cut_off || n_good >= n_bad * GOOD_FOR_EACH_BAD).then_some(n_bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, oddity: Option<&str>) {
        let decoded = decode(bytes.to_vec()).expect("a text");
        assert_eq!((decoded.text.as_str(), decoded.oddity.as_deref()), (text, oddity));
    }

    fn utf16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn utf8_is_taken_as_it_is() {
        check("“Évrane”\r\n".as_bytes(), "“Évrane”\r\n", None);
        check(b"", "", None);
        check("\u{FEFF}Ferry".as_bytes(), "\u{FEFF}Ferry", None);
    }

    #[test]
    fn utf16_by_its_mark_or_its_nuls() {
        check(&[&[0xFF, 0xFE], &*utf16le("Ferry “fire”")].concat(), "Ferry “fire”", None);
        check(&[0xFE, 0xFF, 0, b'o', 0, b'k'], "ok", None);
        check(&utf16le("Ferry fire"), "Ferry fire", Some("has no byte order mark: read as UTF-16LE"));
        let broken = [0xFF, 0xFE, b'a', 0, 0x00, 0xD8, b'b', 0];
        check(&broken, "a\u{FFFD}b", Some("is broken UTF-16LE: what could not be read is shown as �"));
    }

    #[test]
    fn other_encodings_are_guessed_and_named() {
        let latin = b"Le maire a dit \x93 oui \x94 \xe0 la r\xe9union de No\xebl, \xe0 \xc9vrane.";
        check(latin, "Le maire a dit “ oui ” à la réunion de Noël, à Évrane.", Some("is not UTF-8: read as windows-1252, a guess"));
    }

    #[test]
    fn a_broken_place_does_not_turn_the_rest_into_gibberish() {
        let mut bytes = "“Évrane”, dit-elle à l’été".as_bytes().to_vec();
        bytes.insert(0, 0xFF);
        assert!(decode(bytes).expect("a text").text.starts_with("\u{FFFD}“Évrane”"));
        check(b"caf\xC3", "caf\u{FFFD}", Some("has a place that is not UTF-8: it is shown as �"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR".to_vec()), Err(NUL));
        assert_eq!(decode(b"abc\x01\x02\x03\x04".to_vec()), Err(CONTROLS));
        assert_eq!(decode(vec![0xFF, 0xFE, 0, 0, b'a', 0, 0, 0]), Err(NUL), "UTF-32");
    }
}

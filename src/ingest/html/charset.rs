//! A page's bytes → its characters: by byte order mark, by the server's header, by the page's own word, by detection.
//!
//! A page that says it is Latin-1 and whose bytes are UTF-8 was saved by a program that did not rewrite what the page says
//! of itself: bytes that are UTF-8, with some beyond ASCII, are read as such.

use super::tags::{Piece, pieces};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// The page's own word stands within its first bytes; the standard says 1,024, and some need more.
const PRESCAN_BYTES: usize = 4096;

/// A page's characters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    /// What was odd about it: to be read behind “the page”.
    pub oddity: Option<String>,
}

/// Decodes a page. Total: what cannot be read is shown as �.
pub(super) fn decode(bytes: &[u8], content_type: Option<&str>) -> Decoded {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return read(bytes, encoding, None);
    }
    let declared = content_type.and_then(of_content_type).or_else(|| of_page(bytes));
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    match declared {
        Some(encoding) if encoding == UTF_8 && !is_utf8 => {
            let good = bytes.utf8_chunks().flat_map(|c| c.valid().chars()).filter(|c| !c.is_ascii()).count();
            let bad = bytes.utf8_chunks().filter(|c| !c.invalid().is_empty()).count();
            if good >= bad * 2 {
                return read(bytes, UTF_8, None);
            }
            let guess = guess(bytes);
            read(bytes, guess, Some(format!("says it is UTF-8 and is not: read as {}, a guess", guess.name())))
        }
        // Text in UTF-16 that could be read as UTF-8 has zeros between its letters.
        Some(encoding) if is_utf16(encoding) && is_utf8 && memchr::memchr(0, bytes).is_none() => read(bytes, UTF_8, None),
        Some(encoding) if encoding != UTF_8 && is_utf8 && !bytes.is_ascii() && !is_utf16(encoding) => {
            read(bytes, UTF_8, Some(format!("says it is {} and is UTF-8", encoding.name())))
        }
        Some(encoding) => read(bytes, encoding, None),
        None if is_utf8 => read(bytes, UTF_8, None),
        None => {
            let guess = guess(bytes);
            read(bytes, guess, Some(format!("does not say how it is encoded: read as {}, a guess", guess.name())))
        }
    }
}

fn is_utf16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

fn read(bytes: &[u8], encoding: &'static Encoding, oddity: Option<String>) -> Decoded {
    let (text, encoding, had_errors) = encoding.decode(bytes);
    let broken = || format!("has places that are not {}: they are shown as �", encoding.name());
    Decoded { text: text.into_owned(), encoding: encoding.name(), oddity: oddity.or_else(|| had_errors.then(broken)) }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// `text/html; charset=windows-1252`
fn of_content_type(header: &str) -> Option<&'static Encoding> {
    let lower = header.to_ascii_lowercase();
    let behind = lower.split("charset").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let label = behind.trim_start_matches(['"', '\'']).split(['"', '\'', ';', ' ', ',']).next()?;
    Encoding::for_label(label.as_bytes())
}

/// What the page says in a `<meta>`, or an XML declaration.
fn of_page(bytes: &[u8]) -> Option<&'static Encoding> {
    // Whatever the encoding, the letters of a tag are those of ASCII where they can be found at all.
    let head: String = bytes.iter().take(PRESCAN_BYTES).map(|&b| if b.is_ascii() { char::from(b) } else { '?' }).collect();
    let label = of_declaration(&head).or_else(|| pieces(&head).find_map(of_meta))?;
    Some(match label {
        // A page in which this could be read is not UTF-16, whatever it says.
        _ if is_utf16(label) => UTF_8,
        _ if label == X_USER_DEFINED => WINDOWS_1252,
        _ => label,
    })
}

/// `<?xml version="1.0" encoding="ISO-8859-1"?>`
fn of_declaration(head: &str) -> Option<&'static Encoding> {
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
    let label = declaration.split("encoding=").nth(1)?.get(1..)?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes())
}

fn of_meta(piece: Piece<'_>) -> Option<&'static Encoding> {
    let Piece::Start(tag) = piece else { return None };
    if !tag.is("meta") {
        return None;
    }
    match tag.attribute("charset") {
        Some(label) => Encoding::for_label(label.trim().as_bytes()),
        None => {
            tag.attribute("http-equiv").filter(|e| e.eq_ignore_ascii_case("content-type"))?;
            of_content_type(tag.attribute("content")?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], header: Option<&str>, text: &str, encoding: &str, is_odd: bool) {
        let found = decode(bytes, header);
        assert!(found.text.contains(text), "{found:?}");
        assert_eq!((found.encoding, found.oddity.is_some()), (encoding, is_odd), "{found:?}");
    }

    #[test]
    fn the_mark_comes_before_all() {
        check(b"\xEF\xBB\xBF<meta charset=latin1>\xC3\x89vrane", Some("text/html; charset=latin1"), "Évrane", "UTF-8", false);
        check(&[0xFF, 0xFE, b'o', 0, b'k', 0], None, "ok", "UTF-16LE", false);
    }

    #[test]
    fn the_header_comes_before_the_page() {
        check(b"<meta charset=utf-8>\xC9vrane", Some("text/html; Charset=\"ISO-8859-1\""), "Évrane", "windows-1252", false);
        check(b"<meta charset='windows-1251'>\xCC\xE8\xF0", None, "Мир", "windows-1251", false);
        let http = b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=shift_jis'>\x93\xFA\x96{";
        check(http, None, "日本", "Shift_JIS", false);
    }

    #[test]
    fn a_page_that_is_mistaken_about_itself() {
        check("<meta charset=iso-8859-1>Évrane, été".as_bytes(), None, "Évrane, été", "UTF-8", true);
        check(
            b"<meta charset=utf-8>Le maire de Vall\xE9e est all\xE9 \xE0 \xC9vrane pour la r\xE9union",
            None,
            "Vallée est allé à Évrane",
            "windows-1252",
            true,
        );
        check(b"<meta charset=utf-16>plain", None, "plain", "UTF-8", false);
        check("<?xml version='1.0' encoding='utf-16'?><p>Évrane".as_bytes(), None, "Évrane", "UTF-8", false);
        check("<p>Évrane".as_bytes(), Some("text/html; charset=utf-16"), "Évrane", "UTF-8", false);
        check(b"o\0k\0", Some("text/html; charset=utf-16le"), "ok", "UTF-16LE", false);
        check(b"<?xml version='1.0' encoding='latin1'?><p>\xC9vrane", None, "Évrane", "windows-1252", false);
        check("<meta charset=utf-8>“Évrane”, dit-elle\u{0}\n".as_bytes(), None, "Évrane", "UTF-8", false);
    }

    #[test]
    fn without_a_word_it_is_a_guess() {
        check("Évrane".as_bytes(), None, "Évrane", "UTF-8", false);
        check(b"Le maire de Vall\xE9e est all\xE9 \xE0 \xC9vrane pour la r\xE9union", None, "Vallée est allé", "windows-1252", true);
    }
}

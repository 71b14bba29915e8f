//! Raw text → comparable text, with the way back.
//!
//! Unicode NFC; line ends become `\n`; what has no ink and no meaning in prose (byte-order marks,
//! zero-width and bidirectional controls, soft hyphens, control characters) is dropped. Quotation marks,
//! dashes and kinds of space stay as found: [`fold`](super::fold) makes those comparable.
//!
//! Laws: normalising twice is normalising once; every position of the normalised text maps to a
//! position of the given one, in order.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The normalised text and how its positions map back.
#[derive(Clone, Debug)]
pub(super) struct Normalised {
    /// `None` where the given text was normal already.
    pub(super) text: Option<String>,
    map: Map,
}

/// Where the two texts stop running in step, in order. Empty when nothing changed.
#[derive(Clone, Debug, Default)]
struct Map {
    breaks: Vec<Break>,
}

/// A place where characters were dropped or composed.
#[derive(Clone, Copy, Debug)]
struct Break {
    /// The byte in the normalised text.
    normal: usize,
    /// The given byte behind what stands before it.
    end: usize,
    /// The given byte from which both run in step again.
    start: usize,
}

impl Map {
    /// Notes that what ends at `normal` ended at `end`, and what starts there starts at `start`.
    fn note(&mut self, normal: usize, end: usize, start: usize) {
        let expected = self.breaks.last().map_or(normal, |b| b.start + (normal - b.normal));
        if end != expected || start != expected {
            self.breaks.push(Break { normal, end, start });
        }
    }

    fn given_start(&self, at: usize) -> usize {
        self.in_step(self.breaks.partition_point(|b| b.normal <= at), at)
    }

    fn given_end(&self, at: usize) -> usize {
        match self.breaks.partition_point(|b| b.normal < at) {
            n if self.breaks.get(n).is_some_and(|b| b.normal == at) => self.breaks[n].end,
            n => self.in_step(n, at),
        }
    }

    /// The given byte for `at`, which lies between break `n - 1` and break `n`. Inside a character that became longer
    /// the two do not run in step: no position is put beyond it.
    fn in_step(&self, n: usize, at: usize) -> usize {
        let given = match n {
            0 => at,
            n => self.breaks[n - 1].start + (at - self.breaks[n - 1].normal),
        };
        self.breaks.get(n).map_or(given, |next| given.min(next.end))
    }
}

impl Normalised {
    /// The byte of `given` where a span that starts at `at` in the normalised text starts: of a character that became
    /// several its first.
    pub(super) fn given_start(&self, given: &str, at: usize) -> usize {
        let at = self.map.given_start(at).min(given.len());
        (0..=at).rev().find(|&k| given.is_char_boundary(k)).unwrap_or(0)
    }

    /// The byte of `given` where a span that ends at `at` in the normalised text ends, likewise behind its last.
    pub(super) fn given_end(&self, given: &str, at: usize) -> usize {
        let at = self.map.given_end(at).min(given.len());
        (at..=given.len()).find(|&k| given.is_char_boundary(k)).unwrap_or(given.len())
    }
}

/// Whether a character has neither ink nor meaning in a news text.
fn is_dropped(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{00AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{061C}' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFF9}'..='\u{FFFB}' => true,
        c => c.is_control(),
    }
}

/// Whether a character ends a line in one system or another.
fn is_line_end(c: char) -> bool {
    matches!(c, '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_plain(byte: u8) -> bool {
    (byte.wrapping_sub(0x20) < 0x5F) | (byte == b'\n') | (byte == b'\t')
}

/// Whether a text holds nothing but characters that are normal wherever they stand: ASCII, Latin-1 and Latin Extended-A
/// letters in one piece, the marks and dashes of print, currency signs. Read byte by byte, since most texts do.
fn is_plainly_normal(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        while let Some(chunk) = bytes[at..].first_chunk::<32>() {
            // Without a branch inside, and in bytes, so that a chunk is a few steps for the machine.
            if chunk.iter().fold(0, |other, &b| other | u8::from(!is_plain(b))) == 0 {
                at += chunk.len();
            } else {
                at += chunk.iter().take_while(|&&b| is_plain(b)).count();
                break;
            }
        }
        at += match bytes[at..] {
            [] => break,
            [b, ..] if is_plain(b) => 1,
            // U+00A0–00BF without the soft hyphen, U+00C0–017F
            [0xC2, b, ..] if b >= 0xA0 && b != 0xAD => 2,
            [0xC3..=0xC5, _, ..] => 2,
            // U+2010–2027, U+2030–203F, U+20A0–20BF
            [0xE2, 0x80, 0x90..=0xA7 | 0xB0..=0xBF, ..] | [0xE2, 0x82, 0xA0..=0xBF, ..] => 3,
            _ => return false,
        };
    }
    true
}

/// Normalises `given`; allocates only when something has to change.
pub(super) fn normalise(given: &str) -> Normalised {
    if is_plainly_normal(given)
        || (is_nfc_quick(given.chars()) == IsNormalized::Yes && !given.chars().any(|c| is_dropped(c) || is_line_end(c)))
    {
        return Normalised { text: None, map: Map::default() };
    }
    // Dropping a character can bring two together that compose, so drop first, compose after.
    let mut kept = String::with_capacity(given.len());
    let mut map = Map::default();
    let mut end = 0; // of the last kept character, in `given`
    let mut chars = given.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let put = if c == '\r' && chars.peek().is_some_and(|&(_, next)| next == '\n') || is_dropped(c) && !is_line_end(c) {
            continue;
        } else if is_line_end(c) {
            '\n'
        } else {
            c
        };
        map.note(kept.len(), end, at);
        kept.push(put);
        end = at + c.len_utf8();
        if put != c {
            map.note(kept.len(), end, end);
        }
    }
    map.note(kept.len(), end, given.len());
    compose(kept, map, given.len())
}

/// NFC, cluster by cluster, keeping the map true.
fn compose(kept: String, dropped: Map, given_len: usize) -> Normalised {
    if is_nfc_quick(kept.chars()) == IsNormalized::Yes {
        return Normalised { text: Some(kept), map: dropped };
    }
    let mut text = String::with_capacity(kept.len());
    let mut map = Map::default();
    let mut last_end = 0;
    for (start, end) in clusters(&kept) {
        map.note(text.len(), last_end, dropped.given_start(start));
        text.extend(kept[start..end].nfc());
        last_end = dropped.given_end(end);
    }
    map.note(text.len(), last_end, given_len);
    Normalised { text: Some(text), map }
}

/// Stretches that normalise on their own: a starter that cannot combine with what stands before it, and what
/// follows up to the next such starter.
fn clusters(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let starts = text.char_indices().filter(|&(_, c)| {
        c.is_ascii() || (is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes && !unicode_normalization::char::is_combining_mark(c))
    });
    let mut bounds: Vec<usize> = starts.map(|(at, _)| at).collect();
    if bounds.first() != Some(&0) {
        bounds.insert(0, 0);
    }
    bounds.push(text.len());
    (0..bounds.len() - 1).map(move |k| (bounds[k], bounds[k + 1])).filter(|(a, b)| a < b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &str, normal: &str) {
        let n = normalise(given);
        assert_eq!(n.text.as_deref().unwrap_or(given), normal);
        let again = normalise(normal);
        assert!(again.text.is_none(), "normalising twice changes {normal:?}");
    }

    #[test]
    fn drops_what_has_no_ink_and_joins_line_ends() {
        check("\u{FEFF}The toll\r\nrose\u{200B} to\u{A0}14.\rMore", "The toll\nrose to\u{A0}14.\nMore");
        check("co\u{AD}operate", "cooperate");
        check("cafe\u{301} and Zu\u{308}rich", "café and Zürich");
    }

    #[test]
    fn positions_map_back() {
        let given = "\u{FEFF}A cafe\u{301}\u{200B} shut.";
        let n = normalise(given);
        let text = n.text.clone().expect("changed");
        assert_eq!(text, "A café shut.");
        let at = text.find("café").expect("there");
        assert_eq!(&given[n.given_start(given, at)..n.given_end(given, at + "café".len())], "cafe\u{301}");
        let shut = text.find("shut").expect("there");
        assert_eq!(&given[n.given_start(given, shut)..n.given_end(given, shut + 4)], "shut");
    }

    #[test]
    fn positions_inside_a_character_that_became_several_stay_at_it() {
        // U+FB2C is three bytes and becomes three characters of two; U+0958 becomes two of three.
        for given in ["a\u{FB2C}", "\u{FB2C}b", "\u{958}\u{958} x\u{FB39}", "\u{344}"] {
            let n = normalise(given);
            let text = n.text.clone().expect("changed");
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let starts: Vec<usize> = bounds.iter().map(|&at| n.given_start(given, at)).collect();
            let ends: Vec<usize> = bounds.iter().map(|&at| n.given_end(given, at)).collect();
            assert!(starts.is_sorted() && ends.is_sorted(), "{given:?}: {starts:?} {ends:?}");
            for pair in bounds.windows(2) {
                let (start, end) = (n.given_start(given, pair[0]), n.given_end(given, pair[1]));
                assert!(given.get(start..end).is_some(), "{given:?}: {pair:?} is {start}..{end}");
            }
        }
    }
}

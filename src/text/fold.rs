//! What makes two glyphs, dashes, spaces or cases comparable.
//!
//! Folding is for comparing only: the text shown is always the text that stood there.

use rustc_hash::FxHasher;
use std::borrow::Cow;
use std::hash::Hasher;

/// Whether the character is one of the marks that open or close a quotation, or an apostrophe.
pub fn is_quotation_mark(c: char) -> bool {
    is_double_mark(c) || is_single_mark(c)
}

/// Whether the character is a double quotation mark of any style.
pub fn is_double_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '〝' | '〞')
}

/// Whether the character is a single quotation mark or an apostrophe.
pub fn is_single_mark(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | 'ʼ' | '＇')
}

/// Whether the character is a hyphen, dash or minus.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

/// The comparable form of a token: lower case, straight apostrophes, no full stops inside abbreviations
/// (`U.S.` and `US` compare equal).
pub fn key(lower: &str) -> Cow<'_, str> {
    // Nearly every word is short, and ASCII without a stop.
    if short(lower.as_bytes()).is_some_and(|(first, last)| is_plain(first) && is_plain(last)) {
        return Cow::Borrowed(lower);
    }
    let needs = |c: char| is_quotation_mark(c) && c != '\'' || is_dash(c) && c != '-';
    let dotted = lower.contains('.') && lower.chars().any(char::is_alphabetic);
    if !dotted && (lower.is_ascii() || !lower.chars().any(needs)) {
        return Cow::Borrowed(lower);
    }
    Cow::Owned(lower.chars().filter(|&c| !(dotted && c == '.')).map(glyph).collect())
}

/// The comparable form of a token as a number: the same for two words that compare equal.
pub(crate) fn hash(lower: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(key(lower).as_bytes());
    hasher.finish()
}

/// A word of at most sixteen bytes as two numbers, in which every byte of it stands at least once.
#[inline(always)]
fn short(word: &[u8]) -> Option<(u64, u64)> {
    Some(match *word {
        [] => (0, 0),
        [a] => (u64::from(a), 0),
        [a, b] => (u64::from(a), u64::from(b)),
        [a, b, c] => (u64::from(a) << 8 | u64::from(b), u64::from(c)),
        _ if word.len() < 8 => (u32::from_le_bytes(*word.first_chunk()?).into(), u32::from_le_bytes(*word.last_chunk()?).into()),
        _ if word.len() <= 16 => (u64::from_le_bytes(*word.first_chunk()?), u64::from_le_bytes(*word.last_chunk()?)),
        _ => return None,
    })
}

/// Whether all bytes of a number are ASCII and none is a full stop.
#[inline(always)]
fn is_plain(bytes: u64) -> bool {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = 0x80 * EACH;
    // Mycroft's test for a byte that is zero.
    let stops = bytes ^ (b'.' as u64 * EACH);
    (bytes | stops.wrapping_sub(EACH) & !stops) & HIGH == 0
}

/// The words of a passage, whatever the glyphs of its marks and dashes and whatever the spaces and line ends between them; case stays.
pub fn glyphs(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().map(glyph));
    }
    folded
}

/// One glyph for all that mean the same.
fn glyph(c: char) -> char {
    match c {
        c if is_double_mark(c) => '"',
        c if is_single_mark(c) => '\'',
        c if is_dash(c) => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustc_hash::FxHashSet;

    #[test]
    fn glyphs_and_dots_do_not_tell_words_apart() {
        assert_eq!(key("don’t"), key("don't"));
        assert_eq!(key("u.s."), key("us"));
        assert_eq!(key("—"), key("-"));
        assert_eq!(key("3.5"), "3.5");
        assert_eq!(
            (key("a.b"), key(".b"), key("abcdefg.h"), key("a.bcdefghijklmnopq")),
            ("ab".into(), "b".into(), "abcdefgh".into(), "abcdefghijklmnopq".into())
        );
        assert_eq!(glyphs("“We don’t\n know” – 3.5"), glyphs("\"We don't know\" - 3.5"));
        assert_ne!(glyphs("Harbor Point"), glyphs("harbor point"));
    }

    #[test]
    fn words_that_compare_equal_have_one_hash() {
        for (a, b) in [("don’t", "don't"), ("u.s.", "us"), ("a.m", "am"), ("mother-in-law’s-houses", "mother-in-law's-houses"), ("—", "-")]
        {
            assert_eq!(hash(a), hash(b), "{a} {b}");
        }
    }

    #[test]
    fn words_that_do_not_have_two() {
        let words =
            ["", "a", "b", "ab", "ba", "abc", "acb", "abcd", "abcde", "abdce", "3.5", "35", "harbour", "harbours", "harbour-master"];
        let longer = ["harbour-masters-", "harbour-masters-s", "harbour-master’s", "café", "cafés"];
        let hashes: FxHashSet<u64> = words.iter().chain(&longer).map(|word| hash(word)).collect();
        assert_eq!(hashes.len(), words.len() + longer.len());
    }
}

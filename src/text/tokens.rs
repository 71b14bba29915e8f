//! A normalised text → words, numbers, punctuation.
//!
//! One pass over the bytes. `Berg’s` is `Berg` + `’s`, `don’t` one word, `U.S.` and `a.m.` one word with
//! their stops, `1,200.50` and `7:41` one number, `$1.1bn` three tokens (`$`, `1.1`, `bn`), `co-worker` three.

use super::fold;
use crate::span::Span;
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with the apostrophes and the stops of abbreviations inside.
    Word,
    /// Digits, with the commas, points and colons between them.
    Number,
    /// One punctuation mark, or a run of full stops.
    Punctuation,
    /// Anything else with ink: currency signs, `%`, `&`, emoji.
    Symbol,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No capitals: `said`, `1,200`, `—`.
    Lower,
    /// A capital first: `Berg`, `McKay`.
    Capital,
    /// All capitals, more than one letter: `NATO`, `U.S.`.
    Upper,
}

/// A word, number or mark, with where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// How it is written.
    pub case: Case,
}

impl Token {
    /// Where it stands in the normalised text.
    pub fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }

    /// Its first byte.
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// The byte after its last.
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// The same token where what stood at byte `from` stands at byte `to`.
    #[inline(always)]
    pub(super) fn moved(self, from: usize, to: usize) -> Self {
        let by = to.wrapping_sub(from) as u32;
        Self { start: self.start.wrapping_add(by), end: self.end.wrapping_add(by), ..self }
    }
}

/// Splits `text` (under 4 GiB) into tokens and pushes them on `into`; `base` is where `text` starts.
pub(super) fn tokenise(text: &str, base: usize, into: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        if b == b' ' || b == b'\n' || b == b'\t' {
            at += 1;
            continue;
        }
        let position = |at: usize| u32::try_from(base + at).unwrap_or(u32::MAX);
        if b.is_ascii_alphabetic() {
            // Most words end at a space or a comma; the rest is looked at with care.
            let mut end = at + run_of_letters(&bytes[at..]);
            if bytes.get(end).is_some_and(|&next| !next.is_ascii() || matches!(next, b'.' | b'\'' | b'`')) {
                end = word_end(text, at);
            }
            into.push(Token { start: position(at), end: position(end), kind: TokenKind::Word, case: case_of(text, at..end) });
            at = end;
            continue;
        }
        let c = char_at(text, at);
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (end, kind) = if c.is_ascii_digit() {
            (number_end(bytes, at), TokenKind::Number)
        } else if c.is_alphanumeric() && !fold::is_single_mark(c) {
            // “ʼ” (as in “Marʼjinka”) is a letter to Unicode; here it is what it looks like.
            (word_end(text, at), TokenKind::Word)
        } else if fold::is_single_mark(c) && is_possessive(text, at) {
            (at + c.len_utf8() + 1, TokenKind::Word)
        } else if c == '.' {
            let run = bytes[at..].iter().take_while(|&&b| b == b'.').count();
            (at + run, TokenKind::Punctuation)
        } else if is_punctuation(c) {
            (at + c.len_utf8(), TokenKind::Punctuation)
        } else {
            (at + c.len_utf8(), TokenKind::Symbol)
        };
        let case = if kind == TokenKind::Word { case_of(text, at..end) } else { Case::Lower };
        into.push(Token { start: position(at), end: position(end), kind, case });
        at = end;
    }
}

/// How many ASCII letters and digits `bytes` begins with.
#[inline(always)]
fn run_of_letters(bytes: &[u8]) -> usize {
    let mut at = 0;
    // Eight bytes at once: where a word ends is a guess that a processor gets wrong once a word.
    while let Some(eight) = bytes[at..].first_chunk::<8>() {
        let run = letters_of_eight(u64::from_le_bytes(*eight));
        at += run;
        if run < 8 {
            return at;
        }
    }
    at + bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count()
}

/// How many ASCII letters and digits the bytes of a number begin with, the lowest first.
#[inline(always)]
fn letters_of_eight(bytes: u64) -> usize {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = 0x80 * EACH;
    // The high bit of each byte says whether it is at least `first` and at most `last`; no sum runs over into the next.
    let within = |bytes: u64, first: u8, last: u8| (bytes + (0x80 - u64::from(first)) * EACH) & !(bytes + (0x7F - u64::from(last)) * EACH);
    let low = bytes & !HIGH;
    let found = (within(low | (0x20 * EACH), b'a', b'z') | within(low, b'0', b'9')) & !bytes & HIGH;
    (found ^ HIGH).trailing_zeros() as usize / 8
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(' ')
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '…' | '/' | '*' | '_' | '•' | '·' | '|' | '\\')
        || fold::is_dash(c)
        || fold::is_quotation_mark(c)
}

/// Where a number that begins at `at` ends: separators count only between digits.
fn number_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while end < bytes.len() {
        let between = matches!(bytes[end], b',' | b'.' | b':') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if bytes[end].is_ascii_digit() || between {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// Where a word that begins at `at` ends.
fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    let mut letters = 0; // since the start or the last full stop inside
    let mut dotted = false;
    while end < bytes.len() {
        let run = run_of_letters(&bytes[end..]);
        (end, letters) = (end + run, letters + run);
        let Some(&b) = bytes.get(end) else { break };
        if b == b'.' {
            // U.S., a.m., Ph.D.: short pieces between stops
            let next = bytes.get(end + 1);
            let more = next.is_some_and(u8::is_ascii_alphabetic)
                && (letters == 1 || dotted && letters <= 2 || letters == 2 && end - at == 2)
                && !bytes.get(end + 2).is_some_and(u8::is_ascii_alphanumeric)
                && bytes.get(end + 2) == Some(&b'.');
            if more {
                dotted = true;
                letters = 0;
                end += 1;
                continue;
            }
            if dotted && letters <= 2 {
                end += 1; // the last stop belongs to the abbreviation
            }
            break;
        }
        if b < 0x80 && b != b'\'' && b != b'`' {
            break;
        }
        let c = char_at(text, end);
        if fold::is_single_mark(c) {
            let after = end + c.len_utf8();
            let inside = text[after..].chars().next().is_some_and(char::is_alphabetic);
            if inside && !is_possessive(text, end) && !dotted {
                end = after;
                continue;
            }
            break;
        }
        if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || c == '\u{200D}' || c == '\u{200C}' {
            end += c.len_utf8();
            letters += 1;
        } else {
            break;
        }
    }
    end
}

/// Whether an apostrophe at `at` begins a possessive or contracted `'s` that ends the word.
fn is_possessive(text: &str, at: usize) -> bool {
    if at == 0 || !text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '.' || c == ')') {
        return false;
    }
    let mut rest = text[at..].chars().skip(1);
    matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(char::is_alphanumeric)
}

#[inline(always)]
fn case_of(text: &str, word: Range<usize>) -> Case {
    match text.as_bytes()[word.clone()] {
        [first, ..] if first.is_ascii_lowercase() => Case::Lower,
        [first, second, ..] if first.is_ascii_uppercase() && second.is_ascii_lowercase() => Case::Capital,
        _ => case_of_letters(&text[word]),
    }
}

fn case_of_letters(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(c) if c.is_uppercase() => {
            let mut more = false;
            for c in letters {
                if !c.is_uppercase() {
                    return Case::Capital;
                }
                more = true;
            }
            if more { Case::Upper } else { Case::Capital }
        }
        _ => Case::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut tokens = Vec::new();
        tokenise(text, 0, &mut tokens);
        let shown: Vec<&str> = tokens.iter().map(|t| &text[t.start()..t.end()]).collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn words_numbers_and_marks() {
        check("Berg’s envoy didn’t say.", "Berg|’s|envoy|didn’t|say|.");
        check("The U.S. paid $1.1bn at 7:41 p.m. ET", "The|U.S.|paid|$|1.1|bn|at|7:41|p.m.|ET");
        check("a co-worker, Mr. O’Dell (19th)", "a|co|-|worker|,|Mr|.|O’Dell|(|19|th|)");
        check("It ended. Then 1,200 left… by 5.30pm", "It|ended|.|Then|1,200|left|…|by|5.30|pm");
        check("the workers’ union and ‘no’", "the|workers|’|union|and|‘|no|’");
        check("example.com and 6.4%", "example|.|com|and|6.4|%");
    }

    #[test]
    fn a_run_ends_before_the_first_byte_that_is_neither_letter_nor_digit() {
        for byte in 0..=u8::MAX {
            for n in 0..18 {
                let mut bytes = b"Az0m9".repeat(4);
                bytes[n] = byte;
                let end = bytes.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(bytes.len());
                assert_eq!(run_of_letters(&bytes), end, "{byte} at {n}");
            }
        }
    }

    #[test]
    fn an_apostrophe_that_unicode_calls_a_letter_is_an_apostrophe() {
        check("ʼ", "ʼ");
        check("ʼNo,ʼ said Bergʼs envoy", "ʼ|No|,|ʼ|said|Berg|ʼs|envoy");
        check("Marʼjinka 12ʼ ʼʼ", "Marʼjinka|12|ʼ|ʼ|ʼ");
    }
}

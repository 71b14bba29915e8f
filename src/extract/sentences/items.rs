//! Items numbered or bulleted inside a block, and numbers of sections.

use crate::extract::words::Words;
use crate::text::TokenKind;
use std::ops::Range;

/// Whether the token numbers a section: “2.1. What the inquiry found”.
pub(super) fn is_section_number(words: &Words, k: usize) -> bool {
    let token = words.lower(k);
    let parts = token.split('.').count();
    words.kind(k) == Some(TokenKind::Number) && parts > 1 && token.split('.').all(|p| p.len() <= 2 && p.bytes().all(|b| b.is_ascii_digit()))
}

pub(super) fn is_bullet(words: &Words, k: usize) -> bool {
    matches!(words.lower(k), "•" | "⁃" | "◦" | "▪" | "●")
}

/// Whether the token opens an enumerated item: `1.`, `2)`, `a.`, `•`.
pub(super) fn is_item_mark(words: &Words, k: usize) -> bool {
    let token = words.lower(k);
    let number = words.kind(k) == Some(TokenKind::Number) && token.len() <= 3 && token.bytes().all(|b| b.is_ascii_digit());
    let letter = token.len() == 1 && token.bytes().all(|b| b.is_ascii_lowercase()) && !words.is_capital(k);
    (number || letter) && matches!(words.lower(k + 1), "." | ")") && words.text.is_glued(k + 1)
}

/// Items numbered inside one line: “1. Bring a lamp 2. Wear your boots”.
pub(super) enum Enumeration {
    /// Counted up in this style of mark.
    Counted { numbers: bool, mark: String },
    /// Set off by a bullet.
    Bulleted { bullet: String },
}

impl Enumeration {
    pub(super) fn of(words: &Words, block: &Range<usize>) -> Option<Self> {
        if is_bullet(words, block.start) {
            return Some(Self::Bulleted { bullet: words.lower(block.start).to_string() });
        }
        if block.len() > 1 && is_item_mark(words, block.start) {
            let numbers = words.kind(block.start) == Some(TokenKind::Number);
            return Some(Self::Counted { numbers, mark: words.lower(block.start + 1).to_string() });
        }
        None
    }

    pub(super) fn begins_item(&self, words: &Words, k: usize, end: usize) -> bool {
        match self {
            Self::Bulleted { bullet } => words.lower(k) == bullet,
            Self::Counted { numbers, mark } => {
                k + 2 < end
                    && is_item_mark(words, k)
                    && !words.text.is_glued(k)
                    && (words.kind(k) == Some(TokenKind::Number)) == *numbers
                    && words.lower(k + 1) == mark
                    && (words.is_capital(k + 2) || words.lower(k + 2) == ")" || !numbers)
            }
        }
    }
}

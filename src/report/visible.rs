//! Text from outside → text that can be shown: nothing in it acts on the terminal or turns the reading direction.
//!
//! Control characters become their pictures (`␛`), what has none is written out (`\u{202e}`). Line ends and tabs are
//! spaces, for reports break their own lines.

use std::borrow::Cow;

/// The text with everything invisible and active made visible and inert.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_active) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            '\0'..='\u{1F}' => shown.extend(char::from_u32(PICTURES + c as u32)),
            '\u{7F}' => shown.push('␡'),
            c if is_active(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    shown.into()
}

/// Where Unicode has the pictures of the control characters, in their order.
const PICTURES: u32 = 0x2400;

/// Whether a character would act instead of being seen: controls, line and paragraph ends, marks, embeddings,
/// overrides and isolates of the reading direction, annotations and tags; and what is no character.
fn is_active(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
        || matches!(c, '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        || is_noncharacter(c)
}

/// What Unicode keeps for programs' own use: XML and HTML do not take it.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts() {
        assert_eq!(visible("a\u{1b}[2Jb\u{7}\u{7f}"), "a␛[2Jb␇␡");
        assert_eq!(visible("one\ttwo\r\nthree"), "one two  three");
        assert_eq!(visible("\u{9b}31m \u{202e}evil\u{202c}"), "\\u{9b}31m \\u{202e}evil\\u{202c}");
        assert!(matches!(visible("Évrane — “oui”"), Cow::Borrowed(_)));
    }
}

//! Text → the Markdown that shows exactly that text.

/// Escapes everything that Markdown, its common extensions or HTML would read as mark-up. At the start of a line also
/// what would make a heading, a list, a quotation or a rule of it.
pub(super) fn escape(text: &str, is_line_start: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let text = if is_line_start { text.trim_start() } else { text };
    if is_line_start && needs_guard(text) {
        guard(text, &mut out);
        return out;
    }
    inline(text, &mut out);
    out
}

/// Whether a line would be read as a block of another kind.
fn needs_guard(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.starts_with(['#', '-', '+', '=', '>', ':', '%']) || digits > 0 && text[digits..].starts_with(['.', ')'])
}

/// Escapes the sign that makes the line special: the first, or the one behind a number.
fn guard(text: &str, out: &mut String) {
    let sign = text.bytes().take_while(u8::is_ascii_digit).count();
    out.push_str(&text[..sign]);
    out.push('\\');
    let rest = &text[sign..];
    let first = rest.chars().next().map_or(0, char::len_utf8);
    out.push_str(&rest[..first]);
    inline(&rest[first..], out);
}

fn inline(text: &str, out: &mut String) {
    for (at, c) in text.char_indices() {
        let is_special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '^' | '{' | '}' => true,
            // What makes an address or a name a link where that is automatic.
            '@' => true,
            ':' => text[at..].starts_with("://"),
            '.' => ends_with_www(&text[..at]),
            // A mention of an issue or a tag.
            '#' => text[at + 1..].starts_with(char::is_alphanumeric),
            // An exclamation mark before a link is an image; its bracket is escaped, the mark may stand.
            _ => false,
        };
        if is_special {
            out.push('\\');
        }
        out.push(c);
    }
}

fn ends_with_www(text: &str) -> bool {
    text.len() >= 3 && text.is_char_boundary(text.len() - 3) && text[text.len() - 3..].eq_ignore_ascii_case("www")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_up_is_shown_as_it_stands() {
        assert_eq!(escape("a *b* _c_ `d` <e> & [f](g)", false), r"a \*b\* \_c\_ \`d\` \<e\> \& \[f\](g)");
        assert_eq!(escape("see https://x.test or WWW.x.test, a@x.test", false), r"see https\://x.test or WWW\.x.test, a\@x.test");
        assert_eq!(escape("from $90 billion: “no.”", false), r"from \$90 billion: “no.”");
    }

    #[test]
    fn a_line_stays_a_paragraph() {
        for (given, expected) in [
            ("# no", r"\# no"),
            ("- no", r"\- no"),
            ("12. no", r"12\. no"),
            ("1) no", r"1\) no"),
            ("> no", r"\> no"),
            ("   === ", r"\=== "),
            ("12 dead", "12 dead"),
        ] {
            assert_eq!(escape(given, true), expected);
        }
        assert_eq!(escape("- in a line", false), "- in a line");
    }
}

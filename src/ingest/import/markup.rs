//! Bodies that are paragraphs of HTML (`<p>…</p>`) → paragraphs of text.
//!
//! Trackers keep the text of a page as a row of `<p>` elements. This is no reader of pages: it knows which tags part
//! paragraphs, drops the others, and takes `&amp;` and its relatives for what they stand for.

use std::borrow::Cow;

/// Tags that begin or end a paragraph.
const PARTING: &[&str] =
    &["p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "tr", "table", "section", "article", "figure"];

/// Tags whose content is no text.
const SILENT: &[&str] = &["script", "style"];

/// The text of a body: where it has paragraph tags their contents, each set apart by a blank line; otherwise as it is.
pub(super) fn paragraphs(body: &str) -> Cow<'_, str> {
    if !has_paragraphs(body) {
        return Cow::Borrowed(body);
    }
    let mut paragraphs: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        current.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((name, length)) = tag(rest) else {
            // “<” that opens no tag is a character: “turnout < 40%”.
            current.push('<');
            rest = &rest[1..];
            continue;
        };
        rest = &rest[length..];
        if PARTING.contains(&name.as_str()) {
            end_paragraph(&mut current, &mut paragraphs);
        } else if SILENT.contains(&name.as_str()) {
            rest = behind_end_of(&name, rest);
        }
    }
    current.push_str(rest);
    end_paragraph(&mut current, &mut paragraphs);
    Cow::Owned(paragraphs.join("\n\n"))
}

fn has_paragraphs(body: &str) -> bool {
    body.match_indices('<').any(|(at, _)| tag(&body[at..]).is_some_and(|(name, _)| matches!(name.as_str(), "p" | "div" | "br")))
}

/// The name of the tag that begins here, without `/`, and its length; `None` if this is no tag.
fn tag(text: &str) -> Option<(String, usize)> {
    let inner = &text[1..];
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    if inner.starts_with("!--") {
        return Some((String::new(), text.find("-->")? + 3));
    }
    let n = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_name = inner.bytes().next().is_some_and(|b| b.is_ascii_alphabetic()) && n <= 16;
    let is_end = inner[n..].chars().next().is_some_and(|c| matches!(c, '>' | '/') || c.is_whitespace());
    (is_name && is_end).then_some(())?;
    // Bounded, so that a text full of “<p ” without an end costs no more than its length times this.
    let window = text.as_bytes().get(..4096).unwrap_or(text.as_bytes());
    Some((inner[..n].to_ascii_lowercase(), memchr::memchr(b'>', window)? + 1))
}

/// What follows `</name>`; nothing if it never comes.
fn behind_end_of<'a>(name: &str, text: &'a str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at..];
        if rest.get(2..2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
        rest = &rest[2..];
    }
    ""
}

/// Takes in what was gathered: entities read, white space made single spaces, as a browser shows it.
fn end_paragraph(current: &mut String, paragraphs: &mut Vec<String>) {
    let decoded = html_escape::decode_html_entities(current.as_str());
    let words: Vec<&str> = decoded.split_ascii_whitespace().collect();
    if !words.is_empty() {
        paragraphs.push(words.join(" "));
    }
    current.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraph_tags_become_blank_lines() {
        assert_eq!(
            paragraphs("<p>The ferry\n left <a href=\"/x\">Port Ellery</a> at noon.</p><p class=a>“Fine,” said Mara&nbsp;Quill &amp; sons.</p>"),
            "The ferry left Port Ellery at noon.\n\n“Fine,” said Mara\u{a0}Quill & sons."
        );
        assert_eq!(paragraphs("One<br/>two<script>if (a<b) {}</script> three"), "One\n\ntwo three");
    }

    #[test]
    fn what_has_no_paragraph_tags_stays_as_it_is() {
        for text in ["Turnout < 40%.\n\nAT&amp;T", "a <b>bold</b> claim", "", "<", "</", "a<p"] {
            assert_eq!(paragraphs(text), text);
        }
        assert_eq!(paragraphs("<p>Turnout < 40% & falling</p>"), "Turnout < 40% & falling");
    }

    #[test]
    fn hostile_bodies_end_soon() {
        for piece in ["<p ", "<script>", "</", "<!--", "<p><"] {
            let _ = paragraphs(&piece.repeat(200_000));
        }
    }
}

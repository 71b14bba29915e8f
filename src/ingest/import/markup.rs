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

/// No tag has a longer name.
const MAX_NAME: usize = 16;

/// The text of a body: where it has paragraph tags their contents, each set apart by a blank line; otherwise as it is.
pub(super) fn paragraphs(body: &str) -> Cow<'_, str> {
    if !has_paragraphs(body) {
        return Cow::Borrowed(body);
    }
    let mut paragraphs: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut tags = Tags::of(body);
    let mut at = 0;
    while let Some(found) = body[at..].find('<') {
        current.push_str(&body[at..at + found]);
        at += found;
        let Some((name, end)) = tags.tag(at) else {
            // “<” that opens no tag is a character: “turnout < 40%”.
            current.push('<');
            at += 1;
            continue;
        };
        at = end;
        if PARTING.contains(&name.as_str()) {
            end_paragraph(&mut current, &mut paragraphs);
        } else if SILENT.contains(&name.as_str()) {
            at = body.len() - behind_end_of(&name, &body[at..]).len();
        }
    }
    current.push_str(&body[at..]);
    end_paragraph(&mut current, &mut paragraphs);
    Cow::Owned(paragraphs.join("\n\n"))
}

fn has_paragraphs(body: &str) -> bool {
    let mut tags = Tags::of(body);
    body.match_indices('<').any(|(at, _)| tags.tag(at).is_some_and(|(name, _)| matches!(name.as_str(), "p" | "div" | "br")))
}

/// Tags of a body, from front to back. The next end is looked for once and kept, so that a body full of beginnings
/// without an end costs no more than its length.
pub(super) struct Tags<'a> {
    body: &'a str,
    /// Where the next `>` and the next `-->` end, if that is still ahead.
    next: [usize; 2],
}

impl<'a> Tags<'a> {
    pub fn of(body: &'a str) -> Self {
        Self { body, next: [0; 2] }
    }

    /// The name of the tag that begins at `at`, without `/`, and where it ends; `None` if this is no tag.
    pub fn tag(&mut self, at: usize) -> Option<(String, usize)> {
        let inner = &self.body[at + 1..];
        if inner.starts_with("!--") {
            return Some((String::new(), self.end(1, "-->", at + 4)?));
        }
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let n = inner.bytes().take_while(u8::is_ascii_alphanumeric).take(MAX_NAME + 1).count();
        let is_name = inner.bytes().next().is_some_and(|b| b.is_ascii_alphabetic()) && n <= MAX_NAME;
        let is_end = inner[n..].chars().next().is_some_and(|c| matches!(c, '>' | '/') || c.is_whitespace());
        (is_name && is_end).then_some(())?;
        Some((inner[..n].to_ascii_lowercase(), self.end(0, ">", at)?))
    }

    /// Where the first `what` behind `at` ends.
    fn end(&mut self, which: usize, what: &str, at: usize) -> Option<usize> {
        if self.next[which] < at + what.len() {
            self.next[which] = self.body.get(at..).and_then(|rest| rest.find(what)).map_or(usize::MAX, |found| at + found + what.len());
        }
        Some(self.next[which]).filter(|end| *end != usize::MAX)
    }
}

/// What follows `</name>`; nothing if it never comes.
pub(super) fn behind_end_of<'a>(name: &str, text: &'a str) -> &'a str {
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
            paragraphs(
                "<p>The ferry\n left <a href=\"/x\">Port Ellery</a> at noon.</p><p class=a>“Fine,” said Mara&nbsp;Quill &amp; sons.</p>"
            ),
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
            let _ = paragraphs(&format!("{}>", piece.repeat(200_000)));
        }
    }
}

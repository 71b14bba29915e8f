//! A page too heavy to be taken apart → its text, by stripping the tags. Linear, and without a tree.

use super::cost::is_void;
use super::outline::{Block, Shape, squeeze};
use super::scan::{Ends, MAX_DATA_BYTES, clip, end_of, is_data};
use super::tags::{Piece, Tag, pieces};
use std::borrow::Cow;

/// As much text is kept of such a page.
pub(super) const MAX_TEXT_BYTES: usize = 1 << 20;

/// Elements whose text is not the article's.
const LEFT: &[&str] = &["nav", "footer", "aside", "form", "button", "svg", "select", "figcaption"];
/// Elements that run on within a line.
const INLINE: &[&str] = &[
    "a", "b", "i", "em", "strong", "span", "font", "u", "s", "small", "sub", "sup", "code", "abbr", "cite", "q", "mark", "time", "big",
    "tt", "strike", "bdi", "bdo", "kbd", "samp", "var", "wbr", "ins", "del", "img", "label", "data", "nobr",
];

/// The text of a page in blocks, its title, and whether it was cut.
pub(super) struct Stripped<'a> {
    pub blocks: Vec<Block>,
    pub title: String,
    pub is_cut: bool,
    /// The contents of its JSON-LD scripts.
    pub data: Vec<&'a str>,
}

/// Strips the tags.
pub(super) fn strip(html: &str) -> Stripped<'_> {
    let mut stripped = Stripped { blocks: Vec::new(), title: String::new(), is_cut: false, data: Vec::new() };
    let mut data_bytes = 0;
    let mut line = String::new();
    let mut shape = Shape::Loose;
    let mut left = 0_usize;
    let mut n_bytes = 0;
    let ends = Ends::of(html, LEFT);
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) if left == 0 => {
                n_bytes += text.len();
                let room = MAX_TEXT_BYTES.saturating_sub(line.len());
                line.push_str(clip(text, room));
                if n_bytes > MAX_TEXT_BYTES {
                    stripped.is_cut = true;
                    break;
                }
            }
            Piece::Raw(tag, content) if tag.is("title") && stripped.title.is_empty() => {
                stripped.title = squeeze(&unescaped(clip(content, 1000)));
            }
            Piece::Raw(tag, content) if is_data(&tag) && data_bytes + content.len() <= MAX_DATA_BYTES => {
                data_bytes += content.len();
                stripped.data.push(content);
            }
            Piece::Start(tag) => {
                let is_whole = tag.is("svg") && tag.source.ends_with("/>");
                left += usize::from(is_in(LEFT, tag.name) && !is_whole && ends.is_closed(tag.name, end_of(html, tag.source)));
                if !is_in(INLINE, tag.name) {
                    stripped.flush(&mut line, shape);
                    shape = match tag.name.to_ascii_lowercase().as_str() {
                        "p" => Shape::Paragraph,
                        "li" => Shape::Item,
                        "h1" => Shape::Heading(1),
                        "h2" | "h3" | "h4" => Shape::Heading(2),
                        _ if is_void(tag.name) => shape,
                        _ => Shape::Loose,
                    };
                }
            }
            Piece::End(name) => {
                left = left.saturating_sub(usize::from(is_in(LEFT, name)));
                if !is_in(INLINE, name) {
                    stripped.flush(&mut line, shape);
                    shape = Shape::Loose;
                }
            }
            Piece::Text(_) | Piece::Raw(..) | Piece::Aside => {}
        }
    }
    stripped.flush(&mut line, shape);
    stripped
}

impl Stripped<'_> {
    fn flush(&mut self, line: &mut String, shape: Shape) {
        let text = squeeze(&unescaped(line));
        line.clear();
        let ink = text.chars().filter(|c| !c.is_whitespace()).count();
        // Menus and labels have no sentences; headings and paragraphs by name are kept whatever they hold.
        let says = matches!(shape, Shape::Heading(_) | Shape::Paragraph) || text.split(' ').count() >= 8;
        if ink > 0 && says {
            self.blocks.push(Block { text, shape, part: None, holder: 0, linked: 0, ink });
        }
    }
}

/// A text without character references; what is none stays as written.
pub(in crate::ingest) fn unescaped(text: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(text)
}

/// No headline, name or correction in a page's data or a feed is longer.
const MAX_PLAIN_BYTES: usize = 16 << 10;

/// A string of data or of a feed without mark-up and character references; none if nothing is left. Without a tree: such a
/// string may nest elements as deeply as it likes.
pub(in crate::ingest) fn plain(text: &str) -> Option<String> {
    let text = clip(text, MAX_PLAIN_BYTES);
    let mut bare = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => bare.push_str(text),
            Piece::Start(Tag { name, .. }) | Piece::End(name) if !is_in(INLINE, name) => bare.push(' '),
            _ => {}
        }
    }
    Some(squeeze(&unescaped(&bare))).filter(|t| !t.is_empty())
}

fn is_in(list: &[&str], name: &str) -> bool {
    list.iter().any(|n| n.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn strings_without_mark_up() {
        for (given, expected) in [
            ("Ferry <b>fire</b> kills 12 &amp; closes&nbsp;port", "Ferry fire kills 12 & closes port"),
            ("Caf&eacute; in &Eacute;vrane: &#8220;shut&#x201D; &copy;&frac12;", "Café in Évrane: “shut” ©½"),
            ("Ferry<br>fire<p>At dawn</p>", "Ferry fire At dawn"),
            ("turnout < 40% & falling; AT&T", "turnout < 40% & falling; AT&T"),
            ("<script>x()</script>Ferry<!-- x -->", "Ferry"),
            ("&notanentity; &#0; &#x110000;", "&notanentity; &#0; &#x110000;"),
        ] {
            assert_eq!(plain(given).as_deref(), Some(expected));
        }
        assert_eq!(plain("<p> &nbsp; </p>"), None);
    }
}

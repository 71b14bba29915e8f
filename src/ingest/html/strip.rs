//! A page too heavy to be taken apart → its text, by stripping the tags. Linear, and without a tree.

use super::cost::is_void;
use super::outline::{Block, Shape, squeeze};
use super::scan::{MAX_DATA_BYTES, clip, is_data};
use super::tags::{Piece, pieces};

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
    let is_in = |list: &[&str], name: &str| list.iter().any(|n| n.eq_ignore_ascii_case(name));
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
            Piece::Raw(tag, content) if tag.is("title") && stripped.title.is_empty() => stripped.title = unescaped(clip(content, 1000)),
            Piece::Raw(tag, content) if is_data(&tag) && data_bytes + content.len() <= MAX_DATA_BYTES => {
                data_bytes += content.len();
                stripped.data.push(content);
            }
            Piece::Start(tag) => {
                left += usize::from(is_in(LEFT, tag.name));
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

/// The entities that news texts have; others stay as written.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            Some((end, c)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character that an entity stands for, if it is a number or a name that news texts have.
pub(in crate::ingest) fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = number.strip_prefix(['x', 'X']).map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        _ => return None,
    })
}

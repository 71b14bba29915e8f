//! One pass over the tags of a page: what the scan and the stripping of tags have in common.

use super::limits::{MAX_ATTRIBUTES, MAX_TAG_BYTES};
use memchr::{memchr, memmem};

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text between tags.
    Text(&'a str),
    /// A start tag.
    Start(Tag<'a>),
    /// An end tag's name, as written.
    End(&'a str),
    /// An element whose content is not mark-up, with that content: a script, a style, a title.
    Raw(Tag<'a>, &'a str),
    /// A comment, a doctype, an instruction.
    Aside,
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name, as written.
    pub name: &'a str,
    /// The whole tag, as written.
    pub source: &'a str,
    /// How many attributes it has.
    pub n_attributes: usize,
}

impl<'a> Tag<'a> {
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, without resolving entities. Only for short tags and plain values.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut scan = Scan { rest: self.source.get(1 + self.name.len()..)? };
        while let Some((found, value)) = scan.attribute() {
            if found.eq_ignore_ascii_case(name) {
                return Some(value);
            }
        }
        None
    }
}

/// Elements whose content the tokenizer takes as text up to their end tag.
const RAW: &[&str] = &["script", "style", "title", "textarea", "noscript", "iframe", "noembed", "noframes", "xmp"];

/// The pieces of a page, in order.
pub(super) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { html, at: 0, ends: EndTags::default() }
}

pub(super) struct Pieces<'a> {
    html: &'a str,
    at: usize,
    ends: EndTags,
}

/// Raw elements without an end tag in the rest of the page, so that none is looked for twice.
#[derive(Default)]
struct EndTags(Vec<String>);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let rest = self.html.get(self.at..).filter(|r| !r.is_empty())?;
        let bytes = rest.as_bytes();
        let opens = |at: usize| matches!(bytes.get(at + 1), Some(b) if b.is_ascii_alphabetic() || matches!(b, b'!' | b'?' | b'/'));
        if !(bytes[0] == b'<' && opens(0)) {
            let mut end = 1;
            while let Some(at) = memchr(b'<', &bytes[end.min(bytes.len())..]) {
                end += at;
                if opens(end) {
                    self.at += end;
                    return Some(Piece::Text(&rest[..end]));
                }
                end += 1;
            }
            self.at = self.html.len();
            return Some(Piece::Text(rest));
        }
        match bytes[1] {
            b'!' | b'?' => {
                self.at += aside_len(rest);
                Some(Piece::Aside)
            }
            b'/' if !bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                self.at += memchr(b'>', bytes).map_or(bytes.len(), |at| at + 1);
                Some(Piece::Aside)
            }
            b'/' => {
                let tag = tag_at(rest, 2);
                self.at += tag.source.len();
                Some(Piece::End(tag.name))
            }
            _ => {
                let tag = tag_at(rest, 1);
                self.at += tag.source.len();
                if let Some(raw) = RAW.iter().find(|raw| tag.is(raw)) {
                    let behind = &self.html[self.at..];
                    if let Some((content, whole)) = self.ends.content(raw, behind) {
                        self.at += whole;
                        return Some(Piece::Raw(tag, &behind[..content]));
                    }
                    // Without an end tag the rest of the page is its content.
                    self.at = self.html.len();
                    return Some(Piece::Raw(tag, behind));
                }
                Some(Piece::Start(tag))
            }
        }
    }
}

impl EndTags {
    /// The length of a raw element's content, and with its end tag.
    fn content(&mut self, name: &str, behind: &str) -> Option<(usize, usize)> {
        if self.0.iter().any(|n| n == name) {
            return None;
        }
        let bytes = behind.as_bytes();
        let mut from = 0;
        while let Some(at) = memmem::find(&bytes[from..], b"</") {
            let start = from + at;
            let name_end = start + 2 + name.len();
            let named = bytes.get(start + 2..name_end).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
            if named && !bytes.get(name_end).is_some_and(u8::is_ascii_alphanumeric) {
                let end = memchr(b'>', &bytes[name_end..]).map_or(bytes.len(), |at| name_end + at + 1);
                return Some((start, end));
            }
            from = start + 2;
        }
        self.0.push(name.to_owned());
        None
    }
}

/// The length of a comment, doctype or instruction.
fn aside_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    if !rest.starts_with("<!--") {
        return memchr(b'>', bytes).map_or(bytes.len(), |at| at + 1);
    }
    if let Some(short) = ["<!-->", "<!--->"].iter().find(|s| rest.starts_with(**s)) {
        return short.len();
    }
    // It ends at the first `-->` or `--!>`.
    let mut at = "<!--".len();
    while let Some(dashes) = memmem::find(&bytes[at..], b"--") {
        at += dashes + 2;
        match &bytes[at..] {
            [b'>', ..] => return at + 1,
            [b'!', b'>', ..] => return at + 2,
            // The second dash may be the first of the end.
            _ => at -= 1,
        }
    }
    bytes.len()
}

/// The tag that begins `rest`; its name stands at `name_at`.
fn tag_at(rest: &str, name_at: usize) -> Tag<'_> {
    let bytes = rest.as_bytes();
    let name_len = bytes[name_at..].iter().take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>')).count();
    let name = &rest[name_at..name_at + name_len];
    let mut scan = Scan { rest: &rest[name_at + name_len..] };
    let mut n_attributes = 0;
    while scan.attribute().is_some() {
        n_attributes += 1;
        // Beyond its limits the page is not taken apart any more, and only the end of the tag is of interest.
        if n_attributes > MAX_ATTRIBUTES || rest.len() - scan.rest.len() > MAX_TAG_BYTES {
            let end = memchr(b'>', scan.rest.as_bytes()).map_or(rest.len(), |at| rest.len() - scan.rest.len() + at + 1);
            return Tag { name, source: &rest[..end], n_attributes };
        }
    }
    let end = rest.len() - scan.rest.len();
    Tag { name, source: &rest[..end], n_attributes }
}

/// Reads attributes up to the end of a tag.
struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    /// The next attribute and its value; none, and the `>` read, at the end of the tag.
    fn attribute(&mut self) -> Option<(&'a str, &'a str)> {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let bytes = self.rest.as_bytes();
        match bytes.first() {
            None => return None,
            Some(b'>') => {
                self.rest = &self.rest[1..];
                return None;
            }
            Some(_) => {}
        }
        // What ends a name is ASCII, so it ends between characters.
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'=' | b'>' | b'/');
        let len = 1 + bytes[1..].iter().take_while(|b| !ends(b)).count();
        let name = &self.rest[..len];
        self.rest = self.rest[name.len()..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let Some(behind) = self.rest.strip_prefix('=') else { return Some((name, "")) };
        let behind = behind.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let value = match behind.as_bytes().first() {
            Some(&quote @ (b'"' | b'\'')) => {
                let inner = &behind[1..];
                match memchr(quote, inner.as_bytes()) {
                    Some(at) => {
                        self.rest = &inner[at + 1..];
                        &inner[..at]
                    }
                    None => {
                        self.rest = "";
                        inner
                    }
                }
            }
            _ => {
                let len = behind.bytes().take_while(|b| !b.is_ascii_whitespace() && *b != b'>').count();
                self.rest = &behind[len..];
                &behind[..len]
            }
        };
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        pieces(html)
            .map(|piece| match piece {
                Piece::Text(text) => format!("text {text}"),
                Piece::Start(tag) => format!("start {} {}", tag.name, tag.n_attributes),
                Piece::End(name) => format!("end {name}"),
                Piece::Raw(tag, content) => format!("raw {} {content}", tag.name),
                Piece::Aside => "aside".to_owned(),
            })
            .collect()
    }

    #[test]
    fn pieces_come_in_order() {
        let found = shown("<!doctype html><P class='a>b' hidden>2 < 3 <b>ferry</b></p ><!-- <p> --><br/>end");
        assert_eq!(
            found,
            ["aside", "start P 2", "text 2 < 3 ", "start b 0", "text ferry", "end b", "end p", "aside", "start br 0", "text end"]
        );
    }

    #[test]
    fn scripts_end_where_they_end() {
        assert_eq!(shown("<script>if (a</b) '<p>'</SCRIPT >x"), ["raw script if (a</b) '<p>'", "text x"]);
        assert_eq!(shown("<style>p{}"), ["raw style p{}"]);
        assert_eq!(shown("<title>A < B</title>"), ["raw title A < B"]);
    }

    #[test]
    fn broken_tags_end_with_the_page() {
        assert_eq!(shown("a<p class=\"x"), ["text a", "start p 1"]);
        assert_eq!(shown("a<"), ["text a<"]);
        assert_eq!(shown("<é>"), ["text <é>"]);
        assert_eq!(shown("<p é=ü/>x"), ["start p 1", "text x"]);
        assert_eq!(shown("<!--"), ["aside"]);
    }

    #[test]
    fn comments_end_where_they_end() {
        for whole in ["<!-->", "<!--->", "<!---->", "<!-- a -- b -->", "<!-- a ----->", "<!-- a --!>", "<!--!> a -->", "<!-- a --! b -->"] {
            assert_eq!(shown(&format!("{whole}ferry")), ["aside", "text ferry"], "{whole}");
        }
    }

    #[test]
    fn attributes_are_read_as_written() {
        let Some(Piece::Start(tag)) = pieces("<meta charset = 'utf-8' name=a/>").next() else { panic!("a tag") };
        assert_eq!((tag.attribute("CHARSET"), tag.attribute("name"), tag.attribute("x")), (Some("utf-8"), Some("a/"), None));
    }
}

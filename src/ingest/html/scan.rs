//! A page's characters → the part of them that a tree is made of, within limits, and its data blocks.
//!
//! Scripts, styles, drawings, frames and comments hold nothing to read and are two thirds of a page: without them the
//! extractors take half the time. What JSON-LD stands in the scripts is kept aside.

use super::cost::Cost;
use super::limits::Limit;
use super::tags::{Piece, Tag, pieces};

/// A page, scanned.
#[derive(Debug, Default)]
pub(super) struct Scanned<'a> {
    /// The page without what is not read.
    pub clean: String,
    /// The contents of its JSON-LD scripts.
    pub data: Vec<&'a str>,
    /// Its boxes stand in too many boxes for the second extractor ([`Limit::Measuring`]).
    pub is_nested: bool,
}

/// As much JSON-LD is read; pages have one to ten kilobytes.
pub(super) const MAX_DATA_BYTES: usize = 2 << 20;
const MAX_DATA_BLOCKS: usize = 64;

/// A longer title is a page without an end to it.
pub(super) const MAX_TITLE_BYTES: usize = 4 << 10;

/// Elements that are left out with their content.
const LEFT_OUT: &[&str] = &["svg", "math", "template", "object", "applet", "canvas", "select", "datalist"];

/// Scans a page; the limit, if it goes beyond one.
pub(super) fn scan(html: &str) -> Result<Scanned<'_>, Limit> {
    let mut scanned = Scanned { clean: String::with_capacity(html.len() / 2), ..Scanned::default() };
    let mut cost = Cost::default();
    let mut data_bytes = 0;
    // The element that is being left out, and how many of its name are open.
    let mut leaving: Option<(&str, usize)> = None;
    let ends = Ends::of(html, LEFT_OUT);
    for piece in pieces(html) {
        match piece {
            Piece::Start(tag) => {
                let at = end_of(html, tag.source);
                if let Some((name, n)) = &mut leaving {
                    *n += usize::from(tag.is(name) && !tag.source.ends_with("/>"));
                    continue;
                }
                let left_out = LEFT_OUT.iter().find(|name| tag.is(name));
                if let Some(name) = left_out {
                    if !tag.source.ends_with("/>") && ends.is_closed(name, at) {
                        leaving = Some((name, 1));
                    }
                    continue;
                }
                cost.start(&tag)?;
                scanned.clean.push_str(tag.source);
                if !tag.source.ends_with('>') {
                    break;
                }
            }
            Piece::End(name) => {
                if let Some((left, n)) = &mut leaving {
                    *n -= usize::from(name.eq_ignore_ascii_case(left));
                    if *n == 0 {
                        leaving = None;
                    }
                    continue;
                }
                cost.end(name)?;
                scanned.clean.push_str("</");
                scanned.clean.push_str(name);
                scanned.clean.push('>');
            }
            Piece::Text(text) if leaving.is_none() => {
                cost.text(text)?;
                scanned.clean.push_str(text);
            }
            Piece::Raw(tag, content) if tag.is("title") && leaving.is_none() => {
                cost.start(&tag)?;
                let content = clip(content, MAX_TITLE_BYTES);
                cost.title(content)?;
                cost.end("title")?;
                scanned.clean.push_str("<title>");
                scanned.clean.push_str(content);
                scanned.clean.push_str("</title>");
            }
            Piece::Raw(tag, content) if tag.is("script") => {
                let room = data_bytes + content.len() <= MAX_DATA_BYTES && scanned.data.len() < MAX_DATA_BLOCKS;
                if is_data(&tag) && room {
                    data_bytes += content.len();
                    scanned.data.push(content);
                }
            }
            Piece::Text(_) | Piece::Raw(..) | Piece::Aside => {}
        }
    }
    scanned.is_nested = cost.is_nested()?;
    Ok(scanned)
}

/// Where the last end tag of each left-out element stands: one that is never closed is not left out, or the article
/// behind it would be.
pub(super) struct Ends(Vec<(&'static str, usize)>);

impl Ends {
    pub fn of(html: &str, left_out: &'static [&'static str]) -> Self {
        let lower = html.as_bytes();
        let mut found: Vec<(&'static str, usize)> = Vec::new();
        for at in memchr::memmem::rfind_iter(lower, b"</") {
            if found.len() == left_out.len() {
                break;
            }
            let is_end = |name: &&&str| lower.get(at + 2..at + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
            if let Some(&name) = left_out.iter().find(is_end)
                && !found.iter().any(|(n, _)| *n == name)
            {
                found.push((name, at));
            }
        }
        Self(found)
    }

    /// Whether an element whose start tag ends at `at` may be closed.
    pub fn is_closed(&self, name: &str, at: usize) -> bool {
        self.0.iter().any(|&(n, last)| n.eq_ignore_ascii_case(name) && last >= at)
    }
}

/// Whether a script holds JSON-LD.
pub(super) fn is_data(tag: &Tag<'_>) -> bool {
    tag.is("script") && tag.attribute("type").is_some_and(|t| t.trim().to_ascii_lowercase().starts_with("application/ld+json"))
}

/// The beginning of a text, of at most `max` bytes.
pub(super) fn clip(text: &str, max: usize) -> &str {
    let mut end = max.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Where `part`, a slice of `whole`, ends in it.
pub(super) fn end_of(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize) + part.len()
}

//! What the tree of a page would cost to build and to walk, and what extractors would take, reckoned tag by tag without building it.
//!
//! The stack of open elements is kept as the HTML standard's tree construction keeps it, as far as depth depends on it:
//! which end tags are ignored, which start tags close a paragraph or an item, and that `<b>` left open by a paragraph is
//! opened again in the next. Where the two differ this one is the deeper.

use super::limits::{
    Limit, MAX_ATTRIBUTES, MAX_CLEAN_BYTES, MAX_DEPTH, MAX_MEASURING, MAX_NESTED_WORK, MAX_NODES, MAX_TAG_BYTES, MAX_WORK,
    MEASURING_PER_BYTE,
};
use super::tags::Tag;

/// The reckoning so far.
#[derive(Default)]
pub(super) struct Cost {
    open: Vec<Name>,
    /// Formatting elements that were closed with the block around them: they are opened again before the next text.
    pending: Vec<Name>,
    nodes: usize,
    work: usize,
    /// See [`MAX_MEASURING`].
    measuring: usize,
    /// Bytes of the longest title that the page gives itself.
    title: usize,
    bytes: usize,
}

/// The name of an element, as far as it matters.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Name {
    id: u64,
    class: Class,
    /// Of [`BOXES`].
    is_box: bool,
    /// Of [`MEASURED`].
    is_measured: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// `b`, `font`: reopened when left open.
    Formatting,
    /// `table` and its parts: an end tag of anything else does not reach through them.
    Table,
    /// `div`, `ul`: an end tag of a phrase does not reach through them.
    Block,
    /// Everything else.
    Phrase,
}

/// So many bytes of text take the time of an element to measure.
const TEXT_STEP: usize = 8;

/// So many bytes of a title take a step to compare with a heading: until one is like it, the second extractor compares each.
const TITLE_STEP: usize = 4;

/// What a character reference costs, in steps.
const ENTITY_STEPS: usize = 40;

/// A formatting element of one name is reopened at most three times (the standard's “Noah’s Ark clause”), whatever its attributes:
/// with other attributes it counts anew, and [`MAX_DEPTH`] ends it.
const FORMATTING: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
const TABLE: &[&str] = &[
    "table", "td", "th", "caption", "tr", "tbody", "thead", "tfoot", "template", "object", "applet", "marquee", "html", "button", "select",
];
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
];
/// The elements whose content the second extractor weighs, each for itself: how much of it stands in which of the [`MEASURED`] ones.
const BOXES: &[&str] = &["div", "fieldset", "form", "table", "ul"];
/// The elements that are measured anew, with all that is in them, for each box around them.
const MEASURED: &[&str] =
    &["blockquote", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "span", "table", "td", "ul"];
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame", "keygen",
    "basefont", "bgsound", "image",
];

/// The name in lower case as a number: its first eight bytes, which tell all names of HTML apart that matter here.
fn id(name: &str) -> u64 {
    name.bytes().take(8).fold(name.len() as u64 & 0x7F, |id, b| (id << 8) ^ u64::from(b.to_ascii_lowercase()) ^ (id >> 56))
}

fn name(written: &str) -> Name {
    let is_in = |list: &[&str]| list.iter().any(|n| n.eq_ignore_ascii_case(written));
    let class = match written {
        _ if is_in(FORMATTING) => Class::Formatting,
        _ if is_in(BLOCK) => Class::Block,
        _ if is_in(TABLE) => Class::Table,
        _ => Class::Phrase,
    };
    Name { id: id(written), class, is_box: is_in(BOXES), is_measured: is_in(MEASURED) }
}

pub(super) fn is_void(written: &str) -> bool {
    VOID.iter().any(|n| n.eq_ignore_ascii_case(written))
}

impl Cost {
    /// A start tag.
    pub fn start(&mut self, tag: &Tag<'_>) -> Result<(), Limit> {
        if tag.n_attributes > MAX_ATTRIBUTES {
            return Err(Limit::Attributes);
        }
        if tag.source.len() > MAX_TAG_BYTES {
            return Err(Limit::TagBytes);
        }
        self.bytes += tag.source.len();
        self.work += tag.n_attributes * tag.n_attributes / 2;
        let name = name(tag.name);
        if name.class == Class::Block {
            self.close_paragraph();
        } else {
            self.reopen();
        }
        match tag.name.to_ascii_lowercase().as_str() {
            "li" => self.close_item(&["li"]),
            "dd" | "dt" => self.close_item(&["dd", "dt"]),
            "option" | "optgroup" => self.close_top("option"),
            "td" | "th" => self.close_cell(&["td", "th"], &["table", "tr"]),
            "tr" => self.close_cell(&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => self.close_cell(&["tbody", "thead", "tfoot"], &["table"]),
            "a" => self.remove(name),
            "h1" | "h2" => self.work += self.title / TITLE_STEP,
            "meta" => self.title = self.title.max(tag.source.len()),
            _ => {}
        }
        if !is_void(tag.name) {
            self.open.push(name);
        }
        self.node()
    }

    /// Text between tags.
    pub fn text(&mut self, text: &str) -> Result<(), Limit> {
        self.bytes += text.len();
        if text.bytes().all(|b| b.is_ascii_whitespace()) {
            return self.check();
        }
        self.reopen();
        self.work += (text.len() / 64) * self.open.len() + memchr::memchr_iter(b'&', text.as_bytes()).count() * ENTITY_STEPS;
        self.measuring += text.len() / TEXT_STEP * self.measures();
        self.node()
    }

    /// The text of the title.
    pub fn title(&mut self, text: &str) -> Result<(), Limit> {
        self.title = self.title.max(text.len());
        self.text(text)
    }

    /// An end tag.
    pub fn end(&mut self, written: &str) -> Result<(), Limit> {
        self.bytes += written.len() + 3;
        let name = name(written);
        match name.class {
            Class::Formatting => self.remove(name),
            Class::Table => {
                let at = self.open.iter().rposition(|n| *n == name);
                let table = self.open.iter().rposition(|n| n.id == id("table")).unwrap_or(0);
                if let Some(at) = at.filter(|&at| at >= table || name.id == id("table")) {
                    self.close_to(at);
                }
            }
            Class::Block => {
                let at = self.open.iter().rposition(|n| *n == name || n.class == Class::Table);
                if let Some(at) = at.filter(|&at| self.open[at] == name) {
                    self.close_to(at);
                }
            }
            Class::Phrase => {
                let at = self.open.iter().rposition(|n| *n == name || matches!(n.class, Class::Table | Class::Block));
                if let Some(at) = at.filter(|&at| self.open[at] == name) {
                    self.close_to(at);
                }
            }
        }
        self.check()
    }

    /// Whether the page that ends here goes beyond [`MAX_MEASURING`]; the limit, if it does so and takes the other extractor long, too.
    pub fn is_nested(&self) -> Result<bool, Limit> {
        let is_nested = self.measuring > MAX_MEASURING + self.bytes * MEASURING_PER_BYTE;
        if is_nested && self.work > MAX_NESTED_WORK { Err(Limit::Measuring) } else { Ok(is_nested) }
    }

    fn node(&mut self) -> Result<(), Limit> {
        self.nodes += 1;
        self.work += self.open.len();
        self.measuring += self.measures();
        self.check()
    }

    fn check(&self) -> Result<(), Limit> {
        match () {
            () if self.open.len() + self.pending.len() > MAX_DEPTH => Err(Limit::Depth),
            () if self.bytes > MAX_CLEAN_BYTES => Err(Limit::CleanBytes),
            () if self.nodes > MAX_NODES => Err(Limit::Nodes),
            () if self.work > MAX_WORK => Err(Limit::Work),
            () => Ok(()),
        }
    }

    /// How often the second extractor comes by here: for each of the boxes that stand open once in each measured element inside it.
    fn measures(&self) -> usize {
        let mut n_boxes = 0;
        let mut times = 0;
        for name in &self.open {
            times += usize::from(name.is_measured) * n_boxes;
            n_boxes += usize::from(name.is_box);
        }
        times
    }

    /// Opens again what formatting was left open.
    fn reopen(&mut self) {
        self.nodes += self.pending.len();
        self.open.append(&mut self.pending);
    }

    /// Closes everything from `at` on.
    fn close_to(&mut self, at: usize) {
        let closed = self.open.drain(at..).skip(1);
        self.pending.extend(closed.filter(|n| n.class == Class::Formatting));
    }

    /// `</b>`, also where blocks stand open inside it: those stay.
    fn remove(&mut self, name: Name) {
        if let Some(at) = self.open.iter().rposition(|n| *n == name) {
            self.open.remove(at);
        } else if let Some(at) = self.pending.iter().rposition(|n| *n == name) {
            self.pending.remove(at);
        }
    }

    fn close_paragraph(&mut self) {
        let at = self.open.iter().rposition(|n| n.id == id("p") || n.class == Class::Table);
        if let Some(at) = at.filter(|&at| self.open[at].id == id("p")) {
            self.close_to(at);
        }
    }

    /// Items close the item before them, unless a block stands between.
    fn close_item(&mut self, items: &[&str]) {
        let through = [id("address"), id("div"), id("p")];
        let blocks = |n: &Name| matches!(n.class, Class::Table | Class::Block) && !through.contains(&n.id);
        let at = self.open.iter().rposition(|n| items.iter().any(|i| n.id == id(i)) || blocks(n));
        if let Some(at) = at.filter(|&at| items.iter().any(|i| self.open[at].id == id(i))) {
            self.close_to(at);
        }
    }

    fn close_top(&mut self, name: &str) {
        if self.open.last().is_some_and(|n| n.id == id(name)) {
            self.open.pop();
        }
    }

    /// Cells and rows close those before them in the same table.
    fn close_cell(&mut self, same: &[&str], until: &[&str]) {
        let at = self.open.iter().rposition(|n| same.iter().chain(until).any(|s| n.id == id(s)));
        if let Some(at) = at.filter(|&at| same.iter().any(|s| self.open[at].id == id(s))) {
            self.close_to(at);
        }
    }
}

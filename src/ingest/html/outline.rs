//! The tree of a page → its blocks in order of reading, each with the parts of the page it stands in, and what the head says.

use super::parts::{Part, Parts, named};
use crate::ingest::lexicon;
use dom_query::{Document, NodeRef};
use std::sync::LazyLock;

/// What is read off a tree in one walk.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Stretches of text, none of them empty.
    pub blocks: Vec<Block>,
    /// The named parts of the page; blocks and parts name theirs by index.
    pub parts: Vec<PartOf>,
    /// `<meta>`: name, property or itemprop in lower case, and content.
    pub metas: Vec<(String, String)>,
    /// `<link>` and `<a>` with a `rel`: rel, href, and its other attributes as `key=value`.
    pub links: Vec<(String, String, String)>,
    /// `<time>`: datetime, itemprop or class, text.
    pub times: Vec<(String, String, String)>,
    /// `<title>`.
    pub title: String,
    /// `<html lang>`.
    pub language: Option<String>,
    /// `<base href>`.
    pub base: Option<String>,
}

/// A part of the page and the one around it.
#[derive(Debug)]
pub(super) struct PartOf {
    pub parts: Parts,
    pub around: Option<usize>,
}

/// What a block is in the mark-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Heading(u8),
    Paragraph,
    Item,
    Cell,
    Caption,
    /// Text that stands in a `<div>` or the like by itself.
    Loose,
}

/// A stretch of text with nothing else inside.
#[derive(Debug)]
pub(super) struct Block {
    /// Its words, one space between them; lines where the page breaks them.
    pub text: String,
    pub shape: Shape,
    /// The innermost named part it stands in.
    pub part: Option<usize>,
    /// What holds it: blocks with the same holder are siblings. For items that is what holds the list.
    pub holder: usize,
    /// Characters of it that are links.
    pub linked: usize,
    /// Characters without white space.
    pub ink: usize,
}

/// Elements that begin and end a block.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "iframe"
            | "video"
            | "audio"
            | "picture"
    )
}

/// Elements whose text is not for readers.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "textarea"
            | "select"
            | "option"
            | "datalist"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "head"
            | "canvas"
    )
}

/// Where in the walk we are.
#[derive(Clone, Copy)]
struct Frame {
    shape: Shape,
    part: Option<usize>,
    /// What would hold a block that begins here.
    holder: usize,
    linked: bool,
    keeps_lines: bool,
}

struct Walk {
    outline: Outline,
    line: Line,
    n_holders: usize,
}

/// The block being gathered.
#[derive(Default)]
struct Line {
    text: String,
    linked: usize,
    ink: usize,
    space: bool,
    breaks: usize,
    frame: Option<Frame>,
}

/// Reads a tree.
pub(super) fn outline(document: &Document) -> Outline {
    let mut walk = Walk { outline: Outline::default(), line: Line::default(), n_holders: 1 };
    let frame = Frame { shape: Shape::Loose, part: None, holder: 0, linked: false, keeps_lines: false };
    // Without recursion: however deep the tree, the stack of the thread is not used up.
    let mut todo = vec![Step::Enter(document.root(), frame)];
    while let Some(step) = todo.pop() {
        match step {
            Step::Enter(node, frame) => {
                let Some((inner, closes)) = walk.enter(&node, frame) else { continue };
                if closes {
                    todo.push(Step::Flush);
                }
                let mut child = node.last_child();
                while let Some(one) = child {
                    child = one.prev_sibling();
                    todo.push(Step::Enter(one, inner));
                }
            }
            Step::Flush => walk.flush(),
        }
    }
    walk.flush();
    walk.outline
}

enum Step<'a> {
    Enter(NodeRef<'a>, Frame),
    Flush,
}

impl Walk {
    /// Takes in a node: how its children stand, and whether its end ends a block.
    fn enter(&mut self, node: &NodeRef<'_>, frame: Frame) -> Option<(Frame, bool)> {
        if node.is_text() {
            self.line.push(&node.text(), &frame);
            return None;
        }
        if !node.is_element() {
            return (node.is_document() || node.is_fragment()).then_some((frame, false));
        }
        let name = node.node_name()?;
        let attribute = |name: &str| node.attr(name).map(|v| v.to_string());
        match &*name {
            "meta" => self.meta(node),
            "link" => self.link(node),
            "title" if self.outline.title.is_empty() => self.outline.title = squeeze(&node.text()),
            "html" => self.outline.language = attribute("lang").filter(|l| !l.is_empty()),
            "base" => self.outline.base = attribute("href"),
            "br" => self.line.breaks += 1,
            "time" => {
                let stamp =
                    (attribute("datetime").unwrap_or_default(), attribute("itemprop").or_else(|| attribute("class")).unwrap_or_default());
                self.outline.times.push((stamp.0, stamp.1, squeeze(&node.text())));
            }
            "a" if node.has_attr("rel") => self.link(node),
            _ => {}
        }
        if name.as_ref() == "head" {
            return Some((frame, false));
        }
        if is_silent(&name) || name.as_ref() == "title" {
            return None;
        }
        let mut inner = frame;
        let parts = parts_of(node, &name);
        if !parts.is_empty() {
            self.outline.parts.push(PartOf { parts, around: frame.part });
            inner.part = Some(self.outline.parts.len() - 1);
        }
        let is_block = is_block(&name);
        if is_block {
            self.flush();
            inner.shape = match &*name {
                "p" | "pre" if frame.shape == Shape::Item || frame.shape == Shape::Caption || frame.shape == Shape::Cell => frame.shape,
                "p" | "pre" | "blockquote" => Shape::Paragraph,
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Shape::Heading(name.as_bytes()[1] - b'0'),
                "li" | "dt" | "dd" => Shape::Item,
                "td" | "th" => Shape::Cell,
                "figcaption" | "caption" => Shape::Caption,
                _ if matches!(frame.shape, Shape::Item | Shape::Cell | Shape::Caption) => frame.shape,
                _ => Shape::Loose,
            };
            // Paragraphs, headings and items are held by what is around them; anything else holds what is in it.
            if !matches!(&*name, "p" | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "ul" | "ol" | "blockquote" | "hr") {
                inner.holder = self.n_holders;
                self.n_holders += 1;
            }
            inner.keeps_lines = &*name == "pre";
        }
        inner.linked |= &*name == "a";
        Some((inner, is_block))
    }

    fn meta(&mut self, node: &NodeRef<'_>) {
        let Some(content) = node.attr("content").map(|c| squeeze(&c)).filter(|c| !c.is_empty()) else { return };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(key) {
                self.outline.metas.push((name.trim().to_ascii_lowercase(), content.clone()));
            }
        }
    }

    fn link(&mut self, node: &NodeRef<'_>) {
        let (Some(rel), Some(href)) = (node.attr("rel"), node.attr("href")) else { return };
        let more: Vec<String> = ["hreflang", "type", "media"].iter().filter_map(|k| Some(format!("{k}={}", node.attr(k)?))).collect();
        self.outline.links.push((rel.trim().to_ascii_lowercase(), href.trim().to_owned(), more.join(" ")));
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let Some(frame) = line.frame.filter(|_| line.ink > 0) else { return };
        let block =
            Block { text: line.text, shape: frame.shape, part: frame.part, holder: frame.holder, linked: line.linked, ink: line.ink };
        self.outline.blocks.push(block);
    }
}

impl Line {
    fn push(&mut self, text: &str, frame: &Frame) {
        if self.breaks > 0 && text.contains(|c: char| !c.is_whitespace()) && !self.text.is_empty() {
            // Two breaks part paragraphs as `</p><p>` does; the block goes on, and its text says so.
            self.text.push_str(if self.breaks > 1 { "\n\n" } else { "\n" });
            (self.space, self.breaks) = (false, 0);
        }
        for c in text.chars() {
            if c == '\n' && frame.keeps_lines && !self.text.is_empty() {
                self.text.push('\n');
                self.space = false;
            } else if c.is_whitespace() && c != '\u{A0}' {
                self.space = true;
            } else if c == '\0' {
            } else {
                if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push(' ');
                }
                (self.space, self.breaks) = (false, 0);
                self.text.push(c);
                if !c.is_whitespace() {
                    self.ink += 1;
                    self.linked += usize::from(frame.linked);
                    self.frame.get_or_insert(*frame);
                }
            }
        }
    }
}

/// Words with one space between them, without the zeros that no text has.
pub(super) fn squeeze(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.contains('\0') { words.replace('\0', "") } else { words }
}

fn parts_of(node: &NodeRef<'_>, name: &str) -> Parts {
    let mut parts = match name {
        "nav" | "menu" | "button" => single(Part::Nav),
        "aside" => single(Part::Sidebar),
        "footer" => single(Part::Footer),
        "figcaption" | "figure" => single(Part::Caption),
        "form" | "fieldset" | "legend" => single(Part::Signup),
        "main" => single(Part::Body),
        _ => Parts::default(),
    };
    if name == "html" || name == "body" {
        return parts;
    }
    let has = |key: &str, value: &str| node.attr(key).is_some_and(|v| v.eq_ignore_ascii_case(value));
    if node.has_attr("hidden") || has("aria-hidden", "true") || node.attr("style").is_some_and(|s| is_unseen(&s)) {
        parts.add(Part::Hidden);
    }
    match node.attr("itemprop").as_deref() {
        Some("articleBody" | "text") => parts.add(Part::Body),
        Some("headline") => parts.add(Part::Headline),
        Some("author") => parts.add(Part::Byline),
        Some("datePublished" | "dateModified") => parts.add(Part::Stamp),
        Some("caption") => parts.add(Part::Caption),
        _ => {}
    }
    match node.attr("role").as_deref() {
        Some("navigation" | "menu" | "menubar" | "search") => parts.add(Part::Nav),
        Some("complementary") => parts.add(Part::Sidebar),
        Some("contentinfo") => parts.add(Part::Footer),
        Some("dialog" | "alertdialog") => parts.add(Part::Consent),
        _ => {}
    }
    for key in ["class", "id", "data-component", "data-testid"] {
        if let Some(names) = node.attr(key) {
            parts = parts.and(named(&names));
        }
    }
    parts
}

fn single(part: Part) -> Parts {
    let mut parts = Parts::default();
    parts.add(part);
    parts
}

fn is_unseen(style: &str) -> bool {
    let bare: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    bare.contains("display:none") || bare.contains("visibility:hidden")
}

/// `lexicon/meta_names.tsv`: what a name in `<meta>` gives.
static META_NAMES: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| lexicon::rows(include_str!("lexicon/meta_names.tsv")).collect());

impl Outline {
    /// What the head says in `<meta>` elements that give `what`, by the list's order of their names.
    pub fn metas_of(&self, what: &str) -> impl Iterator<Item = &str> {
        let names = META_NAMES.iter().filter(move |(_, gives)| *gives == what);
        names.flat_map(|(name, _)| self.metas.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str()))
    }

    /// Whether a block stands, at any depth, in one of these parts.
    pub fn stands_in(&self, block: &Block, parts: &[Part]) -> bool {
        self.parts_of(block).any(|k| self.parts[k].parts.any(parts))
    }

    /// The named parts around a block, innermost first, by index.
    pub fn parts_of(&self, block: &Block) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(block.part, |&k| self.parts[k].around)
    }
}

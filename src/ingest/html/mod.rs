//! A page's bytes → [`Page`]: the article's text, what the page says of it, and how far the reading can be relied on.
//!
//! ```
//! use writethru::ingest::html::{Hint, read};
//!
//! let html = "<title>Ferry fire kills 12 | The Varn Courier</title><nav>Home</nav><article><h1>Ferry fire kills 12</h1>\
//!     <p>The fire broke out at dawn, the coast guard said on Monday, and spread to the car deck within minutes.</p>\
//!     <p>Twelve people died. The operator, Varn Lines, said all alarms had been tested in the spring.</p></article>";
//! let page = read(html.as_bytes(), &Hint::default());
//! assert!(page.kind.is_article());
//! assert!(page.text.starts_with("Ferry fire kills 12\n\nThe fire broke out at dawn"));
//! ```
//!
//! Pure and total: the same bytes give the same page, and every page gives one, within a bounded time. Two extractors say what
//! they take for the article; the page's own blocks are then chosen by what both keep and by rules about furniture, so that a
//! paragraph reads the same whichever of them found it.

mod archive;
mod authors;
mod charset;
mod choose;
mod compose;
mod cost;
mod data;
mod kind;
pub mod limits;
mod lines;
mod metadata;
mod opinions;
mod outline;
mod page;
mod parts;
mod scan;
mod strip;
mod tags;

pub use page::{Doubt, Metadata, NotTheArticle, Page, PageKind, PageTime, Quality};
pub(in crate::ingest) use strip::{plain, unescaped};

use choose::Choice;
use dom_query::Document;
use outline::{Block, Outline};

/// What is known of a page from elsewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint<'a> {
    /// Where it was found.
    pub url: Option<&'a str>,
    /// The server's `Content-Type`.
    pub content_type: Option<&'a str>,
}

/// Fewer words than this are little for an article.
const THIN_WORDS: usize = 40;
/// Below this share of agreement the reading should be looked at.
const MIN_AGREEMENT: f32 = 0.7;

/// Reads a page from its bytes.
pub fn read(bytes: &[u8], hint: &Hint<'_>) -> Page {
    let decoded = charset::decode(bytes, hint.content_type);
    let mut page = read_text(&decoded.text, hint);
    page.encoding = decoded.encoding;
    page.warnings.splice(0..0, decoded.oddity);
    page
}

/// Decodes a page or a feed: its characters, and what was odd about them.
pub(in crate::ingest) fn decode(bytes: &[u8]) -> (String, Option<String>) {
    let decoded = charset::decode(bytes, None);
    (decoded.text, decoded.oddity)
}

/// Reads a page from its characters.
pub fn read_text(html: &str, hint: &Hint<'_>) -> Page {
    let archive::Original { html, archived_at } = archive::original(html, hint.url);
    let page = match scan::scan(&html) {
        Ok(scanned) => read_tree(&scanned, hint),
        Err(limit) => read_stripped(&html, limit, hint),
    };
    Page { archived_at, ..page }
}

fn read_tree(scanned: &scan::Scanned<'_>, hint: &Hint<'_>) -> Page {
    let document = Document::from(scanned.clean.as_str());
    let outline = outline::outline(&document);
    let og = outline.metas.iter().find(|(k, _)| k == "og:title").map_or(outline.title.as_str(), |(_, v)| v);
    let data = data::read(&scanned.data, og);
    let (body_chars, n_broken) = (data.body_chars, data.n_broken);
    let meta = metadata::metadata(&outline, data, hint.url);
    let (first, second) =
        if outline.blocks.is_empty() { Default::default() } else { (opinions::first(&scanned.clean), opinions::second(document)) };
    let choices = choose::choose(&outline, &first, &second, &meta);
    let body = compose::body(&outline.blocks, &choices);
    let kind = kind::kind(&outline, &meta, &body.text, body.n_words, n_words(&outline));
    let mut quality = Quality::default();
    let agreement = opinions::agreement(&outline.blocks, &first, &second);
    if agreement < MIN_AGREEMENT {
        quality.reasons.push(Doubt::Disagreement(agreement));
    }
    if body.n_words < THIN_WORDS {
        quality.reasons.push(Doubt::Thin(body.n_words));
    }
    if body_chars > body.text.chars().count() * 2 + 400 {
        quality.reasons.push(Doubt::LongerElsewhere(body_chars));
    }
    let mut warnings = Vec::new();
    if n_broken > 0 {
        warnings.push(format!("has data that are not JSON: {n_broken} of {}", scanned.data.len()));
    }
    Page {
        kind,
        text: compose::whole(&meta, &body.text),
        meta,
        notices: body.notices,
        quality,
        encoding: "UTF-8",
        archived_at: None,
        warnings,
    }
}

fn read_stripped(html: &str, limit: limits::Limit, hint: &Hint<'_>) -> Page {
    let stripped = strip::strip(html);
    let data = data::read(&stripped.data, &stripped.title);
    let outline = Outline { blocks: stripped.blocks, title: stripped.title, ..Outline::default() };
    let meta = metadata::metadata(&outline, data, hint.url);
    let choices: Vec<Choice> = outline.blocks.iter().map(|b| choose::of_stripped(b, &meta)).collect();
    let body = compose::body(&outline.blocks, &choices);
    let kind = kind::kind(&outline, &meta, &body.text, body.n_words, n_words(&outline));
    let mut reasons = vec![Doubt::Degraded(limit)];
    if stripped.is_cut {
        reasons.push(Doubt::Cut(strip::MAX_TEXT_BYTES));
    }
    Page {
        kind,
        text: compose::whole(&meta, &body.text),
        meta,
        notices: body.notices,
        quality: Quality { reasons },
        encoding: "UTF-8",
        archived_at: None,
        warnings: Vec::new(),
    }
}

fn n_words(outline: &Outline) -> usize {
    outline.blocks.iter().map(|b: &Block| b.text.split_whitespace().count()).sum()
}

/// For examples: each block of a page with what became of it, one a line.
#[doc(hidden)]
pub fn explain(html: &str) -> Vec<String> {
    let Ok(scanned) = scan::scan(html) else { return Vec::new() };
    let document = Document::from(scanned.clean.as_str());
    let outline = outline::outline(&document);
    let meta = metadata::metadata(&outline, data::read(&scanned.data, &outline.title), None);
    let (first, second) = (opinions::first(&scanned.clean), opinions::second(document));
    let choices = choose::choose(&outline, &first, &second, &meta);
    let line = |(block, choice): (&Block, &Choice)| {
        let parts: Vec<String> = outline.parts_of(block).map(|k| format!("{:?}", outline.parts[k].parts)).collect();
        let linked = block.linked * 100 / block.ink.max(1);
        let text = block.text.replace('\n', " ⏎ ");
        format!(
            "{choice:?}\t{:.2}\t{:.2}\t{:?}\t{linked}\t{}\t{text}",
            first.share(block),
            second.share(block),
            block.shape,
            parts.join(" ")
        )
    };
    outline.blocks.iter().zip(&choices).map(line).collect()
}

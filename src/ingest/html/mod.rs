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
use chrono::{DateTime, FixedOffset};
use dom_query::Document;
use limits::Limit;
use opinions::{Opinion, Opinions};
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

/// When and where a web archive saw a page, if it was saved from one.
pub fn archived(bytes: &[u8]) -> Option<(DateTime<FixedOffset>, Option<String>)> {
    archive::archived(&charset::decode(bytes, None).text)
}

/// The address of what is kept at an address of the Internet Archive.
pub fn kept_at(address: &str) -> Option<String> {
    archive::kept_at(address)
}

/// Reads a page from its characters.
pub fn read_text(html: &str, hint: &Hint<'_>) -> Page {
    let archive::Original { html, archived_at, url } = archive::original(html, hint.url);
    // What a page calls its own address is judged by where it was found.
    let hint = Hint { url: hint.url.or(url.as_deref()), ..*hint };
    let page = finish(reading(&html, &hint));
    Page { archived_at, archived_url: url, ..page }
}

/// A page taken apart, with what was chosen of it.
struct Reading {
    outline: Outline,
    meta: Metadata,
    choices: Vec<Choice>,
    /// How much of each block the extractors kept; nothing of a page that was only stripped of its tags.
    shares: Vec<(f32, f32)>,
    /// Characters of the text in the page's data.
    body_chars: usize,
    reasons: Vec<Doubt>,
    warnings: Vec<String>,
}

fn reading(html: &str, hint: &Hint<'_>) -> Reading {
    match scan::scan(html) {
        Ok(scanned) => of_tree(&scanned, hint).unwrap_or_else(|| of_stripped(html, Limit::Measuring, hint)),
        Err(limit) => of_stripped(html, limit, hint),
    }
}

/// Nothing where one extractor finds nothing and the other may not be asked.
fn of_tree(scanned: &scan::Scanned<'_>, hint: &Hint<'_>) -> Option<Reading> {
    let document = Document::from(scanned.clean.as_str());
    let outline = outline::outline(&document);
    let title = outline.metas_of("headline").next().unwrap_or(&outline.title);
    let data = data::read(&scanned.data, title);
    let (body_chars, n_broken) = (data.body_chars, data.n_broken);
    let meta = metadata::metadata(&outline, data, hint.url);
    let is_asked = !outline.blocks.is_empty();
    let first = if is_asked { opinions::first(&scanned.clean) } else { Opinion::default() };
    if is_asked && scanned.is_nested && first.is_empty() {
        return None;
    }
    let second = if is_asked && !scanned.is_nested { opinions::second(document) } else { Opinion::default() };
    let opinions = Opinions::of(&outline.blocks, &first, &second);
    let choices = choose::choose(&outline, &opinions, &meta);
    let reason = match opinions.agreement(&outline.blocks) {
        _ if scanned.is_nested => Some(Doubt::OneOpinion(Limit::Measuring)),
        agreement => (agreement < MIN_AGREEMENT).then_some(Doubt::Disagreement(agreement)),
    };
    let broken = || format!("has data that are not JSON: {n_broken} of {}", scanned.data.len());
    let warnings = (n_broken > 0).then(broken).into_iter().collect();
    Some(Reading { outline, meta, choices, shares: opinions.shares, body_chars, reasons: reason.into_iter().collect(), warnings })
}

fn of_stripped(html: &str, limit: Limit, hint: &Hint<'_>) -> Reading {
    let stripped = strip::strip(html);
    let data = data::read(&stripped.data, &stripped.title);
    let outline = Outline { blocks: stripped.blocks, title: stripped.title, ..Outline::default() };
    let body_chars = data.body_chars;
    let meta = metadata::metadata(&outline, data, hint.url);
    let choices: Vec<Choice> = outline.blocks.iter().map(|b| choose::of_stripped(b, &meta)).collect();
    let mut reasons = vec![Doubt::Degraded(limit)];
    if stripped.is_cut {
        reasons.push(Doubt::Cut(strip::MAX_TEXT_BYTES));
    }
    Reading { shares: vec![(0.0, 0.0); choices.len()], outline, meta, choices, body_chars, reasons, warnings: Vec::new() }
}

/// What was chosen → the article, and how far it can be relied on.
fn finish(reading: Reading) -> Page {
    let Reading { outline, meta, mut choices, body_chars, mut reasons, warnings, .. } = reading;
    let elsewhere = choose::corrections(&outline.blocks, meta.correction.as_deref(), &mut choices);
    let mut body = compose::body(&outline.blocks, &choices);
    let kind = kind::kind(&outline, &meta, &choices, &body);
    if body.n_words < THIN_WORDS {
        reasons.push(Doubt::Thin(body.n_words));
    }
    if kind.is_article() && kind::may_be_stub(&meta, &body) {
        reasons.push(Doubt::NotFree(body.n_words));
    }
    if body_chars > body.text.chars().count() * 2 + 400 {
        reasons.push(Doubt::LongerElsewhere(body_chars));
    }
    elsewhere.into_iter().for_each(|correction| body.correct(correction));
    Page {
        kind,
        text: compose::whole(&meta, &body.text),
        notices: body.notices,
        meta,
        quality: Quality { reasons },
        encoding: "UTF-8",
        archived_at: None,
        archived_url: None,
        warnings,
    }
}

/// For examples: each block of a page with what became of it, one a line.
#[doc(hidden)]
pub fn explain(bytes: &[u8]) -> Vec<String> {
    let decoded = charset::decode(bytes, None);
    let reading = reading(&archive::original(&decoded.text, None).html, &Hint::default());
    let outline = &reading.outline;
    let line = |((block, choice), (first, second)): ((&Block, &Choice), &(f32, f32))| {
        let parts: Vec<String> = outline.parts_of(block).map(|k| format!("{:?}", outline.parts[k].parts)).collect();
        let linked = block.linked * 100 / block.ink.max(1);
        let text = block.text.replace('\n', " ⏎ ");
        format!("{choice:?}\t{first:.2}\t{second:.2}\t{:?}\t{linked}\t{}\t{text}", block.shape, parts.join(" "))
    };
    outline.blocks.iter().zip(&reading.choices).zip(&reading.shares).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Why a page of six paragraphs should be looked at, with so many comments behind it, which only one extractor keeps.
    fn doubts(n_comments: usize) -> Vec<Doubt> {
        let article = [
            "The council of Varn met on Monday at noon in the old customs hall by the river.",
            "Two of the ferries have left the harbour of Port Ellery since the ice has gone.",
            "Nobody from the company came to answer questions about the fire on the car deck.",
            "A decision on the new timetable is due when the court has ruled in the spring.",
            "Mayor Orla Venn called the delay a disgrace and left the hall before the vote.",
            "The toll for lorries would double to forty marks a day under the new plan.",
        ];
        let comments = [
            "The pier was built when the town had three mills and a railway to the coast.",
            "I have written to the board of the harbour on the last day of every month.",
            "My sister says the crew will stay on board until the tide has turned at night.",
        ];
        let paragraphs = |lines: &[&str]| lines.iter().map(|line| format!("<p>{line}</p>")).collect::<String>();
        let (article, comments) = (paragraphs(&article), paragraphs(&comments[..n_comments]));
        let html = format!(
            "<title>Ferry plan put off | The Varn Courier</title><article><h1>Ferry plan put off</h1>{article}</article>\
             <div class='comments'>{comments}</div><footer><p>The Varn Courier, 1 Quay Street</p></footer>"
        );
        read_text(&html, &Hint::default()).quality.reasons
    }

    #[test]
    fn extractors_that_agree_on_two_thirds_leave_a_doubt() {
        assert_eq!(doubts(1), []);
        assert!(matches!(doubts(3)[..], [Doubt::Disagreement(_)]));
    }
}

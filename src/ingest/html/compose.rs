//! Chosen blocks → the text of an article, laid out as [`Text`](crate::text::Text) reads it.

use super::choose::Choice;
use super::outline::{Block, Shape};
use super::page::Metadata;
use crate::text::notice_line::is_notice;

/// The running text, and the notices in it.
pub(super) struct Body {
    pub text: String,
    pub notices: Vec<String>,
    pub n_words: usize,
}

/// Cells shorter than this stand beside each other in one line.
const SHORT_CELL_WORDS: usize = 8;

/// Lays out the running text: an empty line between blocks, a bullet before items.
pub(super) fn body(blocks: &[Block], choices: &[Choice]) -> Body {
    let mut text = String::new();
    let mut notices = Vec::new();
    let mut n_words = 0;
    let mut last_is_cell = false;
    for (block, choice) in blocks.iter().zip(choices).filter(|(_, c)| **c != Choice::Left) {
        let words = block.text.split_whitespace().count();
        n_words += words;
        let is_cell = block.shape == Shape::Cell && words < SHORT_CELL_WORDS;
        if !text.is_empty() {
            text.push_str(if is_cell && last_is_cell { " | " } else { "\n\n" });
        }
        last_is_cell = is_cell;
        if block.shape == Shape::Item && *choice == Choice::Text && !has_bullet(&block.text) {
            text.push_str("• ");
        }
        text.push_str(&block.text);
        if *choice == Choice::Notice {
            notices.push(block.text.clone());
        }
    }
    Body { text, notices, n_words }
}

impl Body {
    /// Adds a correction that stands only in the page's data, as a paragraph that says what it is.
    pub fn correct(&mut self, correction: &str) {
        let notice = if is_notice(&correction.to_lowercase()) { correction.to_owned() } else { format!("Correction: {correction}") };
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(&notice);
        self.notices.push(notice);
    }
}

fn has_bullet(text: &str) -> bool {
    text.starts_with(['•', '◦', '▪', '‣', '●', '■'])
}

/// The whole text: headline, sub-title and byline above the running text.
pub(super) fn whole(meta: &Metadata, body: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(meta.headline.clone());
    // A sub-title that is a sentence would be taken for the first paragraph; some pages show it and others do not.
    parts.extend(meta.alternative_headline.clone().filter(|a| !a.ends_with(['.', '!', '?', '…']) && !body.contains(a.as_str())));
    parts.extend(meta.byline());
    if !body.is_empty() {
        parts.push(body.to_owned());
    }
    parts.join("\n\n")
}

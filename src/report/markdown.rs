//! Reports in Markdown, ready to be published under an article.
//!
//! CommonMark with one extension everybody has, `~~struck out~~`: an edit is ~~old~~ **new**. Whatever comes from an
//! article is escaped, so that it shows as it stands and is never mark-up, HTML, a link or a formula.

mod escape;

use super::page::{Block, Label, Line, Marker, Page, Run};
use super::pages;
use crate::changelog::ChangeLog;
use escape::escape;

/// An article's change log for its readers, oldest step first, to be published under the article: its headings are of the second and
/// third rank, for the article's own is above them.
pub fn log(log: &ChangeLog) -> String {
    render_below(&pages::published(log), 1)
}

/// The page, its headings from the first rank on.
pub fn page(page: &Page) -> String {
    render_below(page, 0)
}

/// With headings so many ranks lower.
fn render_below(page: &Page, ranks: usize) -> String {
    let rank = &"##"[..ranks.min(2)];
    let mut out = String::new();
    let mut last = None;
    for block in &page.blocks {
        let is_tight = is_point(block) && last.is_some_and(is_point);
        if last.is_some() && !is_tight {
            out.push('\n');
        }
        match block {
            Block::Title(line) => out.extend([rank, "# ", &plain(line), "\n"]),
            Block::Heading(line) => out.extend([rank, "## ", &plain(line), "\n"]),
            Block::About(line) | Block::Paragraph(line) => out.extend([&styled(line), "\n"]),
            Block::Item(marker, lines) => item(&mut out, *marker, lines),
        }
        last = Some(block);
    }
    out
}

/// Whether a block is a point of a list with nothing below it.
fn is_point(block: &Block) -> bool {
    matches!(block, Block::Item(marker, lines) if lines.len() == 1 && marker.is_listed())
}

fn item(out: &mut String, marker: Marker, lines: &[Line]) {
    let below = if marker.is_listed() { "  " } else { "" };
    for (k, line) in lines.iter().enumerate() {
        let number = match marker {
            Marker::Number(sign, n) if sign != ' ' && k == 0 => format!("**{sign}{n}** "),
            _ => String::new(),
        };
        let lead = match (k, marker.is_listed()) {
            (0, true) => "- ",
            (0, false) => "",
            _ => {
                out.push('\n');
                below
            }
        };
        out.extend([lead, &number, &styled(line), "\n"]);
    }
}

/// The text of a line without any style.
fn plain(line: &Line) -> String {
    let shown: String = line.runs().iter().filter(|r| r.label != Label::Hint).map(|r| r.text.as_str()).collect();
    escape(shown.trim(), true)
}

/// The text of a line with its styles.
fn styled(line: &Line) -> String {
    let mut out = String::new();
    // Whether a style was closed behind a mark of punctuation: then no letter may follow at once.
    let mut is_closed = false;
    for run in line.runs().iter().filter(|r| r.label != Label::Hint) {
        if is_closed && run.text.starts_with(char::is_alphanumeric) {
            out.push(' ');
        }
        is_closed = push(&mut out, run);
    }
    out.trim().to_owned()
}

/// Puts a run behind a line and says whether it ends with a style closed behind punctuation.
///
/// CommonMark's rule: what opens a style before punctuation must not follow a letter, and the like for what closes it.
fn push(out: &mut String, run: &Run) -> bool {
    let words = run.text.trim();
    let mark = match run.label {
        Label::Strong | Label::Added | Label::Figure => "**",
        Label::Removed => "~~",
        _ => "",
    };
    if mark.is_empty() || words.is_empty() {
        out.push_str(&escape(&run.text, out.is_empty()));
        return false;
    }
    let is_letter = |c: char| !c.is_whitespace() && c.is_alphanumeric();
    let needs_space = out.ends_with(is_letter) && !words.starts_with(is_letter);
    if needs_space || run.text.starts_with(' ') || out.ends_with(['*', '~']) {
        out.push(' ');
    }
    out.extend([mark, &escape(words, false), mark]);
    if run.text.ends_with(' ') {
        out.push(' ');
    }
    !words.ends_with(is_letter) && !run.text.ends_with(' ')
}

#[cfg(test)]
mod tests;

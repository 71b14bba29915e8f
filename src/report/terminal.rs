//! Reports for reading in a terminal or a pipe.
//!
//! Never colour alone: words that went out stand as `[-very-]`, words that came in as `{+highly+}`, entries begin with
//! `+`, `−`, `~` or `→`; colour is put on top. Lines are wrapped to the width the caller gives. No control character
//! of an article gets through: they are shown as pictures.

mod wrap;

use super::page::{Block, Label, Line, Marker, Page, Run, sign};
use crate::diff::Severity;

/// How a report is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The columns there are.
    pub width: usize,
    /// Whether colours are wanted.
    pub color: bool,
}

impl Default for View {
    /// 80 columns, no colour: what a pipe gets.
    fn default() -> Self {
        Self { width: 80, color: false }
    }
}

/// A terminal narrower than this gets lines of this width all the same.
const MIN_WIDTH: usize = 24;
/// What stands before an entry is at least this wide.
const MARGIN: usize = 4;

/// The page as text, its lines wrapped.
pub fn page(page: &Page, view: &View) -> String {
    let mut out = String::new();
    let mut last = None;
    for block in &page.blocks {
        if last.is_some_and(|last| is_apart(last, block)) {
            out.push('\n');
        }
        match block {
            Block::Title(line) | Block::About(line) | Block::Heading(line) | Block::Paragraph(line) => put(&mut out, "", "", line, view),
            Block::Item(marker, lines) => {
                let margin = margin(*marker);
                let below = " ".repeat(margin.chars().count());
                for (k, line) in lines.iter().enumerate() {
                    put(&mut out, if k == 0 { &margin } else { &below }, &below, line, view);
                }
            }
        }
        last = Some(block);
    }
    out
}

/// Whether an empty line stands between two blocks.
fn is_apart(last: &Block, next: &Block) -> bool {
    let is_open = |block: &Block| matches!(block, Block::Item(marker, lines) if lines.len() > 1 || !matches!(marker, Marker::Change(_) | Marker::Point));
    match (last, next) {
        (_, Block::Title(_) | Block::Heading(_)) => true,
        (_, Block::About(_)) | (Block::Heading(_), _) | (Block::Paragraph(_), Block::Paragraph(_)) => false,
        (Block::Item(..), Block::Item(..)) => is_open(last) || is_open(next),
        _ => true,
    }
}

fn margin(marker: Marker) -> String {
    let sign = match marker {
        Marker::Number(' ', n) => format!("{n:>3}"),
        Marker::Number(sign, n) => format!("{sign}{n}"),
        Marker::Change(change) => format!("  {}", sign(change)),
        Marker::Point => "  ·".to_owned(),
        Marker::Part => String::new(),
    };
    format!("{sign:<width$} ", width = MARGIN - 1)
}

/// Wraps a line and puts it behind `first`, the lines it runs over behind `below`.
fn put(out: &mut String, first: &str, below: &str, line: &Line, view: &View) {
    let width = view.width.max(MIN_WIDTH).saturating_sub(below.chars().count());
    let marked: Vec<Run> = line.runs().iter().map(marked).collect();
    for (k, row) in wrap::wrap(&marked, width).iter().enumerate() {
        out.push_str(if k == 0 { first } else { below });
        for run in row {
            match style(run.label).filter(|_| view.color) {
                Some(style) => out.extend(["\u{1b}[", style, "m", &run.text, "\u{1b}[0m"]),
                None => out.push_str(&run.text),
            }
        }
        out.push('\n');
    }
}

/// The run with the marks that say without colour what it is.
fn marked(run: &Run) -> Run {
    let text = match run.label {
        Label::Removed => format!("[-{}-]", run.text),
        Label::Added => format!("{{+{}+}}", run.text),
        Label::Figure => format!("‹{}›", run.text),
        _ => run.text.clone(),
    };
    Run { label: run.label, text }
}

/// The parameters of ECMA-48's SGR sequence for a label: 1 bold, 2 faint, 4 underlined, 9 crossed out, 31 red,
/// 32 green, 33 yellow, 36 cyan.
fn style(label: Label) -> Option<&'static str> {
    match label {
        Label::Plain => None,
        Label::Strong | Label::Severity(Severity::Low) => Some("1"),
        Label::Dim | Label::Hint => Some("2"),
        Label::Removed => Some("9;31"),
        Label::Added => Some("4;32"),
        Label::New => Some("32"),
        Label::Gone => Some("31"),
        Label::Severity(Severity::High) => Some("1;31"),
        Label::Severity(Severity::Medium) => Some("1;33"),
        Label::Quoted => Some("4"),
        Label::Figure => Some("36"),
    }
}

#[cfg(test)]
mod tests;

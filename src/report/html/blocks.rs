//! The blocks of a page as elements: headings with their sections, lists, paragraphs.

use super::mark::Html;
use crate::diff::{Change, Severity};
use crate::report::page::{Block, Label, Line, Marker, sign};

/// Which list is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    None,
    Items,
}

/// Writes blocks; a heading opens a section that goes on to the next one.
pub(in crate::report) fn blocks(html: &mut Html, blocks: &[Block]) {
    let (mut list, mut in_section) = (List::None, false);
    for block in blocks {
        let wanted = if matches!(block, Block::Item(marker, _) if marker.is_listed()) { List::Items } else { List::None };
        if wanted != list {
            html.raw(if wanted == List::Items { "<ul class=\"changes\">\n" } else { "</ul>\n" });
            list = wanted;
        }
        match block {
            Block::Title(line) => element(html, "<h1>", line, "</h1>\n"),
            Block::About(line) => element(html, "<p class=\"about\">", line, "</p>\n"),
            Block::Heading(line) => {
                html.raw(if in_section { "</section>\n<section>\n" } else { "<section>\n" });
                in_section = true;
                element(html, "<h2>", line, "</h2>\n");
            }
            Block::Paragraph(line) => element(html, "<p>", line, "</p>\n"),
            Block::Item(marker, lines) => item(html, *marker, lines),
        }
    }
    html.raw(if list == List::Items { "</ul>\n" } else { "" }).raw(if in_section { "</section>\n" } else { "" });
}

fn element(html: &mut Html, open: &'static str, line: &Line, close: &'static str) {
    html.raw(open);
    self::line(html, line);
    html.raw(close);
}

fn item(html: &mut Html, marker: Marker, lines: &[Line]) {
    match marker {
        Marker::Change(change) => {
            html.raw(class(change)).raw("<span class=\"sign\" aria-hidden=\"true\">").raw(sign(change)).raw("</span>\n");
        }
        Marker::Point => {
            html.raw("<li class=\"point\">\n");
        }
        Marker::Number(' ', n) => {
            html.raw("<p class=\"numbered\"><span class=\"number\">").number(n).raw("</span> ");
        }
        Marker::Number(letter, n) => {
            html.raw("<li>\n<span class=\"number\">").text(letter.encode_utf8(&mut [0; 4])).number(n).raw("</span>\n");
        }
        Marker::Part => {
            html.raw("<p class=\"numbered\">");
        }
    }
    if marker.is_listed() {
        for (k, line) in lines.iter().enumerate() {
            element(html, if k == 0 { "<p class=\"what\">" } else { "<p>" }, line, "</p>\n");
        }
        html.raw("</li>\n");
    } else {
        lines.iter().for_each(|line| self::line(html, line));
        html.raw("</p>\n");
    }
}

fn class(change: Change) -> &'static str {
    match change {
        Change::Added => "<li class=\"added\">\n",
        Change::Removed => "<li class=\"removed\">\n",
        Change::Changed => "<li class=\"changed\">\n",
        Change::Moved => "<li class=\"moved\">\n",
    }
}

/// The runs of a line, each as the element that says what it is.
pub(super) fn line(html: &mut Html, line: &Line) {
    for run in line.runs() {
        let (open, close) = match run.label {
            // How to see more on a terminal is of no use here.
            Label::Hint => continue,
            Label::Plain => ("", ""),
            Label::Strong | Label::Severity(Severity::Low) => ("<strong>", "</strong>"),
            Label::Severity(Severity::High) => ("<strong class=\"high\">", "</strong>"),
            Label::Severity(Severity::Medium) => ("<strong class=\"medium\">", "</strong>"),
            Label::Dim => ("<span class=\"dim\">", "</span>"),
            Label::Added => ("<ins>", "</ins>"),
            Label::Removed => ("<del>", "</del>"),
            Label::New => ("<ins class=\"whole\">", "</ins>"),
            Label::Gone => ("<del class=\"whole\">", "</del>"),
            Label::Quoted => ("<span class=\"q\">", "</span>"),
            Label::Figure => ("<span class=\"f\">", "</span>"),
        };
        html.raw(open).text(&run.text).raw(close);
    }
}

//! What stands around every page: its head with the policy and the style sheet, landmarks, and who made it.

use super::mark::Html;
use crate::report::page::{Block, Line, Page};

/// The one style sheet.
const STYLE: &str = include_str!("style.css");

/// What a page begins with. The policy lets nothing be loaded, run, framed or sent; the style sheet is allowed by its SHA-256, which a
/// test holds to the file.
const HEAD: &str = concat!(
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-",
    "iB0m8rssLztVz3v0sNusOvS2vKyGwe9gp4Azx2ccic4=",
    "'; base-uri 'none'; form-action 'none'\">\n",
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    "<meta name=\"color-scheme\" content=\"light dark\">\n",
    "<meta name=\"referrer\" content=\"no-referrer\">\n",
    "<meta name=\"generator\" content=\"writethru ",
    env!("CARGO_PKG_VERSION"),
    "\">\n<title>",
);

/// What a page ends with.
const FOOT: &str = concat!(
    "</main>\n<footer>\n<p>Made by writethru ",
    env!("CARGO_PKG_VERSION"),
    " from the texts alone, by rule. It says what stood there when somebody looked; what stood there in between is not known, and \
     nothing here says why anything was changed.</p>\n</footer>\n</body>\n</html>\n"
);

/// A whole page: `body` writes what stands in `<main>`, a heading of the first rank first.
pub(super) fn around(title: &str, body: impl FnOnce(&mut Html)) -> String {
    let mut html = Html::default();
    html.raw(HEAD).text(title).raw("</title>\n<style>").raw(STYLE).raw("</style>\n</head>\n<body>\n<main>\n");
    body(&mut html);
    html.raw(FOOT);
    html.finish()
}

/// What a page of lines is called: its first line.
pub(super) fn title(page: &Page) -> String {
    let first = page.blocks.iter().find_map(|block| match block {
        Block::Title(line) | Block::About(line) | Block::Heading(line) | Block::Paragraph(line) => Some(line.plain()),
        Block::Item(_, lines) => lines.first().map(Line::plain),
    });
    first.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| "writethru".to_owned())
}

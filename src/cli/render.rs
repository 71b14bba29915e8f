//! A report → standard output, in the format asked for.

use super::args::Format;
use super::exit::WrongUse;
use super::out::Out;
use super::settings::Settings;
use crate::changelog::ChangeLog;
use crate::report::{Page, atom, html, json, markdown, pages, terminal};
use serde::Serialize;

/// Writes what changed in a log's step.
pub(super) fn diff(log: &ChangeLog, step: usize, all: bool, settings: &Settings, out: &mut Out) -> anyhow::Result<()> {
    match settings.format() {
        Format::Html => out.text(&html::diff(log, step, all)),
        _ => page(|| json::diff(log, step), || pages::diff(log, step, all), settings, out),
    }
}

/// Writes every step.
pub(super) fn log(log: &ChangeLog, settings: &Settings, out: &mut Out) -> anyhow::Result<()> {
    match settings.format() {
        Format::Markdown => out.text(&markdown::log(log)),
        Format::Html => out.text(&html::log(log)),
        Format::Atom => {
            let untimed = || WrongUse(format!("a feed needs the times of all revisions, and those of “{}” are not all known", log.article));
            out.text(&atom::log(log).ok_or_else(untimed)?)
        }
        Format::Json | Format::Terminal => page(|| json::log(log), || pages::log(log), settings, out),
    }
}

/// Writes the document, or the page, whichever is asked for.
pub(super) fn page<J: Serialize>(
    document: impl FnOnce() -> J,
    page: impl FnOnce() -> Page,
    settings: &Settings,
    out: &mut Out,
) -> anyhow::Result<()> {
    match settings.format() {
        Format::Json => out.json(&document()),
        Format::Terminal => out.text(&terminal::page(&page(), &settings.view())),
        Format::Markdown => out.text(&markdown::page(&page())),
        Format::Html => out.text(&html::page(&page())),
        Format::Atom => no_feed(),
    }
}

/// A feed is of a history.
pub(super) fn no_feed() -> anyhow::Result<()> {
    Err(WrongUse("only log can be a feed: leave out --format atom".to_owned()).into())
}

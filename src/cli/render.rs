//! A change log → one of its reports in the format asked for.

use super::args::Format;
use super::exit::WrongUse;
use super::out::Out;
use super::settings::Settings;
use crate::changelog::ChangeLog;
use crate::diff::Kind;
use crate::report::{atom, html, json, markdown, terminal};

/// Writes what changed in a log's step.
pub(super) fn diff(log: &ChangeLog, step: usize, all: bool, settings: &Settings, out: &mut Out) -> anyhow::Result<()> {
    match settings.format() {
        Format::Json => out.json(&json::diff(log, step)),
        Format::Terminal => out.text(&terminal::diff(log, step, &settings.view(all))),
        Format::Markdown => out.text(&markdown::diff(log, step, all)),
        Format::Html => out.text(&html::diff(log, step, all)),
        Format::Atom => no_feed(),
    }
}

/// Writes every step.
pub(super) fn log(log: &ChangeLog, settings: &Settings, out: &mut Out) -> anyhow::Result<()> {
    match settings.format() {
        Format::Json => out.json(&json::log(log)),
        Format::Terminal => out.text(&terminal::log(log, &settings.view(false))),
        Format::Markdown => out.text(&markdown::log(log)),
        Format::Html => out.text(&html::log(log)),
        Format::Atom => {
            let untimed = || WrongUse(format!("a feed needs the times of all revisions, and those of “{}” are not all known", log.article));
            out.text(&atom::log(log).ok_or_else(untimed)?)
        }
    }
}

/// Writes one revision.
pub(super) fn show(log: &ChangeLog, revision: usize, settings: &Settings, out: &mut Out) -> anyhow::Result<()> {
    let observed = &log.revisions[revision];
    match settings.format() {
        Format::Json => out.json(&json::show(log, revision)),
        Format::Terminal => out.text(&terminal::show(observed, &settings.view(false))),
        Format::Markdown => out.text(&markdown::show(observed)),
        Format::Html => out.text(&html::show(observed)),
        Format::Atom => no_feed(),
    }
}

/// Writes the quotations with their lives.
pub(super) fn quotes(log: &ChangeLog, settings: &Settings, out: &mut Out) -> anyhow::Result<()> {
    match settings.format() {
        Format::Json => out.json(&json::quotes(log)),
        Format::Terminal => out.text(&terminal::quotes(log, &settings.view(false))),
        Format::Markdown => out.text(&markdown::quotes(log)),
        Format::Html => out.text(&html::quotes(log)),
        Format::Atom => no_feed(),
    }
}

/// Writes the claims with their lives.
pub(super) fn claims(log: &ChangeLog, settings: &Settings, out: &mut Out) -> anyhow::Result<()> {
    match settings.format() {
        Format::Json => out.json(&json::claims(log)),
        Format::Terminal => out.text(&terminal::claims(log, &settings.view(false))),
        Format::Markdown => out.text(&markdown::claims(log)),
        Format::Html => out.text(&html::claims(log)),
        Format::Atom => no_feed(),
    }
}

/// Writes what one kind means, or all of them.
pub(super) fn explain(kind: Option<Kind>, settings: &Settings, out: &mut Out) -> anyhow::Result<()> {
    let view = settings.view(true);
    match (settings.format(), kind) {
        (Format::Json, None) => out.json(&json::explain(&Kind::ALL)),
        (Format::Json, Some(kind)) => out.json(&json::explain(&[kind])),
        (Format::Terminal, None) => out.text(&terminal::explain_all(&view)),
        (Format::Terminal, Some(kind)) => out.text(&terminal::explain(kind, &view)),
        (Format::Markdown, None) => out.text(&markdown::explain_all()),
        (Format::Markdown, Some(kind)) => out.text(&markdown::explain(kind)),
        (Format::Html, None) => out.text(&html::explain_all()),
        (Format::Html, Some(kind)) => out.text(&html::explain(kind)),
        (Format::Atom, _) => no_feed(),
    }
}

/// A feed is of a history.
pub(super) fn no_feed() -> anyhow::Result<()> {
    Err(WrongUse("only log can be a feed: leave out --format atom".to_owned()).into())
}

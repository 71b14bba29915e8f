//! `writethru annotate`: every sentence of a revision with the revision that brought it.

use super::args::{Annotate, Format};
use super::exit::{self, WrongUse};
use super::out::Out;
use super::render::no_feed;
use super::settings::Settings;
use super::sources;
use crate::changelog;
use crate::report::{html, json, markdown, terminal};

pub(super) fn run(args: &Annotate, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    if args.words.as_ref().is_some_and(|words| words.trim().is_empty()) {
        return Err(WrongUse("--words takes words or figures, such as --words 1998".to_owned()).into());
    }
    let (article, chosen) = sources::read_one(&args.source, None, settings)?;
    let log = changelog::changelog(&article.name, article.revisions, settings.zone);
    let (annotated, traced) = match &args.words {
        None => (changelog::annotate(&log, chosen), Vec::new()),
        Some(words) => (Vec::new(), changelog::trace(&log, chosen, words)),
    };
    let view = settings.view(false);
    match (settings.format(), &args.words) {
        (Format::Json, _) => out.json(&json::annotate(&log, chosen, &annotated, &traced))?,
        (Format::Terminal, None) => out.text(&terminal::annotate(&log, chosen, &annotated, &view))?,
        (Format::Markdown, None) => out.text(&markdown::annotate(&log, chosen, &annotated))?,
        (Format::Terminal, Some(words)) => out.text(&terminal::trace(&log, chosen, words, &traced, &view))?,
        (Format::Markdown, Some(words)) => out.text(&markdown::trace(&log, chosen, words, &traced))?,
        (Format::Html, None) => out.text(&html::annotate(&log, chosen, &annotated))?,
        (Format::Html, Some(words)) => out.text(&html::trace(&log, chosen, words, &traced))?,
        (Format::Atom, _) => no_feed()?,
    }
    Ok(exit::DONE)
}

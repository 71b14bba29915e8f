//! `writethru annotate`: every sentence of a revision with the revision that brought it.

use super::args::Annotate;
use super::exit::{self, WrongUse};
use super::out::Out;
use super::render;
use super::settings::Settings;
use super::sources;
use crate::changelog;
use crate::report::{json, pages};

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
    let page = || match &args.words {
        None => pages::annotate(&log, chosen, &annotated),
        Some(words) => pages::trace(&log, chosen, words, &traced),
    };
    render::page(|| json::annotate(&log, chosen, &annotated, &traced), page, settings, out)?;
    Ok(exit::DONE)
}

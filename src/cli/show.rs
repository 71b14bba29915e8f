//! `writethru show`: a revision with what was found in it marked.

use super::args::Show;
use super::exit;
use super::out::Out;
use super::render;
use super::settings::Settings;
use super::sources;
use crate::changelog;
use crate::report::{json, pages};

pub(super) fn run(args: &Show, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let (article, chosen) = sources::read_one(&args.source, args.at, settings)?;
    let log = changelog::read(&article.name, article.revisions, settings.zone);
    render::page(|| json::show(&log, chosen), || pages::show(&log.revisions[chosen]), settings, out)?;
    Ok(exit::DONE)
}

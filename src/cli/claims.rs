//! `writethru claims`: an article's claims, each with its life.

use super::args::Lives;
use super::exit;
use super::out::Out;
use super::render;
use super::settings::Settings;
use super::sources;
use crate::changelog;
use crate::report::{json, pages};

pub(super) fn run(args: &Lives, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let article = sources::read_all(&args.article, settings)?;
    let log = changelog::changelog(&article.name, article.revisions, settings.zone);
    render::page(|| json::claims(&log), || pages::claims(&log), settings, out)?;
    Ok(exit::DONE)
}

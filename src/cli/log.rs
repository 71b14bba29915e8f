//! `writethru log`: an article's change log.

use super::args::Log;
use super::exit;
use super::out::Out;
use super::render;
use super::settings::{Settings, wanted};
use super::sources;
use crate::{changelog, ingest};

pub(super) fn run(args: &Log, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let article = sources::read_all(&args.article, settings)?;
    // Before anything is compared: of a long history that takes a while.
    let choose = |typed: &String| ingest::choose_since(&article.name, &article.revisions, typed, settings.zone);
    let from = args.since.as_ref().map(choose).transpose()?;
    let mut log = changelog::changelog(&article.name, article.revisions, settings.zone);
    if let Some(from) = from {
        changelog::since(&mut log, from);
    }
    changelog::select(&mut log, &wanted(&args.only));
    render::log(&log, settings, out)?;
    let is_different = args.exit_code && log.steps.iter().any(|step| changelog::differs(&step.diff));
    Ok(if is_different { exit::DIFFERENCES } else { exit::DONE })
}

//! `writethru log`: an article's change log.

use super::args::Log;
use super::exit;
use super::out::Out;
use super::render;
use super::settings::Settings;
use super::sources;
use crate::changelog;

pub(super) fn run(args: &Log, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let article = sources::read_all(&args.article, settings)?;
    let mut log = changelog::changelog(&article.name, article.revisions, settings.zone);
    if let Some(only) = args.only {
        changelog::select(&mut log, only.into());
    }
    render::log(&log, settings, out)?;
    let is_different = args.exit_code && log.steps.iter().any(|step| changelog::differs(&step.diff));
    Ok(if is_different { exit::DIFFERENCES } else { exit::DONE })
}

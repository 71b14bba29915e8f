//! `writethru diff`: what changed between two revisions.

use super::args::Diff;
use super::exit::{self, WrongUse};
use super::filter;
use super::out::Out;
use super::render;
use super::settings::{Settings, wanted};
use super::sources::{self, Pair};
use crate::changelog::{self, ChangeLog};
use crate::ingest::Article;

pub(super) fn run(args: &Diff, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    if args.filter.jsonl {
        settings.must_be_json("diff --jsonl")?;
        return filter::diffs(&args.filter, args.exit_code, settings, out);
    }
    filter::refuse_options(&args.filter)?;
    let mut log = match args.sources.as_slice() {
        [article] => last_step(article, args, settings)?,
        [before, after] => two(before, after, args, settings)?,
        _ => return Err(WrongUse("name two sources, or one article".to_owned()).into()),
    };
    changelog::select(&mut log, &wanted(&args.only));
    render::diff(&log, 0, args.all, settings, out)?;
    let is_different = args.exit_code && log.steps.iter().any(|step| changelog::differs(&step.diff));
    Ok(if is_different { exit::DIFFERENCES } else { exit::DONE })
}

/// An article alone: its last two revisions, or the one asked for and the one before it.
fn last_step(typed: &str, args: &Diff, settings: &Settings) -> anyhow::Result<ChangeLog> {
    if args.before_at.or(args.after_at).is_some() {
        return Err(WrongUse("--before-at and --after-at are for two files: name both".to_owned()).into());
    }
    let (article, after) = sources::read_one(typed, None, settings)?;
    let Article { name, revisions, .. } = article;
    if revisions.len() < 2 {
        return Err(WrongUse(format!("“{name}” is one revision: name another one to compare it with")).into());
    }
    let Some(before) = after.checked_sub(1) else {
        return Err(WrongUse(format!("“{typed}” is the first revision: there is none before it to compare it with")).into());
    };
    Ok(changelog::between(&name, revisions, settings.zone, before, after))
}

fn two(before: &str, after: &str, args: &Diff, settings: &Settings) -> anyhow::Result<ChangeLog> {
    Ok(match sources::read_pair([before, after], [args.before_at, args.after_at], settings)? {
        Pair::Same(Article { name, revisions, .. }, k, j) => changelog::between(&name, revisions, settings.zone, k, j),
        Pair::Two(mut first, k, mut second, j) => {
            let name = format!("{} → {}", first.name, second.name);
            let revisions = vec![first.revisions.swap_remove(k), second.revisions.swap_remove(j)];
            changelog::between(&name, revisions, settings.zone, 0, 1)
        }
    })
}

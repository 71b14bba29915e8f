//! `writethru audit`: which substantive changes the publisher noted, of some articles or of all.

use super::args::{Audit, Format};
use super::exit::{self, WrongUse};
use super::out::{self, Out};
use super::progress::Progress;
use super::render;
use super::settings::Settings;
use super::sources;
use crate::changelog::{self, ChangeLog, audit};
use crate::report::audited::{Audited, Counts};
use crate::report::{csv, json, pages};

pub(super) fn run(args: &Audit, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    if args.csv && settings.format() != Format::Terminal {
        return Err(WrongUse("--csv is a form of its own: leave out --format".to_owned()).into());
    }
    let names = if args.all { sources::all(settings)? } else { args.articles.clone() };
    if names.is_empty() {
        return Err(WrongUse("name one or more articles, or give --all".to_owned()).into());
    }
    if let ([name], false) = (names.as_slice(), args.csv || args.all) {
        let (log, audit) = read(name, settings)?;
        render::page(|| json::audit(&log, &audit), || pages::audit(&log, &audit), settings, out)?;
        return Ok(code(args, &Counts::of(&audit)));
    }
    let (totals, failed) = several(args, &names, settings, out)?;
    Ok(failed.unwrap_or_else(|| code(args, &totals)))
}

fn code(args: &Audit, counts: &Counts) -> u8 {
    if args.exit_code && counts.not_noted > 0 { exit::DIFFERENCES } else { exit::DONE }
}

fn read(name: &str, settings: &Settings) -> anyhow::Result<(ChangeLog, audit::Audit)> {
    let article = sources::read_all(name, settings)?;
    let log = changelog::changelog(&article.name, article.revisions, settings.zone);
    let audit = audit::audit(&log);
    Ok((log, audit))
}

/// One article after the other, so that a store of any size fits into memory. With the code for what could not be read.
fn several(args: &Audit, names: &[String], settings: &Settings, out: &mut Out) -> anyhow::Result<(Counts, Option<u8>)> {
    let is_json = settings.format() == Format::Json;
    let (mut totals, mut all) = (Counts::default(), Vec::new());
    let mut progress = if args.csv || is_json { Progress::beside_answers("articles") } else { Progress::begin("articles") };
    if args.csv {
        out.text(csv::AUDIT_HEADER)?;
    }
    if is_json {
        out.text(&json::audits_head())?;
    }
    let (mut n_written, mut failed) = (0, None);
    for (n, name) in names.iter().enumerate() {
        progress.reached_of(n, names.len());
        let (log, audit) = match read(name, settings) {
            Ok(read) => read,
            // One that cannot be read does not keep the others from being audited.
            Err(error) if (args.all || names.len() > 1) && !exit::is_closed_pipe(&error) => {
                out::complain("error", &format!("“{name}” was left out: {error:#}"));
                failed = failed.max(Some(exit::code_of(&error)));
                continue;
            }
            Err(error) => return Err(error),
        };
        totals.add(&Counts::of(&audit));
        match (args.csv, is_json) {
            (true, _) => out.bytes(csv::audit(&log, &audit).as_bytes())?,
            (false, true) => out.text(&json::audits_article(&log, &audit, n_written == 0)?)?,
            (false, false) => all.push(Audited::of(&log, &audit)),
        }
        n_written += 1;
    }
    progress.end();
    let store = settings.store.display().to_string();
    let title = if args.all { store } else { "Audit".to_owned() };
    match (args.csv, is_json) {
        (true, _) => {}
        (false, true) => out.text(&json::audits_end(&totals)?)?,
        (false, false) => render::page(|| (), || pages::audited(&title, &all, &totals), settings, out)?,
    }
    Ok((totals, failed))
}

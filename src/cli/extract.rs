//! `writethru extract`: everything found in a text, as JSON.

use super::args::Extract;
use super::exit::{self, WrongUse};
use super::filter;
use super::out::Out;
use super::settings::Settings;
use super::sources::{self, One};
use crate::changelog;
use crate::report::json;
use serde_json::Value;

pub(super) fn run(args: &Extract, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    settings.must_be_json("extract")?;
    if args.filter.jsonl {
        return filter::extracts(&args.filter, settings, out);
    }
    filter::refuse_options(&args.filter)?;
    let Some(source) = &args.source else {
        return Err(WrongUse("name a source, or give --jsonl".to_owned()).into());
    };
    let One { article, revision, page } = sources::read_alone(source, args.at, settings)?;
    let id = Value::from(revision.name.as_str());
    let log = changelog::read(&article, vec![revision], settings.zone);
    for observed in &log.revisions {
        match &page {
            Some(page) => out.json(&json::page_line(&id, &observed.extract, page))?,
            None => out.json(&json::extract_line(&id, &observed.extract))?,
        }
    }
    Ok(exit::DONE)
}

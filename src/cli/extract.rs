//! `writethru extract`: everything found in a text, as JSON.

use super::args::Extract;
use super::exit::{self, WrongUse};
use super::filter;
use super::out::Out;
use super::settings::Settings;
use super::sources;
use crate::changelog;
use crate::report::json;
use serde_json::Value;
#[cfg(feature = "html")]
use {
    crate::extract::extract,
    crate::ingest::{Source, Stamp},
    crate::text::Text,
    std::path::Path,
};

pub(super) fn run(args: &Extract, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    settings.must_be_json("extract")?;
    if args.filter.jsonl {
        return filter::extracts(&args.filter, settings, out);
    }
    filter::refuse_options(&args.filter)?;
    let Some(source) = &args.source else {
        return Err(WrongUse("name a source, or give --jsonl".to_owned()).into());
    };
    #[cfg(feature = "html")]
    if page(source, args, settings, out)? {
        return Ok(exit::DONE);
    }
    let (mut article, chosen) = sources::read_one(source, args.at, settings)?;
    let revision = article.revisions.swap_remove(chosen);
    let id = Value::from(revision.name.as_str());
    let log = changelog::read(&article.name, vec![revision], settings.zone);
    for observed in &log.revisions {
        out.json(&json::extract_line(&id, &observed.extract))?;
    }
    Ok(exit::DONE)
}

/// Writes what is on a page; false, and nothing written, where the source is none.
#[cfg(feature = "html")]
fn page(source: &str, args: &Extract, settings: &Settings, out: &mut Out) -> anyhow::Result<bool> {
    use super::page;
    let found = Source::find(source, &settings.store)?;
    let Some(read) = found.read_page()? else { return Ok(false) };
    let at = args.at.or_else(|| Stamp::parse(Path::new(&found.name()).file_stem()?.to_str()?));
    let reference =
        at.map_or_else(|| page::reference(&read, settings.zone), |at| changelog::reference(at.instant(settings.zone), settings.zone));
    let extract = extract(Text::new(read.text.as_str()), &reference);
    out.json(&json::page_line(&Value::from(found.name()), &extract, &page::fields(&read)))?;
    Ok(true)
}

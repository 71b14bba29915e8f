//! `writethru prove`: that a revision is in the store's log, as JSON that stands alone.

use super::args::Prove;
use super::exit::{self, Changed, WrongUse};
use super::logbook::{self, must_match, pass};
use super::out::Out;
use super::settings::Settings;
use super::sources::stored_one;
use crate::proof::{Checkpoint, Document, Subject, inclusion_ranges};
use crate::store::{Sqlite, Store, written};

pub(super) fn run(args: &Prove, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    settings.must_be_json("prove")?;
    let store = Sqlite::open(&settings.store)?;
    let (article, stored, number) = stored_one(&store, &args.revision, settings)?;
    let key = args.key.as_deref().map(logbook::read_key).transpose()?;
    let old = args.checkpoint.as_deref().map(logbook::read_checkpoint).transpose()?;
    let size = match &old {
        Some((checkpoint, ..)) => checkpoint.size,
        None => store.head()?.size,
    };
    let index = stored.sequence - 1;
    let Some(ranges) = inclusion_ranges(index, size) else {
        let what = format!("“{}” was recorded after that checkpoint, as number {}: take a later one", args.revision, stored.sequence);
        return Err(WrongUse(what).into());
    };
    let pass = pass(&store, &[size], ranges, Some(stored.sequence))?;
    let head = &pass.heads[0];
    let checkpoint = match old {
        Some((checkpoint, _, text)) => {
            must_match(&checkpoint, head, &pass.now)?;
            text
        }
        None => {
            let origin = logbook::origin(args.origin.as_deref(), key.as_ref(), pass.first)?;
            logbook::signed(&Checkpoint { origin, size, root: head.root() }, key.as_ref())
        }
    };
    let record = pass.record.map(|record| String::from_utf8_lossy(&record.canonical()).into_owned()).unwrap_or_default();
    let revision =
        Subject { article: article.name, number, observed_at: written(&stored.observed_at), sha256: stored.text_sha256.to_string() };
    let Some(document) = Document::new(revision, record, store.text(&stored)?, index, &pass.roots, head, checkpoint) else {
        return Err(Changed("the proof does not hold: the store was changed while it was made, or is damaged".to_owned()).into());
    };
    out.json(&document)?;
    Ok(exit::DONE)
}

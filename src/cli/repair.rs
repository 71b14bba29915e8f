//! `writethru repair`: makes again what can be computed.

use super::args::Repair;
use super::exit;
use super::out::Out;
use super::progress::Progress;
use super::render;
use super::settings::Settings;
use crate::report::repaired::Repaired;
use crate::report::{json, pages};
use crate::store::{Depth, Derived, Error, HeadFile, Layer, Sqlite, Store};

pub(super) fn run(_: &Repair, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    // Only what is there is repaired: a store is not made.
    drop(Sqlite::open(&settings.store).map_err(exit::of_looking)?);
    let store = Sqlite::create(&settings.store).map_err(exit::of_looking)?;
    let mut done = Vec::new();
    let mut progress = Progress::begin("rows");
    let mut look = |store: &Sqlite| store.verify(Depth::Data { percent: 100, seed: 0 }, &mut |done, all| progress.reached_of(done, all));
    let mut verdict = look(&store).map_err(exit::of_looking)?;
    if !verdict.is_clean() && store.reindex().is_ok() {
        let before = verdict.findings.len();
        verdict = look(&store)?;
        if verdict.findings.len() < before {
            done.push("The indexes of the record were made anew.".to_owned());
        }
    }
    progress.end();
    // A file that contradicts the record is evidence, and stays; one that says nothing is written anew.
    let is_head_lost = match verdict.head_file {
        HeadFile::Missing => verdict.is_clean(),
        HeadFile::Unreadable => verdict.findings.len() == 1,
        HeadFile::None | HeadFile::Agrees(_) | HeadFile::Differs => false,
    };
    // A record without a revision has none.
    if is_head_lost && verdict.head.size > 0 {
        store.write_head()?;
        verdict.findings.clear();
        done.push("store.head was written anew, from the record as it is now.".to_owned());
    }
    done.push(match made_anew(&store) {
        Ok(true) => "The derived tables were made anew: sentences, quotations, claims, changes and their indexes.".to_owned(),
        Ok(false) => "The derived tables were made anew for the articles whose texts can be read.".to_owned(),
        Err(error) if verdict.is_clean() => return Err(error.into()),
        // Of a damaged record the rest may still be read; the findings say what is wrong.
        Err(error) => format!("The derived tables could not be completed: {error}"),
    });
    let left: Vec<String> = verdict.findings.into_iter().map(|finding| finding.what).collect();
    let code = if left.is_empty() { exit::DONE } else { exit::STORE_DAMAGED };
    let repaired = Repaired { store: settings.store.display().to_string(), done, left };
    render::page(|| json::repaired(&repaired), || pages::repaired(&repaired), settings, out)?;
    Ok(code)
}

/// Makes all derived tables where they stand: in memory they would be gone in a moment. Whether all texts could be read.
fn made_anew(store: &Sqlite) -> Result<bool, Error> {
    let mut derived = Derived::anew(store)?;
    let mut is_whole = true;
    for layer in [Layer::Passages, Layer::Items] {
        let mut progress = Progress::begin("articles");
        let unread = derived.catch_up(layer, &mut |done, all| progress.reached_of(done, all));
        progress.end();
        is_whole &= unread?.is_empty();
    }
    Ok(is_whole)
}

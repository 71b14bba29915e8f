//! `writethru verify`: whether the store is as it was recorded.

use super::args::Verify;
use super::exit;
use super::out::Out;
use super::progress::Progress;
use super::render;
use super::settings::Settings;
use crate::report::verified::{HeadFile, Read, Verified};
use crate::report::{json, pages};
use crate::store::{self, Depth, Derived, Sqlite, Store};
use std::time::{SystemTime, UNIX_EPOCH};

pub(super) fn run(args: &Verify, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let store = Sqlite::open(&settings.store).map_err(exit::of_looking)?;
    let depth = match args.read_data {
        None => Depth::Structure,
        // Another share every time, so that in the long run everything is read.
        Some(percent) => Depth::Data { percent, seed: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()) },
    };
    let mut progress = Progress::begin("rows");
    let verdict = store.verify(depth, &mut |done, all| progress.reached_of(done, all));
    let mut verdict = verdict.map_err(exit::of_looking)?;
    progress.end();
    if matches!(depth, Depth::Data { percent: 100, .. }) && verdict.is_clean() {
        let is_right = match are_derived_right(&store) {
            // The record was read a moment ago: it is the derived tables that cannot be.
            Err(store::Error::Derived { .. }) => false,
            is_right => is_right?,
        };
        if !is_right {
            let what = "the derived tables are not what the record gives: writethru repair makes them anew";
            verdict.findings.push(store::Finding { sequence: None, what: what.to_owned() });
        }
    }
    let verified = Verified {
        store: settings.store.display().to_string(),
        n_revisions: verdict.head.size,
        n_articles: verdict.n_articles,
        hash: verdict.head.hash.map(|hash| hash.to_string()),
        read: match depth {
            Depth::Structure => Read::Nothing,
            Depth::Data { percent: 100, .. } => Read::All(verdict.n_read),
            Depth::Data { .. } => Read::Some { n: verdict.n_read, of: verdict.n_blobs },
        },
        head_file: match verdict.head_file {
            store::HeadFile::None | store::HeadFile::Missing => HeadFile::Missing,
            store::HeadFile::Agrees(head) => HeadFile::Agrees(head.size),
            store::HeadFile::Unreadable => HeadFile::Unreadable,
            store::HeadFile::Differs => HeadFile::Differs,
        },
        first_bad: verdict.first_bad(),
        n_more: verdict.n_more,
        findings: verdict.findings.into_iter().map(|finding| (finding.sequence, finding.what)).collect(),
    };
    render::page(|| json::verified(&verified), || pages::verified(&verified), settings, out)?;
    Ok(if verified.findings.is_empty() { exit::DONE } else { exit::STORE_DAMAGED })
}

/// Whether what was computed for searching is what the record gives, where any of it is there.
fn are_derived_right(store: &Sqlite) -> Result<bool, store::Error> {
    let Some(derived) = Derived::as_they_stand(store)? else { return Ok(true) };
    let mut progress = Progress::begin("articles");
    let wrong = derived.wrong(&mut |done, all| progress.reached_of(done, all));
    progress.end();
    Ok(wrong?.is_empty() && derived.indexes_agree())
}

//! `writethru verify`: whether the store is as it was recorded.

use super::args::{Format, Verify};
use super::exit;
use super::out::Out;
use super::progress::Progress;
use super::settings::Settings;
use crate::report::verified::{HeadFile, Read, Verified};
use crate::report::{json, markdown, terminal};
use crate::store::{self, DERIVED, Depth, Derived, Sqlite, Store};
use std::time::{SystemTime, UNIX_EPOCH};

pub(super) fn run(args: &Verify, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let store = Sqlite::open(&settings.store)?;
    let depth = match args.read_data {
        None => Depth::Structure,
        // Another share every time, so that in the long run everything is read.
        Some(percent) => Depth::Data { percent, seed: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()) },
    };
    let mut progress = Progress::begin("rows");
    let verdict = store.verify(depth, &mut |_| {}, &mut |done, _| progress.reached(usize::try_from(done).unwrap_or(usize::MAX)))?;
    progress.end();
    let mut verdict = verdict;
    if matches!(depth, Depth::Data { percent: 100, .. }) && verdict.is_clean() && settings.store.join(DERIVED).is_file() {
        let derived = Derived::of(&store)?;
        let mut progress = Progress::begin("articles");
        let wrong = derived.wrong(&mut |done, _| progress.reached(done))?;
        progress.end();
        if !wrong.is_empty() || !derived.indexes_agree() {
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
    match settings.format() {
        Format::Json => out.json(&json::verified(&verified))?,
        Format::Terminal => out.text(&terminal::verified(&verified, &settings.view(false)))?,
        Format::Markdown => out.text(&markdown::verified(&verified))?,
    }
    Ok(if verified.findings.is_empty() { exit::DONE } else { exit::STORE_DAMAGED })
}

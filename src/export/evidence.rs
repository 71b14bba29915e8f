//! Evidence: some revisions of an article in a folder or a zip that is read, and checked, without this program.
//!
//! Texts, what they were made from as far as that is kept, what changed between them, a proof for each that it is in the store's log, the
//! checkpoint, a page to read, a short program that checks the proofs, the SHA-256 of every file, and what all this shows and does not.
//! The same revisions against the same checkpoint give the same bytes: no clock, no name of a machine, no order of a hash table.

mod pack;
mod proofs;
mod readme;

use super::Error;
use super::folder::Sum;
use super::names::stamp;
use crate::changelog::{self, ChangeLog};
use crate::ingest::stored_revision;
use crate::report::{html, json, pages};
use crate::store::{Article, Capture, Store, written};
use chrono_tz::Tz;
use pack::Pack;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::Path;

/// The program that checks a proof, as it stands in the documentation.
const CHECKER: &str = include_str!("../../docs/check_proof.py");

/// The name of the list of files.
const MANIFEST: &str = "manifest-sha256.txt";

/// The schema of `captures.json`.
const CAPTURES: &str = "writethru.captures/1";

/// What evidence is wanted of.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The article.
    pub article: Article,
    /// Which of its revisions, in order of time, from 0.
    pub revisions: RangeInclusive<usize>,
    /// The checkpoint they are proved against, as a signed note or without a signature.
    pub checkpoint: String,
    /// How many records it is of.
    pub size: u64,
    /// The publisher's zone, for what “Monday” is.
    pub zone: Option<Tz>,
}

/// Writes a new folder, or a new zip where the name ends so; says how many revisions. The list of files comes last: a folder without it was
/// not finished.
pub fn write_evidence(store: &impl Store, wanted: &Evidence, to: &Path) -> Result<u64, Error> {
    let history = store.history(wanted.article.id)?;
    let chosen: Vec<usize> = wanted.revisions.clone().filter(|&k| k < history.len()).collect();
    let proofs = proofs::of(store, wanted, &history, &chosen)?;
    let revisions = history.iter().map(|(stored, text)| stored_revision(stored, text.clone())).collect();
    let mut log = changelog::changelog(&wanted.article.slug, revisions, wanted.zone);
    let is_whole = chosen.len() == history.len();
    changelog::since(&mut log, *wanted.revisions.start());
    changelog::until(&mut log, *wanted.revisions.end());

    let mut files = Files { pack: Pack::create(to)?, sums: BTreeMap::new() };
    let mut captures = Vec::new();
    for (&k, proof) in chosen.iter().zip(&proofs) {
        let (stored, text) = &history[k];
        let name = format!("{}_{}", k + 1, stamp(&stored.observed_at));
        files.add(&format!("texts/{name}.txt"), text.as_bytes())?;
        files.json(&format!("proofs/{}.json", k + 1), proof)?;
        if let Some(capture) = store.capture(stored.sequence)? {
            // No ending that a browser would open: what a page holds may be live.
            let bytes = store.capture_bytes(stored.sequence)?;
            let file = bytes.as_ref().map(|_| format!("captures/{name}.bin"));
            if let (Some(file), Some(bytes)) = (&file, bytes) {
                files.add(file, &bytes)?;
            }
            captures.push(Captured::of(k, capture, file));
        }
    }
    files.json("captures.json", &CaptureList { schema: CAPTURES, captures })?;
    for k in 0..log.steps.len() {
        let step = &log.steps[k];
        files.json(&format!("steps/{}-{}.json", step.before + 1, step.after + 1), &json::diff(&log, k))?;
    }
    if is_whole {
        files.json("log.json", &json::log(&log))?;
    }
    files.add("index.html", page(&log, &chosen).as_bytes())?;
    files.add("checkpoint.txt", wanted.checkpoint.as_bytes())?;
    files.add("check_proof.py", CHECKER.as_bytes())?;
    files.add("README.txt", readme::readme(&log, &history, &chosen, is_whole).as_bytes())?;
    files.finish()?;
    Ok(chosen.len() as u64)
}

/// The page to read: what changed, or of a single revision its text.
fn page(log: &ChangeLog, chosen: &[usize]) -> String {
    match chosen {
        [one] => log.revisions.get(*one).map(|observed| html::page(&pages::show(observed))).unwrap_or_default(),
        _ => html::log(log),
    }
}

/// The files written so far, with their sums.
struct Files {
    pack: Pack,
    sums: BTreeMap<String, Sum>,
}

impl Files {
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.pack.add(name, bytes)?;
        self.sums.insert(name.to_owned(), Sum::of(bytes));
        Ok(())
    }

    /// Indented, for people read it too.
    fn json(&mut self, name: &str, document: &impl Serialize) -> Result<(), Error> {
        let mut bytes = serde_json::to_vec_pretty(document).map_err(|error| Error::Output(error.into()))?;
        bytes.push(b'\n');
        self.add(name, &bytes)
    }

    /// Writes the list of files, in the form of `sha256sum`, and closes the pack.
    fn finish(mut self) -> Result<(), Error> {
        // Names are made of safe characters only, so none needs to be escaped.
        let manifest: String = self.sums.iter().map(|(name, sum)| format!("{}  {name}\n", sum.sha256)).collect();
        self.pack.add(MANIFEST, manifest.as_bytes())?;
        self.pack.finish()
    }
}

#[derive(Serialize)]
struct CaptureList {
    schema: &'static str,
    captures: Vec<Captured>,
}

/// What a revision was made from, as far as the store knows.
#[derive(Serialize)]
struct Captured {
    revision: usize,
    sha256: String,
    size: u64,
    captured_at: Option<String>,
    url: Option<String>,
    status: Option<u16>,
    headers: Option<String>,
    media_type: Option<String>,
    location: Option<String>,
    /// The file with its bytes; none where the store did not keep them.
    file: Option<String>,
}

impl Captured {
    fn of(k: usize, capture: Capture, file: Option<String>) -> Self {
        Self {
            revision: k + 1,
            sha256: capture.sha256.to_string(),
            size: capture.size,
            captured_at: capture.captured_at.as_ref().map(written),
            url: capture.url,
            status: capture.status,
            headers: capture.headers,
            media_type: capture.media_type,
            location: capture.location,
            file,
        }
    }
}

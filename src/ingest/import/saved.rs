//! Pages that were saved from an archive, beside the list of its captures: found by the time at which the archive saw each, in
//! their names or in themselves.

use super::folder::bytes_of;
use super::{Seen, located, text_of};
use crate::ingest::stamp::{self, is_page_name};
use crate::ingest::{Stamp, file_name, html, observed, url};
use chrono::{DateTime, FixedOffset};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// More files than this are no pages that somebody saved.
const MAX_FILES: usize = 20_000;

/// Pages in a folder, by the second at which an archive saw them.
pub(super) struct Saved(HashMap<i64, Vec<PathBuf>>);

impl Saved {
    /// The pages beside a list.
    pub fn beside(list: &Path) -> Self {
        let mut by_time: HashMap<i64, Vec<PathBuf>> = HashMap::new();
        let folder = list.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let entries = fs::read_dir(folder).into_iter().flatten().flatten().take(MAX_FILES);
        let mut paths: Vec<PathBuf> =
            entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())).map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if let Some(at) = time_of(&path) {
                by_time.entry(at.timestamp()).or_default().push(path);
            }
        }
        Self(by_time)
    }

    /// The article on the page that an archive saw at an instant, at an address.
    pub fn article(&self, at: DateTime<FixedOffset>, address: &str) -> Result<Seen, String> {
        let digits = at.naive_utc().format("%Y%m%d%H%M%S");
        let missing = || format!("its page is not beside the list, and nothing is fetched: save it there as {digits}.html");
        let mut why = missing();
        for path in self.0.get(&at.timestamp()).into_iter().flatten() {
            let name = file_name(path);
            match article(path, &name, at, address) {
                Ok(seen) => return Ok(seen),
                Err(reason) => why = format!("{reason} (“{name}”)"),
            }
        }
        Err(why)
    }
}

/// When an archive saw a page: what its file's name says, else the page.
fn time_of(path: &Path) -> Option<DateTime<FixedOffset>> {
    let name = file_name(path);
    if !is_page_name(&name) {
        return None;
    }
    // `courier.example_20250818194100.html`, as tools that save many pages call them.
    let in_name = || {
        let mut parts = name.split(|c: char| !c.is_ascii_digit()).filter_map(Stamp::of_archive);
        parts.next().filter(|_| parts.next().is_none())
    };
    match stamp::of_file_name(&name).or_else(in_name) {
        Some(stamp) => Some(stamp.instant(None)),
        None => html::archived(&bytes_of(path).ok()?).map(|(at, _)| at),
    }
}

fn article(path: &Path, name: &str, at: DateTime<FixedOffset>, address: &str) -> Result<Seen, String> {
    let bytes = bytes_of(path)?;
    let plain = observed::capture(&bytes);
    let found = text_of(name, bytes, Some(address)).map_err(|why| format!("its page {why}"))?;
    if let Some(other) = found.archived_url.as_deref().filter(|other| !url::is_same(other, address)) {
        return Err(format!("the page saved of that time is of {other}"));
    }
    let mut seen = located(found, plain, at, name.to_owned());
    seen.observation.url = Some(address.to_owned());
    Ok(seen)
}

//! A folder an article, a file a revision, named by its time, and an index: readable by anybody, and read back exactly.

use super::names::{Names, safe, stamp};
use super::{Error, Only, Row, each};
use crate::ingest::import::{INDEX, INDEX_SCHEMA, IndexLine};
use crate::store::{Hash, Store, written};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a new folder; says how many revisions. The index comes last: a folder without one was not finished.
pub fn write_folder(store: &impl Store, only: Only, to: &Path) -> Result<u64, Error> {
    write(store, only, u64::MAX, to, &mut |_, _| Ok(()))
}

/// Told of each file that was written: its path below the folder, and what is in it.
pub(super) type Told<'a> = &'a mut dyn FnMut(&str, Sum) -> Result<(), Error>;

/// What a manifest says of a file.
pub(super) struct Sum {
    pub sha256: Hash,
    pub n_bytes: u64,
}

impl Sum {
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: Hash::of(bytes), n_bytes: bytes.len() as u64 }
    }
}

/// A file whose sum is made while it is written: an index has a line a revision, and is as long as the store is large.
pub(super) struct Summed {
    to: BufWriter<File>,
    sha256: Sha256,
    n_bytes: u64,
}

impl Summed {
    /// A new file.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let file = File::create_new(path).map_err(Error::at(path))?;
        Ok(Self { to: BufWriter::new(file), sha256: Sha256::new(), n_bytes: 0 })
    }

    /// Waits until all of it is on the disk.
    pub fn finish(self) -> io::Result<Sum> {
        self.to.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(Sum { sha256: Hash(self.sha256.finalize().into()), n_bytes: self.n_bytes })
    }
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.to.write(bytes)?;
        self.sha256.update(&bytes[..n]);
        self.n_bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Makes a folder, or takes an empty one.
pub(super) fn new_folder(to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to).map_err(Error::at(to))?;
    match fs::read_dir(to).map_err(Error::at(to))?.next() {
        Some(_) => Err(Error::NotEmpty { path: to.to_owned() }),
        None => Ok(()),
    }
}

/// Writes the first `up_to` records to a new folder and tells `told` of each file.
pub(super) fn write(store: &impl Store, only: Only, up_to: u64, to: &Path, told: Told) -> Result<u64, Error> {
    new_folder(to)?;
    let slugs: HashMap<String, String> = store.articles()?.into_iter().map(|one| (one.article.name, one.article.slug)).collect();
    let mut folders = Names::default();
    let mut files = Names::default();
    let mut folder_of: HashMap<String, String> = HashMap::new();
    let unfinished = to.join(format!("{INDEX}.part"));
    let mut index = Summed::create(&unfinished)?;
    let n = each(store, only, up_to, &mut |row| {
        let article = &row.record.article;
        let folder = match folder_of.get(article) {
            Some(folder) => folder.clone(),
            None => {
                let folder = folders.free(&safe(slugs.get(article).unwrap_or(article)), "");
                let path = to.join(&folder);
                fs::create_dir(&path).map_err(Error::at(&path))?;
                folder_of.insert(article.clone(), folder.clone());
                folder
            }
        };
        let name = files.free(&format!("{folder}/{}", stamp(&row.record.observed_at)), ".txt");
        let path = to.join(&name);
        let mut file = File::create_new(&path).map_err(Error::at(&path))?;
        file.write_all(row.text.as_bytes()).map_err(Error::at(&path))?;
        told(&name, Sum { sha256: row.record.text_sha256, n_bytes: row.text.len() as u64 })?;
        let line = serde_json::to_string(&line(INDEX_SCHEMA, name, &row)).map_err(|error| Error::Output(error.into()))?;
        writeln!(index, "{line}").map_err(Error::at(&unfinished))
    })?;
    let sum = index.finish().map_err(Error::at(&unfinished))?;
    let path = to.join(INDEX);
    fs::rename(&unfinished, &path).map_err(Error::at(&path))?;
    told(INDEX, sum)?;
    Ok(n)
}

/// What is known of a revision beside its text, which stands in `file`.
pub(super) fn line(schema: &str, file: String, row: &Row) -> IndexLine {
    let (record, of_capture) = (&row.record, row.capture.as_ref());
    IndexLine {
        schema: schema.to_owned(),
        file,
        sequence: record.sequence,
        article: record.article.clone(),
        url: record.url.clone(),
        observed_at: written(&record.observed_at),
        date_published: record.date_published.clone(),
        date_modified: record.date_modified.clone(),
        headline: record.headline.clone(),
        alternative_headline: record.alternative_headline.clone(),
        byline: record.byline.clone(),
        sha256: record.text_sha256.to_string(),
        extractor: record.extractor.clone(),
        capture_sha256: record.capture_sha256.map(|hash| hash.to_string()),
        capture_size: of_capture.map(|capture| capture.size),
        capture_location: of_capture.and_then(|capture| capture.location.clone()),
        capture_media_type: of_capture.and_then(|capture| capture.media_type.clone()),
        capture_url: of_capture.and_then(|capture| capture.url.clone()),
        captured_at: of_capture.and_then(|capture| capture.captured_at.as_ref()).map(written),
        capture_status: of_capture.and_then(|capture| capture.status),
        capture_headers: of_capture.and_then(|capture| capture.headers.clone()),
    }
}

//! BagIt (RFC 8493): the folder as payload, with SHA-256 manifests, for archives.

use super::folder::{new_folder, write};
use super::{Error, Only};
use crate::ingest::import::INDEX;
use crate::store::{Hash, Store};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

/// What stands in a bag beside the revisions.
#[derive(Clone, Debug)]
pub struct Bag {
    /// The day it is packed, as `2025-08-18`.
    pub date: String,
    /// The checkpoint of the store, which names its root.
    pub checkpoint: String,
}

/// Writes a new bag; says how many revisions. `bagit.txt` comes last: a folder without it was not finished.
pub fn write_bag(store: &impl Store, only: Only, bag: &Bag, to: &Path) -> Result<u64, Error> {
    new_folder(to)?;
    let path = to.join("manifest-sha256.txt");
    let mut manifest = BufWriter::new(File::create_new(&path).map_err(Error::at(&path))?);
    let (mut n_bytes, mut n_files) = (0, 0_u64);
    let payload = to.join("data");
    let mut enter = |name: &str, bytes: &[u8]| {
        n_bytes += bytes.len() as u64;
        n_files += 1;
        // Names are made of safe characters only, so none needs to be escaped.
        writeln!(manifest, "{}  data/{name}", Hash::of(bytes)).map_err(Error::at(&path))
    };
    let n = write(store, only, &payload, &mut enter)?;
    let index = payload.join(INDEX);
    enter(INDEX, &fs::read(&index).map_err(Error::at(&index))?)?;
    manifest.flush().map_err(Error::at(&path))?;
    let info = format!(
        "Bagging-Date: {}\nBag-Software-Agent: writethru {}\nPayload-Oxum: {n_bytes}.{n_files}\nInternal-Sender-Description: {n} \
         revisions of news articles, a folder an article, a file a revision\n",
        bag.date,
        env!("CARGO_PKG_VERSION")
    );
    let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    let mut tags = vec![(path.clone(), fs::read(&path).map_err(Error::at(&path))?)];
    for (name, content) in [("bag-info.txt", &*info), ("checkpoint.txt", &bag.checkpoint), ("bagit.txt", declaration)] {
        tags.push((to.join(name), content.as_bytes().to_vec()));
    }
    let name_of = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let lines: String = tags.iter().map(|(path, bytes)| format!("{}  {}\n", Hash::of(bytes), name_of(path))).collect();
    let tag_manifest = to.join("tagmanifest-sha256.txt");
    fs::write(&tag_manifest, lines).map_err(Error::at(&tag_manifest))?;
    for (path, bytes) in &tags[1..] {
        fs::write(path, bytes).map_err(Error::at(path))?;
    }
    Ok(n)
}

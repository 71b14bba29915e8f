//! BagIt (RFC 8493): the folder as payload, with SHA-256 manifests, for archives.

use super::folder::{Sum, Summed, new_folder, write};
use super::{Error, Only};
use crate::store::Store;
use std::fs;
use std::io::Write;
use std::path::Path;

/// What stands in a bag beside the revisions.
#[derive(Clone, Debug)]
pub struct Bag {
    /// The day it is packed, as `2025-08-18`.
    pub date: String,
    /// The checkpoint of the store, which names its root.
    pub checkpoint: String,
    /// How many records the checkpoint is of: nothing recorded after them is packed.
    pub size: u64,
}

/// Writes a new bag; says how many revisions. `bagit.txt` comes last: a folder without it was not finished.
pub fn write_bag(store: &impl Store, only: Only, bag: &Bag, to: &Path) -> Result<u64, Error> {
    new_folder(to)?;
    let name = "manifest-sha256.txt";
    let path = to.join(name);
    let mut manifest = Summed::create(&path)?;
    let (mut n_bytes, mut n_files) = (0, 0_u64);
    let n = write(store, only, bag.size, &to.join("data"), &mut |name, sum| {
        n_bytes += sum.n_bytes;
        n_files += 1;
        // Names are made of safe characters only, so none needs to be escaped.
        writeln!(manifest, "{}  data/{name}", sum.sha256).map_err(Error::at(&path))
    })?;
    let mut tags = format!("{}  {name}\n", manifest.finish().map_err(Error::at(&path))?.sha256);
    let info = format!(
        "Bagging-Date: {}\nBag-Software-Agent: writethru {}\nPayload-Oxum: {n_bytes}.{n_files}\nInternal-Sender-Description: {n} \
         revisions of news articles, a folder an article, a file a revision\n",
        bag.date,
        env!("CARGO_PKG_VERSION")
    );
    let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    let contents = [("bag-info.txt", &*info), ("checkpoint.txt", &bag.checkpoint), ("bagit.txt", declaration)];
    tags.extend(contents.map(|(name, content)| format!("{}  {name}\n", Sum::of(content.as_bytes()).sha256)));
    for (name, content) in [("tagmanifest-sha256.txt", &*tags)].into_iter().chain(contents) {
        let path = to.join(name);
        fs::write(&path, content).map_err(Error::at(&path))?;
    }
    Ok(n)
}

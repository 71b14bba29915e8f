//! Files that may be compressed → their bytes, and no more of them than can be meant.

use super::Error;
use crate::ingest::MAX_TEXT_BYTES;
use crate::ingest::unpack::{self, FREE_BYTES, MAGIC_BYTES, MAX_RATIO, Unpacked, at_most};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use tempfile::NamedTempFile;

/// Opens a file for reading, unpacked if it is packed.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read>, Error> {
    let error = |source| Error::Io { path: path.to_owned(), source };
    let file = File::open(path).map_err(error)?;
    let size = file.metadata().map_err(error)?.len();
    Ok(Box::new(Unpacked::new(file, size)))
}

/// Unpacks a packed file into a temporary one, for readers that must jump about in it. `None` if it is not packed.
pub(super) fn unpacked(path: &Path) -> Result<Option<NamedTempFile>, Error> {
    let error = |source| Error::Io { path: path.to_owned(), source };
    let mut head = Vec::new();
    File::open(path).map_err(error)?.take(MAGIC_BYTES as u64).read_to_end(&mut head).map_err(error)?;
    if !unpack::is_packed(&head) {
        return Ok(None);
    }
    let mut to = NamedTempFile::new().map_err(error)?;
    io::copy(&mut open(path)?, &mut to).map_err(error)?;
    Ok(Some(to))
}

/// Unpacks a brotli text.
pub(super) fn brotli(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let limit = (FREE_BYTES + bytes.len() as u64 * MAX_RATIO).min(MAX_TEXT_BYTES as u64);
    match at_most(unpack::brotli(bytes), usize::try_from(limit).unwrap_or(MAX_TEXT_BYTES)) {
        Ok((text, None)) => Ok(text),
        Ok((_, Some(_))) => Err("its brotli data is broken or cut off"),
        Err(_) => Err("it unpacks to more than a text can be"),
    }
}

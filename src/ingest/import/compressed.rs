//! Files that may be compressed → their bytes, and no more of them than can be meant.

use super::Error;
use crate::ingest::MAX_TEXT_BYTES;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use tempfile::NamedTempFile;

/// More than so many bytes out of one in is no text but an attack: English text packs to a third, and a database of it
/// hardly to a twentieth.
const MAX_RATIO: u64 = 200;

/// So many bytes may come out whatever the ratio: short repetitive files pack well.
const FREE_BYTES: u64 = 1 << 20;

/// Opens a file for reading, unpacked if it is gzip.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read>, Error> {
    let error = |source| Error::Io { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(error)?;
    if !is_gzip(&mut file).map_err(error)? {
        return Ok(Box::new(file));
    }
    let packed = file.metadata().map_err(error)?.len();
    Ok(Box::new(Limited { inner: MultiGzDecoder::new(BufReader::new(file)), left: FREE_BYTES + packed.saturating_mul(MAX_RATIO) }))
}

/// Unpacks a gzip file into a temporary one, for readers that must jump about in it. `None` if it is not gzip.
pub(super) fn unpacked(path: &Path) -> Result<Option<NamedTempFile>, Error> {
    let error = |source| Error::Io { path: path.to_owned(), source };
    if !is_gzip(&mut File::open(path).map_err(error)?).map_err(error)? {
        return Ok(None);
    }
    let mut to = NamedTempFile::new().map_err(error)?;
    io::copy(&mut open(path)?, &mut to).map_err(error)?;
    Ok(Some(to))
}

/// Unpacks a brotli text.
pub(super) fn brotli(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mut text = Vec::new();
    let limit = (FREE_BYTES + bytes.len() as u64 * MAX_RATIO).min(MAX_TEXT_BYTES as u64);
    let mut from = brotli_decompressor::Decompressor::new(bytes, 1 << 16).take(limit + 1);
    from.read_to_end(&mut text).map_err(|_| "its brotli data is broken or cut off")?;
    if text.len() as u64 > limit { Err("it unpacks to more than a text can be") } else { Ok(text) }
}

fn is_gzip(file: &mut File) -> io::Result<bool> {
    let mut magic = Vec::new();
    file.take(2).read_to_end(&mut magic)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(magic == [0x1F, 0x8B])
}

/// A reader that fails where too much comes out.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(n as u64).ok_or_else(|| io::Error::other("it unpacks to far more than such a file can hold"))?;
        Ok(n)
    }
}

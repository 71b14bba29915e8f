//! Texts ↔ blobs: zstd with the article's previous text as prefix, and the SHA-256 of what is read checked every time.

use crate::store::{Error, Hash, MAX_BLOB_BYTES};
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::Arc;
use zstd::zstd_safe::{CCtx, CParameter, DCtx, compress_bound, get_error_name};

/// zstd's level. Measured: level 9 takes five times as long for one part in eighty.
const LEVEL: i32 = 3;

/// The most blobs that stand below one: every eighth is whole.
pub(in crate::store) const MAX_DEPTH: i64 = 7;

/// How many texts are remembered while a history is read: its delta bases are among the last ones.
const RECENT: usize = 16;

/// A blob in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Blob {
    pub id: i64,
    pub depth: i64,
}

/// A text or a page that a new one may be written against.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub blob: Blob,
    pub bytes: Arc<[u8]>,
}

/// The blob with this hash.
pub(super) fn find(connection: &Connection, hash: &Hash) -> Result<Option<Blob>, Error> {
    let mut statement = connection.prepare_cached("SELECT id, depth FROM blobs WHERE sha256 = ?1")?;
    Ok(statement.query_row([&hash.0[..]], |row| Ok(Blob { id: row.get(0)?, depth: row.get(1)? })).optional()?)
}

/// What is in a blob, for another one to be written against; `None` where none may stand on it.
pub(super) fn base(connection: &Connection, blob: i64) -> Result<Option<Base>, Error> {
    let mut statement = connection.prepare_cached("SELECT depth FROM blobs WHERE id = ?1")?;
    let depth = statement.query_row([blob], |row| row.get(0)).optional()?;
    let depth = depth.ok_or_else(|| Error::damaged(format!("blob {blob} is not there")))?;
    if depth >= MAX_DEPTH {
        return Ok(None);
    }
    Ok(Some(Base { blob: Blob { id: blob, depth }, bytes: Arc::from(bytes(connection, blob, None)?) }))
}

/// Compresses the texts of one transaction: one context for all is twice as fast as one for each. It borrows the bases.
pub(super) struct Compressor<'b>(CCtx<'b>);

impl<'b> Compressor<'b> {
    pub fn new() -> Result<Self, Error> {
        let mut context = CCtx::create();
        context.set_parameter(CParameter::CompressionLevel(LEVEL)).map_err(refused)?;
        Ok(Self(context))
    }

    fn compress(&mut self, bytes: &[u8], prefix: Option<&'b [u8]>) -> Result<Vec<u8>, Error> {
        if let Some(prefix) = prefix {
            self.0.ref_prefix(prefix).map_err(refused)?;
        }
        let mut data = Vec::with_capacity(compress_bound(bytes.len()));
        self.0.compress2(&mut data, bytes).map_err(refused)?;
        Ok(data)
    }
}

fn refused(code: usize) -> Error {
    Error::damaged(format!("zstd does not compress: {}", get_error_name(code)))
}

/// Writes a blob that is not there yet.
pub(super) fn write<'b>(
    connection: &Connection,
    compressor: &mut Compressor<'b>,
    bytes: &[u8],
    hash: &Hash,
    base: Option<&'b Base>,
) -> Result<Blob, Error> {
    if bytes.len() > MAX_BLOB_BYTES {
        return Err(Error::TooLarge { bytes: bytes.len() });
    }
    let base = base.filter(|base| base.blob.depth < MAX_DEPTH);
    let depth = base.map_or(0, |base| base.blob.depth + 1);
    let data = compressor.compress(bytes, base.map(|base| &*base.bytes))?;
    connection.prepare_cached("INSERT INTO blobs (sha256, size, depth, base, data) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
        &hash.0[..],
        bytes.len(),
        depth,
        base.map(|base| base.blob.id),
        data
    ])?;
    Ok(Blob { id: connection.last_insert_rowid(), depth })
}

/// Texts that were read last, by blob.
#[derive(Default)]
pub(super) struct Recent {
    texts: Vec<(i64, Arc<[u8]>)>,
    next: usize,
}

impl Recent {
    fn get(&self, blob: i64) -> Option<Arc<[u8]>> {
        self.texts.iter().find(|(id, _)| *id == blob).map(|(_, text)| Arc::clone(text))
    }

    fn keep(&mut self, blob: i64, text: &[u8]) {
        let entry = (blob, Arc::from(text));
        if self.texts.len() < RECENT {
            self.texts.push(entry);
        } else {
            self.texts[self.next] = entry;
            self.next = (self.next + 1) % RECENT;
        }
    }
}

/// The text in a blob.
pub(super) fn text(connection: &Connection, blob: i64) -> Result<String, Error> {
    String::from_utf8(bytes(connection, blob, None)?).map_err(|_| Error::damaged(format!("blob {blob} is no text")))
}

/// The bytes in a blob, their SHA-256 checked.
pub(super) fn bytes(connection: &Connection, blob: i64, mut recent: Option<&mut Recent>) -> Result<Vec<u8>, Error> {
    let damaged = |what: &str| Error::damaged(format!("blob {blob} {what}"));
    // One look at the log for the whole chain, where the caller has none.
    let _snapshot = connection.is_autocommit().then(|| connection.unchecked_transaction()).transpose()?;
    // From the blob down to one that is whole, or known.
    let mut statement = connection.prepare_cached("SELECT sha256, size, base, data FROM blobs WHERE id = ?1")?;
    let mut frames: Vec<(usize, Vec<u8>)> = Vec::new();
    let (mut next, mut expected, mut known) = (Some(blob), None, None);
    while let Some(id) = next {
        let row = statement
            .query_row([id], |row| {
                let hash = row.get_ref(0)?.as_blob()?;
                Ok((Hash::from_slice(hash), row.get::<_, usize>(1)?, row.get::<_, Option<i64>>(2)?, row.get::<_, Vec<u8>>(3)?))
            })
            .optional()?;
        let (hash, size, base, data) = row.ok_or_else(|| damaged(&format!("needs blob {id}, which is not there")))?;
        expected = expected.or(hash);
        if size > MAX_BLOB_BYTES || base.is_some_and(|base| base >= id) || frames.len() > MAX_FRAMES {
            return Err(damaged("is not as it was written"));
        }
        frames.push((size, data));
        known = base.zip(recent.as_ref()).and_then(|(base, recent)| recent.get(base));
        next = base.filter(|_| known.is_none());
    }
    let text = decoded(&frames, known.as_deref()).ok_or_else(|| damaged("cannot be read"))?;
    if expected != Some(Hash::of(&text)) {
        return Err(damaged(OTHER));
    }
    if let Some(recent) = &mut recent {
        recent.keep(blob, &text);
    }
    Ok(text)
}

/// A chain longer than this was not written by any version.
const MAX_FRAMES: usize = 64;

/// A blob as it stands in the database, with what is needed to read it.
pub(super) struct Frame {
    pub blob: i64,
    pub sha256: Hash,
    pub size: usize,
    pub base: Option<i64>,
    pub data: Vec<u8>,
}

/// The texts in blobs that mostly stand on each other, as those of one article do; the SHA-256 of each is checked.
pub(super) fn texts(connection: &Connection, frames: &[Frame]) -> Result<Vec<String>, Error> {
    let mut first: FxHashMap<i64, usize> = FxHashMap::default();
    for (k, frame) in frames.iter().enumerate() {
        first.entry(frame.blob).or_insert(k);
    }
    // Blobs stand on older ones.
    let mut order: Vec<usize> = (0..frames.len()).filter(|&k| first.get(&frames[k].blob) == Some(&k)).collect();
    order.sort_unstable_by_key(|&k| frames[k].blob);
    let mut read: Vec<Option<Vec<u8>>> = frames.iter().map(|_| None).collect();
    for k in order {
        let Frame { blob, sha256, size, base, data } = &frames[k];
        let known = base.map(|base| first.get(&base).and_then(|&j| read[j].as_deref()));
        let text = match known {
            // A base in another article, whose text came first there.
            Some(None) => bytes(connection, *blob, None)?,
            base => {
                let damaged = |what: &str| Error::damaged(format!("blob {blob} {what}"));
                if *size > MAX_BLOB_BYTES {
                    return Err(damaged("is not as it was written"));
                }
                let text = decompress(data, *size, base.flatten()).ok_or_else(|| damaged("cannot be read"))?;
                if Hash::of(&text) != *sha256 {
                    return Err(damaged(OTHER));
                }
                text
            }
        };
        read[k] = Some(text);
    }
    // A text that came back is another frame of the same blob.
    for (k, frame) in frames.iter().enumerate() {
        if let Some(&j) = first.get(&frame.blob)
            && j != k
        {
            read[k] = read[j].clone();
        }
    }
    let text = |(read, frame): (Option<Vec<u8>>, &Frame)| {
        String::from_utf8(read.unwrap_or_default()).map_err(|_| Error::damaged(format!("blob {} is no text", frame.blob)))
    };
    read.into_iter().zip(frames).map(text).collect()
}

/// What is said of a blob that decodes to something else.
const OTHER: &str = "does not hold what was written: its SHA-256 is another";

/// Reads frames, the last of which is whole or has `prefix`, each with the text before it as prefix.
fn decoded(frames: &[(usize, Vec<u8>)], prefix: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut text: Option<Vec<u8>> = None;
    for (size, data) in frames.iter().rev() {
        text = Some(decompress(data, *size, text.as_deref().or(prefix))?);
    }
    text
}

thread_local! {
    /// Making a context takes as long as reading three texts with it, so each thread keeps its own.
    static CONTEXT: RefCell<DCtx<'static>> = RefCell::new(DCtx::create());
}

/// Reads one frame of a text of so many bytes. The prefix is given as a dictionary, which for zstd is the same where it does not
/// begin like one of zstd's own; no text does, for that is not UTF-8.
fn decompress(data: &[u8], size: usize, prefix: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut text = Vec::with_capacity(size);
    let n = CONTEXT.with_borrow_mut(|context| context.decompress_using_dict(&mut text, data, prefix.unwrap_or_default())).ok()?;
    (n == size).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_reads_back() {
        let texts = ["The ferry burned.", "The ferry burned at noon.", "", "The ferry burned at noon. Twelve died."];
        let mut compressor = Compressor::new().expect("a context");
        let mut frames = Vec::new();
        let mut before: Option<&[u8]> = None;
        for text in texts {
            frames.insert(0, (text.len(), compressor.compress(text.as_bytes(), before).expect("compressed")));
            before = Some(text.as_bytes());
        }
        assert_eq!(decoded(&frames, None).as_deref(), Some(texts[3].as_bytes()));
        assert_eq!(decoded(&frames[..2], Some(texts[1].as_bytes())).as_deref(), Some(texts[3].as_bytes()));
        frames[0].0 += 1;
        assert_eq!(decoded(&frames, None), None, "another size");
    }
}

//! Packed bytes → unpacked ones, and no more of them than can be meant.
//!
//! gzip in one or many members, zstd in frames (with the dictionary that begins a `.warc.zst`) where the feature `store` brings
//! it, anything else as it is.

use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// More than so many bytes out of one in is no text but an attack: English text packs to a third, and a database of it
/// hardly to a twentieth.
pub(super) const MAX_RATIO: u64 = 200;
/// So many bytes may come out whatever the ratio: short repetitive files pack well.
pub(super) const FREE_BYTES: u64 = 1 << 20;
/// As much is read at once.
const READ_BYTES: usize = 64 << 10;

const GZIP: &[u8] = &[0x1F, 0x8B];
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];
/// A frame that is passed over, and holds the dictionary of those behind it.
const ZSTD_DICTIONARY: &[u8] = &[0x5D, 0x2A, 0x4D, 0x18];
/// The bytes that tell these apart.
pub(super) const MAGIC_BYTES: usize = 4;
/// Dictionaries have some hundred kilobytes.
#[cfg(feature = "store")]
const MAX_DICTIONARY_BYTES: usize = 16 << 20;

/// What fails a reader where too much comes out.
#[derive(Debug, thiserror::Error)]
#[error("it unpacks to far more than such a file can hold")]
pub(super) struct TooMuch;

/// Whether a file is packed, by its first bytes.
#[cfg(any(feature = "store", test))]
pub(super) fn is_packed(head: &[u8]) -> bool {
    [GZIP, ZSTD, ZSTD_DICTIONARY].iter().any(|magic| head.starts_with(magic))
}

/// A reader of what another holds, unpacked.
pub(super) struct Unpacked<R: Read> {
    from: Form<R>,
    /// How large the other is, and how much of it was read.
    size: u64,
    n_packed: Arc<AtomicU64>,
    n_unpacked: u64,
}

enum Form<R: Read> {
    Unread(Counted<R>),
    Plain(Counted<R>),
    Gzip(MultiGzDecoder<BufReader<Counted<R>>>),
    #[cfg(feature = "store")]
    Zstd(zstd::stream::read::Decoder<'static, BufReader<Counted<R>>>),
    Gone,
}

impl<R: Read> Unpacked<R> {
    /// A reader; `size` is how many bytes `from` has, where that is known before they are read.
    pub fn new(from: R, size: u64) -> Self {
        let n_packed = Arc::new(AtomicU64::new(0));
        Self { from: Form::Unread(Counted { from, n: Arc::clone(&n_packed), head: Vec::new() }), size, n_packed, n_unpacked: 0 }
    }

    fn open(mut counted: Counted<R>) -> io::Result<Form<R>> {
        let mut head = Vec::new();
        (&mut counted).take(MAGIC_BYTES as u64).read_to_end(&mut head)?;
        let is = |magic: &[u8]| head.starts_with(magic);
        let (is_gzip, is_zstd, has_dictionary) = (is(GZIP), is(ZSTD), is(ZSTD_DICTIONARY));
        counted.head = head;
        Ok(match () {
            () if is_gzip => Form::Gzip(MultiGzDecoder::new(BufReader::with_capacity(READ_BYTES, counted))),
            () if is_zstd || has_dictionary => zstd(counted, has_dictionary)?,
            () => Form::Plain(counted),
        })
    }
}

#[cfg(feature = "store")]
fn zstd<R: Read>(counted: Counted<R>, has_dictionary: bool) -> io::Result<Form<R>> {
    let mut from = BufReader::with_capacity(READ_BYTES, counted);
    let mut dictionary = Vec::new();
    if has_dictionary {
        let mut head = [0; 8];
        from.read_exact(&mut head)?;
        let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        let broken = || io::Error::new(io::ErrorKind::InvalidData, "its dictionary is broken or larger than 16 MiB");
        if usize::try_from(size).map_or(true, |size| size > MAX_DICTIONARY_BYTES) {
            return Err(broken());
        }
        (&mut from).take(u64::from(size)).read_to_end(&mut dictionary)?;
        if dictionary.starts_with(ZSTD) {
            let unpacked = at_most(zstd::stream::read::Decoder::new(&dictionary[..])?, MAX_DICTIONARY_BYTES);
            dictionary = unpacked.ok().filter(|(_, error)| error.is_none()).ok_or_else(broken)?.0;
        }
    }
    Ok(Form::Zstd(zstd::stream::read::Decoder::with_dictionary(from, &dictionary)?))
}

#[cfg(not(feature = "store"))]
fn zstd<R: Read>(_counted: Counted<R>, _has_dictionary: bool) -> io::Result<Form<R>> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "it is packed with zstd, which is read only with the feature `store`"))
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Form::Unread(_) = self.from
            && let Form::Unread(counted) = std::mem::replace(&mut self.from, Form::Gone)
        {
            self.from = Self::open(counted)?;
        }
        let n = match &mut self.from {
            Form::Plain(from) => return from.read(buffer),
            Form::Gzip(from) => from.read(buffer)?,
            #[cfg(feature = "store")]
            Form::Zstd(from) => from.read(buffer)?,
            Form::Unread(_) | Form::Gone => 0,
        };
        self.n_unpacked += n as u64;
        let may = self.n_packed.load(Ordering::Relaxed).max(self.size).saturating_mul(MAX_RATIO).saturating_add(FREE_BYTES);
        if self.n_unpacked > may { Err(io::Error::other(TooMuch)) } else { Ok(n) }
    }
}

/// Counts what is read.
struct Counted<R> {
    from: R,
    n: Arc<AtomicU64>,
    /// What was read to see how it is packed.
    head: Vec<u8>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.head.is_empty() {
            let n = self.head.len().min(buffer.len());
            buffer[..n].copy_from_slice(&self.head[..n]);
            self.head.drain(..n);
            return Ok(n);
        }
        let n = self.from.read(buffer)?;
        self.n.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// All that a reader gives, up to `max` bytes, and the error that ended it if it was not the end.
pub(super) fn at_most(from: impl Read, max: usize) -> Result<(Vec<u8>, Option<io::Error>), TooMuch> {
    let mut out = Vec::new();
    let read = from.take(max as u64 + 1).read_to_end(&mut out);
    if out.len() > max { Err(TooMuch) } else { Ok((out, read.err())) }
}

/// A reader of brotli.
pub(super) fn brotli(bytes: &[u8]) -> impl Read {
    brotli_decompressor::Decompressor::new(bytes, READ_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::best());
        out.write_all(bytes).expect("in memory");
        out.finish().expect("in memory")
    }

    fn read(packed: &[u8], size: u64) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        Unpacked::new(packed, size).read_to_end(&mut out).map(|_| out)
    }

    #[test]
    fn what_is_packed_is_unpacked_and_what_is_not_is_not() {
        for plain in [&b""[..], b"F", b"\x1F", b"Ferry fire kills 12"] {
            assert_eq!(read(plain, 0).expect("as it is"), plain);
            assert_eq!(read(&[gzip(plain), gzip(b"!")].concat(), 0).expect("two members"), [plain, b"!"].concat());
            assert!(is_packed(&gzip(plain)) && !is_packed(plain));
        }
    }

    #[test]
    fn bombs_do_not_go_off() {
        let bomb = gzip(&vec![0; 100 << 20]);
        for size in [0, bomb.len() as u64, (100 << 20) / MAX_RATIO - FREE_BYTES / MAX_RATIO - 1] {
            let error = read(&bomb, size).expect_err("far too much");
            assert!(error.get_ref().is_some_and(|e| e.is::<TooMuch>()), "{error}");
        }
        assert_eq!(read(&gzip(&vec![0; 1 << 20]), 0).map(|out| out.len()).expect("little enough"), 1 << 20);
        assert!(at_most(&[0; 11][..], 10).is_err());
        assert!(at_most(&[0; 10][..], 10).is_ok_and(|(out, error)| out.len() == 10 && error.is_none()));
    }

    #[cfg(feature = "store")]
    #[test]
    fn frames_with_a_dictionary_and_without() {
        let texts: Vec<Vec<u8>> =
            (0..200).map(|n| format!("The ferry Halcyon burned off Port Ellery, pier {n}, at dawn.").into_bytes()).collect();
        let dictionary = texts.concat();
        let packed = |text: &[u8]| {
            let mut encoder = zstd::stream::write::Encoder::with_dictionary(Vec::new(), 3, &dictionary).expect("an encoder");
            encoder.write_all(text).expect("in memory");
            encoder.finish().expect("in memory")
        };
        let frames = [packed(&texts[0]), packed(&texts[1])].concat();
        let behind = |dictionary: &[u8]| [ZSTD_DICTIONARY, &(dictionary.len() as u32).to_le_bytes(), dictionary, &frames].concat();
        let expected = texts[..2].concat();
        assert_eq!(read(&behind(&dictionary), 0).expect("two frames"), expected);
        let small = zstd::encode_all(&dictionary[..], 3).expect("in memory");
        assert_eq!(read(&behind(&small), 0).expect("two frames"), expected);
        assert_eq!(read(&zstd::encode_all(&expected[..], 3).expect("in memory"), 0).expect("a frame"), expected);
        let bomb = zstd::encode_all(&vec![0; 100 << 20][..], 3).expect("in memory");
        assert!(read(&bomb, 0).is_err());
        assert!(read(&[ZSTD_DICTIONARY, &[0xFF; 4], &bomb].concat(), 0).is_err(), "a dictionary of 4 GiB");
        assert!(read(&behind(&bomb), 0).is_err(), "a dictionary that is a bomb");
        assert!(read(&[ZSTD_DICTIONARY, &[9, 0, 0]].concat(), 0).is_err(), "cut");
    }
}

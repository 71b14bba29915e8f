//! Files → [`Revision`]s: the rim where bytes and names come in.
//!
//! Content never fails: what is odd about a text is a [`Warning`]. What cannot be a text at all, or names nothing, is
//! an [`Error`] that says what, which value, and what to do. Times come from file names or from the caller, never from
//! the clock of a file system, which copies and checkouts rewrite.

#[cfg(all(feature = "html", feature = "store"))]
mod captures;
mod decode;
mod error;
#[cfg(feature = "html")]
pub mod feed;
#[cfg(feature = "store")]
mod folder;
mod head;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "cli")]
pub mod import;
#[cfg(feature = "html")]
mod lexicon;
#[cfg(feature = "store")]
pub mod observed;
#[cfg(feature = "store")]
mod source;
mod stamp;
mod unpack;
#[cfg(feature = "html")]
pub mod url;
#[cfg(feature = "html")]
pub mod warc;

pub use decode::{Decoded, decode};
pub use error::{Error, Unread, Warning};
#[cfg(feature = "store")]
pub use folder::{articles_below, observe_folder, read_folder};
pub use head::{Looks, looks};
#[cfg(feature = "store")]
pub use observed::{Observed, observed};
#[cfg(feature = "store")]
pub use source::{Article, Place, STDIN, Source, choose, choose_since, read_bytes, read_file, stored_revision};
pub use stamp::{Precision, Stamp, of_file_name};

#[cfg(feature = "store")]
use crate::revision::Revision;
use std::any::Any;
use std::path::Path;

/// The largest text that is read. Above it memory for the tokens would grow past what a desk machine has.
pub const MAX_TEXT_BYTES: usize = 64 << 20;

/// [`MAX_TEXT_BYTES`] as messages name it.
pub const MAX_TEXT: &str = "64 MiB";

/// What the files of an article are called.
pub const ARTICLE_FILE: &str = "2025-08-18T1941-0400.txt";

/// Something read, with what was odd about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read<T> {
    /// What was read.
    pub value: T,
    /// What the reader should know.
    pub warnings: Vec<Warning>,
}

/// Reads one file's bytes into a revision named `name`; its time is what `name` says, if it says one. A page gives the
/// article on it.
#[cfg(feature = "store")]
pub fn revision(name: &str, bytes: Vec<u8>, zone: Option<chrono_tz::Tz>) -> Result<Read<Revision>, Error> {
    Ok(observed(name, bytes, None).map_err(|why| why.of(name))?.revision(name, zone))
}

/// Whether a file, of which this is the beginning at least, holds captures.
#[cfg(feature = "store")]
pub fn is_captures(bytes: &[u8]) -> bool {
    #[cfg(feature = "html")]
    return captures::is_warc(bytes);
    #[cfg(not(feature = "html"))]
    return looks(bytes) == Some(Looks::Warc);
}

/// The captures of one article that a WARC file holds, in order of time, as revisions called by their times; none of any other file.
#[cfg(all(feature = "html", feature = "store"))]
fn captured(name: &str, bytes: &[u8]) -> Result<Option<Read<Vec<Revision>>>, Error> {
    if !is_captures(bytes) {
        return Ok(None);
    }
    let found = captures::of_one_article(bytes, None).map_err(|why| why.of(name))?;
    let mut read = Read { value: Vec::with_capacity(found.len()), warnings: Vec::new() };
    for seen in found {
        let time = seen.archived_at.map_or_else(|| name.to_owned(), |at| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
        read.warnings.extend(seen.oddities.iter().map(|oddity| Warning::Odd { name: name.to_owned(), oddity: oddity.clone() }));
        read.value.push(seen.revision(&time, None).value);
    }
    Ok(Some(read))
}

/// No captures, where this build reads none.
#[cfg(all(feature = "store", not(feature = "html")))]
fn captured(_name: &str, _bytes: &[u8]) -> Result<Option<Read<Vec<Revision>>>, Error> {
    Ok(None)
}

/// Whether a file is a page: by its name, or by how it begins. What holds many articles is neither page nor text.
pub fn is_page(name: &str, bytes: &[u8]) -> Result<bool, Unread> {
    match looks(bytes) {
        Some(Looks::Page) => Ok(true),
        Some(Looks::Warc) => Err(Unread::Holds("a WARC file: `writethru import` takes it")),
        Some(Looks::Feed) => Err(Unread::Holds("a feed, a list of articles: `writethru import` takes it")),
        Some(Looks::Sitemap) => Err(Unread::Holds("a sitemap, a list of addresses: there is no text in it")),
        Some(Looks::Wiki) => Err(Unread::Holds("an export of MediaWiki: `writethru import` takes it")),
        None => Ok(stamp::is_page_name(name)),
    }
}

/// The last part of a path: for messages, and for names that must not depend on where a file lies.
pub fn file_name(path: &Path) -> String {
    let real = path.canonicalize();
    let named = path.file_name().or_else(|| real.as_ref().ok()?.file_name());
    named.map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// What a panic said.
pub fn fault(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no message").to_owned()
}

//! Files → [`Revision`]s: the rim where bytes and names come in.
//!
//! Content never fails: what is odd about a text is a [`Warning`]. What cannot be a text at all, or names nothing, is
//! an [`Error`] that says what, which value, and what to do. Times come from file names or from the caller, never from
//! the clock of a file system, which copies and checkouts rewrite.

mod decode;
mod error;
#[cfg(feature = "html")]
pub mod feed;
mod folder;
mod head;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "cli")]
pub mod import;
#[cfg(feature = "html")]
mod lexicon;
pub mod observed;
mod source;
mod stamp;
mod unpack;
#[cfg(feature = "html")]
pub mod url;
#[cfg(feature = "html")]
pub mod warc;

pub use decode::{Decoded, decode};
pub use error::{Error, Unread, Warning};
pub use folder::{ARTICLE_FILE, articles_below, observe_folder, read_folder};
pub use head::{Looks, looks};
pub use observed::{Observed, observed};
pub use source::{Article, Place, STDIN, Source, choose, read_bytes, read_file};
pub use stamp::{Precision, Stamp, of_file_name};

use crate::revision::Revision;
use std::any::Any;
use std::path::Path;

/// The largest text that is read. Above it memory for the tokens would grow past what a desk machine has.
pub const MAX_TEXT_BYTES: usize = 64 << 20;

/// [`MAX_TEXT_BYTES`] as messages name it.
pub const MAX_TEXT: &str = "64 MiB";

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
pub fn revision(name: &str, bytes: Vec<u8>, zone: Option<chrono_tz::Tz>) -> Result<Read<Revision>, Error> {
    Ok(observed(name, bytes, None).map_err(|why| why.of(name))?.revision(name, zone))
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

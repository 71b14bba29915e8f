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
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "cli")]
pub mod import;
#[cfg(feature = "html")]
mod lexicon;
mod source;
mod stamp;
mod unpack;
#[cfg(feature = "html")]
pub mod url;
#[cfg(feature = "html")]
pub mod warc;

pub use decode::{Decoded, decode};
pub use error::{Error, Warning};
pub use folder::{ARTICLE_FILE, read_folder};
pub use source::{Article, Place, Source, choose, read_bytes, read_file};
pub use stamp::{Precision, Stamp, of_file_name};

use crate::revision::Revision;

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

/// Decodes one file's bytes into a revision named `name`; its time is what `name` says, if it says one. A page gives the
/// article on it.
pub fn revision(name: &str, bytes: Vec<u8>, zone: Option<chrono_tz::Tz>) -> Result<Read<Revision>, Error> {
    if is_page(name, &bytes) {
        return page_revision(name, &bytes, zone);
    }
    let Decoded { text, oddity } = decode(bytes).map_err(|reason| Error::NotText { name: name.to_owned(), reason })?;
    let mut warnings = Vec::new();
    if let Some(oddity) = oddity {
        warnings.push(Warning::Decoded { name: name.to_owned(), oddity });
    }
    if text.trim().is_empty() {
        warnings.push(Warning::Empty { name: name.to_owned() });
    }
    let observed_at = stamp::of_file_name(name).map(|stamp| stamp.instant(zone));
    Ok(Read { value: Revision { name: name.to_owned(), observed_at, text }, warnings })
}

/// Whether a file is a page: by its name, or, where bytes come without one, by how they begin.
pub fn is_page(name: &str, bytes: &[u8]) -> bool {
    let extension = std::path::Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "html" | "htm" | "xhtml" => true,
        "" => {
            let head = bytes.trim_ascii_start();
            let begins = |with: &str| head.get(..with.len()).is_some_and(|h| h.eq_ignore_ascii_case(with.as_bytes()));
            begins("<!doctype html") || begins("<html")
        }
        _ => false,
    }
}

#[cfg(feature = "html")]
fn page_revision(name: &str, bytes: &[u8], zone: Option<chrono_tz::Tz>) -> Result<Read<Revision>, Error> {
    revision_of_page(name, &page(name, bytes)?, zone)
}

/// The article on a page as a revision named `name`; a page that is not the article is none.
#[cfg(feature = "html")]
pub fn revision_of_page(name: &str, page: &html::Page, zone: Option<chrono_tz::Tz>) -> Result<Read<Revision>, Error> {
    let named = || name.to_owned();
    if let html::PageKind::NotTheArticle(kind, reason) = &page.kind {
        return Err(Error::NotTheArticle { name: named(), kind: kind.words(), reason: reason.clone() });
    }
    let oddities = page.quality.reasons.iter().map(|r| format!("may not be read well: {r}")).chain(page.warnings.iter().cloned());
    let warnings = oddities.map(|oddity| Warning::Page { name: named(), oddity }).collect();
    let observed_at = stamp::of_file_name(name).map(|stamp| stamp.instant(zone)).or(page.archived_at);
    Ok(Read { value: Revision { name: named(), observed_at, text: page.text.clone() }, warnings })
}

#[cfg(not(feature = "html"))]
fn page_revision(name: &str, _bytes: &[u8], _zone: Option<chrono_tz::Tz>) -> Result<Read<Revision>, Error> {
    Err(Error::Html { name: name.to_owned() })
}

/// Reads a page with all that it says of its article, whatever is on it.
#[cfg(feature = "html")]
pub fn page(name: &str, bytes: &[u8]) -> Result<html::Page, Error> {
    if bytes.len() > html::limits::MAX_PAGE_BYTES {
        return Err(Error::PageTooLarge { name: name.to_owned(), max: html::limits::MAX_PAGE });
    }
    Ok(html::read(bytes, &html::Hint::default()))
}

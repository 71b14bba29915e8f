//! Files → [`Revision`]s: the rim where bytes and names come in.
//!
//! Content never fails: what is odd about a text is a [`Warning`]. What cannot be a text at all, or names nothing, is
//! an [`Error`] that says what, which value, and what to do. Times come from file names or from the caller, never from
//! the clock of a file system, which copies and checkouts rewrite.

mod decode;
mod error;
mod folder;
pub mod import;
mod source;
mod stamp;

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

/// Decodes one file's bytes into a revision named `name`; its time is what `name` says, if it says one.
pub fn revision(name: &str, bytes: Vec<u8>, zone: Option<chrono_tz::Tz>) -> Result<Read<Revision>, Error> {
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

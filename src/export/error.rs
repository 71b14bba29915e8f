//! What can go wrong while writing.

use crate::store;
use std::path::{Path, PathBuf};

/// Why an export did not come about.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Somebody’s files are there already.
    #[error("“{}” is there and not empty: name a new folder", .path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// Somebody’s file is there already, or another export that was not finished.
    #[error("“{}” is there already: name a new file, or remove it if it is left over", .path.display())]
    IsThere {
        /// The file.
        path: PathBuf,
    },
    /// A revision was recorded after the checkpoint that it is to be proved against.
    #[error("revision {number} was recorded after that checkpoint: take a later one, or earlier revisions")]
    AfterCheckpoint {
        /// Which revision of the article, from 1.
        number: u64,
    },
    /// A proof does not hold.
    #[error("a proof does not hold: the store was changed while it was made, or is damaged")]
    Unsound,
    /// The system said no.
    #[error("cannot write “{}”", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The system said no, of an output without a name.
    #[error("cannot write the result")]
    Output(#[source] std::io::Error),
}

impl Error {
    /// Whether the store is not what it was: exit code 4.
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Unsound) || matches!(self, Self::Store(error) if error.is_damage())
    }

    /// Whether the mistake is in what was asked for.
    pub fn is_wrong_use(&self) -> bool {
        matches!(self, Self::NotEmpty { .. } | Self::IsThere { .. } | Self::AfterCheckpoint { .. })
            || matches!(self, Self::Store(error) if error.is_wrong_use())
    }

    pub(super) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        |source| Self::Io { path: path.to_owned(), source }
    }
}

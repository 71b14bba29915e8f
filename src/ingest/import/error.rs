//! Why a source as a whole cannot be read.

use std::path::PathBuf;

/// Why nothing, or no more, can be read from a source.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system said no.
    #[error("cannot read “{}”", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Nothing in it tells what it is.
    #[error("cannot tell what “{}” is ({hint}): say it with --as", .path.display())]
    Unknown {
        /// The file or folder.
        path: PathBuf,
        /// What it looks like.
        hint: String,
    },
    /// It is not what it was said to be.
    #[error("“{}” is not {what}: {why}", .path.display())]
    NotThat {
        /// The file or folder.
        path: PathBuf,
        /// What it should be.
        what: &'static str,
        /// What is missing.
        why: String,
    },
    /// SQLite could not go on.
    #[error("cannot read the database “{}”", .path.display())]
    Sqlite {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// git is not there or could not go on.
    #[error("git could not read “{}”: {said}", .path.display())]
    Git {
        /// The repository.
        path: PathBuf,
        /// What git said.
        said: String,
    },
}

impl Error {
    /// Whether the mistake is in what was asked for.
    pub fn is_wrong_use(&self) -> bool {
        matches!(self, Self::Unknown { .. }) || matches!(self, Self::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound)
    }
}

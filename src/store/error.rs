//! What can go wrong with a store.

use super::schema::FORMAT;
use std::path::PathBuf;

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no store.
    #[error("there is no store in “{}” yet: `writethru add` makes one", .folder.display())]
    NotThere {
        /// The folder.
        folder: PathBuf,
    },
    /// A file where a folder should be.
    #[error("“{}” is a file: a store is the folder that holds “store.db”", .path.display())]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// What SQLite does not take for a database.
    #[error("“{}” is no database: it is another file, or its beginning is damaged", .path.display())]
    NoDatabase {
        /// The file.
        path: PathBuf,
    },
    /// A database of something else.
    #[error("“{}” is not a store of writethru", .path.display())]
    NotAStore {
        /// The file.
        path: PathBuf,
    },
    /// Made by a later version.
    #[error("“{}” has format {found}; this version of writethru reads up to {FORMAT}: use a newer one", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
    },
    /// What is there is not what was recorded.
    #[error("the store is damaged: {what}; `writethru verify` says more")]
    Damaged {
        /// What shows it.
        what: String,
    },
    /// Somebody else writes and does not end.
    #[error("another program has been writing to the store for a minute: try again when it is done")]
    Busy,
    /// No room.
    #[error("the disk is full: what was not reported as recorded is not, and what was recorded is unharmed")]
    Full,
    /// The file or the folder may not be written.
    #[error("the store may not be written: it or its folder is read-only")]
    ReadOnly,
    /// The disk failed; or it is full where SQLite cannot tell.
    #[error("the disk is full, or fails: what was not reported as recorded is not")]
    Disk(#[source] rusqlite::Error),
    /// A program ended without cleaning up, and where nothing may be written its log cannot be read.
    #[error("“{}” has a write-ahead log beside it, and its folder is read-only: open it once where it may be written, or copy the folder", .path.display())]
    LogBeside {
        /// The database.
        path: PathBuf,
    },
    /// What was computed for searching is not what the record gives. The record is unharmed.
    #[error("what was computed for searching cannot be used: {what}; `writethru repair` makes it anew")]
    Derived {
        /// What shows it.
        what: String,
    },
    /// A check of an article that was never recorded.
    #[error("there is no article “{name}” in the store: a check is of one that is there")]
    NoArticle {
        /// What it was called.
        name: String,
    },
    /// An observation that does not say of what.
    #[error("an observation needs an article or a URL")]
    Nameless,
    /// A text beyond the limit.
    #[error("a text of {bytes} bytes is larger than the store keeps: split it")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The system said no.
    #[error("cannot {doing} “{}”", .path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Anything else SQLite said.
    #[error("the database refused")]
    Sqlite(#[source] rusqlite::Error),
}

impl Error {
    /// Whether the store is not what it was: exit code 4.
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::NotAStore { .. } | Self::NoDatabase { .. })
    }

    /// Whether the mistake is in what was asked for.
    pub fn is_wrong_use(&self) -> bool {
        matches!(self, Self::NotThere { .. } | Self::NotAFolder { .. } | Self::Nameless | Self::NoArticle { .. })
    }

    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }

    /// What is damage in the record is none in the derived tables: they are only made anew.
    pub(super) fn of_derived(self) -> Self {
        match self {
            Self::Damaged { what } => Self::Derived { what },
            Self::NotAStore { .. } | Self::Sqlite(_) => Self::Derived { what: self.to_string() },
            other => other,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::damaged(error.to_string()),
            Some(ErrorCode::SchemaChanged) => Self::damaged("its tables are not those of this format"),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::SystemIoFailure) => Self::Disk(error),
            _ => match &error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::Utf8Error(..) => Self::damaged(format!("a value is not of its kind: {error}")),
                _ => Self::Sqlite(error),
            },
        }
    }
}

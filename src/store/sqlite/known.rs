//! What one transaction learned that the next one needs again.

use super::blobs::Base;
use crate::store::{ArticleId, Error, Fields, Hash};
use rusqlite::Connection;
use rustc_hash::FxHashMap;

/// Bytes of texts that are remembered between transactions: the delta bases of articles that are being written.
const MAX_KNOWN_BYTES: usize = 64 << 20;

/// The last revision of an article, as the next observation needs it.
#[derive(Clone)]
pub(super) struct Tail {
    pub sequence: u64,
    pub micros: i64,
    pub sha256: Hash,
    pub base: Base,
    pub fields: Fields,
}

/// What was learned from the database and holds until somebody else writes to it.
#[derive(Default)]
pub(super) struct Known {
    /// SQLite's count of foreign writes.
    version: Option<i64>,
    tails: FxHashMap<ArticleId, Tail>,
    bytes: usize,
    /// Articles by what observations call them.
    pub articles: FxHashMap<String, ArticleId>,
    /// Extractors by name.
    pub extractors: FxHashMap<String, i64>,
}

impl Known {
    /// Forgets everything if another connection has written.
    pub fn refresh(&mut self, connection: &Connection) -> Result<(), Error> {
        let version = connection.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        if self.version != Some(version) {
            *self = Self { version: Some(version), ..Self::default() };
        }
        Ok(())
    }

    /// The last revision of an article, if it is remembered.
    pub fn tail(&self, article: ArticleId) -> Option<&Tail> {
        self.tails.get(&article)
    }

    /// Forgets the last revision of an article.
    pub fn forget(&mut self, article: ArticleId) {
        if let Some(old) = self.tails.remove(&article) {
            self.bytes -= old.base.bytes.len();
        }
    }

    /// Remembers the last revision of an article.
    pub fn keep(&mut self, article: ArticleId, tail: Tail) {
        if self.bytes > MAX_KNOWN_BYTES {
            self.tails.clear();
            self.articles.clear();
            self.bytes = 0;
        }
        self.bytes += tail.base.bytes.len();
        if let Some(old) = self.tails.insert(article, tail) {
            self.bytes -= old.base.bytes.len();
        }
    }
}

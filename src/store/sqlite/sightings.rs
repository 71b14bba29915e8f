//! Which revision was seen again.
//!
//! “Twelve died” stood there at noon and every hour until night; then a list from elsewhere says that it was “fourteen” for a moment at
//! three. What was seen from four on is another revision than the one of noon. Where many such texts come, to write all later
//! sightings anew for each would take the one number times the other; so a transaction notes whose they are, and writes them once.

use super::checks::Row;
use crate::store::time::Kept;
use crate::store::{ArticleId, Error};
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};

/// Whose the sightings are that one transaction did not write anew yet.
#[derive(Default)]
pub(super) struct Sightings {
    /// By the revision that the rows name: its article, and from which instant on they are of which other revision.
    given: FxHashMap<u64, (ArticleId, BTreeMap<i64, u64>)>,
    /// Of a revision that sightings were given to: what their rows name, and from which instant on they are of it.
    rows: FxHashMap<u64, (u64, i64)>,
}

impl Sightings {
    /// The revision to name in the row of a sighting of another, for as long as the transaction lasts.
    pub fn named_for(&self, revision: u64) -> u64 {
        self.rows.get(&revision).map_or(revision, |(named, _)| *named)
    }

    /// Whose a sighting is.
    fn of(&self, named: u64, micros: i64) -> u64 {
        let given = self.given.get(&named).and_then(|(_, given)| given.range(..=micros).next_back());
        given.map_or(named, |(_, revision)| *revision)
    }

    /// The revisions that were recorded as still standing there at an instant.
    pub fn at(&self, connection: &Connection, article: ArticleId, micros: i64) -> Result<Vec<u64>, Error> {
        let mut statement = connection.prepare_cached(
            "SELECT revision FROM checks WHERE article = ?1 AND checked_at = ?2 AND outcome = 'unchanged' AND revision NOT NULL",
        )?;
        let seen = statement.query_map(params![article.0, micros], |row| Ok(self.of(row.get(0)?, micros)))?;
        Ok(seen.collect::<Result<_, _>>()?)
    }

    /// The first look after an instant at which a revision still stood there, and the number of its URL.
    pub fn next(
        &self,
        connection: &Connection,
        article: ArticleId,
        revision: u64,
        after: i64,
    ) -> Result<Option<(Kept, Option<i64>)>, Error> {
        let (named, since) = self.rows.get(&revision).copied().unwrap_or((revision, i64::MIN));
        // Each revision has one stretch of the rows: from where they were given to it to where the later ones were given away.
        let until = self.given.get(&named).and_then(|(_, given)| given.range((Excluded(since), Unbounded)).next());
        let mut statement = connection.prepare_cached(
            "SELECT checked_at, checked_offset, url FROM checks
             WHERE article = ?1 AND checked_at > ?2 AND checked_at < ?3 AND outcome = 'unchanged' AND revision = ?4
             ORDER BY checked_at, id LIMIT 1",
        )?;
        let after = after.max(since.saturating_sub(1));
        let found = statement.query_row(params![article.0, after, until.map_or(i64::MAX, |(start, _)| *start), named], |row| {
            Ok((Kept { micros: row.get(0)?, offset: row.get(1)? }, row.get(2)?))
        });
        Ok(found.optional()?)
    }

    /// Gives the sightings of one revision from an instant on to another, which has none yet.
    pub fn give(&mut self, article: ArticleId, from: u64, to: u64, since: i64) {
        let named = self.named_for(from);
        self.given.entry(named).or_insert_with(|| (article, BTreeMap::new())).1.insert(since, to);
        self.rows.insert(to, (named, since));
    }

    /// Writes whose they are.
    pub fn write(&self, connection: &Connection) -> Result<(), Error> {
        for (&named, (article, given)) in &self.given {
            let Some((&since, _)) = given.first_key_value() else { continue };
            let rows: Vec<(i64, Option<i64>, Kept, Option<String>)> = {
                let mut statement = connection.prepare_cached(
                    "SELECT id, url, checked_at, checked_offset, reason FROM checks
                     WHERE article = ?1 AND checked_at >= ?2 AND outcome = 'unchanged' AND revision = ?3",
                )?;
                let read =
                    |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, Kept { micros: row.get(2)?, offset: row.get(3)? }, row.get(4)?));
                statement.query_map(params![article.0, since, named], read)?.collect::<Result<_, _>>()?
            };
            let mut update = connection.prepare_cached("UPDATE checks SET revision = ?2, checksum = ?3 WHERE id = ?1")?;
            for (id, url, at, reason) in rows {
                let to = self.of(named, at.micros);
                let row = Row { article: article.0, url, at, outcome: "unchanged", revision: Some(to), reason: reason.as_deref() };
                update.execute(params![id, to, row.checksum()])?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::store::{CheckOutcome, Observation, Sqlite, Store, What};
    use chrono::DateTime;

    fn seen(minute: i64, text: &str) -> Observation {
        Observation::of_text("ferry", DateTime::from_timestamp(1_755_000_000 + 60 * minute, 0).expect("a time").fixed_offset(), text)
    }

    #[test]
    fn sightings_are_written_once_however_many_texts_come_between_them() {
        const N: i64 = 60;
        let mut store = Sqlite::in_memory().expect("a store");
        store.add(&(0..N).map(|n| seen(10 * n, "Twelve died.")).collect::<Vec<_>>()).expect("added");
        let before = store.connection.total_changes();
        // One between each two, and a new look behind each third of these.
        let between = (0..N - 1).flat_map(|n| {
            let look = (n % 3 == 0).then(|| seen(10 * n + 12, "Twelve died."));
            std::iter::once(seen(10 * n + 5, &format!("Fourteen died, {n} people said."))).chain(look)
        });
        let outcomes = store.add(&between.collect::<Vec<_>>()).expect("added");
        // A text, its blob, and the revision behind it; a look; and once all sightings.
        let n_written = store.connection.total_changes() - before;
        assert!(n_written < 6 * N as u64, "{n_written} rows were written");
        let n_back = outcomes.iter().filter(|outcome| matches!(outcome.what, What::Added { reinstated: Some(_), .. })).count();
        assert_eq!(n_back as i64, N - 1);
        let article = outcomes[0].article;
        let revisions = store.revisions(article).expect("read");
        for check in store.checks(article).expect("read") {
            let stood = revisions.iter().rev().find(|stored| stored.observed_at <= check.checked_at).expect("one");
            assert_eq!(check.outcome, CheckOutcome::Unchanged(stood.sequence), "at {}", check.checked_at);
        }
    }
}

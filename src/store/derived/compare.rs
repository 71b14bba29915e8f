//! The derived tables compared with what the record gives.

use super::rows::{Items, Passages};
use super::{CHUNK, Derived, Hit, Revisions, Rows, Unread, last, on_all_cores, tables};
use crate::store::{ArticleId, Error, Store};
use crate::text::Text;

/// The last sequence that the rows of an article know, in each layer.
struct Done {
    article: ArticleId,
    passages: u64,
    items: u64,
}

impl Derived<'_> {
    /// Whether each hit stands in the first revision that is said to have it. Texts that cannot be read are named.
    pub(super) fn check(&self, hits: &[Hit], unread: &mut Vec<Unread>) -> Result<(), Error> {
        // Hits come article by article, so the last text is remembered and no more.
        let mut known: Option<(u64, Option<Text>)> = None;
        for Hit { article, text: words, first, .. } in hits {
            if known.as_ref().is_none_or(|(sequence, _)| sequence != first) {
                let stored = self.store.revision(*first)?;
                let text = match stored.map(|stored| self.store.text(&stored)).transpose() {
                    Err(Error::Damaged { what }) => {
                        if unread.iter().all(|known| known.article != *article) {
                            unread.push(Unread { article: *article, what });
                        }
                        None
                    }
                    text => Some(Text::new(text?.unwrap_or_default())),
                };
                known = Some((*first, text));
            }
            let text = known.as_ref().and_then(|(_, text)| text.as_ref());
            // The parts of a quotation stand apart.
            if text.is_some_and(|text| !words.split(" … ").all(|part| text.as_str().contains(part))) {
                return Err(Error::Derived { what: format!("a row says what revision {first} of the record does not") });
            }
        }
        Ok(())
    }

    /// The articles whose rows are not what their revisions give. All layers that were made are looked at; a layer that is behind is
    /// not wrong.
    pub fn wrong(&self, progress: &mut dyn FnMut(usize, usize)) -> Result<Vec<ArticleId>, Error> {
        let done = self.done().map_err(Error::of_derived)?;
        let mut wrong = Vec::new();
        for (n, chunk) in done.chunks(CHUNK).enumerate() {
            let histories: Vec<Revisions> =
                chunk.iter().map(|done| Ok((done.article, self.store.history(done.article)?))).collect::<Result<_, Error>>()?;
            let known: Vec<(&Done, &Revisions)> = chunk.iter().zip(&histories).collect();
            let made = on_all_cores(&known, |(done, (_, history))| {
                let last = last(history);
                ((done.passages == last).then(|| Passages::of(history)), (done.items == last).then(|| Items::of(history)))
            });
            for (Done { article, .. }, (passages, items)) in chunk.iter().zip(made) {
                let is_right = self.has(*article, passages.as_ref()).and_then(|has| Ok(has && self.has(*article, items.as_ref())?));
                if !is_right.map_err(Error::of_derived)? {
                    wrong.push(*article);
                }
            }
            progress(n * CHUNK + chunk.len(), done.len());
        }
        Ok(wrong)
    }

    /// Whether these rows stand there, where there are any.
    fn has<R: Rows>(&self, article: ArticleId, rows: Option<&R>) -> Result<bool, Error> {
        rows.map_or(Ok(true), |rows| Ok(R::read(&self.connection, article)? == *rows))
    }

    fn done(&self) -> Result<Vec<Done>, Error> {
        let mut statement = self.connection.prepare("SELECT article, passages, items FROM done ORDER BY article")?;
        let read = |row: &rusqlite::Row| Ok(Done { article: ArticleId(row.get(0)?), passages: row.get(1)?, items: row.get(2)? });
        Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    /// Whether the full-text indexes agree with their tables, as SQLite's own check sees it; where nothing may be written it looks less
    /// closely.
    pub fn indexes_agree(&self) -> bool {
        let agrees =
            |name: &str| self.connection.execute(&format!("INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)"), []).is_ok();
        let is_sound =
            self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0)).is_ok_and(|said| said == "ok");
        is_sound && (self.is_fixed || tables::INDEXES.iter().all(|name| agrees(name)))
    }
}

//! Observations → revisions, sightings, or nothing new.

use super::blobs::{self, Base, Compressor};
use super::known::{Known, Tail};
use super::sightings::Sightings;
use super::{Sqlite, addresses, captures, checks, head, names, read};
use crate::store::time::Kept;
use crate::store::{ArticleId, Error, Fields, Hash, Observation, Outcome, Record, Role, Stored, What};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::cell::OnceCell;
use std::sync::Arc;

impl Sqlite {
    pub(super) fn add_batch(&mut self, batch: &[Observation]) -> Result<Vec<Outcome>, Error> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Somebody may have written between the look before and the lock.
        self.known.refresh(&transaction)?;
        let there = head::of(&transaction)?;
        let bases: Vec<Bases> = batch.iter().map(|_| Bases::default()).collect();
        let compressor = Compressor::new()?;
        let mut writer = Writer {
            connection: &transaction,
            known: &mut self.known,
            compressor,
            sightings: Sightings::default(),
            size: there.size,
            last: there.hash,
        };
        let outcomes = batch.iter().zip(&bases).map(|(observation, base)| writer.add(observation, base)).collect::<Result<_, _>>()?;
        writer.sightings.write(&transaction)?;
        drop(writer);
        transaction.commit()?;
        Ok(outcomes)
    }
}

/// Places for what an observation's text, and the page it was made from, may be written against.
#[derive(Default)]
struct Bases {
    text: OnceCell<Base>,
    page: OnceCell<Base>,
}

/// One transaction.
struct Writer<'c> {
    connection: &'c Connection,
    known: &'c mut Known,
    compressor: Compressor<'c>,
    sightings: Sightings,
    size: u64,
    last: Option<Hash>,
}

/// What stands before a new observation.
struct Before {
    sequence: u64,
    micros: i64,
    sha256: Hash,
    fields: Fields,
    /// Its text, if it is remembered; otherwise it is read once it is needed.
    base: Option<Base>,
    blob: i64,
    /// Whether nothing of the article is later.
    is_last: bool,
}

/// What a revision is made of, beside its place.
struct New<'n> {
    article: ArticleId,
    url: Option<&'n str>,
    at: Kept,
    fields: &'n Fields,
    text: i64,
    sha256: Hash,
    extractor: &'n str,
    capture: Option<(i64, Hash)>,
}

impl<'c> Writer<'c> {
    /// Records an observation.
    fn add(&mut self, seen: &Observation, base: &'c Bases) -> Result<Outcome, Error> {
        let at = Kept::of(seen.observed_at);
        let (article, is_new_article) = self.article(seen)?;
        let sha256 = Hash::of(seen.text.as_bytes());
        let before = if is_new_article { None } else { self.before(article, at.micros)? };
        let what = self.settle(seen, article, at, sha256, before, base)?;
        if !matches!(what, What::Known { .. }) {
            for (role, url) in &seen.addresses {
                addresses::see(self.connection, article, url, *role, at.micros)?;
            }
        }
        Ok(Outcome { article, is_new_article, what })
    }

    fn settle(
        &mut self,
        seen: &Observation,
        article: ArticleId,
        at: Kept,
        sha256: Hash,
        before: Option<Before>,
        place: &'c Bases,
    ) -> Result<What, Error> {
        let is_same = |stored: &Stored| stored.text_sha256 == sha256 && stored.fields.reads_like(&seen.fields);
        if let Some(before) = &before {
            if before.micros == at.micros
                && let Some(sequence) = self.known_at(article, at.micros, is_same)?
            {
                return Ok(What::Known { sequence });
            }
            if before.sha256 == sha256 && before.fields.reads_like(&seen.fields) {
                return self.seen_again(seen, article, at, before);
            }
        }
        let is_inserted = match &before {
            Some(before) => !before.is_last,
            None => read::is_any_after(self.connection, article, at.micros)?,
        };
        let there = blobs::find(self.connection, &sha256)?;
        let reverts_to = match there {
            Some(blob) => read::with_text(self.connection, article, blob.id, at.micros)?,
            None => None,
        };
        let text = match there {
            Some(blob) => blob,
            None => {
                let base = match &before {
                    Some(Before { base: Some(base), .. }) => Some(base.clone()),
                    Some(Before { blob, .. }) => blobs::base(self.connection, *blob)?,
                    // Of a source that gives the newest first, the text after is as near as the one before would be.
                    None => match read::after(self.connection, article, at.micros)? {
                        Some(later) => blobs::base(self.connection, later.blob)?,
                        None => None,
                    },
                };
                let base = base.map(|base| place.text.get_or_init(|| base));
                blobs::write(self.connection, &mut self.compressor, seen.text.as_bytes(), &sha256, base)?
            }
        };
        let capture = match &seen.capture {
            Some(capture) => {
                let earlier = before.as_ref().map(|before| before.sequence);
                Some((captures::write(self.connection, &mut self.compressor, capture, earlier, &place.page)?, capture.sha256))
            }
            None => None,
        };
        let url = seen.url.as_deref();
        let new = New { article, url, at, fields: &seen.fields, text: text.id, sha256, extractor: &seen.extractor, capture };
        let sequence = self.insert(&new)?;
        let reinstated = match &before {
            Some(before) => self.reinstate(article, before.sequence, at.micros)?,
            None => None,
        };
        if is_inserted || reinstated.is_some() {
            // The last one is another, or is not known here.
            self.known.forget(article);
        } else {
            let base = Base { blob: text, bytes: Arc::from(seen.text.as_bytes()) };
            self.known.keep(article, Tail { sequence, micros: at.micros, sha256, base, fields: seen.fields.clone() });
        }
        Ok(What::Added { sequence, is_inserted, reverts_to, reinstated })
    }

    /// The article an observation is of, and whether it is new.
    fn article(&mut self, seen: &Observation) -> Result<(ArticleId, bool), Error> {
        let name = seen.article.as_deref().or(seen.url.as_deref()).filter(|name| !name.is_empty()).ok_or(Error::Nameless)?;
        // What a URL means may change with every observation; what a name means does not.
        if seen.article.is_some() {
            if let Some(&article) = self.known.articles.get(name) {
                return Ok((article, false));
            }
        } else if let Some(article) = addresses::article_at(self.connection, name)? {
            return Ok((article, false));
        }
        let (article, is_new) = match names::by_name(self.connection, name)? {
            Some(article) => (article, false),
            None => match self.by_address(seen)? {
                Some(article) => return Ok((article, false)),
                None => (names::create(self.connection, name)?, true),
            },
        };
        self.known.articles.insert(name.to_owned(), article);
        Ok((article, is_new))
    }

    /// The article that has one of the other addresses that became known with an observation; where it was given a name, that decides.
    fn by_address(&self, seen: &Observation) -> Result<Option<ArticleId>, Error> {
        if seen.article.is_some() {
            return Ok(None);
        }
        // Pages that are gone lead to the front page, and some name it as their own: it is no article's address.
        let is_of_a_page =
            |url: &str| url.split_once("://").is_some_and(|(_, rest)| rest.split_once('/').is_some_and(|(_, path)| !path.is_empty()));
        for (_, url) in seen.addresses.iter().filter(|(_, url)| is_of_a_page(url)) {
            if let Some(article) = addresses::article_at(self.connection, url)? {
                return Ok(Some(article));
            }
        }
        Ok(None)
    }

    /// The revision of an article that an observation at an instant comes after.
    fn before(&mut self, article: ArticleId, micros: i64) -> Result<Option<Before>, Error> {
        if let Some(tail) = self.known.tail(article).filter(|tail| tail.micros <= micros) {
            let Tail { sequence, micros, sha256, base, fields } = tail.clone();
            return Ok(Some(Before { sequence, micros, sha256, fields, blob: base.blob.id, base: Some(base), is_last: true }));
        }
        let Some(stored) = read::at_or_before(self.connection, article, micros)? else { return Ok(None) };
        Ok(Some(Before {
            sequence: stored.sequence,
            micros: Kept::of(stored.observed_at).micros,
            sha256: stored.text_sha256,
            fields: stored.fields,
            base: None,
            blob: stored.blob,
            is_last: !read::is_any_after(self.connection, article, micros)?,
        }))
    }

    /// The revision that an observation at this very instant was recorded as, be it as new or as seen again.
    fn known_at(&self, article: ArticleId, micros: i64, is_same: impl Fn(&Stored) -> bool) -> Result<Option<u64>, Error> {
        let there = read::at(self.connection, article, micros)?;
        if let Some(stored) = there.iter().find(|stored| is_same(stored)) {
            return Ok(Some(stored.sequence));
        }
        for sequence in self.sightings.at(self.connection, article, micros)? {
            if read::revision(self.connection, sequence)?.is_some_and(|stored| is_same(&stored)) {
                return Ok(Some(sequence));
            }
        }
        Ok(None)
    }

    fn seen_again(&mut self, seen: &Observation, article: ArticleId, at: Kept, before: &Before) -> Result<What, Error> {
        let sequence = before.sequence;
        if self.sightings.at(self.connection, article, at.micros)?.contains(&sequence) {
            return Ok(What::Known { sequence });
        }
        let url = seen.url.as_deref().map(|url| addresses::see(self.connection, article, url, Role::Seen, at.micros)).transpose()?;
        let reason = dates_changed(&before.fields, &seen.fields);
        let named = Some(self.sightings.named_for(sequence));
        checks::Row { article: article.0, url, at, outcome: "unchanged", revision: named, reason: reason.as_deref() }
            .insert(self.connection)?;
        Ok(What::SeenAgain { sequence })
    }

    /// A text that was seen again after the time of what was just inserted behind it had come back by then: the first such
    /// sighting becomes a revision. Where that stands behind yet another revision, the same holds of that one.
    fn reinstate(&mut self, article: ArticleId, before: u64, micros: i64) -> Result<Option<u64>, Error> {
        let (mut before, mut micros, mut first) = (before, micros, None);
        while let Some((at, url)) = self.sightings.next(self.connection, article, before, micros)? {
            let url: Option<String> = match url {
                Some(id) => self.connection.query_row("SELECT url FROM urls WHERE id = ?1", [id], |row| row.get(0)).optional()?,
                None => None,
            };
            let gone = || Error::damaged("a revision is gone");
            let stored = read::revision(self.connection, before)?.ok_or_else(gone)?;
            let behind = read::at_or_before(self.connection, article, at.micros)?.ok_or_else(gone)?;
            let new = New {
                article,
                url: url.as_deref(),
                at,
                fields: &stored.fields,
                text: stored.blob,
                sha256: stored.text_sha256,
                extractor: &stored.extractor,
                capture: None,
            };
            let sequence = self.insert(&new)?;
            self.sightings.give(article, before, sequence, at.micros);
            first = first.or(Some(sequence));
            // Times only grow, so this ends.
            (before, micros) = (behind.sequence, at.micros);
        }
        Ok(first)
    }

    /// Writes a revision behind the last one.
    fn insert(&mut self, new: &New) -> Result<u64, Error> {
        let New { article, at, fields, .. } = new;
        let sequence = self.size + 1;
        let url = new.url.map(|url| addresses::see(self.connection, *article, url, Role::Seen, at.micros)).transpose()?;
        let extractor = self.extractor(new.extractor)?;
        let record = Record {
            sequence,
            article: self.name_of(*article)?,
            url: new.url.map(str::to_owned),
            observed_at: at.instant().ok_or_else(|| Error::damaged("a time is none"))?,
            date_published: fields.date_published.clone(),
            date_modified: fields.date_modified.clone(),
            headline: fields.headline.clone(),
            alternative_headline: fields.alternative_headline.clone(),
            byline: fields.byline.clone(),
            text_sha256: new.sha256,
            extractor: new.extractor.to_owned(),
            capture_sha256: new.capture.map(|(_, hash)| hash),
            previous: self.last,
        };
        let hash = record.hash();
        self.connection
            .prepare_cached(
                "INSERT INTO revisions (sequence, article, url, observed_at, observed_offset, date_published, date_modified,
                   headline, alternative_headline, byline, text, extractor, capture, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                sequence,
                article.0,
                url,
                at.micros,
                at.offset,
                fields.date_published,
                fields.date_modified,
                fields.headline,
                fields.alternative_headline,
                fields.byline,
                new.text,
                extractor,
                new.capture.map(|(id, _)| id),
                &hash.0[..],
            ])?;
        (self.size, self.last) = (sequence, Some(hash));
        Ok(sequence)
    }

    fn name_of(&self, article: ArticleId) -> Result<String, Error> {
        let mut statement = self.connection.prepare_cached("SELECT name FROM articles WHERE id = ?1")?;
        Ok(statement.query_row([article.0], |row| row.get(0))?)
    }

    fn extractor(&mut self, name: &str) -> Result<i64, Error> {
        if let Some(&id) = self.known.extractors.get(name) {
            return Ok(id);
        }
        let mut statement = self.connection.prepare_cached("SELECT id FROM extractors WHERE name = ?1")?;
        let id = match statement.query_row([name], |row| row.get(0)).optional()? {
            Some(id) => id,
            None => {
                self.connection.prepare_cached("INSERT INTO extractors (name) VALUES (?1)")?.execute([name])?;
                self.connection.last_insert_rowid()
            }
        };
        self.known.extractors.insert(name.to_owned(), id);
        Ok(id)
    }
}

/// What to note where only the publisher's dates differ.
fn dates_changed(before: &Fields, after: &Fields) -> Option<String> {
    let change = |name: &str, before: &Option<String>, after: &Option<String>| {
        (before != after).then(|| format!("{name}: {} → {}", before.as_deref().unwrap_or("none"), after.as_deref().unwrap_or("none")))
    };
    let changes: Vec<String> = [
        change("date_published", &before.date_published, &after.date_published),
        change("date_modified", &before.date_modified, &after.date_modified),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!changes.is_empty()).then(|| changes.join("; "))
}

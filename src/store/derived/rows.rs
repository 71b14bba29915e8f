//! An article's revisions → its derived rows.

use super::{Layer, Rows};
use crate::changelog::{ChangeLog, Life, changelog};
use crate::diff::{Field, Kind, Severity};
use crate::extract::words::Words;
use crate::extract::{Extract, Quotation, sentences};
use crate::revision::Revision;
use crate::store::{ArticleId, Error, Stored};
use crate::text::{Text, fold};
use rusqlite::{Connection, Row, params};
use rustc_hash::FxHashMap;

/// Where something stood, as sequences in order of observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stay {
    first: u64,
    last: u64,
    /// The first revision without it, after the last with it.
    gone: Option<u64>,
    n_revisions: u64,
}

impl Stay {
    /// From the places in the history where it stands, in order.
    fn of(history: &[(Stored, String)], places: impl Iterator<Item = usize>) -> Option<Self> {
        let (mut first, mut last, mut n_revisions) = (None, 0, 0);
        for place in places {
            first = first.or(Some(place));
            last = place;
            n_revisions += 1;
        }
        let sequence = |k: usize| history.get(k).map(|(stored, _)| stored.sequence);
        Some(Self { first: sequence(first?)?, last: sequence(last)?, gone: sequence(last + 1), n_revisions })
    }

    fn read(row: &Row, from: usize) -> rusqlite::Result<Self> {
        Ok(Self { first: row.get(from)?, last: row.get(from + 1)?, gone: row.get(from + 2)?, n_revisions: row.get(from + 3)? })
    }
}

/// Every different sentence of an article, whatever the glyphs of its marks.
#[derive(Debug, PartialEq)]
pub(super) struct Passages(Vec<(String, Stay)>);

impl Rows for Passages {
    const LAYER: Layer = Layer::Passages;

    fn of(history: &[(Stored, String)]) -> Self {
        // As it stood first, with where it stands.
        let mut found: Vec<(String, Vec<usize>)> = Vec::new();
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        for (k, (_, text)) in history.iter().enumerate() {
            let text = Text::new(text.as_str());
            for sentence in sentences::sentences(&Words::of(&text)) {
                let words = text.slice(sentence.span);
                // A new system that makes straight marks round has not taken a sentence away.
                let alike = fold::glyphs(words);
                if let Some(&n) = known.get(&alike) {
                    let (_, at) = &mut found[n];
                    if at.last() != Some(&k) {
                        at.push(k);
                    }
                } else if !alike.is_empty() {
                    known.insert(alike, found.len());
                    found.push((words.to_owned(), vec![k]));
                }
            }
        }
        let stay = |(words, at): (String, Vec<usize>)| Some((words, Stay::of(history, at.into_iter())?));
        Self(found.into_iter().filter_map(stay).collect())
    }

    fn clear(connection: &Connection, article: ArticleId) -> Result<(), Error> {
        let unlist = "INSERT INTO passages_words (passages_words, rowid, text) SELECT 'delete', id, text FROM passages WHERE article = ?1";
        connection.prepare_cached(unlist)?.execute([article.0])?;
        connection.prepare_cached("DELETE FROM passages WHERE article = ?1")?.execute([article.0])?;
        Ok(())
    }

    fn write(&self, connection: &Connection, article: ArticleId) -> Result<(), Error> {
        let mut insert = connection
            .prepare_cached("INSERT INTO passages (article, text, first, last, gone, n_revisions) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
        let mut list = connection.prepare_cached("INSERT INTO passages_words (rowid, text) VALUES (?1, ?2)")?;
        for (text, stay) in &self.0 {
            insert.execute(params![article.0, text, stay.first, stay.last, stay.gone, stay.n_revisions])?;
            list.execute(params![connection.last_insert_rowid(), text])?;
        }
        Ok(())
    }

    fn read(connection: &Connection, article: ArticleId) -> Result<Self, Error> {
        let mut statement =
            connection.prepare_cached("SELECT text, first, last, gone, n_revisions FROM passages WHERE article = ?1 ORDER BY id")?;
        let rows = statement.query_map([article.0], |row| Ok((row.get(0)?, Stay::read(row, 1)?)))?.collect::<Result<_, _>>()?;
        Ok(Self(rows))
    }
}

/// Quotations, claims and changes of an article.
#[derive(Debug, PartialEq)]
pub(super) struct Items {
    quotations: Vec<QuotationRow>,
    claims: Vec<ClaimRow>,
    changes: Vec<ChangeRow>,
}

/// A wording of a quotation.
#[derive(Debug, PartialEq)]
struct QuotationRow {
    number: usize,
    text: String,
    speaker: Option<String>,
    stay: Stay,
}

/// Low, high and unit.
type Figure = (f64, f64, Option<String>);

/// A wording of a claim.
#[derive(Debug, PartialEq)]
struct ClaimRow {
    number: usize,
    text: String,
    speaker: Option<String>,
    names: String,
    figures: Vec<Figure>,
    stay: Stay,
}

#[derive(Debug, PartialEq)]
struct ChangeRow {
    before: u64,
    after: u64,
    subject: String,
    change: String,
    kinds: String,
    severity: Option<String>,
    before_text: Option<String>,
    after_text: Option<String>,
}

/// The quoted words, parts joined as in every report.
fn words(extract: &Extract, quotation: &Quotation) -> String {
    quotation.parts.iter().map(|&part| extract.text.slice(part)).collect::<Vec<_>>().join(" … ")
}

fn speaker(extract: &Extract, speaker: Option<&crate::extract::Speaker>) -> Option<String> {
    speaker.map(|s| s.name.clone().unwrap_or_else(|| extract.text.slice(s.span).to_owned()))
}

/// The different wordings of a life in the order in which they came, each with where it stood: whoever looks for the figure that a
/// correction took away finds it where it was. Glyphs of marks make no other wording.
fn wordings<W: PartialEq>(
    log: &ChangeLog,
    history: &[(Stored, String)],
    life: &Life,
    read: impl Fn(&Extract, usize) -> Option<(String, W)>,
) -> Vec<(String, W, Stay)> {
    struct Wording<W> {
        alike: String,
        text: String,
        rest: W,
        places: Vec<usize>,
    }
    let mut found: Vec<Wording<W>> = Vec::new();
    for (k, (at, observed)) in life.at.iter().zip(&log.revisions).enumerate() {
        let Some((text, rest)) = at.and_then(|item| read(&observed.extract, item)) else { continue };
        let alike = fold::glyphs(&text);
        match found.iter_mut().find(|known| known.alike == alike && known.rest == rest) {
            Some(known) => known.places.push(k),
            None => found.push(Wording { alike, text, rest, places: vec![k] }),
        }
    }
    found.into_iter().filter_map(|w| Some((w.text, w.rest, Stay::of(history, w.places.into_iter())?))).collect()
}

fn severity(severity: Severity) -> String {
    severity.name().to_owned()
}

fn kinds(kinds: &[Kind]) -> String {
    kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" ")
}

impl Rows for Items {
    const LAYER: Layer = Layer::Items;

    fn of(history: &[(Stored, String)]) -> Self {
        let seen = |(stored, text): &(Stored, String)| Revision {
            name: stored.sequence.to_string(),
            observed_at: Some(stored.observed_at),
            text: text.clone(),
            ..Revision::default()
        };
        let log = changelog("", history.iter().map(seen).collect(), None);
        let quotation = |extract: &Extract, k: usize| {
            let quotation = extract.quotations.get(k)?;
            Some((words(extract, quotation), speaker(extract, quotation.speaker.as_ref())))
        };
        let claim = |extract: &Extract, k: usize| {
            let claim = extract.claims.get(k)?;
            let attribution = claim.attribution.and_then(|k| extract.attributions.get(k));
            let names: Vec<&str> = claim.names.iter().map(|name| name.key.as_str()).collect();
            let figures: Vec<Figure> = claim.quantities.iter().map(|q| (q.low, q.high, q.unit.clone())).collect();
            let text = extract.text.slice(claim.span).to_owned();
            Some((text, (speaker(extract, attribution.and_then(|a| a.source.as_ref())), names.join("; "), figures)))
        };
        let (mut quotations, mut claims) = (Vec::new(), Vec::new());
        for life in &log.quotations {
            let rows = wordings(&log, history, life, quotation).into_iter();
            quotations.extend(rows.map(|(text, speaker, stay)| QuotationRow { number: life.id, text, speaker, stay }));
        }
        for life in &log.claims {
            let rows = wordings(&log, history, life, claim).into_iter();
            let row = |(text, (speaker, names, figures), stay)| ClaimRow { number: life.id, text, speaker, names, figures, stay };
            claims.extend(rows.map(row));
        }
        Self { quotations, claims, changes: changes(&log, history) }
    }

    fn clear(connection: &Connection, article: ArticleId) -> Result<(), Error> {
        for sql in [
            "INSERT INTO quotations_words (quotations_words, rowid, text, speaker) SELECT 'delete', id, text, speaker FROM quotations WHERE article = ?1",
            "DELETE FROM quotations WHERE article = ?1",
            "INSERT INTO claims_words (claims_words, rowid, text, speaker, names) SELECT 'delete', id, text, speaker, names FROM claims WHERE article = ?1",
            "DELETE FROM figures WHERE claim IN (SELECT id FROM claims WHERE article = ?1)",
            "DELETE FROM claims WHERE article = ?1",
            "DELETE FROM changes WHERE article = ?1",
        ] {
            connection.prepare_cached(sql)?.execute([article.0])?;
        }
        Ok(())
    }

    fn write(&self, connection: &Connection, article: ArticleId) -> Result<(), Error> {
        let mut insert = connection.prepare_cached(
            "INSERT INTO quotations (article, number, text, speaker, first, last, gone, n_revisions) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        let mut list = connection.prepare_cached("INSERT INTO quotations_words (rowid, text, speaker) VALUES (?1, ?2, ?3)")?;
        for QuotationRow { number, text, speaker, stay } in &self.quotations {
            insert.execute(params![article.0, number, text, speaker, stay.first, stay.last, stay.gone, stay.n_revisions])?;
            list.execute(params![connection.last_insert_rowid(), text, speaker])?;
        }
        let mut insert = connection.prepare_cached(
            "INSERT INTO claims (article, number, text, speaker, names, first, last, gone, n_revisions)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        let mut list = connection.prepare_cached("INSERT INTO claims_words (rowid, text, speaker, names) VALUES (?1, ?2, ?3, ?4)")?;
        let mut figure = connection.prepare_cached("INSERT INTO figures (claim, low, high, unit) VALUES (?1, ?2, ?3, ?4)")?;
        for ClaimRow { number, text, speaker, names, figures, stay } in &self.claims {
            insert.execute(params![article.0, number, text, speaker, names, stay.first, stay.last, stay.gone, stay.n_revisions])?;
            let id = connection.last_insert_rowid();
            list.execute(params![id, text, speaker, names])?;
            for (low, high, unit) in figures {
                figure.execute(params![id, low, high, unit])?;
            }
        }
        let mut insert = connection.prepare_cached(
            "INSERT INTO changes (article, before, after, subject, change, kinds, severity, before_text, after_text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        for ChangeRow { before, after, subject, change, kinds, severity, before_text, after_text } in &self.changes {
            insert.execute(params![article.0, before, after, subject, change, kinds, severity, before_text, after_text])?;
        }
        Ok(())
    }

    fn read(connection: &Connection, article: ArticleId) -> Result<Self, Error> {
        let mut statement = connection.prepare_cached(
            "SELECT number, text, speaker, first, last, gone, n_revisions FROM quotations WHERE article = ?1 ORDER BY id",
        )?;
        let read = |row: &Row| Ok(QuotationRow { number: row.get(0)?, text: row.get(1)?, speaker: row.get(2)?, stay: Stay::read(row, 3)? });
        let quotations = statement.query_map([article.0], read)?.collect::<Result<_, _>>()?;
        let mut statement = connection.prepare_cached(
            "SELECT number, text, speaker, names, first, last, gone, n_revisions, id FROM claims WHERE article = ?1 ORDER BY id",
        )?;
        let mut figures = connection.prepare_cached("SELECT low, high, unit FROM figures WHERE claim = ?1 ORDER BY rowid")?;
        let mut claims = Vec::new();
        let mut rows = statement.query([article.0])?;
        while let Some(row) = rows.next()? {
            claims.push(ClaimRow {
                number: row.get(0)?,
                text: row.get(1)?,
                speaker: row.get(2)?,
                names: row.get(3)?,
                figures: figures
                    .query_map([row.get::<_, i64>(8)?], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                    .collect::<Result<_, _>>()?,
                stay: Stay::read(row, 4)?,
            });
        }
        let mut statement = connection.prepare_cached(
            "SELECT before, after, subject, change, kinds, severity, before_text, after_text FROM changes WHERE article = ?1 ORDER BY id",
        )?;
        let read = |row: &Row| {
            Ok(ChangeRow {
                before: row.get(0)?,
                after: row.get(1)?,
                subject: row.get(2)?,
                change: row.get(3)?,
                kinds: row.get(4)?,
                severity: row.get(5)?,
                before_text: row.get(6)?,
                after_text: row.get(7)?,
            })
        };
        let changes = statement.query_map([article.0], read)?.collect::<Result<_, _>>()?;
        Ok(Self { quotations, claims, changes })
    }
}

/// Every change of every step.
fn changes(log: &ChangeLog, history: &[(Stored, String)]) -> Vec<ChangeRow> {
    let mut rows = Vec::new();
    for step in &log.steps {
        let (Some(old), Some(new)) = (log.revisions.get(step.before), log.revisions.get(step.after)) else { continue };
        let (Some((earlier, _)), Some((later, _))) = (history.get(step.before), history.get(step.after)) else { continue };
        let (old, new) = (&old.extract, &new.extract);
        let mut push = |subject: &str, change: &str, kinds: String, severity: Option<String>, before_text, after_text| {
            rows.push(ChangeRow {
                before: earlier.sequence,
                after: later.sequence,
                subject: subject.to_owned(),
                change: change.to_owned(),
                kinds,
                severity,
                before_text,
                after_text,
            });
        };
        for c in &step.diff.fields {
            let field = match c.field {
                Field::Headline => "headline",
                Field::AlternativeHeadline => "alternative headline",
                Field::Byline => "byline",
                Field::Dateline => "dateline",
            };
            let change = if c.before.is_none() {
                "added"
            } else if c.after.is_none() {
                "removed"
            } else {
                "changed"
            };
            push(field, change, String::new(), None, c.before.clone(), c.after.clone());
        }
        for c in &step.diff.quotations {
            let (before, after) = (c.before.as_ref().map(|q| words(old, q)), c.after.as_ref().map(|q| words(new, q)));
            push("quotation", c.change.name(), kinds(&c.kinds), Some(severity(c.severity)), before, after);
        }
        for c in &step.diff.claims {
            let text = |extract: &Extract, span| extract.text.slice(span).to_owned();
            let (before, after) = (c.before.as_ref().map(|c| text(old, c.span)), c.after.as_ref().map(|c| text(new, c.span)));
            push("claim", c.change.name(), kinds(&c.kinds), Some(severity(c.severity)), before, after);
        }
        for c in &step.diff.notices {
            let text = |extract: &Extract, span| extract.text.slice(span).to_owned();
            let (before, after) = (c.before.as_ref().map(|n| text(old, n.span)), c.after.as_ref().map(|n| text(new, n.span)));
            push("notice", c.change.name(), String::new(), None, before, after);
        }
    }
    rows
}

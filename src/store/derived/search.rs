//! Words, speakers, names and figures → where they stood.

use super::{Derived, Layer};
use crate::extract::{Reference, extract};
use crate::store::{ArticleId, Error};
use crate::text::Text;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use rustc_hash::FxHashSet;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Words that must all be there, in any order; what stands in quotation marks, in that order.
    pub words: String,
    /// Where to look, and for what else.
    pub wanted: Wanted,
    /// Only what is not there any more.
    pub is_removed: bool,
    /// Only in this article.
    pub article: Option<ArticleId>,
    /// At most so many.
    pub limit: usize,
}

/// Where to look.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Wanted {
    /// In all sentences.
    #[default]
    Passages,
    /// In quotations, by their speaker.
    Quotations {
        /// Words of the name, as they stand together.
        speaker: String,
    },
    /// In claims.
    Claims {
        /// Words of a name in them, as they stand together.
        name: String,
        /// A figure in them.
        figure: Option<Figure>,
    },
}

/// A figure, whatever its format.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    low: f64,
    high: f64,
    unit: Option<String>,
}

impl Figure {
    /// Reads a figure as an article would write it; `None` where there is none.
    pub fn parse(typed: &str) -> Option<Self> {
        // A sentence around it: figures are found in claims.
        let found = extract(Text::new(format!("The council counted {typed} there.")), &Reference::default());
        let quantity = found.claims.iter().find_map(|claim| claim.quantities.first())?;
        Some(Self { low: quantity.low, high: quantity.high, unit: quantity.unit.clone() })
    }
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// In which article.
    pub article: ArticleId,
    /// The sentence, quotation or claim.
    pub text: String,
    /// Who is said to say it.
    pub speaker: Option<String>,
    /// The sequence of the first revision with it, in order of observation.
    pub first: u64,
    /// Of the last.
    pub last: u64,
    /// Of the first one without it after that, if there is one.
    pub gone: Option<u64>,
    /// In how many it stands.
    pub n_revisions: u64,
}

impl Query {
    /// The layer it needs.
    pub fn layer(&self) -> Layer {
        match self.wanted {
            Wanted::Passages => Layer::Passages,
            Wanted::Quotations { .. } | Wanted::Claims { .. } => Layer::Items,
        }
    }
}

impl Derived<'_> {
    /// What matches, article by article, that whose rows were made last at the end, and of each in the order in which it stood there first;
    /// the layer must be up to date.
    pub fn search(&self, query: &Query) -> Result<Vec<Hit>, Error> {
        let (table, speaker, words) = match &query.wanted {
            Wanted::Passages => ("passages", "NULL", phrases(&query.words, None)),
            Wanted::Quotations { speaker } => {
                ("quotations", "t.speaker", joined(&[phrases(&query.words, Some("text")), phrase(speaker, "speaker")]))
            }
            Wanted::Claims { name, .. } => ("claims", "t.speaker", joined(&[phrases(&query.words, Some("text")), phrase(name, "names")])),
        };
        let mut values: Vec<Value> = Vec::new();
        let mut with = |value: Value| {
            values.push(value);
            values.len()
        };
        let mut conditions: Vec<String> = Vec::new();
        let is_by_words = !words.is_empty();
        if is_by_words {
            conditions.push(format!("{table}_words MATCH ?{}", with(Value::Text(words))));
        }
        if let Wanted::Claims { figure: Some(Figure { low, high, unit }), .. } = &query.wanted {
            let (low, high) = (with(Value::Real(*low)), with(Value::Real(*high)));
            let unit = unit.as_ref().map_or(String::new(), |unit| format!(" AND unit = ?{}", with(Value::Text(unit.clone()))));
            conditions.push(format!("t.id IN (SELECT claim FROM figures WHERE low = ?{low} AND high = ?{high}{unit})"));
        }
        // From the index to the rows, whatever SQLite thinks: it does not know how rare a word is.
        let (from, row) = if is_by_words {
            (format!("{table}_words CROSS JOIN {table} t ON t.id = {table}_words.rowid"), format!("{table}_words.rowid"))
        } else {
            (format!("{table} t"), "t.id".to_owned())
        };
        if let Some(article) = query.article {
            let n = with(Value::Integer(article.0));
            // All rows of an article are written together: the index is read from the first to the last of them and no further.
            let end = |of: &str| format!("(SELECT {of}(id) FROM {table} WHERE article = ?{n})");
            conditions.push(format!("t.article = ?{n} AND {row} BETWEEN {} AND {}", end("min"), end("max")));
        }
        // Words that only moved into another sentence have not disappeared, and a figure has not where other words of its claim changed.
        let thing = match &query.wanted {
            Wanted::Passages if is_by_words => "0",
            Wanted::Passages => "t.id",
            Wanted::Quotations { .. } | Wanted::Claims { .. } => "t.number",
        };
        let conditions = if conditions.is_empty() { "1".to_owned() } else { conditions.join(" AND ") };
        let sql = format!(
            "SELECT t.article, t.text, {speaker}, t.first, t.last, t.gone, t.n_revisions, {thing} FROM {from} WHERE {conditions} ORDER BY {row}"
        );
        self.hits(&sql, values, query).map_err(Error::of_derived)
    }

    /// The first hits. Rows come article by article, so that what still stands there is known when the next one begins.
    fn hits(&self, sql: &str, values: Vec<Value>, query: &Query) -> Result<Vec<Hit>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let (mut hits, mut gone, mut standing) = (Vec::new(), Vec::new(), FxHashSet::default());
        let mut article = None;
        while hits.len() < query.limit {
            let row = rows.next()?;
            let found = row.map(|row| Ok::<_, Error>((hit(row)?, row.get::<_, i64>(7)?))).transpose()?;
            let next = found.as_ref().map(|(hit, _)| hit.article);
            if next != article {
                hits.extend(gone.drain(..).filter(|(_, thing)| !standing.contains(thing)).map(|(hit, _)| hit));
                standing.clear();
                article = next;
            }
            match found {
                None => break,
                Some((hit, _)) if !query.is_removed => hits.push(hit),
                Some((hit, thing)) if hit.gone.is_some() => gone.push((hit, thing)),
                Some((_, thing)) => drop(standing.insert(thing)),
            }
        }
        hits.truncate(query.limit);
        Ok(hits)
    }
}

fn hit(row: &Row) -> rusqlite::Result<Hit> {
    Ok(Hit {
        article: ArticleId(row.get(0)?),
        text: row.get(1)?,
        speaker: row.get(2)?,
        first: row.get(3)?,
        last: row.get(4)?,
        gone: row.get(5)?,
        n_revisions: row.get(6)?,
    })
}

/// What was typed as a full-text query: every word a phrase of its own, what stands in quotation marks one phrase. Nothing that
/// was typed is an operator.
fn phrases(typed: &str, column: Option<&str>) -> String {
    let mut phrases: Vec<String> = Vec::new();
    for (k, part) in typed.split(['"', '“', '”']).enumerate() {
        // Inside the marks at every second part; a mark that is not closed closes at the end.
        if k % 2 == 1 {
            phrases.push(part.to_owned());
        } else {
            phrases.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    // A phrase without a letter or digit has no words, and matches nothing in the index.
    phrases.retain(|phrase| phrase.chars().any(char::is_alphanumeric));
    if phrases.is_empty() {
        return String::new();
    }
    let all: Vec<String> = phrases.iter().map(|phrase| format!("\"{phrase}\"")).collect();
    match column {
        None => all.join(" AND "),
        Some(column) => format!("{{{column}}} : ({})", all.join(" AND ")),
    }
}

/// What was typed as one phrase: “Anna Berg” is not Anna Holt and Jonas Berg.
fn phrase(typed: &str, column: &str) -> String {
    let words = typed.replace(['"', '“', '”'], " ");
    phrases(&format!("\"{words}\""), Some(column))
}

fn joined(queries: &[String]) -> String {
    let some: Vec<&str> = queries.iter().map(String::as_str).filter(|query| !query.is_empty()).collect();
    some.join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_an_operator() {
        assert_eq!(phrases("ferry fire", None), r#""ferry" AND "fire""#);
        assert_eq!(phrases("ferry “cannot sign” NOT", None), r#""ferry" AND "cannot sign" AND "NOT""#);
        assert_eq!(phrases("\"cannot sign", None), r#""cannot sign""#);
        assert_eq!(phrases("* ( ^ -", None), "");
        assert_eq!(phrases("Anna Berg", Some("text")), r#"{text} : ("Anna" AND "Berg")"#);
        assert_eq!(phrase("Anna “Berg”", "speaker"), r#"{speaker} : ("Anna  Berg ")"#);
        assert_eq!(phrase(" ", "speaker"), "");
        assert_eq!(joined(&["a".into(), String::new(), "b".into()]), "a AND b");
    }

    #[test]
    fn figures_are_values() {
        let figure = Figure::parse("$90 billion").expect("a figure");
        assert_eq!((figure.low, figure.unit.as_deref()), (9e10, Some("USD")));
        assert_eq!(Figure::parse("$90bn"), Some(figure));
        assert_eq!(Figure::parse("12 percent").map(|f| f.low), Some(12.0));
        assert_eq!(Figure::parse("nobody"), None);
    }
}

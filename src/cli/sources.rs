//! Sources as typed → articles and revisions, with their warnings said.
//!
//! A path comes first, then a folder below the store, then an article that was added to the store.

use super::exit::WrongUse;
use super::out;
use super::settings::Settings;
pub(super) use crate::ingest::stored_revision;
use crate::ingest::{self, Article, Place, Source, Stamp, Warning};
#[cfg(feature = "html")]
use crate::ingest::{html::Hint, observed};
use crate::report::json::PageFields;
use crate::revision::{GivenTime, Revision, Sighting};
use crate::store::{self, ArticleId, CheckOutcome, DATABASE, Sqlite, Store};
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::Path;

/// What a source names, not yet read.
enum Found {
    /// A file, standard input or a folder.
    Place(Source),
    /// An article of the store, and what stands behind the `@`.
    Stored { store: Box<Sqlite>, article: ArticleId, slug: String, revision: Option<String> },
}

impl Found {
    fn revision(&self) -> Option<&str> {
        match self {
            Self::Place(source) => source.revision.as_deref(),
            Self::Stored { revision, .. } => revision.as_deref(),
        }
    }

    fn is_article(&self) -> bool {
        matches!(self, Self::Stored { .. } | Self::Place(Source { place: Place::Folder(_), .. }))
    }

    fn is_stdin(&self) -> bool {
        matches!(self, Self::Place(Source { place: Place::Stdin, .. }))
    }

    /// Whether both name revisions of one article, or one file.
    fn is_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Place(one), Self::Place(other)) => one.place == other.place,
            (Self::Stored { article: one, .. }, Self::Stored { article: other, .. }) => one == other,
            _ => false,
        }
    }
}

/// Finds what `typed` names.
fn find(typed: &str, settings: &Settings) -> anyhow::Result<Found> {
    let error = match Source::find(typed, &settings.store) {
        Ok(source) => return Ok(Found::Place(source)),
        Err(error @ ingest::Error::NotFound { .. }) => error,
        Err(error) => return Err(error.into()),
    };
    let store = match Sqlite::open(&settings.store) {
        Err(store::Error::NotThere { .. }) => return Err(error.into()),
        opened => Box::new(opened?),
    };
    match named(&*store, typed)? {
        Some((article, revision)) => {
            Ok(Found::Stored { store, article: article.id, slug: article.slug, revision: revision.map(str::to_owned) })
        }
        None => Err(with_stored(error, &store, &settings.store)?),
    }
}

/// The article of a store that `typed` names, whole or before its last `@`, and what stands behind that.
fn named<'t>(store: &impl Store, typed: &'t str) -> anyhow::Result<Option<(store::Article, Option<&'t str>)>> {
    if let Some(article) = one(store, typed)? {
        return Ok(Some((article, None)));
    }
    let Some((name, revision)) = typed.rsplit_once('@') else { return Ok(None) };
    Ok(one(store, name)?.map(|article| (article, Some(revision))))
}

/// The one article of a store that a name means, if there is any; several are an error that lists them. An address that
/// nobody gave so may still be that of an article: then it is looked for by what all addresses of the article share.
pub(super) fn one(store: &impl Store, name: &str) -> anyhow::Result<Option<store::Article>> {
    let mut found = store.find(name)?;
    #[cfg(feature = "html")]
    if found.is_empty()
        && let Some(canonical) = ingest::url::canonical(name)
    {
        found = store.find_exactly(&canonical)?;
    }
    if found.len() > 1 {
        let several = list(&found, |a| format!("“{}” ({}, {})", a.slug, a.key, a.name));
        return Err(WrongUse(format!("“{name}” could be several articles of the store: {several}")).into());
    }
    Ok(found.pop())
}

/// At most this many articles in one message.
const MAX_SHOWN: usize = 12;

/// The first of some articles, and how many more there are.
fn list<A>(articles: &[A], show: impl Fn(&A) -> String) -> String {
    let shown: Vec<String> = articles.iter().take(MAX_SHOWN).map(show).collect();
    let more = articles.len().saturating_sub(MAX_SHOWN);
    if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") }
}

/// The error that nothing is called so, with what is in the store.
fn with_stored(error: ingest::Error, store: &Sqlite, folder: &Path) -> anyhow::Result<anyhow::Error> {
    let ingest::Error::NotFound { source_name, mut looked_in, mut articles } = error else { return Ok(error.into()) };
    looked_in.push(folder.join(DATABASE).display().to_string());
    articles.extend(store.slugs()?);
    Ok(ingest::Error::NotFound { source_name, looked_in, articles }.into())
}

/// Reads one source. `at` is when it was seen, for a file or standard input.
pub(super) fn read(typed: &str, at: Option<Stamp>, settings: &Settings) -> anyhow::Result<Article> {
    let found = find(typed, settings)?;
    read_found(&found, at, settings)
}

/// Reads one source and says which of its revisions is meant: the one asked for, or else the last.
pub(super) fn read_one(typed: &str, at: Option<Stamp>, settings: &Settings) -> anyhow::Result<(Article, usize)> {
    let article = read(typed, at, settings)?;
    let chosen = chosen_or_last(&article);
    Ok((article, chosen))
}

/// One revision, out of its article.
pub(super) struct One {
    /// What the article is called.
    pub article: String,
    pub revision: Revision,
    /// What the page says that it was found on, if it was given as one.
    pub page: Option<PageFields>,
}

/// Reads one source for the sake of one revision. What is odd about a page stands among its fields, and is not said as well.
pub(super) fn read_alone(typed: &str, at: Option<Stamp>, settings: &Settings) -> anyhow::Result<One> {
    let found = find(typed, settings)?;
    #[cfg(feature = "html")]
    if let Found::Place(source) = &found
        && source.revision.is_none()
        && let Some((name, bytes)) = source.bytes()?
    {
        let (read, page) = if !ingest::is_captures(&bytes) && ingest::is_page(&name, &bytes).map_err(|why| why.of(&name))? {
            let page = observed::read_page(&bytes, &Hint::default()).map_err(|why| why.of(&name))?;
            let seen = observed::on_page(&page).map_err(|why| why.of(&name))?;
            (seen.revision(&name, settings.zone).value, Some(super::page::fields(&page)))
        } else {
            let read = ingest::revision(&name, bytes, settings.zone)?;
            read.warnings.iter().for_each(warn);
            (read.value, None)
        };
        let mut article = with_time(Article::of_one(read), &found, at, settings)?;
        return Ok(One { article: name, revision: article.revisions.swap_remove(0), page });
    }
    let mut article = read_found(&found, at, settings)?;
    let chosen = chosen_or_last(&article);
    Ok(One { revision: article.revisions.swap_remove(chosen), article: article.name, page: None })
}

/// Reads an article whole; one of its revisions cannot be asked for.
pub(super) fn read_all(typed: &str, settings: &Settings) -> anyhow::Result<Article> {
    let found = find(typed, settings)?;
    if let Some(revision) = found.revision() {
        return Err(WrongUse(format!("this shows every revision: leave out “@{revision}”")).into());
    }
    read_found(&found, None, settings)
}

/// Every article there is, as it can be typed: folders below the store, then what was added to it.
pub(super) fn all(settings: &Settings) -> anyhow::Result<Vec<String>> {
    let mut names: Vec<String> = ingest::articles_below(&settings.store).into_iter().map(|path| path.display().to_string()).collect();
    if settings.store.join(DATABASE).is_file() {
        names.extend(Sqlite::open(&settings.store)?.articles()?.into_iter().map(|overview| overview.article.key));
    }
    if names.is_empty() {
        let store = settings.store.display();
        return Err(WrongUse(format!("there is no article in “{store}”: name a folder of articles with --store, or add some")).into());
    }
    Ok(names)
}

/// Two revisions to compare.
pub(super) enum Pair {
    /// Two of the same article, by index.
    Same(Article, usize, usize),
    /// Each from its own place.
    Two(Article, usize, Article, usize),
}

/// Reads two sources, each with its time, in one go where they are revisions of one article.
pub(super) fn read_pair(typed: [&str; 2], at: [Option<Stamp>; 2], settings: &Settings) -> anyhow::Result<Pair> {
    let before = find(typed[0], settings)?;
    let after = find(typed[1], settings)?;
    if before.is_stdin() && after.is_stdin() {
        return Err(WrongUse("standard input can be read only once: name a file for one of the two".to_owned()).into());
    }
    if before.is_article() && before.is_of(&after) && at == [None, None] {
        let first = read_found(&before, None, settings)?;
        let second = if after.revision() == before.revision() { first.clone() } else { read_quietly(&after, None, settings)? };
        let (k, j) = (chosen_or_last(&first), chosen_or_last(&second));
        return Ok(Pair::Same(first, k, j));
    }
    let earlier = read_found(&before, at[0], settings)?;
    let later = if before.is_of(&after) { read_quietly(&after, at[1], settings)? } else { read_found(&after, at[1], settings)? };
    let (k, j) = (chosen_or_last(&earlier), chosen_or_last(&later));
    Ok(Pair::Two(earlier, k, later, j))
}

fn chosen_or_last(article: &Article) -> usize {
    article.chosen.unwrap_or(article.revisions.len().saturating_sub(1))
}

fn read_found(found: &Found, at: Option<Stamp>, settings: &Settings) -> anyhow::Result<Article> {
    let (article, warnings) = read_place(found, settings)?;
    warnings.iter().for_each(warn);
    with_time(article, found, at, settings)
}

/// Reads what was read before, so that its warnings have been said.
fn read_quietly(found: &Found, at: Option<Stamp>, settings: &Settings) -> anyhow::Result<Article> {
    with_time(read_place(found, settings)?.0, found, at, settings)
}

fn read_place(found: &Found, settings: &Settings) -> anyhow::Result<(Article, Vec<Warning>)> {
    match found {
        Found::Place(source) => {
            let read = source.read(settings.zone)?;
            Ok((read.value, read.warnings))
        }
        Found::Stored { store, article, slug, revision } => {
            let revisions = history(&**store, *article)?;
            let chosen = revision.as_deref().map(|typed| ingest::choose(slug, &revisions, typed, settings.zone)).transpose()?;
            Ok((Article { name: slug.clone(), revisions, chosen }, Vec::new()))
        }
    }
}

/// The revisions of an article in the store, with the looks that found each of them again.
pub(super) fn history(store: &impl Store, article: ArticleId) -> anyhow::Result<Vec<Revision>> {
    let mut again: HashMap<u64, Vec<Sighting>> = HashMap::new();
    for check in store.checks(article)? {
        if let CheckOutcome::Unchanged(sequence) = check.outcome {
            let modified = check.reason.as_deref().and_then(modified_in);
            again.entry(sequence).or_default().push(Sighting { at: check.checked_at, modified });
        }
    }
    let revision = |(stored, text): (store::Stored, String)| {
        let seen_again = again.remove(&stored.sequence).unwrap_or_default();
        Revision { seen_again, ..stored_revision(&stored, text) }
    };
    Ok(store.history(article)?.into_iter().map(revision).collect())
}

/// The publisher's new time of modification, out of what a look noted beside an unchanged text.
fn modified_in(reason: &str) -> Option<GivenTime> {
    let told = reason.split("; ").find_map(|part| part.strip_prefix("date_modified: "))?;
    Stamp::parse(told.split_once(" → ")?.1).map(|stamp| stamp.given())
}

/// Gives a file or standard input the time it was seen at. Dates are then measured from that, whatever a page says.
fn with_time(mut article: Article, found: &Found, at: Option<Stamp>, settings: &Settings) -> anyhow::Result<Article> {
    let Some(at) = at else { return Ok(article) };
    if found.is_article() {
        let name = article.name;
        return Err(WrongUse(format!("the revisions of “{name}” have their times: a time is for a file or standard input")).into());
    }
    for revision in &mut article.revisions {
        (revision.observed_at, revision.published) = (Some(at.instant(settings.zone)), None);
    }
    Ok(article)
}

/// An article of the store, its revisions in order of time, and what was typed behind the `@`.
struct History<'t> {
    article: store::Article,
    stored: Vec<store::Stored>,
    revisions: Vec<Revision>,
    typed: Option<&'t str>,
}

/// The article of the store that `typed` names.
fn stored_history<'t>(store: &Sqlite, typed: &'t str, settings: &Settings) -> anyhow::Result<History<'t>> {
    let Some((article, revision)) = named(store, typed)? else {
        let there = list(&store.slugs()?, |slug| format!("“{slug}”"));
        let add = Source::find(typed, &settings.store).is_ok();
        let add = if add { "; what is not in it yet, writethru add records" } else { "" };
        return Err(WrongUse(format!("the store has no article “{typed}” (there are {there}){add}")).into());
    };
    let told = |(stored, text): (store::Stored, String)| {
        let revision = stored_revision(&stored, text);
        (stored, revision)
    };
    let (stored, revisions) = store.history(article.id)?.into_iter().map(told).unzip();
    Ok(History { article, stored, revisions, typed: revision })
}

/// The revision of the store that `typed` names, the last one of an article alone; with its number, from 1.
pub(super) fn stored_one(store: &Sqlite, typed: &str, settings: &Settings) -> anyhow::Result<(store::Article, store::Stored, u64)> {
    let History { article, mut stored, revisions, typed } = stored_history(store, typed, settings)?;
    let chosen = match typed {
        None => revisions.len().saturating_sub(1),
        Some(typed) => ingest::choose(&article.slug, &revisions, typed, settings.zone)?,
    };
    Ok((article, stored.swap_remove(chosen), chosen as u64 + 1))
}

/// The revisions of the store that `typed` names, as indices in order of time: `storm@2..4`, `storm@2..`, `storm@..4`, `storm@3`, `storm`.
pub(super) fn stored_range(store: &Sqlite, typed: &str, settings: &Settings) -> anyhow::Result<(store::Article, RangeInclusive<usize>)> {
    let History { article, revisions, typed: behind, .. } = stored_history(store, typed, settings)?;
    let last = revisions.len().saturating_sub(1);
    let at = |typed: &str, otherwise: usize| match typed {
        "" => Ok(otherwise),
        typed => ingest::choose(&article.slug, &revisions, typed, settings.zone),
    };
    let range = match behind.map(|typed| (typed, typed.split_once(".."))) {
        None => 0..=last,
        Some((_, Some((from, to)))) => at(from, 0)?..=at(to, last)?,
        Some((typed, None)) => {
            let one = ingest::choose(&article.slug, &revisions, typed, settings.zone)?;
            one..=one
        }
    };
    if range.is_empty() {
        let what = format!("“{typed}” ends before it begins: revision {} is later than {}", range.start() + 1, range.end() + 1);
        return Err(WrongUse(what).into());
    }
    Ok((article, range))
}

/// Says what was odd about something that was read all the same.
pub(super) fn warn(warning: &Warning) {
    out::complain("warning", &warning.to_string());
}

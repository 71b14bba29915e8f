//! Sources as typed → articles and revisions, with their warnings said.

use super::exit::WrongUse;
use super::out;
use super::settings::Settings;
use crate::ingest::{Article, Place, Source, Stamp, Warning};

/// Reads one source. `at` is when it was seen, for a file or standard input.
pub(super) fn read(typed: &str, at: Option<Stamp>, settings: &Settings) -> anyhow::Result<Article> {
    let source = Source::find(typed, &settings.store)?;
    read_found(&source, at, settings)
}

/// Reads one source and says which of its revisions is meant: the one asked for, or else the last.
pub(super) fn read_one(typed: &str, at: Option<Stamp>, settings: &Settings) -> anyhow::Result<(Article, usize)> {
    let article = read(typed, at, settings)?;
    let chosen = chosen_or_last(&article);
    Ok((article, chosen))
}

/// Reads an article whole; one of its revisions cannot be asked for.
pub(super) fn read_all(typed: &str, settings: &Settings) -> anyhow::Result<Article> {
    let source = Source::find(typed, &settings.store)?;
    if let Some(revision) = &source.revision {
        return Err(WrongUse(format!("this shows every revision: leave out “@{revision}”")).into());
    }
    read_found(&source, None, settings)
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
    let before = Source::find(typed[0], &settings.store)?;
    let after = Source::find(typed[1], &settings.store)?;
    if before.place == Place::Stdin && after.place == Place::Stdin {
        return Err(WrongUse("standard input can be read only once: name a file for one of the two".to_owned()).into());
    }
    let is_article = matches!(before.place, Place::Folder(_));
    if is_article && before.place == after.place && at == [None, None] {
        let first = read_found(&before, None, settings)?;
        let second = if after.revision == before.revision { first.clone() } else { read_quietly(&after, None, settings)? };
        let (k, j) = (chosen_or_last(&first), chosen_or_last(&second));
        return Ok(Pair::Same(first, k, j));
    }
    let earlier = read_found(&before, at[0], settings)?;
    let later = if before.place == after.place { read_quietly(&after, at[1], settings)? } else { read_found(&after, at[1], settings)? };
    let (k, j) = (chosen_or_last(&earlier), chosen_or_last(&later));
    Ok(Pair::Two(earlier, k, later, j))
}

fn chosen_or_last(article: &Article) -> usize {
    article.chosen.unwrap_or(article.revisions.len().saturating_sub(1))
}

fn read_found(source: &Source, at: Option<Stamp>, settings: &Settings) -> anyhow::Result<Article> {
    let read = source.read(settings.zone)?;
    read.warnings.iter().for_each(warn);
    with_time(read.value, source, at, settings)
}

/// Reads what was read before, so that its warnings have been said.
fn read_quietly(source: &Source, at: Option<Stamp>, settings: &Settings) -> anyhow::Result<Article> {
    with_time(source.read(settings.zone)?.value, source, at, settings)
}

/// Gives a file or standard input the time it was seen at.
fn with_time(mut article: Article, source: &Source, at: Option<Stamp>, settings: &Settings) -> anyhow::Result<Article> {
    let Some(at) = at else { return Ok(article) };
    if matches!(source.place, Place::Folder(_)) {
        let name = article.name;
        return Err(WrongUse(format!("the revisions of “{name}” have their times: a time is for a file or standard input")).into());
    }
    article.revisions[0].observed_at = Some(at.instant(settings.zone));
    Ok(article)
}

fn warn(warning: &Warning) {
    out::complain("warning", &warning.to_string());
}

//! `writethru search`: words, speakers, names and figures over all revisions of all articles.

use super::args::Search;
use super::exit::{self, WrongUse};
use super::out::{self, Out};
use super::progress::Progress;
use super::render;
use super::settings::Settings;
use super::sources::one;
use crate::report::found::{Found, Hit, Place};
use crate::report::{json, pages};
use crate::store::{self, Answer, ArticleId, Figure, Query, Sqlite, Store, Stored, Unread, Wanted};
use anyhow::Context;
use std::collections::HashMap;

pub(super) fn run(args: &Search, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let words = args.words.join(" ");
    let wanted = wanted(args)?;
    if !words.chars().any(char::is_alphanumeric) && wanted == Wanted::Passages {
        return Err(WrongUse("name words, or give --speaker, --name or --figure".to_owned()).into());
    }
    let store = Sqlite::open(&settings.store)?;
    let article = args.article.as_deref().map(|typed| article(&store, typed)).transpose()?;
    let limit = usize::try_from(args.limit).unwrap_or(usize::MAX);
    // One more than is shown says whether there is more.
    let query = Query { words: words.clone(), wanted, is_removed: args.removed, article, limit: limit.saturating_add(1) };
    let mut progress = Progress::begin("articles");
    let answer = store::search(&store, &query, &mut |done, all| progress.reached_of(done, all));
    progress.end();
    let Answer { mut hits, unread } = answer?;
    let is_cut = hits.len() > limit;
    hits.truncate(limit);
    let mut articles = HashMap::new();
    let is_quotation = matches!(query.wanted, Wanted::Quotations { .. });
    let hits = hits.into_iter().map(|hit| told(&store, &mut articles, hit, is_quotation)).collect::<anyhow::Result<_>>()?;
    let found = Found { asked: asked(args, &words), hits, is_cut };
    render::page(|| json::found(&found), || pages::found(&found), settings, out)?;
    out.flush()?;
    for Unread { article, what } in &unread {
        let slug = store.article(*article)?.slug;
        out::complain("warning", &format!("“{slug}” was not looked through: {what}; `writethru verify --read-data` says more"));
    }
    Ok(if unread.is_empty() { exit::DONE } else { exit::STORE_DAMAGED })
}

fn wanted(args: &Search) -> anyhow::Result<Wanted> {
    if let Some(speaker) = &args.speaker {
        return Ok(Wanted::Quotations { speaker: speaker.clone() });
    }
    if args.name.is_none() && args.figure.is_none() {
        return Ok(Wanted::Passages);
    }
    let figure = |typed: &String| {
        Figure::parse(typed).ok_or_else(|| {
            WrongUse(format!("“{typed}” is no figure: give one such as 12, 4.5% or $90 billion; a year or date is searched by its words"))
        })
    };
    let figure = args.figure.as_ref().map(figure).transpose()?;
    Ok(Wanted::Claims { name: args.name.clone().unwrap_or_default(), figure })
}

fn article(store: &Sqlite, typed: &str) -> anyhow::Result<ArticleId> {
    let found = one(store, typed)?;
    found.map(|article| article.id).ok_or_else(|| WrongUse(format!("no article of the store is called “{typed}”")).into())
}

/// What was looked for, in words.
fn asked(args: &Search, words: &str) -> String {
    let quoted = |words: &str| format!("“{words}”");
    let mut asked = Vec::new();
    if let Some(speaker) = &args.speaker {
        asked.push(format!("quotations by {}", quoted(speaker)));
    } else if args.name.is_some() || args.figure.is_some() {
        asked.push("claims".to_owned());
    }
    asked.extend(args.name.iter().map(|name| format!("that name {}", quoted(name))));
    asked.extend(args.figure.iter().map(|figure| format!("with the figure {}", quoted(figure))));
    if !words.is_empty() {
        asked.push(if asked.is_empty() { quoted(words) } else { format!("with {}", quoted(words)) });
    }
    if args.removed {
        asked.push("not there any more".to_owned());
    }
    asked.join(", ")
}

/// A hit with the numbers and times of its revisions.
fn told(
    store: &Sqlite,
    articles: &mut HashMap<ArticleId, (String, Vec<Stored>)>,
    hit: store::Hit,
    is_quotation: bool,
) -> anyhow::Result<Hit> {
    let (slug, revisions) = match articles.entry(hit.article) {
        std::collections::hash_map::Entry::Occupied(there) => there.into_mut(),
        std::collections::hash_map::Entry::Vacant(free) => free.insert((store.article(hit.article)?.slug, store.revisions(hit.article)?)),
    };
    let place = |sequence: u64| {
        let k = revisions.iter().position(|stored| stored.sequence == sequence).context("the derived tables know another record")?;
        Ok::<Place, anyhow::Error>(Place { revision: k + 1, observed_at: revisions[k].observed_at })
    };
    Ok(Hit {
        article: slug.clone(),
        text: hit.text,
        is_quotation,
        speaker: hit.speaker,
        first: place(hit.first)?,
        last: place(hit.last)?,
        gone: hit.gone.map(place).transpose()?,
        n_revisions: hit.n_revisions,
        of: revisions.len() as u64,
    })
}

//! `writethru articles`: what is in the store.

use super::args::Articles;
use super::exit;
use super::out::Out;
use super::render;
use super::settings::Settings;
use crate::report::articles::{Address, Article};
use crate::report::{json, pages};
use crate::store::{Sqlite, Store};

pub(super) fn run(args: &Articles, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let store = Sqlite::open(&settings.store)?;
    let mut articles = Vec::new();
    for overview in store.articles()? {
        let addresses = if args.urls { store.addresses(overview.article.id)? } else { Vec::new() };
        articles.push(Article {
            slug: overview.article.slug,
            key: overview.article.key,
            name: overview.article.name,
            n_revisions: overview.n_revisions,
            first_observed: overview.first_observed,
            last_observed: overview.last_observed,
            last_checked: overview.last_checked,
            addresses: addresses
                .into_iter()
                .map(|a| Address { url: a.url, role: a.role.name(), first_seen: a.first_seen, last_seen: a.last_seen })
                .collect(),
        });
    }
    let store = settings.store.display().to_string();
    render::page(|| json::articles(&articles), || pages::articles(&store, &articles), settings, out)?;
    Ok(exit::DONE)
}

//! The list of a store's articles.

use crate::report::articles::Article;
use crate::report::page::{Label, Line, Marker, Page};
use crate::report::prose;

/// The page of all articles.
pub fn articles(store: &str, articles: &[Article]) -> Page {
    let mut page = Page::default();
    page.title(store);
    let n_revisions = articles.iter().map(|a| a.n_revisions).sum::<u64>();
    let n_revisions = prose::count(usize::try_from(n_revisions).unwrap_or(usize::MAX), "revision");
    page.about(Label::Dim, &format!("{}, {n_revisions}", prose::count(articles.len(), "article")));
    for article in articles {
        page.item(Marker::Point, lines(article));
    }
    page
}

fn lines(article: &Article) -> Vec<Line> {
    let n = prose::count(usize::try_from(article.n_revisions).unwrap_or(usize::MAX), "revision");
    let when = if article.n_revisions == 1 {
        prose::moment(article.first_observed)
    } else {
        prose::interval(article.first_observed, article.last_observed)
    };
    let checked = article.last_checked.map(|at| format!("; unchanged when last looked at, {}", prose::moment(at))).unwrap_or_default();
    let mut lines = vec![
        Line::of(Label::Strong, &article.slug).with(Label::Dim, &format!(" {}", article.key)),
        Line::of(Label::Plain, &format!("{n}: {when}{checked}")),
    ];
    if article.name != article.slug {
        lines.push(Line::of(Label::Dim, &article.name));
    }
    for address in &article.addresses {
        let when = if address.first_seen == address.last_seen {
            prose::moment(address.first_seen)
        } else {
            prose::interval(address.first_seen, address.last_seen)
        };
        lines.push(Line::of(Label::Plain, &format!("{}: {} ", address.role, address.url)).with(Label::Dim, &when));
    }
    lines
}

//! Pages that are not the article: errors, questions about cookies, riddles, refusals, stubs, nothing.
//!
//! The words are `lexicon/not_article.tsv`. They count only on pages with little text: an article may be about a court that
//! said “access denied”.

use super::outline::Outline;
use super::page::{Metadata, NotTheArticle, PageKind};
use std::sync::LazyLock;

/// A page with more words of running text is an article, whatever it is called.
const MAX_WORDS: usize = 120;
/// A page that says it is not free and has fewer words than this is the beginning of an article.
const MAX_STUB_WORDS: usize = 150;
/// Fewer words than these are none.
const MIN_WORDS: usize = 8;

struct Row {
    words: &'static str,
    kind: NotTheArticle,
    /// In the title or headline only.
    titled: bool,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let kinds = [
        NotTheArticle::Error,
        NotTheArticle::Consent,
        NotTheArticle::Captcha,
        NotTheArticle::PaywallStub,
        NotTheArticle::BotBlock,
        NotTheArticle::Empty,
    ];
    let rows = include_str!("lexicon/not_article.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|line| {
        let mut columns = line.split('\t');
        let (words, kind, place) = (columns.next()?, columns.next()?, columns.next()?);
        Some(Row { words, kind: kinds.into_iter().find(|k| k.name() == kind)?, titled: place == "title" })
    })
    .collect()
});

/// What kind of page it is. `body` is the running text that was found, `n_words` its words.
pub(super) fn kind(outline: &Outline, meta: &Metadata, body: &str, n_words: usize, clean_words: usize) -> PageKind {
    if n_words > MAX_STUB_WORDS {
        return PageKind::Article;
    }
    if outline.blocks.is_empty() || clean_words == 0 {
        return PageKind::NotTheArticle(NotTheArticle::Empty, "it has no text".to_owned());
    }
    if n_words <= MAX_WORDS {
        let title = format!("{} ⏐ {}", outline.title, meta.headline.as_deref().unwrap_or_default()).to_lowercase();
        let all: String = outline.blocks.iter().map(|b| b.text.to_lowercase()).take(400).collect::<Vec<_>>().join(" ⏐ ");
        let seen: String = all.chars().take(20_000).collect();
        let found = |row: &&Row| holds(&title, row.words) || !row.titled && holds(&seen, row.words);
        if let Some(row) = ROWS.iter().find(found) {
            return PageKind::NotTheArticle(row.kind, format!("it says “{}” and holds {n_words} words of running text", row.words));
        }
    }
    if meta.is_free == Some(false) {
        return PageKind::NotTheArticle(NotTheArticle::PaywallStub, format!("it says it is not free and holds {n_words} words"));
    }
    if body.split_whitespace().count() < MIN_WORDS {
        return PageKind::NotTheArticle(NotTheArticle::Empty, format!("it holds {n_words} words of running text"));
    }
    PageKind::Article
}

/// Whether a text holds some words as whole words.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before && text[at + words.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    })
}

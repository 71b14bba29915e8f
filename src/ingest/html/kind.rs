//! Pages that are not the article: errors, questions about cookies, riddles, refusals, stubs, nothing.
//!
//! The words are `lexicon/not_article.tsv`. They count only on pages with little text: an article may be about a court that
//! said “access denied”. And they count only where they can be meant: the first words of breaking news stand below a question
//! about cookies and the paper's “Already a subscriber? Log in” like every other article.

use super::choose::Choice;
use super::compose::Body;
use super::metadata::without_site;
use super::outline::{Block, Outline};
use super::page::{Metadata, NotTheArticle, PageKind};
use super::parts::Part;
use std::sync::LazyLock;

/// A page with more words of running text is an article, whatever it is called.
const MAX_WORDS: usize = 120;
/// A page that says it is not free and has fewer words than this may be the beginning of an article.
const MAX_STUB_WORDS: usize = 150;
/// … and one with fewer than this is.
const MIN_FREE_WORDS: usize = 40;
/// Fewer words than these are none.
const MIN_WORDS: usize = 8;
/// Blocks and characters that are searched for words.
const MAX_SEEN: (usize, usize) = (400, 20_000);

/// Where the words of a row count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// They are the whole title or headline.
    Title,
    /// They stand in the title, the headline or the text.
    Any,
}

struct Row {
    words: &'static str,
    kind: NotTheArticle,
    place: Place,
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
        let place = if place == "title" { Place::Title } else { Place::Any };
        Some(Row { words, kind: kinds.into_iter().find(|k| k.name() == kind)?, place })
    })
    .collect()
});

/// What kind of page it is, by what was chosen of it.
pub(super) fn kind(outline: &Outline, meta: &Metadata, choices: &[Choice], body: &Body) -> PageKind {
    let not = |kind, reason| PageKind::NotTheArticle(kind, reason);
    let n_words = body.n_words;
    if outline.blocks.is_empty() {
        return not(NotTheArticle::Empty, "it has no text".to_owned());
    }
    if n_words > MAX_STUB_WORDS {
        return PageKind::Article;
    }
    let said = Said::of(outline, meta, choices);
    let of_length = |row: &&Row| n_words <= MAX_WORDS || row.kind == NotTheArticle::PaywallStub && may_be_stub(meta, body);
    if let Some(row) = ROWS.iter().filter(of_length).find(|row| said.holds(row)) {
        return not(row.kind, format!("it says “{}” and holds {n_words} words of running text", row.words));
    }
    if may_be_stub(meta, body) && (n_words < MIN_FREE_WORDS || breaks_off(&body.text)) {
        return not(NotTheArticle::PaywallStub, format!("it says it is not free and holds {n_words} words"));
    }
    if n_words < MIN_WORDS {
        return not(NotTheArticle::Empty, format!("it holds {n_words} words of running text"));
    }
    PageKind::Article
}

/// Whether what was found may be the first lines of an article for subscribers.
pub(super) fn may_be_stub(meta: &Metadata, body: &Body) -> bool {
    meta.is_free == Some(false) && body.n_words <= MAX_STUB_WORDS
}

/// Whether a text ends within a sentence: “The operator said that …”.
fn breaks_off(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', '»']);
    end.ends_with(['…', ',']) || end.ends_with("...") || !end.ends_with(|c: char| c.is_ascii_punctuation() || c == '。')
}

/// What a page says, by where its words count.
struct Said {
    titles: [String; 2],
    /// All but what is known to be about the site and its readers.
    seen: String,
    /// … from the first word of the article on: an offer to subscribe above it is about the site.
    behind: String,
    /// What was chosen: a question about cookies beside an article is not the article.
    chosen: String,
}

impl Said {
    fn of(outline: &Outline, meta: &Metadata, choices: &[Choice]) -> Self {
        let is_chosen = |k: &usize| choices[*k] != Choice::Left;
        let first = (0..choices.len()).find(is_chosen);
        let blocks = &outline.blocks;
        // Where nothing was chosen, everything may be what the page is about.
        let counts = |block: &Block| first.is_none() || !outline.stands_in(block, &[Part::Consent, Part::Nav, Part::Footer]);
        let joined = |of: &mut dyn Iterator<Item = usize>| -> String {
            let lower = of.map(|k| blocks[k].text.to_lowercase()).take(MAX_SEEN.0).collect::<Vec<_>>().join(" ⏐ ");
            lower.chars().take(MAX_SEEN.1).collect()
        };
        let counted = |from: usize| (from..blocks.len()).filter(|&k| is_chosen(&k) || counts(&blocks[k]));
        let titles = [outline.title.as_str(), meta.headline.as_deref().unwrap_or_default()].map(str::to_lowercase);
        let seen = joined(&mut counted(0));
        let (behind, chosen) = match first {
            Some(first) => (joined(&mut counted(first)), joined(&mut (0..blocks.len()).filter(is_chosen))),
            None => (seen.clone(), seen.clone()),
        };
        Self { titles, seen, behind, chosen }
    }

    fn holds(&self, row: &Row) -> bool {
        let text = match row.kind {
            NotTheArticle::PaywallStub => &self.behind,
            NotTheArticle::Consent => &self.chosen,
            _ => &self.seen,
        };
        match row.place {
            Place::Title => self.titles.iter().any(|title| is_whole(title, row.words)),
            Place::Any => self.titles.iter().any(|title| holds(title, row.words)) || holds(text, row.words),
        }
    }
}

/// Whether a title is these words and nothing else but the site's name: “Just a moment…”, “Forbidden | The Varn Courier”.
fn is_whole(title: &str, words: &str) -> bool {
    let bare = |title: &str| title.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    bare(title) == words || bare(&without_site(title, 1)) == words
}

/// Whether a text holds some words as whole words.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before && text[at + words.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    })
}

//! What the head of a page, its data and its mark-up say of the article, the most trustworthy first.

use super::authors::authors;
use super::data::{Data, Words};
use super::limits::MAX_HEADLINE_CHARS;
use super::outline::{Block, Outline, Shape};
use super::page::{Metadata, PageTime};
use super::parts::Part;
use crate::ingest::url;

/// With fewer words in front of it, what stands behind a dash may be part of the title.
const MIN_TITLE_WORDS: usize = 3;

/// Gathers the metadata. `address` is where the page was found.
pub(super) fn metadata(outline: &Outline, data: Data, address: Option<&str>) -> Metadata {
    let meta = |what: &'static str| outline.metas_of(what).next().map(str::to_owned);
    let link = |rel: &str| outline.links.iter().find(|(r, ..)| r.split(' ').any(|r| r == rel)).map(|(_, href, _)| href.as_str());
    // `<base href="/">` is on the site that the page was found on.
    let base = outline.base.as_deref().and_then(|base| url::resolve(address, base));
    let base = base.as_deref().or(address);
    let own = [link("canonical"), data.url.as_deref()].into_iter().flatten().chain(outline.metas_of("address"));
    let canonical_url = own.filter_map(|own| url::resolve(base, own)).find_map(|own| url::claimed(address, &own));
    let alternates =
        outline.links.iter().filter(|(rel, _, more)| rel.contains("amphtml") || rel.contains("alternate") && more.contains("media="));
    let mut alternate_urls: Vec<String> = alternates.filter_map(|(_, href, _)| url::resolve(base, href)).collect();
    alternate_urls.dedup();
    Metadata {
        headline: headline(outline, &data, outline.metas_of("headline").next().unwrap_or_default()),
        alternative_headline: data.alternative_headline.clone().or_else(|| standfirst(outline)),
        authors: authors(outline, &data),
        section: data.section.or_else(|| meta("section")),
        date_published: time(data.published, outline, "published"),
        date_modified: time(data.modified, outline, "modified"),
        correction: data.correction,
        is_free: data.is_free,
        language: outline.language.clone(),
        canonical_url: canonical_url.or_else(|| address.and_then(url::canonical)),
        alternate_urls,
    }
}

/// The headline as the page shows it, where it can be told; else as the page's data give it.
fn headline(outline: &Outline, data: &Data, og: &str) -> Option<String> {
    let said = [data.headline.as_deref().unwrap_or_default(), og, &outline.title].map(Words::of);
    let shown = |b: &&Block| {
        matches!(b.shape, Shape::Heading(1 | 2))
            || outline.stands_in(b, &[Part::Headline]) && matches!(b.shape, Shape::Heading(_) | Shape::Loose)
    };
    let rank = |b: &Block| {
        let words = Words::of(&b.text);
        said.iter().map(|s| words.likeness(s)).fold(0.0, f32::max) + if b.shape == Shape::Heading(1) { 0.2 } else { 0.0 }
    };
    let n_words = |b: &Block| b.text.split(' ').count();
    let mut best: Option<(&Block, f32)> = None;
    for block in outline.blocks.iter().filter(shown).filter(|b| (2..=60).contains(&n_words(b))) {
        let rank = rank(block);
        if rank >= 0.6 && best.is_none_or(|(_, best)| rank > best) {
            best = Some((block, rank));
        }
    }
    let h1 = || outline.blocks.iter().find(|b| b.shape == Shape::Heading(1) && n_words(b) >= 3);
    let title = || Some(without_site(&outline.title, MIN_TITLE_WORDS)).filter(|t| !t.is_empty());
    let text = best.map(|(b, _)| b.text.replace('\n', " "));
    let fits = |t: &String| t.chars().count() <= MAX_HEADLINE_CHARS;
    text.or_else(|| data.headline.clone())
        .or_else(|| Some(og.to_owned()).filter(|t| !t.is_empty()).map(|t| without_site(&t, MIN_TITLE_WORDS)))
        .or_else(|| h1().map(|b| b.text.replace('\n', " ")))
        .or_else(title)
        .map(|t| super::outline::squeeze(&t))
        .filter(fits)
}

/// “Ferry fire kills 12 | The Varn Courier” → “Ferry fire kills 12”, if so many words are left.
pub(super) fn without_site(title: &str, min_words: usize) -> String {
    for separator in [" | ", " – ", " — ", " - ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(separator)
            && head.split(' ').count() >= min_words
            && tail.split(' ').count() <= 5
        {
            return head.trim().to_owned();
        }
    }
    title.trim().to_owned()
}

fn standfirst(outline: &Outline) -> Option<String> {
    let found = outline.blocks.iter().find(|b| outline.stands_in(b, &[Part::Standfirst]) && b.linked * 2 < b.ink)?;
    (4..=60).contains(&found.text.split(' ').count()).then(|| super::outline::squeeze(&found.text))
}

/// When it was `what`: of all that the page says the first that can be read, or just the first.
fn time(data: Option<String>, outline: &Outline, what: &'static str) -> Option<PageTime> {
    let said = data.into_iter().chain(outline.metas_of(what).map(str::to_owned)).chain(from_time(outline, what));
    let mut times = said.map(PageTime::read).peekable();
    let first = times.peek().cloned();
    times.find(|time| time.stamp.is_some()).or(first)
}

fn from_time(outline: &Outline, what: &str) -> Option<String> {
    let lower = |t: &(String, String, String)| t.1.to_ascii_lowercase();
    let named = outline.times.iter().find(|t| lower(t).contains(what) || what == "modified" && lower(t).contains("updated"));
    let first = || outline.times.iter().find(|t| !t.0.is_empty()).filter(|_| what == "published");
    named.or_else(first).map(|(datetime, _, text)| if datetime.is_empty() { text.clone() } else { datetime.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_not_part_of_a_title() {
        for (title, expected) in [
            ("Ferry fire kills 12 | The Varn Courier", "Ferry fire kills 12"),
            ("Orrin mill burns | The Varn Courier", "Orrin mill burns"),
            ("Ferry fire - a survivor's story", "Ferry fire - a survivor's story"),
            ("Bridge shut – Ostrava Daily News Online", "Bridge shut – Ostrava Daily News Online"),
        ] {
            assert_eq!(without_site(title, MIN_TITLE_WORDS), expected);
        }
    }

    #[test]
    fn times_as_pages_write_them() {
        let iso = |given: &str| PageTime::read(given).iso();
        assert_eq!(iso("2031-05-04T06:12:00.000+0200").as_deref(), Some("2031-05-04T06:12:00+02:00"));
        assert_eq!(iso("Sun, 04 May 2031 06:12:00 GMT").as_deref(), Some("2031-05-04T06:12:00Z"));
        assert_eq!(iso("2031-05-04 06:12:00 UTC").as_deref(), Some("2031-05-04T06:12:00Z"));
        assert_eq!(iso("2031-05-04").as_deref(), Some("2031-05-04"));
        assert_eq!(iso("2031-05-04T06:12+02:00").as_deref(), Some("2031-05-04T06:12+02:00"), "as exactly as given");
        assert_eq!(iso("2031-05-04T06:12:00.250Z").as_deref(), Some("2031-05-04T06:12:00.250Z"));
        assert_eq!(iso("three hours ago"), None);
    }
}

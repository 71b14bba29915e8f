//! What articles are called: names, keys, slugs and addresses.

use super::addresses;
use crate::store::time::Kept;
use crate::store::{Article, ArticleId, Error, Hash, Overview};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// The fewest digits that name an article by its key.
const MIN_KEY_DIGITS: usize = 4;

/// The digits of a key.
const KEY_DIGITS: usize = 16;

/// The longest slug, in characters: fits on a line.
const MAX_SLUG: usize = 64;

/// The digits by which an article can be called.
pub(super) fn key(name: &str) -> String {
    let mut digits = Hash::of(name.as_bytes()).to_string();
    digits.truncate(KEY_DIGITS);
    digits
}

/// A short form of a name for typing: of a URL the last part of its path that has letters.
pub fn slug(name: &str) -> String {
    let last = match name.split_once("://") {
        None => name,
        Some((_, rest)) => {
            let path = rest.split(['?', '#']).next().unwrap_or_default();
            let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
            let speaks = |part: &&&str| {
                let stem = part.split('.').next().unwrap_or_default();
                stem.chars().filter(|c| c.is_alphabetic()).count() > 2 && !matches!(stem, "index" | "amp" | "html")
            };
            // `ferry-fire.html`, but all of the host `news.example` where nothing behind it speaks.
            let page = parts.iter().skip(1).rev().find(speaks).map(|page| page.rsplit_once('.').map_or(*page, |(stem, _)| stem));
            page.or(parts.first().copied()).unwrap_or_default()
        }
    };
    let mut slug = String::new();
    for c in last.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let cut = slug.char_indices().nth(MAX_SLUG).map_or(slug.len(), |(at, _)| at);
    slug.truncate(cut);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "article".to_owned() } else { slug.to_owned() }
}

fn read(row: &Row) -> rusqlite::Result<Article> {
    Ok(Article { id: ArticleId(row.get(0)?), name: row.get(1)?, key: row.get(2)?, slug: row.get(3)? })
}

const COLUMNS: &str = "SELECT a.id, a.name, a.key, a.slug FROM articles a";

/// The article with this name.
pub(super) fn by_name(connection: &Connection, name: &str) -> Result<Option<ArticleId>, Error> {
    let mut statement = connection.prepare_cached("SELECT id FROM articles WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0).map(ArticleId)).optional()?)
}

/// The article with this number.
pub(super) fn article(connection: &Connection, article: ArticleId) -> Result<Article, Error> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS} WHERE a.id = ?1"))?;
    let found = statement.query_row([article.0], read).optional()?;
    found.ok_or_else(|| Error::damaged(format!("there is no article {}", article.0)))
}

/// Makes an article.
pub(super) fn create(connection: &Connection, name: &str) -> Result<ArticleId, Error> {
    let base = slug(name);
    let nth = |n: u64| if n == 1 { base.clone() } else { format!("{base}-{n}") };
    let mut statement = connection.prepare_cached("SELECT 1 FROM articles WHERE slug = ?1")?;
    let mut is_taken = |n: u64| statement.exists([nth(n)]);
    // Thousands of articles may be called `live`: the first free number is found by doubling, then halving.
    let (mut taken, mut free) = (0, 1);
    while is_taken(free)? {
        (taken, free) = (free, free * 2);
    }
    while free - taken > 1 {
        let middle = taken + (free - taken) / 2;
        if is_taken(middle)? { taken = middle } else { free = middle }
    }
    let mut insert = connection.prepare_cached("INSERT INTO articles (name, key, slug) VALUES (?1, ?2, ?3)")?;
    insert.execute(params![name, key(name), nth(free)])?;
    Ok(ArticleId(connection.last_insert_rowid()))
}

/// Whether a slug is one that a name can have been given.
pub(in crate::store) fn is_slug_of(found: &str, name: &str) -> bool {
    let base = slug(name);
    found.strip_prefix(base.as_str()).is_some_and(|rest| {
        rest.is_empty() || rest.strip_prefix('-').is_some_and(|n| !n.starts_with('0') && n.parse::<u64>().is_ok_and(|n| n > 1))
    })
}

/// The articles that a condition holds for.
fn all(connection: &Connection, condition: &str, values: &[&str]) -> Result<Vec<Article>, Error> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS} WHERE {condition} ORDER BY a.slug"))?;
    let found = statement.query_map(rusqlite::params_from_iter(values), read)?.collect::<Result<Vec<_>, _>>()?;
    Ok(found)
}

/// The articles that are called exactly so.
pub(super) fn find_exactly(connection: &Connection, typed: &str) -> Result<Vec<Article>, Error> {
    for condition in ["a.name = ?1", "a.slug = ?1", "a.key = ?1"] {
        let found = all(connection, condition, &[typed])?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    for url in addresses::spellings(typed) {
        let found = all(connection, "a.id IN (SELECT article FROM urls WHERE url = ?1)", &[&url])?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// The articles that something typed may mean.
pub(super) fn find(connection: &Connection, typed: &str) -> Result<Vec<Article>, Error> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let found = find_exactly(connection, typed)?;
    if !found.is_empty() {
        return Ok(found);
    }
    if typed.len() >= MIN_KEY_DIGITS && typed.bytes().all(|b| b.is_ascii_hexdigit()) {
        let digits = typed.to_ascii_lowercase();
        let found = all(connection, "a.key >= ?1 AND a.key < ?2", &[&digits, &format!("{digits}g")])?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    let found = beginning(connection, typed)?;
    if !found.is_empty() || typed.contains("://") || typed.contains('@') || !typed.contains(char::is_alphanumeric) {
        return Ok(found);
    }
    // `Ferry fire` and `ferry__fire`: the name as somebody knows it from a folder, or its beginning. One as long as slugs are may have
    // lost what tells it from others.
    let short = slug(typed);
    if short.chars().count() + 1 >= MAX_SLUG { Ok(Vec::new()) } else { beginning(connection, &short) }
}

/// The articles whose slugs begin so.
fn beginning(connection: &Connection, slug: &str) -> Result<Vec<Article>, Error> {
    // A slug holds no character beyond the last one of Unicode.
    all(connection, "a.slug >= ?1 AND a.slug < ?2", &[slug, &format!("{slug}\u{10FFFF}")])
}

/// All slugs.
pub(super) fn slugs(connection: &Connection) -> Result<Vec<String>, Error> {
    let mut statement = connection.prepare_cached("SELECT slug FROM articles ORDER BY slug")?;
    let found = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(found)
}

/// All articles with how much there is of each.
pub(super) fn overviews(connection: &Connection) -> Result<Vec<Overview>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT a.id, a.name, a.key, a.slug, count(*), min(r.observed_at), max(r.observed_at),
           (SELECT observed_offset FROM revisions WHERE article = a.id ORDER BY observed_at, sequence LIMIT 1),
           (SELECT observed_offset FROM revisions WHERE article = a.id ORDER BY observed_at DESC, sequence DESC LIMIT 1),
           (SELECT max(checked_at) FROM checks WHERE article = a.id AND outcome = 'unchanged')
         FROM articles a JOIN revisions r ON r.article = a.id GROUP BY a.id ORDER BY a.slug",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let article = read(row)?;
        let instant = |micros: i64, offset: i32| {
            Kept { micros, offset }.instant().ok_or_else(|| Error::damaged(format!("a time of “{}” is none", article.slug)))
        };
        let (first_observed, last) = (instant(row.get(5)?, row.get(7)?)?, row.get::<_, i64>(6)?);
        let checked = row.get::<_, Option<i64>>(9)?.filter(|&checked| checked > last);
        found.push(Overview {
            n_revisions: row.get(4)?,
            first_observed,
            last_observed: instant(last, row.get(8)?)?,
            last_checked: checked.map(|micros| instant(micros, row.get(8)?)).transpose()?,
            article,
        });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_short_forms_for_typing() {
        let check = |name: &str, expected: &str| {
            assert_eq!(slug(name), expected, "{name}");
            assert!(is_slug_of(expected, name) && is_slug_of(&format!("{expected}-2"), name));
            assert!(!is_slug_of(&format!("{expected}-x"), name) && !is_slug_of(&format!("{expected}-1"), name));
        };
        check("https://news.example/2025/08/ferry-fire-kills-12.html?x=y#top", "ferry-fire-kills-12");
        check("https://news.example/ferry-fire/4711/", "ferry-fire");
        check("https://news.example/harbor/index.html", "harbor");
        check("https://news.example/harbor/amp/", "harbor");
        check("https://news.example/harbor/amp.html", "harbor");
        check("https://news.example/harbor/html", "harbor");
        check("https://news.example/", "news-example");
        check("https://www.news.example/2025/4711.html", "www-news-example");
        check("https://www.news.example/harbor/4711", "harbor");
        check("Ferry fire: 12 dead", "ferry-fire-12-dead");
        check("Évrane à l’été", "évrane-à-l-été");
        check("@@", "article");
        check(&"long ".repeat(40), &"long-".repeat(13)[..64]);
    }
}

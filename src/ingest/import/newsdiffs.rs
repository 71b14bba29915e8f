//! NewsDiffs: which versions there are stands in a database, their texts in git repositories beside it.
//!
//! A version’s file is `date`, `title` and `byline` in its first three lines, then the body. Times are local to the machine
//! that ran it, US Eastern for the original.

use super::git::{Object, Objects};
use super::sqlite::{Foreign, select};
use super::{Error, Sink, folder, seen_at, whole};
use crate::ingest::observed;
use crate::store::{Capture, Fields, Observation};
use chrono_tz::Tz;
use std::path::{Component, Path, PathBuf};

pub(super) const WHAT: &str = "a NewsDiffs index";
const EXTRACTOR: &str = "newsdiffs/1";

/// Files that the database may be in, below a folder.
const DATABASES: [&str; 4] = ["newsdiffs.db", "newsdiffer.db", "website/newsdiffs.db", "db.sqlite3"];

/// The database in a folder of NewsDiffs.
pub(super) fn database(folder: &Path) -> Option<PathBuf> {
    DATABASES.iter().map(|name| folder.join(name)).find(|path| path.is_file() && folder.join("articles").is_dir())
}

pub(super) fn read(from: &Path, zone: Option<Tz>, sink: Sink) -> Result<(), Error> {
    let not_that = |why: &str| Error::NotThat { path: from.to_owned(), what: WHAT, why: why.to_owned() };
    let path = match from.is_dir() {
        true => database(from).ok_or_else(|| not_that("it has no newsdiffs.db beside a folder articles"))?,
        false => from.to_owned(),
    };
    let db = Foreign::open(&path)?;
    let articles_has = db.need(WHAT, "Articles", &["id", "url"])?;
    let has = db.need(WHAT, "version", &["article_id", "v", "date"])?;
    let beside = path.ancestors().skip(1).take(3).map(|folder| folder.join("articles")).find(|folder| folder.is_dir());
    let root = beside.ok_or_else(|| not_that("no folder articles, with the git repositories, is beside it"))?;
    let zone = zone.unwrap_or(chrono_tz::America::New_York);
    let fetch = format!(
        "SELECT {}, {} FROM version v JOIN Articles a ON a.id = v.article_id WHERE v.rowid = ?1",
        select("v", &has, &["v", "title", "byline", "date"]),
        select("a", &articles_has, &["url", "git_dir"])
    );
    let order = if articles_has.iter().any(|column| column == "git_dir") { "a.git_dir, " } else { "" };
    let list =
        format!("SELECT v.rowid FROM version v LEFT JOIN Articles a ON a.id = v.article_id ORDER BY {order}v.article_id, v.date, v.rowid");
    let mut open: Option<(String, Objects)> = None;
    db.each("version", &list, &fetch, sink, &mut |row| {
        let (commit, url) = (row.needed("v")?, row.needed("url")?);
        let dir = row.text("git_dir")?.unwrap_or_default();
        if !matches!(commit.len(), 7..=64) || !commit.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err("its v is no commit".to_owned());
        }
        if open.as_ref().is_none_or(|(of, _)| *of != dir) {
            let objects = Objects::of(&repository(&root, &dir)?).map_err(|error| error.to_string())?;
            open = Some((dir.clone(), objects));
        }
        let Some((_, objects)) = &mut open else { return Err("its repository is gone".to_owned()) };
        let (file, bytes) = file_of(objects, &commit, &url)?;
        let capture = observed::capture(&bytes);
        let text = folder::decoded(bytes)?;
        let [date, title, byline, body] = parts(&text)?;
        let own = |value: &str| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        let headline = row.text("title")?.or_else(|| own(title));
        if body.trim().is_empty() {
            return Err("its text is empty".to_owned());
        }
        Ok(Observation {
            url: Some(url),
            fields: Fields {
                date_published: own(date),
                byline: row.text("byline")?.or_else(|| own(byline)),
                headline: headline.clone(),
                ..Fields::default()
            },
            extractor: EXTRACTOR.to_owned(),
            capture: Some(Capture { location: Some(format!("git:{commit}:{file}")), ..capture }),
            ..seen_at(row.time("date", Some(zone))?, whole(headline.as_deref(), body))
        })
    })
}

/// The repository that a row names; a name that leads elsewhere is refused. Old ones lay in `articles` itself.
fn repository(root: &Path, dir: &str) -> Result<PathBuf, String> {
    let is_name = Path::new(dir).components().all(|part| matches!(part, Component::Normal(_))) && Path::new(dir).components().count() <= 1;
    if !is_name {
        return Err("its git_dir leads out of the folder".to_owned());
    }
    let own = root.join(dir);
    Ok(if own.is_dir() { own } else { root.to_owned() })
}

/// The file of a URL in a commit: the URL without `http://`; `https:` and one slash was kept by an old error.
fn file_of(objects: &mut Objects, commit: &str, url: &str) -> Result<(String, Vec<u8>), String> {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/').to_owned();
    let mut files = vec![bare.clone()];
    if url.starts_with("https://") {
        files = vec![format!("https:/{bare}"), bare];
    }
    for file in files {
        match objects.get(&format!("{commit}:{file}")).map_err(|error| error.to_string())? {
            Object::Blob(bytes) => return Ok((file, bytes)),
            Object::Other(why) => return Err(why.to_owned()),
            Object::Missing => {}
        }
    }
    Err("its text is not in the repository".to_owned())
}

/// `date`, `title`, `byline`, body.
fn parts(text: &str) -> Result<[&str; 4], String> {
    let mut parts = text.splitn(4, '\n');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(date), Some(title), Some(byline), Some(body)) => Ok([date, title, byline, body]),
        _ => Err("its file has not the lines date, title, byline and body".to_owned()),
    }
}

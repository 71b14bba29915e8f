//! diffengine: `entryversion` in order of `created`, the body as `<p>` elements in `summary`, times in UTC.

use super::sqlite::{Foreign, select};
use super::{Error, Sink, markup, seen_at, whole};
use crate::store::{Fields, Observation};
use std::path::Path;

pub(super) const WHAT: &str = "a diffengine database";
const EXTRACTOR: &str = "diffengine/1";

pub(super) fn read(from: &Path, sink: Sink) -> Result<(), Error> {
    let db = Foreign::open(from)?;
    let has = db.need(WHAT, "entryversion", &["id", "created", "summary", "entry_id"])?;
    db.need(WHAT, "entry", &["id", "url"])?;
    let fetch = format!(
        "SELECT {}, e.url AS entry_url FROM entryversion v LEFT JOIN entry e ON e.id = v.entry_id WHERE v.rowid = ?1",
        select("v", &has, &["id", "title", "url", "summary", "created", "archive_url", "entry_id"])
    );
    let list = "SELECT rowid FROM entryversion ORDER BY entry_id, created, rowid";
    db.each("entryversion", list, &fetch, sink, &mut |row| {
        let (id, body, headline) = (row.needed("id")?, row.needed("summary")?, row.text("title")?);
        let url = row.text("url")?;
        let text = markup::paragraphs(&body);
        if text.trim().is_empty() {
            return Err("its summary has no text".to_owned());
        }
        // Versions of one entry may have different addresses; the entry is what makes them one article.
        let article = row.text("entry_url")?.or_else(|| url.clone()).ok_or("it has no url")?;
        Ok(Observation {
            article: Some(article),
            url,
            capture: Some(db.capture(&body, &format!("entryversion/{id}"), row.text("archive_url")?)),
            extractor: EXTRACTOR.to_owned(),
            fields: Fields { headline: headline.clone(), ..Fields::default() },
            ..seen_at(row.time("created", None)?, whole(headline.as_deref(), &text))
        })
    })
}

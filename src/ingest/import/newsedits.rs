//! NewsEdits, raw: one table `entryversion`, a row a version, the body as `<p>` elements in `summary`.

use super::sqlite::{Foreign, select};
use super::{Error, Sink, markup, seen_at, whole};
use crate::store::{Fields, Observation};
use std::path::Path;

pub(super) const WHAT: &str = "a NewsEdits database";
const EXTRACTOR: &str = "newsedits/1";

pub(super) fn read(from: &Path, sink: Sink) -> Result<(), Error> {
    let db = Foreign::open(from)?;
    let has = db.need(WHAT, "entryversion", &["entry_id", "version", "created", "summary"])?;
    // An entry’s number is unique only in its file.
    let stem = db.name.rsplit_once('.').map_or(db.name.as_str(), |(stem, _)| stem).to_owned();
    let fetch = format!(
        "SELECT {} FROM entryversion v WHERE v.rowid = ?1",
        select("v", &has, &["entry_id", "version", "title", "created", "url", "archive_url", "summary"])
    );
    let list = "SELECT rowid FROM entryversion ORDER BY entry_id, CAST(version AS INTEGER), rowid";
    db.each("entryversion", list, &fetch, sink, &mut |row| {
        let (entry, version, body) = (row.needed("entry_id")?, row.needed("version")?, row.needed("summary")?);
        let headline = row.text("title")?;
        let text = markup::paragraphs(&body);
        if text.trim().is_empty() {
            return Err("its summary has no text".to_owned());
        }
        Ok(Observation {
            article: Some(format!("{stem}/{entry}")),
            url: row.text("url")?,
            capture: Some(db.capture(&body, &format!("entryversion/{entry}-{version}"), row.text("archive_url")?)),
            extractor: EXTRACTOR.to_owned(),
            fields: Fields { headline: headline.clone(), ..Fields::default() },
            ..seen_at(row.time("created", None)?, whole(headline.as_deref(), &text))
        })
    })
}

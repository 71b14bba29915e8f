//! What the filters do with one line.

use super::engine::{Answer, Filter, Refusal};
use super::fields::{Field, PairLine, TextLine, parse};
use crate::changelog::differs;
use crate::diff::{diff, diff_texts};
use crate::extract::{Reference, extract};
use crate::report::json;
use crate::text::Text;
use chrono_tz::Tz;
use serde::Serialize;

/// What is said to a pair that holds a page.
const HTML_PAIR: &str = "\"before\" and \"after\" are texts: give each page to extract --jsonl, and here the \"text\" it answers";

/// An extract is about so many times as long as its text: room for it is made at once,
const EXTRACT_BYTES: usize = 6;

/// … but not for more than so many bytes: longer ones grow as they are written.
const MAX_ROOM: usize = 8 << 20;

/// `{"id", "text", "date"?}` or `{"id", "html", "url"?, "date"?}` → an extract.
pub(super) struct Extracts {
    pub zone: Option<Tz>,
}

impl Filter for Extracts {
    const SCHEMA: &'static str = json::EXTRACT;

    fn answer(&self, line: &[u8]) -> Result<Answer, Refusal> {
        let fields: TextLine = parse(line)?;
        let id = fields.id.id()?;
        let refused = |message| Refusal { id: id.clone(), message };
        if is_instead(&fields.html, &fields.text) {
            let json = self.page(&id, &fields).map_err(refused)?;
            return Ok(Answer { json, is_different: false });
        }
        let text = fields.text.text("text").map_err(refused)?;
        let reference = fields.date.reference("date", self.zone).map_err(refused)?;
        let found = extract(Text::new(text), &reference);
        let json = to_line(&json::extract_line(&id, &found), text.len() * EXTRACT_BYTES).map_err(refused)?;
        Ok(Answer { json, is_different: false })
    }
}

impl Extracts {
    /// The answer to a line with a page. Relative dates are measured from when the page says it was published, unless the
    /// line has a date.
    #[cfg(feature = "html")]
    fn page(&self, id: &serde_json::Value, fields: &TextLine<'_>) -> Result<Vec<u8>, String> {
        use crate::changelog::reference_given;
        use crate::ingest::{html::Hint, observed};
        let html = fields.html.text("html")?;
        let hint = Hint { url: fields.url.optional("url")?, content_type: None };
        let page = observed::read_page_text(html, &hint).map_err(|why| format!("the page {why}"))?;
        let given = fields.date.reference("date", self.zone)?;
        let published = page.meta.date_published.as_ref().and_then(|time| time.stamp).filter(|_| given.date.is_none());
        let reference = published.map_or(given, |stamp| reference_given(stamp.given(), self.zone));
        let found = extract(Text::new(page.text.as_str()), &reference);
        to_line(&json::page_line(id, &found, &crate::cli::page::fields(&page)), page.text.len() * EXTRACT_BYTES)
    }

    #[cfg(not(feature = "html"))]
    fn page(&self, _id: &serde_json::Value, _fields: &TextLine<'_>) -> Result<Vec<u8>, String> {
        Err("this build does not read html: it was made without the feature “html”".to_owned())
    }
}

/// `{"id", "before", "after", "before_at"?, "after_at"?, "zone"?}` → a diff.
pub(super) struct Diffs {
    pub zone: Option<Tz>,
}

impl Filter for Diffs {
    const SCHEMA: &'static str = json::DIFF;

    fn answer(&self, line: &[u8]) -> Result<Answer, Refusal> {
        let fields: PairLine = parse(line)?;
        let id = fields.id.id()?;
        let refused = |message| Refusal { id: id.clone(), message };
        let read = || -> Result<[(&str, Reference); 2], String> {
            if is_instead(&fields.html, &fields.before) {
                return Err(HTML_PAIR.to_owned());
            }
            let before = fields.before.text("before")?;
            let after = fields.after.text("after")?;
            let zone = fields.zone.zone("zone")?.or(self.zone);
            let before_at = fields.before_at.reference("before_at", zone)?;
            Ok([(before, before_at), (after, fields.after_at.reference("after_at", zone)?)])
        };
        let [(before, before_at), (after, after_at)] = read().map_err(refused)?;
        // The same text again has nothing to show that its date could change: one reading serves both sides.
        let (earlier, later, diff) = if before == after {
            let earlier = extract(Text::new(before), &before_at);
            let diff = diff(&earlier, &earlier);
            (earlier, None, diff)
        } else {
            let (earlier, later, diff) = diff_texts((before, &before_at), (after, &after_at));
            (earlier, Some(later), diff)
        };
        let document = json::diff_line(&id, &earlier, later.as_ref().unwrap_or(&earlier), &diff);
        let json = to_line(&document, before.len() + after.len()).map_err(refused)?;
        Ok(Answer { json, is_different: differs(&diff) })
    }
}

/// Whether a line holds a page where a text is missing.
fn is_instead(html: &Field<'_>, of: &Field<'_>) -> bool {
    matches!(of, Field::Missing | Field::Null) && !matches!(html, Field::Missing | Field::Null)
}

/// A document as a line of about `size` bytes.
fn to_line(document: &impl Serialize, size: usize) -> Result<Vec<u8>, String> {
    json::line(document, size.min(MAX_ROOM)).map_err(|e| format!("the answer could not be written: {e}"))
}

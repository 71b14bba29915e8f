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

/// What is said to a line that holds a page.
const HTML: &str = "html is not read yet by this version";

/// `{"id", "text", "date"?}` → an extract.
pub(super) struct Extracts {
    pub zone: Option<Tz>,
}

impl Filter for Extracts {
    const SCHEMA: &'static str = json::EXTRACT;

    fn answer(&self, line: &[u8]) -> Result<Answer, Refusal> {
        let fields: TextLine = parse(line)?;
        let id = fields.id.id()?;
        let refused = |message| Refusal { id: id.clone(), message };
        refuse_html(&fields.html, &fields.text).map_err(refused)?;
        let text = fields.text.text("text").map_err(refused)?;
        let reference = fields.date.reference("date", self.zone).map_err(refused)?;
        let found = extract(Text::new(text), &reference);
        Ok(Answer { json: to_line(&json::extract_line(&id, &found)).map_err(refused)?, is_different: false })
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
            refuse_html(&fields.html, &fields.before)?;
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
            let (earlier, later, diff) = diff_texts((Text::new(before), &before_at), (Text::new(after), &after_at));
            (earlier, Some(later), diff)
        };
        let json = to_line(&json::diff_line(&id, &earlier, later.as_ref().unwrap_or(&earlier), &diff)).map_err(refused)?;
        Ok(Answer { json, is_different: differs(&diff) })
    }
}

fn refuse_html(html: &Field, instead_of: &Field) -> Result<(), String> {
    if matches!(instead_of, Field::Missing) && !matches!(html, Field::Missing | Field::Null) { Err(HTML.to_owned()) } else { Ok(()) }
}

fn to_line(document: &impl Serialize) -> Result<Vec<u8>, String> {
    serde_json::to_vec(document).map_err(|e| format!("the answer could not be written: {e}"))
}

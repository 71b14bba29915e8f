//! JSON Feed, versions 1 and 1.1.

use super::{Feed, FeedKind, Item, MAX_ITEMS};
use crate::ingest::html::{PageTime, plain};
use crate::ingest::url;
use serde_json::Value;

/// Reads a JSON Feed that was found at `address`; none if it is something else.
pub(super) fn read(text: &str, address: Option<&str>) -> Option<Feed> {
    let root: Value = serde_json::from_str(text).ok()?;
    if !root.get("version")?.as_str()?.contains("jsonfeed.org/version/") {
        return None;
    }
    let items = root.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut warnings = Vec::new();
    if items.len() > MAX_ITEMS {
        warnings.push(format!("has {} items: the first {MAX_ITEMS} were read", items.len()));
    }
    let own = text_of(&root, "feed_url").or_else(|| text_of(&root, "home_page_url"));
    let base = address.or(own.as_deref());
    let items = items.iter().take(MAX_ITEMS).map(|value| item(value, base)).filter(|i| !i.is_empty()).collect();
    Some(Feed { kind: FeedKind::Json, title: text_of(&root, "title").and_then(|t| plain(&t)), items, warnings })
}

fn text_of(object: &Value, key: &str) -> Option<String> {
    object.get(key)?.as_str().map(str::to_owned).filter(|t| !t.trim().is_empty())
}

fn item(value: &Value, base: Option<&str>) -> Item {
    let list = value.get("authors").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let authors = list.iter().chain(value.get("author")).filter_map(|a| text_of(a, "name")).collect();
    let id = value.get("id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned)).filter(|id| id != "null");
    Item {
        id,
        url: text_of(value, "url").or_else(|| text_of(value, "external_url")).and_then(|u| url::resolve(base, &u)),
        title: text_of(value, "title").and_then(|t| plain(&t)),
        published: text_of(value, "date_published").map(PageTime::read),
        updated: text_of(value, "date_modified").map(PageTime::read),
        authors,
        summary: text_of(value, "summary"),
        content: text_of(value, "content_html").or_else(|| text_of(value, "content_text")),
    }
}

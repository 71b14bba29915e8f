//! JSON-LD → what it says of the article. Tolerant of what publishers' templates do to JSON.
//!
//! The body is never taken from here: `articleBody` is a teaser as often as not. Its length is kept, as a check.

use super::limits::MAX_HEADLINE_CHARS;
use super::scan::{MAX_TITLE_BYTES, clip};
use super::strip::plain;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// What a page's data say of its article.
#[derive(Debug, Default)]
pub(super) struct Data {
    pub headline: Option<String>,
    pub alternative_headline: Option<String>,
    pub authors: Vec<String>,
    pub section: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub correction: Option<String>,
    pub is_free: Option<bool>,
    pub url: Option<String>,
    /// Characters of `articleBody`.
    pub body_chars: usize,
    /// How many blocks could not be read.
    pub n_broken: usize,
}

/// Authors that are looked for.
const MAX_AUTHORS: usize = 20;
/// Corrections that are taken: each is looked for in the page.
const MAX_CORRECTIONS: usize = 20;
/// Objects looked at, over all blocks of a page.
const MAX_OBJECTS: usize = 2_000;

/// Reads the data of a page. `title` is what its head calls it, to tell the article from teasers of others.
pub(super) fn read(blocks: &[&str], title: &str) -> Data {
    let mut data = Data::default();
    let values: Vec<Value> = blocks
        .iter()
        .filter_map(|block| {
            let value = parse(block);
            data.n_broken += usize::from(value.is_none() && !block.trim().is_empty());
            value
        })
        .collect();
    let mut objects = Vec::new();
    values.iter().for_each(|value| gather(value, &mut objects));
    let title = Words::of(title);
    let matches = |object: &Map<String, Value>| text(object, "headline").is_some_and(|h| Words::of(&h).likeness(&title) >= 0.4);
    let articles = || objects.iter().copied().filter(|o| is_article(o));
    let Some(article) = articles().find(|o| matches(o)).or_else(|| articles().next()) else {
        if let Some(page) = objects.iter().find(|o| types(o).any(|t| t.ends_with("WebPage"))) {
            data.published = text(page, "datePublished");
            data.modified = text(page, "dateModified");
        }
        return data;
    };
    data.headline = text(article, "headline").or_else(|| text(article, "name"));
    data.alternative_headline = text(article, "alternativeHeadline").filter(|t| t.chars().count() <= MAX_HEADLINE_CHARS);
    data.authors = names(article.get("author").or_else(|| article.get("creator")), &objects);
    data.section = article.get("articleSection").and_then(first_text);
    data.published = text(article, "datePublished");
    data.modified = text(article, "dateModified");
    let corrections = article.get("correction").and_then(correction);
    data.correction = corrections.map(|all| all.lines().take(MAX_CORRECTIONS).collect::<Vec<_>>().join("\n"));
    data.is_free = article.get("isAccessibleForFree").and_then(truth);
    let page = article.get("mainEntityOfPage");
    data.url = text(article, "url").or_else(|| page.and_then(first_text)).or_else(|| page.and_then(|p| text(p.as_object()?, "@id")));
    data.body_chars = article.get("articleBody").and_then(Value::as_str).map_or(0, |b| b.chars().count());
    data
}

/// The words of a title, to compare with those of others.
pub(super) struct Words(BTreeSet<String>);

impl Words {
    /// The words of a title, as far as a title goes.
    pub fn of(title: &str) -> Self {
        let words = clip(title, MAX_TITLE_BYTES).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        Self(words.map(str::to_lowercase).collect())
    }

    /// How many of the words of two titles are the same, of all words of both, from 0 to 1. (The name of the site, which is part of
    /// `<title>`, must not pass for the headline.)
    pub fn likeness(&self, other: &Self) -> f32 {
        let all = self.0.len() + other.0.len();
        if all == 0 { 0.0 } else { 2.0 * self.0.intersection(&other.0).count() as f32 / all as f32 }
    }
}

/// What some templates put around JSON, so that browsers of 1999 would not show it.
const WRAPPERS: &[(&str, &str)] = &[("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>"), ("/*<![CDATA[*/", "/*]]>*/")];

fn parse(block: &str) -> Option<Value> {
    let mut bare = block.trim().trim_end_matches(';').trim();
    for (open, close) in WRAPPERS {
        bare = bare.strip_prefix(open).unwrap_or(bare).trim();
        bare = bare.strip_suffix(close).unwrap_or(bare).trim().trim_end_matches(';');
    }
    serde_json::from_str(bare).ok().or_else(|| serde_json::from_str(&mend(bare)).ok())
}

/// Line ends inside strings become spaces, commas before a closing bracket go, quotation marks inside stay what they are.
fn mend(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in json.chars() {
        if in_string {
            let is_known = matches!(c, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u');
            if escaped && !is_known {
                out.pop();
            }
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if c == '"' {
                in_string = false;
            }
            out.push(if c.is_control() { ' ' } else { c });
            continue;
        }
        match c {
            '"' => in_string = true,
            '}' | ']' => {
                let kept = out.trim_end().len();
                if out[..kept].ends_with(',') {
                    out.truncate(kept - 1);
                }
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

/// All objects, outer before inner. serde_json ends nesting at 128, so recursion is bounded.
fn gather<'a>(value: &'a Value, objects: &mut Vec<&'a Map<String, Value>>) {
    if objects.len() >= MAX_OBJECTS {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, objects)),
        Value::Object(object) => {
            objects.push(object);
            for (key, inner) in object {
                if inner.is_object() || inner.is_array() && key != "comment" {
                    gather(inner, objects);
                }
            }
        }
        _ => {}
    }
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let of = object.get("@type");
    let many = of.and_then(Value::as_array).into_iter().flatten();
    of.into_iter().chain(many).filter_map(Value::as_str)
}

fn is_article(object: &Map<String, Value>) -> bool {
    types(object).any(|t| t.ends_with("Article") || t.ends_with("BlogPosting") || matches!(t, "Report" | "SocialMediaPosting"))
}

fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    object.get(key).and_then(first_text)
}

fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => plain(text),
        Value::Array(items) => items.iter().find_map(first_text),
        _ => None,
    }
}

/// “By Mara Ostrowe” → “Mara Ostrowe”.
pub(super) fn without_by(name: &str) -> &str {
    ["By ", "by ", "BY "].iter().find_map(|by| name.strip_prefix(by)).unwrap_or(name).trim()
}

/// Names of people: texts, objects with a name, or references to objects elsewhere.
fn names(value: Option<&Value>, objects: &[&Map<String, Value>]) -> Vec<String> {
    let one = |value: &Value| -> Option<String> {
        match value {
            Value::String(text) => plain(text),
            Value::Object(object) => text(object, "name").or_else(|| {
                let id = object.get("@id")?;
                objects.iter().find(|o| o.get("@id") == Some(id) && o.contains_key("name")).and_then(|o| text(o, "name"))
            }),
            _ => None,
        }
    };
    let mut names: Vec<String> = match value {
        Some(Value::Array(items)) => items.iter().take(MAX_AUTHORS).filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    };
    names.iter_mut().for_each(|n| *n = without_by(n).to_owned());
    names.retain(|n| !n.contains("://") && n.split(' ').count() <= 8);
    names.dedup();
    names
}

fn correction(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => plain(text),
        Value::Object(object) => text(object, "text").or_else(|| text(object, "description")),
        Value::Array(items) => Some(items.iter().filter_map(correction).collect::<Vec<_>>().join("\n")).filter(|c| !c.is_empty()),
        _ => None,
    }
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(is) => Some(*is),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_in_a_graph_with_its_author_elsewhere() {
        let block = r##"{"@graph": [{"@type": "Organization", "@id": "#org", "name": "The Varn Courier"},
            {"@type": "Person", "@id": "#mo", "name": "Mara Ostrowe"},
            {"@type": ["NewsArticle"], "headline": "Ferry fire kills 12 &amp; closes port", "author": [{"@id": "#mo"}, "Hal Denby"],
             "datePublished": "2031-05-04T06:12:00Z", "articleSection": ["News", "Ports"], "isAccessibleForFree": "False",
             "correction": {"@type": "CorrectionComment", "text": "An earlier version gave the wrong toll."}}]}"##;
        let data = read(&[block], "");
        assert_eq!(data.headline.as_deref(), Some("Ferry fire kills 12 & closes port"));
        assert_eq!(data.authors, ["Mara Ostrowe", "Hal Denby"]);
        assert_eq!((data.section.as_deref(), data.is_free), (Some("News"), Some(false)));
        assert_eq!(data.correction.as_deref(), Some("An earlier version gave the wrong toll."));
    }

    #[test]
    fn broken_json_is_mended() {
        let data = read(&["<!-- {\"@type\": \"NewsArticle\", \"headline\": \"Ferry\n fire \\'31\", } -->;"], "");
        assert_eq!((data.headline.as_deref(), data.n_broken), (Some("Ferry fire '31"), 0));
        let data = read(&["{\"@type\": \"NewsArticle\", \"headline\": ", "", "[]"], "");
        assert_eq!((data.headline, data.n_broken), (None, 1));
    }

    #[test]
    fn the_article_is_told_from_teasers() {
        let block =
            r#"[{"@type": "NewsArticle", "headline": "Tram strike ends"}, {"@type": "NewsArticle", "headline": "Ferry fire kills 12"}]"#;
        assert_eq!(read(&[block], "Ferry fire kills 12 | Courier").headline.as_deref(), Some("Ferry fire kills 12"));
        assert_eq!(read(&[block], "").headline.as_deref(), Some("Tram strike ends"));
    }

    #[test]
    fn deep_data_is_no_data() {
        let deep = "[".repeat(100_000);
        assert_eq!(read(&[&deep], "").n_broken, 1);
    }
}

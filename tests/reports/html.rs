//! Pages are valid: what the HTML standard asks of documents as far as these use it.

use crate::support::{Element, elements, examples, history};
use std::collections::{BTreeMap, BTreeSet};
use writethru::changelog::{Only, annotate, select};
use writethru::report::{html, pages as said};

/// Every kind of page of every example.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for log in examples() {
        let last = log.revisions.len() - 1;
        let mut add = |name: &str, page: String| pages.push((format!("{name} of {}", log.article), page));
        add("log", html::log(&log));
        add("diff", html::diff(&log, 0, false));
        add("diff --all", html::diff(&log, log.steps.len() - 1, true));
        add("no diff", html::diff(&log, 99, false));
        add("show", html::page(&said::show(&log.revisions[last])));
        add("quotes", html::page(&said::quotes(&log)));
        add("claims", html::page(&said::claims(&log)));
        add("annotate", html::page(&said::annotate(&log, last, &annotate(&log, last))));
    }
    pages.push(("explain".to_owned(), html::page(&said::explain_all())));
    pages.push(("log of nothing".to_owned(), html::log(&history("nothing", &[]))));
    pages.push(("log of an empty text".to_owned(), html::log(&history("", &["", "", "One."]))));
    pages
}

/// Elements that have no end tag.
const VOID: &[&str] = &["meta", "input"];

/// The tags of a document in order: whether one opens or closes, its name, its attributes. Read letter by letter and strictly, not with the
/// parser of browsers, which mends what is broken.
fn tags(html: &str) -> Vec<(bool, bool, String, Vec<String>)> {
    let mut found = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>\n").expect("a doctype");
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').expect("a tag that ends");
        let tag = &rest[at + 1..end];
        assert!(!tag.contains('<'), "{tag}");
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let (is_empty, tag) = tag.strip_suffix('/').map_or((false, tag), |tag| (true, tag));
        let mut parts = tag.splitn(2, ' ');
        let name = parts.next().expect("a name").to_owned();
        let mut attributes = Vec::new();
        let mut given = parts.next().unwrap_or_default();
        while !given.is_empty() {
            let quoted = given.find("=\"").filter(|&at| given.find(' ').is_none_or(|space| at < space));
            let (attribute, left) = match quoted {
                Some(at) => {
                    let end = at + 2 + given[at + 2..].find('"').expect("a value that ends");
                    (&given[..at], &given[end + 1..])
                }
                None => given.split_once(' ').map_or((given, ""), |(one, left)| (one, left)),
            };
            attributes.push(attribute.to_owned());
            given = left.strip_prefix(' ').unwrap_or(left);
        }
        found.push((closes, is_empty, name.clone(), attributes));
        rest = &rest[end + 1..];
        if name == "style" && !closes {
            rest = &rest[rest.find("</style>").expect("the style ends")..];
        }
    }
    found
}

#[test]
fn tags_are_balanced_and_attributes_stand_once() {
    for (page, html) in pages() {
        let mut open: Vec<String> = Vec::new();
        for (closes, is_empty, name, attributes) in tags(&html) {
            let once: BTreeSet<&String> = attributes.iter().collect();
            assert_eq!(once.len(), attributes.len(), "{page}: <{name}> {attributes:?}");
            if closes {
                assert_eq!(open.pop(), Some(name), "{page}: {open:?}");
            } else if !is_empty && !VOID.contains(&name.as_str()) {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{page}: {open:?}");
    }
}

/// Which elements each may stand in directly, as far as the standard restricts it.
const PARENTS: &[(&str, &[&str])] = &[
    ("li", &["ul", "ol"]),
    ("tr", &["thead", "tbody"]),
    ("td", &["tr"]),
    ("th", &["tr"]),
    ("thead", &["table"]),
    ("tbody", &["table"]),
    ("legend", &["fieldset"]),
    ("summary", &["details"]),
    ("figcaption", &["figure"]),
    ("main", &["body"]),
    ("footer", &["body"]),
    ("title", &["head", "svg"]),
    ("desc", &["svg"]),
];
/// What may hold nothing but these: phrasing content in paragraphs and the like.
const PHRASING: &[&str] = &["span", "strong", "ins", "del", "small", "a", "code", "time", "input", "label"];
const HOLDS_PHRASING: &[&str] =
    &["p", "h1", "h2", "span", "strong", "ins", "del", "small", "a", "code", "label", "legend", "summary", "figcaption", "td", "th"];

#[test]
fn elements_stand_where_they_may() {
    for (page, html) in pages() {
        let mut open: Vec<String> = Vec::new();
        let mut children: Vec<Vec<String>> = vec![Vec::new()];
        for (closes, is_empty, name, _) in tags(&html) {
            if closes {
                open.pop();
                let held = children.pop().expect("its own");
                if name == "ul" || name == "ol" {
                    assert!(!held.is_empty() && held.iter().all(|child| child == "li"), "{page}: <{name}> holds {held:?}");
                }
                if name == "details" {
                    assert_eq!(held.first().map(String::as_str), Some("summary"), "{page}");
                }
                continue;
            }
            let parent = open.last().map_or("", String::as_str);
            if let Some((_, parents)) = PARENTS.iter().find(|(child, _)| *child == name) {
                assert!(parents.contains(&parent), "{page}: <{name}> in <{parent}>");
            }
            if HOLDS_PHRASING.contains(&parent) {
                assert!(PHRASING.contains(&name.as_str()), "{page}: <{name}> in <{parent}>");
            }
            children.last_mut().expect("the document").push(name.clone());
            if !is_empty && !VOID.contains(&name.as_str()) {
                open.push(name);
                children.push(Vec::new());
            }
        }
    }
}

/// The parser of browsers finds nothing to mend; ids stand once, and what refers to one finds it.
#[test]
fn browsers_find_nothing_to_mend() {
    for (page, html) in pages() {
        let elements = elements(&html);
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        elements.iter().filter_map(|e| e.attribute("id")).for_each(|id| *ids.entry(id).or_default() += 1);
        assert!(ids.values().all(|n| *n == 1), "{page}: {ids:?}");
        for element in &elements {
            let refers = |name: &str| element.attribute(name).map(str::to_owned).unwrap_or_default();
            let targets = [refers("for"), refers("aria-labelledby"), refers("href").trim_start_matches('#').to_owned()];
            for target in targets.iter().flat_map(|t| t.split_whitespace()) {
                assert!(ids.contains_key(target), "{page}: <{}> refers to {target:?}", element.name);
            }
        }
        let one = |name: &str| elements.iter().filter(|e| e.name == name).count();
        assert_eq!((one("main"), one("h1"), one("body"), one("script"), one("img")), (1, 1, 1, 0, 0), "{page}");
    }
}

/// A headline that changed is drawn in its row, not in the first tenth of the text too; and where it is not known which sentences correspond
/// there is no picture, for it would say that none changed.
#[test]
fn the_picture_says_what_changed_once_or_nothing() {
    let text = |headline: &str| format!("{headline}\n\nThe ferry burned off the cape for two days, the coast guard said.");
    let texts = ["Ferry Burns Off Cape", "Ferry Sinks Off Cape", "Ferry Found Off Cape"].map(text);
    let mut log = history("ferry", &texts.each_ref().map(String::as_str));
    let page = html::log(&log);
    assert_eq!(page.matches("<rect ").count(), 2, "{page}");
    assert!(page.contains(": 0 sentences changed, and the headline."), "{page}");
    select(&mut log, &[Only::Headline]);
    let page = html::log(&log);
    assert!(page.contains("“Burns” to “Sinks”") && !page.contains("<figure"), "{page}");
}

/// The page names its one style sheet by its hash, and nothing else may be loaded, run or sent.
#[test]
fn the_policy_allows_the_style_sheet_and_nothing_else() {
    use base64::Engine;
    use sha2::{Digest, Sha256};
    let page = html::page(&said::explain_all());
    let elements = elements(&page);
    let of = |name: &str| elements.iter().filter(|e| e.name == name).collect::<Vec<&Element>>();
    let style = &of("style")[0].text;
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style.as_bytes()));
    let policy = of("meta").into_iter().find(|m| m.attribute("http-equiv") == Some("Content-Security-Policy")).expect("a policy");
    let expected = format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'");
    assert_eq!(
        policy.attribute("content"),
        Some(expected.as_str()),
        "after a change of style.css: put this hash into src/report/html/frame.rs"
    );
    assert!(!style.contains("url(") && !style.contains("@import"), "nothing is loaded");
}

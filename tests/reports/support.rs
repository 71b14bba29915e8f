//! Histories to report on, and parsed reports.

use dom_query::{Document, NodeRef};
use std::collections::BTreeMap;
use std::path::Path;
use writethru::changelog::{ChangeLog, changelog};
use writethru::ingest::Source;
use writethru::revision::Revision;

/// A history of texts, seen an hour apart.
pub fn history(article: &str, texts: &[&str]) -> ChangeLog {
    let first = chrono::DateTime::parse_from_rfc3339("2031-05-05T08:00:00+02:00").expect("a time");
    let seen = |(k, text): (usize, &&str)| {
        let observed_at = first + chrono::TimeDelta::hours(i64::try_from(k).expect("few"));
        Revision { name: format!("{k}.txt"), observed_at: Some(observed_at), text: (*text).to_owned(), ..Revision::default() }
    };
    changelog(article, texts.iter().enumerate().map(seen).collect(), None)
}

/// The invented articles that come along.
pub fn examples() -> Vec<ChangeLog> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("revisions/examples");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the examples").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let source = Source::find(&path.display().to_string(), Path::new("none")).expect("found");
        let article = source.read(None).expect("read").value;
        changelog(&article.name, article.revisions, None)
    };
    paths.iter().map(read).collect()
}

/// An element of a parsed page: its name, its attributes, its text.
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// All elements of a page in order, as html5ever, the parser of Servo, makes them.
pub fn elements(html: &str) -> Vec<Element> {
    let document = Document::from(html);
    assert!(document.errors.borrow().is_empty(), "{:?} in {}…", document.errors.borrow(), html.chars().take(3000).collect::<String>());
    let mut found = Vec::new();
    walk(&document.root(), &mut found);
    found
}

fn walk(node: &NodeRef, found: &mut Vec<Element>) {
    for child in node.children() {
        if child.is_element() {
            let attributes = child.attrs().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
            found.push(Element { name: child.node_name().unwrap_or_default().to_string(), attributes, text: child.text().to_string() });
        }
        walk(&child, found);
    }
}

/// How often each element with its attributes stands in a page, values of numbers left out: what a text cannot change.
pub fn skeleton(elements: &[Element]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for element in elements {
        let mut key = element.name.clone();
        for (name, value) in &element.attributes {
            let value: String = value.chars().filter(|c| !c.is_ascii_digit()).collect();
            key.push_str(&format!(" {name}={value}"));
        }
        *counts.entry(key).or_default() += 1;
    }
    counts
}

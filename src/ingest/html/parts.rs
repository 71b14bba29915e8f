//! What part of a page an element is, by its tag, role and the words of its class.
//!
//! The words are `lexicon/parts.tsv`. A name is a hint, never more: an element that holds half of the article is not the
//! box its name speaks of (`<div class="has-sidebar related-topics-on">` may hold everything).

use crate::ingest::lexicon;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Part {
    Body,
    Headline,
    Standfirst,
    Byline,
    Stamp,
    Notice,
    Caption,
    Related,
    Nav,
    Share,
    Signup,
    Comments,
    Ad,
    Tags,
    Bio,
    Footer,
    Sidebar,
    Consent,
    Hidden,
}

/// Each part with its name in the list.
const NAMES: &[(&str, Part)] = &[
    ("body", Part::Body),
    ("headline", Part::Headline),
    ("standfirst", Part::Standfirst),
    ("byline", Part::Byline),
    ("stamp", Part::Stamp),
    ("notice", Part::Notice),
    ("caption", Part::Caption),
    ("related", Part::Related),
    ("nav", Part::Nav),
    ("share", Part::Share),
    ("signup", Part::Signup),
    ("comments", Part::Comments),
    ("ad", Part::Ad),
    ("tags", Part::Tags),
    ("bio", Part::Bio),
    ("footer", Part::Footer),
    ("sidebar", Part::Sidebar),
    ("consent", Part::Consent),
    ("hidden", Part::Hidden),
];

impl Part {
    fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(n, _)| *n == name).map(|&(_, part)| part)
    }
}

/// Several parts at once.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Parts(u32);

impl std::fmt::Debug for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(NAMES.iter().filter(|(_, p)| self.has(*p)).map(|(_, p)| p)).finish()
    }
}

impl Parts {
    pub fn has(self, part: Part) -> bool {
        self.0 & (1 << part as u32) != 0
    }

    pub fn any(self, parts: &[Part]) -> bool {
        parts.iter().any(|&p| self.has(p))
    }

    pub fn add(&mut self, part: Part) {
        self.0 |= 1 << part as u32;
    }

    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The words behind the first, and the part they speak of.
type Row = (Vec<&'static str>, Part);

/// Rows by their first word.
static ROWS: LazyLock<HashMap<&'static str, Vec<Row>>> = LazyLock::new(|| {
    let mut rows: HashMap<_, Vec<_>> = HashMap::new();
    for (words, part) in lexicon::rows(include_str!("lexicon/parts.tsv")) {
        let (Some(part), Some((first, rest))) =
            (Part::named(part), words.split(' ').collect::<Vec<_>>().split_first().map(|(f, r)| (*f, r.to_vec())))
        else {
            continue;
        };
        rows.entry(first).or_default().push((rest, part));
    }
    rows
});

/// A name of more words than this is generated, and says nothing.
const MAX_NAME_WORDS: usize = 24;

/// The parts that the words of a class, id or role speak of.
pub(super) fn named(names: &str) -> Parts {
    let mut parts = Parts::default();
    for name in names.split_ascii_whitespace().take(40) {
        let words = words(name);
        for (k, word) in words.iter().enumerate() {
            for (rest, part) in ROWS.get(word.as_str()).into_iter().flatten() {
                if rest.iter().enumerate().all(|(j, w)| words.get(k + 1 + j).is_some_and(|found| found == w)) {
                    parts.add(*part);
                }
            }
        }
    }
    parts
}

/// `relatedPosts__item-2` → related, posts, item, 2.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut begins = true;
    let mut was_lower = false;
    for c in name.chars().take(120) {
        if !c.is_ascii_alphanumeric() {
            begins = true;
            continue;
        }
        let camel = was_lower && c.is_ascii_uppercase();
        was_lower = c.is_ascii_lowercase();
        if begins || camel {
            if words.len() == MAX_NAME_WORDS {
                break;
            }
            words.push(String::new());
        }
        begins = false;
        if let Some(word) = words.last_mut() {
            word.push(c.to_ascii_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_elements() {
        for (name, part) in [
            ("c-newsletter-signup", Part::Signup),
            ("relatedPosts__item-2", Part::Related),
            ("story story_body", Part::Body),
            ("readMore", Part::Related),
            ("wp-caption-text", Part::Caption),
            ("Editors-Note", Part::Notice),
        ] {
            assert!(named(name).has(part), "{name}");
        }
        for name in ["shader", "adapt header-loaded", "read-morello", "storybook", ""] {
            assert!(named(name).is_empty(), "{name}");
        }
    }
}

//! Who wrote the article: by the page's data, its head, or the line below the headline. The words are `lexicon/authors.tsv`.

use super::data::{Data, without_by};
use super::outline::{Block, Outline, Shape};
use super::parts::Part;
use crate::ingest::lexicon;
use std::sync::LazyLock;

/// A line that names authors has at most this many words.
const MAX_LINE_WORDS: usize = 16;
/// A name has at most this many words; in the page's data it may be an agency's.
const MAX_NAME_WORDS: usize = 8;
const MAX_SHOWN_NAME_WORDS: usize = 4;
const MAX_AUTHORS: usize = 20;

/// Words about authors.
pub(super) struct Words {
    stamps: Vec<&'static str>,
    behind: Vec<&'static str>,
    pub is: Vec<&'static str>,
    pub trades: Vec<&'static str>,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let words = |what| lexicon::words(include_str!("lexicon/authors.tsv"), what);
    Words { stamps: words("stamp"), behind: words("behind"), is: words("is"), trades: words("trade") }
});

/// The authors, in order.
pub(super) fn authors(outline: &Outline, data: &Data) -> Vec<String> {
    if !data.authors.is_empty() {
        return data.authors.clone();
    }
    let mut authors: Vec<String> = Vec::new();
    for value in outline.metas_of("author") {
        let name = without_by(value);
        let is_name = !name.contains("://") && !name.contains('@') && name.split(' ').count() <= MAX_NAME_WORDS;
        if is_name && authors.len() < MAX_AUTHORS && !authors.iter().any(|a| a == name) {
            authors.push(name.to_owned());
        }
    }
    if authors.is_empty() { shown(outline) } else { authors }
}

/// The authors that a line above the text names: “By Mara Ostrowe and Hal Denby”, “Posted on May 5 by Mara Ostrowe”.
fn shown(outline: &Outline) -> Vec<String> {
    let is_line = |b: &&Block| !matches!(b.shape, Shape::Heading(_) | Shape::Item) && b.text.split_whitespace().count() <= MAX_LINE_WORDS;
    let no_author = [Part::Comments, Part::Related, Part::Sidebar, Part::Footer, Part::Nav];
    let lines = outline.blocks.iter().filter(is_line).filter(|b| !outline.stands_in(b, &no_author));
    lines.map(|b| named(&b.text)).find(|names| !names.is_empty()).unwrap_or_default()
}

fn named(line: &str) -> Vec<String> {
    let line = line.replace('\n', " ");
    let lower = line.to_ascii_lowercase();
    let behind = if lower.starts_with("by ") {
        &line[3..]
    } else {
        let stamped = WORDS.stamps.iter().any(|s| lower.starts_with(s));
        match lower.find(" by ").filter(|_| stamped) {
            Some(at) => &line[at + 4..],
            None => return Vec::new(),
        }
    };
    let end =
        behind.find(|c: char| matches!(c, '|' | '·' | '•' | '(' | '/' | '—' | '–' | ':') || c.is_ascii_digit()).unwrap_or(behind.len());
    let names = behind[..end].split(" and ").flat_map(|names| names.split(", ")).map(str::trim).filter(|n| !n.is_empty());
    let names = names.map(without_stamp);
    let is_name = |name: &&str| {
        let n_words = name.split(' ').count();
        (2..=MAX_SHOWN_NAME_WORDS).contains(&n_words)
            && name.split(' ').all(|w| w.starts_with(char::is_uppercase) || w.len() <= 3)
            && !name.ends_with('.')
    };
    // Behind the first that is none come titles: “By Mara Ostrowe, Ports Correspondent of the Courier”.
    names.take_while(is_name).take(MAX_AUTHORS).map(str::to_owned).collect()
}

/// “Mara Ostrowe Updated 3 hours ago” → “Mara Ostrowe”.
fn without_stamp(name: &str) -> &str {
    let is_stamp = |word: &str| word.starts_with(char::is_uppercase) && WORDS.behind.iter().any(|w| word.eq_ignore_ascii_case(w));
    let mut at = 0;
    for word in name.split(' ') {
        if at > 0 && is_stamp(word) {
            return &name[..at - 1];
        }
        at += word.len() + 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn lines_that_name_authors() {
        for (line, expected) in [
            ("By Mara Ostrowe", "Mara Ostrowe"),
            ("By Mara Ostrowe and Hal Denby | 5 May 2031", "Mara Ostrowe; Hal Denby"),
            ("BY Mara Ostrowe, Tam Reve and Ines van der Orne", "Mara Ostrowe; Tam Reve; Ines van der Orne"),
            ("Posted on May 5, 2031 by Tam Reve", "Tam Reve"),
            ("By Mara Ostrowe Updated 3 hours ago", "Mara Ostrowe"),
            ("By noon the fire was out.", ""),
            ("By Monday", ""),
            ("By Ines Maria van Orne", "Ines Maria van Orne"),
            ("By Order Of The Town Council", ""),
            ("The fire was seen by Mara Ostrowe", ""),
        ] {
            assert_eq!(named(line).join("; "), expected, "{line}");
        }
    }
}

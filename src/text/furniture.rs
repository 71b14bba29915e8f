//! Lines of a page that are not the article: “Related: Ten things to know about ash”, “214 comments”, “(Reporting by
//! Ines Orne; editing by Mara Venn)”.
//!
//! Also the labels of captions, of credits and of a content system's own data.
//!
//! The words are `lexicon/furniture.tsv`. When it is wrong: a paragraph that opens with such words and has no full stop.

use memchr::memchr;
use memchr::memmem::Finder;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Furniture is short; a longer paragraph says something.
const MAX_WORDS: usize = 24;
/// … names of reporters apart.
const MAX_CREDIT_WORDS: usize = 60;

/// Where the words of a row stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Label,
    Whole,
    Counter,
    Credit,
    Signed,
}

/// Rows by the byte a line has to open with; those that stand elsewhere under 0.
static ROWS: LazyLock<Vec<Vec<(&'static str, Place)>>> = LazyLock::new(|| {
    let place = |name: &str| match name {
        "label" => Some(Place::Label),
        "whole" => Some(Place::Whole),
        "counter" => Some(Place::Counter),
        "credit" => Some(Place::Credit),
        "signed" => Some(Place::Signed),
        _ => None,
    };
    let mut by_first = vec![Vec::new(); 256];
    for (words, place) in rows().filter_map(|(words, name)| Some((words, place(name)?))) {
        let anywhere = matches!(place, Place::Counter | Place::Signed);
        by_first[if anywhere { 0 } else { usize::from(words.as_bytes()[0]) }].push((words, place));
    }
    by_first
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("lexicon/furniture.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).filter_map(|l| l.split_once('\t'))
}

/// The rows of a kind by the byte they open with.
fn by_first_byte(kind: &str) -> Vec<Vec<&'static str>> {
    let mut by_first = vec![Vec::new(); 256];
    for (words, _) in rows().filter(|(_, name)| *name == kind) {
        by_first[usize::from(words.as_bytes()[0])].push(words);
    }
    by_first
}

fn opens_with(rows: &[Vec<&str>], lower: &str) -> bool {
    lower.bytes().next().is_some_and(|first| rows[usize::from(first)].iter().any(|words| lower.starts_with(words)))
}

/// “Pictured: the new pier”: whether a paragraph, in lower case, opens like a caption.
pub(crate) fn opens_caption(lower: &str) -> bool {
    static ROWS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| by_first_byte("caption"));
    opens_with(&ROWS, lower)
}

/// “Photo courtesy of Ines Orne”: whether a paragraph, in lower case, opens like the credit of a picture.
pub(crate) fn opens_credit(lower: &str) -> bool {
    static ROWS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| by_first_byte("picture-credit"));
    opens_with(&ROWS, lower)
}

/// “The pool in spring. Photo: Ines Orne”: whether the credit of a picture stands in a paragraph, in lower case.
pub(crate) fn holds_credit(lower: &str) -> bool {
    /// By a sign each of them has: most paragraphs have none of those.
    static ROWS: LazyLock<Vec<(u8, Vec<Finder>)>> = LazyLock::new(|| {
        let mut by_sign: Vec<(u8, Vec<Finder>)> = Vec::new();
        for (words, _) in rows().filter(|(_, name)| *name == "behind") {
            let sign = words.bytes().rfind(u8::is_ascii_punctuation).unwrap_or(b' ');
            match by_sign.iter_mut().find(|(s, _)| *s == sign) {
                Some((_, finders)) => finders.push(Finder::new(words)),
                None => by_sign.push((sign, vec![Finder::new(words)])),
            }
        }
        by_sign
    });
    let text = lower.as_bytes();
    ROWS.iter().any(|(sign, all)| memchr(*sign, text).is_some() && all.iter().any(|words| words.find(text).is_some()))
}

/// Whether a word in lower case is a key of the data that content systems keep above a text (`title: …`, `tags: - …`).
pub(crate) fn is_key(word: &str) -> bool {
    static KEYS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| rows().filter(|(_, name)| *name == "key").map(|(words, _)| words).collect());
    KEYS.contains(word)
}

/// Whether a paragraph is furniture; `lower` is it in lower case.
pub(crate) fn is_furniture(lower: &str, n_words: usize) -> bool {
    if n_words == 0 || n_words > MAX_CREDIT_WORDS {
        return false;
    }
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let ends = lower.trim_end().ends_with(['.', '!', '?']) || lower.chars().next_back().is_some_and(super::fold::is_quotation_mark);
    let counted = bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | ' '));
    let opens = |words: &str| bare.strip_prefix(words).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let first = bare.bytes().next().map_or(0, usize::from);
    ROWS[first].iter().chain(&ROWS[0]).any(|&(words, place)| match place {
        Place::Label => {
            n_words <= MAX_WORDS
                && opens(words)
                    .is_some_and(|rest| rest.trim_start().starts_with([':', '|', '—', '–', '»', '>']) || !ends && words.contains(' '))
        }
        Place::Whole => bare == words,
        Place::Counter => counted == words && counted.len() < bare.len(),
        Place::Credit => opens(words).is_some(),
        Place::Signed => bare.ends_with(words),
    })
}

#[cfg(test)]
mod tests {
    use super::is_furniture;

    #[test]
    fn lines_of_the_page_are_known() {
        for yes in [
            "Related: Ten things to know about ash",
            "214 comments",
            "3 min read",
            "READ MORE: What the vote means",
            "Advertisement",
            "(Reporting by Ines Orne and Tam Reve; editing by Mara Venn)",
            "Mara Venn in Ostrava contributed to this report.",
        ] {
            assert!(is_furniture(&yes.to_lowercase(), yes.split(' ').count()), "{yes}");
        }
        for no in [
            "Related offences rose by 4%.",
            "Read more books, the minister told pupils.",
            "Watch sales fell by a fifth.",
            "The report drew 214 comments.",
            "Share prices fell",
        ] {
            assert!(!is_furniture(&no.to_lowercase(), no.split(' ').count()), "{no}");
        }
    }

    /// A line of a page is short, but a wire service may name ten reporters.
    #[test]
    fn how_long_furniture_is() {
        let is = |line: &str| is_furniture(&line.to_lowercase(), line.split(' ').count());
        let line = "Related: The ten things to know of the old road by the river and the mill on the hill";
        assert!(is(line) && !is(&format!("{line} of the town of Velmar in the north of the valley")));
        let names = "Ines Orne in Velmar, Tam Reve in Vessen, Mara Venn in Ostrava, Hal Denby in Kessel, Orla Kent in Wenlow";
        let credit = format!("(Reporting by {names}, Edda Holt in Orne and Tomas Brill in Varn; editing by Ada Crane)");
        assert!(is(&credit) && !is(&format!("{credit} {names} {names}")));
    }
}

//! The words of notices, from `lexicon/notices.tsv`, and where they stand.

use super::super::when::Stretch;
use crate::extract::{Language, NoticeClass, Scope, Topic};
use crate::text::fold;
use std::ops::Range;
use std::sync::LazyLock;

/// What some words of a notice are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Label(NoticeClass),
    Advisory(NoticeClass),
    Error,
    Fix,
    Clarify,
    Add,
    Retract,
    Publish,
    Remove,
    Text,
    Version,
    Assert,
    Done,
    Be,
    Stop,
    Topic(Topic),
    Scope(Scope),
}

struct Phrase {
    words: Vec<&'static str>,
    language: Language,
    /// Whether the last word may have any ending.
    open: bool,
    sign: Sign,
}

/// Longest first.
static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let mut phrases: Vec<Phrase> = rows().filter_map(phrase).collect();
    phrases.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
    phrases
});

/// For every byte that a first word can begin with, the phrases that do: most tokens begin none.
static BY_FIRST_BYTE: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let mut lists = vec![Vec::new(); 256];
    for (n, phrase) in PHRASES.iter().enumerate() {
        lists[usize::from(phrase.words[0].as_bytes()[0])].push(n);
    }
    lists
});

/// Words, what they are, and their language where it is not English.
fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    include_str!("../lexicon/notices.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or(""))
    })
}

fn topic(kind: &str) -> Option<Topic> {
    Some(match kind {
        "information" => Topic::Information,
        "remarks" => Topic::Remarks,
        "figure" => Topic::Figure,
        "date" => Topic::Date,
        "name" => Topic::Name,
        "attribution" => Topic::Attribution,
        "quotation" => Topic::Quotation,
        "headline" => Topic::Headline,
        _ => return None,
    })
}

fn scope(kind: &str) -> Option<Scope> {
    Some(match kind {
        "body" => Scope::Body,
        "headline" => Scope::Headline,
        "caption" => Scope::Caption,
        "graphic" => Scope::Graphic,
        "picture" => Scope::Picture,
        _ => return None,
    })
}

fn phrase([words, kind, language]: [&'static str; 3]) -> Option<Phrase> {
    let class = |kind: &str| {
        Some(match kind {
            "correction" => NoticeClass::Correction,
            "clarification" => NoticeClass::Clarification,
            "update" => NoticeClass::Update,
            "note" => NoticeClass::EditorsNote,
            "retraction" => NoticeClass::Retraction,
            _ => return None,
        })
    };
    let sign = match kind {
        "error" => Sign::Error,
        "fix" => Sign::Fix,
        "clarify" => Sign::Clarify,
        "add" => Sign::Add,
        "retract" => Sign::Retract,
        "publish" => Sign::Publish,
        "remove" => Sign::Remove,
        "text" => Sign::Text,
        "version" => Sign::Version,
        "assert" => Sign::Assert,
        "done" => Sign::Done,
        "be" => Sign::Be,
        "stop" => Sign::Stop,
        _ => match kind.split_once('-')? {
            ("label", kind) => Sign::Label(class(kind)?),
            ("advisory", kind) => Sign::Advisory(class(kind)?),
            ("topic", kind) => Sign::Topic(topic(kind)?),
            ("scope", kind) => Sign::Scope(scope(kind)?),
            _ => return None,
        },
    };
    let language = match language {
        "" => Language::English,
        "de" => Language::German,
        "fr" => Language::French,
        "es" => Language::Spanish,
        "it" => Language::Italian,
        _ => return None,
    };
    let open = words.ends_with('*');
    // “editor’s” is two tokens, “editors’” too.
    let words = words.trim_end_matches('*').split(' ').flat_map(|w| {
        if let Some(stem) = w.strip_suffix("'s") {
            [stem, "'s"]
        } else if let Some(stem) = w.strip_suffix('\'') {
            [stem, "'"]
        } else {
            [w, ""]
        }
    });
    Some(Phrase { words: words.filter(|w| !w.is_empty()).collect(), language, open, sign })
}

/// Where the words of `phrase` that begin at token `k` end.
fn ends(s: &Stretch, k: usize, phrase: &Phrase) -> Option<usize> {
    let last = phrase.words.len() - 1;
    let same = |n: usize, word: &str| {
        let lower = s.lower(k + n);
        if lower.is_empty() || word.starts_with('\'') {
            return !lower.is_empty() && fold::key(lower) == word;
        }
        if phrase.open && n == last { lower.starts_with(word) } else { lower == word }
    };
    phrase.words.iter().enumerate().all(|(n, w)| same(n, w)).then_some(k + phrase.words.len())
}

/// Whether words of a sign begin at token `k`, and where they end.
pub(super) fn at(s: &Stretch, k: usize, sign: Sign) -> Option<usize> {
    let first = *s.lower(k).as_bytes().first()?;
    BY_FIRST_BYTE[usize::from(first)].iter().map(|&n| &PHRASES[n]).filter(|p| p.sign == sign).find_map(|p| ends(s, k, p))
}

/// Whether words of a sign stand among `range`.
pub(super) fn has(s: &Stretch, range: &Range<usize>, sign: Sign) -> bool {
    find(s, range, sign).is_some()
}

/// The first words of a sign among `range`: where they begin and end.
pub(super) fn find(s: &Stretch, range: &Range<usize>, sign: Sign) -> Option<(usize, usize)> {
    range.clone().find_map(|k| at(s, k, sign).map(|end| (k, end)))
}

/// Every topic or part of the article that is named in `range`, with the tokens of its words.
pub(super) fn named<T: Copy>(s: &Stretch, range: Range<usize>, of: impl Fn(Sign) -> Option<T>) -> Vec<(T, Range<usize>)> {
    let mut found = Vec::new();
    let mut k = range.start;
    while k < range.end {
        let phrases = s.lower(k).as_bytes().first().map_or(&[][..], |&first| &BY_FIRST_BYTE[usize::from(first)]);
        let named = phrases.iter().map(|&n| &PHRASES[n]).find_map(|p| Some((of(p.sign)?, ends(s, k, p)?)));
        match named {
            Some((what, end)) => {
                found.push((what, k..end));
                k = end;
            }
            None => k += 1,
        }
    }
    found
}

/// The language whose words stand there, by the first that is not English.
pub(super) fn language(s: &Stretch) -> Language {
    let other = |k: usize| {
        let first = *s.lower(k).as_bytes().first()?;
        let phrases = BY_FIRST_BYTE[usize::from(first)].iter().map(|&n| &PHRASES[n]);
        phrases.filter(|p| p.language != Language::English).find(|p| ends(s, k, p).is_some()).map(|p| p.language)
    };
    (s.from..s.to).find_map(other).unwrap_or_default()
}

/// The label that opens a notice, or the verb of a wire advisory.
pub(super) struct Label {
    pub kind: Option<NoticeClass>,
    /// Its words.
    pub words: Range<usize>,
    /// Whether it is the verb of an advisory, which is part of the text.
    pub advisory: bool,
    /// The token after it; the first token of the notice where there is none.
    pub end: usize,
}

/// Reads the label.
pub(super) fn label(s: &Stretch) -> Label {
    let mut start = s.from;
    while start < s.to && !s.is_word(start) {
        start += 1;
    }
    // “Summer 2031 Update”: the label may follow a date.
    let skipped = (start..s.to.min(start + 3)).find(|&k| s.is_number(k)).filter(|&k| k == start + 1).map(|k| k + 1);
    let bracketed = (s.from..start).any(|k| s.any(k, &["(", "["]));
    for (at, late) in [(Some(start), false), (skipped, true)] {
        let Some(at) = at else { continue };
        for phrase in PHRASES.iter() {
            let (Sign::Label(class) | Sign::Advisory(class)) = phrase.sign else { continue };
            let advisory = matches!(phrase.sign, Sign::Advisory(_));
            // “Updates” is a label at the head of a line and a verb in brackets.
            if advisory != (bracketed && PHRASES.iter().any(|p| matches!(p.sign, Sign::Advisory(_)) && ends(s, at, p).is_some())) && !late {
                continue;
            }
            if let Some(end) = ends(s, at, phrase) {
                return Label { kind: Some(class), words: at..end, advisory, end: if advisory { at } else { end } };
            }
        }
    }
    // “This version CORRECTS the spelling of …”
    let wire = s.is(start, "this") && s.is(start + 1, "version");
    let verb = PHRASES.iter().filter(|_| wire).find_map(|p| match p.sign {
        Sign::Advisory(class) => ends(s, start + 2, p).map(|end| (class, start + 2..end)),
        _ => None,
    });
    let start = start.min(s.to);
    match verb {
        Some((class, words)) => Label { kind: Some(class), words, advisory: true, end: start },
        None => Label { kind: None, words: start..start, advisory: false, end: start },
    }
}

/// Whether a line ends behind token `k`.
pub(super) fn line_ends(s: &Stretch, k: usize) -> bool {
    let tokens = s.text.tokens();
    k + 1 < s.to && s.text.as_str()[tokens[k].end()..tokens[k + 1].start()].contains('\n')
}

/// Whether the full stop at token `k` belongs to an abbreviation: “Ms.”, “No.”, “Nov.”, “J.”
pub(super) fn is_abbreviation(s: &Stretch, k: usize) -> bool {
    if k == s.from || !s.is_glued(k) {
        return false;
    }
    let word = s.lower(k - 1);
    s.is_word(k - 1) && (word.len() == 1 && s.is_capital(k - 1) || ABBREVIATIONS.contains(&word) && s.is_capital(k - 1))
}

/// Abbreviations whose stop does not end a sentence before a capital.
static ABBREVIATIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let rows = include_str!("../lexicon/abbreviations.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|l| {
        let mut columns = l.split('\t');
        let form: &'static str = columns.next()?;
        matches!(columns.next()?, "title" | "month" | "day" | "ref" | "inner").then(|| &*Box::leak(form.to_lowercase().into_boxed_str()))
    })
    .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        for row in rows() {
            assert!(phrase(row).is_some(), "notices.tsv: {row:?}");
        }
    }

    #[test]
    fn every_label_opens_a_notice_block() {
        use crate::text::{BlockKind, Text};
        // “Note:” and “Updates” do so only before words of the article.
        for [words, kind, _] in rows().filter(|[w, k, _]| k.starts_with("label") && !matches!(*w, "note" | "nb" | "updates")) {
            let text = Text::new(format!("Pier opens\n\nThe pier opened.\n\n{words}: The pier is shut."));
            assert_eq!(text.blocks()[2].kind, BlockKind::Notice, "{words}\t{kind}");
        }
    }
}

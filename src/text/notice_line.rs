//! Whether a paragraph is the publisher's own word of change: a correction, an update, an editor's note.
//!
//! Recognising belongs here, because a notice is a kind of block; *reading* it (class, time, wrong and right
//! words) is [`extract::notices`](crate::extract::notices).
//!
//! “Correction, March 6: An earlier version of this article misspelled …” is one; “Updated 3 hours ago” says
//! nothing of the text and is not; “The ministry published a correction on Friday” is news.

use super::calendar::{self, Form, Word};
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// What some words are, as `lexicon/notice_line.tsv` describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Label,
    WeakLabel,
    Subject,
    Done,
    Advisory,
    Stamp,
    Policy,
    Developing,
    Version,
    ForeignVersion,
    Opener,
    Printed,
    Erred,
    ZoneWord,
    ForeignDone,
    Auxiliary,
    WholeVerb,
    VersionVerb,
    ForeignSubject,
    Opening,
    Placed,
}

/// The words of one kind, ready to be asked of every paragraph.
#[derive(Default)]
struct Words {
    /// As the list has them.
    all: Vec<(&'static str, Finder<'static>)>,
    /// The same by their first byte, as most paragraphs open with none; words with one first byte as the list has them.
    by_first: Vec<&'static str>,
    /// For every byte where the words begin that open with it or a later one.
    starts: Vec<u8>,
}

impl Words {
    /// The words that open with the first byte of `text`.
    fn like(&self, text: &str) -> &[&'static str] {
        let places = text.bytes().next().and_then(|first| self.starts.get(usize::from(first)..usize::from(first) + 2));
        places.map_or(&[], |at| &self.by_first[usize::from(at[0])..usize::from(at[1])])
    }
}

/// The words of each kind.
static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let mut by_kind: Vec<Words> = Vec::new();
    for (words, kind) in rows() {
        let Some(kind) = read(kind) else { continue };
        let at = kind as usize;
        by_kind.resize_with(by_kind.len().max(at + 1), Words::default);
        by_kind[at].all.push((words, Finder::new(words)));
    }
    for words in &mut by_kind {
        words.by_first = words.all.iter().map(|(word, _)| *word).collect();
        words.by_first.sort_by_key(|word| word.as_bytes().first().copied());
        let n_before = |byte: usize| words.by_first.partition_point(|word| word.bytes().next().map_or(0, usize::from) < byte);
        words.starts = (0..=256).map(|byte| u8::try_from(n_before(byte)).expect("few words of a kind")).collect();
    }
    by_kind
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("lexicon/notice_line.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).filter_map(|l| l.split_once('\t'))
}

fn read(kind: &str) -> Option<Kind> {
    Some(match kind {
        "label" => Kind::Label,
        "weak-label" => Kind::WeakLabel,
        "subject" => Kind::Subject,
        "done" => Kind::Done,
        "advisory" => Kind::Advisory,
        "stamp" => Kind::Stamp,
        "policy" => Kind::Policy,
        "developing" => Kind::Developing,
        "version" => Kind::Version,
        "foreign-version" => Kind::ForeignVersion,
        "opener" => Kind::Opener,
        "printed" => Kind::Printed,
        "erred" => Kind::Erred,
        "zone-word" => Kind::ZoneWord,
        "foreign-done" => Kind::ForeignDone,
        "auxiliary" => Kind::Auxiliary,
        "whole-verb" => Kind::WholeVerb,
        "version-verb" => Kind::VersionVerb,
        "foreign-subject" => Kind::ForeignSubject,
        "opening" => Kind::Opening,
        "placed" => Kind::Placed,
        _ => return None,
    })
}

/// All words of a kind.
fn words(kind: Kind) -> impl Iterator<Item = &'static str> {
    WORDS.get(kind as usize).into_iter().flat_map(|words| &words.all).map(|(word, _)| *word)
}

/// The first word of a kind that `text` opens with, as a whole word, and what follows it.
fn opening(kind: Kind, text: &str) -> Option<(&'static str, &str)> {
    WORDS.get(kind as usize)?.like(text).iter().find_map(|word| Some((*word, after_word(text, word)?)))
}

/// Whether a word is one of a kind.
fn is(kind: Kind, word: &str) -> bool {
    WORDS.get(kind as usize).is_some_and(|words| words.like(word).contains(&word))
}

/// The words of a kind that stand in `text`, each with where it stands first.
fn standing(kind: Kind, text: &str) -> impl Iterator<Item = (&'static str, usize)> {
    let found = |(word, finder): &'static (&'static str, Finder)| Some((*word, finder.find(text.as_bytes())?));
    WORDS.get(kind as usize).into_iter().flat_map(|words| &words.all).filter_map(found)
}

fn stands(kind: Kind, text: &str) -> bool {
    standing(kind, text).next().is_some()
}

/// Whether the paragraph (in lower case) is a notice.
pub(crate) fn is_notice(lower: &str) -> bool {
    reads_as_notice(lower) && !stands(Kind::Policy, clip(lower, 200))
}

fn reads_as_notice(lower: &str) -> bool {
    let bare = bare(lower);
    let parenthesised = lower.trim_start_matches(['*', '_', ' ']).starts_with(['(', '[']);
    if parenthesised && opening(Kind::Advisory, bare).is_some() {
        return true;
    }
    if let Some((_, rest)) = opening(Kind::Label, bare) {
        return is_labelled(rest, bare.starts_with("updated"));
    }
    if let Some((_, rest)) = opening(Kind::WeakLabel, bare) {
        return rest.starts_with(':') && opens_with_version(rest.trim_start_matches(':').trim_start());
    }
    opens_with_version(bare) || is_dated_update(bare)
}

/// Whether the first paragraph of a text is a notice: a headline may begin with “Update:” too, so it has to be a
/// sentence, or a label with its date.
pub(super) fn is_notice_on_top(lower: &str) -> bool {
    let sentence = lower.trim_end_matches(['*', '_', ' ', ')', ']', '”', '"']).ends_with(['.', '!']);
    is_notice(lower) && (sentence || announces(lower) && lower.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a notice is only a label, with or without its date, so that what it announces stands in the next paragraph.
pub(crate) fn announces(lower: &str) -> bool {
    let Some((_, rest)) = opening(Kind::Label, bare(lower)) else { return is_label_with_season(lower) };
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    rest.is_empty() || rest.len() < MAX_STAMP && is_stamp_words(rest)
}

/// Whether a short paragraph is furniture of the page: a mere time stamp (“Published 4 May 2031, updated 3 hours ago”),
/// or word that more will come.
pub(crate) fn is_stamp(lower: &str) -> bool {
    let timed = || lower.bytes().any(|b| b.is_ascii_digit()) || ["now", "today", "yesterday", "ago"].iter().any(|w| lower.contains(w));
    let stamped = lower.len() < 120
        && timed()
        && opening(Kind::Stamp, lower).is_some()
        && !is_notice(lower)
        && (!lower.trim_end().ends_with('.') || lower.trim_end().ends_with(".m."));
    let developing = lower.len() < 160 && starts_with_word(bare(lower), "this") && stands(Kind::Developing, lower);
    stamped || developing
}

/// A line without the marks that set it off.
fn bare(lower: &str) -> &str {
    lower.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '[' | '(' | '—' | '–' | '-' | '#' | '•' | '>'))
}

/// The longest stamp: “Sunday, 14 September 2031, at 10:15 p.m. Eastern time”.
const MAX_STAMP: usize = 60;

/// Behind a label: a colon or dash with words, or a date on the label's line, or a version phrase, or nothing (a
/// heading of its own). `stamped`: the label is “Updated”, which with a date alone is a page's clock.
fn is_labelled(rest: &str, stamped: bool) -> bool {
    let rest = rest.trim_start_matches(['*', '_', ']', ')']);
    let head = rest.trim_start();
    if head.is_empty() {
        return true;
    }
    let words = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    if is_relative_stamp(words) || stamped && is_stamp_words(words) {
        return false;
    }
    if head.starts_with([':', '—', '–']) || head.starts_with("- ") {
        return true;
    }
    if opens_with_version(words) || is_stamp_words(words) {
        return true;
    }
    // “Correction, Nov. 17, 2031: …”, “Updated on 17.01.31 at 5.40 pm: …”, “Update 7:57 p.m. ET – …”
    let Some(colon) = head.find([':', '—', '–', ')']).map(|first| colon_of(head, first)) else { return false };
    let asserts = head[colon..].chars().filter(|c| c.is_alphabetic()).count() > 2;
    asserts && is_stamp_words(&head[..colon])
}

/// Whether some words are a date or time and nothing else.
fn is_stamp_words(stamp: &str) -> bool {
    let (mut digits, mut after_time) = (false, false);
    let known = stamp.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '/' | '-' | '–' | '|' | '·')).all(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let numeric = word.contains(|c: char| c.is_ascii_digit());
        let dated = match calendar::word(word) {
            Some(Word::Month(..) | Word::Weekday(..) | Word::Part(_) | Word::Day(_) | Word::Clock(_) | Word::Joint) => true,
            Some(_) => false,
            // “p.m.”, and a zone behind a time: “ET”, “AEST”
            None => {
                word.is_empty()
                    || numeric && word.len() <= 12
                    || matches!(word, "am" | "th")
                    || after_time && word.len() <= 4
                    || is(Kind::ZoneWord, word)
            }
        };
        digits |= numeric;
        after_time = numeric || matches!(word, "am" | "pm" | "a.m" | "p.m") || word.is_empty() && after_time;
        dated
    });
    known && digits && stamp.len() < MAX_STAMP
}

/// The colon that ends the stamp, not the one inside “7:41 p.m.”.
fn colon_of(head: &str, first: usize) -> usize {
    let mut at = first;
    while head.as_bytes()[at] == b':' && head[at + 1..].starts_with(|c: char| c.is_ascii_digit()) {
        match head[at + 1..].find([':', '—', '–']) {
            Some(next) => at += 1 + next,
            None => return head.len(),
        }
    }
    at
}

/// “3 hours ago”, “just now”: a page's own clock.
fn is_relative_stamp(stamp: &str) -> bool {
    stamp.len() < 40 && (stamp.trim_end_matches(['.', ')']).trim_end().ends_with("ago") || stamp.starts_with("just now"))
}

/// “An earlier version of this article …”, “This story has been corrected …”, “A correction was made on …”.
fn opens_with_version(lower: &str) -> bool {
    let head = clip(lower, 140);
    let first = head.split_whitespace().next().unwrap_or("");
    // Every phrase of a version, in any of the languages, has these letters: most paragraphs are done with here.
    let versioned = VERSION.iter().any(|f| f.find(head.as_bytes()).is_some());
    if versioned && standing(Kind::ForeignVersion, head).any(|(_, at)| at < 40) {
        return true;
    }
    match first {
        "this" => this_was_done(head),
        "cet" | "ce" | "dieser" | "este" | "questo" => stands(Kind::ForeignDone, head) && stands(Kind::ForeignSubject, clip(head, 30)),
        _ if is(Kind::Opener, first) || first.ends_with("versions") => {
            // Behind a colon or a mark it is somebody else's notice: “The Courier wrote: ‘An earlier version …’”
            let own = |at: usize| at < 60 && !head[..at].contains(|c: char| c == ':' || super::fold::is_double_mark(c));
            versioned && standing(Kind::Version, head).any(|(v, at)| own(at) && names_subject(head[at + v.len()..].trim_start()))
                || words(Kind::Opening).any(|o| head.starts_with(o))
                || first == "we" && we_have_done(head)
                || in_print(lower)
                || first != "we"
                    && THIS
                        .find(head.as_bytes())
                        .and_then(|_| head.find("this "))
                        .is_some_and(|at| at > 0 && own(at) && this_was_done(&head[at..]))
        }
        _ => false,
    }
}

/// Every phrase for a version has one of these: version, versión, versione; Fassung; “first published this”.
static VERSION: LazyLock<[Finder<'static>; 3]> = LazyLock::new(|| ["vers", "fassung", "first published"].map(Finder::new));
/// What opens “this article was amended” inside a sentence.
static THIS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("this "));

/// “An article on Nov. 26 about golf misstated …”, as papers write of what they printed.
fn in_print(lower: &str) -> bool {
    let head = clip(lower, 48);
    let rest = standing(Kind::Printed, head).next().map(|(p, at)| lower[at + p.len()..].trim_start());
    rest.is_some_and(|rest| {
        let placed = opening(Kind::Placed, rest).is_some();
        let clause = clip(rest, 320);
        let own = !clause.contains(super::fold::is_double_mark);
        placed && own && stands(Kind::Erred, clause)
    })
}

/// “this article was amended”, “this March 5 story has been corrected”, “this version corrects”.
fn this_was_done(head: &str) -> bool {
    let rest = head["this".len()..].trim_start();
    // Agencies name their story by its day.
    let day = rest.split_whitespace().take(2).map(str::len).sum::<usize>() + 1;
    let dated = rest.get(..day).filter(|d| is_stamp_words(d)).map_or(rest, |_| rest[day..].trim_start());
    let Some((_, rest)) = opening(Kind::Subject, dated) else {
        return opening(Kind::VersionVerb, rest).is_some();
    };
    let rest = rest.trim_start();
    if let Some((verb, after)) = opening(Kind::WholeVerb, rest) {
        return verb != "contained" || ["error", "incorrect", "inaccura"].iter().any(|e| clip(after, 60).contains(e));
    }
    // “has since been amended”, “was first updated”
    words(Kind::Auxiliary).filter_map(|aux| after_word(rest, aux)).any(|after| {
        let plain = after.split_whitespace().filter(|w| !matches!(*w, "being" | "been" | "was" | "have"));
        plain.take(3).any(is_done)
    })
}

fn is_done(word: &str) -> bool {
    is(Kind::Done, word.trim_matches(|c: char| !c.is_alphabetic()))
}

/// “We have updated this story”, “We have corrected the headline above”.
fn we_have_done(head: &str) -> bool {
    let Some(rest) = head.strip_prefix("we have ").or_else(|| head.strip_prefix("we've ")).or_else(|| head.strip_prefix("we’ve ")) else {
        return false;
    };
    opening(Kind::Done, rest).is_some() && words(Kind::Subject).any(|s| clip(rest, 60).contains(&format!("this {s}")))
}

fn names_subject(rest: &str) -> bool {
    words(Kind::Subject).any(|s| rest.starts_with(s) || rest.split_whitespace().nth(1).is_some_and(|w| w.starts_with(s)))
}

/// A line such as “Summer 2031 Update” above a new paragraph: a season or month and year, then the label.
fn is_dated_update(lower: &str) -> bool {
    after_season(lower).is_some_and(|label| label.starts_with("update") || label.starts_with("correction"))
}

fn is_label_with_season(lower: &str) -> bool {
    after_season(lower).is_some_and(|label| matches!(label.trim_end_matches(':'), "update" | "correction"))
}

/// The longest name of a season or month, in any language, is shorter.
const MAX_SEASON: usize = 40;

/// What follows “Summer 2031 ” at the head of a line.
fn after_season(lower: &str) -> Option<&str> {
    let at = lower.bytes().take(MAX_SEASON).position(|b| b == b' ')?;
    let (first, rest) = (&lower[..at], &lower[at + 1..]);
    let (year, after) = rest.as_bytes().split_first_chunk::<4>()?;
    let is_year = year.iter().all(u8::is_ascii_digit) && after.first() == Some(&b' ');
    let is_season = || matches!(calendar::word(first), Some(Word::Season(_) | Word::Month(_, Form::Full)));
    (is_year && is_season()).then(|| &rest[5..])
}

fn starts_with_word(text: &str, word: &str) -> bool {
    after_word(text, word).is_some()
}

/// What follows `word` when `text` begins with it as a whole word.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    // Asked of every paragraph for every label.
    let rest = if text.as_bytes().first() == word.as_bytes().first() { text.strip_prefix(word)? } else { return None };
    (!rest.starts_with(|c: char| c.is_alphanumeric())).then_some(rest)
}

fn clip(text: &str, max: usize) -> &str {
    let mut end = max.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests;

//! The words for what changed, how many and when: the one place that chooses them.
//!
//! They describe and never judge. Numbers are figures, times are on the 24-hour clock with their offset, months as
//! newsrooms shorten them.

mod audit;
mod place;
mod summary;
mod time;

pub(super) use audit::{date_finding, ground, note, notice_findings, returned, seen, timing, verdict};
pub(super) use place::{part, places};
pub(super) use summary::{field_of, summary};
pub(super) use time::{interval, moment};

use crate::diff::{Change, Cosmetic, Field, Kind, Subject};
use crate::extract::{Claim, Extract, Notice, NoticeClass, Speaker};

/// `1 quotation`, `2 quotations`.
pub(super) fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The first `max` words, and a mark where there were more.
pub(super) fn clipped(text: &str, max: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    // One word cut is one mark put: not worth it.
    if words.len() <= max + 1 { words.join(" ") } else { format!("{} …", words[..max].join(" ")) }
}

/// The text with a capital.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// What happened to a quotation or claim: `Quotation added`, `Figure changed, tense changed`.
pub(super) fn entry(subject: Subject, change: Change, kinds: &[Kind]) -> String {
    if change == Change::Changed && !kinds.is_empty() {
        let labels: Vec<&str> = kinds.iter().map(|&k| k.label(subject)).collect();
        return sentence(&labels.join(", "));
    }
    sentence(&format!("{} {}", subject.name(), change.name()))
}

/// What a part of an article is called.
pub(super) fn field(field: Field) -> &'static str {
    match field {
        Field::Headline => "headline",
        Field::AlternativeHeadline => "alternative headline",
        Field::Byline => "byline",
        Field::Dateline => "dateline",
    }
}

/// What a notice is called.
pub(super) fn class(class: NoticeClass) -> &'static str {
    match class {
        NoticeClass::Correction => "correction",
        NoticeClass::Clarification => "clarification",
        NoticeClass::Update => "update",
        NoticeClass::EditorsNote => "editor’s note",
        NoticeClass::Retraction => "retraction",
    }
}

/// What a notice is and when it says it was: `update, 19:57, Aug. 18, 2025 (-04:00)`.
pub(super) fn notice(notice: &Notice) -> String {
    let class = class(notice.class);
    notice.at.as_ref().map_or_else(|| class.to_owned(), |at| format!("{class}, {}", time::of_notice(at)))
}

/// A speaker by name, or in the article's words.
pub(super) fn speaker(extract: &Extract, speaker: &Speaker) -> String {
    speaker.name.clone().unwrap_or_else(|| extract.text.slice(speaker.span).to_owned())
}

/// Who is said to say a claim.
pub(super) fn source<'a>(extract: &'a Extract, claim: &Claim) -> Option<&'a Speaker> {
    claim.attribution.and_then(|k| extract.attributions.get(k)).and_then(|a| a.source.as_ref())
}

/// Who said it: one name, or `Anna Berg → Orla Venn` where that changed.
pub(super) fn speakers(was: Option<String>, is: Option<String>, kinds: &[Kind]) -> Option<String> {
    let may_differ = |k: &Kind| matches!(k, Kind::SpeakerChanged | Kind::SpeakerNamed | Kind::SpeakerAnonymised | Kind::AttributionChanged);
    match (was, is) {
        (Some(was), Some(is)) if was != is && kinds.iter().any(may_differ) => Some(format!("{was} → {is}")),
        (was, is) => is.or(was),
    }
}

/// What was hidden: `2 quotation marks and 1 space`; nothing where nothing was.
pub(super) fn hidden(cosmetic: Cosmetic) -> Option<String> {
    let Cosmetic { quotes, spaces, dashes, case, punctuation, formats } = cosmetic;
    let parts: Vec<String> = [
        (quotes, "quotation mark", "quotation marks"),
        (spaces, "space", "spaces"),
        (dashes, "dash", "dashes"),
        (case, "capital", "capitals"),
        (punctuation, "other mark of punctuation", "other marks of punctuation"),
        (formats, "figure or date in another format", "figures or dates in another format"),
    ]
    .into_iter()
    .filter(|&(n, _, _)| n > 0)
    .map(|(n, one, more)| format!("{n} {}", if n == 1 { one } else { more }))
    .collect();
    (!parts.is_empty()).then(|| list(&parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_lists() {
        assert_eq!((count(1, "claim"), count(0, "claim")), ("1 claim".to_owned(), "0 claims".to_owned()));
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!((list(&items[..1]), list(&items[..2]), list(&items)), ("a".into(), "a and b".into(), "a, b and c".into()));
    }

    #[test]
    fn entries_are_named_for_what_happened() {
        let named = |subject, change, kinds: &[Kind]| entry(subject, change, kinds);
        assert_eq!(named(Subject::Quotation, Change::Added, &[]), "Quotation added");
        assert_eq!(named(Subject::Claim, Change::Changed, &[Kind::Quantity, Kind::Tense]), "Figure changed, tense changed");
        assert_eq!(named(Subject::Claim, Change::Changed, &[]), "Claim changed");
    }

    #[test]
    fn hidden_is_counted() {
        let cosmetic = Cosmetic { quotes: 12, dashes: 1, formats: 2, ..Cosmetic::default() };
        assert_eq!(hidden(cosmetic).as_deref(), Some("12 quotation marks, 1 dash and 2 figures or dates in another format"));
        assert_eq!(hidden(Cosmetic::default()), None);
    }

    #[test]
    fn a_speaker_who_stayed_is_named_once() {
        let [berg, venn] = ["Anna Berg", "Orla Venn"].map(|n| Some(n.to_owned()));
        assert_eq!(speakers(berg.clone(), venn.clone(), &[Kind::SpeakerChanged]).as_deref(), Some("Anna Berg → Orla Venn"));
        assert_eq!(speakers(berg.clone(), venn, &[Kind::Reworded]).as_deref(), Some("Orla Venn"));
        assert_eq!(speakers(berg, None, &[Kind::Reworded]).as_deref(), Some("Anna Berg"));
    }
}

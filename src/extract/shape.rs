//! What a token looks like to a model: itself where it is a word of grammar or a mark, else its class.

use super::lexicon::{Tag, VerbForm, lexicon};
use super::words::Words;
use crate::text::{TokenKind, fold};

/// The shape of token `k`; `""` past the end. [`Words::shape`] keeps it.
pub(super) fn shape<'t>(words: &Words<'t>, k: usize) -> &'t str {
    match words.kind(k) {
        None => "",
        Some(TokenKind::Punctuation | TokenKind::Symbol) => words.lower(k),
        Some(TokenKind::Number) => "#",
        Some(TokenKind::Word) => word(words, k),
    }
}

fn word<'t>(words: &Words<'t>, k: usize) -> &'t str {
    let entry = words.entry(k);
    if entry.tags.any(Tag::GRAMMAR) && (!words.is_capital(k) || entry.tags.has(Tag::Starter)) {
        // “can’t” is “can't”
        let lower = words.lower(k);
        return if lower.is_ascii() { lower } else { lexicon().listed(&lower.replace(fold::is_single_mark, "'")).unwrap_or(lower) };
    }
    if matches!(words.lower(k), "'s" | "’s") {
        return "'s";
    }
    let role = [
        (Tag::RolePerson, "role"),
        (Tag::RoleCollective, "people"),
        (Tag::RoleBody, "body"),
        (Tag::RoleDocument, "document"),
        (Tag::RoleAnonymous, "somebody"),
    ];
    if let Some((_, name)) = role.iter().find(|(tag, _)| entry.tags.has(*tag)) {
        return name;
    }
    if words.is_capital(k) {
        return if entry.tags.any(&[Tag::FemaleName, Tag::MaleName, Tag::EitherName, Tag::Title]) { "Name" } else { "Capital" };
    }
    if entry.tags.has(Tag::Verb) {
        return match entry.form {
            Some(VerbForm::Base) => "verb",
            Some(VerbForm::Third) => "verbs",
            Some(VerbForm::Ing) => "verbing",
            _ => "verbed",
        };
    }
    if entry.tags.has(Tag::CueNoun) {
        return "saying";
    }
    if entry.tags.has(Tag::NounVerb) {
        return "noun-verb";
    }
    if entry.tags.has(Tag::Adverb) || words.lower(k).ends_with("ly") {
        return "adverb";
    }
    if words.lower(k).ends_with('s') { "nouns" } else { "noun" }
}

/// `0`, `1`, `2`, `3-4`, `5-8`, …: lengths, so that few classes tell short from long.
pub(super) fn bucket(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3-4",
        5..=8 => "5-8",
        9..=16 => "9-16",
        17..=32 => "17-32",
        _ => "33+",
    }
}

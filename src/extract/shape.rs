//! What a token looks like to a model: itself where it is a word of grammar or a mark, else its class.

use super::lexicon::{Entry, Tag, VerbForm, lexicon};
use super::model::Value;
use crate::text::TokenKind;

/// The shape of a token that is `lower` in lower case and of which the lists know `entry`.
pub(super) fn shape<'t>(kind: TokenKind, lower: &'t str, entry: &Entry) -> Value<'t> {
    match kind {
        TokenKind::Punctuation | TokenKind::Symbol => lower.into(),
        TokenKind::Number => const { Value::new("#") },
        TokenKind::Word => word(lower, entry),
    }
}

/// What a noun can stand for, by its tag.
const ROLES: [(Tag, Value<'static>); 5] = [
    (Tag::RolePerson, Value::new("role")),
    (Tag::RoleCollective, Value::new("people")),
    (Tag::RoleBody, Value::new("body")),
    (Tag::RoleDocument, Value::new("document")),
    (Tag::RoleAnonymous, Value::new("somebody")),
];

fn word<'t>(lower: &'t str, entry: &Entry) -> Value<'t> {
    let tags = entry.tags;
    let is_capital = tags.has(Tag::Capital);
    if tags.any(Tag::GRAMMAR) && (!is_capital || tags.has(Tag::Starter)) {
        // “can’t” is “can't”
        return entry.grammar.filter(|_| !lower.ends_with('.')).map_or_else(|| lower.into(), |id| lexicon().grammar(id));
    }
    if matches!(lower, "'s" | "’s") {
        return const { Value::new("'s") };
    }
    if let Some((_, role)) = ROLES.iter().find(|(tag, _)| tags.has(*tag)) {
        return *role;
    }
    if is_capital {
        return match tags.any(&[Tag::FemaleName, Tag::MaleName, Tag::EitherName, Tag::Title]) {
            true => const { Value::new("Name") },
            false => const { Value::new("Capital") },
        };
    }
    if tags.has(Tag::Verb) {
        return match entry.form {
            Some(VerbForm::Base) => const { Value::new("verb") },
            Some(VerbForm::Third) => const { Value::new("verbs") },
            Some(VerbForm::Ing) => const { Value::new("verbing") },
            _ => const { Value::new("verbed") },
        };
    }
    if tags.has(Tag::CueNoun) {
        return const { Value::new("saying") };
    }
    if tags.has(Tag::NounVerb) {
        return const { Value::new("noun-verb") };
    }
    match lower.as_bytes() {
        _ if tags.has(Tag::Adverb) => const { Value::new("adverb") },
        [.., b'l', b'y'] => const { Value::new("adverb") },
        [.., b's'] => const { Value::new("nouns") },
        _ => const { Value::new("noun") },
    }
}

/// `0`, `1`, `2`, `3-4`, `5-8`, …: lengths, so that few classes tell short from long.
pub(super) fn bucket(n: usize) -> Value<'static> {
    match n {
        0 => const { Value::new("0") },
        1 => const { Value::new("1") },
        2 => const { Value::new("2") },
        3..=4 => const { Value::new("3-4") },
        5..=8 => const { Value::new("5-8") },
        9..=16 => const { Value::new("9-16") },
        17..=32 => const { Value::new("17-32") },
        _ => const { Value::new("33+") },
    }
}

//! What a token looks like to a model: itself where it is a word of grammar or a mark, else its class.

use super::lexicon::{Entry, Tag, Tags, VerbForm, straight};
use super::model::Value;
use crate::text::{TokenKind, fold};
use rustc_hash::FxHashMap;

/// The number of a shape, which is what is kept of every token of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape(u16);

impl Shape {
    /// That of a token which looks like nothing but itself, a mark beyond ASCII or “no.”: it is made when asked for.
    pub(super) const OTHER: Self = Self(0);
}

/// The marks and signs of ASCII.
const MARKS: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/// All shapes that have a number.
#[derive(Debug)]
pub(super) struct Shapes {
    values: Vec<Value<'static>>,
    numbers: FxHashMap<&'static str, Shape>,
    /// That of a number.
    number: Shape,
    /// That of a word no list has: with a capital, then by its end.
    unlisted: [Shape; 4],
    /// Those of [`MARKS`], by their byte.
    marks: [Shape; 128],
}

impl Default for Shapes {
    fn default() -> Self {
        let (values, numbers) = (vec![Value::new("")], FxHashMap::default());
        let mut shapes = Self { values, numbers, number: Shape::OTHER, unlisted: [Shape::OTHER; 4], marks: [Shape::OTHER; 128] };
        shapes.number = shapes.add(mark(TokenKind::Number, ""));
        shapes.unlisted = [(true, ""), (false, "ly"), (false, "s"), (false, "")].map(|(is_capital, end)| {
            let mut tags = Tags::default();
            tags.stand(is_capital);
            shapes.add(word(end, &Entry::default(), tags))
        });
        for (k, byte) in MARKS.bytes().enumerate() {
            shapes.marks[usize::from(byte)] = shapes.add(mark(TokenKind::Punctuation, &MARKS[k..=k]));
        }
        shapes
    }
}

impl Shapes {
    /// The number of a shape, which it has from now on.
    pub(super) fn add(&mut self, value: Value<'static>) -> Shape {
        *self.numbers.entry(value.as_str()).or_insert_with(|| {
            self.values.push(value);
            Shape(u16::try_from(self.values.len() - 1).expect("as many shapes as words of grammar"))
        })
    }

    /// The shape with a number; nothing for [`Shape::OTHER`].
    #[inline(always)]
    pub(super) fn value(&self, shape: Shape) -> Option<Value<'static>> {
        (shape != Shape::OTHER).then(|| self.values[usize::from(shape.0)])
    }

    /// That of a number, a mark or a sign.
    #[inline(always)]
    pub(super) fn of_mark(&self, kind: TokenKind, lower: &str) -> Shape {
        match lower.as_bytes() {
            _ if kind == TokenKind::Number => self.number,
            &[byte] => self.marks.get(usize::from(byte)).copied().unwrap_or(Shape::OTHER),
            _ => Shape::OTHER,
        }
    }

    /// That of a word no list has.
    #[inline(always)]
    pub(super) fn of_unlisted(&self, lower: &str, is_capital: bool) -> Shape {
        match lower.as_bytes() {
            // “’s”
            [.., b'\'' | 0x80.., b's'] => Shape::OTHER,
            _ if is_capital => self.unlisted[0],
            [.., b'l', b'y'] => self.unlisted[1],
            [.., b's'] => self.unlisted[2],
            _ => self.unlisted[3],
        }
    }
}

/// The shape of a mark, symbol or number that is `lower`.
pub(super) fn mark(kind: TokenKind, lower: &str) -> Value<'_> {
    if kind == TokenKind::Number { const { Value::new("#") } } else { lower.into() }
}

/// The shape of a word of the lists, written with a capital or without; a word of grammar has a straight apostrophe.
pub(super) fn listed(listed: &'static str, entry: &Entry, is_capital: bool) -> Value<'static> {
    let mut tags = entry.tags;
    tags.stand(is_capital);
    let word = word(listed, entry, tags);
    match !word.as_str().is_ascii() && word.as_str().contains(fold::is_single_mark) {
        true => Value::new(Box::leak(straight(word.as_str()).into_boxed_str())),
        false => word,
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

/// The shape of a word that is `lower` in lower case, of which the lists know `entry`, and which stands as `tags` say.
pub(super) fn word<'t>(lower: &'t str, entry: &Entry, tags: Tags) -> Value<'t> {
    let is_capital = tags.has(Tag::Capital);
    if tags.any(Tag::GRAMMAR) && (!is_capital || tags.has(Tag::Starter)) {
        return lower.into();
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
    BUCKETS[n.min(BUCKETS.len() - 1)]
}

/// The class of each length; the last is that of all that are longer. Looked up, as no length can be foretold from the one before.
static BUCKETS: [Value<'static>; 34] = {
    let mut buckets = [Value::new("33+"); 34];
    let classes = [("0", 0), ("1", 1), ("2", 2), ("3-4", 4), ("5-8", 8), ("9-16", 16), ("17-32", 32)];
    let (mut n, mut class) = (0, 0);
    while class < classes.len() {
        while n <= classes[class].1 {
            buckets[n] = Value::new(classes[class].0);
            n += 1;
        }
        class += 1;
    }
    buckets
};

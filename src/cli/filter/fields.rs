//! A line of JSON → its fields, borrowed from the line where they hold no escapes.
//!
//! Every field takes any value, and says afterwards what was wrong with it: so the message can name the field, and the
//! answer carries the line's `id` whatever else is wrong.

use crate::changelog;
use crate::extract::Reference;
use crate::ingest::Stamp;
use chrono_tz::Tz;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// A line of `extract --jsonl`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TextLine<'a> {
    #[serde(borrow)]
    pub id: Field<'a>,
    #[serde(borrow)]
    pub text: Field<'a>,
    #[serde(borrow)]
    pub html: Field<'a>,
    #[serde(borrow)]
    pub url: Field<'a>,
    #[serde(borrow)]
    pub date: Field<'a>,
}

/// A line of `diff --jsonl`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PairLine<'a> {
    #[serde(borrow)]
    pub id: Field<'a>,
    #[serde(borrow)]
    pub before: Field<'a>,
    #[serde(borrow)]
    pub after: Field<'a>,
    #[serde(borrow)]
    pub html: Field<'a>,
    #[serde(borrow)]
    pub before_at: Field<'a>,
    #[serde(borrow)]
    pub after_at: Field<'a>,
    #[serde(borrow)]
    pub zone: Field<'a>,
}

/// Only the `id` of a line.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct IdLine<'a> {
    #[serde(borrow)]
    id: Field<'a>,
}

/// Reads a line that should be a JSON object.
pub(super) fn parse<'a, T: Deserialize<'a>>(line: &'a [u8]) -> Result<T, String> {
    let text = std::str::from_utf8(line).map_err(|e| format!("not UTF-8: byte {} of the line begins no character", e.valid_up_to() + 1))?;
    if !text.trim_start().starts_with('{') {
        serde_json::from_str::<IgnoredAny>(text).map_err(|e| not_json(&e))?;
        return Err("not a JSON object".to_owned());
    }
    serde_json::from_str(text).map_err(|e| not_json(&e))
}

/// The `id` of a line as far as it can be read; null if not.
pub(super) fn id_of(line: &[u8]) -> Value {
    let text = String::from_utf8_lossy(line);
    parse::<IdLine>(text.as_bytes()).ok().and_then(|line| line.id.id().ok()).unwrap_or_default()
}

/// serde_json's message with its column, without its line, which is always 1 and not the line of the input.
fn not_json(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let bare = message.split(" at line ").next().unwrap_or_default().replace('`', "\"");
    if error.is_data() { bare } else { format!("not JSON: {bare} at column {}", error.column()) }
}

/// The value of a field.
#[derive(Debug, Default)]
pub(super) enum Field<'a> {
    #[default]
    Missing,
    Null,
    Text(Cow<'a, str>),
    /// A number or truth value.
    Scalar(Value),
    /// A number too large to be kept as it is.
    Huge,
    Array,
    Object,
}

impl Field<'_> {
    /// The text that must be there.
    pub fn text(&self, name: &str) -> Result<&str, String> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Missing => Err(format!("\"{name}\" is missing")),
            other => Err(other.is_no("text", name)),
        }
    }

    /// The text that may be there; null is none.
    pub fn optional(&self, name: &str) -> Result<Option<&str>, String> {
        match self {
            Self::Missing | Self::Null => Ok(None),
            other => other.text(name).map(Some),
        }
    }

    /// The `id`, any scalar, that must be there.
    pub fn id(&self) -> Result<Value, String> {
        match self {
            Self::Null => Ok(Value::Null),
            Self::Text(text) => Ok(Value::from(text.as_ref())),
            Self::Scalar(value) => Ok(value.clone()),
            Self::Missing => Err("\"id\" is missing".to_owned()),
            Self::Huge => Err("\"id\" is a number too large to be kept: write it as text".to_owned()),
            other => Err(other.is_no("text or a number", "id")),
        }
    }

    /// The zone that may be there.
    pub fn zone(&self, name: &str) -> Result<Option<Tz>, String> {
        let zone = |typed: &str| typed.parse().map_err(|_| format!("\"{name}\" is no IANA time zone: \"{}\"", cut(typed)));
        self.optional(name)?.map(zone).transpose()
    }

    /// What relative dates are measured from, by the time that may be there.
    pub fn reference(&self, name: &str, zone: Option<Tz>) -> Result<Reference, String> {
        let Some(typed) = self.optional(name)? else {
            return Ok(Reference { zone, ..Reference::default() });
        };
        let stamp = Stamp::parse(typed).ok_or_else(|| format!("\"{name}\" is no ISO date or RFC 3339 time: \"{}\"", cut(typed)))?;
        Ok(changelog::reference_given(stamp.given(), zone))
    }

    fn is_no(&self, expected: &str, name: &str) -> String {
        let found = match self {
            Self::Missing => "missing",
            Self::Null => "null",
            Self::Text(_) => "text",
            Self::Scalar(Value::Bool(_)) => "true or false",
            Self::Scalar(_) | Self::Huge => "a number",
            Self::Array => "an array",
            Self::Object => "an object",
        };
        format!("\"{name}\" is {found}, not {expected}")
    }
}

/// A value is quoted in a message up to this many characters.
const MAX_QUOTED: usize = 60;

fn cut(typed: &str) -> String {
    let mut shown: String = typed.chars().take(MAX_QUOTED).collect();
    if shown.len() < typed.len() {
        shown.push('…');
    }
    shown
}

impl<'de: 'a, 'a> Deserialize<'de> for Field<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Field<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Field::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Field::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Field::Text(Cow::Owned(text)))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Field::Scalar(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Field::Scalar(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Field::Scalar(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        // Whole numbers beyond 64 bits arrive here, rounded: they are refused rather than changed.
        Ok(if value.abs() < u64::MAX as f64 { Field::Scalar(value.into()) } else { Field::Huge })
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Field::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Self::Value, A::Error> {
        while array.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Field::Object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &str) -> Result<String, String> {
        parse::<TextLine>(line.as_bytes()).and_then(|line| line.text.text("text").map(str::to_owned))
    }

    fn check(line: &str, expected: &str) {
        assert_eq!(text(line).unwrap_or_else(|e| format!("! {e}")), expected, "{line}");
    }

    #[test]
    fn a_field_is_text_or_says_what_it_is() {
        check(r#"{"id": 1, "text": "a\nb", "more": [{}]}"#, "a\nb");
        check(r#"  {"text": "\u00c9vrane"}"#, "Évrane");
        check(r#"{"id": 1}"#, r#"! "text" is missing"#);
        check(r#"{"text": null}"#, r#"! "text" is null, not text"#);
        check(r#"{"text": 7}"#, r#"! "text" is a number, not text"#);
        check(r#"{"text": {"a": [1]}}"#, r#"! "text" is an object, not text"#);
        check(r#"{"text": "a", "text": "b"}"#, r#"! duplicate field "text""#);
    }

    #[test]
    fn what_is_no_object_says_so() {
        check("[1, 2]", "! not a JSON object");
        check("\"text\"", "! not a JSON object");
        check("nonsense", "! not JSON: expected ident at column 2");
        check("{\"text\": \"a", "! not JSON: EOF while parsing a string at column 11");
        check("{} {}", "! not JSON: trailing characters at column 4");
        check(r#"{"text": "\ud800"}"#, "! not JSON: unexpected end of hex escape at column 17");
        let nested = format!("{{\"text\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        check(&nested, "! \"text\" is an array, not text");
        let broken = parse::<TextLine>(b"{\"text\": \"\xFF\"}").expect_err("not UTF-8");
        assert_eq!(broken, "not UTF-8: byte 11 of the line begins no character");
    }

    #[test]
    fn an_id_is_kept_whatever_scalar_it_is() {
        let id = |line: &str| id_of(line.as_bytes()).to_string();
        assert_eq!(id(r#"{"id": "a\"1", "text": 7}"#), r#""a\"1""#);
        assert_eq!(id(r#"{"id": 18446744073709551615}"#), "18446744073709551615");
        assert_eq!(id(r#"{"id": -1.5}"#), "-1.5");
        assert_eq!(id(r#"{"id": true}"#), "true");
        assert_eq!(id(r#"{"id": [1]}"#), "null");
        assert_eq!(id("{"), "null");
        assert_eq!(id_of(b"{\"id\": 7, \"text\": \"\xFF\"}"), Value::from(7));
        let huge = parse::<IdLine>(br#"{"id": 123456789012345678901234}"#).expect("JSON").id.id();
        assert!(huge.expect_err("huge").contains("write it as text"));
    }

    #[test]
    fn times_and_zones_are_read_or_refused() {
        let line = |at: &str| format!(r#"{{"before_at": "{at}", "zone": "America/New_York"}}"#);
        let reference = |at: &str| {
            let line = line(at);
            let pair = parse::<PairLine>(line.as_bytes()).expect("JSON");
            pair.before_at.reference("before_at", pair.zone.zone("zone").expect("a zone"))
        };
        let read = reference("2025-08-19T01:41:00Z").expect("a time");
        assert_eq!(read.date.expect("a day").to_string(), "2025-08-18");
        let read = reference("2025-08-19").expect("a day");
        assert_eq!((read.date.expect("a day").to_string(), read.time), ("2025-08-19".to_owned(), None));
        assert!(reference("Monday").expect_err("no time").contains("\"before_at\" is no ISO date"));
        let pair = parse::<PairLine>(br#"{"zone": "ET"}"#).expect("JSON");
        assert_eq!(pair.zone.zone("zone").expect_err("no zone"), "\"zone\" is no IANA time zone: \"ET\"");
    }
}

//! The canonical record of a revision: what is hashed, chained and proved. `docs/store-format.md` defines it.

use super::time::written;
use crate::proof::{Hash, leaf_hash};
use chrono::{DateTime, FixedOffset};
use serde::Serialize;

/// The name and version of the canonical record.
pub const RECORD_SCHEMA: &str = "writethru.revision/1";

/// Everything that was observed of a revision, as it is hashed. Nothing derived is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its place in the store, from 1, in order of recording.
    pub sequence: u64,
    /// What the article was first called.
    pub article: String,
    /// Where it was seen.
    pub url: Option<String>,
    /// When it was seen, to the microsecond.
    pub observed_at: DateTime<FixedOffset>,
    /// When the publisher says it was published.
    pub date_published: Option<String>,
    /// When the publisher says it was modified.
    pub date_modified: Option<String>,
    /// The headline, where it was given beside the text.
    pub headline: Option<String>,
    /// The line below it, likewise.
    pub alternative_headline: Option<String>,
    /// Who wrote it, likewise.
    pub byline: Option<String>,
    /// Of the text.
    pub text_sha256: Hash,
    /// What made the text from what was observed.
    pub extractor: String,
    /// Of the bytes it was made from, where they were recorded.
    pub capture_sha256: Option<Hash>,
    /// The hash of the record before this one in the store.
    pub previous: Option<Hash>,
}

/// The record as its line of JSON: the order of the fields is the format.
#[derive(Serialize)]
struct Line<'a> {
    schema: &'static str,
    sequence: u64,
    article: &'a str,
    url: Option<&'a str>,
    observed_at: String,
    date_published: Option<&'a str>,
    date_modified: Option<&'a str>,
    headline: Option<&'a str>,
    alternative_headline: Option<&'a str>,
    byline: Option<&'a str>,
    text_sha256: String,
    extractor: &'a str,
    capture_sha256: Option<String>,
    previous: Option<String>,
}

impl Record {
    /// The bytes that are hashed: one line of JSON without a line feed.
    pub fn canonical(&self) -> Vec<u8> {
        let line = Line {
            schema: RECORD_SCHEMA,
            sequence: self.sequence,
            article: &self.article,
            url: self.url.as_deref(),
            observed_at: written(&self.observed_at),
            date_published: self.date_published.as_deref(),
            date_modified: self.date_modified.as_deref(),
            headline: self.headline.as_deref(),
            alternative_headline: self.alternative_headline.as_deref(),
            byline: self.byline.as_deref(),
            text_sha256: self.text_sha256.to_string(),
            extractor: &self.extractor,
            capture_sha256: self.capture_sha256.map(|hash| hash.to_string()),
            previous: self.previous.map(|hash| hash.to_string()),
        };
        // Strings and one number: this cannot fail, and an empty record would not verify.
        serde_json::to_vec(&line).unwrap_or_default()
    }

    /// The hash of the record: SHA-256 of a zero byte and the canonical bytes, a leaf of RFC 6962.
    pub fn hash(&self) -> Hash {
        leaf_hash(&self.canonical())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_the_one_of_the_document() {
        let record = Record {
            sequence: 2,
            article: "https://news.example/ferry".into(),
            url: None,
            observed_at: DateTime::parse_from_rfc3339("2025-08-18T19:41:00-04:00").expect("a time"),
            date_published: None,
            date_modified: None,
            headline: Some("“Fire”\t\"out\" \u{1f}é/\u{7f}".into()),
            alternative_headline: None,
            byline: None,
            text_sha256: Hash([0xab; 32]),
            extractor: "text/1".into(),
            capture_sha256: None,
            previous: Some(Hash([1; 32])),
        };
        let expected = format!(
            r#"{{"schema":"writethru.revision/1","sequence":2,"article":"https://news.example/ferry","url":null,"observed_at":"2025-08-18T19:41:00-04:00","date_published":null,"date_modified":null,"headline":"“Fire”\t\"out\" \u001fé/{}","alternative_headline":null,"byline":null,"text_sha256":"{}","extractor":"text/1","capture_sha256":null,"previous":"{}"}}"#,
            '\u{7f}',
            "ab".repeat(32),
            "01".repeat(32)
        );
        assert_eq!(String::from_utf8(record.canonical()).expect("UTF-8"), expected);
        assert_eq!(record.hash(), Hash::of_all(&[&[0], expected.as_bytes()]));
    }
}

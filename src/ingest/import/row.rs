//! A row with named values, from JSON or CSV → an observation.

use super::{time, whole};
use crate::store::{Capture, Fields, Hash, Observation, TEXT_EXTRACTOR};
use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;
use std::borrow::Cow;

/// What a row may hold; empty values count as missing.
#[derive(Default)]
pub(super) struct Row<'a> {
    pub article: Option<Cow<'a, str>>,
    pub url: Option<Cow<'a, str>>,
    pub time: Option<Cow<'a, str>>,
    pub headline: Option<Cow<'a, str>>,
    pub alternative_headline: Option<Cow<'a, str>>,
    pub byline: Option<Cow<'a, str>>,
    pub date_published: Option<Cow<'a, str>>,
    pub date_modified: Option<Cow<'a, str>>,
    /// The text without its headline.
    pub body: Option<Cow<'a, str>>,
    /// The whole text.
    pub text: Option<Cow<'a, str>>,
    pub sha256: Option<Cow<'a, str>>,
    pub extractor: Option<Cow<'a, str>>,
    pub capture_sha256: Option<Cow<'a, str>>,
    pub capture_size: Option<u64>,
    pub capture_location: Option<Cow<'a, str>>,
    pub capture_media_type: Option<Cow<'a, str>>,
    pub capture_url: Option<Cow<'a, str>>,
    pub captured_at: Option<Cow<'a, str>>,
    pub capture_status: Option<u16>,
    pub capture_headers: Option<Cow<'a, str>>,
}

impl Row<'_> {
    /// The observation, or why there is none.
    pub fn observation(self, zone: Option<Tz>) -> Result<Observation, String> {
        // A row that names its text by its SHA-256 comes from an export and is taken exactly; elsewhere empty means missing.
        let is_exact = self.sha256.as_ref().is_some_and(|hash| !hash.is_empty());
        let some = |value: Option<Cow<str>>| value.map(Cow::into_owned).filter(|value| is_exact || !value.is_empty());
        let article = some(self.article).filter(|name| is_exact || !name.trim().is_empty());
        let url = some(self.url);
        if article.is_none() && url.as_ref().is_none_or(|url| url.trim().is_empty()) {
            return Err("it has neither url nor article".to_owned());
        }
        let typed = self.time.filter(|time| !time.trim().is_empty()).ok_or("it has no time")?;
        let observed_at = time::parse(&typed, zone).ok_or_else(|| format!("“{}” is no time", short(&typed)))?;
        let headline = some(self.headline);
        let text = match (self.text, self.body) {
            (Some(text), _) => text.into_owned(),
            (None, Some(body)) => whole(headline.as_deref(), &body),
            (None, None) => return Err("it has neither text nor body".to_owned()),
        };
        if !is_exact && text.trim().is_empty() {
            return Err("its text is empty".to_owned());
        }
        if let Some(sha256) = some(self.sha256)
            && Hash::parse(&sha256) != Some(Hash::of(text.as_bytes()))
        {
            return Err("its text is not the one that its SHA-256 names".to_owned());
        }
        let capture = match some(self.capture_sha256) {
            None => None,
            Some(typed) => Some(Capture {
                sha256: Hash::parse(&typed).ok_or("its capture_sha256 is none")?,
                size: self.capture_size.unwrap_or_default(),
                captured_at: captured_at(self.captured_at.as_deref())?,
                url: some(self.capture_url),
                status: self.capture_status,
                headers: some(self.capture_headers),
                media_type: some(self.capture_media_type),
                location: some(self.capture_location),
                bytes: None,
            }),
        };
        Ok(Observation {
            article,
            url,
            addresses: Vec::new(),
            observed_at,
            text,
            fields: Fields {
                date_published: some(self.date_published),
                date_modified: some(self.date_modified),
                headline,
                alternative_headline: some(self.alternative_headline),
                byline: some(self.byline),
            },
            extractor: some(self.extractor).unwrap_or_else(|| TEXT_EXTRACTOR.to_owned()),
            capture,
        })
    }
}

/// When something was captured, as an export writes it.
pub(super) fn captured_at(typed: Option<&str>) -> Result<Option<DateTime<FixedOffset>>, &'static str> {
    typed.map(DateTime::parse_from_rfc3339).transpose().map_err(|_| "its captured_at is no time")
}

/// The beginning of a value, for a message.
pub(super) fn short(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

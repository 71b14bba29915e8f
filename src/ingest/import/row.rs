//! A row with named values, from JSON or CSV → an observation.

use super::{Seen, located, seen_at, time, whole};
use crate::ingest::{Looks, looks, observed};
use crate::store::{Capture, Fields, Hash, Observation};
use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;

/// What a row may hold, with the names that people give to these things; empty values count as missing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Row<'a> {
    #[serde(borrow, deserialize_with = "loose")]
    pub article: Option<Cow<'a, str>>,
    #[serde(borrow, alias = "link")]
    pub url: Option<Cow<'a, str>>,
    #[serde(borrow, alias = "timestamp", deserialize_with = "loose")]
    pub time: Option<Cow<'a, str>>,
    #[serde(borrow, deserialize_with = "loose")]
    pub observed_at: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub headline: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub title: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub alternative_headline: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub byline: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub date_published: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub date_modified: Option<Cow<'a, str>>,
    /// The text without its headline.
    #[serde(borrow)]
    pub body: Option<Cow<'a, str>>,
    /// The whole text.
    #[serde(borrow)]
    pub text: Option<Cow<'a, str>>,
    /// The page it stands on.
    #[serde(borrow)]
    pub html: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub sha256: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub extractor: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub capture_sha256: Option<Cow<'a, str>>,
    pub capture_size: Option<u64>,
    #[serde(borrow)]
    pub capture_location: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub capture_media_type: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub capture_url: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub captured_at: Option<Cow<'a, str>>,
    pub capture_status: Option<u16>,
    #[serde(borrow)]
    pub capture_headers: Option<Cow<'a, str>>,
}

/// A value that may be a string or a number.
fn loose<'de: 'a, 'a, D: Deserializer<'de>>(from: D) -> Result<Option<Cow<'a, str>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Loose<'a> {
        #[serde(borrow)]
        Text(Cow<'a, str>),
        Whole(i64),
        Real(f64),
    }
    Ok(Option::<Loose>::deserialize(from)?.map(|value| match value {
        Loose::Text(text) => text,
        Loose::Whole(number) => number.to_string().into(),
        Loose::Real(number) => number.to_string().into(),
    }))
}

impl Row<'_> {
    /// What was seen, or why nothing was; `location` is where the row is, for the page in one.
    pub fn seen(mut self, zone: Option<Tz>, location: impl FnOnce() -> String) -> Result<Seen, String> {
        // A row that names its text by its SHA-256 comes from an export and is taken exactly; elsewhere empty means missing.
        let is_exact = self.sha256.as_ref().is_some_and(|hash| !hash.is_empty());
        let some = |value: Option<Cow<str>>| value.map(Cow::into_owned).filter(|value| is_exact || !value.is_empty());
        let article = some(self.article.take()).filter(|name| is_exact || !name.trim().is_empty());
        let url = some(self.url.take());
        if article.is_none() && url.as_ref().is_none_or(|url| url.trim().is_empty()) {
            return Err("it has neither url nor article".to_owned());
        }
        let typed = self.time.take().or(self.observed_at.take()).filter(|time| !time.trim().is_empty());
        let at = match &typed {
            Some(typed) => Some(time::parse(typed, zone).ok_or_else(|| format!("“{}” is no time", short(typed)))?),
            None => None,
        };
        let headline = some(self.headline.take().or(self.title.take()));
        let mut seen = match self.page(is_exact) {
            Some(page) => on_page(&page, url.as_deref(), at, location)?,
            None => self.plain(is_exact, headline.as_deref(), at)?.into(),
        };
        let given = Fields {
            date_published: some(self.date_published),
            date_modified: some(self.date_modified),
            headline,
            alternative_headline: some(self.alternative_headline),
            byline: some(self.byline),
        };
        let found = &mut seen.observation;
        let read = std::mem::take(&mut found.fields);
        found.fields = Fields {
            date_published: given.date_published.or(read.date_published),
            date_modified: given.date_modified.or(read.date_modified),
            headline: given.headline.or(read.headline),
            alternative_headline: given.alternative_headline.or(read.alternative_headline),
            byline: given.byline.or(read.byline),
        };
        if let Some(typed) = some(self.capture_sha256) {
            found.capture = Some(Capture {
                sha256: Hash::parse(&typed).ok_or("its capture_sha256 is none")?,
                size: self.capture_size.unwrap_or_default(),
                captured_at: captured_at(self.captured_at.as_deref())?,
                url: some(self.capture_url),
                status: self.capture_status,
                headers: some(self.capture_headers),
                media_type: some(self.capture_media_type),
                location: some(self.capture_location),
                bytes: None,
            });
        }
        if let Some(extractor) = some(self.extractor) {
            found.extractor = extractor;
        }
        (found.article, found.url) = (article, url.or(found.url.take()));
        Ok(seen)
    }

    /// The page that a row holds: as `html`, or where it was taken for the text.
    fn page(&mut self, is_exact: bool) -> Option<String> {
        let is_page = |value: &Option<Cow<str>>| value.as_ref().is_some_and(|v| looks(v.as_bytes()) == Some(Looks::Page));
        let page = match () {
            () if is_exact => None,
            () if self.html.as_ref().is_some_and(|html| !html.trim().is_empty()) => self.html.take(),
            () if is_page(&self.text) => self.text.take(),
            () if is_page(&self.body) => self.body.take(),
            () => None,
        };
        page.map(Cow::into_owned)
    }

    fn plain(&mut self, is_exact: bool, headline: Option<&str>, at: Option<DateTime<FixedOffset>>) -> Result<Observation, String> {
        let at = at.ok_or("it has no time")?;
        let text = match (self.text.take(), self.body.take()) {
            (Some(text), _) => text.into_owned(),
            (None, Some(body)) => whole(headline, &body),
            (None, None) => return Err("it has neither text nor body".to_owned()),
        };
        if !is_exact && text.trim().is_empty() {
            return Err("its text is empty".to_owned());
        }
        if let Some(sha256) = self.sha256.as_ref().filter(|_| is_exact)
            && Hash::parse(sha256) != Some(Hash::of(text.as_bytes()))
        {
            return Err("its text is not the one that its SHA-256 names".to_owned());
        }
        Ok(seen_at(at, text))
    }
}

/// The article on a page that stands in a row. Without a time it was seen when an archive saw it.
fn on_page(page: &str, url: Option<&str>, at: Option<DateTime<FixedOffset>>, location: impl FnOnce() -> String) -> Result<Seen, String> {
    let seen = observed::page(page.as_bytes(), url, Some("text/html; charset=utf-8")).map_err(|why| why.to_string())?;
    let at = at.or(seen.archived_at).ok_or("it has no time")?;
    Ok(located(seen, observed::capture(page.as_bytes()), at, location()))
}

/// When something was captured, as an export writes it.
fn captured_at(typed: Option<&str>) -> Result<Option<DateTime<FixedOffset>>, &'static str> {
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

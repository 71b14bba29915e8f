//! The bytes of a file → what a store keeps of it: a text as it is, or the article on a page with what the page says of it.
//!
//! Whatever reads files reads them through this, so that a page is the same revision whichever way it came: as a file, in a
//! folder, out of a git history or a WARC file.

#[cfg(feature = "html")]
use super::html::{self, Hint, Page, PageTime};
use super::{Decoded, Read, Unread, Warning, decode, stamp};
use crate::revision::{GivenTime, Revision};
use crate::store::{Capture, Fields, Hash, Observation, Role, TEXT_EXTRACTOR};
use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;

/// What made the text of a page: the rules of `ingest::html` in their first version.
#[cfg(feature = "html")]
const PAGE_EXTRACTOR: &str = "html/1";

/// A text with what a store keeps beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// The whole text.
    pub text: String,
    /// When its publisher says it was published.
    pub published: Option<GivenTime>,
    /// When its publisher says it was last modified.
    pub modified: Option<GivenTime>,
    /// When an archive saw it, if it was saved from one.
    pub archived_at: Option<DateTime<FixedOffset>>,
    /// Where the archive saw it.
    pub archived_url: Option<String>,
    /// What the publisher gave beside the text.
    pub fields: Fields,
    /// What the page calls its own address.
    pub addresses: Vec<(Role, String)>,
    /// What made the text.
    pub extractor: &'static str,
    /// The bytes of a page, with their hash; a plain text is its own capture.
    pub capture: Option<Capture>,
    /// What was odd about it, each to be read behind its name.
    pub oddities: Vec<String>,
}

impl Observed {
    /// When it was seen: what the file's `name` says, else what an archive says.
    pub fn observed_at(&self, name: &str, zone: Option<Tz>) -> Option<DateTime<FixedOffset>> {
        stamp::of_file_name(name).map(|stamp| stamp.instant(zone)).or(self.archived_at)
    }

    /// The revision called `name`, with what was odd about it.
    pub fn revision(self, name: &str, zone: Option<Tz>) -> Read<Revision> {
        let observed_at = self.observed_at(name, zone);
        let warnings = self.oddities.into_iter().map(|oddity| Warning::Odd { name: name.to_owned(), oddity }).collect();
        Read {
            value: Revision {
                name: name.to_owned(),
                observed_at,
                published: self.published,
                modified: self.modified,
                seen_again: Vec::new(),
                text: self.text,
            },
            warnings,
        }
    }

    /// The observation of it at a time, of no article yet; where an archive saw it, if one did.
    pub fn at(self, observed_at: DateTime<FixedOffset>) -> Observation {
        Observation {
            article: None,
            url: self.archived_url,
            addresses: self.addresses,
            observed_at,
            text: self.text,
            fields: self.fields,
            extractor: self.extractor.to_owned(),
            capture: self.capture,
        }
    }
}

/// Reads the bytes of a file called `name`, found at `url`, as what they are: a page by its name or by how it begins, the last
/// capture in a WARC file of one article, a text otherwise.
pub fn observed(name: &str, bytes: Vec<u8>, url: Option<&str>) -> Result<Observed, Unread> {
    #[cfg(feature = "html")]
    if super::captures::is_warc(&bytes) {
        let mut found = super::captures::of_one_article(&bytes, url)?;
        let n = found.len();
        let mut last = found.pop().ok_or_else(|| Unread::Captures("is a WARC file without a page".to_owned()))?;
        if n > 1 {
            last.oddities.push(format!("holds {n} captures of the article: the last was taken"));
        }
        return Ok(last);
    }
    if super::is_page(name, &bytes)? {
        return page(&bytes, url, None);
    }
    let Decoded { text, oddity } = decode(bytes).map_err(Unread::NotText)?;
    let empty = text.trim().is_empty().then(|| "is empty".to_owned());
    Ok(Observed {
        text,
        published: None,
        modified: None,
        archived_at: None,
        archived_url: None,
        fields: Fields::default(),
        addresses: Vec::new(),
        extractor: TEXT_EXTRACTOR,
        capture: None,
        oddities: oddity.into_iter().chain(empty).collect(),
    })
}

/// Reads the bytes of a page that was found at `url`, of the `Content-Type` that its server gave.
#[cfg(feature = "html")]
pub fn page(bytes: &[u8], url: Option<&str>, content_type: Option<&str>) -> Result<Observed, Unread> {
    let page = read_page(bytes, &Hint { url, content_type })?;
    let capture = Capture { media_type: Some("text/html".to_owned()), bytes: Some(bytes.to_vec()), ..capture(bytes) };
    Ok(Observed { capture: Some(capture), ..on_page(&page)? })
}

/// Reads a page, where this build can.
#[cfg(not(feature = "html"))]
pub fn page(_bytes: &[u8], _url: Option<&str>, _content_type: Option<&str>) -> Result<Observed, Unread> {
    Err(Unread::NoHtml)
}

/// Reads a page with all that it says of its article, whatever is on it.
#[cfg(feature = "html")]
pub fn read_page(bytes: &[u8], hint: &Hint<'_>) -> Result<Page, Unread> {
    guarded(bytes.len(), || html::read(bytes, hint))
}

/// The same from the characters of a page.
#[cfg(feature = "html")]
pub fn read_page_text(page: &str, hint: &Hint<'_>) -> Result<Page, Unread> {
    guarded(page.len(), || html::read_text(page, hint))
}

/// The article on a page that was read; a page that is not the article has none.
#[cfg(feature = "html")]
pub fn on_page(page: &Page) -> Result<Observed, Unread> {
    if let html::PageKind::NotTheArticle(kind, reason) = &page.kind {
        return Err(Unread::NotTheArticle { kind: kind.words(), reason: reason.clone() });
    }
    let (meta, iso) = (&page.meta, |time: &Option<PageTime>| time.as_ref().and_then(PageTime::iso));
    let doubts = page.quality.reasons.iter().map(|reason| format!("may not be read well: {reason}"));
    Ok(Observed {
        text: page.text.clone(),
        published: meta.date_published.as_ref().and_then(|time| time.stamp).map(|stamp| stamp.given()),
        modified: meta.date_modified.as_ref().and_then(|time| time.stamp).map(|stamp| stamp.given()),
        archived_at: page.archived_at,
        archived_url: page.archived_url.clone(),
        fields: Fields {
            date_published: iso(&meta.date_published),
            date_modified: iso(&meta.date_modified),
            headline: meta.headline.clone(),
            alternative_headline: meta.alternative_headline.clone(),
            byline: meta.byline(),
        },
        addresses: meta.canonical_url.iter().map(|url| (Role::Canonical, url.clone())).collect(),
        extractor: PAGE_EXTRACTOR,
        capture: None,
        oddities: doubts.chain(page.warnings.iter().cloned()).collect(),
    })
}

/// What some bytes are recorded as, without where they are.
pub fn capture(bytes: &[u8]) -> Capture {
    Capture {
        sha256: Hash::of(bytes),
        size: bytes.len() as u64,
        captured_at: None,
        url: None,
        status: None,
        headers: None,
        media_type: None,
        location: None,
        bytes: None,
    }
}

/// Adds the name that all addresses of one article share to what was seen at one of them.
#[cfg(feature = "html")]
pub fn name_by_url(seen: &mut Observation) {
    let Some(canonical) = seen.url.as_deref().and_then(super::url::canonical) else { return };
    if seen.url.as_ref() != Some(&canonical) && seen.addresses.iter().all(|(_, url)| *url != canonical) {
        seen.addresses.push((Role::Canonical, canonical));
    }
}

/// Addresses are compared as they are where this build reads no pages.
#[cfg(not(feature = "html"))]
pub fn name_by_url(_seen: &mut Observation) {}

/// What pages make an extractor do is not known of all pages: a fault in it is an error of that page, and the others are read.
#[cfg(feature = "html")]
fn guarded<T>(n_bytes: usize, read: impl FnOnce() -> T) -> Result<T, Unread> {
    if n_bytes > html::limits::MAX_PAGE_BYTES {
        return Err(Unread::PageTooLarge(html::limits::MAX_PAGE));
    }
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    caught.map_err(|panic| Unread::Fault(super::fault(&*panic)))
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><link rel=canonical href=https://courier.example/ferry><script type='application/ld+json'>{\"@type\": \"NewsArticle\", \
        \"headline\": \"Ferry fire\", \"datePublished\": \"2031-05-05T06:12:00Z\"}</script><article><h1>Ferry fire</h1><p>The fire broke out at dawn \
        on the car deck of the ferry, the coast guard said, and spread quickly.</p><p>Varn Lines, which runs the ferry, said that all detectors had \
        been tested in the spring, and that none had failed since.</p></article>";

    #[test]
    fn a_page_gives_what_a_store_keeps() {
        let seen = observed("2031-05-06T0700Z.txt", PAGE.into(), None).expect("a page, whatever it is called");
        assert!(seen.text.starts_with("Ferry fire\n\nThe fire broke out"), "{}", seen.text);
        assert_eq!(seen.fields.date_published.as_deref(), Some("2031-05-05T06:12:00Z"));
        assert_eq!(seen.addresses, [(Role::Canonical, "https://courier.example/ferry".to_owned())]);
        assert_eq!(seen.published.expect("a day").date.to_string(), "2031-05-05");
        let capture = seen.capture.as_ref().expect("a capture");
        assert_eq!((capture.sha256, capture.size), (Hash::of(PAGE.as_bytes()), PAGE.len() as u64));
        assert_eq!(
            seen.revision("2031-05-06T0700Z.txt", None).value.observed_at.expect("a time").to_rfc3339(),
            "2031-05-06T07:00:00+00:00"
        );
    }

    #[test]
    fn what_holds_many_articles_is_no_text() {
        let why = |bytes: &str| observed("a.txt", bytes.into(), None).expect_err("no text").to_string();
        assert_eq!(why("WARC/1.0\r\nContent-Length: 0\r\n\r\n"), "is a WARC file without a page");
        assert!(why("WARC/1.0\r\nWARC-Type: warcinfo").starts_with("is a WARC file that cannot be read: the record at byte 0"));
        assert_eq!(why("<rss><channel/></rss>"), "is a feed, a list of articles: `writethru import` takes it");
        assert_eq!(why("<urlset/>"), "is a sitemap, a list of addresses: there is no text in it");
        assert_eq!(
            why("<html><title>404 Not Found</title><h1>404 Not Found</h1>").split(':').next(),
            Some("is not an article (an error page)")
        );
    }

    fn capture(url: &str, minute: u32, page: &str) -> String {
        let kind = "Content-Type: text/html";
        format!(
            "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-05T08:{minute}:00Z\r\n{kind}\r\nContent-Length: \
             {}\r\n\r\n{page}\r\n\r\n",
            page.len()
        )
    }

    #[test]
    fn a_warc_file_of_one_article_is_its_last_capture() {
        let (url, other) = ("https://courier.example/ferry", "https://courier.example/pool");
        let later = PAGE.replace("the spring", "the winter");
        let captures = [capture(url, 30, &later), capture("http://www.courier.example/ferry/?utm_source=x", 10, PAGE)].concat();
        let seen = observed("x.warc", captures.clone().into(), None).expect("an article");
        assert!(seen.text.contains("in the winter"), "{}", seen.text);
        assert_eq!(seen.oddities, ["holds 2 captures of the article: the last was taken"]);
        assert_eq!(seen.archived_at.expect("a time").to_rfc3339(), "2031-05-05T08:30:00+00:00");
        assert_eq!(seen.archived_url.as_deref(), Some(url));
        assert_eq!(seen.capture.expect("a capture").bytes.as_deref(), Some(later.as_bytes()));
        let both = captures + &capture(other, 20, PAGE);
        let why = observed("x.warc", both.clone().into(), None).expect_err("two").to_string();
        assert!(
            why.starts_with("is a WARC file with 2 articles, and one is wanted (https://courier.example/ferry, https://courier"),
            "{why}"
        );
        assert!(observed("x.warc", both.clone().into(), Some(other)).is_ok_and(|seen| seen.archived_url.as_deref() == Some(other)));
        let why = observed("x.warc", both.clone().into(), Some("https://courier.example/zoo")).expect_err("none").to_string();
        assert!(why.contains("without a page that was captured at https://courier.example/zoo"), "{why}");
        // The end is cut off in the last capture: what stands before is there, and it is said that more was.
        let cut = observed("x.warc", both.as_bytes()[..both.len() - 200].into(), None).expect("the first two");
        assert!(cut.text.contains("in the winter"));
    }

    #[test]
    fn a_fault_is_an_error_of_one_page() {
        let why = guarded(1, || -> () { panic!("a row too many") }).expect_err("caught").to_string();
        assert_eq!(why, "could not be read, by a fault of this program, please report it: a row too many");
    }
}

//! Pages saved from the Internet Archive: without its banner, with the links the page had, and when it was archived.
//!
//! When a page was archived is when it was seen; when somebody downloaded it from the archive is of no interest.

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use memchr::memmem;
use std::borrow::Cow;

const TOOLBAR: (&str, &str) = ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->");
const ARCHIVED_ON: &str = "FILE ARCHIVED ON ";
const HOST: &str = "web.archive.org";

/// A page as it was before the archive wrote into it.
pub(super) struct Original<'a> {
    pub html: Cow<'a, str>,
    pub archived_at: Option<DateTime<FixedOffset>>,
}

/// Undoes what the archive did; nothing for pages that were not there. `address` may be one at the archive, too.
pub(super) fn original<'a>(html: &'a str, address: Option<&str>) -> Original<'a> {
    let by_address = address.and_then(time_of_address);
    if memmem::find(html.as_bytes(), b"archive.org").is_none() && memmem::find(html.as_bytes(), ARCHIVED_ON.as_bytes()).is_none() {
        return Original { html: Cow::Borrowed(html), archived_at: by_address };
    }
    let archived_at =
        memmem::rfind(html.as_bytes(), ARCHIVED_ON.as_bytes()).and_then(|at| time_of_comment(&html[at + ARCHIVED_ON.len()..]));
    let without = without_toolbar(html);
    let html = match with_links(&without) {
        Some(linked) => Cow::Owned(linked),
        None => without,
    };
    Original { html, archived_at: archived_at.or(by_address) }
}

fn without_toolbar(html: &str) -> Cow<'_, str> {
    let begin = memmem::find(html.as_bytes(), TOOLBAR.0.as_bytes());
    let end = memmem::find(html.as_bytes(), TOOLBAR.1.as_bytes()).map(|at| at + TOOLBAR.1.len());
    match (begin, end) {
        (Some(begin), Some(end)) if begin < end => Cow::Owned(format!("{}{}", &html[..begin], &html[end..])),
        _ => Cow::Borrowed(html),
    }
}

/// Attributes that begin with an address at the archive begin with the archived address again.
fn with_links(html: &str) -> Option<String> {
    let mut out = String::new();
    let mut done = 0;
    for at in memmem::find_iter(html.as_bytes(), b"/web/") {
        let Some(len) = stamp_len(&html[at + "/web/".len()..]) else { continue };
        let behind = at + "/web/".len() + len;
        if at < done || !(html[behind..].starts_with("http:") || html[behind..].starts_with("https:")) {
            continue;
        }
        let before = &html[done..at];
        let host = ["https://web.archive.org", "http://web.archive.org", "//web.archive.org", ""].iter().find(|h| before.ends_with(**h));
        let head = &before[..before.len() - host.map_or(0, |h| h.len())];
        if head.ends_with(['"', '\'', '=']) {
            out.push_str(head);
            done = behind;
        }
    }
    (done > 0).then(|| out + &html[done..])
}

/// The length of `20310505121314id_/`.
fn stamp_len(text: &str) -> Option<usize> {
    let digits = text.bytes().take(15).take_while(u8::is_ascii_digit).count();
    let flags = text.as_bytes().get(digits..)?.iter().take(4).take_while(|b| b.is_ascii_lowercase() || **b == b'_').count();
    (digits >= 4 && text.as_bytes().get(digits + flags) == Some(&b'/')).then_some(digits + flags + 1)
}

/// `12:13:14 May 05, 2031 AND RETRIEVED …`, in UTC.
fn time_of_comment(behind: &str) -> Option<DateTime<FixedOffset>> {
    let stamp = behind.split(" AND ").next().filter(|s| s.len() < 40)?;
    NaiveDateTime::parse_from_str(stamp.trim(), "%H:%M:%S %b %d, %Y").ok().map(|t| t.and_utc().fixed_offset())
}

/// `https://web.archive.org/web/20310505121314/…`
fn time_of_address(address: &str) -> Option<DateTime<FixedOffset>> {
    let behind = address.split_once(HOST)?.1.strip_prefix("/web/")?;
    let digits = behind.get(..14).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    NaiveDateTime::parse_from_str(digits, "%Y%m%d%H%M%S").ok().map(|t| t.and_utc().fixed_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_as_it_was() {
        let saved = "<link rel=canonical href=\"https://web.archive.org/web/20310505121314/https://courier.example/a\"><body>\
            <!-- BEGIN WAYBACK TOOLBAR INSERT --><div id=wm-ipp>12 captures</div><!-- END WAYBACK TOOLBAR INSERT -->\
            <a href='/web/20310505121314/http://courier.example/b'>b</a> kept at web.archive.org/web/2031/https://x \
            <img src=//web.archive.org/web/20310505121314im_/https://courier.example/1.jpg></body>\
            <!-- FILE ARCHIVED ON 12:13:14 May 05, 2031 AND RETRIEVED FROM THE\n INTERNET ARCHIVE ON 10:11:12 Nov 25, 2031. -->";
        let original = original(saved, None);
        assert!(
            original.html.starts_with("<link rel=canonical href=\"https://courier.example/a\"><body><a href='http://courier.example/b'>")
        );
        assert!(
            original.html.contains("kept at web.archive.org/web/2031/https://x <img src=https://courier.example/1.jpg>"),
            "{}",
            original.html
        );
        assert_eq!(original.archived_at.expect("a time").to_rfc3339(), "2031-05-05T12:13:14+00:00");
    }

    #[test]
    fn other_pages_stay() {
        for page in [
            "",
            "<p>“/web/2031/”, she wrote of archive.org</p>",
            "FILE ARCHIVED ON never",
            "archive.org <!-- END WAYBACK TOOLBAR INSERT -->/web/",
        ] {
            let original = original(page, Some("https://courier.example/a"));
            assert_eq!((original.html.as_ref(), original.archived_at), (page, None));
        }
        let found = original("", Some("https://web.archive.org/web/20310505121314if_/https://courier.example/a"));
        assert_eq!(found.archived_at.expect("a time").to_rfc3339(), "2031-05-05T12:13:14+00:00");
    }
}

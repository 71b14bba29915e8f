//! Pages saved from a web archive: without its banner, with the links the page had, and when and where it was archived.
//!
//! When a page was archived is when it was seen; when somebody downloaded it from the archive is of no interest. The Internet
//! Archive and pywb, which other archives run, write both into the page: into the scripts that replay it, the banner, a comment
//! at the end, and the address that the page calls its own. Browsers and tools that save pages leave out some of these.

use super::strip::unescaped;
use crate::ingest::{Stamp, url};
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use memchr::{memmem, memrchr2};
use std::borrow::Cow;

const TOOLBAR: (&str, &str) = ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->");
/// The banner, where comments were left out when the page was saved.
const BANNERS: &[&str] = &["wm-ipp-base", "wm-ipp", "wm-ipp-print", "donato"];
const ARCHIVED_ON: &str = "FILE ARCHIVED ON ";
const HOST: &str = "web.archive.org";
/// An element of the banner ends within so many bytes, and so does what is looked for behind a word.
const MAX_BANNER_BYTES: usize = 64 << 10;
/// What the archive writes of an address stands so near the word for it.
const NEAR_BYTES: usize = 300;

/// A page as it was before the archive wrote into it.
pub(super) struct Original<'a> {
    pub html: Cow<'a, str>,
    pub archived_at: Option<DateTime<FixedOffset>>,
    pub url: Option<String>,
}

/// Undoes what the archive did; nothing for pages that were not there. `address` may be one at the archive, too.
pub(super) fn original<'a>(html: &'a str, address: Option<&str>) -> Original<'a> {
    let by_address = address.map(of_address).unwrap_or_default();
    let marks = ["archive.org", ARCHIVED_ON, "wbinfo."];
    if marks.iter().all(|mark| memmem::find(html.as_bytes(), mark.as_bytes()).is_none()) {
        return Original { html: Cow::Borrowed(html), archived_at: by_address.at, url: by_address.url };
    }
    let said = said(html).or(by_address);
    let mut html = without_toolbar(html);
    for id in BANNERS {
        html = match without_element(&html, id) {
            Some(without) => Cow::Owned(without),
            None => html,
        };
    }
    for rewriting in rewritings(&html) {
        html = match rewriting.undone(&html) {
            Some(linked) => Cow::Owned(linked),
            None => html,
        };
    }
    Original { html, archived_at: said.at, url: said.url }
}

/// When and where a page was archived, as far as it is said.
#[derive(Default)]
struct Said {
    at: Option<DateTime<FixedOffset>>,
    url: Option<String>,
}

impl Said {
    fn or(self, other: Self) -> Self {
        Self { at: self.at.or(other.at), url: self.url.or(other.url) }
    }
}

/// What the page says, the archive's own words first.
fn said(html: &str) -> Said {
    let behind = |mark: &str| memmem::find(html.as_bytes(), mark.as_bytes()).map(|at| near(html, at + mark.len()));
    let comment = memmem::rfind(html.as_bytes(), ARCHIVED_ON.as_bytes()).map(|at| near(html, at + ARCHIVED_ON.len()));
    let at =
        comment.and_then(|behind| clock(behind.split(" AND ").next()?)).or_else(|| clock(behind("You are here: ")?.split('"').next()?));
    let first = Said { at, url: behind("id=\"wmtbURL\"").and_then(attribute).and_then(|value| web(&unescaped(value))) };
    // `__wm.wombat("https://courier.example/ferry","20310505121314","https://web.archive.org/",…` makes scripts of the page work.
    let wombat = behind("__wm.wombat(").map(|behind| {
        let (url, rest) = string(behind).unwrap_or_default();
        Said { at: string(rest.trim_start_matches([',', ' '])).and_then(|(digits, _)| stamp(&digits)), url: web(&url) }
    });
    let pywb = Said {
        at: behind("wbinfo.timestamp = ").and_then(string).and_then(|(digits, _)| stamp(&digits)),
        url: behind("wbinfo.url = ").and_then(string).and_then(|(url, _)| web(&url)),
    };
    // Addresses at the archive: what a browser noted while saving, what the banner prints, what the page calls its own.
    let noted = behind("<!-- saved from url=(").and_then(|behind| behind.split_once(')')).map(|(_, behind)| behind);
    let printed = behind("id=\"wm-ipp-print\"").and_then(|behind| behind.split_once("Machine - ")).map(|(_, behind)| behind);
    let own = ["rel=\"canonical\" href=\"", "rel=canonical href=", "property=\"og:url\" content=\""].map(behind);
    let addresses = [noted, printed].into_iter().chain(own).flatten().map(|behind| {
        let address = behind.trim_start_matches('"').split(['"', '<', '>', ' ', '\n']).next().unwrap_or_default();
        of_address(&unescaped(address))
    });
    [wombat.unwrap_or_default(), pywb].into_iter().chain(addresses).fold(first, Said::or)
}

/// What stands behind a place, as far as it is looked at.
fn near(html: &str, at: usize) -> &str {
    let mut end = html.len().min(at + NEAR_BYTES + url::MAX_URL_BYTES);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    &html[at..end]
}

/// The value of a `value="…"` not far behind.
fn attribute(behind: &str) -> Option<&str> {
    let (before, value) = behind.split_once("value=\"")?;
    (before.len() < NEAR_BYTES).then(|| value.split('"').next())?
}

/// The string that a script begins with, and what stands behind it.
fn string(script: &str) -> Option<(String, &str)> {
    let mut strings = serde_json::Deserializer::from_str(script).into_iter::<String>();
    let value = strings.next()?.ok()?;
    Some((value, &script[strings.byte_offset()..]))
}

/// An address of the web, as the archive gives it.
fn web(address: &str) -> Option<String> {
    url::canonical(address).map(|_| address.trim().to_owned())
}

/// What an address at the archive says: `https://web.archive.org/web/20310505121314id_/https://courier.example/ferry`.
fn of_address(address: &str) -> Said {
    let behind = || address.split_once(HOST)?.1.strip_prefix("/web/");
    let Some(behind) = behind() else { return Said::default() };
    let kept = stamp_len(behind, "/").map(|n| &behind[n..]);
    Said { at: behind.get(..14).and_then(stamp), url: kept.filter(|kept| kept.starts_with("http")).and_then(web) }
}

fn without_toolbar(html: &str) -> Cow<'_, str> {
    let begin = memmem::find(html.as_bytes(), TOOLBAR.0.as_bytes());
    let end = memmem::find(html.as_bytes(), TOOLBAR.1.as_bytes()).map(|at| at + TOOLBAR.1.len());
    match (begin, end) {
        (Some(begin), Some(end)) if begin < end => Cow::Owned(format!("{}{}", &html[..begin], &html[end..])),
        _ => Cow::Borrowed(html),
    }
}

/// The page without the `<div>` of this id; nothing where there is none, or no end of it.
fn without_element(html: &str, id: &str) -> Option<String> {
    let found = [format!("id=\"{id}\""), format!("id={id}")].iter().find_map(|mark| memmem::find(html.as_bytes(), mark.as_bytes()))?;
    let begin = html[..found].rfind('<').filter(|begin| html[*begin..].starts_with("<div "))?;
    let (mut depth, mut at) = (0_usize, begin);
    loop {
        let bytes = html.as_bytes().get(at..begin.saturating_add(MAX_BANNER_BYTES).min(html.len()))?;
        let tag = at + memchr::memchr(b'<', bytes)?;
        let rest = &html[tag..];
        if rest.starts_with("</div") {
            depth = depth.checked_sub(1)?;
        } else if rest.starts_with("<div") {
            depth += 1;
        }
        at = tag + 1;
        if depth == 0 {
            let end = tag + rest.find('>')? + 1;
            return Some(format!("{}{}", &html[..begin], &html[end..]));
        }
    }
}

/// How an archive writes addresses into a page: `https://web.archive.org` `/web/` `20310505121314im_/` and the address.
struct Rewriting {
    hosts: Vec<String>,
    path: String,
    slash: &'static str,
}

/// How this page was rewritten: in its mark-up, and in strings of its data.
fn rewritings(html: &str) -> Vec<Rewriting> {
    let mut all = Vec::new();
    let prefix = memmem::find(html.as_bytes(), b"wbinfo.prefix = ");
    let prefix = prefix.and_then(|at| string(near(html, at + 16).trim_start_matches("decodeURI(")));
    let prefix = prefix.and_then(|(prefix, _)| {
        let (scheme, rest) = prefix.split_once("://")?;
        let (host, path) = rest.split_once('/').filter(|(_, path)| !path.is_empty())?;
        Some((format!("{scheme}://{host}"), format!("/{path}")))
    });
    for (origin, path) in [(format!("https://{HOST}"), "/web/".to_owned())].into_iter().chain(prefix) {
        let host = origin.split_once("//").map_or("", |(_, host)| host).to_owned();
        let hosts = [format!("https://{host}"), format!("http://{host}"), format!("//{host}"), String::new()];
        for slash in ["/", "\\/"] {
            let escaped = |text: &str| text.replace('/', slash);
            all.push(Rewriting { hosts: hosts.iter().map(|host| escaped(host)).collect(), path: escaped(&path), slash });
        }
    }
    all
}

impl Rewriting {
    /// Addresses at the archive are the archived addresses again: where they begin the value of an attribute or a string, or
    /// stand in a list within a tag. What the article says of the archive stays.
    fn undone(&self, html: &str) -> Option<String> {
        let mut out = String::new();
        let (mut done, mut looked, mut is_in_tag) = (0, 0, false);
        for at in memmem::find_iter(html.as_bytes(), self.path.as_bytes()) {
            // Each byte is looked at once, however many addresses there are and however few tags.
            if let Some(last) = memrchr2(b'<', b'>', &html.as_bytes()[looked..at]) {
                is_in_tag = html.as_bytes()[looked + last] == b'<';
            }
            looked = at;
            if at < done {
                continue;
            }
            let before = &html[done..at];
            let begin = at + self.path.len();
            let Some(n) = stamp_len(&html[begin..], self.slash) else { continue };
            let behind = begin + n;
            if !(html[behind..].starts_with("http:") || html[behind..].starts_with("https:")) {
                continue;
            }
            let host = self.hosts.iter().find(|host| before.ends_with(host.as_str()));
            let head = &before[..before.len() - host.map_or(0, String::len)];
            let is_in_list = is_in_tag && !host.is_none_or(String::is_empty) && head.ends_with([' ', ',', '\n']);
            if head.ends_with(['"', '\'', '=', '(']) || is_in_list {
                out.push_str(head);
                done = behind;
            }
        }
        (done > 0).then(|| out + &html[done..])
    }
}

/// The length of `20310505121314id_/`.
fn stamp_len(text: &str, slash: &str) -> Option<usize> {
    let digits = text.bytes().take(15).take_while(u8::is_ascii_digit).count();
    let flags = text.as_bytes().get(digits..)?.iter().take(4).take_while(|b| b.is_ascii_lowercase() || **b == b'_').count();
    (digits >= 4 && text.as_bytes()[digits + flags..].starts_with(slash.as_bytes())).then_some(digits + flags + slash.len())
}

/// `12:13:14 May 05, 2031`, in UTC.
fn clock(text: &str) -> Option<DateTime<FixedOffset>> {
    let text = Some(text.trim()).filter(|text| text.len() < 40)?;
    NaiveDateTime::parse_from_str(text, "%H:%M:%S %b %d, %Y").ok().map(|t| t.and_utc().fixed_offset())
}

/// `20310505121314`, in UTC.
fn stamp(digits: &str) -> Option<DateTime<FixedOffset>> {
    Stamp::of_archive(digits).map(|stamp| stamp.instant(None))
}

/// When and where a page was archived, if it was.
pub(super) fn archived(html: &str) -> Option<(DateTime<FixedOffset>, Option<String>)> {
    let found = said(html);
    Some((found.at?, found.url))
}

/// The address of what is kept at an address of the archive.
pub(super) fn kept_at(address: &str) -> Option<String> {
    of_address(address).url
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

    const FERRY: &str = "https://courier.example/ferry?a=1&b=2";

    fn said_of(page: &str, time: Option<&str>, url: Option<&str>) {
        let found = original(page, None);
        assert_eq!(found.archived_at.map(|at| at.to_rfc3339()).as_deref(), time, "{page}");
        assert_eq!(found.url.as_deref(), url, "{page}");
    }

    #[test]
    fn each_tool_leaves_something_that_says_when_and_where() {
        let may = Some("2031-05-05T12:13:14+00:00");
        let at = |more: &str| format!("<title>Ferry fire</title>{more}<p>archive.org");
        said_of(
            &at(
                r#"<script>__wm.wombat("https://courier.example/ferry?a=1\u0026b=2","20310505121314","https:\/\/web.archive.org\/");</script>"#,
            ),
            may,
            Some(FERRY),
        );
        said_of(
            &at("<form><input type=\"text\" name=\"url\" id=\"wmtbURL\" value=\"https://courier.example/ferry?a=1&amp;b=2\"/></form>\
                 <span title=\"You are here: 12:13:14 May 05, 2031\">May</span>"),
            may,
            Some(FERRY),
        );
        let kept = "https://web.archive.org/web/20310505121314/https://courier.example/ferry?a=1&amp;b=2";
        said_of(&at(&format!("<div id=\"wm-ipp-print\">The Wayback Machine - {kept}</div>")), may, Some(FERRY));
        said_of(&at(&format!("<!-- saved from url=(0084){} -->", kept.replace("&amp;", "&"))), may, Some(FERRY));
        said_of(&at(&format!("<link rel=\"canonical\" href=\"{kept}\">")), may, Some(FERRY));
        said_of(&at(&format!("<meta property=\"og:url\" content=\"{kept}\">")), may, Some(FERRY));
        let pywb = "<script>wbinfo = {};\nwbinfo.url = \"https://courier.example/ferry?a=1&b=2\";\nwbinfo.timestamp = \"20310505121314\";</script>";
        said_of(pywb, may, Some(FERRY));
        // One that only speaks of the archive, or leads there, was not saved from it.
        said_of(&at(&format!("<p>An earlier version <a href=\"{kept}\">was archived</a>.")), None, None);
        for broken in [
            "__wm.wombat(",
            "__wm.wombat(\"",
            "__wm.wombat(1,2",
            "id=\"wmtbURL\" value=\"",
            "<!-- saved from url=(",
            "wbinfo.url = ",
            "You are here: x\"",
        ] {
            said_of(&at(broken), None, None);
        }
    }

    #[test]
    fn links_in_lists_in_data_and_of_other_archives() {
        let check = |rewritten: &str, expected: &str| {
            let page = format!("<p>archive.org</p>{rewritten}");
            assert_eq!(original(&page, None).html, format!("<p>archive.org</p>{expected}"));
        };
        let at = "https://web.archive.org/web/20310505121314";
        check(
            &format!(
                "<img srcset=\"{at}im_/https://c.example/1.jpg 1x, {at}im_/https://c.example/2.jpg 2x\" style=\"background:url({at}im_/https://c.example/3.jpg)\">"
            ),
            "<img srcset=\"https://c.example/1.jpg 1x, https://c.example/2.jpg 2x\" style=\"background:url(https://c.example/3.jpg)\">",
        );
        check(
            "<script type=application/ld+json>{\"url\": \"https:\\/\\/web.archive.org\\/web\\/20310505121314\\/https:\\/\\/courier.example\\/ferry\"}</script>",
            "<script type=application/ld+json>{\"url\": \"https:\\/\\/courier.example\\/ferry\"}</script>",
        );
        check("<script src=\"/web/20310505121314js_/https://c.example/a.js\">", "<script src=\"https://c.example/a.js\">");
        check(&format!("<p>Kept at {at}/https://c.example/a, she wrote."), &format!("<p>Kept at {at}/https://c.example/a, she wrote."));
        let pywb = "<script>wbinfo.prefix = decodeURI(\"http://desk.example:8080/news/\");</script><a href=\"http://desk.example:8080/news/20310505121314mp_/https://c.example/a\">";
        check(pywb, &format!("{}<a href=\"https://c.example/a\">", pywb.split("<a ").next().expect("a script")));
    }

    #[test]
    fn the_banner_goes_also_where_its_comments_are_gone() {
        let page = "archive.org<div id=wm-ipp-base lang=en><div id=\"wm-ipp\"><div>12 captures</div></div></div><p>The fire broke out.</p>";
        assert_eq!(original(page, None).html, "archive.org<p>The fire broke out.</p>");
        for open in [
            "archive.org<div id=wm-ipp><div>12",
            "archive.org<p id=wm-ipp>x</p>",
            "archive.org id=wm-ipp>",
            "archive.org<div id=wm-ipp></div",
        ] {
            assert_eq!(original(open, None).html, open);
        }
    }

    /// Three million addresses, and no tag: each byte is looked at once.
    #[test]
    fn many_addresses_take_no_longer_than_they_are_long() {
        let page = format!("archive.org{}", " /web/2031/http:".repeat(2_000_000));
        assert_eq!(original(&page, None).html.len(), page.len());
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

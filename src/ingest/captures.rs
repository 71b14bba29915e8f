//! Records of a WARC file → the articles on their pages; and such a file as one article, where it holds no other.
//!
//! Answers that are no pages are passed over, as are notes, requests and redirections: most of such a file is pictures.

use super::warc::{Kind, Reader, Record, Verdict};
use super::{Looks, MAX_TEXT, MAX_TEXT_BYTES, Observed, Unread, looks, observed, url};
use std::collections::HashSet;

/// So many articles are named in a message.
const MAX_SHOWN: usize = 4;

/// The address of a record that is a page; none for pictures, redirections, notes and the like.
pub(super) fn page_url(record: &Record) -> Option<&str> {
    let status = record.http.as_ref().map_or(200, |http| http.status);
    match record.kind {
        Kind::Other | Kind::Metadata => return None,
        Kind::Response if (300..400).contains(&status) => return None,
        Kind::Response | Kind::Resource | Kind::Revisit | Kind::Conversion => {}
    }
    let is_page = match record.http.as_ref() {
        Some(http) => http.header("Content-Type").map(is_html),
        // What somebody packed as a file is called whatever came to their mind: only a page that is called one is believed.
        None => record.block_type.as_deref().map(is_html).filter(|is_page| *is_page),
    };
    let is_page = is_page.unwrap_or_else(|| looks(&record.body) == Some(Looks::Page));
    record.url.as_deref().filter(|url| is_page && (url.starts_with("http://") || url.starts_with("https://")))
}

/// The article on a captured page, found at `url` when the record says, with the answer of the server.
pub(super) fn article(record: &Record, url: &str) -> Result<Observed, String> {
    if let Some(status) = record.http.as_ref().map(|http| http.status).filter(|status| *status >= 400) {
        return Err(format!("the answer was {status}: an error page is no revision"));
    }
    if record.verdict == Verdict::Mismatch {
        return Err("its bytes are not those that its digest names".to_owned());
    }
    // A capture that was cut would look like an edit.
    if !record.warnings.is_empty() {
        return Err(record.warnings.join("; "));
    }
    let at = record.date.ok_or("it has no WARC-Date")?;
    let mut found = observed::page(&record.body, Some(url), content_type(record)).map_err(|why| why.to_string())?;
    if let (Some(capture), Some(http)) = (&mut found.capture, &record.http) {
        capture.status = Some(http.status);
        capture.headers = serde_json::to_string(&http.headers).ok();
        capture.media_type = http.header("Content-Type").map(media_type).or(capture.media_type.take());
    }
    (found.archived_at, found.archived_url) = (Some(at), Some(url.to_owned()));
    Ok(found)
}

/// The captures of the one article that a WARC file holds, in order of time. `at` is the address of the article, where the file
/// holds several.
pub(super) fn of_one_article(bytes: &[u8], at: Option<&str>) -> Result<Vec<Observed>, Unread> {
    let name = |address: &str| url::canonical(address).unwrap_or_else(|| address.to_owned());
    let wanted = at.map(name);
    let (mut found, mut names, mut first_reason) = (Vec::new(), Vec::new(), None);
    let (mut known, mut n_bytes, mut oddity) = (HashSet::new(), 0, None);
    for record in Reader::new(bytes) {
        let record = match record {
            Ok(record) => record,
            Err(error) if found.is_empty() => return Err(Unread::Captures(format!("is a WARC file that cannot be read: {error}"))),
            // What stands before is there; that it goes no further is said with it.
            Err(error) => {
                oddity = Some(format!("is cut or broken, and what stands before that was read: {error}"));
                break;
            }
        };
        let Some(address) = page_url(&record) else { continue };
        let article_name = name(address);
        if wanted.as_ref().is_some_and(|wanted| *wanted != article_name) {
            continue;
        }
        match article(&record, address) {
            Ok(seen) => {
                if known.insert(article_name.clone()) {
                    names.push(article_name);
                }
                // Several articles are an error whatever comes then; their texts are not held.
                if names.len() <= 1 {
                    n_bytes += seen.text.len();
                    if n_bytes > MAX_TEXT_BYTES {
                        return Err(Unread::Captures(format!("holds more than {MAX_TEXT} of text: `writethru import` takes it")));
                    }
                    keep(&mut found, seen);
                }
            }
            Err(reason) => first_reason = first_reason.or(Some(reason)),
        }
    }
    match names.len() {
        0 => Err(Unread::Captures(match (first_reason, at) {
            (Some(reason), _) => format!("is a WARC file without an article: {reason}"),
            (None, Some(at)) => format!("is a WARC file without a page that was captured at {at}"),
            (None, None) => "is a WARC file without a page".to_owned(),
        })),
        1 => {
            found.sort_by_key(|seen| seen.archived_at);
            if let Some(last) = found.last_mut() {
                last.oddities.extend(oddity);
            }
            Ok(found)
        }
        n => {
            let more = if n > MAX_SHOWN { ", …" } else { "" };
            names.truncate(MAX_SHOWN);
            let shown = names.join(", ");
            Err(Unread::Captures(format!(
                "is a WARC file with {n} articles, and one is wanted ({shown}{more}): `writethru import` takes all"
            )))
        }
    }
}

/// Puts one more to the others. Only the last one keeps its page: nobody records more than one of them from here.
fn keep(found: &mut Vec<Observed>, mut seen: Observed) {
    let is_last = |other: &Observed| seen.archived_at >= other.archived_at;
    let is_last = found.iter().all(is_last);
    let others = found.iter_mut().filter(|_| is_last).map(|other| &mut other.capture);
    others.chain((!is_last).then_some(&mut seen.capture)).flatten().for_each(|capture| capture.bytes = None);
    found.push(seen);
}

/// Whether bytes are a WARC file, plain or packed.
pub(super) fn is_warc(bytes: &[u8]) -> bool {
    use std::io::Read as _;
    if looks(bytes) == Some(Looks::Warc) {
        return true;
    }
    if !super::unpack::is_packed(bytes) {
        return false;
    }
    let mut head = [0; 8];
    let mut unpacked = super::unpack::Unpacked::new(bytes, bytes.len() as u64);
    unpacked.read_exact(&mut head).is_ok() && looks(&head) == Some(Looks::Warc)
}

/// What a server or a writer says a page is, for the reader of its bytes.
fn content_type(record: &Record) -> Option<&str> {
    match &record.http {
        Some(http) => http.header("Content-Type"),
        None => record.block_type.as_deref().filter(|kind| is_html(kind)),
    }
}

fn is_html(content_type: &str) -> bool {
    matches!(media_type(content_type).as_str(), "text/html" | "application/xhtml+xml")
}

/// `text/html` of `text/html; charset=utf-8`.
fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

//! What bytes are, by how they begin: whatever a file is called, its content is what counts.

/// What is looked at of a file.
const HEAD_BYTES: usize = 1 << 10;

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// What a file is that is no plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// A page.
    Page,
    /// A WARC file: many captures.
    Warc,
    /// A feed: a list of articles.
    Feed,
    /// A sitemap: a list of addresses.
    Sitemap,
    /// An XML export of MediaWiki: the histories of many articles.
    Wiki,
}

/// What a file is by its first KiB; none for a text, and for whatever else it may be.
pub fn looks(bytes: &[u8]) -> Option<Looks> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    if head.starts_with(b"WARC/") {
        return Some(Looks::Warc);
    }
    let mut rest = head.trim_ascii_start();
    if rest.starts_with(b"{") {
        return memchr::memmem::find(rest, b"jsonfeed.org/version/").map(|_| Looks::Feed);
    }
    while let Some(inner) = rest.strip_prefix(b"<") {
        // “<!-- saved from … -->”, “<?xml version="1.0"?>” and doctypes stand before what it is.
        let end: &[u8] = match inner {
            [b'!', b'-', b'-', ..] => b"-->",
            [b'?', ..] => b"?>",
            [b'!', ..] if name(&inner[1..]) == "doctype" => match name(inner[8..].trim_ascii_start()).as_str() {
                "html" => return Some(Looks::Page),
                _ => b">",
            },
            _ => {
                return match name(inner).as_str() {
                    "html" => Some(Looks::Page),
                    "rss" | "feed" | "rdf:rdf" => Some(Looks::Feed),
                    "urlset" | "sitemapindex" => Some(Looks::Sitemap),
                    "mediawiki" => Some(Looks::Wiki),
                    _ => None,
                };
            }
        };
        rest = rest[memchr::memmem::find(rest, end)? + end.len()..].trim_ascii_start();
    }
    None
}

/// The name of an element, in lower case.
fn name(bytes: &[u8]) -> String {
    let letters = bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_'));
    letters.map(|b| char::from(b.to_ascii_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, expected: Option<Looks>) {
        assert_eq!(looks(head.as_bytes()), expected, "{head:?}");
    }

    #[test]
    fn a_file_is_what_it_begins_with() {
        for page in [
            "<!DOCTYPE html>",
            "\u{FEFF}\n<HTML lang=en>",
            "<!-- saved from a -->\n<!doctype  HTML PUBLIC>",
            "<?xml?><!DOCTYPE html><html>",
        ] {
            check(page, Some(Looks::Page));
        }
        check("WARC/1.1\r\n", Some(Looks::Warc));
        for feed in ["<rss version='2.0'>", "<?xml version='1.0'?><!-- x --><feed xmlns='y'>", "<!DOCTYPE rdf:RDF><rdf:RDF>"] {
            check(feed, Some(Looks::Feed));
        }
        check("{\"version\": \"https://jsonfeed.org/version/1.1\"", Some(Looks::Feed));
        check("<urlset>", Some(Looks::Sitemap));
        check("<mediawiki xmlns='x'>", Some(Looks::Wiki));
    }

    #[test]
    fn anything_else_may_be_a_text() {
        for text in [
            "",
            "<",
            "<!",
            "<!--",
            "<?",
            "<p>",
            "Ferry <html>",
            "<feedback>",
            "<htmlx>",
            "WARC",
            "{\"a\": 1}",
            "<!doctype",
            "<!DOCTYPE book>",
        ] {
            check(text, None);
        }
        check(&format!("<!--{}--><html>", "x".repeat(2000)), None);
    }
}

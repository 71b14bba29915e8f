//! What is known of a server's answer → its head, as it belongs to the bytes that are kept.

use crate::store::Capture;
use serde_json::Value;

/// Headers that say how the bytes were packed on their way. They are kept unpacked, so whoever replays them must not unpack them
/// again; the words of the server stay under another name, as Browsertrix writes them.
const OF_THE_WAY: &[&str] = &["content-encoding", "transfer-encoding", "content-length"];

/// Statuses with the words that go with them (RFC 9110): the words a server used are not kept.
const WORDS: &[(u16, &str)] = &[
    (200, "OK"),
    (203, "Non-Authoritative Information"),
    (206, "Partial Content"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (304, "Not Modified"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (410, "Gone"),
    (451, "Unavailable For Legal Reasons"),
    (500, "Internal Server Error"),
    (503, "Service Unavailable"),
];

/// The head of an answer, with the empty line behind it; none where no server answered.
pub(super) fn head(capture: &Capture) -> Option<Vec<u8>> {
    let status = capture.status.filter(|status| (100..=999).contains(status))?;
    let words = WORDS.iter().find(|(known, _)| *known == status).map_or("", |(_, words)| words);
    let mut head = format!("HTTP/1.1 {status} {words}\r\n");
    let mut has_type = false;
    for (name, value) in headers(capture.headers.as_deref()) {
        let is_of_the_way = OF_THE_WAY.contains(&name.to_ascii_lowercase().as_str()) && value != capture.size.to_string();
        has_type |= name.eq_ignore_ascii_case("content-type");
        let mark = if is_of_the_way { "X-Orig-" } else { "" };
        head.push_str(&format!("{mark}{name}: {value}\r\n"));
    }
    if let Some(kind) = capture.media_type.as_deref().filter(|_| !has_type) {
        head.push_str(&format!("Content-Type: {}\r\n", super::record::line(kind)));
    }
    head.push_str("\r\n");
    Some(head.into_bytes())
}

/// Names and values out of a JSON list of pairs. What could not stand in a head is left out of it.
fn headers(json: Option<&str>) -> Vec<(String, String)> {
    let pairs: Vec<(String, Value)> = json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
    let text = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    pairs.into_iter().filter(|(name, _)| is_name(name)).map(|(name, value)| (name, super::record::line(&text(value)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::observed;

    #[test]
    fn what_was_packed_on_its_way_is_replayed_as_it_is_kept() {
        let headers = r#"[["Content-Type","text/html; charset=utf-8"],["Content-Encoding","gzip"],["transfer-encoding","chunked"],
            ["Content-Length","3"],["X-Note","two\r\nlines"],["Bad name","x"],["Age",7]]"#;
        let capture = Capture { status: Some(200), headers: Some(headers.to_owned()), ..observed::capture(b"<p>Ferry fire") };
        assert_eq!(
            String::from_utf8(head(&capture).expect("an answer")).expect("a text"),
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nX-Orig-Content-Encoding: gzip\r\nX-Orig-transfer-encoding: \
             chunked\r\nX-Orig-Content-Length: 3\r\nX-Note: two  lines\r\nAge: 7\r\n\r\n"
        );
        assert_eq!(head(&Capture { status: None, ..capture.clone() }), None);
        assert_eq!(head(&Capture { status: Some(7), ..capture.clone() }), None, "no status");
        let bare = Capture { headers: None, media_type: Some("text/html".to_owned()), ..capture };
        assert_eq!(head(&bare).expect("an answer"), b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
    }
}

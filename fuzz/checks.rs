//! What must hold of any bytes: the fuzz targets look for some of which it does not hold, and `tests/pages` checks the kept ones.
#![allow(dead_code, reason = "each target uses one of these")]

use writethru::ingest::{feed, html, url, warc};

const ADDRESS: &str = "https://courier.example/ports/ferry-fire";

/// A page is read, and what is found is well formed.
pub fn html(bytes: &[u8]) {
    let hint = html::Hint { url: Some(ADDRESS), content_type: None };
    let page = html::read(bytes, &hint);
    assert!(page.notices.iter().all(|notice| page.text.contains(notice.as_str())), "{:?}", page.notices);
    assert!(!page.text.contains('\0'));
    assert!(page.text.len() <= 16 * bytes.len() + (64 << 10), "{} bytes out of {}", page.text.len(), bytes.len());
    page.meta.canonical_url.iter().for_each(|url| is_canonical(url));
    assert_eq!(page, html::read(bytes, &hint), "the same page again");
}

/// A feed is read or refused.
pub fn feed(bytes: &[u8]) {
    let Ok(found) = feed::read_at(bytes, Some(ADDRESS)) else { return };
    assert!(found.items.len() <= feed::MAX_ITEMS);
    for item in &found.items {
        assert!(item.url.is_some() || item.title.is_some() || item.id.is_some());
        assert!(item.url.as_deref().is_none_or(|url| url.starts_with("http")), "{:?}", item.url);
    }
    assert_eq!(feed::read_at(bytes, Some(ADDRESS)).as_ref(), Ok(&found), "the same feed again");
}

/// A file of captures is read to its end, or to what is wrong in it.
pub fn warc(bytes: &[u8]) {
    let mut n_records = 0;
    let mut has_ended = false;
    for record in warc::Reader::new(bytes) {
        assert!(!has_ended, "after an error there is nothing");
        match record {
            Ok(record) => assert!(record.body.len() <= warc::MAX_RECORD_BYTES.max(warc::MAX_DECODED_BYTES)),
            Err(error) => has_ended = !error.to_string().is_empty(),
        }
        n_records += 1;
    }
    // The shortest record is `WARC/1.` and a length.
    let unpacked = bytes.len() as u64 * warc::MAX_RATIO + (1 << 20) + (64 << 10);
    assert!(n_records <= unpacked / 20 + 1);
}

/// An address has a canonical form that stays, or none.
pub fn url(bytes: &[u8]) {
    let given = String::from_utf8_lossy(bytes);
    let mut lines = given.lines();
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    if let Some(name) = url::canonical(first) {
        is_canonical(&name);
        assert!(url::is_same(first, &name));
    }
    if let Some(whole) = url::resolve(Some(first), second) {
        assert_eq!(url::resolve(None, &whole).as_deref(), Some(whole.as_str()));
    }
    for address in [None, Some(first)] {
        url::claimed(address, second).iter().for_each(|own| is_canonical(own));
    }
}

fn is_canonical(name: &str) {
    assert_eq!(url::canonical(name).as_deref(), Some(name));
}

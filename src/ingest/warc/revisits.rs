//! A capture that found the same again names what it repeats by the digest of its payload: what such digests stand for.

use super::Http;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::sync::Arc;

/// So many bytes of payloads are kept; the oldest go first.
const MAX_KEPT_BYTES: usize = 64 << 20;
/// What is larger is no page.
const MAX_BODY_BYTES: usize = 8 << 20;
/// Parts of content types that are kept: pages and feeds, not their pictures.
const KEPT_TYPES: &[&str] = &["html", "xml", "json", "text/"];

/// Payloads by their digests.
#[derive(Default)]
pub(super) struct Payloads {
    by_digest: FxHashMap<String, Payload>,
    order: VecDeque<String>,
    n_bytes: usize,
}

/// What was captured, and how it was sent.
#[derive(Clone)]
pub(super) struct Payload {
    pub body: Arc<[u8]>,
    pub http: Option<Http>,
}

fn key(digest: &str) -> String {
    digest.trim().to_ascii_lowercase()
}

impl Payloads {
    /// Keeps a payload, as long as there is room.
    pub fn keep(&mut self, digest: &str, body: &[u8], http: Option<&Http>) {
        let kind = http.and_then(|http| http.header("Content-Type")).unwrap_or("text/").to_ascii_lowercase();
        let digest = key(digest);
        if body.is_empty()
            || body.len() > MAX_BODY_BYTES
            || !KEPT_TYPES.iter().any(|kept| kind.contains(kept))
            || self.by_digest.contains_key(&digest)
        {
            return;
        }
        self.n_bytes += body.len();
        self.order.push_back(digest.clone());
        self.by_digest.insert(digest, Payload { body: body.into(), http: http.cloned() });
        while self.n_bytes > MAX_KEPT_BYTES
            && let Some(oldest) = self.order.pop_front()
        {
            self.n_bytes -= self.by_digest.remove(&oldest).map_or(0, |payload| payload.body.len());
        }
    }

    /// What a digest stands for.
    pub fn get(&self, digest: &str) -> Option<&Payload> {
        self.by_digest.get(&key(digest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_go_first() {
        let mut payloads = Payloads::default();
        let body = vec![b'x'; MAX_BODY_BYTES];
        for n in 0..10 {
            payloads.keep(&format!("sha1:{n}"), &body, None);
        }
        assert!(payloads.get("sha1:1").is_none() && payloads.get("SHA1:9").is_some());
        assert!(payloads.n_bytes <= MAX_KEPT_BYTES && payloads.order.len() == payloads.by_digest.len());
        let picture = Http { status: 200, headers: vec![("Content-Type".to_owned(), "image/png".to_owned())] };
        payloads.keep("sha1:p", b"x", Some(&picture));
        assert!(payloads.get("sha1:p").is_none());
    }
}

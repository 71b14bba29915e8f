//! URLs → one name for one article: what tells readers apart is dropped, what tells articles apart stays.
//!
//! ```
//! use writethru::ingest::url::canonical;
//!
//! let seen = canonical("http://m.Courier.example:80/ports/ferry-fire/amp/?utm_source=mail&id=7#comments");
//! assert_eq!(seen.as_deref(), Some("https://courier.example/ports/ferry-fire?id=7"));
//! ```
//!
//! A canonical URL is a name, not an address: it need not lead anywhere. Whoever fetches uses the URL as it was given.

use super::lexicon;
use std::fmt::Write;
use std::sync::LazyLock;
use url::Url;

/// Longer URLs are nobody's.
pub const MAX_URL_BYTES: usize = 8 << 10;
/// What takes more rounds to come to rest was made to.
const MAX_ROUNDS: usize = 16;

/// The canonical form of a web address; none for anything else.
///
/// `https` for `http`; host in lower case, as punycode, without `www.`, `m.` and the like; no user, fragment, default port
/// or trailing slash; no `/amp` and no `index.html`; no parameters that only say how a reader came, the others sorted.
/// Addresses at an archive or an AMP cache are those of what is kept there. Twice is once.
pub fn canonical(given: &str) -> Option<String> {
    let mut name = once(given)?;
    // What one round takes off may lay bare what the next takes off: `web.archive.org/%77eb/…` is an address at the archive.
    for _ in 0..MAX_ROUNDS {
        let next = once(&name)?;
        if next == name {
            return Some(name);
        }
        name = next;
    }
    None
}

fn once(given: &str) -> Option<String> {
    let url = unwrapped(parse(given)?);
    let host = plain_host(url.host_str()?);
    if host.is_empty() {
        return None;
    }
    let scheme = if url.port().is_some() { url.scheme() } else { "https" };
    let mut out = format!("{scheme}://{host}");
    if let Some(port) = url.port() {
        let _ = write!(out, ":{port}");
    }
    let path = plain_path(url.path());
    out.push_str(if path.is_empty() { "/" } else { &path });
    let mut parameters: Vec<String> =
        url.query().unwrap_or_default().split('&').filter(|p| !p.is_empty()).map(decoded).filter(|p| !is_tracking(p)).collect();
    parameters.sort();
    parameters.dedup();
    if !parameters.is_empty() {
        out.push('?');
        out.push_str(&parameters.join("&"));
    }
    // `#!/ferry-fire` is a page of its own on sites that are one program.
    if let Some(fragment) = url.fragment().filter(|f| f.starts_with('!')) {
        let _ = write!(out, "#{fragment}");
    }
    Some(out)
}

/// Whether two addresses are those of one article.
pub fn is_same(a: &str, b: &str) -> bool {
    canonical(a).is_some_and(|a| canonical(b).is_some_and(|b| a == b))
}

/// What `href` means on a page at `base`, as a whole address.
pub fn resolve(base: Option<&str>, href: &str) -> Option<String> {
    let href = href.trim();
    if href.is_empty() || href.len() > MAX_URL_BYTES {
        return None;
    }
    let url = match base.and_then(parse) {
        Some(base) => base.join(href).ok()?,
        None => parse(href)?,
    };
    (matches!(url.scheme(), "http" | "https") && url.as_str().len() <= MAX_URL_BYTES).then(|| url.to_string())
}

/// The canonical form of what a page at `address` calls its own address, unless it cannot be: another site, the front
/// page, or a section that the article only stands in. Without an address only the front page can be told.
pub fn claimed(address: Option<&str>, own: &str) -> Option<String> {
    let own = canonical(&resolve(address, own)?)?;
    let claimed = parse(&own)?;
    let Some(found) = address.and_then(canonical).as_deref().and_then(parse) else { return (!is_front(&claimed)).then_some(own) };
    if !is_same_site(claimed.host_str()?, found.host_str()?) || is_front(&claimed) && !is_front(&found) {
        return None;
    }
    let segments = |url: &Url| -> Vec<String> { url.path().split('/').filter(|s| !s.is_empty()).map(str::to_owned).collect() };
    let (short, long) = (segments(&claimed), segments(&found));
    // “/ports” for “/ports/ferry-fire”; but “/ports/ferry-fire” for “/ports/ferry-fire/2” or “…/print” is meant.
    let is_section =
        !short.is_empty() && short.len() < long.len() && long.starts_with(&short) && !long[short.len()..].iter().all(|s| is_view(s));
    (!is_section).then_some(own)
}

/// The front page of a site.
fn is_front(url: &Url) -> bool {
    url.path().trim_matches('/').is_empty() && url.query().is_none() && url.fragment().is_none()
}

/// A last part of a path that shows the same article in another way: a word for it, or the number of a page.
fn is_view(segment: &str) -> bool {
    segment.len() <= 3 && segment.bytes().all(|b| b.is_ascii_digit()) || WORDS.views.contains(&segment)
}

/// `news.courier.example` and `courier.example`.
fn is_same_site(a: &str, b: &str) -> bool {
    let within = |a: &str, b: &str| a == b || a.strip_suffix(b).is_some_and(|rest| rest.ends_with('.')) && is_site(b);
    within(a, b) || within(b, a) || {
        // `edition.courier.example` and `us.courier.example`
        let (a, b) = (a.split_once('.').map_or("", |(_, r)| r), b.split_once('.').map_or("", |(_, r)| r));
        a == b && is_site(a)
    }
}

/// Whether a host can be somebody's: `courier.example` and `courier.co.uk`, but neither `uk` nor `co.uk`.
fn is_site(host: &str) -> bool {
    let Some((first, rest)) = host.split_once('.') else { return false };
    !(first.is_empty() || rest.len() == 2 && WORDS.registries.contains(&first))
}

fn parse(given: &str) -> Option<Url> {
    let given = given.trim();
    if given.len() > MAX_URL_BYTES {
        return None;
    }
    let url = Url::parse(given).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// What an archive or a cache keeps, by the address it has there.
fn unwrapped(url: Url) -> Url {
    let mut url = url;
    // Each is shorter than what it was kept in, so this ends.
    while let Some(inner) = inner(&url).as_deref().and_then(parse).filter(|inner| inner.as_str().len() < url.as_str().len()) {
        url = inner;
    }
    url
}

fn inner(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let with_query = |rest: &str| url.query().map_or(rest.to_owned(), |q| format!("{rest}?{q}"));
    let mut segments = url.path().splitn(4, '/').skip(1);
    if matches!(host, "web.archive.org" | "archive.org") && segments.next() == Some("web") {
        let time = segments.next()?;
        let rest = segments.next()?;
        return time.starts_with(|c: char| c.is_ascii_digit()).then(|| with_query(&with_scheme(rest)));
    }
    if host.ends_with(".cdn.ampproject.org") {
        let path = url.path().trim_start_matches('/');
        let rest = ["c/s/", "v/s/", "c/", "v/"].iter().find_map(|p| path.strip_prefix(p))?;
        return Some(with_query(&format!("https://{rest}")));
    }
    if matches!(host, "www.google.com" | "google.com") {
        let rest = url.path().strip_prefix("/amp/")?;
        return Some(with_query(&format!("https://{}", rest.strip_prefix("s/").unwrap_or(rest))));
    }
    None
}

/// `https:/courier.example` lost a slash on its way through a path.
fn with_scheme(rest: &str) -> String {
    for scheme in ["https:", "http:"] {
        if let Some(behind) = rest.strip_prefix(scheme) {
            return format!("{scheme}//{}", behind.trim_start_matches('/'));
        }
    }
    format!("https://{rest}")
}

fn plain_host(host: &str) -> String {
    let mut host = host.trim_end_matches('.').to_owned();
    loop {
        let Some((first, rest)) = host.split_once('.') else { return host };
        if WORDS.hosts.contains(&first) && is_site(rest) {
            host = rest.to_owned();
        } else if let Some(rest) = rest.strip_prefix("m.").filter(|rest| first.len() <= 3 && is_site(rest)) {
            host = format!("{first}.{rest}");
        } else {
            return host;
        }
    }
}

fn plain_path(path: &str) -> String {
    let path = decoded(path);
    let mut segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    let n_amp = segments.iter().take_while(|s| s.eq_ignore_ascii_case("amp")).count();
    segments.drain(..n_amp.min(segments.len().saturating_sub(1)));
    while let Some(last) = segments.last().copied() {
        let is_index = WORDS.indexes.iter().any(|index| last.eq_ignore_ascii_case(index));
        if is_index || segments.len() > 1 && last.eq_ignore_ascii_case("amp") {
            segments.pop();
            continue;
        }
        let bare = [".amp.html", ".amp"].iter().find_map(|end| last.strip_suffix(end)).filter(|bare| !matches!(*bare, "" | "." | ".."));
        let Some(bare) = bare else { break };
        segments.pop();
        segments.push(bare);
    }
    segments.iter().fold(String::new(), |path, segment| path + "/" + segment)
}

/// Percent signs only where they are needed, and in upper case: `%7e` is `~`, `%c3%a9` is `%C3%A9`.
fn decoded(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 1..at + 3).filter(|c| c.bytes().all(|b| b.is_ascii_hexdigit()));
        match code.and_then(|c| u8::from_str_radix(c, 16).ok()) {
            Some(byte) if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') => out.push(char::from(byte)),
            Some(byte) => {
                let _ = write!(out, "%{byte:02X}");
            }
            None => {
                // With what is decoded behind it, it would be a code: `%4%31` is not `%41`.
                let may_be_code = rest[at + 1..].starts_with(|c: char| c.is_ascii_hexdigit() || c == '%');
                out.push_str(if may_be_code { "%25" } else { "%" });
                rest = &rest[at + 1..];
                continue;
            }
        }
        rest = &rest[at + 3..];
    }
    out.push_str(rest);
    out
}

/// What `lexicon/url_words.tsv` says of words.
struct Words {
    hosts: Vec<&'static str>,
    registries: Vec<&'static str>,
    indexes: Vec<&'static str>,
    views: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let words = |what| lexicon::words(include_str!("lexicon/url_words.tsv"), what);
    Words { hosts: words("host"), registries: words("registry"), indexes: words("index"), views: words("view") }
});

/// The names of parameters, and their beginnings.
static TRACKING: LazyLock<(Vec<&'static str>, Vec<&'static str>)> = LazyLock::new(|| {
    let rows = include_str!("lexicon/url_parameters.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let (begins, names): (Vec<_>, Vec<_>) = rows.partition(|row| row.ends_with('*'));
    (names, begins.into_iter().map(|b| b.trim_end_matches('*')).collect())
});

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    TRACKING.0.contains(&name.as_str()) || TRACKING.1.iter().any(|begin| name.starts_with(begin))
}

#[cfg(test)]
mod tests;

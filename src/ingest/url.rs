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

use std::fmt::Write;
use std::sync::LazyLock;
use url::Url;

/// Longer URLs are nobody's.
pub const MAX_URL_BYTES: usize = 8 << 10;

/// The canonical form of a web address; none for anything else.
///
/// `https` for `http`; host in lower case, as punycode, without `www.`, `m.` and the like; no user, fragment, default port
/// or trailing slash; no `/amp` and no `index.html`; no parameters that only say how a reader came, the others sorted.
/// Addresses at an archive or an AMP cache are those of what is kept there. Twice is once.
pub fn canonical(given: &str) -> Option<String> {
    let url = unwrapped(parse(given)?);
    let host = plain_host(url.host_str()?);
    let scheme = if url.port().is_some() { url.scheme() } else { "https" };
    let mut out = format!("{scheme}://{host}");
    if let Some(port) = url.port() {
        let _ = write!(out, ":{port}");
    }
    let path = plain_path(url.path());
    out.push_str(if path.is_empty() { "/" } else { &path });
    let mut parameters: Vec<String> =
        url.query().unwrap_or_default().split('&').filter(|p| !p.is_empty() && !is_tracking(p)).map(decoded).collect();
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
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// The canonical form of what a page at `address` calls its own address, unless it cannot be: another site, the front
/// page, or a section that the article only stands in.
pub fn claimed(address: Option<&str>, own: &str) -> Option<String> {
    let own = canonical(&resolve(address, own)?)?;
    let Some(address) = address.and_then(canonical) else { return Some(own) };
    let (claimed, found) = (parse(&own)?, parse(&address)?);
    if !is_same_site(claimed.host_str()?, found.host_str()?) {
        return None;
    }
    let segments = |url: &Url| -> Vec<String> { url.path().split('/').filter(|s| !s.is_empty()).map(str::to_owned).collect() };
    let (short, long) = (segments(&claimed), segments(&found));
    if claimed.query().is_none() && short.is_empty() && !(long.is_empty() && found.query().is_none()) {
        return None;
    }
    // “/ports” for “/ports/ferry-fire”; but “/ports/ferry-fire” for “/ports/ferry-fire/2” or “…/print” is meant.
    let is_section = short.len() < long.len() && long.starts_with(&short) && !long[short.len()..].iter().all(|s| is_view(s));
    (!is_section).then_some(own)
}

/// A last part of a path that shows the same article in another way.
fn is_view(segment: &str) -> bool {
    segment.len() <= 3 && segment.bytes().all(|b| b.is_ascii_digit())
        || matches!(
            segment,
            "print" | "all" | "full" | "page" | "amp" | "mobile" | "single" | "singlepage" | "comments" | "photos" | "gallery"
        )
}

/// `news.courier.example` and `courier.example`.
fn is_same_site(a: &str, b: &str) -> bool {
    let within = |a: &str, b: &str| a == b || a.strip_suffix(b).is_some_and(|rest| rest.ends_with('.')) && b.contains('.');
    within(a, b) || within(b, a) || {
        // `edition.courier.example` and `us.courier.example`
        let (a, b) = (a.split_once('.').map_or("", |(_, r)| r), b.split_once('.').map_or("", |(_, r)| r));
        a == b && a.contains('.') && a.split('.').next().is_some_and(|name| name.len() > 3)
    }
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
    for _ in 0..3 {
        let Some(inner) = inner(&url).as_deref().and_then(parse) else { return url };
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
        if matches!(first, "www" | "m" | "mobile" | "amp" | "touch" | "wap") && rest.contains('.') {
            host = rest.to_owned();
        } else if first.len() <= 3 && rest.starts_with("m.") && rest[2..].contains('.') {
            host = format!("{first}.{}", &rest[2..]);
        } else {
            return host;
        }
    }
}

fn plain_path(path: &str) -> String {
    let path = decoded(path);
    let mut segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    if segments.len() > 1 && segments[0].eq_ignore_ascii_case("amp") {
        segments.remove(0);
    }
    while let Some(last) = segments.last().copied() {
        let is_index =
            matches!(last.to_ascii_lowercase().as_str(), "index.html" | "index.htm" | "index.php" | "default.aspx" | "index.shtml");
        if is_index || segments.len() > 1 && last.eq_ignore_ascii_case("amp") {
            segments.pop();
            continue;
        }
        let bare = [".amp.html", ".amp"].iter().find_map(|end| last.strip_suffix(end)).filter(|bare| !bare.is_empty());
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
                out.push('%');
                rest = &rest[at + 1..];
                continue;
            }
        }
        rest = &rest[at + 3..];
    }
    out.push_str(rest);
    out
}

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

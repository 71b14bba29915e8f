//! RSS, Atom and sitemaps, element by element.

use super::{Feed, FeedKind, Item, MAX_FEED_DEPTH, MAX_ITEMS};
use crate::ingest::html::{PageTime, plain, unescaped};
use crate::ingest::url;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Reads a list in XML that was found at `address`; none if it is something else.
pub(super) fn read(text: &str, address: Option<&str>) -> Option<Feed> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    config.expand_empty_elements = true;
    let root = loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => break tag,
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    };
    let feed = Feed { kind: kind(&local(root.name().as_ref()))?, title: None, items: Vec::new(), warnings: Vec::new() };
    let bases = address.map(|address| (0, address.to_owned())).into_iter().collect();
    let mut state = State { feed, open: Vec::new(), text: String::new(), item: None, field: None, is_xhtml: false, bases };
    state.start(&root);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                if !state.start(&tag) {
                    return Some(state.feed);
                }
            }
            Ok(Event::End(tag)) => state.end(&local(tag.name().as_ref())),
            Ok(Event::Text(text)) => state.text.push_str(&text.xml10_content()),
            Ok(Event::CData(text)) => state.text.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(name)) => state.reference(&name.xml10_content()),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                state.warn(format!("is broken at byte {}: {error}", reader.error_position()));
                break;
            }
        }
    }
    if state.item.is_some() {
        state.warn("ends within an item, which was left".to_owned());
    }
    Some(state.feed)
}

fn kind(root: &str) -> Option<FeedKind> {
    Some(match root {
        "rss" | "rdf" => FeedKind::Rss,
        "feed" => FeedKind::Atom,
        "urlset" => FeedKind::Sitemap,
        "sitemapindex" => FeedKind::SitemapIndex,
        _ => return None,
    })
}

/// Whether an element is an item.
fn is_item(kind: FeedKind, name: &str) -> bool {
    match kind {
        FeedKind::Rss => name == "item",
        FeedKind::Atom => name == "entry",
        FeedKind::Sitemap => name == "url",
        FeedKind::SitemapIndex => name == "sitemap",
        FeedKind::Json => false,
    }
}

/// Elements that hold a text with mark-up, escaped or not.
fn is_field(name: &str) -> bool {
    matches!(name, "title" | "description" | "summary" | "content" | "encoded")
}

/// A name without the prefix of its vocabulary, but for those whose words mean something else: `media:title` is a picture's.
fn local(qualified: &str) -> String {
    let lower = qualified.to_ascii_lowercase();
    match lower.split_once(':') {
        Some(("media" | "itunes" | "image" | "video", _)) | None => lower,
        Some((_, local)) => local.to_owned(),
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().take(64).find(|a| a.key.as_ref() == name)?;
    plain(found.value.as_ref())
}

struct State {
    feed: Feed,
    /// The names of the open elements, and where the text of each begins.
    open: Vec<(String, usize)>,
    /// The text of the open elements.
    text: String,
    /// The item being read, and how many elements are open outside it.
    item: Option<(usize, Item)>,
    /// The field being read, likewise: elements in it are mark-up of its text.
    field: Option<usize>,
    /// Whether that text is mark-up itself (Atom's XHTML), and not mark-up written as text.
    is_xhtml: bool,
    /// What links are relative to, each with how many elements are open outside the one that says so.
    bases: Vec<(usize, String)>,
}

impl State {
    fn warn(&mut self, warning: String) {
        if !self.feed.warnings.contains(&warning) {
            self.feed.warnings.push(warning);
        }
    }

    fn resolve(&self, href: &str) -> Option<String> {
        url::resolve(self.bases.last().map(|(_, base)| base.as_str()), href)
    }

    /// Takes in the beginning of an element; false if it is one too many.
    fn start(&mut self, tag: &BytesStart<'_>) -> bool {
        let name = local(tag.name().as_ref());
        if self.open.len() >= MAX_FEED_DEPTH {
            self.warn(format!("nests elements deeper than {MAX_FEED_DEPTH}: what comes behind was left"));
            return false;
        }
        if is_item(self.feed.kind, &name) && !self.is_xhtml {
            if let Some((at, _)) = self.item {
                self.close(at);
                self.warn("has an item without an end: it ends where the next begins".to_owned());
            }
            if self.feed.items.len() >= MAX_ITEMS {
                self.warn(format!("has more than {MAX_ITEMS} items: the first were read"));
                return false;
            }
            self.item = Some((self.open.len(), Item::default()));
        }
        if self.field.is_some() {
            self.text.push_str(&format!("<{name}>"));
        } else {
            if let Some(base) = attribute(tag, "xml:base").and_then(|base| self.resolve(&base)) {
                self.bases.push((self.open.len(), base));
            }
            if is_field(&name) {
                self.field = Some(self.open.len());
                self.is_xhtml = attribute(tag, "type").as_deref() == Some("xhtml");
            } else if name == "link" {
                self.link(tag);
            }
        }
        self.open.push((name, self.text.len()));
        true
    }

    /// Atom has several links, each with what it leads to.
    fn link(&mut self, tag: &BytesStart<'_>) {
        let Some(href) = attribute(tag, "href").filter(|_| attribute(tag, "rel").is_none_or(|rel| rel == "alternate")) else { return };
        let url = self.resolve(&href);
        if let Some((_, item)) = &mut self.item {
            item.url = item.url.take().or(url);
        }
    }

    fn reference(&mut self, name: &str) {
        let written = format!("&{name};");
        match unescaped(&written).as_ref() {
            // Inside mark-up `&lt;` stays what it is.
            "<" | "&" | ">" if self.is_xhtml => self.text.push_str(&written),
            characters => self.text.push_str(characters),
        }
    }

    /// Takes in the end of an element. It closes the last of its name; without one it is passed over.
    fn end(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|(open, _)| open == name) else { return };
        if self.field.is_some_and(|field| at > field) {
            self.open.truncate(at);
            self.text.push_str(&format!("</{name}>"));
            return;
        }
        if self.item.as_ref().is_some_and(|(outside, _)| at < *outside) {
            self.warn("has an item without an end: it ends with the list".to_owned());
        }
        let text = self.close(at);
        let Some(value) = Some(text.trim()).filter(|t| !t.is_empty()) else { return };
        let around = self.open.last().map_or("", |(name, _)| name.as_str());
        match &self.item {
            Some(_) => self.set(name, value),
            None if name == "title" && matches!(around, "channel" | "feed" | "rdf") => {
                self.feed.title = self.feed.title.take().or_else(|| plain(value));
            }
            // The paper's own address: what RSS has in place of `xml:base`.
            None if name == "link" && around == "channel" && self.bases.is_empty() => {
                self.bases.extend(url::resolve(None, value).map(|url| (0, url)));
            }
            None => {}
        }
    }

    /// Closes the open elements from `at` on, and gives the text of the first.
    fn close(&mut self, at: usize) -> String {
        let text = self.open.get(at).map_or(String::new(), |&(_, from)| self.text.split_off(from));
        self.open.truncate(at);
        self.bases.retain(|&(outside, _)| outside < at.max(1));
        if self.field.is_some_and(|field| at <= field) {
            (self.field, self.is_xhtml) = (None, false);
        }
        if let Some((_, mut item)) = self.item.take_if(|(outside, _)| at <= *outside) {
            let named = || item.id.as_deref().filter(|id| self.feed.kind == FeedKind::Rss && id.starts_with("http"));
            item.url = item.url.take().or_else(|| url::resolve(None, named()?));
            if !item.is_empty() {
                self.feed.items.push(item);
            }
        }
        text
    }

    /// Takes in a part of the item. What stands deeper (`media:content`, `source`) is about something else.
    fn set(&mut self, name: &str, value: &str) {
        let resolved = matches!(name, "link" | "loc").then(|| self.resolve(value)).flatten();
        let Some((outside, item)) = &mut self.item else { return };
        let path: Vec<&str> = self.open[*outside + 1..].iter().map(|(name, _)| name.as_str()).collect();
        let owned = || Some(value.to_owned());
        let time = || Some(PageTime::read(value));
        match (path.as_slice(), name) {
            ([] | ["news"], "title") => item.title = item.title.take().or_else(|| plain(value)),
            ([] | ["news"], "publication_date") | ([], "pubdate" | "published" | "issued" | "created") => item.published = time(),
            ([], "date") if item.published.is_none() => item.published = time(),
            ([], "updated" | "modified" | "lastmod") => item.updated = time(),
            ([], "link" | "loc") => item.url = item.url.take().or(resolved),
            ([], "guid" | "id") => item.id = owned(),
            ([], "creator" | "author") | (["author"], "name") => {
                item.authors.extend(plain(value).filter(|name| !item.authors.contains(name)));
            }
            ([], "description" | "summary") => item.summary = owned(),
            ([], "encoded" | "content") => item.content = owned(),
            _ => {}
        }
    }
}

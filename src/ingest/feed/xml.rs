//! RSS, Atom and sitemaps, element by element.

use super::{Feed, FeedKind, Item, MAX_FEED_DEPTH, MAX_ITEMS};
use crate::ingest::html::{PageTime, entity, plain};
use crate::ingest::url;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Reads a list in XML; none if it is something else.
pub(super) fn read(text: &str) -> Option<Feed> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    config.expand_empty_elements = true;
    let mut state = State::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                if state.feed.is_none() {
                    state.feed = Some(Feed { kind: kind(&local(&tag))?, title: None, items: Vec::new(), warnings: Vec::new() });
                }
                if state.open.len() >= MAX_FEED_DEPTH {
                    state.warn(format!("nests elements deeper than {MAX_FEED_DEPTH}: what comes behind was left"));
                    break;
                }
                state.start(&tag);
            }
            Ok(Event::End(tag)) => {
                let name = tag.local_name().as_ref().to_ascii_lowercase();
                state.end(&name);
            }
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
        if state.feed.as_ref().is_some_and(|feed| feed.items.len() >= MAX_ITEMS) {
            state.warn(format!("has more than {MAX_ITEMS} items: the first were read"));
            break;
        }
    }
    state.feed
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

fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_ascii_lowercase()
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().take(64).find(|a| a.key.local_name().as_ref() == name)?;
    plain(found.value.as_ref())
}

#[derive(Default)]
struct State {
    feed: Option<Feed>,
    /// The names of the open elements.
    open: Vec<String>,
    /// Text since the last tag that matters.
    text: String,
    item: Option<Item>,
    /// How many elements were open outside the item's mark-up (Atom's XHTML), while inside.
    markup: Option<usize>,
}

/// Elements that are an item.
fn is_item(name: &str) -> bool {
    matches!(name, "item" | "entry" | "url" | "sitemap")
}

impl State {
    fn warn(&mut self, warning: String) {
        if let Some(feed) = &mut self.feed {
            feed.warnings.push(warning);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = local(tag);
        if self.markup.is_some() {
            self.text.push_str(&format!("<{name}>"));
        } else {
            self.text.clear();
            let outside = self.open.len();
            if is_item(&name) && self.item.is_none() && outside > 0 {
                self.item = Some(Item::default());
            } else if matches!(name.as_str(), "content" | "summary" | "title") && attribute(tag, "type").as_deref() == Some("xhtml") {
                self.markup = Some(outside);
            } else if name == "link" {
                self.link(tag);
            }
        }
        self.open.push(name);
    }

    /// Atom has several links, each with what it leads to.
    fn link(&mut self, tag: &BytesStart<'_>) {
        let rel = attribute(tag, "rel");
        if let (Some(item), Some(href)) = (&mut self.item, attribute(tag, "href"))
            && rel.is_none_or(|rel| rel == "alternate")
            && item.url.is_none()
        {
            item.url = url::resolve(None, &href);
        }
    }

    fn reference(&mut self, name: &str) {
        match entity(name) {
            // Inside mark-up `&lt;` stays what it is.
            Some(c) if self.markup.is_none() || !matches!(c, '<' | '&' | '>') => self.text.push(c),
            _ => self.text.push_str(&format!("&{name};")),
        }
    }

    fn end(&mut self, name: &str) {
        // An end tag closes the last element of its name; without one it is passed over.
        let Some(at) = self.open.iter().rposition(|open| open == name) else { return };
        self.open.truncate(at);
        if self.markup.is_some_and(|outside| at > outside) {
            self.text.push_str(&format!("</{name}>"));
            return;
        }
        self.markup = None;
        let text = std::mem::take(&mut self.text);
        let around = self.open.last().map_or("", String::as_str);
        if is_item(name) && !matches!(around, "url" | "item" | "entry") {
            if let (Some(item), Some(feed)) = (self.item.take(), &mut self.feed)
                && !item.is_empty()
            {
                feed.items.push(item);
            }
            return;
        }
        let value = Some(text.trim()).filter(|t| !t.is_empty());
        let Some(value) = value else { return };
        match &mut self.item {
            Some(item) => set(item, name, around, value),
            None if name == "title" && matches!(around, "channel" | "feed" | "rdf") => {
                if let Some(feed) = &mut self.feed {
                    feed.title = feed.title.take().or_else(|| plain(value));
                }
            }
            None => {}
        }
    }
}

/// Takes in an element of an item.
fn set(item: &mut Item, name: &str, around: &str, value: &str) {
    let owned = || value.to_owned();
    let time = || Some(PageTime::read(value.to_owned()));
    match name {
        // What stands in `media:content` or `source` is about something else.
        "title" if matches!(around, "item" | "entry" | "news" | "url") => item.title = item.title.take().or_else(|| plain(value)),
        "link" | "loc" if matches!(around, "item" | "url" | "sitemap") => item.url = item.url.take().or_else(|| url::resolve(None, value)),
        "guid" | "id" if matches!(around, "item" | "entry") => item.id = Some(owned()),
        "pubdate" | "published" | "publication_date" | "issued" | "created" => item.published = time(),
        "date" if item.published.is_none() => item.published = time(),
        "updated" | "modified" | "lastmod" => item.updated = time(),
        "creator" | "author" => item.authors.extend(plain(value)),
        "name" if around == "author" => item.authors.extend(plain(value)),
        "description" | "summary" if matches!(around, "item" | "entry") => item.summary = Some(owned()),
        "encoded" | "content" if matches!(around, "item" | "entry") => item.content = Some(owned()),
        _ => {}
    }
    if name == "guid" && item.url.is_none() && value.starts_with("http") {
        item.url = url::resolve(None, value);
    }
}

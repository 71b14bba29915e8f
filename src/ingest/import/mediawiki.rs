//! MediaWiki's XML export, dumps included: each revision of each article, its wikitext as plain text.
//!
//! Read element by element. Talk, files, templates and other namespaces are passed over; what they are called in the wiki's
//! language stands in the dump.

use super::{Error, Item, Sink, compressed, file_name, refused, seen_at, time, whole, wikitext};
use crate::ingest::{MAX_TEXT, MAX_TEXT_BYTES, observed};
use crate::store::{Capture, Fields, Observation};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

const EXTRACTOR: &str = "mediawiki/1";

/// One tag, or one text between two, has no more bytes.
const MAX_EVENT_BYTES: usize = MAX_TEXT_BYTES + (1 << 20);
/// Elements inside each other; exports have six.
const MAX_DEPTH: usize = 32;
/// A title, an address or a number has no more bytes.
const MAX_VALUE_BYTES: usize = 1 << 10;

pub(super) fn read(from: &Path, sink: Sink) -> Result<(), Error> {
    let name = file_name(from);
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let mut reader = Reader::from_reader(Metered { from: BufReader::with_capacity(1 << 20, compressed::open(from)?), left: 0 });
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    config.expand_empty_elements = true;
    let mut dump = Dump::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().left = MAX_EVENT_BYTES;
        let ended = match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => break,
            Ok(event) => dump.take(&event),
            Err(error) => Err(error.to_string()),
        };
        let item = match ended {
            Ok(false) => continue,
            Ok(true) => {
                let number = std::mem::take(&mut dump.number);
                Item::of(dump.observation(name, &number), || format!("{name}, {}, revision {number}", super::row::short(&dump.title)))
            }
            Err(why) if !dump.is_wiki => return Err(Error::NotThat { path: from.to_owned(), what: "an export of MediaWiki", why }),
            Err(why) => {
                let _ = sink(refused(name, format!("cannot be read from here: {why}")));
                break;
            }
        };
        if sink(item).is_break() {
            break;
        }
    }
    if dump.is_wiki {
        return Ok(());
    }
    Err(Error::NotThat { path: from.to_owned(), what: "an export of MediaWiki", why: "it has no element mediawiki".to_owned() })
}

/// A reader that fails where one event takes too much.
struct Metered<R> {
    from: R,
    left: usize,
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.from.read(buffer)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other("a piece of it is longer than any text can be"));
        }
        self.from.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.left = self.left.saturating_sub(n);
        self.from.consume(n);
    }
}

/// What is known while a dump is read.
#[derive(Default)]
struct Dump {
    is_wiki: bool,
    open: Vec<String>,
    /// The text of the element that is read.
    value: String,
    is_too_long: bool,
    /// The address of the wiki's main page.
    base: Option<String>,
    /// What files and categories are called before their names.
    silent: Vec<String>,
    /// The namespace that is being named.
    key: String,
    title: String,
    namespace: String,
    number: String,
    at: String,
    model: String,
    text: Option<String>,
}

impl Dump {
    /// Takes in an event; whether a revision of an article ended with it.
    fn take(&mut self, event: &Event) -> Result<bool, String> {
        match event {
            Event::Start(tag) => self.start(tag)?,
            Event::End(tag) => return Ok(self.end(tag.local_name().as_ref())),
            Event::Text(text) => self.push(&text.xml10_content()),
            Event::CData(text) => self.push(&text.xml10_content()),
            Event::GeneralRef(name) => self.push(&html_escape::decode_html_entities(&format!("&{};", name.xml10_content()))),
            _ => {}
        }
        Ok(false)
    }

    fn start(&mut self, tag: &BytesStart) -> Result<(), String> {
        let name = tag.local_name().as_ref().to_owned();
        match name.as_str() {
            "mediawiki" => self.is_wiki = true,
            _ if !self.is_wiki => return Err(format!("it begins with the element {}", super::row::short(&name))),
            "page" => (self.title, self.namespace) = (String::new(), String::new()),
            "revision" => {
                (self.number, self.at, self.model, self.text) = (String::new(), String::new(), String::new(), None);
            }
            "namespace" => {
                let key = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == "key");
                self.key = key.map(|attribute| attribute.value.as_ref().to_owned()).unwrap_or_default();
            }
            _ => {}
        }
        if self.open.len() == MAX_DEPTH {
            return Err("its elements are nested too deep".to_owned());
        }
        self.open.push(name);
        self.value.clear();
        self.is_too_long = false;
        Ok(())
    }

    fn push(&mut self, text: &str) {
        let most = if self.open.last().is_some_and(|name| name == "text") { MAX_TEXT_BYTES } else { MAX_VALUE_BYTES };
        self.is_too_long |= self.value.len() + text.len() > most;
        if !self.is_too_long {
            self.value.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> bool {
        let Some(at) = self.open.iter().rposition(|open| open == name) else { return false };
        self.open.truncate(at);
        let value = std::mem::take(&mut self.value);
        match (self.open.last().map_or("", String::as_str), name) {
            ("siteinfo", "base") => self.base = Some(value),
            ("namespaces", "namespace") if matches!(self.key.as_str(), "6" | "14") => self.silent.push(value),
            ("page", "title") => self.title = value,
            ("page", "ns") => self.namespace = value,
            ("revision", "id") => self.number = value,
            ("revision", "timestamp") => self.at = value,
            ("revision", "model") => self.model = value,
            ("revision", "text") => self.text = Some(value).filter(|_| !self.is_too_long),
            ("page", "revision") => return matches!(self.namespace.trim(), "" | "0"),
            _ => {}
        }
        false
    }

    fn observation(&mut self, file: &str, number: &str) -> Result<Observation, String> {
        let typed = self.at.trim();
        let at = time::parse(typed, None).ok_or_else(|| format!("its timestamp “{}” is no time", super::row::short(typed)))?;
        let text = self.text.take().ok_or_else(|| format!("its text is larger than {MAX_TEXT}, or not there"))?;
        if !matches!(self.model.trim(), "" | "wikitext") {
            return Err(format!("its content is {}, which is no wikitext", super::row::short(&self.model)));
        }
        let title = self.title.trim();
        if title.is_empty() {
            return Err("its page has no title".to_owned());
        }
        if text.trim().is_empty() {
            return Err("its text is empty, or was left out".to_owned());
        }
        if wikitext::is_redirection(&text) {
            return Err("it is a redirection".to_owned());
        }
        let plain = wikitext::plain(&text, &self.silent);
        if plain.trim().is_empty() {
            return Err("nothing is left of its text without templates and tables".to_owned());
        }
        // The wiki's main page stands where its articles do.
        let folder = self.base.as_deref().and_then(|base| base.rsplit_once('/')).map(|(folder, _)| folder);
        let url = folder.map(|folder| format!("{folder}/{}", title.replace('%', "%25").replace('?', "%3F").replace(' ', "_")));
        Ok(Observation {
            article: url.is_none().then(|| title.to_owned()),
            url,
            fields: Fields { headline: Some(title.to_owned()), ..Fields::default() },
            extractor: EXTRACTOR.to_owned(),
            capture: Some(Capture {
                media_type: Some("text/x-wiki".to_owned()),
                location: Some(format!("{file}#revision/{number}")),
                ..observed::capture(text.as_bytes())
            }),
            ..seen_at(at, whole(Some(title), &plain))
        })
    }
}

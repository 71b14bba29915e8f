//! A feed is well-formed XML, has what RFC 4287 asks for, and is read by feed readers.

use crate::support::{examples, history};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use writethru::changelog::{ChangeLog, Only, select};
use writethru::ingest::feed;
use writethru::report::{atom, html, markdown, pages, terminal};

const ELEMENTS: &[&str] =
    &["feed", "id", "title", "updated", "author", "name", "generator", "entry", "published", "category", "summary", "content"];

/// The elements of a feed in order with their text; well-formed, or the test fails.
fn parsed(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let (mut open, mut found): (Vec<usize>, Vec<(String, String)>) = (Vec::new(), Vec::new());
    loop {
        let event = reader.read_event().unwrap_or_else(|e| panic!("{e} in {xml}"));
        let name = |name: &str| name.to_owned();
        match event {
            Event::Start(tag) => {
                found.push((name(tag.name().as_ref()), String::new()));
                open.push(found.len() - 1);
            }
            Event::Empty(tag) => found.push((name(tag.name().as_ref()), String::new())),
            Event::End(_) => {
                open.pop();
            }
            Event::Text(text) => {
                if let Some(&k) = open.last() {
                    found[k].1.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                let name: &str = &reference;
                let c = match name {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    other => panic!("&{other}; is no reference of XML"),
                };
                if let Some(&k) = open.last() {
                    found[k].1.push(c);
                }
            }
            Event::Decl(_) => {}
            Event::Eof => return found,
            other => panic!("{other:?} in {xml}"),
        }
    }
}

/// The content of each entry, as a reader gets it: HTML.
pub fn contents(xml: &str) -> Vec<String> {
    let elements = parsed(xml);
    assert!(elements.iter().all(|(name, _)| ELEMENTS.contains(&name.as_str())), "{xml}");
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(xml.chars().all(is_allowed), "a character that XML does not take");
    elements.into_iter().filter(|(name, _)| name == "content").map(|(_, text)| text).collect()
}

#[test]
fn a_feed_has_what_the_standard_asks_for() {
    for log in examples() {
        let feed = atom::log(&log).expect("a feed");
        assert!(
            feed.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">")
        );
        let elements = parsed(&feed);
        let n = |wanted: &str| elements.iter().filter(|(name, _)| name == wanted).count();
        assert_eq!(n("feed"), 1);
        assert_eq!(n("author"), 1, "of the feed, and so of its entries");
        for wanted in ["id", "title", "updated"] {
            assert_eq!(n(wanted), 1 + log.steps.len(), "{wanted}");
        }
        for wanted in ["entry", "content", "summary", "published"] {
            assert_eq!(n(wanted), log.steps.len(), "{wanted}");
        }
        let ids: Vec<&String> = elements.iter().filter(|(name, _)| name == "id").map(|(_, id)| id).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "each id is one");
        assert!(ids.iter().all(|id| id.starts_with("urn:uuid:") && id.len() == 45));
        for (_, at) in elements.iter().filter(|(name, _)| name == "updated" || name == "published") {
            chrono::DateTime::parse_from_rfc3339(at).unwrap_or_else(|e| panic!("{at}: {e}"));
        }
        let newest = log.revisions.last().and_then(|o| o.revision.observed_at).expect("a time");
        let times: Vec<_> = elements.iter().filter(|(name, _)| name == "updated").map(|(_, at)| at).collect();
        assert_eq!(chrono::DateTime::parse_from_rfc3339(times[0]).ok(), Some(newest));
        assert!(contents(&feed).iter().all(|html| html.starts_with("<p>")));
    }
}

#[test]
fn a_feed_reader_finds_what_changed() {
    let log = history("bridge", &["The bridge carries 9,000 cars a day.", "The bridge carries 8,000 cars a day."]);
    let written = atom::log(&log).expect("a feed");
    let read = feed::read(written.as_bytes()).expect("read");
    assert_eq!(read.items.len(), 1);
    let item = &read.items[0];
    assert_eq!(item.title.as_deref(), Some("Lowered a figure from 9,000 to 8,000 cars"));
    assert!(format!("{item:?}").contains("9,000"), "{item:?}");
}

#[test]
fn a_step_of_which_nothing_was_asked_for_is_no_entry() {
    let texts = ["The bridge carries 9,000 cars a day.", "The bridge carries 8,000 cars a day.", "The bridge carries 8,000 cars a day."];
    let mut log = history("bridge", &texts);
    select(&mut log, &[Only::Quotes]);
    let summaries = |log: &ChangeLog| {
        let elements = parsed(&atom::log(log).expect("a feed")).into_iter();
        elements.filter(|(name, _)| name == "summary").map(|(_, text)| text).collect::<Vec<_>>()
    };
    assert_eq!(summaries(&log), ["The same text."]);
    assert_eq!(summaries(&history("bridge", &["Who knew?", "Who knew that?"])), ["Outside quotations and claims: 1 sentence."]);
    let page = markdown::log(&log);
    assert!(!page.contains("asked for") && !page.contains("08:00") && page.contains("09:00"), "{page}");
    log.steps.truncate(1);
    let page = markdown::log(&log);
    assert!(page.starts_with("## How this article changed\n\nNo change of this kind was seen.\n\n### How"), "{page}");
}

#[test]
fn what_went_back_is_told_in_every_form() {
    let [one, two] = ["The bridge is shut.", "The bridge is open."];
    let log = history("bridge", &[one, two, one, two]);
    for page in [
        html::log(&log),
        markdown::log(&log),
        terminal::page(&pages::log(&log), &terminal::View::default()),
        contents(&atom::log(&log).expect("a feed")).concat(),
    ] {
        assert_eq!(page.matches("The same text as revision ").count(), 2, "{page}");
    }
}

#[test]
fn a_feed_of_one_revision_has_no_entry() {
    let feed = atom::log(&history("bridge", &["The bridge is shut."])).expect("a feed");
    assert!(contents(&feed).is_empty() && feed.contains("<updated>2031-05-05T08:00:00+02:00</updated>"), "{feed}");
    assert_eq!(atom::log(&history("bridge", &[])), None);
}

//! Nothing from an article is live in a page or a feed.

use crate::payloads::{CANARY, all};
use crate::support::{elements, history, skeleton};
use std::collections::BTreeMap;
use writethru::changelog::{ChangeLog, annotate};
use writethru::report::{atom, html, pages};

/// A payload in the headline, in what stayed, in what changed, in what came and in a notice; and in the name of the article.
fn of(payload: &str) -> ChangeLog {
    let rest = "Two ferries burned off the cape at dawn, the coast guard said.\n\nNobody was missing on Tuesday.";
    let first = format!("{payload}\n\n{rest}\n\nIt stood here first: {payload} And it went.");
    let second = format!("Harbor shut {payload}\n\n{rest}\n\n{payload}\n\nCorrection: An earlier version misspelled {payload} as Berg.");
    let third = format!("Harbor shut\n\n{payload} {rest}\n\n{payload} It came back.");
    history(payload, &[&first, &second, &third])
}

/// Every page of a history.
fn pages(log: &ChangeLog) -> Vec<String> {
    vec![
        html::log(log),
        html::diff(log, 0, true),
        html::page(&pages::show(&log.revisions[1])),
        html::page(&pages::quotes(log)),
        html::page(&pages::claims(log)),
        html::page(&pages::annotate(log, 2, &annotate(log, 2))),
        html::page(&pages::articles(&log.article, &[])),
    ]
}

const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "h1",
    "h2",
    "p",
    "a",
    "nav",
    "ol",
    "ul",
    "li",
    "section",
    "span",
    "strong",
    "ins",
    "del",
    "small",
    "fieldset",
    "legend",
    "input",
    "label",
    "details",
    "summary",
    "div",
    "figure",
    "figcaption",
    "svg",
    "desc",
    "line",
    "path",
    "rect",
    "text",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "time",
    "code",
    "footer",
];

fn check_elements(html: &str, payload: &str) {
    for element in elements(html) {
        assert!(ELEMENTS.contains(&element.name.as_str()), "<{}> from {payload:?}", element.name);
        for (name, value) in &element.attributes {
            assert!(!name.contains(CANARY) && !value.contains(CANARY), "{name}={value} from {payload:?}");
            assert!(!name.starts_with("on") && name != "style" && name != "src", "{name}={value} from {payload:?}");
            if name == "href" {
                assert!(value.starts_with("#revision-"), "{value} from {payload:?}");
            }
        }
    }
}

#[test]
fn two_hundred_payloads_are_text_in_every_page() {
    let payloads = all();
    assert!(payloads.len() >= 200, "{}", payloads.len());
    for payload in &payloads {
        let log = of(payload);
        for page in pages(&log) {
            check_elements(&page, payload);
            let is_active = |c: char| {
                c != '\n' && (c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
            };
            assert!(!page.contains(is_active), "{payload:?} acts");
        }
    }
}

/// A text with marks has the same elements as the same text with letters in their place: the structure is the program's alone.
#[test]
fn the_structure_of_a_page_does_not_depend_on_marks_in_the_text() {
    let shape = |word: &str| -> BTreeMap<String, usize> {
        let first = format!("Harbor shut\n\nThe mayor of {word} opened the bridge on Monday.\n\nIt will stay open in May.");
        let second = format!("Harbor shut\n\nThe mayor of {word} opened the bridge on Friday.\n\nIt will stay open in May.");
        skeleton(&elements(&html::log(&history(word, &[&first, &second]))))
    };
    let plain = shape("Varn");
    for marked in ["Va<b>rn", "Va\"rn", "Va'rn", "Va&lt;rn", "Va]]>rn"] {
        assert_eq!(shape(marked), plain, "{marked}");
    }
}

#[test]
fn two_hundred_payloads_are_text_in_a_feed() {
    for payload in all() {
        let feed = atom::log(&of(&payload)).expect("a feed");
        for content in crate::atom::contents(&feed) {
            check_elements(&format!("<!DOCTYPE html><html lang=en><head><title>x</title></head><body>{content}</body></html>"), &payload);
        }
    }
}

/// What the reader of a page reads is what stood there.
#[test]
fn a_payload_is_shown_as_it_stands() {
    let log = of("The mayor <script>alert(1)</script> & “friends” opened the bridge on Monday.");
    let shown = elements(&html::log(&log));
    let body = shown.iter().find(|e| e.name == "body").expect("a body");
    assert!(body.text.contains("The mayor <script>alert(1)</script> & “friends” opened the bridge"), "{}", body.text);
}

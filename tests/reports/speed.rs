//! A page of a long history, and of a long text, stays in bounds. Times are not asserted closely: these tests run unoptimised.

use crate::support::history;
use std::time::{Duration, Instant};
use writethru::report::{atom, html};

/// A story of `n` paragraphs in which the figures of some change from revision to revision.
fn story(n: usize, revision: usize) -> String {
    let paragraph = |k: usize| {
        let figure = 100 + k + if k % 7 == revision % 7 { revision } else { 0 };
        format!("The mill in street number {k} employs {figure} workers, said Orla Venn, the mayor.\n\n")
    };
    format!("Mills of Varn: day {revision}\n\n{}", (0..n).map(paragraph).collect::<String>())
}

#[test]
fn a_history_of_a_hundred_revisions() {
    let texts: Vec<String> = (0..100).map(|revision| story(12, revision)).collect();
    let log = history("mills", &texts.iter().map(String::as_str).collect::<Vec<_>>());
    let begun = Instant::now();
    let page = html::log(&log);
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert_eq!(page.matches("<section class=\"step\"").count(), 99);
    assert!(page.len() < 4 << 20, "{}", page.len());
    assert_eq!(atom::log(&log).expect("a feed").matches("<entry>").count(), 99);
}

/// Every paragraph changes, again and again: the page has what each step comes to, and the changes as far as there is room.
#[test]
fn pages_and_feeds_of_any_length_of_changes_stay_in_bounds() {
    let text = |revision: usize| -> String {
        let line = |k: usize| format!("The mill in street number {k} employs {} workers, said Orla Venn, the mayor.\n\n", k + 7 * revision);
        (0..2_000).map(line).collect()
    };
    let texts: Vec<String> = (0..9).map(text).collect();
    let log = history("mills", &texts.iter().map(String::as_str).collect::<Vec<_>>());
    let page = html::log(&log);
    assert!(page.len() < (8 << 20) + (1 << 16), "{}", page.len());
    assert_eq!(page.matches("<section class=\"step\"").count(), 8);
    assert_eq!(page.matches("<p class=\"said\">Raised a figure").count(), 8);
    let left_out = "<p>2000 changes, without a notice. They are left out here, for this page would grow too long: ";
    assert!((1..8).contains(&page.matches(left_out).count()), "{}", page.matches(left_out).count());
    let feed = atom::log(&log).expect("a feed");
    assert!(feed.len() < 1 << 20, "{}", feed.len());
    assert_eq!(feed.matches("2000 changes, without a notice. They are left out here").count(), 8);
}

#[test]
fn a_page_of_long_texts_leaves_the_texts_out() {
    let texts: Vec<String> = (0..3).map(|revision| story(20_000, revision)).collect();
    let log = history("mills", &texts.iter().map(String::as_str).collect::<Vec<_>>());
    let page = html::log(&log);
    assert!(page.contains("It is left out here, for this page would grow too long"));
    assert!(html::diff(&log, 0, false).contains("They are too long to be shown beside each other."));
}

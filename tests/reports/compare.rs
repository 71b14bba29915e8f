//! Two texts beside each other are the two texts: nothing is lost, doubled or put elsewhere, whatever was moved, split or merged.

use crate::support::{examples, history};
use dom_query::{Document, NodeRef};
use proptest::prelude::*;
use writethru::changelog::{self, ChangeLog, Only, between};
use writethru::report::html;

/// The text of a cell without what the program says in it; with `leave_out` also without such elements.
fn words(node: &NodeRef, leave_out: &str, found: &mut String) {
    for child in node.children() {
        if child.is_text() {
            found.push_str(&child.text());
            continue;
        }
        let name = child.node_name().unwrap_or_default().to_string();
        let class = child.attr("class").unwrap_or_default().to_string();
        if name != leave_out && !["note", "number", "vh"].contains(&class.as_str()) {
            words(&child, leave_out, found);
        }
    }
}

/// Everything but white space.
fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The cells of a page of one step: what stands on the left, on the right, and on the right without what came.
fn sides(page: &str) -> [String; 2] {
    let document = Document::from(page);
    let all = |selector: &str, leave_out: &str| {
        let mut found = String::new();
        document.select(selector).nodes().iter().for_each(|node| words(node, leave_out, &mut found));
        letters(&found)
    };
    [all(".compare .before", ""), all(".compare .after", "del")]
}

fn check(log: &ChangeLog) {
    let texts: Vec<String> = log.revisions.iter().map(|o| letters(o.extract.text.as_str())).collect();
    if log.revisions[0].extract.text.given() == log.revisions[1].extract.text.given() {
        return;
    }
    let [before, after] = sides(&html::diff(log, 0, false));
    assert_eq!(before, texts[0], "the earlier text of {}", log.article);
    assert_eq!(after, texts[1], "the later text of {}", log.article);
}

#[test]
fn both_texts_of_every_pair_of_revisions() {
    for log in examples() {
        let revisions: Vec<_> = log.revisions.iter().map(|o| o.revision.clone()).collect();
        for k in 0..revisions.len() {
            for j in 0..revisions.len() {
                check(&between(&log.article, vec![revisions[k].clone(), revisions[j].clone()], None, 0, 1));
            }
        }
    }
}

/// With only some of the changes wanted the texts would look as if nothing else had changed: then they are not shown.
#[test]
fn texts_are_not_shown_as_unchanged_where_they_are_not() {
    let mut log = history("bridge", &["The bridge carries 9,000 cars a day.", "The bridge carries 8,000 cars a day."]);
    assert!(html::diff(&log, 0, false).contains("class=\"compare\""));
    changelog::select(&mut log, &[Only::Headline]);
    for page in [html::diff(&log, 0, false), html::log(&log)] {
        assert!(!page.contains("class=\"compare\""), "{page}");
    }
}

/// Sentences of an invented story: some alike, some that begin or end another.
const SENTENCES: &[&str] = &[
    "The mayor opened the bridge on Monday.",
    "The mayor opened the bridge on Friday.",
    "It cost $9 million, and nobody was asked.",
    "It cost $9 million.",
    "Nobody was asked.",
    "“We had no choice,” said Anna Berg, the captain of the ferry.",
    "“We had no choice at all,” said Anna Berg, the captain.",
    "Two ferries burned off the cape at dawn, the coast guard said.",
    "Officials in the harbor of Port Ellery would not say when the ferries would sail again.",
    "Correction: An earlier version misspelled the name of the captain.",
    "By Mara Ostrowe",
    "VARN (Meridian Press) —",
    "- a point of a list",
    "Harbor shut",
];

fn story() -> impl Strategy<Value = String> {
    let sentence = (0..SENTENCES.len(), prop_oneof![Just(" "), Just("\n\n"), Just("\n")]);
    proptest::collection::vec(sentence, 0..14).prop_map(|parts| parts.iter().map(|(k, gap)| format!("{}{gap}", SENTENCES[*k])).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_texts_of_any_two_stories(before in story(), after in story()) {
        check(&history("bridge", &[&before, &after]));
    }
}

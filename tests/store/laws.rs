//! Laws, on observations nobody chose: any texts, in any order of time, in any batches.

use crate::support::{history, report, seen};
use proptest::prelude::*;
use std::collections::BTreeMap;
use writethru::store::{Depth, Derived, Layer, Observation, Sqlite, Store};

const ALL: Depth = Depth::Data { percent: 100, seed: 0 };

/// Observations of two articles: few texts, so that they repeat and come back, at few minutes, so that they meet.
fn observations() -> impl Strategy<Value = Vec<Vec<(usize, i64, usize)>>> {
    prop::collection::vec(prop::collection::vec((0..2_usize, 0..12_i64, 0..4_usize), 1..5), 1..8)
}

fn text(k: usize) -> String {
    ["", "Ferry fire kills 12", "Ferry fire kills 14\n\n“We had no choice,” said Orla Venn.", "\u{FEFF}Évrane\0\r\n"][k].to_owned()
}

fn batch(of: &[(usize, i64, usize)]) -> Vec<Observation> {
    of.iter().map(|&(article, minute, k)| seen(&format!("article {article}"), minute, &text(k))).collect()
}

/// What stood there at each minute from the first on.
fn states(store: &Sqlite, article: usize) -> Vec<Option<String>> {
    let Some(found) = store.find_exactly(&format!("article {article}")).expect("searched").pop() else { return Vec::new() };
    let history = history(store, found.id);
    (0..12).map(|minute| history.iter().rev().find(|(seen, _)| *seen <= minute).map(|(_, text)| text.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, failure_persistence: None, ..ProptestConfig::default() })]

    /// At the minute of every observation stands its text, whatever came in which order; where several were made at one
    /// minute, one of them.
    #[test]
    fn what_was_seen_stands_where_it_was_seen(batches in observations()) {
        let mut store = Sqlite::in_memory().expect("a store");
        let mut at: BTreeMap<(usize, i64), Vec<String>> = BTreeMap::new();
        for of in &batches {
            store.add(&batch(of)).expect("added");
            of.iter().for_each(|&(article, minute, k)| at.entry((article, minute)).or_default().push(text(k)));
        }
        for article in 0..2 {
            let states = states(&store, article);
            for ((_, minute), texts) in at.range((article, 0)..(article + 1, 0)) {
                let there = states[*minute as usize].as_ref().expect("something");
                prop_assert!(texts.contains(there), "{there:?} at minute {minute} of {article}, but {texts:?} was seen");
            }
        }
        let verdict = store.verify(ALL, &mut |_, _| {}).expect("looked");
        prop_assert!(verdict.is_clean(), "{:?}", verdict);
    }

    /// Adding everything again changes nothing, also where several texts were seen at one instant.
    #[test]
    fn adding_twice_is_adding_once(batches in observations()) {
        let mut store = Sqlite::in_memory().expect("a store");
        let add = |store: &mut Sqlite| batches.iter().for_each(|of| { store.add(&batch(of)).expect("added"); });
        add(&mut store);
        let before = (store.head().expect("read"), states(&store, 0), states(&store, 1));
        add(&mut store);
        prop_assert_eq!(before, (store.head().expect("read"), states(&store, 0), states(&store, 1)));
    }

    /// One at a time or all at once: the same records, and the same looks of them.
    #[test]
    fn batches_make_no_difference(batches in observations()) {
        let (mut one, mut other) = (Sqlite::in_memory().expect("a store"), Sqlite::in_memory().expect("a store"));
        let outcomes = one.add(&batch(&batches.concat())).expect("added");
        let singly: Vec<_> = batches.concat().iter().flat_map(|&single| other.add(&batch(&[single])).expect("added")).collect();
        prop_assert_eq!(&outcomes, &singly);
        prop_assert_eq!(one.head().expect("read"), other.head().expect("read"));
        for outcome in outcomes {
            prop_assert_eq!(one.checks(outcome.article).expect("read"), other.checks(outcome.article).expect("read"));
        }
        let verdict = one.verify(ALL, &mut |_, _| {}).expect("looked");
        prop_assert!(verdict.is_clean(), "{:?}", verdict);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Derived tables that grew with the record are those that are made anew from it.
    #[test]
    fn derived_rows_are_the_same_however_they_came(minutes in prop::collection::vec((0..3_usize, 0..30_i64), 1..12)) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Sqlite::create(folder.path()).expect("a store");
        for (k, &(article, minute)) in minutes.iter().enumerate() {
            store.add(&[seen(&format!("report {article}"), minute, &report(article, k))]).expect("added");
            if k % 3 == 0 {
                let mut derived = Derived::of(&store).expect("opened");
                derived.catch_up(Layer::Passages, &mut |_, _| {}).expect("made");
                derived.catch_up(Layer::Items, &mut |_, _| {}).expect("made");
                prop_assert_eq!(derived.wrong(&mut |_, _| {}).expect("looked"), []);
                prop_assert!(derived.indexes_agree());
            }
        }
    }
}

//! Small invented histories. A revision is a row of sentences of one item each, named by its words: `A B C`; `(A)` is a
//! sentence without marks.

use super::items::{Items, Link, Side};
use super::trace::Trace;
use crate::align::{Alignment, Link as Row, LinkKind};
use crate::changelog::{Event, Life};
use crate::diff::Kind;
use crate::span::Span;

/// Each sentence is this long, and its item fills it.
const LENGTH: usize = 10;

fn revision(row: &str) -> Items {
    let words: Vec<&str> = row.split_whitespace().collect();
    let span = |k: usize| Span::new(k * LENGTH, k * LENGTH + LENGTH);
    let key = |word: &str| word.bytes().fold(0, |sum, b| sum * 256 + u64::from(b));
    let items = words.iter().enumerate().filter(|(_, w)| !w.starts_with('(')).map(|(k, w)| (span(k), [key(w); 2], true));
    Items::new((0..words.len()).map(span).collect(), items.collect::<Vec<_>>().into_iter())
}

fn aligned(pairs: &[(&[usize], &[usize])]) -> Alignment {
    let row = |(before, after): &(&[usize], &[usize])| Row {
        kind: LinkKind::Edited,
        before: before.to_vec(),
        after: after.to_vec(),
        similarity: 1.0,
        identical: false,
    };
    Alignment { links: pairs.iter().map(row).collect(), approximate: false }
}

fn items(items: &[usize]) -> Side {
    Side { items: items.to_vec(), paraphrase: None }
}

fn changed(before: Side, after: Side, kind: Kind) -> Link {
    Link { before, after, event: Some(Event::Changed(vec![kind])) }
}

/// A history: its first revision, then for each next one what the diff said and which sentences correspond.
struct History(Trace, Items);

impl History {
    fn of(row: &str) -> Self {
        let first = revision(row);
        Self(Trace::begin(&first), first)
    }

    fn then(mut self, row: &str, links: &[Link], alignment: &Alignment) -> Self {
        let after = revision(row);
        self.0.step(&self.1, &after, links, alignment);
        self.1 = after;
        self
    }

    fn check(self, expected: &[&str]) {
        let shown: Vec<String> = self.0.lives.iter().map(show).collect();
        assert_eq!(shown, expected);
    }
}

/// `1 at 0·0: born@1 died@2`: where it stands in each revision, and its events.
fn show(life: &Life) -> String {
    let at: String = life.at.iter().map(|at| at.map_or("·".to_owned(), |k| k.to_string())).collect();
    let event = |(revision, event): &(usize, Event)| match event {
        Event::Born => format!(" born@{}", revision + 1),
        Event::Changed(kinds) => format!(" {kinds:?}@{}", revision + 1).to_lowercase(),
        Event::Moved => format!(" moved@{}", revision + 1),
        Event::Died => format!(" died@{}", revision + 1),
        Event::Returned => format!(" returned@{}", revision + 1),
    };
    format!("{} at {at}:{}", life.id, life.events.iter().map(event).collect::<String>())
}

#[test]
fn what_stays_keeps_its_number_wherever_it_stands() {
    let nothing = Alignment::default();
    History::of("A B").then("C A B", &[], &nothing).then("B A", &[], &nothing).check(&[
        "1 at 011: born@1",
        "2 at 120: born@1",
        "3 at ·0·: born@2 died@3",
    ]);
}

#[test]
fn a_change_is_the_same_life() {
    let reworded = changed(items(&[0]), items(&[0]), Kind::Reworded);
    let named = changed(items(&[0]), items(&[0]), Kind::SpeakerNamed);
    let moved = Link { before: items(&[0]), after: items(&[1]), event: Some(Event::Moved) };
    History::of("A B")
        .then("A2 B", &[named, reworded], &Alignment::default())
        .then("B A2", &[moved], &Alignment::default())
        .check(&["1 at 001: born@1 [reworded, speakernamed]@2 moved@3", "2 at 110: born@1"]);
}

#[test]
fn a_change_back_is_a_revert() {
    let reworded = || changed(items(&[0]), items(&[0]), Kind::Reworded);
    let step = |history: History, row: &str| history.then(row, &[reworded()], &Alignment::default());
    let history = step(step(step(History::of("A"), "B"), "A"), "C");
    assert_eq!(history.0.lives[0].reverts, [(2, 0)]);
    let history = step(step(history, "A"), "C");
    assert_eq!(history.0.lives[0].reverts, [(2, 0), (4, 2), (5, 3)]);
}

#[test]
fn the_same_words_return() {
    let nothing = Alignment::default();
    History::of("A B").then("B", &[], &nothing).then("B C", &[], &nothing).then("B A", &[], &nothing).check(&[
        "1 at 0··1: born@1 died@2 returned@4",
        "2 at 1000: born@1",
        "3 at ··1·: born@3 died@4",
    ]);
}

#[test]
fn of_two_alike_the_one_that_is_said_to_go_goes() {
    let removed = Link { before: items(&[0]), after: Side::default(), event: None };
    History::of("A A").then("A", &[removed], &Alignment::default()).check(&["1 at 0·: born@1 died@2", "2 at 10: born@1"]);
}

#[test]
fn of_two_alike_each_stays_with_its_sentence() {
    let crossed = aligned(&[(&[0], &[1]), (&[1], &[0])]);
    History::of("A A").then("A A", &[], &crossed).check(&["1 at 01: born@1", "2 at 10: born@1"]);
}

#[test]
fn other_words_that_the_diff_sees_no_change_in_go_by_their_sentence() {
    History::of("A B").then("a. B", &[], &aligned(&[(&[0], &[0]), (&[1], &[1])])).check(&["1 at 00: born@1", "2 at 11: born@1"]);
}

#[test]
fn a_merged_pair_lives_on_in_one_place_and_parts_again() {
    let merged = changed(items(&[0, 1]), items(&[0]), Kind::Merged);
    let split = changed(items(&[0]), items(&[0, 1]), Kind::Split);
    History::of("A B")
        .then("AB", &[merged], &Alignment::default())
        .then("A B", &[split], &Alignment::default())
        .check(&["1 at 000: born@1 [merged]@2 [split]@3", "2 at 101: born@1 [merged]@2 [split]@3"]);
}

#[test]
fn the_second_half_of_a_split_is_born() {
    let split = changed(items(&[0]), items(&[0, 1]), Kind::Split);
    History::of("AB").then("A B", &[split], &Alignment::default()).check(&["1 at 00: born@1 [split]@2", "2 at ·1: born@2"]);
}

#[test]
fn a_quotation_lives_on_as_a_paraphrase_and_gets_its_marks_back() {
    let paraphrase = |sentence| Side { items: Vec::new(), paraphrase: Some(sentence) };
    let dropped = changed(items(&[0]), paraphrase(0), Kind::QuoteToParaphrase);
    let marked = changed(paraphrase(1), items(&[1]), Kind::ParaphraseToQuote);
    let history = || History::of("A B").then("(a) B", std::slice::from_ref(&dropped), &Alignment::default());
    let shifted = aligned(&[(&[], &[0]), (&[0], &[1]), (&[1], &[2])]);
    history().then("C (a) B", &[], &shifted).then("C A2 B", &[marked], &aligned(&[(&[0], &[0]), (&[1], &[1]), (&[2], &[2])])).check(&[
        "1 at 0··1: born@1 [quotetoparaphrase]@2 [paraphrasetoquote]@4",
        "2 at 1012: born@1",
        "3 at ··00: born@3",
    ]);
    history()
        .then("B", &[], &aligned(&[(&[0], &[]), (&[1], &[0])]))
        .check(&["1 at 0··: born@1 [quotetoparaphrase]@2 died@3", "2 at 100: born@1"]);
}

#[test]
fn a_link_that_leads_nowhere_leaves_it_to_the_words() {
    let broken = changed(items(&[0]), Side::default(), Kind::Reworded);
    assert!(!broken.is_usable());
    assert!(Link { before: items(&[0]), after: Side::default(), event: None }.is_usable());
}

#[test]
fn a_long_history_of_the_same_words_does_not_grow_quadratic() {
    let row = "A ".repeat(20_000);
    let history = History::of(&row).then(&row, &[], &Alignment::default());
    assert_eq!(history.0.lives.len(), 20_000);
}

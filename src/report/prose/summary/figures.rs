//! A changed figure in words: which way it went, what it counts where that is plain, and the figures as they are written.

use crate::diff::Reason;
use crate::extract::lexicon::{Tag, lexicon};
use crate::extract::{Claim, Extract, Quantity};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A death is said of a figure within so many words behind it: “Seven people were killed”, “14 of the crew died”.
const MAX_WORDS_TO_DEATH: usize = 4;

/// And before it: “killing at least five”, “the deaths of five”.
const MAX_WORDS_FROM_DEATH: usize = 2;

const TABLE: &str = include_str!("../../lexicon/figure_words.tsv");

/// What a word beside a figure tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Says that somebody is dead: “died”.
    Toll,
    /// Says so of what stands behind it, “kills 12”; “killed” also of what stands before it.
    Kill,
    /// Who is counted: “passengers”.
    Person,
    /// May stand between those who are counted and their death: “were”, “feared”.
    Verb,
    /// Ends in “s” and is no plural.
    Singular,
    /// Begins what another figure belongs to, or says no.
    Joint,
}

const CLASSES: [(&str, Class); 6] = [
    ("toll", Class::Toll),
    ("kill", Class::Kill),
    ("person", Class::Person),
    ("verb", Class::Verb),
    ("singular", Class::Singular),
    ("joint", Class::Joint),
];

/// The rows of the table; `None` for one that says nothing of a word, which a test finds.
fn rows() -> impl Iterator<Item = Option<(&'static str, Class)>> {
    TABLE.lines().filter(|line| !line.starts_with('#')).map(|row| {
        let (word, class) = row.split_once('\t')?;
        Some((word, CLASSES.iter().find(|c| c.0 == class)?.1))
    })
}

static WORDS: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| rows().flatten().collect());

fn class(word: &str) -> Option<Class> {
    WORDS.get(word.to_lowercase().as_str()).copied()
}

/// `raised the toll from seven to at least 12`; nothing where there is no figure on either side.
pub(super) fn changed(extracts: [&Extract; 2], claims: [Option<&Claim>; 2], reason: &Reason) -> Option<String> {
    let (was, is) = (plain(&reason.before), plain(&reason.after));
    match (was.is_empty(), is.is_empty()) {
        (true, true) => return None,
        (true, false) => return Some(format!("added the figure {is}")),
        (false, true) => return Some(format!("removed the figure {was}")),
        (false, false) => {}
    }
    let of = |side: usize, words: &str| {
        let claim = claims[side]?;
        let quantity = claim.quantities.iter().find(|q| extracts[side].text.slice(q.span) == words.trim())?;
        Some(Figure { extract: extracts[side], claim, quantity })
    };
    let (before, after) = (of(0, &reason.before), of(1, &reason.after));
    let how = before.as_ref().zip(after.as_ref()).map_or("changed", |(before, after)| direction(before.quantity, after.quantity));
    let (mut what, mut noun) = ("a figure", String::new());
    if let (Some(before), Some(after)) = (before, after) {
        if before.is_toll() && after.is_toll() {
            what = "the toll";
        } else if let Some(counted) = after.counted().filter(|&counted| before.counted() == Some(counted)) {
            noun = format!(" {counted}");
        }
    }
    Some(format!("{how} {what} from {was} to {is}{noun}"))
}

/// Which way a figure went. “90 minutes” → “two hours” went neither down nor, as it is written, up; and a third place that became a
/// second one is better and less.
fn direction(before: &Quantity, after: &Quantity) -> &'static str {
    let is_measured_alike = before.unit == after.unit && !before.ordinal && !after.ordinal;
    match (before.as_written(), after.as_written()) {
        (was, is) if was == is || !is_measured_alike => "changed",
        ((low, high), (lower, higher)) if lower >= low && higher >= high => "raised",
        ((low, high), (lower, higher)) if lower <= low && higher <= high => "lowered",
        _ => "changed",
    }
}

/// A figure where it stands.
struct Figure<'t> {
    extract: &'t Extract,
    claim: &'t Claim,
    quantity: &'t Quantity,
}

impl<'t> Figure<'t> {
    /// The words behind it, up to where the clause may end.
    fn next_words(&self) -> impl Iterator<Item = &'t str> {
        let end = self.claim.span.end.max(self.quantity.span.end);
        let mut is_over = false;
        let words = self.extract.text.as_str()[self.quantity.span.end..end].split_whitespace();
        words.map_while(move |given| (!std::mem::replace(&mut is_over, ends_clause(given))).then(|| bare(given))).take_while(|w| !joins(w))
    }

    /// The words before it, from the nearest on.
    fn words_before(&self) -> impl Iterator<Item = &'t str> {
        let start = self.claim.span.start.min(self.quantity.span.start);
        let words = self.extract.text.as_str()[start..self.quantity.span.start].split_whitespace().rev();
        words.take_while(|given| !ends_clause(given)).map(bare).take_while(|w| !joins(w))
    }

    fn is_count(&self) -> bool {
        self.quantity.unit.is_none() && !self.quantity.ordinal
    }

    /// Whether it counts the dead: persons, or it is not said what, and their death is said close by. Other counts stand beside deaths
    /// too: “questioned 12 witnesses to the killing”.
    fn is_toll(&self) -> bool {
        if !self.is_count() || self.claim.negated {
            return false;
        }
        let behind: Vec<&str> = self.next_words().take(MAX_WORDS_TO_DEATH + 1).collect();
        let says_death = |&k: &usize| match class(behind[k]) {
            Some(Class::Toll) => true,
            // “Seven people were killed”, “Seven killed in Varn”; but “Seven men killed a guard”.
            Some(Class::Kill) if behind[k].eq_ignore_ascii_case("killed") => {
                behind.get(k + 1).is_none() || k.checked_sub(1).is_some_and(|k| class(behind[k]) == Some(Class::Verb))
            }
            _ => false,
        };
        let behind_it = (0..behind.len().min(MAX_WORDS_TO_DEATH)).find(says_death);
        let before: Vec<&str> = self.words_before().take(MAX_WORDS_FROM_DEATH + 1).collect();
        let is_before = (0..before.len().min(MAX_WORDS_FROM_DEATH)).any(|k| match class(before[k]) {
            Some(Class::Toll) => true,
            // “After the killing 12 people …” is another matter.
            Some(Class::Kill) => before.get(k + 1).is_none_or(|word| !word.eq_ignore_ascii_case("the")),
            _ => false,
        });
        behind_it.is_some_and(|k| are_persons(&behind[..k])) || is_before && are_persons(&behind)
    }

    /// What is counted, where the word straight behind the figure says so.
    fn counted(&self) -> Option<&'t str> {
        self.next_words().next().filter(|word| self.is_count() && is_plural(word))
    }
}

/// Whether what follows a figure are persons, or nothing that is counted: “12 young people”, “14 of the crew”, “12 were”.
fn are_persons(words: &[&str]) -> bool {
    let is_person = |word: &&str| is_person(word);
    let is_other = |word: &&str| is_plural(word) && !is_person(word);
    words.iter().all(|word| class(word) == Some(Class::Verb)) || words.iter().any(is_person) && !words.iter().any(is_other)
}

/// Whether a word says who is counted: “people”, and whoever the lists of roles have, “passengers”, “drivers”.
fn is_person(word: &str) -> bool {
    class(word) == Some(Class::Person) || lexicon().get(&word.to_lowercase()).tags.any(&[Tag::RolePerson, Tag::RoleCollective])
}

/// A common noun in the plural, as far as a word shows it.
fn is_plural(word: &str) -> bool {
    let ends_so = || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    word.bytes().all(|b| b.is_ascii_lowercase()) && class(word).map_or_else(ends_so, |class| class == Class::Person)
}

/// Whether a word joins another clause: “injured 12 and killed five”. A dash or a full stop that stands alone does too.
fn joins(word: &str) -> bool {
    word.is_empty() || class(word) == Some(Class::Joint)
}

fn ends_clause(given: &str) -> bool {
    given.ends_with([',', ';', ':'])
}

fn bare(given: &str) -> &str {
    given.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A figure as it is put within a sentence: “At Least 12” of a headline is “at least 12”, “A” is “one”.
fn plain(figure: &str) -> String {
    let mut words: Vec<String> = figure.split_whitespace().map(str::to_owned).collect();
    for word in &mut words {
        let mut letters = word.chars().filter(|&c| c != '-');
        let is_titled = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
        if !is_titled {
            break;
        }
        *word = word.to_lowercase();
    }
    match words.as_slice() {
        [one] if one == "a" || one == "an" => "one".to_owned(),
        words => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read_and_no_word_stands_twice() {
        for (k, row) in TABLE.lines().filter(|line| !line.starts_with('#')).zip(rows()).enumerate() {
            assert!(row.0 == row.0.to_lowercase() && row.1.is_some(), "row {}: {}", k + 1, row.0);
        }
        assert_eq!(rows().count(), WORDS.len());
    }

    #[test]
    fn figures_are_written_as_within_a_sentence() {
        for (given, expected) in [
            ("At Least 12", "at least 12"),
            ("Thirty-one", "thirty-one"),
            ("A", "one"),
            ("$90 billion", "$90 billion"),
            ("38 degrees Celsius", "38 degrees Celsius"),
            ("USD 40", "USD 40"),
            ("", ""),
        ] {
            assert_eq!(plain(given), expected);
        }
    }
}

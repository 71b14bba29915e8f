//! The word lists of quantities, read once from their tables.
//!
//! `lexicon/*.tsv` → maps by the word a look-up begins with. Law: every row of every table is read (a test counts them).

use crate::extract::Approximation;
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::Hash;
use std::sync::LazyLock;

const NUMERALS: &str = include_str!("../lexicon/numerals.tsv");
const UNITS: &str = include_str!("../lexicon/units.tsv");
const CURRENCIES: &str = include_str!("../lexicon/currencies.tsv");
const APPROXIMATORS: &str = include_str!("../lexicon/approximators.tsv");
const SCORES: &str = include_str!("../lexicon/scores.tsv");
const PLURALS: &str = include_str!("../lexicon/plurals.tsv");

/// All tables.
#[derive(Default)]
pub(super) struct Lexicon {
    /// Words that count, by themselves.
    pub(super) numerals: FxHashMap<&'static str, Numeral>,
    /// What stands behind a number, by the first word, longest first.
    pub(super) units: FxHashMap<&'static str, Vec<Unit>>,
    /// What stands before an amount of money, by the last word, longest first.
    pub(super) currencies: FxHashMap<&'static str, Vec<Phrase<&'static str>>>,
    /// What stands before a number, by the last word, longest first.
    pub(super) before: FxHashMap<&'static str, Vec<Phrase<Before>>>,
    /// What stands behind a number, by the first word, longest first.
    pub(super) after: FxHashMap<&'static str, Vec<Phrase<Approximation>>>,
    /// Words of contests and votes.
    pub(super) scores: FxHashSet<&'static str>,
    /// Plurals without `s`, and words that end a group of words.
    pub(super) plurals: FxHashMap<&'static str, bool>,
}

/// How a word counts; see the head of `numerals.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Unit,
    Tens,
    Hundred,
    Scale,
    Dozen,
    Letter,
    Money,
    Ordinal,
    Suffix,
    Fraction,
    Glyph,
    Plural,
    PluralOf,
    Vague,
    Times,
    DoubleThe,
    Quantifier,
    Article,
}

/// A word that counts.
#[derive(Clone, Debug)]
pub(super) struct Numeral {
    pub(super) kind: Kind,
    pub(super) low: f64,
    pub(super) high: f64,
    /// Words before it, and behind it, with which it is none.
    pub(super) not_after: Vec<&'static str>,
    /// Here one entry may be two words.
    pub(super) not_before: Vec<(&'static str, Option<&'static str>)>,
}

/// What kind of thing a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Time,
    Measure,
    Share,
    Count,
    Money,
    /// A time of day: what stands before it is no quantity.
    Clock,
    /// “more”, “consecutive”: may stand between number and unit.
    Filler,
}

/// How a unit stands beside its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Anyhow,
    Tight,
    Glued,
    Capital,
    Bracket,
}

/// A unit of measure or money.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) words: Vec<&'static str>,
    pub(super) unit: &'static str,
    pub(super) family: Family,
    pub(super) how: How,
    /// What one of them is worth in `unit`.
    pub(super) scale: f64,
}

/// Words, and what they mean.
#[derive(Clone, Debug)]
pub(super) struct Phrase<T> {
    pub(super) words: Vec<&'static str>,
    pub(super) means: T,
}

/// What a word before a number says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    pub(super) says: Says,
    /// How many of the words are only its surroundings.
    pub(super) context: usize,
    /// Says nothing before a bare one or zero.
    pub(super) not_small: bool,
    /// Says nothing before a duration.
    pub(super) not_time: bool,
}

/// Approximates, lets what stands before it approximate, or only looks so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Approximately(Approximation),
    Pass,
    Nothing,
}

/// The tables, read at first use.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
    &LEXICON
}

impl Lexicon {
    fn read() -> Self {
        let mut all = Self {
            numerals: rows(NUMERALS).filter_map(numeral).collect(),
            scores: rows(SCORES).map(|[word, ..]| word).collect(),
            plurals: rows(PLURALS).map(|[word, what, ..]| (word, what == "plural")).collect(),
            ..Self::default()
        };
        for unit in rows(UNITS).filter_map(unit).chain(rows(CURRENCIES).filter_map(money)) {
            push(&mut all.units, unit.words[0], unit);
        }
        for row @ [words, code, place, ..] in rows(CURRENCIES) {
            let words: Vec<&str> = words.split(' ').collect();
            if place == "before" {
                push(&mut all.currencies, words[words.len() - 1], Phrase { words, means: row[1] });
            }
            debug_assert!(!code.is_empty(), "a currency has a unit: {row:?}");
        }
        for [words, kind, place, flags, ..] in rows(APPROXIMATORS) {
            let (context, words) = words.split_once(" | ").map_or(("", words), |(context, words)| (context, words));
            let context: Vec<&str> = context.split_whitespace().collect();
            let (n, words) = (context.len(), [context, words.split(' ').collect()].concat());
            match (place, says(kind)) {
                ("before", Some(says)) => {
                    let means = Before { says, context: n, not_small: flags.contains("small"), not_time: flags.contains("time") };
                    push(&mut all.before, words[words.len() - 1], Phrase { words, means });
                }
                ("after", Some(Says::Approximately(means))) => push(&mut all.after, words[0], Phrase { words, means }),
                _ => {}
            }
        }
        all.units.values_mut().for_each(|v| v.sort_by_key(|u| std::cmp::Reverse(u.words.len())));
        all.currencies.values_mut().for_each(|v| longest_first(v));
        all.before.values_mut().for_each(|v| longest_first(v));
        all.after.values_mut().for_each(|v| longest_first(v));
        all
    }
}

fn longest_first<T>(phrases: &mut [Phrase<T>]) {
    phrases.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
}

fn push<K: Hash + Eq, T>(map: &mut FxHashMap<K, Vec<T>>, key: K, value: T) {
    map.entry(key).or_default().push(value);
}

/// The rows of a table, six columns each, the missing ones empty.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 6]> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut row = [""; 6];
        for (column, field) in row.iter_mut().zip(line.split('\t')) {
            *column = field;
        }
        row
    })
}

fn numeral([word, kind, low, high, not_after, not_before]: [&'static str; 6]) -> Option<(&'static str, Numeral)> {
    let kind = match kind {
        "unit" => Kind::Unit,
        "tens" => Kind::Tens,
        "hundred" => Kind::Hundred,
        "scale" => Kind::Scale,
        "dozen" => Kind::Dozen,
        "letter" => Kind::Letter,
        "money" => Kind::Money,
        "ordinal" => Kind::Ordinal,
        "suffix" => Kind::Suffix,
        "fraction" => Kind::Fraction,
        "glyph" => Kind::Glyph,
        "plural" => Kind::Plural,
        "plural_of" => Kind::PluralOf,
        "vague" => Kind::Vague,
        "times" => Kind::Times,
        "double_the" => Kind::DoubleThe,
        "quantifier" => Kind::Quantifier,
        "article" => Kind::Article,
        _ => return None,
    };
    let low = low.parse().ok()?;
    let high = if high.is_empty() { low } else { high.parse().ok()? };
    let not_after = not_after.split_whitespace().collect();
    let pair = |entry: &'static str| entry.split_once('+').map_or((entry, None), |(first, second)| (first, Some(second)));
    let not_before = not_before.split_whitespace().map(pair).collect();
    Some((word, Numeral { kind, low, high, not_after, not_before }))
}

fn unit([words, unit, family, how, ..]: [&'static str; 6]) -> Option<Unit> {
    let family = match family {
        "time" => Family::Time,
        "measure" => Family::Measure,
        "share" => Family::Share,
        "count" => Family::Count,
        "clock" => Family::Clock,
        "filler" => Family::Filler,
        _ => return None,
    };
    let how = match how {
        "" => How::Anyhow,
        "tight" => How::Tight,
        "glued" => How::Glued,
        "capital" => How::Capital,
        "bracket" => How::Bracket,
        _ => return None,
    };
    Some(Unit { words: words.split(' ').collect(), unit, family, how, scale: 1.0 })
}

/// The currency of a row, as a unit behind the number.
fn money([words, unit, place, scale, ..]: [&'static str; 6]) -> Option<Unit> {
    let how = match place {
        "after" => How::Anyhow,
        "glued" => How::Glued,
        _ => return None,
    };
    Some(Unit { words: words.split(' ').collect(), unit, family: Family::Money, how, scale: scale.parse().ok()? })
}

fn says(kind: &str) -> Option<Says> {
    Some(match kind {
        "about" => Says::Approximately(Approximation::About),
        "nearly" => Says::Approximately(Approximation::Nearly),
        "at_least" => Says::Approximately(Approximation::AtLeast),
        "more_than" => Says::Approximately(Approximation::MoreThan),
        "at_most" => Says::Approximately(Approximation::AtMost),
        "less_than" => Says::Approximately(Approximation::LessThan),
        "pass" => Says::Pass,
        "none" => Says::Nothing,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total<T>(map: &FxHashMap<&str, Vec<T>>) -> usize {
        map.values().map(Vec::len).sum()
    }

    #[test]
    fn every_row_is_read_and_none_twice() {
        let all = lexicon();
        assert_eq!(all.numerals.len(), rows(NUMERALS).count());
        assert_eq!(total(&all.units) + total(&all.currencies), rows(UNITS).count() + rows(CURRENCIES).count());
        assert_eq!(total(&all.before) + total(&all.after), rows(APPROXIMATORS).count());
        assert_eq!(all.scores.len(), rows(SCORES).count());
        assert_eq!(all.plurals.len(), rows(PLURALS).count());
        for table in [UNITS, CURRENCIES, APPROXIMATORS] {
            let mut seen = FxHashSet::default();
            for row in rows(table) {
                let place = if row[2] == "before" { "before" } else { "after" };
                assert!(seen.insert((row[0], place)), "twice: {row:?}");
            }
        }
    }

    #[test]
    fn the_tables_say_what_they_are() {
        for table in [NUMERALS, UNITS, CURRENCIES, APPROXIMATORS, SCORES, PLURALS] {
            assert!(table.starts_with("# ") && table.contains("\n# Provenance: ") && table.contains("\n# Example: "));
        }
    }
}

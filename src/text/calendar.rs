//! The words of the calendar → what each says of a day, a time of day or a period.
//!
//! One data file (`lexicon/calendar.tsv`) for every reader of dates: running text, the stamps of notices, and the
//! question whether a line is such a stamp. Looked up for every word of a text, so most words are turned away by
//! their first byte and length alone.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// How a name of the calendar is written, and so how much it takes to believe it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// April, Monday
    Full,
    /// Apr., Mon.
    Short,
    /// avril, Montag
    Other,
    /// Mondays
    Plural,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// 1 to 12.
    Month(u32, Form),
    /// 0 to 6, from Monday.
    Weekday(u32, Form),
    /// morning
    Part(&'static str),
    /// summer
    Season(&'static str),
    /// week
    Unit(Unit),
    /// three; `None` for “several”
    Count(Option<u32>),
    /// third
    Ordinal(u32),
    /// yesterday: days from today
    Day(i64),
    /// last, next
    Shift(&'static str),
    /// early, end
    Stage(&'static str),
    /// noon: hours
    Clock(u32),
    /// within
    Within,
    /// will
    Future,
    /// met
    Past,
    /// at, on: inside a stamp
    Joint,
}

/// A holiday: its words and what its day is.
pub(crate) type Holiday = (Vec<&'static str>, &'static str);

struct Calendar {
    words: FxHashMap<&'static str, Word>,
    /// By the first word; the longest first.
    holidays: FxHashMap<&'static str, Vec<Holiday>>,
    /// For every first byte, the lengths its words have, one bit each.
    lengths: [u32; 256],
    /// The words a date can begin with.
    begins: FxHashSet<&'static str>,
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(load);

/// What a word in lower case says of the calendar.
pub(crate) fn word(lower: &str) -> Option<Word> {
    let calendar = &*CALENDAR;
    if !may_be(calendar, lower) {
        return None;
    }
    let plain = lower.strip_suffix('.').unwrap_or(lower);
    calendar.words.get(plain).copied().or_else(|| {
        let straight = (!plain.is_ascii()).then(|| plain.replace(super::fold::is_single_mark, "'"))?;
        calendar.words.get(straight.as_str()).copied()
    })
}

/// The holidays whose name begins with a word in lower case.
pub(crate) fn holidays(lower: &str) -> &'static [Holiday] {
    let calendar: &'static Calendar = &CALENDAR;
    if !may_be(calendar, lower) {
        return &[];
    }
    calendar.holidays.get(lower).map_or(&[], Vec::as_slice)
}

/// A first look, by the first byte and the length; words with other than plain letters are looked up.
fn may_be(calendar: &Calendar, lower: &str) -> bool {
    let Some(&first) = lower.as_bytes().first() else { return false };
    calendar.lengths[usize::from(first)] & bit(lower) != 0 || lower.len() < 20 && (!lower.is_ascii() || lower.ends_with('.'))
}

/// The words a date can begin with.
pub(crate) fn openers() -> impl Iterator<Item = &'static str> {
    CALENDAR.begins.iter().copied()
}

fn bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

fn load() -> Calendar {
    let mut calendar =
        Calendar { words: FxHashMap::default(), holidays: FxHashMap::default(), lengths: [0; 256], begins: FxHashSet::default() };
    for row in rows() {
        let [name, kind, value] = row;
        let first = name.split([' ', '\'']).next().unwrap_or(name);
        let begins = !matches!(kind, "joint" | "future" | "past" | "part");
        for form in [name, first] {
            if let Some(&byte) = form.as_bytes().first() {
                calendar.lengths[usize::from(byte)] |= bit(form);
            }
            if begins {
                calendar.begins.insert(form);
            }
        }
        if kind == "holiday" {
            // “New Year’s Eve” is four tokens.
            let words: Vec<&'static str> =
                name.split(' ').flat_map(|w| w.strip_suffix("'s").map_or([w, ""], |stem| [stem, "'s"])).filter(|w| !w.is_empty()).collect();
            calendar.holidays.entry(first).or_default().push((words, value));
        } else if let Some(said) = read(name, kind, value) {
            calendar.words.insert(name, said);
        }
    }
    for same in calendar.holidays.values_mut() {
        same.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    calendar
}

/// The rows of the data file: word, kind, value.
fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    include_str!("lexicon/calendar.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or(""))
    })
}

fn read(name: &'static str, kind: &str, value: &'static str) -> Option<Word> {
    let number = || value.parse::<u32>().ok();
    Some(match kind {
        "month" => Word::Month(number()?, Form::Full),
        "month-short" => Word::Month(number()?, Form::Short),
        "month-other" => Word::Month(number()?, Form::Other),
        "weekday" => Word::Weekday(number()?, Form::Full),
        "weekday-short" => Word::Weekday(number()?, Form::Short),
        "weekday-other" => Word::Weekday(number()?, Form::Other),
        "weekdays" => Word::Weekday(number()?, Form::Plural),
        "part" => Word::Part(value),
        "season" => Word::Season(value),
        "unit" => Word::Unit(unit(value)?),
        "count" => Word::Count(number()),
        "ordinal" => Word::Ordinal(number()?),
        "day" => Word::Day(value.parse().ok()?),
        "shift" => Word::Shift(name),
        "stage" => Word::Stage(name),
        "clock" => Word::Clock(value.split(':').next()?.parse().ok()?),
        "within" => Word::Within,
        "future" => Word::Future,
        "past" => Word::Past,
        "joint" => Word::Joint,
        _ => return None,
    })
}

fn unit(value: &str) -> Option<Unit> {
    Some(match value {
        "min" => Unit::Minute,
        "h" => Unit::Hour,
        "d" => Unit::Day,
        "w" => Unit::Week,
        "weekend" => Unit::Weekend,
        "fortnight" => Unit::Fortnight,
        "mo" => Unit::Month,
        "quarter" => Unit::Quarter,
        "y" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read_and_found() {
        let mut seen = Vec::new();
        for [name, kind, value] in rows() {
            assert!(!seen.contains(&name), "twice: {name}");
            seen.push(name);
            if kind == "holiday" {
                assert!(holidays(name.split([' ', '\'']).next().expect("a word")).iter().any(|(_, v)| *v == value), "{name}");
            } else {
                assert_eq!(word(name), read(name, kind, value), "{name}");
                assert!(word(name).is_some(), "calendar.tsv: {name}");
            }
        }
    }

    #[test]
    fn stops_and_curly_marks_do_not_matter() {
        assert_eq!(word("p.m."), Some(Word::Joint));
        assert_eq!(word("won’t"), Some(Word::Future));
        assert_eq!(word("bridge"), None);
    }
}

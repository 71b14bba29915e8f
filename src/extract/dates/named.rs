//! Dates that name what they mean: weekdays, months, seasons, quarters, years, decades, centuries, holidays.

use super::super::when::{Stretch, day};
use super::direction::{self, Direction};
use super::{Found, dated, holiday_at, with_part};
use crate::text::calendar::{Form, Unit, Word};
use chrono::{Datelike, Days, Months, NaiveDate};

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The name of a date's weekday in keys.
pub(super) fn weekday_name(date: NaiveDate) -> &'static str {
    WEEKDAYS[date.weekday().num_days_from_monday() as usize]
}

/// “Monday”, “Monday night”, “Sunday, Feb. 9”, “Mon., Feb. 9”.
pub(super) fn weekday(s: &Stretch, k: usize) -> Option<Found> {
    let Some(Word::Weekday(n, form)) = s.calendar(k) else { return None };
    if form == Form::Other || !s.is_capital(k) {
        return None;
    }
    if form == Form::Plural {
        return Some(Found::new(k + 1, format!("every:{}", WEEKDAYS[n as usize]), None));
    }
    let end = if form == Form::Short { s.skip(k + 1, ".") } else { k + 1 };
    if let Some(found) = weekday_with_date(s, end, n) {
        return Some(found);
    }
    if form == Form::Short || is_title(s, k) {
        return None;
    }
    let direction = direction::said(s, k).unwrap_or(Direction::Back);
    Some(weekday_in(s, end, n, direction))
}

/// A weekday seen in a direction.
pub(super) fn weekday_in(s: &Stretch, end: usize, n: u32, direction: Direction) -> Found {
    let date = s.reference.date.and_then(|today| direction::weekday(today, n, direction));
    Found::day(end, date, || format!("weekday:{}", WEEKDAYS[n as usize]))
}

/// “Sunday, Feb. 9”, “Monday morning (18 August)”: the date says it all, unless the two contradict each other.
fn weekday_with_date(s: &Stretch, end: usize, weekday: u32) -> Option<Found> {
    let (mut at, mut part) = (end, None);
    if let Some(Word::Part(said)) = s.calendar(at) {
        (at, part) = (at + 1, Some(said));
    }
    at = s.skip(at, ",");
    at = s.skip(at, "the");
    let mut found = dated(s, at)?;
    if found.from.is_some_and(|d| d.weekday().num_days_from_monday() != weekday) && found.from == found.to {
        found.key.push('!');
        found.key.push_str(WEEKDAYS[weekday as usize]);
    }
    let end = found.end;
    Some(match part {
        Some(part) => found.part(end, part),
        None => found,
    })
}

/// “the Sunday Courier”, “Saturday Night Live”: a weekday inside a name.
fn is_title(s: &Stretch, k: usize) -> bool {
    let next_is_name = |k: usize| s.is_word(k) && s.is_capital(k) && !s.is_upper(k) && s.calendar(k).is_none();
    let part = matches!(s.calendar(k + 1), Some(Word::Part(_))) && s.is_capital(k + 1) && !s.is_upper(k + 1);
    s.is(k.wrapping_sub(1), "the") && next_is_name(k + 1) || part && s.is_word(k + 2) && s.is_capital(k + 2)
}

/// What stands before a month that is meant as one.
const BEFORE_MONTH: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "of",
    "from",
    "through",
    "between",
    "before",
    "after",
    "during",
    "to",
    "around",
    "for",
    "and",
    "on",
    "or",
    "throughout",
];

/// What stands before a month or year that modifies a noun.
const DETERMINERS: &[&str] = &["a", "an", "the", "this", "its", "his", "her", "their", "our", "’s", "'s"];

/// “May 2031”, “in May”, “September”.
pub(super) fn month(s: &Stretch, k: usize) -> Option<Found> {
    let (end, n, form) = day::month(s, k)?;
    if let Some((end, year)) = day::year_after(s, end) {
        return Some(month_of(end, n, Some(year)));
    }
    let named = s.is_word(k + 1) && s.is_capital(k + 1) && s.calendar(k + 1).is_none();
    let placed = BEFORE_MONTH.contains(&s.before(k)) && !(named && s.any(k - 1, &["by", "of", "from", "to", "for", "and", "on"]));
    // “in a June interview”, “her March comment”, but not “the March on Varn”
    let modifies = s.any(k.wrapping_sub(1), DETERMINERS)
        && (!named || !matches!(n, 3..=6 | 8))
        && s.is_word(k + 1)
        && !s.any(k + 1, &["for", "on", "to", "of", "and"]);
    // March, April, May, June, August and their short forms are words and given names too.
    let in_name = named || s.is_word(k.wrapping_sub(1)) && s.is_capital(k - 1);
    let clear = form == Form::Full && !matches!(n, 3..=6 | 8) && !in_name;
    if form == Form::Other || s.is_dash(k + 1) && s.is_glued(k + 1) || !placed && !modifies && !clear {
        return None;
    }
    Some(month_near(s, end, n, direction::said(s, k)))
}

/// A month behind a word that makes sure it is one: “mid-May”, “last March”.
pub(super) fn month_led(s: &Stretch, k: usize) -> Option<Found> {
    let (end, n, form) = day::month(s, k).filter(|m| m.2 != Form::Other)?;
    if let Some((end, year)) = day::year_after(s, end) {
        return Some(month_of(end, n, Some(year)));
    }
    let named = s.is_word(end) && s.is_capital(end) && s.calendar(end).is_none() && form == Form::Full;
    (!named || s.is(k.wrapping_sub(1), "-")).then(|| month_near(s, end, n, direction::said(s, k)))
}

/// A month without a year: the nearest one, or the nearest in a direction.
pub(super) fn month_near(s: &Stretch, end: usize, n: u32, direction: Option<Direction>) -> Found {
    let year = s.reference.date.and_then(|today| {
        let months = |year: i32| i64::from(year - today.year()) * 12 + i64::from(n) - i64::from(today.month());
        let years = [0, -1, 1, -2, 2].into_iter().map(|d| today.year() + d);
        years
            .filter(|&y| match direction {
                Some(Direction::Before) => months(y) < 0,
                Some(Direction::Back) => months(y) <= 0,
                Some(Direction::After) => months(y) > 0,
                Some(Direction::Forward) => months(y) >= 0,
                None => true,
            })
            .min_by_key(|&y| months(y).abs())
    });
    month_of(end, n, year)
}

fn month_of(end: usize, n: u32, year: Option<i32>) -> Found {
    let days = year.and_then(|y| NaiveDate::from_ymd_opt(y, n, 1)).and_then(|first| Some((first, last_of_month(first)?)));
    let key = year.map_or_else(|| format!("month:{n:02}"), |y| format!("{y}-{n:02}"));
    Found::new(end, key, days)
}

/// The last day of the month that begins on `first`.
pub(super) fn last_of_month(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))
}

/// A whole year as days.
pub(super) fn days_of_years(first: i32, last: i32) -> Option<(NaiveDate, NaiveDate)> {
    NaiveDate::from_ymd_opt(first, 1, 1).zip(NaiveDate::from_ymd_opt(last, 12, 31))
}

/// “summer 2017”, “the summer of 2017”, “in the spring”.
pub(super) fn season(s: &Stretch, k: usize) -> Option<Found> {
    let Some(Word::Season(name)) = s.calendar(k) else { return None };
    if let Some((end, year)) = day::year_after(s, k + 1) {
        return Some(Found::new(end, format!("{year}-{name}"), None));
    }
    let preposition = k.checked_sub(2).is_some_and(|k| s.any(k, &["in", "by", "over", "during", "until", "since", "of"]));
    let goes_on = s.any(k + 1, &["of", "-"]) || s.is_word(k + 1) && s.is_capital(k + 1);
    (s.is(k.wrapping_sub(1), "the") && preposition && !goes_on).then(|| Found::new(k + 1, format!("season:{name}"), None))
}

/// “the third quarter of 2031”, “the first half of last year”.
pub(super) fn quarter(s: &Stretch, k: usize, n: u32) -> Option<Found> {
    let half = s.is(k + 1, "half");
    if !half && s.calendar(k + 1) != Some(Word::Unit(Unit::Quarter)) || s.lower(k + 1).ends_with('s') {
        return None;
    }
    let name = if half { 'h' } else { 'q' };
    match day::year_after(s, k + 2) {
        Some((end, year)) => Some(Found::new(end, format!("{year}-{name}{n}"), None)),
        None if half || n > 4 => None,
        None => Some(Found::new(k + 2, format!("{name}{n}"), None)),
    }
}

/// “1990s”, “19th century”; not the film company.
pub(super) fn decade(s: &Stretch, k: usize) -> Option<Found> {
    let n = s.int(k)?;
    if s.is_glued(k + 1) && s.any(k + 1, &["s", "’s", "'s"]) && s.lower(k).len() == 4 {
        let year = s.year(k).filter(|y| y % 10 == 0)?;
        let last = if year % 100 == 0 && s.is(k + 1, "s") && year < 2000 { year + 99 } else { year + 9 };
        return Some(Found::new(k + 2, format!("{year}s"), days_of_years(year, last)));
    }
    if (1..=22).contains(&n) && s.is_glued(k + 1) && s.any(k + 1, &["st", "nd", "rd", "th"]) {
        let at = if s.is_dash(k + 2) { k + 3 } else { k + 2 };
        if s.is(at, "century") && !(s.is_capital(at) && s.is_capital(at + 1)) {
            return Some(Found::new(at + 1, format!("{n}c"), None));
        }
    }
    None
}

/// “the ’90s”: begins at the mark.
pub(super) fn short_decade(s: &Stretch, k: usize) -> Option<Found> {
    if !s.any(k, &["’", "'", "‘"]) || !s.is_glued(k + 1) || !s.is_glued(k + 2) || !s.is(k + 2, "s") {
        return None;
    }
    let year = s.int(k + 1).filter(|n| n % 10 == 0 && *n < 100 && s.lower(k + 1).len() == 2)?.cast_signed();
    let year = if year < 30 { 2000 + year } else { 1900 + year };
    Some(Found::new(k + 3, format!("{year}s"), days_of_years(year, year + 9)))
}

/// What stands before any year.
const BEFORE_YEAR: &[&str] =
    &["in", "since", "until", "till", "from", "before", "after", "during", "through", "between", "circa", "year", "fiscal", "throughout"];
/// What makes a number of four digits a count or an address.
const BEFORE_COUNT: &[&str] = &[
    "about",
    "some",
    "around",
    "nearly",
    "almost",
    "over",
    "than",
    "least",
    "most",
    "approximately",
    "roughly",
    "only",
    "another",
    "at",
    "no",
];

/// What stands before a year with a capital and is no name (“Flight 1990”).
const FUNCTION_WORDS: &[&str] =
    &["the", "its", "their", "his", "her", "our", "by", "of", "to", "a", "this", "that", "and", "but", "for", "on", "with", "as"];

/// “2031”, “2031-33”; `led`: a word before it makes sure it is a year.
pub(super) fn year(s: &Stretch, k: usize, led: bool) -> Option<Found> {
    let year = s.year(k)?;
    let end = k + 1;
    let glued_before = s.is_glued(k) && !s.any(k - 1, &["(", "“", "\"", "‘", "'", "[", "—", "–", "/", "-"]);
    let letter = |c: char| c.is_alphanumeric() || "%°#".contains(c);
    let glued_behind = s.is_glued(end) && (s.lower(end).starts_with(letter) || s.is(end, "/") && !s.is_number(end + 1));
    if glued_before || glued_behind {
        return None;
    }
    // 2031-33, 2031/32, 2031–2033
    if (s.is_dash(end) || s.is(end, "/")) && s.is_glued(end) && s.is_glued(end + 1) && s.is_number(end + 1) {
        let last = match (s.lower(end + 1).len(), s.int(end + 1)) {
            (1, Some(n)) => year / 10 * 10 + n.cast_signed(),
            (2, Some(n)) => year / 100 * 100 + n.cast_signed(),
            (4, Some(n)) => n.cast_signed(),
            _ => return None,
        };
        return (year < last && last < year + 100 && (1900..2100).contains(&year))
            .then(|| Found::new(end + 2, format!("{year}..{last}"), days_of_years(year, last)));
    }
    // Counts of four digits have a comma in most papers; round ones are the rest.
    let counts = |k: usize| {
        year % 50 == 0
            && s.is_word(k)
            && !s.is_capital(k)
            && (s.lower(k).ends_with('s') && s.lower(k).len() > 3 && !s.any(k, &["was", "has", "is"]))
    };
    let before = s.before(k);
    let sure = led || BEFORE_YEAR.contains(&before) && !(counts(end) && before != "in" && before != "since");
    let modern = (1900..2100).contains(&year)
        && !BEFORE_COUNT.contains(&before)
        && !counts(end)
        && !s.any(end, &["percent", "%", "million", "people", "euros", "dollars", "-"])
        && !before.starts_with(|c: char| "$€£¥#".contains(c))
        && !(s.is_word(k.wrapping_sub(1)) && s.is_capital(k - 1) && s.calendar(k - 1).is_none() && !FUNCTION_WORDS.contains(&before));
    (sure || modern).then(|| Found::new(end, year.to_string(), days_of_years(year, year)))
}

/// “Christmas Eve”, “the Fourth of July”.
pub(super) fn holiday(s: &Stretch, k: usize) -> Option<Found> {
    if !s.is_capital(k) {
        return None;
    }
    let (end, value) = holiday_at(s, k)?;
    if value == "-" {
        return Some(Found::new(end, String::new(), None));
    }
    // “Christmas markets” are no day, “at Christmas” is.
    let bare = end == k + 1 && s.is(k, "christmas");
    if bare && !s.any(k.wrapping_sub(1), &["at", "by", "before", "after", "since", "until", "on", "over", "this", "last", "next"]) {
        return None;
    }
    let (end, year) = day::year_after(s, end).map_or((end, None), |(end, y)| (end, Some(y)));
    let Some((month, day)) = value.split_once('-').and_then(|(m, d)| m.parse().ok().zip(d.parse().ok())) else {
        let year = year.map_or(String::new(), |y| format!("{y}-"));
        return Some(Found::new(end, format!("{year}holiday:{value}"), None));
    };
    let day = day::Day { end, year, month, day, either: false, dotted: false, last: None };
    Some(with_part(s, Found::day(end, day.date(s.reference.date), || value.to_owned())))
}

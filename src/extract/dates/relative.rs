//! Dates reckoned from now or from what was told before: “yesterday”, “last week”, “two days ago”, “within a month”,
//! “the past three years”, “two days later”.

use super::super::lexicon::{Tag, lexicon};
use super::super::when::Stretch;
use super::Found;
use super::amount::{Amount, add_days, add_months, amount};
use super::direction::{self, Direction};
use super::named::{self, days_of_years, last_of_month};
use crate::text::calendar::{Form, Unit, Word};
use chrono::{Datelike, Days, NaiveDate};

type Period = (NaiveDate, NaiveDate);

/// “today”, “tomorrow night”, “tonight”.
pub(super) fn day(s: &Stretch, k: usize, days: i64) -> Option<Found> {
    // “USA Today”, “Today” as a show
    if s.is_capital(k) && !s.is_upper(k) && s.is_word(k.wrapping_sub(1)) && s.is_capital(k - 1) {
        return None;
    }
    let found = day_from_now(s, k + 1, days);
    Some(if s.is(k, "tonight") { found.part(k + 1, "night") } else { found })
}

fn day_from_now(s: &Stretch, end: usize, days: i64) -> Found {
    let date = s.reference.date.and_then(|today| add_days(today, days));
    Found::day(end, date, || format!("day:{days:+}"))
}

/// “two days ago”, “three years later”, “in two weeks’ time”, “in two weeks” where the sentence looks forward.
pub(super) fn amount_from_now(s: &Stretch, k: usize) -> Option<Found> {
    let (end, amount) = amount(s, k)?;
    if s.is_dash(end) && s.is_glued(end) {
        return None;
    }
    counted(s, k, end, amount)
}

fn counted(s: &Stretch, k: usize, end: usize, amount: Amount) -> Option<Found> {
    match s.lower(end) {
        "ago" => return Some(ago(s, end + 1, amount)),
        "hence" => return Some(ahead(s, end + 1, amount)),
        "from" if s.is(end + 1, "now") => return Some(ahead(s, end + 2, amount)),
        "later" => return Some(then(end + 1, '+', amount)),
        "earlier" => return Some(then(end + 1, '-', amount)),
        "’s" | "'s" | "’" | "'" if s.is(end + 1, "time") => return Some(ahead(s, end + 2, amount)),
        _ => {}
    }
    // “The rule takes effect in 90 days”
    let in_force = || k > 1 && s.any(k - 2, &["effect", "force"]);
    let forward = s.is(k.wrapping_sub(1), "in") && (direction::said(s, k) == Some(Direction::Forward) || in_force());
    (forward && !s.any(end, &["of", "in"])).then(|| ahead(s, end, amount))
}

/// “years ago”, “the day before yesterday”, “the week after next”.
pub(super) fn bare_unit(s: &Stretch, k: usize, unit: Unit) -> Option<Found> {
    if s.lower(k).ends_with('s') {
        return counted(s, k, k + 1, Amount { n: None, unit }).filter(|_| s.any(k + 1, &["ago", "later", "earlier"]));
    }
    let sign = match s.lower(k + 1) {
        "before" => -1,
        "after" => 1,
        _ => return None,
    };
    match (s.lower(k + 2), sign) {
        ("yesterday", -1) | ("tomorrow", 1) if unit == Unit::Day => Some(day_from_now(s, k + 3, sign * 2)),
        ("last", -1) | ("next", 1) => this_or_other(s, k + 3, unit, sign * 2),
        _ => None,
    }
}

fn ago(s: &Stretch, end: usize, amount: Amount) -> Found {
    let then = s.reference.date.and_then(|today| amount.from(today, -1));
    let key = || format!("-{}", amount.key());
    if amount.unit == Unit::Day && amount.n.is_some() {
        return Found::day(end, then, key);
    }
    let days = then.and_then(|day| match amount.unit {
        Unit::Week | Unit::Fortnight => week_of(day),
        Unit::Month | Unit::Quarter => month_of(day),
        _ => days_of_years(day.year(), day.year()),
    });
    Found::new(end, key(), days)
}

/// A period from now on.
fn ahead(s: &Stretch, end: usize, amount: Amount) -> Found {
    let today = s.reference.date;
    let days = today.and_then(|today| Some((today, amount.from(today, 1)?)));
    Found::new(end, format!("+{}", amount.key()), days)
}

/// A period up to now.
fn past(s: &Stretch, end: usize, amount: Amount) -> Found {
    let days = s.reference.date.and_then(|today| Some((amount.from(today, -1)?, today)));
    Found::new(end, format!("past:{}", amount.key()), days)
}

/// Reckoned from what was told before.
fn then(end: usize, sign: char, amount: Amount) -> Found {
    Found::new(end, format!("then{sign}{}", amount.key()), None)
}

/// “within two weeks”, “within the next month”, “within days”.
pub(super) fn within(s: &Stretch, k: usize) -> Option<Found> {
    let mut at = s.skip(k + 1, "the");
    if s.any(at, &["next", "coming", "following", "first"]) {
        at += 1;
    }
    if let Some((end, amount)) = amount(s, at) {
        return Some(ahead(s, end, amount));
    }
    let Some(Word::Unit(unit)) = s.calendar(at) else { return None };
    let n = if s.lower(at).ends_with('s') { None } else { Some(1.0) };
    (n.is_none() || at > k + 1).then(|| ahead(s, at + 1, Amount { n, unit }))
}

/// “last week”, “next Tuesday”, “this afternoon”, “the past two years”, “the following day”, “last May”, “next spring”.
pub(super) fn shift(s: &Stretch, k: usize) -> Option<Found> {
    let mut shift = s.lower(k);
    let the = s.is(k.wrapping_sub(1), "the");
    let mut at = k + 1;
    if shift == "this"
        && s.any(at, &["past", "coming"])
        && matches!(s.calendar(at + 1), Some(Word::Unit(_) | Word::Weekday(..) | Word::Season(_)))
    {
        shift = if s.is(at, "past") { "last" } else { "next" };
        at += 1;
    }
    if let Some((end, amount)) = amount(s, at) {
        return counted_shift(s, end, shift, amount).filter(|_| !is_verb(s, k));
    }
    match s.calendar(at)? {
        Word::Unit(unit) => shifted_unit(s, at, shift, the, unit),
        Word::Part(part) => {
            let days = match (shift, part) {
                ("this", _) => 0,
                ("last", "night" | "evening") => -1,
                ("next" | "following", _) => return Some(Found::new(at + 1, format!("then+1d/{part}"), None)),
                ("previous", _) => return Some(Found::new(at + 1, format!("then-1d/{part}"), None)),
                _ => return None,
            };
            Some(day_from_now(s, at, days).part(at + 1, part))
        }
        Word::Weekday(n, form) if s.is_capital(at) && form == Form::Full => {
            let direction = match shift {
                "last" => Direction::Before,
                "next" | "coming" => Direction::After,
                "this" => direction::said(s, k).unwrap_or(Direction::Forward),
                // “Following Monday’s debate” is after it.
                "previous" | "following" if s.is(k.wrapping_sub(1), "the") => {
                    let name = s.lower(at).get(..3).unwrap_or_default();
                    return Some(Found::new(at + 1, format!("{shift}:{name}"), None));
                }
                _ => return None,
            };
            Some(named::weekday_in(s, at + 1, n, direction))
        }
        Word::Month(n, _) => {
            let named = named::month_led(s, at)?;
            let direction = match shift {
                "last" => Direction::Before,
                "next" | "coming" => Direction::After,
                "this" => return Some(named),
                _ => return None,
            };
            // With its own year it needs no direction.
            Some(if named.end > at + 2 { named } else { named::month_near(s, named.end, n, Some(direction)) })
        }
        Word::Season(season) => {
            let year = s.reference.date.map(|d| d.year());
            let key = match (shift, year) {
                ("this", Some(year)) => format!("{year}-{season}"),
                ("this" | "last" | "next" | "past" | "coming", _) => format!("{shift}:{season}"),
                _ => return None,
            };
            Some(Found::new(at + 1, key, None))
        }
        _ => None,
    }
}

/// “The money is to last 18 months”, “The strike could last two weeks”: the verb, and how long is measured.
fn is_verb(s: &Stretch, k: usize) -> bool {
    let leads = |k: usize| {
        let tags = lexicon().get(s.lower(k)).tags;
        s.any(k, &["to", "not"]) || tags.has(Tag::Modal) || tags.has(Tag::Do) && tags.has(Tag::Negation)
    };
    let before = k.wrapping_sub(1);
    s.is(k, "last") && (leads(before) || s.lower(before).ends_with("ly") && leads(k.wrapping_sub(2)))
}

/// “the past two years”, “the next 14 days”.
fn counted_shift(s: &Stretch, end: usize, shift: &str, amount: Amount) -> Option<Found> {
    if s.is(end, "of") || s.is_dash(end) && s.is_glued(end) {
        return None;
    }
    match shift {
        "last" | "past" => Some(past(s, end, amount)),
        "next" | "coming" => Some(ahead(s, end, amount)),
        "previous" | "preceding" => Some(then(end, '-', amount)),
        "following" => Some(then(end, '+', amount)),
        _ => None,
    }
}

fn shifted_unit(s: &Stretch, at: usize, shift: &str, the: bool, unit: Unit) -> Option<Found> {
    let end = at + 1;
    if s.is_dash(end) && s.is_glued(end) {
        return None;
    }
    if s.lower(at).ends_with('s') {
        let several = Amount { n: None, unit };
        return match shift {
            "coming" => Some(ahead(s, end, several)),
            "recent" => Some(past(s, end, several)),
            _ => None,
        };
    }
    // “the last week of May”, “the next day of talks”
    if s.is(end, "of") {
        return None;
    }
    let one = Amount { n: Some(1.0), unit };
    let short = matches!(unit, Unit::Day | Unit::Hour | Unit::Minute);
    match shift {
        // On a Monday what was done “this weekend” was done on the one before.
        "this" if unit == Unit::Weekend && direction::said(s, at) == Some(Direction::Back) && early_in_week(s) => {
            this_or_other(s, end, unit, -1)
        }
        "this" | "current" if !short => this_or_other(s, end, unit, 0),
        "last" if the && unit != Unit::Day => Some(past(s, end, one)),
        "last" if !the && !short => this_or_other(s, end, unit, -1),
        "past" if unit != Unit::Day || the => Some(past(s, end, one)),
        "next" if unit == Unit::Day => Some(then(end, '+', one)),
        "next" if the => Some(ahead(s, end, one)),
        "next" if !short => this_or_other(s, end, unit, 1),
        "coming" => Some(ahead(s, end, one)),
        "previous" | "preceding" if the => Some(then(end, '-', one)),
        "following" if the => Some(then(end, '+', one)),
        _ => None,
    }
}

/// Whether the weekend before is nearer than the one to come.
fn early_in_week(s: &Stretch) -> bool {
    s.reference.date.is_some_and(|d| d.weekday().num_days_from_monday() < 3)
}

/// “the end of the year”: the year we are in.
pub(super) fn this_unit(s: &Stretch, k: usize, unit: Unit) -> Option<Found> {
    if s.lower(k).ends_with('s') || s.is(k + 1, "of") {
        return None;
    }
    this_or_other(s, k + 1, unit, 0)
}

/// The week, month, year … so many away from the one we are in.
fn this_or_other(s: &Stretch, end: usize, unit: Unit, away: i64) -> Option<Found> {
    let name = match unit {
        Unit::Week => "week",
        Unit::Weekend => "weekend",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "century",
        Unit::Fortnight | Unit::Day | Unit::Hour | Unit::Minute => return None,
    };
    let resolved = s.reference.date.and_then(|today| period(today, unit, away));
    let (key, days) = resolved.map_or_else(|| (format!("{name}:{away}"), None), |(key, days)| (key, Some(days)));
    Some(Found::new(end, key, days))
}

fn period(today: NaiveDate, unit: Unit, away: i64) -> Option<(String, Period)> {
    match unit {
        Unit::Week => {
            let days = week_of(add_days(today, away * 7)?)?;
            let week = days.0.iso_week();
            Some((format!("{}-W{:02}", week.year(), week.week()), days))
        }
        Unit::Weekend => {
            // On a Sunday, “this weekend” is not over, and “last weekend” not begun again.
            let saturday = add_days(week_of(add_days(today, away * 7)?)?.0, 5)?;
            let sunday = add_days(saturday, 1)?;
            Some((format!("{saturday}..{sunday}"), (saturday, sunday)))
        }
        Unit::Month => {
            let days = month_of(add_months(first_of_month(today)?, away)?)?;
            Some((format!("{}-{:02}", days.0.year(), days.0.month()), days))
        }
        Unit::Quarter => {
            let first = NaiveDate::from_ymd_opt(today.year(), today.month0() / 3 * 3 + 1, 1)?;
            let first = add_months(first, away * 3)?;
            let last = last_of_month(add_months(first, 2)?)?;
            Some((format!("{}-q{}", first.year(), first.month0() / 3 + 1), (first, last)))
        }
        Unit::Year => {
            let year = today.year().checked_add(i32::try_from(away).ok()?)?;
            Some((year.to_string(), days_of_years(year, year)?))
        }
        Unit::Decade => {
            let year = (today.year().div_euclid(10) * 10).checked_add(i32::try_from(away * 10).ok()?)?;
            Some((format!("{year}s"), days_of_years(year, year + 9)?))
        }
        _ => None,
    }
}

fn first_of_month(date: NaiveDate) -> Option<NaiveDate> {
    date.with_day(1)
}

fn month_of(date: NaiveDate) -> Option<Period> {
    let first = first_of_month(date)?;
    Some((first, last_of_month(first)?))
}

/// Monday to Sunday.
fn week_of(date: NaiveDate) -> Option<Period> {
    let monday = date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday())))?;
    Some((monday, add_days(monday, 6)?))
}

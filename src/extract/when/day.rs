//! Tokens → a calendar day in every style papers use: “June 16, 2031”, “17 January”, “the 9th of May”, “31/7/26”,
//! “17.01.31”, “2031-08-18”, “15 juillet 2031”.
//!
//! A date of three numbers keeps both readings until somebody knows the order: what is possible decides first, then
//! the zone or the publisher, then which day lies nearer to the reference.

use super::Stretch;
use super::clock::Order;
use crate::text::calendar::{Form, Word};
use chrono::{Datelike, NaiveDate};

/// A day as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Day {
    /// The token after it.
    pub end: usize,
    pub year: Option<i32>,
    pub month: u32,
    pub day: u32,
    /// Whether 3/8/31 could as well be the other way round; `month` is the first number then.
    pub either: bool,
    /// Written with points, which nobody does month first.
    pub dotted: bool,
    /// The last day of a range or list, and whether it is a list: “June 3-5”, “May 5 and 10”.
    pub last: Option<(u32, bool)>,
}

/// Reads a day that begins at token `k`.
pub(in crate::extract) fn day(s: &Stretch, k: usize) -> Option<Day> {
    if s.is_number(k) { day_first(s, k).or_else(|| numeric(s, k)) } else { month_first(s, k) }
}

/// The month at `k` in words and where it ends: “Oct.” with its stop.
pub(in crate::extract) fn month(s: &Stretch, k: usize) -> Option<(usize, u32, Form)> {
    match s.calendar(k)? {
        Word::Month(n, Form::Short) if s.is_capital(k) => Some((s.skip(k + 1, "."), n, Form::Short)),
        Word::Month(n, Form::Full) if s.is_capital(k) => Some((k + 1, n, Form::Full)),
        Word::Month(n, Form::Other) => Some((k + 1, n, Form::Other)),
        _ => None,
    }
}

/// A day of the month at `k`, with “th” or “.” behind it; not the 14 of “14-year-old” and not a day that is counted.
fn day_number(s: &Stretch, k: usize) -> Option<(usize, u32)> {
    let n = s.int(k).filter(|n| (1..=31).contains(n) && s.lower(k).len() <= 2)?;
    if s.is_glued(k + 1) && s.any(k + 1, &["st", "nd", "rd", "th", "er"]) {
        return Some((k + 2, n));
    }
    let compound = s.is_dash(k + 1) && s.is_glued(k + 1) && s.is_word(k + 2);
    let counted = s.any(k + 1, &["%", "percent", "million", "billion", "p.m.", "a.m.", "pm", "am", "°"]);
    let glued_word = s.is_glued(k + 1) && s.is_word(k + 1);
    (!compound && !counted && !glued_word).then_some((k + 1, n))
}

/// “, 2031”, “ 2031” behind a day or month.
pub(in crate::extract) fn year_after(s: &Stretch, k: usize) -> Option<(usize, i32)> {
    let at = s.skip(k, ",");
    let at = if s.any(at, &["of", "de", "del"]) { at + 1 } else { at };
    s.year(at).filter(|_| !s.is_glued(at)).map(|y| (at + 1, y))
}

/// What joins two days of one month, and whether it makes a list.
fn joint(s: &Stretch, k: usize) -> Option<bool> {
    match s.lower(k) {
        "and" | "or" => Some(true),
        "to" | "through" | "until" | "till" => Some(false),
        _ => s.is_dash(k).then_some(false),
    }
}

/// “June 16, 2031”, “Oct. 3-5”.
fn month_first(s: &Stretch, k: usize) -> Option<Day> {
    let (after_month, month, form) = month(s, k)?;
    let (mut end, day) = day_number(s, after_month).filter(|_| form != Form::Other)?;
    let mut last = None;
    if let Some(list) = joint(s, end)
        && let Some((after, n)) = day_number(s, end + 1)
        && n > day
        && self::month(s, after).is_none()
        && (!list || after == s.to || !s.is_word(after))
    {
        last = Some((n, list));
        end = after;
    }
    let year = year_after(s, end);
    let (end, year) = year.map_or((end, None), |(end, y)| (end, Some(y)));
    // “June 3 to July 5, 2031”: the first day takes the year of the second.
    let year = year.or_else(|| joint(s, end).and_then(|_| month_first(s, end + 1)).and_then(|d| d.year));
    Some(Day { end, year, month, day, either: false, dotted: false, last })
}

/// “17 January 2031”, “the 9th of May”, “1 to 6 April”, “3. März 2031”.
fn day_first(s: &Stretch, k: usize) -> Option<Day> {
    let (mut at, first) = day_number(s, k)?;
    let mut days = (first, None);
    if let Some(list) = joint(s, at)
        && let Some((after, n)) = day_number(s, at + 1)
        && n > first
    {
        days.1 = Some((n, list));
        at = after;
    }
    if at < s.to && (s.any(at, &["of", "de", "di"]) || s.is(at, ".") && s.is_glued(at)) {
        at += 1;
    }
    let (end, month, form) = month(s, at)?;
    // A capital word behind a day that is no day of May: “killed 12 May Fourth marchers” is not worth a rule.
    let year = year_after(s, end);
    if form == Form::Other && year.is_none() && !at_line_end(s, end) {
        return None;
    }
    let (end, year) = year.map_or((end, None), |(end, y)| (end, Some(y)));
    let year = year.or_else(|| joint(s, end).filter(|list| !list).and_then(|_| day_first(s, end + 1)).and_then(|d| d.year));
    Some(Day { end, year, month, day: days.0, either: false, dotted: false, last: days.1 })
}

/// Whether nothing but marks or small words stand behind: a foreign month without a year is a date only in a stamp.
fn at_line_end(s: &Stretch, k: usize) -> bool {
    k >= s.to || !s.is_word(k) || s.calendar(k) == Some(Word::Joint)
}

/// 31/7/26, 17.01.31, 2031-08-18, 18-08-2031.
fn numeric(s: &Stretch, k: usize) -> Option<Day> {
    let dotted = s.lower(k).matches('.').count() == 2;
    let (parts, end): ([&str; 3], usize) = if dotted {
        let mut parts = s.lower(k).split('.');
        (std::array::from_fn(|_| parts.next().unwrap_or("")), k + 1)
    } else {
        let mark = s.lower(k + 1);
        let same = mark == s.lower(k + 3) && (mark == "/" || s.is_dash(k + 1));
        if !same || !(k + 1..k + 5).all(|n| s.is_glued(n)) || s.is_glued(k + 5) && s.any(k + 5, &["/", "-"]) {
            return None;
        }
        ([s.lower(k), s.lower(k + 2), s.lower(k + 4)], k + 5)
    };
    if s.is_glued(k) && !s.any(k - 1, &["(", "“", "\"", "[", "*", ":", "—", "–"]) || !parts.iter().all(|p| is_digits(p)) {
        return None;
    }
    let [a, b, c] = parts.map(|p| p.parse::<u32>().unwrap_or(0));
    let dashed = !dotted && s.is_dash(k + 1);
    let found = |year: i32, month, day, either| Day { end, year: Some(year), month, day, either, dotted, last: None };
    if parts[0].len() == 4 {
        let year = s_year(parts[0])?;
        return (is_month(b) && is_day(c)).then(|| found(year, b, c, false));
    }
    if parts[2].len() == 3 || parts[2].len() == 1 || dashed && parts[2].len() != 4 {
        return None;
    }
    let year = s_year(parts[2])?;
    match (is_month(a) && is_day(b), is_month(b) && is_day(a)) {
        (true, true) => Some(found(year, a, b, a != b)),
        (true, false) => Some(found(year, a, b, false)),
        (false, true) => Some(found(year, b, a, false)),
        (false, false) => None,
    }
}

fn is_digits(part: &str) -> bool {
    (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
}

fn is_month(n: u32) -> bool {
    (1..=12).contains(&n)
}

fn is_day(n: u32) -> bool {
    (1..=31).contains(&n)
}

/// The first year of two digits that is taken for one of the last century.
const LAST_CENTURY: i32 = 70;

fn s_year(digits: &str) -> Option<i32> {
    let year: i32 = digits.parse().ok()?;
    match digits.len() {
        4 => (1000..=2199).contains(&year).then_some(year),
        2 => Some(if year < LAST_CENTURY { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

impl Day {
    /// Settles the order of a date of three numbers: by `order` where it is known, with points day first, else by
    /// which day is nearer to `near`. `None` where nothing decides.
    pub fn ordered(self, order: Option<Order>, near: Option<NaiveDate>) -> Option<Self> {
        if !self.either {
            return Some(self);
        }
        let month_first = Self { either: false, ..self };
        let day_first = Self { month: self.day, day: self.month, ..month_first };
        if self.dotted {
            return Some(day_first);
        }
        match order {
            Some(Order::MonthDay) => Some(month_first),
            Some(Order::DayMonth) => Some(day_first),
            None => {
                let far = |d: &Self| near.and_then(|near| Some((d.date(Some(near))? - near).num_days().abs()));
                match (far(&month_first)?, far(&day_first)?) {
                    (m, d) if m <= d => Some(month_first),
                    _ => Some(day_first),
                }
            }
        }
    }

    /// The other reading of a date of three numbers that was `settled`, where both are possible and neither points nor
    /// `order` settle it.
    pub fn other_reading(self, settled: Self, order: Option<Order>) -> Option<Self> {
        let is_open = self.either && !self.dotted && order.is_none();
        is_open.then_some(Self { month: settled.day, day: settled.month, ..settled })
    }

    /// The date, in the year nearest to `near` where none is written.
    pub fn date(&self, near: Option<NaiveDate>) -> Option<NaiveDate> {
        self.on(self.day, near)
    }

    /// The last day of a range.
    pub fn last_date(&self, near: Option<NaiveDate>) -> Option<NaiveDate> {
        self.on(self.last?.0, near)
    }

    fn on(&self, day: u32, near: Option<NaiveDate>) -> Option<NaiveDate> {
        if let Some(year) = self.year {
            return NaiveDate::from_ymd_opt(year, self.month, day);
        }
        let near = near?;
        [0, -1, 1]
            .into_iter()
            .filter_map(|years| NaiveDate::from_ymd_opt(near.year().checked_add(years)?, self.month, day))
            .min_by_key(|date| (*date - near).num_days().abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Reference;
    use crate::text::Text;

    /// The first day of a line, measured from 20 August 2031, as ISO date or range.
    fn check(line: &str, expected: &str) {
        let text = Text::new(line);
        let reference = Reference::default();
        let s = Stretch::new(&text, 0..text.tokens().len(), &reference);
        let near = NaiveDate::from_ymd_opt(2031, 8, 20);
        let found = (0..text.tokens().len()).find_map(|k| day(&s, k));
        let shown = found.and_then(|d| d.ordered(None, near)).map_or(String::from("none"), |d| {
            let to = d.last_date(near).map_or(String::new(), |to| format!("..{to}"));
            format!("{}{to}", d.date(near).map_or(String::from("?"), |d| d.to_string()))
        });
        assert_eq!(shown, expected, "{line}");
    }

    #[test]
    fn days_in_every_style() {
        for (line, expected) in [
            ("June 16, 2014, it", "2014-06-16"),
            ("on Oct. 10 it", "2031-10-10"),
            ("on 17 January 2024 it", "2024-01-17"),
            ("9 May", "2031-05-09"),
            ("the 9th of May", "2031-05-09"),
            ("28 Feb.", "2031-02-28"),
            ("31/7/26:", "2026-07-31"),
            ("17.01.17", "2017-01-17"),
            ("8/18/25", "2025-08-18"),
            ("3/8/31", "2031-08-03"),
            ("9/8/31", "2031-08-09"),
            ("03.08.2031", "2031-08-03"),
            ("2025-08-18", "2025-08-18"),
            ("18-08-2025", "2025-08-18"),
            ("15 juillet 2026", "2026-07-15"),
            ("3. März 2031", "2031-03-03"),
            ("15 de julio de 2026", "2026-07-15"),
            ("June 3-5", "2031-06-03..2031-06-05"),
            ("June 3 to 5, 2030", "2030-06-03..2030-06-05"),
            ("from 1 to 6 April", "2031-04-01..2031-04-06"),
            ("May 5 and 10.", "2031-05-05..2031-05-10"),
            ("June 3 to July 5, 2029", "2029-06-03"),
            ("Feb. 30, 2031", "?"),
        ] {
            check(line, expected);
        }
    }

    #[test]
    fn numbers_that_are_no_days() {
        for line in [
            "in June 14-year-old boys",
            "they may 5 times",
            "a 4-5-6 formation",
            "1/2/3",
            "version 1.2.3",
            "June 45",
            "12 mars bars were",
            "555-01-2031",
            "in March 3 percent",
            "10.0.0.1",
        ] {
            check(line, "none");
        }
    }
}

//! How many of which unit of time: “two weeks”, “14 days”, “a couple of years”; and the day that lies so far away.

use super::super::when::Stretch;
use crate::text::calendar::{Unit, Word};
use chrono::{Days, Months, NaiveDate};

/// How many of which unit.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    /// `None` for “several”.
    pub n: Option<f64>,
    pub unit: Unit,
}

impl Amount {
    /// `14d` for two weeks, `?w` for several.
    pub fn key(self) -> String {
        let (scale, name) = match (self.unit, self.n) {
            (Unit::Minute, _) => (1.0, "min"),
            (Unit::Hour, _) => (1.0, "h"),
            (Unit::Week, None) => (1.0, "w"),
            (Unit::Day, _) => (1.0, "d"),
            (Unit::Week, _) => (7.0, "d"),
            (Unit::Fortnight, _) => (14.0, "d"),
            (Unit::Weekend, _) => (1.0, "weekend"),
            (Unit::Month, _) => (1.0, "mo"),
            (Unit::Quarter, _) => (3.0, "mo"),
            (Unit::Year, _) => (1.0, "y"),
            (Unit::Decade, Some(_)) => (10.0, "y"),
            (Unit::Century, Some(_)) => (100.0, "y"),
            (Unit::Decade, None) => (1.0, "decade"),
            (Unit::Century, None) => (1.0, "century"),
        };
        self.n.map_or_else(|| format!("?{name}"), |n| format!("{}{name}", n * scale))
    }

    /// The day that lies so far from `date`; `sign` is -1 for before.
    pub fn from(self, date: NaiveDate, sign: i64) -> Option<NaiveDate> {
        /// More than this many of anything is beyond any calendar.
        const MAX: f64 = 100_000.0;
        let n = self.n.filter(|n| *n >= 0.0 && *n < MAX && n.fract() == 0.0)? as i64 * sign;
        match self.unit {
            Unit::Minute | Unit::Hour | Unit::Weekend => None,
            Unit::Day => add_days(date, n),
            Unit::Week => add_days(date, n * 7),
            Unit::Fortnight => add_days(date, n * 14),
            Unit::Month => add_months(date, n),
            Unit::Quarter => add_months(date, n * 3),
            Unit::Year => add_months(date, n * 12),
            Unit::Decade => add_months(date, n * 120),
            Unit::Century => add_months(date, n * 1200),
        }
    }
}

/// “two weeks”, “14 days”, “a few months”, “a couple of years”; not “two-week”.
pub(super) fn amount(s: &Stretch, k: usize) -> Option<(usize, Amount)> {
    let (mut at, mut n) = if s.is_number(k) {
        (k + 1, Some(s.lower(k).replace(',', "").parse::<f64>().ok()?))
    } else if let Some(Word::Count(n)) = s.calendar(k) {
        match (s.calendar(k + 1), s.lower(k + 1)) {
            (Some(Word::Count(None)), _) => (k + 2, None),
            (Some(Word::Count(Some(ones))), _) if n == Some(1) => (k + 2, Some(f64::from(ones))),
            (_, "couple") => (s.skip(k + 2, "of"), Some(2.0)),
            (_, "-" | "‑") if n.is_some_and(|n| (20..100).contains(&n)) => match s.calendar(k + 2) {
                Some(Word::Count(Some(ones))) if ones < 10 => (k + 3, n.map(|n| f64::from(n + ones))),
                _ => return None,
            },
            _ => (k + 1, n.map(f64::from)),
        }
    } else {
        return None;
    };
    if s.is(at, "and") && s.is(at + 1, "a") && s.is(at + 2, "half") {
        (at, n) = (at + 3, n.map(|n| n + 0.5));
    }
    // “three more years”, “two full days”
    at = if s.any(at, &["more", "full", "short"]) { at + 1 } else { at };
    match s.calendar(at) {
        Some(Word::Unit(unit)) => Some((at + 1, Amount { n, unit })),
        _ => None,
    }
}

pub(super) fn add_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) }
}

pub(super) fn add_months(date: NaiveDate, months: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) }
}

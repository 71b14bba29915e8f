//! A time as people write it → [`Stamp`]: in file names, after `@`, in JSON.
//!
//! `2025-08-18T1941-0400` · `2025-08-18T19:41:05.25Z` · `2025-08-18 19-41` · `2025-08-18_194105+01:00` · `2025-08-18`.
//! Anything else is no stamp: a time guessed wrongly is worse than none.

use crate::revision::GivenTime;
use chrono::{DateTime, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use std::path::Path;

/// How exactly a stamp is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// A day.
    Day,
    /// A minute.
    Minute,
    /// A second, or a part of one.
    Second,
}

/// A day or time, with an offset from UTC where one is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The first moment it means, on the clock it is given in.
    pub local: NaiveDateTime,
    /// How exactly it is given.
    pub precision: Precision,
    /// How far that clock is ahead of UTC.
    pub offset: Option<FixedOffset>,
}

impl Stamp {
    /// Reads a stamp; `None` if `text` is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut scan = Scan(text.as_bytes());
        let (year, month, day) = scan.date()?;
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        if scan.0.is_empty() {
            return Some(Self { local: date.and_time(NaiveTime::MIN), precision: Precision::Day, offset: None });
        }
        if !scan.one_of(b"Tt_ ") {
            return None;
        }
        let (time, precision) = scan.time()?;
        let offset = scan.offset()?;
        scan.0.is_empty().then_some(Self { local: date.and_time(time), precision, offset })
    }

    /// Reads fourteen digits as web archives write them, in UTC: `20250818194100`.
    pub fn of_archive(digits: &str) -> Option<Self> {
        let digits = Some(digits).filter(|digits| digits.len() == 14 && digits.bytes().all(|b| b.is_ascii_digit()))?;
        let local = NaiveDateTime::parse_from_str(digits, "%Y%m%d%H%M%S").ok()?;
        Some(Self { local, precision: Precision::Second, offset: FixedOffset::east_opt(0) })
    }

    /// The last moment it means: the end of the day for a day, of the minute for a minute.
    pub fn last_moment(&self) -> NaiveDateTime {
        let length = match self.precision {
            Precision::Day => TimeDelta::days(1),
            Precision::Minute => TimeDelta::minutes(1),
            Precision::Second => return self.local,
        };
        self.local.checked_add_signed(length - TimeDelta::nanoseconds(1)).unwrap_or(self.local)
    }

    /// The instant it means: by its own offset, else by the clock of `zone`, else by UTC.
    pub fn instant(&self, zone: Option<Tz>) -> DateTime<FixedOffset> {
        at(self.local, self.offset, zone)
    }

    /// The same as a day or time that belongs to a revision.
    pub fn given(&self) -> GivenTime {
        let time = (self.precision != Precision::Day).then(|| self.local.time());
        GivenTime { date: self.local.date(), time, offset: self.offset }
    }
}

/// The stamp in a file's name, its extension left out.
pub fn of_file_name(name: &str) -> Option<Stamp> {
    let stem = Path::new(name).file_name()?.to_str()?;
    let (stem, extension) = stem.rsplit_once('.')?;
    (is_page_name(name) || extension.eq_ignore_ascii_case("txt")).then(|| Stamp::parse(stem).or_else(|| Stamp::of_archive(stem))).flatten()
}

/// Whether a file's name says that it is a page.
pub(super) fn is_page_name(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["html", "htm", "xhtml"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The instant a clock shows `local`. A time the clock showed twice is the first of them; a time it skipped is read on the
/// clock before the change.
pub(super) fn at(local: NaiveDateTime, offset: Option<FixedOffset>, zone: Option<Tz>) -> DateTime<FixedOffset> {
    let offset = offset.or_else(|| zone.map(|zone| offset_at(local, zone))).unwrap_or_else(|| Utc.fix());
    match offset.from_local_datetime(&local) {
        MappedLocalTime::Single(instant) | MappedLocalTime::Ambiguous(instant, _) => instant,
        // Only beyond the years chrono can count.
        MappedLocalTime::None => Utc.from_utc_datetime(&local).fixed_offset(),
    }
}

fn offset_at(local: NaiveDateTime, zone: Tz) -> FixedOffset {
    match zone.offset_from_local_datetime(&local) {
        MappedLocalTime::Single(offset) | MappedLocalTime::Ambiguous(offset, _) => offset.fix(),
        MappedLocalTime::None => {
            let earlier = local.checked_sub_signed(TimeDelta::days(1)).unwrap_or(local);
            zone.offset_from_utc_datetime(&earlier).fix()
        }
    }
}

/// What is left to read.
struct Scan<'a>(&'a [u8]);

impl Scan<'_> {
    fn date(&mut self) -> Option<(i32, u32, u32)> {
        let year = self.digits(4)?;
        self.one_of(b"-").then_some(())?;
        let month = self.digits(2)?;
        self.one_of(b"-").then_some(())?;
        Some((i32::try_from(year).ok()?, month, self.digits(2)?))
    }

    /// `1941`, `19:41`, `19-41`, with seconds in the same style, and parts of a second.
    fn time(&mut self) -> Option<(NaiveTime, Precision)> {
        let hour = self.digits(2)?;
        let separator = self.0.first().copied().filter(|b| matches!(b, b':' | b'-' | b'.'));
        self.0 = &self.0[usize::from(separator.is_some())..];
        let minute = self.digits(2)?;
        let has_seconds = match separator {
            // An offset begins with `-` too: `19-41-04` is seconds, `19-41-0400` and `19-41-04:00` are not.
            Some(b'-') => self.0.first() == Some(&b'-') && self.is_seconds_after_dash(),
            Some(separator) => self.0.first() == Some(&separator),
            None => self.0.first().is_some_and(u8::is_ascii_digit),
        };
        if !has_seconds {
            return Some((NaiveTime::from_hms_opt(hour, minute, 0)?, Precision::Minute));
        }
        self.0 = &self.0[usize::from(separator.is_some())..];
        let second = self.digits(2)?;
        let nano = self.fraction()?;
        // A leap second is the second before it: logs are not kept to that precision.
        Some((NaiveTime::from_hms_nano_opt(hour, minute, second.min(59), nano)?, Precision::Second)).filter(|_| second <= 60)
    }

    fn is_seconds_after_dash(&self) -> bool {
        let digits = self.0[1..].iter().take_while(|b| b.is_ascii_digit()).count();
        digits == 2 && self.0.get(3) != Some(&b':')
    }

    fn fraction(&mut self) -> Option<u32> {
        if !(self.0.len() > 1 && matches!(self.0[0], b'.' | b',') && self.0[1].is_ascii_digit()) {
            return Some(0);
        }
        let n = self.0[1..].iter().take_while(|b| b.is_ascii_digit()).count();
        let nano = self.0[1..=n].iter().chain(std::iter::repeat(&b'0')).take(9).fold(0, |sum, b| sum * 10 + u32::from(b - b'0'));
        self.0 = &self.0[1 + n..];
        Some(nano)
    }

    /// Nothing, `Z`, `+0100`, `-04:00`, `+01`. The outer `None` is an offset that is none.
    #[expect(clippy::option_option, reason = "no offset and a broken one are two answers")]
    fn offset(&mut self) -> Option<Option<FixedOffset>> {
        if self.0.is_empty() {
            return Some(None);
        }
        if self.one_of(b"Zz") {
            return Some(Some(Utc.fix()));
        }
        let is_west = self.0[0] == b'-';
        if !self.one_of(b"+-") {
            return None;
        }
        let hours = self.digits(2)?;
        self.one_of(b":");
        let minutes = if self.0.is_empty() { 0 } else { self.digits(2)? };
        if hours > 18 || minutes > 59 {
            return None;
        }
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
        FixedOffset::east_opt(if is_west { -seconds } else { seconds }).map(Some)
    }

    fn digits(&mut self, n: usize) -> Option<u32> {
        let digits = self.0.get(..n)?;
        self.0 = &self.0[n..];
        digits.iter().try_fold(0, |sum, b| b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0')))
    }

    fn one_of(&mut self, any: &[u8]) -> bool {
        let found = self.0.first().is_some_and(|b| any.contains(b));
        self.0 = &self.0[usize::from(found)..];
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = Stamp::parse(text).map_or_else(
            || "none".to_owned(),
            |s| format!("{} {:?} {}", s.local, s.precision, s.offset.map_or("no offset".to_owned(), |o| o.to_string())),
        );
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn stamps_as_people_write_them() {
        check("2025-08-18T1941-0400", "2025-08-18 19:41:00 Minute -04:00");
        check("2015-01-21T222231Z", "2015-01-21 22:22:31 Second +00:00");
        check("2025-08-18T19-41Z", "2025-08-18 19:41:00 Minute +00:00");
        check("2025-08-18T19-41-05Z", "2025-08-18 19:41:05 Second +00:00");
        check("2025-08-18T19-41-0400", "2025-08-18 19:41:00 Minute -04:00");
        check("2025-08-18T19-41-04:00", "2025-08-18 19:41:00 Minute -04:00");
        check("2025-08-18_19:41:05.25+01:00", "2025-08-18 19:41:05.250 Second +01:00");
        check("2025-08-18 1941", "2025-08-18 19:41:00 Minute no offset");
        check("2025-08-18", "2025-08-18 00:00:00 Day no offset");
        check("2016-12-31T23:59:60Z", "2016-12-31 23:59:59 Second +00:00");
    }

    #[test]
    fn anything_else_is_no_stamp() {
        for text in ["", "2025", "2025-13-01", "2025-02-30", "2025-08-18T", "2025-08-18T25:00", "2025-08-18T19:41+99:00", "notes"] {
            check(text, "none");
        }
        for text in ["2025-08-18T19:41 ET", "2025-08-18X1941", "２０２５-08-18", "2025-08-18T19:41:05+", "2025-08-18T19:41:61Z"] {
            check(text, "none");
        }
    }

    #[test]
    fn a_clock_that_goes_back_or_skips_still_gives_an_instant() {
        let new_york = Some(chrono_tz::America::New_York);
        let instant = |text: &str| Stamp::parse(text).expect("a stamp").instant(new_york).to_rfc3339();
        assert_eq!(instant("2025-08-18T1941"), "2025-08-18T19:41:00-04:00");
        assert_eq!(instant("2025-11-02T0130"), "2025-11-02T01:30:00-04:00", "shown twice");
        assert_eq!(instant("2025-03-09T0230"), "2025-03-09T02:30:00-05:00", "skipped");
    }
}

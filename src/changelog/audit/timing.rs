//! The time a notice gives, against when it was first seen and when the text was last seen without it.

use super::Timing;
use crate::changelog::Interval;
use crate::extract::NoticeTime;
use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone};

/// A time of day is given to the minute: 19:41 lasts until 19:42.
const MINUTE: i64 = 60;
/// A day that names no zone may have begun so much earlier or later: the zones of the world lie so far apart.
const ZONES: i64 = 14 * 3600;

/// Compares; and whether it holds only for the other reading.
pub(super) fn timing(time: Option<&NoticeTime>, seen: Interval) -> (Timing, bool) {
    let (Some(time), Some(first)) = (time, seen.with) else { return (Timing::Unknown, false) };
    let main = against(time.date, time.instant, seen.without, first);
    if matches!(main, Timing::Agrees(_)) {
        return (main, false);
    }
    let other = time.other.map(|other| against(other.date, other.instant, seen.without, first));
    match other {
        Some(other @ Timing::Agrees(_)) => (other, true),
        _ => (main, false),
    }
}

fn against(
    date: NaiveDate,
    instant: Option<DateTime<FixedOffset>>,
    last: Option<DateTime<FixedOffset>>,
    first: DateTime<FixedOffset>,
) -> Timing {
    let Some((from, to)) = instant.map(|at| (at.timestamp(), at.timestamp() + MINUTE)).or_else(|| day(date, first)) else {
        return Timing::Unknown;
    };
    let seen = first.timestamp();
    if from > seen {
        return Timing::SeenBefore(from - seen);
    }
    match last.map(|last| last.timestamp()) {
        Some(last) if last >= to => Timing::SeenWithoutLater(last - to),
        _ => Timing::Agrees(instant.map(|at| (seen - at.timestamp()).max(0))),
    }
}

/// The seconds between which a day lies, wherever in the world it is meant.
fn day(date: NaiveDate, seen: DateTime<FixedOffset>) -> Option<(i64, i64)> {
    let midnight = |date: NaiveDate| seen.offset().from_local_datetime(&date.and_time(NaiveTime::MIN)).single().map(|at| at.timestamp());
    Some((midnight(date)? - ZONES, midnight(date.checked_add_days(Days::new(1))?)? + ZONES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::OtherReading;
    use crate::span::Span;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).expect("a time")
    }

    fn says(text: &str) -> NoticeTime {
        let instant = at(text);
        NoticeTime {
            span: Span::default(),
            date: instant.date_naive(),
            time: Some(instant.time()),
            instant: Some(instant),
            zone: None,
            other: None,
        }
    }

    fn seen(without: &str, with: &str) -> Interval {
        Interval { without: Some(at(without)), with: Some(at(with)) }
    }

    #[test]
    fn a_time_is_held_against_the_interval() {
        let interval = seen("2031-08-18T19:28:00-04:00", "2031-08-18T19:52:00-04:00");
        let of = |time: &str| timing(Some(&says(time)), interval).0;
        assert_eq!(of("2031-08-18T19:41:00-04:00"), Timing::Agrees(Some(660)));
        assert_eq!(of("2031-08-18T19:28:00-04:00"), Timing::Agrees(Some(1440)), "19:28 lasts until 19:29");
        assert_eq!(of("2031-08-18T18:00:00-04:00"), Timing::SeenWithoutLater(5220));
        assert_eq!(of("2031-08-18T20:00:00-04:00"), Timing::SeenBefore(480));
        assert_eq!(timing(None, interval).0, Timing::Unknown);
        assert_eq!(timing(Some(&says("2031-08-18T19:41:00-04:00")), Interval::default()).0, Timing::Unknown);
    }

    #[test]
    fn a_day_is_a_day_anywhere() {
        let interval = seen("2031-08-18T01:00:00Z", "2031-08-18T05:00:00Z");
        let day = |day: u32| NoticeTime {
            date: NaiveDate::from_ymd_opt(2031, 8, day).expect("a day"),
            time: None,
            instant: None,
            ..says("2031-08-18T00:00:00Z")
        };
        assert_eq!(timing(Some(&day(17)), interval).0, Timing::Agrees(None));
        assert_eq!(timing(Some(&day(18)), interval).0, Timing::Agrees(None));
        assert!(matches!(timing(Some(&day(16)), interval).0, Timing::SeenWithoutLater(_)));
        assert!(matches!(timing(Some(&day(20)), interval).0, Timing::SeenBefore(_)));
    }

    #[test]
    fn the_other_reading_may_agree() {
        let interval = seen("2031-03-08T01:00:00Z", "2031-03-09T05:00:00Z");
        let other = NaiveDate::from_ymd_opt(2031, 3, 8).map(|date| OtherReading { date, instant: None });
        let time = NoticeTime {
            date: NaiveDate::from_ymd_opt(2031, 8, 3).expect("a day"),
            time: None,
            instant: None,
            other,
            ..says("2031-08-03T00:00:00Z")
        };
        assert_eq!(timing(Some(&time), interval), (Timing::Agrees(None), true));
    }
}

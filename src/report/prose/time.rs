//! Times as a reader wants them: `19:41 → 19:57, Aug. 18, 2025 (-04:00)`.
//!
//! The offset is the one the time was recorded with; nothing is converted.

use crate::extract::NoticeTime;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};

/// The months as newsrooms shorten them.
const MONTHS: [&str; 12] = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

/// `19:41, Aug. 18, 2025 (-04:00)`.
pub(in crate::report) fn moment(at: DateTime<FixedOffset>) -> String {
    format!("{}, {} ({})", clock(at.time(), false), day(at.date_naive()), offset(at))
}

/// From one time to the next, saying only once what they share.
pub(in crate::report) fn interval(from: DateTime<FixedOffset>, to: DateTime<FixedOffset>) -> String {
    if from.offset() != to.offset() {
        return format!("{} → {}", moment(from), moment(to));
    }
    let seconds = from.date_naive() == to.date_naive() && clock(from.time(), false) == clock(to.time(), false) && from != to;
    let (start, end) = (clock(from.time(), seconds), clock(to.time(), seconds));
    let (first, last, zone) = (from.date_naive(), to.date_naive(), offset(to));
    if first == last {
        format!("{start} → {end}, {} ({zone})", day(last))
    } else if first.year() == last.year() {
        format!("{start}, {} → {end}, {} ({zone})", day_of_year(first), day(last))
    } else {
        format!("{start}, {} → {end}, {} ({zone})", day(first), day(last))
    }
}

/// As much of a notice's time as it says.
pub(super) fn of_notice(at: &NoticeTime) -> String {
    match (at.instant, at.time) {
        (Some(instant), _) => moment(instant),
        (None, Some(time)) => format!("{}, {}", clock(time, false), day(at.date)),
        (None, None) => day(at.date),
    }
}

fn clock(time: NaiveTime, seconds: bool) -> String {
    let (h, m, s) = (time.hour(), time.minute(), time.second());
    if seconds { format!("{h:02}:{m:02}:{s:02}") } else { format!("{h:02}:{m:02}") }
}

fn day(date: NaiveDate) -> String {
    format!("{}, {}", day_of_year(date), date.year())
}

fn day_of_year(date: NaiveDate) -> String {
    format!("{} {}", MONTHS[date.month0() as usize % MONTHS.len()], date.day())
}

fn offset(at: DateTime<FixedOffset>) -> String {
    if at.offset().local_minus_utc() == 0 { "UTC".to_owned() } else { at.offset().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, expected: &str) {
        let [from, to] = [from, to].map(|t| DateTime::parse_from_rfc3339(t).expect("a time"));
        assert_eq!(interval(from, to), expected);
    }

    #[test]
    fn what_two_times_share_is_said_once() {
        check("2025-08-18T19:41:00-04:00", "2025-08-18T19:57:12-04:00", "19:41 → 19:57, Aug. 18, 2025 (-04:00)");
        check("2025-08-18T19:41:00Z", "2025-09-01T08:05:00Z", "19:41, Aug. 18 → 08:05, Sept. 1, 2025 (UTC)");
        check("2024-12-31T23:59:00Z", "2025-01-01T00:01:00Z", "23:59, Dec. 31, 2024 → 00:01, Jan. 1, 2025 (UTC)");
        check("2025-08-18T19:41:05Z", "2025-08-18T19:41:40Z", "19:41:05 → 19:41:40, Aug. 18, 2025 (UTC)");
        let apart = "19:41, Aug. 18, 2025 (UTC) → 21:57, Aug. 18, 2025 (+02:00)";
        check("2025-08-18T19:41:00Z", "2025-08-18T21:57:00+02:00", apart);
    }
}

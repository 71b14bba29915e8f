//! Instants as the database keeps them: whole microseconds of UTC, and the offset of the clock in minutes.

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeZone, Utc};

/// An instant as it is kept: two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kept {
    /// Microseconds since 1970-01-01 UTC.
    pub micros: i64,
    /// Minutes the clock was ahead of UTC.
    pub offset: i32,
}

impl Kept {
    /// Parts of a microsecond and of a minute of offset are cut: no clock that observes pages has them.
    pub fn of(at: DateTime<FixedOffset>) -> Self {
        Self { micros: at.timestamp_micros(), offset: at.offset().local_minus_utc() / 60 }
    }

    /// The instant; `None` where the columns hold what no calendar has.
    pub fn instant(self) -> Option<DateTime<FixedOffset>> {
        let offset = FixedOffset::east_opt(self.offset.checked_mul(60)?)?;
        let utc = Utc.timestamp_micros(self.micros).single()?;
        // Near the ends of chrono's years the local time may not exist.
        utc.naive_utc().checked_add_offset(offset)?;
        Some(utc.with_timezone(&offset))
    }
}

/// An instant as records write it: `2025-08-18T19:41:00-04:00`, with six digits of a fraction if it is not zero.
pub fn written(at: &DateTime<FixedOffset>) -> String {
    let format = if at.timestamp_subsec_micros() == 0 { SecondsFormat::Secs } else { SecondsFormat::Micros };
    at.to_rfc3339_opts(format, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        for text in ["2025-08-18T19:41:00-04:00", "1969-12-31T23:59:59.250000+05:30", "2025-08-18T19:41:00+00:00"] {
            let at = DateTime::parse_from_rfc3339(text).expect("a time");
            assert_eq!(Kept::of(at).instant().map(|at| written(&at)).as_deref(), Some(text));
        }
        assert_eq!(Kept { micros: i64::MAX, offset: 0 }.instant(), None);
        assert_eq!(Kept { micros: 0, offset: i32::MAX }.instant(), None);
        assert_eq!(Kept { micros: 0, offset: 2000 }.instant(), None);
    }
}

//! Times as other programs write them → instants.

use crate::ingest::Stamp;
use chrono::{DateTime, FixedOffset, TimeZone, Utc};
use chrono_tz::Tz;

/// Reads a time: ISO 8601 in its many spellings, seconds or milliseconds since 1970, fourteen digits as web archives
/// write them, or a mail date. Without an offset it is on the clock of `zone`, or UTC.
pub(super) fn parse(text: &str, zone: Option<Tz>) -> Option<DateTime<FixedOffset>> {
    let text = text.trim();
    if let Some(stamp) = Stamp::parse(text).or_else(|| Stamp::parse(&text.strip_suffix(" UTC")?.replace(' ', "T")).map(utc)) {
        return Some(stamp.instant(zone));
    }
    // diffengine’s and Django’s “2017-03-01 12:00:00 +0000”.
    if let Some((local, offset)) = text.rsplit_once(' ')
        && let Some(stamp) = Stamp::parse(&format!("{local}{offset}")).filter(|stamp| stamp.offset.is_some())
    {
        return Some(stamp.instant(zone));
    }
    epoch(text).or_else(|| Some(Stamp::of_archive(text)?.instant(None))).or_else(|| DateTime::parse_from_rfc2822(text).ok())
}

fn utc(stamp: Stamp) -> Stamp {
    Stamp { offset: FixedOffset::east_opt(0), ..stamp }
}

/// Seconds since 1970, possibly with a fraction, or milliseconds.
pub(super) fn epoch(text: &str) -> Option<DateTime<FixedOffset>> {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(seconds) || !is_number(fraction) {
        return None;
    }
    let value: i64 = seconds.parse().ok()?;
    let micros = match seconds.len() {
        9 | 10 => {
            let digits: String = fraction.chars().chain(std::iter::repeat('0')).take(6).collect();
            value * 1_000_000 + digits.parse::<i64>().ok()?
        }
        12 | 13 => value * 1000,
        _ => return None,
    };
    Some(Utc.timestamp_micros(micros).single()?.fixed_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_their_many_spellings() {
        for (text, expected) in [
            ("2025-08-18T19:41:00-04:00", "2025-08-18T19:41:00-04:00"),
            ("2025-08-18 19:41:05.250000", "2025-08-18T19:41:05.250+00:00"),
            ("2025-08-18 19:41:05 UTC", "2025-08-18T19:41:05+00:00"),
            ("2025-08-18 19:41:05 +0200", "2025-08-18T19:41:05+02:00"),
            ("1755546060", "2025-08-18T19:41:00+00:00"),
            ("1755546060.5", "2025-08-18T19:41:00.500+00:00"),
            ("1755546060000", "2025-08-18T19:41:00+00:00"),
            ("20250818194100", "2025-08-18T19:41:00+00:00"),
            ("Mon, 18 Aug 2025 19:41:00 -0400", "2025-08-18T19:41:00-04:00"),
        ] {
            assert_eq!(parse(text, None).map(|at| at.to_rfc3339()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "yesterday", "12", "2025", "99999999999999999999", "20251318194100", "2025-08-18T"] {
            assert_eq!(parse(text, None), None, "{text}");
        }
        let paris = parse("2025-08-18 19:41", Some(chrono_tz::Europe::Paris)).expect("a time");
        assert_eq!(paris.to_rfc3339(), "2025-08-18T19:41:00+02:00");
    }
}

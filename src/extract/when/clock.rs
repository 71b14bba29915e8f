//! Tokens → a time of day and its zone: “7:41 p.m. ET”, “5.30pm”, “16:40 GMT”, “noon”, “between 6 and 7 p.m.”
//!
//! “ET” is a zone, not an offset: it is kept as `America/New_York` and becomes an offset only with a day. “EST” is an
//! offset whatever the season. The abbreviations are data (`lexicon/zones.tsv`).
//!
//! Wrong where a paper writes “EST” and means the time in New York in July; it is read as it is written.

use super::Stretch;
use crate::text::calendar::Word;
use crate::text::fold;
use chrono::{DateTime, FixedOffset, LocalResult, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Which comes first in a date of three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Order {
    MonthDay,
    DayMonth,
}

/// A zone as written behind a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Zone {
    /// The zone, `None` for “local time”.
    pub zone: Option<Tz>,
    /// The offset, where the words fix it.
    pub offset: Option<FixedOffset>,
    /// How its papers write dates.
    pub order: Option<Order>,
}

impl Zone {
    /// A zone by its IANA name, as the publisher's own.
    pub fn of(zone: Tz) -> Self {
        Self { zone: Some(zone), offset: None, order: ZONES.orders.get(zone.name()).copied() }
    }

    /// The instant at which its clocks show a time. At a time they show twice, the first; at one they skip, none.
    pub fn instant(self, date: NaiveDate, time: NaiveTime) -> Option<DateTime<FixedOffset>> {
        let local = date.and_time(time);
        if let Some(offset) = self.offset {
            return offset.from_local_datetime(&local).single();
        }
        match self.zone?.from_local_datetime(&local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.fixed_offset()),
            LocalResult::None => None,
        }
    }

    /// The second instant at which its clocks show a time, in the night they go back.
    pub fn second_instant(self, date: NaiveDate, time: NaiveTime) -> Option<DateTime<FixedOffset>> {
        match self.zone.filter(|_| self.offset.is_none())?.from_local_datetime(&date.and_time(time)) {
            LocalResult::Ambiguous(_, second) => Some(second.fixed_offset()),
            _ => None,
        }
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Clock {
    /// The token after it.
    pub end: usize,
    pub time: NaiveTime,
    /// The end of a range: “between 6 and 7 p.m.”
    pub to: Option<NaiveTime>,
    pub zone: Option<Zone>,
}

/// How much it takes to read 16:40 as a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Strictness {
    /// A preposition or a zone: it could be a score.
    Text,
    /// Nothing: the place says it is a time.
    Stamp,
}

/// Reads a time of day that begins at token `k`.
pub(in crate::extract) fn clock(s: &Stretch, k: usize, strictness: Strictness) -> Option<Clock> {
    if let Some(Word::Clock(hour)) = s.calendar(k) {
        let (end, zone) = zone_after(s, k + 1);
        return Some(Clock { end, time: NaiveTime::from_hms_opt(hour, 0, 0)?, to: None, zone });
    }
    if !s.is_number(k) || s.is_glued(k) && !s.is(k - 1, "(") {
        return None;
    }
    let face = Face::read(s.lower(k))?;
    if let Some((end, later)) = half_day(s, k + 1) {
        let (end, zone) = zone_after(s, end);
        return Some(Clock { end, time: face.half(later)?, to: None, zone });
    }
    if let Some(range) = half_day_range(s, k, face) {
        return Some(range);
    }
    let after = s.lower(k + 1);
    if after == "uhr" || matches!(after, "o’clock" | "o'clock") && face.minute.is_none() {
        // “14 Uhr 30” is rare beside “14.30 Uhr”.
        return Some(Clock { end: k + 2, time: face.whole()?, to: None, zone: None });
    }
    // 14h30, as French papers write.
    if let Some(minutes) = after.strip_prefix('h').filter(|m| s.is_glued(k + 1) && m.len() != 1 && face.minute.is_none()) {
        let minute = if minutes.is_empty() { Some(0) } else { minutes.parse().ok() };
        let at = Face { minute, ..face };
        return Some(Clock { end: k + 2, time: at.whole()?, to: None, zone: None });
    }
    let (end, zone) = zone_after(s, k + 1);
    if let Some(hours) = face.military.filter(|_| zone.is_some()) {
        return Some(Clock { end, time: hours, to: None, zone });
    }
    let colon = s.lower(k).contains(':');
    let placed = strictness == Strictness::Stamp || AT.contains(&s.before(k));
    let says_time = face.minute.is_some() && (zone.is_some() || colon && placed);
    says_time.then(|| face.whole()).flatten().map(|time| Clock { end, time, to: None, zone })
}

/// What may stand before a bare 16:40.
const AT: &[&str] = &["at", "by", "until", "till", "from", "around", "before", "after", "about", "since", "to", "near"];

/// The digits of a clock.
#[derive(Clone, Copy)]
struct Face {
    hour: u32,
    minute: Option<u32>,
    /// 1640
    military: Option<NaiveTime>,
}

impl Face {
    fn read(digits: &str) -> Option<Self> {
        if digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) {
            let (hour, minute) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
            return NaiveTime::from_hms_opt(hour, minute, 0).map(|t| Self { hour, minute: None, military: Some(t) });
        }
        let (hour, minute) = match digits.split_once([':', '.']) {
            Some((hour, minute)) if minute.len() == 2 => (hour, Some(minute.parse().ok()?)),
            Some(_) => return None,
            None => (digits, None),
        };
        let hour = (hour.len() <= 2).then(|| hour.parse().ok()).flatten()?;
        (hour < 25 && minute.is_none_or(|m| m < 60)).then_some(Self { hour, minute, military: None })
    }

    fn whole(self) -> Option<NaiveTime> {
        NaiveTime::from_hms_opt(self.hour % 24, self.minute.unwrap_or(0), 0).filter(|_| self.military.is_none())
    }

    /// With a.m. or p.m. behind it.
    fn half(self, later: bool) -> Option<NaiveTime> {
        let hour = match self.hour {
            12 => u32::from(later) * 12,
            1..12 => self.hour + u32::from(later) * 12,
            // 13:30 pm: somebody converted it and kept the letters.
            _ => self.hour,
        };
        Self { hour, ..self }.whole()
    }
}

/// a.m., pm: where it ends and whether it is the later half.
fn half_day(s: &Stretch, k: usize) -> Option<(usize, bool)> {
    match s.lower(k) {
        "a.m." | "am" => Some((k + 1, false)),
        "p.m." | "pm" => Some((k + 1, true)),
        letter @ ("a" | "p") if s.is(k + 1, ".") && s.is(k + 2, "m") && s.is_glued(k + 1) && s.is_glued(k + 2) => {
            Some((k + 3, letter == "p"))
        }
        _ => None,
    }
}

/// “6 to 7 p.m.”, “9:30-11 a.m.”: the first takes its half of the day from the second.
fn half_day_range(s: &Stretch, k: usize, first: Face) -> Option<Clock> {
    let joined = s.is_dash(k + 1) || s.any(k + 1, &["to", "until", "till"]) || s.is(k + 1, "and") && s.is(k.wrapping_sub(1), "between");
    if !joined || !s.is_number(k + 2) || first.military.is_some() {
        return None;
    }
    let second = Face::read(s.lower(k + 2))?;
    let (end, later) = half_day(s, k + 3)?;
    let to = second.half(later)?;
    // “11-1 p.m.” begins in the morning.
    let time = first.half(later).filter(|t| *t < to).or_else(|| first.half(!later))?;
    let (end, zone) = zone_after(s, end);
    Some(Clock { end, time, to: Some(to), zone })
}

struct Zones {
    words: FxHashMap<&'static str, Zone>,
    orders: FxHashMap<&'static str, Order>,
    /// The most words a row has.
    longest: usize,
}

static ZONES: LazyLock<Zones> = LazyLock::new(|| {
    let mut zones = Zones { words: FxHashMap::default(), orders: FxHashMap::default(), longest: 1 };
    for [words, name, offset, order] in zone_rows() {
        let Some(zone) = read_zone([name, offset, order]) else { continue };
        zones.longest = zones.longest.max(words.split(' ').count());
        zones.words.insert(words, zone);
        if let Some(order) = zone.order {
            zones.orders.insert(name, order);
        }
    }
    zones
});

/// Whether words in lower case and without stops are listed as a zone: “edt”, “london time”.
pub(in crate::extract) fn names_zone(lower: &str) -> bool {
    ZONES.words.contains_key(lower)
}

fn zone_rows() -> impl Iterator<Item = [&'static str; 4]> {
    include_str!("../lexicon/zones.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or(""))
    })
}

fn read_zone([name, offset, order]: [&str; 3]) -> Option<Zone> {
    let zone = if name == "-" { None } else { Some(name.parse::<Tz>().ok()?) };
    let offset = if offset == "-" { None } else { Some(offset.parse::<FixedOffset>().ok()?) };
    let order = match order {
        "md" => Some(Order::MonthDay),
        "dm" => Some(Order::DayMonth),
        _ => None,
    };
    Some(Zone { zone, offset, order })
}

/// The zone behind a time that ends before token `k`, and where it ends; also in brackets.
pub(in crate::extract) fn zone_after(s: &Stretch, k: usize) -> (usize, Option<Zone>) {
    if s.is(k, "(") {
        return match zone_at(s, k + 1) {
            Some((end, zone)) if s.is(end, ")") => (end + 1, Some(zone)),
            _ => (k, None),
        };
    }
    zone_at(s, k).map_or((k, None), |(end, zone)| (end, Some(zone)))
}

fn zone_at(s: &Stretch, k: usize) -> Option<(usize, Zone)> {
    if !s.is_word(k) {
        return None;
    }
    let mut words = String::new();
    let mut best = None;
    for n in 0..ZONES.longest {
        let word = s.lower(k + n);
        if word.is_empty() {
            break;
        }
        if n > 0 {
            words.push(' ');
        }
        words.push_str(&fold::key(word));
        let shouted = n > 0 || s.is_upper(k);
        if let Some(zone) = ZONES.words.get(words.as_str()).filter(|_| shouted || words == "eastern") {
            best = Some((k + n + 1, own(*zone, &words, s.reference.zone)));
        }
    }
    let (end, zone) = best?;
    Some(offset_from(s, end, zone).unwrap_or((end, zone)))
}

/// Irish and Israeli papers mean their own IST: a publisher's zone decides among those that share an abbreviation.
fn own(zone: Zone, words: &str, publisher: Option<Tz>) -> Zone {
    const SHARED: &[(&str, Tz)] =
        &[("ist", Tz::Europe__Dublin), ("ist", Tz::Asia__Jerusalem), ("cst", Tz::Asia__Shanghai), ("ast", Tz::Asia__Riyadh)];
    match publisher {
        Some(own) if SHARED.contains(&(words, own)) => Zone::of(own),
        _ => zone,
    }
}

/// “GMT+1”, “UTC−05:00”.
fn offset_from(s: &Stretch, k: usize, zone: Zone) -> Option<(usize, Zone)> {
    let universal = matches!(s.before(k), "gmt" | "utc");
    let sign = if s.is(k, "+") {
        1
    } else if s.is_dash(k) {
        -1
    } else {
        return None;
    };
    if !universal || !s.is_glued(k) || !s.is_glued(k + 1) || !s.is_number(k + 1) {
        return None;
    }
    let face = Face::read(s.lower(k + 1))?;
    let seconds = (face.hour * 3600 + face.minute.unwrap_or(0) * 60).cast_signed() * sign;
    Some((k + 2, Zone { zone: None, offset: Some(FixedOffset::east_opt(seconds)?), order: zone.order }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Reference;
    use crate::text::Text;

    #[test]
    fn every_zone_can_be_read() {
        for [words, name, offset, order] in zone_rows() {
            assert!(read_zone([name, offset, order]).is_some(), "zones.tsv: {words}");
        }
    }

    /// The time that begins with the first number of `line`, as `from[-to] zone offset on 1 July 2031`.
    fn check(line: &str, expected: &str) {
        let text = Text::new(line);
        let reference = Reference::default();
        let s = Stretch::new(&text, 0..text.tokens().len(), &reference);
        let found = (0..text.tokens().len()).find_map(|k| clock(&s, k, Strictness::Text));
        let day = NaiveDate::from_ymd_opt(2031, 7, 1).expect("a day");
        let shown = found.map_or(String::from("none"), |c| {
            let to = c.to.map_or(String::new(), |t| t.format("-%H:%M").to_string());
            let zone = c.zone.map_or(String::new(), |z| {
                let at = z.instant(day, c.time).map_or(String::new(), |at| format!(" {}", at.offset()));
                format!("{}{at}", z.zone.map_or(String::new(), |z| format!(" {}", z.name())))
            });
            format!("{}{to}{zone}", c.time.format("%H:%M"))
        });
        assert_eq!(shown, expected, "{line}");
    }

    #[test]
    fn times_of_day() {
        for (line, expected) in [
            ("at 7:41 p.m. ET on", "19:41 America/New_York -04:00"),
            ("at 7:41 p.m. EST on", "19:41 America/New_York -05:00"),
            ("at 7:41 p.m. Eastern time", "19:41 America/New_York -04:00"),
            ("at 2 a.m.", "02:00"),
            ("from 5.30pm", "17:30"),
            ("16:40 GMT", "16:40 Europe/London +00:00"),
            ("at 16:40", "16:40"),
            ("1640 GMT", "16:40 Europe/London +00:00"),
            ("at 12:05 am BST", "00:05 Europe/London +01:00"),
            ("by noon PT", "12:00 America/Los_Angeles -07:00"),
            ("9 p.m. (ET)", "21:00 America/New_York -04:00"),
            ("9 p.m. IST", "21:00 Asia/Kolkata +05:30"),
            ("21:00 GMT+3", "21:00 +03:00"),
            ("21:00 CEST", "21:00 Europe/Paris +02:00"),
            ("9 p.m. AEST", "21:00 Australia/Sydney +10:00"),
            ("between 6 and 7 p.m.", "18:00-19:00"),
            ("11-1 p.m.", "11:00-13:00"),
            ("um 14.30 Uhr", "14:30"),
            ("à 14h30", "14:30"),
            ("at 5 o’clock", "05:00"),
            ("at 9:15 p.m local time", "21:15"),
            ("won 16:40", "none"),
            ("at 7 people", "none"),
            ("at 2.30 euros", "none"),
            ("about 45 pm", "none"),
            ("4 pt", "none"),
        ] {
            check(line, expected);
        }
    }
}

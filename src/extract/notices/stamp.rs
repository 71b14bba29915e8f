//! The time a notice gives for itself: behind its label, or behind “was amended”.
//!
//! A notice is full of dates that are not its own (“(Corrects date of vote to March 3)”): only those two places count.
//! Of several in one place the last holds.

use super::super::when::Stretch;
use super::super::when::clock::{self, Clock, Order, Strictness, Zone};
use super::super::when::day::{self, Day};
use super::words::{self, Label, Sign};
use crate::extract::{NoticeTime, OtherReading};
use crate::text::calendar::{Form, Word};
use chrono::{Datelike, Days, NaiveDate};
use std::ops::Range;

/// A time as written.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    start: usize,
    /// The token after it.
    pub end: usize,
    day: Option<Day>,
    /// Days that stand before that one: “on May 5 and May 10”, each with the token it begins at.
    earlier: Vec<(usize, Day)>,
    day_start: usize,
    /// Days from today.
    relative: Option<i64>,
    weekday: Option<u32>,
    clock: Option<Clock>,
}

/// At most this many small words and marks stand between the parts of a stamp.
const MAX_JOINTS: usize = 3;

impl Stamp {
    /// Reads a stamp from token `k` on.
    fn read(s: &Stretch, k: usize) -> Option<Self> {
        let mut stamp = Self { start: k, end: k, day: None, earlier: Vec::new(), day_start: k, relative: None, weekday: None, clock: None };
        let (mut at, mut joints) = (k, 0);
        while at < s.to && joints <= MAX_JOINTS {
            if at > k && words::line_ends(s, at - 1) {
                break;
            }
            if let Some(end) = stamp.part(s, at) {
                if stamp.end == k {
                    stamp.start = at;
                }
                (stamp.end, at, joints) = (end, end, 0);
            } else if s.calendar(at) == Some(Word::Joint)
                || s.any(at, &[",", "(", ")", "|", "·", "/", "as", "again", "further"])
                || s.is_dash(at)
            {
                (at, joints) = (at + 1, joints + 1);
            } else {
                break;
            }
        }
        if stamp.end > k && s.is(stamp.end, ")") && s.is(stamp.start.wrapping_sub(1), "(") {
            stamp.end += 1;
            stamp.start -= 1;
        }
        (stamp.day.is_some() || stamp.clock.is_some() || stamp.weekday.is_some() || stamp.relative.is_some()).then_some(stamp)
    }

    /// Reads one part; where it ends.
    fn part(&mut self, s: &Stretch, k: usize) -> Option<usize> {
        if let Some(day) = day::day(s, k).or_else(|| short_day(s, k)) {
            if let Some(before) = self.day.replace(day) {
                self.earlier.push((self.day_start, before));
            }
            self.day_start = k;
            return Some(day.end);
        }
        if let Some(clock) = clock::clock(s, k, Strictness::Stamp) {
            self.clock = Some(clock);
            return Some(clock.end);
        }
        if let Some(clock) = self.clock.as_mut().filter(|c| c.zone.is_none())
            && let (end, Some(zone)) = clock::zone_after(s, k)
        {
            clock.zone = Some(zone);
            return Some(end);
        }
        match s.calendar(k)? {
            Word::Weekday(n, form) => {
                self.weekday = Some(n);
                Some(if form == Form::Short { s.skip(k + 1, ".") } else { k + 1 })
            }
            Word::Day(days) => {
                self.relative = Some(days);
                Some(k + 1)
            }
            Word::Part(_) if self.end > self.start => Some(k + 1),
            _ => None,
        }
    }

    /// Resolves every day it gives against the reference; the last has its time of day and the words of the whole.
    pub fn resolve_all(&self, s: &Stretch) -> Vec<NoticeTime> {
        let day = |&(start, day): &(usize, Day)| {
            let alone = Self { start, end: day.end, day: Some(day), earlier: Vec::new(), day_start: start, clock: None, ..*self };
            alone.resolve(s)
        };
        self.earlier.iter().filter_map(day).chain(self.resolve(s)).collect()
    }

    /// Resolves the last day it gives.
    fn resolve(&self, s: &Stretch) -> Option<NoticeTime> {
        let reference = s.reference;
        let zone = self.clock.and_then(|c| c.zone);
        let publisher = reference.zone.map(Zone::of);
        let order = zone.and_then(|z| z.order).or_else(|| publisher.and_then(|z| z.order));
        let near = reference.date;
        let mut other_day = None;
        let date = match (self.day, self.relative, self.weekday) {
            // Nothing says which is which: with strokes, the month first.
            (Some(day), ..) => {
                let settled = day.ordered(order, near).or_else(|| day.ordered(Some(Order::MonthDay), near))?;
                let on = |day: Day| day.last_date(near).or_else(|| day.date(near));
                other_day = day.other_reading(settled, order).and_then(on);
                on(settled)?
            }
            (None, Some(days), _) => shift(near?, days)?,
            (None, None, Some(n)) => {
                let today = near?;
                shift(today, -i64::from((today.weekday().num_days_from_monday() + 7 - n % 7) % 7))?
            }
            (None, None, None) => near?,
        };
        let time = self.clock.map(|c| c.time);
        let own = zone.filter(|z| z.zone.is_some() || z.offset.is_some());
        let zone = own.or(publisher).or_else(|| reference.offset.map(|o| Zone { zone: None, offset: Some(o), order: None }));
        let instant = time.and_then(|time| zone?.instant(date, time));
        let name = zone.filter(|_| time.is_some()).and_then(|z| z.zone).map(|z| z.name());
        let on_other_day = other_day.map(|date| OtherReading { date, instant: time.and_then(|time| zone?.instant(date, time)) });
        let at_night = || time.and_then(|time| zone?.second_instant(date, time)).map(|at| OtherReading { date, instant: Some(at) });
        let other = on_other_day.or_else(at_night);
        Some(NoticeTime { span: s.text.span_of(self.start..self.end), date, time, instant, zone: name, other })
    }
}

fn shift(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) }
}

/// “8/18”: month and day, as only a stamp writes them.
fn short_day(s: &Stretch, k: usize) -> Option<Day> {
    let (a, b) = (s.int(k)?, s.int(k + 2)?);
    let glued = s.is(k + 1, "/") && s.is_glued(k + 1) && s.is_glued(k + 2) && !(s.is_glued(k + 3) && s.is(k + 3, "/"));
    let day = |month, day, either| Day { end: k + 3, year: None, month, day, either, dotted: false, last: None };
    match ((1..=12).contains(&a), (1..=12).contains(&b)) {
        _ if !glued || a == 0 || b == 0 || a > 31 || b > 31 => None,
        (true, true) => Some(day(a, b, a != b)),
        (true, false) => Some(day(a, b, false)),
        (false, true) => Some(day(b, a, false)),
        (false, false) => None,
    }
}

/// The stamp behind the label: “Update: 8/18/31, 7:41 p.m. ET: …”, “Correction (June 3): …”.
pub(super) fn first(s: &Stretch, label: &Label) -> Option<Stamp> {
    if label.kind.is_none() || label.advisory {
        return None;
    }
    let mut at = label.end;
    let mut colon = false;
    while at < s.to && (s.any(at, &[":", ",", "*", "_", "]", ")", ".", "/"]) || s.is_dash(at)) && !words::line_ends(s, at) {
        colon |= !s.is(at, ",");
        at += 1;
    }
    let stamp = Stamp::read(s, at)?;
    let after = stamp.end;
    let closed = after >= s.to || s.any(after, &[":", ".", "|", ")", "]", "*", ";"]) || s.is_dash(after) || words::line_ends(s, after - 1);
    // “Update: On 3 May the mayor said …” tells of that day; “Update: 2:45 p.m. Police say …” is one.
    let led = s.calendar(at) == Some(Word::Joint);
    let told = stamp.day.is_none() && stamp.clock.is_none();
    (closed || !led && !told && (s.is_capital(after) || !colon)).then_some(stamp)
}

/// Words that make the date behind “amended” somebody else's.
const SUBORDINATE: &[&str] = &["that", "which", "who", "because", "after", "when", "said", "if"];

/// The stamps behind “This article was amended on”, one a sentence.
pub(super) fn in_sentences(s: &Stretch, sentences: &[Range<usize>]) -> Vec<Stamp> {
    sentences.iter().filter_map(|r| in_sentence(s, r)).collect()
}

/// “was amended” stands within this many words of the beginning.
const REACH: usize = 14;

fn in_sentence(s: &Stretch, r: &Range<usize>) -> Option<Stamp> {
    let subject = s.any(r.start, &["it", "this", "correction", "corrected", "updated", "amended"])
        || words::has(s, &(r.start..r.end.min(r.start + 8)), Sign::Text)
        || (r.start..r.end.min(r.start + 3)).any(|k| s.any(k, &["correction", "clarification", "update", "corrections"]));
    let reach = r.start..r.end.min(r.start + REACH);
    if !subject {
        return None;
    }
    for k in reach {
        if s.any(k, SUBORDINATE) {
            return None;
        }
        let Some(end) = words::at(s, k, Sign::Done) else { continue };
        let passive =
            k == r.start || (1..=3).any(|n| k >= r.start + n && words::at(s, k - n, Sign::Be).is_some()) || s.any(k, &["jour", "wurde"]);
        if let Some(stamp) = Stamp::read(s, end).filter(|t| passive && t.end <= r.end) {
            return Some(stamp);
        }
    }
    None
}

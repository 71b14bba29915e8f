//! Tokens → [`DateMention`]s: days, clock times, and periods reckoned from now.
//!
//! A cheap look at each token asks whether a date can begin there; then the longest reading wins. What is said is
//! resolved against the day of the revision where that is given, and put into a comparable key, so that “on Monday”
//! and “on Aug. 18” compare equal and “within a month” and “within two weeks” do not. The distinctions are TimeML's
//! (Pustejovsky et al. 2003) cut down to what a reader of two revisions asks: when, not how long. Measured durations
//! (“for 14 months”, “a two-week strike”) and ages are quantities.
//!
//! Keys: `2031-08-18` a day, `08-18` one without a year and nothing to measure from, `2031-06-03..2031-06-05` a range,
//! `2031-08`, `2031`, `1990s`, `19c`, `2017-summer`, `2031-W33`; `weekday:mon`, `day:-1`, `week:-1` what could not be
//! resolved; `+14d` within two weeks, `-3y` three years ago, `past:14d` the past two weeks, `then+2d` two days later;
//! `/night`, `/late` a part; `T19:41[America/New_York]` a time behind a day, `19:41` one alone; `!sun` a weekday that
//! contradicts its date.
//!
//! A bare weekday is the most recent one, the reference day included, unless the sentence looks forward: `direction`
//! says how that is decided. A day without a year takes the nearest year.
//!
//! Laws: mentions do not overlap and stand in order; the same text and reference give the same keys.
//!
//! Wrong where a paper means the week after by “next Friday”, and where “in two weeks” without a future verb was one.

mod amount;
mod direction;
mod named;
mod relative;

use super::lexicon::Tag;
use super::when::Stretch;
use super::when::clock::{self, Clock, Strictness, Zone};
use super::when::day;
use super::words::Words;
use super::{DateMention, Reference};
use crate::text::TokenKind;
use crate::text::calendar::{self, Word};
use chrono::{NaiveDate, NaiveTime};
use std::ops::Range;

/// Finds dates, clock times and periods reckoned from now among `tokens`.
///
/// ```
/// use writethru::extract::{Reference, dates::dates, words::Words};
/// use writethru::text::Text;
///
/// let text = Text::new("The council voted late on Monday night to shut the bridge within two weeks.");
/// let words = Words::of(&text);
/// let found = dates(&words, 0..words.len(), &Reference::default());
/// let keys: Vec<&str> = found.iter().map(|d| d.key.as_str()).collect();
/// assert_eq!(keys, ["weekday:mon/night/late", "+14d"]);
/// ```
pub fn dates(words: &Words, tokens: Range<usize>, reference: &Reference) -> Vec<DateMention> {
    let text = words.text;
    let s = Stretch::new(text, tokens, reference);
    let mut mentions = Vec::new();
    let mut from = s.from;
    while let Some(k) = (from..s.to).find(|&k| can_begin(words, &s, k)) {
        let Some(found) = mention(&s, k) else {
            from = k + 1;
            continue;
        };
        if !found.key.is_empty() {
            let span = text.span_of(k..found.end);
            mentions.push(DateMention { span, from: found.from, to: found.to, time: found.time, key: found.key });
        }
        from = found.end;
    }
    mentions
}

/// Whether a date can begin with token `k`, by what it is.
fn can_begin(words: &Words, s: &Stretch, k: usize) -> bool {
    match s.text.tokens()[k].kind {
        TokenKind::Word => words.has(k, Tag::Dated),
        // The mark of ’90s.
        TokenKind::Punctuation => s.is_number(k + 1),
        TokenKind::Number => true,
        TokenKind::Symbol => false,
    }
}

/// Whether two mentions can mean the same: their keys agree, or one is a weekday nobody could resolve and the other a
/// day that can be that weekday, or only one of them names its zone.
pub fn could_be_same(a: &DateMention, b: &DateMention) -> bool {
    if a.key == b.key {
        return true;
    }
    let (bare_a, bare_b) = (without_zone(&a.key), without_zone(&b.key));
    let one_zone = (bare_a.len() == a.key.len()) != (bare_b.len() == b.key.len());
    if one_zone && bare_a == bare_b {
        return true;
    }
    let ((head_a, rest_a), (head_b, rest_b)) = (head(&a.key), head(&b.key));
    rest_a == rest_b && (weekday_fits(head_a, head_b, b.from) || weekday_fits(head_b, head_a, a.from))
}

/// `weekday:mon` and a day that is a Monday, or that has no year to say.
fn weekday_fits(weekday: &str, day: &str, date: Option<NaiveDate>) -> bool {
    let Some(name) = weekday.strip_prefix("weekday:") else { return false };
    let iso = day.len() == 10 && day.as_bytes()[4] == b'-';
    let yearless = day.len() == 5 && day.as_bytes()[2] == b'-';
    match date {
        Some(date) => iso && named::weekday_name(date) == name,
        None => yearless,
    }
}

fn without_zone(key: &str) -> &str {
    key.split('[').next().unwrap_or(key)
}

/// A key without its parts of day and times, and those.
fn head(key: &str) -> (&str, &str) {
    key.split_at(key.find(['/', 'T', '!']).unwrap_or(key.len()))
}

/// What was read from some token on.
struct Found {
    /// The token after it.
    end: usize,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    time: Option<NaiveTime>,
    /// Empty for a name that only looks like a date (“Super Tuesday”).
    key: String,
    /// Whether it is one day, to which a time of day can be added.
    one_day: bool,
}

impl Found {
    fn new(end: usize, key: String, days: Option<(NaiveDate, NaiveDate)>) -> Self {
        Self { end, from: days.map(|d| d.0), to: days.map(|d| d.1), time: None, key, one_day: false }
    }

    /// One day, by its date where that is known.
    fn day(end: usize, date: Option<NaiveDate>, unresolved: impl FnOnce() -> String) -> Self {
        let key = date.map_or_else(unresolved, |d| d.to_string());
        Self { one_day: true, ..Self::new(end, key, date.map(|d| (d, d))) }
    }

    /// With a part of it (“night”, “late”), ending at another token.
    fn part(mut self, end: usize, part: &str) -> Self {
        self.key.push('/');
        self.key.push_str(part);
        self.end = end;
        self
    }
}

/// The mention that begins at token `k`, with the time of day that belongs to it.
fn mention(s: &Stretch, k: usize) -> Option<Found> {
    if s.is_number(k) {
        if let Some(at) = clock::clock(s, k, Strictness::Text) {
            return Some(timed(s, at));
        }
        return number(s, k).map(|f| with_time(s, f));
    }
    match s.calendar(k) {
        Some(Word::Clock(_)) => clock::clock(s, k, Strictness::Text).map(|at| timed(s, at)),
        Some(said) => word(s, k, said).map(|f| with_time(s, f)),
        None => unlisted(s, k).map(|f| with_time(s, f)),
    }
}

/// A date that begins with a word of the calendar.
fn word(s: &Stretch, k: usize, said: Word) -> Option<Found> {
    match said {
        Word::Month(..) => named::holiday(s, k).or_else(|| dated(s, k)).or_else(|| named::month(s, k)),
        Word::Weekday(..) => named::weekday(s, k),
        Word::Season(_) => named::season(s, k),
        Word::Day(days) => relative::day(s, k, days),
        Word::Shift(_) => relative::shift(s, k),
        Word::Stage(_) => stage(s, k),
        Word::Within => relative::within(s, k),
        Word::Count(_) => relative::amount_from_now(s, k),
        Word::Ordinal(n) => named::quarter(s, k, n).or_else(|| named::holiday(s, k)),
        Word::Unit(unit) => relative::bare_unit(s, k, unit),
        Word::Clock(_) | Word::Part(_) | Word::Future | Word::Past | Word::Joint => None,
    }
}

/// Holidays, and the ’90s.
fn unlisted(s: &Stretch, k: usize) -> Option<Found> {
    if s.is_capital(k) { named::holiday(s, k) } else { named::short_decade(s, k) }
}

/// A date that begins with a number and is no clock time.
fn number(s: &Stretch, k: usize) -> Option<Found> {
    dated(s, k).or_else(|| named::decade(s, k)).or_else(|| relative::amount_from_now(s, k)).or_else(|| named::year(s, k, false))
}

/// A day by its date: “June 16, 2031”, “31/7/26”.
fn dated(s: &Stretch, k: usize) -> Option<Found> {
    let near = s.reference.date;
    let read = day::day(s, k)?;
    let order = s.reference.zone.and_then(|z| Zone::of(z).order);
    let Some(read) = read.ordered(order, near) else {
        let raw = s.text.span_of(k..read.end);
        return Some(Found::new(read.end, s.text.slice(raw).to_owned(), None));
    };
    let date = read.date(near);
    let yearless = |day: u32| match read.year {
        Some(year) => format!("{year}-{:02}-{day:02}", read.month),
        None => format!("{:02}-{day:02}", read.month),
    };
    let Some((last_day, list)) = read.last else {
        return Some(Found::day(read.end, date, || yearless(read.day)));
    };
    let last = read.last_date(near);
    let key = |day: u32, date: Option<NaiveDate>| date.map_or_else(|| yearless(day), |d| d.to_string());
    let joint = if list { "," } else { ".." };
    let key = format!("{}{joint}{}", key(read.day, date), key(last_day, last));
    Some(Found::new(read.end, key, date.zip(last)))
}

/// “late Sunday”, “mid-May”, “the end of the year”, “earlier this week”.
fn stage(s: &Stretch, k: usize) -> Option<Found> {
    let stage = s.lower(k);
    let bound = matches!(stage, "end" | "start" | "beginning" | "middle");
    let mut at = k + 1;
    if bound {
        if !s.is(at, "of") {
            return None;
        }
        at += 1;
    } else if s.is_dash(at) && s.is_glued(at) || s.any(at, &["on", "in"]) {
        at += 1;
    }
    let the = s.is(at, "the");
    at += usize::from(the);
    let base = match s.calendar(at) {
        Some(Word::Unit(unit)) if the => relative::this_unit(s, at, unit),
        Some(Word::Season(_)) if the || bound => named::season(s, at),
        Some(Word::Month(..)) => dated(s, at).or_else(|| named::month_led(s, at)),
        Some(said @ (Word::Weekday(..) | Word::Season(_) | Word::Day(_) | Word::Shift(_))) => word(s, at, said),
        Some(_) => None,
        None if s.is_number(at) => dated(s, at).or_else(|| named::decade(s, at)).or_else(|| named::year(s, at, true)),
        None => None,
    }?;
    let measured = base.key.starts_with(['+', '-']) || base.key.starts_with("then") || base.key.starts_with("past");
    if measured || base.key.is_empty() {
        return None;
    }
    let base = with_part(s, base);
    let end = base.end;
    Some(base.part(end, stage))
}

/// Adds “night” behind a day.
fn with_part(s: &Stretch, found: Found) -> Found {
    let end = found.end;
    match s.calendar(end) {
        Some(Word::Part(part)) if found.one_day && !found.key.contains('/') => found.part(end + 1, part),
        _ => found,
    }
}

/// What may stand between a day and its time: “Monday shortly after 2 a.m.”
const BEFORE_TIME: &[&str] = &[",", "at", "around", "about", "shortly", "just", "before", "after", "by", "from", "between"];

/// Adds the part of day and the time of day behind a day.
fn with_time(s: &Stretch, found: Found) -> Found {
    let mut found = with_part(s, found);
    if !found.one_day {
        return found;
    }
    let mut at = found.end;
    while at < found.end + 3 && s.any(at, BEFORE_TIME) {
        at += 1;
    }
    if let Some(clock) = clock::clock(s, at, Strictness::Text) {
        found.key.push('T');
        found.key.push_str(&clock_key(&clock));
        found.time = Some(clock.time);
        found.end = clock.end;
    }
    found
}

/// A time of day, with the day behind it where one stands there: “at 2 a.m. on Monday”.
fn timed(s: &Stretch, clock: Clock) -> Found {
    let mut at = s.skip(clock.end, ",");
    at = s.skip(at, "on");
    let day = match s.calendar(at) {
        Some(said @ (Word::Weekday(..) | Word::Day(_) | Word::Month(..))) => word(s, at, said),
        _ if s.is_number(at) => dated(s, at),
        _ => None,
    };
    let key = clock_key(&clock);
    match day.filter(|d| d.one_day && !d.key.is_empty()) {
        Some(day) => {
            let day = with_part(s, day);
            Found { key: format!("{}T{key}", day.key), time: Some(clock.time), one_day: false, ..day }
        }
        None => Found { time: Some(clock.time), ..Found::new(clock.end, key, None) },
    }
}

fn clock_key(clock: &Clock) -> String {
    let mut key = clock.time.format("%H:%M").to_string();
    if let Some(to) = clock.to {
        key.push_str(&to.format("..%H:%M").to_string());
    }
    match clock.zone {
        Some(Zone { zone: Some(zone), .. }) => key.push_str(&format!("[{}]", zone.name())),
        Some(Zone { offset: Some(offset), .. }) => key.push_str(&format!("[{offset}]")),
        _ => {}
    }
    key
}

/// The words of a holiday that stands at `k`: where it ends and what its day is.
fn holiday_at(s: &Stretch, k: usize) -> Option<(usize, &'static str)> {
    let same = |k: usize, word: &str| s.lower(k) == word || word == "'s" && matches!(s.lower(k), "’s" | "‘s" | "`s");
    let names = calendar::holidays(s.lower(k)).iter();
    names.filter(|(words, _)| words.iter().enumerate().all(|(n, w)| same(k + n, w))).map(|(words, day)| (k + words.len(), *day)).next()
}

#[cfg(test)]
mod tests;

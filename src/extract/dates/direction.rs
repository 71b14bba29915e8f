//! Whether a sentence looks forward or back from its date, and the weekday that follows from it.
//!
//! The nearest verb decides, the one before the date first: in “will close, it said on Monday” it is “said”, in “said
//! the vote would be held on Monday” it is “would”. “until”, “till” and “next” look forward, “since” and “last” back.

use super::super::when::Stretch;
use crate::text::calendar::Word;
use chrono::{Datelike, Days, NaiveDate};

/// Where a date lies from the day it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// On the day or before it.
    Back,
    /// On the day or after it.
    Forward,
    /// Before the day.
    Before,
    /// After the day.
    After,
}

/// How many tokens on each side can hold the verb a date belongs to.
const REACH: usize = 14;

/// The direction the sentence gives a date at token `k`, if it gives one.
pub(super) fn said(s: &Stretch, k: usize) -> Option<Direction> {
    match s.before(k) {
        "until" | "till" => return Some(Direction::Forward),
        "since" => return Some(Direction::Back),
        _ => {}
    }
    let before = (s.from.max(k.saturating_sub(REACH))..k).rev().find_map(|k| at(s, k));
    before.or_else(|| (k..s.to.min(k + REACH)).find_map(|k| at(s, k)))
}

/// What token `k` says of it.
fn at(s: &Stretch, k: usize) -> Option<Direction> {
    // “to be announced on Monday”, “will be held”: the participle says nothing.
    let participle = || s.any(k.wrapping_sub(1), &["be", "being"]);
    match s.calendar(k) {
        Some(Word::Future) => return Some(Direction::Forward),
        Some(Word::Past) if s.any(k, &["was", "were"]) && s.is(k + 1, "to") => return Some(Direction::Forward),
        // “had been”, “was due”: the word after says more.
        Some(Word::Past) if !participle() && s.calendar(k + 1) != Some(Word::Future) => return Some(Direction::Back),
        Some(_) => return None,
        None => {}
    }
    let word = s.lower(k);
    if s.any(k, &["is", "are"]) && s.is(k + 1, "to") || word.ends_with("ll") && word.contains(['’', '\'']) {
        return Some(Direction::Forward);
    }
    (word.len() > 4 && word.ends_with("ed") && s.is_word(k) && !s.is_capital(k) && !participle()).then_some(Direction::Back)
}

/// The day a weekday (0 is Monday) means.
pub(super) fn weekday(reference: NaiveDate, weekday: u32, direction: Direction) -> Option<NaiveDate> {
    let today = reference.weekday().num_days_from_monday();
    let back = u64::from((today + 7 - weekday % 7) % 7);
    let on = u64::from((weekday % 7 + 7 - today) % 7);
    match direction {
        Direction::Back => reference.checked_sub_days(Days::new(back)),
        Direction::Before => reference.checked_sub_days(Days::new(if back == 0 { 7 } else { back })),
        Direction::Forward => reference.checked_add_days(Days::new(on)),
        Direction::After => reference.checked_add_days(Days::new(if on == 0 { 7 } else { on })),
    }
}

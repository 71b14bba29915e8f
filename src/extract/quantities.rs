//! Tokens → [`Quantity`]s: counts, ranks, money, shares, ranges, results, durations and measures, with how exactly they are put.
//!
//! A figure, a number word or a sign of money begins a quantity; the scale and the unit are read forwards from it, the
//! approximator backwards, and two numbers that a dash or a word binds become one range, result or ratio. What words
//! mean stands in the tables of `lexicon/`; one look-up a word is all that a text without numbers costs.
//!
//! Laws: quantities stand in order, do not overlap, and do not touch what is taken; two with the same [`key`] have the
//! [`same_value`], however they are written; nothing is read outside of the given tokens.
//!
//! When it is wrong: “one” and “over” are often no quantity and no approximator (“over two days” is read as the time
//! it took); pounds are money unless something is weighed; a bare rising pair (“3-5”) is a range unless a word of
//! contests is near; “the toll rose from 12 to 15” is read as the range 12 to 15; round plurals and quantifiers stand
//! on a scale of our own (`numerals.tsv`).
//!
//! ```
//! use writethru::extract::quantities::{key, quantities};
//! use writethru::extract::words::Words;
//! use writethru::text::Text;
//!
//! let text = Text::new("At least 12 boats sank, and repairs will cost $1.1bn.");
//! let words = Words::of(&text);
//! let found = quantities(&words, 0..words.len(), &[]);
//! assert_eq!(text.slice(found[0].span), "At least 12");
//! assert_eq!(text.slice(found[1].span), "$1.1bn");
//! assert_eq!(key(&found[1]), "1100000000 USD");
//! ```

mod amount;
mod approximator;
mod lexicon;
mod number;
mod pair;
mod quantifier;
mod reader;
#[cfg(test)]
mod tests;

use super::lexicon::Tag;
use super::words::Words;
use super::{Approximation, Quantity};
use crate::span::Span;
use crate::text::TokenKind;
use amount::Amount;
use approximator::Approximator;
use lexicon::{Family, lexicon};
use number::Style;
use pair::Pair;
use reader::Reader;
use std::ops::Range;

/// The unit of quantifiers and of open counts without another: “most”, “several”.
const QUANTIFIER: &str = "quantifier";
/// The unit of results and votes.
const SCORE: &str = "score";
/// A round plural spans this many times its lowest number or more (“dozens”: 24 to 120); a range said as such spans less.
const VAGUE: f64 = 4.0;
/// Two values are the same if they differ by less than this part of them: what is lost in reading “1.1 billion”.
const SAME: f64 = 1e-9;

/// Finds the quantities among `tokens`; stretches inside `taken` (dates, sorted) are left alone.
pub fn quantities(words: &Words, tokens: Range<usize>, taken: &[Span]) -> Vec<Quantity> {
    let text = words.text;
    let mut found = Vec::new();
    let end = tokens.end.min(text.tokens().len());
    let mut from = tokens.start;
    while from < end {
        let at = text.tokens()[from].start();
        // the free stretch up to the next that is taken
        let next = taken.get(taken.partition_point(|t| t.end <= at));
        let (to, then) = next.map_or((end, end), |t| {
            let ending = from + text.tokens()[from..end].partition_point(|token| token.end() <= t.start);
            (ending, ending + text.tokens()[ending..end].partition_point(|token| token.start() < t.end))
        });
        read(&mut Reader { text, lexicon: lexicon(), from, to }, words, &mut found);
        from = then.max(from + 1);
    }
    found
}

/// The words that count, by themselves.
pub(super) fn numerals() -> impl Iterator<Item = &'static str> {
    lexicon().numerals.keys().copied()
}

/// Reads a stretch.
fn read(reader: &mut Reader<'_>, words: &Words, found: &mut Vec<Quantity>) {
    let mut k = reader.from;
    let mut after_score = None;
    while k < reader.to {
        let begins = match reader.text.tokens()[k].kind {
            TokenKind::Word => words.has(k, Tag::Numeral),
            TokenKind::Number => true,
            TokenKind::Symbol => reader.lexicon.currencies.contains_key(reader.word(k)),
            TokenKind::Punctuation => false,
        };
        if !begins {
            k += 1;
            continue;
        }
        let joins = after_score.is_some_and(|end| k <= end + 2);
        match quantity(reader, k, joins) {
            Ok((quantity, end)) => {
                after_score = (quantity.unit.as_deref() == Some(SCORE)).then_some(end);
                found.push(quantity);
                reader.from = end;
                k = end;
            }
            Err(next) => k = next.max(k + 1),
        }
    }
}

/// The quantity that begins at token `k` and the token behind it, or where to look on.
fn quantity(reader: &Reader<'_>, k: usize, after_score: bool) -> Result<(Quantity, usize), usize> {
    let mut amount = reader.amount(k)?;
    let approximator = reader.approximator(amount.start);
    let start = approximator.map_or(amount.start, |a| a.start);
    let between = reader.back(start, 1) == "between";
    let mut paired = false;
    match reader.pair(&amount, between, after_score) {
        Some(Pair::Skip(end)) => return Err(end),
        Some(Pair::Range(range)) => (amount, paired) = (range, true),
        Some(Pair::Score(score)) => (amount, paired) = (score, true),
        Some(Pair::Apart(apart)) => amount = apart,
        None => {}
    }
    let approximator = approximator.filter(|a| speaks(a, &amount));
    if !counts(reader, &amount, approximator, paired) {
        return Err(amount.end.max(k + 1));
    }
    let mut quantity = build(reader, &amount, approximator);
    if between && paired {
        quantity.span = reader.span(start - 1, amount.end);
    }
    Ok((quantity, amount.end))
}

/// Whether the approximator means this amount: “over one” and “over three days” do not say more than.
fn speaks(approximator: &Approximator, amount: &Amount) -> bool {
    let small =
        amount.low <= 1.0 && amount.low.fract() == 0.0 && amount.unit.is_none() && amount.scale == 1.0 && amount.style != Style::Article;
    let time = amount.family == Some(Family::Time) && amount.style != Style::Article;
    match amount.style {
        Style::Ordinal => false,
        Style::Quantifier => matches!(approximator.says, Approximation::Nearly),
        _ => !(small && approximator.not_small || time && approximator.not_time),
    }
}

/// Whether the amount is a quantity at all, and not a year, a clock time or a pronoun.
fn counts(reader: &Reader<'_>, amount: &Amount, approximator: Option<Approximator>, paired: bool) -> bool {
    let end = amount.end;
    if amount.family == Some(Family::Clock) {
        return false;
    }
    if amount.style == Style::Article {
        return amount.scale > 1.0 || approximator.is_some() && matches!(amount.family, Some(Family::Time | Family::Measure));
    }
    if amount.is_year {
        // “1200 people”, “more than 2000 people”; “around 2010” and “the 2010 elections” are years
        let old = amount.low < 1900.0 && !matches!(reader.back(amount.start, 1), "in" | "since" | "the" | "of" | "until" | "from");
        let many = approximator.is_some_and(|a| a.says != Approximation::About || !a.not_small);
        return (old || many) && reader.plural_follows(end);
    }
    let is_one = amount.low == 1.0 && amount.style == Style::Words && amount.scale == 1.0 && amount.unit.is_none();
    if is_one && !paired && amount.after.is_none() && approximator.is_none() {
        let noun = reader.is(end, TokenKind::Word) && !reader.is_glued(end) && !reader.word(end).ends_with("ly");
        return noun && reader.numeral(amount.start).is_some_and(|n| !reader.is_trap(amount.start, n));
    }
    true
}

fn build(reader: &Reader<'_>, amount: &Amount, approximator: Option<Approximator>) -> Quantity {
    let open = matches!(amount.style, Style::Quantifier) || amount.style == Style::Vague && amount.scale == 1.0 && amount.low < amount.high;
    let unit = match amount.style {
        Style::Times => Some("times"),
        _ if amount.unit.is_none() && open => Some(QUANTIFIER),
        _ => amount.unit,
    };
    // “a couple of days” is about two
    let couple = amount.style == Style::Vague && amount.low == amount.high;
    let own = if couple { Approximation::About } else { Approximation::Exact };
    Quantity {
        span: reader.span(approximator.map_or(amount.start, |a| a.start), amount.end),
        low: amount.low.min(amount.high),
        high: amount.low.max(amount.high),
        unit: unit.map(str::to_owned),
        ordinal: amount.style == Style::Ordinal,
        falling: amount.low > amount.high,
        approximation: approximator.map(|a| a.says).or(amount.after).unwrap_or(own),
    }
}

/// Whether two quantities are put more or less exactly than each other. “Dozens” is no more exact than “at least 300”:
/// what stands for a wide span of numbers says nothing of how well they are known.
pub fn differ_in_approximation(a: &Quantity, b: &Quantity) -> bool {
    let vague = |q: &Quantity| q.unit.as_deref() == Some(QUANTIFIER) || q.high > q.low * VAGUE && q.approximation == Approximation::Exact;
    a.approximation != b.approximation && !vague(a) && !vague(b)
}

/// Whether two quantities have the same value in the same unit, however exactly they are put.
pub fn same_value(a: &Quantity, b: &Quantity) -> bool {
    let close = |a: f64, b: f64| (a - b).abs() <= SAME * a.abs().max(b.abs());
    // “$0.40” and “40 cents”: cents of whatever currency stands on the other side
    let in_cents = |cents: &Quantity, money: &Quantity| {
        cents.unit.as_deref() == Some("cent")
            && money.unit.as_deref().is_some_and(is_currency)
            && close(cents.low, money.low * 100.0)
            && close(cents.high, money.high * 100.0)
    };
    // “half” and “50 percent”
    let in_percent = |share: &Quantity, percent: &Quantity| {
        share.unit.is_none()
            && share.low < 1.0
            && percent.unit.as_deref() == Some("percent")
            && close(share.low * 100.0, percent.low)
            && close(share.high * 100.0, percent.high)
    };
    if in_cents(a, b) || in_cents(b, a) || in_percent(a, b) || in_percent(b, a) {
        return true;
    }
    close(a.low, b.low) && close(a.high, b.high) && a.unit == b.unit && a.ordinal == b.ordinal && a.falling == b.falling
}

/// Whether a unit is a currency's ISO code.
fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}

/// A comparable form of a quantity, without how exactly it is put: `16`, `#3`, `1100000000 USD`, `2..3 day`.
pub fn key(quantity: &Quantity) -> String {
    // ten digits, so that what reading lost does not tell two apart; a whole number of so many is exact
    let rounded = |v: f64| match v.fract() == 0.0 && v.abs() < 1e10 {
        true => v + 0.0,
        false => format!("{v:.9e}").parse::<f64>().unwrap_or(v) + 0.0,
    };
    let (first, second) = quantity.as_written();
    let (low, high) = (rounded(first), rounded(second));
    let rank = if quantity.ordinal { "#" } else { "" };
    let mut key = if low == high { format!("{rank}{low}") } else { format!("{rank}{low}..{high}") };
    if quantity.unit.as_deref() == Some(SCORE) && low == high {
        key = format!("{low}..{high}");
    }
    if let Some(unit) = &quantity.unit {
        key.push(' ');
        key.push_str(unit);
    }
    key
}

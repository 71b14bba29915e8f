//! Digits and number words → a value: `1,200`, `3 000`, `2½`, `forty-one`, `one hundred and five`, `two-thirds`,
//! `several`, `tens of thousands`, `3rd`.
//!
//! `Err(k)` says that no number stands there, and from which token to look on.

use super::lexicon::{Kind, Numeral};
use super::reader::{Reader, is_determiner};
use crate::text::{Case, TokenKind};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Digits,
    Words,
    /// A small count left open: several, a few.
    Vague,
    /// A round plural: hundreds, tens of thousands.
    Plural,
    /// A part of one: half, two-thirds.
    Part,
    /// twice, doubled
    Times,
    Ordinal,
    /// all, most, some
    Quantifier,
    /// “a” before a unit.
    Article,
}

/// A value and the token behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) end: usize,
    pub(super) style: Style,
    /// Four digits that may be a year.
    pub(super) is_year: bool,
}

/// Round plurals stand for so many of the value: “dozens” is two dozen to ten dozen.
const PLURAL: (f64, f64) = (2.0, 10.0);
/// Figures with more characters than this are telephone numbers and the like.
const MAX_DIGITS: usize = 19;
/// Four bare digits from here to there are a year unless something says otherwise.
const YEARS: std::ops::RangeInclusive<f64> = 1000.0..=2100.0;

impl Number {
    pub(super) fn new(low: f64, high: f64, end: usize, style: Style) -> Self {
        Self { low, high, end, style, is_year: false }
    }
}

impl Reader<'_> {
    /// The number that begins at token `k`.
    pub(super) fn number(&self, k: usize) -> Result<Number, usize> {
        if self.is_inside_compound(k) {
            return Err(k + 1);
        }
        if self.is(k, TokenKind::Number) {
            return self.digits(k);
        }
        let numeral = self.numeral(k).ok_or(k + 1)?;
        if numeral.kind != Kind::Unit && self.is_trap(k, numeral) {
            return Err(k + 1);
        }
        // Ground Zero, Formula One, Zero Hour
        let capital = |k: usize| self.is(k, TokenKind::Word) && self.case(k) != Case::Lower;
        if numeral.kind == Kind::Unit && numeral.low <= 1.0 && capital(k) && (k > 0 && capital(k - 1) || capital(k + 1)) {
            return Err(k + 1);
        }
        let at = |style| Number::new(numeral.low, numeral.high, k + 1, style);
        match numeral.kind {
            Kind::Unit | Kind::Tens => Ok(self.worded(k, 0.0)),
            Kind::Dozen if is_determiner(self.back(k, 1)) => Ok(at(Style::Words)),
            Kind::Glyph => Ok(at(Style::Part)),
            Kind::Times => Ok(at(Style::Times)),
            Kind::DoubleThe if is_determiner(self.word(k + 1)) => Ok(at(Style::Times)),
            Kind::Ordinal => self.ordinal(k, numeral.low),
            Kind::Plural => Ok(self.round_plural(k)),
            Kind::PluralOf if self.word(k + 1) == "of" => Ok(self.round_plural(k)),
            Kind::Vague => self.vague(k, k, numeral),
            Kind::Fraction if self.is_part(k, k + 1, numeral) => Ok(Number::new(1.0 / numeral.low, 1.0 / numeral.low, k + 1, Style::Part)),
            Kind::Quantifier => self.quantifier(k, numeral),
            Kind::Article => self.after_article(k),
            _ => Err(k + 1),
        }
    }

    /// Whether the words around token `k` say that it is no quantity.
    pub(super) fn is_trap(&self, k: usize, numeral: &Numeral) -> bool {
        let before = self.back(k, 1);
        let next = self.past_hyphen(k + 1);
        numeral.not_after.contains(&before)
            || numeral
                .not_before
                .iter()
                .any(|(first, second)| self.word(next) == *first && second.is_none_or(|second| self.word(next + 1) == second))
    }

    /// A figure in digits.
    fn digits(&self, k: usize) -> Result<Number, usize> {
        if let Some((value, end)) = self.slashed(k) {
            return Ok(Number::new(value, value, end, Style::Part));
        }
        // 9/11, 24/7
        if self.word(k + 1) == "/" && self.is_glued(k + 1) && self.is_glued(k + 2) && self.is(k + 2, TokenKind::Number) {
            return Err(self.past_compound(k));
        }
        let written = self.word(k);
        let value = parse(written).ok_or_else(|| self.past_compound(k))?;
        let mut number = Number::new(value, value, k + 1, Style::Digits);
        number.is_year = written.len() == 4 && YEARS.contains(&value) && value.fract() == 0.0;
        while number.low < 1e12 && self.is_group(number.end) {
            let group: f64 = self.word(number.end).parse().map_err(|_| k + 1)?;
            number.low = number.low * 1000.0 + group;
            number.end += 1;
            number.is_year = false;
        }
        match self.numeral(number.end).filter(|_| self.is_glued(number.end)) {
            Some(n) if n.kind == Kind::Glyph => (number.low, number.end) = (number.low + n.low, number.end + 1),
            Some(n) if n.kind == Kind::Suffix => (number.style, number.end, number.is_year) = (Style::Ordinal, number.end + 1, false),
            _ => {}
        }
        if let Some((part, end)) = self.slashed(number.end).filter(|_| !self.is_glued(number.end)) {
            (number.low, number.end) = (number.low + part, end);
        }
        number.low = self.and_part(number.low, &mut number.end);
        number.high = number.low;
        if number.style == Style::Digits { Ok(self.of_parts(number)) } else { Ok(number) }
    }

    /// Whether token `k` goes on with the figure before it, behind a narrow or unbreakable space.
    fn is_group(&self, k: usize) -> bool {
        if k == 0
            || !self.is(k, TokenKind::Number)
            || self.word(k).len() != 3
            || self.back(k, 1).len() > 3
            || self.back(k, 1).contains([',', '.'])
        {
            return false;
        }
        let text = self.text;
        let gap = &text.as_str()[text.tokens()[k - 1].end()..text.tokens()[k].start()];
        matches!(gap, "\u{A0}" | "\u{2009}" | "\u{202F}" | "\u{2007}") || gap == " " && self.word(k) == "000"
    }

    /// `1/2`, `3/4`: a part written with a slash.
    fn slashed(&self, k: usize) -> Option<(f64, usize)> {
        if self.word(k + 1) != "/" || !self.is_glued(k + 1) || !self.is_glued(k + 2) || self.is_glued(k + 3) && self.word(k + 3) == "/" {
            return None;
        }
        let (part, whole): (f64, f64) = (self.word(k).parse().ok()?, self.word(k + 2).parse().ok()?);
        let usual = matches!(self.word(k + 2), "2" | "3" | "4" | "5" | "6" | "8" | "10" | "16");
        (usual && part >= 1.0 && part < whole).then_some((part / whole, k + 3))
    }

    /// Number words from token `k` on; `seed` is what “a” before them counts for.
    fn worded(&self, k: usize, seed: f64) -> Number {
        let (mut total, mut group, mut end) = (0.0, seed, k);
        let mut last = if seed > 0.0 { Kind::Unit } else { Kind::Article };
        let mut below = f64::INFINITY; // scales come in falling order
        let mut at = k;
        let mut style = Style::Words;
        while let Some(n) = self.numeral(at) {
            match (n.kind, last) {
                (Kind::Unit, Kind::Article | Kind::Hundred | Kind::Scale) => group += n.low,
                (Kind::Unit, Kind::Tens) if (1.0..10.0).contains(&n.low) => group += n.low,
                (Kind::Tens, Kind::Article | Kind::Hundred | Kind::Scale) => group += n.low,
                (Kind::Hundred, Kind::Unit | Kind::Tens) if group < 100.0 => group *= n.low,
                (Kind::Scale, Kind::Unit | Kind::Tens | Kind::Hundred) if n.low < below => {
                    (total, group, below) = (total + group * n.low, 0.0, n.low);
                }
                (Kind::Ordinal, Kind::Tens) if n.low < 10.0 && self.is_hyphen(at - 1) => {
                    (group, end, style) = (group + n.low, at + 1, Style::Ordinal);
                    break;
                }
                _ => break,
            }
            (last, end) = (n.kind, at + 1);
            at = self.past_hyphen(end);
            // “one hundred and five”, but not “one hundred and two hundred”
            if matches!(last, Kind::Hundred | Kind::Scale) && self.word(at) == "and" {
                let small = |k: usize| self.numeral(k).is_some_and(|n| matches!(n.kind, Kind::Unit | Kind::Tens));
                let large = |k: usize| self.numeral(k).is_some_and(|n| matches!(n.kind, Kind::Hundred | Kind::Scale));
                if small(at + 1) && !large(at + 2) {
                    at += 1;
                }
            }
        }
        let mut value = total + group;
        if style == Style::Words {
            value = self.and_part(value, &mut end);
        }
        let number = Number::new(value, value, end, style);
        if style == Style::Words { self.of_parts(number) } else { number }
    }

    /// “two **and a half**”: the value with the part added, and `end` moved behind it.
    fn and_part(&self, value: f64, end: &mut usize) -> f64 {
        let and = self.past_hyphen(*end);
        let article = self.past_hyphen(and + 1);
        if self.word(and) != "and" || !matches!(self.word(article), "a" | "an" | "one") {
            return value;
        }
        let part = self.past_hyphen(article + 1);
        match self.numeral(part) {
            Some(n) if n.kind == Kind::Fraction => {
                *end = part + 1;
                value + 1.0 / n.low
            }
            _ => value,
        }
    }

    /// “two**-thirds**”, “one **quarter** of”: the number divided, if parts stand behind it.
    fn of_parts(&self, number: Number) -> Number {
        let at = self.past_hyphen(number.end);
        let is_one = number.low == 1.0;
        let said = at > number.end || self.word(at + 1) == "of";
        match self.numeral(at) {
            Some(n) if n.kind == Kind::Fraction && number.low < n.low && (said || n.low != 4.0 && self.word(at).ends_with('s')) => {}
            Some(n) if n.kind == Kind::Ordinal && n.low > 2.0 && is_one && said => {}
            _ => return number,
        }
        let value = self.numeral(at).map_or(number.low, |n| number.low / n.low);
        Number::new(value, value, at + 1, Style::Part)
    }

    /// “hundreds”, “tens of thousands”.
    fn round_plural(&self, k: usize) -> Number {
        let (mut value, mut end) = (1.0, k);
        let mut at = k;
        while let Some(n) = self.numeral(at).filter(|n| matches!(n.kind, Kind::Plural | Kind::PluralOf) && value < 1e15) {
            value *= n.low;
            end = at + 1;
            at = end + usize::from(self.word(end) == "of");
        }
        Number::new(PLURAL.0 * value, PLURAL.1 * value, end, Style::Plural)
    }

    /// “several”, “a few”: from token `start`, the word itself at `k`.
    fn vague(&self, start: usize, k: usize, numeral: &Numeral) -> Result<Number, usize> {
        let of = self.word(k + 1) == "of";
        let counts = match self.word(k) {
            "few" if start == k => {
                // “the past few days” is a few; “few voters” is a share
                if !is_determiner(self.back(k, 1)) && !matches!(self.back(k, 1), "past" | "last" | "next" | "first") {
                    return if self.plural_follows(k + 1) { Ok(Number::new(0.01, 0.1, k + 1, Style::Quantifier)) } else { Err(k + 1) };
                }
                true
            }
            "handful" => of,
            "couple" => {
                of || self.numeral(k + 1).is_some() || self.lexicon.units.contains_key(self.word(k + 1)) || self.word(k + 1) == "more"
            }
            _ => true,
        };
        if counts { Ok(Number::new(numeral.low, numeral.high, k + 1, Style::Vague)) } else { Err(k + 1) }
    }

    /// What “a” or “an” at token `k` begins: “a hundred”, “a few”, “a third of”, “a week”.
    fn after_article(&self, k: usize) -> Result<Number, usize> {
        let Some(n) = self.numeral(k + 1) else {
            return Ok(Number::new(1.0, 1.0, k + 1, Style::Article));
        };
        match n.kind {
            _ if self.is_trap(k + 1, n) => Err(k + 1),
            Kind::Hundred | Kind::Scale => Ok(self.worded(k + 1, 1.0)),
            Kind::Dozen => Ok(Number::new(n.low, n.low, k + 2, Style::Words)),
            Kind::Vague => self.vague(k, k + 1, n).map_err(|_| k + 2),
            Kind::Fraction | Kind::Ordinal if n.low > 1.0 && self.word(k + 1) != "second" && self.is_part(k, k + 2, n) => {
                Ok(Number::new(1.0 / n.low, 1.0 / n.low, k + 2, Style::Part))
            }
            _ => Err(k + 1),
        }
    }

    /// A rank in words. “first” is one only behind a word that makes it an adjective: “first, he ran” is none.
    fn ordinal(&self, k: usize, value: f64) -> Result<Number, usize> {
        let before = self.back(k, 1);
        let adjective = is_determiner(before) || matches!(before, "in" | "and" | "or");
        let adverb = self.word(k + 1) == "," && !adjective;
        if value == 1.0 && !adjective || adverb { Err(k + 1) } else { Ok(Number::new(value, value, k + 1, Style::Ordinal)) }
    }

    /// Whether the part that begins at `start` and ends before `end` is one: “a third of”, not “a third man”.
    fn is_part(&self, start: usize, end: usize, numeral: &Numeral) -> bool {
        let next = self.word(end);
        let shared =
            matches!(next, "of" | "more" | "less" | "fewer" | "higher" | "lower" | "larger" | "smaller") || self.back(start, 1) == "by";
        if numeral.low == 2.0 {
            let then = self.past_hyphen(end);
            let scale = self.numeral(then).is_some_and(|n| matches!(n.kind, Kind::Scale | Kind::Dozen));
            let unit = (then > end || start + 1 < end) && self.lexicon.units.contains_key(self.word(then));
            return shared || scale || unit || is_determiner(next) || next == "as" || self.approximator(start).is_some();
        }
        let unit_article = numeral.low == 4.0 && self.is_hyphen(end) && self.lexicon.units.contains_key(self.word(end + 1));
        shared || unit_article || self.approximator(start).is_some()
    }
}

/// The value of a token in digits; `None` for clock times, telephone numbers and lists.
fn parse(written: &str) -> Option<f64> {
    let bytes = written.as_bytes();
    if bytes.len() > MAX_DIGITS || written.contains(':') || bytes.len() > 1 && bytes[0] == b'0' && bytes[1] != b'.' {
        return None;
    }
    let (whole, part) = written.split_once('.').unwrap_or((written, ""));
    if part.contains(['.', ',']) {
        return None;
    }
    if !whole.contains(',') {
        return written.parse().ok();
    }
    // 1,200,000 and 12,00,000
    let mut groups = whole.rsplit(',');
    let well_formed = groups.next().is_some_and(|g| g.len() == 3) && groups.all(|g| (1..=3).contains(&g.len()));
    if well_formed { format!("{}.{part}0", whole.replace(',', "")).parse().ok() } else { None }
}

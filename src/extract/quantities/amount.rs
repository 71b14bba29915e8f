//! A number with what it counts in: `$1.1bn`, `Rs 40 crore`, `40 per cent`, `12-mile`, `half an hour`, `−3°C`.

use super::lexicon::{Family, How, Kind, Unit};
use super::number::{Number, Style};
use super::reader::Reader;
use crate::extract::Approximation;
use crate::text::{Case, TokenKind};

/// A number, its scale and its unit, tokens `start..end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) style: Style,
    /// What million, bn, dozen behind the number multiplied it by.
    pub(super) scale: f64,
    pub(super) unit: Option<&'static str>,
    pub(super) family: Option<Family>,
    /// Whether the unit stands before the number: “$5”.
    pub(super) is_unit_before: bool,
    pub(super) after: Option<Approximation>,
    pub(super) is_year: bool,
}

/// From this on, “pounds of” is money: thousands of pounds of damage.
const MANY_POUNDS: f64 = 1000.0;
/// So far back “weighed” is looked for.
const WEIGHING: usize = 4;

impl Amount {
    /// A whole number in digits and nothing else.
    pub(super) fn is_plain(&self) -> bool {
        self.style == Style::Digits && self.scale == 1.0 && self.unit.is_none() && self.after.is_none() && self.low.fract() == 0.0
    }

    /// Whether another amount may be the end of a range that this begins.
    pub(super) fn is_cardinal(&self) -> bool {
        matches!(self.style, Style::Digits | Style::Words | Style::Part) || self.style == Style::Article && self.scale > 1.0
    }
}

impl Reader<'_> {
    /// The amount that begins at token `k`, or where to look on.
    pub(super) fn amount(&self, k: usize) -> Result<Amount, usize> {
        let is_sign = self.is(k, TokenKind::Symbol);
        let at = k + usize::from(is_sign);
        let mut start = k;
        let mut money = None;
        if self.is(at, TokenKind::Number)
            && let Some(phrase) = self.currency_before(at)
        {
            (money, start) = (Some(phrase.1), at - phrase.0);
        }
        if is_sign && money.is_none() {
            return Err(k + 1);
        }
        let number = if money.is_some() && self.is(at, TokenKind::Number) { self.number_of_money(at) } else { self.number(at) }?;
        let Number { low, high, end, style, is_year } = number;
        let mut amount = Amount {
            start,
            end,
            low,
            high,
            style,
            scale: 1.0,
            unit: money,
            family: None,
            is_unit_before: money.is_some(),
            after: None,
            is_year,
        };
        amount.family = money.map(|_| Family::Money);
        if matches!(style, Style::Ordinal | Style::Times | Style::Quantifier) {
            return Ok(amount);
        }
        self.scale(&mut amount);
        self.after(&mut amount);
        if !amount.is_unit_before {
            self.unit(&mut amount);
            self.after(&mut amount);
        }
        if style == Style::Article && amount.unit.is_none() && amount.scale == 1.0 {
            return Err(k + 1);
        }
        self.sign(&mut amount);
        // 4x4, 5G, 18F: a figure with letters is a name
        let end = amount.end;
        let name = self.is_glued(end)
            && self.is(end, TokenKind::Word)
            && self.is(end - 1, TokenKind::Number)
            && !self.word(end).starts_with(['’', '\'']);
        if name { Err(self.past_compound(end)) } else { Ok(amount) }
    }

    /// The number behind a sign of money; nothing joined before the sign matters.
    fn number_of_money(&self, k: usize) -> Result<Number, usize> {
        let alone = Reader { from: k, ..*self };
        alone.number(k)
    }

    /// How many tokens before token `k` name a currency, and which.
    fn currency_before(&self, k: usize) -> Option<(usize, &'static str)> {
        let phrases = self.lexicon.currencies.get(self.back(k, 1))?;
        let phrase = phrases.iter().find(|p| {
            let first = k.saturating_sub(p.words.len());
            // “a $5 note” is no Australian one, “us $5” no American one
            let is_written = match p.words.as_slice() {
                [letters, "$" | "¥"] => self.is_glued(k - 1) || letters.len() > 1 && self.case(first) == Case::Upper,
                [word, ..] => !word.starts_with(char::is_alphabetic) || self.case(first) != Case::Lower && !self.is_glued(first),
                [] => false,
            };
            self.stand_before(&p.words, k) && is_written
        })?;
        Some((phrase.words.len(), phrase.means))
    }

    /// Million, bn, dozen behind the number, and “of thousands” behind a vague one.
    fn scale(&self, amount: &mut Amount) {
        const MAX_SCALES: usize = 3; // “half a lakh crore”
        for _ in 0..MAX_SCALES {
            let mut at = self.past_hyphen(amount.end);
            let open = matches!(amount.style, Style::Vague | Style::Part);
            if open && self.word(at) == "of" {
                at += 1;
            }
            if amount.style == Style::Part && matches!(self.word(at), "a" | "an") {
                at += 1;
            }
            let Some(n) = self.numeral(at) else { return };
            let glued = self.is_glued(amount.end) && at == amount.end;
            let money = amount.family == Some(Family::Money);
            let multiplies = match n.kind {
                Kind::Scale | Kind::Hundred | Kind::Dozen => amount.style != Style::Plural,
                Kind::Letter => glued,
                Kind::Money if money => glued || self.word(at) == "m",
                Kind::Money => glued && self.plural_follows(at + 1) && self.word(at) != "t",
                Kind::Plural => amount.style == Style::Vague,
                _ => false,
            };
            if !multiplies {
                return;
            }
            amount.low *= n.low;
            amount.high *= n.low;
            amount.scale *= n.low;
            amount.end = at + 1;
            amount.is_year = false;
        }
    }

    /// “or so”, “-odd”, “+”.
    fn after(&self, amount: &mut Amount) {
        if let Some((says, end)) = self.approximator_after(amount.end) {
            (amount.after, amount.end) = (Some(says), end);
        }
    }

    /// The unit behind the number.
    fn unit(&self, amount: &mut Amount) {
        let hyphen = self.is_hyphen(amount.end);
        let mut at = self.past_hyphen(amount.end);
        if matches!(amount.style, Style::Vague | Style::Plural | Style::Part) {
            at += usize::from(self.word(at) == "of");
            at += usize::from(amount.style == Style::Part && matches!(self.word(at), "a" | "an" | "one"));
        }
        let Some(mut unit) = self.unit_at(at, amount, hyphen) else { return };
        if unit.family == Family::Filler {
            at += unit.words.len();
            match self.unit_at(at, amount, hyphen) {
                Some(then) if matches!(then.family, Family::Time | Family::Measure | Family::Share | Family::Count) => unit = then,
                _ => return,
            }
        }
        amount.end = at + unit.words.len();
        (amount.unit, amount.family) = (Some(unit.unit), Some(unit.family));
        amount.is_year = false;
        amount.low *= unit.scale;
        amount.high *= unit.scale;
        if unit.unit == "GBP" && unit.words[0].starts_with("pound") && unit.words.len() == 1 && self.is_weight(amount, hyphen) {
            (amount.unit, amount.family) = (Some("pound"), Some(Family::Measure));
        }
        if unit.unit == "foot" {
            self.inches(amount);
        }
    }

    fn unit_at(&self, at: usize, amount: &Amount, hyphen: bool) -> Option<&'static Unit> {
        let units = self.lexicon.units.get(self.word(at))?;
        let is_one = amount.high <= 1.0 && amount.style != Style::Digits;
        let celsius = |k: usize| (2..=3).any(|n| self.word(k + n) == "c");
        units.iter().find(|u| {
            let stands_so = match u.how {
                How::Anyhow => true,
                How::Tight => hyphen || is_one,
                How::Glued => self.is_glued(at) && !hyphen && self.case(at) == Case::Lower,
                How::Capital => self.is_glued(at) && !hyphen && self.case(at) != Case::Lower,
                How::Bracket => self.is_glued(at) && !hyphen && matches!(self.word(at + 1), "(" | "/") && celsius(at + 1),
            };
            // “half of Oz” is no ounce
            let is_name = self.back(at, 1) == "of" && self.case(at) == Case::Capital;
            stands_so && !is_name && self.stands(&u.words, at)
        })
    }

    /// Whether these pounds are of weight: “a 120-pound dog”, “30 pounds of rice”, “weighed 9 pounds”.
    fn is_weight(&self, amount: &Amount, hyphen: bool) -> bool {
        let weighs = (1..=WEIGHING).any(|n| self.back(amount.start, n).starts_with("weigh"));
        weighs || amount.low < MANY_POUNDS && (hyphen || self.word(amount.end) == "of")
    }

    /// “6-foot-3”, “6 feet 4 inches”: inches are twelfths.
    fn inches(&self, amount: &mut Amount) {
        let hyphen = self.is_hyphen(amount.end);
        let at = self.past_hyphen(amount.end);
        let Some(inches) = self.word(at).parse::<f64>().ok().filter(|i| (0.0..12.0).contains(i)) else { return };
        let named = self.past_hyphen(at + 1);
        let is_named = matches!(self.word(named), "inch" | "inches") || self.word(named) == "in" && self.is_glued(named);
        if hyphen || is_named {
            amount.low += inches / 12.0;
            amount.high = amount.low;
            amount.end = if is_named { named + 1 } else { at + 1 };
        }
    }

    /// “minus 5 degrees”, “−0.4%”.
    fn sign(&self, amount: &mut Amount) {
        let start = amount.start;
        let glyph = matches!(self.back(start, 1), "-" | "−") && self.is_glued(start) && !self.is_glued(start - 1) && amount.unit.is_some();
        if glyph || self.back(start, 1) == "minus" {
            (amount.low, amount.high) = (-amount.high, -amount.low);
            amount.start -= 1;
        }
    }
}

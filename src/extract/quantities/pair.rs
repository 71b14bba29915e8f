//! Two numbers that are one quantity: ranges (“5 to 7 per cent”, “€2–3 million”), results and votes (“4-1”, “by 52
//! votes to 47”), ratios (“one in five”).

use super::amount::Amount;
use super::lexicon::{Family, Kind};
use super::number::Style;
use super::reader::Reader;
use crate::text::TokenKind;

/// What two numbers make.
pub(super) enum Pair {
    /// From the first to the second.
    Range(Amount),
    /// The first against the second.
    Score(Amount),
    /// The first is measured in the unit of the second: “from 7 to 5 per cent”.
    Apart(Amount),
    /// No quantity, up to this token: years, clock times, 4-4-2.
    Skip(usize),
}

/// The words that bind two numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Dash,
    To,
    Or,
    And,
}

/// Where scores are told from ranges by size alone, they are smaller than this.
const MAX_GOALS: f64 = 30.0;
/// No result and no vote of a house has more than this.
const MAX_SCORE: f64 = 1000.0;
/// A word of contests this near makes two numbers a score.
const SCORE_WINDOW: usize = 5;
/// So near where the second is the larger: “lost 2 to 5”, “a 2-5 defeat”, but “lead with voters 21 to 29”.
const RISING_WINDOW: usize = 2;
/// “one in five”, but not “two in 17” matches.
const USUAL_WHOLES: [f64; 14] = [3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 20.0, 100.0, 1000.0, 10000.0, 100_000.0, 1_000_000.0];

impl Reader<'_> {
    /// What the amount makes with the one behind it. `between` stands before the first; `after_score` a score does.
    pub(super) fn pair(&self, first: &Amount, between: bool, after_score: bool) -> Option<Pair> {
        if first.unit.is_none()
            && let Some(ratio) = self.ratio(first)
        {
            return Some(Pair::Range(ratio));
        }
        let (link, at) = self.link(first, between)?;
        let second = match (Reader { from: at, ..*self }).amount(at) {
            Ok(second) => second,
            // 555-0100, “between 2 and 4:30”
            Err(end) if self.is(at, TokenKind::Number) && (link == Link::Dash || self.word(at).contains(':')) => {
                return Some(Pair::Skip(end));
            }
            Err(_) => return None,
        };
        if !first.is_cardinal() || !second.is_cardinal() || second.start < at {
            return None;
        }
        if second.family == Some(Family::Clock) && first.unit.is_none() {
            return Some(Pair::Skip(second.end));
        }
        let short_year = link == Link::Dash && second.low < 100.0 && second.unit.is_none();
        if first.is_year && (second.is_year || short_year) && !(between && self.plural_follows(second.end)) {
            return Some(Pair::Skip(second.end));
        }
        // “No. 14-915”
        let docket = link == Link::Dash && self.stand_before(&["no", "."], first.start) && second.is_plain();
        let chained = link == Link::Dash && self.is_dash(second.end) && self.is(second.end + 1, TokenKind::Number) && second.is_plain();
        if chained || docket {
            return Some(Pair::Skip(self.past_compound(at)));
        }
        let goes_on = self.word(first.end) == "votes" || self.word(first.end) == "vote";
        if !between && matches!(link, Link::Dash | Link::To) && self.is_score(first, &second, link, goes_on, after_score) {
            return Some(Pair::Score(Amount { high: second.low, end: second.end, unit: Some("score"), family: None, ..*first }));
        }
        if goes_on {
            return None;
        }
        self.range(first, &second, link)
    }

    /// The link behind an amount and the token behind it.
    fn link(&self, first: &Amount, between: bool) -> Option<(Link, usize)> {
        let end = first.end;
        if self.is_dash(end) && !(self.word(end) == "-" && matches!(self.word(end + 1), "to" | "or")) {
            return Some((Link::Dash, end + 1));
        }
        // “10- to 12-year-olds”
        let hangs = usize::from(matches!(self.word(end), "-" | "‐" | "‑") && self.is_glued(end));
        let votes = usize::from(hangs == 0 && matches!(self.word(end), "votes" | "vote"));
        let at = end + hangs + votes;
        let then = self.past_hyphen(at + 1);
        match self.word(at) {
            "to" => Some((Link::To, then)),
            "or" if votes == 0 => Some((Link::Or, then)),
            "and" if between && votes == 0 => Some((Link::And, then)),
            _ => None,
        }
    }

    /// Whether token `k` is a dash that joins two figures: no space, or an en dash between spaces before a sign.
    fn is_dash(&self, k: usize) -> bool {
        matches!(self.word(k), "-" | "‐" | "‑" | "‒" | "–" | "—" | "−") && self.is_glued(k) && self.is_glued(k + 1)
    }

    /// “10-12 people” is a range, “won 10-12” a result. A falling pair is a result; a rising one only beside a word
    /// of contests, and never before a counted plural.
    fn is_score(&self, first: &Amount, second: &Amount, link: Link, votes: bool, after_score: bool) -> bool {
        let (a, b) = (first.low, second.low);
        // “by 11 votes to two”: between votes a word is as good as a figure
        let plain = |amount: &Amount| amount.is_plain() || votes && amount.style == Style::Words && amount.unit.is_none();
        if !plain(first) || !plain(second) || a >= MAX_SCORE || b >= MAX_SCORE || first.is_year || second.is_year {
            return false;
        }
        let word = |k: usize| self.lexicon.scores.contains(self.word(k));
        let before = |window: usize| (1..=window).any(|n| first.start >= n && word(first.start - n));
        let behind = |window: usize| (0..window).any(|n| word(second.end + n));
        let counted = self.plural_follows(second.end);
        let from = self.back(first.start, 1) == "from";
        match link {
            _ if votes => true,
            // “a 3-to-1 margin”
            Link::To if a > b && self.is_hyphen(first.end) => true,
            Link::Dash if a >= b => a < MAX_GOALS || after_score || before(SCORE_WINDOW) || behind(SCORE_WINDOW),
            Link::Dash => (after_score || before(SCORE_WINDOW) || behind(RISING_WINDOW)) && !counted,
            Link::To if a > b => (before(SCORE_WINDOW) || behind(SCORE_WINDOW)) && !counted && !from,
            Link::To => before(RISING_WINDOW) && !counted,
            Link::Or | Link::And => false,
        }
    }

    fn range(&self, first: &Amount, second: &Amount, link: Link) -> Option<Pair> {
        let mut from = *first;
        // “€2–3 million”: the scale is both's, as long as the bare figures rise
        if first.scale == 1.0 && second.scale > 1.0 && first.style == second.style && first.low * second.scale <= second.low {
            from.low *= second.scale;
        }
        if first.unit.is_none() && second.unit.is_some() && !second.is_unit_before {
            (from.unit, from.family) = (second.unit, second.family);
            if second.unit == Some("GBP") && second.low < 1.0 {
                from.low /= 100.0; // “50 to 75p”
            }
        }
        let spread = first.is_unit_before && second.unit.is_none();
        if from.unit != second.unit && !spread {
            return None;
        }
        if from.low < second.high {
            let plain_by = self.back(first.start, 1) == "by" && link == Link::To && from.unit.is_none();
            let far_or = link == Link::Or && (first.unit.is_some() || first.is_year || second.is_year);
            if plain_by || far_or {
                return None;
            }
            let after = second.after.or(first.after);
            return Some(Pair::Range(Amount { high: second.high, end: second.end, scale: second.scale, is_year: false, after, ..from }));
        }
        let lends = first.unit.is_none()
            && matches!(link, Link::To | Link::Or | Link::And)
            && from.unit.is_some()
            && from.family != Some(Family::Money);
        lends.then_some(Pair::Apart(Amount { high: from.low, is_year: false, ..from }))
    }

    /// “one in five”, “three out of 10”: the share it is.
    fn ratio(&self, first: &Amount) -> Option<Amount> {
        if !matches!(first.style, Style::Digits | Style::Words) || first.scale != 1.0 || first.after.is_some() || first.is_year {
            return None;
        }
        let at = match (self.word(first.end), self.word(first.end + 1)) {
            ("out", "of") => first.end + 2 + usize::from(self.word(first.end + 2) == "every"),
            ("in" | "of", "every") => first.end + 2,
            ("in", _) => first.end + 1,
            _ => return None,
        };
        let whole = self.amount(at).ok()?;
        let usual = at > first.end + 1 || USUAL_WHOLES.contains(&whole.low);
        let bare = matches!(whole.style, Style::Digits | Style::Words) && whole.unit.is_none() && whole.after.is_none() && !whole.is_year;
        let half_year = self.numeral(whole.end).is_some_and(|n| n.kind == Kind::Ordinal);
        (usual && bare && !half_year && first.low > 0.0 && first.low < whole.low).then(|| {
            let share = first.low / whole.low;
            Amount { low: share, high: share, end: whole.end, style: Style::Part, ..*first }
        })
    }
}

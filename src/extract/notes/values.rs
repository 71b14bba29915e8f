//! One quantity given as two values: how long something lasted, and how many there were in two sentences that say the same.

use crate::extract::lexicon::Tag;
use crate::extract::words::Words;
use crate::extract::{Approximation, Claim, Extract, Note, NoteKind, Quantity, quantities};
use crate::span::Span;
use crate::text::{BlockKind, TokenKind, fold};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::OnceCell;

/// No more durations and sentences with figures than this are compared with each other.
const MAX_COMPARED: usize = 300;

/// Finds them.
pub(super) fn notes(extract: &Extract) -> Vec<Note> {
    let words = Words::of_extract(extract);
    let mut found = durations(&words, extract);
    found.extend(figures(&words, extract));
    found
}

/// How long something is said to last.
struct Lasting {
    noun: String,
    /// From and to, in days.
    range: (f64, f64),
    span: Span,
    /// “the three-year war”, “three years of war”; not “a three-year contract”, which may be any.
    is_definite: bool,
    /// The sentence names a day or year: it may be another one that is spoken of.
    is_dated: bool,
}

/// Durations of one thing that cannot both hold.
fn durations(words: &Words, extract: &Extract) -> Vec<Note> {
    let mut by_noun: FxHashMap<String, Vec<Lasting>> = FxHashMap::default();
    let all = extract.claims.iter().flat_map(|claim| claim.quantities.iter().map(move |q| (claim, q)));
    for (claim, quantity) in all.take(MAX_COMPARED) {
        if let Some(lasting) = lasting(words, extract, claim, quantity) {
            by_noun.entry(lasting.noun.clone()).or_default().push(lasting);
        }
    }
    let mut found = Vec::new();
    for same in by_noun.values() {
        let open: Vec<&Lasting> = same.iter().filter(|l| !l.is_dated).collect();
        // “A two-year contract … a four-year contract”: there are several.
        if open.iter().filter(|l| !l.is_definite).count() > 1 {
            continue;
        }
        let pair = open.iter().enumerate().find_map(|(n, x)| {
            let y = open[n + 1..].iter().find(|y| lie_apart(x.range, y.range))?;
            Some(vec![x.span.min(y.span), x.span.max(y.span)])
        });
        found.extend(pair.map(|places| Note { kind: NoteKind::TwoValues, places }));
    }
    found.sort_by_key(|note| note.places[0]);
    found.dedup_by(|a, b| a.places == b.places);
    found
}

/// How long is one of each unit of time, in days.
fn days(unit: &str) -> Option<f64> {
    Some(match unit {
        "hour" => 1.0 / 24.0,
        "day" => 1.0,
        "week" => 7.0,
        "month" => 365.25 / 12.0,
        "year" => 365.25,
        _ => return None,
    })
}

/// Reads “three-year war”, “three years of war”, “the war lasted three years”.
fn lasting(words: &Words, extract: &Extract, claim: &Claim, quantity: &Quantity) -> Option<Lasting> {
    let text = &extract.text;
    let unit = days(quantity.unit.as_deref()?)?;
    let tokens = text.tokens_in(quantity.span);
    let after = tokens.end;
    let hyphenated = text.slice(quantity.span).contains(['-', '‐', '‑']);
    let noun_at = |k: usize| {
        let plain = words.is_word(k) && !words.is_capital(k) && !words.is_little(k) && words.kind(k + 1) != Some(TokenKind::Number);
        // “three-year-old”, “three-year prison sentence”: of a chain of nouns the head is not known.
        let glued = words.text.is_glued(k) || words.text.is_glued(k + 1) && words.is_word(k + 1);
        let goes_on = words.is_word(k + 1) && !words.is_little(k + 1) && !words.is_finite(k + 1) && !words.is_capital(k + 1);
        (plain && !glued && !goes_on).then(|| fold::key(words.lower(k)).into_owned())
    };
    let lasted = |k: usize| matches!(words.lower(k), "lasted" | "took" | "dragged" | "raged");
    let (noun, determiner) = if hyphenated {
        (noun_at(after)?, tokens.start.checked_sub(1).map_or("", |k| words.lower(k)))
    } else if words.lower(after) == "of" {
        (noun_at(after + 1)?, "the")
    } else {
        // The verb stands directly before the figure, the noun directly before the verb.
        let verb = (1..=2).map(|n| tokens.start.wrapping_sub(n)).find(|&k| lasted(k))?;
        (noun_at_subject(words, verb)?, verb.checked_sub(2).map_or("", |k| words.lower(k)))
    };
    let is_definite = matches!(determiner, "the" | "this" | "its" | "their" | "our" | "his" | "her");
    let dated = claim.dates.iter().any(|date| date.from.is_some() || date.key.len() == 4);
    let (low, high) = (quantity.low * unit, quantity.high * unit);
    // “Three years” may be three and a quarter, “three and a half” is said of less.
    let slack = unit * if low % unit == 0.0 { 0.25 } else { 0.1 };
    Some(Lasting { noun, range: range(low, high, slack, quantity.approximation), span: quantity.span, is_definite, is_dated: dated })
}

/// The noun that a verb directly follows.
fn noun_at_subject(words: &Words, verb: usize) -> Option<String> {
    let k = verb.checked_sub(1).filter(|&k| words.is_word(k) && !words.is_little(k) && !words.is_capital(k))?;
    Some(fold::key(words.lower(k)).into_owned())
}

/// What a duration or figure may be, as it is put: as rounded as `slack` says, and further where it is put less exactly.
fn range(low: f64, high: f64, slack: f64, approximation: Approximation) -> (f64, f64) {
    match approximation {
        Approximation::Exact => (low - slack, high + slack),
        Approximation::About => (low * 0.75 - slack, high * 1.25 + slack),
        Approximation::Nearly => (low - slack, high),
        Approximation::AtLeast | Approximation::MoreThan => (low, f64::INFINITY),
        Approximation::AtMost | Approximation::LessThan => (0.0, high),
    }
}

fn lie_apart(x: (f64, f64), y: (f64, f64)) -> bool {
    x.1 < y.0 || y.1 < x.0
}

/// “Nearly 5,000” is said of what lies within this share below it.
const NEARLY: f64 = 0.1;

/// Whether two figures of one thing cannot both hold. Put alike they are two values (“at least 12”, “at least 14”); put
/// otherwise (“at least 12”, “about 14”) they are where nothing is both.
fn differ(x: &Quantity, y: &Quantity) -> bool {
    let may_be = |q: &Quantity| {
        let slack = if q.approximation == Approximation::Nearly { q.low.abs() * NEARLY } else { 0.0 };
        range(q.low, q.high, slack, q.approximation)
    };
    !quantities::same_value(x, y) && (x.approximation == y.approximation || lie_apart(may_be(x), may_be(y)))
}

/// A sentence with one figure, made comparable.
struct Counted<'e> {
    claim: &'e Claim,
    quantity: &'e Quantity,
    /// Its names and dates, in order, each once.
    names: Vec<&'e str>,
    dates: Vec<&'e str>,
    source: Option<String>,
    /// Read when it is first compared: most sentences count a thing of their own.
    said: OnceCell<Said<'e>>,
}

/// The words of a sentence that say something, in order, each once.
struct Said<'e> {
    content: Vec<Cow<'e, str>>,
    /// Those that are neither verbs nor adverbs.
    things: Vec<Cow<'e, str>>,
}

/// Two sentences that say the same with other figures share at least this part of their words.
const SAME: f64 = 0.85;
/// And so many words.
const MIN_SHARED: usize = 4;

/// Figures in sentences that otherwise say the same.
fn figures<'e>(words: &Words<'e>, extract: &'e Extract) -> Vec<Note> {
    let mut counted: Vec<Counted> = extract.claims.iter().filter_map(|claim| counted(extract, claim)).take(MAX_COMPARED).collect();
    let mut of_unit: FxHashMap<Option<&str>, usize> = FxHashMap::default();
    for x in &counted {
        *of_unit.entry(x.quantity.unit.as_deref()).or_default() += 1;
    }
    counted.retain(|x| of_unit[&x.quantity.unit.as_deref()] > 1);
    let mut found = Vec::new();
    for (n, x) in counted.iter().enumerate() {
        for y in &counted[n + 1..] {
            let same_thing = x.quantity.unit == y.quantity.unit && x.source == y.source && x.names == y.names && x.dates == y.dates;
            if !same_thing {
                continue;
            }
            let figures = [x, y];
            let [x, y] = figures.map(|counted| counted.said.get_or_init(|| said(words, extract, counted)));
            // “died in the ferry fire”, “died in the hotel fire”: each has a thing of its own.
            let has_more = |x: &Said, y: &Said| x.things.iter().any(|thing| y.things.binary_search(thing).is_err());
            if has_more(x, y) && has_more(y, x) {
                continue;
            }
            let shared = x.content.iter().filter(|word| y.content.binary_search(word).is_ok()).count();
            let alike = 2.0 * shared as f64 / (x.content.len() + y.content.len()).max(1) as f64;
            let [x, y] = figures.map(|counted| counted.quantity);
            if shared >= MIN_SHARED && alike >= SAME && differ(x, y) {
                found.push(Note { kind: NoteKind::TwoValues, places: vec![x.span, y.span] });
            }
        }
    }
    found
}

/// In order, each once.
fn set<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut set: Vec<T> = all.collect();
    set.sort_unstable();
    set.dedup();
    set
}

fn counted<'e>(extract: &'e Extract, claim: &'e Claim) -> Option<Counted<'e>> {
    let [quantity] = claim.quantities.as_slice() else { return None };
    let block = extract.sentences.get(claim.sentence).and_then(|s| extract.text.blocks().get(s.block));
    let in_list = block.is_some_and(|b| b.kind == BlockKind::ListItem);
    if quantity.ordinal || in_list {
        return None;
    }
    let source = claim.attribution.and_then(|k| extract.attributions.get(k)).and_then(|a| a.source.as_ref());
    Some(Counted {
        claim,
        quantity,
        names: set(claim.names.iter().map(|n| n.key.as_str())),
        dates: set(claim.dates.iter().map(|d| d.key.as_str())),
        source: source.map(|s| s.name.clone().unwrap_or_else(|| extract.text.slice(s.span).to_lowercase())),
        said: OnceCell::new(),
    })
}

fn said<'e>(words: &Words<'e>, extract: &Extract, counted: &Counted) -> Said<'e> {
    let of_figure = extract.text.tokens_in(counted.quantity.span);
    let said = |k: &usize| words.is_word(*k) && !words.any(*k, Tag::GRAMMAR) && !of_figure.contains(k);
    let is_thing = |k: &usize| !words.any(*k, &[Tag::Verb, Tag::Past, Tag::CueVerb, Tag::Adverb]);
    let key = |k: usize| fold::key(words.lower(k));
    let all = counted.claim.tokens.clone().filter(said);
    Said { things: set(all.clone().filter(is_thing).map(key)), content: set(all.map(key)) }
}

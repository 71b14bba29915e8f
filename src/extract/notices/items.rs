//! What a notice says of single errors: the wrong words, the right ones, and what they are about.
//!
//! Two forms carry most: a pair around a pivot (“$4m, not $40m”, “not Varn but Kessel”, “instead of”), and a sentence
//! that says what was wrong followed by one that says what is right (“It is Brill.”). Both ends of a pair are cut to
//! what is parallel: before “, not Varn” it is “Kessel” that counts, not the whole sentence.
//!
//! Wrong where the two are not parallel (“spoke on the bridge, not Varn”).

use super::super::when::Stretch;
use super::words::{self, Sign};
use crate::extract::{Language, NoticeClass, NoticeItem};
use crate::span::Span;
use crate::text::calendar::Word;
use std::ops::Range;

type Tokens = Range<usize>;

/// What was read of one error.
#[derive(Default)]
struct Item {
    wrong: Option<Tokens>,
    right: Option<Tokens>,
    kind: Option<&'static str>,
}

/// Reads the items of a notice.
pub(super) fn items(s: &Stretch, class: NoticeClass, sentences: &[Tokens]) -> Vec<NoticeItem> {
    let mut found = Vec::new();
    let mut n = 0;
    while n < sentences.len() {
        let r = &sentences[n];
        let next = sentences
            .get(n + 1)
            .filter(|next| !speaks_of_text(s, next) && ![Sign::Error, Sign::Retract].iter().any(|&sign| words::has(s, next, sign)));
        let (item, used_next) = item(s, class, r, next);
        if let Some(item) = item {
            let about = if used_next { r.start..next.map_or(r.end, |n| n.end) } else { r.clone() };
            let kind = item.kind.unwrap_or_else(|| kind(s, &about, &item));
            let span = |t: Option<Tokens>| t.map(|t| s.text.span_of(t)).filter(|t: &Span| !t.is_empty());
            found.push(NoticeItem { wrong: span(item.wrong), right: span(item.right), kind });
        }
        n += 1 + usize::from(used_next);
    }
    // “This was incorrect and has since been amended” says nothing of another error.
    if found.iter().any(|item| item.wrong.is_some() || item.right.is_some()) {
        found.retain(|item| item.wrong.is_some() || item.right.is_some() || item.kind != "fact");
    }
    if found.is_empty() && class == NoticeClass::Update && sentences.iter().any(|r| words::has(s, r, Sign::Add)) {
        found.push(NoticeItem { wrong: None, right: None, kind: "new information" });
    }
    found
}

/// A sentence that begins another fix (“This article was also amended”) says nothing of the error before it.
fn speaks_of_text(s: &Stretch, r: &Tokens) -> bool {
    let head = r.start..r.end.min(r.start + 6);
    words::has(s, &head, Sign::Version) || s.any(r.start, &["this", "the"]) && words::at(s, r.start + 1, Sign::Text).is_some()
}

/// The item of one sentence, and whether the next one completes it.
fn item(s: &Stretch, class: NoticeClass, r: &Tokens, next: Option<&Tokens>) -> (Option<Item>, bool) {
    if let Some(wrong) = removed(s, r).filter(|_| class != NoticeClass::Retraction) {
        return (Some(Item { wrong: Some(wrong), right: None, kind: Some("removal") }), false);
    }
    if !matches!(class, NoticeClass::Correction | NoticeClass::Clarification | NoticeClass::Retraction) {
        return (None, false);
    }
    if let Some(pair) = pair(s, r) {
        return (Some(pair), false);
    }
    if let Some(wrong) = report_taken_back(s, r).filter(|_| class == NoticeClass::Retraction) {
        return (Some(Item { wrong: Some(wrong), right: None, kind: None }), false);
    }
    let errs = words::has(s, r, Sign::Error);
    let says = words::has(s, r, Sign::Version) && words::has(s, r, Sign::Assert);
    if errs || says {
        let told = told_as(s, r).or_else(|| said_that(s, r)).unwrap_or_default();
        if let Some(fix) = next.and_then(|n| pair(s, n)) {
            return (Some(fix), true);
        }
        let fix = next.and_then(|n| right_of(s, n));
        let used = fix.is_some();
        let right = fix.or(told.right);
        return (Some(Item { right, ..told }), used);
    }
    if let Some(item) = put_right(s, r) {
        return (Some(item), false);
    }
    (None, false)
}

/// “to remove a sentence in which …”, “We have removed his name”, “A sentence about X has been removed”.
fn removed(s: &Stretch, r: &Tokens) -> Option<Tokens> {
    let (at, end) = words::find(s, r, Sign::Remove)?;
    let active = s.is(at, "to") || s.any(at, &["have", "removes", "deletes"]);
    if active {
        let mut to = phrase_end(s, end, r.end);
        // “a sentence in which it was asserted that …”: what it was about is part of what was removed.
        if s.any(to, &["which", "who", "that"]) {
            to = r.end - usize::from(s.any(r.end - 1, &[".", "!", ")"]));
        }
        return (to > end).then_some(end..to);
    }
    // “A baker begged us for silence, and his surname has been taken out.”
    let start = (r.start..at).rev().find(|&k| s.is(k, "and") && s.is(k.wrapping_sub(1), ",")).map_or(r.start, |k| k + 1);
    let end = at - usize::from(at > start && s.any(at - 1, &["has", "have"]));
    (start < end).then_some(start..end)
}

/// “has withdrawn its report that the mayor took money”: what was reported. Between the verb and “that” stands nothing but
/// what is taken back, and not the article itself; “the report that we published on Monday” says nothing of what it said.
fn report_taken_back(s: &Stretch, r: &Tokens) -> Option<Tokens> {
    let (_, from) = words::find(s, r, Sign::Retract)?;
    let that = (from + 1..r.end.min(from + 6)).find(|&k| s.is(k, "that"))?;
    let is_whole = words::at(s, that - 1, Sign::Text).is_some() && !s.is(that - 1, "report");
    let is_plain = (from..that).all(|k| s.is_word(k) && !s.any(k, &["after", "because", "when", "as", "and", "saying"]));
    let start = that + 1;
    let end = r.end - usize::from(r.end > start && s.any(r.end - 1, &[".", "!"]));
    let is_relative = words::at(s, start, Sign::Be).is_some() || words::has(s, &(start..end.min(start + 4)), Sign::Publish);
    (is_plain && !is_whole && !is_relative && start < end).then_some(start..end)
}

/// Whether what stands before a pivot at `k` is what an earlier version had: “An earlier version gave the year as 1912 rather
/// than 1921”. Not “gave the wrong year; it was 1921 rather than 1912”, nor “should have said 1921 rather than 1912”.
fn is_of_earlier(s: &Stretch, r: &Tokens, k: usize) -> bool {
    let Some((_, version)) = words::find(s, &(r.start..k), Sign::Version) else { return false };
    let Some((assert, from)) = words::find(s, &(version..k), Sign::Assert) else { return false };
    let is_wish = (version..assert).any(|k| s.is(k, "should"));
    // “…, and it was”: a clause of its own.
    let begins_anew = |k: usize| {
        let subject = k + 1 + usize::from(s.any(k + 1, &["and", "but"]));
        s.any(subject, &["it", "he", "she", "they", "that", "there"]) && words::at(s, subject + 1, Sign::Be).is_some()
    };
    let is_joint = |k: usize| s.any(k, &[",", "and", "but"]) || s.is_dash(k);
    !is_wish && !(from..k).any(|k| s.any(k, &[";", ":"]) || is_joint(k) && begins_anew(k))
}

/// A pair around a pivot.
fn pair(s: &Stretch, r: &Tokens) -> Option<Item> {
    for k in r.clone() {
        let pivot = match s.lower(k) {
            "not" if s.any(k + 1, &["only", "just", "merely"]) => continue,
            "not" if is_break(s, k.wrapping_sub(1)) => (k - 1, k + 1),
            "not" => {
                // “not Varn but Kessel”
                let to = phrase_end(s, k + 1, r.end);
                let but = (k + 1..r.end.min(to + 2)).find(|&n| s.is(n, "but"));
                let Some(but) = but.filter(|&b| b > k + 1) else { continue };
                let wrong = k + 1..but - usize::from(s.is(but - 1, ","));
                let right = but + 1..phrase_end(s, but + 1, r.end);
                return Some(Item { wrong: Some(wrong), right: Some(right), kind: None });
            }
            "instead" if s.is(k + 1, "of") => (k, k + 2),
            "rather" if s.is(k + 1, "than") => (k, k + 2),
            _ => continue,
        };
        let (before, after) = pivot;
        let wrong = after..phrase_end(s, after, r.end);
        if wrong.is_empty() || before <= r.start {
            continue;
        }
        let mut before = before;
        while before > r.start + 1 && is_break(s, before - 1) {
            before -= 1;
        }
        // “She said, ‘I cannot sign,’ not ‘I will not sign.’”: quoted words stand against quoted words.
        if let Some(right) = opens_quotation(s, wrong.start).then(|| quoted_before(s, r.start, before)).flatten() {
            return Some(Item { wrong: Some(wrong.start + 1..wrong.end), right: Some(right), kind: None });
        }
        let right = parallel(s, r.start, before, &wrong);
        let (wrong, right) = if !s.is(k, "not") && is_of_earlier(s, r, k) { (right, wrong) } else { (wrong, right) };
        return Some(Item { wrong: Some(wrong), right: Some(right), kind: None });
    }
    // “(Corrects toll from 12 to 14)”
    let from = r.clone().find(|&k| s.is(k, "from") && is_figure(s, k + 1))?;
    let to = (from + 2..r.end.min(from + 6)).find(|&k| s.is(k, "to"))?;
    words::has(s, r, Sign::Fix).then(|| Item { wrong: Some(from + 1..to), right: Some(to + 1..phrase_end(s, to + 1, r.end)), kind: None })
}

fn opens_quotation(s: &Stretch, k: usize) -> bool {
    s.any(k, &["“", "\"", "‘", "'"]) && s.is_glued(k + 1)
}

/// The quoted words that end at token `end`.
fn quoted_before(s: &Stretch, from: usize, end: usize) -> Option<Tokens> {
    let open = (from..end).rev().find(|&k| opens_quotation(s, k))?;
    (open + 1 < end).then_some(open + 1..end)
}

/// What stands before “not” between the right words and the wrong: “2015 – not 2014”, “‘Lake,’ not ‘Pond’”.
fn is_break(s: &Stretch, k: usize) -> bool {
    s.any(k, &[",", "”", "\"", "’", "''"]) || s.is_dash(k)
}

/// Words that end what a correction gives.
const ENDS: &[&str] = &[",", ";", ":", ")", "]", "*", "as", "because", "which", "who", "when", "where", "and", "but", "since"];

/// Where the phrase that begins at `k` ends: at a mark or a word that goes on with something else.
fn phrase_end(s: &Stretch, k: usize, end: usize) -> usize {
    let mut at = k;
    while at < end {
        let stops = ENDS.contains(&s.lower(at)) || s.is_dash(at) && !s.is_glued(at);
        let full_stop = s.any(at, &[".", "!", "?"]) && !(s.is(at, ".") && words::is_abbreviation(s, at));
        // “research and development”: a capital or a noun goes on, a clause does not; in doubt stop.
        if at > k && (stops && !joins_names(s, at) || full_stop) {
            break;
        }
        at += 1;
    }
    at
}

/// “Berg and Venn”
fn joins_names(s: &Stretch, k: usize) -> bool {
    s.is(k, "and") && s.is_capital(k - 1) && s.is_word(k + 1) && s.is_capital(k + 1)
}

fn is_figure(s: &Stretch, k: usize) -> bool {
    s.is_number(k) || s.any(k, &["$", "€", "£"]) || matches!(s.calendar(k), Some(Word::Count(Some(n))) if n > 1)
}

fn is_calendar(s: &Stretch, k: usize) -> bool {
    matches!(s.calendar(k), Some(Word::Month(..) | Word::Weekday(..))) && s.is_capital(k)
}

/// At most this many words before a pivot are one of the pair.
const MAX_PAIR: usize = 14;

/// The words before a pivot at `end` that stand against `wrong`.
fn parallel(s: &Stretch, start: usize, end: usize, wrong: &Tokens) -> Tokens {
    let floor = start.max(end.saturating_sub(MAX_PAIR));
    let back = |test: &dyn Fn(usize) -> bool| (floor..end).rev().find(|&k| test(k));
    let first = wrong.start;
    if is_figure(s, first)
        && let Some(mut k) = back(&|k| is_figure(s, k))
    {
        while k > floor && is_figure(s, k - 1) {
            k -= 1;
        }
        return k..end;
    }
    if is_calendar(s, first)
        && let Some(k) = back(&|k| is_calendar(s, k))
    {
        return k..end;
    }
    // “in Kessel, not in Varn”; “the mayor, not the governor”
    if !s.is_capital(first) && words::at(s, first, Sign::Stop).is_some() || s.any(first, &["the", "a", "an", "his", "her", "its", "their"])
    {
        let same = |k: usize| s.lower(k) == s.lower(first) || s.any(first, &["a", "an"]) && s.any(k, &["a", "an"]);
        if let Some(k) = back(&same) {
            return k..end;
        }
    }
    if s.is_capital(first) {
        let name = |k: usize| s.is_capital(k) || s.is(k, ".") && s.is_glued(k) || s.is_number(k);
        let mut k = end;
        while k > floor && name(k - 1) {
            k -= 1;
        }
        // The first word of a sentence is written with a capital anyway: “It is”.
        if k < end {
            return k..end;
        }
    }
    let mut k = end;
    let mut joints = wrong.clone().filter(|&k| words::at(s, k, Sign::Stop).is_some()).count();
    while k > floor {
        let word = k - 1;
        let be = words::at(s, word, Sign::Be).is_some();
        let stop = words::at(s, word, Sign::Stop).is_some();
        if be || s.any(word, &[",", ":", "(", ";"]) || stop && joints == 0 {
            break;
        }
        joints -= usize::from(stop);
        k -= 1;
    }
    if k < end { k..end } else { floor..end }
}

/// “misspelled Brill as Brille”, “referred to the town as a city”.
fn told_as(s: &Stretch, r: &Tokens) -> Option<Item> {
    let verb = r
        .clone()
        .find(|&k| words::at(s, k, Sign::Assert).is_some() || s.lower(k).starts_with("mis") && words::at(s, k, Sign::Error).is_some())?;
    let start = verb + 1 + usize::from(s.is(verb + 1, "to"));
    let at = (start + 1..r.end.min(start + MAX_PAIR)).find(|&k| s.is(k, "as"))?;
    let right = start..at;
    let names = right.clone().any(|k| s.is_capital(k) || s.is_number(k));
    let wrong = at + 1..phrase_end(s, at + 1, r.end);
    Some(Item { wrong: Some(wrong), right: names.then_some(right), kind: None })
}

/// “said that the dam had failed”, “gave the year as …” without “as”.
fn said_that(s: &Stretch, r: &Tokens) -> Option<Item> {
    let version = words::find(s, r, Sign::Version).map_or(r.start, |v| v.1);
    // “incorrectly described the pier”: how is not said.
    let says_how = |k: usize| !s.any(k, &["referred", "had", "described", "identified"]);
    let verb = (version..r.end).find(|&k| words::at(s, k, Sign::Assert).is_some() && says_how(k))?;
    let mut start = verb + 1 + usize::from(s.is(verb + 1, "that"));
    while s.any(start, &["es", ","]) {
        start += 1; // “hieß es, die Brücke sei gesperrt”
    }
    let end = r.end - usize::from(r.end > start && s.any(r.end - 1, &[".", "!"]));
    (start < end).then_some(Item { wrong: Some(start..end), right: None, kind: None })
}

/// “It is Brill.” → “Brill”; “It had not.” → all of it.
fn right_of(s: &Stretch, r: &Tokens) -> Option<Tokens> {
    let end = r.end - usize::from(s.any(r.end - 1, &[".", "!"]));
    let referring =
        s.any(r.start, &["it", "he", "she", "they", "its", "his", "her", "their", "in", "that", "there", "the", "both", "only"]);
    if !referring || r.start >= end {
        return None;
    }
    let be = (r.start + 1..end.min(r.start + 9)).find(|&k| s.any(k, &["is", "was", "are", "were"]));
    let whole = Some(r.start..end);
    let Some(be) = be else { return whole };
    let mut at = be + 1;
    while s.any(at, &["actually", "in", "fact", ","]) {
        at += 1;
    }
    if s.is(at, "not") || at >= end { whole } else { Some(at..end) }
}

/// “to correct the spelling of Berg”, “corrected to show that the vote was on Monday”, “(Corrects date to March 3)”.
fn put_right(s: &Stretch, r: &Tokens) -> Option<Item> {
    let (at, fix) = words::find(s, r, Sign::Fix)?;
    let spelling = (fix..r.end.min(fix + 5)).any(|k| s.any(k, &["spelling", "name", "surname"]));
    if spelling {
        let of = (fix..r.end).find(|&k| s.is(k, "of"));
        let right = of.map(|of| of + 1..possessive_end(s, of + 1, phrase_end(s, of + 1, r.end)));
        return Some(Item { wrong: None, right, kind: Some("name") });
    }
    let that = (fix..r.end.min(fix + 4)).find(|&k| s.any(k, &["that"]));
    if let Some(that) = that {
        let end = r.end - usize::from(s.any(r.end - 1, &[".", ")"]));
        return (that + 1 < end).then_some(Item { wrong: None, right: Some(that + 1..end), kind: None });
    }
    let to = (at + 2..r.end).rev().find(|&k| s.is(k, "to") && (is_figure(s, k + 1) || s.is_capital(k + 1)));
    let right = to.map(|to| to + 1..phrase_end(s, to + 1, r.end));
    Some(Item { wrong: None, right, kind: None })
}

/// “Berg’s surname”: the name without its ending.
fn possessive_end(s: &Stretch, start: usize, end: usize) -> usize {
    (start..end).find(|&k| s.any(k, &["’s", "'s"])).unwrap_or(end)
}

/// What an item is about.
fn kind(s: &Stretch, about: &Tokens, item: &Item) -> &'static str {
    let any = |list: &[&str]| about.clone().any(|k| s.any(k, list));
    let begins = |stems: &[&str]| about.clone().any(|k| stems.iter().any(|stem| s.lower(k).starts_with(stem)));
    if begins(&["misattribut"]) || any(&["attributed", "attribution"]) {
        return "attribution";
    }
    if begins(&["misquot"]) || any(&["quotation", "quote", "quotes"]) {
        return "quotation";
    }
    let sides = [&item.wrong, &item.right];
    let given = |test: &dyn Fn(usize) -> bool| {
        let mut sides = sides.iter().filter_map(|t| t.as_ref()).peekable();
        sides.peek().is_some() && sides.all(|t| t.len() <= MAX_PAIR && t.clone().any(test))
    };
    if given(&|k| is_calendar(s, k) || s.year(k).is_some_and(|y| (1900..2100).contains(&y))) {
        return "date";
    }
    if given(&|k| is_figure(s, k)) {
        return "number";
    }
    if begins(&["misspel", "misnam"]) || any(&["spelling", "surname", "name", "names"]) {
        return "name";
    }
    // German writes every noun with a capital.
    let named = words::language(s) != Language::German
        && given(&|k| s.is_capital(k))
        && sides.iter().all(|t| t.as_ref().is_none_or(|t| t.len() <= 6));
    if named || begins(&["misidentif"]) {
        return "name";
    }
    if sides.iter().all(|t| t.is_none()) {
        if any(&["date", "year", "day", "month", "time"]) {
            return "date";
        }
        if any(&["number", "amount", "figure", "percentage", "toll", "age", "price", "depth", "height", "length"]) {
            return "number";
        }
    }
    "fact"
}

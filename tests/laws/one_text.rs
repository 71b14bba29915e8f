//! Laws of one text: normalising, tokens, blocks, sentences, everything found, and how JSON says where it stands.

use super::{article, cases, hostile, read};
use proptest::prelude::*;
use serde_json::Value;
use writethru::extract::Extract;
use writethru::extract::notes::notes;
use writethru::report::json;
use writethru::span::Span;
use writethru::text::Text;

/// Every span of an extract, with what it is of.
pub fn spans(extract: &Extract) -> Vec<(&'static str, Span)> {
    let mut out = Vec::new();
    out.extend(extract.text.tokens().iter().map(|t| ("token", t.span())));
    out.extend(extract.text.blocks().iter().map(|b| ("block", b.span)));
    out.extend(extract.sentences.iter().map(|s| ("sentence", s.span)));
    for quotation in &extract.quotations {
        out.push(("quotation", quotation.span));
        out.extend(quotation.parts.iter().map(|&p| ("quotation part", p)));
        out.extend(quotation.speaker.iter().map(|s| ("speaker", s.span)));
        out.extend(quotation.cue.iter().map(|c| ("cue", c.span)));
    }
    for attribution in &extract.attributions {
        out.extend(attribution.content.iter().map(|&c| ("content", c)));
        out.extend(attribution.source.iter().map(|s| ("source", s.span)));
        out.extend(attribution.cue.iter().map(|c| ("cue", c.span)));
    }
    for claim in &extract.claims {
        out.push(("claim", claim.span));
        out.extend(claim.quantities.iter().map(|q| ("quantity", q.span)));
        out.extend(claim.dates.iter().map(|d| ("date", d.span)));
        out.extend(claim.names.iter().map(|n| ("name", n.span)));
    }
    for notice in &extract.notices {
        out.push(("notice", notice.span));
        out.extend(notice.label.iter().map(|&label| ("notice label", label)));
        out.extend(notice.at.iter().chain(&notice.times).map(|at| ("notice time", at.span)));
        out.extend(notice.announces.iter().map(|(_, words)| ("what a notice announces", *words)));
        out.extend(notice.items.iter().flat_map(|i| i.wrong.iter().chain(&i.right)).map(|&s| ("notice item", s)));
    }
    out.extend(notes(extract).into_iter().flat_map(|note| note.places).map(|place| ("note", place)));
    out.extend(extract.warnings.iter().filter_map(|w| w.span).map(|s| ("warning", s)));
    out
}

fn normalises_once(given: &str) -> Result<(), TestCaseError> {
    let once = Text::new(given);
    let twice = Text::new(once.as_str());
    prop_assert_eq!(twice.as_str(), once.as_str());
    prop_assert_eq!(once.lower().len(), once.as_str().len());
    Ok(())
}

/// Starts and ends of the normalised text name positions of the given one, each in order. (Inside a character that
/// became several, or several that became one, a start is put before it and an end behind it.)
fn maps_back_in_order(given: &str) -> Result<(), TestCaseError> {
    let text = Text::new(given);
    let n_points = given.chars().count();
    let boundaries = text.as_str().char_indices().map(|(at, _)| at).chain([text.as_str().len()]);
    let (mut last_start, mut last_end) = (0, 0);
    for at in boundaries {
        let (start, end) = (text.offset_start(at), text.offset_end(at));
        prop_assert!(last_start <= start && last_end <= end && start <= n_points && end <= n_points, "at byte {at}: {start} and {end}");
        (last_start, last_end) = (start, end);
    }
    Ok(())
}

/// Tokens lie in order, apart from each other, and cover every character with ink.
fn tokens_cover_the_ink(given: &str) -> Result<(), TestCaseError> {
    let text = Text::new(given);
    let mut at = 0;
    for token in text.tokens().iter().map(|t| t.span()).chain([Span::new(text.as_str().len(), text.as_str().len())]) {
        prop_assert!(at <= token.start, "a token at {:?} begins before {at}", token);
        let between = &text.as_str()[at..token.start];
        prop_assert!(between.chars().all(char::is_whitespace), "no token covers {:?}", between);
        at = token.end;
    }
    Ok(())
}

/// Blocks and sentences stand in order and apart; each token of a block is in exactly one sentence.
fn sentences_cover_the_blocks(extract: &Extract) -> Result<(), TestCaseError> {
    let text = &extract.text;
    for pair in text.blocks().windows(2) {
        prop_assert!(pair[0].span.end <= pair[1].span.start, "blocks {:?}", pair);
    }
    for pair in extract.sentences.windows(2) {
        prop_assert!(pair[0].span.end <= pair[1].span.start, "sentences {:?}", pair);
        prop_assert!(pair[0].tokens.end <= pair[1].tokens.start, "sentences {:?}", pair);
    }
    let mut held_by = vec![0; text.tokens().len()];
    for sentence in &extract.sentences {
        prop_assert!(!sentence.tokens.is_empty(), "a sentence without a token: {:?}", sentence);
        prop_assert_eq!(text.span_of(sentence.tokens.clone()), sentence.span);
        prop_assert!(sentence.block < text.blocks().len());
        held_by[sentence.tokens.clone()].iter_mut().for_each(|n| *n += 1);
    }
    for block in text.blocks() {
        for token in block.tokens.clone() {
            prop_assert_eq!(held_by[token], 1, "token {:?} of {:?}", text.token(token), block);
        }
        for token in text.tokens_in(block.span) {
            prop_assert_eq!(held_by[token], 1, "token {:?} in {:?}", text.token(token), block);
        }
    }
    Ok(())
}

/// Every span is in bounds, forward and on character boundaries, there and in the given text.
fn spans_are_sound(extract: &Extract) -> Result<(), TestCaseError> {
    let text = extract.text.as_str();
    for (what, span) in spans(extract) {
        prop_assert!(span.start <= span.end && span.end <= text.len(), "{what} {:?} of {} bytes", span, text.len());
        prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{what} {:?}", span);
        prop_assert!(!span.is_empty(), "an empty {what} at {:?}", span);
        // Does not panic.
        let _ = extract.text.given_slice(span);
    }
    Ok(())
}

/// What is found stands in order, parts inside the whole, indices name what is there.
fn findings_are_ordered(extract: &Extract) -> Result<(), TestCaseError> {
    for pair in extract.quotations.windows(2) {
        prop_assert!(pair[0].span.start <= pair[1].span.start, "quotations {:?}", pair);
    }
    for pair in extract.claims.windows(2) {
        prop_assert!(pair[0].span.start <= pair[1].span.start, "claims {:?}", pair);
    }
    for pair in extract.notices.windows(2) {
        prop_assert!(pair[0].span.end <= pair[1].span.start, "notices {:?}", pair);
    }
    for pair in extract.attributions.windows(2) {
        let first = |n: usize| pair[n].content.first().map(|c| c.start);
        prop_assert!(first(0) <= first(1), "attributions {:?}", pair);
    }
    for quotation in &extract.quotations {
        prop_assert!(!quotation.parts.is_empty(), "{:?}", quotation);
        prop_assert!(quotation.parts.iter().all(|p| quotation.span.contains(*p)), "{:?}", quotation);
        prop_assert!(quotation.parts.windows(2).all(|p| p[0].end <= p[1].start), "{:?}", quotation);
    }
    for claim in &extract.claims {
        prop_assert_eq!(extract.text.span_of(claim.tokens.clone()), claim.span);
        prop_assert!(claim.attribution.is_none_or(|k| k < extract.attributions.len()), "{:?}", claim);
        prop_assert!(extract.sentences.get(claim.sentence).is_some_and(|s| s.span.contains(claim.span)), "{:?}", claim);
        let inside =
            claim.quantities.iter().map(|q| q.span).chain(claim.dates.iter().map(|d| d.span)).chain(claim.names.iter().map(|n| n.span));
        for span in inside {
            prop_assert!(claim.span.contains(span), "{:?} outside {:?}", extract.text.slice(span), extract.text.slice(claim.span));
        }
        for quantity in &claim.quantities {
            prop_assert!(quantity.low.is_finite() && quantity.high.is_finite() && quantity.low <= quantity.high, "{:?}", quantity);
        }
        for date in &claim.dates {
            prop_assert!(date.from <= date.to, "{:?}", date);
        }
    }
    Ok(())
}

/// The code points of a text, for slicing as a reader of the JSON would.
pub struct Given(Vec<char>);

impl Given {
    pub fn new(text: &str) -> Self {
        Self(text.chars().collect())
    }

    /// What stands at an object's `start` and `end`.
    fn slice(&self, object: &Value) -> Result<String, TestCaseError> {
        let number = |key: &str| object[key].as_u64().and_then(|n| usize::try_from(n).ok());
        let (Some(start), Some(end)) = (number("start"), number("end")) else {
            return Err(TestCaseError::fail(format!("no offsets: {object}")));
        };
        self.0.get(start..end).map(|points| points.iter().collect()).ok_or_else(|| TestCaseError::fail(format!("out of bounds: {object}")))
    }
}

/// Every object with `start`, `end` and `text` says what stands there; a quotation says its parts, joined.
pub fn json_slices(given: &Given, value: &Value) -> Result<usize, TestCaseError> {
    let mut n_checked = 0;
    match value {
        Value::Object(object) => {
            if object.get("start").is_some_and(Value::is_u64) {
                let stands = given.slice(value)?;
                let expected = match object.get("parts").and_then(Value::as_array) {
                    Some(parts) => parts.iter().map(|part| given.slice(part)).collect::<Result<Vec<_>, _>>()?.join(" … "),
                    None => stands,
                };
                if let Some(text) = object.get("text") {
                    prop_assert_eq!(text.as_str(), Some(expected.as_str()), "{}", value);
                }
                n_checked += 1;
            }
            for inner in object.values() {
                n_checked += json_slices(given, inner)?;
            }
        }
        Value::Array(list) => {
            for inner in list {
                n_checked += json_slices(given, inner)?;
            }
        }
        _ => {}
    }
    Ok(n_checked)
}

pub fn value(line: &impl serde::Serialize) -> Value {
    serde_json::to_value(line).expect("strings, numbers and lists can always be written")
}

fn json_says_what_stands_there(extract: &Extract) -> Result<(), TestCaseError> {
    let id = Value::from("a1");
    let printed = value(&json::extract_line(&id, extract));
    let given = Given::new(extract.text.given());
    for list in ["blocks", "sentences", "quotations", "attributions", "claims", "notices", "notes", "warnings"] {
        prop_assert!(printed[list].is_array(), "no list of {list}");
    }
    for list in ["blocks", "sentences"] {
        for pair in printed[list].as_array().into_iter().flatten().collect::<Vec<_>>().windows(2) {
            prop_assert!(pair[0]["end"].as_u64() <= pair[1]["start"].as_u64(), "{list} overlap: {pair:?}");
        }
    }
    let n_checked = json_slices(&given, &printed)?;
    prop_assert!(n_checked >= extract.sentences.len() + extract.quotations.len() + extract.claims.len());
    for notice in printed["notices"].as_array().into_iter().flatten() {
        let stands = given.slice(notice)?;
        let words = [&notice["at_text"]]
            .into_iter()
            .chain(notice["items"].as_array().into_iter().flatten().flat_map(|i| [&i["wrong"], &i["right"]]));
        for word in words.filter_map(Value::as_str) {
            prop_assert!(stands.contains(word), "{:?} does not stand in {:?}", word, stands);
        }
    }
    Ok(())
}

fn same_bytes_twice(given: &str) -> Result<(), TestCaseError> {
    let id = Value::from(1);
    let print = || serde_json::to_string(&json::extract_line(&id, &read(given))).expect("a line");
    prop_assert_eq!(print(), print());
    Ok(())
}

fn all(given: &str) -> Result<(), TestCaseError> {
    normalises_once(given)?;
    maps_back_in_order(given)?;
    tokens_cover_the_ink(given)?;
    let extract = read(given);
    sentences_cover_the_blocks(&extract)?;
    spans_are_sound(&extract)?;
    findings_are_ordered(&extract)?;
    json_says_what_stands_there(&extract)
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn of_articles(given in article()) {
        all(&given)?;
        same_bytes_twice(&given)?;
    }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn of_hostile_strings(given in hostile()) {
        all(&given)?;
        same_bytes_twice(&given)?;
    }
}

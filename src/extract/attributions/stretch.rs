//! Whether somebody says a quoted stretch, or the marks are for something else: a slogan, a so-called thing, a name.
//!
//! “The mayor called the plan ‘reckless’” · “The firm sells ‘smart’ meters” · “She wore a shirt that read ‘Not now’”. A
//! model weighs how the stretch is written, what stands around it, and whose it would be.

use super::owners::{Owner, ends_sentence, sentence_at};
use super::{Reading, title_like};
use crate::extract::lexicon::{QuoteFit, Tag};
use crate::extract::model::{Features, Model, Value, value};
use crate::extract::shape::bucket;
use crate::text::{BlockKind, TokenKind, fold};
use std::sync::LazyLock;

/// A stretch is said if the weights for it beat those against it by so many hundredths. Higher, fewer slogans and titles
/// are given to somebody, and more partial quotations are lost.
const MARGIN: i32 = 80;

/// … and if a verb of saying stands beside it, by so many: it takes much to make a title of what somebody said.
const SPOKEN_MARGIN: i32 = -150;

/// Whether somebody says the stretch.
pub(super) fn is_said(reading: &Reading, n: usize) -> bool {
    static MODEL: LazyLock<Model<1>> = LazyLock::new(|| Model::read(include_str!("../lexicon/quoted_weights.tsv")));
    let mut score = MODEL.score();
    features(reading, n, &mut score);
    score.sums[0] >= if is_spoken(reading, n) { SPOKEN_MARGIN } else { MARGIN }
}

/// “Yes,” she said: a verb that is made for it gives the words, with their comma or stop, to somebody.
fn is_spoken(reading: &Reading, n: usize) -> bool {
    let (words, q) = (reading.words, &reading.quoted[n]);
    let Owner::Frame(f) = reading.owners[n] else { return false };
    let frame = &reading.frames[f].1;
    let beside = frame.content.iter().any(|c| c.start == q.open || c.end == q.after());
    let punctuated = matches!(words.lower(q.inner.end.saturating_sub(1)), "," | "." | "!" | "?")
        || matches!(words.lower(q.open.saturating_sub(1)), "," | ":");
    f < reading.n_found && beside && punctuated && frame.source.is_some() && frame.entry.quote == QuoteFit::Strong
}

/// Adds the features of a stretch.
pub fn features(reading: &Reading, n: usize, out: &mut impl Features) {
    let (words, q) = (reading.words, &reading.quoted[n]);
    let at = |k: usize| words.shape(k);
    let block = &words.text.blocks()[q.block];
    let n_words = q.inner.clone().filter(|&k| matches!(words.kind(k), Some(TokenKind::Word | TokenKind::Number))).count();
    let length = bucket(n_words);
    let case = match (words.is_capital(q.inner.start), title_like(words, q)) {
        (_, true) => value!("title"),
        (true, false) => value!("capital"),
        _ if words.is_word(q.inner.start) => value!("lower"),
        _ => value!("none"),
    };
    let ends = match (q.close.is_some(), ends_sentence(words, q)) {
        (false, _) => value!("lost"),
        (true, true) => value!("stop"),
        _ if words.lower(q.inner.end.saturating_sub(1)) == "," => value!(","),
        _ => value!("none"),
    };
    let sentence = sentence_at(reading.sentences, q.open);
    let whole = reading.sentences.get(sentence).is_some_and(|s| s.tokens.start == q.open && s.tokens.end <= q.after() + 1);
    let opens_block = block.tokens.start == q.open;
    let place = match (opens_block, whole) {
        (true, _) if q.after() + 1 >= block.tokens.end => value!("block"),
        (true, _) => value!("first"),
        (_, true) => value!("sentence"),
        _ => value!("inside"),
    };
    let part = match block.kind {
        BlockKind::Headline | BlockKind::AlternativeHeadline | BlockKind::Heading => value!("title"),
        BlockKind::ListItem => value!("item"),
        BlockKind::Caption => value!("caption"),
        _ => value!("text"),
    };
    let double = words.lower(q.open).chars().all(fold::is_double_mark);
    let mark = if double { value!("double") } else { value!("single") };
    let before = |n: usize| if q.open >= block.tokens.start + n { at(q.open - n) } else { value!("^") };
    let behind = |n: usize| if q.after() + n < block.tokens.end { at(q.after() + n) } else { value!("$") };
    let (owner, far) = match reading.owners[n] {
        Owner::Nobody => ("nobody", 0),
        Owner::GoesOn(_) => ("goes-on", 0),
        Owner::Floating(_) => ("floating", 0),
        Owner::Frame(f) => {
            let frame = &reading.frames[f].1;
            let name = if frame.content.iter().any(|c| c.start == q.open) {
                "opens"
            } else if frame.content.iter().any(|c| c.end == q.after()) {
                "ends"
            } else {
                "within"
            };
            (name, q.open.abs_diff(frame.cue.end.min(q.open)).min(q.after().abs_diff(frame.cue.start.max(q.after()))))
        }
    };
    let frame = reading.owners[n].frame().map(|f| &reading.frames[f].1);
    let (owner, far) = (Value::new(owner), bucket(far));
    let fit = match frame.map(|f| f.entry.quote) {
        None => value!("none"),
        Some(QuoteFit::No) => value!("no"),
        Some(QuoteFit::Weak) => value!("weak"),
        Some(QuoteFit::Strong) => value!("strong"),
    };
    let source = if frame.is_some_and(|f| f.source.is_some()) { value!("1") } else { value!("") };
    let governed: Value = match reading.owners[n] {
        Owner::Frame(f) if f >= reading.n_found => value!("governed"),
        Owner::Frame(_) => value!("frame"),
        _ => value!(""),
    };
    let share = match frame.and_then(|f| f.entry.precision) {
        None => value!("none"),
        Some(p) if p < 0.2 => value!("0"),
        Some(p) if p < 0.4 => value!("20"),
        Some(p) if p < 0.6 => value!("40"),
        Some(p) if p < 0.8 => value!("60"),
        Some(_) => value!("80"),
    };
    out.add("governed", &[governed, share, length]);
    out.add("governed-far", &[governed, far, case]);
    out.add("share", &[share, owner, ends]);
    out.add("bias", &[value!("1")]);
    out.add("length", &[length, case]);
    out.add("length-ends", &[length, ends]);
    out.add("length-owner", &[length, owner, fit]);
    out.add("owner-fit", &[owner, fit, source]);
    out.add("owner-far", &[owner, far, length]);
    out.add("owner-case", &[owner, case, ends]);
    out.add("place", &[place, part, ends]);
    out.add("place-owner", &[place, part, owner]);
    out.add("mark", &[mark, part]);
    out.add("case-part", &[case, part, length]);
    out.add("prev", &[before(1)]);
    out.add("prevs", &[before(2), before(1)]);
    out.add("prev-owner", &[before(1), owner]);
    out.add("prev-length", &[before(1), length]);
    out.add("prev-case", &[before(1), case]);
    out.add("next", &[behind(0)]);
    out.add("next-length", &[behind(0), length, ends]);
    out.add("nexts", &[behind(0), behind(1)]);
    if let Some(frame) = frame {
        out.add("lemma", &[frame.entry.lemma.into()]);
        out.add("lemma-length", &[frame.entry.lemma.into(), length]);
    }
    if q.open > block.tokens.start && words.is_word(q.open - 1) && !words.is_capital(q.open - 1) {
        out.add("word-before", &[words.lower(q.open - 1).into()]);
    }
    if q.open > block.tokens.start + 1 && words.is_word(q.open - 2) && !words.is_capital(q.open - 2) {
        out.add("word-before-2", &[words.lower(q.open - 2).into()]);
    }
    let cue = (block.tokens.start.max(q.open.saturating_sub(12))..q.open).rev().find(|&k| words.has(k, Tag::CueVerb));
    out.add("cue-before", &[cue.and_then(|k| words.cue(k)).map_or("", |c| c.lemma).into(), length]);
    let verb = q.inner.clone().any(|k| words.is_finite(k));
    let person = q.inner.clone().any(|k| matches!(words.lower(k), "i" | "we" | "you" | "my" | "our" | "your" | "me" | "us"));
    out.add("inner", &[if verb { value!("verb") } else { value!("") }, if person { value!("person") } else { value!("") }, length]);
    out.add("inner-owner", &[if verb { value!("verb") } else { value!("") }, if person { value!("person") } else { value!("") }, owner]);
    let neighbour = |other: Option<&crate::extract::marks::Quoted>| other.is_some_and(|o| o.block == q.block);
    let company = match (n.checked_sub(1).is_some_and(|m| neighbour(reading.quoted.get(m))), neighbour(reading.quoted.get(n + 1))) {
        (true, true) => "both",
        (true, false) => "before",
        (false, true) => "behind",
        (false, false) => "none",
    };
    out.add("company", &[company.into(), length, owner]);
    let list = matches!(words.lower(q.after()), "and" | "or") || q.open > 0 && matches!(words.lower(q.open - 1), "and" | "or");
    out.add("list", &[if list { value!("1") } else { value!("") }, length, owner]);
}

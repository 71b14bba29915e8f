//! Whether somebody says a quoted stretch, or the marks are for something else: a slogan, a so-called thing, a name.
//!
//! “The mayor called the plan ‘reckless’” · “The firm sells ‘smart’ meters” · “She wore a shirt that read ‘Not now’”. A
//! model weighs how the stretch is written, what stands around it, and whose it would be.

use super::owners::{Owner, ends_sentence, sentence_at};
use super::{Reading, Stretch, is_aside, is_introduced, title_like};
use crate::extract::frames::Weighed;
use crate::extract::lexicon::{QuoteFit, Tag};
use crate::extract::marks::Quoted;
use crate::extract::model::{Features, Model, Value, value};
use crate::extract::shape::bucket;
use crate::text::{BlockKind, TokenKind, fold};
use std::ops::Range;
use std::sync::LazyLock;

/// A stretch is said if the weights for it beat those against it by so many hundredths. Higher, fewer slogans and titles
/// are given to somebody, and more partial quotations are lost: over five parts of the train articles, each weighed by the
/// other four, 50 finds most (F1 .968, a quarter of what nobody says returned), 80 returns a fifth for .002 of it.
const MARGIN: i32 = 80;

/// … and if a verb of saying stands beside it, by so many: it takes much to make a title of what somebody said.
const SPOKEN_MARGIN: i32 = -150;

/// Whether somebody says the stretch.
pub(super) fn is_said(reading: &Reading, stretch: Stretch) -> bool {
    if is_aside(reading.words, stretch.quoted) {
        return false;
    }
    // What is introduced as a title belongs to the sentence around it, unless somebody says that sentence.
    if stretch.is_title && stretch.owner == Owner::Nobody && is_introduced(reading.words, stretch.quoted) {
        return false;
    }
    static MODEL: LazyLock<Model<1>> = LazyLock::new(|| Model::read(include_str!("../lexicon/quoted_weights.tsv")));
    let mut score = MODEL.score();
    features(reading, stretch, &mut score);
    score.sums[0] >= if is_spoken(reading, stretch) { SPOKEN_MARGIN } else { MARGIN }
}

/// “Yes,” she said: a verb that is made for it gives the words, with their comma or stop, to somebody.
fn is_spoken(reading: &Reading, stretch: Stretch) -> bool {
    let (words, q) = (reading.words, stretch.quoted);
    let Owner::Frame(f) = stretch.owner else { return false };
    let frame = &reading.frames[f].1;
    let beside = frame.content.iter().any(|c| c.start == q.open || c.end == q.after());
    let punctuated = matches!(words.lower(q.inner.end.saturating_sub(1)), "," | "." | "!" | "?")
        || matches!(words.lower(q.open.saturating_sub(1)), "," | ":");
    f < reading.n_found && beside && punctuated && frame.source.is_some() && frame.entry.quote == QuoteFit::Strong
}

/// Adds the features of a stretch.
pub fn features(reading: &Reading, stretch: Stretch, out: &mut impl Features) {
    let (words, q) = (reading.words, stretch.quoted);
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
    let (owner, far) = match stretch.owner {
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
    let frame = stretch.owner.frame().map(|f| &reading.frames[f].1);
    let (owner, far) = (Value::new(owner), bucket(far));
    let fit = match frame.map(|f| f.entry.quote) {
        None => value!("none"),
        Some(QuoteFit::No) => value!("no"),
        Some(QuoteFit::Weak) => value!("weak"),
        Some(QuoteFit::Strong) => value!("strong"),
    };
    let source = if frame.is_some_and(|f| f.source.is_some()) { value!("1") } else { value!("") };
    let governed: Value = match stretch.owner {
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
    out.add("governed-far", &[governed, far, case]);
    out.add("share", &[share, owner, ends]);
    out.add("bias", &[value!("1")]);
    out.add("length", &[length, case]);
    out.add("length-ends", &[length, ends]);
    out.add("owner-fit", &[owner, fit, source]);
    out.add("place", &[place, part, ends]);
    out.add("place-owner", &[place, part, owner]);
    out.add("mark", &[mark, part]);
    out.add("case-part", &[case, part, length]);
    out.add("prev", &[before(1)]);
    out.add("prevs", &[before(2), before(1)]);
    out.add("prev-case", &[before(1), case]);
    out.add("next", &[behind(0)]);
    out.add("next-length", &[behind(0), length, ends]);
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
    let neighbour = |other: Option<&Quoted>| other.is_some_and(|o| o.block == q.block);
    let at = reading.quoted.partition_point(|o| o.open < q.open);
    let next = at + usize::from(!stretch.is_title);
    let company = match (neighbour(at.checked_sub(1).and_then(|n| reading.quoted.get(n))), neighbour(reading.quoted.get(next))) {
        (true, true) => "both",
        (true, false) => "before",
        (false, true) => "behind",
        (false, false) => "none",
    };
    out.add("company", &[company.into(), length, owner]);
    let title = match stretch.is_title {
        true if is_introduced(words, q) => value!("introduced"),
        true => value!("named"),
        false => value!(""),
    };
    let around = reading.sentences.get(sentence).map_or(q.open..q.after(), |s| s.tokens.clone());
    let chance = chance(&reading.weighed, &around, &(q.open..q.after()));
    let others = others(reading, &around, q);
    out.add("title", &[title, owner]);
    out.add("chance", &[chance, owner]);
    out.add("chance-title", &[chance, title]);
    out.add("others-owner", &[others, owner]);
    out.add("others-case", &[others, case]);
}

/// What stands further from a stretch than this many tokens is not looked at: some texts are one endless sentence.
const NEAR: usize = 200;

/// Whose the other stretches of its sentence are: words that are quoted beside a quotation are mostly of the same mouth.
fn others(reading: &Reading, sentence: &Range<usize>, q: &Quoted) -> Value<'static> {
    let near = q.open.saturating_sub(NEAR).max(sentence.start)..sentence.end.min(q.open + NEAR);
    let first = reading.quoted.partition_point(|o| o.open < near.start);
    let here = reading.quoted[first..].iter().zip(&reading.owners[first..]).take_while(|(o, _)| o.open < near.end);
    let mut best = value!("none");
    for (_, owner) in here.filter(|(o, _)| o.open != q.open) {
        match owner {
            Owner::Frame(_) => return value!("frame"),
            Owner::GoesOn(_) | Owner::Floating(_) => best = value!("owned"),
            Owner::Nobody if best.as_str() == "none" => best = value!("nobody"),
            Owner::Nobody => {}
        }
    }
    best
}

/// How much the likeliest cue weighs that could say it, of all that were weighed in its sentence: also one that was too
/// doubtful to make a frame leaves a chance that somebody speaks.
fn chance(weighed: &[Weighed], sentence: &Range<usize>, stretch: &Range<usize>) -> Value<'static> {
    let near = stretch.start.saturating_sub(NEAR).max(sentence.start)..sentence.end.min(stretch.end + NEAR);
    let first = weighed.partition_point(|w| w.head < near.start);
    let here = weighed[first..].iter().take_while(|w| w.head < near.end);
    match here.filter(|w| w.could_say(stretch)).map(|w| w.margin).max() {
        None => value!("none"),
        Some(..-400) => value!("-4"),
        Some(..-200) => value!("-2"),
        Some(..-100) => value!("-1"),
        Some(..0) => value!("0"),
        Some(..100) => value!("1"),
        Some(..200) => value!("2"),
        Some(..400) => value!("4"),
        Some(_) => value!("8"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::frames::Place;

    #[test]
    fn a_cue_that_was_refused_leaves_a_chance_on_its_side() {
        let at = |head: usize, likeliest: Place, margin: i32| Weighed { head, likeliest, margin };
        let weighed = [at(3, Place::Before, 500), at(12, Place::Behind, -150), at(14, Place::Before, 300), at(25, Place::Before, 50)];
        let of = |sentence: Range<usize>, stretch: Range<usize>| chance(&weighed, &sentence, &stretch).as_str();
        assert_eq!(of(10..20, 15..18), "-1");
        assert_eq!(of(10..20, 10..14), "4");
        assert_eq!(of(10..20, 10..12), "4");
        assert_eq!(of(20..30, 21..24), "1");
        assert_eq!(of(20..30, 26..28), "none");
        // However long the sentence is, only what stands near counts.
        assert_eq!((of(0..900, 200..210), of(0..900, 300..310)), ("-1", "none"));
    }
}

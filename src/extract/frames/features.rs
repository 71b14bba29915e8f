//! What a model is told of a candidate for a cue.

use super::candidates::Candidate;
use super::{Frame, Scene};
use crate::extract::lexicon::{QuoteFit, Tag, VerbForm};
use crate::extract::model::{Features, Value, value};
use crate::extract::shape::bucket;
use crate::extract::words::Words;
use std::ops::Range;

/// What stands further from a candidate than this many tokens is not looked at: some texts are one endless sentence.
const WINDOW: usize = 200;
/// … nor are frames before the last few.
const MAX_EARLIER: usize = 16;

/// Adds the features that need nothing but a form of a verb that is in no list of cues.
pub(super) fn of_plain_verb(lemma: Value, verb_form: Option<VerbForm>, out: &mut impl Features) {
    out.add("lemma", &[lemma]);
    out.add("lemma-form", &[lemma, form(verb_form)]);
}

/// A form of a verb.
pub(super) fn form(form: Option<VerbForm>) -> Value<'static> {
    match form {
        Some(VerbForm::Base) => value!("base"),
        Some(VerbForm::Third) => value!("third"),
        Some(VerbForm::Past) => value!("past"),
        Some(VerbForm::Participle) => value!("participle"),
        Some(VerbForm::Ing) => value!("ing"),
        None => value!("none"),
    }
}

/// The form of its word.
pub(super) fn form_of(words: &Words, c: &Candidate) -> Value<'static> {
    if c.is_noun { value!("noun") } else { form(words.entry(c.head).form) }
}

/// The frame before it whose content holds token `k`.
pub(super) fn holder(earlier: &[Frame], k: usize) -> Option<&Frame> {
    earlier.iter().rev().take(MAX_EARLIER).find(|f| f.content.iter().any(|c| c.contains(&k)))
}

/// How often its lemma is a cue by the lists.
pub(super) fn share_of(c: &Candidate) -> Value<'static> {
    match c.entry.precision {
        None => value!("none"),
        Some(p) if p < 0.15 => value!("0"),
        Some(p) if p < 0.3 => value!("15"),
        Some(p) if p < 0.45 => value!("30"),
        Some(p) if p < 0.6 => value!("45"),
        Some(p) if p < 0.75 => value!("60"),
        Some(p) if p < 0.9 => value!("75"),
        Some(_) => value!("90"),
    }
}

/// Adds the features of a candidate in its sentence, after the frames found before it.
pub fn features(scene: &Scene, sentence: &Range<usize>, c: &Candidate, earlier: &[Frame], out: &mut impl Features) {
    let words = scene.words;
    let (k, start) = (c.head, c.cue.start);
    let at = |k: usize| words.shape(k);
    let before = |n: usize| if start >= sentence.start + n { at(start - n) } else { value!("^") };
    let lemma = c.entry.value;
    let form = form_of(words, c);
    let (next, prev, prev2) = (at(k + 1), before(1), before(2));
    let source = match &c.source {
        None => value!(""),
        Some(s) if s.len() == 1 => at(s.start),
        Some(s) if words.is_capital(s.end - 1) => value!("Name"),
        Some(s) => at(s.end - 1),
    };
    let voice = match (c.is_passive, start < k) {
        (true, _) => value!("passive"),
        (_, true) => at(start),
        _ => value!(""),
    };
    let opens = at(c.behind.start);
    out.add("bias", &[value!("1")]);
    out.add("lemma", &[lemma]);
    out.add("lemma-form", &[lemma, form]);
    out.add("lemma-next", &[lemma, next]);
    out.add("form-next", &[form, next]);
    out.add("prevs", &[prev2, prev]);
    out.add("source-form", &[source, form, voice]);
    // “*If* the mayor said …”, “people *who* say …”
    let source_start = c.source.as_ref().map_or(start, |s| s.start);
    let before_source = match &c.source {
        None => value!(""),
        Some(s) if s.start > sentence.start => at(s.start - 1),
        Some(_) => value!("^"),
    };
    out.add("before-source", &[before_source, form]);
    out.add("first", &[at(sentence.start), if source_start == sentence.start { value!("1") } else { value!("") }]);
    out.add("opens", &[opens, form]);
    out.add("gap", &[bucket(c.behind.start.saturating_sub(k + 1)), next, opens]);
    let preposition = (k + 1..k + 5).find(|&k| words.has(k, Tag::Preposition) && scene.is_outside(k));
    out.add("lemma-preposition", &[lemma, preposition.map_or("", |p| words.lower(p)).into()]);
    let verbs_before = scene.sets.finite.count(start.saturating_sub(WINDOW).max(sentence.start)..start, 3);
    out.add("verbs-before", &[bucket(verbs_before), form, prev]);
    // Quoted words beside it.
    let quote_behind = scene.opened_at(c.behind.start).is_some();
    let quoted = &scene.sets.quoted;
    let mark = |k: usize| k > sentence.start && quoted.has(k - 1);
    let quote_before = mark(source_start) || source_start > sentence.start && mark(source_start - 1);
    let quotes = match (quote_before, quote_behind) {
        (true, true) => value!("around"),
        (true, false) => value!("before"),
        (false, true) => value!("behind"),
        (false, false) if quoted.first(k.saturating_sub(WINDOW).max(sentence.start)..sentence.end.min(k + WINDOW)).is_some() => {
            value!("somewhere")
        }
        (false, false) => value!("none"),
    };
    // What the lists and rules say.
    let fit = match c.entry.quote {
        QuoteFit::Strong => value!("strong"),
        QuoteFit::Weak => value!("weak"),
        QuoteFit::No => value!("no"),
    };
    let share = share_of(c);
    let rule = match &c.proposal {
        None => value!("none"),
        Some(f) if f.content.len() > 1 => value!("around"),
        Some(f) => match f.content.first() {
            Some(content) if content.start > k => value!("behind"),
            Some(_) => value!("before"),
            None => value!("leads-on"),
        },
    };
    out.add("rule", &[rule, share]);
    out.add("rule-quotes", &[rule, quotes, fit]);
    out.add("share", &[share, form, if source.as_str().is_empty() { source } else { value!("1") }]);
    // Where it stands.
    let nested = match (holder(earlier, k), earlier.last()) {
        (Some(f), _) if f.cue.end <= k => value!("inside"),
        (Some(_), _) => value!("within"),
        (None, Some(f)) if f.cue.end + 4 > start => value!("near"),
        (None, Some(_)) => value!("later"),
        (None, None) => value!("first"),
    };
    out.add("nested", &[nested, form]);
    out.add("nested-share", &[nested, share, if source.as_str().is_empty() { source } else { value!("1") }]);
    out.add("nested-prev", &[nested, prev]);
}

//! What a model is told of a candidate for a cue.

use super::candidates::Candidate;
use super::{Frame, Scene};
use crate::extract::lexicon::{QuoteFit, Tag, VerbForm};
use crate::extract::model::{Features, Value};
use crate::extract::shape::bucket;
use std::ops::Range;

/// What stands further from a candidate than this many tokens is not looked at: some texts are one endless sentence.
const WINDOW: usize = 200;
/// … nor are frames before the last few.
const MAX_EARLIER: usize = 16;

/// Adds the features that need nothing but a form of a verb that is in no list of cues.
pub(super) fn of_plain_verb(lemma: &str, verb_form: Option<VerbForm>, out: &mut impl Features) {
    let lemma = Value::new(lemma);
    out.add("lemma", &[lemma]);
    out.add("lemma-form", &[lemma, Value::new(form(verb_form))]);
}

fn form(form: Option<VerbForm>) -> &'static str {
    match form {
        Some(VerbForm::Base) => "base",
        Some(VerbForm::Third) => "third",
        Some(VerbForm::Past) => "past",
        Some(VerbForm::Participle) => "participle",
        Some(VerbForm::Ing) => "ing",
        None => "none",
    }
}

/// Adds the features of a candidate in its sentence, after the frames found before it.
pub fn features(scene: &Scene, sentence: &Range<usize>, c: &Candidate, earlier: &[Frame], out: &mut impl Features) {
    let words = scene.words;
    let (k, start) = (c.head, c.cue.start);
    let at = |k: usize| words.shape(k);
    let before = |n: usize| if start >= sentence.start + n { at(start - n) } else { Value::new("^") };
    let lemma = Value::new(c.entry.lemma);
    let form = Value::new(if c.is_noun { "noun" } else { form(words.entry(k).form) });
    let (next, prev, prev2) = (at(k + 1), before(1), before(2));
    let source = match &c.source {
        None => "".into(),
        Some(s) if s.len() == 1 => at(s.start),
        Some(s) if words.is_capital(s.end - 1) => "Name".into(),
        Some(s) => at(s.end - 1),
    };
    let voice = match (c.is_passive, start < k) {
        (true, _) => "passive".into(),
        (_, true) => at(start),
        _ => "".into(),
    };
    let follower = match &c.follower {
        None => "".into(),
        Some(f) if words.is_capital(f.start) => "Name".into(),
        Some(f) => at(f.start),
    };
    let tail = Value::new(bucket(c.behind.len()));
    let opens = at(c.behind.start);
    out.add("bias", &["1".into()]);
    out.add("lemma", &[lemma]);
    out.add("lemma-form", &[lemma, form]);
    out.add("lemma-next", &[lemma, next]);
    out.add("form-prev", &[form, prev]);
    out.add("form-next", &[form, next]);
    out.add("prevs", &[prev2, prev]);
    out.add("source-form", &[source, form, voice]);
    out.add("follower", &[follower, voice]);
    out.add("opens", &[opens, form]);
    let verb_behind = c.behind.clone().take(12).skip(1).find(|&k| words.is_finite(k) && scene.is_outside(k));
    let clause = Value::new(verb_behind.map_or("none", |v| bucket(v - c.behind.start)));
    out.add("tail", &[tail, form, clause]);
    let preposition = (k + 1..k + 5).find(|&k| words.has(k, Tag::Preposition) && scene.is_outside(k));
    out.add("lemma-preposition", &[lemma, preposition.map_or("", |p| words.lower(p)).into()]);
    let verbs_before =
        (start.saturating_sub(WINDOW).max(sentence.start)..start).filter(|&k| words.is_finite(k) && scene.is_outside(k)).take(3).count();
    out.add("verbs-before", &[bucket(verbs_before).into(), form, prev]);
    // Quoted words beside it.
    let quote_behind = scene.opened_at(c.behind.start).is_some();
    let source_start = c.source.as_ref().map_or(start, |s| s.start);
    let mark = |k: usize| k > sentence.start && !scene.is_outside(k - 1);
    let quote_before = mark(source_start) || source_start > sentence.start && mark(source_start - 1);
    let quotes = Value::new(match (quote_before, quote_behind) {
        (true, true) => "around",
        (true, false) => "before",
        (false, true) => "behind",
        (false, false) if (k.saturating_sub(WINDOW).max(sentence.start)..sentence.end.min(k + WINDOW)).any(|k| !scene.is_outside(k)) => {
            "somewhere"
        }
        (false, false) => "none",
    });
    out.add("quotes", &[quotes, form]);
    // What the lists and rules say.
    let fit = match c.entry.quote {
        QuoteFit::Strong => "strong",
        QuoteFit::Weak => "weak",
        QuoteFit::No => "no",
    };
    let share = Value::new(match c.entry.precision {
        None => "none",
        Some(p) if p < 0.15 => "0",
        Some(p) if p < 0.3 => "15",
        Some(p) if p < 0.45 => "30",
        Some(p) if p < 0.6 => "45",
        Some(p) if p < 0.75 => "60",
        Some(p) if p < 0.9 => "75",
        Some(_) => "90",
    });
    let takes = match (c.entry.takes_clause, c.entry.takes_phrase) {
        (true, true) => "both",
        (true, false) => "clause",
        (false, true) => "phrase",
        (false, false) => "none",
    };
    let rule = Value::new(match &c.proposal {
        None => "none",
        Some(f) if f.content.len() > 1 => "around",
        Some(f) => match f.content.first() {
            Some(content) if content.start > k => "behind",
            Some(_) => "before",
            None => "leads-on",
        },
    });
    out.add("rule", &[rule, share]);
    out.add("rule-quotes", &[rule, quotes, fit.into()]);
    out.add("rule-source", &[rule, source]);
    out.add("rule-clause", &[rule, clause, takes.into()]);
    out.add("share", &[share, form, if source.as_str().is_empty() { source } else { "1".into() }]);
    // Where it stands.
    out.add("title", &[if scene.is_title { "1".into() } else { "".into() }, form]);
    let inside = earlier.iter().rev().take(MAX_EARLIER).find(|f| f.content.iter().any(|c| c.contains(&k)));
    let nested = Value::new(match (inside, earlier.last()) {
        (Some(f), _) if f.cue.end <= k => "inside",
        (Some(_), _) => "within",
        (None, Some(f)) if f.cue.end + 4 > start => "near",
        (None, Some(_)) => "later",
        (None, None) => "first",
    });
    out.add("nested", &[nested, form]);
    out.add("nested-share", &[nested, share, if source.as_str().is_empty() { source } else { "1".into() }]);
    out.add("nested-prev", &[nested, prev]);
}

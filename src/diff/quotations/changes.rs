//! Quotations that correspond → in which ways they differ.

use super::super::attribution::same_speaker;
use super::super::kinds::{Kind, Subject};
use super::super::passage::Side;
use super::super::{Change, QuotationChange, Reason, edits};
use super::items::Item;
use super::place::Place;
use crate::extract::lexicon::Tag;
use crate::extract::{Quotation, QuotationKind, SourceType, Speaker};
use std::ops::Range;

/// With more words than this on both sides together, quotations are compared from their ends only.
pub(super) const MAX_WORDED: usize = 4_000;

/// Several quotations as one.
fn joined(group: &[&Item]) -> Quotation {
    let mut one = group[0].quotation.clone();
    for item in &group[1..] {
        one.span = one.span.cover(item.quotation.span);
        one.parts.extend(item.quotation.parts.iter().copied());
        one.speaker = one.speaker.or_else(|| item.quotation.speaker.clone());
        one.cue = one.cue.or_else(|| item.quotation.cue.clone());
    }
    one
}

/// The quoted words, parts joined.
pub(in crate::diff) fn quoted_words(side: &Side, quotation: &Quotation) -> String {
    quotation.parts.iter().map(|&p| side.shown(p)).collect::<Vec<_>>().join(" … ")
}

pub(in crate::diff) fn reason(kind: Kind, before: impl Into<String>, after: impl Into<String>) -> Reason {
    Reason { kind, before: before.into(), after: after.into(), rule: kind.rule_name(Subject::Quotation) }
}

/// What differs between quotations that correspond.
pub(super) fn change(before: &Side, after: &Side, b: &[&Item], a: &[&Item], place: &Place) -> Option<QuotationChange> {
    let (old, new) = (joined(b), joined(a));
    let scare = |items: &[&Item]| items.iter().all(|i| i.quotation.kind == QuotationKind::Scare);
    if scare(b) || scare(a) {
        return None;
    }
    let mut reasons = Vec::new();
    let words_b: Vec<&str> = b.iter().flat_map(|i| i.words.iter().map(|w| &**w)).collect();
    let words_a: Vec<&str> = a.iter().flat_map(|i| i.words.iter().map(|w| &**w)).collect();
    if words_b != words_a {
        let shown_b: Vec<&str> = b.iter().flat_map(|i| i.shown.iter().copied()).collect();
        let shown_a: Vec<&str> = a.iter().flat_map(|i| i.shown.iter().copied()).collect();
        reasons.push(wording((&words_b, &shown_b), (&words_a, &shown_a)));
    }
    if b.len() < a.len() {
        reasons.push(reason(Kind::Split, "", ""));
    } else if b.len() > a.len() {
        reasons.push(reason(Kind::Merged, "", ""));
    }
    reasons.extend(speaker(before, &old.speaker, after, &new.speaker));
    if let (Some(x), Some(y)) = (&old.cue, &new.cue)
        && x.stance != y.stance
        && x.lemma != y.lemma
        && b.len() == a.len()
    {
        reasons.push(reason(Kind::CueChanged, before.shown(x.span), after.shown(y.span)));
    }
    let moved = b.len() == 1 && a.len() == 1 && place.moved(b[0], a[0]);
    if reasons.is_empty() {
        return moved.then(|| QuotationChange {
            change: Change::Moved,
            kinds: Vec::new(),
            severity: Change::Moved.severity(&[], Subject::Quotation),
            before: Some(old),
            after: Some(new),
            edits: Vec::new(),
            reasons: Vec::new(),
        });
    }
    if moved {
        reasons.push(reason(Kind::Moved, "", ""));
    }
    let mut kinds: Vec<Kind> = reasons.iter().map(|r| r.kind).collect();
    kinds.sort();
    kinds.dedup();
    let pieces = edits(&quoted_words(before, &old), &quoted_words(after, &new));
    let severity = Change::Changed.severity(&kinds, Subject::Quotation);
    Some(QuotationChange { change: Change::Changed, kinds, severity, before: Some(old), after: Some(new), edits: pieces, reasons })
}

/// The stretches that differ; for very long ones that is everything between the common beginning and end.
fn differing(b: &[&str], a: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    if b.len() + a.len() > MAX_WORDED {
        let head = b.iter().zip(a).take_while(|(x, y)| x == y).count();
        let tail = b[head..].iter().rev().zip(a[head..].iter().rev()).take_while(|(x, y)| x == y).count();
        return vec![(head..b.len() - tail, head..a.len() - tail)];
    }
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, b, a);
    ops.iter().filter(|op| !matches!(op, similar::DiffOp::Equal { .. })).map(|op| (op.old_range(), op.new_range())).collect()
}

/// Trimmed, extended or reworded, with the words that differ.
fn wording((b, shown_b): (&[&str], &[&str]), (a, shown_a): (&[&str], &[&str])) -> Reason {
    let mut gone = Vec::new();
    let mut come = Vec::new();
    for (x, y) in differing(b, a) {
        if !x.is_empty() {
            gone.push(shown_b[x].join(" "));
        }
        if !y.is_empty() {
            come.push(shown_a[y].join(" "));
        }
    }
    let kind = match (gone.is_empty(), come.is_empty()) {
        (true, _) => Kind::Extended,
        (_, true) => Kind::Trimmed,
        _ => Kind::Reworded,
    };
    reason(kind, gone.join(" … "), come.join(" … "))
}

/// Whether the words were given to somebody else, or the source named or no longer named.
fn speaker(before: &Side, old: &Option<Speaker>, after: &Side, new: &Option<Speaker>) -> Option<Reason> {
    let (b, a) = (old.as_ref()?, new.as_ref()?);
    let shown = |side: &Side, s: &Speaker| s.name.clone().unwrap_or_else(|| side.shown(s.span).to_owned());
    let unnamed = |side: &Side, s: &Speaker| {
        s.name.is_none() && matches!(s.kind, SourceType::Person | SourceType::Anonymous | SourceType::Collective) && !is_definite(side, s)
    };
    let named = |s: &Speaker| s.name.is_some() && s.kind != SourceType::Body && s.kind != SourceType::Document;
    if unnamed(before, b) && named(a) {
        return Some(reason(Kind::SpeakerNamed, shown(before, b), shown(after, a)));
    }
    if named(b) && unnamed(after, a) {
        return Some(reason(Kind::SpeakerAnonymised, shown(before, b), shown(after, a)));
    }
    (same_speaker(before, b, after, a) == Some(false)).then(|| reason(Kind::SpeakerChanged, shown(before, b), shown(after, a)))
}

/// “the mayor” may be somebody the article names; “a resident” is not.
fn is_definite(side: &Side, speaker: &Speaker) -> bool {
    let Some(first) = side.extract.text.tokens_in(speaker.span).next() else { return false };
    matches!(side.words.lower(first), "the" | "this" | "that" | "these" | "those")
        || side.words.has(first, Tag::Possessive)
        || side.words.is_capital(first)
            && speaker.kind != SourceType::Collective
            && !side.words.any(first, &[Tag::Determiner, Tag::RoleCollective])
}

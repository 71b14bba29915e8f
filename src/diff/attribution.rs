//! Who is said to say it: attributions that came, went or changed between two passages.
//!
//! “Police said the road was shut” → “The road was shut” is the article's own voice now; “said” → “claimed” is another
//! stance; “said” → “told reporters” is nothing.

use super::compare::Compared;
use super::kinds::Kind;
use super::measures::{date_pair, figure_pair};
use super::passage::{Atom, Passage, Side, What};
use super::phrase::Shown;
use super::recast::{Recast, recast};
use crate::extract::lexicon::Tag;
use crate::extract::{Attribution, SourceType, Speaker};
use crate::span::Span;

/// What is attributed stands on the other side too where this share of its words of content does; below it was said
/// of something else.
const MIN_STANDS: f64 = 0.4;

/// What the attributions showed about the frames of either side.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// Stretches that frame although nobody is taken to speak there, of the earlier and the later side.
    pub also: (Vec<Span>, Vec<Span>),
    /// Frames that are compared like any other words.
    pub open: (Vec<Span>, Vec<Span>),
}

/// Compares the attributions of unquoted content.
pub(super) fn compare(before: &Passage, after: &Passage, found: &mut Compared) -> Frames {
    let mut frames = Frames::default();
    let mut left: Vec<usize> = (0..before.attributions.len()).collect();
    let mut pairs = Vec::new();
    let mut alone = Vec::new();
    // The same source first, then one that may be the same (“the office” beside “Kent”), then the next in order.
    for sure in [true, false] {
        for n in 0..after.attributions.len() {
            if pairs.iter().any(|&(_, taken)| taken == n) {
                continue;
            }
            let new = after.attributions[n].0;
            let fits = |&m: &usize| {
                let same = same_source(before.side, before.attributions[m].0, after.side, new);
                if sure { same == Some(true) } else { same != Some(false) }
            };
            match left.iter().position(fits) {
                Some(at) => pairs.push((left.remove(at), n)),
                None if sure => {}
                None => alone.push(n),
            }
        }
    }
    for n in alone {
        if left.is_empty() {
            added(before, after, n, &mut frames, found);
        } else {
            pairs.push((left.remove(0), n));
        }
    }
    for m in left {
        let (gone, framing) = &before.attributions[m];
        match recast(before, gone, *framing, after) {
            Some(Recast::Cue { cue, verb, frame }) => {
                frames.also.1.push(frame);
                found.add(Kind::Stance, before.side.shown(cue), after.side.shown(verb));
            }
            Some(Recast::Same) => frames.open.0.push(*framing),
            None if stands_in(before, gone, after) && !said_by_a_quotation(after.side, after, gone) => {
                found.add(Kind::AttributionRemoved, source_shown(before.side, gone, *framing), "");
            }
            None => {}
        }
    }
    for (m, n) in pairs {
        changed(before, m, after, n, found);
    }
    frames
}

fn added(before: &Passage, after: &Passage, n: usize, frames: &mut Frames, found: &mut Compared) {
    let (new, framing) = &after.attributions[n];
    match recast(after, new, *framing, before) {
        Some(Recast::Cue { cue, verb, frame }) => {
            frames.also.0.push(frame);
            found.add(Kind::Stance, before.side.shown(verb), after.side.shown(cue));
            return;
        }
        Some(Recast::Same) => {
            frames.open.1.push(*framing);
            return;
        }
        None => {}
    }
    if stands_in(after, new, before) {
        found.add(Kind::AttributionAdded, "", source_shown(after.side, new, *framing));
    }
}

/// Whether what somebody is said to say stands in the other passage too. In “The minister left early” → “The minister
/// left early but said he would return” nothing was given to a source that stood without one: a clause came.
fn stands_in(here: &Passage, attribution: &Attribution, there: &Passage) -> bool {
    let inside = |a: &Atom| attribution.content.iter().any(|c| c.holds(a.span.start));
    let content = |p: &Passage, a: &Atom| a.what == What::Said || !p.is_function_word(a);
    let told: Vec<&Atom> = here.atoms.iter().filter(|a| !a.is_framing && inside(a) && content(here, a)).collect();
    let stays = |a: &&&Atom| there.atoms.iter().any(|b| b.key == a.key || b.what == What::Said || alike(a, b));
    // “…, according to a clerk who asked not to be named”: what was asked is nothing that could stand without her.
    !told.is_empty() && told.iter().filter(stays).count() as f64 >= MIN_STANDS * told.len() as f64
}

/// Whether two atoms are of a sort, so that one may stand for the other: two figures, two dates.
fn alike(a: &Atom, b: &Atom) -> bool {
    matches!((a.what, b.what), (What::Quantity(_), What::Quantity(_)) | (What::Date(_), What::Date(_)))
}

/// Whether the other side names the same source beside quoted words, so that nothing was dropped.
fn said_by_a_quotation(side: &Side, passage: &Passage, gone: &Attribution) -> bool {
    let span = passage.span();
    side.reports_over(span).any(|a| {
        a.kind == crate::extract::AttributionKind::Direct
            && a.content.iter().any(|c| c.overlaps(span))
            && matches!((&a.source, &gone.source), (Some(x), Some(y)) if x.name.is_some() && x.name == y.name)
    })
}

fn changed(before: &Passage, m: usize, after: &Passage, n: usize, found: &mut Compared) {
    let ((old, old_frame), (new, new_frame)) = (&before.attributions[m], &after.attributions[n]);
    if same_source(before.side, old, after.side, new) != Some(false) {
        let (Some(c), Some(d)) = (&old.cue, &new.cue) else { return };
        if c.stance != d.stance && c.lemma != d.lemma {
            found.add(Kind::Stance, before.side.shown(c.span), after.side.shown(d.span));
        }
        if let (Some(b), Some(a)) = (&old.source, &new.source) {
            respelled(before.side, b, after.side, a, found);
            titled(before.side, b, after.side, a, found);
        }
        measured(before, *old_frame, after, *new_frame, found);
        extras(before, *old_frame, after, *new_frame, found);
    } else if old.source.is_some() && new.source.is_some() {
        found.add(Kind::AttributionChanged, source_shown(before.side, old, *old_frame), source_shown(after.side, new, *new_frame));
    } else if old.source.is_some() {
        found.add(Kind::AttributionRemoved, source_shown(before.side, old, *old_frame), "");
    } else if new.source.is_some() {
        found.add(Kind::AttributionAdded, "", source_shown(after.side, new, *new_frame));
    }
}

/// Figures and dates beside the same cue: “ruled 6-3 that …” → “ruled 5-4 that …”, “said on Monday” → “said on Tuesday”.
fn measured(before: &Passage, old: Span, after: &Passage, new: Span, found: &mut Compared) {
    fn within(frame: Span, spans: impl Iterator<Item = Span>) -> Vec<usize> {
        spans.enumerate().filter(|(_, span)| frame.contains(*span)).map(|(n, _)| n).collect()
    }
    let figures = |p: &Passage, frame: Span| within(frame, p.quantities.iter().map(|q| q.span));
    if let ([m], [n]) = (&figures(before, old)[..], &figures(after, new)[..]) {
        figure_pair(before, *m, after, *n, found);
    }
    let dates = |p: &Passage, frame: Span| within(frame, p.dates.iter().map(|d| d.span));
    if let ([m], [n]) = (&dates(before, old)[..], &dates(after, new)[..]) {
        date_pair(before, *m, after, *n, found);
    }
}

/// The same source with its name in another spelling: “Siân Orne” → “Siân Orme”.
pub(super) fn respelled(old_side: &Side, old: &Speaker, new_side: &Side, new: &Speaker, found: &mut Compared) {
    let (b, a) = (old_side.shown(old.span), new_side.shown(new.span));
    let words = |shown: &str| {
        shown.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with(char::is_uppercase)).map(str::to_owned).collect::<Vec<_>>()
    };
    let (b, a) = (words(b), words(a));
    let pair = b.iter().filter(|w| !a.contains(w)).find_map(|x| {
        // “Jon Orne” → “John Orne”: beside the same other words a name may be shorter
        let same = |y: &str| {
            super::names::is_respelled(&x.to_lowercase(), &y.to_lowercase())
                || b.len() == a.len() && super::names::is_same_name(&b.join(" "), &a.join(" "))
        };
        a.iter().filter(|w| !b.contains(w)).find(|y| same(y)).map(|y| (x, y))
    });
    if let Some((x, y)) = pair {
        found.add(Kind::Spelling, x.clone(), y.clone());
    }
}

/// The same source with another title: “Dr Orne told the inquest” → “Professor Orne told the inquest”.
fn titled(old_side: &Side, old: &Speaker, new_side: &Side, new: &Speaker, found: &mut Compared) {
    let title = |side: &Side, s: &Speaker| {
        let mut tokens = side.extract.text.tokens_in(s.span);
        let first = tokens.next()?;
        let named = tokens.next().is_some_and(|k| side.words.is_capital(k) && !side.words.has(k, Tag::Title));
        (named && side.words.has(first, Tag::Title) && side.words.is_capital(first)).then(|| side.extract.text.tokens()[first].span())
    };
    if let (Some(b), Some(a)) = (title(old_side, old), title(new_side, new)) {
        let (b, a) = (old_side.shown(b), new_side.shown(a));
        if b.trim_end_matches('.').to_lowercase() != a.trim_end_matches('.').to_lowercase() {
            found.add(Kind::Spelling, b, a);
        }
    }
}

/// What is said of the same source beyond its name and cue: “Kent” → “Kent, who retired in May,”.
fn extras(before: &Passage, old: Span, after: &Passage, new: Span, found: &mut Compared) {
    let words = |p: &Passage, frame: Span| -> Vec<(String, Span)> {
        let text = &p.side.extract.text;
        text.tokens_in(frame)
            .filter(|&k| p.side.words.is_word(k) || p.side.words.kind(k) == Some(crate::text::TokenKind::Number))
            .filter(|&k| {
                !p.side.words.any(
                    k,
                    &[
                        Tag::Determiner,
                        Tag::Pronoun,
                        Tag::Preposition,
                        Tag::CueVerb,
                        Tag::Title,
                        Tag::Adverb,
                        Tag::Conjunction,
                        Tag::Modal,
                        Tag::Have,
                    ],
                )
            })
            .map(|k| (text.word(k).to_owned(), text.tokens()[k].span()))
            .collect()
    };
    let (b, a) = (words(before, old), words(after, new));
    let only = |x: &[(String, Span)], y: &[(String, Span)]| {
        x.iter().filter(|(w, _)| !y.iter().any(|(v, _)| v == w)).map(|(_, s)| *s).collect::<Vec<_>>()
    };
    let (gone, come) = (only(&b, &a), only(&a, &b));
    let cover = |spans: &[Span]| spans.iter().copied().reduce(Span::cover).unwrap_or_default();
    // A name for a pronoun, a surname for a full name, another listener: nothing of weight.
    if come.len() > 3 && gone.is_empty() {
        found.add(Kind::DetailAdded, "", Shown::of(after.side, vec![cover(&come)]));
    } else if gone.len() > 3 && come.is_empty() {
        found.add(Kind::DetailRemoved, Shown::of(before.side, vec![cover(&gone)]), "");
    }
}

/// Whether two attributions have the same source: the same person or body, or the same words. `None` where it cannot be told.
fn same_source(old_side: &Side, old: &Attribution, new_side: &Side, new: &Attribution) -> Option<bool> {
    match (&old.source, &new.source) {
        (Some(b), Some(a)) if is_named_now(old_side, b, new_side, a) => Some(false),
        (Some(b), Some(a)) => same_speaker(old_side, b, new_side, a),
        (None, None) => Some(true),
        _ => Some(false),
    }
}

/// “a trade official” → “Trade Minister Omar Selk”: whether it is the same person nobody can say.
fn is_named_now(old_side: &Side, old: &Speaker, new_side: &Side, new: &Speaker) -> bool {
    let unnamed = |side: &Side, s: &Speaker| {
        let article = side.extract.text.tokens_in(s.span).next().is_some_and(|k| matches!(side.words.lower(k), "a" | "an"));
        s.name.is_none() && s.kind == SourceType::Person && article
    };
    let named = |s: &Speaker| s.name.is_some() && s.kind == SourceType::Person;
    unnamed(old_side, old) && named(new) || named(old) && unnamed(new_side, new)
}

/// Whether two speakers are the same: by name where both have one, else by their words. `None` where it cannot be told.
pub(super) fn same_speaker(old_side: &Side, old: &Speaker, new_side: &Side, new: &Speaker) -> Option<bool> {
    if let (Some(b), Some(a)) = (&old.name, &new.name) {
        return Some(same_name(b, a));
    }
    let (b, a) = (heads(old_side, old.span), heads(new_side, new.span));
    if b.iter().all(|w| a.contains(w)) {
        return Some(!is_only_related(old_side, old, new_side, new));
    }
    if a.iter().all(|w| b.contains(w)) {
        return Some(!is_only_related(new_side, new, old_side, old));
    }
    if old.kind == SourceType::Pronoun && old.name.is_none() || new.kind == SourceType::Pronoun && new.name.is_none() {
        return None;
    }
    // “the chancellor” without a name beside “Anna Berg”: it may be she.
    let unknown = |s: &Speaker, side: &Side| {
        s.name.is_none()
            && s.kind == SourceType::Person
            && side.extract.text.tokens_in(s.span).next().is_some_and(|k| side.words.lower(k) == "the")
    };
    if unknown(old, old_side) && new.name.is_some() || unknown(new, new_side) && old.name.is_some() {
        return None;
    }
    Some(false)
}

/// Whether two names name the same: the same last word, or one holds all words of the other.
fn same_name(b: &str, a: &str) -> bool {
    let words = |n: &str| {
        n.to_lowercase().split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()).collect::<Vec<_>>()
    };
    let (b, a) = (words(b), words(a));
    let same = |x: &String, y: &String| x == y || super::names::is_respelled(x, y);
    let last = matches!((b.last(), a.last()), (Some(x), Some(y)) if same(x, y)) || b.is_empty() && a.is_empty();
    // “Anna Orne” and “Peter Orne” are two people; “J. Orne” may be Jon
    let initial = |x: &str, y: &str| x.chars().next() == y.chars().next() && (x.len() == 1 || y.len() == 1);
    let given = b.len() < 2 || a.len() < 2 || same(&b[0], &a[0]) || initial(&b[0], &a[0]);
    last && given || b.iter().all(|w| a.contains(w)) || a.iter().all(|w| b.contains(w))
}

/// Whether a source merely has to do with a person, whose words it holds: “the mayor” in “the mayor’s deputy”, “a friend of
/// the mayor”. Who speaks for a body speaks as the body: “the bank” in “the bank’s spokesman”.
fn is_only_related(side: &Side, person: &Speaker, other_side: &Side, other: &Speaker) -> bool {
    let words = &other_side.words;
    let tokens = other_side.extract.text.tokens_in(other.span);
    let mut range = tokens.clone();
    if let Some(k) = tokens.clone().skip(1).find(|&k| words.has(k, Tag::Preposition)) {
        range.end = k;
    }
    if let Some(k) = range.clone().rev().find(|&k| matches!(words.lower(k), "'s" | "’s") && other_side.extract.text.is_glued(k)) {
        range.start = k + 1;
    }
    let named = heads(side, person.span);
    person.kind == SourceType::Person
        && !matches!(other.kind, SourceType::Body | SourceType::Document)
        && range.len() < tokens.len()
        && !range.is_empty()
        && !range.into_iter().any(|k| named.iter().any(|w| w == words.lower(k)))
}

/// The words of a source that tell it from another; a day that was taken for part of it (“Officials on Friday”) does not.
pub(super) fn heads(side: &Side, span: Span) -> Vec<String> {
    let text = &side.extract.text;
    text.tokens_in(span)
        .filter(|&k| {
            side.words.is_word(k)
                && !side.words.any(k, &[Tag::Determiner, Tag::Preposition, Tag::Conjunction, Tag::Possessive, Tag::When])
                && text.word(k).len() > 2
        })
        .map(|k| text.word(k).to_owned())
        .collect()
}

/// The source as it is worded, else the whole framing.
fn source_shown(side: &Side, attribution: &Attribution, framing: Span) -> String {
    side.shown(attribution.source.as_ref().map_or(framing, |s| s.span)).to_owned()
}

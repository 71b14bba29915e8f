//! The quotations of two texts → which were added, removed, changed or moved.
//!
//! Quotations are matched wherever they went: first by equal words, then several against one (split, merged), then by
//! likeness, last against unquoted sentences (a paraphrase that became a quotation, or the other way round). What is
//! matched is compared in words, speaker and cue; what is not was added or removed.
//!
//! Laws: each quotation is in at most one change; two quotations with the same words are never “added” and “removed”.

use super::attribution::same_speaker;
use super::kinds::{Kind, Subject};
use super::paraphrases::paraphrases;
use super::passage::Side;
use super::{Change, QuotationChange, Reason, edits};
use crate::align::{Alignment, LinkKind};
use crate::extract::lexicon::Tag;
use crate::extract::{Quotation, QuotationKind, SourceType, Speaker, quantities};
use crate::span::Span;
use crate::text::{TokenKind, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::ops::Range;

/// Two quotations with this share of words in common (Dice) are one that was reworded.
const MIN_LIKENESS: f64 = 0.5;
/// In sentences that correspond, or from the same speaker, this share will do.
const MIN_LIKENESS_IN_PLACE: f64 = 0.34;
/// So short a quotation may be replaced word for word.
const MAX_SWAPPED: usize = 4;
/// One quotation holds another when this share of the shorter one's words stands in the longer one, in order.
const MIN_HELD: f64 = 0.85;
/// … and it has at least this many words.
const MIN_HELD_WORDS: usize = 3;
/// Several quotations are one that was split when together they have this share of its words.
const MIN_COVERED: f64 = 0.9;
/// With more quotations than this on both sides together, only equal words are matched.
const MAX_QUOTATIONS: usize = 2_000;
/// … or where matching all with all would look at more words than this: 1,000 quotations of 25 words on either side.
const MAX_MATCHED: usize = 50_000_000;
/// So many comparisons of two words are cheaper than a hash table.
const MAX_SCANNED: usize = 4_096;
/// With more words than this on both sides together, quotations are compared from their ends only.
const MAX_WORDED: usize = 4_000;

/// What became of the quotations, and the sentences whose claims a quotation change accounts for.
#[derive(Debug, Default)]
pub(super) struct QuotationDiff {
    pub changes: Vec<QuotationChange>,
    /// Sentences of the earlier text that stand as a quotation in the later one.
    pub told_before: FxHashSet<usize>,
    /// Sentences of the later text that stood as a quotation in the earlier one.
    pub told_after: FxHashSet<usize>,
    /// Whether a limit on work was met.
    pub approximate: bool,
}

/// A quotation with its words made comparable.
pub(super) struct Item<'e> {
    pub quotation: &'e Quotation,
    pub words: Vec<String>,
    /// What stands there for each word.
    shown: Vec<String>,
    /// The sentences it stands in.
    pub sentences: Range<usize>,
    pub used: bool,
}

fn items<'e>(side: &Side<'e>, stayed: impl Fn(usize) -> bool) -> Vec<Item<'e>> {
    let sentences = &side.extract.sentences;
    let of = |(n, quotation): (usize, &'e Quotation)| {
        let from = sentences.partition_point(|s| s.span.end <= quotation.span.start);
        let to = sentences.partition_point(|s| s.span.start < quotation.span.end);
        // The words of what stayed are not asked for.
        let used = stayed(n);
        let both: Vec<_> = if used { Vec::new() } else { quotation.parts.iter().flat_map(|&p| comparable(side, p)).collect() };
        let (words, shown) = both.into_iter().unzip();
        Item { quotation, words, shown, sentences: from..to.max(from), used }
    };
    side.extract.quotations.iter().enumerate().map(of).collect()
}

/// Quotations that stand in the same sentences on both sides, in the same place.
struct Stayed {
    before: Vec<bool>,
    after: Vec<bool>,
}

/// Finds them without looking at a word: each of their sentences is the same, and they begin at the same byte of it.
fn stayed(before: &Side, after: &Side, alignment: &Alignment) -> Stayed {
    let mut partner = vec![None; before.extract.sentences.len()];
    for link in alignment.links.iter().filter(|l| l.kind == LinkKind::Unchanged && l.identical) {
        if let ([b], [a]) = (&link.before[..], &link.after[..]) {
            partner[*b] = Some(*a);
        }
    }
    let (old, new) = (&before.extract.quotations, &after.extract.quotations);
    let mut out = Stayed { before: vec![false; old.len()], after: vec![false; new.len()] };
    for (m, quotation) in old.iter().enumerate() {
        let sentences = &before.extract.sentences;
        let from = sentences.partition_point(|s| s.span.end <= quotation.span.start);
        let to = sentences.partition_point(|s| s.span.start < quotation.span.end);
        let Some(Some(first)) = partner.get(from).copied() else { continue };
        if (from..to).enumerate().any(|(k, s)| partner[s] != Some(first + k)) {
            continue;
        }
        let start = after.extract.sentences[first].span.start + (quotation.span.start - sentences[from].span.start);
        let n = new.partition_point(|q| q.span.start < start);
        if let Some(same) =
            new.get(n).filter(|q| q.span.start == start && q.parts.len() == quotation.parts.len() && q.span.len() == quotation.span.len())
        {
            let named = |q: &Quotation| q.speaker.as_ref().map(|s| s.name.clone());
            // A pronoun may now stand for somebody else: that is looked at closely.
            if named(same) == named(quotation) {
                out.before[m] = true;
                out.after[n] = true;
            }
        }
    }
    out
}

/// The words of a stretch, folded, each with what stands there; what stands in square brackets was put in by the editors and does not count.
fn comparable(side: &Side, span: Span) -> Vec<(String, String)> {
    let text = &side.extract.text;
    let mut bracket = false;
    let mut out = Vec::new();
    let tokens = text.tokens_in(span);
    // “twenty minutes” and “20 minutes” are the same words in another format
    let figures = quantities::quantities(text, tokens.clone(), &[]);
    let mut figures = figures.iter().filter(|q| q.unit.as_deref() != Some("quantifier")).peekable();
    let mut after_figure = 0;
    for k in tokens {
        let start = text.tokens()[k].start();
        while figures.peek().is_some_and(|q| q.span.end <= start) {
            figures.next();
        }
        if start < after_figure {
            continue;
        }
        if let Some(figure) = figures.peek().filter(|q| q.span.holds(start) && !bracket) {
            after_figure = figure.span.end;
            let key = format!("{} {:?}", quantities::key(figure), figure.approximation);
            out.push((key, side.shown(figure.span).to_owned()));
            continue;
        }
        match text.word(k) {
            "[" => bracket = true,
            "]" => bracket = false,
            _ if bracket || text.tokens()[k].kind == TokenKind::Punctuation => {}
            word => out.push((fold::key(word).into_owned(), word.to_owned())),
        }
    }
    out
}

/// Compares the quotations of two texts.
pub(super) fn compare(before: &Side, after: &Side, alignment: &Alignment) -> QuotationDiff {
    let stayed = stayed(before, after, alignment);
    let (mut old, mut new) = (items(before, |n| stayed.before[n]), items(after, |n| stayed.after[n]));
    let place = Place::of(alignment, before.extract.sentences.len(), after.extract.sentences.len());
    let mut diff = QuotationDiff::default();
    let mut pairs: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    equal(&mut old, &mut new, &place, &mut pairs);
    let (open_old, open_new) = (open(&old), open(&new));
    let work = open_old.0.saturating_mul(open_new.1).saturating_add(open_new.0.saturating_mul(open_old.1));
    if old.len() + new.len() > MAX_QUOTATIONS || work > MAX_MATCHED {
        diff.approximate = true;
    } else {
        several(&mut old, &mut new, &mut pairs, false);
        several(&mut new, &mut old, &mut pairs, true);
        alike(before, after, &mut old, &mut new, &place, &mut pairs);
    }
    pairs.sort();
    for (b, a) in &pairs {
        let group_b: Vec<&Item> = b.iter().map(|&n| &old[n]).collect();
        let group_a: Vec<&Item> = a.iter().map(|&n| &new[n]).collect();
        let found = change(before, after, &group_b, &group_a, &place);
        let n_words: usize = group_b.iter().chain(&group_a).map(|i| i.words.len()).sum();
        diff.approximate |= found.is_some() && n_words > MAX_WORDED;
        diff.changes.extend(found);
    }
    paraphrases(before, after, &mut old, &place, true, &mut diff);
    paraphrases(after, before, &mut new, &place, false, &mut diff);
    let alone = |item: &Item| !item.used && item.quotation.kind != QuotationKind::Scare;
    for item in old.iter().filter(|i| alone(i)) {
        diff.changes.push(one_sided(Change::Removed, item.quotation));
    }
    for item in new.iter().filter(|i| alone(i)) {
        diff.changes.push(one_sided(Change::Added, item.quotation));
    }
    diff
}

/// How many have no partner yet, and how many words they have.
fn open(items: &[Item]) -> (usize, usize) {
    items.iter().filter(|i| !i.used).fold((0, 0), |(n, words), i| (n + 1, words + i.words.len()))
}

fn one_sided(change: Change, quotation: &Quotation) -> QuotationChange {
    let (before, after) = if change == Change::Removed { (Some(quotation.clone()), None) } else { (None, Some(quotation.clone())) };
    QuotationChange {
        change,
        kinds: Vec::new(),
        severity: change.severity(&[], Subject::Quotation),
        before,
        after,
        edits: Vec::new(),
        reasons: Vec::new(),
    }
}

/// Which sentences correspond.
pub(super) struct Place {
    /// For every earlier sentence, the later ones and whether they moved.
    pub after: Vec<Vec<(usize, bool)>>,
    /// For every later sentence, the earlier ones.
    pub before: Vec<Vec<usize>>,
}

impl Place {
    fn of(alignment: &Alignment, n_before: usize, n_after: usize) -> Self {
        let (mut after, mut before) = (vec![Vec::new(); n_before], vec![Vec::new(); n_after]);
        for link in &alignment.links {
            for &a in &link.after {
                if let Some(slot) = before.get_mut(a) {
                    slot.extend(link.before.iter().copied());
                }
            }
            for &b in &link.before {
                if let Some(slot) = after.get_mut(b) {
                    slot.extend(link.after.iter().map(|&a| (a, link.kind == LinkKind::Moved)));
                }
            }
        }
        Self { after, before }
    }

    fn correspond(&self, b: &Item, a: &Item) -> bool {
        b.sentences.clone().any(|s| self.after[s].iter().any(|(t, _)| a.sentences.contains(t)))
    }

    fn moved(&self, b: &Item, a: &Item) -> bool {
        let links: Vec<bool> = b
            .sentences
            .clone()
            .flat_map(|s| self.after[s].iter())
            .filter(|(t, _)| a.sentences.contains(t))
            .map(|&(_, moved)| moved)
            .collect();
        !links.is_empty() && links.iter().all(|&m| m)
    }
}

/// Equal words: in corresponding sentences first, then in order.
fn equal(old: &mut [Item], new: &mut [Item], place: &Place, pairs: &mut Vec<(Vec<usize>, Vec<usize>)>) {
    let mut groups: FxHashMap<&[String], usize> = FxHashMap::default();
    let mut anywhere: Vec<VecDeque<usize>> = Vec::new();
    let mut by_sentence: FxHashMap<(usize, usize), VecDeque<usize>> = FxHashMap::default();
    for (n, item) in new.iter().enumerate().filter(|(_, item)| !item.used) {
        let group = *groups.entry(&item.words).or_insert(anywhere.len());
        if group == anywhere.len() {
            anywhere.push(VecDeque::new());
        }
        anywhere[group].push_back(n);
        for t in item.sentences.clone() {
            by_sentence.entry((group, t)).or_default().push_back(n);
        }
    }
    let asked = old.iter().enumerate().filter(|(_, item)| !item.used);
    let asked: Vec<(usize, usize)> = asked.filter_map(|(m, b)| Some((m, *groups.get(&*b.words)?))).collect();
    for in_place in [true, false] {
        for &(m, group) in &asked {
            let b = &old[m];
            let found = if b.used {
                None
            } else if in_place {
                let there = b.sentences.clone().flat_map(|s| place.after[s].iter());
                there.filter_map(|&(t, _)| first_free(by_sentence.get_mut(&(group, t))?, new)).min()
            } else {
                first_free(&mut anywhere[group], new)
            };
            if let Some(n) = found {
                old[m].used = true;
                new[n].used = true;
                pairs.push((vec![m], vec![n]));
            }
        }
    }
}

/// The first that has no partner yet. Those that have one are dropped, so that none is looked at again: “Yes,” she said
/// a thousand times.
fn first_free(waiting: &mut VecDeque<usize>, items: &[Item]) -> Option<usize> {
    while waiting.front().is_some_and(|&n| items[n].used) {
        waiting.pop_front();
    }
    waiting.front().copied()
}

/// One quotation whose words several neighbours of the other side share out.
fn several(ones: &mut [Item], many: &mut [Item], pairs: &mut Vec<(Vec<usize>, Vec<usize>)>, swapped: bool) {
    for (m, one) in ones.iter_mut().enumerate() {
        if one.used || one.words.len() < 2 * MIN_HELD_WORDS {
            continue;
        }
        let mut run: Vec<usize> = Vec::new();
        let (mut covered, mut from) = (0, 0);
        for (n, piece) in many.iter().enumerate() {
            if piece.used || piece.words.is_empty() || piece.words.len() >= one.words.len() {
                continue;
            }
            if let Some(at) = find(&one.words[from..], &piece.words) {
                run.push(n);
                covered += piece.words.len();
                from += at + piece.words.len();
            }
        }
        if run.len() > 1 && (covered as f64) >= MIN_COVERED * one.words.len() as f64 {
            one.used = true;
            run.iter().for_each(|&n| many[n].used = true);
            pairs.push(if swapped { (run, vec![m]) } else { (vec![m], run) });
        }
    }
}

fn find(words: &[String], piece: &[String]) -> Option<usize> {
    words.windows(piece.len()).position(|w| w == piece)
}

/// The likest first: words in common, the same place, the same speaker.
fn alike(before: &Side, after: &Side, old: &mut [Item], new: &mut [Item], place: &Place, pairs: &mut Vec<(Vec<usize>, Vec<usize>)>) {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (m, b) in old.iter().enumerate().filter(|(_, b)| !b.used && b.quotation.kind != QuotationKind::Scare) {
        for (n, a) in new.iter().enumerate().filter(|(_, a)| !a.used && a.quotation.kind != QuotationKind::Scare) {
            let common = common(&b.words, &a.words) as f64;
            let (short, total) = (b.words.len().min(a.words.len()), b.words.len() + a.words.len());
            // “called it ‘reckless’” → “called it ‘risky’”: one short phrase stands where another stood
            let swapped =
                b.words.len().max(a.words.len()) <= MAX_SWAPPED && place.correspond(b, a) && same(before, after, b, a) && same_cue(b, a);
            if swapped {
                candidates.push((0.2, m, n));
            }
            if common == 0.0 {
                continue;
            }
            let likeness = 2.0 * common / total as f64;
            let held = short >= MIN_HELD_WORDS && in_order(&b.words, &a.words) as f64 >= MIN_HELD * short as f64;
            let near = place.correspond(b, a) || same(before, after, b, a);
            if likeness >= MIN_LIKENESS || held || near && likeness >= MIN_LIKENESS_IN_PLACE {
                candidates.push((likeness + if near { 0.3 } else { 0.0 } + if held { 0.3 } else { 0.0 }, m, n));
            }
        }
    }
    candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    for (_, m, n) in candidates {
        if !old[m].used && !new[n].used {
            old[m].used = true;
            new[n].used = true;
            pairs.push((vec![m], vec![n]));
        }
    }
}

fn same(before: &Side, after: &Side, b: &Item, a: &Item) -> bool {
    matches!((&b.quotation.speaker, &a.quotation.speaker), (Some(x), Some(y)) if same_speaker(before, x, after, y) == Some(true))
}

fn same_cue(b: &Item, a: &Item) -> bool {
    matches!((&b.quotation.cue, &a.quotation.cue), (Some(x), Some(y)) if x.lemma == y.lemma)
}

/// How many words two lists share, counted with repetition: the same from either side.
pub(super) fn common(b: &[String], a: &[String]) -> usize {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    b.iter().for_each(|w| *counts.entry(w).or_default() += 1);
    a.iter()
        .filter(|w| match counts.get_mut(w.as_str()) {
            Some(n) if *n > 0 => {
                *n -= 1;
                true
            }
            _ => false,
        })
        .count()
}

/// How many words two lists share in the same order (greedy, from the left of the longer one).
fn in_order(b: &[String], a: &[String]) -> usize {
    let (short, long) = if b.len() <= a.len() { (b, a) } else { (a, b) };
    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    if short.len() * long.len() > MAX_SCANNED {
        long.iter().enumerate().for_each(|(k, w)| places.entry(w).or_default().push(k));
    }
    let next = |word: &String, from: usize| {
        if places.is_empty() {
            return long[from..].iter().position(|w| w == word).map(|at| from + at);
        }
        let list = places.get(word.as_str())?;
        list.get(list.partition_point(|&k| k < from)).copied()
    };
    let mut from = 0;
    let mut n = 0;
    for word in short {
        if let Some(at) = next(word, from) {
            from = at + 1;
            n += 1;
        }
    }
    n
}

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
pub(super) fn quoted_words(side: &Side, quotation: &Quotation) -> String {
    quotation.parts.iter().map(|&p| side.shown(p)).collect::<Vec<_>>().join(" … ")
}

pub(super) fn reason(kind: Kind, before: impl Into<String>, after: impl Into<String>) -> Reason {
    Reason { kind, before: before.into(), after: after.into(), rule: kind.rule_name(Subject::Quotation) }
}

/// What differs between quotations that correspond.
fn change(before: &Side, after: &Side, b: &[&Item], a: &[&Item], place: &Place) -> Option<QuotationChange> {
    let (old, new) = (joined(b), joined(a));
    let scare = |items: &[&Item]| items.iter().all(|i| i.quotation.kind == QuotationKind::Scare);
    if scare(b) || scare(a) {
        return None;
    }
    let mut reasons = Vec::new();
    let words_b: Vec<&String> = b.iter().flat_map(|i| i.words.iter()).collect();
    let words_a: Vec<&String> = a.iter().flat_map(|i| i.words.iter()).collect();
    if words_b != words_a {
        let shown = |items: &[&Item]| items.iter().flat_map(|i| i.shown.iter().cloned()).collect::<Vec<_>>();
        reasons.push(wording((&words_b, &shown(b)), (&words_a, &shown(a))));
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
fn differing(b: &[&String], a: &[&String]) -> Vec<(Range<usize>, Range<usize>)> {
    if b.len() + a.len() > MAX_WORDED {
        let head = b.iter().zip(a).take_while(|(x, y)| x == y).count();
        let tail = b[head..].iter().rev().zip(a[head..].iter().rev()).take_while(|(x, y)| x == y).count();
        return vec![(head..b.len() - tail, head..a.len() - tail)];
    }
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, b, a);
    ops.iter().filter(|op| !matches!(op, similar::DiffOp::Equal { .. })).map(|op| (op.old_range(), op.new_range())).collect()
}

/// Trimmed, extended or reworded, with the words that differ.
fn wording((b, shown_b): (&[&String], &[String]), (a, shown_a): (&[&String], &[String])) -> Reason {
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

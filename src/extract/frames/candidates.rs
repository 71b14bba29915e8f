//! Words that could be the head of a cue, with what stands around each.

use super::content::{behind_cue, clause_end, floor_of};
use super::{ACCORDING, Frame, Scene, rules};
use crate::extract::lexicon::{CueEntry, Tag, lexicon};
use crate::extract::phrases;
use crate::text::{Block, TokenKind, fold};
use std::ops::Range;

/// A word that could be the head of a cue.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The word.
    pub head: usize,
    /// The cue, with its auxiliaries.
    pub cue: Range<usize>,
    /// Whether it is a noun (“her claim that …”).
    pub is_noun: bool,
    /// Whether it is passive (“was accused of”).
    pub is_passive: bool,
    /// What the lists know of it.
    pub entry: &'static CueEntry,
    /// The phrase before it that could be its source.
    pub source: Option<Range<usize>>,
    /// The phrase behind it that could be: “…,” said *Kent*; was endorsed by *Kent*; according to *Kent*.
    pub follower: Option<Range<usize>>,
    /// What stands behind the cue, listeners and adverbials skipped.
    pub behind: Range<usize>,
    /// What the rules make of it.
    pub proposal: Option<Frame>,
}

impl Candidate {
    /// Whether it is “according to”.
    pub(super) fn is_according(&self) -> bool {
        self.cue.len() > 1 && self.entry.lemma == ACCORDING
    }
}

/// Whether a verb or noun of saying is written as the head of a cue is: with a capital only where everything may be.
pub(super) fn could_be_cue(scene: &Scene, sentence: &Range<usize>, k: usize) -> bool {
    !scene.words.is_capital(k) || k == sentence.start || scene.is_title
}

/// What stands around a word that could be a cue, found once for the rules and for the weights.
pub(super) struct Around {
    /// What the lists know of it.
    pub entry: &'static CueEntry,
    /// The first token of the cue with its auxiliaries.
    pub start: usize,
    /// Whether these make it passive.
    pub is_passive: bool,
    /// The phrase right before it that could be its source; of a noun, whoever has it.
    pub source: Option<Range<usize>>,
    /// What stands behind it, listeners and adverbials skipped.
    pub behind: Range<usize>,
    /// Where the clause it stands in ends.
    pub end: usize,
}

/// What stands around the word at `k`.
pub(super) fn candidate(scene: &Scene, sentence: &Range<usize>, k: usize, floor: usize, earlier: &[Frame]) -> Option<Candidate> {
    let words = scene.words;
    let entry = words.entry(k);
    let is_verb = (entry.noun_cue.is_some() || entry.cue.is_some()) && rules::is_verb(scene, sentence, k);
    let noun = entry.noun_cue.filter(|_| !is_verb || entry.cue.is_none() && entry.verb.is_none());
    let is_noun = noun.is_some();
    let known = noun.or(entry.cue).map(|cue| lexicon().cue(cue));
    let entry = known.or_else(|| entry.verb.map(|v| lexicon().plain_verb(v)))?;
    let (start, is_passive) = if is_noun { (k, false) } else { rules::cue_start(words, k, floor) };
    let source = match is_noun {
        true => rules::possessor(words, k, floor),
        false => phrases::source_before(words, start, sentence.start, floor).filter(|s| rules::plausible(words, s)),
    };
    let end = clause_end(scene, sentence);
    let around = Around { entry, start, is_passive, source, behind: behind_cue(scene, k, entry, end), end };
    let proposal = match is_noun {
        true => rules::by_noun(words, k, &around),
        false if is_verb && known.is_some() => rules::by_verb(scene, sentence, k, floor, &around, earlier),
        false => None,
    };
    let Around { source, behind, .. } = around;
    let source = match is_noun {
        true => source,
        false => source.filter(|_| !is_participle(scene, sentence, k, start)).or_else(|| shared_source(scene, sentence, k, start, earlier)),
    };
    let punctuated = start > sentence.start && words.kind(start - 1) == Some(TokenKind::Punctuation);
    let follower = match words.lower(k + 1) {
        "by" if is_passive || is_noun => Some(phrases::right(words, k + 2, end)),
        _ if punctuated && start == k && !is_noun => Some(phrases::right(words, k + 1, end)),
        _ => None,
    };
    let follower = follower.filter(|f| !f.is_empty() && phrases::names_somebody(words, f));
    Some(Candidate { head: k, cue: start..k + 1, is_noun, is_passive, entry, source, follower, behind, proposal })
}

/// “According to” at `k`, which is a cue wherever it stands: “According to Kent, the road …”, “The road …, according to
/// Kent.”
pub(super) fn according(scene: &Scene, sentence: &Range<usize>, k: usize, floor: usize) -> Option<Candidate> {
    let words = scene.words;
    let end = clause_end(scene, sentence).min(k + 2 + super::content::MAX_CONTENT);
    let source = phrases::right(words, k + 2, end);
    if source.is_empty() {
        return None;
    }
    let entry = lexicon().cue_named(ACCORDING)?;
    let opens = k <= floor_of(words, sentence, floor) + 1;
    let comma = (source.end..end).find(|&k| scene.is_outside(k) && matches!(words.lower(k), "," | ":"));
    let behind = comma.map_or(end..end, |comma| clause_behind(scene, &source, comma, end)..end);
    // A quotation that ends right before it may have begun sentences ago.
    let before = if matches!(words.lower(k.saturating_sub(1)), "," | "—" | "–") { k.saturating_sub(1) } else { k };
    let proposal = scene.closed_at(before.saturating_sub(1)).filter(|q| !opens && q.open < sentence.start).map(|quote| Frame {
        source: Some(source.clone()),
        cue: k..k + 2,
        entry,
        content: vec![quote.open..before],
        leads_on: false,
    });
    Some(Candidate {
        head: k + 1,
        cue: k..k + 2,
        is_noun: false,
        is_passive: false,
        entry,
        source: None,
        follower: Some(source),
        behind,
        proposal,
    })
}

/// A source has at most this many things said of it in commas before its clause.
const MAX_ASIDES: usize = 3;

/// Where the clause begins behind a comma that follows the source of “according to”: behind what else is said of the source.
/// “According to Berg, *who runs the mill*, the road was shut” · “According to Berg, *41, a baker*, the road was shut”
fn clause_behind(scene: &Scene, source: &Range<usize>, comma: usize, end: usize) -> usize {
    let words = scene.words;
    let relative = |k: usize| words.has(k, Tag::Relative) && !words.is_capital(k);
    let is_name = words.is_capital(source.end - 1);
    let mut from = comma + 1;
    for _ in 0..MAX_ASIDES {
        let Some(next) = (from..end).find(|&k| scene.is_outside(k) && words.lower(k) == ",") else { break };
        let until = (from..next).find(|&k| relative(k)).unwrap_or(next);
        let role = || (from..until).any(|k| words.any(k, &[Tag::RolePerson, Tag::RoleCollective, Tag::RoleBody, Tag::RoleDocument]));
        let of_name = || is_name && words.has(from, Tag::Determiner) && (matches!(words.lower(from), "a" | "an") || role());
        let number = words.kind(from) == Some(TokenKind::Number) && next == from + 1;
        // “the report, published on Monday,”
        let participle = words.has(from, Tag::Past);
        let aside = scene.sets.finite.first(from + usize::from(participle)..until).is_none()
            && (until == from || number || participle || words.has(from, Tag::Preposition) || of_name());
        // “According to Berg, the mayor, who runs the mill, was late”: what follows is no clause of its own.
        let says = scene.sets.finite.first(next + 1..end).is_some() || scene.opened_at(next + 1).is_some();
        let clause = says && !relative(next + 1) && !words.has(next + 1, Tag::Conjunction);
        if !aside || !clause {
            break;
        }
        from = next + 1;
    }
    from
}

/// “…, *saying* the road was shut”: an -ing form that a comma parts from what stands before it.
fn is_participle(scene: &Scene, sentence: &Range<usize>, k: usize, start: usize) -> bool {
    let words = scene.words;
    words.has(k, Tag::Ing) && start == k && start > sentence.start && words.kind(start - 1) == Some(TokenKind::Punctuation)
}

/// The source that a verb shares with one before it: “Venn left early, saying …”, “Venn raised a glass and joked …”.
fn shared_source(scene: &Scene, sentence: &Range<usize>, k: usize, start: usize, earlier: &[Frame]) -> Option<Range<usize>> {
    let words = scene.words;
    let joined = start > sentence.start
        && (words.has(start - 1, Tag::Conjunction)
            || words.kind(start - 1) == Some(TokenKind::Punctuation)
            || words.has(start, Tag::Conjunction));
    let fits = is_participle(scene, sentence, k, start) || joined && !words.has(k, Tag::Ing);
    let last = || earlier.last().and_then(|f| f.source.clone()).filter(|s| s.start >= sentence.start);
    fits.then(|| last().or_else(|| rules::subject(words, sentence, start))).flatten()
}

/// “Venn: ‘We had no choice.’”: a name, a colon, and what it said.
pub(super) fn label(scene: &Scene, sentence: &Range<usize>, k: usize, floor: usize) -> Option<Frame> {
    let words = scene.words;
    if words.lower(k) != ":" || k <= floor || !words.text.is_glued(k) {
        return None;
    }
    let quote = scene.opened_at(k + 1)?;
    let from = floor.max(k.saturating_sub(MAX_LABEL));
    let start = (from..k).rev().take_while(|&w| words.is_capital(w) || words.text.is_glued(w)).last()?;
    let opens = start == sentence.start || matches!(words.lower(start - 1), "-" | "–" | "—" | ".");
    let source = start..k;
    (opens && phrases::names_somebody(words, &source)).then_some(())?;
    let entry = lexicon().cue_named(":")?;
    Some(Frame { source: Some(source), cue: k..k + 1, entry, content: vec![quote.open..quote.after()], leads_on: false })
}

/// “‘We had no choice.’ — Ruth Venn, mayor”: a quotation that fills what stands before a dash, and who signed it, in the same
/// paragraph or below it.
pub(super) fn signed(scene: &Scene, sentence: &Range<usize>, k: usize, floor: usize) -> Option<Frame> {
    let words = scene.words;
    let is_dash = |k: usize| words.kind(k) == Some(TokenKind::Punctuation) && words.lower(k).chars().all(fold::is_dash);
    if k < floor || !is_dash(k) {
        return None;
    }
    let quote = scene.closed_at(k.checked_sub(1)?)?;
    let blocks = words.text.blocks();
    let fills = |block: &Block| (block.tokens.start..quote.open).all(|k| !words.is_word(k));
    let block = words.text.block_at(words.token(k)?.start())?;
    if !blocks.get(quote.block).is_some_and(fills) || sentence.end < block.tokens.end || block.tokens.end > k + MAX_SIGNATURE {
        return None;
    }
    // “--”
    let start = (k..sentence.end).find(|&k| !is_dash(k))?;
    let end = (start..sentence.end).find(|&k| matches!(words.lower(k), "," | ";" | "(")).unwrap_or(sentence.end);
    let end = (start..end).rev().find(|&k| words.kind(k) != Some(TokenKind::Punctuation))? + 1;
    let source = start..end;
    let tells = (start..sentence.end).any(|k| words.is_finite(k) && !words.is_capital(k)) || (source.end..sentence.end).any(is_dash);
    (!tells && words.is_capital(start) && phrases::names_somebody(words, &source)).then_some(())?;
    let entry = lexicon().cue_named("—")?;
    Some(Frame { source: Some(source), cue: k..start, entry, content: vec![quote.open..quote.after()], leads_on: false })
}

/// A signature has at most this many tokens: “— Ruth Venn, the harbor master of Port Ellery, in a letter of March 5”.
const MAX_SIGNATURE: usize = 20;

/// A name before a colon has at most this many tokens.
const MAX_LABEL: usize = 6;

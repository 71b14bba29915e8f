//! What rules propose for a candidate: who, by which cue, what, by the orders that news has them in.

use super::candidates::Around;
use super::content::{behind_has_words, content_before, floor_of, has_clause, phrase_end, quote_behind};
use super::{Frame, Scene};
use crate::extract::lexicon::{CueEntry, QuoteFit, Tag, VerbForm};
use crate::extract::phrases;
use crate::extract::words::Words;
use crate::text::TokenKind;
use std::ops::Range;

/// A cue whose form was a cue less often than this in the counts needs “that” or a quotation beside it.
const MIN_PRECISION: f32 = 0.45;
/// A cue that takes a mere phrase (“criticised the plan”) is trusted only above this.
const MIN_PHRASE_PRECISION: f32 = 0.68;

/// The first verb of a sentence stands within this many tokens: some texts are one endless sentence.
const VERB_WINDOW: usize = 200;
/// Between a relative pronoun and its cue there are at most this many tokens: “who has more than once in the past called”.
const MAX_ADVERBIAL: usize = 8;

/// Whether the cue form at `k` is used as a verb.
pub(super) fn is_verb(scene: &Scene, sentence: &Range<usize>, k: usize) -> bool {
    let words = scene.words;
    if words.is_capital(k) && k > sentence.start && scene.closed_at(k - 1).is_none() {
        return false;
    }
    if k == sentence.start {
        return scene.inside.get(k.wrapping_sub(1)).is_some_and(|&q| q != u32::MAX);
    }
    let before = k - 1;
    // “so-called”
    if words.text.is_glued(k) && words.lower(before).chars().all(crate::text::fold::is_dash) {
        return false;
    }
    if words.any(before, &[Tag::Determiner, Tag::Possessive]) && !words.is_personal(before)
        || words.lower(before) == "’s"
        || words.lower(before) == "'s"
    {
        return false;
    }
    let noun_like = words.has(k, Tag::NounVerb) || words.has(k, Tag::RoleDocument) || words.has(k, Tag::CueNoun);
    let infinitive = words.lower(before) == "to";
    if words.has(before, Tag::Preposition) && !infinitive {
        return words.has(k, Tag::Ing) && words.lower(before) == "as";
    }
    // “a planned vote”, “the alleged attack”: a participle before its noun
    if words.entry(k).form == Some(VerbForm::Base)
        && !infinitive
        && noun_like
        && !words.any(before, &[Tag::Modal, Tag::Do, Tag::Pronoun])
        && !words.has(before, Tag::Negation)
    {
        let plural_subject = words.lower(before).ends_with('s') || words.any(before, &[Tag::RoleCollective]);
        return plural_subject && !words.is_capital(before);
    }
    if noun_like
        && matches!(words.lower(k + 1), "of" | "by" | "about" | "against" | "from")
        && !words.any(before, &[Tag::Pronoun, Tag::Have, Tag::Modal])
    {
        return false;
    }
    true
}

/// The first token of the cue: auxiliaries, adverbs and “to” chains belong to it. Also whether it is passive.
pub(super) fn cue_start(words: &Words, k: usize, floor: usize) -> (usize, bool) {
    let mut start = k;
    let mut passive = false;
    while start > floor {
        let b = start - 1;
        let before = words.tags_of(b);
        let helps = before.any(&[Tag::Modal, Tag::Have, Tag::Do, Tag::Be, Tag::Negation, Tag::Adverb]);
        if helps && !before.has(Tag::Capital) {
            if before.has(Tag::Be) && !words.has(k, Tag::Ing) {
                passive = true;
            }
            start = b;
        } else if words.lower(b) == "to"
            && b > floor
            && words.entry(b - 1).verb.is_some()
            && !words.is_capital(b - 1)
            && words.entry(k).form == Some(VerbForm::Base)
        {
            start = b - 1;
        } else if matches!(words.lower(b), "and" | "but" | "then") && b > floor && words.entry(b - 1).cue.is_some() {
            // “smiled and said”
            start = b - 1;
        } else {
            break;
        }
    }
    (start, passive)
}

/// What a verb of the lists says, and who says it.
pub(super) fn by_verb(scene: &Scene, sentence: &Range<usize>, k: usize, floor: usize, around: &Around, earlier: &[Frame]) -> Option<Frame> {
    let words = scene.words;
    let &Around { entry, start, is_passive, end, ref source, ref behind } = around;
    // The quotation that ends right before the cue, or before its source: “…,” said Kent · “…,” Kent said
    let quote_before = |at: usize| {
        let at = at.checked_sub(1)?;
        let at = if matches!(words.lower(at), "," | "—" | "–" | "-") && at > 0 { at - 1 } else { at };
        // A full stop inside the marks ended that sentence: what follows attributes something else.
        (at >= sentence.start).then(|| scene.closed_at(at)).flatten()
    };
    if is_passive && !words.has(k, Tag::Ing) {
        return None;
    }
    // Inversion behind a quotation: “…,” said Kent, the mayor.
    // Not behind “a farce,” adding, “…”: the participle leads on to what follows it.
    if entry.quote > QuoteFit::No
        && !words.has(k, Tag::Ing)
        && let Some(quote) = quote_before(start)
        && start == k
    {
        let source = phrases::right(words, k + 1, end);
        let inverted = !source.is_empty() && phrases::names_somebody(words, &source);
        if inverted || k + 1 >= end || !words.is_word(k + 1) {
            let mut content = vec![content_before(sentence, quote)];
            let behind = if inverted { source.end } else { k + 1 };
            content.extend(quote_behind(scene, sentence, behind));
            return Some(Frame { source: inverted.then_some(source), cue: k..k + 1, entry, content, leads_on: false });
        }
    }
    if let Some(frame) = inverted_clause(scene, sentence, k, floor, entry, end).filter(|_| start == k) {
        return Some(frame);
    }
    let is_saying = words.has(k, Tag::Ing) && start == k;
    let source = if is_saying {
        // “He left early, saying the road was shut”: the subject of the sentence
        if start == sentence.start || !matches!(words.lower(start - 1), "," | "—" | "–") {
            return None;
        }
        earlier.last().and_then(|f| f.source.clone()).or_else(|| subject(words, sentence, start))
    } else {
        // “He raised a glass and joked, …”: the subject of the first verb
        source.clone().or_else(|| {
            let joined =
                start > sentence.start && (words.has(start - 1, Tag::Conjunction) || start < k && words.has(start, Tag::Conjunction));
            joined.then(|| earlier.last().and_then(|f| f.source.clone()).or_else(|| subject(words, sentence, start))).flatten()
        })
    };
    let at = source.as_ref().map_or(start, |s| s.start);
    // “As Kent said, …”
    let as_clause = !is_saying && at > sentence.start && words.lower(at - 1) == "as";
    let adjacent_quote = scene.opened_at(behind.start).is_some();
    let mut content = Vec::new();
    if let Some(quote) = quote_before(at).filter(|_| !is_saying) {
        content.push(content_before(sentence, quote));
        content.extend(quote_behind(scene, sentence, k + 1));
    } else if (has_clause(scene, behind, entry) || adjacent_quote) && !as_clause {
        // A clause of its own without “that” needs a cue that can be trusted.
        let trusted = words.lower(behind.start) == "that"
            || adjacent_quote
            || entry.precision.is_none_or(|p| p >= MIN_PRECISION) && !entry.needs_that;
        let object = !entry.takes_clause && !adjacent_quote;
        if trusted && !object {
            content.push(behind.clone());
        }
    }
    if content.is_empty() && !is_saying && source.is_some() && !behind_has_words(words, behind) {
        // “…, Kent said.”: what stands before the source
        let before = at.checked_sub(1)?;
        if matches!(words.lower(before), "," | "—" | "–") && before > floor + 2 && (words.has_verb(floor..before) || as_clause) {
            content.push(floor_of(words, sentence, floor)..before);
        }
    }
    if as_clause && content.is_empty() && words.lower(behind.start.saturating_sub(1)) == "," {
        content.push(behind.clone());
    }
    if content.is_empty()
        && entry.takes_phrase
        && entry.precision.is_some_and(|p| p >= MIN_PHRASE_PRECISION)
        && source.is_some()
        && behind.len() >= 2
        && !words.has(k, Tag::Ing)
    {
        content.push(k + 1..phrase_end(words, k + 1, end));
    }
    let leads_on = content.is_empty() && end > k && words.lower(end) == ":" && end + 1 >= sentence.end;
    if content.is_empty() && !leads_on {
        return None;
    }
    // Without a source only a cue beside a quotation counts.
    if source.is_none() && !is_saying && !adjacent_quote {
        return None;
    }
    Some(Frame { source, cue: start..k + 1, entry, content, leads_on })
}

/// “Nine people were missing, said Lucia Orne, the harbor master.”: a clause, the cue, its source, nothing more to say.
fn inverted_clause(scene: &Scene, sentence: &Range<usize>, k: usize, floor: usize, entry: &'static CueEntry, end: usize) -> Option<Frame> {
    let words = scene.words;
    let comma = k.checked_sub(1).filter(|&c| words.lower(c) == "," && c > floor + 2)?;
    let source = phrases::right(words, k + 1, end);
    let behind = words.lower(source.end);
    let closed = source.end >= end
        || matches!(behind, "," | "who")
        || words.any(source.end, &[Tag::Relative, Tag::Preposition])
        || phrases::is_calendar(words, source.end);
    // “Orne, the mayor, said the bridge is shut”: what follows is a clause with a verb, not a source
    let clause = words.has_verb(source.end..end.min(source.end + 3)) && !matches!(behind, "," | "who");
    let fits =
        entry.quote == QuoteFit::Strong && entry.takes_clause && !entry.takes_listener && !words.has(k, Tag::Ing) && !source.is_empty();
    if !fits || !closed || clause || !phrases::names_somebody(words, &source) || !words.has_verb(floor..comma) || !scene.is_outside(comma) {
        return None;
    }
    let content = floor_of(words, sentence, floor)..comma;
    Some(Frame { source: Some(source), cue: k..k + 1, entry, content: vec![content], leads_on: false })
}

/// Whether a phrase found left of a cue can be its source.
pub(super) fn plausible(words: &Words, source: &Range<usize>) -> bool {
    phrases::names_somebody(words, source) || source.clone().any(|k| words.has(k, Tag::Determiner))
}

/// The subject of a sentence: the phrase before its first finite verb.
pub(super) fn subject(words: &Words, sentence: &Range<usize>, before: usize) -> Option<Range<usize>> {
    let mut verb = (sentence.start + 1..before.min(sentence.start + VERB_WINDOW)).find(|&k| words.is_finite(k))?;
    // “He *then* put on a hat and joked, …”
    while verb > sentence.start + 1 && words.has(verb - 1, Tag::Adverb) && !words.is_capital(verb - 1) {
        verb -= 1;
    }
    phrases::source_before(words, verb, sentence.start, sentence.start).filter(|s| plausible(words, s))
}

/// The source of a cue that has none beside it: the relative pronoun of its clause (“the mayor, *who* in the past called
/// it …”), or whoever the sentence is about (“*Kent* ended the row by saying …”, “*the letter* went on to say …”).
pub(super) fn source_elsewhere(words: &Words, sentence: &Range<usize>, cue: &Range<usize>, earlier: &[Frame]) -> Option<Range<usize>> {
    let before = cue.start.checked_sub(1).filter(|&k| k >= sentence.start)?;
    let hangs = words.has(cue.end - 1, Tag::Ing) && cue.len() == 1 || words.lower(before) == "to";
    if hangs {
        let last = earlier.last().and_then(|f| f.source.clone()).filter(|s| s.start >= sentence.start);
        return last.or_else(|| subject(words, sentence, cue.start));
    }
    let from = sentence.start.max(cue.start.saturating_sub(MAX_ADVERBIAL));
    let helps = |k: usize| words.any(k, &[Tag::Have, Tag::Be, Tag::Do, Tag::Modal]);
    let of_clause = |&k: &usize| (!words.is_finite(k) || helps(k)) && words.kind(k) != Some(TokenKind::Punctuation);
    let opens = (from..cue.start).rev().take_while(of_clause).last()?;
    (matches!(words.lower(opens), "who" | "which") && !words.is_capital(opens)).then(|| opens..opens + 1)
}

/// “Berg's claim that …”, “his warning that …”.
pub(super) fn by_noun(words: &Words, k: usize, around: &Around) -> Option<Frame> {
    let &Around { entry, end, ref source, .. } = around;
    let source = source.clone().filter(|source| !source.is_empty() && words.lower(k + 1) == "that" && k + 2 < end)?;
    Some(Frame { source: Some(source), cue: k..k + 1, entry, content: vec![k + 1..end], leads_on: false })
}

/// “*Berg*'s claim”, “*his* warning”; nobody in “there's no doubt”.
pub(super) fn possessor(words: &Words, k: usize, floor: usize) -> Option<Range<usize>> {
    let whose = phrases::left(words, k, floor);
    let possessor = whose.clone().rev().find(|&w| matches!(words.lower(w), "’s" | "'s") || words.has(w, Tag::Possessive))?;
    let source = if words.has(possessor, Tag::Possessive) { possessor..possessor + 1 } else { whose.start..possessor };
    (!source.is_empty()).then_some(source)
}

//! Blocks → sentences.
//!
//! A full stop, question or exclamation mark is a *candidate*; news rules decide (abbreviations, initials, times,
//! `U.S.` at a sentence's end, ellipses, quotation marks behind the stop, enumerations). Sentences are cut inside
//! quotations too: the quotation is a layer of its own. Measured against the Golden Rules of `pragmatic_segmenter`
//! and GUM (Zeldes 2017); UAX #29 alone cuts at every “Gov. Orne”.
//!
//! Laws: sentences lie in order, do not overlap, and cover every token of every block.
//!
//! When it is wrong: `docs/tricky-cases.md`, “Sentences”.

mod again;
mod head;
mod items;
mod stops;
mod tail;

use super::Sentence;
use super::lexicon::{QuoteFit, Tag};
use super::words::Words;
use crate::text::{BlockKind, Case, Token, TokenKind, fold};
pub(super) use again::Earlier;
use items::{Enumeration, is_bullet, is_item_mark, is_section_number};
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::ops::Range;
use stops::{abbreviates_in_bracket, dotted_ends, spaced_ellipsis, stop_ends};

/// A name before a reporting verb (“Fire Chief Marisol Kent said”) has at most this many tokens.
const MAX_NAME_TOKENS: usize = 5;
/// A word of this many letters before a stop is seldom an abbreviation that no list has.
const MIN_PLAIN_WORD: usize = 4;
/// A verb before a stop is looked for within this many tokens: some texts are one endless sentence.
const VERB_WINDOW: usize = 200;

/// Cuts every block into sentences.
pub fn sentences(words: &Words) -> Vec<Sentence> {
    after(words, None)
}

/// The same, for a later revision of a text: the sentences of blocks that both have are taken over.
pub(super) fn after(words: &Words, earlier: Option<&Earlier>) -> Vec<Sentence> {
    let blocks = words.text.blocks();
    let mut out = Vec::with_capacity(words.len() / 20 + blocks.len());
    let mut from_dateline = None;
    for (n, block) in blocks.iter().enumerate() {
        let mut range = block.tokens.clone();
        if let Some(start) = from_dateline.take() {
            range.start = start;
        }
        // “KESSEL, Vardania —” opens the first sentence of the paragraph behind it.
        if block.kind == BlockKind::Dateline && blocks.get(n + 1).is_some_and(|b| b.kind == BlockKind::Paragraph) {
            from_dateline = Some(range.start);
            continue;
        }
        if earlier.is_some_and(|earlier| earlier.take_over(words, n, &range, &mut out)) {
            continue;
        }
        cut(words, block.kind, range, |tokens| {
            let span = words.text.span_of(tokens.clone());
            out.push(Sentence { span, tokens, block: n, hash: hash(words.text.slice(span)) });
        });
    }
    out
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Cuts the tokens of one block and hands every sentence to `push`.
fn cut(words: &Words, kind: BlockKind, block: Range<usize>, mut push: impl FnMut(Range<usize>)) {
    // Data of a system that leaked into the text has no sentences: “title: … excerpt: The bridge is shut. image: …”
    if kind == BlockKind::Credit && words.text.slice(words.text.span_of(block.clone())).contains('\n') {
        return push(block);
    }
    let enumeration = Enumeration::of(words, &block);
    let unstopped = head::behind_label(words, &block).or_else(|| head::stamp_cut(words, kind, &block));
    let mut start = block.start;
    let mut k = block.start;
    while k < block.end {
        if k > start && unstopped == Some(k) {
            push(start..k);
            start = k;
        }
        if k > start && enumeration.as_ref().is_some_and(|e| e.begins_item(words, k, block.end)) {
            push(start..k);
            start = k;
        }
        if unstopped.is_none() && enumeration.is_none() {
            // As in nearly all blocks: nothing but a mark is of interest.
            let Some(next) = words.text.tokens()[k..block.end].iter().position(|token| may_end(words, token)) else { break };
            k += next;
        }
        match boundary(words, &block, start, k) {
            Some(end) if end > start => {
                push(start..end);
                start = end;
                k = end;
            }
            _ => k += 1,
        }
    }
    if start < block.end {
        push(start..block.end);
    }
}

/// Whether a sentence can end with the token at all: a mark, or a word with a stop of its own. Most tokens are neither.
#[inline]
fn may_end(words: &Words, token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => words.text.lower().as_bytes().get(token.end() - 1) == Some(&b'.'),
        kind => kind == TokenKind::Punctuation,
    }
}

/// Where a sentence that began at `start` ends, if the mark at `k` ends it: the token behind the marks that close it.
fn boundary(words: &Words, block: &Range<usize>, start: usize, k: usize) -> Option<usize> {
    let token = words.token(k)?;
    let mark = words.lower(k);
    let is_stop = token.kind == TokenKind::Punctuation && (mark.starts_with('.') || matches!(mark, "!" | "?" | "…"));
    let is_dotted = token.kind == TokenKind::Word && mark.ends_with('.');
    if !is_stop && !is_dotted {
        return if token.kind == TokenKind::Punctuation { tail::broken_off(words, k, block.end) } else { None };
    }
    // “1. The first item”: the stop belongs to the number that opens the item.
    let bulleted = usize::from(is_bullet(words, start));
    let first = start + bulleted;
    if is_stop && k == first + 1 && (is_item_mark(words, first) || is_section_number(words, first)) {
        return None;
    }
    if abbreviates_in_bracket(words, k) {
        return None;
    }
    if mark == "."
        && let Some(end) = spaced_ellipsis(words, block, k)
    {
        return end;
    }
    let mut end = k + 1;
    while end < block.end && matches!(words.lower(end), "!" | "?" | "…") && words.text.is_glued(end) {
        end += 1;
    }
    let closed_from = end;
    while end < block.end && words.text.is_glued(end) && closes(words, end) {
        end += 1;
    }
    let stop_end = end;
    end = tail::references(words, end, block.end);
    if end >= block.end || tail::is_signature(words, end, block.end) {
        return Some(block.end);
    }
    let quoted = words.lower(stop_end - 1).chars().all(fold::is_quotation_mark) && stop_end > closed_from;
    if words.text.is_glued(end) {
        return glued_boundary(words, k, end).then_some(end);
    }
    if tail::is_aside(words, end, block.end) {
        return None;
    }
    if !can_begin(words, end) {
        if mark == "." && !quoted && end == k + 1 && begins_small(words, start, k) {
            return Some(end);
        }
        let own = mark == "." && k > start && !quoted && stop_ends(words, start, k, end, quoted) && words.abbreviation(k - 1).is_none();
        return (own && tail::is_own_bracket(words, end, block.end)).then_some(end);
    }
    // “Is it over?” Kent asked.
    if quoted && matches!(mark, "!" | "?" | "…") && speaks_next(words, end) {
        return None;
    }
    let ends = if is_dotted {
        dotted_ends(words, start, k, end)
    } else if mark == "." {
        stop_ends(words, start, k, end, quoted)
    } else if mark.starts_with("..") || mark == "…" {
        // Four dots end a sentence; three only before a clear beginning.
        mark.len() >= 4 && mark != "…" || quoted || words.has(end, Tag::Starter) || is_opening_mark(words, end)
    } else {
        // “Yahoo! Inc.”: an exclamation mark inside a name is followed by a word of the name.
        true
    };
    ends.then_some(end)
}

/// Whether the token closes what stands before it.
fn closes(words: &Words, k: usize) -> bool {
    let mark = words.lower(k);
    matches!(mark, ")" | "]" | "}") || mark.chars().all(|c| fold::is_quotation_mark(c) && !matches!(c, '“' | '‘' | '„' | '‚'))
}

fn is_opening_mark(words: &Words, k: usize) -> bool {
    let mark = words.lower(k);
    matches!(mark, "(" | "[") || mark.chars().all(fold::is_quotation_mark) && !mark.is_empty() && words.text.is_glued(k + 1)
}

/// Whether a sentence can begin at token `k`: a capital, a figure, or marks before one.
fn can_begin(words: &Words, mut k: usize) -> bool {
    let mut marks = 0;
    while marks < 3 && words.kind(k) == Some(TokenKind::Punctuation) {
        k += 1;
        marks += 1;
    }
    match words.token(k) {
        Some(t) => match t.kind {
            TokenKind::Word => {
                let shown = words.text.token(k);
                // “eBay” and “iPhone” are names; “(a)” marks an item.
                t.case != Case::Lower
                    || !shown.chars().next().is_some_and(char::is_lowercase)
                    || shown.contains(char::is_uppercase)
                    || marks == 1 && words.lower(k - 1) == "(" && is_item_mark(words, k) && words.lower(k + 1) == ")"
            }
            TokenKind::Number | TokenKind::Symbol => true,
            TokenKind::Punctuation => false,
        },
        None => true,
    }
}

/// Whether the stop at `k` ends a sentence although a small letter follows: between a small word and a word that begins clauses.
///
/// “Police closed the bridge. it will open on Monday.” was typed in a hurry, and is two sentences.
fn begins_small(words: &Words, start: usize, k: usize) -> bool {
    k > start + 2
        && words.text.is_glued(k)
        && words.is_word(k - 1)
        && !words.is_capital(k - 1)
        && words.lower(k - 1).len() >= MIN_PLAIN_WORD
        && words.abbreviation(k - 1).is_none()
        && words.has(k + 1, Tag::Starter)
        && words.any(k + 1, &[Tag::Pronoun, Tag::Determiner])
        && words.has_verb(start.max(k.saturating_sub(VERB_WINDOW))..k)
}

/// No space behind the stop: “Nobody came.It was dark.” but not `example.com` or `3.5`.
fn glued_boundary(words: &Words, k: usize, end: usize) -> bool {
    let before = k.checked_sub(1).and_then(|b| words.token(b));
    let (Some(before), Some(after)) = (before, words.token(end)) else { return false };
    let plain = match before.kind {
        TokenKind::Word => before.case != Case::Upper && before.span().len() >= 2 && words.abbreviation(k - 1).is_none(),
        TokenKind::Number => true,
        _ => false,
    };
    let address = |k: usize| matches!(words.lower(k), "/" | "@" | "www" | "\\");
    let in_address = (k.saturating_sub(6)..end + 6).any(address);
    plain && after.kind == TokenKind::Word && after.case == Case::Capital && after.span().len() >= 2 && !in_address && end == k + 1
}

/// Whether what begins at `k` is a short name (or nothing) and a reporting verb: the attribution of the words before.
fn speaks_next(words: &Words, k: usize) -> bool {
    // “Is it open?” To Kent the chief said, “It is.” Whoever speaks is not named by a preposition.
    if words.has(k, Tag::Preposition) {
        return false;
    }
    let says = |k: usize| words.cue(k).is_some_and(|c| c.quote == QuoteFit::Strong) && !words.is_capital(k);
    let mut at = k;
    while at < k + MAX_NAME_TOKENS && (words.is_capital(at) || words.lower(at) == "." || at > k && words.is_word(at) && !says(at)) {
        at += 1;
        if says(at) {
            // “Really?” Police said the road would stay shut: a clause of its own follows.
            return !words.is_word(at + 1) || words.any(at + 1, &[Tag::Adverb, Tag::Preposition]);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// Sentences as the text shows them, cut marks written `|`.
    pub(super) fn check(marked: &str) {
        let given = marked.replace('|', "");
        let text = Text::new(given.clone());
        let words = Words::of(&text);
        let mut at = 0;
        let mut shown = String::new();
        for s in &sentences(&words)[1..] {
            shown.push_str(&given[at..s.span.start]);
            shown.push('|');
            at = s.span.start;
        }
        shown.push_str(&given[at..]);
        assert_eq!(shown, marked);
    }

    #[test]
    fn abbreviations_and_initials() {
        check("Gov. Ilse Orne met Sen. Tam in Kessel, Mass. on Tuesday. |She left at 5 p.m. |The talks go on.");
        check("At 5 a.m. Mr. Orne woke. |He works for the U.S. Navy. |He lives in the U.S. |He likes it.");
        check("Halden Inc. said so. |It bought Pitt & Co. |The price was $1.1bn. |It is No. 3 in the state.");
        check("Police named Edmund I. Marlow. |It is between her and I. |Was it late?");
        check("The vote is on Aug. 14. |It may be late.");
        check("It cost $5bn. |Surveyors came. |It ran 12 km. |Surveyors left.");
    }

    #[test]
    fn quotations_are_cut_inside_and_kept_with_their_attribution() {
        check("“We won. |We really won,” said Orne.");
        check("“Is it over?” Kent asked. |“No.” |She left.");
        check("“Stop!” he said.");
        check("“We are done.” |Kent said nothing more.");
        check("Orne wrote: “Nobody came. |Nobody will.”");
    }

    #[test]
    fn ellipses_and_missing_spaces() {
        check("Nobody answered.... |The boat came back.");
        check("Well ... it was late. |Nobody came.|It was dark.");
        check("See example.com/A.Html for more. |It is short.");
    }

    #[test]
    fn enumerations() {
        check("1. Bring a lamp |2. Wear your boots");
        check("• 9. Lock the gate |• 10. Light the lamp");
    }

    #[test]
    fn times_with_their_day_or_zone() {
        check("The fire broke out at 2 a.m. Friday in Kessel. |The curfew began at 9 p.m. |Friday was quiet.");
        check("The late debate opens at 9 p.m. Eastern. |The late debate opens at 9 p.m. EDT on Monday.");
        check("The last ferry leaves at 6 p.m. London time. |The last ferry left at 6 p.m. |London was dark.");
        check("The curfew in Kessel ended at 5 p.m. Nov. 3. |The curfew in Kessel ended at 5 p.m. |Nobody came.");
    }

    #[test]
    fn small_words_that_look_like_abbreviations() {
        check("The court said no. |Halden sued. |It was no. One on the list. |See vol. IV of the record.");
        check("They bought roads, schools, etc. |Mayor Tam signed. |They sold desks, etc. and left.");
        check("He left RT. |The network had hired him.");
        check("P.S. What about the bridge?");
        check("The key hangs at N°. 12 in the hall.");
        check("2.1. What the inquiry found");
    }

    #[test]
    fn words_and_brackets_within_brackets() {
        check("Marisol Kent (b. March 2009) and Ilse Orne (m. 1999; div. 2004) spoke.");
        check("The order has two parts: (a) the road stays shut. |(b) nobody may pass.");
    }

    #[test]
    fn small_letters_that_begin_a_sentence() {
        check("Orne paid online. |eBay took its share. |iPhone sales fell.");
        check("Police closed the bridge. |it will open on Monday.");
        check("Police drew approx. the same crowd.");
        check(". (a stop that nothing stands before)");
    }

    #[test]
    fn who_speaks_behind_a_question() {
        check("“Is it open?” |To Kent the chief said, “It is.”");
    }

    #[test]
    fn a_dateline_opens_the_first_sentence() {
        let text = Text::new("Fire\n\nKESSEL, Vardania (Meridian Press) — A fire broke out. It spread.");
        let words = Words::of(&text);
        let found = sentences(&words);
        assert!(text.slice(found[1].span).starts_with("KESSEL"));
        assert_eq!(found.len(), 3);
    }

    /// Who asks may have a title and two names; a short word before a full stop may be cut short.
    #[test]
    fn what_may_follow_a_stop() {
        check("“Is it late?” Mayor Orla Venn said.");
        check("Kent was ill. he left.");
        check("Kent bought the old boat. |the road was shut.");
    }
}

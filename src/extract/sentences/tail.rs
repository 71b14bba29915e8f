//! What stands behind a sentence's stop and still belongs to it: references, brackets, who said the block quotation.

use super::{can_begin, closes, is_item_mark};
use crate::extract::lexicon::Tag;
use crate::extract::words::Words;
use crate::text::{TokenKind, fold};

/// A reference (“[12]”, “[3 – 5]”, “[citation needed]”) has at most this many tokens between its brackets.
const MAX_REFERENCE_TOKENS: usize = 8;
/// A bracket within a sentence is looked through up to this many tokens.
const MAX_ASIDE_TOKENS: usize = 60;
/// Who said it (“Ines Calder, chair of the Ombrel council”) has at most this many tokens.
const MAX_SIGNATURE_TOKENS: usize = 16;

/// The token behind the references that follow a stop at `end`, or `end` where none follows.
///
/// “The lock closed in 2019. \[4\] \[7\] It has not opened since.” — “\[4\] It has” would be a sentence that no paper printed.
/// An elision at the very end (“Nobody came. \[...\]”) belongs to the sentence before it too.
pub(super) fn references(words: &Words, mut end: usize, block_end: usize) -> usize {
    while let Some(behind) = reference(words, end, block_end) {
        end = behind;
    }
    end
}

/// The token behind the reference that begins at `at`.
fn reference(words: &Words, at: usize, block_end: usize) -> Option<usize> {
    if words.lower(at) != "[" || at >= block_end {
        return None;
    }
    let last = block_end.min(at + 2 + MAX_REFERENCE_TOKENS);
    let close = (at + 1..last).find(|&k| words.lower(k) == "]")?;
    let mut end = close + 1;
    // “[4].”: a stop that was left behind the reference
    if end < block_end && words.lower(end) == "." && words.text.is_glued(end) {
        end += 1;
    }
    // “[t]he town”: a letter put into a word
    if close == at + 1 || end < block_end && words.text.is_glued(end) && words.lower(end) != "[" {
        return None;
    }
    let inside = at + 1..close;
    let elided = inside.clone().all(|k| words.lower(k).starts_with(['.', '…']));
    let noted = inside.clone().all(|k| match words.kind(k) {
        Some(TokenKind::Number) => words.lower(k).len() <= 3,
        Some(TokenKind::Word) => !words.is_capital(k),
        _ => words.lower(k) == "," || words.lower(k).chars().all(fold::is_dash),
    });
    (noted && (end >= block_end || can_begin(words, end) || words.lower(end) == "[") || elided && end >= block_end).then_some(end)
}

/// The token behind the bracket that opens at `k`.
fn behind_bracket(words: &Words, k: usize, block_end: usize) -> Option<usize> {
    if words.lower(k) != "(" {
        return None;
    }
    (k + 1..block_end.min(k + MAX_ASIDE_TOKENS)).find(|&k| words.lower(k) == ")").map(|k| k + 1)
}

/// Whether a bracket opens at `k` behind which the sentence goes on.
///
/// “The largest hall in the U.S. (Orvane Center), a market and two schools flooded.” and “She sang in ‘Vardania!’ (2031), a film
/// about the strike.” are one sentence each.
pub(super) fn is_aside(words: &Words, k: usize, block_end: usize) -> bool {
    // “(b) nobody may pass” is an item.
    let item = is_item_mark(words, k + 1);
    behind_bracket(words, k, block_end).filter(|_| !item).is_some_and(|behind| {
        behind < block_end && (matches!(words.lower(behind), "," | ";") || words.is_word(behind) && !can_begin(words, behind))
    })
}

/// Whether a bracket at `k` that begins with a small letter is set behind a finished sentence.
///
/// “Pumps ran all night in Kessel. (credit: Ombrel fire service)” — the credit is not what the pumps did.
pub(super) fn is_own_bracket(words: &Words, k: usize, block_end: usize) -> bool {
    behind_bracket(words, k, block_end).is_some_and(|behind| behind >= block_end || words.lower(behind) == "." || can_begin(words, behind))
}

/// Whether what stands from `k` to the end of the block says by whom the words before are: a dash, a name, and no verb.
///
/// “‘We will not sell the mill.’ -- Ines Calder, Ombrel council” is one sentence: cut off, the quotation would have no speaker.
pub(super) fn is_signature(words: &Words, k: usize, block_end: usize) -> bool {
    let is_dash = |k: usize| words.lower(k).chars().all(fold::is_dash) && k < block_end;
    let name = k + (k..block_end).take_while(|&k| is_dash(k)).count();
    // A single hyphen is more often the bullet of a list than a dash.
    let dashed = name > k && (name - k == 2 || words.lower(k) != "-" || k > 0 && words.lower(k - 1).chars().all(fold::is_quotation_mark));
    dashed
        && name < block_end
        && block_end - name <= MAX_SIGNATURE_TOKENS
        && words.is_capital(name)
        // “The mill stays. -- Posted by Ines Calder at noon” is a line of the page.
        && !words.any(name, &[Tag::Starter, Tag::Past])
        && !words.has_verb(name..block_end)
        && (name..block_end).all(|k| {
            let mark = words.lower(k);
            let stop = matches!(mark, "." | "!" | "?" | "…" | ":" | ";");
            // “-- Ines Calder.” and “-- Mayor E. Tam”
            !is_dash(k)
                && (!stop || mark == "." && (k + 1 == block_end || words.abbreviation(k - 1).is_some() || words.lower(k - 1).len() == 1))
        })
}

/// Whether the dash at `k` breaks off what somebody says, and a new sentence begins at the token returned.
///
/// “‘I only wanted to —’ Then the line went dead.” has no stop, and is two sentences.
pub(super) fn broken_off(words: &Words, k: usize, block_end: usize) -> Option<usize> {
    if !words.lower(k).chars().all(fold::is_dash) {
        return None;
    }
    let end = k + 2;
    let closed = words.text.is_glued(k + 1) && words.lower(k + 1).chars().all(fold::is_double_mark) && closes(words, k + 1);
    let begins = end < block_end && !words.text.is_glued(end) && words.has(end, Tag::Starter) && words.is_capital(end);
    (closed && begins).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::extract::sentences::tests::check;

    #[test]
    fn references_belong_to_the_sentence_before() {
        check("The lock closed in 2019. [4] [7] |It has not opened since. [3 – 5] |Nobody knows why. [citation needed]");
        check("The lock closed. [4]. |It reopened. [...]");
        check("The lock closed. |[T]he town was cut off. |[The mayor] left.");
    }

    #[test]
    fn a_bracket_behind_which_the_sentence_goes_on() {
        check("The largest hall in the U.S. (Orvane Center), a market and two schools flooded.");
        check("She sang in “Vardania!” (2031), a film about the strike.");
        check("The bridge shut. |(It had cracked.) |Nobody was hurt.");
    }

    #[test]
    fn a_credit_behind_a_finished_sentence() {
        check("Pumps ran all night in Kessel. |(credit: Ombrel fire service)");
        check("Pumps ran for approx. (see below) two days.");
        check("Pumps ran all night. (credit: Ombrel) and stopped.");
    }

    #[test]
    fn who_said_a_block_quotation() {
        check("“We will not sell the mill. |It is ours.” -- Ines Calder, Ombrel council");
        check("“We will not sell the mill.” — Mayor E. Tam of Kessel.");
        check("“We will not sell the mill.” - Ines Calder");
        check("The mill stays. |— Ines Calder left the hall.");
        check("The mill stays. |-- Posted by Ines Calder at noon");
        check("The plan has three parts. |- Roads. |- Bridges.");
    }

    #[test]
    fn words_that_were_broken_off() {
        check("“I only wanted to —” |Then the line went dead.");
        check("“I only wanted —” Orne said, and stopped.");
    }
}

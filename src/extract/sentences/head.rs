//! What stands on a line before or behind a sentence without a stop: labels of pictures, stamps of days.

use crate::extract::lexicon::Tag;
use crate::extract::words::Words;
use crate::text::calendar::{self, Word};
use crate::text::{BlockKind, TokenKind};
use std::ops::Range;

/// “Tuesday, May 4, 2031” has this many tokens.
const STAMP_TOKENS: usize = 6;

/// Where the label ends that opens a block.
///
/// “Chart 2 Home sales fell in Ombrel.” — the chart is no part of what is claimed. A label before no sentence (“Map 3 Kessel
/// and the Orne valley”) is left with its title.
pub(super) fn behind_label(words: &Words, block: &Range<usize>) -> Option<usize> {
    let behind = block.start + 2;
    let labelled = words.has(block.start, Tag::CaptionLabel)
        && words.is_capital(block.start)
        && words.kind(block.start + 1) == Some(TokenKind::Number)
        && behind < block.end;
    let is_sentence = || matches!(words.lower(block.end - 1), "." | "!" | "?" | ")") && block.len() > 4;
    let begins = words.is_capital(behind) || words.lower(behind) == "(" && !words.text.is_glued(behind);
    (labelled && begins && is_sentence()).then_some(behind)
}

/// Where the day is set that stands with its weekday and year before the first or behind the last words of a line.
///
/// “Ferry Strike Ends in Orvane Tuesday, May 4, 2031” is a headline and a stamp, and “Tuesday, May 4, 2031 Meridian spoke to the
/// harbor pilot.” a stamp and a sentence. “The polls open on Tuesday, May 4, 2031” is neither.
pub(super) fn stamp_cut(words: &Words, kind: BlockKind, block: &Range<usize>) -> Option<usize> {
    if block.len() <= STAMP_TOKENS {
        return None;
    }
    let behind = block.start + STAMP_TOKENS;
    if is_stamp(words, block.start) {
        return (words.is_capital(behind) && !words.text.is_glued(behind)).then_some(behind);
    }
    let last = block.end - STAMP_TOKENS;
    let titled = matches!(kind, BlockKind::Headline | BlockKind::AlternativeHeadline | BlockKind::Heading);
    let joined = words.any(last - 1, &[Tag::Preposition, Tag::Conjunction, Tag::Determiner]) || words.lower(last - 1) == ",";
    (titled && !joined && is_stamp(words, last)).then_some(last)
}

/// Whether “Tuesday, May 4, 2031” stands at `k`.
fn is_stamp(words: &Words, k: usize) -> bool {
    let comma = |k: usize| words.lower(k) == ",";
    let number = |k: usize, digits: Range<usize>| words.kind(k) == Some(TokenKind::Number) && digits.contains(&words.lower(k).len());
    comma(k + 1)
        && comma(k + 4)
        && number(k + 3, 1..3)
        && number(k + 5, 4..5)
        && matches!(calendar::word(words.lower(k)), Some(Word::Weekday(..)))
        && matches!(calendar::word(words.lower(k + 2)), Some(Word::Month(..)))
}

#[cfg(test)]
mod tests {
    use crate::extract::sentences::tests::check;

    #[test]
    fn labels_of_pictures() {
        check("Chart 2 |Home sales fell in Ombrel. |They may rise.");
        check("Map 3 Kessel and the Orne valley");
        check("Route 9 Buses stopped at noon.");
    }

    #[test]
    fn stamps_of_days() {
        check("Tuesday, May 4, 2031 |Meridian spoke to the harbor pilot.");
        check("Tuesday, May 4, 2031, was a quiet day.");
        check("Ferry Strike Ends in Orvane |Tuesday, May 4, 2031\n\n|The ferries sail.");
        check("Polls Open in Orvane on Tuesday, May 4, 2031\n\n|The booths are up.");
    }
}

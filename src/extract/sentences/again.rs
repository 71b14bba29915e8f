//! Sentences of a text that an earlier revision has too.
//!
//! What is a sentence is told by its block and a few tokens around it: where a block stands in both revisions with the same
//! neighbours, it is not read again.

use crate::extract::words::Words;
use crate::extract::{Extract, Sentence};
use crate::span::Span;
use crate::text::{Shared, earlier_of};
use std::ops::Range;

/// No rule looks at more than so many tokens before a block or behind it.
const AROUND: usize = 8;

/// An earlier revision of a text, and the tokens the two share.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) struct Earlier<'e> {
    pub(in crate::extract) extract: &'e Extract,
    pub(in crate::extract) shared: &'e [Shared],
}

impl<'e> Earlier<'e> {
    /// Adds the sentences of block `n`, whose tokens are these, if the earlier text has them.
    pub(super) fn take_over(&self, words: &Words, n: usize, tokens: &Range<usize>, into: &mut Vec<Sentence>) -> bool {
        let Some((first, sentences)) = self.sentences_of(words, n, tokens) else { return false };
        let (here, there) = (words.text.tokens()[tokens.start].start(), self.extract.text.tokens()[first].start());
        let span = |s: Span| Span::new(s.start - there + here, s.end - there + here);
        let place = |r: &Range<usize>| r.start - first + tokens.start..r.end - first + tokens.start;
        into.extend(sentences.iter().map(|s| Sentence { span: span(s.span), tokens: place(&s.tokens), block: n, hash: s.hash }));
        true
    }

    /// The sentences of the earlier block that is block `n` here, and where its tokens begin.
    fn sentences_of(&self, words: &Words, n: usize, tokens: &Range<usize>) -> Option<(usize, &'e [Sentence])> {
        let block = &words.text.blocks()[n];
        let around = tokens.start.checked_sub(AROUND)?..tokens.end + AROUND;
        // A sentence that begins in a dateline is read again.
        let there = earlier_of(self.shared, &around).filter(|_| block.tokens == *tokens)?;
        let there = there.start + AROUND..there.end - AROUND;
        let same = self.extract.text.block_of(&there).filter(|b| b.kind == block.kind && b.span.len() == block.span.len())?;
        let all = &self.extract.sentences;
        let from = all.partition_point(|s| s.tokens.start < same.tokens.start);
        let to = all.partition_point(|s| s.tokens.start < same.tokens.end);
        all.get(from).filter(|s| s.tokens.start == same.tokens.start)?;
        Some((there.start, &all[from..to]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Reference, extract, sentences};
    use crate::text::Text;
    use proptest::prelude::*;

    /// Lines whose sentences depend on what stands beside them, or look as if they did.
    const LINES: &[&str] = &[
        "",
        "Pier shut",
        "The pier is shut. It is old, e.g. by the gate. Nobody came.It rained.",
        "KESSEL, Vardania — The pier is shut. It is old.",
        "“Is it over?” Kent asked. “No.” She left at 5 p.m.",
        "Friday in Kessel was quiet",
        "1. Bring a lamp 2. Wear your boots",
        "• Lock the gate • Light the lamp",
        "Kent drew approx.",
        "Correction: The pier is shut.",
        "said Kent. the pier is shut.",
        "By Orla Venn",
        "Tuesday, May 4, 2031 Meridian spoke to the pilot.",
        "```\n--- on line 1. Title: Pier\n```",
        "He left RT. The network had hired him . . . . It was late",
    ];

    /// A text, and the same with some lines put in the place of others.
    fn revisions() -> impl Strategy<Value = (String, String)> {
        let line = || prop::sample::select(LINES);
        let edits = prop::collection::vec((any::<prop::sample::Index>(), line()), 0..4);
        (prop::collection::vec(line(), 1..14), edits).prop_map(|(lines, edits)| {
            let mut edited = lines.clone();
            for (place, with) in edits {
                edited[place.index(lines.len())] = with;
            }
            (lines.join("\n\n"), edited.join("\n\n"))
        })
    }

    proptest! {
        #[test]
        fn what_is_taken_over_is_what_would_be_cut((before, after) in revisions()) {
            let before = extract(Text::new(before), &Reference::default());
            let (text, shared) = Text::after(after.as_str(), &before.text);
            let alone = Text::new(after);
            prop_assert_eq!(text.blocks(), alone.blocks());
            let words = Words::of(&text);
            let found = sentences::after(&words, Some(&Earlier { extract: &before, shared: &shared }));
            prop_assert_eq!(found, sentences::sentences(&words));
        }
    }

    #[test]
    fn a_block_between_the_same_neighbours_is_taken_over() {
        let paragraphs =
            ["The pier is shut, Kent said. It is old.", "Nobody came to the pier. It rained.", "The gate is shut, and so is the mill."];
        let given = |first: &str| format!("Pier shut\n\n{first}\n\n{}", paragraphs.join("\n\n"));
        let before = extract(Text::new(given("It rained.")), &Reference::default());
        let (text, shared) = Text::after(given("It snowed for two days."), &before.text);
        let earlier = Earlier { extract: &before, shared: &shared };
        let words = Words::of(&text);
        let mut found = Vec::new();
        let block = &text.blocks()[3];
        assert!(earlier.take_over(&words, 3, &block.tokens, &mut found));
        assert_eq!(found.iter().map(|s| text.slice(s.span)).collect::<Vec<_>>(), ["Nobody came to the pier.", "It rained."]);
        assert!(!earlier.take_over(&words, 1, &text.blocks()[1].tokens, &mut found));
    }
}

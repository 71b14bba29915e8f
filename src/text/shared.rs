//! Lines of a text that stand in an earlier revision too, whose tokens are taken over.
//!
//! Between two revisions of an article most paragraphs are the same, and no token reaches over the end of a line: where a
//! line is known it is not read again.

use super::{Text, Token, tokens};
use memchr::memchr_iter;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Tokens that an earlier text has too, as one stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shared {
    /// Which they are.
    pub(crate) tokens: Range<usize>,
    /// Which is the first of them in the earlier text.
    pub(crate) earlier: usize,
}

/// Where the lines of a text stand, line ends included.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1).chain([text.len()]);
    ends.map(|end| std::mem::replace(&mut start, end)..end).filter(|line| !line.is_empty()).collect()
}

/// Splits `text` into tokens; those of lines that `earlier` has too are taken from there.
pub(super) fn tokenise(text: &str, earlier: &Text) -> (Vec<Token>, Vec<Shared>) {
    let (mut out, mut shared): (Vec<Token>, Vec<Shared>) = (Vec::with_capacity(text.len() / 5), Vec::new());
    let their_lines = lines(earlier.as_str());
    let theirs = |n: usize| their_lines.get(n).map(|line| &earlier.as_str()[line.clone()]);
    let mut by_line: Option<FxHashMap<&str, usize>> = None;
    let our_lines = lines(text);
    let (mut n, mut next) = (0, 0);
    while let Some(line) = our_lines.get(n) {
        let shown = &text[line.clone()];
        // Nearly always the line that stood behind the last one; else any.
        let found = Some(next).filter(|&next| theirs(next) == Some(shown)).or_else(|| {
            let places =
                by_line.get_or_insert_with(|| their_lines.iter().enumerate().map(|(k, l)| (&earlier.as_str()[l.clone()], k)).collect());
            places.get(shown).copied()
        });
        let Some(first) = found else {
            tokens::tokenise(shown, line.start, &mut out);
            n += 1;
            continue;
        };
        let same = our_lines[n..].iter().zip(first..).take_while(|&(line, k)| theirs(k) == Some(&text[line.clone()])).count();
        let (from, to) = (their_lines[first].start, their_lines[first + same - 1].end);
        let taken = earlier.tokens.partition_point(|t| t.start() < from)..earlier.tokens.partition_point(|t| t.start() < to);
        if !taken.is_empty() {
            shared.push(Shared { tokens: out.len()..out.len() + taken.len(), earlier: taken.start });
        }
        out.extend(earlier.tokens[taken].iter().map(|token| token.moved(from, line.start)));
        (n, next) = (n + same, first + same);
    }
    (out, shared)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Lines, some of which could be mistaken for one another.
    const LINES: &[&str] =
        &["", " ", "The bridge is shut.", "The bridge is shut. ", "Kent’s dog", "’s", "’", "U.S", "U.S.", "1,2", "Orla Venn — mayor"];

    fn texts() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(LINES), 0..12).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #[test]
        fn what_is_taken_over_is_what_would_be_read(earlier in texts(), later in texts()) {
            let before = Text::new(earlier);
            let (after, shared) = Text::after(later.as_str(), &before);
            let alone = Text::new(later);
            prop_assert_eq!(after.tokens(), alone.tokens());
            for Shared { tokens, earlier } in shared {
                for (k, theirs) in tokens.zip(earlier..) {
                    prop_assert_eq!((after.token(k), after.tokens()[k].case), (before.token(theirs), before.tokens()[theirs].case));
                }
            }
        }
    }

    #[test]
    fn lines_are_taken_over_wherever_they_stand() {
        let before = Text::new("Bridge shut\n\nIt is old.\n\nIt is narrow.\n\nNobody crossed.\n");
        let (_, shared) = Text::after("Bridge shut\n\nIt is narrow.\n\nIt rained.\n\nIt is old.\n\nNobody crossed.\n", &before);
        let taken: Vec<_> = shared.iter().map(|s| (s.tokens.clone(), s.earlier)).collect();
        assert_eq!(taken, [(0..2, 0), (2..6, 6), (9..13, 2), (13..16, 10)]);
    }
}

//! Lines of a text that stand in an earlier revision too, whose tokens are taken over.
//!
//! Between two revisions of an article most paragraphs are the same, and no token reaches over the end of a line: where a
//! line is known it is not read again.

use super::{Text, Token, tokens};
use rustc_hash::FxHashMap;
use std::iter::once;
use std::ops::Range;

/// Tokens that an earlier text has too, as one stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shared {
    /// Which they are.
    pub(crate) tokens: Range<usize>,
    /// Which is the first of them in the earlier text.
    pub(crate) earlier: usize,
}

/// Where some tokens stand in the earlier text, if they are part of one stretch that the two share.
pub(crate) fn earlier_of(shared: &[Shared], tokens: &Range<usize>) -> Option<Range<usize>> {
    let stretch = shared.get(shared.partition_point(|s| s.tokens.end < tokens.end))?;
    let first = stretch.earlier + tokens.start.checked_sub(stretch.tokens.start)?;
    Some(first..first + tokens.len())
}

/// The lines of a text, line ends included, each with where it starts.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    let mut start = 0;
    let from_to = ends.chain(once(text.len())).map(|end| (std::mem::replace(&mut start, end), end));
    from_to.filter(|(start, end)| start < end).map(|(start, end)| (start, &text[start..end])).collect()
}

/// Splits `text` into tokens; those of lines that `earlier` has too are taken from there.
pub(super) fn tokenise(text: &str, earlier: &Text) -> (Vec<Token>, Vec<Shared>) {
    let (mut out, mut shared): (Vec<Token>, Vec<Shared>) = (Vec::with_capacity(text.len() / 5), Vec::new());
    let (our_lines, their_lines) = (lines(text), lines(earlier.as_str()));
    let theirs = |n: usize| their_lines.get(n).map(|&(_, line)| line);
    let mut by_line: Option<FxHashMap<&str, usize>> = None;
    let (mut n, mut next) = (0, 0);
    while let Some(&(start, line)) = our_lines.get(n) {
        // Nearly always the line that stood behind the last one; else any.
        let found = Some(next).filter(|&next| theirs(next) == Some(line)).or_else(|| {
            let places = by_line.get_or_insert_with(|| their_lines.iter().enumerate().map(|(k, &(_, line))| (line, k)).collect());
            places.get(line).copied()
        });
        let Some(first) = found else {
            tokens::tokenise(line, start, &mut out);
            n += 1;
            continue;
        };
        let same = our_lines[n..].iter().zip(first..).take_while(|&(&(_, line), k)| theirs(k) == Some(line)).count();
        let from = their_lines[first].0;
        let to = their_lines.get(first + same).map_or(earlier.as_str().len(), |&(start, _)| start);
        let taken = earlier.tokens.partition_point(|t| t.start() < from)..earlier.tokens.partition_point(|t| t.start() < to);
        if !taken.is_empty() {
            shared.push(Shared { tokens: out.len()..out.len() + taken.len(), earlier: taken.start });
        }
        out.extend(earlier.tokens[taken].iter().map(|token| token.moved(from, start)));
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

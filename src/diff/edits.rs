//! Two strings → the words that differ: a list of [`Edit`]s.
//!
//! Myers' O(ND) algorithm (1986, as in the crate `similar`) over whole words that are compared without regard to
//! glyphs; then a pass of its own makes the result readable: an island of little words between two replacements joins
//! them. White space is no token (it would be a false anchor: 3.6 times the hunks); it goes with the words around it.
//!
//! Laws: equal and deleted pieces make up *before*, equal and inserted ones *after*, byte for byte; swapping the
//! sides swaps deletions and insertions and nothing else; no piece is empty, no two neighbours have the same
//! operation, deletions stand before insertions; no word or number is cut in two. A test holds each of them.
//!
//! When it is wrong: a phrase that changed its place is shown as deleted and inserted.
//!
//! ```
//! use writethru::diff::{EditOp, edits};
//!
//! let pieces = edits("frank and very constructive", "frank and highly constructive");
//! assert_eq!(pieces[1].op, EditOp::Delete);
//! assert_eq!(pieces[1].text, "very");
//! ```

use super::{Edit, EditOp};
use crate::span::Span;
use crate::text::{fold, whole_words};
use rustc_hash::{FxBuildHasher, FxHashMap};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::borrow::Cow;

/// Where more words than this are left on both sides together, without the common beginning and end, the whole of
/// them is one replacement: no sentence or paragraph of news comes near, but a page without a full stop may, and
/// Myers takes time in the square of what differs.
pub const MAX_WORDS: usize = 12_000;

/// An island of at most this many equal words between two replacements is joined with them, if all are little words
/// or marks: “-the mayor +a judge =of -Varn +Pell” reads worse than one replacement.
const MAX_ISLAND: usize = 2;

/// A word diff and whether the limit on work was met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// The pieces, in order.
    pub pieces: Vec<Edit>,
    /// Whether everything between the common beginning and end was taken as replaced, for its length.
    pub approximate: bool,
}

/// The word diff of two strings; the pieces concatenate exactly to both.
pub fn edits(before: &str, after: &str) -> Vec<Edit> {
    word_diff(before, after).pieces
}

/// The word diff of two strings, with a flag for what was cut short.
pub fn word_diff(before: &str, after: &str) -> Edits {
    if before == after {
        let pieces = if before.is_empty() { Vec::new() } else { vec![Edit { op: EditOp::Equal, text: before.to_owned() }] };
        return Edits { pieces, approximate: false };
    }
    // Which of several equally short diffs is found depends on the order of the sides: compare in one order always.
    let is_mirrored = before > after;
    let (old, new) = if is_mirrored { (after, before) } else { (before, after) };
    let (old, new) = (Words::of(old), Words::of(new));
    let mut ids = FxHashMap::with_capacity_and_hasher(old.spans.len() + new.spans.len(), FxBuildHasher);
    let (old_ids, new_ids) = (old.ids(&mut ids), new.ids(&mut ids));
    let (mut pairs, approximate) = matched(&old_ids, &new_ids);
    join_islands(&old, &new, &mut pairs);
    let mut pieces = pieces(&old, &new, &pairs);
    if is_mirrored {
        pieces.iter_mut().for_each(|edit| edit.op = mirror(edit.op));
    }
    order(&mut pieces);
    Edits { pieces, approximate }
}

/// A string and its words.
struct Words<'t> {
    text: &'t str,
    spans: Vec<Span>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, spans: whole_words(text) }
    }

    fn word(&self, k: usize) -> &'t str {
        &self.text[self.spans[k].start..self.spans[k].end]
    }

    /// The end of the word before `k`, or the start of the text.
    fn end_before(&self, k: usize) -> usize {
        if k == 0 { 0 } else { self.spans[k - 1].end }
    }

    /// The start of word `k`, or the end of the text.
    fn start_of(&self, k: usize) -> usize {
        self.spans.get(k).map_or(self.text.len(), |s| s.start)
    }

    /// A number for each word; words that differ in glyphs only share one.
    fn ids(&self, known: &mut FxHashMap<Cow<'t, str>, u32>) -> Vec<u32> {
        let mut number = |k: usize| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *known.entry(fold::key(self.word(k))).or_insert(next)
        };
        (0..self.spans.len()).map(&mut number).collect()
    }
}

/// Which words correspond, in order, and whether the limit was met.
fn matched(old: &[u32], new: &[u32]) -> (Vec<(usize, usize)>, bool) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|k| (k, k)).collect();
    let too_many = (old_end - head) + (new_end - head) > MAX_WORDS;
    if !too_many {
        for op in capture_diff_slices(Algorithm::Myers, &old[head..old_end], &new[head..new_end]) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                pairs.extend((0..len).map(|k| (head + old_index + k, head + new_index + k)));
            }
        }
    }
    pairs.extend((0..tail).map(|k| (old_end + k, new_end + k)));
    let replaced_any = old_end > head && new_end > head;
    (pairs, too_many && replaced_any)
}

/// Takes out islands of little words between two edits that together delete and insert.
fn join_islands(old: &Words, new: &Words, pairs: &mut Vec<(usize, usize)>) {
    // Runs of pairs without a gap on either side, as ranges of `pairs`.
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (n, &(i, j)) in pairs.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if n > 0 && pairs[n - 1] == (i.wrapping_sub(1), j.wrapping_sub(1)) => run.1 = n + 1,
            _ => runs.push((n, n + 1)),
        }
    }
    let edge = |n: usize| pairs.get(n).copied().unwrap_or((old.spans.len(), new.spans.len()));
    let mut dropped = vec![false; pairs.len()];
    for &(from, to) in &runs {
        let start = if from == 0 { (0, 0) } else { (pairs[from - 1].0 + 1, pairs[from - 1].1 + 1) };
        let (first, last, next) = (pairs[from], pairs[to - 1], edge(to));
        let left = (first.0 - start.0, first.1 - start.1);
        let right = (next.0 - last.0 - 1, next.1 - last.1 - 1);
        let between_edits = left != (0, 0) && right != (0, 0);
        let replaces = left.0 + right.0 > 0 && left.1 + right.1 > 0;
        let little = || (from..to).all(|n| is_little(old.word(pairs[n].0)));
        if to - from <= MAX_ISLAND && between_edits && replaces && little() {
            dropped[from..to].fill(true);
        }
    }
    let mut n = 0;
    pairs.retain(|_| {
        n += 1;
        !dropped[n - 1]
    });
}

/// Whether a word is a mark or one of the commonest words, which carry no news.
fn is_little(word: &str) -> bool {
    const LITTLE: &[&str] = &[
        "a", "an", "and", "as", "at", "by", "for", "from", "he", "her", "his", "in", "is", "it", "its", "of", "on", "or", "she", "that",
        "the", "their", "they", "this", "to", "was", "were", "with",
    ];
    !word.contains(char::is_alphanumeric) || LITTLE.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// The pieces, not yet in order: pairs that are the same are equal, everything else is deleted and inserted.
fn pieces(old: &Words, new: &Words, pairs: &[(usize, usize)]) -> Vec<Edit> {
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0); // the first words not yet shown
    for &(at_old, at_new) in pairs.iter().chain(std::iter::once(&(old.spans.len(), new.spans.len()))) {
        let gap_old = &old.text[old.end_before(i)..old.start_of(at_old)];
        let gap_new = &new.text[new.end_before(j)..new.start_of(at_new)];
        replace(&mut out, gap_old, gap_new);
        if at_old < old.spans.len() {
            let (a, b) = (old.word(at_old), new.word(at_new));
            if a == b {
                push(&mut out, EditOp::Equal, a);
            } else {
                push(&mut out, EditOp::Delete, a);
                push(&mut out, EditOp::Insert, b);
            }
        }
        (i, j) = (at_old + 1, at_new + 1);
    }
    out
}

/// Shows a stretch without equal words; the white space that both sides have at its ends is equal.
fn replace(out: &mut Vec<Edit>, old: &str, new: &str) {
    let spaces = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(a, b)| a == b && a.is_whitespace()).map(|(a, _)| a.len_utf8()).sum()
    };
    let head = spaces(&mut old.chars().zip(new.chars()));
    let (rest_old, rest_new) = (&old[head..], &new[head..]);
    let tail = spaces(&mut rest_old.chars().rev().zip(rest_new.chars().rev()));
    push(out, EditOp::Equal, &old[..head]);
    push(out, EditOp::Delete, &rest_old[..rest_old.len() - tail]);
    push(out, EditOp::Insert, &rest_new[..rest_new.len() - tail]);
    push(out, EditOp::Equal, &rest_old[rest_old.len() - tail..]);
}

fn push(out: &mut Vec<Edit>, op: EditOp, text: &str) {
    if text.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(last) if last.op == op => last.text.push_str(text),
        _ => out.push(Edit { op, text: text.to_owned() }),
    }
}

/// Between two equal pieces: one deletion, then one insertion.
fn order(edits: &mut Vec<Edit>) {
    let mut out: Vec<Edit> = Vec::with_capacity(edits.len());
    let mut inserted = String::new();
    for edit in edits.drain(..) {
        match edit.op {
            EditOp::Insert => inserted.push_str(&edit.text),
            EditOp::Delete => push(&mut out, EditOp::Delete, &edit.text),
            EditOp::Equal => {
                push(&mut out, EditOp::Insert, &std::mem::take(&mut inserted));
                push(&mut out, EditOp::Equal, &edit.text);
            }
        }
    }
    push(&mut out, EditOp::Insert, &inserted);
    *edits = out;
}

fn mirror(op: EditOp) -> EditOp {
    match op {
        EditOp::Equal => EditOp::Equal,
        EditOp::Delete => EditOp::Insert,
        EditOp::Insert => EditOp::Delete,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `=frank and |-very|+highly|= constructive`
    fn shown(before: &str, after: &str) -> String {
        let piece = |e: &Edit| {
            let op = match e.op {
                EditOp::Equal => '=',
                EditOp::Delete => '-',
                EditOp::Insert => '+',
            };
            format!("{op}{}", e.text)
        };
        edits(before, after).iter().map(piece).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn spaces_go_with_what_stayed() {
        assert_eq!(shown("frank and very constructive", "frank and highly constructive"), "=frank and |-very|+highly|= constructive");
        assert_eq!(shown("They left.", "They left on Monday."), "=They left|+ on Monday|=.");
        assert_eq!(shown("a b", "a x b"), "=a |+x |=b");
        assert_eq!(shown("Leaders meet", "Leaders agree to meet"), "=Leaders |+agree to |=meet");
        assert_eq!(shown("", "new"), "+new");
        assert_eq!(shown("old", ""), "-old");
        assert_eq!(shown("a  b", "a b"), "=a |- |=b");
    }

    #[test]
    fn words_and_numbers_are_never_cut() {
        assert_eq!(shown("worth $90bn", "worth $95bn"), "=worth |-$90bn|+$95bn");
        assert_eq!(shown("a six-day trip", "a six-week trip"), "=a |-six-day|+six-week|= trip");
        assert_eq!(shown("it’s fine", "it's fine"), "-it’s|+it's|= fine");
    }

    #[test]
    fn little_words_between_replacements_join_them() {
        assert_eq!(shown("the mayor of Varn left", "the judge of Pell left"), "=the |-mayor of Varn|+judge of Pell|= left");
        assert_eq!(shown("a mayor of the town left", "a judge of the county left"), "=a |-mayor of the town|+judge of the county|= left");
        // With words that carry news between them they stay apart, and so do two pure insertions.
        assert_eq!(shown("the mayor visited Varn", "the judge visited Pell"), "=the |-mayor|+judge|= visited |-Varn|+Pell");
        assert_eq!(shown("boats of steel sank", "two boats of heavy steel sank"), "+two |=boats of |+heavy |=steel sank");
        assert_eq!(shown("one of iron", "two by two of old iron"), "-one of|+two by two of old|= iron");
    }

    #[test]
    fn a_page_without_end_is_one_replacement() {
        let before: String = (0..MAX_WORDS).map(|n| format!("a{n} ")).collect();
        let after: String = (0..MAX_WORDS).map(|n| format!("b{} ", n / 2)).collect();
        let diff = word_diff(&format!("It began. {before}end"), &format!("It began. {after}end"));
        assert!(diff.approximate);
        assert_eq!(diff.pieces.len(), 4);
        assert!(!word_diff(&before[..30_000], &after[..30_000]).approximate);
        // A page that was only put in is not guessed at.
        assert!(!word_diff("It began. end", &format!("It began. {before}end")).approximate);
    }

    fn side(edits: &[Edit], without: EditOp) -> String {
        edits.iter().filter(|e| e.op != without).map(|e| e.text.as_str()).collect()
    }

    proptest! {
        #[test]
        fn replays_mirrors_and_is_tidy(
            before in "([a-d]|the|of|ab-c|9|9.5|\\.|,|“|\"|’|'| |\n|é|\u{301}|\u{200B}|—){0,24}",
            after in "([a-d]|the|of|ab-c|9|9.5|\\.|,|“|\"|’|'| |\n|é|\u{301}|\u{200B}|—){0,24}",
        ) {
            let forth = edits(&before, &after);
            prop_assert_eq!(side(&forth, EditOp::Insert), before.clone());
            prop_assert_eq!(side(&forth, EditOp::Delete), after.clone());
            for pair in forth.windows(2) {
                prop_assert!(pair[0].op != pair[1].op);
                prop_assert!(!(pair[0].op == EditOp::Insert && pair[1].op == EditOp::Delete));
            }
            prop_assert!(forth.iter().all(|e| !e.text.is_empty()));
            let mut back = edits(&after, &before);
            back.iter_mut().for_each(|e| e.op = mirror(e.op));
            order(&mut back);
            prop_assert_eq!(forth, back);
            prop_assert!(edits(&before, &before).iter().all(|e| e.op == EditOp::Equal));
        }

        #[test]
        fn any_text_replays(before in "\\PC{0,60}", after in "\\PC{0,60}") {
            let forth = edits(&before, &after);
            prop_assert_eq!(side(&forth, EditOp::Insert), before);
            prop_assert_eq!(side(&forth, EditOp::Delete), after);
        }
    }
}

//! Quotation marks → quoted stretches.
//!
//! Pairs the outer marks of each paragraph, whatever the style: “ ”, " ", ‘ ’, ' ', « », „ “. Apostrophes, inches and
//! years (’90s) are told apart by what touches them. A paragraph that opens a mark and does not close it goes on in
//! the next one if that opens a mark too; otherwise the closer was lost and is put back where the words most likely
//! end, with a warning.
//!
//! Laws: stretches lie in order, do not overlap, and each lies in one block.

use super::lexicon::QuoteFit;
use super::words::Words;
use crate::text::{BlockKind, Token, TokenKind, fold};
use std::ops::Range;

/// A stretch between outer marks, inside one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The opening mark.
    pub open: usize,
    /// What stands between the marks.
    pub inner: Range<usize>,
    /// The closing mark; `None` where it was lost or the next paragraph goes on.
    pub close: Option<usize>,
    /// The block.
    pub block: usize,
    /// Whether the next stretch, at the head of the next paragraph, goes on with this one.
    pub goes_on: bool,
    /// Whether two apostrophes stand for each mark, as old wire terminals wrote them. About half of such marks have lost
    /// their partner, so they tell who says what is between them, but make no quotation.
    pub is_wire: bool,
}

impl Quoted {
    /// The first token behind the stretch and its mark.
    pub fn after(&self) -> usize {
        self.close.map_or(self.inner.end, |c| c + 1)
    }

    /// Whether the closer was lost.
    pub fn is_unbalanced(&self) -> bool {
        self.close.is_none() && !self.goes_on
    }
}

/// Finds all quoted stretches.
pub fn quoted(words: &Words) -> Vec<Quoted> {
    let blocks = words.text.blocks();
    let mut out = Vec::new();
    for (b, block) in blocks.iter().enumerate() {
        // What a notice quotes is what it speaks of, not said in the article.
        if matches!(block.kind, BlockKind::Byline | BlockKind::Credit | BlockKind::Notice) {
            continue;
        }
        let next = blocks[b + 1..].iter().find(|n| !matches!(n.kind, BlockKind::Caption | BlockKind::Credit | BlockKind::Notice));
        let next_open = next.map(|n| n.tokens.start).filter(|&k| opens(words, k, next.map_or(k, |n| n.tokens.end)));
        in_block(words, b, block.tokens.clone(), next_open, &mut out);
    }
    out
}

fn in_block(words: &Words, b: usize, block: Range<usize>, next_open: Option<usize>, out: &mut Vec<Quoted>) {
    let mut marks = Vec::new();
    for (n, token) in words.text.tokens()[block.clone()].iter().enumerate() {
        if is_mark(words, token) {
            marks.push(block.start + n);
        }
    }
    // Where '' stands for a double mark, a single one is nested in it.
    let doubled = marks.iter().any(|&k| is_doubled(words, k));
    let first = out.len();
    let mut behind = block.start;
    for (n, &k) in marks.iter().enumerate() {
        let nested = || doubled && !is_double(words, k);
        let later = &marks[n + 1..];
        let opens = || opens(words, k, block.end) || k == block.start && is_reversed(words, k, later);
        if k < behind || !opens() || nested() {
            continue;
        }
        let found = if is_double(words, k) { close_double(words, k, later) } else { close_single(words, k, later) };
        let goes_on = next_open.is_some_and(|n| is_double(words, n) == is_double(words, k));
        let stretch = match found {
            Closer::At(close) => Quoted { open: k, inner: k + 1..close, close: Some(close), block: b, goes_on: false, is_wire: false },
            Closer::LostBefore(end) => Quoted { open: k, inner: k + 1..end, close: None, block: b, goes_on: false, is_wire: false },
            // A single mark that nothing closes is an apostrophe, unless it opens a paragraph that goes on.
            Closer::None if !is_double(words, k) && (!goes_on || k != block.start) => continue,
            Closer::None => {
                let end = if goes_on { block.end } else { lost_end(words, k, block.end) };
                Quoted { open: k, inner: k + 1..end, close: None, block: b, goes_on, is_wire: false }
            }
        };
        behind = stretch.after();
        if !stretch.inner.is_empty() {
            out.push(stretch);
        }
    }
    if doubled {
        let between = out.split_off(first);
        let wire = in_wire_marks(words, b, &block);
        // Outer marks come first: a stretch inside another one is nested.
        let mut all: Vec<Quoted> = between.into_iter().chain(wire).collect();
        all.sort_by_key(|q| (q.open, std::cmp::Reverse(q.after())));
        for q in all {
            if out[first..].last().is_none_or(|last| last.after() <= q.open) {
                out.push(q);
            }
        }
    }
}

/// What stands between two pairs of apostrophes: ''We had no choice,'' Orne said.
fn in_wire_marks(words: &Words, b: usize, block: &Range<usize>) -> Vec<Quoted> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    let mut k = block.start;
    while k + 1 < block.end {
        let pair =
            words.kind(k) == Some(TokenKind::Punctuation) && is_doubled(words, k) && words.text.is_glued(k + 1) && is_doubled(words, k + 1);
        if !pair {
            k += 1;
            continue;
        }
        // Three in a row: a nested single mark and its outer pair.
        let last = if is_doubled(words, k + 2) && words.text.is_glued(k + 2) { k + 2 } else { k + 1 };
        let opens = touches_next(words, last) && !(k > block.start && words.text.is_glued(k) && words.is_word(k - 1));
        match open {
            Some(at) if words.text.is_glued(k) => {
                out.push(Quoted { open: at, inner: at + 2..k, close: Some(last), block: b, goes_on: false, is_wire: true });
                open = None;
            }
            _ if opens => open = Some(k),
            _ => {}
        }
        k = last + 1;
    }
    out.retain(|q| !q.inner.is_empty());
    out
}

/// Whether the token is a quotation mark or an apostrophe, be it one of two. Most paragraphs hold none.
#[inline]
fn is_mark(words: &Words, token: &Token) -> bool {
    // A comma or full stop shows by its byte that it is none.
    let text = words.text.as_str();
    let may_be = |byte: u8| matches!(byte, b'"' | b'\'' | b'`') || !byte.is_ascii();
    token.kind == TokenKind::Punctuation
        && may_be(text.as_bytes()[token.start()])
        && text[token.start()..].chars().next().is_some_and(fold::is_quotation_mark)
}

fn mark(words: &Words, k: usize) -> Option<char> {
    let token = words.lower(k);
    let c = token.chars().next()?;
    (token.len() == c.len_utf8() && fold::is_quotation_mark(c) && !is_doubled(words, k)).then_some(c)
}

/// Two apostrophes in a row, as old wire terminals wrote a double mark, are not read as marks: half of them are
/// unpaired (`docs/tricky-cases.md`).
fn is_doubled(words: &Words, k: usize) -> bool {
    let plain = |k: usize| words.lower(k) == "'" || words.lower(k) == "`";
    plain(k) && (words.text.is_glued(k) && plain(k - 1) || words.text.is_glued(k + 1) && plain(k + 1))
}

fn is_double(words: &Words, k: usize) -> bool {
    mark(words, k).is_some_and(fold::is_double_mark)
}

/// Whether nothing stands between token `k` and the next.
fn touches_next(words: &Words, k: usize) -> bool {
    words.text.is_glued(k + 1)
}

/// Whether the mark at `k` can open a quotation.
fn opens(words: &Words, k: usize, end: usize) -> bool {
    let Some(c) = mark(words, k) else { return false };
    if k + 1 >= end {
        return false;
    }
    let after_word = words.text.is_glued(k) && matches!(words.kind(k - 1), Some(TokenKind::Word | TokenKind::Number | TokenKind::Symbol));
    match c {
        '“' | '„' | '«' | '‹' | '‟' => true,
        '»' | '›' => touches_next(words, k) && !words.text.is_glued(k),
        '”' => false,
        // 6'2" tall; a lone mark behind a word closes something that was never opened
        '"' | '＂' => !after_word && (touches_next(words, k) || !words.text.is_glued(k)),
        '‘' | '‚' | '‛' => touches_next(words, k) && !after_word,
        // ’tis, ’90s: the wrong way round at the head of a word
        '’' => false,
        _ => touches_next(words, k) && !after_word && !is_clipped_word(words, k + 1),
    }
}

/// ”We had no choice.” — Ruth Venn: at the head of a paragraph the opener may stand the wrong way round.
fn is_reversed(words: &Words, k: usize, later: &[usize]) -> bool {
    let next = || later.iter().find_map(|&k| mark(words, k).filter(|&c| fold::is_double_mark(c)));
    mark(words, k) == Some('”') && touches_next(words, k) && words.is_word(k + 1) && next() == Some('”')
}

/// Words that begin with an apostrophe of their own.
fn is_clipped_word(words: &Words, k: usize) -> bool {
    matches!(words.lower(k), "em" | "tis" | "twas" | "til" | "cause" | "n" | "bout" | "round" | "s")
        || words.kind(k) == Some(TokenKind::Number) && words.lower(k + 1) == "s" && words.lower(k).len() == 2
}

enum Closer {
    At(usize),
    /// Another quotation opens first; this one ended, unmarked, before the token.
    LostBefore(usize),
    None,
}

/// Finds which of the `later` marks of its paragraph closes a quotation in double marks.
fn close_double(words: &Words, open: usize, later: &[usize]) -> Closer {
    let opened = mark(words, open);
    let mut nested_until = open;
    for (n, &k) in later.iter().enumerate() {
        let Some(c) = mark(words, k).filter(|&c| fold::is_double_mark(c)) else { continue };
        if k <= nested_until {
            continue;
        }
        // A pair of the other style inside: "She said “never” twice," he said.
        if (opened, c) == (Some('"'), '“') {
            let next = later[n + 1..].iter().copied().find(|&k| mark(words, k).is_some_and(fold::is_double_mark));
            if let Some(next) = next.filter(|&n| mark(words, n) == Some('”')) {
                nested_until = next;
                continue;
            }
        }
        // “the best in the world“: the closer stands the wrong way round.
        let reversed = c == '“' && opened == Some('“') && words.text.is_glued(k) && !touches_next(words, k);
        let opens_again = !reversed
            && match (opened, c) {
                (Some('„'), '“') | (Some('»'), '«') => false,
                (Some('«'), '«') | (_, '“' | '„') => true,
                (_, '"') => !words.text.is_glued(k) && touches_next(words, k),
                _ => false,
            };
        if opens_again {
            return Closer::LostBefore(lost_end(words, open, k));
        }
        return Closer::At(k);
    }
    Closer::None
}

/// Finds the mark that closes a single-marked quotation, passing over apostrophes.
fn close_single(words: &Words, open: usize, later: &[usize]) -> Closer {
    let mut weak = None;
    for &k in later.iter().filter(|&&k| k > open + 1) {
        let Some(c) = mark(words, k).filter(|&c| fold::is_single_mark(c)) else { continue };
        if matches!(c, '‘' | '‚') {
            // Another opens: what looked weak was the closer.
            break;
        }
        if !words.text.is_glued(k) || touches_next(words, k) && words.is_word(k + 1) {
            continue;
        }
        let after_stop = words.kind(k - 1) == Some(TokenKind::Punctuation) && mark(words, k - 1).is_none();
        // “the farmers’ market”: a plural possessive looks like a closer before a lower-case word
        let possessive = words.lower(k - 1).ends_with('s') && !touches_next(words, k) && words.is_word(k + 1) && !words.is_capital(k + 1);
        if after_stop || !possessive {
            return Closer::At(k);
        }
        weak = weak.or(Some(k));
    }
    weak.map_or(Closer::None, Closer::At)
}

/// Where a quotation whose closer was lost most likely ends: before a comma and a reporting verb, else at the last
/// stop before `limit`, else there.
fn lost_end(words: &Words, open: usize, limit: usize) -> usize {
    let says = |k: usize| words.cue(k).is_some_and(|c| c.quote == QuoteFit::Strong);
    for k in open + 2..limit {
        if words.lower(k) == "," && (k + 1..(k + 5).min(limit)).any(says) {
            return k + 1;
        }
    }
    (open + 2..limit).rev().find(|&k| matches!(words.lower(k), "." | "!" | "?" | "…")).map_or(limit, |k| k + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// The quoted stretches of a text, joined by `|`; an unbalanced one ends with `…?`, one that goes on with `→`.
    fn check(given: &str, expected: &str) {
        let text = Text::new(given);
        let words = Words::of(&text);
        let show = |q: &Quoted| {
            let tail = if q.goes_on {
                "→"
            } else if q.is_unbalanced() {
                "…?"
            } else {
                ""
            };
            format!("{}{tail}", text.slice(text.span_of(q.inner.clone())))
        };
        assert_eq!(quoted(&words).iter().map(show).collect::<Vec<_>>().join("|"), expected);
    }

    #[test]
    fn styles() {
        check("“We won,” said Orne. “We did.”", "We won,|We did.");
        check("\"We won,\" said Orne. \"We did.\"", "We won,|We did.");
        check("‘It’s over,’ said Orne. ‘We’re done with the farmers’ market,’ he said.", "It’s over,|We’re done with the farmers’ market,");
        check("'It's over,' said Orne, of the workers' union.", "It's over,");
        check("«Es ist aus», sagte Orne. „Wir gehen“, sagte sie.", "Es ist aus|Wir gehen");
    }

    #[test]
    fn an_opener_the_wrong_way_round() {
        check("”We won.” — Orne\n\n”We did,” he said.", "We won.|We did,");
        check("It was “over.\n\n” He left.", "over.…?");
        check("They came.”\n\n”They left.", "");
    }

    #[test]
    fn what_is_not_a_quotation() {
        check("The 6'2\" guard of the '90s and the workers' union met at six o'clock.", "");
        check("Rock 'n' roll was Orne's life.", "");
    }

    #[test]
    fn pairs_of_apostrophes() {
        check("''It was a 'very bad' year,'' said Orne. ''We left.''", "It was a 'very bad' year,|We left.");
        check("''We left, said Orne, and nobody's surprised.", "");
    }

    #[test]
    fn nested_marks_belong_to_the_outer_ones() {
        check("“She said ‘never’ twice,” said Orne.", "She said ‘never’ twice,");
        check("‘She said “never” twice,’ said Orne.", "She said “never” twice,");
    }

    #[test]
    fn over_paragraphs_and_lost() {
        check("A headline\n\n“We came early.\n\n“We left late,” said Orne.", "We came early.→|We left late,");
        check("“We came early, Orne said. “We left late.”", "We came early,…?|We left late.");
        check("“We came early, Orne said.", "We came early,…?");
        check("Orne called it “the best in the world“ and left. “We did,” he said.", "the best in the world|We did,");
    }
}

//! Labelled text → lines no wider than there is room.
//!
//! Greedy: as many words to a line as fit; a word that is too wide for any line is cut. A no-break space is part of
//! its word. Width is counted in terminal columns, as Unicode's East Asian Width has it.

use crate::report::page::{Label, Run};
use unicode_width::UnicodeWidthChar;

/// Wraps runs to lines of at most `width` columns; nothing gives no line.
pub(super) fn wrap(runs: &[Run], width: usize) -> Vec<Vec<Run>> {
    let mut wrapped = Wrapped { width: width.max(1), lines: Vec::new(), line: Vec::new(), used: 0 };
    let mut word = Word::default();
    let mut gap = None;
    for run in runs {
        for c in run.text.chars() {
            if c == ' ' {
                wrapped.place(&mut word, &mut gap);
                gap = gap.or(Some(run.label));
            } else {
                word.push(run.label, c);
            }
        }
    }
    wrapped.place(&mut word, &mut gap);
    if !wrapped.line.is_empty() {
        wrapped.lines.push(wrapped.line);
    }
    wrapped.lines
}

/// Characters that stay together, with their labels.
#[derive(Default)]
struct Word {
    chars: Vec<(Label, char)>,
    width: usize,
}

impl Word {
    fn push(&mut self, label: Label, c: char) {
        self.chars.push((label, c));
        self.width += columns(c);
    }
}

fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

struct Wrapped {
    width: usize,
    lines: Vec<Vec<Run>>,
    line: Vec<Run>,
    used: usize,
}

impl Wrapped {
    /// Puts a word where there is room, behind the gap before it, and empties both.
    fn place(&mut self, word: &mut Word, gap: &mut Option<Label>) {
        if word.chars.is_empty() {
            return;
        }
        let word = std::mem::take(word);
        let space = gap.take().filter(|_| self.used > 0);
        if self.used > 0 && self.used + usize::from(space.is_some()) + word.width > self.width {
            self.turn();
        } else if let Some(label) = space {
            self.put(label, ' ');
        }
        for (label, c) in word.chars {
            if self.used + columns(c) > self.width && self.used > 0 {
                self.turn();
            }
            self.put(label, c);
        }
    }

    fn turn(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.used = 0;
    }

    fn put(&mut self, label: Label, c: char) {
        self.used += columns(c);
        match self.line.last_mut().filter(|run| run.label == label) {
            Some(run) => run.text.push(c),
            None => self.line.push(Run { label, text: c.to_string() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: usize, expected: &[&str]) {
        let runs: Vec<Run> = text.split_inclusive('|').map(|t| Run { label: Label::Plain, text: t.replace('|', "") }).collect();
        let lines: Vec<String> = wrap(&runs, width).iter().map(|l| l.iter().map(|r| r.text.as_str()).collect()).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn words_stay_whole_where_they_can() {
        check("one two three", 7, &["one two", "three"]);
        check("one  two ", 20, &["one two"]);
        check("abcdefgh ij", 4, &["abcd", "efgh", "ij"]);
        check("km| per| hour|s", 8, &["km per", "hours"]);
        check("90\u{a0}km away", 6, &["90\u{a0}km", "away"]);
        check("", 10, &[]);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        check("日本語 文", 6, &["日本語", "文"]);
        check("e\u{301}te\u{301} ici", 7, &["e\u{301}te\u{301} ici"]);
    }

    #[test]
    fn labels_go_on_over_a_line_end() {
        let run = |label, text: &str| Run { label, text: text.to_owned() };
        let lines = wrap(&[run(Label::Plain, "a "), run(Label::Removed, "bb cc"), run(Label::Plain, ".")], 4);
        assert_eq!(
            lines,
            [vec![run(Label::Plain, "a "), run(Label::Removed, "bb")], vec![run(Label::Removed, "cc"), run(Label::Plain, ".")],]
        );
    }
}

//! A report before it has a format: lines of labelled text, in blocks.
//!
//! What a report says is decided here and in the files beside it; `terminal`, `markdown`, `html` and `atom` only decide
//! how a label and a block look. (Labels in place of colours are jj's idea.)

use super::visible::visible;
use crate::diff::{Change, Edit, EditOp, Severity};

/// What a stretch of text is, whatever it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Running text.
    Plain,
    /// What names an entry.
    Strong,
    /// Place, time, file name: what can be skipped.
    Dim,
    /// Words that came in, inside words that stayed.
    Added,
    /// Words that went out, inside words that stayed.
    Removed,
    /// The words of an entry that is new as a whole.
    New,
    /// The words of an entry that is gone as a whole.
    Gone,
    /// A heading of this importance.
    Severity(Severity),
    /// A quotation in a text that is shown whole.
    Quoted,
    /// A figure or date in a text that is shown whole.
    Figure,
    /// How to see more, on a terminal.
    Hint,
}

/// A stretch of text that is one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) label: Label,
    pub(super) text: String,
}

/// A line of text, as long as it likes. Whatever is put into it has been made [`visible`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    runs: Vec<Run>,
}

impl Line {
    /// A line of one label.
    pub(super) fn of(label: Label, text: &str) -> Self {
        Self::default().with(label, text)
    }

    /// The line with `text` behind it.
    #[must_use]
    pub(super) fn with(mut self, label: Label, text: &str) -> Self {
        self.push(label, text);
        self
    }

    pub(super) fn push(&mut self, label: Label, text: &str) {
        if !text.is_empty() {
            self.runs.push(Run { label, text: visible(text).into_owned() });
        }
    }

    /// The text without its labels.
    pub(super) fn plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Puts a word diff behind the line; long stretches that stayed keep `context` words beside what changed.
    pub(super) fn push_edits(&mut self, edits: &[Edit], context: usize) {
        for (k, edit) in edits.iter().enumerate() {
            match edit.op {
                EditOp::Delete => self.push_marked(Label::Removed, &edit.text),
                EditOp::Insert => self.push_marked(Label::Added, &edit.text),
                EditOp::Equal => self.push(Label::Plain, &elided(&edit.text, context, k == 0, k + 1 == edits.len())),
            }
        }
    }

    /// A mark stands at the words, not at the spaces around them, and apart from the mark before it.
    fn push_marked(&mut self, label: Label, text: &str) {
        let words = text.trim();
        let lead = text.starts_with(char::is_whitespace);
        if lead || self.runs.last().is_some_and(|r| r.label == Label::Removed) {
            self.push(Label::Plain, " ");
        }
        self.push(label, words);
        if !words.is_empty() && text.ends_with(char::is_whitespace) {
            self.push(Label::Plain, " ");
        }
    }

    pub(super) fn runs(&self) -> &[Run] {
        &self.runs
    }
}

/// A text that stayed, cut to the words beside the edits around it.
fn elided(text: &str, context: usize, is_first: bool, is_last: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (head, tail) = (if is_first { 0 } else { context }, if is_last { 0 } else { context });
    // One word cut is one mark put: not worth it.
    if words.len() <= head + tail + 1 || is_first && is_last {
        return text.to_owned();
    }
    let (first, last) = (words[..head].join(" "), words[words.len() - tail..].join(" "));
    let space = |present: bool| if present { " " } else { "" };
    let lead = space(text.starts_with(char::is_whitespace) && head > 0);
    let trail = space(text.ends_with(char::is_whitespace) && tail > 0);
    match (head, tail) {
        (0, _) => format!("… {last}{trail}"),
        (_, 0) => format!("{lead}{first} …"),
        _ => format!("{lead}{first} … {last}{trail}"),
    }
}

/// The sign before an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// What happened to it.
    Change(Change),
    /// Its number, in the margin: `q1`, `4`.
    Number(char, usize),
    /// A point of a list.
    Point,
    /// Nothing: a part of a text that is shown whole and has no number.
    Part,
}

impl Marker {
    /// Whether its entry is a point of a list; a paragraph of a text that is shown whole is not.
    pub(super) fn is_listed(self) -> bool {
        !matches!(self, Self::Number(' ', _) | Self::Part)
    }
}

/// The sign of what happened to an entry.
pub(super) fn sign(change: Change) -> &'static str {
    match change {
        Change::Added => "+",
        Change::Removed => "−",
        Change::Changed => "~",
        Change::Moved => "→",
    }
}

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// What the page is about.
    Title(Line),
    /// Time, names, how much there is: what stands under a title.
    About(Line),
    /// What the entries below are.
    Heading(Line),
    /// A sentence or two.
    Paragraph(Line),
    /// An entry: what it is, and what there is to say of it.
    Item(Marker, Vec<Line>),
}

/// A report, block by block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub(super) blocks: Vec<Block>,
}

impl Page {
    pub(super) fn title(&mut self, text: &str) {
        self.blocks.push(Block::Title(Line::of(Label::Strong, text)));
    }

    pub(super) fn about(&mut self, label: Label, text: &str) {
        self.blocks.push(Block::About(Line::of(label, text)));
    }

    pub(super) fn heading(&mut self, label: Label, text: &str) {
        self.blocks.push(Block::Heading(Line::of(label, text)));
    }

    pub(super) fn paragraph(&mut self, label: Label, text: &str) {
        self.line(Line::of(label, text));
    }

    pub(super) fn line(&mut self, line: Line) {
        self.blocks.push(Block::Paragraph(line));
    }

    pub(super) fn item(&mut self, marker: Marker, lines: Vec<Line>) {
        self.blocks.push(Block::Item(marker, lines));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::edits;

    /// The line as the terminal would mark it.
    fn check(marked: &str, context: usize, expected: &str) {
        let mut line = Line::default();
        line.push_edits(&edits(marked), context);
        let shown = |run: &Run| match run.label {
            Label::Added => format!("{{+{}+}}", run.text),
            Label::Removed => format!("[-{}-]", run.text),
            _ => run.text.clone(),
        };
        assert_eq!(line.runs().iter().map(shown).collect::<String>(), expected);
    }

    #[test]
    fn marks_stand_at_the_words() {
        check("frank and [-very -]{+highly +}good", 8, "frank and [-very-] {+highly+} good");
        check("frank[- and-] good", 8, "frank [-and-] good");
        check("frank[-,-]{+;+} good", 8, "frank[-,-] {+;+} good");
    }

    #[test]
    fn what_stayed_is_cut_to_its_words_beside_the_edits() {
        check("one two three four five [-six-]{+6+} seven eight nine ten", 2, "… four five [-six-] {+6+} seven eight …");
        check("[-a-] one two three four five six [-b-]", 2, "[-a-] one two … five six [-b-]");
        check("[-a-] one two three four five [-b-]", 2, "[-a-] one two three four five [-b-]");
        check("one two three four five", 2, "one two three four five");
    }
}

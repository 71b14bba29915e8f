//! A normalised text → paragraphs: which lines belong together.
//!
//! A blank line parts paragraphs, and so does a single line end, unless the lines were hard-wrapped or a sentence was
//! cut in the middle. What stands between two rules at the head of the text is one piece.

use crate::span::Span;

/// A line hard-wrapped by a mail program or a wire terminal is at most this wide, in characters.
const MAX_WRAP_WIDTH: usize = 100;
/// Front matter between two rules has at most this many lines.
const MAX_FENCED_LINES: usize = 80;

/// Lines joined into paragraphs: trimmed spans with something to read in them.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let wrap = wrap_width(text, &lines);
    let mut out: Vec<Span> = Vec::with_capacity(lines.len());
    let mut last_line: Option<Span> = None; // the last line of the paragraph being built, if no blank line came since
    let fenced = fenced_lines(text, &lines);
    if let (Some(Some(first)), Some(Some(last))) = (lines.first(), fenced.checked_sub(1).map(|n| lines[n])) {
        out.push(first.cover(last));
    }
    for line in lines.into_iter().skip(fenced) {
        let Some(line) = line else {
            last_line = None;
            continue;
        };
        let joins = last_line.is_some_and(|last| {
            let so_far = out.last().map_or("", |p| &text[p.start..p.end]);
            continues(so_far, &text[last.start..last.end], &text[line.start..line.end], wrap)
        });
        match out.last_mut() {
            Some(paragraph) if joins => paragraph.end = line.end,
            _ => out.push(line),
        }
        last_line = Some(line);
    }
    out.retain(|p| text[p.start..p.end].contains(char::is_alphanumeric));
    out
}

/// How many lines at the head of the text are front matter between two rules (`---`).
fn fenced_lines(text: &str, lines: &[Option<Span>]) -> usize {
    let is_rule = |line: &Option<Span>| line.is_some_and(|l| &text[l.start..l.end] == "---");
    match lines.first() {
        Some(first) if is_rule(first) => lines.iter().skip(1).take(MAX_FENCED_LINES).position(is_rule).map_or(0, |n| n + 2),
        _ => 0,
    }
}

/// Every line, trimmed; `None` where it is blank.
fn lines(text: &str) -> Vec<Option<Span>> {
    let mut out = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len())) {
        let line = &text[start..end];
        let trimmed = line.trim();
        out.push((!trimmed.is_empty()).then(|| {
            let from = start + (line.len() - line.trim_start().len());
            Span::new(from, from + trimmed.len())
        }));
        start = end + 1;
    }
    out
}

/// The width at which the lines were hard-wrapped, if they look so: blank lines exist, no line is wide, and
/// several lines stand together.
fn wrap_width(text: &str, lines: &[Option<Span>]) -> Option<usize> {
    let mut widest = 0;
    let (mut pairs, mut full) = (0, 0);
    for pair in lines.windows(2) {
        if let [Some(a), Some(b)] = pair {
            pairs += 1;
            let width = text[a.start..a.end].chars().count();
            widest = widest.max(width).max(text[b.start..b.end].chars().count());
            full += usize::from(width >= 48);
        }
    }
    let blanks = lines.iter().filter(|l| l.is_none()).count();
    (pairs >= 3 && blanks >= 1 && full * 3 >= pairs * 2 && widest <= MAX_WRAP_WIDTH).then_some(widest)
}

/// Whether `line` goes on with the paragraph whose last line is `last`.
fn continues(so_far: &str, last: &str, line: &str, wrap: Option<usize>) -> bool {
    if starts_item(line) {
        return false;
    }
    if let Some(width) = wrap {
        // The first word of the next line would not have fitted, give or take a ragged edge.
        let word = line.split_whitespace().next().unwrap_or("").chars().count();
        if last.chars().count() + 1 + word + width / 10 > width {
            return true;
        }
    }
    // “The council of Kessel⏎met twice on Monday”: lower case goes on with what began with a capital.
    let lower = line.chars().next().is_some_and(char::is_lowercase);
    lower && !last.ends_with(['.', '!', '?', ':', '”', '"']) && so_far.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// Whether a line begins a bulleted or numbered item.
pub(super) fn starts_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('•' | '◦' | '▪' | '‣' | '⁃' | '●' | '■') => true,
        Some('-' | '–' | '*' | '+') => chars.next() == Some(' '),
        Some(c) if c.is_ascii_digit() => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let rest = &line[digits..];
            digits <= 3 && (rest.starts_with(". ") || rest.starts_with(") ") || rest.starts_with(".) "))
        }
        Some(c) if c.is_ascii_alphabetic() => line[1..].starts_with(") "),
        _ => false,
    }
}

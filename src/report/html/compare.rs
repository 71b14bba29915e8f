//! Two texts beside each other, paragraph by paragraph, and in one with what went out and came in.
//!
//! Each row holds the earlier paragraph with what went out, and the later one with both. The style sheet shows either the second
//! alone (inline) or both, without what went out in the second (side by side). So one document serves both views, and without a style
//! sheet both stand there in order.

use super::mark::Html;
use crate::align::{Link, LinkKind};
use crate::diff::{EditOp, RevisionDiff, edits};
use crate::extract::{Extract, QuotationKind};
use crate::report::prose;
use crate::span::Span;
use crate::text::BlockKind;

/// A text with what stands in it, ready to be written stretch by stretch.
pub(super) struct Side<'t> {
    extract: &'t Extract,
    /// Stretches that lie apart, in order, with what they are; what lies between them is neither.
    marks: Vec<(Span, Mark)>,
    units: Vec<Unit>,
}

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Mark {
    is_quoted: bool,
    is_claimed: bool,
}

/// A paragraph, or another block; a dateline is one with the paragraph it opens.
struct Unit {
    span: Span,
    kind: BlockKind,
    /// Its number among the paragraphs, where it is one.
    number: Option<usize>,
    /// The sentences that begin in it.
    sentences: std::ops::Range<usize>,
}

impl<'t> Side<'t> {
    pub(super) fn of(extract: &'t Extract) -> Self {
        let mut units: Vec<Unit> = Vec::new();
        for block in extract.text.blocks() {
            let number = block.kind.is_running().then_some(block.number);
            match units.last_mut() {
                Some(unit) if unit.kind == BlockKind::Dateline => {
                    (unit.span, unit.kind, unit.number) = (unit.span.cover(block.span), block.kind, number);
                }
                _ => units.push(Unit { span: block.span, kind: block.kind, number, sentences: 0..0 }),
            }
        }
        let mut next = 0;
        for unit in &mut units {
            let from = next;
            while extract.sentences.get(next).is_some_and(|s| s.span.start < unit.span.end) {
                next += 1;
            }
            unit.sentences = from..next;
        }
        Self { extract, marks: marks(extract), units }
    }

    /// Writes a stretch of the text with its marks.
    fn write(&self, html: &mut Html, span: Span) {
        let mut at = span.start;
        let from = self.marks.partition_point(|(marked, _)| marked.end <= span.start);
        for &(marked, mark) in self.marks[from..].iter().take_while(|(marked, _)| marked.start < span.end) {
            let (start, end) = (marked.start.max(at), marked.end.min(span.end));
            html.text(self.extract.text.slice(Span::new(at, start)));
            html.raw(match mark {
                Mark { is_quoted: true, is_claimed: true } => "<span class=\"q c\">",
                Mark { is_quoted: true, .. } => "<span class=\"q\">",
                Mark { .. } => "<span class=\"c\">",
            });
            html.text(self.extract.text.slice(Span::new(start, end))).raw("</span>");
            at = end;
        }
        html.text(self.extract.text.slice(Span::new(at, span.end)));
    }

    fn slice(&self, sentence: usize) -> Span {
        self.extract.sentences[sentence].span
    }
}

/// Where quotations and claims stand, in stretches that lie apart.
fn marks(extract: &Extract) -> Vec<(Span, Mark)> {
    let quoted = extract.quotations.iter().filter(|q| q.kind != QuotationKind::Scare).flat_map(|q| q.parts.iter().copied());
    let claimed = extract.claims.iter().map(|c| c.span);
    // At each place, by how much the number of quotations and of claims that cover it changes.
    let mut turns: Vec<(usize, i32, i32)> = quoted.flat_map(|s| [(s.start, 1, 0), (s.end, -1, 0)]).collect();
    turns.extend(claimed.flat_map(|s| [(s.start, 0, 1), (s.end, 0, -1)]));
    turns.sort_unstable();
    let (mut found, mut at, mut quoted, mut claimed) = (Vec::new(), 0, 0, 0);
    for (place, more_quoted, more_claimed) in turns {
        if place > at && (quoted > 0 || claimed > 0) {
            found.push((Span::new(at, place), Mark { is_quoted: quoted > 0, is_claimed: claimed > 0 }));
        }
        (at, quoted, claimed) = (place, quoted + more_quoted, claimed + more_claimed);
    }
    found
}

/// A stretch of one of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// Of the text whose cell it is in, and of the other.
    Same(Span),
    /// Of the later text only.
    In(Span),
    /// Of the earlier text only.
    Out(Span),
}

/// For each sentence of either side its pieces, and where it came from or went if it moved.
struct Told {
    left: Vec<(Vec<Piece>, Option<Span>)>,
    right: Vec<(Vec<Piece>, Option<Span>)>,
    /// For each later sentence the earlier one it goes on from in place, and the other way round.
    origin: Vec<Option<usize>>,
    is_gone: Vec<bool>,
}

impl Told {
    fn of(before: &Side, after: &Side, diff: &RevisionDiff) -> Self {
        let n = [before, after].map(|side| side.extract.sentences.len());
        // What no link speaks of stayed: nothing is asked for but what was selected.
        let same = |side: &Side, k: usize| (vec![Piece::Same(side.slice(k))], None);
        let mut told = Self {
            left: (0..n[0]).map(|k| same(before, k)).collect(),
            right: (0..n[1]).map(|k| same(after, k)).collect(),
            origin: vec![None; n[1]],
            is_gone: vec![false; n[0]],
        };
        for link in &diff.alignment.links {
            if link.before.iter().all(|&k| k < n[0]) && link.after.iter().all(|&k| k < n[1]) {
                told.take(before, after, link);
            }
        }
        told
    }

    fn take(&mut self, before: &Side, after: &Side, link: &Link) {
        match link.kind {
            LinkKind::Added => link.after.iter().for_each(|&k| self.right[k].0 = vec![Piece::In(after.slice(k))]),
            LinkKind::Removed => {
                for &k in &link.before {
                    self.left[k].0 = vec![Piece::Out(before.slice(k))];
                    self.is_gone[k] = true;
                }
            }
            LinkKind::Unchanged => {}
            LinkKind::Edited | LinkKind::Moved | LinkKind::Split | LinkKind::Merged => self.edit(before, after, link),
        }
        let (Some(&first), Some(&then)) = (link.before.first(), link.after.first()) else { return };
        if link.kind == LinkKind::Moved {
            link.after.iter().for_each(|&k| self.right[k].1 = Some(before.slice(first)));
            link.before.iter().for_each(|&k| self.left[k].1 = Some(after.slice(then)));
        } else {
            link.after.iter().for_each(|&k| self.origin[k] = Some(first));
        }
    }

    /// The word diff of what corresponds, each piece with the sentence in which it stands.
    fn edit(&mut self, before: &Side, after: &Side, link: &Link) {
        let (was, is) = (Joined::of(before, &link.before), Joined::of(after, &link.after));
        link.before.iter().for_each(|&k| self.left[k].0.clear());
        link.after.iter().for_each(|&k| self.right[k].0.clear());
        let (mut from, mut to) = (0, 0);
        for edit in edits(&was.text, &is.text) {
            let n = edit.text.len();
            if edit.op != EditOp::Insert {
                let piece = if edit.op == EditOp::Delete { Piece::Out } else { Piece::Same };
                was.each(from..from + n, |k, span| self.left[k].0.push(piece(span)));
            }
            match edit.op {
                EditOp::Delete => was.each(from..from + n, |_, span| {
                    if let Some(k) = is.sentence_at(to) {
                        self.right[k].0.push(Piece::Out(span));
                    }
                }),
                EditOp::Insert => is.each(to..to + n, |k, span| self.right[k].0.push(Piece::In(span))),
                EditOp::Equal => is.each(to..to + n, |k, span| self.right[k].0.push(Piece::Same(span))),
            }
            from += if edit.op == EditOp::Insert { 0 } else { n };
            to += if edit.op == EditOp::Delete { 0 } else { n };
        }
    }

    fn is_changed(pieces: &(Vec<Piece>, Option<Span>)) -> bool {
        pieces.1.is_some() || pieces.0.iter().any(|piece| !matches!(piece, Piece::Same(_)))
    }
}

/// Sentences as one text, a space between each two, and where each came from.
struct Joined {
    text: String,
    /// Where a sentence begins in it, which sentence, and where that stands in its own text.
    parts: Vec<(usize, usize, Span)>,
}

impl Joined {
    fn of(side: &Side, sentences: &[usize]) -> Self {
        let mut joined = Self { text: String::new(), parts: Vec::new() };
        for &k in sentences {
            if !joined.text.is_empty() {
                joined.text.push(' ');
            }
            joined.parts.push((joined.text.len(), k, side.slice(k)));
            joined.text.push_str(side.extract.text.slice(side.slice(k)));
        }
        joined
    }

    /// The stretches of the sentences that a stretch of the joined text is made of.
    fn each(&self, range: std::ops::Range<usize>, mut visit: impl FnMut(usize, Span)) {
        for &(at, k, span) in &self.parts {
            let (start, end) = (range.start.max(at), range.end.min(at + span.len()));
            if start < end {
                visit(k, Span::new(span.start + start - at, span.start + end - at));
            }
        }
    }

    /// The sentence at a place, or the last one before it.
    fn sentence_at(&self, at: usize) -> Option<usize> {
        self.parts.iter().rev().find(|(start, ..)| *start <= at).map(|&(_, k, _)| k)
    }
}

/// A row: an earlier paragraph, a later one, or both.
struct Row {
    before: Option<usize>,
    after: Option<usize>,
}

/// Which paragraphs stand beside each other: those that share a sentence in place, in the order of both texts.
fn rows(before: &Side, after: &Side, told: &Told) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut next = 0;
    let unit_of = |sentence: usize| before.units.partition_point(|u| u.sentences.end <= sentence);
    for (k, unit) in after.units.iter().enumerate() {
        let partner = if unit.sentences.is_empty() {
            // A line of the page makes no sentence: it is the same line or none.
            let is_same = |u: &&Unit| u.sentences.is_empty() && before.extract.text.slice(u.span) == after.extract.text.slice(unit.span);
            before.units.get(next).filter(is_same).map(|_| next)
        } else {
            unit.sentences.clone().filter_map(|s| told.origin[s]).map(unit_of).find(|&u| u >= next && u < before.units.len())
        };
        let upto = partner.unwrap_or(next);
        rows.extend((next..upto).map(|k| Row { before: Some(k), after: None }));
        rows.push(Row { before: partner, after: Some(k) });
        next = partner.map_or(next, |p| p + 1);
    }
    rows.extend((next..before.units.len()).map(|k| Row { before: Some(k), after: None }));
    rows
}

/// Writes both texts; with `is_short` only the rows in which something changed, and how many were left out between them.
pub(super) fn compare(html: &mut Html, before: &Side, after: &Side, diff: &RevisionDiff, is_short: bool) {
    let told = Told::of(before, after, diff);
    html.raw("<div class=\"compare\">\n<p class=\"sides\" aria-hidden=\"true\"><span>Before</span><span>After</span></p>\n");
    let mut left_out = 0;
    for row in rows(before, after, &told) {
        let is_changed = is_changed(before, after, &told, &row);
        if is_short && !is_changed {
            // A byline that stayed is nothing to count.
            left_out += usize::from(row.after.is_some_and(|k| after.units[k].number.is_some()));
            continue;
        }
        skipped(html, left_out);
        left_out = 0;
        html.raw(if is_changed { "<div class=\"row altered\">\n" } else { "<div class=\"row\">\n" });
        html.raw("<p class=\"before").raw(kind(row.before.map(|k| &before.units[k]))).raw("\">");
        if let Some(unit) = row.before.map(|k| &before.units[k]) {
            html.raw("<span class=\"vh\">Before: </span>");
            earlier(html, before, after, &told, unit);
        }
        html.raw("</p>\n<p class=\"after").raw(kind(row.after.map(|k| &after.units[k]))).raw("\">");
        later(html, [before, after], &told, &row);
        html.raw("</p>\n</div>\n");
    }
    skipped(html, left_out);
    html.raw("</div>\n");
}

fn is_changed(before: &Side, after: &Side, told: &Told, row: &Row) -> bool {
    let old = row.before.map(|k| &before.units[k]);
    let new = row.after.map(|k| &after.units[k]);
    let was = old.into_iter().flat_map(|u| &told.left[u.sentences.clone()]);
    let is = new.into_iter().flat_map(|u| &told.right[u.sentences.clone()]);
    let is_line = |u: Option<&Unit>| u.is_some_and(|u| u.sentences.is_empty());
    was.chain(is).any(Told::is_changed) || (row.before.is_none() && is_line(new)) || (row.after.is_none() && is_line(old))
}

fn skipped(html: &mut Html, n: usize) {
    if n > 0 {
        html.raw("<p class=\"skipped\">").number(n).raw(if n == 1 { " paragraph" } else { " paragraphs" }).raw(" unchanged</p>\n");
    }
}

fn kind(unit: Option<&Unit>) -> &'static str {
    match unit.map(|u| u.kind) {
        Some(BlockKind::Headline) => " headline",
        Some(BlockKind::AlternativeHeadline | BlockKind::Heading) => " heading",
        Some(BlockKind::Notice) => " notice",
        Some(BlockKind::Byline | BlockKind::Caption | BlockKind::Credit) => " aside",
        Some(_) => "",
        None => " none",
    }
}

/// The earlier paragraph, with what went out.
fn earlier(html: &mut Html, before: &Side, after: &Side, told: &Told, unit: &Unit) {
    let mut at = unit.span.start;
    for k in unit.sentences.clone() {
        before.write(html, Span::new(at, before.slice(k).start.max(at)));
        let (pieces, went) = &told.left[k];
        if let Some(to) = went {
            note(html, "moved to ", prose::places(None, Some((after.extract, *to))));
        }
        pieces.iter().for_each(|&piece| self::piece(html, piece, before, before));
        at = before.slice(k).end.max(at);
    }
    let rest = Span::new(at.min(unit.span.end), unit.span.end);
    if unit.sentences.is_empty() { piece(html, Piece::Same(rest), before, before) } else { before.write(html, rest) }
}

/// The later paragraph, with what went out of the earlier one where it stood.
fn later(html: &mut Html, [before, after]: [&Side; 2], told: &Told, row: &Row) {
    let old = row.before.map(|k| before.units[k].sentences.clone()).unwrap_or_default();
    let mut next = old.start;
    let gone = |html: &mut Html, next: &mut usize, upto: usize| {
        for k in (*next..upto).filter(|&k| told.is_gone[k]) {
            piece(html, Piece::Out(before.slice(k)), before, after);
            html.text(" ");
        }
        *next = upto.max(*next);
    };
    let Some(unit) = row.after.map(|k| &after.units[k]) else {
        let lines = row.before.map(|k| &before.units[k]).filter(|u| u.sentences.is_empty());
        lines.into_iter().for_each(|u| piece(html, Piece::Out(u.span), before, after));
        return gone(html, &mut next, old.end);
    };
    if let Some(number) = unit.number {
        html.raw("<span class=\"number\">").number(number).raw("</span> ");
    }
    let mut at = unit.span.start;
    for k in unit.sentences.clone() {
        let (pieces, came) = &told.right[k];
        after.write(html, Span::new(at, after.slice(k).start.max(at)));
        if let Some(origin) = told.origin[k].filter(|origin| old.contains(origin)) {
            gone(html, &mut next, origin);
        }
        if let Some(from) = came {
            note(html, "moved from ", prose::places(Some((before.extract, *from)), None));
        }
        for (k, &piece) in pieces.iter().enumerate() {
            if k > 0 && matches!((pieces[k - 1], piece), (Piece::Out(_), Piece::In(_))) {
                html.text(" ");
            }
            self::piece(html, piece, before, after);
        }
        at = after.slice(k).end.max(at);
    }
    let rest = Span::new(at.min(unit.span.end), unit.span.end);
    match (unit.sentences.is_empty(), row.before) {
        (true, None) => piece(html, Piece::In(rest), before, after),
        _ => after.write(html, rest),
    }
    if next < old.end {
        html.text(" ");
        gone(html, &mut next, old.end);
    }
}

fn note(html: &mut Html, what: &'static str, place: Option<String>) {
    html.raw("<small class=\"note\">").raw(what).text(place.as_deref().unwrap_or("elsewhere")).raw(":</small> ");
}

/// Writes a piece; what came or went is marked at its words, not at the spaces around them. `own` is the text that stayed.
fn piece(html: &mut Html, piece: Piece, before: &Side, own: &Side) {
    let (side, span, open, close) = match piece {
        Piece::Same(span) => return own.write(html, span),
        Piece::In(span) => (own, span, "<ins>", "</ins>"),
        Piece::Out(span) => (before, span, "<del>", "</del>"),
    };
    let text = side.extract.text.slice(span);
    let start = span.start + text.len() - text.trim_start().len();
    let end = (start + text.trim().len()).min(span.end);
    side.write(html, Span::new(span.start, start));
    if start < end {
        html.raw(open);
        side.write(html, Span::new(start, end));
        html.raw(close);
    }
    side.write(html, Span::new(end, span.end));
}

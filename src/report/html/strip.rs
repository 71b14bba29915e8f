//! Where the edits of a history fall: a column for each step, a row for the headline and each tenth of the text, and in each field a
//! square, the larger the more of the sentences there changed. Size says it, not colour; the words below say it again.

use super::mark::Html;
use crate::align::{Link, LinkKind};
use crate::changelog::{ChangeLog, Step};
use crate::diff::Field;
use crate::extract::Extract;
use crate::report::prose;
use crate::text::BlockKind;

/// The text is cut into so many parts of equal length.
const N_PARTS: usize = 10;
/// The headline, and the parts of the text.
const N_ROWS: usize = N_PARTS + 1;
/// At most so many columns; where there are more steps, neighbours share one.
const MAX_COLUMNS: usize = 240;
/// So many steps are told one by one in the text alternative; of more, those with the most changed.
const MAX_TOLD: usize = 12;

// Lengths in units of the drawing; the style sheet scales it to the width there is.
const LEFT: usize = 76;
const MAX_WIDTH: usize = 640;
const ROW: usize = 14;
const MAX_COLUMN: usize = 72;
const TIMELINE: usize = 34;
const GAP: usize = 6;

/// How much changed in one step, by rows: how many sentences of how many.
struct Counted {
    changed: [usize; N_ROWS],
    all: [usize; N_ROWS],
}

/// Writes the strip; nothing for fewer than two steps, which need no picture, and where it is not known which sentences correspond: with
/// only some of the changes wanted it would say that nothing changed.
pub(super) fn strip(html: &mut Html, log: &ChangeLog) {
    let counted: Vec<(&Step, Counted)> = log.steps.iter().filter_map(|step| Some((step, counted(log, step)?))).collect();
    if counted.len() < 2 || log.steps.iter().all(|step| step.diff.alignment.links.is_empty()) {
        return;
    }
    let per_column = counted.len().div_ceil(MAX_COLUMNS);
    let columns: Vec<Counted> = counted.chunks(per_column).map(sum).collect();
    let width = (MAX_WIDTH / columns.len()).min(MAX_COLUMN);
    let [w, h] = [LEFT + width * columns.len() + GAP, TIMELINE + N_ROWS * ROW + 2 * GAP];
    html.raw("<figure class=\"strip\">\n<svg viewBox=\"0 0 ").number(w).raw(" ").number(h).raw("\" width=\"").number(w);
    html.raw("\" height=\"").number(h).raw("\" role=\"img\" aria-labelledby=\"strip-title strip-told\">\n");
    html.raw("<title id=\"strip-title\">Where the edits fall</title>\n<desc id=\"strip-told\">")
        .text(&told(log, &counted))
        .raw("</desc>\n");
    timeline(html, log, &counted, per_column, width);
    for (row, label) in [(0, "headline"), (1, "beginning"), (N_PARTS, "end")] {
        html.raw("<text x=\"").number(LEFT - GAP).raw("\" y=\"").number(middle(row) + 4).raw("\" text-anchor=\"end\">").raw(label);
        html.raw("</text>\n");
    }
    for row in 0..N_ROWS {
        html.raw("<line class=\"guide\" x1=\"").number(LEFT).raw("\" x2=\"").number(w).raw("\" y1=\"").number(middle(row));
        html.raw("\" y2=\"").number(middle(row)).raw("\"/>\n");
    }
    for (k, column) in columns.iter().enumerate() {
        for row in 0..N_ROWS {
            square(html, LEFT + width * k + width / 2, middle(row), side(column, row, width.min(ROW)));
        }
    }
    html.raw(
        "</svg>\n<figcaption>Where the edits fall: a column for each step, the text from top to bottom in tenths. The larger a square, ",
    );
    html.raw("the more of the sentences there changed.");
    if per_column > 1 {
        html.raw(" A column stands for ").number(per_column).raw(" steps.");
    }
    html.raw("</figcaption>\n</figure>\n");
}

/// The middle of a row; the headline stands a little apart.
fn middle(row: usize) -> usize {
    TIMELINE + row * ROW + ROW / 2 + if row > 0 { GAP } else { 0 }
}

/// The side of a square whose area is the share of what changed, seen also where that is little.
fn side(column: &Counted, row: usize, max: usize) -> usize {
    let (changed, all) = (column.changed[row], column.all[row].max(1));
    if changed == 0 { 0 } else { (2..max).find(|s| s * s * all >= changed * max * max).unwrap_or(max) }
}

fn square(html: &mut Html, x: usize, y: usize, side: usize) {
    if side > 0 {
        html.raw("<rect x=\"").number(x - side / 2).raw("\" y=\"").number(y - side / 2).raw("\" width=\"").number(side);
        html.raw("\" height=\"").number(side).raw("\"/>\n");
    }
}

/// When each step was seen, to scale, and a line from there to its column. Nothing where a time is not known.
fn timeline(html: &mut Html, log: &ChangeLog, counted: &[(&Step, Counted)], per_column: usize, width: usize) {
    let times: Option<Vec<i64>> =
        counted.iter().map(|(step, _)| Some(log.revisions.get(step.after)?.revision.observed_at?.timestamp())).collect();
    let Some(times) = times else { return };
    let first = log.revisions.get(counted[0].0.before).and_then(|o| o.revision.observed_at).map_or(times[0], |at| at.timestamp());
    let last = times.iter().copied().max().unwrap_or(first).max(first + 1);
    let room = width * counted.len().div_ceil(per_column);
    html.raw("<line class=\"time\" x1=\"").number(LEFT).raw("\" x2=\"").number(LEFT + room).raw("\" y1=\"8\" y2=\"8\"/>\n");
    for (k, at) in times.iter().enumerate() {
        let share = at.saturating_sub(first).max(0).saturating_mul(i64::try_from(room).unwrap_or(0)) / (last - first);
        let (x, to) = (LEFT + usize::try_from(share).unwrap_or(0).min(room), LEFT + width * (k / per_column) + width / 2);
        html.raw("<path class=\"time\" d=\"M").number(x).raw(" 4V12L").number(to).raw(" ").number(TIMELINE - 2).raw("\"/>\n");
    }
    html.raw("<text x=\"").number(LEFT - GAP).raw("\" y=\"12\" text-anchor=\"end\">time</text>\n");
}

fn sum(columns: &[(&Step, Counted)]) -> Counted {
    let of = |pick: fn(&Counted) -> &[usize; N_ROWS]| std::array::from_fn(|row| columns.iter().map(|(_, c)| pick(c)[row]).sum());
    Counted { changed: of(|c| &c.changed), all: of(|c| &c.all) }
}

/// Counts the sentences of a step that changed.
fn counted(log: &ChangeLog, step: &Step) -> Option<Counted> {
    let [before, after] = [log.revisions.get(step.before)?, log.revisions.get(step.after)?].map(|observed| &observed.extract);
    let mut found = Counted { changed: [0; N_ROWS], all: [0; N_ROWS] };
    // A headline has its own row.
    let part = |extract: &Extract, sentence: usize| {
        let sentence = extract.sentences.get(sentence)?;
        let block = extract.text.blocks().get(sentence.block)?;
        let start = Some(sentence.span.start).filter(|_| !matches!(block.kind, BlockKind::Headline | BlockKind::AlternativeHeadline))?;
        Some(1 + (start * N_PARTS / extract.text.as_str().len().max(1)).min(N_PARTS - 1))
    };
    (0..after.sentences.len()).filter_map(|k| part(after, k)).for_each(|row| found.all[row] += 1);
    let is_changed = |link: &&Link| link.kind != LinkKind::Unchanged;
    for link in step.diff.alignment.links.iter().filter(is_changed) {
        let (extract, sentences) = if link.after.is_empty() { (before, &link.before) } else { (after, &link.after) };
        sentences.iter().filter_map(|&k| part(extract, k)).for_each(|row| found.changed[row] += 1);
    }
    let is_headline = |field: Field| matches!(field, Field::Headline | Field::AlternativeHeadline);
    (found.all[0], found.changed[0]) = (1, usize::from(step.diff.fields.iter().any(|f| is_headline(f.field))));
    (1..N_ROWS).for_each(|row| found.all[row] = found.all[row].max(found.changed[row]));
    Some(found)
}

/// The picture in words.
fn told(log: &ChangeLog, counted: &[(&Step, Counted)]) -> String {
    let n = |c: &Counted| c.changed[1..].iter().sum::<usize>();
    let mut shown: Vec<usize> = (0..counted.len()).collect();
    let lead = if counted.len() > MAX_TOLD {
        shown.sort_by_key(|&k| std::cmp::Reverse((n(&counted[k].1), std::cmp::Reverse(k))));
        shown.truncate(MAX_TOLD);
        shown.sort_unstable();
        format!("The {MAX_TOLD} of {} steps with the most changed sentences. ", counted.len())
    } else {
        String::new()
    };
    let steps = shown.into_iter().map(|k| {
        let (step, c) = &counted[k];
        let headline = if c.changed[0] > 0 { ", and the headline" } else { "" };
        // Of several parts with as many, the first.
        let most = (1..N_ROWS).max_by_key(|&row| (c.changed[row], std::cmp::Reverse(row))).filter(|_| n(c) > 1);
        let most = most.map(|row| format!(", most in tenth {row} of the text")).unwrap_or_default();
        let when = log.revisions.get(step.after).and_then(|o| o.revision.observed_at).map(prose::moment);
        let when = when.map(|when| format!(", {when}")).unwrap_or_default();
        format!("Revision {}{when}: {} changed{most}{headline}.", step.after + 1, prose::count(n(c), "sentence"))
    });
    lead + &steps.collect::<Vec<_>>().join(" ")
}

//! What changed between two revisions, most important first.

use super::{entry, notices, rest};
use crate::changelog::{ChangeLog, Noted, Observed, Step};
use crate::diff::{Change, Edit, EditOp, FieldChange, Severity, why};
use crate::extract::Extract;
use crate::report::page::{Block, Label, Line, Marker, Page};
use crate::report::prose;
use entry::Detail;

/// Said where a limit on work was met.
pub(super) const APPROXIMATE: &str = "Approximate: these texts are too long to compare every sentence with every other, \
    so a change may be shown as something removed and something added.";

/// Said where a step has nothing to tell: nothing differs but what is hidden, or what does was not asked for.
pub(super) fn nothing(step: &Step) -> &'static str {
    match step.noted {
        Noted::NothingToNote => "Nothing a reader should be told about changed.",
        Noted::Noted | Noted::NotNoted => "Nothing of what was asked for changed.",
    }
}

/// Words kept on either side of an edit in a headline: all of them.
const WHOLE: usize = 1_000_000;

/// The page of one step; one sentence where there is no such step.
pub fn diff(log: &ChangeLog, step: usize, all: bool) -> Page {
    let mut page = Page::default();
    page.title(&log.article);
    let found = log.steps.get(step).and_then(|s| Some((s, log.revisions.get(s.before)?, log.revisions.get(s.after)?)));
    let Some((step, before, after)) = found else {
        page.paragraph(Label::Plain, "There is nothing to compare: this needs two revisions.");
        return page;
    };
    header(&mut page, &log.article, before, after);
    if step.diff.approximate {
        page.paragraph(Label::Plain, APPROXIMATE);
    }
    let (old, new) = (&before.extract, &after.extract);
    if old.text.given() == new.text.given() {
        page.paragraph(Label::Plain, "The two texts are identical.");
        return page;
    }
    let above = page.blocks.len();
    body(&mut page, old, new, step);
    if page.blocks.len() == above {
        page.paragraph(Label::Plain, nothing(step));
    }
    rest::hidden(&mut page, old, new, step, all);
    page
}

fn header(page: &mut Page, article: &str, before: &Observed, after: &Observed) {
    let (old, new) = (&before.revision, &after.revision);
    let last = old.last_seen().filter(|last| new.observed_at.is_some_and(|to| *last <= to));
    if let (Some(from), Some(to)) = (last.or(old.observed_at), new.observed_at) {
        page.about(Label::Plain, &prose::interval(from, to));
    }
    let words = [before, after].map(|o| o.extract.text.n_words());
    let words = if words[0] == words[1] { prose::count(words[0], "word") } else { format!("{} → {} words", words[0], words[1]) };
    let is_named = article.contains(&old.name) && article.contains(&new.name);
    let line = if is_named { words } else { format!("{} → {} · {words}", old.name, new.name) };
    page.about(Label::Dim, &line);
}

fn body(page: &mut Page, before: &Extract, after: &Extract, step: &Step) {
    let diff = &step.diff;
    let said = notices::notices(before, after, step);
    if !said.is_empty() {
        page.heading(Label::Strong, "From the publisher");
        page.blocks.extend(said);
    }
    section(page, Label::Strong, "Above the text", "change", diff.fields.iter().map(|f| field(before, after, step, f)).collect());
    for severity in [Severity::High, Severity::Medium, Severity::Low] {
        let stayed = |change, s| change != Change::Moved && s == severity;
        let entries = entries(before, after, step, Detail::Full, stayed);
        section(page, Label::Severity(severity), &prose::sentence(severity.name()), "change", entries);
    }
    let moved = entries(before, after, step, Detail::Brief, |change, _| change == Change::Moved);
    section(page, Label::Strong, "Moved", "passage", moved);
    section(page, Label::Strong, "Outside quotations and claims", "sentence", rest::outside(before, after, step));
}

fn section(page: &mut Page, label: Label, name: &str, noun: &str, entries: Vec<Block>) {
    if !entries.is_empty() {
        page.heading(label, &format!("{name}: {}", prose::count(entries.len(), noun)));
        page.blocks.extend(entries);
    }
}

/// The quotations and then the claims of a step that are wanted.
pub(super) fn entries(
    before: &Extract,
    after: &Extract,
    step: &Step,
    detail: Detail,
    is_wanted: impl Fn(Change, Severity) -> bool,
) -> Vec<Block> {
    let quotations = step.diff.quotations.iter().filter(|c| is_wanted(c.change, c.severity));
    let claims =
        step.diff.claims.iter().filter(|c| is_wanted(c.change, c.severity) && prose::field_of(before, after, &step.diff, c).is_none());
    quotations.map(|c| entry::quotation(before, after, c, detail)).chain(claims.map(|c| entry::claim(before, after, c, detail))).collect()
}

/// A changed headline, byline or dateline.
///
/// What changed in the claim that a headline makes is said beside it: one event is one entry.
pub(super) fn field(before: &Extract, after: &Extract, step: &Step, change: &FieldChange) -> Block {
    let mut line = Line::of(Label::Strong, &format!("{} {}: ", prose::sentence(prose::field(change.field)), change.change().name()));
    match (&change.before, &change.after) {
        (None, Some(after)) => line.push(Label::New, after),
        (Some(before), None) => line.push(Label::Gone, before),
        (before, after) => line.push_edits(&or_whole(&change.edits, before.as_deref(), after.as_deref()), WHOLE),
    }
    let claims = step.diff.claims.iter().filter(|c| prose::field_of(before, after, &step.diff, c) == Some(change.field));
    let mut said: Vec<String> = claims.flat_map(|c| c.reasons.iter()).map(|r| why(r, false)).collect();
    said.dedup();
    let mut lines = vec![line];
    if !said.is_empty() {
        lines.push(Line::of(Label::Dim, &prose::sentence(&said.join("; "))));
    }
    Block::Item(Marker::Change(change.change()), lines)
}

/// The edits, or where there are none the two sides whole.
fn or_whole(edits: &[Edit], before: Option<&str>, after: Option<&str>) -> Vec<Edit> {
    if !edits.is_empty() {
        return edits.to_vec();
    }
    let whole = |op, text: Option<&str>| text.map(|t| Edit { op, text: t.to_owned() });
    [whole(EditOp::Delete, before), whole(EditOp::Insert, after)].into_iter().flatten().collect()
}

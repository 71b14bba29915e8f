//! An article's change log: every step with its time, what changed in a sentence, what was noted, and the entries.

use super::diff::{APPROXIMATE, entries, field, nothing};
use super::{entry::Detail, notices, rest};
use crate::changelog::{ChangeLog, Noted, Observed, Step, differs, reverts_to};
use crate::diff::{Change, Severity};
use crate::extract::QuotationKind;
use crate::report::page::{Block, Label, Page};
use crate::report::prose;

/// The page of a whole history, oldest first.
pub fn log(log: &ChangeLog) -> Page {
    let mut page = Page::default();
    page.title(&log.article);
    page.about(Label::Dim, &prose::count(log.revisions.len(), "revision"));
    if !log.steps.is_empty() {
        page.about(Label::Dim, "Times: last seen without the changes → first seen with them.");
    }
    match shown_since(log) {
        Some(said) => page.paragraph(Label::Plain, &said),
        None => {
            if let Some(first) = log.revisions.first() {
                page.heading(Label::Strong, &named(first));
                page.paragraph(Label::Plain, &inventory(first));
            }
        }
    }
    for one in &log.steps {
        if let (Some(before), Some(after)) = (log.revisions.get(one.before), log.revisions.get(one.after)) {
            page.heading(Label::Strong, &heading(before, after));
            page.blocks.extend(step(log, before, after, one));
        }
    }
    page
}

/// The history for the readers of the article: each step with its sentence, the publisher's words and the changes, a line each. How
/// much a change matters, where it stands and that nothing was said of it are left to the editor's log, and so is a step of which
/// nothing is left.
pub fn published(log: &ChangeLog) -> Page {
    let mut page = Page::default();
    page.title("How this article changed");
    if let Some(said) = shown_since(log) {
        page.paragraph(Label::Plain, &said);
    } else if log.steps.is_empty() {
        page.paragraph(Label::Plain, "No change was seen.");
    }
    let begun = page.blocks.len();
    for step in &log.steps {
        let (Some(before), Some(after)) = (log.revisions.get(step.before), log.revisions.get(step.after)) else { continue };
        if is_emptied(before, after, step) {
            continue;
        }
        let (old, new) = (&before.extract, &after.extract);
        page.heading(Label::Strong, &heading(before, after));
        said(&mut page, log, before, after, step);
        page.blocks.extend(notices::notices(old, new, step).into_iter().filter(|block| matches!(block, Block::Item(..))));
        for change in &step.diff.fields {
            let Block::Item(marker, mut lines) = field(old, new, step, change) else { continue };
            lines.truncate(1);
            page.item(marker, lines);
        }
        for severity in [Severity::High, Severity::Medium, Severity::Low] {
            page.blocks.extend(entries(old, new, step, Detail::Listed, |change, s| change != Change::Moved && s == severity));
        }
        page.blocks.extend(entries(old, new, step, Detail::Brief, |change, _| change == Change::Moved));
    }
    if !log.steps.is_empty() {
        if page.blocks.len() == begun {
            page.paragraph(Label::Plain, "No change of this kind was seen.");
        }
        page.heading(Label::Strong, "How this was made");
        page.paragraph(Label::Plain, HOW_MADE);
    }
    page
}

/// Said below what is published.
const HOW_MADE: &str = "By comparing the texts that stood here at the times given. What stood here in between is not known, and nothing \
    above says why anything was changed.";

/// Whether a step has nothing to tell, for what changed in it was not asked for: of other steps it is known which sentences correspond.
pub(in crate::report) fn is_emptied(before: &Observed, after: &Observed, step: &Step) -> bool {
    let is_empty = step.diff.alignment.links.is_empty() && !differs(&step.diff);
    is_empty && before.extract.text.given() != after.extract.text.given()
}

/// Where only the later steps are shown: since when, or that there is none.
pub(in crate::report) fn shown_since(log: &ChangeLog) -> Option<String> {
    match log.steps.first() {
        Some(step) if step.before > 0 => {
            let since = log.revisions.get(step.before).map(named)?;
            Some(format!("Since revision {}, {since}:", step.before + 1))
        }
        None if log.revisions.len() > 1 => {
            let last = log.revisions.last().map(named)?;
            Some(format!("No revision was seen after revision {}, {last}.", log.revisions.len()))
        }
        _ => None,
    }
}

/// How much there is to say of a step: `5 changes, with a notice`.
pub(in crate::report) fn how_much(step: &Step) -> String {
    let diff = &step.diff;
    let n = diff.fields.len() + diff.quotations.len() + diff.claims.len();
    let noted = match step.noted {
        Noted::Noted => ", with a notice",
        Noted::NotNoted => ", without a notice",
        Noted::NothingToNote => "",
    };
    format!("{}{noted}", prose::count(n, "change"))
}

/// The time of a revision, or its name where that is not known.
pub(super) fn named(observed: &Observed) -> String {
    observed.revision.observed_at.map_or_else(|| observed.revision.name.clone(), prose::moment)
}

/// The same, and when it was last seen, if somebody looked again.
pub(super) fn stood(observed: &Observed) -> String {
    let revision = &observed.revision;
    let again = revision.last_seen().filter(|last| Some(*last) != revision.observed_at);
    let again = again.map(|last| format!("; last seen {}", prose::moment(last))).unwrap_or_default();
    format!("{}{again}", named(observed))
}

/// The times between which a step falls, or the names of its revisions.
pub(in crate::report) fn heading(before: &Observed, after: &Observed) -> String {
    let last = before.revision.last_seen().filter(|last| after.revision.observed_at.is_some_and(|to| *last <= to));
    match (last.or(before.revision.observed_at), after.revision.observed_at) {
        (Some(from), Some(to)) => prose::interval(from, to),
        _ => format!("{} → {}", named(before), named(after)),
    }
}

fn inventory(first: &Observed) -> String {
    let extract = &first.extract;
    let quotations = extract.quotations.iter().filter(|q| q.kind != QuotationKind::Scare).count();
    let parts = [(extract.text.n_words(), "word"), (quotations, "quotation"), (extract.claims.len(), "claim")];
    format!("First revision: {}.", prose::list(&parts.map(|(n, noun)| prose::count(n, noun))))
}

/// What is said of one step: the sentence that sums it up, the notices, the changes.
pub(in crate::report) fn step(log: &ChangeLog, before: &Observed, after: &Observed, step: &Step) -> Vec<Block> {
    let mut page = Page::default();
    let (old, new) = (&before.extract, &after.extract);
    said(&mut page, log, before, after, step);
    page.blocks.extend(notices::notices(old, new, step));
    page.blocks.extend(step.diff.fields.iter().map(|f| field(old, new, step, f)));
    for severity in [Severity::High, Severity::Medium, Severity::Low] {
        let detail = if severity == Severity::Low { Detail::Brief } else { Detail::Weighed };
        page.blocks.extend(entries(old, new, step, detail, |change, s| change != Change::Moved && s == severity));
    }
    page.blocks.extend(entries(old, new, step, Detail::Brief, |change, _| change == Change::Moved));
    page.blocks
}

/// The sentence that sums a step up, and what it cannot say.
fn said(page: &mut Page, log: &ChangeLog, before: &Observed, after: &Observed, step: &Step) {
    let (old, new) = (&before.extract, &after.extract);
    let said = prose::summary(old, new, &step.diff);
    let outside = rest::outside(old, new, step).len();
    let is_silent = step.diff.notices.is_empty() && outside == 0;
    match said {
        Some(said) => page.paragraph(Label::Plain, &said),
        None if old.text.given() == new.text.given() => page.paragraph(Label::Plain, "The same text."),
        None if is_silent => page.paragraph(Label::Plain, nothing(step)),
        None => {}
    }
    if let Some(to) = reverts_to(log, step.after).filter(|&to| to < step.before) {
        page.paragraph(Label::Plain, &format!("The same text as revision {}, which was gone in between.", to + 1));
    }
    if outside > 0 {
        page.paragraph(Label::Plain, &format!("Outside quotations and claims: {}.", prose::count(outside, "sentence")));
    }
    if step.diff.approximate {
        page.paragraph(Label::Plain, APPROXIMATE);
    }
}

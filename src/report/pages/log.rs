//! An article's change log: every step with its time, what changed in a sentence, what was noted, and the entries.

use super::diff::{APPROXIMATE, entries, field, nothing};
use super::{entry::Detail, notices, rest};
use crate::changelog::{ChangeLog, Observed, Step, reverts_to};
use crate::diff::{Change, Severity};
use crate::extract::QuotationKind;
use crate::report::page::{Label, Page};
use crate::report::prose;

/// The page of a whole history, oldest first.
pub(in crate::report) fn log(log: &ChangeLog) -> Page {
    let mut page = Page::default();
    page.title(&log.article);
    page.about(Label::Dim, &prose::count(log.revisions.len(), "revision"));
    if !log.steps.is_empty() {
        page.about(Label::Dim, "Times: last seen without the changes → first seen with them.");
    }
    if let Some(first) = log.revisions.first() {
        page.heading(Label::Strong, &named(first));
        page.paragraph(Label::Plain, &inventory(first));
    }
    for step in &log.steps {
        if let (Some(before), Some(after)) = (log.revisions.get(step.before), log.revisions.get(step.after)) {
            page.heading(Label::Strong, &heading(before, after));
            if let Some(to) = reverts_to(log, step.after).filter(|&to| to < step.before) {
                page.paragraph(Label::Plain, &format!("The same text as revision {}, which was gone in between.", to + 1));
            }
            body(&mut page, before, after, step);
        }
    }
    page
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

fn heading(before: &Observed, after: &Observed) -> String {
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

fn body(page: &mut Page, before: &Observed, after: &Observed, step: &Step) {
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
    if outside > 0 {
        page.paragraph(Label::Plain, &format!("Outside quotations and claims: {}.", prose::count(outside, "sentence")));
    }
    if step.diff.approximate {
        page.paragraph(Label::Plain, APPROXIMATE);
    }
    page.blocks.extend(notices::notices(old, new, step));
    page.blocks.extend(step.diff.fields.iter().map(|f| field(old, new, step, f)));
    for severity in [Severity::High, Severity::Medium, Severity::Low] {
        let detail = if severity == Severity::Low { Detail::Brief } else { Detail::Weighed };
        page.blocks.extend(entries(old, new, step, detail, |change, s| change != Change::Moved && s == severity));
    }
    page.blocks.extend(entries(old, new, step, Detail::Brief, |change, _| change == Change::Moved));
}

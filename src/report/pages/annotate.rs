//! A revision, every sentence with the revision that brought it.

use super::log::{named, stood};
use crate::align::LinkKind;
use crate::changelog::{Annotated, ChangeLog, Interval, Words, interval};
use crate::report::page::{Label, Line, Marker, Page};
use crate::report::prose;

/// Words kept on either side of an edit.
const CONTEXT: usize = 4;

/// The page of a whole revision.
pub fn annotate(log: &ChangeLog, revision: usize, annotated: &[Annotated]) -> Page {
    let mut page = head(log, revision);
    let Some(observed) = log.revisions.get(revision) else { return page };
    for found in annotated {
        let Some(sentence) = observed.extract.sentences.get(found.sentence) else { continue };
        let mut lines = vec![Line::of(Label::Plain, observed.extract.text.slice(sentence.span))];
        if let Some(earlier) = found.stood_before {
            lines.push(Line::of(Label::Dim, &format!("stood in {} already, and was gone for a while", earlier + 1)));
        }
        for edit in &found.edits {
            let done = match edit.kind {
                LinkKind::Split => "split off in",
                LinkKind::Merged => "merged in",
                _ => "edited in",
            };
            let mut line = Line::of(Label::Dim, &format!("{done} {}: ", edit.revision + 1));
            if edit.kind == LinkKind::Unchanged {
                line.push(Label::Dim, "case, marks or punctuation only");
            } else {
                line.push_edits(&edit.edits, CONTEXT);
            }
            lines.push(line);
        }
        page.item(Marker::Number('r', found.since + 1), lines);
    }
    page
}

/// The page of certain words.
pub fn trace(log: &ChangeLog, revision: usize, words: &str, found: &[Words]) -> Page {
    let mut page = head(log, revision);
    let Some(observed) = log.revisions.get(revision) else { return page };
    if found.is_empty() {
        page.paragraph(Label::Plain, &format!("No sentence of this revision has the words “{words}”."));
    }
    for found in found {
        let Some(sentence) = observed.extract.sentences.get(found.sentence) else { continue };
        let when = when(log, found.since);
        let mut lines = vec![Line::of(Label::Plain, observed.extract.text.slice(sentence.span))];
        match &found.before {
            Some(before) => {
                lines.push(
                    Line::of(Label::Dim, &format!("in these words since {} ({when}); before: ", found.since + 1)).with(Label::Gone, before),
                );
            }
            None if found.since == 0 => lines.push(Line::of(Label::Dim, &format!("there since the first revision ({when})"))),
            None => lines.push(Line::of(Label::Dim, &format!("came with its sentence in {} ({when})", found.since + 1))),
        }
        page.item(Marker::Number('r', found.since + 1), lines);
    }
    page
}

/// When a revision was first seen, and what was seen last without what came with it.
fn when(log: &ChangeLog, revision: usize) -> String {
    match interval(log, revision) {
        Interval { without: Some(last), with: Some(first) } => {
            format!("last seen without it → first seen with it: {}", prose::interval(last, first))
        }
        _ => log.revisions.get(revision).map(named).unwrap_or_default(),
    }
}

fn head(log: &ChangeLog, revision: usize) -> Page {
    let mut page = Page::default();
    page.title(&log.article);
    if let Some(observed) = log.revisions.get(revision) {
        page.about(Label::Plain, &format!("revision {} of {}, {}", revision + 1, log.revisions.len(), named(observed)));
    }
    for (k, observed) in log.revisions.iter().enumerate().take(revision + 1) {
        page.item(Marker::Point, vec![Line::of(Label::Dim, &format!("r{}: {}", k + 1, stood(observed)))]);
    }
    page
}

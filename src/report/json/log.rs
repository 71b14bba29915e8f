//! An article's history, as the contract has it.

use super::diff::{Document, RevisionOut, SideOut, StepOut, Summary};
use super::lives::{self, LifeOut};
use super::{extract, names};
use crate::changelog::{ChangeLog, Interval, Observed, Step, interval_between, reverts_to};
use crate::report::prose;
use crate::revision::Revision;
use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use serde_json::Value;

/// What stands where an `id` would: single documents were asked for by name, not by id.
const NO_ID: &Value = &Value::Null;

#[derive(Serialize)]
pub(super) struct Log<'a> {
    schema: &'static str,
    article: &'a str,
    revisions: Vec<SideOut<'a>>,
    steps: Vec<Document<'a>>,
    quotations: Vec<LifeOut<'a>>,
    claims: Vec<LifeOut<'a>>,
}

impl<'a> Log<'a> {
    pub(super) fn of(log: &'a ChangeLog) -> Self {
        Self {
            schema: super::LOG,
            article: &log.article,
            revisions: sides(log),
            steps: log.steps.iter().filter_map(|s| step(log, s)).collect(),
            quotations: lives::quotations(log),
            claims: lives::claims(log),
        }
    }
}

/// When something changed: after one time, by another.
#[derive(Serialize)]
pub(super) struct IntervalOut {
    last_seen_without: Option<String>,
    first_seen_with: Option<String>,
}

impl IntervalOut {
    pub(super) fn of(interval: Interval) -> Self {
        let written = |at: Option<DateTime<FixedOffset>>| at.map(|at| at.to_rfc3339());
        Self { last_seen_without: written(interval.without), first_seen_with: written(interval.with) }
    }
}

/// Every revision and how much there is in it.
pub(super) fn sides(log: &ChangeLog) -> Vec<SideOut<'_>> {
    log.revisions
        .iter()
        .enumerate()
        .map(|(k, observed)| SideOut { revision: Some(about(k, &observed.revision)), summary: Summary::of(&observed.extract) })
        .collect()
}

pub(super) fn about(revision: usize, read: &Revision) -> RevisionOut<'_> {
    RevisionOut {
        revision: revision + 1,
        name: &read.name,
        observed_at: observed_at(read),
        last_seen_at: read.last_seen().map(|at| at.to_rfc3339()),
        date_published: read.published.map(|given| given.iso()),
        date_modified: read.modified.map(|given| given.iso()),
        sha256: read.sha256(),
    }
}

fn observed_at(revision: &Revision) -> Option<String> {
    revision.observed_at.map(|at| at.to_rfc3339())
}

/// One step as a whole diff; none where it names a revision that is not there.
pub(super) fn step<'a>(log: &'a ChangeLog, step: &'a Step) -> Option<Document<'a>> {
    let [before, after]: [&Observed; 2] = [log.revisions.get(step.before)?, log.revisions.get(step.after)?];
    let mut document = Document::new(NO_ID, &before.extract, &after.extract, &step.diff);
    document.before.revision = Some(about(step.before, &before.revision));
    document.after.revision = Some(about(step.after, &after.revision));
    document.step = Some(StepOut {
        article: &log.article,
        before_at: observed_at(&before.revision),
        after_at: observed_at(&after.revision),
        noted: names::noted(step.noted),
        summary: prose::summary(&before.extract, &after.extract, &step.diff),
        reverts_to: reverts_to(log, step.after).filter(|&to| to < step.before).map(|to| to + 1),
        interval: IntervalOut::of(interval_between(log, step.before, step.after)),
    });
    Some(document)
}

/// One revision of an article with everything found in it.
pub(super) fn shown(log: &ChangeLog, revision: usize) -> Option<extract::Document<'_>> {
    let observed = log.revisions.get(revision)?;
    let mut document = extract::Document::new(NO_ID, &observed.extract);
    document.source = Some(extract::SourceOut {
        article: &log.article,
        revision: about(revision, &observed.revision),
        text: observed.extract.text.given(),
    });
    Some(document)
}

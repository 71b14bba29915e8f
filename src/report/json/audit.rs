//! What the audit of an article found, as the contract has it.

use super::diff::{Edits, Kinds, ReasonOut, SideOut};
use super::extract::{ClaimOut, NoteOut, NoticeOut, QuotationOut};
use super::log::{self, IntervalOut};
use super::names;
use crate::changelog::audit::{Audit, Came, DateFinding, Judged, NoticeAudit, Stands, Substance, Timing};
use crate::changelog::{ChangeLog, Return, Returned, interval, interval_between};
use crate::diff::Severity;
use crate::extract::{Extract, notes};
use crate::report::audited::{self, Counts};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Audits<'a> {
    schema: &'static str,
    articles: Vec<AuditOut<'a>>,
    totals: CountsOut,
}

impl<'a> Audits<'a> {
    pub(super) fn of_one(log: &'a ChangeLog, audit: &'a Audit) -> Self {
        let counts = Counts::of(audit);
        Self { schema: super::AUDIT, articles: vec![AuditOut::of(log, audit)], totals: CountsOut::of(&counts) }
    }
}

#[derive(Serialize)]
pub(super) struct CountsOut {
    changes: usize,
    noted: usize,
    partly_noted: usize,
    not_noted: usize,
    not_noted_high: usize,
    low: usize,
    notices: usize,
}

impl CountsOut {
    pub(super) fn of(counts: &Counts) -> Self {
        Self {
            changes: counts.changes(),
            noted: counts.noted,
            partly_noted: counts.partly,
            not_noted: counts.not_noted,
            not_noted_high: counts.not_noted_high,
            low: counts.low,
            notices: counts.notices,
        }
    }
}

#[derive(Serialize)]
pub(super) struct AuditOut<'a> {
    article: &'a str,
    revisions: Vec<SideOut<'a>>,
    counts: CountsOut,
    changes: Vec<JudgedOut<'a>>,
    notices: Vec<NoticeAuditOut<'a>>,
    dates: Vec<DateOut>,
    returns: Vec<ReturnOut>,
    /// Of the last revision.
    notes: Vec<NoteOut<'a>>,
}

impl<'a> AuditOut<'a> {
    pub(super) fn of(log: &'a ChangeLog, audit: &'a Audit) -> Self {
        let last = log.revisions.last().map(|r| &r.extract);
        Self {
            article: &log.article,
            revisions: log::sides(log),
            counts: CountsOut::of(&Counts::of(audit)),
            changes: audited::in_order(audit).into_iter().filter_map(|(step, judged)| JudgedOut::of(log, step, judged)).collect(),
            notices: audit.notices.iter().filter_map(|n| NoticeAuditOut::of(log, n)).collect(),
            dates: audit.dates.iter().map(|d| DateOut::of(log, *d)).collect(),
            returns: audit.returns.iter().map(ReturnOut::of).collect(),
            notes: last.map(|extract| notes::notes(extract).iter().map(|n| NoteOut::of(&extract.text, n)).collect()).unwrap_or_default(),
        }
    }
}

/// A change with its evidence.
#[derive(Serialize)]
struct JudgedOut<'a> {
    verdict: &'static str,
    ground: &'static str,
    topic: Option<&'static str>,
    /// The notice that the ground is about, as a place in `notices`.
    notice_revision: Option<usize>,
    notice: Option<NoticeOut<'a>>,
    covered: Kinds<'a>,
    before_revision: usize,
    after_revision: usize,
    #[serde(flatten)]
    interval: IntervalOut,
    before_sha256: Option<String>,
    after_sha256: Option<String>,
    subject: &'static str,
    change: &'static str,
    kinds: Kinds<'a>,
    severity: &'static str,
    before: Option<SideOfChange<'a>>,
    after: Option<SideOfChange<'a>>,
    edits: Edits<'a>,
    reasons: Vec<ReasonOut<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum SideOfChange<'a> {
    Quotation(QuotationOut<'a>),
    Claim(Box<ClaimOut<'a>>),
    Field { text: &'a str },
}

impl<'a> JudgedOut<'a> {
    fn of(log: &'a ChangeLog, step: usize, judged: &'a Judged) -> Option<Self> {
        let step = log.steps.get(step)?;
        let [before, after] = [log.revisions.get(step.before)?, log.revisions.get(step.after)?];
        let diff = &step.diff;
        let (subject, change, edits, reasons, sides) = match &judged.what {
            Substance::Quotation(n) => {
                let q = diff.quotations.get(*n)?;
                let side = |extract: &'a Extract, q: &'a Option<_>| {
                    q.as_ref().map(|q| SideOfChange::Quotation(QuotationOut::of(&extract.text, q)))
                };
                let sides = [side(&before.extract, &q.before), side(&after.extract, &q.after)];
                ("quotation", q.change.name(), q.edits.as_slice(), q.reasons.iter().collect::<Vec<_>>(), sides)
            }
            Substance::Claim(n) => {
                let c = diff.claims.get(*n)?;
                let side =
                    |extract: &'a Extract, c: &'a Option<_>| c.as_ref().map(|c| SideOfChange::Claim(Box::new(ClaimOut::alone(extract, c))));
                let sides = [side(&before.extract, &c.before), side(&after.extract, &c.after)];
                ("claim", c.change.name(), c.edits.as_slice(), c.reasons.iter().collect(), sides)
            }
            Substance::Field(n, claims) => {
                let f = diff.fields.get(*n)?;
                let reasons = claims.iter().filter_map(|&k| diff.claims.get(k)).flat_map(|c| c.reasons.iter()).collect();
                let side = |text: &'a Option<String>| text.as_deref().map(|text| SideOfChange::Field { text });
                (f.field.name(), f.change().name(), f.edits.as_slice(), reasons, [side(&f.before), side(&f.after)])
            }
        };
        let [old, new] = sides;
        let (ground, topic) = names::ground(judged.ground);
        Some(Self {
            verdict: judged.verdict.name(),
            ground,
            topic: topic.map(names::topic),
            notice_revision: judged.notice.map(|at| at.revision + 1),
            notice: judged.notice.and_then(|at| at.of(log)).map(|(extract, notice)| NoticeOut::of(&extract.text, notice)),
            covered: Kinds(&judged.covered),
            before_revision: step.before + 1,
            after_revision: step.after + 1,
            interval: IntervalOut::of(interval_between(log, step.before, step.after)),
            before_sha256: Some(before.revision.sha256()),
            after_sha256: Some(after.revision.sha256()),
            subject,
            change,
            kinds: Kinds(&judged.kinds),
            severity: Severity::name(judged.severity),
            before: old,
            after: new,
            edits: Edits(edits),
            reasons: reasons.into_iter().map(ReasonOut::of).collect(),
        })
    }
}

#[derive(Serialize)]
struct NoticeAuditOut<'a> {
    revision: usize,
    notice: NoticeOut<'a>,
    came: &'static str,
    reworded_from: Option<usize>,
    reworded_in: Option<usize>,
    gone_in: Option<usize>,
    #[serde(flatten)]
    interval: IntervalOut,
    timing: &'static str,
    seconds: Option<i64>,
    other_reading: bool,
    announced: Vec<AnnouncedOut>,
    checks: Vec<ItemOut>,
    alone: bool,
    uncaptured: Vec<&'a str>,
    between: usize,
    noted: usize,
    partly_noted: usize,
    noted_low: usize,
}

#[derive(Serialize)]
struct AnnouncedOut {
    topic: &'static str,
    came: usize,
}

#[derive(Serialize)]
struct ItemOut {
    item: usize,
    wrong_stands: Option<StandsOut>,
    right_stands: Option<StandsOut>,
}

#[derive(Serialize)]
struct StandsOut {
    before: bool,
    after: bool,
    telling: bool,
}

impl<'a> NoticeAuditOut<'a> {
    fn of(log: &'a ChangeLog, audit: &'a NoticeAudit) -> Option<Self> {
        let (extract, notice) = audit.at.of(log)?;
        let stands = |s: Option<Stands>| s.map(|s| StandsOut { before: s.before, after: s.after, telling: s.is_telling });
        let (timing, seconds) = match audit.timing {
            Timing::Agrees(seconds) => ("agrees", seconds),
            Timing::SeenWithoutLater(seconds) => ("seen_without_later", Some(seconds)),
            Timing::SeenBefore(seconds) => ("seen_before", Some(seconds)),
            Timing::Unknown => ("unknown", None),
        };
        let (came, reworded_from) = match audit.came {
            Came::InFirst => ("in_first", None),
            Came::Added => ("added", None),
            Came::Reworded(was) => ("reworded", Some(was.revision + 1)),
        };
        Some(Self {
            revision: audit.at.revision + 1,
            notice: NoticeOut::of(&extract.text, notice),
            came,
            reworded_from,
            reworded_in: audit.reworded.map(|k| k + 1),
            gone_in: audit.gone.map(|k| k + 1),
            interval: IntervalOut::of(interval(log, audit.at.revision)),
            timing,
            seconds,
            other_reading: audit.is_other_reading,
            announced: audit.announced.iter().map(|a| AnnouncedOut { topic: names::topic(a.topic), came: a.came }).collect(),
            checks: audit
                .items
                .iter()
                .map(|i| ItemOut { item: i.item, wrong_stands: stands(i.wrong), right_stands: stands(i.right) })
                .collect(),
            alone: audit.is_alone,
            uncaptured: audit.uncaptured.iter().filter_map(|&n| Some(extract.text.given_slice(notice.times.get(n)?.span))).collect(),
            between: audit.n_between,
            noted: audit.n_noted,
            partly_noted: audit.n_partly,
            noted_low: audit.n_low,
        })
    }
}

#[derive(Serialize)]
struct DateOut {
    finding: &'static str,
    revision: usize,
    seen_again: Option<String>,
    date_modified: Option<String>,
    #[serde(flatten)]
    interval: IntervalOut,
}

impl DateOut {
    fn of(log: &ChangeLog, finding: DateFinding) -> Self {
        Self {
            finding: match finding {
                DateFinding::MovedAlone { .. } => "moved_alone",
                DateFinding::Stayed { .. } => "stayed",
            },
            revision: finding.revision() + 1,
            seen_again: finding.seen_again().map(|at| at.to_rfc3339()),
            date_modified: finding.modified(log).map(|given| given.iso()),
            interval: IntervalOut::of(finding.interval(log)),
        }
    }
}

#[derive(Serialize)]
struct ReturnOut {
    what: &'static str,
    id: Option<usize>,
    again: Vec<AgainOut>,
    alternates: bool,
}

#[derive(Serialize)]
struct AgainOut {
    revision: usize,
    to: usize,
}

impl ReturnOut {
    fn of(found: &Return) -> Self {
        let (what, id) = match found.what {
            Returned::Text => ("text", None),
            Returned::Field(field) => (field.name(), None),
            Returned::Quotation(id) => ("quotation", Some(id)),
            Returned::Claim(id) => ("claim", Some(id)),
        };
        let again = found.again.iter().map(|(revision, to)| AgainOut { revision: revision + 1, to: to + 1 }).collect();
        Self { what, id, again, alternates: found.alternates() }
    }
}

//! Tables for spreadsheets: RFC 4180, and no cell that a spreadsheet would take for a formula.

use crate::changelog::audit::{Audit, Came, DateFinding, Judged, NoticeAudit, Substance, Timing};
use crate::changelog::{ChangeLog, interval, interval_between};
use crate::extract::Extract;
use crate::report::audited;
use crate::report::json::Place;
use crate::report::pages;
use crate::report::prose;
use crate::span::Span;
use chrono::{DateTime, FixedOffset};

/// A cell. What would begin a formula gets an apostrophe before it, as OWASP advises; a spreadsheet hides that again.
pub fn cell(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']);
    let must_be_quoted = is_formula || cell.contains(['"', ',', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
    let mark = if is_formula { "'" } else { "" };
    if must_be_quoted { format!("\"{mark}{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// The head of the table that [`audit`] gives rows of.
pub const AUDIT_HEADER: &str = "article,row,verdict,severity,subject,change,kinds,speaker,before,after,why,before_revision,after_revision,\
    last_seen_without,first_seen_with,before_sha256,after_sha256,before_start,before_end,after_start,after_end,notice\r\n";

/// The rows of one article: its changes, not noted before noted, then its notices and dates.
pub fn audit(log: &ChangeLog, audit: &Audit) -> String {
    let changes = audited::in_order(audit).into_iter().filter_map(|(step, judged)| change(log, step, judged));
    let notices = audit.notices.iter().filter_map(|n| notice(log, n));
    let dates = audit.dates.iter().map(|d| date(log, *d));
    changes.chain(notices).chain(dates).map(|row| row.line(&log.article)).collect()
}

/// One row before it is written.
#[derive(Default)]
struct Row {
    row: &'static str,
    verdict: &'static str,
    severity: &'static str,
    subject: &'static str,
    change: &'static str,
    kinds: String,
    speaker: String,
    before: String,
    after: String,
    why: String,
    revisions: [Option<usize>; 2],
    times: [Option<DateTime<FixedOffset>>; 2],
    sha256: [String; 2],
    offsets: [Option<Place>; 2],
    notice: String,
}

impl Row {
    fn line(self, article: &str) -> String {
        let number = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
        let time = |at: Option<DateTime<FixedOffset>>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
        let [old, new] = self.offsets;
        let cells = [
            article.to_owned(),
            self.row.to_owned(),
            self.verdict.to_owned(),
            self.severity.to_owned(),
            self.subject.to_owned(),
            self.change.to_owned(),
            self.kinds,
            self.speaker,
            self.before,
            self.after,
            self.why,
            number(self.revisions[0]),
            number(self.revisions[1]),
            time(self.times[0]),
            time(self.times[1]),
            self.sha256[0].clone(),
            self.sha256[1].clone(),
            number(old.map(|o| o.start)),
            number(old.map(|o| o.end)),
            number(new.map(|o| o.start)),
            number(new.map(|o| o.end)),
            self.notice,
        ];
        let line: Vec<String> = cells.iter().map(|c| cell(c)).collect();
        format!("{}\r\n", line.join(","))
    }
}

fn place(extract: &Extract, span: Option<Span>) -> Option<Place> {
    span.map(|span| Place::of(&extract.text, span))
}

fn change(log: &ChangeLog, step: usize, judged: &Judged) -> Option<Row> {
    let step = log.steps.get(step)?;
    let [before, after] = [log.revisions.get(step.before)?, log.revisions.get(step.after)?];
    let (old, new) = (&before.extract, &after.extract);
    let seen = interval_between(log, step.before, step.after);
    let mut row = Row {
        row: "change",
        verdict: judged.verdict.name(),
        severity: judged.severity.name(),
        kinds: judged.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" "),
        why: prose::ground(log, step, judged),
        revisions: [Some(step.before + 1), Some(step.after + 1)],
        times: [seen.without, seen.with],
        sha256: [before.revision.sha256(), after.revision.sha256()],
        notice: judged.notice.and_then(|at| at.of(log)).map(|(e, n)| e.text.given_slice(n.span).to_owned()).unwrap_or_default(),
        ..Row::default()
    };
    match &judged.what {
        Substance::Quotation(n) => {
            let q = step.diff.quotations.get(*n)?;
            let said = |extract: &Extract, q: &Option<crate::extract::Quotation>| {
                q.as_ref().and_then(|q| q.speaker.as_ref()).map(|s| prose::speaker(extract, s))
            };
            (row.subject, row.change) = ("quotation", q.change.name());
            row.speaker = prose::speakers(said(old, &q.before), said(new, &q.after), &q.kinds).unwrap_or_default();
            row.before = q.before.as_ref().map(|q| pages::quoted(old, q)).unwrap_or_default();
            row.after = q.after.as_ref().map(|q| pages::quoted(new, q)).unwrap_or_default();
            row.offsets = [place(old, q.before.as_ref().map(|q| q.span)), place(new, q.after.as_ref().map(|q| q.span))];
        }
        Substance::Claim(n) => {
            let c = step.diff.claims.get(*n)?;
            let said = |extract: &Extract, c: &Option<crate::extract::Claim>| {
                c.as_ref().and_then(|c| prose::source(extract, c)).map(|s| prose::speaker(extract, s))
            };
            (row.subject, row.change) = ("claim", c.change.name());
            row.speaker = prose::speakers(said(old, &c.before), said(new, &c.after), &c.kinds).unwrap_or_default();
            row.before = c.before.as_ref().map(|c| old.text.given_slice(c.span).to_owned()).unwrap_or_default();
            row.after = c.after.as_ref().map(|c| new.text.given_slice(c.span).to_owned()).unwrap_or_default();
            row.offsets = [place(old, c.before.as_ref().map(|c| c.span)), place(new, c.after.as_ref().map(|c| c.span))];
        }
        Substance::Field(n, _) => {
            let field = step.diff.fields.get(*n)?;
            (row.subject, row.change) = (field.field.name(), field.change().name());
            row.before = field.before.clone().unwrap_or_default();
            row.after = field.after.clone().unwrap_or_default();
        }
    }
    Some(row)
}

fn notice(log: &ChangeLog, audit: &NoticeAudit) -> Option<Row> {
    let (extract, notice) = audit.at.of(log)?;
    let seen = interval(log, audit.at.revision);
    let change = match audit.came {
        Came::InFirst => "",
        Came::Added => "added",
        Came::Reworded(_) => "changed",
    };
    let timing = if audit.timing == Timing::Unknown { String::new() } else { prose::timing(audit) };
    let told: Vec<String> = std::iter::once(timing).chain(prose::notice_findings(log, audit)).filter(|t| !t.is_empty()).collect();
    Some(Row {
        row: "notice",
        subject: prose::class(notice.class),
        change,
        why: told.join(" "),
        revisions: [None, Some(audit.at.revision + 1)],
        times: [seen.without, seen.with],
        sha256: [String::new(), log.revisions.get(audit.at.revision)?.revision.sha256()],
        offsets: [None, place(extract, Some(notice.span))],
        notice: extract.text.given_slice(notice.span).to_owned(),
        ..Row::default()
    })
}

fn date(log: &ChangeLog, finding: DateFinding) -> Row {
    let (revision, seen) = (finding.revision(), finding.interval(log));
    Row {
        row: "date",
        why: prose::date_finding(log, finding),
        revisions: [None, Some(revision + 1)],
        times: [seen.without, seen.with],
        sha256: [String::new(), log.revisions.get(revision).map(|r| r.revision.sha256()).unwrap_or_default()],
        ..Row::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(cell("plain"), "plain");
    }
}

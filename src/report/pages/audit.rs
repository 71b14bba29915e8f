//! What of an article's changes was noted, with the evidence for each; and the same of many articles.

use super::entry::{self, Detail};
use crate::changelog::audit::{Audit, Judged, Substance, Verdict};
use crate::changelog::{ChangeLog, Step};
use crate::diff::Severity;
use crate::extract::notes;
use crate::report::audited::{Audited, Counts, in_order};
use crate::report::page::{Block, Label, Line, Marker, Page};
use crate::report::prose;

/// Digits of a hash that tell two texts apart in a report; JSON and tables have all of them.
const HASH_DIGITS: usize = 12;

/// Which substantive changes of an article were noted, with the evidence.
pub fn audit(log: &ChangeLog, audit: &Audit) -> Page {
    let mut page = Page::default();
    let counts = Counts::of(audit);
    page.title(&log.article);
    let steps = prose::count(log.steps.len(), "step");
    page.about(Label::Dim, &format!("{}, {steps}", prose::count(log.revisions.len(), "revision")));
    page.about(Label::Plain, &counted(&counts));
    let all = in_order(audit);
    for verdict in [Verdict::NotNoted, Verdict::PartlyNoted, Verdict::Noted] {
        for severity in [Severity::High, Severity::Medium] {
            let such: Vec<_> = all.iter().filter(|(_, j)| j.verdict == verdict && j.severity == severity).collect();
            if such.is_empty() {
                continue;
            }
            let heading =
                format!("{}, {}: {}", prose::sentence(prose::verdict(verdict)), severity.name(), prose::count(such.len(), "change"));
            page.heading(if verdict == Verdict::NotNoted { Label::Severity(severity) } else { Label::Strong }, &heading);
            page.blocks.extend(such.into_iter().filter_map(|(step, j)| judged(log, *step, j)));
        }
    }
    notices(&mut page, log, audit);
    section(&mut page, "The publisher’s dates", audit.dates.iter().map(|d| prose::date_finding(log, *d)));
    section(&mut page, "Back to what it was", audit.returns.iter().map(prose::returned));
    if let Some(last) = log.revisions.last() {
        page.blocks.extend(super::notes::notes(&last.extract, &notes::notes(&last.extract), "In the last revision"));
    }
    page
}

/// `14 substantive changes: 9 noted, 3 partly noted, 2 not noted (1 of high severity)`.
fn counted(counts: &Counts) -> String {
    let high = if counts.not_noted_high > 0 { format!(" ({} of high severity)", counts.not_noted_high) } else { String::new() };
    let low = if counts.low > 0 { format!("; {} of low severity beside them", counts.low) } else { String::new() };
    let all = prose::count(counts.changes(), "substantive change");
    if counts.changes() == 0 {
        return format!("No substantive change{low}.");
    }
    format!("{all}: {} noted, {} partly noted, {} not noted{high}{low}.", counts.noted, counts.partly, counts.not_noted)
}

fn section(page: &mut Page, name: &str, lines: impl Iterator<Item = String>) {
    let points: Vec<Block> = lines.map(|line| Block::Item(Marker::Point, vec![Line::of(Label::Plain, &line)])).collect();
    if !points.is_empty() {
        page.heading(Label::Strong, name);
        page.blocks.extend(points);
    }
}

/// One change with what its verdict rests on, and its evidence.
pub(in crate::report) fn judged(log: &ChangeLog, step: usize, judged: &Judged) -> Option<Block> {
    let step = log.steps.get(step)?;
    let [before, after] = [log.revisions.get(step.before)?, log.revisions.get(step.after)?];
    let (old, new) = (&before.extract, &after.extract);
    let block = match &judged.what {
        Substance::Quotation(n) => entry::quotation(old, new, step.diff.quotations.get(*n)?, Detail::Full),
        Substance::Claim(n) => entry::claim(old, new, step.diff.claims.get(*n)?, Detail::Full),
        Substance::Field(n, _) => super::diff::field(old, new, step, step.diff.fields.get(*n)?),
    };
    let Block::Item(marker, mut lines) = block else { return Some(block) };
    lines.push(Line::of(Label::Plain, &prose::ground(log, step, judged)));
    lines.push(Line::of(Label::Dim, &evidence(log, step)));
    Some(Block::Item(marker, lines))
}

/// Where it can be looked up: the revisions, when they were seen, and the hashes of their texts.
fn evidence(log: &ChangeLog, step: &Step) -> String {
    let seen = prose::seen(log, step.before, step.after).map(|seen| format!(" · {seen}")).unwrap_or_default();
    let hash = |k: usize| log.revisions.get(k).map(|r| r.revision.sha256()[..HASH_DIGITS].to_owned()).unwrap_or_default();
    format!("revisions {} → {}{seen} · texts {} → {}", step.before + 1, step.after + 1, hash(step.before), hash(step.after))
}

fn notices(page: &mut Page, log: &ChangeLog, audit: &Audit) {
    if audit.notices.is_empty() {
        return;
    }
    page.heading(Label::Strong, &format!("Notices: {}", audit.notices.len()));
    for found in &audit.notices {
        let Some((extract, notice)) = found.at.of(log) else { continue };
        let seen = log.revisions.get(found.at.revision).map(super::log::named).unwrap_or_default();
        let title = Line::of(Label::Strong, &prose::sentence(&prose::notice(notice)))
            .with(Label::Dim, &format!(" · first seen in {}, {seen}", found.at.revision + 1));
        let words = Line::of(Label::Plain, extract.text.slice(notice.span));
        let mut lines = vec![title, words];
        let mut told: Vec<String> = Some(prose::timing(found)).into_iter().filter(|t| !t.is_empty()).collect();
        let covers = match (found.n_noted, found.n_partly) {
            (0, 0) => "It was found to cover no substantive change.".to_owned(),
            (n, 0) => format!("It covers {}.", prose::count(n, "change")),
            (0, m) => format!("It covers {} in part.", prose::count(m, "change")),
            (n, m) => format!("It covers {}, and {m} in part.", prose::count(n, "change")),
        };
        if notice.is_of_change {
            told.push(covers);
        }
        if found.n_low > 0 {
            told.push(format!("It covers {} of low severity.", prose::count(found.n_low, "change")));
        }
        told.extend(prose::notice_findings(log, found));
        lines.push(Line::of(Label::Dim, &told.join(" ")));
        lines.retain(|line| !line.runs().is_empty());
        page.item(Marker::Point, lines);
    }
}

/// The page of many articles: what stays open first, then one line an article.
pub fn audited(store: &str, all: &[Audited], totals: &Counts) -> Page {
    let mut page = Page::default();
    page.title(store);
    page.about(Label::Dim, &prose::count(all.len(), "article"));
    page.about(Label::Plain, &counted(totals));
    let mut order: Vec<&Audited> = all.iter().collect();
    order.sort_by_key(|a| (std::cmp::Reverse((a.counts.not_noted_high, a.counts.not_noted)), a.article.clone()));
    if totals.not_noted_high > 0 {
        page.heading(Label::Severity(Severity::High), &format!("Not noted, high: {}", prose::count(totals.not_noted_high, "change")));
        let mut left = MAX_SHOWN;
        for article in order.iter().filter(|a| !a.shown.is_empty()) {
            if left == 0 {
                page.paragraph(Label::Dim, "More with each article alone.");
                break;
            }
            page.heading(Label::Strong, &article.article);
            page.blocks.extend(article.shown.iter().take(left).cloned());
            left -= article.shown.len().min(left);
            if article.shown.len() < article.counts.not_noted_high {
                page.paragraph(Label::Dim, &format!("{} in all.", article.counts.not_noted_high));
            }
        }
    }
    page.heading(Label::Strong, "Articles");
    for article in order {
        let name = Line::of(Label::Strong, &article.article)
            .with(Label::Dim, &format!(" · {} · ", prose::count(article.n_revisions, "revision")))
            .with(Label::Plain, &counted(&article.counts));
        page.item(Marker::Point, vec![name]);
    }
    page
}

/// At most so many changes stand at the head of a report on many articles.
const MAX_SHOWN: usize = 200;

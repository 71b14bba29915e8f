//! What an audit comes to, of one article and of many.

use crate::changelog::ChangeLog;
use crate::changelog::audit::{Audit, Judged, Verdict};
use crate::diff::Severity;
use crate::report::page::Block;
use crate::report::pages;

/// How many changes of an article, or of several, were noted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Noted.
    pub noted: usize,
    /// Partly noted.
    pub partly: usize,
    /// Not noted.
    pub not_noted: usize,
    /// Of these, of high severity.
    pub not_noted_high: usize,
    /// Changes of low severity, which are not judged.
    pub low: usize,
    /// Notices, each once in each of its wordings.
    pub notices: usize,
}

impl Counts {
    /// Counts one article.
    pub fn of(audit: &Audit) -> Self {
        Self {
            noted: audit.count(Verdict::Noted),
            partly: audit.count(Verdict::PartlyNoted),
            not_noted: audit.count(Verdict::NotNoted),
            not_noted_high: audit.count_high(Verdict::NotNoted),
            low: audit.steps.iter().map(|step| step.low.len()).sum(),
            notices: audit.notices.len(),
        }
    }

    /// All substantive changes.
    pub fn changes(&self) -> usize {
        self.noted + self.partly + self.not_noted
    }

    /// Adds another article.
    pub fn add(&mut self, other: &Self) {
        self.noted += other.noted;
        self.partly += other.partly;
        self.not_noted += other.not_noted;
        self.not_noted_high += other.not_noted_high;
        self.low += other.low;
        self.notices += other.notices;
    }
}

/// Of one article, at most this many changes stand in a report on many.
const MAX_SHOWN: usize = 20;

/// What a report on many articles shows of one.
#[derive(Clone, Debug)]
pub struct Audited {
    /// What the article is called.
    pub article: String,
    /// How many revisions it has.
    pub n_revisions: usize,
    /// How many changes there are of each verdict.
    pub counts: Counts,
    /// The changes of high severity that were not noted.
    pub(super) shown: Vec<Block>,
}

impl Audited {
    /// Keeps of an audit what a report on many articles shows.
    pub fn of(log: &ChangeLog, audit: &Audit) -> Self {
        let is_shown = |judged: &Judged| judged.verdict == Verdict::NotNoted && judged.severity == Severity::High;
        let shown = in_order(audit).into_iter().filter(|(_, judged)| is_shown(judged)).take(MAX_SHOWN);
        Self {
            article: log.article.clone(),
            n_revisions: log.revisions.len(),
            counts: Counts::of(audit),
            shown: shown.filter_map(|(step, judged)| pages::judged(log, step, judged)).collect(),
        }
    }
}

/// All changes with their steps: not noted before partly noted before noted, and within each the weightiest first.
pub(super) fn in_order(audit: &Audit) -> Vec<(usize, &Judged)> {
    let mut all: Vec<(usize, &Judged)> = audit.changes().collect();
    all.sort_by_key(|(_, judged)| (judged.verdict, judged.severity));
    all
}

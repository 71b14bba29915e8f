//! A change log → [`Audit`]: for every substantive change whether the publisher said so, and what the notices say against
//! what was seen.
//!
//! Substantive is what has high or medium severity. A change is *noted* if a notice names it, or announces just such
//! changes and came with it; *partly noted* if a notice came with it that speaks of changes of its sort, or in general, or
//! covers some of the ways in which it changed; *not noted* otherwise. A notice that came at another time counts only where
//! it names the very words. What is found is what was observed: why something was changed, and whether it should have been
//! noted, is no part of it.
//!
//! Law: every substantive change of every step is judged once; the audit depends on nothing but the change log.
//!
//! When it is wrong: a notice in other words than the change (“the mayor’s remarks were corrected”) is seen to speak of its
//! sort at best; one that is read wrongly (`extract::notices`) is compared wrongly.
//!
//! ```
//! use writethru::changelog::{audit, audit::Verdict, changelog};
//! use writethru::revision::Revision;
//!
//! let seen = |text: &str| Revision { name: "a.txt".into(), text: text.into(), ..Revision::default() };
//! let before = "Ferry fire\n\nAt least 12 people died when the ferry burned, the coast guard said.";
//! let after = "Ferry fire\n\nAt least 14 people died when the ferry burned, the coast guard said.";
//! let log = changelog("ferry", vec![seen(before), seen(after)], None);
//! assert_eq!(audit::audit(&log).steps[0].changes[0].verdict, Verdict::NotNoted);
//! ```

mod coverage;
mod dates;
mod notices;
mod said;
mod substance;
#[cfg(test)]
mod tests;
mod timing;
mod topics;
mod wording;

pub use substance::{Substance, Weighed, field_of, substance};

use super::{ChangeLog, Return, returns};
use crate::diff::{Kind, Severity};
use crate::extract::{Extract, Notice, Topic};
use chrono::{DateTime, FixedOffset};
use rustc_hash::FxHashMap;

/// What was found in a history.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// One for each step of the log, in order.
    pub steps: Vec<StepAudit>,
    /// Every notice where it was first seen, and where it was reworded, in order.
    pub notices: Vec<NoticeAudit>,
    /// What the publisher's own dates say against what was seen.
    pub dates: Vec<DateFinding>,
    /// What went back to what it was.
    pub returns: Vec<Return>,
}

/// Whether a notice says that something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// No notice that was found says so.
    NotNoted,
    /// A notice speaks of its sort, or in general, or of part of it.
    PartlyNoted,
    /// A notice says so.
    Noted,
}

impl Verdict {
    /// Its name in JSON and tables: `partly_noted`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotNoted => "not_noted",
            Self::PartlyNoted => "partly_noted",
            Self::Noted => "noted",
        }
    }
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The notice names the words that changed; the item that does, if one does alone.
    Named(Option<usize>),
    /// It says that such things have come: “with new remarks”.
    Announced(Topic),
    /// It takes the whole article back.
    TakenBack,
    /// It says that things of this sort changed, and names none.
    OfItsSort(Topic),
    /// It says that the article was changed, and not in what.
    General,
    /// The headline was marked as corrected or updated, and nothing more was said.
    Tagged,
    /// Notices came with it, and they speak of something else.
    OtherThings,
    /// No notice came with it.
    NoNotice,
}

/// A notice and where it was first seen, or first seen in these words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NoticeAt {
    /// An index into [`ChangeLog::revisions`].
    pub revision: usize,
    /// An index into that extract's notices.
    pub index: usize,
}

impl NoticeAt {
    /// The notice, with the extract it stands in.
    pub fn of(self, log: &ChangeLog) -> Option<(&Extract, &Notice)> {
        let extract = &log.revisions.get(self.revision)?.extract;
        Some((extract, extract.notices.get(self.index)?))
    }
}

/// A substantive change, judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Which change of the step's diff.
    pub what: Substance,
    /// The ways in which it changed; of a headline those of the claims in it.
    pub kinds: Vec<Kind>,
    /// How much it matters.
    pub severity: Severity,
    /// Whether it was noted.
    pub verdict: Verdict,
    /// Why.
    pub ground: Ground,
    /// The notice that the ground is about; of several the one that says most.
    pub notice: Option<NoticeAt>,
    /// The ways in which it changed that the notice covers; empty unless only some are.
    pub covered: Vec<Kind>,
}

/// One step, judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepAudit {
    /// Its substantive changes, the weightiest first.
    pub changes: Vec<Judged>,
    /// Changes of low severity, judged likewise: no verdict on them is reported, but what a notice covers is.
    pub low: Vec<Judged>,
}

/// How a notice came to stand where it was first seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// It stood in the first revision already.
    InFirst,
    /// It was added.
    Added,
    /// It is an earlier one in other words.
    Reworded(NoticeAt),
}

/// The time a notice gives, against when it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// It gives a time at or before which it was first seen, and after which it had not been seen yet; in seconds, how long
    /// after that time it was first seen, where the time is exact.
    Agrees(Option<i64>),
    /// The text was seen without it at least so many seconds after the time it gives.
    SeenWithoutLater(i64),
    /// It was seen at least so many seconds before the time it gives.
    SeenBefore(i64),
    /// It gives no time, or nobody knows when the text was seen.
    Unknown,
}

/// What a notice says has come, and how much of it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announced {
    /// What.
    pub topic: Topic,
    /// How many changes of the step are such.
    pub came: usize,
}

/// Whether certain words stand in the text before and after a step, notices left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stands {
    /// In any captured revision before it.
    pub before: bool,
    /// In the revision with the notice.
    pub after: bool,
    /// Whether it says something that they stand there or do not: a few words with a name or figure, and not a name that may
    /// stand there rightly in another place.
    pub is_telling: bool,
}

/// One error of a notice, against the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemCheck {
    /// An index into the notice's items.
    pub item: usize,
    /// The wrong words.
    pub wrong: Option<Stands>,
    /// The right words.
    pub right: Option<Stands>,
}

/// A notice, against what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeAudit {
    /// Which.
    pub at: NoticeAt,
    /// How it came.
    pub came: Came,
    /// The revision in which it is gone.
    pub gone: Option<usize>,
    /// The revision in which it has other words.
    pub reworded: Option<usize>,
    /// The time it gives.
    pub timing: Timing,
    /// Whether that holds only for the other reading of the time.
    pub is_other_reading: bool,
    /// What it says has come.
    pub announced: Vec<Announced>,
    /// The errors it speaks of.
    pub items: Vec<ItemCheck>,
    /// Whether it says that the article was changed, and nothing else changed in its step.
    pub is_alone: bool,
    /// Times it gives for changes of which no revision was captured: indices into its times.
    pub uncaptured: Vec<usize>,
    /// How many notices of other times came in the same step: so many revisions at least lie between that nobody captured.
    pub n_between: usize,
    /// How many substantive changes it notes.
    pub n_noted: usize,
    /// How many it notes in part.
    pub n_partly: usize,
    /// How many changes of low severity it notes.
    pub n_low: usize,
}

/// What the publisher's date of modification says against what was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFinding {
    /// It moved, and the text stayed.
    MovedAlone {
        /// The revision that has the new date; or the one that was seen again with it.
        revision: usize,
        /// When it was seen again with it, where that is no revision of its own.
        seen_again: Option<DateTime<FixedOffset>>,
    },
    /// The text changed, and it stayed.
    Stayed {
        /// The revision with the changed text.
        revision: usize,
    },
}

impl Audit {
    /// All changes with their step's index.
    pub fn changes(&self) -> impl Iterator<Item = (usize, &Judged)> {
        self.steps.iter().enumerate().flat_map(|(step, s)| s.changes.iter().map(move |change| (step, change)))
    }

    /// How many changes have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.changes().filter(|(_, change)| change.verdict == verdict).count()
    }

    /// How many changes of high severity have a verdict.
    pub fn count_high(&self, verdict: Verdict) -> usize {
        self.changes().filter(|(_, change)| change.verdict == verdict && change.severity == Severity::High).count()
    }
}

/// Audits a history. Its steps must be those between neighbours, as [`changelog`](super::changelog) makes them.
pub fn audit(log: &ChangeLog) -> Audit {
    let mut notices = notices::follow(log);
    let said = said::Said::of_all(log, &notices);
    let steps: Vec<StepAudit> = log.steps.iter().map(|step| coverage::judge(log, step, &notices, &said)).collect();
    let place: FxHashMap<NoticeAt, usize> = notices.iter().enumerate().map(|(n, notice)| (notice.at, n)).collect();
    for step in &steps {
        let judged = step.changes.iter().map(|change| (change, false)).chain(step.low.iter().map(|change| (change, true)));
        for (change, is_low) in judged {
            let Some(notice) = change.notice.and_then(|at| place.get(&at)).map(|&n| &mut notices[n]) else { continue };
            match (change.verdict, is_low) {
                (Verdict::Noted, false) => notice.n_noted += 1,
                (Verdict::PartlyNoted, false) => notice.n_partly += 1,
                (Verdict::Noted, true) => notice.n_low += 1,
                (Verdict::PartlyNoted, true) | (Verdict::NotNoted, _) => {}
            }
        }
    }
    Audit { steps, notices, dates: dates::dates(log), returns: returns(log) }
}

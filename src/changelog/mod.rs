//! A history of revisions → [`ChangeLog`]: one step between each two, what the publisher noted, and the life of
//! every quotation and claim.
//!
//! Pure and total: any texts in any number give a change log, also one or none.
//!
//! ```
//! use writethru::changelog::changelog;
//! use writethru::revision::Revision;
//!
//! let seen = |text: &str| Revision { name: "a.txt".into(), text: text.into(), ..Revision::default() };
//! let log = changelog("bridge", vec![seen("The bridge is shut."), seen("The bridge is open.")], None);
//! assert_eq!((log.revisions.len(), log.steps.len()), (2, 1));
//! ```

mod annotate;
pub mod audit;
mod history;
mod interval;
mod lives;
mod returns;
mod select;

pub use annotate::{Annotated, SentenceEdit, Words, annotate, trace};
pub use history::{between, changelog, read, reference, reference_given};
pub use interval::{Interval, between as interval_between, interval};
pub use returns::{Return, Returned, returns, reverts_to};
pub use select::{Only, differs, select, since, until};

use crate::diff::{Kind, RevisionDiff};
use crate::extract::Extract;
use crate::revision::Revision;

/// One revision, read.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The revision as it was given.
    pub revision: Revision,
    /// What was found in it.
    pub extract: Extract,
}

/// Whether the publisher said that something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Noted {
    /// A notice was added or changed in this step.
    Noted,
    /// There are changes of high or medium severity, and no notice came with them.
    NotNoted,
    /// Nothing of high or medium severity changed.
    NothingToNote,
}

/// From one revision to the next.
#[derive(Clone, Debug)]
pub struct Step {
    /// The earlier revision, an index into [`ChangeLog::revisions`].
    pub before: usize,
    /// The later one.
    pub after: usize,
    /// What changed.
    pub diff: RevisionDiff,
    /// Whether the publisher said so.
    pub noted: Noted,
}

/// What happened to a quotation or claim in one revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// First seen in this revision.
    Born,
    /// Still there, changed in these ways.
    Changed(Vec<Kind>),
    /// Still there, in another place.
    Moved,
    /// Not there any more.
    Died,
    /// There again.
    Returned,
}

/// The life of one quotation or claim across the revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// A number that stays its own in this history, from 1.
    pub id: usize,
    /// Where it stands in each revision: an index into that extract's quotations or claims, or `None`.
    pub at: Vec<Option<usize>>,
    /// What happened, as (revision, event), in order.
    pub events: Vec<(usize, Event)>,
    /// Which changes gave it back words and a speaker that it had before, as (revision, the earlier revision).
    pub reverts: Vec<(usize, usize)>,
}

/// An article's history of changes.
#[derive(Clone, Debug)]
pub struct ChangeLog {
    /// What the article is called: its folder, or the two files.
    pub article: String,
    /// The revisions, in order of time.
    pub revisions: Vec<Observed>,
    /// One step between each two neighbours.
    pub steps: Vec<Step>,
    /// The life of every quotation.
    pub quotations: Vec<Life>,
    /// The life of every claim.
    pub claims: Vec<Life>,
}

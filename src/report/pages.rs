//! What each report says, whatever its format: one file a report.

mod annotate;
mod articles;
mod audit;
mod diff;
mod entry;
mod explain;
mod found;
mod lives;
mod log;
mod notes;
mod notices;
mod recorded;
mod repaired;
mod rest;
mod show;
mod verified;

pub use annotate::{annotate, trace};
pub use articles::articles;
pub use audit::{audit, audited};
pub use diff::diff;
pub use explain::{explain, explain_all};
pub use found::found;
pub use lives::{claims, quotes};
pub use log::{log, published};
pub use recorded::{recorded, recorded_one};
pub use repaired::repaired;
pub use show::show;
pub use verified::verified;

pub(super) use audit::judged;
pub(super) use entry::words as quoted;
pub(super) use log::{heading, how_much, is_emptied, shown_since, step};

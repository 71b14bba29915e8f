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

pub(super) use annotate::{annotate, trace};
pub(super) use articles::articles;
pub(super) use audit::{audit, audited, judged};
pub(super) use diff::diff;
pub(super) use entry::words as quoted;
pub(super) use explain::{explain, explain_all};
pub(super) use found::found;
pub(super) use lives::{claims, quotes};
pub(super) use log::{heading, how_much, is_emptied, log, published, shown_since, step};
pub(super) use recorded::{recorded, recorded_one};
pub(super) use repaired::repaired;
pub(super) use show::show;
pub(super) use verified::verified;

//! What each report says, whatever its format: one file a report.

mod diff;
mod entry;
mod explain;
mod lives;
mod log;
mod notices;
mod rest;
mod show;

pub(super) use diff::diff;
pub(super) use explain::{explain, explain_all};
pub(super) use lives::{claims, quotes};
pub(super) use log::log;
pub(super) use show::show;

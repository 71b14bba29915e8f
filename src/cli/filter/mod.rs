//! The filters: JSON objects in, one a line, and one answer a line out, in the same order.
//!
//! All cores work, memory does not grow with the input, and no line is lost: what cannot be read is answered with an
//! error in its place.

mod engine;
mod fields;
mod gate;
mod lines;
mod work;

use super::args;
use super::exit::{self, WrongUse};
use super::out::Out;
use super::settings::Settings;
use engine::{Filter, Tally};
use std::io;
use std::sync::Arc;
use std::thread;

/// Refuses options of the filters where no filter was asked for.
pub(super) fn refuse_options(args: &args::Filter) -> Result<(), WrongUse> {
    if args.jobs.is_some() { Err(WrongUse("--jobs is for filters: give --jsonl too, or leave it out".to_owned())) } else { Ok(()) }
}

/// `extract --jsonl`.
pub(super) fn extracts(args: &args::Filter, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let tally = run(work::Extracts { zone: settings.zone }, args, out)?;
    Ok(code(&tally, false))
}

/// `diff --jsonl`.
pub(super) fn diffs(args: &args::Filter, exit_code: bool, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let tally = run(work::Diffs { zone: settings.zone }, args, out)?;
    Ok(code(&tally, exit_code))
}

fn run(filter: impl Filter, args: &args::Filter, out: &mut Out) -> anyhow::Result<Tally> {
    let jobs = args.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    engine::run(Arc::new(filter), io::stdin(), jobs, out)
}

fn code(tally: &Tally, exit_code: bool) -> u8 {
    match tally {
        Tally { n_errors: 1.., .. } => exit::BAD_INPUT,
        Tally { n_differing: 1.., .. } if exit_code => exit::DIFFERENCES,
        _ => exit::DONE,
    }
}

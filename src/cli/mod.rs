//! The command line: typed arguments → settings → calls of the library → text on standard output.
//!
//! Nothing is computed here that the library cannot compute. Data goes to standard output through one buffered
//! writer, everything else to standard error; there are no print macros, for they panic where a pipe is closed.

pub mod args;
pub mod exit;
pub mod out;

mod add;
mod annotate;
mod articles;
mod audit;
mod batch;
mod checkpoint;
mod claims;
mod diff;
mod explain;
mod export;
mod extract;
mod filter;
mod import;
mod log;
mod logbook;
#[cfg(feature = "html")]
mod page;
mod progress;
mod prove;
mod quotes;
mod render;
mod repair;
mod search;
mod settings;
mod show;
mod sources;
mod verify;
mod worker;

use args::{Args, Command, Format};
use clap::Parser;
use out::Out;
use settings::Settings;
use std::ffi::OsString;

/// Runs one command line, its first word the program's name; gives the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> anyhow::Result<u8> {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            // Help goes to standard output, mistakes to standard error. A closed pipe is no reason to complain.
            let _ = error.print();
            return Ok(if error.use_stderr() { exit::WRONG_USE } else { exit::DONE });
        }
    };
    let settings = Settings::of(&args.global);
    refuse_format(&args.command, &settings)?;
    let mut out = Out::stdout();
    let code = match &args.command {
        Command::Diff(diff) => diff::run(diff, &settings, &mut out),
        Command::Log(log) => log::run(log, &settings, &mut out),
        Command::Audit(audit) => audit::run(audit, &settings, &mut out),
        Command::Show(show) => show::run(show, &settings, &mut out),
        Command::Quotes(quotes) => quotes::run(quotes, &settings, &mut out),
        Command::Claims(claims) => claims::run(claims, &settings, &mut out),
        Command::Extract(extract) => extract::run(extract, &settings, &mut out),
        Command::Add(add) => add::run(add, &settings, &mut out),
        Command::Annotate(annotate) => annotate::run(annotate, &settings, &mut out),
        Command::Search(search) => search::run(search, &settings, &mut out),
        Command::Repair(repair) => repair::run(repair, &settings, &mut out),
        Command::Articles(articles) => articles::run(articles, &settings, &mut out),
        Command::Verify(verify) => verify::run(verify, &settings, &mut out),
        Command::Import(import) => import::run(import, &settings, &mut out),
        Command::Export(export) => export::run(export, &settings, &mut out),
        Command::Checkpoint(checkpoint) => checkpoint::run(checkpoint, &settings, &mut out),
        Command::Prove(prove) => prove::run(prove, &settings, &mut out),
        Command::Explain(explain) => explain::run(explain, &settings, &mut out),
    }?;
    out.flush()?;
    Ok(code)
}

/// Formats that a command has not are refused before it does anything. What else it has to say to a format, it says itself.
fn refuse_format(command: &Command, settings: &Settings) -> anyhow::Result<()> {
    match (settings.format(), command) {
        (Format::Atom, Command::Log(_)) => Ok(()),
        (Format::Atom, _) => render::no_feed(),
        (Format::Html, Command::Add(_) | Command::Import(_)) => {
            Err(exit::WrongUse("what was recorded is told in the terminal or as json: leave out --format html".to_owned()).into())
        }
        _ => Ok(()),
    }
}

//! A line of progress on standard error, for people who watch and only once it takes a while.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// Work shorter than this shows nothing.
const QUIET_FOR: Duration = Duration::from_secs(1);

/// How far the work has come.
pub(super) struct Progress {
    begun: Instant,
    is_watched: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub fn begin() -> Self {
        // Where the answers scroll by on the same terminal they are progress enough.
        Self { begun: Instant::now(), is_watched: io::stderr().is_terminal() && !io::stdout().is_terminal(), bar: None }
    }

    /// `done` lines are done.
    pub fn reached(&mut self, done: usize) {
        if !self.is_watched || (self.bar.is_none() && self.begun.elapsed() < QUIET_FOR) {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{human_pos} lines in {elapsed}, {per_sec}");
            let bar = ProgressBar::no_length().with_elapsed(self.begun.elapsed());
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
        });
        bar.set_position(done as u64);
    }

    /// Takes the line away.
    pub fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

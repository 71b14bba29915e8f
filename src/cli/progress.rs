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
    /// What is counted.
    noun: &'static str,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Begins to count `noun`, such as “lines”.
    pub fn begin(noun: &'static str) -> Self {
        // Where the answers scroll by on the same terminal they are progress enough.
        Self { begun: Instant::now(), is_watched: io::stderr().is_terminal() && !io::stdout().is_terminal(), noun, bar: None }
    }

    /// So many are done.
    pub fn reached(&mut self, done: usize) {
        if !self.is_watched || (self.bar.is_none() && self.begun.elapsed() < QUIET_FOR) {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let template = format!("{{human_pos}} {} in {{elapsed}}, {{per_sec}}", self.noun);
            let style = ProgressStyle::with_template(&template);
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

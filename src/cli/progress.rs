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
    /// Begins to count `noun`, such as “lines”, while nothing else is written.
    pub fn begin(noun: &'static str) -> Self {
        Self { begun: Instant::now(), is_watched: io::stderr().is_terminal(), noun, bar: None }
    }

    /// Begins to count while answers are written: where they scroll by on the same terminal they are progress enough.
    pub fn beside_answers(noun: &'static str) -> Self {
        let progress = Self::begin(noun);
        Self { is_watched: progress.is_watched && !io::stdout().is_terminal(), ..progress }
    }

    /// So many are done, of nobody knows how many.
    pub fn reached(&mut self, done: usize) {
        self.show(done as u64, None);
    }

    /// So many of so many are done.
    pub fn reached_of<N: TryInto<u64>>(&mut self, done: N, all: N) {
        let number = |n: N| n.try_into().unwrap_or(u64::MAX);
        self.show(number(done), Some(number(all)));
    }

    fn show(&mut self, done: u64, all: Option<u64>) {
        if !self.is_watched || (self.bar.is_none() && self.begun.elapsed() < QUIET_FOR) {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let of = if all.is_some() { " of {human_len}" } else { "" };
            let style = ProgressStyle::with_template(&format!("{{human_pos}}{of} {} in {{elapsed}}, {{per_sec}}", self.noun));
            let bar = all.map_or_else(ProgressBar::no_length, ProgressBar::new).with_elapsed(self.begun.elapsed());
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
        });
        bar.set_position(done);
    }

    /// Takes the line away.
    pub fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

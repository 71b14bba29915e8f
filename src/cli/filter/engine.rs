//! Lines in, answers out: in order, on all cores, in constant memory, none lost.
//!
//! One thread reads, several work, the caller's writes. A line enters only while the gate has room and leaves when its
//! answer is written, so what is held never depends on the length of the input. The reading thread may sit in a read
//! that never ends; if the reader of the answers goes away, the caller returns all the same.

use super::fields::id_of;
use super::gate::{Gate, MAX_LINES_IN_FLIGHT};
use super::lines::{Line, Lines, MAX_LINE, MAX_LINE_BYTES};
use crate::cli::out::Out;
use crate::cli::progress::Progress;
use crate::cli::worker;
use crate::ingest;
use crate::report::json;
use anyhow::Context;
use serde_json::Value;
use std::collections::HashMap;
use std::io::{self, BufReader, Read};
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};

/// As much is read at once.
const READ_BYTES: usize = 256 << 10;

/// Answers of so many bytes go to the writer together: handing on each of them costs as much as a short text.
const BATCH_BYTES: usize = 512 << 10;

/// Before a line of so many bytes, what is answered goes to the writer: it may take long.
const LONG_LINE_BYTES: usize = 128 << 10;

/// Answers lines.
pub(super) trait Filter: Send + Sync + 'static {
    /// The schema its answers name.
    const SCHEMA: &'static str;

    /// The answer to a line.
    fn answer(&self, line: &[u8]) -> Result<Answer, Refusal>;
}

/// The answer to a line.
pub(super) struct Answer {
    /// A JSON object, without a line feed.
    pub json: Vec<u8>,
    /// Whether it tells of differences.
    pub is_different: bool,
}

/// Why a line has none.
pub(super) struct Refusal {
    pub id: Value,
    pub message: String,
}

/// A message about a line whose `id` could not be read.
impl From<String> for Refusal {
    fn from(message: String) -> Self {
        Self { id: Value::Null, message }
    }
}

/// What came of all lines.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub n_lines: usize,
    pub n_errors: usize,
    pub n_differing: usize,
}

/// A line on its way: its place in the order, and what it weighs at the gate.
struct Job {
    place: usize,
    weight: usize,
    line: Line,
}

/// A line answered: its place in the order, what it weighs at the gate, and its answer or the error line.
struct Done {
    place: usize,
    weight: usize,
    answer: Result<Answer, Vec<u8>>,
}

/// What goes to the writer.
enum Sent {
    /// Some lines are answered.
    Answers(Vec<Done>),
    /// Reading failed: there are no more lines.
    Failed(io::Error),
}

/// Answers every line of `input` on `out`, with `jobs` threads.
pub(super) fn run<F: Filter>(filter: Arc<F>, input: impl Read + Send + 'static, jobs: usize, out: &mut Out) -> anyhow::Result<Tally> {
    let gate = Arc::new(Gate::default());
    let (to_workers, from_reader) = sync_channel::<Job>(MAX_LINES_IN_FLIGHT);
    let (to_writer, from_workers) = sync_channel::<Sent>(MAX_LINES_IN_FLIGHT);
    let from_reader = Arc::new(Mutex::new(from_reader));
    for _ in 0..jobs.max(1) {
        let (filter, jobs, answers) = (Arc::clone(&filter), Arc::clone(&from_reader), to_writer.clone());
        spawn(move || work(&*filter, &jobs, &answers))?;
    }
    // The workers alone hold it now: without them the reader must not wait for ever.
    drop(from_reader);
    let reading = Arc::clone(&gate);
    spawn(move || {
        if let Err(error) = read(input, &reading, &to_workers) {
            let _ = to_writer.send(Sent::Failed(error));
        }
    })?;
    let result = write(&from_workers, &gate, out);
    gate.close();
    result
}

fn spawn(work: impl FnOnce() + Send + 'static) -> anyhow::Result<()> {
    worker::spawn(work).map(drop).context("try fewer with --jobs")
}

/// Reads lines and sends them on, each when there is room for it.
fn read(input: impl Read, gate: &Gate, to_workers: &SyncSender<Job>) -> io::Result<()> {
    let mut lines = Lines::new(BufReader::with_capacity(READ_BYTES, input), MAX_LINE_BYTES);
    let mut place = 0;
    while let Some(line) = lines.next()? {
        let weight = line.bytes.as_ref().map_or(0, Vec::len);
        if !gate.enter(weight) || to_workers.send(Job { place, weight, line }).is_err() {
            break;
        }
        place += 1;
    }
    Ok(())
}

/// Answers lines until there are no more, and hands the answers on before it has to wait for another line.
fn work<F: Filter>(filter: &F, jobs: &Mutex<Receiver<Job>>, answers: &SyncSender<Sent>) {
    let (mut done, mut n_bytes) = (Vec::new(), 0);
    let hand_on = |done: &mut Vec<Done>| done.is_empty() || answers.send(Sent::Answers(std::mem::take(done))).is_ok();
    loop {
        let next = at_hand(jobs);
        if n_bytes >= BATCH_BYTES || !next.as_ref().is_ok_and(|job| job.weight < LONG_LINE_BYTES) {
            if !hand_on(&mut done) {
                return;
            }
            n_bytes = 0;
        }
        let job = match next {
            Err(TryRecvError::Empty) => jobs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok(),
            next => next.ok(),
        };
        let Some(Job { place, weight, line }) = job else { return };
        let answer = answer(filter, &line);
        n_bytes += answer.as_ref().map_or_else(Vec::len, |answer| answer.json.len());
        done.push(Done { place, weight, answer });
    }
}

/// A line that is there already. While another worker waits for one there is none.
fn at_hand(jobs: &Mutex<Receiver<Job>>) -> Result<Job, TryRecvError> {
    match jobs.try_lock() {
        Ok(jobs) => jobs.try_recv(),
        Err(TryLockError::Poisoned(jobs)) => jobs.into_inner().try_recv(),
        Err(TryLockError::WouldBlock) => Err(TryRecvError::Empty),
    }
}

/// The answer to a line, or the error line in its place.
fn answer<F: Filter>(filter: &F, line: &Line) -> Result<Answer, Vec<u8>> {
    let Some(bytes) = &line.bytes else {
        let message = format!("the line is longer than {MAX_LINE}, the most that is read");
        return Err(error_line::<F>(line.number, &message.into()));
    };
    let refusal = match panic::catch_unwind(AssertUnwindSafe(|| filter.answer(bytes))) {
        Ok(Ok(answer)) => return Ok(answer),
        Ok(Err(refusal)) => refusal,
        Err(panic) => format!("a fault of this program, please report it: {}", ingest::fault(&*panic)).into(),
    };
    let id = if refusal.id.is_null() { id_of(bytes) } else { refusal.id };
    Err(error_line::<F>(line.number, &Refusal { id, ..refusal }))
}

fn error_line<F: Filter>(number: usize, refusal: &Refusal) -> Vec<u8> {
    let line = json::error_line(F::SCHEMA, &refusal.id, number, &refusal.message);
    serde_json::to_vec(&line).expect("strings and numbers are JSON")
}

/// Writes answers in the order of their lines, and hands them on whenever it has to wait.
fn write(answers: &Receiver<Sent>, gate: &Gate, out: &mut Out) -> anyhow::Result<Tally> {
    let mut tally = Tally::default();
    let mut waiting = HashMap::new();
    let mut failure = None;
    let mut progress = Progress::beside_answers("lines");
    loop {
        let sent = match answers.try_recv() {
            Err(TryRecvError::Empty) => {
                out.flush()?;
                answers.recv().ok()
            }
            other => other.ok(),
        };
        match sent {
            None => break,
            Some(Sent::Failed(error)) => failure = Some(error),
            Some(Sent::Answers(done)) => waiting.extend(done.into_iter().map(|done| (done.place, done))),
        }
        while let Some(Done { weight, answer, .. }) = waiting.remove(&tally.n_lines) {
            tally.n_lines += 1;
            tally.n_errors += usize::from(answer.is_err());
            tally.n_differing += usize::from(answer.as_ref().is_ok_and(|answer| answer.is_different));
            let mut line = answer.map_or_else(|error| error, |answer| answer.json);
            line.push(b'\n');
            out.bytes(&line)?;
            gate.leave(weight);
            progress.reached(tally.n_lines);
        }
    }
    progress.end();
    out.flush()?;
    match failure {
        Some(error) => Err(error).context("cannot read standard input to its end"),
        None => Ok(tally),
    }
}

#[cfg(test)]
mod tests;

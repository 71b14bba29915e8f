//! `kill -9` at any moment: every acknowledged revision is there, and nothing has to be done.
//!
//! `WRITETHRU_LONG=1` runs 500 cycles of each; otherwise 50.

#![cfg(unix)]

use crate::support::{PROGRAM, at, report, seen};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use writethru::store::{Depth, Error, Sqlite, Store, What};

const ALL: Depth = Depth::Data { percent: 100, seed: 0 };

const FOLDER: &str = "WRITETHRU_CRASH_FOLDER";

/// The child of `what_was_acknowledged_survives_any_moment`: records until it is killed, and says what is recorded. Where nobody gave it
/// a folder it has nothing to do.
#[test]
fn writer() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut store = Sqlite::create(Path::new(&folder)).expect("a store");
    let begun = store.head().expect("read").size as usize;
    for n in begun..begun + 100_000 {
        // One, or several in one transaction; now and then one that belongs before others.
        let batch: Vec<_> = (0..1 + n % 4)
            .map(|k| {
                let minutes = if n % 7 == 3 { -(n as i64) } else { 10 * n as i64 + k as i64 };
                seen(&format!("report {}", n % 5), minutes, &report(n % 5, n * 4 + k))
            })
            .collect();
        let outcomes = store.add(&batch).expect("added");
        for (outcome, observation) in outcomes.iter().zip(&batch) {
            if let What::Added { sequence, .. } = outcome.what {
                // To the pipe at once: what is said is said.
                use std::io::Write;
                let hash = writethru::store::Hash::of(observation.text.as_bytes());
                let _ = writeln!(std::io::stderr(), "ACK {sequence} {hash}");
            }
        }
    }
}

fn n_cycles() -> u64 {
    if std::env::var_os("WRITETHRU_LONG").is_some() { 500 } else { 50 }
}

/// Numbers nobody chose.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

fn check(store: &Sqlite, depth: Depth, when: &str) {
    let verdict = store.verify(depth, &mut |_, _| {}).expect("looked");
    assert!(verdict.is_clean(), "{when}: {verdict:?}");
}

#[test]
fn what_was_acknowledged_survives_any_moment() {
    let n_cycles = n_cycles();
    let folder = tempfile::tempdir().expect("a folder");
    let mut acknowledged: BTreeSet<(u64, String)> = BTreeSet::new();
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let mut n_at_work = 0;
    for cycle in 0..n_cycles {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "crash::writer", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut errors = BufReader::new(child.stderr.take().expect("piped"));
        let mut said = String::new();
        // Most are killed at work, however slow the machine is; every fifth at any moment, also while it opens the store.
        if cycle % 5 != 4 {
            while !said.contains("ACK ") && errors.read_line(&mut said).expect("read") > 0 {}
        }
        thread::sleep(Duration::from_micros(random.below(60_000)));
        child.kill().expect("killed");
        errors.read_to_string(&mut said).expect("read");
        child.wait().expect("ended");
        assert!(!said.contains("panicked"), "{said}");
        let new: Vec<(u64, String)> = said
            .lines()
            .filter_map(|line| {
                let (sequence, hash) = line.strip_prefix("ACK ")?.split_once(' ')?;
                (hash.len() == 64).then(|| (sequence.parse().expect("a number"), hash.to_owned()))
            })
            .collect();
        n_at_work += u64::from(!new.is_empty());
        acknowledged.extend(new.iter().cloned());
        let store = match Sqlite::open(folder.path()) {
            Ok(store) => store,
            // Killed before there was anything.
            Err(Error::NotThere { .. }) if acknowledged.is_empty() => continue,
            Err(error) => panic!("after cycle {cycle}: {error}"),
        };
        let is_whole = cycle % 10 == 9 || cycle + 1 == n_cycles;
        check(&store, if is_whole { ALL } else { Depth::Structure }, &format!("after cycle {cycle}"));
        let looked_for: Vec<&(u64, String)> = if is_whole { acknowledged.iter().collect() } else { new.iter().collect() };
        for (sequence, hash) in looked_for {
            let stored =
                store.revision(*sequence).expect("read").unwrap_or_else(|| panic!("revision {sequence} was acknowledged and is lost"));
            assert_eq!(stored.text_sha256.to_string(), *hash, "revision {sequence}");
        }
    }
    eprintln!("{n_cycles} cycles, {n_at_work} killed at work, {} revisions acknowledged", acknowledged.len());
    assert!(n_at_work * 5 >= n_cycles * 4 && acknowledged.len() as u64 > 2 * n_cycles, "the child got to work");
}

/// Starts the program as often as it takes, each time killed at a random moment, and looks at the store after each. When it was let
/// run to its end the next store begins. `acknowledged` says of its answers how many revisions it said are recorded.
fn kill_the_program(n_files: usize, start: &dyn Fn(&Path) -> Command, acknowledged: &dyn Fn(&str) -> usize) {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let new_store = || tempfile::tempdir().expect("a folder");
    let begun = Instant::now();
    let once = start(new_store().path()).output().expect("runs");
    assert!(once.status.success(), "{}", String::from_utf8_lossy(&once.stderr));
    let takes = u64::try_from(begun.elapsed().as_micros()).expect("short");
    let (mut folder, mut seen, mut n_killed, mut n_midway, mut n_whole) = (new_store(), 0, 0, 0, 0);
    while n_killed < n_cycles() {
        let mut child = start(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
        // Read all the time: a program whose answers nobody takes waits.
        let mut answers = child.stdout.take().expect("piped");
        let reader = thread::spawn(move || {
            let mut said = String::new();
            answers.read_to_string(&mut said).map(|_| said)
        });
        // A third of the time after it may be done, so that there is an end.
        thread::sleep(Duration::from_micros(random.below(takes * 4 / 3)));
        // What another program read a moment ago is there for good, too.
        let read = Sqlite::open(folder.path()).and_then(|store| store.head()).map_or(0, |head| head.size);
        let is_killed = child.try_wait().expect("asked").is_none();
        child.kill().expect("killed");
        let output = child.wait_with_output().expect("ended");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!errors.contains("panicked"), "{errors}");
        n_killed += u64::from(is_killed);
        let said = reader.join().expect("no panic").expect("read");
        seen = read.max(seen).max(acknowledged(&said) as u64);
        let store = match Sqlite::open(folder.path()) {
            Ok(store) => store,
            Err(Error::NotThere { .. }) if seen == 0 => continue,
            Err(error) => panic!("after {n_killed} cycles: {error}"),
        };
        let there = store.head().expect("read").size;
        assert!(there >= seen, "{seen} revisions were acknowledged, {there} are there");
        n_midway += u64::from(is_killed && there < n_files as u64);
        check(&store, Depth::Structure, &format!("after {n_killed} cycles"));
        if there == n_files as u64 || output.status.success() {
            // No manual step: it is started again, and completes what is there.
            let output = start(folder.path()).output().expect("runs");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            check(&store, Depth::Structure, "in the end");
            let article = store.articles().expect("listed").pop().expect("one").article.id;
            let texts: Vec<String> = store.history(article).expect("read").into_iter().map(|(_, text)| text).collect();
            assert!(texts == (0..n_files).map(|n| report(1, n)).collect::<Vec<_>>(), "all texts, in order");
            (folder, seen, n_whole) = (new_store(), 0, n_whole + 1);
        }
    }
    eprintln!("{n_killed} kills, {n_midway} of them midway; {n_whole} stores completed");
    assert!(n_midway * 4 >= n_killed, "most are killed at work");
}

fn name(n: usize) -> String {
    at(n as i64).format("%Y-%m-%dT%H%M%z.txt").to_string()
}

#[test]
fn add_is_killed_and_started_again() {
    let (folder, n_files) = (tempfile::tempdir().expect("a folder"), 1_100);
    let files = folder.path().join("council");
    fs::create_dir(&files).expect("made");
    for n in 0..n_files {
        fs::write(files.join(name(n)), report(1, n)).expect("written");
    }
    let start = |store: &Path| {
        let mut command = Command::new(PROGRAM);
        command.arg("add").arg(&files).arg("--store").arg(store);
        command
    };
    kill_the_program(n_files, &start, &|said| said.matches(": revision ").count());
}

#[test]
fn import_is_killed_and_started_again() {
    let (folder, n_lines) = (tempfile::tempdir().expect("a folder"), 4_100);
    let file = folder.path().join("council.jsonl");
    let line = |n: usize| {
        let seen = serde_json::json!({"article": "council", "time": at(n as i64).to_rfc3339(), "text": report(1, n)});
        format!("{seen}\n")
    };
    fs::write(&file, (0..n_lines).map(line).collect::<String>()).expect("written");
    let start = |store: &Path| {
        let mut command = Command::new(PROGRAM);
        command.arg("import").arg(&file).arg("--store").arg(store);
        command
    };
    // What was imported is only said at the end.
    kill_the_program(n_lines, &start, &|said| if said.contains(" added, of ") { n_lines } else { 0 });
}

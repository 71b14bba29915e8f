//! `kill -9` at any moment: every acknowledged revision is there, and nothing has to be done.
//!
//! `WRITETHRU_LONG=1` runs 500 cycles; otherwise 50.

#![cfg(unix)]

use crate::support::{PROGRAM, at, report, seen};
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;
use writethru::store::{Depth, Sqlite, Store, What};

const FOLDER: &str = "WRITETHRU_CRASH_FOLDER";

/// The child: records until it is killed, and says what is recorded.
#[test]
#[ignore = "started by the other test"]
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

#[test]
fn what_was_acknowledged_survives_any_moment() {
    let n_cycles: u64 = if std::env::var_os("WRITETHRU_LONG").is_some() { 500 } else { 50 };
    let folder = tempfile::tempdir().expect("a folder");
    let mut acknowledged: BTreeSet<(u64, String)> = BTreeSet::new();
    let mut random: u64 = 0x2545_F491_4F6C_DD1D;
    for cycle in 0..n_cycles {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "crash::writer", "--ignored", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        thread::sleep(Duration::from_micros(4_000 + (random >> 33) % 60_000));
        child.kill().expect("killed");
        let mut said = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut said).expect("read");
        child.wait().expect("ended");
        assert!(!said.contains("panicked"), "{said}");
        acknowledged.extend(said.lines().filter_map(|line| {
            let (sequence, hash) = line.strip_prefix("ACK ")?.split_once(' ')?;
            (hash.len() == 64).then(|| (sequence.parse().expect("a number"), hash.to_owned()))
        }));
        if !folder.path().join("store.db").exists() || cycle % 10 != 9 && cycle + 1 != n_cycles {
            continue;
        }
        let Ok(store) = Sqlite::open(folder.path()) else { continue };
        let verdict = store.verify(Depth::Data { percent: 100, seed: 0 }, &mut |_| {}, &mut |_, _| {}).expect("looked");
        assert!(verdict.is_clean(), "after cycle {cycle}: {verdict:?}");
        for (sequence, hash) in &acknowledged {
            let stored =
                store.revision(*sequence).expect("read").unwrap_or_else(|| panic!("revision {sequence} was acknowledged and is lost"));
            assert_eq!(stored.text_sha256.to_string(), *hash, "revision {sequence}");
        }
    }
    eprintln!("{n_cycles} cycles, {} revisions acknowledged", acknowledged.len());
    assert!(acknowledged.len() > 100, "the child got to work");
}

/// The program itself, killed while it adds files: what its lines say is there, and adding again completes it.
#[test]
fn the_program_is_killed_and_started_again() {
    let (folder, store) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let files = folder.path().join("council");
    fs::create_dir(&files).expect("made");
    let n_files = 1_600;
    for n in 0..n_files {
        let name = at(n).format("%Y-%m-%dT%H%M%z.txt").to_string();
        fs::write(files.join(name), report(1, n as usize)).expect("written");
    }
    let add = || {
        let mut command = Command::new(PROGRAM);
        command.arg("add").arg(&files).arg("--store").arg(store.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("starts")
    };
    for milliseconds in [20, 60, 90, 120, 200] {
        let mut child = add();
        thread::sleep(Duration::from_millis(milliseconds));
        child.kill().expect("killed");
        let output = child.wait_with_output().expect("ended");
        let said = String::from_utf8_lossy(&output.stdout).matches(": revision ").count() as u64;
        let there = Sqlite::open(store.path()).and_then(|store| store.head()).map_or(0, |head| head.size);
        assert!(there >= said, "{said} were acknowledged, {there} are there");
    }
    let output = add().wait_with_output().expect("ended");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let store = Sqlite::open(store.path()).expect("opens");
    assert!(store.verify(Depth::Data { percent: 100, seed: 0 }, &mut |_| {}, &mut |_, _| {}).expect("looked").is_clean());
    let article = store.find("council").expect("searched")[0].id;
    let last = store.history(article).expect("read").pop().expect("some").1;
    assert_eq!(last, report(1, n_files as usize - 1));
}

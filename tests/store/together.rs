//! Several programs at once: nobody is refused, nothing is lost, there is one order.

use crate::support::{PROGRAM, add, at, seen};
use std::process::{Command, Stdio};
use std::thread;
use writethru::store::{Depth, Observation, Sqlite, Store, What};

#[test]
fn eight_processes_add_at_once() {
    let n_adds: usize = if std::env::var_os("WRITETHRU_LONG").is_some() { 500 } else { 12 };
    let folder = tempfile::tempdir().expect("a folder");
    thread::scope(|scope| {
        for process in 0..8 {
            let folder = folder.path();
            scope.spawn(move || {
                for n in 0..n_adds {
                    let at = format!("2025-08-18T{:02}:{:02}:{process:02}Z", n / 60, n % 60);
                    let mut child = Command::new(PROGRAM)
                        .args(["add", "-", "--article", &format!("article {}", n % 3), "--at", &at, "--store"])
                        .arg(folder)
                        .stdin(Stdio::piped())
                        .stdout(Stdio::null())
                        .stderr(Stdio::piped())
                        .spawn()
                        .expect("starts");
                    let text = format!("Text {n} of process {process}");
                    std::io::Write::write_all(&mut child.stdin.take().expect("piped"), text.as_bytes()).expect("written");
                    let output = child.wait_with_output().expect("ends");
                    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                }
            });
        }
    });
    let store = Sqlite::open(folder.path()).expect("opens");
    let verdict = store.verify(Depth::Data { percent: 100, seed: 0 }, &mut |_, _| {}).expect("looked");
    assert!(verdict.is_clean(), "{verdict:?}");
    assert_eq!((verdict.head.size, verdict.n_articles), (8 * n_adds as u64, 3));
}

#[test]
fn eight_writers_and_readers_that_stay() {
    let n_adds: i64 = if std::env::var_os("WRITETHRU_LONG").is_some() { 500 } else { 25 };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let sequences: Vec<u64> = thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|writer| {
                scope.spawn(move || {
                    let mut store = Sqlite::create(path).expect("a store");
                    let added = (0..n_adds).map(|n| match add(&mut store, "ferry", n * 8 + writer, &format!("{writer}, {n}")) {
                        What::Added { sequence, .. } => sequence,
                        other => panic!("{other:?}"),
                    });
                    added.collect::<Vec<u64>>()
                })
            })
            .collect();
        for _ in 0..2 {
            scope.spawn(move || {
                for _ in 0..n_adds {
                    if let Ok(store) = Sqlite::open(path)
                        && let Some(ferry) = store.find("ferry").expect("searched").first()
                    {
                        store.history(ferry.id).expect("read");
                    }
                }
            });
        }
        writers.into_iter().flat_map(|writer| writer.join().expect("no panic")).collect()
    });
    let mut sorted = sequences;
    sorted.sort_unstable();
    assert_eq!(sorted, (1..=8 * n_adds as u64).collect::<Vec<u64>>());
    let store = Sqlite::open(path).expect("opens");
    assert!(store.verify(Depth::Structure, &mut |_, _| {}).expect("looked").is_clean());
}

/// What one connection remembers of an article must not outlive what another wrote.
#[test]
fn a_writer_sees_what_another_wrote_in_between() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut one = Sqlite::create(folder.path()).expect("a store");
    let mut other = Sqlite::create(folder.path()).expect("a store");
    add(&mut one, "ferry", 0, "one");
    add(&mut other, "ferry", 10, "two");
    assert!(matches!(add(&mut one, "ferry", 20, "one"), What::Added { sequence: 3, reverts_to: Some(1), .. }));
    assert_eq!(add(&mut other, "ferry", 30, "one"), What::SeenAgain { sequence: 3 });
    let by_url = Observation { article: None, url: Some("https://news.example/a".into()), ..seen("", 0, "x") };
    let first = one.add(std::slice::from_ref(&by_url)).expect("added")[0].article;
    let second = other.add(&[Observation { observed_at: at(5), text: "y".into(), ..by_url }]).expect("added")[0].article;
    assert_eq!(first, second);
}

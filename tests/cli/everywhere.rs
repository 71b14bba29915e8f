//! What holds for every command: help, versions, colours, closed pipes.

use crate::history::{FIRST, SECOND, THIRD};
use crate::support::{Test, code, feed};
use std::io::Read;

const COMMANDS: [&str; 13] =
    ["diff", "log", "show", "quotes", "claims", "annotate", "extract", "explain", "add", "articles", "search", "verify", "repair"];

#[test]
fn every_help_ends_with_the_exit_status() {
    let helps = COMMANDS.iter().flat_map(|command| [format!("{command} --help"), format!("{command} -h"), format!("help {command}")]);
    for args in helps.chain(["--help".to_owned(), "-h".to_owned()]) {
        let stdout = Test::of(&args).stdout_has("EXIT STATUS:").run().stdout;
        assert!(stdout.ends_with("the store is damaged\n"), "{args}: {stdout}");
    }
}

#[test]
fn wrong_use_is_2_and_goes_to_standard_error() {
    Test::of("").status(2).stdout("").stderr_has("Usage: writethru").run();
    Test::of("jokes").status(2).stdout("").stderr_has("unrecognized subcommand 'jokes'").run();
    Test::of("log ferry --zone Mars")
        .status(2)
        .stdout("")
        .stderr_has("no such time zone: give an IANA name such as America/New_York")
        .run();
    Test::of("log ferry --format pdf").status(2).stderr_has("[possible values: terminal, json, markdown, html, atom]").run();
    Test::of("--version").stdout(&format!("writethru {}\n", env!("CARGO_PKG_VERSION"))).run();
}

#[test]
fn color_only_where_it_is_wanted() {
    let test = |args: &str| Test::of(args).ferry(&[FIRST, SECOND, THIRD]);
    test("diff ferry --color always").stdout_has("\u{1b}[").run();
    test("diff ferry --color always --format json").stdout_lacks("\u{1b}").run();
    for args in ["diff ferry", "diff ferry --color never"] {
        test(args).stdout_lacks("\u{1b}").run();
    }
    test("diff ferry").env("NO_COLOR", "1").stdout_lacks("\u{1b}").run();
}

#[test]
fn the_width_is_kept() {
    let stdout = Test::of("show ferry --width 40").ferry(&[FIRST]).run().stdout;
    assert!(stdout.lines().all(|line| line.chars().count() <= 40), "{stdout}");
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_machine() {
    let run = |lang: &str, zone: &str| {
        Test::of("log ferry --format json").env("LANG", lang).env("TZ", zone).ferry(&[FIRST, SECOND, THIRD]).run().stdout
    };
    assert_eq!(run("C", "UTC"), run("tr_TR.UTF-8", "Asia/Tokyo"));
}

/// Runs a command whose output nobody reads after the first bytes.
fn stops_reading(test: &Test, stdin: Vec<u8>) {
    let mut child = test.command().spawn().expect("the program starts");
    let mut stdout = child.stdout.take().expect("piped");
    let writing = feed(&mut child, stdin);
    let mut some = [0; 10];
    stdout.read_exact(&mut some).expect("it begins to write");
    drop(stdout);
    let output = child.wait_with_output().expect("the program ends");
    writing.join().expect("no panic");
    assert_eq!((code(output.status), String::from_utf8_lossy(&output.stderr).as_ref()), (0, ""));
}

#[test]
fn a_closed_pipe_is_success() {
    let long = FIRST.to_owned() + &"The tide came in. “We had no choice,” said Orla Venn.\n\n".repeat(3_000);
    stops_reading(&Test::of("extract a.txt").file("a.txt", &long), Vec::new());
    stops_reading(&Test::of("show a.txt").file("a.txt", &long), Vec::new());
}

#[test]
fn a_closed_pipe_ends_a_filter_whose_input_goes_on() {
    let line = serde_json::json!({"id": 1, "text": FIRST}).to_string() + "\n";
    let test = Test::of("extract --jsonl");
    let mut child = test.command().spawn().expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("piped");
    std::io::Write::write_all(&mut stdin, line.as_bytes()).expect("read");
    // Standard input stays open: only the closed pipe can end it.
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((code(output.status), String::from_utf8_lossy(&output.stderr).as_ref()), (0, ""));
    drop(stdin);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let test = Test::of("explain");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let output = test.command().stdout(full).output().expect("the program runs");
    assert_eq!(code(output.status), 3);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("writethru: error: cannot write the result: "), "{said}");
}

//! The module graph and what pure modules must not touch, held to a table. (In the spirit of rust-analyzer: an
//! invariant that no test checks is a wish.)
//!
//! The source is read line by line, comments left out. That is coarse, and enough: names are spelled out in `use`
//! lines and paths, never built.

use std::fs;
use std::path::{Path, PathBuf};

/// Which modules each module may use. Nothing may use `cli`; `ingest` and what stands before `extract` know no report.
const MAY_USE: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("revision", &[]),
    ("text", &["span"]),
    ("extract", &["span", "text"]),
    ("align", &["span", "text", "extract"]),
    ("diff", &["span", "text", "extract", "align"]),
    ("changelog", &["span", "text", "revision", "extract", "align", "diff"]),
    ("report", &["span", "text", "revision", "extract", "align", "diff", "changelog"]),
    ("proof", &[]),
    ("store", &["span", "text", "revision", "extract", "align", "diff", "changelog", "proof"]),
    ("ingest", &["span", "text", "revision", "store"]),
    ("export", &["report", "store", "ingest"]),
    ("cli", &["span", "text", "revision", "extract", "align", "diff", "changelog", "report", "proof", "store", "ingest", "export"]),
];

/// Modules whose functions are pure and total.
const PURE: &[&str] = &["span", "revision", "text", "extract", "align", "diff", "changelog", "report", "proof"];

/// What pure modules must not name, and why.
const IMPURE: &[(&str, &str)] = &[
    ("std::fs", "pure modules read no files: ingest and cli do"),
    ("std::net", "pure modules do not talk to the network"),
    ("std::env", "pure modules do not depend on the machine's settings: cli passes them"),
    ("std::process", "pure modules start nothing and end nothing"),
    ("std::thread", "pure modules leave threads to the caller"),
    ("std::io", "pure modules neither read nor write: they take and give values"),
    ("std::time", "pure modules have no clock: time is a parameter"),
    ("SystemTime", "pure modules have no clock: time is a parameter"),
    ("Instant", "pure modules have no clock: limits on work are counts"),
    ("print!", "pure modules do not print: report gives strings, cli prints them"),
    ("println!", "pure modules do not print: report gives strings, cli prints them"),
    ("eprint!", "pure modules do not print: a warning is data"),
    ("eprintln!", "pure modules do not print: a warning is data"),
    ("anyhow", "pure modules cannot fail: problems are data"),
    ("clap", "pure modules know no command line"),
    ("indicatif", "pure modules show no progress"),
];

/// What no module may hold.
const UNFINISHED: &[(&str, &str)] = &[
    ("todo!", "what is not done yet is not declared"),
    ("unimplemented!", "what is not done yet is not declared"),
    ("dbg!", "debugging leaves no traces"),
];

/// A line of source without its comment, and where it stands.
struct Line {
    file: PathBuf,
    number: usize,
    code: String,
}

/// The lines of every file below `folder`.
fn lines(folder: &Path) -> Vec<Line> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).expect("the source").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(lines(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let source = fs::read_to_string(&path).expect("text");
            found.extend(source.lines().enumerate().map(|(k, line)| Line {
                file: path.clone(),
                number: k + 1,
                code: without_comment(line).to_owned(),
            }));
        }
    }
    found
}

fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") { "" } else { line.split(" // ").next().unwrap_or_default() }
}

fn source() -> (PathBuf, Vec<Line>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let lines = lines(&root);
    assert!(lines.len() > 1000, "the source was found");
    (root, lines)
}

/// The module of the crate that a file belongs to.
fn module(root: &Path, file: &Path) -> String {
    let below = file.strip_prefix(root).expect("below src");
    let first = below.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The names that follow `prefix` in a line: `crate::text` and `crate::{span, text::Text}`.
fn named<'a>(code: &'a str, prefix: &str) -> Vec<&'a str> {
    let word = |text: &'a str| text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let is_longer_path = code[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$');
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            _ if is_longer_path => {}
            None => names.push(word(rest)),
            Some(group) => {
                let mut depth = 0;
                let top = group.split(|c: char| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    c == ',' && depth == 0
                });
                names.extend(top.map(|part| word(part.trim_start())));
            }
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Whether a line names something: as a word, or for a path of `std` also in a group.
fn holds(code: &str, what: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let in_group = what.strip_prefix("std::").is_some_and(|name| named(code, "std::").contains(&name));
    in_group
        || code.match_indices(what).any(|(at, found)| {
            let before = code[..at].chars().next_back();
            let after = code[at + found.len()..].chars().next();
            !before.is_some_and(is_word) && (what.ends_with('!') || !after.is_some_and(is_word))
        })
}

/// Fails with every line that breaks a rule.
fn report(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let (root, lines) = source();
    let mut broken = Vec::new();
    for line in &lines {
        let module = module(&root, &line.file);
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            broken.push(format!("{}:{}: the module “{module}” is not in the table", line.file.display(), line.number));
            continue;
        };
        for used in named(&line.code, "crate::") {
            if used != module && MAY_USE.iter().any(|(name, _)| *name == used) && !allowed.contains(&used) {
                broken.push(format!("{}:{}: {module} must not use {used}", line.file.display(), line.number));
            }
        }
    }
    broken.dedup();
    report(&broken);
}

#[test]
fn the_table_has_no_cycle_and_nothing_uses_the_command_line() {
    for (k, (module, allowed)) in MAY_USE.iter().enumerate() {
        let earlier: Vec<&str> = MAY_USE[..k].iter().map(|(name, _)| *name).collect();
        assert!(allowed.iter().all(|used| earlier.contains(used)), "{module} uses what stands after it");
        assert!(!allowed.contains(&"cli"));
    }
}

#[test]
fn pure_modules_touch_nothing_outside() {
    let (root, lines) = source();
    let mut broken = Vec::new();
    for line in lines.iter().filter(|line| PURE.contains(&module(&root, &line.file).as_str())) {
        for (what, why) in IMPURE.iter().filter(|(what, _)| holds(&line.code, what)) {
            broken.push(format!("{}:{}: “{what}”: {why}", line.file.display(), line.number));
        }
    }
    report(&broken);
}

#[test]
fn nothing_is_left_unfinished() {
    let (_, lines) = source();
    let mut broken = Vec::new();
    for line in &lines {
        for (what, why) in UNFINISHED.iter().filter(|(what, _)| holds(&line.code, what)) {
            broken.push(format!("{}:{}: “{what}”: {why}", line.file.display(), line.number));
        }
    }
    report(&broken);
}

#[test]
fn the_reader_of_the_source_reads_what_it_should() {
    assert_eq!(named("use crate::{span::Span, text::{Text, fold}, diff};", "crate::"), ["span", "text", "diff"]);
    assert_eq!(named("let x = crate::report::json::log(&crate::changelog::f());", "crate::"), ["report", "changelog"]);
    assert_eq!(named("use crate::{", "crate::"), [""; 0]);
    assert!(holds("use std::{env, fmt};", "std::env") && holds("std::fs::read(path)", "std::fs"));
    assert!(!holds("use std::{fmt, ops};", "std::env") && !holds("let instants = 1;", "Instant"));
    assert!(holds("println!(\"x\")", "println!") && !holds("eprintln!(\"x\")", "println!"));
    assert_eq!(without_comment("    /// crate::cli"), "");
    assert_eq!(without_comment("let a = 1; // dbg!"), "let a = 1;");
}

//! Whole texts with the report one should get: a folder in `tests/corpus/` is a test.
//!
//! Each holds `before.txt`, `after.txt` and `expected.md`, the Markdown report of `diff`. `UPDATE_CORPUS=1 cargo test
//! --test corpus` writes the reports anew; the difference is then read like a proof. Where a report is known to be wrong,
//! a `note.md` beside it says so in a line that begins with `KNOWN:`. All texts are invented.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use writethru::changelog::{ChangeLog, between};
use writethru::diff::{Change, Kind};
use writethru::report::{markdown, pages};
use writethru::revision::Revision;

/// A case, read.
struct Case {
    folder: PathBuf,
    name: String,
    log: ChangeLog,
}

fn cases() -> Vec<Case> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut folders: Vec<PathBuf> = fs::read_dir(corpus).expect("the corpus").map(|entry| entry.expect("an entry").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders.into_iter().map(case).collect()
}

fn case(folder: PathBuf) -> Case {
    let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
    let read = |file: &str| Revision {
        name: file.to_owned(),
        text: fs::read_to_string(folder.join(file)).unwrap_or_else(|e| panic!("{name}/{file}: {e}")),
        ..Revision::default()
    };
    let log = between(&name, vec![read("before.txt"), read("after.txt")], None, 0, 1);
    Case { folder, name, log }
}

#[test]
fn every_case_gives_its_report() {
    let is_update = std::env::var_os("UPDATE_CORPUS").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for Case { folder, name, log } in cases() {
        let found = markdown::page(&pages::diff(&log, 0, false));
        let path = folder.join("expected.md");
        if is_update {
            fs::write(&path, &found).expect("written");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if expected != found {
            wrong.push(format!("== {name}\n-- expected\n{expected}\n-- found\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\nIf this is as it should be: UPDATE_CORPUS=1 cargo test --test corpus\n", wrong.join("\n"));
}

#[test]
fn every_kind_of_change_has_a_case() {
    let mut found: BTreeSet<(bool, Kind)> = BTreeSet::new();
    let mut add = |is_quotation: bool, change: Change, kinds: &[Kind]| {
        found.extend(kinds.iter().map(|&kind| (is_quotation, kind)));
        if change == Change::Moved {
            found.insert((is_quotation, Kind::Moved));
        }
    };
    for Case { log, .. } in cases() {
        let diff = &log.steps[0].diff;
        diff.quotations.iter().for_each(|c| add(true, c.change, &c.kinds));
        diff.claims.iter().for_each(|c| add(false, c.change, &c.kinds));
    }
    let rules = writethru::diff::rules::ALL.iter();
    let missing: Vec<&str> =
        rules.filter(|r| !found.contains(&(r.subject == writethru::diff::Subject::Quotation, r.kind))).map(|r| r.name).collect();
    assert!(missing.is_empty(), "no case has {missing:?}");
}

#[test]
fn notes_say_what_is_known_to_be_wrong() {
    for Case { folder, name, .. } in cases() {
        if let Ok(note) = fs::read_to_string(folder.join("note.md")) {
            assert!(note.lines().any(|line| line.starts_with("KNOWN: ")), "{name}/note.md has a line that begins with KNOWN:");
        }
    }
}

//! Headings and links of the documents.

use super::markdown::{files, prose, report, shown};
use std::fs;
use std::path::Path;

#[test]
fn headings_begin_at_one_and_skip_no_level() {
    let mut problems = Vec::new();
    for path in files() {
        let mut last = 0;
        for line in prose(&fs::read_to_string(&path).expect("text")).lines().filter(|line| line.starts_with('#')) {
            let level = line.chars().take_while(|&c| c == '#').count();
            if level > last + 1 || (last > 0 && level == 1) {
                problems.push(format!("{}: “{line}” follows a heading of level {last}", shown(&path)));
            }
            last = level;
        }
    }
    report(&problems);
}

#[test]
fn links_lead_somewhere() {
    let mut problems = Vec::new();
    for path in files() {
        let text = fs::read_to_string(&path).expect("text");
        for target in links(&prose(&text)) {
            if !resolves(&path, &text, target) {
                problems.push(format!("{}: nothing is at “{target}”", shown(&path)));
            }
        }
    }
    report(&problems);
}

/// The targets of inline links.
fn links(text: &str) -> Vec<&str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

fn resolves(path: &Path, text: &str, target: &str) -> bool {
    if target.starts_with("https://") {
        return true;
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let there = path.parent().expect("a folder").join(file);
    let other;
    let text = if file.is_empty() {
        text
    } else {
        if !there.exists() {
            return false;
        }
        other = if anchor.is_empty() { String::new() } else { fs::read_to_string(there).expect("text") };
        &other
    };
    anchor.is_empty() || prose(text).lines().filter(|line| line.starts_with('#')).any(|line| slug(line) == anchor)
}

/// The name of a heading in links: lower case, spaces as hyphens, no marks.
fn slug(heading: &str) -> String {
    let title = heading.trim_start_matches('#').trim().to_lowercase();
    title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn the_name_of_a_heading() {
    assert_eq!(slug("### What does a `kind` mean?"), "what-does-a-kind-mean");
    assert_eq!(links("a [b](c.md) and [d](#e)"), ["c.md", "#e"]);
}

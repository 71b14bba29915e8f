//! Examples in the documents are run, and must give what is shown.
//!
//! Three forms. A `console` block holds commands behind `$ ` and what they print; a line that is only `…` stands for
//! lines left out. A `console` block with one command and no output, followed by a `json` block: that is its output,
//! laid out, with lines left out in the same way. And `before`, `after` and `report` blocks: the report is what `diff` says of the two texts, without its
//! header and without the sentence that no notice came.

use super::layout::layout;
use super::markdown::{Piece, files, is_update, join, pieces, report, root, shown};
use super::shell::run;
use std::fs;
use writethru::changelog::between;
use writethru::report::pages;
use writethru::report::terminal::{self, View};
use writethru::revision::Revision;

/// What stands for lines left out.
const ELISION: &str = "…";

#[test]
fn commands_print_what_the_documents_show() {
    // Some write there; with `CARGO_TARGET_DIR` somewhere else nothing has made it.
    fs::create_dir_all(root().join("target")).expect("a folder");
    let mut problems = Vec::new();
    for path in files() {
        let text = fs::read_to_string(&path).expect("text");
        let mut pieces = pieces(&text);
        for problem in examine(&mut pieces) {
            problems.push(format!("{}: {problem}", shown(&path)));
        }
        if is_update() {
            fs::write(&path, join(&pieces)).expect("written");
        }
    }
    report(&problems);
}

/// Runs every example; what differs is reported, or put right where documents are to be rewritten.
fn examine(pieces: &mut [Piece]) -> Vec<String> {
    let mut problems = Vec::new();
    let mut output_of: Option<String> = None;
    let mut texts: [Option<String>; 2] = [None, None];
    for piece in pieces {
        let Piece::Fence { info, body } = piece else { continue };
        let expected = match info.as_str() {
            "console" => {
                let (shown, silent) = console(body, &mut problems);
                output_of = silent;
                shown
            }
            "json" => match output_of.take() {
                Some(command) => {
                    let (shown, printed) = (body.lines().collect::<Vec<_>>(), layout(&run(&command)));
                    shortened(&command, &shown, &printed, &mut problems).unwrap_or(printed)
                }
                None => continue,
            },
            "before" => {
                texts = [Some(body.clone()), None];
                continue;
            }
            "after" => {
                texts[1] = Some(body.clone());
                continue;
            }
            "report" => match &texts {
                [Some(before), Some(after)] => diff(before, after),
                _ => panic!("a report without its two texts: {body}"),
            },
            _ => continue,
        };
        if *body != expected {
            if is_update() {
                *body = expected;
            } else {
                problems.push(format!("shown:\n{body}\nbut it prints:\n{expected}"));
            }
        }
    }
    problems
}

/// A block of commands, with what they print now. Lines left out stay so where what is shown is still there. The second
/// is a lone command whose output is shown elsewhere.
fn console(body: &str, problems: &mut Vec<String>) -> (String, Option<String>) {
    let mut commands: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in body.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command, Vec::new())),
            (None, Some((_, shown))) => shown.push(line),
            (None, None) => panic!("a console block begins with a command: {line}"),
        }
    }
    if let [(command, shown)] = commands.as_slice()
        && shown.is_empty()
    {
        return (body.to_owned(), Some((*command).to_owned()));
    }
    let mut fresh = String::new();
    for (command, shown) in commands {
        fresh.push_str(&format!("$ {command}\n"));
        let printed = run(command);
        fresh.push_str(&shortened(command, &shown, &printed, problems).unwrap_or(printed));
    }
    (fresh, None)
}

/// What would be shown now, if lines are left out: each stretch from its first line to its last, with what stands between
/// them now. A stretch whose first or last line is not there any more stays, and is a problem.
fn shortened(command: &str, shown: &[&str], printed: &str, problems: &mut Vec<String>) -> Option<String> {
    if !shown.contains(&ELISION) {
        return None;
    }
    let fresh = match elided(shown, printed) {
        Ok(fresh) => fresh,
        Err(missing) => {
            problems.push(format!("$ {command}\nshows:\n{missing}\nbut prints:\n{printed}"));
            shown.to_vec()
        }
    };
    Some(fresh.iter().map(|line| format!("{line}\n")).collect())
}

/// The stretches of what is shown as they were printed; if one is not there, that one.
fn elided<'a>(shown: &[&'a str], printed: &'a str) -> Result<Vec<&'a str>, String> {
    let printed: Vec<&str> = printed.lines().collect();
    let stretches: Vec<&[&str]> = shown.split(|line| *line == ELISION).collect();
    let mut fresh = Vec::new();
    let mut from = 0;
    for (k, stretch) in stretches.iter().enumerate() {
        if k > 0 {
            fresh.push(ELISION);
        }
        let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
        let missing = || stretch.join("\n");
        // The stretch as it stands, if it is there; else what stands between its ends.
        let whole = (from..printed.len()).find(|&at| printed[at..].starts_with(stretch)).map(|at| at..at + stretch.len());
        let ends = || {
            let start = from + printed[from..].iter().position(|line| line == first)?;
            let length = printed[start..].iter().position(|line| line == last)?;
            Some(start..start + length + 1)
        };
        let found = whole.or_else(ends).ok_or_else(missing)?;
        let is_misplaced = (k == 0 && found.start > 0) || (k + 1 == stretches.len() && found.end < printed.len());
        if is_misplaced {
            return Err(missing());
        }
        fresh.extend(&printed[found.clone()]);
        from = found.end;
    }
    Ok(fresh)
}

/// What the program says of two texts, without its header and without the sentence that no notice came.
fn diff(before: &str, after: &str) -> String {
    let seen = |name: &str, text: &str| Revision { name: name.to_owned(), text: text.to_owned(), ..Revision::default() };
    let log = between("example", vec![seen("before", before), seen("after", after)], None, 0, 1);
    let page = terminal::page(&pages::diff(&log, 0, false), &View { width: 100, color: false });
    let body = page.split_once("\n\n").map_or("", |(_, body)| body);
    body.strip_prefix("From the publisher\nNo notice came with these changes.\n\n").unwrap_or(body).to_owned()
}

#[test]
fn lines_may_be_left_out_but_not_invented() {
    let printed = "a\nb\nc\nd\n";
    let lines = |text: &'static str| text.lines().collect::<Vec<_>>();
    for shown in ["a\n…", "…\nd", "a\n…\nc\n…", "a\n…\nd", "…\nb\nc\n…"] {
        assert_eq!(elided(&lines(shown), printed), Ok(lines(shown)));
    }
    for shown in ["b\n…", "…\nc", "a\n…\nx\n…", "…\nc\n…\nb\n…"] {
        assert!(elided(&lines(shown), printed).is_err(), "{shown}");
    }
    assert_eq!(elided(&lines("…\nb\nx\nd"), printed), Ok(lines("…\nb\nc\nd")));
}

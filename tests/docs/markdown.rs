//! A Markdown file, as far as these tests look at it: lines, fenced blocks, headings and links.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether differing documents are to be rewritten instead of reported.
pub fn is_update() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1")
}

/// Every Markdown file of the project, by name.
pub fn files() -> Vec<PathBuf> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if !name.starts_with('.') && name != "target" && name != "corpus" {
                    collect(&path, found);
                }
            } else if name.ends_with(".md") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    collect(root(), &mut found);
    found
}

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Lines outside any fence.
    Prose(String),
    /// A fenced block: what stands behind its opening fence, and its lines.
    Fence { info: String, body: String },
}

/// A file, cut at its fences. Joined again with [`join`] it is the same.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut prose = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            prose.push_str(line);
            prose.push('\n');
            continue;
        };
        found.push(Piece::Prose(std::mem::take(&mut prose)));
        let body: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        found.push(Piece::Fence { info: info.to_owned(), body });
    }
    found.push(Piece::Prose(prose));
    found
}

/// The file that consists of these pieces.
pub fn join(pieces: &[Piece]) -> String {
    let show = |piece: &Piece| match piece {
        Piece::Prose(text) => text.clone(),
        Piece::Fence { info, body } => format!("```{info}\n{body}```\n"),
    };
    pieces.iter().map(show).collect()
}

/// Everything outside fences.
pub fn prose(text: &str) -> String {
    pieces(text).into_iter().filter_map(|piece| if let Piece::Prose(text) = piece { Some(text) } else { None }).collect()
}

/// A path as a message should show it.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Fails with everything that was found.
pub fn report(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n\nAfter a change of output: UPDATE_DOCS=1 cargo test --test docs\n", problems.join("\n\n"));
}

#[test]
fn a_file_survives_being_cut() {
    let text = "# A\n\n```sh\na\n```\n\nb\n";
    assert_eq!(join(&pieces(text)), text);
    assert_eq!(prose(text), "# A\n\n\nb\n");
}

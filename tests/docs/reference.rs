//! `docs/cli.md` is the help texts of the program and nothing else.

use super::markdown::{is_update, root};
use super::shell::help;
use clap::CommandFactory;
use std::fs;
use writethru::cli::args::Args;

const HEAD: &str = "\
# The command line

The help texts of the program, as `writethru COMMAND --help` prints them. This page is made by a test: after a change of
the command line, `UPDATE_DOCS=1 cargo test --test docs` writes it anew.
";

#[test]
fn the_reference_is_the_help_texts() {
    let names: Vec<String> =
        Args::command().get_subcommands().filter(|sub| !sub.is_hide_set()).map(|sub| sub.get_name().to_owned()).collect();
    let mut page = HEAD.to_owned();
    page.push_str(&section("writethru", &help(&["--help"])));
    for name in names.iter().filter(|name| *name != "help") {
        page.push_str(&section(&format!("writethru {name}"), &help(&[name, "--help"])));
    }
    let path = root().join("docs/cli.md");
    if is_update() {
        fs::write(&path, &page).expect("written");
    }
    let written = fs::read_to_string(&path).expect("docs/cli.md");
    assert!(written == page, "docs/cli.md is not what --help prints: UPDATE_DOCS=1 cargo test --test docs");
}

fn section(title: &str, help: &str) -> String {
    let lines: String = help.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    format!("\n## {title}\n\n```text\n{lines}```\n")
}

//! ARCHITECTURE.md and what it describes: the module table is the one that is tested, the ledger has every dependency.

use super::markdown::root;
use std::fs;

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect(name)
}

#[test]
fn the_module_table_is_the_tested_one() {
    let tested = read("tests/architecture.rs");
    let table = tested.split_once("const MAY_USE").expect("the table").1.split_once("];").expect("its end").0;
    let rows: Vec<String> = table.lines().filter_map(row).collect();
    assert!(rows.len() >= 10, "the table was read: {rows:?}");
    let page = read("ARCHITECTURE.md");
    let section = page.split_once("| module | may use |\n|---|---|\n").expect("the table").1;
    let written: Vec<&str> = section.lines().take_while(|line| line.starts_with('|')).collect();
    assert_eq!(written, rows);
}

/// A row of the tested table, as the document writes it.
fn row(line: &str) -> Option<String> {
    let names: Vec<&str> =
        line.trim().strip_prefix("(\"")?.split('"').filter(|part| part.chars().all(|c| c.is_ascii_lowercase())).collect();
    let (module, used) = names.split_first()?;
    let used: Vec<String> = used.iter().map(|name| format!("`{name}`")).collect();
    Some(format!("| `{module}` | {} |", if used.is_empty() { "–".to_owned() } else { used.join(", ") }))
}

#[test]
fn every_dependency_is_in_the_ledger() {
    let manifest = read("Cargo.toml");
    let page = read("ARCHITECTURE.md");
    let mut is_list = false;
    let mut n = 0;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_list = matches!(line, "[dependencies]" | "[dev-dependencies]");
        } else if is_list && let Some((name, rest)) = line.split_once(" = ") {
            n += 1;
            let row = page
                .lines()
                .find(|row| row.starts_with(&format!("| `{name}` | ")))
                .unwrap_or_else(|| panic!("{name} is not in the ledger"));
            let is_of_a_feature = row.ends_with("| `cli` |") || row.ends_with("| `store` |");
            assert_eq!(rest.contains("optional = true"), is_of_a_feature, "the feature of {name}: {row}");
        }
    }
    assert!(n > 10, "the dependencies were read");
}

//! Everything there is, is written down.

use super::markdown::{report, root};
use super::shell::run;
use clap::CommandFactory;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use writethru::changelog::{Event, Noted};
use writethru::cli::args::Args;
use writethru::cli::exit;
use writethru::diff::{Kind, Severity};

fn document(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect(name)
}

#[test]
fn every_command_and_option_is_in_a_document() {
    let (readme, reference) = (document("README.md"), document("docs/cli.md"));
    let mut problems = Vec::new();
    let command = Args::command();
    for sub in command.get_subcommands() {
        let name = sub.get_name();
        if !readme.contains(&format!("writethru {name}")) && !readme.contains(&format!("`{name} --")) {
            problems.push(format!("README.md does not show the command “{name}”"));
        }
        for arg in sub.get_arguments().chain(command.get_arguments()).filter(|arg| !arg.is_hide_set()) {
            if let Some(long) = arg.get_long()
                && !reference.contains(&format!("--{long}"))
            {
                problems.push(format!("docs/cli.md does not have --{long} of {name}"));
            }
        }
    }
    report(&problems);
}

#[test]
fn every_exit_code_is_in_the_readme() {
    let readme = document("README.md");
    for code in [exit::DONE, exit::DIFFERENCES, exit::WRONG_USE, exit::BAD_INPUT, exit::STORE_DAMAGED] {
        assert!(readme.contains(&format!("\n| {code} | ")), "exit code {code}");
    }
}

#[test]
fn every_field_of_the_contract_is_described() {
    let page = document("docs/json.md");
    let mut fields = BTreeSet::new();
    for article in ["border-summit-call", "library-cuts", "harbor-ferry-fire", "treasurer-trial"] {
        for command in ["log", "quotes", "claims", "diff", "show", "extract", "audit", "annotate"] {
            collect(&parse(&format!("writethru {command} {article} --format json")), &mut fields);
        }
    }
    collect(&parse("writethru extract docs/pages/ferry-fire.html"), &mut fields);
    collect(&parse("writethru explain --format json"), &mut fields);
    collect(&parse("echo oops | writethru extract --jsonl"), &mut fields);
    collect(&parse("echo oops | writethru diff --jsonl"), &mut fields);
    assert!(fields.len() > 50, "the fields were found: {fields:?}");
    report(&fields.iter().filter(|f| !page.contains(&format!("`{f}`"))).map(|f| format!("docs/json.md: “{f}”")).collect::<Vec<_>>());
}

#[test]
fn every_word_of_the_contract_is_described() {
    let page = document("docs/json.md");
    let kinds = Kind::ALL.into_iter().map(Kind::name);
    let severities = [Severity::High, Severity::Medium, Severity::Low].into_iter().map(Severity::name);
    // The two enums that reports spell themselves, listed so that a new one is seen here.
    let spelled = |noted| match noted {
        Noted::Noted => "noted",
        Noted::NotNoted => "not_noted",
        Noted::NothingToNote => "nothing_to_note",
    };
    let lived = |event: &Event| match event {
        Event::Born => "born",
        Event::Changed(_) => "changed",
        Event::Moved => "moved",
        Event::Died => "died",
        Event::Returned => "returned",
    };
    let noted = [Noted::Noted, Noted::NotNoted, Noted::NothingToNote].map(spelled);
    let events = [Event::Born, Event::Changed(Vec::new()), Event::Moved, Event::Died, Event::Returned].map(|e| lived(&e));
    // Those of the audit likewise.
    let audited = [
        "noted",
        "partly_noted",
        "not_noted",
        "named",
        "announced",
        "taken_back",
        "of_its_sort",
        "general",
        "tagged",
        "other_things",
        "no_notice",
        "in_first",
        "added",
        "reworded",
        "agrees",
        "seen_without_later",
        "seen_before",
        "unknown",
        "moved_alone",
        "stayed",
        "two_spellings",
        "two_values",
        "open_quotation",
        "undated_notice",
    ];
    let words: Vec<&str> = kinds.chain(severities).chain(noted).chain(events).chain(audited).collect();
    report(&words.iter().filter(|w| !page.contains(&format!("`{w}`"))).map(|w| format!("docs/json.md: “{w}”")).collect::<Vec<_>>());
}

fn parse(command: &str) -> Value {
    let printed = run(command);
    let first = printed.lines().next().unwrap_or_default();
    serde_json::from_str(first).or_else(|_| serde_json::from_str(&printed)).unwrap_or_else(|e| panic!("{e}: {command}: {printed}"))
}

/// The names of all fields, at any depth.
fn collect(value: &Value, fields: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            fields.insert(key.clone());
            collect(value, fields);
        }),
        Value::Array(items) => items.iter().for_each(|item| collect(item, fields)),
        _ => {}
    }
}

//! Pages: the same article in many templates, pages that want to hang the program, pages that are no article; and feeds, captures
//! and addresses broken at random.

#![allow(clippy::print_stdout, reason = "the last name before a failure says what failed")]

mod articles;
#[path = "../../fuzz/checks.rs"]
mod checks;
mod choice;
mod corpus;
mod hostile;
mod kinds;
mod metadata;
mod mutations;
mod notices;
mod pairs;

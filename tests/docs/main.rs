//! What the documentation says is what the program does.
//!
//! Commands in the documents are run and must print what is shown, the command line reference is the help text, every
//! command, flag, JSON field, kind and exit code is written down, links lead somewhere, and the examples of `explain`
//! are of the kind they stand for.
//!
//! After a change of output: `UPDATE_DOCS=1 cargo test --test docs`, then read the difference before it goes in.

mod architecture;
mod coverage;
mod examples;
mod layout;
mod markdown;
mod reference;
mod rules;
mod shell;
mod structure;

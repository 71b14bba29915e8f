//! The program from outside: files, arguments, environment and standard input → output, messages and exit code.
//!
//! One file a command, one for the filters, one for sources and one for what holds everywhere. All texts are invented.

mod audit;
mod claims;
mod diff;
mod everywhere;
mod evidence;
mod exchange;
mod explain;
mod extract;
mod filter;
mod history;
mod log;
mod pages;
mod proofs;
mod quotes;
mod show;
mod sources;
mod store;
mod support;

//! The store: what was added reads back, whatever happens in between.
//!
//! All texts are invented.

#![allow(clippy::print_stderr, reason = "how much a long run did is shown with --nocapture")]

mod adding;
mod crash;
mod damage;
mod files;
mod laws;
mod support;
mod tampering;
mod together;

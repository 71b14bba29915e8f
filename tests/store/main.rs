//! The store: what was added reads back, whatever happens in between.
//!
//! All texts are invented.

mod adding;
mod crash;
mod damage;
mod files;
mod laws;
mod support;
mod tampering;
mod together;

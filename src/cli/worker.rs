//! Threads that work on what came from outside.

use anyhow::Context;
use std::panic;
use std::sync::Once;
use std::thread::{self, JoinHandle};

/// As much stack as a main thread has.
const STACK_BYTES: usize = 8 << 20;

/// The name of these threads, by which the panic hook knows them.
const NAME: &str = "worker";

/// Starts one. A panic in it is caught and answered where the work is known; it need not be told twice.
pub(super) fn spawn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<JoinHandle<T>> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(NAME) {
                before(info);
            }
        }));
    });
    thread::Builder::new().name(NAME.to_owned()).stack_size(STACK_BYTES).spawn(work).context("cannot start a thread")
}

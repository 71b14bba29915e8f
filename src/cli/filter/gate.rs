//! How much may be under way at once: what keeps memory constant.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Lines read whose answers are not yet written, at most.
pub(super) const MAX_LINES_IN_FLIGHT: usize = 256;

/// Their bytes together, at most. A line longer than this is worked on alone.
pub(super) const MAX_BYTES_IN_FLIGHT: usize = 32 << 20;

/// Lets lines in while there is room.
#[derive(Default)]
pub(super) struct Gate {
    inside: Mutex<Inside>,
    changed: Condvar,
}

#[derive(Default)]
struct Inside {
    lines: usize,
    bytes: usize,
    is_closed: bool,
}

impl Gate {
    /// Waits for room for a line; false if nobody waits for its answer any more.
    pub fn enter(&self, bytes: usize) -> bool {
        let has_room =
            |inside: &Inside| inside.lines == 0 || (inside.lines < MAX_LINES_IN_FLIGHT && inside.bytes + bytes <= MAX_BYTES_IN_FLIGHT);
        let full = |inside: &mut Inside| !inside.is_closed && !has_room(inside);
        let mut inside = self.changed.wait_while(self.inside(), full).unwrap_or_else(PoisonError::into_inner);
        inside.lines += 1;
        inside.bytes += bytes;
        !inside.is_closed
    }

    /// Makes room: a line's answer was written. Whoever waits is woken when half of the room is free, not for each line.
    pub fn leave(&self, bytes: usize) {
        let mut inside = self.inside();
        inside.lines -= 1;
        inside.bytes -= bytes;
        let is_roomy = inside.lines <= MAX_LINES_IN_FLIGHT / 2 && inside.bytes <= MAX_BYTES_IN_FLIGHT / 2;
        drop(inside);
        if is_roomy {
            self.changed.notify_one();
        }
    }

    /// Lets nothing in any more.
    pub fn close(&self) {
        self.inside().is_closed = true;
        self.changed.notify_all();
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::thread;

    #[test]
    fn a_line_too_large_for_company_is_let_in_alone() {
        let gate = Arc::new(Gate::default());
        assert!(gate.enter(MAX_BYTES_IN_FLIGHT * 2));
        let waiting = thread::spawn({
            let gate = Arc::clone(&gate);
            move || gate.enter(1)
        });
        assert!(!waiting.is_finished());
        gate.leave(MAX_BYTES_IN_FLIGHT * 2);
        assert!(waiting.join().expect("no panic"));
    }

    #[test]
    fn a_closed_gate_holds_nobody() {
        let gate = Gate::default();
        assert!(gate.enter(MAX_BYTES_IN_FLIGHT));
        gate.close();
        assert!(!gate.enter(1));
    }
}

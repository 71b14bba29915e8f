//! What lies beside what, how to check it, and what it shows and does not.

use crate::changelog::ChangeLog;
use crate::proof::{DOES_NOT_PROVE, PROVES};
use crate::store::{Stored, written};
use std::fmt::Write;

/// The text of `README.txt`. Nothing of the article stands in it but the times at which it was seen: names of articles come from outside.
pub(super) fn readme(log: &ChangeLog, history: &[(Stored, String)], chosen: &[usize], is_whole: bool) -> String {
    let mut out = String::new();
    let n = history.len();
    let which = match chosen {
        [one] => format!("Revision {} of {n}", one + 1),
        [] => format!("No revision of {n}"),
        [first, .., last] => format!("Revisions {} to {} of {n}", first + 1, last + 1),
    };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "EVIDENCE\n========\n\n{which} of one article, as they were recorded by writethru.\n");
    for &k in chosen {
        let stored = &history[k].0;
        let _ = writeln!(out, "  {:>4}  seen {}  sha256 {}", k + 1, written(&stored.observed_at), stored.text_sha256);
    }
    out.push_str("\nWHAT LIES HERE\n\n");
    out.push_str("  index.html           to read: open it in any browser; it loads and runs nothing\n");
    out.push_str("  texts/               each text, byte for byte as it was recorded\n");
    out.push_str("  captures.json        what the texts were made from, as far as that was recorded\n");
    out.push_str("  captures/            the bytes of it, where they were kept; a page in there may be live: open it with care\n");
    if !log.steps.is_empty() {
        out.push_str("  steps/               what changed from one revision to the next, as JSON (writethru.diff/1)\n");
    }
    if is_whole {
        out.push_str("  log.json             the same as one document, with the life of each quotation and claim (writethru.log/1)\n");
    }
    out.push_str("  proofs/              for each revision the proof that it is in the log of the store (writethru.proof/1)\n");
    out.push_str("  checkpoint.txt       the state of that log which the proofs lead to\n");
    out.push_str("  check_proof.py       checks a proof with nothing but Python 3; forty lines, to be read first\n");
    out.push_str("  manifest-sha256.txt  the SHA-256 of every other file\n");
    out.push_str("\nHOW TO CHECK IT\n\n  1. That no file was changed on the way:\n\n       sha256sum -c manifest-sha256.txt\n\n");
    out.push_str("  2. That each revision is in the log:\n\n");
    for &k in chosen.iter().take(MAX_COMMANDS) {
        let _ = writeln!(out, "       python3 check_proof.py proofs/{}.json checkpoint.txt", k + 1);
    }
    if chosen.len() > MAX_COMMANDS {
        out.push_str("       … and so on\n");
    }
    out.push_str(
        "\n  3. That the log is the one it should be: put a checkpoint that you kept, or that somebody you trust kept, in the place of\n",
    );
    out.push_str(
        "     checkpoint.txt. It must be of as many records, the number in its second line; whoever makes evidence can make it against\n",
    );
    out.push_str("     an older one. Without that the proofs show only that everything here fits together.\n");
    out.push_str("\nWHAT THIS SHOWS\n\n");
    PROVES.iter().for_each(|line| bullet(&mut out, line));
    out.push_str("\nWHAT IT DOES NOT SHOW\n\n");
    DOES_NOT_PROVE.iter().for_each(|line| bullet(&mut out, line));
    bullet(
        &mut out,
        "What changed (index.html, steps) is found by rules and not proved: it can be found anew from the texts, by this program or another.",
    );
    out
}

/// So many commands are written out.
const MAX_COMMANDS: usize = 12;
/// Columns of a line.
const WIDTH: usize = 110;

/// A point, its lines broken.
fn bullet(out: &mut String, text: &str) {
    let mut column = 0;
    for word in text.split(' ') {
        let n = word.chars().count();
        match column {
            0 => out.push_str("  - "),
            column if column + 1 + n > WIDTH => out.push_str("\n    "),
            _ => out.push(' '),
        }
        column = if column == 0 || column + 1 + n > WIDTH { 4 + n } else { column + 1 + n };
        out.push_str(word);
    }
    out.push('\n');
}

//! The same laws on pairs of texts that somebody has: JSON lines with `before` and `after`, in the file that
//! `LAWS_PAIRS` names. Without it there is nothing to check; nobody's articles are kept here.
//!
//! `LAWS_PAIRS=pairs.jsonl cargo test --release --test laws given_pairs`

use super::two_texts::{all_swap, changes_are_sound, no_difference_from_itself};
use serde_json::Value;

#[test]
fn given_pairs_obey_the_laws() {
    let Ok(path) = std::env::var("LAWS_PAIRS") else { return };
    let lines = std::fs::read_to_string(&path).expect("LAWS_PAIRS names a file of JSON lines");
    let mut broken = Vec::new();
    for (n, line) in lines.lines().enumerate() {
        let pair: Value = serde_json::from_str(line).expect("each line is a JSON object");
        let text = |side: &str| pair[side].as_str().expect("it has `before` and `after`").to_owned();
        let (before, after) = (text("before"), text("after"));
        let held = no_difference_from_itself(&before)
            .and_then(|()| no_difference_from_itself(&after))
            .and_then(|()| changes_are_sound(&before, &after))
            .and_then(|()| all_swap(&before, &after));
        if let Err(error) = held {
            broken.push(format!("line {}: {error}", n + 1));
        }
    }
    assert!(broken.is_empty(), "{} of {} pairs:\n{}", broken.len(), lines.lines().count(), broken.join("\n"));
}

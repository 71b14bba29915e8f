//! Writes invented articles and their revisions as JSON lines, so that the filters can be timed as whole processes.
//!
//! ```console
//! $ cargo run --release --example generate_pairs -- 2000 > pairs.jsonl
//! $ cargo run --release --example generate_pairs -- 2000 --texts > texts.jsonl
//! $ cargo run --release --example generate_pairs -- --long 10000 --percent 10 > long.jsonl
//! $ time writethru diff --jsonl < pairs.jsonl > diffs.jsonl
//! ```

// Benches and laws use what this program does not.
#[allow(dead_code)]
#[path = "../benches/support/generate.rs"]
mod generate;

use serde_json::json;
use std::io::{self, BufWriter, Write};

const USAGE: &str = "usage: generate_pairs [COUNT] [--texts] [--seed N] [--long SENTENCES [--percent 0..100]]";

fn main() -> io::Result<()> {
    let (mut count, mut seed, mut long, mut percent, mut texts) = (2000, 0, None, 10, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let number = |text: Option<String>| text.and_then(|n| n.parse::<u64>().ok()).ok_or_else(|| io::Error::other(USAGE));
        match argument.as_str() {
            "--texts" => texts = true,
            "--seed" => seed = number(arguments.next())?,
            "--long" => long = Some(number(arguments.next())?),
            "--percent" => percent = number(arguments.next())?,
            _ => count = number(Some(argument))?,
        }
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let mut write = |pair: &generate::Pair| {
        let line = if texts {
            json!({"id": pair.id, "text": pair.before, "date": pair.before_at})
        } else {
            json!({"id": pair.id, "before": pair.before, "after": pair.after, "before_at": pair.before_at, "after_at": pair.after_at})
        };
        writeln!(out, "{line}")
    };
    match long {
        Some(sentences) => write(&generate::long_pair(seed, usize::try_from(sentences).map_err(io::Error::other)?, percent))?,
        None => (seed..seed + count).try_for_each(|n| write(&generate::pair(n)))?,
    }
    out.flush()
}

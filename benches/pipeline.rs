//! How long each stage takes: an ordinary pair, a very long one, and texts made to be slow.
//!
//! `cargo bench --bench pipeline`; how to read the numbers is in `benches/README.md`. Inputs are made outside the timed part.

// The laws and the example program use what the benches do not.
#[allow(dead_code)]
#[path = "support/generate.rs"]
mod generate;

use divan::{AllocProfiler, Bencher, counter::BytesCount};
use serde_json::Value;
use writethru::align::align;
use writethru::diff::diff;
use writethru::extract::{Extract, Reference, extract};
use writethru::report::json;
use writethru::text::Text;

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

/// So many ordinary pairs are one input, so that no single article decides.
const N_PAIRS: u64 = 50;
const LONG: usize = 10_000;

fn main() {
    divan::main();
}

fn read(text: &str) -> Extract {
    let reference = Reference { date: chrono::NaiveDate::from_ymd_opt(2031, 8, 18), ..Reference::default() };
    extract(Text::new(text), &reference)
}

/// Two texts, and how many bytes they have together.
type Two = (String, String);

fn two(pair: generate::Pair) -> Two {
    (pair.before, pair.after)
}

fn bytes(pairs: &[Two]) -> BytesCount {
    BytesCount::new(pairs.iter().map(|(before, after)| before.len() + after.len()).sum::<usize>())
}

fn ordinary() -> Vec<Two> {
    (0..N_PAIRS).map(generate::pair).map(two).collect()
}

fn long(percent: u64) -> Vec<Two> {
    vec![two(generate::long_pair(1, LONG, percent))]
}

fn repeated_word() -> Vec<Two> {
    let text = "again ".repeat(100_000);
    vec![(text.clone(), text + "once more")]
}

fn identical_lines() -> Vec<Two> {
    let line = "The bridge is shut, the mayor said.\n";
    vec![(line.repeat(100_000), line.repeat(99_999))]
}

fn unrelated() -> Vec<Two> {
    vec![(generate::long_text(2, 1_000_000), generate::long_text(3, 1_000_000))]
}

/// One replacement of everything in a sentence without end.
fn endless_sentence() -> Vec<Two> {
    let clauses = |seed: u64| generate::long_text(seed, 200_000).replace(['.', '\n', '“', '”', '?', '!', ':'], " and ");
    vec![(clauses(4), clauses(5))]
}

/// Text → `Text`.
fn text_stage(bencher: Bencher, pairs: &[Two]) {
    bencher
        .counter(bytes(pairs))
        .bench_local(|| pairs.iter().map(|(b, a)| (Text::new(b.as_str()), Text::new(a.as_str()))).collect::<Vec<_>>());
}

/// `Text` → `Extract`.
fn extract_stage(bencher: Bencher, pairs: &[Two]) {
    let texts = || pairs.iter().flat_map(|(b, a)| [Text::new(b.as_str()), Text::new(a.as_str())]).collect::<Vec<_>>();
    let reference = Reference { date: chrono::NaiveDate::from_ymd_opt(2031, 8, 18), ..Reference::default() };
    bencher
        .counter(bytes(pairs))
        .with_inputs(texts)
        .bench_local_values(|texts| texts.into_iter().map(|text| extract(text, &reference)).collect::<Vec<_>>());
}

fn extracts(pairs: &[Two]) -> Vec<(Extract, Extract)> {
    pairs.iter().map(|(before, after)| (read(before), read(after))).collect()
}

/// Two extracts → which sentences correspond.
fn align_stage(bencher: Bencher, pairs: &[Two]) {
    let extracts = extracts(pairs);
    bencher.counter(bytes(pairs)).bench_local(|| extracts.iter().map(|(b, a)| align(b, a)).collect::<Vec<_>>());
}

/// Two extracts → what changed; aligning is part of it.
fn diff_stage(bencher: Bencher, pairs: &[Two]) {
    let extracts = extracts(pairs);
    bencher.counter(bytes(pairs)).bench_local(|| extracts.iter().map(|(b, a)| diff(b, a)).collect::<Vec<_>>());
}

/// Two strings → a line of JSON: everything but reading and writing.
fn whole(bencher: Bencher, pairs: &[Two]) {
    let id = Value::from("a1");
    bencher.counter(bytes(pairs)).bench_local(|| {
        let mut out = 0;
        for (before, after) in pairs {
            let (before, after) = (read(before), read(after));
            let found = diff(&before, &after);
            out += serde_json::to_string(&json::diff_line(&id, &before, &after, &found)).expect("a line").len();
        }
        out
    });
}

/// Fifty pairs of 7 kB a side.
mod ordinary {
    use super::*;

    #[divan::bench]
    fn a_text(bencher: Bencher) {
        text_stage(bencher, &ordinary());
    }

    #[divan::bench]
    fn b_extract(bencher: Bencher) {
        extract_stage(bencher, &ordinary());
    }

    #[divan::bench]
    fn c_align(bencher: Bencher) {
        align_stage(bencher, &ordinary());
    }

    #[divan::bench]
    fn d_diff(bencher: Bencher) {
        diff_stage(bencher, &ordinary());
    }

    #[divan::bench]
    fn e_json_of_extracts(bencher: Bencher) {
        let (pairs, id) = (ordinary(), Value::from("a1"));
        let extracts = extracts(&pairs);
        bencher.counter(bytes(&pairs)).bench_local(|| {
            let print = |e: &Extract| serde_json::to_string(&json::extract_line(&id, e)).expect("a line").len();
            extracts.iter().map(|(b, a)| print(b) + print(a)).sum::<usize>()
        });
    }

    #[divan::bench]
    fn f_json_of_diffs(bencher: Bencher) {
        let (pairs, id) = (ordinary(), Value::from("a1"));
        let found: Vec<_> = extracts(&pairs).into_iter().map(|(b, a)| (diff(&b, &a), b, a)).collect();
        bencher.counter(bytes(&pairs)).bench_local(|| {
            found.iter().map(|(d, b, a)| serde_json::to_string(&json::diff_line(&id, b, a, d)).expect("a line").len()).sum::<usize>()
        });
    }

    #[divan::bench]
    fn g_whole(bencher: Bencher) {
        whole(bencher, &ordinary());
    }
}

/// One pair of 10,000 sentences a side; the argument is the percentage of them that was edited.
#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod long {
    use super::*;

    const PERCENT: [u64; 3] = [1, 10, 100];

    #[divan::bench(args = PERCENT)]
    fn c_align(bencher: Bencher, percent: u64) {
        align_stage(bencher, &long(percent));
    }

    #[divan::bench(args = PERCENT)]
    fn d_diff(bencher: Bencher, percent: u64) {
        diff_stage(bencher, &long(percent));
    }

    #[divan::bench(args = PERCENT)]
    fn g_whole(bencher: Bencher, percent: u64) {
        whole(bencher, &long(percent));
    }
}

/// Texts made to be slow, from strings to JSON.
#[divan::bench_group(sample_count = 3, sample_size = 1)]
mod pathological {
    use super::*;

    #[divan::bench]
    fn repeated_word(bencher: Bencher) {
        whole(bencher, &super::repeated_word());
    }

    #[divan::bench]
    fn identical_lines(bencher: Bencher) {
        whole(bencher, &super::identical_lines());
    }

    #[divan::bench]
    fn unrelated(bencher: Bencher) {
        whole(bencher, &super::unrelated());
    }

    #[divan::bench]
    fn endless_sentence(bencher: Bencher) {
        whole(bencher, &super::endless_sentence());
    }
}

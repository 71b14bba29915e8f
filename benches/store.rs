//! How large a store is and how fast: import, reading in order and at random, one article's history, searching, verifying; and how
//! large the same texts are in git.
//!
//! `cargo bench --bench store -- [REVISIONS] [--keep FOLDER] [--no-git] [--no-search]`; how to read the numbers is in `benches/README.md`.
//! Texts are made outside the timed part.

#![allow(clippy::print_stdout, reason = "a program that prints a table")]

// The laws and the example program use what the benches do not.
#[allow(dead_code)]
#[path = "support/generate.rs"]
mod generate;
#[path = "support/git.rs"]
mod git;

use chrono::{DateTime, FixedOffset};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use writethru::changelog::changelog;
use writethru::revision::Revision;
use writethru::store::{ArticleId, DATABASE, DERIVED, Depth, Derived, Layer, Observation, Query, Sqlite, Store, search};

/// Revisions of an article.
const EACH: usize = 12;
/// Articles that are followed at the same time: their revisions come in turns.
const TOGETHER: u64 = 250;
/// Observations in a transaction.
const BATCH: usize = 1_000;
/// Reads at random, and histories.
const READS: u64 = 20_000;
const LOGS: u64 = 50;
/// Words that are searched for, whether they stand or only what is gone: a name, words of few sentences, words of nearly all, a phrase, one
/// that is nowhere.
const WORDS: [(&str, bool); 7] = [
    ("Hanna", false),
    ("hydrology bridge toll", false),
    ("the", false),
    ("\"weather service\"", false),
    ("zzz", false),
    ("hydrology bridge toll", true),
    ("the", true),
];
/// As many hits as `search` shows.
const HITS: usize = 50;

/// Time as the clock has it, and time this thread was at work: on a shared machine only the second can be compared.
struct Watch {
    begun: Instant,
    worked: Duration,
}

/// How long something took, by both.
#[derive(Clone, Copy, Default)]
struct Took {
    clock: Duration,
    work: Duration,
}

impl Watch {
    fn begin() -> Self {
        Self { begun: Instant::now(), worked: worked() }
    }

    fn end(&self) -> Took {
        Took { clock: self.begun.elapsed(), work: worked().saturating_sub(self.worked) }
    }
}

/// What Linux says this thread has worked; zero elsewhere.
fn worked() -> Duration {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(said.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0))
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (mut n_revisions, mut keep) = (30_000, None);
    let mut with = With { git: true, search: true };
    while let Some(argument) = arguments.next() {
        if argument == "--keep" {
            keep = arguments.next().map(PathBuf::from);
        } else if argument == "--no-git" {
            with.git = false;
        } else if argument == "--no-search" {
            with.search = false;
        } else {
            n_revisions = argument.parse().expect("a number of revisions");
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let folder = keep.as_deref().unwrap_or(folder.path());
    // What was kept is measured again, and not made again.
    if !folder.join(DATABASE).exists() {
        make(folder, n_revisions, with);
    }
    measure(folder, with);
}

/// What is measured beside the record.
#[derive(Clone, Copy)]
struct With {
    git: bool,
    search: bool,
}

/// The articles of the store, so many at a time.
fn groups(n_articles: u64) -> impl Iterator<Item = Vec<Observation>> {
    (0..n_articles.div_ceil(TOGETHER)).map(move |group| observations(group * TOGETHER..((group + 1) * TOGETHER).min(n_articles)))
}

/// Makes a store and says how large it is and how fast that went.
fn make(folder: &Path, n_wanted: usize, with: With) {
    let mut store = Sqlite::create(folder).expect("a store");
    let n_articles = n_wanted.div_ceil(EACH) as u64;
    let (mut adding, mut text_bytes, mut n) = (Took::default(), 0, 0);
    for batch in groups(n_articles) {
        text_bytes += batch.iter().map(|seen| seen.text.len()).sum::<usize>();
        n += batch.len();
        let begun = Watch::begin();
        for part in batch.chunks(BATCH) {
            store.add(part).expect("added");
        }
        let took = begun.end();
        adding = Took { clock: adding.clock + took.clock, work: adding.work + took.work };
    }
    // Some texts are those of the revision before, so that nothing but the sighting is recorded.
    let size = store.head().expect("read").size as f64;
    drop(store);
    let disk = std::fs::metadata(folder.join(DATABASE)).expect("there").len();
    let (per, raw) = (disk as f64 / size, text_bytes as f64 / n as f64);
    println!("{n} texts of {n_articles} articles, {raw:.0} bytes each; {size} revisions");
    println!("disk            {per:>10.0} bytes a revision, {:.2} times smaller than the texts", raw / per);
    if with.git {
        let other = tempfile::tempdir().expect("a folder");
        match git::size(other.path(), groups(n_articles)) {
            Some(git::Size { texts, all }) => {
                println!("git, repacked   {:>10.0} bytes a revision, {:.0} for the texts alone", all as f64 / size, texts as f64 / size);
            }
            None => println!("git, repacked   not measured: there is no git"),
        }
    }
    told("import", n as u64, adding, "texts");
}

/// Says how fast a store is read, searched and verified.
fn measure(folder: &Path, with: With) {
    let store = Sqlite::open(folder).expect("opens");
    let size = store.head().expect("read").size;
    let articles: Vec<ArticleId> = store.articles().expect("listed").iter().map(|overview| overview.article.id).collect();
    let n_articles = articles.len() as u64;
    let begun = Watch::begin();
    let mut read = 0;
    for article in articles.iter().take(5_000) {
        read += store.history(*article).expect("read").len();
    }
    told("read in order", read as u64, begun.end(), "revisions");

    let mut random = generate::Random::new(7);
    let begun = Watch::begin();
    for _ in 0..READS {
        let revision = store.revision(1 + random.below(size)).expect("read").expect("there");
        std::hint::black_box(store.text(&revision).expect("read"));
    }
    told("read at random", READS, begun.end(), "revisions");

    let begun = Watch::begin();
    for _ in 0..LOGS {
        let store = Sqlite::open(folder).expect("opens");
        let article = &store.find(&name(random.below(n_articles))).expect("searched")[0];
        let revisions = store.history(article.id).expect("read").into_iter().map(|(stored, text)| Revision {
            name: stored.sequence.to_string(),
            observed_at: Some(stored.observed_at),
            text,
            ..Revision::default()
        });
        std::hint::black_box(changelog(&article.slug, revisions.collect(), None));
    }
    let each = |took: Duration| took.as_secs_f64() * 1e3 / LOGS as f64;
    let took = begun.end();
    println!("{:<15} {:>10.1} ms, {:.1} ms of work; opening and comparing included", "one log", each(took.clock), each(took.work));
    if with.search {
        searching(&store, folder, size);
    }
    for (what, depth) in [("verify", Depth::Structure), ("verify all data", Depth::Data { percent: 100, seed: 0 })] {
        let begun = Watch::begin();
        let verdict = store.verify(depth, &mut |_, _| {}).expect("looked");
        assert!(verdict.is_clean(), "{verdict:?}");
        told(what, size, begun.end(), "revisions");
    }
}

/// Says how fast sentences are found, and how fast words in them.
fn searching(store: &Sqlite, folder: &Path, n: u64) {
    let begun = Watch::begin();
    let mut derived = Derived::of(store).expect("opened");
    derived.catch_up(Layer::Passages, &mut |_, _| {}).expect("made");
    drop(derived);
    let rate = n as f64 / begun.end().clock.as_secs_f64();
    let bytes = std::fs::metadata(folder.join(DERIVED)).expect("there").len() as f64 / n as f64;
    println!("{:<15} {rate:>10.0} revisions/s; {bytes:.0} bytes a revision", "sentences");
    for (words, is_removed) in WORDS {
        let query = Query { words: words.into(), is_removed, limit: HITS, ..Query::default() };
        let mut n_hits = 0;
        let mut ask = || {
            let begun = Watch::begin();
            let store = Sqlite::open(folder).expect("opens");
            n_hits = search(&store, &query, &mut |_, _| {}).expect("searched").hits.len();
            begun.end()
        };
        let mut all: Vec<Took> = (0..11).map(|_| ask()).collect();
        all.sort_by_key(|took| took.clock);
        let milliseconds = |took: Duration| took.as_secs_f64() * 1e3;
        let median = all[all.len() / 2];
        println!(
            "{:<15} {:>10.1} ms, {:.1} ms of work; {words}{}: {n_hits} found, opening included",
            "one search",
            milliseconds(median.clock),
            milliseconds(median.work),
            if is_removed { ", gone" } else { "" }
        );
    }
}

fn told(what: &str, n: u64, took: Took, of: &str) {
    let rate = |took: Duration| n as f64 / took.as_secs_f64();
    println!("{what:<15} {:>10.0} {of}/s, {:.0} a second of work", rate(took.clock), rate(took.work));
}

fn name(article: u64) -> String {
    format!("article {article}")
}

/// The revisions of some articles, in order of time.
fn observations(articles: std::ops::Range<u64>) -> Vec<Observation> {
    let mut all: Vec<Observation> = articles
        .flat_map(|article| {
            generate::history(article, EACH).into_iter().map(move |(at, text)| Observation::of_text(&name(article), time(&at), text))
        })
        .collect();
    all.sort_by_key(|seen| seen.observed_at);
    all
}

fn time(at: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(at).expect("a time")
}

//! `writethru add`: texts, each with the time it was seen, into the store.

use super::args::{Add, Format, Moment};
use super::batch::Batch;
use super::exit::{self, WrongUse};
use super::out::{self, Out};
use super::progress::Progress;
use super::settings::Settings;
use super::sources::warn;
use crate::ingest::{self, Observed, Precision, STDIN, Stamp, Warning, observed};
use crate::report::recorded::{Recorded, Result as Told};
use crate::report::terminal::View;
use crate::report::{json, pages, terminal};
use crate::store::{ArticleId, Observation, Outcome, Sqlite, Store, Stored, What};
use anyhow::Context;
use chrono::{DateTime, FixedOffset, Timelike, Utc};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

/// So many texts, or so many bytes of them, share one transaction: a commit waits for the disk.
const BATCH: usize = 500;
const BATCH_BYTES: usize = 8 << 20;

pub(super) fn run(args: &Add, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let n_texts = args.files.iter().filter(|file| !file.is_dir()).count();
    if args.at.is_some() && (n_texts != 1 || args.files.len() != 1) {
        return Err(WrongUse("--at is for one text: name one file, or let the names of several give their times".to_owned()).into());
    }
    if args.files.iter().filter(|file| is_stdin(file)).count() > 1 {
        return Err(WrongUse("standard input can be read only once".to_owned()).into());
    }
    let batch = Batch::of(&settings.store, BATCH, BATCH_BYTES)?;
    let typed = args.article.as_deref();
    let article = match (typed, batch.store()) {
        (Some(typed), Some(store)) => Some(exact_name(store, typed)?),
        _ => typed.map(str::to_owned),
    };
    let mut adding = Adding { batch, settings, tally: Recorded::default(), progress: Progress::beside_answers("texts") };
    let mut is_bad = false;
    for file in &args.files {
        // One file that cannot be read is no reason to leave out the others.
        if let Err(error) = adding.file(file, article.as_deref(), args, out) {
            if args.files.len() == 1 || error.chain().any(|cause| cause.is::<crate::store::Error>()) {
                return Err(error);
            }
            out::complain("error", &format!("{error:#}"));
            is_bad = true;
        }
    }
    adding.commit(out)?;
    adding.progress.end();
    let told = adding.tally;
    match settings.format() {
        Format::Json => out.json(&json::recorded(&told))?,
        _ => out.text(&terminal::page(&pages::recorded(&told), &settings.view()))?,
    }
    Ok(if is_bad { exit::BAD_INPUT } else { exit::DONE })
}

fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// The name of the article that is called exactly so, by whatever kind of name; otherwise a new name.
fn exact_name(store: &impl Store, typed: &str) -> anyhow::Result<String> {
    let found = store.find_exactly(typed)?;
    match found.as_slice() {
        [] => Ok(typed.to_owned()),
        [one] => Ok(one.name.clone()),
        several => {
            let names: Vec<String> = several.iter().map(|a| format!("“{}” ({})", a.slug, a.key)).collect();
            Err(WrongUse(format!("“{typed}” is several articles: {}", names.join(", "))).into())
        }
    }
}

/// Texts on their way into the store.
struct Adding<'s> {
    /// Each with the name of what it was read from.
    batch: Batch<String>,
    settings: &'s Settings,
    tally: Recorded,
    progress: Progress,
}

impl Adding<'_> {
    fn file(&mut self, file: &Path, article: Option<&str>, args: &Add, out: &mut Out) -> anyhow::Result<()> {
        let url = args.url.as_deref();
        if file.is_dir() {
            let read = ingest::observe_folder(file, url, self.settings.zone)?;
            read.warnings.iter().for_each(warn);
            let folder = ingest::file_name(file);
            for (source, seen) in read.value {
                let name = article.map(str::to_owned).or_else(|| url.is_none().then(|| folder.clone()));
                self.text(source, seen, name, None, args, out)?;
            }
            return Ok(());
        }
        let is_stdin = is_stdin(file);
        let (source, bytes) = if is_stdin {
            (STDIN.to_owned(), ingest::read_bytes(io::stdin().lock(), Path::new(STDIN))?)
        } else {
            (file.display().to_string(), ingest::read_file(file)?)
        };
        let mut seen = ingest::observed(&source, bytes, url).map_err(|why| why.of(&source))?;
        if let Some(capture) = &mut seen.capture {
            capture.location = (!is_stdin).then(|| source.clone());
        }
        for oddity in &seen.oddities {
            warn(&Warning::Odd { name: source.clone(), oddity: oddity.clone() });
        }
        let archived = seen.archived_url.is_some();
        let name = match (article, url) {
            (Some(article), _) => Some(article.to_owned()),
            (None, Some(_)) => None,
            // Where an archive saw it says which article it is.
            (None, None) if archived => None,
            (None, None) if is_stdin => {
                return Err(WrongUse("standard input has no name: give --article or --url".to_owned()).into());
            }
            (None, None) => Some(article_of(file)),
        };
        let at = args.at.map(|at| moment(at, self.settings));
        self.text(source, seen, name, at, args, out)
    }

    fn text(
        &mut self,
        source: String,
        seen: Observed,
        article: Option<String>,
        at: Option<DateTime<FixedOffset>>,
        args: &Add,
        out: &mut Out,
    ) -> anyhow::Result<()> {
        if let (None, Some(Stamp { offset: None, .. }), None) = (at, ingest::of_file_name(&source), self.settings.zone) {
            let said = "gives a time without a zone: read as UTC, unless --zone says otherwise";
            out::complain("warning", &format!("“{source}” {said}"));
        }
        let Some(observed_at) = at.or_else(|| seen.observed_at(&source, self.settings.zone)) else {
            let hint = "its name gives no time, so say it with --at, such as --at 2025-08-18T19:41-04:00";
            return Err(WrongUse(format!("when was “{source}” seen? {hint}")).into());
        };
        let url = args.url.clone().or_else(|| seen.archived_url.clone());
        let mut observation = Observation { article, url, ..seen.at(observed_at) };
        if args.without_pages {
            observation.capture.iter_mut().for_each(|capture| capture.bytes = None);
        }
        observed::name_by_url(&mut observation);
        if self.batch.push(source, observation) { self.commit(out) } else { Ok(()) }
    }

    /// Records what is waiting, and says so once it is on the disk.
    fn commit(&mut self, out: &mut Out) -> anyhow::Result<()> {
        let outcomes = self.batch.commit()?;
        let Some(store) = self.batch.store().filter(|_| !outcomes.is_empty()) else { return Ok(()) };
        let (mut numbers, n_told) = (Numbers::default(), self.tally.results.len());
        for (name, outcome) in outcomes {
            self.tally.results.push(numbers.tell(store, name, &outcome)?);
        }
        if self.settings.format() != Format::Json {
            // One line a text, however long: scripts read them.
            let view = View { width: usize::MAX, ..self.settings.view() };
            for line in &self.tally.results[n_told..] {
                out.text(&terminal::page(&pages::recorded_one(line), &view))?;
            }
            out.flush()?;
        }
        self.progress.reached(self.tally.results.len());
        Ok(())
    }
}

/// The revisions of the articles of one batch, for their numbers.
#[derive(Default)]
struct Numbers(HashMap<ArticleId, (String, Vec<Stored>)>);

impl Numbers {
    fn tell(&mut self, store: &Sqlite, source: String, outcome: &Outcome) -> anyhow::Result<Told> {
        let (slug, revisions) = match self.0.entry(outcome.article) {
            std::collections::hash_map::Entry::Occupied(there) => there.into_mut(),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert((store.article(outcome.article)?.slug, store.revisions(outcome.article)?))
            }
        };
        let number = |sequence: u64| revisions.iter().position(|stored| stored.sequence == sequence).map(|k| k + 1);
        let sequence = match outcome.what {
            What::Added { sequence, .. } | What::SeenAgain { sequence } | What::Known { sequence } => sequence,
        };
        let number_here = number(sequence).context("a revision that was just recorded is not there")?;
        Ok(Told {
            source,
            article: slug.clone(),
            is_new_article: outcome.is_new_article,
            number: number_here,
            sequence,
            what: match outcome.what {
                What::Added { is_inserted, reverts_to, reinstated, .. } => crate::report::recorded::What::Added {
                    n_later: if is_inserted { revisions.len() - number_here } else { 0 },
                    reverts_to: reverts_to.and_then(number),
                    reinstated: reinstated.and_then(number),
                },
                What::SeenAgain { .. } => crate::report::recorded::What::SeenAgain,
                What::Known { .. } => crate::report::recorded::What::Known,
            },
        })
    }
}

/// What an article is called whose file is named for a time, its folder; otherwise as its file.
fn article_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is_time = file.file_name().and_then(|name| name.to_str()).is_some_and(|name| ingest::of_file_name(name).is_some());
    if !is_time {
        return stem;
    }
    let folder = file.parent().map(Path::to_owned).filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| PathBuf::from("."));
    ingest::file_name(&folder)
}

/// The one place where the store's times come from a clock, and only where that was asked for.
fn moment(at: Moment, settings: &Settings) -> DateTime<FixedOffset> {
    match at {
        Moment::Now => {
            let now = DateTime::<Utc>::from(std::time::SystemTime::now());
            let now = now.with_nanosecond(0).unwrap_or(now);
            settings.zone.map_or_else(|| now.fixed_offset(), |zone| now.with_timezone(&zone).fixed_offset())
        }
        Moment::At(stamp) => {
            if stamp.offset.is_none() && settings.zone.is_none() && stamp.precision != Precision::Day {
                out::complain("warning", "--at gives a time without a zone: read as UTC, unless --zone says otherwise");
            }
            stamp.instant(settings.zone)
        }
    }
}

//! `writethru import`: what another program kept, into the store.

use super::args::{Format, Import, ImportKind};
use super::batch::{self, Batch};
use super::exit;
use super::out::{self, Out};
use super::progress::Progress;
use super::settings::Settings;
use super::worker;
use crate::ingest;
use crate::ingest::import::{self, Item, Kind, Refusal, Seen};
use crate::store::{ArticleId, What};
use anyhow::Context;
use serde::Serialize;
use std::any::Any;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// So many texts, or so many bytes of them, share one transaction: a commit waits for the disk.
const BATCH: usize = 2_000;
const BATCH_BYTES: usize = 16 << 20;

/// So many items, or so many bytes, are handed over at once, and so many of these wait: memory is bounded.
const PARCEL: usize = 256;
const PARCEL_BYTES: usize = 2 << 20;
const WAITING: usize = 4;

/// So many refusals are said; the others are counted, and written where --refused says.
const MAX_SAID: u64 = 20;

/// What an import came to.
#[derive(Default, Serialize)]
struct Tally {
    /// Revisions that were not there before.
    added: u64,
    /// Of these: earlier than something that was there.
    inserted: u64,
    /// Beside these: sightings that became revisions, for what was added came between them and the text they saw.
    reinstated: u64,
    /// Texts that were the same as the one before: recorded as seen again.
    seen_again: u64,
    /// What had been recorded before.
    known: u64,
    /// Articles that were not there before.
    new_articles: u64,
    /// Articles that were touched.
    articles: u64,
    refused: u64,
    /// Texts that were taken, and may not be what they should be.
    doubtful: u64,
    #[serde(skip)]
    touched: HashSet<ArticleId>,
}

/// The result as JSON.
#[derive(Serialize)]
struct Told<'a> {
    schema: &'static str,
    from: String,
    kind: &'a str,
    #[serde(flatten)]
    tally: &'a Tally,
}

pub(super) fn run(args: &Import, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let kind = match args.kind {
        Some(kind) => kind.into(),
        None => import::detect(&args.from)?,
    };
    let is_json = settings.format() == Format::Json;
    if !is_json {
        out.text(&format!("{}: read as {}", args.from.display(), kind.name()))?;
        out.flush()?;
    }
    let mut taking = Taking {
        batch: Batch::of(&settings.store, BATCH, BATCH_BYTES)?,
        tally: Tally::default(),
        refused: args.refused.as_deref().map(Refused::to).transpose()?,
        progress: Progress::begin("texts"),
    };
    let (hand, take) = sync_channel(WAITING);
    let (from, zone, without_pages) = (args.from.clone(), settings.zone, args.without_pages);
    // Reading and recording take about as long: two cores share them.
    let reading = worker::spawn(move || {
        let mut parcel = Parcel::to(hand);
        let read = import::read(&from, kind, zone, &mut |mut item| {
            if without_pages && let Item::Seen(seen) = &mut item {
                seen.observation.capture.iter_mut().for_each(|capture| capture.bytes = None);
            }
            parcel.push(item)
        });
        let _ = parcel.send();
        read
    })?;
    let taken = taking.all(&take);
    drop(take);
    let fault = |panic: Box<dyn Any + Send>| {
        let said = ingest::fault(&*panic);
        anyhow::anyhow!("reading “{}” ended by a fault of this program, please report it: {said}", args.from.display())
    };
    let read = reading.join().map_err(fault)?;
    taking.progress.end();
    if let Some(refused) = &mut taking.refused {
        refused.to.flush().context("cannot write the list of what was refused")?;
    }
    let Taking { tally, .. } = &taking;
    let n_read = tally.added + tally.seen_again + tally.known;
    let is_failed = read.is_err() || taken.is_err();
    if is_json {
        let told = Told { schema: "writethru.import/1", from: args.from.display().to_string(), kind: kind.name(), tally };
        out.json(&told)?;
    } else if !(is_failed && n_read == 0) {
        out.text(&summary(tally))?;
    }
    out.flush()?;
    // What was committed stays, whatever came then.
    taken.with_context(|| match n_read {
        0 => "nothing was recorded".to_owned(),
        n => format!("{n} texts were recorded before it ended; run the import once more for the others"),
    })?;
    read?;
    // Some refusals are to be expected in any corpus; where nothing at all could be read something else is wrong.
    Ok(if n_read == 0 && tally.refused > 0 { exit::BAD_INPUT } else { exit::DONE })
}

/// `12 revisions of 3 articles added …`.
fn summary(tally: &Tally) -> String {
    let count = |n: u64, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let mut lines = Vec::new();
    if tally.added == 0 && tally.seen_again == 0 {
        lines.push(match tally.known {
            0 => "Nothing was added.".to_owned(),
            n => format!("Nothing new: {} recorded before.", count(n, "text was", "texts were all")),
        });
    } else {
        let articles = count(tally.articles, "article", "articles");
        lines.push(format!("{} added, of {articles} ({} new).", count(tally.added, "revision", "revisions"), tally.new_articles));
        if tally.inserted > 0 {
            lines.push(format!("{} older than what was there, and inserted where the time belongs.", count(tally.inserted, "was", "were")));
        }
        if tally.reinstated > 0 {
            let more = count(tally.reinstated, "more revision", "more revisions");
            lines.push(format!("{more}: the text before a new one was seen again later, so it was back by then."));
        }
        if tally.seen_again > 0 {
            lines.push(format!("{} unchanged: recorded as seen again.", count(tally.seen_again, "text was", "texts were")));
        }
        if tally.known > 0 {
            lines.push(format!("{} recorded before.", count(tally.known, "text was", "texts were")));
        }
    }
    if tally.doubtful > 0 {
        lines.push(format!("{} taken with doubts: see the warnings.", count(tally.doubtful, "was", "were")));
    }
    if tally.refused > 0 {
        lines.push(format!("{} refused.", count(tally.refused, "was", "were")));
    }
    lines.join("\n")
}

/// Items on their way from the reader.
struct Parcel {
    to: SyncSender<Vec<Item>>,
    items: Vec<Item>,
    bytes: usize,
}

impl Parcel {
    fn to(to: SyncSender<Vec<Item>>) -> Self {
        Self { to, items: Vec::new(), bytes: 0 }
    }

    fn push(&mut self, item: Item) -> ControlFlow<()> {
        self.bytes += if let Item::Seen(seen) = &item { batch::size(&seen.observation) } else { 0 };
        self.items.push(item);
        if self.items.len() < PARCEL && self.bytes < PARCEL_BYTES { ControlFlow::Continue(()) } else { self.send() }
    }

    /// Hands on what is there; a break where nobody takes it any more.
    fn send(&mut self) -> ControlFlow<()> {
        self.bytes = 0;
        match self.to.send(std::mem::take(&mut self.items)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}

/// Items on their way into the store.
struct Taking {
    batch: Batch<()>,
    tally: Tally,
    refused: Option<Refused>,
    progress: Progress,
}

impl Taking {
    fn all(&mut self, from: &Receiver<Vec<Item>>) -> anyhow::Result<()> {
        for item in from.iter().flatten() {
            match item {
                Item::Seen(seen) => {
                    self.doubt(&seen);
                    if self.batch.push((), seen.observation) {
                        self.commit()?;
                    }
                }
                Item::Refused(refusal) => self.refuse(&refusal)?,
            }
        }
        self.commit()
    }

    fn commit(&mut self) -> anyhow::Result<()> {
        for ((), outcome) in self.batch.commit()? {
            let tally = &mut self.tally;
            tally.new_articles += u64::from(outcome.is_new_article);
            match outcome.what {
                What::Added { is_inserted, reinstated, .. } => {
                    tally.added += 1;
                    tally.inserted += u64::from(is_inserted);
                    tally.reinstated += u64::from(reinstated.is_some());
                }
                What::SeenAgain { .. } => tally.seen_again += 1,
                What::Known { .. } => tally.known += 1,
            }
            tally.touched.insert(outcome.article);
            tally.articles = tally.touched.len() as u64;
        }
        let done = self.tally.added + self.tally.seen_again + self.tally.known;
        self.progress.reached(usize::try_from(done).unwrap_or(usize::MAX));
        Ok(())
    }

    /// Says what was odd about something that is taken.
    fn doubt(&mut self, seen: &Seen) {
        if seen.oddities.is_empty() {
            return;
        }
        self.tally.doubtful += 1;
        match self.tally.doubtful {
            n if n <= MAX_SAID => out::complain("warning", &format!("“{}” {}", seen.place, seen.oddities.join("; "))),
            n if n == MAX_SAID + 1 => out::complain("warning", "more than can be listed here were taken with doubts"),
            _ => {}
        }
    }

    fn refuse(&mut self, refusal: &Refusal) -> anyhow::Result<()> {
        self.tally.refused += 1;
        if let Some(refused) = &mut self.refused {
            refused.write(refusal)?;
        }
        match self.tally.refused {
            n if n <= MAX_SAID => out::complain("refused", &format!("{}: {}", refusal.place, refusal.why)),
            n if n == MAX_SAID + 1 => out::complain("refused", "more than can be listed here: --refused FILE writes them all"),
            _ => {}
        }
        Ok(())
    }
}

/// The list of everything that was refused.
struct Refused {
    to: BufWriter<File>,
}

impl Refused {
    fn to(path: &Path) -> anyhow::Result<Self> {
        let file = File::create(path).with_context(|| format!("cannot write “{}”", path.display()))?;
        Ok(Self { to: BufWriter::new(file) })
    }

    fn write(&mut self, refusal: &Refusal) -> anyhow::Result<()> {
        let line = serde_json::json!({"place": refusal.place, "why": refusal.why});
        writeln!(self.to, "{line}").context("cannot write the list of what was refused")
    }
}

impl From<ImportKind> for Kind {
    fn from(kind: ImportKind) -> Self {
        match kind {
            ImportKind::Folder => Self::Folder,
            ImportKind::Jsonl => Self::Jsonl,
            ImportKind::Csv => Self::Csv,
            ImportKind::Git => Self::Git,
            ImportKind::Newsedits => Self::NewsEdits,
            ImportKind::Newsdiffs => Self::NewsDiffs,
            ImportKind::Diffengine => Self::Diffengine,
            ImportKind::Newssniffer => Self::NewsSniffer,
            ImportKind::Changedetection => Self::Changedetection,
            ImportKind::Edgi => Self::Edgi,
            ImportKind::Warc => Self::Warc,
            ImportKind::Cdx => Self::Cdx,
            ImportKind::Memento => Self::Memento,
            ImportKind::Feed => Self::Feed,
            ImportKind::Mediawiki => Self::MediaWiki,
        }
    }
}

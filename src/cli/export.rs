//! `writethru export`: the store's revisions for other programs, and the store itself as a copy.

use super::args::{Export, ExportForm, Format};
use super::exit::{self, WrongUse};
use super::logbook;
use super::out::{self, Out};
use super::settings::Settings;
use super::sources::{one, stored_range};
use crate::export::{Bag, Evidence, write_bag, write_csv, write_evidence, write_folder, write_jsonl, write_warc};
use crate::proof::Checkpoint;
use crate::store::{Sqlite, Store};
use anyhow::Context;
use chrono::{DateTime, Utc};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::Path;

pub(super) fn run(args: &Export, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    if !matches!((args.form, settings.format()), (_, Format::Terminal) | (ExportForm::Jsonl, Format::Json)) {
        return Err(WrongUse("export has forms of its own: give --as, and leave out --format".to_owned()).into());
    }
    let store = Sqlite::open(&settings.store)?;
    if let Some(file) = &args.backup {
        store.backup(file)?;
        out::complain("note", &format!("“{}” is a store.db as it stood just now", file.display()));
        return Ok(exit::DONE);
    }
    if let (Some(typed), Some(to)) = (&args.evidence, &args.to) {
        return evidence(typed, args.checkpoint.as_deref(), to, &store, settings);
    }
    let only = some_articles(&args.articles, &store)?;
    let only = only.as_ref();
    let n = match (args.form, &args.to) {
        (ExportForm::Folder, Some(to)) => write_folder(&store, only, to)?,
        (ExportForm::Bagit, Some(to)) => write_bag(&store, only, &bag(&store)?, to)?,
        (ExportForm::Warc, None) if io::stdout().is_terminal() => {
            return Err(WrongUse("a WARC file is packed: give --to FILE, such as news.warc.gz".to_owned()).into());
        }
        (ExportForm::Folder | ExportForm::Bagit, None) => return Err(WrongUse("give --to a new folder".to_owned()).into()),
        (form, None) => lines(form, &store, only, &mut Writing(out))?,
        (form, Some(to)) => to_file(form, &store, only, to)?,
    };
    if let Some(to) = &args.to {
        written_to(n, to);
    }
    Ok(exit::DONE)
}

fn written_to(n: u64, to: &Path) {
    let noun = if n == 1 { "revision" } else { "revisions" };
    out::complain("note", &format!("{n} {noun} written to “{}”", to.display()));
}

/// Evidence of the revisions that were typed, against a checkpoint that was kept or against the store as it is.
fn evidence(typed: &str, kept: Option<&Path>, to: &Path, store: &Sqlite, settings: &Settings) -> anyhow::Result<u8> {
    let (article, revisions) = stored_range(store, typed, settings)?;
    let (checkpoint, size) = match kept {
        Some(path) => {
            let (old, _, text) = logbook::read_checkpoint(path)?;
            let pass = logbook::pass(store, &[old.size], Vec::new(), None)?;
            logbook::must_match(&old, &pass.heads[0], &pass.now)?;
            (text, old.size)
        }
        None => now(store)?,
    };
    let n = write_evidence(store, &Evidence { article, revisions, checkpoint, size, zone: settings.zone }, to)?;
    written_to(n, to);
    Ok(exit::DONE)
}

/// The checkpoint of the store as it is, and how many records it is of.
fn now(store: &Sqlite) -> anyhow::Result<(String, u64)> {
    let pass = logbook::pass(store, &[], Vec::new(), None)?;
    let origin = logbook::origin(None, None, pass.first)?;
    let checkpoint = Checkpoint { origin, size: pass.now.size(), root: pass.now.root() };
    Ok((checkpoint.to_string(), checkpoint.size))
}

/// Writes a form that is one file; says how many revisions.
fn lines(form: ExportForm, store: &Sqlite, only: Option<&HashSet<String>>, to: &mut dyn Write) -> Result<u64, crate::export::Error> {
    match form {
        ExportForm::Csv => write_csv(store, only, to),
        ExportForm::Warc => {
            let written = write_warc(store, only, to)?;
            if written.n_without > 0 {
                let (pages, are) = if written.n_without == 1 { ("page is", "it is") } else { ("pages are", "they are") };
                let said = format!("{} {pages} not kept in the store: {are} in the file by the text only", written.n_without);
                out::complain("note", &said);
            }
            Ok(written.n_revisions)
        }
        ExportForm::Jsonl | ExportForm::Folder | ExportForm::Bagit => write_jsonl(store, only, to),
    }
}

/// Writes a new file, under another name until it is whole.
fn to_file(form: ExportForm, store: &Sqlite, only: Option<&HashSet<String>>, to: &Path) -> anyhow::Result<u64> {
    if to.exists() {
        return Err(WrongUse(format!("“{}” is there already: name a new file", to.display())).into());
    }
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    let cannot = || format!("cannot write “{}”", to.display());
    let file = File::create_new(part).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            let what = format!("“{}” is there: another export is writing it, or was interrupted; then remove it", part.display());
            WrongUse(what).into()
        }
        _ => anyhow::Error::from(error).context(cannot()),
    })?;
    let whole = || -> anyhow::Result<u64> {
        let mut file = BufWriter::with_capacity(1 << 20, file);
        let n = lines(form, store, only, &mut file)?;
        file.into_inner().map_err(|error| error.into_error()).and_then(|file| file.sync_all()).with_context(cannot)?;
        std::fs::rename(part, to).with_context(cannot)?;
        Ok(n)
    };
    whole().inspect_err(|_| {
        // What is only a part is of no use; that it cannot be removed is no more of a problem than what went before.
        let _ = std::fs::remove_file(part);
    })
}

fn some_articles(typed: &[String], store: &Sqlite) -> anyhow::Result<Option<HashSet<String>>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let mut names = HashSet::new();
    for typed in typed {
        let article = one(store, typed)?.ok_or_else(|| WrongUse(format!("the store has no article “{typed}”")))?;
        names.insert(article.name);
    }
    Ok(Some(names))
}

/// What stands in a bag beside the revisions; the day is today's.
fn bag(store: &Sqlite) -> anyhow::Result<Bag> {
    let (checkpoint, size) = now(store)?;
    let today = DateTime::<Utc>::from(std::time::SystemTime::now());
    Ok(Bag { date: today.format("%Y-%m-%d").to_string(), size, checkpoint })
}

/// The output of the program as something to write to.
struct Writing<'a>(&'a mut Out);

impl Write for Writing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.bytes(bytes).map_err(|error| error.downcast::<io::Error>().unwrap_or_else(io::Error::other))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

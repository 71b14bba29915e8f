//! `writethru checkpoint`: the head of the store's log, to be kept elsewhere; and whether an older one still holds.

use super::args::{Checkpoint as Args, Format};
use super::exit::{self, WrongUse};
use super::logbook::{self, must_match, pass};
use super::out::Out;
use super::settings::Settings;
use crate::proof::{CONSISTENCY_SCHEMA, Checkpoint, Consistency, Hash, PublicKey, SecretKey, consistency_ranges};
use crate::store::{Sqlite, Store};
use anyhow::Context;
use std::io::Write;
use std::path::Path;

/// What a match does not show.
const LIMITS: &str = "This shows that the store has not been changed since the checkpoint was made. It does not show that the\n\
publisher served these words, and shows nothing against the store’s owner if the checkpoint was kept only\n\
beside the store.";

pub(super) fn run(args: &Args, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    if settings.format() != Format::Terminal && (args.verify.is_none() || settings.format() != Format::Json) {
        return Err(
            WrongUse("a checkpoint has a form of its own: leave out --format, or give --verify OLD with --format json".to_owned()).into()
        );
    }
    if let (Some(path), Some(name)) = (&args.new_key, &args.origin) {
        return new_key(path, name, out);
    }
    let store = Sqlite::open(&settings.store)?;
    if let Some(old) = &args.verify {
        return verify(old, args.signed_by.as_deref(), settings.format() == Format::Json, &store, out);
    }
    let key = args.key.as_deref().map(logbook::read_key).transpose()?;
    let pass = pass(&store, &[], Vec::new(), None)?;
    let origin = logbook::origin(args.origin.as_deref(), key.as_ref(), pass.first)?;
    let checkpoint = Checkpoint { origin, size: pass.now.size(), root: pass.now.root() };
    out.text(&logbook::signed(&checkpoint, key.as_ref()))?;
    Ok(exit::DONE)
}

fn verify(path: &Path, signed_by: Option<&str>, is_json: bool, store: &impl Store, out: &mut Out) -> anyhow::Result<u8> {
    let (old, note, text) = logbook::read_checkpoint(path)?;
    let signer = match signed_by {
        None => None,
        Some(typed) => {
            let key = PublicKey::parse(typed).map_err(|error| WrongUse(format!("--signed-by: {error}")))?;
            key.verify(&note).with_context(|| format!("“{}” is not to be trusted", path.display()))?;
            Some(key)
        }
    };
    if is_json {
        return hand_out(&old, text, store, out);
    }
    let pass = pass(store, &[old.size], Vec::new(), None)?;
    must_match(&old, &pass.heads[0], &pass.now)?;
    let mut lines = vec![match pass.now.size() - old.size {
        0 => format!("The store is exactly the log of the checkpoint: {} records, the same root.", old.size),
        more => format!("The log of the checkpoint, {} records, is the beginning of the store’s, which has {more} more.", old.size),
    }];
    if let Some(key) = signer {
        lines.push(format!("The checkpoint is signed by {}.", key.name()));
    } else if !note.signatures.is_empty() {
        lines.push("Its signature was not checked: --signed-by KEY does.".to_owned());
    }
    out.text(&format!("{}\n\n{LIMITS}", lines.join("\n")))?;
    Ok(exit::DONE)
}

/// The proof of the same for whoever has the older checkpoint and not the store.
fn hand_out(old: &Checkpoint, text: String, store: &impl Store, out: &mut Out) -> anyhow::Result<u8> {
    let size = store.head()?.size;
    let pass = pass(store, &[old.size, size], consistency_ranges(old.size, size).unwrap_or_default(), None)?;
    must_match(old, &pass.heads[0], &pass.now)?;
    let consistency = Consistency {
        schema: CONSISTENCY_SCHEMA.to_owned(),
        old: text,
        new: Checkpoint { origin: old.origin.clone(), size, root: pass.heads[1].root() }.to_string(),
        hashes: pass.roots.iter().map(Hash::to_string).collect(),
    };
    if !consistency.is_sound() {
        return Err(exit::Changed("the proof of consistency does not hold".to_owned()).into());
    }
    out.json(&consistency)?;
    Ok(exit::DONE)
}

fn new_key(path: &Path, name: &str, out: &mut Out) -> anyhow::Result<u8> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    let key = SecretKey::new(name, seed).map_err(|error| WrongUse(error.to_string()))?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let cannot = || format!("cannot make the key “{}”", path.display());
    let mut file = options.open(path).with_context(cannot)?;
    file.write_all(format!("{}\n", key.encode()).as_bytes()).and_then(|()| file.sync_all()).with_context(cannot)?;
    out.text(&key.public().encode())?;
    Ok(exit::DONE)
}

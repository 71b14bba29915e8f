//! changedetection.io: a folder a watch, with `history.txt` (`time,file`) and snapshots as text or brotli.

use super::folder::{bytes_of, decoded};
use super::{Error, Item, Seen, Sink, captured, compressed, file_name, refused, time};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

/// The list of snapshots of a watch.
pub(super) const HISTORY: &str = "history.txt";

/// All watches, in a file above their folders; newer ones have `watch.json` in each.
const WATCHES: &str = "url-watches.json";

pub(super) fn read(from: &Path, sink: Sink) -> Result<(), Error> {
    if from.join(HISTORY).is_file() {
        let above = from.parent().map(urls).unwrap_or_default();
        let _ = read_watch(from, &above, sink);
        return Ok(());
    }
    let error = |source| Error::Io { path: from.to_owned(), source };
    let mut watches = Vec::new();
    for entry in fs::read_dir(from).map_err(error)? {
        let path = entry.map_err(error)?.path();
        if path.join(HISTORY).is_file() {
            watches.push(path);
        }
    }
    if watches.is_empty() {
        let why = format!("no folder in it has a {HISTORY}");
        return Err(Error::NotThat { path: from.to_owned(), what: "a changedetection.io folder", why });
    }
    watches.sort();
    let urls = urls(from);
    let _ = watches.iter().try_for_each(|watch| read_watch(watch, &urls, sink));
    Ok(())
}

/// The address of each watch. A file that cannot be read leaves them unnamed.
fn urls(folder: &Path) -> BTreeMap<String, String> {
    let all = json(&folder.join(WATCHES));
    let watching = all.get("watching").and_then(Value::as_object);
    let url = |watch: &Value| watch.get("url")?.as_str().map(str::to_owned);
    watching.into_iter().flatten().filter_map(|(id, watch)| Some((id.clone(), url(watch)?))).collect()
}

fn json(path: &Path) -> Value {
    bytes_of(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn read_watch(watch: &Path, urls: &BTreeMap<String, String>, sink: Sink) -> ControlFlow<()> {
    let id = file_name(watch);
    let own = json(&watch.join("watch.json")).get("url").and_then(Value::as_str).map(str::to_owned);
    let url = own.or_else(|| urls.get(&id).cloned()).filter(|url| !url.trim().is_empty());
    let list = match bytes_of(&watch.join(HISTORY)).and_then(decoded) {
        Ok(list) => list,
        Err(why) => return sink(refused(format!("{id}/{HISTORY}"), why)),
    };
    for (k, line) in list.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = format!("{id}/{HISTORY}, line {}", k + 1);
        sink(Item::of(snapshot(watch, &id, url.as_deref(), line), || place))?;
    }
    ControlFlow::Continue(())
}

fn snapshot(watch: &Path, id: &str, url: Option<&str>, line: &str) -> Result<Seen, String> {
    let (at, file) = line.trim().split_once(',').ok_or("is not a time, a comma and a file")?;
    let observed_at = time::epoch(at.trim()).ok_or("does not begin with seconds since 1970")?;
    // Old lists have whole paths, of another machine perhaps: only the name counts, and so none leads elsewhere.
    let name = file.trim().rsplit(['/', '\\']).next().filter(|name| !matches!(*name, "" | "." | "..")).ok_or("names no file")?;
    let plain = name.strip_suffix(".br").unwrap_or(name);
    let packed = format!("{plain}.br");
    let is_file = |name: &str| fs::symlink_metadata(watch.join(name)).is_ok_and(|found| found.is_file());
    let (name, bytes) = match (is_file(&packed), is_file(plain)) {
        (true, _) => (packed.as_str(), compressed::brotli(&bytes_of(&watch.join(&packed))?)?),
        (false, true) => (plain, bytes_of(&watch.join(plain))?),
        (false, false) => return Err(format!("its snapshot “{}” is not there", super::row::short(name))),
    };
    let mut seen = captured(name, bytes, url, observed_at, format!("changedetection.io:{id}/{name}"))?;
    seen.observation.article = Some(url.unwrap_or(id).to_owned());
    seen.observation.url = url.map(str::to_owned);
    Ok(seen)
}

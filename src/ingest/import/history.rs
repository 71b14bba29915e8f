//! The history of a git repository, or of a file or folder in it: each state of each file is a revision.
//!
//! Merges are followed along their first parent: what the branch showed, since when it showed it. A path is an article;
//! a file that is renamed is another one from then on.

use super::git::{Object, Objects, ask, failed, git, no_git};
use super::{Error, Item, Seen, Sink, captured, file_name, refused};
use chrono::{DateTime, FixedOffset};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

/// The longest path or header that git gives.
const MAX_TOKEN_BYTES: u64 = 1 << 20;

/// One file in one commit.
struct Change<'a> {
    commit: &'a str,
    at: DateTime<FixedOffset>,
    mode: &'a str,
    blob: &'a str,
    path: &'a str,
}

pub(super) fn read(from: &Path, sink: Sink) -> Result<(), Error> {
    let not_that = |why: &str| Error::NotThat { path: from.to_owned(), what: "a git history", why: why.to_owned() };
    let (dir, path) = match from.is_dir() {
        true => (from, "."),
        false => (
            from.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")),
            from.file_name().and_then(|n| n.to_str()).unwrap_or("."),
        ),
    };
    let is_bare = ask(dir, &["rev-parse", "--is-bare-repository"])? == "true";
    let top = ask(dir, &["rev-parse", if is_bare { "--absolute-git-dir" } else { "--show-toplevel" }])?;
    let name = file_name(Path::new(&top)).trim_end_matches(".git").to_owned();
    if ask(dir, &["rev-parse", "--verify", "--quiet", "HEAD"]).is_err() {
        return Err(not_that("it has no commit yet"));
    }
    let mut objects = Objects::of(dir)?;
    // Root commits are shown whole, merges against their first parent; a byte that no header holds begins each header.
    let mut args = vec!["log", "--first-parent", "-m", "--root", "--reverse", "--raw", "-z", "--no-abbrev", "--no-renames"];
    args.extend(["--no-ext-diff", "--no-textconv", "--no-show-signature", "--format=%x01%H %cI", "HEAD"]);
    if !is_bare {
        args.extend(["--", path]);
    }
    let mut child = git(dir, &args).spawn().map_err(|error| no_git(dir, &error))?;
    let Some(output) = child.stdout.take() else { return Err(failed(dir, b"it gave no output")) };
    let mut tokens = BufReader::new(output);
    let mut next = || -> std::io::Result<Option<String>> {
        let mut token = Vec::new();
        tokens.by_ref().take(MAX_TOKEN_BYTES).read_until(0, &mut token)?;
        let end = token.strip_suffix(&[0]).unwrap_or(&token);
        Ok((!token.is_empty()).then(|| String::from_utf8_lossy(end).trim_start_matches('\n').to_owned()))
    };
    let io = |error: std::io::Error| failed(dir, error.to_string().as_bytes());
    let (mut commit, mut at, mut is_stopped) = (String::new(), None, false);
    while let Some(token) = next().map_err(io)? {
        if let Some(header) = token.strip_prefix('\u{1}') {
            let (hash, time) = header.split_once(' ').unwrap_or((header, ""));
            (commit, at) = (hash.to_owned(), DateTime::parse_from_rfc3339(time.trim()).ok());
        } else if let Some(raw) = token.strip_prefix(':') {
            let path = next().map_err(io)?.unwrap_or_default();
            let words: Vec<&str> = raw.split(' ').collect();
            let [_, mode, _, blob, status] = words[..] else { continue };
            let is_hidden = path.split('/').any(|part| part.starts_with('.'));
            if status == "D" || is_hidden {
                continue;
            }
            let place = format!("{}:{path}", commit.get(..12).unwrap_or(&commit));
            let Some(at) = at else {
                is_stopped = sink(refused(place, "its commit has no time")).is_break();
                continue;
            };
            let found = seen(&name, &Change { commit: &commit, at, mode, blob, path: &path }, &mut objects)?;
            is_stopped = sink(Item::of(found, || place)).is_break();
        }
        if is_stopped {
            let _ = child.kill();
            break;
        }
    }
    let status = child.wait().map_err(io)?;
    if !status.success() && !is_stopped {
        let mut said = Vec::new();
        let _ = child.stderr.take().map(|stderr| stderr.take(1 << 16).read_to_end(&mut said));
        return Err(failed(dir, &said));
    }
    Ok(())
}

fn seen(repository: &str, change: &Change, objects: &mut Objects) -> Result<Result<Seen, String>, Error> {
    if !matches!(change.mode, "100644" | "100755" | "100664") {
        return Ok(Err("is a link or another repository".to_owned()));
    }
    let bytes = match objects.get(change.blob)? {
        Object::Blob(bytes) => bytes,
        Object::Missing => return Ok(Err("its content is not in the repository".to_owned())),
        Object::Other(why) => return Ok(Err(why.to_owned())),
    };
    let location = format!("git:{}:{}", change.commit, change.path);
    Ok(captured(change.path, bytes, None, change.at, location).map(|mut seen| {
        seen.observation.article = Some(format!("{repository}/{}", change.path));
        seen
    }))
}

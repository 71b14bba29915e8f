//! git, as a program: it reads every repository there is, and keeps what is broken in one at a distance.
//!
//! A repository from elsewhere may be hostile. Only plumbing is called, which starts no filter, hook, pager or
//! converter that a repository names; nothing is fetched, and paths are taken literally.

use super::Error;
use crate::ingest::MAX_TEXT_BYTES;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A call of git in a folder.
pub(super) fn git(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["--no-pager", "--literal-pathspecs", "--no-optional-locks", "--no-replace-objects"]);
    for setting in ["core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false", "protocol.allow=never"] {
        command.args(["-c", setting]);
    }
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_TRACE"] {
        command.env_remove(name);
    }
    command.envs([("GIT_TERMINAL_PROMPT", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("LC_ALL", "C")]);
    command
}

/// What git answers, as one line.
pub(super) fn ask(folder: &Path, args: &[&str]) -> Result<String, Error> {
    let output = git(folder, args).output().map_err(|error| no_git(folder, &error))?;
    if !output.status.success() {
        return Err(failed(folder, &output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned())
}

/// git is missing, or the system would not start it.
pub(super) fn no_git(folder: &Path, error: &std::io::Error) -> Error {
    let said = match error.kind() {
        std::io::ErrorKind::NotFound => "the program git is not installed".to_owned(),
        _ => error.to_string(),
    };
    Error::Git { path: folder.to_owned(), said }
}

/// git ended with an error: its first line says which.
pub(super) fn failed(folder: &Path, stderr: &[u8]) -> Error {
    let said = String::from_utf8_lossy(stderr);
    let said = said.lines().next().unwrap_or("it gave no reason").trim_start_matches("fatal: ").to_owned();
    Error::Git { path: folder.to_owned(), said }
}

/// What a name in a repository stands for.
pub(super) enum Object {
    /// A file’s bytes.
    Blob(Vec<u8>),
    /// Nothing.
    Missing,
    /// A file larger than a text can be, or no file.
    Other(&'static str),
}

/// A git that gives out objects, one after the other.
pub(super) struct Objects {
    folder: PathBuf,
    child: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Objects {
    pub fn of(folder: &Path) -> Result<Self, Error> {
        let mut command = git(folder, &["cat-file", "--batch"]);
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(|error| no_git(folder, &error))?;
        let ask = child.stdin.take();
        let Some(answers) = child.stdout.take() else {
            return Err(failed(folder, b"it gave no output"));
        };
        Ok(Self { folder: folder.to_owned(), child, ask, answers: BufReader::new(answers) })
    }

    /// The object called `name`: a hash, or `commit:path`. A name with a line feed is the name of nothing.
    pub fn get(&mut self, name: &str) -> Result<Object, Error> {
        if name.contains('\n') {
            return Ok(Object::Missing);
        }
        self.exchange(name).map_err(|error| Error::Git { path: self.folder.clone(), said: format!("it ended in the middle: {error}") })
    }

    fn exchange(&mut self, name: &str) -> std::io::Result<Object> {
        let gone = || std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        let ask = self.ask.as_mut().ok_or_else(gone)?;
        ask.write_all(format!("{name}\n").as_bytes())?;
        ask.flush()?;
        let mut head = Vec::new();
        if self.answers.read_until(b'\n', &mut head)? == 0 {
            return Err(gone());
        }
        // “hash type size”, or “name missing” and relatives, in which the name may hold spaces.
        let head = String::from_utf8_lossy(&head).trim_end().to_owned();
        let mut words = head.rsplit(' ');
        let Some(size) = words.next().and_then(|size| size.parse::<u64>().ok()) else { return Ok(Object::Missing) };
        let kind = words.next().unwrap_or_default().to_owned();
        if kind != "blob" || size > MAX_TEXT_BYTES as u64 {
            std::io::copy(&mut self.answers.by_ref().take(size + 1), &mut std::io::sink())?;
            return Ok(Object::Other(if kind == "blob" { "is larger than a text can be" } else { "is no file" }));
        }
        let mut bytes = Vec::new();
        self.answers.by_ref().take(size + 1).read_to_end(&mut bytes)?;
        if bytes.pop() != Some(b'\n') {
            return Err(gone());
        }
        Ok(Object::Blob(bytes))
    }
}

impl Drop for Objects {
    /// Closing its input ends it; it must be waited for, or it stays as a zombie.
    fn drop(&mut self) {
        self.ask = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

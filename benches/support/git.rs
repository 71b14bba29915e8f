//! The other side of the comparison: the same texts in git, repacked.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use writethru::store::Observation;

/// Bytes of the packed objects.
pub struct Size {
    /// Texts alone, as far as git compresses them.
    pub texts: u64,
    /// With the commits and trees that say of what and when they are.
    pub all: u64,
}

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).env("GIT_CONFIG_NOSYSTEM", "1").stderr(Stdio::null());
    command
}

/// Commits every observation, one file an article, repacks, and measures. `None` where there is no git.
pub fn size(folder: &Path, groups: impl Iterator<Item = Vec<Observation>>) -> Option<Size> {
    let run = |args: &[&str]| git(folder).args(args).stdout(Stdio::null()).status().is_ok_and(|status| status.success()).then_some(());
    run(&["init", "--quiet", "--bare", "."])?;
    let mut import = git(folder).args(["fast-import", "--quiet"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().ok()?;
    let mut to = BufWriter::new(import.stdin.take()?);
    for seen in groups.flatten() {
        let name = seen.article.as_deref()?.replace(' ', "-");
        // Each commit has its own file alone, so that no tree is larger than it must be.
        writeln!(to, "commit refs/heads/main\ncommitter a <a> {} +0000\ndata 0", seen.observed_at.timestamp()).ok()?;
        writeln!(to, "deleteall\nM 100644 inline {name}\ndata {}\n{}", seen.text.len(), seen.text).ok()?;
    }
    drop(to.into_inner().ok()?);
    import.wait().ok()?.success().then_some(())?;
    run(&["repack", "-a", "-d", "-f", "-q"])?;
    let sizes = ["cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectsize:disk)"];
    let told = String::from_utf8(git(folder).args(sizes).output().ok()?.stdout).ok()?;
    let of = |line: &str| line.split_once(' ').and_then(|(kind, size)| Some((kind == "blob", size.parse::<u64>().ok()?)));
    let objects: Vec<(bool, u64)> = told.lines().filter_map(of).collect();
    Some(Size { texts: objects.iter().filter(|(is_text, _)| *is_text).map(|(_, size)| size).sum(), all: objects.iter().map(|o| o.1).sum() })
}

//! Histories in git, and the indexes that name them.

use super::*;
use std::process::Command;

pub(super) fn git(folder: &Path, args: &[&str], date: &str) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=A", "-c", "user.email=a@news.example", "-c", "commit.gpgsign=false"]);
    command.args(args).env("GIT_COMMITTER_DATE", date).env("GIT_AUTHOR_DATE", date);
    let output = command.output().expect("git");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

pub(super) fn commit(folder: &Path, date: &str) {
    git(folder, &["add", "-A"], date);
    git(folder, &["commit", "-q", "-m", "x"], date);
}

#[test]
fn git_histories_of_folders_and_files() {
    let from = tempfile::tempdir().expect("a folder");
    let repository = from.path().join("desk");
    fs::create_dir(&repository).expect("made");
    git(&repository, &["init", "-q", "-b", "main"], "");
    assert!(take(&repository, Kind::Git).is_err_and(|e| e.to_string().contains("no commit yet")));
    let write = |name: &str, content: &[u8]| {
        let path = repository.join(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("made");
        fs::write(path, content).expect("written");
    };
    write("posts/ferry.md", b"Ferry fire");
    write("posts/a b\n:(top)\"c.txt", b"odd name");
    write("page.html", b"<p>x</p>");
    write(".config", b"x");
    commit(&repository, "2025-08-18T19:41:00-04:00");
    write("posts/ferry.md", b"Ferry fire kills 12");
    write("photo.jpg", b"\xFF\xD8\x00\x00\x00");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hostname", repository.join("link.txt")).expect("linked");
    commit(&repository, "2025-08-18T20:00:00-04:00");
    git(&repository, &["rm", "-q", "posts/ferry.md"], "");
    commit(&repository, "2025-08-18T21:00:00-04:00");
    let found = told(&repository, Kind::Git);
    assert_eq!(
        found.rows(),
        [
            "desk/posts/a b/:(top)\"c.txt | - | 2025-08-18T19:41:00-04:00 | odd name".replace("b/:", "b\n:"),
            "desk/posts/ferry.md | - | 2025-08-18T19:41:00-04:00 | Ferry fire".to_owned(),
            "desk/posts/ferry.md | - | 2025-08-18T20:00:00-04:00 | Ferry fire kills 12".to_owned()
        ]
    );
    found.refuses(&[if cfg!(feature = "html") { "is not an article" } else { "is html" }, "is a link", "is not a text"]);
    assert_eq!(told(&repository.join("posts"), Kind::Git).rows().len(), 3);
    write("posts/ferry.md", b"back");
    commit(&repository, "2025-08-18T22:00:00-04:00");
    let file = told(&repository.join("posts/ferry.md"), Kind::Git);
    assert_eq!(file.rows()[2], "desk/posts/ferry.md | - | 2025-08-18T22:00:00-04:00 | back");
}

/// What a repository names must not be started by reading it.
#[cfg(unix)]
#[test]
fn a_repository_starts_no_program_of_its_own() {
    let from = tempfile::tempdir().expect("a folder");
    let (repository, mark) = (from.path().join("desk"), from.path().join("started"));
    fs::create_dir(&repository).expect("made");
    git(&repository, &["init", "-q"], "");
    fs::write(repository.join("a.txt"), "one").expect("written");
    fs::write(repository.join(".gitattributes"), "*.txt diff=x filter=x\n").expect("written");
    commit(&repository, "2025-08-18T19:41:00-04:00");
    let run = format!("touch {}", mark.display());
    for key in [
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "diff.x.command",
        "diff.x.textconv",
        "filter.x.smudge",
        "gpg.program",
        "core.sshCommand",
    ] {
        git(&repository, &["config", key, &run], "");
    }
    git(&repository, &["config", "log.showSignature", "true"], "");
    assert_eq!(take(&repository, Kind::Git).expect("read").seen.len(), 1);
    assert!(!mark.exists());
}

#[test]
fn newsdiffs_indexes_with_their_repositories() {
    let from = tempfile::tempdir().expect("a folder");
    let repository = from.path().join("articles/2012");
    for folder in ["paper.example/2012", "https:/paper.example"] {
        fs::create_dir_all(repository.join(folder)).expect("made");
    }
    git(&repository, &["init", "-q"], "");
    fs::write(repository.join("paper.example/2012/pool.html"), "June 1, 2012\nPool\nBy Mara Quill\nIt closes.\n\nIn May.")
        .expect("written");
    fs::write(repository.join("https:/paper.example/secure"), "d\nSecure\n\nText.").expect("written");
    commit(&repository, "2012-06-01T12:00:00-04:00");
    let head = Command::new("git").arg("-C").arg(&repository).args(["rev-parse", "HEAD"]).output().expect("git").stdout;
    let head = String::from_utf8(head).expect("text").trim().to_owned();
    let sql = format!(
        "CREATE TABLE Articles (id INTEGER, url VARCHAR(255), git_dir VARCHAR(255));
         CREATE TABLE version (id INTEGER, article_id INTEGER, v VARCHAR(255), title TEXT, byline TEXT, date DATETIME, boring BOOL);
         INSERT INTO Articles VALUES (1, 'http://paper.example/2012/pool.html', '2012'), (2, 'https://paper.example/secure', '2012'),
           (3, 'http://paper.example/gone', '2012'), (4, 'http://paper.example/x', '../..'), (5, 'http://a/../../b', '2012');
         INSERT INTO version VALUES (1, 1, '{head}', 'Pool', 'By Mara Quill', '2012-06-01 12:00:00', 0), (2, 2, '{head}', 'Secure', '', '2012-06-01 12:00:00', 0),
           (3, 3, '{head}', 'G', '', '2012-06-01 12:00:00', 0), (4, 4, '{head}', 'G', '', '2012-06-01 12:00:00', 0),
           (5, 1, '--help', 'G', '', '2012-06-01 12:00:00', 0), (6, 5, '{head}', 'G', '', '2012-06-01 12:00:00', 0);"
    );
    let connection = Connection::open(from.path().join("newsdiffs.db")).expect("opened");
    connection.execute_batch(&sql).expect("made");
    let found = told(from.path(), Kind::NewsDiffs);
    assert_eq!(
        found.rows(),
        [
            "- | http://paper.example/2012/pool.html | 2012-06-01T12:00:00-04:00 | Pool//It closes.//In May.",
            "- | https://paper.example/secure | 2012-06-01T12:00:00-04:00 | Secure//Text."
        ]
    );
    assert_eq!(found.seen[0].fields.byline.as_deref(), Some("By Mara Quill"));
    assert_eq!(found.seen[0].fields.date_published.as_deref(), Some("June 1, 2012"));
    found.refuses(&["leads out of the folder", "is no commit", "not in the repository", "not in the repository"]);
}

//! [`Test`]: one run of the program in a folder of its own, told as a specification. In the manner of just's.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use tempfile::TempDir;

/// Where the program is.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_writethru");

/// One run: what is there, what is typed, what is expected.
#[must_use = "ends with run()"]
pub struct Test {
    folder: TempDir,
    args: Vec<String>,
    env: Vec<(String, String)>,
    stdin: Vec<u8>,
    status: i32,
    stdout: Expected,
    stderr: Expected,
}

/// What a stream should hold.
#[derive(Default)]
struct Expected {
    exactly: Option<String>,
    parts: Vec<String>,
    absent: Vec<String>,
}

/// What a run gave.
pub struct Output {
    pub stdout: String,
}

impl Output {
    /// Standard output as one JSON document.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}: {}", self.stdout))
    }

    /// Standard output as JSON, line by line.
    pub fn json_lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }
}

impl Test {
    /// The program with these arguments, separated by spaces; succeeds and says nothing on standard error, unless told.
    pub fn of(args: &str) -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            args: args.split_whitespace().map(str::to_owned).collect(),
            env: Vec::new(),
            stdin: Vec::new(),
            status: 0,
            stdout: Expected::default(),
            stderr: Expected { exactly: Some(String::new()), ..Expected::default() },
        }
    }

    /// One more argument, which may hold spaces.
    pub fn arg(mut self, arg: &str) -> Self {
        self.args.push(arg.to_owned());
        self
    }

    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("inside")).expect("made");
        fs::write(path, content).expect("written");
        self
    }

    /// The article `ferry` below the default store, with these revisions, ten minutes apart from 19:00 on 18 August 2025.
    pub fn ferry(mut self, revisions: &[&str]) -> Self {
        for (n, text) in revisions.iter().enumerate() {
            self = self.file(&format!("revisions/ferry/2025-08-18T19{n}0-0400.txt"), text);
        }
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn stdin(mut self, stdin: impl AsRef<[u8]>) -> Self {
        self.stdin = stdin.as_ref().to_vec();
        self
    }

    pub fn status(mut self, status: i32) -> Self {
        self.status = status;
        self
    }

    pub fn stdout(mut self, exactly: &str) -> Self {
        self.stdout.exactly = Some(exactly.to_owned());
        self
    }

    pub fn stdout_has(mut self, part: &str) -> Self {
        self.stdout.parts.push(part.to_owned());
        self
    }

    pub fn stdout_lacks(mut self, part: &str) -> Self {
        self.stdout.absent.push(part.to_owned());
        self
    }

    pub fn stderr(mut self, exactly: &str) -> Self {
        self.stderr.exactly = Some(exactly.to_owned());
        self
    }

    pub fn stderr_has(mut self, part: &str) -> Self {
        self.stderr.exactly = None;
        self.stderr.parts.push(part.to_owned());
        self
    }

    /// The path of something in the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The program as it would be started: no store, colour or locale of the machine comes in.
    pub fn command(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(&self.args).current_dir(self.folder.path());
        for name in ["WRITETHRU_STORE", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs it and checks what was expected.
    pub fn run(self) -> Output {
        let mut child = self.command().spawn().expect("the program starts");
        let writing = feed(&mut child, self.stdin.clone());
        let output = child.wait_with_output().expect("the program ends");
        writing.join().expect("no panic");
        let (stdout, stderr) = (text(output.stdout), text(output.stderr));
        let told = format!("writethru {}\n--- stdout\n{}--- stderr\n{stderr}", self.args.join(" "), head(&stdout));
        assert_eq!(code(output.status), self.status, "the exit code of {told}");
        check(&self.stdout, &stdout, &told);
        check(&self.stderr, &stderr, &told);
        Output { stdout }
    }
}

/// Writes to a child's standard input beside it, so that neither waits for the other. A closed pipe is the child's choice.
pub fn feed(child: &mut Child, bytes: Vec<u8>) -> thread::JoinHandle<()> {
    let mut stdin = child.stdin.take().expect("piped");
    thread::spawn(move || {
        let _ = stdin.write_all(&bytes);
    })
}

/// The exit code; a signal is a failure of its own.
pub fn code(status: ExitStatus) -> i32 {
    status.code().unwrap_or_else(|| panic!("ended by a signal: {status}"))
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("output is UTF-8")
}

/// Enough of a long output to see what is wrong.
fn head(text: &str) -> &str {
    let end = text.char_indices().nth(4000).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn check(expected: &Expected, found: &str, told: &str) {
    if let Some(exactly) = &expected.exactly {
        assert!(found == exactly, "expected {exactly:?}, but {told}");
    }
    for part in &expected.parts {
        assert!(found.contains(part.as_str()), "expected {part:?}, but {told}");
    }
    for part in &expected.absent {
        assert!(!found.contains(part.as_str()), "expected no {part:?}, but {told}");
    }
}

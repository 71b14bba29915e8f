//! Commands as the documents show them → what they print.

use super::markdown::root;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

/// Where the program is.
const PROGRAM: &str = env!("CARGO_BIN_EXE_writethru");

/// What stands for the program where it is not installed.
const FROM_A_CHECKOUT: &str = "cargo run --release -- ";

/// Before the name of a store that an example makes: it stands in a folder that goes when the tests end.
const OWN_STORE: &str = "--store ";

fn own_stores() -> String {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    format!("{}/", FOLDER.get_or_init(|| tempfile::tempdir().expect("a folder")).path().display())
}

/// Runs one command line, as it would be typed in the project's folder; gives what it prints, messages last.
pub fn run(line: &str) -> String {
    let stores = own_stores();
    let line = line.replace(FROM_A_CHECKOUT, "writethru ").replace(OWN_STORE, &format!("{OWN_STORE}{stores}"));
    let programs = Path::new(PROGRAM).parent().expect("a folder");
    let path = std::env::join_paths(
        std::iter::once(programs.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let mut command = Command::new("sh");
    command.args(["-c", &line]).current_dir(root()).env("PATH", path.expect("no colon in a path")).stdin(Stdio::null());
    for name in ["WRITETHRU_STORE", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.output().expect("sh starts");
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat().replace(&stores, "")
}

/// The output of a command line of the program itself.
pub fn help(args: &[&str]) -> String {
    let output = Command::new(PROGRAM).args(args).env_remove("WRITETHRU_STORE").stdin(Stdio::null()).output().expect("the program starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}

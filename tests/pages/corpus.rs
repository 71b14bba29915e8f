//! What the fuzz targets begin with, and whatever they found: `fuzz/corpus/`.

use crate::checks;
use std::path::Path;

/// The files of a target, by name.
pub fn files(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let entries = std::fs::read_dir(folder).expect("the corpus");
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            (path.display().to_string(), std::fs::read(&path).expect("readable"))
        })
        .collect();
    files.sort();
    assert!(files.len() >= 5, "{target}");
    files
}

/// Checks what must hold of any bytes.
type Check = fn(&[u8]);

#[test]
fn what_must_hold_of_any_bytes_holds_of_these() {
    let targets: [(&str, Check); 4] = [("html", checks::html), ("feed", checks::feed), ("warc", checks::warc), ("url", checks::url)];
    for (target, check) in targets {
        for (name, bytes) in files(target) {
            println!("{name}");
            check(&bytes);
        }
    }
}

//! Says what became of each block of a page: the choice, how much of it each extractor keeps, its shape, how much of it is
//! links, the parts of the page it stands in, and its text; between tabs.
//!
//! `cargo run --release --example why_page < page.html`

use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    let mut html = Vec::new();
    io::stdin().read_to_end(&mut html)?;
    let mut out = io::stdout().lock();
    for line in writethru::ingest::html::explain(&html) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

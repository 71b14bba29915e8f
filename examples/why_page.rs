//! Says what became of each block of a page: choice, share kept by each extractor, shape, share of links, parts, text.
//!
//! `cargo run --release --example why_page < page.html`
use std::io::Read;
fn main() {
    let mut html = Vec::new();
    std::io::stdin().read_to_end(&mut html).expect("readable");
    for line in writethru::ingest::html::explain(&String::from_utf8_lossy(&html)) {
        println!("{line}");
    }
}

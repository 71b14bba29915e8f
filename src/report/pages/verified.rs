//! What a look at a whole store brought, and what that proves.

use crate::report::page::{Label, Line, Marker, Page};
use crate::report::prose;
use crate::report::verified::{HeadFile, Read, Verified};

/// The page.
pub fn verified(all: &Verified) -> Page {
    let mut page = Page::default();
    page.title(&all.store);
    let count = |n: u64, noun| prose::count(usize::try_from(n).unwrap_or(usize::MAX), noun);
    page.about(Label::Dim, &format!("{}, {}", count(all.n_articles, "article"), count(all.n_revisions, "revision")));
    if let Some(hash) = &all.hash {
        page.about(Label::Dim, &format!("last record: {hash}"));
    }
    if all.findings.is_empty() {
        let texts = match all.read {
            Read::Nothing => "No text was read: --read-data does.".to_owned(),
            Read::Some { n, of } => format!("{n} of {} were read, and hold what was written.", count(of, "text")),
            Read::All(n) => format!("All texts, {n}, were read, and hold what was written."),
        };
        page.paragraph(Label::Strong, "Everything is as it was recorded, as far as was looked.");
        page.paragraph(Label::Plain, &texts);
    } else {
        let first = all.first_bad.map(|n| format!(", the first at revision {n} of the record")).unwrap_or_default();
        let n = all.findings.len() + usize::try_from(all.n_more).unwrap_or(0);
        page.paragraph(Label::Strong, &format!("{} not as recorded{first}.", prose::count(n, "thing")));
        for (sequence, what) in &all.findings {
            let place = sequence.map(|n| format!("#{n} ")).unwrap_or_default();
            page.item(Marker::Point, vec![Line::of(Label::Dim, &place).with(Label::Plain, what)]);
        }
        if all.n_more > 0 {
            page.paragraph(Label::Dim, &format!("… and {} more", all.n_more));
        }
    }
    page.heading(Label::Strong, "What this shows");
    for line in proves(all) {
        page.item(Marker::Point, vec![Line::of(Label::Plain, &line)]);
    }
    page
}

/// What the look proves, and what it does not.
fn proves(all: &Verified) -> Vec<String> {
    let mut lines = Vec::new();
    if all.findings.is_empty() {
        lines.push("Every record has the hash it was recorded with and follows the one before it; the tables agree.".to_owned());
        match all.read {
            Read::Nothing => lines.push("Not that the texts are unharmed: a text is compared with its hash when it is read.".to_owned()),
            Read::Some { .. } => lines.push("Of the texts that were not read it shows nothing; the next look chooses others.".to_owned()),
            Read::All(_) => lines.push("Every text has the hash that stands in its records.".to_owned()),
        }
    } else {
        lines.push("Revisions before the first one named are what was recorded, as far as was looked.".to_owned());
    }
    lines.push(match all.head_file {
        HeadFile::Agrees(size) => format!("The record has not lost its end: store.head, which knows {size}, agrees."),
        HeadFile::Missing => "Not that the record still has its end: store.head, which would know, is not there.".to_owned(),
        HeadFile::Unreadable => "Not that the record still has its end: store.head, which would know, cannot be read.".to_owned(),
        HeadFile::Differs => "store.head and the record do not agree.".to_owned(),
    });
    lines.push("Not that nobody with access wrote the whole record anew: only a checkpoint kept elsewhere shows that.".to_owned());
    lines.push("Not that the publisher served these texts: it shows what was recorded, not what was true.".to_owned());
    lines
}

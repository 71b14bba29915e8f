//! An article's change log as an Atom feed (RFC 4287): an entry for each step, newest first, with what changed in it.
//!
//! Ids are made from what they stand for, so that a history that grows gives the same feed, the same entries and one more: the article,
//! and for an entry of both revisions the time and the hash of the text. The content is the HTML of [`html`](super::html), escaped once more as Atom wants it;
//! no element, attribute or address comes from an article.

use super::html::{Html, blocks};
use super::page::Block;
use super::pages;
use crate::changelog::{ChangeLog, Noted, Observed, Step};
use crate::report::visible::visible;
use crate::revision::Revision;
use chrono::{DateTime, FixedOffset, SecondsFormat};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// At most so many entries, the newest: what came before is in the log itself.
const MAX_ENTRIES: usize = 200;
/// Changes that would make the content of an entry longer than this, in bytes, are left out: readers fetch the feed again and again.
const MAX_CONTENT_BYTES: usize = 64 << 10;
/// Said where they are.
const LEFT_OUT: &str = "They are left out here, for this entry would grow too long: the log itself has them.";
/// A title has at most this many characters: readers show one line.
const MAX_TITLE: usize = 140;

/// The feed; `None` where it is not known when a revision was seen, for an entry without its time is no entry.
pub fn log(log: &ChangeLog) -> Option<String> {
    let updated = log.revisions.iter().map(|observed| observed.revision.observed_at).collect::<Option<Vec<_>>>()?.into_iter().max()?;
    let mut feed = Xml::default();
    feed.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n");
    feed.element("id", &id(&["feed", &log.article]));
    feed.element("title", &format!("{}: changes", log.article));
    feed.element("updated", &stamp(updated));
    feed.raw("<author>\n<name>writethru</name>\n</author>\n<generator version=\"")
        .raw(env!("CARGO_PKG_VERSION"))
        .raw("\">writethru</generator>\n");
    let told = log.steps.iter().rev().filter_map(|step| Some((step, log.revisions.get(step.before)?, log.revisions.get(step.after)?)));
    for (step, before, after) in told.filter(|(step, before, after)| !pages::is_emptied(before, after, step)).take(MAX_ENTRIES) {
        entry(&mut feed, log, step, before, after);
    }
    feed.raw("</feed>\n");
    Some(feed.0)
}

fn entry(feed: &mut Xml, log: &ChangeLog, step: &Step, before: &Observed, after: &Observed) {
    let page = pages::step(log, before, after, step);
    let said = match page.first() {
        Some(Block::Paragraph(said)) => said.plain(),
        _ => pages::how_much(step),
    };
    let mut html = Html::default();
    html.raw("<p>").text(&pages::heading(before, after)).raw("</p>\n");
    let mut changes = Html::default();
    blocks(&mut changes, &page);
    if changes.len() > MAX_CONTENT_BYTES {
        html.raw("<p>").text(&said).raw("</p>\n<p>").text(&pages::how_much(step)).raw(". ").raw(LEFT_OUT).raw("</p>\n");
    } else {
        html.append(changes);
    }
    let of = |revision: &Revision| [time(revision), revision.sha256()];
    let ([then, was], [now, is]) = (of(&before.revision), of(&after.revision));
    feed.raw("<entry>\n");
    feed.element("id", &id(&["step", &log.article, &then, &was, &now, &is]));
    feed.element("title", &clipped(&said));
    feed.element("updated", &now);
    feed.element("published", &now);
    feed.raw(match step.noted {
        Noted::Noted => "<category term=\"noted\"/>\n",
        Noted::NotNoted => "<category term=\"not_noted\"/>\n",
        Noted::NothingToNote => "<category term=\"nothing_to_note\"/>\n",
    });
    feed.element("summary", &said);
    feed.raw("<content type=\"html\">").text(&html.finish()).raw("</content>\n</entry>\n");
}

/// XML, as far as it is written. As in HTML only constants are mark-up.
#[derive(Default)]
struct Xml(String);

impl Xml {
    fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text; line ends stay, whatever else XML does not take is shown as what it is.
    fn text(&mut self, text: &str) -> &mut Self {
        for (k, line) in text.split('\n').enumerate() {
            if k > 0 {
                self.0.push('\n');
            }
            for c in visible(line).chars() {
                match c {
                    '&' => self.0.push_str("&amp;"),
                    '<' => self.0.push_str("&lt;"),
                    '>' => self.0.push_str("&gt;"),
                    c => self.0.push(c),
                }
            }
        }
        self
    }

    fn element(&mut self, name: &'static str, text: &str) {
        self.raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">\n");
    }
}

/// A name that says nothing but is always the same for the same parts: a UUID of the form for one's own use (RFC 9562, version 8), from
/// their SHA-256.
fn id(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        // With their lengths, so that no two lists of parts are one text.
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let mut bytes = hasher.finalize();
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let mut id = "urn:uuid:".to_owned();
    for (k, byte) in bytes.iter().take(16).enumerate() {
        if matches!(k, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        // Writing to a string cannot fail.
        let _ = write!(id, "{byte:02x}");
    }
    id
}

fn time(revision: &Revision) -> String {
    revision.observed_at.map(stamp).unwrap_or_default()
}

fn stamp(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// A title: whole clauses of the sentence, as many as fit.
fn clipped(said: &str) -> String {
    let Some((end, _)) = said.char_indices().nth(MAX_TITLE) else { return said.trim_end_matches('.').to_owned() };
    let clauses = said[..end].rfind("; ").map(|at| &said[..at]);
    format!("{} …", clauses.unwrap_or_else(|| said[..end].rfind(' ').map_or(&said[..end], |at| &said[..at])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::RevisionDiff;
    use crate::report::fixture::{article, bare, pair};

    #[test]
    fn an_entry_has_what_changed() {
        let feed = log(&article()).expect("a feed");
        assert!(feed.contains("<updated>2025-08-18T19:57:00-04:00</updated>"), "{feed}");
        assert!(feed.contains("<category term=\"noted\"/>"), "{feed}");
        assert!(feed.contains("&lt;del&gt;very&lt;/del&gt;"), "{feed}");
        let titles: Vec<&str> = feed.split("<title>").skip(1).filter_map(|rest| rest.split("</title>").next()).collect();
        assert_eq!(titles[0], "border-summit: changes");
        assert_eq!(titles[1], "Put “agree to” into the headline; removed the claim “The bridge carries 9,000 cars a day” …");
    }

    #[test]
    fn ids_stay_while_a_history_grows() {
        let ids = |log: &ChangeLog| {
            let feed = super::log(log).expect("a feed");
            feed.split("<id>").skip(1).filter_map(|rest| rest.split("</id>").next()).map(str::to_owned).collect::<Vec<_>>()
        };
        let short = article();
        let mut long = article();
        let mut third = long.revisions[1].clone();
        third.revision.observed_at = DateTime::parse_from_rfc3339("2025-08-19T08:00:00Z").ok();
        long.revisions.push(third);
        long.steps.push(Step { before: 1, after: 2, diff: RevisionDiff::default(), noted: Noted::NothingToNote });
        let (short, long) = (ids(&short), ids(&long));
        assert_eq!((&short[0], &short[1]), (&long[0], &long[2]));
        // A revision from before the first was recorded later.
        let mut earlier = article();
        let mut zeroth = earlier.revisions[0].clone();
        zeroth.revision.observed_at = DateTime::parse_from_rfc3339("2025-08-17T08:00:00Z").ok();
        earlier.revisions.insert(0, zeroth);
        earlier.steps.iter_mut().for_each(|step| (step.before, step.after) = (step.before + 1, step.after + 1));
        earlier.steps.insert(0, Step { before: 0, after: 1, diff: RevisionDiff::default(), noted: Noted::NothingToNote });
        let earlier = ids(&earlier);
        assert_eq!((earlier.len(), &earlier[..2]), (3, short.as_slice()));
        let mut all = long.clone();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), long.len(), "each is its own");
    }

    #[test]
    fn without_times_there_is_no_feed() {
        let untimed = pair(bare("a"), bare("b"), RevisionDiff::default());
        assert_eq!(log(&untimed), None);
    }
}

//! Names from outside → names of files that every system takes and that lead nowhere else.

use chrono::{DateTime, FixedOffset, Timelike};
use std::collections::HashMap;

/// The longest name of a folder, in bytes: a file system takes 255, and the whole path must fit as well.
const MAX_BYTES: usize = 80;

/// What Windows does not take as a name, with whatever extension.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "conin$", "conout$", "index", "data",
];

/// A name that is safe as the name of a file: letters, digits, `-` and `_`; nothing hidden, reserved or empty.
pub(super) fn safe(name: &str) -> String {
    let mut safe = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        // Other alphabets are left to the index: two systems may spell the same letters in different bytes.
        if c.is_ascii_alphanumeric() || c == '_' {
            safe.push(c);
        } else if !safe.is_empty() && !safe.ends_with('-') {
            safe.push('-');
        }
        if safe.len() >= MAX_BYTES {
            break;
        }
    }
    let safe = safe.trim_end_matches('-');
    match safe {
        "" => "article".to_owned(),
        safe if RESERVED.contains(&safe) => format!("{safe}_"),
        safe => safe.to_owned(),
    }
}

/// Gives out names, each once: with each the last number that was put behind it.
#[derive(Default)]
pub(super) struct Names(HashMap<String, u64>);

impl Names {
    /// `base` and `end`, with a number between them where that was given out before. The search goes on where it ended the last
    /// time: all articles whose names have no letter that [`safe`] keeps are called `article`.
    pub fn free(&mut self, base: &str, end: &str) -> String {
        let plain = format!("{base}{end}");
        let Some(&last) = self.0.get(&plain) else {
            self.0.insert(plain.clone(), 1);
            return plain;
        };
        let mut n = last;
        let name = loop {
            n += 1;
            let name = format!("{base}_{n}{end}");
            if !self.0.contains_key(&name) {
                break name;
            }
        };
        self.0.insert(plain, n);
        self.0.insert(name.clone(), 1);
        name
    }
}

/// An instant as files are named: `2025-08-18T1941-0400`, with seconds and parts of them where there are any.
pub(super) fn stamp(at: &DateTime<FixedOffset>) -> String {
    let micros = at.nanosecond() / 1000;
    let format = match (at.second(), micros) {
        (0, 0) => "%Y-%m-%dT%H%M",
        (_, 0) => "%Y-%m-%dT%H%M%S",
        _ => "%Y-%m-%dT%H%M%S%.6f",
    };
    let zone = if at.offset().local_minus_utc() == 0 { "Z".to_owned() } else { at.format("%z").to_string() };
    format!("{}{zone}", at.format(format))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Stamp;

    #[test]
    fn no_name_leads_elsewhere_or_is_refused_by_a_system() {
        for (name, expected) in [
            ("../../etc/passwd", "etc-passwd"),
            ("/abs/olute", "abs-olute"),
            ("C:\\Windows\\x", "c-windows-x"),
            ("CON", "con_"),
            ("nul.txt", "nul-txt"),
            (".hidden", "hidden"),
            ("", "article"),
            ("...", "article"),
            ("a\0b\nc\u{202E}d", "a-b-c-d"),
            ("Évrane", "vrane"),
            ("trailing. ", "trailing"),
            ("https://news.example/ferry?id=1", "https-news-example-ferry-id-1"),
        ] {
            assert_eq!(safe(name), expected, "{name:?}");
        }
        assert!(safe(&"x".repeat(10_000)).len() <= MAX_BYTES);
    }

    #[test]
    fn a_name_is_given_out_once() {
        let mut names = Names::default();
        assert_eq!([names.free("a", ".txt"), names.free("a", ".txt"), names.free("a", ".txt")], ["a.txt", "a_2.txt", "a_3.txt"]);
        assert_eq!([names.free("a_4", ".txt"), names.free("a_2", ".txt"), names.free("a", ".txt")], ["a_4.txt", "a_2_2.txt", "a_5.txt"]);
    }

    /// What a collection of articles in another script is called. With a search from 2 each time this takes minutes.
    #[test]
    fn a_name_that_many_have_is_given_out_without_a_search() {
        let mut names = Names::default();
        let last = (0..50_000).map(|_| names.free(&safe("Паром"), "")).last();
        assert_eq!(last.as_deref(), Some("article_50000"));
    }

    #[test]
    fn times_in_names_are_read_back() {
        for text in ["2025-08-18T19:41:00-04:00", "2025-08-18T19:41:05Z", "2025-08-18T19:41:05.000250+05:30"] {
            let at = DateTime::parse_from_rfc3339(text).expect("a time");
            let read = Stamp::parse(&stamp(&at)).expect("a stamp").instant(None);
            assert_eq!((read, *read.offset()), (at, *at.offset()), "{}", stamp(&at));
        }
    }
}

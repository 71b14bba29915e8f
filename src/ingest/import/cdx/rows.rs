//! A line of an index → its rows: columns named by letters at the head or known by their number, JSON behind an address and a time,
//! or lists in JSON, as the Internet Archive answers.

use crate::ingest::import::row::short;
use crate::ingest::{Stamp, html};
use chrono::{DateTime, FixedOffset};
use serde_json::Value;

/// A capture as an index lists it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// What was captured; some indexes have only a key made of it.
    pub url: Option<String>,
    /// When, to the second.
    pub at: DateTime<FixedOffset>,
    pub status: Option<u16>,
    /// Of the payload, as [`digest`] gives it.
    pub digest: Option<String>,
    /// Where the record is, if the index says so.
    pub place: Option<Place>,
    pub is_revisit: bool,
    /// Not so of pictures, scripts and redirections.
    pub may_be_page: bool,
}

/// Where a record is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The WARC file’s name.
    pub file: String,
    /// Its first byte in the file, packed as that is.
    pub offset: u64,
    /// How many bytes it has there.
    pub length: Option<u64>,
}

/// What columns are called by letters, in the order of the forms without a head: <https://iipc.github.io/warc-specifications/>,
/// “The CDX File Format”. `N` key, `b` time, `a` address, `m` media type, `s` status, `k` digest, `r` redirection, `M` tags, `S` length,
/// `V` offset, `g` file.
const BY_NUMBER: &[(usize, &str)] = &[(11, "NbamskrMSVg"), (10, "NbamskrMVg"), (9, "NbamskrVg"), (7, "NbamskS")];

/// What the Internet Archive and pywb call them in JSON.
const BY_NAME: &[(&str, char)] = &[
    ("urlkey", 'N'),
    ("timestamp", 'b'),
    ("original", 'a'),
    ("url", 'a'),
    ("mimetype", 'm'),
    ("mime", 'm'),
    ("statuscode", 's'),
    ("status", 's'),
    ("digest", 'k'),
    ("redirect", 'r'),
    ("robotflags", 'M'),
    ("length", 'S'),
    ("offset", 'V'),
    ("filename", 'g'),
];

/// Whether a file that begins so is an index.
pub(in crate::ingest::import) fn is_index(sample: &str) -> bool {
    let start = sample.trim_start_matches('\u{FEFF}');
    let first = start.lines().find(|line| !line.trim().is_empty() && !line.starts_with('!')).unwrap_or_default();
    if first.trim_start().starts_with("CDX ") {
        return true;
    }
    if first.starts_with("[[") || first.trim() == "[" {
        return start.contains("\"urlkey\"") && start.contains("\"timestamp\"");
    }
    // The sample may end within a line, so its columns are not counted.
    let mut parts = first.split(' ');
    let (key, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let is_time = |digits: &str| Stamp::of_archive(digits).is_some();
    is_time(second) && key.contains([')', ',']) || is_time(key) && second.starts_with('{')
}

/// Reads lines, and remembers what the head says of their columns.
#[derive(Default)]
pub(super) struct Rows {
    /// A letter a column.
    letters: Option<Vec<char>>,
}

impl Rows {
    /// The rows of a line: one, none for heads and empty lines, or many of a list in one line.
    pub fn of_line(&mut self, line: &[u8]) -> Vec<Result<Row, String>> {
        let text = String::from_utf8_lossy(line);
        let line = text.trim_start_matches('\u{FEFF}').trim_end();
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('!') || matches!(trimmed, "[" | "]") {
            return Vec::new();
        }
        if let Some(letters) = trimmed.strip_prefix("CDX ") {
            self.letters = Some(letters.split_ascii_whitespace().filter_map(|letter| letter.chars().next()).collect());
            return Vec::new();
        }
        if trimmed.starts_with('[') {
            return self.of_lists(trimmed);
        }
        // JSON behind a key and a time, or behind a time alone.
        if let Some(brace) = line.find('{') {
            let before: Vec<&str> = line[..brace].split_ascii_whitespace().collect();
            if let [.., time] = before.as_slice()
                && before.len() <= 2
                && Stamp::of_archive(time).is_some()
            {
                return vec![of_json(time, &line[brace..])];
            }
        }
        vec![self.of_columns(line)]
    }

    fn of_columns(&self, line: &str) -> Result<Row, String> {
        let columns: Vec<&str> = line.split_ascii_whitespace().collect();
        let by_number = || BY_NUMBER.iter().find(|(n, _)| *n == columns.len()).map(|(_, letters)| letters.chars().collect());
        let Some(letters) = self.letters.clone().or_else(by_number) else {
            return Err(format!("has {} columns: 7, 9 or 11 are read where no head names them", columns.len()));
        };
        if letters.len() != columns.len() {
            return Err(format!("has {} columns, and the head names {}", columns.len(), letters.len()));
        }
        row(|letter| letters.iter().position(|own| *own == letter).map(|k| columns[k].to_owned()))
    }

    /// `["com,courier)/ferry", "20310505080000", …],` or a list of such lists.
    fn of_lists(&mut self, line: &str) -> Vec<Result<Row, String>> {
        let line = line.trim_end_matches(',');
        let is_many = line.starts_with("[[");
        let whole = match (is_many, line.ends_with("]]")) {
            (true, false) => format!("{line}]"),
            (false, true) => line[..line.len() - 1].to_owned(),
            _ => line.to_owned(),
        };
        let lists = if is_many { serde_json::from_str(&whole) } else { serde_json::from_str(&whole).map(|one: Vec<Value>| vec![one]) };
        let lists: Vec<Vec<Value>> = match lists {
            Ok(lists) => lists,
            Err(error) => return vec![Err(format!("is no list of columns: {error}"))],
        };
        lists.into_iter().filter_map(|columns| self.of_list(&columns)).collect()
    }

    fn of_list(&mut self, columns: &[Value]) -> Option<Result<Row, String>> {
        if self.letters.is_none() {
            let letter = |name: &Value| BY_NAME.iter().find(|(known, _)| name.as_str() == Some(known)).map_or('-', |(_, letter)| *letter);
            let letters: Vec<char> = columns.iter().map(letter).collect();
            if letters.contains(&'b') {
                self.letters = Some(letters);
                return None;
            }
            return Some(Err("stands before the names of the columns".to_owned()));
        }
        let letters = self.letters.as_deref().unwrap_or_default();
        Some(row(|letter| letters.iter().position(|own| *own == letter).and_then(|k| columns.get(k)).and_then(plain)))
    }
}

fn of_json(time: &str, json: &str) -> Result<Row, String> {
    let values: Value = serde_json::from_str(json).map_err(|error| format!("is no JSON behind its time: {error}"))?;
    // A TimeMap as lines has the address at the archive.
    let uri = values.get("uri").and_then(Value::as_str).and_then(html::kept_at);
    row(|letter| {
        let named = BY_NAME.iter().filter(|(_, own)| *own == letter).find_map(|(name, _)| values.get(name).and_then(plain));
        match letter {
            'b' => Some(time.to_owned()),
            'a' => named.or_else(|| uri.clone()),
            _ => named,
        }
    })
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A row of what its columns hold; `-` is nothing.
fn row(get: impl Fn(char) -> Option<String>) -> Result<Row, String> {
    let get = |letter: char| get(letter).filter(|value| !value.is_empty() && value != "-");
    let time = get('b').ok_or("has no time")?;
    // Some give a part of the second as well.
    let at = time.get(..14).and_then(Stamp::of_archive).ok_or_else(|| format!("“{}” is no time of 14 digits", short(&time)))?.instant(None);
    let url = get('a').filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    let media_type = get('m').unwrap_or_default().to_ascii_lowercase();
    let status = get('s').and_then(|status| status.parse().ok());
    let is_revisit = media_type == "warc/revisit";
    let is_unknown = matches!(media_type.as_str(), "" | "unk" | "unknown" | "no-type");
    let is_html = matches!(media_type.as_str(), "text/html" | "application/xhtml+xml");
    let is_redirection = status.is_some_and(|status: u16| (300..400).contains(&status));
    // A path leads to where the archive had the file: only the name at its end counts here.
    let file = get('g').map(|path| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned());
    if url.is_none() && file.is_none() {
        return Err("has no address of a page".to_owned());
    }
    let offset = get('V').map(|offset| offset.parse().map_err(|_| format!("“{}” is no place in a file", short(&offset)))).transpose()?;
    let place =
        file.zip(offset).map(|(file, offset)| Place { file, offset, length: get('S').and_then(|n| n.parse().ok()).filter(|n| *n > 0) });
    Ok(Row {
        url,
        at,
        status,
        digest: get('k').as_deref().map(digest),
        place,
        is_revisit,
        // “Not modified” is how a revisit answers.
        may_be_page: is_revisit || (is_html || is_unknown) && !is_redirection,
    })
}

/// A digest without the name of its algorithm, in one case.
pub(super) fn digest(given: &str) -> String {
    given.rsplit(':').next().unwrap_or_default().trim_end_matches('=').to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Result<Row, String>> {
        let mut rows = Rows::default();
        text.lines().flat_map(|line| rows.of_line(line.as_bytes())).collect()
    }

    #[test]
    fn the_same_capture_in_every_form() {
        let whole = Row {
            url: Some("https://courier.example/ferry".to_owned()),
            at: DateTime::parse_from_rfc3339("2031-05-05T08:00:00Z").expect("a time"),
            status: Some(200),
            digest: Some("abc234".to_owned()),
            place: Some(Place { file: "a.warc.gz".to_owned(), offset: 4711, length: Some(900) }),
            is_revisit: false,
            may_be_page: true,
        };
        let without = |length: bool, place: bool| Row {
            place: whole.place.clone().filter(|_| place).map(|at| Place { length: at.length.filter(|_| length), ..at }),
            ..whole.clone()
        };
        let start = "example,courier)/ferry 20310505080000 https://courier.example/ferry text/html 200 ABC234";
        for (text, expected) in [
            (format!("{start} - - 900 4711 a.warc.gz"), without(true, true)),
            (format!(" CDX N b a m s k r M S V g\n{start} - - 900 4711 a.warc.gz"), without(true, true)),
            (format!(" CDX N b a m s k r V g\n{start} - 4711 a.warc.gz"), without(false, true)),
            (format!("{start} - 4711 a.warc.gz"), without(false, true)),
            (format!("{start} 900"), without(false, false)),
            (
                "example,courier)/ferry 20310505080000 {\"url\": \"https://courier.example/ferry\", \"mime\": \"text/html\", \"status\": \"200\", \
                 \"digest\": \"sha1:ABC234\", \"length\": 900, \"offset\": \"4711\", \"filename\": \"a.warc.gz\"}"
                    .to_owned(),
                without(true, true),
            ),
            (
                "[[\"urlkey\",\"timestamp\",\"original\",\"mimetype\",\"statuscode\",\"digest\",\"length\"],\n[\"example,courier)/ferry\",\
                 \"20310505080000\",\"https://courier.example/ferry\",\"text/html\",\"200\",\"ABC234\",\"900\"]]"
                    .to_owned(),
                without(false, false),
            ),
        ] {
            assert!(is_index(&text), "{text}");
            assert_eq!(rows(&text), [Ok(expected)], "{text}");
        }
        let uri = "!context [\"http://tools.ietf.org/html/rfc7089\"]\n20310505080000 {\"uri\": \
                   \"https://web.archive.org/web/20310505080000/https://courier.example/ferry\", \"rel\": \"memento\"}";
        assert!(is_index(uri));
        assert_eq!(rows(uri), [Ok(Row { status: None, digest: None, ..without(false, false) })]);
    }

    #[test]
    fn what_is_no_row_says_why() {
        for (text, expected) in [
            ("a b c", "has 3 columns"),
            (" CDX N b a\na 20310505080000", "has 2 columns, and the head names 3"),
            (" CDX N b a\na yesterday https://x", "“yesterday” is no time of 14 digits"),
            (" CDX N b a\na 20310505080000 dns:courier.example", "has no address of a page"),
            (" CDX b a V g\n20310505080000 https://x -1 f", "“-1” is no place in a file"),
            ("a 20310505080000 {\"url\"", "is no JSON"),
            ("[1, 2", "is no list of columns"),
            ("[\"a\", \"b\"]", "stands before the names"),
        ] {
            let found = rows(text);
            assert!(matches!(found.as_slice(), [Err(why)] if why.starts_with(expected)), "{text}: {found:?}");
        }
        for text in ["", "Ferry fire", "{\"url\": 1}", "url,time\n", "2031 5 5", "[[1]]"] {
            assert!(!is_index(text), "{text}");
        }
        let passed =
            |kind: &str, status: &str| rows(&format!("k 20310505080000 https://x.example/ {kind} {status} - -"))[0].clone().expect("a row");
        assert!(!passed("image/png", "200").may_be_page && !passed("text/html", "301").may_be_page);
        assert!(passed("warc/revisit", "304").may_be_page && passed("-", "-").may_be_page && passed("unk", "200").may_be_page);
    }
}

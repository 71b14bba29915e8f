//! `SOURCE`, as typed → the revisions it names: a file, standard input, or `ARTICLE[@REV]`.
//!
//! ARTICLE is a folder of timestamped files, by its path or by its name below the store or the store's `examples/`. REV
//! is a number (`@2`, `@-1` the last), a time (the last revision at or before it) or four or more digits of the
//! SHA-256 of the text. A number of an existing revision is always a number, also where it could be a hash.

use super::stamp::{Precision, at};
use super::{Error, MAX_TEXT_BYTES, Read, Stamp, file_name, folder};
use crate::revision::Revision;
use chrono::TimeDelta;
use chrono_tz::Tz;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

/// The folder below the store with the invented articles that come along.
pub(super) const EXAMPLES: &str = "examples";

/// The fewest digits that count as a hash.
const MIN_HASH_DIGITS: usize = 4;

/// So much of a file tells whether it holds captures.
const HEAD_BYTES: u64 = 64 << 10;

/// What standard input is called.
pub const STDIN: &str = "standard input";

/// Which place a source names, not yet read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where.
    pub place: Place,
    /// What stands behind the `@`.
    pub revision: Option<String>,
}

/// Where revisions are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Standard input: one revision.
    Stdin,
    /// A file: one revision, or the captures in a WARC file.
    File(PathBuf),
    /// A folder: an article.
    Folder(PathBuf),
}

/// The revisions a source names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// What it is called.
    pub name: String,
    /// All its revisions, in order of time.
    pub revisions: Vec<Revision>,
    /// The one asked for, where one was.
    pub chosen: Option<usize>,
}

impl Article {
    /// One text alone.
    pub fn of_one(revision: Revision) -> Self {
        Self { name: revision.name.clone(), revisions: vec![revision], chosen: Some(0) }
    }
}

impl Source {
    /// Finds what `typed` names: a path first, then an article in `store`, then the same without `@REV`.
    pub fn find(typed: &str, store: &Path) -> Result<Self, Error> {
        if typed == "-" {
            return Ok(Self { place: Place::Stdin, revision: None });
        }
        if let Some(place) = look_up(typed, store)? {
            return Ok(Self { place, revision: None });
        }
        if let Some((name, revision)) = typed.rsplit_once('@')
            && let Some(place) = look_up(name, store)?
        {
            if let Place::File(file) = &place
                && !is_warc(file)
            {
                return Err(Error::FileHasOneRevision { file: file.display().to_string(), revision: revision.to_owned() });
            }
            return Ok(Self { place, revision: Some(revision.to_owned()) });
        }
        let looked_in = [store.to_owned(), store.join(EXAMPLES)];
        Err(Error::NotFound {
            source_name: typed.to_owned(),
            articles: looked_in.iter().flat_map(|folder| folder::articles(folder)).collect(),
            looked_in: looked_in.map(|folder| folder.display().to_string()).to_vec(),
        })
    }

    /// Reads it. Times without an offset, in file names and behind `@`, are read on the clock of `zone`.
    pub fn read(&self, zone: Option<Tz>) -> Result<Read<Article>, Error> {
        let (name, bytes) = match &self.place {
            Place::Folder(path) => {
                let Read { value: revisions, warnings } = folder::read_folder(path, zone)?;
                let name = file_name(path);
                let chosen = self.revision.as_deref().map(|revision| choose(&name, &revisions, revision, zone)).transpose()?;
                return Ok(Read { value: Article { name, revisions, chosen }, warnings });
            }
            Place::Stdin => of_stdin()?,
            Place::File(path) => of_file(path)?,
        };
        if let Some(Read { value: revisions, warnings }) = super::captured(&name, &bytes)? {
            let chosen = self.revision.as_deref().map(|revision| choose(&name, &revisions, revision, zone)).transpose()?;
            return Ok(Read { value: Article { name, revisions, chosen }, warnings });
        }
        let Read { value, warnings } = super::revision(&name, bytes, zone)?;
        Ok(Read { value: Article::of_one(value), warnings })
    }

    /// The bytes of a file or of standard input, read once, with what they are called; none of a folder.
    pub fn bytes(&self) -> Result<Option<(String, Vec<u8>)>, Error> {
        Ok(match &self.place {
            Place::Stdin => Some(of_stdin()?),
            Place::File(path) => Some(of_file(path)?),
            Place::Folder(_) => None,
        })
    }
}

fn of_stdin() -> Result<(String, Vec<u8>), Error> {
    Ok((STDIN.to_owned(), read_bytes(io::stdin().lock(), Path::new(STDIN))?))
}

fn of_file(path: &Path) -> Result<(String, Vec<u8>), Error> {
    Ok((path.display().to_string(), read_file(path)?))
}

/// The file or folder called `name`, or the article of that name in the store.
fn look_up(name: &str, store: &Path) -> Result<Option<Place>, Error> {
    if name.is_empty() {
        return Ok(None);
    }
    for path in [PathBuf::from(name), store.join(name), store.join(EXAMPLES).join(name)] {
        match fs::metadata(&path) {
            Ok(found) if found.is_dir() => return Ok(Some(Place::Folder(path))),
            Ok(_) => return Ok(Some(Place::File(path))),
            Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidInput) => {}
            // A name too long for the system is the name of nothing.
            Err(e) if e.kind() == ErrorKind::InvalidFilename => {}
            Err(source) => return Err(Error::Io { path, source }),
        }
    }
    Ok(None)
}

/// Whether a file holds captures, of which one may be asked for.
fn is_warc(path: &Path) -> bool {
    let mut head = Vec::new();
    File::open(path).and_then(|file| file.take(HEAD_BYTES).read_to_end(&mut head)).is_ok() && super::is_captures(&head)
}

/// A revision of the store as reports know revisions; it is called by its time.
#[cfg(feature = "store")]
pub fn stored_revision(stored: &crate::store::Stored, text: String) -> Revision {
    let name = stored.observed_at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    let given = |recorded: &Option<String>| recorded.as_deref().and_then(Stamp::parse).map(|stamp| stamp.given());
    let (published, modified) = (given(&stored.fields.date_published), given(&stored.fields.date_modified));
    Revision { name, observed_at: Some(stored.observed_at), published, modified, text, ..Revision::default() }
}

/// Reads a file whole, up to the limit.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    let file = File::open(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
    read_bytes(file, path)
}

/// Reads everything, up to the limit; `path` is what it is called.
pub fn read_bytes(from: impl io::Read, path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let limit = MAX_TEXT_BYTES as u64 + 1;
    from.take(limit).read_to_end(&mut bytes).map_err(|source| Error::Io { path: path.to_owned(), source })?;
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(Error::TooLarge { name: path.display().to_string() });
    }
    Ok(bytes)
}

/// The revision of an article that stands behind the `@`, as an index.
pub fn choose(article: &str, revisions: &[Revision], typed: &str, zone: Option<Tz>) -> Result<usize, Error> {
    let none = |hint: String| Error::NoSuchRevision { article: article.to_owned(), revision: typed.to_owned(), hint };
    let is_hash = typed.len() >= MIN_HASH_DIGITS && typed.bytes().all(|b| b.is_ascii_hexdigit());
    let is_number = !typed.is_empty() && typed.strip_prefix('-').unwrap_or(typed).bytes().all(|b| b.is_ascii_digit()) && typed != "-";
    if let Some(found) = by_number(revisions.len(), typed).filter(|_| is_number) {
        return Ok(found);
    }
    if is_hash {
        let found = by_hash(revisions, typed);
        match found.as_slice() {
            [one] => return Ok(*one),
            [] if !is_number => return Err(none(format!("no text’s SHA-256 begins so; {}", numbers(revisions.len())))),
            [] => {}
            several => {
                let candidates = several.iter().map(|&k| describe(revisions, k)).collect();
                return Err(Error::Ambiguous { article: article.to_owned(), revision: typed.to_owned(), candidates });
            }
        }
    }
    if is_number {
        return Err(none(numbers(revisions.len())));
    }
    let Some(stamp) = Stamp::parse(typed) else {
        return Err(Error::BadRevision { revision: typed.to_owned() });
    };
    by_time(revisions, stamp, zone).ok_or_else(|| none(format!("the first is {}", describe(revisions, 0))))
}

/// The revision that a history is shown since, as an index: by its number or hash, or the last one seen at or before a time. Since a
/// day means since it began, and where nothing was seen before a time, since the first revision.
pub fn choose_since(article: &str, revisions: &[Revision], typed: &str, zone: Option<Tz>) -> Result<usize, Error> {
    let name = typed.strip_prefix('@').unwrap_or(typed);
    let Some(stamp) = Stamp::parse(name) else { return choose(article, revisions, name, zone) };
    if revisions.iter().all(|revision| revision.observed_at.is_none()) {
        let hint = "nothing says when its revisions were seen: give a number".to_owned();
        return Err(Error::NoSuchRevision { article: article.to_owned(), revision: name.to_owned(), hint });
    }
    // What was seen at the first moment of a day was seen on it, and is news since then.
    let before = if stamp.precision == Precision::Day { TimeDelta::nanoseconds(1) } else { TimeDelta::zero() };
    let beginning = Stamp { precision: Precision::Second, local: stamp.local - before, ..stamp };
    Ok(by_time(revisions, beginning, zone).unwrap_or(0))
}

fn by_number(n: usize, typed: &str) -> Option<usize> {
    let number: i64 = typed.parse().ok()?;
    let n = i64::try_from(n).ok()?;
    let index = if number < 0 { n + number } else { number - 1 };
    usize::try_from(index).ok().filter(|_| index < n)
}

fn by_hash(revisions: &[Revision], typed: &str) -> Vec<usize> {
    let prefix = typed.to_ascii_lowercase();
    (0..revisions.len()).filter(|&k| revisions[k].sha256().starts_with(&prefix)).collect()
}

/// The last revision at or before a time. A time without an offset is one on the clock of the zone, or of the file names.
fn by_time(revisions: &[Revision], stamp: Stamp, zone: Option<Tz>) -> Option<usize> {
    let until = stamp.last_moment();
    let instant = (stamp.offset.is_some() || zone.is_some()).then(|| at(until, stamp.offset, zone));
    revisions.iter().rposition(|revision| {
        revision.observed_at.is_some_and(|seen| instant.map_or_else(|| seen.naive_local() <= until, |instant| seen <= instant))
    })
}

fn numbers(n: usize) -> String {
    if n == 1 { "it has one revision, @1".to_owned() } else { format!("it has {n} revisions, @1 to @{n}") }
}

/// `@2 (2025-08-18T1941-0400.txt, 3f9ab21c)`.
fn describe(revisions: &[Revision], k: usize) -> String {
    format!("@{} ({}, {})", k + 1, revisions[k].name, &revisions[k].sha256()[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history() -> Vec<Revision> {
        let revision = |name: &str, text: &str| super::super::revision(name, text.into(), None).expect("a text").value;
        vec![
            revision("2025-08-18T1928-0400.txt", "one"),
            revision("2025-08-18T1941-0400.txt", "two"),
            revision("2025-08-18T1957-0400.txt", "one"),
        ]
    }

    fn check(typed: &str, expected: Result<usize, &str>) {
        match (choose("ferry", &history(), typed, None), expected) {
            (Ok(found), expected) => assert_eq!(Ok(found), expected, "{typed}"),
            (Err(e), Err(part)) => assert!(e.to_string().contains(part), "{typed}: {e}"),
            (Err(e), Ok(_)) => panic!("{typed}: {e}"),
        }
    }

    #[test]
    fn by_number_from_either_end() {
        check("1", Ok(0));
        check("-1", Ok(2));
        check("-3", Ok(0));
        check("4", Err("it has 3 revisions, @1 to @3"));
        check("0", Err("it has 3 revisions"));
        check("-4", Err("it has 3 revisions"));
        check("99999999999999999999", Err("it has 3 revisions"));
    }

    #[test]
    fn by_time_the_last_at_or_before() {
        check("2025-08-18T19:41", Ok(1));
        check("2025-08-18T19:40", Ok(0));
        check("2025-08-18T23:45Z", Ok(1));
        check("2025-08-18", Ok(2));
        check("2025-08-17", Err("the first is @1 (2025-08-18T1928-0400.txt"));
    }

    #[test]
    fn since_a_time_is_since_it_began() {
        let since = |typed: &str| choose_since("ferry", &history(), typed, None).map_err(|e| e.to_string());
        for (typed, expected) in [("2", 1), ("@2", 1), ("-1", 2), ("2025-08-18T19:41", 1), ("2025-08-18T19:56", 1), ("2025-08-19", 2)] {
            assert_eq!(since(typed), Ok(expected), "{typed}");
        }
        for typed in ["2025-08-18", "2025-08-18T19:27", "1999-01-01"] {
            assert_eq!(since(typed), Ok(0), "nothing was seen before {typed}");
        }
        let midnights: Vec<Revision> = ["05", "06", "07"]
            .iter()
            .map(|day| super::super::revision(&format!("2031-05-{day}T0000Z.txt"), (*day).into(), None).expect("a text").value)
            .collect();
        for (typed, expected) in [("2031-05-06", 0), ("2031-05-07", 1), ("2031-05-08", 2), ("2031-05-06T00:00", 1), ("0001-01-01", 0)] {
            assert_eq!(choose_since("ferry", &midnights, typed, None).ok(), Some(expected), "{typed}");
        }
        assert!(since("yesterday").is_err_and(|e| e.contains("“@yesterday” names no revision")));
        assert!(since("7").is_err_and(|e| e.contains("it has 3 revisions, @1 to @3")));
        let untimed: Vec<Revision> = history().into_iter().map(|revision| Revision { observed_at: None, ..revision }).collect();
        let error = choose_since("ferry", &untimed, "2025-08-18", None).expect_err("no times").to_string();
        assert!(error.contains("nothing says when its revisions were seen"), "{error}");
    }

    #[test]
    fn by_hash_unless_several_have_it() {
        let hash = history()[1].sha256();
        check(&hash[..6], Ok(1));
        check(&hash.to_uppercase(), Ok(1));
        check(&history()[0].sha256()[..8], Err("could be several revisions of “ferry”: @1 (2025-08-18T1928-0400.txt"));
        check("ffffffff", Err("no text’s SHA-256 begins so"));
    }

    #[test]
    fn anything_else_is_explained() {
        for typed in ["", "abc", "yesterday", "-", "2025-08-18T", "--1", "+1"] {
            check(typed, Err("names no revision: give a number"));
        }
    }

    #[test]
    fn a_name_with_an_at_sign_is_a_name_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a@2.txt");
        fs::write(&path, "x").expect("written");
        let typed = path.display().to_string();
        assert_eq!(Source::find(&typed, Path::new("no-store")).expect("found").place, Place::File(path));
        let error = Source::find(&format!("{typed}@1"), Path::new("no-store")).expect_err("one revision");
        assert!(error.to_string().contains("is a file and has one revision"), "{error}");
    }
}

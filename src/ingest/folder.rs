//! A folder of timestamped files → an article's revisions, in order of time.

use super::source::read_file;
use super::{Error, Observed, Read, Unread, Warning, observed, stamp};
use crate::revision::Revision;
use chrono_tz::Tz;
use std::fs;
use std::path::{Path, PathBuf};

/// What lies in a folder, hidden files left out.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Files named for a time.
    pub revisions: Vec<(stamp::Stamp, String)>,
    /// Folders that themselves hold files named for a time.
    pub articles: Vec<String>,
    /// Everything else.
    pub others: Vec<String>,
}

/// Lists a folder, in order of names.
pub(super) fn list(folder: &Path) -> Result<Listing, Error> {
    let mut listing = Listing::default();
    for name in names(folder)? {
        let path = folder.join(&name);
        match stamp::of_file_name(&name) {
            Some(stamp) if path.is_file() => listing.revisions.push((stamp, name)),
            _ if path.is_dir() && holds_revisions(&path) => listing.articles.push(name),
            _ => listing.others.push(name),
        }
    }
    Ok(listing)
}

/// Reads an article's folder: each text or page named for a time is a revision, pages that are not the article left out. Times
/// without an offset are read on the clock of `zone`, or as UTC with a warning.
pub fn read_folder(folder: &Path, zone: Option<Tz>) -> Result<Read<Vec<Revision>>, Error> {
    let Read { value, warnings } = observe_folder(folder, None, zone)?;
    Ok(Read { value: value.into_iter().map(|(name, seen)| seen.revision(&name, zone).value).collect(), warnings })
}

/// The same with what a store keeps beside each text, under the names of the files. `url` is where the article was found.
pub fn observe_folder(folder: &Path, url: Option<&str>, zone: Option<Tz>) -> Result<Read<Vec<(String, Observed)>>, Error> {
    let shown = folder.display().to_string();
    let Listing { mut revisions, articles, others } = list(folder)?;
    if revisions.is_empty() {
        return Err(if articles.is_empty() {
            Error::NoRevisions { folder: shown, others }
        } else {
            Error::SeveralArticles { folder: shown, articles }
        });
    }
    revisions.sort_by_cached_key(|(stamp, name)| (stamp.instant(zone), name.clone()));
    if let Some((first, second)) = same_time(&revisions, zone) {
        return Err(Error::SameTime { folder: shown, first, second });
    }
    let mut warnings = Vec::new();
    let names: Vec<String> = others.into_iter().chain(articles).collect();
    if !names.is_empty() {
        warnings.push(Warning::OtherFiles { folder: shown.clone(), names });
    }
    let mut without = revisions.iter().filter(|(stamp, _)| stamp.offset.is_none() && zone.is_none());
    if let Some((_, first)) = without.next() {
        warnings.push(Warning::NoOffset { folder: shown, first: first.clone(), n: 1 + without.count() });
    }
    let (mut value, mut left_out) = (Vec::with_capacity(revisions.len()), Vec::new());
    for (_, name) in revisions {
        let path = folder.join(&name);
        match observed(&name, read_file(&path)?, url) {
            Ok(mut seen) => {
                let oddities = seen.oddities.iter().map(|oddity| Warning::Odd { name: name.clone(), oddity: oddity.clone() });
                warnings.extend(oddities);
                if let Some(capture) = &mut seen.capture {
                    capture.location = Some(path.display().to_string());
                }
                value.push((name, seen));
            }
            // An error page says nothing about the article: it is no revision, and nothing was removed.
            Err(why @ Unread::NotTheArticle { .. }) => left_out.push((name, why)),
            Err(why) => return Err(why.of(&name)),
        }
    }
    if value.is_empty()
        && let Some((name, why)) = left_out.pop()
    {
        return Err(why.of(&name));
    }
    warnings.extend(left_out.into_iter().map(|(name, why)| Warning::LeftOut { name, why }));
    Ok(Read { value, warnings })
}

/// The articles in a folder, by name.
pub(super) fn articles(folder: &Path) -> Vec<String> {
    list(folder).map(|listing| listing.articles).unwrap_or_default()
}

/// The folders of the articles that lie in a store as files: below it, and below its folder of examples.
pub fn articles_below(store: &Path) -> Vec<PathBuf> {
    let folders = [store.to_owned(), store.join(super::source::EXAMPLES)];
    folders.iter().flat_map(|folder| articles(folder).into_iter().map(|name| folder.join(name))).collect()
}

fn holds_revisions(folder: &Path) -> bool {
    names(folder).is_ok_and(|names| names.iter().any(|name| stamp::of_file_name(name).is_some() && folder.join(name).is_file()))
}

/// The names in a folder, sorted, without what is hidden.
fn names(folder: &Path) -> Result<Vec<String>, Error> {
    let error = |source| Error::Io { path: folder.to_owned(), source };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        let name = entry.map_err(error)?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Two neighbours with the same instant.
fn same_time(revisions: &[(stamp::Stamp, String)], zone: Option<Tz>) -> Option<(String, String)> {
    let same = revisions.windows(2).find(|pair| pair[0].0.instant(zone) == pair[1].0.instant(zone))?;
    Some((same[0].1.clone(), same[1].1.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("inside")).expect("made");
            fs::write(path, text).expect("written");
        }
        folder
    }

    fn read_names(read: &Read<Vec<Revision>>) -> Vec<&str> {
        read.value.iter().map(|r| r.name.as_str()).collect()
    }

    #[test]
    fn revisions_come_in_order_of_time_not_of_name() {
        let folder = folder(&[("2025-08-18T1941-0400.txt", "b"), ("2025-08-18T2330Z.txt", "a"), (".hidden.txt", "x")]);
        let read = read_folder(folder.path(), None).expect("an article");
        assert_eq!(read_names(&read), ["2025-08-18T2330Z.txt", "2025-08-18T1941-0400.txt"]);
        assert_eq!(read.warnings, []);
    }

    #[test]
    fn what_is_not_read_is_named() {
        let folder = folder(&[("2025-08-18.txt", "a"), ("2025-08-19.txt", "b"), ("notes.md", "x"), ("draft.txt", "x"), ("old/a.txt", "x")]);
        let read = read_folder(folder.path(), None).expect("an article");
        let said: Vec<String> = read.warnings.iter().map(ToString::to_string).collect();
        assert!(said[0].ends_with("“draft.txt”, “notes.md”, “old”"), "{said:?}");
        assert!(said[1].contains("2 file names give a time without a zone (“2025-08-18.txt”): read as UTC"), "{said:?}");
        let read = read_folder(folder.path(), Some(chrono_tz::Europe::Paris)).expect("an article");
        assert_eq!(read.value[0].observed_at.expect("a time").to_rfc3339(), "2025-08-18T00:00:00+02:00");
        assert_eq!(read.warnings.len(), 1);
    }

    #[test]
    fn the_same_time_twice_is_an_error_naming_both() {
        let folder = folder(&[("2025-08-18T1941-0400.txt", "a"), ("2025-08-18T2341Z.txt", "b")]);
        let error = read_folder(folder.path(), None).expect_err("twice").to_string();
        assert!(error.starts_with("“2025-08-18T1941-0400.txt” and “2025-08-18T2341Z.txt”"), "{error}");
    }

    #[test]
    fn a_folder_of_articles_lists_them() {
        let folder = folder(&[("ferry/2025-08-18.txt", "a"), ("bridge/2025-08-18.txt", "a")]);
        let error = read_folder(folder.path(), None).expect_err("several").to_string();
        assert!(error.ends_with("name one of “bridge”, “ferry”"), "{error}");
    }
}

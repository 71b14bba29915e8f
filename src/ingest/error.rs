//! What can go wrong while reading, and what is merely odd.

use super::MAX_TEXT;
use std::fmt;
use std::path::PathBuf;

/// Why there is nothing to work on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing goes by that name.
    #[error("nothing is called “{source_name}”: no such file or folder, and no such article in {}{}", list(.looked_in), known(.articles))]
    NotFound {
        /// What was asked for.
        source_name: String,
        /// The folders searched for articles.
        looked_in: Vec<String>,
        /// The articles there.
        articles: Vec<String>,
    },
    /// A folder that holds articles, where one article is wanted.
    #[error("“{folder}” holds several articles, and one is wanted: name one of {}", list(.articles))]
    SeveralArticles {
        /// The folder.
        folder: String,
        /// The articles in it.
        articles: Vec<String>,
    },
    /// A folder without a revision.
    #[error(
        "“{folder}” holds no revisions: name its files by the time they were observed, such as {}{}",
        super::ARTICLE_FILE,
        files(.others)
    )]
    NoRevisions {
        /// The folder.
        folder: String,
        /// The files that are there.
        others: Vec<String>,
    },
    /// Two files of one article with the same time.
    #[error("“{first}” and “{second}” in “{folder}” have the same time: rename one of them")]
    SameTime {
        /// The folder.
        folder: String,
        /// One file.
        first: String,
        /// The other.
        second: String,
    },
    /// No such revision.
    #[error("“{article}” has no revision “@{revision}”: {hint}")]
    NoSuchRevision {
        /// The article.
        article: String,
        /// What was asked for.
        revision: String,
        /// What there is.
        hint: String,
    },
    /// Several revisions it could be.
    #[error("“@{revision}” could be several revisions of “{article}”: {}", .candidates.join(", "))]
    Ambiguous {
        /// The article.
        article: String,
        /// What was asked for.
        revision: String,
        /// What it could be.
        candidates: Vec<String>,
    },
    /// A revision number that is neither a number, a time nor a hash.
    #[error(
        "“@{revision}” names no revision: give a number (@2, @-1 is the last), a time (@2025-08-18T19:41) or 4 or more digits of a hash"
    )]
    BadRevision {
        /// What was asked for.
        revision: String,
    },
    /// A revision of a file.
    #[error("“{file}” is a file and has one revision: leave out “@{revision}”")]
    FileHasOneRevision {
        /// The file.
        file: String,
        /// What was asked for.
        revision: String,
    },
    /// Something else than an article's text.
    #[error("“{name}” {why}")]
    Unread {
        /// The file.
        name: String,
        /// What it is instead.
        why: Unread,
    },
    /// Too long a text.
    #[error("“{name}” is larger than {MAX_TEXT}, the most that is read: split it")]
    TooLarge {
        /// The file.
        name: String,
    },
    /// The system said no.
    #[error("cannot read “{}”", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl Error {
    /// Whether the mistake is in what was asked for, not in what was read.
    pub fn is_wrong_use(&self) -> bool {
        match self {
            Self::NotFound { .. }
            | Self::SeveralArticles { .. }
            | Self::NoSuchRevision { .. }
            | Self::Ambiguous { .. }
            | Self::BadRevision { .. }
            | Self::FileHasOneRevision { .. } => true,
            // A file that is not there, by whatever command it was asked for.
            Self::Io { source, .. } => source.kind() == std::io::ErrorKind::NotFound,
            Self::NoRevisions { .. } | Self::SameTime { .. } | Self::Unread { .. } | Self::TooLarge { .. } => false,
        }
    }
}

/// Why bytes give no text of an article, to be read behind the name of what they are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Not a text.
    #[error("is not a text: {0}")]
    NotText(&'static str),
    /// Many articles, or a list of them.
    #[error("is {0}")]
    Holds(&'static str),
    /// A WARC file that does not give one article.
    #[error("{0}")]
    Captures(String),
    /// A page with something else on it than an article.
    #[error("is not an article ({kind}): {reason}")]
    NotTheArticle {
        /// What it is.
        kind: &'static str,
        /// What shows it.
        reason: String,
    },
    /// A page larger than the limit that is named.
    #[error("is larger than {0}, the most that is read of a page")]
    PageTooLarge(&'static str),
    /// A page that made an extractor fail.
    #[error("could not be read, by a fault of this program, please report it: {0}")]
    Fault(String),
    /// A page, where this build reads none.
    #[error("is html, which this build does not read: it was made without the feature “html”")]
    NoHtml,
}

impl Unread {
    /// The error about the file called `name`.
    pub fn of(self, name: &str) -> Error {
        Error::Unread { name: name.to_owned(), why: self }
    }
}

/// What is odd about something that was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// It is not quite what was expected.
    Odd {
        /// The file.
        name: String,
        /// In which way, to be read behind its name: “is not UTF-8: …”, “is empty”.
        oddity: String,
    },
    /// A page in an article's folder that is not the article.
    LeftOut {
        /// The file.
        name: String,
        /// What it is instead.
        why: Unread,
    },
    /// Files in an article's folder that are no revisions.
    OtherFiles {
        /// The folder.
        folder: String,
        /// The files.
        names: Vec<String>,
    },
    /// Times without an offset.
    NoOffset {
        /// The folder.
        folder: String,
        /// The first such file.
        first: String,
        /// How many there are.
        n: usize,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Odd { name, oddity } => write!(f, "“{name}” {oddity}"),
            Self::LeftOut { name, why: Unread::NotTheArticle { reason, .. } } => {
                write!(f, "“{name}” is left out, because it is not the article: {reason}")
            }
            Self::LeftOut { name, why } => write!(f, "“{name}” is left out: it {why}"),
            Self::OtherFiles { folder, names } => {
                write!(f, "not read in “{folder}”, because the name gives no time or the format is not text: {}", list(names))
            }
            Self::NoOffset { folder, first, n } => {
                let files = if *n == 1 { "file name gives".to_owned() } else { format!("{n} file names give") };
                write!(f, "in “{folder}” {files} a time without a zone (“{first}”): read as UTC, unless --zone says otherwise")
            }
        }
    }
}

/// At most this many names in one message.
const MAX_NAMES: usize = 12;

/// `“a”, “b” and 7 more`.
fn list(names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(MAX_NAMES).map(|name| format!("“{name}”")).collect();
    let more = names.len().saturating_sub(MAX_NAMES);
    if more > 0 {
        let last = shown.pop().unwrap_or_default();
        shown.push(format!("{last} and {more} more"));
    }
    shown.join(", ")
}

fn known(articles: &[String]) -> String {
    if articles.is_empty() { String::new() } else { format!(" (there are {})", list(articles)) }
}

fn files(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(" (there are {})", list(names)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_cut_and_say_so() {
        let names: Vec<String> = (1..=15).map(|n| n.to_string()).collect();
        assert!(list(&names).ends_with("“12” and 3 more"), "{}", list(&names));
    }

    #[test]
    fn messages_are_lower_case_without_a_full_stop() {
        let error = Error::TooLarge { name: "a.txt".to_owned() };
        assert_eq!(error.to_string(), "“a.txt” is larger than 64 MiB, the most that is read: split it");
        assert!(!error.is_wrong_use());
    }
}

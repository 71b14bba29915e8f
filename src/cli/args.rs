//! The whole command line as it can be typed. What it means is in `settings`.

use crate::ingest::Stamp;
use chrono_tz::Tz;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Ends every help text.
macro_rules! exit_status {
    () => {
        "\
EXIT STATUS:
  0  done (also when the reader of the output stops reading)
  1  differences were found (only with --exit-code)
  2  wrong use: an unknown option, article or revision
  3  bad input: something could not be read, or the result could not be written
  4  the store is damaged"
    };
}

const EXIT_STATUS: &str = exit_status!();

/// What can be named where an argument is called SOURCE or ARTICLE.
const SOURCES: &str = concat!(
    "\
SOURCES:
  story.txt, story.html   a text file or a page; - is standard input
  revisions/storm         a folder of files named by time: 2025-08-18T1941-0400.txt
  storm                   the same, by its name below the store or the store's examples/
  https://…/storm.html    an article that was added to the store, by its URL, its name there,
                          or four or more digits of its key
  storm@2, storm@-1       its second revision, its last
  storm@2025-08-18T19:41  its last revision at or before that time
  storm@3f9a              its revision whose text has a SHA-256 that begins so

",
    exit_status!()
);

/// Say which claims and quotations changed between versions of a news article, and whether the publisher said so
#[derive(Debug, Parser)]
#[command(name = "writethru", version, after_help = EXIT_STATUS)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
}

/// Options of every command.
#[derive(Debug, clap::Args)]
pub struct Global {
    /// Folder that keeps the revisions
    #[arg(long, global = true, value_name = "DIR", default_value = "revisions", env = "WRITETHRU_STORE", help_heading = "Everywhere")]
    pub store: PathBuf,
    /// How to show the result [default: terminal, or json for extract]
    #[arg(long, global = true, value_name = "FORMAT", help_heading = "Everywhere")]
    pub format: Option<Format>,
    /// When to use color
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Everywhere")]
    pub color: Color,
    /// The publisher's time zone, such as America/New_York: what "Monday" and times without a zone are read in
    #[arg(long, global = true, value_name = "ZONE", value_parser = zone, help_heading = "Everywhere")]
    pub zone: Option<Tz>,
    /// Columns to fill
    #[arg(long, global = true, value_name = "COLUMNS", hide = true)]
    pub width: Option<usize>,
}

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading here
    Terminal,
    /// For programs
    Json,
    /// For a document, or to publish under an article
    Markdown,
    /// A page that stands alone, without scripts
    Html,
    /// A feed of the steps, for log
    Atom,
}

/// When to use color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// If the output is a terminal and NO_COLOR is not set
    Auto,
    /// Also into files and pipes
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show what changed between two revisions
    ///
    /// Name two sources, or one article for its last two revisions, or one revision of an article for what came with
    /// it. Quotations, claims, headline and notices are compared, each change with its kinds, its severity and the rule
    /// that found it. Differences of glyphs and spacing are counted, not shown.
    #[command(after_help = SOURCES)]
    Diff(Diff),
    /// Show an article's change log, every step
    ///
    /// Each step with a sentence that sums it up, the publisher's notices and every change. --format markdown can be published under an
    /// article, html is a page that stands alone, atom a feed with an entry a step.
    #[command(after_help = SOURCES)]
    Log(Log),
    /// Say of each substantive change whether the publisher noted it
    ///
    /// Substantive is what has high or medium severity. A change is noted if a notice names it, or came with it and announces such
    /// changes; partly noted if one came that speaks in general or of part of it; else not noted. Notices are held against
    /// what was seen: their times, the words they call wrong and right, what they say has come. With --all, every article.
    #[command(after_help = SOURCES)]
    Audit(Audit),
    /// Show a revision with its quotations and claims marked
    #[command(after_help = SOURCES)]
    Show(Show),
    /// List an article's quotations, each with its life across the revisions
    ///
    /// A quotation keeps its number while its words or speaker change, and when it goes and comes back.
    #[command(after_help = SOURCES)]
    Quotes(Lives),
    /// List an article's claims, each with its life across the revisions
    ///
    /// A claim keeps its number while it changes, and when it goes and comes back.
    #[command(after_help = SOURCES)]
    Claims(Lives),
    /// Show every sentence with the revision that brought it, and the edits it went through since
    ///
    /// With --words, since when certain words stand there, such as a figure or a quotation, and what stood there before.
    #[command(after_help = SOURCES)]
    Annotate(Annotate),
    /// Print everything found in a text, as JSON
    ///
    /// Sentences, quotations with speakers, attributions, claims, figures, dates, names and notices, with offsets in
    /// Unicode code points of the text as given.
    #[command(after_help = SOURCES)]
    Extract(Extract),
    /// Record revisions in the store
    ///
    /// Each text, or the article on each page, becomes a revision of its article unless it is the same as the one before it; then it is recorded as seen again.
    /// When it was seen is what the file's name says, or --at; nothing is taken from the file system's clock. What is older
    /// than what is there is inserted where its time belongs.
    #[command(after_help = EXIT_STATUS)]
    Add(Add),
    /// List the articles in the store
    #[command(after_help = EXIT_STATUS)]
    Articles(Articles),
    /// Search all revisions of all articles in the store
    ///
    /// Words that are all in one sentence; what stands in quotation marks is searched as it stands there. Quotations by their
    /// speaker, claims by a name or a figure in them, whatever the format of the figure.
    #[command(after_help = EXIT_STATUS)]
    Search(Search),
    /// Check that the store is as it was recorded
    ///
    /// Compares the hash of every record with its row, follows the chain of hashes, and compares the tables with each other;
    /// with --read-data also every text with its hash. Says what this proves and what it does not.
    #[command(after_help = EXIT_STATUS)]
    Verify(Verify),
    /// Take in what another program kept
    ///
    /// What FROM is, is told by what is in it. What was taken in before is not taken in again, so an import that was
    /// interrupted is run once more. What cannot be read is refused with its place and the reason, and the rest goes on.
    #[command(after_help = EXIT_STATUS)]
    Import(Import),
    /// Write the store's revisions for other programs
    ///
    /// jsonl and csv go to standard output unless --to names a file; folder and bagit make a new folder. jsonl, folder and bagit
    /// are read back by import, all revisions of a store into the same root; csv is for spreadsheets.
    #[command(after_help = EXIT_STATUS)]
    Export(Export),
    /// Print the store's checkpoint: how many records, and their root
    ///
    /// Keep it elsewhere, or give it away: whoever has it can show later that nothing recorded before has been changed. It is
    /// a checkpoint as C2SP defines it (c2sp.org/tlog-checkpoint), signed if a key is given.
    #[command(after_help = EXIT_STATUS)]
    Checkpoint(Checkpoint),
    /// Prove that a revision is in the store's log, as JSON that is checked with nothing else at hand
    ///
    /// The proof holds the text, its record, the path to the root and a checkpoint, and says what it proves and what not. A
    /// short program, docs/check_proof.py, checks it without writethru.
    #[command(after_help = EXIT_STATUS)]
    Prove(Prove),
    /// Make again whatever of the store can be computed
    ///
    /// Throws away the derived tables and makes them anew, and the indexes of the record where they disagree with it. What was
    /// observed is never changed.
    #[command(after_help = EXIT_STATUS)]
    Repair(Repair),
    /// Explain the kinds of change: what each means, its severity and its rule
    #[command(after_help = EXIT_STATUS)]
    Explain(Explain),
}

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// The earlier and the later one, or an article alone
    #[arg(value_name = "SOURCE", num_args = 1..=2, required_unless_present = "jsonl", conflicts_with = "jsonl")]
    pub sources: Vec<String>,
    /// Exit with 1 if there are differences
    #[arg(long)]
    pub exit_code: bool,
    /// Show differences without meaning too: glyphs, spaces, dashes
    #[arg(long, conflicts_with = "jsonl")]
    pub all: bool,
    /// Show only some of the changes; several, parted by commas: what any of them asks for
    #[arg(long, value_name = "WHICH", value_delimiter = ',', conflicts_with = "jsonl")]
    pub only: Vec<Only>,
    /// When the earlier text was seen, if a file or standard input does not say
    #[arg(long, value_name = "TIME", value_parser = stamp, conflicts_with = "jsonl")]
    pub before_at: Option<Stamp>,
    /// When the later text was seen, likewise
    #[arg(long, value_name = "TIME", value_parser = stamp, conflicts_with = "jsonl")]
    pub after_at: Option<Stamp>,
    /// Filter: one pair a line in, one diff a line out
    #[command(flatten)]
    pub filter: Filter,
}

/// Arguments of `log`.
#[derive(Debug, clap::Args)]
pub struct Log {
    /// The article
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    /// Exit with 1 if there are differences
    #[arg(long)]
    pub exit_code: bool,
    /// Show only the steps after a revision: its number, its hash, or a time; of a time, those first seen after it
    #[arg(long, value_name = "TIME|REV", allow_negative_numbers = true)]
    pub since: Option<String>,
    /// Show only some of the changes; several, parted by commas: what any of them asks for
    #[arg(long, value_name = "WHICH", value_delimiter = ',')]
    pub only: Vec<Only>,
}

/// Arguments of `audit`.
#[derive(Debug, clap::Args)]
pub struct Audit {
    /// The articles
    #[arg(value_name = "ARTICLE", conflicts_with = "all")]
    pub articles: Vec<String>,
    /// Every article: the folders below the store and its examples/, and those that were added to it
    #[arg(long)]
    pub all: bool,
    /// Print a table for spreadsheets: a row a change, then a row a notice, with all evidence
    #[arg(long)]
    pub csv: bool,
    /// Exit with 1 if a substantive change was not noted
    #[arg(long)]
    pub exit_code: bool,
}

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
pub struct Show {
    /// The revision; of an article alone its last
    #[arg(value_name = "SOURCE")]
    pub source: String,
    /// When the text was seen, if a file or standard input does not say
    #[arg(long, value_name = "TIME", value_parser = stamp)]
    pub at: Option<Stamp>,
}

/// Arguments of `quotes` and `claims`.
#[derive(Debug, clap::Args)]
pub struct Lives {
    /// The article
    #[arg(value_name = "ARTICLE")]
    pub article: String,
}

/// Arguments of `extract`.
#[derive(Debug, clap::Args)]
pub struct Extract {
    /// The revision; of an article alone its last
    #[arg(value_name = "SOURCE", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    pub source: Option<String>,
    /// When the text was seen, if a file or standard input does not say
    #[arg(long, value_name = "TIME", value_parser = stamp, conflicts_with = "jsonl")]
    pub at: Option<Stamp>,
    /// Filter: one text a line in, one extract a line out
    #[command(flatten)]
    pub filter: Filter,
}

/// Arguments of `add`.
#[derive(Debug, clap::Args)]
pub struct Add {
    /// Text files, pages, folders of such files named by time, or - for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// When the text was seen, such as 2025-08-18T19:41-04:00; "now" is now
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub at: Option<Moment>,
    /// The article: its name, URL or key if it is in the store, or a new name
    #[arg(long, value_name = "ARTICLE")]
    pub article: Option<String>,
    /// Where it was seen
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Keep the texts of pages only, not the pages
    #[arg(long)]
    pub without_pages: bool,
}

/// Arguments of `annotate`.
#[derive(Debug, clap::Args)]
pub struct Annotate {
    /// The revision; of an article alone its last
    #[arg(value_name = "ARTICLE[@REV]")]
    pub source: String,
    /// Only the sentences with these words, and since when they have them
    #[arg(long, value_name = "WORDS")]
    pub words: Option<String>,
}

/// Arguments of `search`.
#[derive(Debug, clap::Args)]
pub struct Search {
    /// Words to look for
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Quotations of this speaker
    #[arg(long, value_name = "NAME", conflicts_with_all = ["name", "figure"])]
    pub speaker: Option<String>,
    /// Claims that name somebody or something
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Claims with a figure, such as "$90 billion" or 12%
    #[arg(long, value_name = "FIGURE")]
    pub figure: Option<String>,
    /// Only what is not there any more
    #[arg(long)]
    pub removed: bool,
    /// Only in this article
    #[arg(long, value_name = "ARTICLE")]
    pub article: Option<String>,
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
}

/// Arguments of `repair`.
#[derive(Debug, clap::Args)]
pub struct Repair {}

/// Arguments of `articles`.
#[derive(Debug, clap::Args)]
pub struct Articles {
    /// Also the addresses of each
    #[arg(long)]
    pub urls: bool,
}

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// Also read texts and compare their hashes: all, or a share such as 5%
    #[arg(long, value_name = "SHARE", num_args = 0..=1, require_equals = true, default_missing_value = "100%", value_parser = percent)]
    pub read_data: Option<u8>,
}

/// A time as an option gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The clock of this machine, asked for in so many words.
    Now,
    /// A given one.
    At(Stamp),
}

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// A file or folder of another program
    #[arg(value_name = "FROM")]
    pub from: PathBuf,
    /// What it is, where that cannot be told
    #[arg(long = "as", value_name = "KIND")]
    pub kind: Option<ImportKind>,
    /// Write everything that was refused to this file, as JSON lines
    #[arg(long, value_name = "FILE")]
    pub refused: Option<PathBuf>,
    /// Keep the texts of pages only, not the pages
    #[arg(long)]
    pub without_pages: bool,
}

/// What can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    /// Text files and pages named by time, in folders; an export
    Folder,
    /// JSON lines with url, time, title and body, or html
    Jsonl,
    /// CSV with url, time, title and body, or html
    Csv,
    /// A git repository, or a file or folder in one
    Git,
    /// The raw database of NewsEdits
    Newsedits,
    /// The database of NewsDiffs, its repositories beside it
    Newsdiffs,
    /// The database of diffengine
    Diffengine,
    /// The tables of News Sniffer: SQLite, or a folder of CSV files
    Newssniffer,
    /// The data folder of changedetection.io
    Changedetection,
    /// Versions as EDGI's web monitoring gives them, as JSON
    Edgi,
    /// A WARC file, also packed: the articles on its pages; an export
    Warc,
    /// A CDX or CDXJ index, the WARC files that it lists beside it
    Cdx,
    /// A Memento TimeMap, the pages that it lists saved beside it
    Memento,
    /// A saved RSS, Atom or JSON feed with texts, its file named by the time it was saved; or a folder of them
    Feed,
    /// An XML export or dump of MediaWiki: its articles as plain text
    Mediawiki,
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// Some articles only
    #[arg(value_name = "ARTICLE", conflicts_with = "backup")]
    pub articles: Vec<String>,
    /// In which form
    #[arg(long = "as", value_name = "FORM", default_value = "jsonl", conflicts_with = "backup")]
    pub form: ExportForm,
    /// The file or new folder to write; of evidence a zip if its name ends so
    #[arg(long, value_name = "PATH", conflicts_with = "backup", required_if_eq_any = [("form", "folder"), ("form", "bagit")])]
    pub to: Option<PathBuf>,
    /// Write evidence of an article, or of some of its revisions, such as storm@2..4, storm@2.. or storm@3
    ///
    /// Texts, what they were made from as far as it is kept, what changed, a proof for each revision, the checkpoint, a page to read, a
    /// program that checks the proofs, and the SHA-256 of every file.
    #[arg(long, value_name = "ARTICLE[@A..B]", requires = "to", conflicts_with_all = ["articles", "form", "backup"])]
    pub evidence: Option<String>,
    /// With --evidence: prove it against this checkpoint instead of the store as it is now
    #[arg(long, value_name = "FILE", requires = "evidence")]
    pub checkpoint: Option<PathBuf>,
    /// Write a copy of the store itself into a new file, also while others write to it
    #[arg(long, value_name = "FILE")]
    pub backup: Option<PathBuf>,
}

/// A form of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportForm {
    /// JSON lines, flat: for sqlite-utils, DuckDB and pandas
    Jsonl,
    /// A table for spreadsheets
    Csv,
    /// A folder an article, a file a revision, and an index
    Folder,
    /// The same as a BagIt bag, with SHA-256 manifests
    Bagit,
    /// A WARC file, packed: pages as they were captured, their texts, and what is known of them
    Warc,
}

/// Arguments of `checkpoint`.
#[derive(Debug, clap::Args)]
pub struct Checkpoint {
    /// Whose log it is [default: the name of the key, or one made from the first record]
    #[arg(long, value_name = "NAME")]
    pub origin: Option<String>,
    /// Sign with the secret key in this file
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Make a key called by --origin, write it to this new file, and print its public half; nothing else is done
    #[arg(long, value_name = "FILE", conflicts_with_all = ["key", "verify"], requires = "origin")]
    pub new_key: Option<PathBuf>,
    /// Check that the log of this older checkpoint is the beginning of the store's; - is standard input
    ///
    /// With --format json, the proof of it is printed: old and new checkpoint, and the hashes between them.
    #[arg(long, value_name = "OLD", conflicts_with_all = ["key", "origin"])]
    pub verify: Option<PathBuf>,
    /// With --verify: this public key must have signed the older one
    #[arg(long, value_name = "KEY", requires = "verify")]
    pub signed_by: Option<String>,
}

/// Arguments of `prove`.
#[derive(Debug, clap::Args)]
pub struct Prove {
    /// The revision, such as storm@2; of an article alone its last
    #[arg(value_name = "ARTICLE[@REV]")]
    pub revision: String,
    /// Prove it against this checkpoint instead of the store as it is now
    #[arg(long, value_name = "FILE", conflicts_with_all = ["origin", "key"])]
    pub checkpoint: Option<PathBuf>,
    /// Whose log it is, as for checkpoint
    #[arg(long, value_name = "NAME")]
    pub origin: Option<String>,
    /// Sign the checkpoint with the secret key in this file
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
}

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// One kind, such as reworded; without it all of them
    #[arg(value_name = "KIND")]
    pub kind: Option<String>,
}

/// Options of the filters.
#[derive(Debug, clap::Args)]
pub struct Filter {
    /// Read JSON objects from standard input, one a line, and answer each with one line, in the same order
    ///
    /// extract reads {"id", "text", "date"?} or {"id", "html", "url"?, "date"?}; diff reads {"id", "before", "after", "before_at"?, "after_at"?, "zone"?}.
    /// A line that cannot be read is answered with an error in its place, and the exit status is then 3.
    #[arg(long)]
    pub jsonl: bool,
    /// Threads that work on lines [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// Which changes to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// Quotations
    Quotes,
    /// Claims
    Claims,
    /// The headline and the line below it
    Headline,
    /// Quotations and claims of high severity
    High,
}

fn zone(typed: &str) -> Result<Tz, String> {
    typed.parse().map_err(|_| "no such time zone: give an IANA name such as America/New_York".to_owned())
}

fn moment(typed: &str) -> Result<Moment, String> {
    if typed == "now" { Ok(Moment::Now) } else { stamp(typed).map(Moment::At) }
}

fn percent(typed: &str) -> Result<u8, String> {
    let number = typed.strip_suffix('%').unwrap_or(typed).parse().ok().filter(|share| (1..=100).contains(share));
    number.ok_or_else(|| "no such share: give one from 1% to 100%".to_owned())
}

fn stamp(typed: &str) -> Result<Stamp, String> {
    Stamp::parse(typed).ok_or_else(|| "no such time: give one such as 2025-08-18T19:41-04:00 or 2025-08-18".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_help_ends_with_the_exit_status() {
        let mut command = Args::command();
        command.build();
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            let help = sub.clone().render_long_help().to_string();
            assert!(help.trim_end().ends_with("the store is damaged"), "{}: {help}", sub.get_name());
            assert!(sub.get_about().is_some(), "{} says what it does", sub.get_name());
        }
    }
}

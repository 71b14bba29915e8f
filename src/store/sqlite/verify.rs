//! Everything compared with everything.
//!
//! Damage is never an error here: it is what was looked for. SQLite's own check finds torn pages and indexes that
//! disagree; it does not see a changed letter. The hashes do.

use super::addresses;
use super::blobs::{self, MAX_DEPTH};
use super::checks;
use super::head::{self, Mark};
use super::{captures, names, read};
use crate::store::schema::OBJECTS;
use crate::store::time::Kept;
use crate::store::{Depth, Error, Finding, Hash, Head, HeadFile, Verdict};
use rusqlite::{Connection, Row};
use rustc_hash::FxHashMap;
use std::ops::ControlFlow;
use std::path::Path;

/// At most this many findings are listed: a store that lost a page has thousands.
const MAX_FINDINGS: usize = 100;

/// What is said to whoever put an older copy in the place of the record, and knows why.
const ON_PURPOSE: &str = " (if an older copy was restored on purpose: move store.head away, and `writethru repair` makes it anew)";

/// How many revisions or blobs lie between two reports of progress.
const STRIDE: u64 = 1_000;

pub(super) fn verify(
    connection: &Connection,
    folder: Option<&Path>,
    depth: Depth,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Verdict, Error> {
    let mut look = Look { connection, findings: Vec::new(), n_more: 0, first_bad: None, n_checks: 0 };
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u64>(0)).unwrap_or(0);
    let n_blobs = count("SELECT count(*) FROM blobs");
    let n_revisions = count("SELECT count(*) FROM revisions");
    let total = n_revisions + if matches!(depth, Depth::Data { .. }) { n_blobs } else { 0 };

    look.part(|look| look.database());
    look.part(|look| look.schema());
    let mut found_head = Head { size: 0, hash: None };
    let mut at_head_file = None;
    let head_file = folder.map(head::read);
    let wanted = match &head_file {
        Some(Ok(Some(mark))) => mark.head.size,
        _ => 0,
    };
    look.part(|look| {
        look.chain(&mut |sequence, hash| {
            found_head = Head { size: sequence, hash };
            if sequence == wanted {
                at_head_file = hash;
            }
            if sequence.is_multiple_of(STRIDE) {
                progress(sequence, total);
            }
        })
    });
    look.part(|look| look.articles());
    look.part(|look| look.urls());
    look.part(|look| look.blobs());
    look.part(|look| look.checks());
    look.part(|look| look.captures());
    let n_read = match depth {
        Depth::Structure => 0,
        Depth::Data { percent, seed } => look.texts(percent, seed, &mut |done| progress(n_revisions + done, total)),
    };
    let head_file = look.head_file(head_file, found_head, at_head_file);
    let Look { mut findings, n_more, first_bad, .. } = look;
    findings.sort_by_key(|finding| finding.sequence.unwrap_or(u64::MAX));
    let n_articles = count("SELECT count(*) FROM articles");
    Ok(Verdict { head: found_head, n_articles, n_blobs, n_read, head_file, findings, n_more, first_bad })
}

struct Look<'c> {
    connection: &'c Connection,
    findings: Vec<Finding>,
    n_more: u64,
    /// The first revision that is not as it was recorded.
    first_bad: Option<u64>,
    /// The last check.
    n_checks: u64,
}

impl Look<'_> {
    fn found(&mut self, sequence: Option<u64>, what: impl Into<String>) {
        self.first_bad = [self.first_bad, sequence].into_iter().flatten().min();
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(Finding { sequence, what: what.into() });
        } else {
            self.n_more += 1;
        }
    }

    /// Looks at a part; where the database gives an error, that is a finding too.
    fn part(&mut self, look: impl FnOnce(&mut Self) -> Result<(), Error>) {
        if let Err(error) = look(self) {
            let what = match error {
                Error::Damaged { what } => what,
                other => match std::error::Error::source(&other) {
                    Some(source) => format!("{other}: {source}"),
                    None => other.to_string(),
                },
            };
            self.found(None, what);
        }
    }

    /// Runs a query and looks at each row; a row that cannot be read is a finding.
    fn rows(&mut self, sql: &str, mut look: impl FnMut(&mut Self, &Row) -> Result<(), Error>) -> Result<(), Error> {
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.part(|this| look(this, row));
        }
        Ok(())
    }

    fn database(&mut self) -> Result<(), Error> {
        self.rows("PRAGMA integrity_check(20)", |look, row| {
            let said: String = row.get(0)?;
            if said != "ok" {
                look.found(None, format!("the database: {said}"));
            }
            Ok(())
        })?;
        self.rows("PRAGMA foreign_key_check", |look, row| {
            let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let id = id.unwrap_or_default();
            let sequence = (table == "revisions").then(|| u64::try_from(id).ok()).flatten();
            look.found(sequence, format!("row {id} of {table} refers to a row of {parent} that is not there"));
            Ok(())
        })
    }

    fn schema(&mut self) -> Result<(), Error> {
        let mut expected: Vec<(&str, &str)> = OBJECTS.to_vec();
        // What SQLite adds by itself: indexes for UNIQUE, and what ANALYZE counted.
        let sql = "SELECT name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_autoindex_*' AND name NOT GLOB 'sqlite_stat*'";
        self.rows(sql, |look, row| {
            let (name, sql): (String, Option<String>) = (row.get(0)?, row.get(1)?);
            match expected.iter().position(|(wanted, _)| *wanted == name) {
                Some(k) => {
                    if sql.as_deref() != Some(expected.swap_remove(k).1) {
                        look.found(None, format!("“{name}” is not defined as in this format"));
                    }
                }
                None => look.found(None, format!("“{name}” is no part of this format: somebody else put it there")),
            }
            Ok(())
        })?;
        for (name, _) in expected {
            self.found(None, format!("“{name}” is missing"));
        }
        Ok(())
    }

    /// Follows the chain; `visit` gets every sequence with its recorded hash.
    fn chain(&mut self, visit: &mut dyn FnMut(u64, Option<Hash>)) -> Result<(), Error> {
        let mut last = 0;
        read::each_record(self.connection, 0, &mut |sequence, leaf| {
            if sequence != last + 1 {
                let missing = last + 1;
                let which = if sequence == missing + 1 {
                    format!("revision {missing} is")
                } else {
                    format!("revisions {missing} to {} are", sequence.saturating_sub(1))
                };
                self.found(Some(missing), format!("{which} missing"));
            }
            match leaf {
                Ok(leaf) if leaf.record.hash() == leaf.hash => visit(sequence, Some(leaf.hash)),
                Ok(leaf) => {
                    let what = if sequence == 1 {
                        "revision 1 is not what was recorded".to_owned()
                    } else {
                        format!("revision {sequence} is not what was recorded, or does not follow what is revision {} now", sequence - 1)
                    };
                    self.found(Some(sequence), what);
                    visit(sequence, Some(leaf.hash));
                }
                Err(error) => {
                    let what = if let Error::Damaged { what } = error { what } else { error.to_string() };
                    self.found(Some(sequence), format!("revision {sequence} cannot be read: {what}"));
                    visit(sequence, None);
                }
            }
            last = sequence;
            ControlFlow::Continue(())
        })
    }

    fn articles(&mut self) -> Result<(), Error> {
        let sql = "SELECT a.name, a.key, a.slug, (SELECT min(sequence) FROM revisions WHERE article = a.id) FROM articles a";
        self.rows(sql, |look, row| {
            let (name, key, slug, first): (String, String, String, Option<u64>) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            if names::key(&name) != key || !names::is_slug_of(&slug, &name) {
                look.found(first, format!("“{slug}” ({key}) is not what “{name}” is called for short"));
            }
            if first.is_none() {
                look.found(None, format!("the article “{slug}” has no revision"));
            }
            Ok(())
        })
    }

    fn urls(&mut self) -> Result<(), Error> {
        self.rows("SELECT article, url, role, first_seen, last_seen, checksum FROM urls", |look, row| {
            let (url, role): (String, String) = (row.get(1)?, row.get(2)?);
            if addresses::checksum(row.get(0)?, &url, &role, row.get(3)?, row.get(4)?) != row.get::<_, i64>(5)? {
                look.found(None, format!("the address “{url}” is not as it was recorded"));
            }
            Ok(())
        })?;
        let sql = "SELECT r.sequence, u.url FROM revisions r JOIN urls u ON u.id = r.url
                   WHERE u.article <> r.article OR r.observed_at < u.first_seen OR r.observed_at > u.last_seen OR u.role <> 'seen'";
        self.rows(sql, |look, row| {
            let (sequence, url): (u64, String) = (row.get(0)?, row.get(1)?);
            look.found(Some(sequence), format!("revision {sequence} was seen at “{url}” when that was not its article’s address"));
            Ok(())
        })
    }

    fn blobs(&mut self) -> Result<(), Error> {
        let mut loose = Vec::new();
        let sql = format!(
            "SELECT b.id FROM blobs b LEFT JOIN blobs p ON p.id = b.base
             WHERE CASE WHEN b.base IS NULL THEN b.depth <> 0 ELSE p.id IS NULL OR b.depth <> p.depth + 1 OR b.depth > {MAX_DEPTH} END"
        );
        self.rows(&sql, |_, row| {
            let id: i64 = row.get(0)?;
            loose.push((id, format!("blob {id} does not stand on the blob it was written against")));
            Ok(())
        })?;
        self.found_in_blobs(loose)?;
        let sql = "SELECT id FROM blobs WHERE id NOT IN (SELECT text FROM revisions) AND id NOT IN (SELECT bytes FROM captures WHERE bytes NOT NULL)";
        self.rows(sql, |look, row| {
            look.found(None, format!("blob {} belongs to no revision", row.get::<_, i64>(0)?));
            Ok(())
        })
    }

    /// Findings in blobs, each with the first revision whose text is there. Without an index on the text of revisions all are looked
    /// for at once, and only where something is wrong.
    fn found_in_blobs(&mut self, wrong: Vec<(i64, String)>) -> Result<(), Error> {
        if wrong.is_empty() {
            return Ok(());
        }
        let mut first: FxHashMap<i64, Option<u64>> = wrong.iter().map(|(id, _)| (*id, None)).collect();
        let looked = self.rows("SELECT text, sequence FROM revisions", |_, row| {
            if let Some(known) = first.get_mut(&row.get(0)?) {
                let sequence: u64 = row.get(1)?;
                *known = Some(known.map_or(sequence, |known| known.min(sequence)));
            }
            Ok(())
        });
        for (id, what) in wrong {
            let first = first.get(&id).copied().flatten();
            let whose = first.map_or(String::new(), |first| format!(", the text of revision {first}"));
            self.found(first, format!("{what}{whose}"));
        }
        looked
    }

    fn checks(&mut self) -> Result<(), Error> {
        let sql = "SELECT c.id, c.article, c.url, c.checked_at, c.checked_offset, c.outcome, c.revision, c.reason, c.checksum,
                     r.article, r.observed_at FROM checks c LEFT JOIN revisions r ON r.sequence = c.revision ORDER BY c.id";
        self.rows(sql, |look, row| {
            let (id, article): (u64, i64) = (row.get(0)?, row.get(1)?);
            let missing = look.n_checks + 1;
            look.n_checks = id;
            if id != missing {
                look.found(None, format!("check {missing} is missing"));
            }
            let at = Kept { micros: row.get(3)?, offset: row.get(4)? };
            let (outcome, reason): (String, Option<String>) = (row.get(5)?, row.get(7)?);
            let check = checks::Row { article, url: row.get(2)?, at, outcome: &outcome, revision: row.get(6)?, reason: reason.as_deref() };
            if check.checksum() != row.get::<_, i64>(8)? {
                look.found(None, format!("check {id} is not as it was recorded"));
            }
            let of: Option<(i64, i64)> = row.get::<_, Option<i64>>(9)?.zip(row.get(10)?);
            if check.revision.is_some() && of.is_none_or(|(of, seen)| of != article || seen > at.micros) {
                look.found(None, format!("check {id} saw a revision that was not there"));
            }
            Ok(())
        })
    }

    fn captures(&mut self) -> Result<(), Error> {
        self.rows(&format!("{}, c.bytes, c.checksum FROM captures c", captures::COLUMNS), |look, row| {
            if captures::checksum(&captures::read(row)?, row.get(10)?) != row.get::<_, i64>(11)? {
                look.found(None, format!("capture {} is not as it was recorded", row.get::<_, i64>(0)?));
            }
            Ok(())
        })
    }

    /// Reads texts and compares their hashes; how many were read.
    fn texts(&mut self, percent: u8, seed: u64, progress: &mut dyn FnMut(u64)) -> u64 {
        let mut ids: Vec<i64> = Vec::new();
        self.part(|look| {
            look.rows("SELECT id FROM blobs ORDER BY id", |_, row| {
                ids.push(row.get(0)?);
                Ok(())
            })
        });
        let is_chosen = |id: &i64| {
            let mixed = Hash::of_all(&[&seed.to_be_bytes(), &id.to_be_bytes()]).checksum().rem_euclid(100);
            mixed < i64::from(percent)
        };
        let mut recent = blobs::Recent::default();
        let (mut n_read, mut wrong) = (0_u64, Vec::new());
        for (k, id) in ids.iter().enumerate().filter(|(_, id)| is_chosen(id)) {
            n_read += 1;
            if let Err(error) = blobs::bytes(self.connection, *id, Some(&mut recent)) {
                wrong.push((*id, if let Error::Damaged { what } = error { what } else { error.to_string() }));
            }
            if n_read.is_multiple_of(STRIDE) {
                progress(k as u64);
            }
        }
        self.part(|look| look.found_in_blobs(wrong));
        n_read
    }

    /// Compares the record with the file beside it.
    fn head_file(&mut self, file: Option<Result<Option<Mark>, String>>, found: Head, there: Option<Hash>) -> HeadFile {
        match file {
            None => HeadFile::None,
            Some(Ok(None)) => HeadFile::Missing,
            Some(Err(what)) => {
                self.found(None, format!("{} cannot be read: {what}", head::HEAD_FILE));
                HeadFile::Unreadable
            }
            Some(Ok(Some(Mark { head, .. }))) if head.size > found.size => {
                let n = head.size - found.size;
                let what = format!(
                    "the record has lost its end: {} knows {} revisions, the record has {n} fewer{ON_PURPOSE}",
                    head::HEAD_FILE,
                    head.size
                );
                self.found(Some(found.size + 1), what);
                HeadFile::Differs
            }
            Some(Ok(Some(Mark { head, .. }))) if head.hash != there => {
                let what = format!(
                    "the record was written anew, or went on after it had lost its end: {} knows another hash of revision {}, so it or one before it is not what was recorded{ON_PURPOSE}",
                    head::HEAD_FILE,
                    head.size
                );
                self.found(Some(head.size), what);
                HeadFile::Differs
            }
            Some(Ok(Some(Mark { n_checks, .. }))) if n_checks > self.n_checks => {
                let what = format!(
                    "the check log has lost its end: {} knows {n_checks} checks, there are {}{ON_PURPOSE}",
                    head::HEAD_FILE,
                    self.n_checks
                );
                self.found(None, what);
                HeadFile::Differs
            }
            Some(Ok(Some(Mark { head, .. }))) => HeadFile::Agrees(head),
        }
    }
}

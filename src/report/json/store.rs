//! What the commands of a store print, as the contract has it.

use crate::report::articles::{Address, Article};
use crate::report::found::{Found, Hit, Place};
use crate::report::recorded::{Recorded, Result, What};
use crate::report::repaired::Repaired;
use crate::report::verified::{HeadFile, Read, Verified};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Articles<'a> {
    schema: &'static str,
    articles: Vec<ArticleOut<'a>>,
}

#[derive(Serialize)]
struct ArticleOut<'a> {
    article: &'a str,
    key: &'a str,
    name: &'a str,
    revisions: u64,
    first_observed: String,
    last_observed: String,
    last_checked: Option<String>,
    addresses: Vec<AddressOut<'a>>,
}

#[derive(Serialize)]
struct AddressOut<'a> {
    url: &'a str,
    role: &'a str,
    first_seen: String,
    last_seen: String,
}

impl<'a> Articles<'a> {
    pub(super) fn of(articles: &'a [Article]) -> Self {
        let address = |a: &'a Address| AddressOut {
            url: &a.url,
            role: a.role,
            first_seen: a.first_seen.to_rfc3339(),
            last_seen: a.last_seen.to_rfc3339(),
        };
        let article = |a: &'a Article| ArticleOut {
            article: &a.slug,
            key: &a.key,
            name: &a.name,
            revisions: a.n_revisions,
            first_observed: a.first_observed.to_rfc3339(),
            last_observed: a.last_observed.to_rfc3339(),
            last_checked: a.last_checked.map(|at| at.to_rfc3339()),
            addresses: a.addresses.iter().map(address).collect(),
        };
        Self { schema: super::ARTICLES, articles: articles.iter().map(article).collect() }
    }
}

#[derive(Serialize)]
pub(super) struct RecordedOut<'a> {
    schema: &'static str,
    results: Vec<ResultOut<'a>>,
}

#[derive(Serialize)]
struct ResultOut<'a> {
    source: &'a str,
    result: &'static str,
    article: &'a str,
    new_article: bool,
    revision: usize,
    sequence: u64,
    later_revisions: usize,
    reverts_to: Option<usize>,
    reinstated: Option<usize>,
}

impl<'a> RecordedOut<'a> {
    pub(super) fn of(all: &'a Recorded) -> Self {
        let result = |r: &'a Result| {
            let (later_revisions, reverts_to, reinstated) = match r.what {
                What::Added { n_later, reverts_to, reinstated } => (n_later, reverts_to, reinstated),
                What::SeenAgain | What::Known => (0, None, None),
            };
            ResultOut {
                source: &r.source,
                result: r.what.name(),
                article: &r.article,
                new_article: r.is_new_article,
                revision: r.number,
                sequence: r.sequence,
                later_revisions,
                reverts_to,
                reinstated,
            }
        };
        Self { schema: super::ADD, results: all.results.iter().map(result).collect() }
    }
}

#[derive(Serialize)]
pub(super) struct VerifiedOut<'a> {
    schema: &'static str,
    ok: bool,
    articles: u64,
    revisions: u64,
    hash: Option<&'a str>,
    texts_read: u64,
    head_file: &'static str,
    first_bad: Option<u64>,
    findings: Vec<FindingOut<'a>>,
    more_findings: u64,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    sequence: Option<u64>,
    message: &'a str,
}

impl<'a> VerifiedOut<'a> {
    pub(super) fn of(all: &'a Verified) -> Self {
        Self {
            schema: super::VERIFY,
            ok: all.findings.is_empty(),
            articles: all.n_articles,
            revisions: all.n_revisions,
            hash: all.hash.as_deref(),
            texts_read: match all.read {
                Read::Nothing => 0,
                Read::Some { n, .. } | Read::All(n) => n,
            },
            head_file: match all.head_file {
                HeadFile::Missing => "missing",
                HeadFile::Agrees(_) => "agrees",
                HeadFile::Unreadable => "unreadable",
                HeadFile::Differs => "differs",
            },
            first_bad: all.first_bad,
            findings: all.findings.iter().map(|(sequence, message)| FindingOut { sequence: *sequence, message }).collect(),
            more_findings: all.n_more,
        }
    }
}

#[derive(Serialize)]
pub(super) struct FoundOut<'a> {
    schema: &'static str,
    asked: &'a str,
    more: bool,
    hits: Vec<HitOut<'a>>,
}

#[derive(Serialize)]
struct HitOut<'a> {
    article: &'a str,
    text: &'a str,
    speaker: Option<&'a str>,
    first: PlaceOut,
    last: PlaceOut,
    gone: Option<PlaceOut>,
    revisions: u64,
    of: u64,
}

#[derive(Serialize)]
struct PlaceOut {
    revision: usize,
    observed_at: String,
}

impl PlaceOut {
    fn of(place: Place) -> Self {
        Self { revision: place.revision, observed_at: place.observed_at.to_rfc3339() }
    }
}

impl<'a> FoundOut<'a> {
    pub(super) fn of(found: &'a Found) -> Self {
        let hit = |h: &'a Hit| HitOut {
            article: &h.article,
            text: &h.text,
            speaker: h.speaker.as_deref(),
            first: PlaceOut::of(h.first),
            last: PlaceOut::of(h.last),
            gone: h.gone.map(PlaceOut::of),
            revisions: h.n_revisions,
            of: h.of,
        };
        Self { schema: super::SEARCH, asked: &found.asked, more: found.is_cut, hits: found.hits.iter().map(hit).collect() }
    }
}

#[derive(Serialize)]
pub(super) struct RepairedOut<'a> {
    schema: &'static str,
    ok: bool,
    done: &'a [String],
    left: &'a [String],
}

impl<'a> RepairedOut<'a> {
    pub(super) fn of(repaired: &'a Repaired) -> Self {
        Self { schema: super::REPAIR, ok: repaired.left.is_empty(), done: &repaired.done, left: &repaired.left }
    }
}

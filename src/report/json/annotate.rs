//! A revision with the origin of every sentence, as the contract has it.

use super::diff::{Edits, SideOut};
use super::log::IntervalOut;
use super::span::Piece;
use super::{log, names};
use crate::changelog::{Annotated, ChangeLog, Words, interval};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct AnnotateOut<'a> {
    schema: &'static str,
    article: &'a str,
    revisions: Vec<SideOut<'a>>,
    revision: usize,
    sentences: Vec<SentenceOut<'a>>,
    traced: Vec<TracedOut<'a>>,
}

#[derive(Serialize)]
struct SentenceOut<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    since: usize,
    #[serde(flatten)]
    interval: IntervalOut,
    stood_before: Option<usize>,
    changes: Vec<ChangeOut<'a>>,
}

#[derive(Serialize)]
struct ChangeOut<'a> {
    revision: usize,
    kind: &'static str,
    #[serde(flatten)]
    interval: IntervalOut,
    edits: Edits<'a>,
}

#[derive(Serialize)]
struct TracedOut<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    since: usize,
    #[serde(flatten)]
    interval: IntervalOut,
    before: Option<&'a str>,
}

impl<'a> AnnotateOut<'a> {
    pub(super) fn of(log: &'a ChangeLog, revision: usize, annotated: &'a [Annotated], traced: &'a [Words]) -> Self {
        let piece = |sentence: usize| {
            let extract = &log.revisions.get(revision)?.extract;
            Some(Piece::of(&extract.text, extract.sentences.get(sentence)?.span))
        };
        let when = |revision: usize| IntervalOut::of(interval(log, revision));
        let sentence = |a: &'a Annotated| {
            Some(SentenceOut {
                piece: piece(a.sentence)?,
                since: a.since + 1,
                interval: when(a.since),
                stood_before: a.stood_before.map(|k| k + 1),
                changes: a
                    .edits
                    .iter()
                    .map(|e| ChangeOut {
                        revision: e.revision + 1,
                        kind: names::link(e.kind),
                        interval: when(e.revision),
                        edits: Edits(&e.edits),
                    })
                    .collect(),
            })
        };
        let trace = |w: &'a Words| {
            Some(TracedOut { piece: piece(w.sentence)?, since: w.since + 1, interval: when(w.since), before: w.before.as_deref() })
        };
        Self {
            schema: super::ANNOTATE,
            article: &log.article,
            revisions: log::sides(log),
            revision: revision + 1,
            sentences: annotated.iter().filter_map(sentence).collect(),
            traced: traced.iter().filter_map(trace).collect(),
        }
    }
}

//! The life of every quotation and claim across the revisions, as the contract has it.

use super::diff::{Kinds, SideOut};
use super::extract::{SpeakerOut, words};
use super::log::IntervalOut;
use super::{log, names};
use crate::changelog::{ChangeLog, Event, Life, interval};
use crate::extract::{Extract, Speaker};
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
pub(super) struct Quotes<'a> {
    schema: &'static str,
    article: &'a str,
    revisions: Vec<SideOut<'a>>,
    quotations: Vec<LifeOut<'a>>,
}

impl<'a> Quotes<'a> {
    pub(super) fn of(log: &'a ChangeLog) -> Self {
        Self { schema: super::QUOTES, article: &log.article, revisions: log::sides(log), quotations: quotations(log) }
    }
}

#[derive(Serialize)]
pub(super) struct Claims<'a> {
    schema: &'static str,
    article: &'a str,
    revisions: Vec<SideOut<'a>>,
    claims: Vec<LifeOut<'a>>,
}

impl<'a> Claims<'a> {
    pub(super) fn of(log: &'a ChangeLog) -> Self {
        Self { schema: super::CLAIMS, article: &log.article, revisions: log::sides(log), claims: claims(log) }
    }
}

/// What one revision has of a quotation or claim: its words and who is said to say them.
type Stand<'a> = (Cow<'a, str>, Option<SpeakerOut<'a>>);

#[derive(Serialize)]
pub(super) struct LifeOut<'a> {
    id: usize,
    /// The words as they stood last.
    text: Option<Cow<'a, str>>,
    speaker: Option<SpeakerOut<'a>>,
    /// The revisions it stands in, counted from 1.
    revisions: Vec<usize>,
    /// Whether it went back and forth between the same words, or came and went.
    alternates: bool,
    events: Vec<EventOut<'a>>,
}

#[derive(Serialize)]
struct EventOut<'a> {
    revision: usize,
    event: &'static str,
    kinds: Kinds<'a>,
    /// The words in that revision; none where they are gone.
    text: Option<Cow<'a, str>>,
    /// The earlier revision whose words and speaker it has again.
    again: Option<usize>,
    #[serde(flatten)]
    interval: IntervalOut,
}

/// The life of every quotation.
pub(super) fn quotations(log: &ChangeLog) -> Vec<LifeOut<'_>> {
    let stand = |extract, k| quotation(extract, k);
    log.quotations.iter().map(|life| LifeOut::of(log, life, stand)).collect()
}

/// The life of every claim.
pub(super) fn claims(log: &ChangeLog) -> Vec<LifeOut<'_>> {
    let stand = |extract, k| claim(extract, k);
    log.claims.iter().map(|life| LifeOut::of(log, life, stand)).collect()
}

fn quotation(extract: &Extract, k: usize) -> Option<Stand<'_>> {
    let quotation = extract.quotations.get(k)?;
    Some((words(&extract.text, quotation), said_by(extract, quotation.speaker.as_ref())))
}

fn claim(extract: &Extract, k: usize) -> Option<Stand<'_>> {
    let claim = extract.claims.get(k)?;
    let attribution = claim.attribution.and_then(|k| extract.attributions.get(k));
    let speaker = said_by(extract, attribution.and_then(|a| a.source.as_ref()));
    Some((Cow::Borrowed(extract.text.given_slice(claim.span)), speaker))
}

fn said_by<'a>(extract: &'a Extract, speaker: Option<&'a Speaker>) -> Option<SpeakerOut<'a>> {
    speaker.map(|s| SpeakerOut::of(&extract.text, s))
}

impl<'a> LifeOut<'a> {
    fn of(log: &'a ChangeLog, life: &'a Life, stand: impl Fn(&'a Extract, usize) -> Option<Stand<'a>>) -> Self {
        let at = |revision: usize| {
            let k = life.at.get(revision).copied().flatten()?;
            stand(&log.revisions.get(revision)?.extract, k)
        };
        let revisions: Vec<usize> = (0..life.at.len()).filter(|&r| life.at[r].is_some()).collect();
        let (text, speaker) = revisions.last().and_then(|&r| at(r)).map_or((None, None), |(text, speaker)| (Some(text), speaker));
        let returns = life.returns();
        let event = |(revision, event): &'a (usize, Event)| EventOut {
            revision: revision + 1,
            event: names::event(event),
            kinds: Kinds(if let Event::Changed(kinds) = event { kinds } else { &[] }),
            text: at(*revision).map(|(text, _)| text),
            again: returns.iter().find(|(at, _)| at == revision).map(|(_, to)| to + 1),
            interval: IntervalOut::of(interval(log, *revision)),
        };
        Self {
            id: life.id,
            text,
            speaker,
            revisions: revisions.iter().map(|r| r + 1).collect(),
            alternates: returns.len() > 1,
            events: life.events.iter().map(event).collect(),
        }
    }
}

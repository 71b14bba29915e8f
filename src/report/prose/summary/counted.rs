//! What is not told in words, by what happened to how many: “reworded 3 other claims”.

use crate::diff::{Kind, Subject};

/// How many of what.
#[derive(Default)]
pub(super) struct Counts(Vec<(Subject, Option<Kind>, usize)>);

impl Counts {
    pub(super) fn add(&mut self, subject: Subject, kind: Option<Kind>) {
        match self.0.iter_mut().find(|(s, k, _)| (*s, *k) == (subject, kind)) {
            Some((.., n)) => *n += 1,
            None => self.0.push((subject, kind, 1)),
        }
    }

    /// One clause for each, the weightiest kind first; of some of the subjects others were told in words.
    pub(super) fn said(mut self, told: &[Subject]) -> Vec<String> {
        self.0.sort_by_key(|&(subject, kind, _)| (kind, subject));
        let is_more = |subject, kind| kind != Some(Kind::Moved) && told.contains(&subject);
        self.0.into_iter().map(|(subject, kind, n)| clause(kind, &noun(subject, n, is_more(subject, kind)))).collect()
    }
}

fn noun(subject: Subject, n: usize, is_more: bool) -> String {
    let name = subject.name();
    match (n, is_more) {
        (1, false) => format!("a {name}"),
        (1, true) => format!("another {name}"),
        (n, false) => format!("{n} {name}s"),
        (n, true) => format!("{n} other {name}s"),
    }
}

fn clause(kind: Option<Kind>, n: &str) -> String {
    let Some(kind) = kind else { return format!("changed {n}") };
    match kind {
        Kind::SpeakerChanged => format!("gave {n} to somebody else"),
        Kind::Reworded => format!("reworded {n}"),
        Kind::Negation => format!("turned {n} into the opposite"),
        Kind::Quantity => format!("changed a figure in {n}"),
        Kind::Entity => format!("changed a name in {n}"),
        Kind::Event => format!("changed what happened in {n}"),
        Kind::AttributionRemoved => format!("no longer attributes {n}"),
        Kind::AttributionChanged => format!("attributes {n} to somebody else"),
        Kind::AttributionAdded => format!("now attributes {n}"),
        Kind::CertaintyRaised => format!("put {n} as more certain"),
        Kind::CertaintyLowered => format!("put {n} as less certain"),
        Kind::Date => format!("changed a date or time in {n}"),
        Kind::Stance | Kind::CueChanged => format!("changed the reporting verb of {n}"),
        Kind::Approximation => format!("put a figure in {n} more or less exactly"),
        Kind::SpeakerNamed => format!("now names the speaker of {n}"),
        Kind::SpeakerAnonymised => format!("no longer names the speaker of {n}"),
        Kind::QuoteToParaphrase => format!("turned {n} into paraphrase"),
        Kind::ParaphraseToQuote => format!("put the words of {n} into quotation marks"),
        Kind::Trimmed => format!("shortened {n}"),
        Kind::Extended => format!("extended {n}"),
        Kind::DetailAdded => format!("added a detail to {n}"),
        Kind::DetailRemoved => format!("cut a detail from {n}"),
        Kind::Tense => format!("changed the tense of {n}"),
        Kind::Spelling => format!("changed the spelling of a name in {n}"),
        Kind::Split => format!("split {n}"),
        Kind::Merged => format!("joined the parts of {n}"),
        Kind::Moved => format!("moved {n}"),
    }
}

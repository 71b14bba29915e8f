//! The kinds of change, their names, severity and rules: what `explain` prints and reports obey.
//!
//! The table itself, with definitions and examples, is [`rules`]; the sentence that explains one
//! finding is [`why`](super::why). The definitions are the project's annotation guide, in other words.
//!
//! Laws: names are unique and lead back to their kind; every kind has a rule for each subject it applies to; the
//! severity of a change depends on nothing but what changed and in which ways.
//!
//! ```
//! use writethru::diff::kinds::{Kind, Severity, Subject};
//!
//! assert_eq!(Kind::from_name("reworded"), Some(Kind::Reworded));
//! assert_eq!(Kind::Reworded.severity(Subject::Quotation), Severity::High);
//! assert_eq!(Kind::Reworded.severity(Subject::Claim), Severity::Low);
//! ```

use super::Change;
use super::rules::{self, Rule};

/// In which way a quotation or a claim changed. The definitions are the project's annotation guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Quotation: the same words are now given to somebody else.
    SpeakerChanged,
    /// Quotation or claim: other words.
    Reworded,
    /// Claim: an assertion turned into its opposite.
    Negation,
    /// Claim: a number, amount, share, count, age or measured duration differs.
    Quantity,
    /// Claim: a person, body, place or thing was replaced or identified differently.
    Entity,
    /// Claim: another action or state is asserted of the same subject.
    Event,
    /// Claim: nobody is said to say it any more.
    AttributionRemoved,
    /// Claim: somebody else is said to say it.
    AttributionChanged,
    /// Claim: somebody is now said to say it.
    AttributionAdded,
    /// Claim: put as more certain.
    CertaintyRaised,
    /// Claim: put as less certain.
    CertaintyLowered,
    /// Claim: a date, clock time, deadline or period differs.
    Date,
    /// Claim: the reporting verb changed in stance.
    Stance,
    /// Claim: exact became about, or the like.
    Approximation,
    /// Quotation: the reporting verb changed in stance.
    CueChanged,
    /// Quotation: the same source, now named.
    SpeakerNamed,
    /// Quotation: the same source, no longer named.
    SpeakerAnonymised,
    /// Quotation: the marks were dropped, the words mostly kept.
    QuoteToParaphrase,
    /// Quotation: marks were put around the words.
    ParaphraseToQuote,
    /// Quotation: words were cut.
    Trimmed,
    /// Quotation: words were added.
    Extended,
    /// Claim: the same assertion with a fact added.
    DetailAdded,
    /// Claim: the same assertion with a fact cut.
    DetailRemoved,
    /// Claim: what will happen has happened, and the like.
    Tense,
    /// Claim: the same name, spelled or titled differently.
    Spelling,
    /// Quotation: one became several with the same words.
    Split,
    /// Quotation: several became one with the same words.
    Merged,
    /// Either: in another place as well.
    Moved,
}

/// What a change is a change of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// Words between quotation marks.
    Quotation,
    /// What the article asserts.
    Claim,
}

/// How much a change matters, by a fixed table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// What an editor should see first.
    High,
    /// What a reader should be told.
    Medium,
    /// What is of interest to the curious.
    Low,
}

impl Kind {
    /// Every kind, the weightiest first.
    pub const ALL: [Self; 28] = [
        Self::SpeakerChanged,
        Self::Reworded,
        Self::Negation,
        Self::Quantity,
        Self::Entity,
        Self::Event,
        Self::AttributionRemoved,
        Self::AttributionChanged,
        Self::AttributionAdded,
        Self::CertaintyRaised,
        Self::CertaintyLowered,
        Self::Date,
        Self::Stance,
        Self::Approximation,
        Self::CueChanged,
        Self::SpeakerNamed,
        Self::SpeakerAnonymised,
        Self::QuoteToParaphrase,
        Self::ParaphraseToQuote,
        Self::Trimmed,
        Self::Extended,
        Self::DetailAdded,
        Self::DetailRemoved,
        Self::Tense,
        Self::Spelling,
        Self::Split,
        Self::Merged,
        Self::Moved,
    ];

    /// Its name in JSON and on the command line: `attribution_removed`.
    pub fn name(self) -> &'static str {
        match self {
            Self::SpeakerChanged => "speaker_changed",
            Self::Reworded => "reworded",
            Self::Negation => "negation",
            Self::Quantity => "quantity",
            Self::Entity => "entity",
            Self::Event => "event",
            Self::AttributionRemoved => "attribution_removed",
            Self::AttributionChanged => "attribution_changed",
            Self::AttributionAdded => "attribution_added",
            Self::CertaintyRaised => "certainty_raised",
            Self::CertaintyLowered => "certainty_lowered",
            Self::Date => "date",
            Self::Stance => "stance",
            Self::Approximation => "approximation",
            Self::CueChanged => "cue_changed",
            Self::SpeakerNamed => "speaker_named",
            Self::SpeakerAnonymised => "speaker_anonymised",
            Self::QuoteToParaphrase => "quote_to_paraphrase",
            Self::ParaphraseToQuote => "paraphrase_to_quote",
            Self::Trimmed => "trimmed",
            Self::Extended => "extended",
            Self::DetailAdded => "detail_added",
            Self::DetailRemoved => "detail_removed",
            Self::Tense => "tense",
            Self::Spelling => "spelling",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Moved => "moved",
        }
    }

    /// The kind that the same change has when the sides are exchanged: what was added was removed.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::AttributionAdded => Self::AttributionRemoved,
            Self::AttributionRemoved => Self::AttributionAdded,
            Self::CertaintyRaised => Self::CertaintyLowered,
            Self::CertaintyLowered => Self::CertaintyRaised,
            Self::SpeakerNamed => Self::SpeakerAnonymised,
            Self::SpeakerAnonymised => Self::SpeakerNamed,
            Self::QuoteToParaphrase => Self::ParaphraseToQuote,
            Self::ParaphraseToQuote => Self::QuoteToParaphrase,
            Self::Trimmed => Self::Extended,
            Self::Extended => Self::Trimmed,
            Self::DetailAdded => Self::DetailRemoved,
            Self::DetailRemoved => Self::DetailAdded,
            Self::Split => Self::Merged,
            Self::Merged => Self::Split,
            same => same,
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What it can be a change of: quotations, claims or both.
    pub fn applies_to(self) -> &'static [Subject] {
        use Subject::{Claim, Quotation};
        match (self.rule(Quotation), self.rule(Claim)) {
            (Some(_), Some(_)) => &[Quotation, Claim],
            (Some(_), None) => &[Quotation],
            _ => &[Claim],
        }
    }

    /// The rule that gives this kind to a subject; `None` where it does not apply.
    pub fn rule(self, subject: Subject) -> Option<&'static Rule> {
        rules::ALL.iter().find(|rule| rule.kind == self && rule.subject == subject)
    }

    /// The rule's name, as [`Reason::rule`](super::Reason::rule) carries it: `quotation.reworded`.
    pub fn rule_name(self, subject: Subject) -> &'static str {
        self.rule_or_other(subject).map_or("", |rule| rule.name)
    }

    /// What a newsroom would call it: “figure changed”.
    pub fn label(self, subject: Subject) -> &'static str {
        self.rule_or_other(subject).map_or("changed", |rule| rule.label)
    }

    /// How much it matters; of a kind that does not apply to the subject, what it is for the other.
    pub fn severity(self, subject: Subject) -> Severity {
        self.rule_or_other(subject).map_or(Severity::Low, |rule| rule.severity)
    }

    fn rule_or_other(self, subject: Subject) -> Option<&'static Rule> {
        self.rule(subject).or_else(|| rules::ALL.iter().find(|rule| rule.kind == self))
    }
}

impl Subject {
    /// Its name: `quotation` or `claim`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Claim => "claim",
        }
    }
}

impl Severity {
    /// Its name: `high`, `medium` or `low`.
    pub fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }

    /// The severity of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::High, Self::Medium, Self::Low].into_iter().find(|severity| severity.name() == name)
    }
}

impl Change {
    /// Every change.
    pub const ALL: [Self; 4] = [Self::Added, Self::Removed, Self::Changed, Self::Moved];

    /// Its name in JSON: `added`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Moved => "moved",
        }
    }

    /// The change of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|change| change.name() == name)
    }

    /// How much it matters: of something changed as much as the weightiest of its kinds, of anything else the same for
    /// quotations and claims.
    pub fn severity(self, kinds: &[Kind], subject: Subject) -> Severity {
        match self {
            Self::Removed => Severity::High,
            Self::Added => Severity::Medium,
            Self::Moved => Severity::Low,
            Self::Changed => kinds.iter().map(|kind| kind.severity(subject)).min().unwrap_or(Severity::Low),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_and_every_kind_is_listed() {
        for (n, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, n, "{kind:?} is out of order in ALL");
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
            assert!(!kind.applies_to().is_empty());
        }
        assert_eq!(Kind::from_name("Reworded"), None);
        for change in Change::ALL {
            assert_eq!(Change::from_name(change.name()), Some(change));
        }
    }

    #[test]
    fn severity_is_the_fixed_table() {
        use Severity::{High, Low, Medium};
        use Subject::{Claim, Quotation};
        for (name, subject, expected) in [
            ("speaker_changed", Quotation, High),
            ("reworded", Quotation, High),
            ("reworded", Claim, Low),
            ("negation", Claim, High),
            ("quantity", Claim, High),
            ("entity", Claim, High),
            ("attribution_removed", Claim, High),
            ("attribution_changed", Claim, High),
            ("certainty_raised", Claim, Medium),
            ("certainty_lowered", Claim, Medium),
            ("date", Claim, Medium),
            ("stance", Claim, Medium),
            ("approximation", Claim, Medium),
            ("speaker_named", Quotation, Medium),
            ("speaker_anonymised", Quotation, Medium),
            ("quote_to_paraphrase", Quotation, Medium),
            ("paraphrase_to_quote", Quotation, Medium),
            ("trimmed", Quotation, Medium),
            ("detail_added", Claim, Medium),
            ("detail_removed", Claim, Medium),
            ("spelling", Claim, Low),
            ("tense", Claim, Low),
            ("moved", Quotation, Low),
            ("split", Quotation, Low),
            ("merged", Quotation, Low),
        ] {
            let kind = Kind::from_name(name).expect(name);
            assert_eq!(kind.severity(subject), expected, "{name}");
        }
        assert_eq!(Change::Removed.severity(&[], Claim), High);
        assert_eq!(Change::Added.severity(&[], Quotation), Medium);
        assert_eq!(Change::Changed.severity(&[Kind::Moved, Kind::Trimmed], Quotation), Medium);
    }
}

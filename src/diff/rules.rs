//! The rules: each kind of change for each subject, with its name, label, severity, definition and an example.
//!
//! A table and nothing else. `writethru explain` prints it; a test runs every example through the real diff.

use super::kinds::{Kind, Severity, Subject};

/// One line of the table: what a kind means for quotations or for claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The kind it gives.
    pub kind: Kind,
    /// What it gives it to.
    pub subject: Subject,
    /// Its name: `claim.quantity`.
    pub name: &'static str,
    /// What a newsroom would call it.
    pub label: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// When it applies, in one sentence.
    pub definition: &'static str,
    /// An invented text before the change.
    pub before: &'static str,
    /// The same text after it.
    pub after: &'static str,
}

const fn quotation(
    kind: Kind,
    name: &'static str,
    label: &'static str,
    severity: Severity,
    definition: &'static str,
    [before, after]: [&'static str; 2],
) -> Rule {
    Rule { kind, subject: Subject::Quotation, name, label, severity, definition, before, after }
}

const fn claim(
    kind: Kind,
    name: &'static str,
    label: &'static str,
    severity: Severity,
    definition: &'static str,
    [before, after]: [&'static str; 2],
) -> Rule {
    Rule { kind, subject: Subject::Claim, name, label, severity, definition, before, after }
}

/// Every rule, quotations first, the weightiest first.
pub const ALL: &[Rule] = &[
    quotation(
        Kind::SpeakerChanged,
        "quotation.speaker_changed",
        "quotation given to someone else",
        Severity::High,
        "The same words are now given to another speaker.",
        ["“The harbor will reopen by Easter,” Mayor Orla Venn said.", "“The harbor will reopen by Easter,” the engineer Tomas Reyle said."],
    ),
    quotation(
        Kind::Reworded,
        "quotation.reworded",
        "quotation reworded",
        Severity::High,
        "Words inside the marks were replaced; glyphs, punctuation, bracketed insertions and ellipses do not count.",
        [
            "“It was a frank and very constructive talk,” Chancellor Anna Berg said.",
            "“It was a frank and highly constructive talk,” Chancellor Anna Berg said.",
        ],
    ),
    quotation(
        Kind::CueChanged,
        "quotation.cue_changed",
        "reporting verb changed",
        Severity::Medium,
        "The verb that introduces the words takes another stance towards them; one neutral verb for another does not count.",
        ["“The accounts are in order,” the treasurer, Ilse Marn, said.", "“The accounts are in order,” the treasurer, Ilse Marn, claimed."],
    ),
    quotation(
        Kind::SpeakerNamed,
        "quotation.speaker_named",
        "speaker now named",
        Severity::Medium,
        "The same source, who stood there without a name, is now named.",
        [
            "“We heard two blasts and then nothing,” a ferry worker said.",
            "“We heard two blasts and then nothing,” Petra Lunsk, a ferry worker, said.",
        ],
    ),
    quotation(
        Kind::SpeakerAnonymised,
        "quotation.speaker_anonymised",
        "speaker no longer named",
        Severity::Medium,
        "The same source, who stood there with a name, is no longer named.",
        ["“Nobody checked the valves,” Jonas Pell, a welder, said.", "“Nobody checked the valves,” a welder said."],
    ),
    quotation(
        Kind::QuoteToParaphrase,
        "quotation.quote_to_paraphrase",
        "quotation now a paraphrase",
        Severity::Medium,
        "The marks were dropped and the words mostly kept.",
        [
            "Ms. Venn said the plan was “a gift to the gravel companies upriver.”",
            "Ms. Venn said the plan was a gift to the gravel companies upriver.",
        ],
    ),
    quotation(
        Kind::ParaphraseToQuote,
        "quotation.paraphrase_to_quote",
        "paraphrase now a quotation",
        Severity::Medium,
        "Marks were put around words that mostly stood there already.",
        [
            "Mr. Temesh said the vote had been a waste of everybody’s evening.",
            "Mr. Temesh said the vote had been “a waste of everybody’s evening.”",
        ],
    ),
    quotation(
        Kind::Trimmed,
        "quotation.trimmed",
        "words cut from the quotation",
        Severity::Medium,
        "Words were cut at an end or in the middle and none replaced.",
        [
            "“We are sorry for the delay and for the silence about it,” the airline’s chief, Dara Holm, said.",
            "“We are sorry for the delay,” the airline’s chief, Dara Holm, said.",
        ],
    ),
    quotation(
        Kind::Extended,
        "quotation.extended",
        "words added to the quotation",
        Severity::Medium,
        "Words were added at an end or in the middle and none replaced.",
        [
            "“The roof held through the storm,” the architect, Lina Sorg, said.",
            "“The roof held through the storm, but only just,” the architect, Lina Sorg, said.",
        ],
    ),
    quotation(
        Kind::Split,
        "quotation.split",
        "quotation split",
        Severity::Low,
        "One quotation became several with the same words.",
        [
            "“The dam is safe. Nobody needs to leave tonight,” the engineer, Edda Holt, said.",
            "“The dam is safe,” the engineer, Edda Holt, said.\n\n“Nobody needs to leave tonight,” Ms. Holt said.",
        ],
    ),
    quotation(
        Kind::Merged,
        "quotation.merged",
        "quotations merged",
        Severity::Low,
        "Several quotations became one with the same words.",
        [
            "“The ice came early,” the harbor pilot, Nils Arve, said.\n\n“The boats were not ready,” Mr. Arve said.",
            "“The ice came early. The boats were not ready,” the harbor pilot, Nils Arve, said.",
        ],
    ),
    quotation(
        Kind::Moved,
        "quotation.moved",
        "quotation moved",
        Severity::Low,
        "It changed its place relative to the text that stayed, by more than what was inserted or cut above it.",
        [
            "“I want my street back,” the baker, Rosa Quill, said.\n\nThe council approved the tram line on Thursday after a debate that lasted until midnight.\n\nThe line will run from the station to the old abattoir and cost the city 40 million marks.",
            "The council approved the tram line on Thursday after a debate that lasted until midnight.\n\nThe line will run from the station to the old abattoir and cost the city 40 million marks.\n\n“I want my street back,” the baker, Rosa Quill, said.",
        ],
    ),
    claim(
        Kind::Negation,
        "claim.negation",
        "turned into its opposite",
        Severity::High,
        "What was asserted is now denied, or the other way round.",
        ["The inspectors found cracks in the northern pier.", "The inspectors did not find cracks in the northern pier."],
    ),
    claim(
        Kind::Quantity,
        "claim.quantity",
        "figure changed",
        Severity::High,
        "A number, amount, share, count, age or measured duration has another value, quantifiers such as “all” and “most” included; another format of the same value does not count.",
        ["The fund would be worth $90 billion over 10 years.", "The fund would be worth $100 billion over 10 years."],
    ),
    claim(
        Kind::Entity,
        "claim.entity",
        "name replaced",
        Severity::High,
        "A person, organisation, place or thing was replaced by another or identified differently.",
        ["The suspect was arrested in Aldenau after a chase.", "The suspect was arrested in Kessel after a chase."],
    ),
    claim(
        Kind::Event,
        "claim.event",
        "something else is said to have happened",
        Severity::High,
        "Another action, event or state is asserted of the same subject.",
        ["Two firefighters were killed when the wall fell.", "Two firefighters were injured when the wall fell."],
    ),
    claim(
        Kind::AttributionRemoved,
        "claim.attribution_removed",
        "attribution removed",
        Severity::High,
        "Somebody was said to say it; now the article says it in its own voice.",
        ["The driver ran a red light, according to police.", "The driver ran a red light."],
    ),
    claim(
        Kind::AttributionChanged,
        "claim.attribution_changed",
        "attribution changed",
        Severity::High,
        "Somebody else is now said to say it.",
        ["The bridge had been inspected in May, the ministry said.", "The bridge had been inspected in May, the contractor said."],
    ),
    claim(
        Kind::AttributionAdded,
        "claim.attribution_added",
        "attribution added",
        Severity::Medium,
        "The article said it in its own voice; now somebody is said to say it.",
        ["The cargo was insured twice.", "The cargo was insured twice, prosecutors said."],
    ),
    claim(
        Kind::CertaintyRaised,
        "claim.certainty_raised",
        "put as more certain",
        Severity::Medium,
        "A hedge or modal was dropped or strengthened, or a confirmation added.",
        ["The meeting may be held in Aldenau.", "The meeting will be held in Aldenau."],
    ),
    claim(
        Kind::CertaintyLowered,
        "claim.certainty_lowered",
        "put as less certain",
        Severity::Medium,
        "A hedge or modal was added or weakened.",
        ["The leak started in the cooling pipe.", "The leak may have started in the cooling pipe."],
    ),
    claim(
        Kind::Date,
        "claim.date",
        "date or time changed",
        Severity::Medium,
        "A date, clock time, deadline or period reckoned from now differs; another format of the same does not count.",
        ["The leaders agreed to meet within a month.", "The leaders agreed to meet within two weeks."],
    ),
    claim(
        Kind::Stance,
        "claim.stance",
        "reporting verb changed",
        Severity::Medium,
        "The verb that reports the claim takes another stance towards it.",
        ["The company said that its filters were working.", "The company claimed that its filters were working."],
    ),
    claim(
        Kind::Approximation,
        "claim.approximation",
        "figure put more or less exactly",
        Severity::Medium,
        "An exact figure became about, at least, more than, up to or the like, or the other way round.",
        ["The storm left 4,000 homes without power.", "The storm left more than 4,000 homes without power."],
    ),
    claim(
        Kind::DetailAdded,
        "claim.detail_added",
        "detail added",
        Severity::Medium,
        "The same assertion, with a fact added to it.",
        ["Firefighters evacuated the hotel.", "Firefighters evacuated the hotel through a kitchen window."],
    ),
    claim(
        Kind::DetailRemoved,
        "claim.detail_removed",
        "detail cut",
        Severity::Medium,
        "The same assertion, with a fact cut from it.",
        ["The jury reached a verdict after a short break for lunch.", "The jury reached a verdict."],
    ),
    claim(
        Kind::Reworded,
        "claim.reworded",
        "claim reworded",
        Severity::Low,
        "Other words, in which none of the other kinds was found.",
        ["The council started work on the new library.", "The council began work on the new library."],
    ),
    claim(
        Kind::Tense,
        "claim.tense",
        "tense changed",
        Severity::Low,
        "What will happen has happened, and the like.",
        ["Parliament will vote on the bill.", "Parliament voted on the bill."],
    ),
    claim(
        Kind::Spelling,
        "claim.spelling",
        "name spelled or titled differently",
        Severity::Low,
        "The same person, organisation, place or thing, spelled or titled differently.",
        ["Ilian Dorsku opened the new terminal.", "Ilian Dorscu opened the new terminal."],
    ),
    claim(
        Kind::Moved,
        "claim.moved",
        "claim moved",
        Severity::Low,
        "The same assertion, moved relative to the text that stayed.",
        [
            "The river rose two meters overnight.\n\nThe town of Pell was cut off from the valley road before midnight.\n\nSoldiers carried patients from the hospital to waiting boats.",
            "The town of Pell was cut off from the valley road before midnight.\n\nSoldiers carried patients from the hospital to waiting boats.\n\nThe river rose two meters overnight.",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_named_after_its_subject_and_kind() {
        for rule in ALL {
            assert_eq!(rule.name, format!("{}.{}", rule.subject.name(), rule.kind.name()));
            assert_ne!(rule.before, rule.after, "{}", rule.name);
            assert!(rule.definition.ends_with('.'), "{}", rule.name);
        }
        let mut names: Vec<&str> = ALL.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
        assert!(Kind::ALL.into_iter().all(|kind| ALL.iter().any(|rule| rule.kind == kind)));
    }
}

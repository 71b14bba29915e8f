//! What a notice announces in general words (“new information and remarks”), as kinds of change.

use super::Verdict;
use super::substance::Changed;
use crate::diff::{Change, Kind};
use crate::extract::Topic;

/// Whether a change is just what a topic is about, or of its sort.
pub(super) fn sort(topic: Topic, changed: &Changed) -> Option<Verdict> {
    use Verdict::{Noted, PartlyNoted};
    let all = |kinds: &[Kind]| {
        let is = |kind: &&Kind| kinds.contains(kind);
        let n = changed.kinds.iter().filter(is).count();
        (n > 0 && changed.change == Change::Changed).then_some(if n == changed.kinds.len() { Noted } else { PartlyNoted })
    };
    let is_added = changed.change == Change::Added;
    match topic {
        Topic::Information if is_added => Some(Noted),
        Topic::Information => {
            all(&[Kind::DetailAdded, Kind::Extended, Kind::AttributionAdded, Kind::SpeakerNamed, Kind::ParaphraseToQuote]).or_else(|| {
                // A new toll is new information; what it replaced is not said.
                let brought = [Kind::Quantity, Kind::Date, Kind::Event, Kind::CertaintyRaised, Kind::CertaintyLowered];
                all(&brought).map(|_| PartlyNoted)
            })
        }
        Topic::Remarks if is_added && (changed.is_quotation || changed.is_attributed) => Some(Noted),
        Topic::Remarks if changed.is_quotation => all(&[Kind::Extended, Kind::ParaphraseToQuote, Kind::SpeakerNamed]),
        Topic::Figure => all(&[Kind::Quantity, Kind::Approximation]),
        Topic::Date => all(&[Kind::Date]),
        Topic::Name => all(&[Kind::Entity, Kind::Spelling, Kind::SpeakerNamed]),
        Topic::Attribution => {
            all(&[Kind::AttributionAdded, Kind::AttributionChanged, Kind::AttributionRemoved, Kind::SpeakerChanged, Kind::SpeakerNamed])
        }
        Topic::Quotation if changed.is_quotation => match changed.change {
            Change::Changed => Some(Noted),
            // “A quotation has been removed”: whose is not said.
            Change::Removed => Some(PartlyNoted),
            Change::Added | Change::Moved => None,
        },
        Topic::Headline if changed.is_field => Some(Noted),
        Topic::Remarks | Topic::Quotation | Topic::Headline => None,
    }
}

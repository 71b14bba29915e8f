//! One sentence for a whole step: `1 quotation added, 1 reworded; figure raised from $90 billion to $100 billion.`

use super::{count, field, list, sentence};
pub(in crate::report) use crate::changelog::audit::field_of;
use crate::diff::{Change, Kind, Reason, RevisionDiff};
use crate::extract::Claim;
use crate::extract::Extract;

/// At most this many figures and dates are named; the others are counted.
const MAX_NAMED: usize = 3;

/// Says in one sentence what changed; `None` where nothing did.
pub(in crate::report) fn summary(before: &Extract, after: &Extract, diff: &RevisionDiff) -> Option<String> {
    let mut clauses = Vec::new();
    if !diff.fields.is_empty() {
        let fields: Vec<String> = diff.fields.iter().map(|f| field(f.field).to_owned()).collect();
        clauses.push(format!("{} changed", list(&fields)));
    }
    clauses.extend(tally("quotation", diff.quotations.iter().map(|c| what(c.change, &c.kinds))));
    let mut counted = Vec::new();
    let mut named = 0;
    // What a headline claims is told with the headline.
    for claim in diff.claims.iter().filter(|c| field_of(before, after, diff, c).is_none()) {
        let said = claim.reasons.iter().find_map(|reason| named_change([before, after], [&claim.before, &claim.after], reason));
        match said {
            Some(said) if named < MAX_NAMED => {
                named += 1;
                clauses.push(said);
            }
            _ => counted.push(what(claim.change, &claim.kinds)),
        }
    }
    clauses.extend(tally("claim", counted.into_iter()));
    (!clauses.is_empty()).then(|| sentence(&format!("{}.", clauses.join("; "))))
}

/// The one thing a change is counted as: what happened, or the weightiest way in which it changed.
fn what(change: Change, kinds: &[Kind]) -> &'static str {
    match (change, kinds.first()) {
        (Change::Changed, Some(&kind)) => phrase(kind),
        _ => change.name(),
    }
}

/// `1 quotation added, 2 reworded`: in the order of the first of each.
fn tally(noun: &str, what: impl Iterator<Item = &'static str>) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for what in what {
        match counts.iter_mut().find(|(w, _)| *w == what) {
            Some((_, n)) => *n += 1,
            None => counts.push((what, 1)),
        }
    }
    let parts: Vec<String> = counts
        .into_iter()
        .enumerate()
        .map(|(k, (what, n))| if k == 0 { format!("{} {what}", count(n, noun)) } else { format!("{n} {what}") })
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What is said of a changed quotation or claim behind its noun.
fn phrase(kind: Kind) -> &'static str {
    match kind {
        Kind::SpeakerChanged => "given to someone else",
        Kind::Reworded => "reworded",
        Kind::Negation => "turned into its opposite",
        Kind::Quantity => "with another figure",
        Kind::Entity => "with another name",
        Kind::Event => "with another event",
        Kind::AttributionRemoved => "no longer attributed",
        Kind::AttributionChanged => "attributed to someone else",
        Kind::AttributionAdded => "now attributed",
        Kind::CertaintyRaised => "put as more certain",
        Kind::CertaintyLowered => "put as less certain",
        Kind::Date => "with another date or time",
        Kind::Stance | Kind::CueChanged => "with another reporting verb",
        Kind::Approximation => "with a figure put more or less exactly",
        Kind::SpeakerNamed => "with a speaker now named",
        Kind::SpeakerAnonymised => "with a speaker no longer named",
        Kind::QuoteToParaphrase => "turned into a paraphrase",
        Kind::ParaphraseToQuote => "made from a paraphrase",
        Kind::Trimmed => "shortened",
        Kind::Extended => "extended",
        Kind::DetailAdded => "with a detail added",
        Kind::DetailRemoved => "with a detail cut",
        Kind::Tense => "in another tense",
        Kind::Spelling => "with a name spelled or titled differently",
        Kind::Split => "split",
        Kind::Merged => "merged",
        Kind::Moved => "moved",
    }
}

/// A figure or a date by its words on both sides.
fn named_change(extracts: [&Extract; 2], claims: [&Option<Claim>; 2], reason: &Reason) -> Option<String> {
    let (was, is) = (reason.before.trim(), reason.after.trim());
    if was.is_empty() || is.is_empty() {
        return None;
    }
    match reason.kind {
        Kind::Date => Some(format!("date or time changed from {was} to {is}")),
        Kind::Quantity => {
            let value = |side: usize, words| figure(extracts[side], claims[side].as_ref()?, words);
            let how = match value(0, was).zip(value(1, is)) {
                Some(((low, high), (lower, higher))) if lower >= low && higher >= high && (lower, higher) != (low, high) => "raised",
                Some(((low, high), (lower, higher))) if lower <= low && higher <= high && (lower, higher) != (low, high) => "lowered",
                _ => "changed",
            };
            Some(format!("figure {how} from {was} to {is}"))
        }
        _ => None,
    }
}

/// The value of the figure that a claim puts in these words.
fn figure(extract: &Extract, claim: &Claim, words: &str) -> Option<(f64, f64)> {
    let quantity = claim.quantities.iter().find(|q| extract.text.slice(q.span) == words)?;
    Some(quantity.as_written())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::article;

    fn check(diff: &RevisionDiff, expected: Option<&str>) {
        let log = article();
        assert_eq!(summary(&log.revisions[0].extract, &log.revisions[1].extract, diff).as_deref(), expected);
    }

    #[test]
    fn a_step_in_one_sentence() {
        let diff = article().steps[0].diff.clone();
        let expected = "Headline changed; 1 quotation reworded, 1 added; figure raised from $90 billion to $100 billion; 1 claim removed.";
        check(&diff, Some(expected));
    }

    #[test]
    fn a_figure_that_cannot_be_compared_is_changed() {
        let mut diff = RevisionDiff { claims: article().steps[0].diff.claims.clone(), ..RevisionDiff::default() };
        diff.claims.truncate(1);
        diff.claims[0].reasons[0].before = "most".to_owned();
        check(&diff, Some("Figure changed from most to $100 billion."));
    }

    #[test]
    fn figures_beyond_the_first_are_counted() {
        let claim = article().steps[0].diff.claims[0].clone();
        let diff = RevisionDiff { claims: vec![claim; MAX_NAMED + 2], ..RevisionDiff::default() };
        let figure = "igure raised from $90 billion to $100 billion; ";
        check(&diff, Some(&format!("F{}2 claims with another figure.", [figure; MAX_NAMED].join("f"))));
        check(&RevisionDiff::default(), None);
    }
}

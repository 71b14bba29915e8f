//! What went back to what it was: a text, a headline, a quotation or claim that has its earlier words again.
//!
//! Once it is a return. Twice or more it goes back and forth, as headlines do that a publisher tries on its readers (“A/B”):
//! “Ferry fire kills 12” – “Twelve dead on ferry” – “Ferry fire kills 12” – “Twelve dead on ferry”.

use super::{ChangeLog, Event, Life};
use crate::diff::Field;
use crate::extract::Extract;
use crate::text::BlockKind;

/// What returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returned {
    /// The whole text.
    Text,
    /// A part above it.
    Field(Field),
    /// The quotation of this number.
    Quotation(usize),
    /// The claim of this number.
    Claim(usize),
}

/// Something that has again what it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// What.
    pub what: Returned,
    /// In which revisions it was again as in which earlier ones: indices into [`ChangeLog::revisions`].
    pub again: Vec<(usize, usize)>,
}

impl Return {
    /// Whether it went back and forth, and not only back.
    pub fn alternates(&self) -> bool {
        self.again.len() > 1
    }
}

impl Life {
    /// In which revisions it had again the words and speaker, or the place in the text, that it had in which earlier ones.
    pub fn returns(&self) -> Vec<(usize, usize)> {
        let came_back = self.events.iter().filter(|(_, event)| *event == Event::Returned).filter_map(|(revision, _)| {
            let last = (0..*revision).rev().find(|&k| self.at.get(k).copied().flatten().is_some())?;
            Some((*revision, last))
        });
        let mut returns: Vec<(usize, usize)> = self.reverts.iter().copied().chain(came_back).collect();
        returns.sort_unstable();
        returns.dedup_by_key(|(revision, _)| *revision);
        returns
    }
}

/// The last earlier revision with the very text of `revision`, where another text stood between the two.
pub fn reverts_to(log: &ChangeLog, revision: usize) -> Option<usize> {
    let text = |k: usize| log.revisions[k].extract.text.given();
    let given = log.revisions.get(revision)?.extract.text.given();
    last_same(revision, |k| text(k) == given)
}

/// Everything that returned, the whole text first.
pub fn returns(log: &ChangeLog) -> Vec<Return> {
    let n = log.revisions.len();
    let text = (1..n).filter_map(|k| Some((k, reverts_to(log, k)?))).collect();
    let mut found = vec![Return { what: Returned::Text, again: text }];
    for (field, kind) in [(Field::Headline, BlockKind::Headline), (Field::AlternativeHeadline, BlockKind::AlternativeHeadline)] {
        let values: Vec<String> = log.revisions.iter().map(|r| value(&r.extract, kind)).collect();
        let again = (1..n).filter(|&k| !values[k].is_empty());
        let again = again.filter_map(|k| Some((k, last_same(k, |m| values[m] == values[k])?))).collect();
        found.push(Return { what: Returned::Field(field), again });
    }
    found.extend(log.quotations.iter().map(|life| Return { what: Returned::Quotation(life.id), again: life.returns() }));
    // What a headline claims goes and comes with the headline.
    let in_body = |life: &Life, revision: usize| {
        let kind = log.revisions.get(revision).and_then(|observed| {
            let extract = &observed.extract;
            let claim = extract.claims.get(life.at.get(revision).copied().flatten()?)?;
            extract.text.blocks().get(extract.sentences.get(claim.sentence)?.block).map(|block| block.kind)
        });
        !matches!(kind, Some(BlockKind::Headline | BlockKind::AlternativeHeadline))
    };
    found.extend(log.claims.iter().map(|life| {
        let again = life.returns().into_iter().filter(|(revision, _)| in_body(life, *revision)).collect();
        Return { what: Returned::Claim(life.id), again }
    }));
    // What is told of the whole text is not told again of every part of it.
    let of_text: Vec<(usize, usize)> = found[0].again.clone();
    for part in &mut found[1..] {
        part.again.retain(|(revision, _)| of_text.iter().all(|(k, _)| k != revision));
    }
    found.retain(|r| !r.again.is_empty());
    found
}

/// The last place before `k` that is the same, if the one directly before it is not.
fn last_same(k: usize, same: impl Fn(usize) -> bool) -> Option<usize> {
    (0..k).rev().find(|&m| same(m)).filter(|&m| m + 1 < k)
}

fn value(extract: &Extract, kind: BlockKind) -> String {
    let blocks = extract.text.blocks().iter().filter(|b| b.kind == kind);
    blocks.map(|b| extract.text.slice(b.span)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changelog::changelog;
    use crate::revision::Revision;

    fn log(texts: &[&str]) -> ChangeLog {
        let seen = |text: &&str| Revision { name: "a.txt".into(), text: (*text).into(), ..Revision::default() };
        changelog("ferry", texts.iter().map(seen).collect(), None)
    }

    const ONE: &str =
        "Ferry fire kills 12\n\nThe ferry burned near the harbor on Monday.\n\n“We had no choice,” said Orla Venn, the mayor.\n";
    const TWO: &str =
        "Twelve dead on ferry\n\nThe ferry burned near the harbor on Monday.\n\n“We had no choice,” said Orla Venn, the mayor.\n";
    const OTHER: &str =
        "Ferry fire kills 12\n\nThe ferry burned near the harbor on Monday.\n\n“We had a choice,” said Orla Venn, the mayor.\n";

    #[test]
    fn a_headline_that_is_tried_goes_back_and_forth() {
        let found = returns(&log(&[ONE, TWO, ONE, TWO]));
        assert_eq!(found, [Return { what: Returned::Text, again: vec![(2, 0), (3, 1)] }]);
        assert!(found[0].alternates());
        let more = format!("{ONE}\nDivers found the anchor of a boat near the pier.\n");
        let found = returns(&log(&[ONE, TWO, &more]));
        assert_eq!(found, [Return { what: Returned::Field(Field::Headline), again: vec![(2, 0)] }]);
        assert_eq!(reverts_to(&log(&[ONE, TWO, ONE]), 2), Some(0));
    }

    #[test]
    fn the_same_text_twice_in_a_row_is_no_return() {
        assert_eq!(returns(&log(&[ONE, ONE, ONE])), []);
        assert_eq!(returns(&log(&[])), []);
        assert_eq!(reverts_to(&log(&[ONE]), 5), None);
    }

    #[test]
    fn a_quotation_that_has_its_words_again() {
        let more = |text: &str| format!("{text}\nDivers found the anchor of a boat near the pier.\n");
        let found = returns(&log(&[ONE, OTHER, &more(ONE)]));
        assert!(found.contains(&Return { what: Returned::Quotation(1), again: vec![(2, 0)] }), "{found:?}");
        let still = |text: &str| format!("{}\nThe pier is shut, the town said.\n", more(text));
        let found = returns(&log(&[ONE, OTHER, &more(ONE), &still(OTHER)]));
        let quotation = found.iter().find(|r| r.what == Returned::Quotation(1)).expect("it returned");
        assert!(quotation.alternates());
    }
}

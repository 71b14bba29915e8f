//! One changed quotation or claim: what happened, who said it, the words, why, and where.

use crate::diff::{Change, ClaimChange, Edit, EditOp, Kind, QuotationChange, Reason, Severity, Subject, why};
use crate::extract::{Extract, Quotation, QuotationKind};
use crate::report::page::{Block, Label, Line, Marker};
use crate::report::prose;

/// How much of an entry is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Everything, on several lines.
    Full,
    /// Everything, with its severity, where no heading says it.
    Weighed,
    /// One line.
    Brief,
    /// One line, with as many words as `Full` shows.
    Listed,
}

/// Words kept on either side of an edit, in full and in brief.
const CONTEXT: usize = 8;
const BRIEF_CONTEXT: usize = 3;
/// A text that is shown for what it is, not for an edit in it, has at most this many words in brief.
const BRIEF_WORDS: usize = 14;
/// And this many where the entry is about something else than its words.
const STAYED_WORDS: usize = 40;

/// An entry before it is laid out.
struct Entry<'a> {
    subject: Subject,
    change: Change,
    kinds: &'a [Kind],
    severity: Severity,
    speaker: Option<String>,
    /// Quotation marks around the words: on both sides, or put there or taken away.
    marks: Option<Label>,
    /// The words, of the later side where there is one.
    text: String,
    edits: &'a [Edit],
    reasons: &'a [Reason],
    place: Option<String>,
}

/// A changed quotation.
pub(super) fn quotation(before: &Extract, after: &Extract, change: &QuotationChange, detail: Detail) -> Block {
    let sides = [(before, change.before.as_ref()), (after, change.after.as_ref())];
    let [was, is] = sides.map(|(extract, q)| q.and_then(|q| q.speaker.as_ref()).map(|s| prose::speaker(extract, s)));
    let [old, new] = sides.map(|(extract, q)| q.map(|q| (extract, q.span)));
    let [was_paraphrase, is_paraphrase] = sides.map(|(_, q)| q.is_some_and(|q| q.kind == QuotationKind::Indirect));
    let marks = match (was_paraphrase, is_paraphrase) {
        (false, false) => Some(Label::Plain),
        (false, true) => Some(Label::Removed),
        (true, false) => Some(Label::Added),
        (true, true) => None,
    };
    let text = sides.iter().rev().find_map(|(extract, q)| q.map(|q| words(extract, q))).unwrap_or_default();
    let entry = Entry {
        subject: Subject::Quotation,
        change: change.change,
        kinds: &change.kinds,
        severity: change.severity,
        speaker: prose::speakers(was, is, &change.kinds),
        marks,
        text,
        edits: &change.edits,
        reasons: &change.reasons,
        place: prose::places(old, new),
    };
    entry.block(detail)
}

/// A changed claim.
pub(super) fn claim(before: &Extract, after: &Extract, change: &ClaimChange, detail: Detail) -> Block {
    let sides = [(before, change.before.as_ref()), (after, change.after.as_ref())];
    let [was, is] = sides.map(|(extract, c)| c.and_then(|c| prose::source(extract, c)).map(|s| prose::speaker(extract, s)));
    let [old, new] = sides.map(|(extract, c)| c.map(|c| (extract, c.span)));
    let text = sides.iter().rev().find_map(|(extract, c)| c.map(|c| extract.text.slice(c.span).to_owned())).unwrap_or_default();
    let entry = Entry {
        subject: Subject::Claim,
        change: change.change,
        kinds: &change.kinds,
        severity: change.severity,
        speaker: prose::speakers(was, is, &change.kinds),
        marks: None,
        text,
        edits: &change.edits,
        reasons: &change.reasons,
        place: prose::places(old, new),
    };
    entry.block(detail)
}

/// The quoted words as they are read, the article's own words between them left out.
pub(in crate::report) fn words(extract: &Extract, quotation: &Quotation) -> String {
    let parts = if quotation.parts.is_empty() { std::slice::from_ref(&quotation.span) } else { &quotation.parts };
    parts.iter().map(|&p| extract.text.slice(p)).collect::<Vec<_>>().join(" … ")
}

impl Entry<'_> {
    fn block(&self, detail: Detail) -> Block {
        let mut first = Line::of(Label::Strong, &prose::entry(self.subject, self.change, self.kinds));
        if let Some(speaker) = &self.speaker {
            first.push(Label::Plain, " — ");
            first.push(Label::Plain, speaker);
        }
        if detail == Detail::Weighed {
            first.push(Label::Dim, &format!(" ({})", self.severity.name()));
        }
        if matches!(detail, Detail::Brief | Detail::Listed) {
            first.push(Label::Plain, ": ");
            self.push_words(&mut first, detail);
            return Block::Item(Marker::Change(self.change), vec![first]);
        }
        let mut words = Line::default();
        self.push_words(&mut words, detail);
        let mut lines = vec![first, words];
        let mut said: Vec<String> = self.reasons.iter().map(|r| why(r, self.subject == Subject::Quotation)).collect();
        said.dedup();
        let said = said.join("; ");
        let place = self.place.as_deref().unwrap_or_default();
        let between = if said.is_empty() || place.is_empty() { "" } else { " · " };
        lines.push(Line::of(Label::Dim, &prose::sentence(&format!("{said}{between}{place}"))));
        lines.retain(|l| !l.runs().is_empty());
        Block::Item(Marker::Change(self.change), lines)
    }

    fn push_words(&self, line: &mut Line, detail: Detail) {
        let is_brief = detail == Detail::Brief;
        if let Some(label) = self.marks {
            line.push(label, "“");
        }
        match self.change {
            Change::Changed if self.edits.iter().any(|e| e.op != EditOp::Equal) => {
                line.push_edits(self.edits, if is_brief { BRIEF_CONTEXT } else { CONTEXT });
            }
            Change::Changed | Change::Moved => {
                line.push(Label::Plain, &prose::clipped(&self.text, if is_brief { BRIEF_WORDS } else { STAYED_WORDS }));
            }
            Change::Added | Change::Removed => {
                let label = if self.change == Change::Added { Label::New } else { Label::Gone };
                let shown = if is_brief { prose::clipped(&self.text, BRIEF_WORDS) } else { self.text.clone() };
                line.push(label, &shown);
            }
        }
        if let Some(label) = self.marks {
            line.push(label, "”");
        }
    }
}

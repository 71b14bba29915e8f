//! One change → what is said of it: a verb and its words, the publisher left out: “raised the toll from 12 to 14”.

use super::{by, figures};
use crate::diff::{Change, ClaimChange, Edit, EditOp, Kind, QuotationChange, Reason, RevisionDiff, Severity};
use crate::extract::{Extract, Quotation, SourceType, Speaker};
use crate::report::prose::{clipped, count, source, speaker};
use crate::text::fold;

/// Words that went or came are repeated in the sentence if there are at most this many; the entry below it shows the others.
const MAX_WORDS: usize = 8;
/// Of a claim, at most this many words are repeated.
const MAX_CLAIM_WORDS: usize = 12;
/// So many claims that came or went are told by their words; more are counted.
const MAX_CLAIMS: usize = 2;
/// A headline that was written anew is repeated if it has at most this many words.
const MAX_HEADLINE_WORDS: usize = 16;
/// Of one claim, at most this many changes are told: a sentence written anew has its entry.
const MAX_OF_ONE: usize = 2;

/// The two texts of a step.
pub(super) struct Sides<'t> {
    pub before: &'t Extract,
    pub after: &'t Extract,
}

/// The quotations and claims of a severity that came or went as a whole.
pub(super) fn came_or_went(sides: &Sides, diff: &RevisionDiff, claims: &[&ClaimChange], severity: Severity) -> Vec<String> {
    let mut said = Vec::new();
    for (change, verb) in [(Change::Removed, "removed"), (Change::Added, "added")] {
        let here = diff.quotations.iter().filter(|c| c.change == change && c.severity == severity);
        let speakers: Vec<Option<String>> =
            here.map(|c| name(sides.after, c.after.as_ref()).or_else(|| name(sides.before, c.before.as_ref()))).collect();
        said.extend(quotations(verb, &speakers));
        let here: Vec<&ClaimChange> = claims.iter().copied().filter(|c| c.change == change && c.severity == severity).collect();
        if here.len() > MAX_CLAIMS {
            said.push(format!("{verb} {}", count(here.len(), "claim")));
        } else {
            said.extend(here.iter().map(|c| format!("{verb} the claim “{}”", claimed(sides, c))));
        }
    }
    said
}

/// `added a quotation by Anna Berg`, `removed 3 quotations, by Anna Berg and Orla Venn`.
fn quotations(verb: &str, speakers: &[Option<String>]) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in speakers.iter().flatten() {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let noun = if speakers.len() == 1 { "a quotation".to_owned() } else { count(speakers.len(), "quotation") };
    match (speakers.len(), names.as_slice()) {
        (0, _) => None,
        (_, []) => Some(format!("{verb} {noun}")),
        (_, [one]) if speakers.iter().all(Option::is_some) => Some(format!("{verb} {noun} by {one}")),
        // Whose the others are, the article does not say.
        (_, names) if speakers.iter().any(Option::is_none) => Some(format!("{verb} {noun}, some by {}", by(names))),
        (_, names) => Some(format!("{verb} {noun}, by {}", by(names))),
    }
}

/// What is said of a quotation that changed or moved; nothing where counting is all there is to do.
pub(super) fn quotation(sides: &Sides, change: &QuotationChange) -> Vec<String> {
    let Some(&kind) = change.kinds.first().filter(|_| change.change == Change::Changed) else { return Vec::new() };
    let (was, is) = (name(sides.before, change.before.as_ref()), name(sides.after, change.after.as_ref()));
    let of = is.as_ref().or(was.as_ref()).map_or_else(|| "a quotation".to_owned(), |name| format!("a quotation by {name}"));
    let words = change.reasons.iter().find(|r| r.kind == kind).map(Words::of).unwrap_or_default();
    let told = match kind {
        Kind::SpeakerChanged => match (was, is) {
            (Some(was), Some(is)) => format!("now gives a quotation to {is}, no longer to {was}"),
            (Some(was), None) => format!("no longer gives a quotation to {was}"),
            (None, Some(is)) => format!("now gives a quotation to {is}"),
            (None, None) => return Vec::new(),
        },
        Kind::SpeakerNamed => match (&words.before, is) {
            (before, Some(is)) if !before.is_empty() => format!("now names {before}, who is quoted, as {is}"),
            (_, Some(is)) => format!("now names {is} as the speaker of a quotation"),
            (_, None) => return Vec::new(),
        },
        Kind::SpeakerAnonymised => match was {
            Some(was) => format!("no longer names {was} as the speaker of a quotation"),
            None => return Vec::new(),
        },
        Kind::Reworded => words.replaced(&of).unwrap_or_else(|| format!("reworded {of}")),
        Kind::CueChanged => words.exchanged(&of).unwrap_or_else(|| format!("changed the reporting verb of {of}")),
        Kind::QuoteToParaphrase => format!("turned {of} into a paraphrase"),
        Kind::ParaphraseToQuote => match is {
            Some(is) => format!("put words of {is} into quotation marks"),
            None => "put a paraphrase into quotation marks".to_owned(),
        },
        Kind::Trimmed => format!("shortened {of}"),
        Kind::Extended => format!("extended {of}"),
        _ => return Vec::new(),
    };
    vec![told]
}

/// What is said of a claim that changed, its weightiest changes first; nothing where counting is all there is to do.
pub(super) fn claim(sides: &Sides, change: &ClaimChange) -> Vec<String> {
    if change.change != Change::Changed {
        return Vec::new();
    }
    let mut reasons: Vec<&Reason> = change.reasons.iter().collect();
    reasons.sort_by_key(|r| change.kinds.iter().position(|&k| k == r.kind));
    let figures: Vec<&Reason> = reasons.iter().copied().filter(|r| r.kind == Kind::Quantity).collect();
    // “Seven” → “at least 12” is a figure and how exactly it is put: said once.
    reasons.retain(|r| r.kind != Kind::Approximation || !figures.iter().any(|f| (&f.before, &f.after) == (&r.before, &r.after)));
    let mut told: Vec<String> = reasons.iter().filter_map(|r| of_reason(sides, change, r)).collect();
    told.dedup();
    told.truncate(MAX_OF_ONE);
    told
}

fn of_reason(sides: &Sides, change: &ClaimChange, reason: &Reason) -> Option<String> {
    let words = Words::of(reason);
    let [was, is] = [(sides.before, &change.before), (sides.after, &change.after)]
        .map(|(extract, c)| c.as_ref().and_then(|c| source(extract, c)).and_then(|s| named(extract, s)));
    let claim = || claimed(sides, change);
    // In the article's words, for they have an article of their own: “the harbor police”.
    let in_words = |words: &str, name: Option<String>| name.map(|name| if words.is_empty() { name } else { words.to_owned() });
    let (was, is) = (in_words(&words.before, was), in_words(&words.after, is));
    Some(match reason.kind {
        Kind::Quantity => figures::changed([sides.before, sides.after], [change.before.as_ref(), change.after.as_ref()], reason)?,
        Kind::Date => match (words.before.as_str(), words.after.as_str()) {
            (was, is) if was == is => return None,
            ("", is) => format!("added the date or time “{is}”"),
            (was, "") => format!("removed the date or time “{was}”"),
            (was, is) => format!("changed a date or time from “{was}” to “{is}”"),
        },
        Kind::AttributionRemoved => format!("no longer attributes “{}” to {}", claim(), was?),
        Kind::AttributionAdded => format!("now attributes “{}” to {}", claim(), is?),
        Kind::AttributionChanged => match (was, is) {
            (Some(was), Some(is)) => format!("now attributes “{}” to {is}, no longer to {was}", claim()),
            _ => return None,
        },
        Kind::Negation => format!("{}, which turns it into its opposite", words.replaced("a claim")?),
        Kind::CertaintyRaised => format!("{}, which puts it as more certain", words.replaced("a claim")?),
        Kind::CertaintyLowered => format!("{}, which puts it as less certain", words.replaced("a claim")?),
        Kind::Entity | Kind::Event => words.replaced("a claim")?,
        Kind::Stance => words.exchanged("a claim")?,
        Kind::Approximation => words.replaced("a claim")?,
        Kind::Spelling => match (words.before.as_str(), words.after.as_str()) {
            ("", _) | (_, "") => return None,
            (was, is) => format!("now writes “{is}” for “{was}”"),
        },
        Kind::DetailAdded | Kind::DetailRemoved | Kind::Reworded | Kind::Tense => words.replaced("a claim")?,
        _ => return None,
    })
}

/// The words of the claim, of the later side where there is one.
fn claimed(sides: &Sides, change: &ClaimChange) -> String {
    let of = |extract: &Extract, claim: &crate::extract::Claim| {
        // “The dam will hold, the ministry said”: who says it stands in the clause. Behind its source a content may lack its subject.
        let content = claim.attribution.and_then(|k| extract.attributions.get(k)).and_then(|a| a.content.first());
        let span = content.copied().filter(|c| claim.span.contains(*c) && claim.span.start == c.start).unwrap_or(claim.span);
        within_marks(clipped(unmarked(extract.text.slice(span)), MAX_CLAIM_WORDS).trim_end_matches(['.', ',']))
    };
    match (&change.before, &change.after) {
        (_, Some(claim)) => of(sides.after, claim),
        (Some(claim), None) => of(sides.before, claim),
        (None, None) => String::new(),
    }
}

/// The speaker of a quotation.
fn name(extract: &Extract, quotation: Option<&Quotation>) -> Option<String> {
    quotation.and_then(|q| q.speaker.as_ref()).and_then(|s| named(extract, s))
}

/// A speaker as a sentence of our own can name one: “it” and “that” stand for nothing there.
fn named(extract: &Extract, source: &Speaker) -> Option<String> {
    let is_known = source.name.is_some() || source.kind != SourceType::Pronoun;
    is_known.then(|| speaker(extract, source))
}

/// The words of a reason, ready to be repeated.
#[derive(Default)]
struct Words {
    before: String,
    after: String,
}

impl Words {
    fn of(reason: &Reason) -> Self {
        let tidy = |words: &str| within_marks(&unmarked(words).split_whitespace().collect::<Vec<_>>().join(" "));
        Self { before: tidy(&reason.before), after: tidy(&reason.after) }
    }

    /// What became of the words, and in what; nothing if there are none or too many.
    fn replaced(&self, place: &str) -> Option<String> {
        if self.is_long() {
            return None;
        }
        match (self.before.as_str(), self.after.as_str()) {
            ("", "") => None,
            ("", is) => Some(format!("put “{is}” into {place}")),
            (was, "") => Some(format!("took “{was}” out of {place}")),
            (was, is) => Some(format!("changed “{was}” to “{is}” in {place}")),
        }
    }

    /// The same of a reporting verb: one was exchanged for another.
    fn exchanged(&self, of: &str) -> Option<String> {
        let is_told = !self.is_long() && !self.before.is_empty() && !self.after.is_empty();
        is_told.then(|| format!("changed “{}” to “{}” as the reporting verb of {of}", self.before, self.after))
    }

    fn is_long(&self) -> bool {
        [&self.before, &self.after].iter().any(|words| words.split(' ').count() > MAX_WORDS)
    }
}

/// A text in which one short stretch of words changed: which, and to what.
pub(super) fn one_edit(edits: &[Edit], place: &str) -> Option<String> {
    let mut words = Words::default();
    let changed: Vec<usize> = (0..edits.len()).filter(|&k| edits[k].op != EditOp::Equal).collect();
    // A deletion and the insertion behind it are one stretch; where nothing stayed, it is the text that changed and no words in it.
    if changed.len() == edits.len() {
        return None;
    }
    if changed.is_empty() || changed.len() > 2 || changed[changed.len() - 1] - changed[0] + 1 != changed.len() {
        return None;
    }
    for &k in &changed {
        let side = if edits[k].op == EditOp::Delete { &mut words.before } else { &mut words.after };
        *side = unmarked(&edits[k].text).split_whitespace().collect::<Vec<_>>().join(" ");
    }
    words.replaced(place)
}

/// A headline as it is repeated, where it is not too long for that.
pub(super) fn whole(text: &str) -> Option<String> {
    let words: Vec<&str> = unmarked(text).split_whitespace().collect();
    (words.len() <= MAX_HEADLINE_WORDS).then(|| within_marks(&words.join(" ")))
}

/// The text without white space and double marks around it: marks of the sentence stand there.
fn unmarked(text: &str) -> &str {
    text.trim().trim_matches(|c: char| fold::is_double_mark(c)).trim()
}

/// The text as it is put between double marks: its own are single ones there.
fn within_marks(text: &str) -> String {
    let single = |c: char| match c {
        '“' | '„' | '«' => '‘',
        '”' | '"' | '»' => '’',
        c => c,
    };
    text.chars().map(single).collect()
}

//! Sentences and attributions → claims: the clauses that assert something.
//!
//! A claim is a sentence, or a part of it set off by a semicolon, with a finite verb of its own outside quotation
//! marks. Questions, imperatives, captions, credits, bylines, notices and headings without a verb assert nothing. A
//! sentence that is nothing but a quotation and its attribution is a quotation, not a claim. Claims are defined by
//! form, not by whether somebody thought them worth checking (as ClaimBuster's are).

use super::bits::Bits;
use super::lexicon::{Tag, VerbForm};
use super::modality;
use super::speakers::Cast;
use super::words::Words;
use super::{Attribution, AttributionKind, Certainty, Claim, ClaimKind, Extract, QuotationKind, Reference, Sentence, dates, quantities};
use crate::span::Span;
use crate::text::{BlockKind, TokenKind};
use std::iter::once;
use std::ops::Range;

/// A clause with fewer words is no claim, however it ends (“Read more”, “Sonar purred” is one).
const MIN_WORDS: usize = 2;
/// Outside its quotations a sentence must say this many words beyond source and cue to claim anything itself.
const MIN_OWN_WORDS: usize = 3;
/// … and its verb at most this many tokens behind its subject or joint: “…,” said Kent, *and* the council *agreed*.
const MAX_JOINT: usize = 6;
/// In a sentence without an end only so many of its quotations are asked whether a clause hangs on them.
const MAX_ASKED: usize = 16;

/// Finds the claims of a text; those of sentences that are not `wanted` come without figures, dates and names.
pub fn claims(extract: &Extract, cast: &Cast, wanted: impl Fn(usize) -> bool) -> Vec<Claim> {
    let words = &Words::of_extract(extract);
    let sentences = &extract.sentences;
    let mut out = Vec::with_capacity(sentences.len());
    let quoted = said(extract);
    let mut contents = Contents::of(extract);
    for (s, sentence) in sentences.iter().enumerate() {
        let kind = words.text.blocks()[sentence.block].kind;
        if !matches!(
            kind,
            BlockKind::Headline | BlockKind::AlternativeHeadline | BlockKind::Heading | BlockKind::Paragraph | BlockKind::ListItem
        ) {
            continue;
        }
        let tokens = without_dateline(words, sentence);
        for clause in clauses(words, tokens, &quoted) {
            if !asserts(words, &clause, kind, &quoted) {
                continue;
            }
            let over = contents.over(words.text.span_of(clause.clone()));
            if says_more(words, &clause, extract, over, &quoted) {
                let claim = bare(words, s, clause, over.first().copied());
                out.push(if wanted(s) { detailed(words, claim, cast, &extract.reference, &quoted) } else { claim });
            }
        }
    }
    out
}

/// Which attributions' contents a stretch of the text overlaps, for stretches asked for in order.
struct Contents {
    /// Content spans with the attribution they belong to, by their start.
    spans: Vec<(Span, usize)>,
    next: usize,
    active: Vec<(Span, usize)>,
    found: Vec<usize>,
}

impl Contents {
    fn of(extract: &Extract) -> Self {
        let mut spans: Vec<(Span, usize)> = extract
            .attributions
            .iter()
            .enumerate()
            .filter(|(_, a)| a.is_report)
            .flat_map(|(n, a)| a.content.iter().map(move |&c| (c, n)))
            .collect();
        spans.sort_unstable();
        Self { spans, next: 0, active: Vec::new(), found: Vec::new() }
    }

    /// The attributions whose content overlaps `span`, in order.
    fn over(&mut self, span: Span) -> &[usize] {
        self.active.retain(|(c, _)| c.end > span.start);
        while let Some(&(content, n)) = self.spans.get(self.next).filter(|(c, _)| c.start < span.end) {
            self.next += 1;
            if content.end > span.start {
                self.active.push((content, n));
            }
        }
        self.found.clear();
        self.found.extend(self.active.iter().filter(|(c, _)| c.overlaps(span)).map(|&(_, n)| n));
        self.found.sort_unstable();
        self.found.dedup();
        &self.found
    }
}

/// The tokens that somebody says in marks.
fn said(extract: &Extract) -> Bits {
    let mut said = Bits::none(extract.text.tokens().len());
    let spoken = extract.quotations.iter().filter(|q| matches!(q.kind, QuotationKind::Direct | QuotationKind::Mixed));
    spoken.flat_map(|q| &q.parts).for_each(|&part| said.fill(extract.text.tokens_in(part)));
    said
}

/// The tokens of a sentence without the dateline that opens it.
pub fn without_dateline(words: &Words, sentence: &Sentence) -> Range<usize> {
    let blocks = words.text.blocks();
    match sentence.block.checked_sub(1).map(|b| &blocks[b]) {
        Some(b) if b.kind == BlockKind::Dateline && b.tokens.start == sentence.tokens.start => {
            let mut start = b.tokens.end;
            while start < sentence.tokens.end && words.kind(start) == Some(TokenKind::Punctuation) {
                start += 1;
            }
            start..sentence.tokens.end
        }
        _ => sentence.tokens.clone(),
    }
}

/// Cuts at semicolons outside quotations, where both sides have a verb of their own.
fn clauses(words: &Words, tokens: Range<usize>, said: &Bits) -> impl Iterator<Item = Range<usize>> {
    let (mut out, mut start) = (Vec::new(), tokens.start); // nearly all sentences have one clause
    let span = words.text.span_of(tokens.clone());
    if memchr::memchr(b';', &words.text.as_str().as_bytes()[span.start..span.end]).is_none() {
        return out.into_iter().chain(once(tokens));
    }
    let last_verb = tokens.clone().rev().find(|&k| words.is_finite(k)).unwrap_or(tokens.start);
    let mut verb = false;
    for k in tokens.clone() {
        if verb && k < last_verb && words.lower(k) == ";" && !said.has(k) {
            out.push(start..k);
            (start, verb) = (k + 1, false);
        }
        verb |= words.is_finite(k);
    }
    out.into_iter().chain(once(start..tokens.end))
}

/// Whether a clause has the form of an assertion.
fn asserts(words: &Words, clause: &Range<usize>, kind: BlockKind, said: &Bits) -> bool {
    let own = || clause.clone().filter(|&k| !said.has(k));
    if own().filter(|&k| words.is_word(k)).take(MIN_WORDS).count() < MIN_WORDS {
        return false;
    }
    let last = clause.clone().rev().find(|&k| words.is_word(k) || matches!(words.lower(k), "?" | "." | "!"));
    if last.is_some_and(|k| words.lower(k) == "?" && !said.has(k)) {
        return false;
    }
    let title = matches!(kind, BlockKind::Headline | BlockKind::AlternativeHeadline | BlockKind::Heading);
    // “What the vote means”, “Common faults and how they are mended”: a heading whose only verb hangs on a question word
    // names a subject and says nothing of it
    let asked = |k: usize| {
        title && kind == BlockKind::Heading && (clause.start..k).any(|b| words.has(b, Tag::Interrogative) && !words.is_finite(b))
    };
    let verb = words.with_any(clause.clone(), &[Tag::Finite]).any(|k| !said.has(k) && !asked(k))
        || words
            .with_any(clause.clone(), &[Tag::Verb, Tag::NounVerb])
            .any(|k| !said.has(k) && (title || !words.is_capital(k)) && words.entry(k).form != Some(VerbForm::Ing) && k > clause.start);
    verb && !is_imperative(words, clause)
}

/// “Read the rest here.”: a bare verb first, no subject.
fn is_imperative(words: &Words, clause: &Range<usize>) -> bool {
    // “7. Type in your name”, “* Open the door”
    let numbered = words.kind(clause.start) == Some(TokenKind::Number) && matches!(words.lower(clause.start + 1), "." | ")");
    let bulleted = matches!(words.lower(clause.start), "*" | "-" | "•");
    let start = clause.start + if numbered { 2 } else { usize::from(bulleted) };
    let first = words.entry(start);
    let bare = first.form == Some(VerbForm::Base)
        && first.tags.has(Tag::Verb)
        && !first.tags.any(&[Tag::Past, Tag::Adverb, Tag::Preposition, Tag::Determiner, Tag::RolePerson, Tag::RoleCollective]);
    let polite = words.lower(start) == "please";
    // “Strand, who …” is a name; an imperative goes on with its object or adverb
    let goes_on = words.kind(start + 1) == Some(TokenKind::Number)
        || words.any(start + 1, &[Tag::Determiner, Tag::Possessive, Tag::Pronoun, Tag::Preposition, Tag::Adverb, Tag::Interrogative]);
    polite || bare && goes_on && !words.any(start + 1, &[Tag::Modal, Tag::Be, Tag::Have])
}

/// Whether a clause says more than that somebody said the quoted words in it.
fn says_more(words: &Words, clause: &Range<usize>, extract: &Extract, over: &[usize], said: &Bits) -> bool {
    if said.first(clause.clone()).is_none() {
        return true;
    }
    // The sources with their appositions, up to their cues: “Kent, the fire chief, said”.
    let framing = |a: &Attribution| match (&a.source, &a.cue) {
        (Some(s), Some(c)) => Some(s.span.cover(c.span)),
        (Some(s), None) => Some(s.span),
        (None, Some(c)) => Some(c.span),
        (None, None) => None,
    };
    let mut own: Vec<bool> = clause.clone().map(|k| words.is_word(k) && !said.has(k)).collect();
    let mut asked = 0;
    for a in over.iter().map(|&n| &extract.attributions[n]) {
        if let Some(framing) = framing(a) {
            let framed = words.text.tokens_in(framing);
            let within = |k: usize| k.clamp(clause.start, clause.end) - clause.start;
            own[within(framed.start)..within(framed.end)].fill(false);
        }
        if a.kind == AttributionKind::Direct && asked < MAX_ASKED {
            asked += 1;
            if !has_clause(words, clause, &own) {
                return false;
            }
        }
    }
    own.into_iter().filter(|&own| own).count() >= MIN_OWN_WORDS
}

/// Whether the `own` words of a clause make one: what hangs on behind a source is an apposition (“a retired nurse”), a
/// clause has a subject or a joint before its verb.
fn has_clause(words: &Words, clause: &Range<usize>, own: &[bool]) -> bool {
    let is_own = |k: usize| own[k - clause.start];
    let joins = |k: usize| words.any(k, &[Tag::Pronoun, Tag::Conjunction, Tag::Subordinator]) && !words.has(k, Tag::Relative);
    let joint = |k: usize| (clause.start..k).rev().take(MAX_JOINT).any(|b| is_own(b) && joins(b));
    let relative = |k: usize| words.has(k, Tag::Relative) && matches!(words.lower(k), "who" | "which" | "whose" | "whom" | "that");
    clause.clone().filter(|&k| is_own(k)).take_while(|&k| !relative(k)).any(|k| words.is_finite(k) && joint(k))
}

/// A claim of which only is known where it stands and whose it is.
fn bare(words: &Words, sentence: usize, tokens: Range<usize>, attribution: Option<usize>) -> Claim {
    Claim {
        span: words.text.span_of(tokens.clone()),
        sentence,
        kind: if attribution.is_some() { ClaimKind::Attributed } else { ClaimKind::OwnVoice },
        attribution,
        quantities: Vec::new(),
        dates: Vec::new(),
        names: Vec::new(),
        negated: false,
        certainty: Certainty::Asserted,
        tense: None,
        tokens,
    }
}

fn detailed(words: &Words, claim: Claim, cast: &Cast, reference: &Reference, said: &Bits) -> Claim {
    let tokens = claim.tokens.clone();
    let skip = |k: usize| said.has(k);
    let dates = dates::dates(words, tokens.clone(), reference);
    let taken: Vec<Span> = dates.iter().map(|d| d.span).collect();
    Claim {
        quantities: quantities::quantities(words, tokens.clone(), &taken),
        dates,
        names: cast.names_in(words, tokens.clone()),
        negated: modality::is_negated(words, tokens.clone(), skip),
        certainty: certainty(words, &tokens, skip),
        tense: modality::tense(words, tokens, skip),
        ..claim
    }
}

/// The least certain of the clause's hedges and cues; confirmed only where nothing weakens it.
fn certainty(words: &Words, tokens: &Range<usize>, skip: impl Fn(usize) -> bool + Copy) -> Certainty {
    let reports = |k: usize| words.cue(k).is_some_and(|cue| modality::certainty(cue.certainty) == Certainty::Reported);
    let cue = words.with_any(tokens.clone(), &[Tag::CueVerb]).find(|&k| !skip(k) && reports(k)).map(|_| Certainty::Reported);
    let hedges = modality::hedges(words, tokens.clone(), skip);
    let all = || hedges.iter().map(|h| h.certainty).chain(cue);
    match all().min() {
        Some(least) if least < Certainty::Asserted => least,
        _ if all().any(|c| c == Certainty::Confirmed) => Certainty::Confirmed,
        _ => Certainty::Asserted,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::{Reference, extract};
    use crate::text::Text;

    /// The claims of a text below its headline.
    fn check(given: &str, expected: &[&str]) {
        let found = extract(Text::new(format!("Harbor news\n\n{given}")), &Reference::default());
        let shown: Vec<&str> = found.claims.iter().map(|claim| found.text.slice(claim.span)).skip_while(|c| *c == "Harbor news").collect();
        assert_eq!(shown, expected, "{given}");
    }

    #[test]
    fn two_words_can_assert() {
        check("He fell.", &["He fell."]);
    }

    /// What stands beside quoted words is a claim where it says something of its own.
    #[test]
    fn what_is_said_beside_a_quotation() {
        check("Orla Venn called the plan “reckless and late.”", &[]);
        check("“The bridge is lost to us all,” Kent said, and left town.", &["“The bridge is lost to us all,” Kent said, and left town."]);
    }

    /// A joint and its verb stand near each other; further apart it may join anything.
    #[test]
    fn a_joint_makes_a_clause_of_the_verb_near_it() {
        check("“It is late,” Kent said, and the last old boats sailed.", &["“It is late,” Kent said, and the last old boats sailed."]);
        check("“It is late,” Kent said, and the last of the boats of the old harbour sailed.", &[]);
    }
}

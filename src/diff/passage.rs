//! One side of a comparison: the sentences concerned, cut into atoms that compare equal when they mean the same.
//!
//! A figure is one atom whatever its format (`sixteen`, `16`; `$1.1bn`, `$1.1 billion`), a date likewise; quoted words
//! are one atom, since a quotation is compared as a quotation; punctuation is none. What frames an attribution (its
//! source and cue) is set apart, so that “Kent said” → “she said” is no change of what is claimed.

use super::lists::Lists;
use super::lookup::{Lookup, Which};
use crate::extract::claims::without_dateline;
use crate::extract::lexicon::Tag;
use crate::extract::modality::{self, Hedge};
use crate::extract::words::Words;
use crate::extract::{
    Attribution, AttributionKind, Certainty, Claim, ClaimKind, DateMention, Extract, Name, Quantity, QuotationKind, dates, quantities,
};
use crate::span::Span;
use crate::text::{BlockKind, TokenKind, fold};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// One text with what comparing needs of it.
pub struct Side<'e> {
    /// Everything found in it.
    pub extract: &'e Extract,
    /// Its tokens, looked up.
    pub words: Words<'e>,
    /// The stretches somebody says in marks, sorted.
    pub said: Vec<Span>,
    /// For every sentence, the attributions whose cue or content stands in it, in order.
    attributions: Lists<usize>,
    contents: OnceCell<Lookup>,
    unquoted: OnceCell<Lookup>,
}

impl<'e> Side<'e> {
    /// Makes an extract ready to be compared.
    pub fn of(extract: &'e Extract) -> Self {
        let mut said: Vec<Span> =
            extract.quotations.iter().filter(|q| q.kind != QuotationKind::Scare).flat_map(|q| q.parts.iter().copied()).collect();
        said.sort();
        let mut attributions = Vec::with_capacity(extract.attributions.len() * 2);
        for (n, a) in extract.attributions.iter().enumerate() {
            let first = attributions.len();
            for span in a.content.iter().copied().chain(a.cue.as_ref().map(|c| c.span)) {
                for s in extract.sentences_over(span) {
                    if !attributions[first..].contains(&(s, n)) {
                        attributions.push((s, n));
                    }
                }
            }
        }
        let attributions = Lists::of(extract.sentences.len(), attributions);
        let (contents, unquoted) = (OnceCell::new(), OnceCell::new());
        Self { extract, words: Words::of_extract(extract), said, attributions, contents, unquoted }
    }

    /// The words of content of every sentence, indexed.
    pub(super) fn contents(&self) -> &Lookup {
        self.contents.get_or_init(|| Lookup::of(self, Which::Content))
    }

    /// The unquoted words of every sentence, indexed.
    pub(super) fn unquoted(&self) -> &Lookup {
        self.unquoted.get_or_init(|| Lookup::of(self, Which::Unquoted))
    }

    /// All that is attributed in a sentence, also wishes and stands: what has its cue or content there.
    pub(super) fn attributions_of(&self, sentence: usize) -> impl Iterator<Item = &'e Attribution> {
        let all = &self.extract.attributions;
        self.attributions.list(sentence).iter().map(move |&n| &all[n])
    }

    /// The attributions of assertions in a sentence.
    pub(super) fn reports_of(&self, sentence: usize) -> impl Iterator<Item = &'e Attribution> {
        self.attributions_of(sentence).filter(|a| a.is_report)
    }

    /// The attribution whose cue stands in a sentence.
    pub(super) fn attributed(&self, sentence: usize) -> Option<&'e Attribution> {
        let span = self.extract.sentences[sentence].span;
        self.reports_of(sentence).find(|a| a.cue.as_ref().is_some_and(|c| span.contains(c.span)))
    }

    /// The attributions of assertions in the sentences of a stretch.
    pub(super) fn reports_over(&self, span: Span) -> impl Iterator<Item = &'e Attribution> {
        self.extract.sentences_over(span).flat_map(|s| self.reports_of(s))
    }

    /// A sentence that makes no claim of its own, as the claim its details belong to.
    pub(super) fn as_claim(&self, sentence: usize) -> Claim {
        let tokens = without_dateline(&self.words, &self.extract.sentences[sentence]);
        Claim {
            span: self.extract.text.span_of(tokens.clone()),
            tokens,
            sentence,
            kind: ClaimKind::Attributed,
            attribution: self.attributions.list(sentence).iter().copied().find(|&n| self.extract.attributions[n].is_report),
            quantities: Vec::new(),
            dates: Vec::new(),
            names: Vec::new(),
            negated: false,
            certainty: Certainty::Asserted,
            tense: None,
        }
    }

    /// The claims of a sentence.
    pub(super) fn claims_of(&self, sentence: usize) -> &'e [Claim] {
        let claims = &self.extract.claims;
        let from = claims.partition_point(|c| c.sentence < sentence);
        let n = claims[from..].partition_point(|c| c.sentence == sentence);
        &claims[from..from + n]
    }

    /// The quoted stretch that holds byte `at`.
    fn said_at(&self, at: usize) -> Option<Span> {
        let n = self.said.partition_point(|s| s.end <= at);
        self.said.get(n).copied().filter(|s| s.holds(at))
    }

    /// Whether quoted speech stands in a stretch.
    pub(super) fn says_any(&self, span: Span) -> bool {
        self.said.get(self.said.partition_point(|s| s.end <= span.start)).is_some_and(|s| s.start < span.end)
    }

    /// Whether token `k` is quoted speech.
    pub fn is_said(&self, k: usize) -> bool {
        self.words.token(k).is_some_and(|t| self.said_at(t.start()).is_some())
    }

    /// What stands at `span`, as the text was given.
    pub fn shown(&self, span: Span) -> &'e str {
        self.extract.text.given_slice(span)
    }

    /// How many words, figures and signs a stretch has.
    pub(super) fn n_words(&self, span: Span) -> usize {
        self.extract.text.tokens_in(span).filter(|&k| self.words.kind(k) != Some(TokenKind::Punctuation)).count()
    }

    /// Takes the number off a list item, and says which it was.
    fn cut_item_mark(&self, sentence: usize, range: &mut Range<usize>) -> Option<&'e str> {
        let k = range.start;
        let numbered = self.block_kind(sentence) == BlockKind::ListItem
            && self.words.kind(k) == Some(TokenKind::Number)
            && matches!(self.words.lower(k + 1), "." | ")")
            && self.extract.text.is_glued(k + 1)
            && range.len() > 2;
        numbered.then(|| {
            range.start = k + 2;
            self.shown(self.extract.text.span_of(k..k + 1))
        })
    }

    /// Whether token `k` is a sign of mark-up that leaked into the text: “>once”, “`ls`”; not “>5”.
    pub(super) fn is_markup(&self, k: usize) -> bool {
        self.words.kind(k) == Some(TokenKind::Symbol)
            && matches!(self.words.lower(k), ">" | "<" | "`" | "~" | "^")
            && self.words.kind(k + 1) != Some(TokenKind::Number)
    }

    /// The kind of block a sentence stands in.
    pub fn block_kind(&self, sentence: usize) -> BlockKind {
        self.extract.text.blocks()[self.extract.sentences[sentence].block].kind
    }
}

/// What an atom is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A word or sign: the token.
    Word(usize),
    /// A figure: an index into [`Passage::quantities`].
    Quantity(usize),
    /// A date or time: an index into [`Passage::dates`].
    Date(usize),
    /// Quoted words.
    Said,
}

/// The smallest thing that is compared.
#[derive(Clone, Debug)]
pub struct Atom<'e> {
    /// Equal for atoms that mean the same.
    pub key: Cow<'e, str>,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub what: What,
    /// Whether it frames an attribution.
    pub is_framing: bool,
}

/// Sentences of one side, ready to be compared.
pub struct Passage<'e, 's> {
    /// The side.
    pub side: &'s Side<'e>,
    /// The token ranges, in order.
    pub ranges: Vec<Range<usize>>,
    /// What is compared.
    pub atoms: Vec<Atom<'e>>,
    /// The figures.
    pub quantities: Vec<Quantity>,
    /// The dates and times.
    pub dates: Vec<DateMention>,
    /// Words of doubt and certainty.
    pub hedges: Vec<Hedge>,
    /// The attributions of unquoted content, with the stretch that frames each.
    pub attributions: Vec<(&'e Attribution, Span)>,
    /// The names.
    pub names: Vec<&'e Name>,
    /// What numbers the list items among the sentences (“7.”): it counts lines, and says nothing.
    pub item_marks: Vec<&'e str>,
}

impl<'e, 's> Passage<'e, 's> {
    /// Cuts sentences into atoms.
    pub fn of(side: &'s Side<'e>, sentences: &[usize]) -> Self {
        let (extract, words) = (side.extract, &side.words);
        Self::of_ranges(side, sentences.iter().map(|&s| (s, without_dateline(words, &extract.sentences[s]))).collect())
    }

    /// Cuts one claim into atoms.
    pub fn of_tokens(side: &'s Side<'e>, claim: &Claim) -> Self {
        Self::of_ranges(side, vec![(claim.sentence, claim.tokens.clone())])
    }

    fn of_ranges(side: &'s Side<'e>, mut pieces: Vec<(usize, Range<usize>)>) -> Self {
        let (extract, words) = (side.extract, &side.words);
        let item_marks = pieces.iter_mut().filter_map(|(s, range)| side.cut_item_mark(*s, range)).collect();
        let ranges: Vec<Range<usize>> = pieces.iter().map(|(_, r)| r.clone()).collect();
        let mut passage = Passage {
            side,
            ranges,
            atoms: Vec::new(),
            quantities: Vec::new(),
            dates: Vec::new(),
            hedges: Vec::new(),
            attributions: Vec::new(),
            names: Vec::new(),
            item_marks,
        };
        for (s, range) in pieces {
            let span = extract.text.span_of(range.clone());
            let is_told = |span: Span| side.said_at(span.start).is_none();
            if let Some(claim) = side.claims_of(s).iter().find(|claim| claim.tokens == range) {
                passage.quantities.extend(claim.quantities.iter().filter(|q| is_told(q.span)).cloned());
                passage.dates.extend(claim.dates.iter().filter(|d| is_told(d.span)).cloned());
            } else {
                let found = dates::dates(words, range.clone(), &extract.reference);
                let taken: Vec<Span> = found.iter().map(|d| d.span).collect();
                passage.quantities.extend(quantities::quantities(words, range.clone(), &taken).into_iter().filter(|q| is_told(q.span)));
                passage.dates.extend(found.into_iter().filter(|d| is_told(d.span)));
            }
            passage.hedges.extend(modality::hedges(words, range.clone(), |k| side.is_said(k)));
            passage.names.extend(side.claims_of(s).iter().flat_map(|c| c.names.iter()));
            for attribution in side.reports_of(s) {
                if let Some(framing) = framing(side, attribution, span) {
                    passage.attributions.push((attribution, framing));
                }
            }
        }
        let places = Places::of(&passage);
        for range in passage.ranges.clone() {
            passage.cut(range, &places);
        }
        passage
    }

    /// The same with a further stretch taken for framing.
    pub fn without(mut self, framing: Span) -> Self {
        for atom in &mut self.atoms {
            atom.is_framing |= framing.overlaps(atom.span) || atom.what == What::Said;
        }
        self
    }

    /// “8 a.m. to 3 p.m.” is “8 AM – 3 PM”.
    fn joins_times(&self, k: usize, places: &Places) -> bool {
        let tokens = self.side.extract.text.tokens();
        self.side.words.lower(k) == "to"
            && self.atoms.last().is_some_and(|a| matches!(a.what, What::Date(_)) && k > 0 && a.span.end >= tokens[k - 1].end())
            && tokens.get(k + 1).is_some_and(|t| Places::at(&places.dates, t.start()).is_some())
    }

    fn cut(&mut self, range: Range<usize>, places: &Places) {
        let (side, text) = (self.side, &self.side.extract.text);
        let mut k = range.start;
        while k < range.end {
            let token = text.tokens()[k].span();
            let frames = Places::at(&places.framing, token.start).is_some();
            let (key, span, what): (Cow<'e, str>, Span, What) = if let Some(said) = side.said_at(token.start) {
                (Cow::Borrowed("“”"), Span::new(token.start, said.end), What::Said)
            } else if let Some(n) = Places::at(&places.dates, token.start) {
                (Cow::Owned(format!("date {}", self.dates[n].key)), self.dates[n].span, What::Date(n))
            } else if let Some(n) = Places::at(&places.quantities, token.start) {
                (Cow::Owned(format!("figure {}", quantities::key(&self.quantities[n]))), self.quantities[n].span, What::Quantity(n))
            } else if text.tokens()[k].kind == TokenKind::Punctuation || side.is_markup(k) || self.joins_times(k, places) {
                k += 1;
                continue;
            } else {
                let lower = side.extract.text.word(k);
                let key = if lower == "&" { Cow::Borrowed("and") } else { fold::key(lower) };
                (key, token, What::Word(k))
            };
            // “Police said about 40 …”: a figure that the content goes on with is no frame
            let whole = !matches!(what, What::Quantity(_) | What::Date(_)) || places.framing.iter().any(|(f, _)| f.contains(span));
            self.atoms.push(Atom { key, span, what, is_framing: frames && whole });
            let end = span.end;
            k += 1;
            while k < range.end && text.tokens()[k].start() < end {
                k += 1;
            }
        }
    }

    /// The whole of it, from the first sentence to the last.
    pub fn span(&self) -> Span {
        let text = &self.side.extract.text;
        self.ranges.iter().map(|r| text.span_of(r.clone())).reduce(Span::cover).unwrap_or_default()
    }

    /// The token of a word atom.
    pub fn token(&self, atom: &Atom) -> Option<usize> {
        match atom.what {
            What::Word(k) => Some(k),
            _ => None,
        }
    }

    /// Whether an atom is a word that carries little by itself.
    pub fn is_function_word(&self, atom: &Atom) -> bool {
        match atom.what {
            What::Word(k) => self.side.words.is_little(k) || matches!(self.side.words.lower(k), "'s" | "’s"),
            _ => false,
        }
    }

    /// How many of some atoms are more than a word that carries little.
    pub(super) fn n_content(&self, atoms: &[&Atom]) -> usize {
        atoms.iter().filter(|a| !self.is_function_word(a)).count()
    }

    /// The one atom among some that is more than a word that carries little; `None` where there are several.
    pub(super) fn only_content<'h, 'x>(&self, atoms: &[&'h Atom<'x>]) -> Option<&'h Atom<'x>> {
        let mut content = atoms.iter().filter(|a| !self.is_function_word(a));
        content.next().filter(|_| content.next().is_none()).copied()
    }

    /// What stands from the first of some atoms to the last.
    pub fn shown(&self, atoms: &[&Atom]) -> String {
        // Atoms that stand apart are joined by “…”.
        let mut out = String::new();
        let mut last: Option<Span> = None;
        for atom in atoms {
            match last {
                Some(l)
                    if self.side.extract.text.slice(Span::new(l.end, atom.span.start.max(l.end))).chars().all(|c| !c.is_alphanumeric()) =>
                {
                    out.push_str(self.side.shown(Span::new(l.end, atom.span.end)));
                }
                Some(_) => {
                    out.push_str(" … ");
                    out.push_str(self.side.shown(atom.span));
                }
                None => out.push_str(self.side.shown(atom.span)),
            }
            last = Some(atom.span);
        }
        out
    }
}

/// “but later said”: a conjunction at most this many words before the cue joins it to another verb.
const MAX_JOINT: usize = 2;

/// Where the parts of a passage stand that are one atom, in order, each with its number: a sentence without an end
/// (“fell 3 feet on May 2, fell 4 feet on May 3, …”) is not searched for every word of it.
struct Places {
    dates: Vec<(Span, usize)>,
    quantities: Vec<(Span, usize)>,
    /// Stretches that frame an attribution; what overlaps is one.
    framing: Vec<(Span, usize)>,
}

impl Places {
    fn of(passage: &Passage) -> Self {
        fn sorted(spans: impl Iterator<Item = Span>) -> Vec<(Span, usize)> {
            let mut out: Vec<(Span, usize)> = spans.enumerate().map(|(n, span)| (span, n)).collect();
            out.sort_unstable();
            out
        }
        let mut framing: Vec<(Span, usize)> = Vec::new();
        for (span, n) in sorted(passage.attributions.iter().map(|&(_, f)| f)) {
            match framing.last_mut().filter(|(last, _)| span.start <= last.end) {
                Some((last, _)) => *last = last.cover(span),
                None => framing.push((span, n)),
            }
        }
        let (dates, quantities) = (passage.dates.iter().map(|d| d.span), passage.quantities.iter().map(|q| q.span));
        Self { dates: sorted(dates), quantities: sorted(quantities), framing }
    }

    /// The one that holds byte `at`.
    fn at(places: &[(Span, usize)], at: usize) -> Option<usize> {
        let next = places.partition_point(|(span, _)| span.start <= at);
        let &(span, n) = places.get(next.checked_sub(1)?)?;
        span.holds(at).then_some(n)
    }
}

/// The stretch of a sentence that frames an attribution: source, cue and what hangs on them. `None` for attributions
/// of quoted words alone, which are compared with their quotation, and where the cue stands in another sentence.
fn framing(side: &Side, attribution: &Attribution, sentence: Span) -> Option<Span> {
    if attribution.kind == AttributionKind::Direct {
        return None;
    }
    let cue = attribution.cue.as_ref()?.span;
    if !sentence.contains(cue) {
        return None;
    }
    let source = attribution.source.as_ref().filter(|s| sentence.contains(s.span));
    let text = &side.extract.text;
    // “Ministers welcomed the figures but said …”: what they did before they spoke is no frame
    let joint = source.filter(|s| s.span.end < cue.start).and_then(|s| {
        let between = text.tokens_in(Span::new(s.span.end, cue.start));
        let near = between.clone().rev().take(MAX_JOINT).find(|&k| side.words.has(k, Tag::Conjunction))?;
        side.words.has_verb(between.start..near).then_some(text.tokens()[near].span())
    });
    let frame = joint.map_or_else(|| source.map_or(cue, |s| s.span.cover(cue)), |j| j.cover(cue));
    let content = attribution.content.iter().find(|c| c.overlaps(sentence))?;
    if content.start >= cue.end {
        // “Kent, the fire chief, told reporters on Monday that …”
        let start = frame.start.min(content.start);
        return Some(Span::new(start, content.start));
    }
    if content.start < frame.start {
        // “…, Kent said on Monday.” or “…, Kent said, and left.”
        let behind = text.tokens_in(Span::new(frame.end, sentence.end));
        let joined = behind.clone().find(|&k| side.words.lower(k) == "," && side.words.any(k + 1, &[Tag::Conjunction, Tag::Pronoun]));
        let quoted = behind.clone().find(|&k| side.is_said(k));
        let end = joined.or(quoted).map_or(sentence.end, |k| text.tokens()[k].start());
        return Some(Span::new(frame.start, end.max(frame.end)));
    }
    Some(frame)
}

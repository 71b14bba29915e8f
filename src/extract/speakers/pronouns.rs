//! Whom “she”, “he”, “they” and “it” mean.
//!
//! Every person named before is weighed: near is better than far, the subject of a sentence better than a name inside
//! “of …”, who spoke last better than who was spoken of, a name of the article's own better than one inside quotation
//! marks (Lappin & Leass 1994). One who does not agree in gender is out. Two as good as each other: nobody.

use super::super::lexicon::{Agreement, Tag};
use super::super::names::MentionKind;
use super::super::phrases;
use super::super::words::Words;
use super::super::{ResolvedBy, SourceType};
use super::cast::Gender;
use super::phrase::{self, Phrase};
use super::{Cast, Found};

/// What a mention in the same sentence weighs; the others are added to it.
const HERE: i32 = 100;
/// Each sentence back costs this much …
const PER_SENTENCE: i32 = 14;
/// … and each paragraph this much more.
const PER_BLOCK: i32 = 6;
/// The subject of its sentence.
const SUBJECT: i32 = 25;
/// Who spoke in that sentence.
const SPOKE: i32 = 35;
/// Behind a preposition (“of Berg”), or a possessive (“Berg’s lawyer”).
const OBLIQUE: i32 = -30;
/// Inside quotation marks.
const QUOTED: i32 = -60;
/// The gender is known and agrees, not merely unknown.
const AGREES: i32 = 30;
/// A candidate below this is too far away.
const MIN_WEIGHT: i32 = 45;
/// A second candidate this near the first leaves the pronoun open.
const MIN_LEAD: i32 = 4;
/// Mentions looked back over, also where a sentence never ends.
const MAX_CANDIDATES: usize = 256;
/// A subject stands within this many tokens of the start of its clause.
const MAX_LEAD_IN: usize = 64;
/// Sentences looked back over.
const WINDOW: usize = 8;

impl Cast {
    /// Who a pronoun at `at` is.
    pub(super) fn pronoun(&self, words: &Words, at: usize, agreement: Agreement) -> Found {
        let entity = match agreement {
            Agreement::Female => self.antecedent_person(words, at, Gender::Female),
            Agreement::Male => self.antecedent_person(words, at, Gender::Male),
            Agreement::Plural => self.last_group(at),
            Agreement::Thing => self.last_body(words, at),
            Agreement::Speaker => None,
        };
        Found { kind: SourceType::Pronoun, entity, resolved_by: entity.map(|_| ResolvedBy::Pronoun) }
    }

    /// “Berg, who said …”: the name directly before; “the mayor, who said …”: whoever holds the role.
    pub(super) fn antecedent(&self, words: &Words, who: usize) -> Found {
        let m = self.mentions.partition_point(|m| m.tokens.end <= who).checked_sub(1);
        let near = m.filter(|&m| who - self.mentions[m].tokens.end <= 1);
        let role = || {
            let end = if who > 0 && words.lower(who - 1) == "," { who - 1 } else { who };
            let source = phrases::left(words, end, self.sentences.get(self.sentence_of(who)).map_or(0, |s| s.0));
            let phrase = Phrase::of(self, words, &source).filter(|p| !source.is_empty() && phrase::pronoun(words, p).is_none())?;
            if words.has(phrase.head, Tag::Relative) { None } else { self.find(words, &source, &phrase).entity }
        };
        let entity = near.and_then(|m| self.entity_of[m]).or_else(role);
        Found { kind: SourceType::Pronoun, entity, resolved_by: entity.map(|_| ResolvedBy::Pronoun) }
    }

    fn antecedent_person(&self, words: &Words, at: usize, gender: Gender) -> Option<usize> {
        let here = self.sentence_of(at);
        let mut best: Vec<(usize, i32)> = Vec::new();
        let mut weigh = |entity: usize, weight: i32| match best.iter_mut().find(|(e, _)| *e == entity) {
            Some((_, w)) => *w = (*w).max(weight),
            None => best.push((entity, weight)),
        };
        let from = self.sentences.get(here.saturating_sub(WINDOW)).map_or(0, |s| s.0);
        let until = self.mentions.partition_point(|m| m.tokens.start < at);
        for m in (0..until).rev().take(MAX_CANDIDATES) {
            let start = self.mentions[m].tokens.start;
            if start < from && here > WINDOW {
                break;
            }
            let Some(entity) = self.entity_of[m].filter(|_| self.can_be(m, gender)) else { continue };
            let sentence = self.sentence_of(start);
            let mut weight = self.distance(here, sentence) + if self.entities[entity].gender == Some(gender) { AGREES } else { 0 };
            if self.is_quoted(start) && !self.is_quoted(at) {
                weight += QUOTED;
            } else if self.is_subject(words, m, sentence) {
                weight += SUBJECT;
            } else if is_oblique(words, self, m) {
                weight += OBLIQUE;
            }
            weigh(entity, weight);
        }
        for spoken in self.spoken.iter().rev().take(MAX_CANDIDATES).filter(|s| s.at < at) {
            let sentence = self.sentence_of(spoken.at);
            if here - sentence > WINDOW {
                break;
            }
            let Some(entity) = spoken.entity.filter(|&e| self.entities[e].gender.is_none_or(|g| g == gender)) else { continue };
            if matches!(self.entities[entity].kind, MentionKind::Person | MentionKind::Other) {
                let agrees = if self.entities[entity].gender == Some(gender) { AGREES } else { 0 };
                weigh(entity, self.distance(here, sentence) + SUBJECT + SPOKE + agrees);
            }
        }
        best.sort_by_key(|&(_, w)| std::cmp::Reverse(w));
        let &(entity, weight) = best.first()?;
        let lead = best.get(1).map_or(i32::MAX, |&(_, w)| weight - w);
        (weight >= MIN_WEIGHT && lead >= MIN_LEAD).then_some(entity)
    }

    fn distance(&self, here: usize, there: usize) -> i32 {
        let block = |s: usize| self.sentences.get(s).map_or(0, |s| s.1);
        let steps = |n: usize| i32::try_from(n.min(1000)).unwrap_or(1000);
        HERE - PER_SENTENCE * steps(here - there) - PER_BLOCK * steps(block(here).saturating_sub(block(there)))
    }

    /// Whether a mention can be a person of this gender.
    fn can_be(&self, m: usize, gender: Gender) -> bool {
        self.entity_of[m].is_some_and(|e| {
            let entity = &self.entities[e];
            let person = entity.kind == MentionKind::Person || entity.kind == MentionKind::Other && entity.gender.is_some();
            person && entity.gender.is_none_or(|g| g == gender)
        })
    }

    /// Whether a mention is the first name of its sentence, before its verb and behind no preposition.
    fn is_subject(&self, words: &Words, m: usize, sentence: usize) -> bool {
        let start = self.sentences.get(sentence).map_or(0, |s| s.0);
        let name = self.mentions[m].tokens.clone();
        let from = self.mentions[m].title.clone().map_or(name.start, |t| t.start);
        let possessive = words.text.is_glued(name.end) && words.is_word(name.end);
        let behind = (from > start && words.any(from - 1, &[Tag::Preposition])) || possessive;
        // “…,” Berg said; Berg said; Berg, the mayor, said
        let verb_next = words.is_finite(name.end) || words.has(name.end, Tag::CueVerb);
        !behind && (verb_next || (start.max(from.saturating_sub(MAX_LEAD_IN))..from).all(|k| !words.is_finite(k) || self.is_quoted(k)))
    }

    /// Whom “they” means: the last group or body that spoke, if it has a name.
    fn last_group(&self, at: usize) -> Option<usize> {
        let here = self.sentence_of(at);
        let last = self.spoken.iter().rev().find(|s| s.at < at)?;
        let near = here - self.sentence_of(last.at) <= WINDOW / 2;
        let group = last.is_plural || last.speaker.kind == SourceType::Body;
        last.entity.filter(|&e| near && group && self.entities[e].kind != MentionKind::Person)
    }

    /// What “it” means: the body that spoke last, or the subject of this or the last sentence if that is a body.
    fn last_body(&self, words: &Words, at: usize) -> Option<usize> {
        let here = self.sentence_of(at);
        let until = self.mentions.partition_point(|m| m.tokens.start < at);
        let is_body = |e: &usize| matches!(self.entities[*e].kind, MentionKind::Body);
        let subject =
            (0..until).rev().take(MAX_CANDIDATES).take_while(|&m| here - self.sentence_of(self.mentions[m].tokens.start) <= 1).find(|&m| {
                let start = self.mentions[m].tokens.start;
                !self.is_quoted(start) && self.is_subject(words, m, self.sentence_of(start))
            });
        let spoken = self.spoken.iter().rev().find(|s| s.at < at && here - self.sentence_of(s.at) <= 2);
        let said = spoken.filter(|s| s.speaker.kind == SourceType::Body).and_then(|s| s.entity);
        said.or_else(|| subject.and_then(|m| self.entity_of[m])).filter(is_body)
    }
}

/// Behind a preposition, or a possessive.
fn is_oblique(words: &Words, cast: &Cast, m: usize) -> bool {
    let mention = &cast.mentions[m];
    let from = mention.title.clone().map_or(mention.tokens.start, |t| t.start);
    let possessive = words.text.is_glued(mention.tokens.end) && words.is_word(mention.tokens.end);
    possessive || from > 0 && words.has(from - 1, Tag::Preposition)
}

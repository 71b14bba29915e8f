//! Who holds which role, and whom “the chancellor” means.
//!
//! A role is learnt where the article gives it to a name: “Chancellor Anna Berg”, “Anna Berg, the chancellor of
//! Vardania”, “the chancellor, Anna Berg”, “Anna Berg, who is the chancellor”. It resolves only when one person holds
//! it and nothing said beside it speaks against that person.

use super::super::lexicon::{Tag, lexicon};
use super::super::names::MentionKind;
use super::super::names::lists::{self, NameTag};
use super::super::words::Words;
use super::Cast;
use super::cast::{body_head, gender_said, words_of};
use super::phrase::Phrase;
use std::ops::Range;

/// A role behind a name stands within this many tokens of it.
const REACH: usize = 14;
/// An unknown nationality and a place are the same when they share this many letters (Vardanian, Vardania) …
const STEM: usize = 4;
/// … and this share of the shorter word, in tenths.
const STEM_TENTHS: usize = 6;

/// One person is given so many roles at most …
const MAX_CONTEXTS: usize = 16;
/// … and one role so many times.
const MAX_HOLDERS: usize = 256;
/// So many names are looked through for “the company”.
const MAX_BODIES: usize = 2048;

/// A role somebody holds.
#[derive(Clone, Debug)]
pub(super) struct Role {
    entity: usize,
    /// The role noun.
    head: usize,
    /// The words around it that say which: “Vardanian”, “of Vardania”, “Velmar’s”.
    context: Range<usize>,
}

impl Cast {
    /// Collects the roles of every person. A name that nothing else decides is a person's if it has one.
    pub(super) fn learn_roles(&mut self, words: &Words) {
        for m in 0..self.mentions.len() {
            let may_be = |kind| matches!(kind, MentionKind::Person | MentionKind::Other);
            let Some(e) = self.entity_of[m].filter(|&e| may_be(self.entities[e].kind)) else { continue };
            let mention = self.mentions[m].clone();
            if let Some(title) = mention.title.clone() {
                let head = title.clone().rev().find(|&k| is_role(words, k));
                if let Some(head) = head {
                    let start = describing_start(words, title.start);
                    self.give(words, e, head, start..title.end);
                }
            }
            if let Some((head, context)) = behind(words, mention.tokens.end, self.sentence_end(words, mention.tokens.start)) {
                self.give(words, e, head, context);
            }
            let start = mention.title.map_or(mention.tokens.start, |t| t.start);
            if let Some((head, context)) = self.before(words, start) {
                self.give(words, e, head, context);
            }
        }
    }

    fn give(&mut self, words: &Words, entity: usize, head: usize, context: Range<usize>) {
        if let Some(gender) = context.clone().filter(|&k| words.any(k, &[Tag::RolePerson, Tag::Title])).find_map(|k| gender_said(words, k))
        {
            self.entities[entity].gender.get_or_insert(gender);
        }
        self.entities[entity].kind = MentionKind::Person;
        let contexts = &mut self.entities[entity].contexts;
        let holders = self.roles.entry(form(words, head).to_owned()).or_default();
        if contexts.len() < MAX_CONTEXTS && holders.len() < MAX_HOLDERS {
            contexts.push(context.clone());
            holders.push(Role { entity, head, context });
        }
    }

    /// “the chancellor of Vardania, | Anna Berg”: the role whose comma stands before `start`.
    fn before(&self, words: &Words, start: usize) -> Option<(usize, Range<usize>)> {
        let comma = start.checked_sub(1).filter(|&k| words.lower(k) == ",")?;
        let sentence = self.sentences.get(self.sentence_of(start)).map_or(0, |s| s.0);
        let from = (sentence.max(comma.saturating_sub(REACH))..comma)
            .rev()
            .find(|&k| {
                !words.is_word(k) && !words.text.is_glued(k + 1) && words.lower(k) != "."
                    || words.is_finite(k) && !words.text.is_glued(k) && !words.any(k, &[Tag::RolePerson, Tag::Title])
                    || words.has(k, Tag::Conjunction)
            })
            .map_or(sentence.max(comma.saturating_sub(REACH)), |k| k + 1);
        let head = noun_before_stop(words, from, comma)?;
        let determined =
            (from..head).any(|k| words.any(k, &[Tag::Determiner, Tag::Possessive]) || words.text.is_glued(k) && words.is_word(k));
        determined.then_some((head, from..comma))
    }

    /// The one person a role means, if there is one.
    pub(super) fn holder(&self, words: &Words, phrase: &Phrase) -> Option<usize> {
        let first = phrase.start;
        let possessive = (first..phrase.head).any(|k| words.text.is_glued(k) && words.is_word(k) && !words.is_capital(k))
            || words.has(first, Tag::Possessive);
        if !(is_definite(words, first) || possessive) || !is_role(words, phrase.head) {
            return None;
        }
        let role = form(words, phrase.head);
        let asked_end = complement_end(words, phrase.stop, phrase.end);
        let asked = first..asked_end;
        let mut found = None;
        for held in self.roles.get(role).into_iter().flatten() {
            if held.head >= phrase.start && held.head < phrase.end {
                continue; // this very phrase
            }
            let contradicts = matches!((gender_said(words, phrase.head), self.entities[held.entity].gender), (Some(a), Some(b)) if a != b);
            // “his spokesman” may be anybody's, “Velmar’s” only Velmar’s
            let whose = words.has(first, Tag::Possessive) && !held.context.clone().any(|k| words.has(k, Tag::Possessive));
            if contradicts || whose || !same_rank(words, &asked, &held.context) || !self.agrees(words, &asked, phrase.head, held) {
                continue;
            }
            match found {
                Some(e) if e != held.entity => return None,
                _ => found = Some(held.entity),
            }
        }
        found
    }

    /// Whether everything in the phrase asked for that says which chancellor is meant is also said of the holder:
    /// “the Vardanian chancellor” is no chancellor of whom the article does not say so.
    fn agrees(&self, words: &Words, asked: &Range<usize>, head: usize, held: &Role) -> bool {
        let is_noun = |k: usize| words.any(k, &[Tag::RolePerson, Tag::RoleBody, Tag::RoleCollective, Tag::RoleDocument]);
        let says_which = |k: &usize| {
            words.is_word(*k)
                && *k != head
                && (words.is_capital(*k) && !words.has(*k, Tag::Determiner) || is_noun(*k) && *k < head && !words.text.is_glued(*k + 1))
        };
        asked
            .clone()
            .filter(says_which)
            .all(|k| self.entities[held.entity].contexts.iter().flat_map(Clone::clone).any(|o| same_place(words.lower(k), words.lower(o))))
    }

    /// The one body that “the company”, “the union” means, if there is one.
    pub(super) fn body_called(&self, words: &Words, phrase: &Phrase) -> Option<usize> {
        if !is_definite(words, phrase.start)
            || phrase.head != phrase.start + 1
            || phrase.stop < phrase.end && words.has(phrase.stop, Tag::Preposition)
        {
            return None;
        }
        let word = words.lower(phrase.head);
        let firm = words.name_tags(phrase.head).has(NameTag::Firm);
        let mut fits = self.entities.iter().enumerate().take(MAX_BODIES).filter(|(_, e)| {
            e.kind == MentionKind::Body
                && (firm && e.is_firm
                    || body_head(words, e).is_some_and(|h| words.lower(h) == word && words_of(words, &e.tokens).count() > 1))
        });
        let (found, _) = fits.next()?;
        fits.next().is_none().then_some(found)
    }
}

/// “the”, “this”, but not “a” or “one”.
fn is_definite(words: &Words, k: usize) -> bool {
    words.name_tags(k).has(NameTag::Definite)
}

fn is_role(words: &Words, k: usize) -> bool {
    words.is_word(k)
        && (words.has(k, Tag::RolePerson) || words.has(k, Tag::Title))
        && !words.name_tags(k).any(&[NameTag::Polite, NameTag::Rank, NameTag::Party, NameTag::Kin])
}

/// The common form of a role: governor for Gov., spokesman for spokeswoman.
fn form<'t>(words: &Words<'t>, k: usize) -> &'t str {
    let word = words.lower(k).trim_end_matches('.');
    lists::form(word).unwrap_or(word)
}

/// The last role noun before the noun phrase that begins at `from` ends.
fn noun_before_stop(words: &Words, from: usize, end: usize) -> Option<usize> {
    let mut head = None;
    for k in from..end.min(words.len()) {
        let stop = words.is_word(k)
            && !words.text.is_glued(k)
            && !words.is_capital(k)
            && words.any(k, &[Tag::Preposition, Tag::Relative, Tag::Conjunction, Tag::Subordinator]);
        let cut = matches!(words.lower(k), "," | ";" | ":" | "(" | "—");
        if stop || cut {
            break;
        }
        if is_role(words, k) {
            head = Some(k);
        } else if words.is_word(k)
            && head.is_some()
            && !words.text.is_glued(k)
            && (words.any(k, &[Tag::Verb, Tag::CueVerb, Tag::Be, Tag::Have, Tag::Modal]))
        {
            break;
        }
    }
    head
}

/// Where the complement “of Vardania”, “for the Port of Orne” ends.
fn complement_end(words: &Words, stop: usize, end: usize) -> usize {
    if !words.has(stop, Tag::Preposition) {
        return stop.min(end);
    }
    let ends = |k: &usize| {
        matches!(words.lower(*k), "," | "." | ";" | "(" | ")" | "—") && !words.text.is_glued(k + 1)
            || words.any(*k, &[Tag::Relative, Tag::CueVerb, Tag::Be, Tag::Have]) && !words.is_capital(*k)
    };
    (stop..end.min(stop + REACH)).find(ends).unwrap_or(end.min(stop + REACH))
}

/// Words before a title that describe it: “Vardanian | chancellor Anna Berg”, “Velmar’s | chief executive”.
fn describing_start(words: &Words, title: usize) -> usize {
    let mut start = title;
    while start > 0 && title - start < 4 && words.is_word(start - 1) && (words.is_capital(start - 1) || words.text.is_glued(start - 1)) {
        start -= 1;
    }
    start
}

/// “Anna Berg, 41, the chancellor of Vardania,”, “Anna Berg, who is the chancellor”.
fn behind(words: &Words, end: usize, sentence_end: usize) -> Option<(usize, Range<usize>)> {
    if words.lower(end) != "," {
        return None;
    }
    let mut from = end + 1;
    if words.kind(from) == Some(crate::text::TokenKind::Number) && words.lower(from + 1) == "," {
        from += 2;
    }
    if words.has(from, Tag::Relative) && words.any(from + 1, &[Tag::Be]) {
        from += 2;
    }
    let limit = sentence_end.min(from + REACH);
    let head = noun_before_stop(words, from, limit)?;
    // “Anna Berg, the chancellor”, “…, Velmar’s chief executive”, “…, chairwoman of”; not “Anna Berg, Tom Korda and the mayor”
    let before = from..head;
    if before.clone().any(|k| {
        words.any(k, &[Tag::CueVerb, Tag::Be, Tag::Have, Tag::Modal])
            && !words.is_capital(k)
            && !words.text.is_glued(k)
            && !words.has(k, Tag::RolePerson)
    }) {
        return None;
    }
    let stop = (head + 1..limit).find(|&k| !words.text.is_glued(k) || !words.is_word(k)).unwrap_or(limit);
    // “…, Mayor Tom Weld said”: the title of the next name
    if words.is_capital(stop) && !words.has(head, Tag::Preposition) && words.is_capital(head) || words.is_capital(head + 1) {
        return None;
    }
    Some((head, from..complement_end(words, stop, limit).max(head + 1)))
}

/// Whether two phrases say the same rank: “vice president” is not “president”.
fn same_rank(words: &Words, a: &Range<usize>, b: &Range<usize>) -> bool {
    let ranks = |r: &Range<usize>, other: &Range<usize>| {
        r.clone().filter(|&k| words.name_tags(k).has(NameTag::Rank)).all(|k| other.clone().any(|o| words.lower(o) == words.lower(k)))
    };
    ranks(a, b) && ranks(b, a)
}

/// Whether two words name the same place or body: Vardanian and Vardania.
fn same_place(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let lexicon = lexicon();
    let place = |w: &str| lexicon.place_of(w).map(str::to_lowercase);
    match (place(a), place(b)) {
        (Some(x), Some(y)) => x == y,
        (Some(x), None) => x.split(' ').any(|p| p == b),
        (None, Some(y)) => y.split(' ').any(|p| p == a),
        (None, None) => {
            let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
            shared >= STEM && shared * 10 >= a.chars().count().min(b.chars().count()) * STEM_TENTHS
        }
    }
}

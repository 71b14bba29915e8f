//! Mentions → entities: which names are one person's, one body's.

use super::super::lexicon::{Agreement, Tag};
use super::super::names::lists::{NameTag, name_tags};
use super::super::names::{Mention, MentionKind, is_body_word, surname};
use super::super::words::Words;
use super::Cast;
use crate::text::{Case, TokenKind, fold};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How many tokens behind a name a pronoun still speaks of its gender.
const GENDER_REACH: usize = 40;

/// More people with one surname than this are not told apart.
const MAX_FAMILY: usize = 32;
/// So many mentions are looked back over; the longest of 840 PolNeAR articles has 571.
const MAX_BACK: usize = 1024;
/// Of two with one surname, the bare surname means the one named this many times as often, and as many times at all.
const MAIN_TIMES: usize = 3;

/// Whether a person is she or he.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
}

/// One person, body or place.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// Its fullest name, where it first stands.
    pub(super) tokens: Range<usize>,
    /// The same as written.
    pub(super) name: String,
    /// The same to compare by.
    pub(super) key: String,
    pub(super) kind: MentionKind,
    pub(super) gender: Option<Gender>,
    /// What is said beside its roles.
    pub(super) contexts: Vec<Range<usize>>,
    /// A business: the first word alone may stand for it.
    pub(super) is_firm: bool,
}

/// The words and numbers of a name, as token numbers.
pub(super) fn words_of(words: &Words, name: &Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
    name.clone().filter(|&k| matches!(words.kind(k), Some(TokenKind::Word | TokenKind::Number)))
}

/// A name in lower case, without stops, with one space where there was any.
pub(super) fn key(words: &Words, name: &Range<usize>) -> String {
    let span = words.text.span_of(name.clone());
    let lower = &words.text.lower()[span.start..span.end];
    if is_key(lower) {
        return lower.to_owned();
    }
    let mut key = String::with_capacity(lower.len());
    for k in name.clone() {
        if words.lower(k) == "." || words.lower(k) == "," {
            continue;
        }
        if !key.is_empty() && !words.text.is_glued(k) {
            key.push(' ');
        }
        key.push_str(&fold::key(words.lower(k)));
    }
    key
}

/// Whether a name in lower case is its own key, as most are: ASCII letters and marks, no stop or comma, single spaces.
fn is_key(lower: &str) -> bool {
    let mut last = 0;
    lower.bytes().all(|b| {
        let is_second_space = (last, b) == (b' ', b' ');
        last = b;
        b.is_ascii() && b >= b' ' && b != b'.' && b != b',' && !is_second_space
    })
}

/// A name as written, on one line.
pub(super) fn written(words: &Words, name: &Range<usize>) -> String {
    let name = words.text.slice(words.text.span_of(name.clone()));
    if name.contains('\n') { name.split_whitespace().collect::<Vec<_>>().join(" ") } else { name.to_owned() }
}

/// How the names of one article are found again.
#[derive(Default)]
struct Index<'t> {
    by_key: FxHashMap<String, usize>,
    by_surname: FxHashMap<&'t str, Vec<usize>>,
    by_part: FxHashMap<&'t str, Vec<usize>>,
    firms: FxHashMap<&'t str, Vec<usize>>,
    bodies: FxHashMap<&'t str, Vec<usize>>,
    acronyms: FxHashMap<&'t str, usize>,
}

impl Cast {
    /// Gives every mention its entity: full names first, wherever they stand, then what is short for them.
    pub(super) fn link(&mut self, words: &Words) {
        let mut index = Index::default();
        self.entity_of = vec![None; self.mentions.len()];
        let long: Vec<bool> = self.mentions.iter().map(|m| words_of(words, &m.tokens).count() > 1).collect();
        for m in (0..self.mentions.len()).filter(|&m| long[m]) {
            let e = self.full_name(words, m, &mut index);
            self.entity_of[m] = Some(e);
            self.introduce_acronym(words, m, e, &mut index);
        }
        for m in (0..self.mentions.len()).filter(|&m| !long[m]) {
            self.entity_of[m] = self.short_name(words, m, &mut index);
        }
        for m in 0..self.mentions.len() {
            if let Some(e) = self.entity_of[m] {
                let gender = title_gender(words, &self.mentions[m]);
                let entity = &mut self.entities[e];
                entity.gender = gender.or(entity.gender);
            }
        }
    }

    /// Adds whoever mention `m` names, `key` to compare by.
    fn add(&mut self, words: &Words, m: usize, key: String) -> usize {
        let Mention { tokens, kind, .. } = self.mentions[m].clone();
        let is_firm = kind == MentionKind::Body && words_of(words, &tokens).skip(1).any(|k| words.name_tags(k).has(NameTag::Firm));
        let gender = if kind == MentionKind::Person { first_name_gender(words, tokens.start) } else { None };
        self.entities.push(Entity { name: written(words, &tokens), key, tokens, kind, gender, contexts: Vec::new(), is_firm });
        self.entities.len() - 1
    }

    /// The entity of a name of several words.
    fn full_name<'t>(&mut self, words: &Words<'t>, m: usize, index: &mut Index<'t>) -> usize {
        let tokens = self.mentions[m].tokens.clone();
        let key = key(words, &tokens);
        if let Some(&e) = index.by_key.get(&key) {
            return e;
        }
        let is_person = self.mentions[m].kind == MentionKind::Person;
        let last = surname(words, &tokens).unwrap_or(tokens.start);
        if is_person || self.mentions[m].kind == MentionKind::Other {
            let same = index
                .by_surname
                .get(words.lower(last))
                .into_iter()
                .flatten()
                .copied()
                .take(MAX_FAMILY)
                .find(|&e| self.is_same_person(words, &tokens, e));
            if let Some(e) = same {
                if words_of(words, &tokens).count() > words_of(words, &self.entities[e].tokens).count() {
                    let entity = &mut self.entities[e];
                    (entity.name, entity.key, entity.tokens) = (written(words, &tokens), key.clone(), tokens);
                }
                index.by_key.insert(key, e);
                return e;
            }
        }
        let e = self.add(words, m, key.clone());
        index.by_key.insert(key, e);
        if is_person {
            index.by_surname.entry(words.lower(last)).or_default().push(e);
            for k in words_of(words, &tokens).filter(|&k| k != last && words.is_capital(k)) {
                index.by_part.entry(words.lower(k)).or_default().push(e);
            }
        } else if self.entities[e].kind == MentionKind::Body {
            if self.entities[e].is_firm {
                index.firms.entry(words.lower(tokens.start)).or_default().push(e);
            }
            index.bodies.entry(words.lower(last)).or_default().push(e);
        }
        e
    }

    /// Whether a full name is another form of a person's with the same surname: first names that agree, or one the end
    /// of the other (“Suu Venn” of “Aung Suu Venn”).
    fn is_same_person(&self, words: &Words, name: &Range<usize>, e: usize) -> bool {
        let (a, b) = (words.lower(name.start), words.lower(self.entities[e].tokens.start));
        let ends = |short: &Range<usize>, long: &Range<usize>| {
            let mut back = words_of(words, long).rev();
            words_of(words, short).rev().all(|k| back.next().is_some_and(|l| words.lower(l) == words.lower(k)))
        };
        ends(name, &self.entities[e].tokens)
            || ends(&self.entities[e].tokens, name)
            || a == b
            || a.len() == 1 && b.starts_with(a)
            || b.len() == 1 && a.starts_with(b)
    }

    /// “Institute of Deep Rivers (IDR)”
    fn introduce_acronym<'t>(&self, words: &Words<'t>, m: usize, e: usize, index: &mut Index<'t>) {
        let end = self.mentions[m].tokens.end;
        let upper = words.token(end + 1).is_some_and(|t| t.case == Case::Upper);
        if words.lower(end) == "(" && words.lower(end + 2) == ")" && upper {
            index.acronyms.insert(words.lower(end + 1), e);
        }
    }

    /// The entity of a name of one word.
    fn short_name<'t>(&mut self, words: &Words<'t>, m: usize, index: &mut Index<'t>) -> Option<usize> {
        let mention = self.mentions[m].clone();
        let k = surname(words, &mention.tokens)?;
        let word = words.lower(k);
        let upper = words.token(k).is_some_and(|t| t.case == Case::Upper);
        if let Some(&e) = index.acronyms.get(word).filter(|_| upper) {
            return Some(e);
        }
        if let Some(people) = index.by_surname.get(word) {
            return self.which(words, m, people);
        }
        if let Some(&e) = index.by_key.get(word) {
            return Some(e);
        }
        // “Anna”, or “Mun” of “Mun Ki-sol”: any other part of one person's name; not what is known as a place.
        if mention.kind != MentionKind::Place
            && mention.title.is_none()
            && let Some(&[e]) = index.by_part.get(word).map(Vec::as_slice)
        {
            return Some(e);
        }
        if mention.kind != MentionKind::Person
            && let Some(&[e]) = index.firms.get(word).map(Vec::as_slice)
        {
            return Some(e);
        }
        // “the Rovers”, “the Council”: the last word of one body's name
        if mention.kind == MentionKind::Body
            && !name_tags(word).has(NameTag::Alone)
            && let Some(&[e]) = index.bodies.get(word).map(Vec::as_slice)
        {
            return Some(e);
        }
        let e = self.add(words, m, key(words, &mention.tokens));
        index.by_key.insert(word.to_owned(), e);
        Some(e)
    }

    /// Which of the people with one surname a mention means: by its title, else the one named in full before, if
    /// there is one only or one only in this paragraph.
    fn which(&self, words: &Words, m: usize, people: &[usize]) -> Option<usize> {
        if let &[e] = people {
            return Some(e);
        }
        if people.len() > MAX_FAMILY {
            return None;
        }
        let gender = title_gender(words, &self.mentions[m]);
        let fits: Vec<usize> = people
            .iter()
            .copied()
            .filter(|&e| gender.is_none() || first_name_gender(words, self.entities[e].tokens.start).is_none_or(|g| Some(g) == gender))
            .collect();
        if let &[e] = fits.as_slice() {
            return Some(e);
        }
        let at = self.mentions[m].tokens.start;
        let block = |k: usize| self.sentences.get(self.sentence_of(k)).map(|s| s.1);
        let before: Vec<usize> = fits.iter().copied().filter(|&e| self.entities[e].tokens.start < at).collect();
        if let &[e] = before.as_slice() {
            return Some(e);
        }
        let mut here = before.into_iter().filter(|&e| {
            (0..m)
                .rev()
                .take(MAX_BACK)
                .take_while(|&n| block(self.mentions[n].tokens.start) == block(at))
                .any(|n| self.entity_of[n] == Some(e))
        });
        let first = here.next();
        if first.is_some() && here.next().is_none() {
            return first;
        }
        self.main_one(m, &fits)
    }

    /// The one of a family whom the article is about: named far more often so far than every other. Style books keep
    /// the bare surname for that one.
    fn main_one(&self, m: usize, family: &[usize]) -> Option<usize> {
        let times = |e: usize| self.entity_of[m.saturating_sub(MAX_BACK)..m].iter().filter(|&&x| x == Some(e)).count();
        let mut counts: Vec<(usize, usize)> = family.iter().map(|&e| (times(e), e)).collect();
        counts.sort_unstable_by_key(|&(n, _)| std::cmp::Reverse(n));
        let (&(top, e), &(second, _)) = (counts.first()?, counts.get(1)?);
        (top >= MAIN_TIMES && top >= MAIN_TIMES * second).then_some(e)
    }

    /// Learns whether a person is she or he from the pronouns behind the name, where the name does not tell.
    pub(super) fn learn_genders(&mut self, words: &Words) {
        let mut votes = vec![(0_u16, 0_u16); self.entities.len()];
        for m in 0..self.mentions.len() {
            let Some(e) = self.entity_of[m].filter(|&e| self.entities[e].kind == MentionKind::Person && self.entities[e].gender.is_none())
            else {
                continue;
            };
            let from = self.mentions[m].tokens.end;
            let near = self.mentions[m + 1..].iter().take_while(|n| n.tokens.start < from + GENDER_REACH).count();
            let next = (m + 1..m + 1 + near).find(|&n| self.is_person(n)).map_or(words.len(), |n| self.mentions[n].tokens.start);
            for k in words.with_any(from..next.min(from + GENDER_REACH), &[Tag::Pronoun, Tag::Possessive]) {
                match gender_of_word(words, k) {
                    Some(Gender::Female) => votes[e].0 += 1,
                    Some(Gender::Male) => votes[e].1 += 1,
                    None => continue,
                }
                break;
            }
        }
        for (entity, (female, male)) in self.entities.iter_mut().zip(votes) {
            if female != male && entity.gender.is_none() {
                entity.gender = Some(if female > male { Gender::Female } else { Gender::Male });
            }
        }
    }
}

/// The gender a pronoun says: he, his, she, her.
fn gender_of_word(words: &Words, k: usize) -> Option<Gender> {
    match words.entry(k).agreement {
        Some(Agreement::Female) => Some(Gender::Female),
        Some(Agreement::Male) => Some(Gender::Male),
        None if words.has(k, Tag::Possessive) => gender_said(words, k),
        _ => None,
    }
}

/// The gender a title or role says: Mrs, spokesman.
pub(super) fn gender_said(words: &Words, k: usize) -> Option<Gender> {
    let tags = words.name_tags(k);
    match (tags.has(NameTag::Female), tags.has(NameTag::Male)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

fn title_gender(words: &Words, mention: &Mention) -> Option<Gender> {
    mention.title.clone()?.rev().find_map(|k| gender_said(words, k))
}

/// The gender of a first name, where it has one.
fn first_name_gender(words: &Words, k: usize) -> Option<Gender> {
    match (words.has(k, Tag::FemaleName), words.has(k, Tag::MaleName), words.has(k, Tag::EitherName)) {
        (true, false, false) => Some(Gender::Female),
        (false, true, false) => Some(Gender::Male),
        _ => None,
    }
}

/// Whether a body may be meant by its last word alone: “the union” for “Dockers’ Union”.
pub(super) fn body_head(words: &Words, entity: &Entity) -> Option<usize> {
    let name = &entity.tokens;
    let of = words_of(words, name).find(|&k| k > name.start && words.has(k, Tag::Preposition));
    let head = match of {
        Some(of) => of - 1,
        None => words_of(words, name).next_back()?,
    };
    is_body_word(words, head).then_some(head)
}

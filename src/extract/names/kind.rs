//! Mentions → what each is the name of, by its words, what stands beside it, and its other mentions.

use super::super::Sentence;
use super::super::lexicon::{Abbreviation, Tag};
use super::super::words::Words;
use super::lists::{NameTag, is_place};
use super::{Mention, MentionKind, is_body_word, is_first_name, n_words, surname};
use crate::text::{BlockKind, Case, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// A longer word in capitals is shouted, or a place in a dateline.
const MAX_ACRONYM: usize = 6;

/// Sets the kind of every mention.
pub(super) fn decide(words: &Words, sentences: &[Sentence], mentions: &mut [Mention]) {
    let mut surnames: FxHashSet<&str> = FxHashSet::default();
    // What each name is found to be, wherever it stands.
    let mut kinds: Vec<MentionKind> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let mut named = Vec::with_capacity(mentions.len());
    let mut sentence = 0;
    for mention in mentions.iter_mut() {
        while sentence + 1 < sentences.len() && sentences[sentence].tokens.end <= mention.tokens.start {
            sentence += 1;
        }
        let n = n_words(words, &mention.tokens);
        let kind = by_its_words(words, mention, n).or_else(|| by_its_place(words, mention, n, sentences.get(sentence)));
        mention.kind = kind.unwrap_or(MentionKind::Other);
        if mention.kind == MentionKind::Person
            && let Some(k) = surname(words, &mention.tokens)
        {
            surnames.insert(words.lower(k));
        }
        let span = words.text.span_of(mention.tokens.clone());
        let name = *known.entry(&words.text.lower()[span.start..span.end]).or_insert(kinds.len());
        match kinds.get_mut(name) {
            Some(kind) if rank(mention.kind) > rank(*kind) => *kind = mention.kind,
            Some(_) => {}
            None => kinds.push(mention.kind),
        }
        named.push(name);
    }
    for (mention, name) in mentions.iter_mut().zip(named).filter(|(m, _)| matches!(m.kind, MentionKind::Other | MentionKind::Place)) {
        let lone = n_words(words, &mention.tokens) == 1;
        if lone && surname(words, &mention.tokens).is_some_and(|k| surnames.contains(words.lower(k))) {
            mention.kind = MentionKind::Person;
        } else {
            mention.kind = kinds[name];
        }
    }
}

/// Which of two findings about the same name holds.
fn rank(kind: MentionKind) -> u8 {
    match kind {
        MentionKind::Person => 3,
        MentionKind::Body => 2,
        MentionKind::Place => 1,
        MentionKind::Other => 0,
    }
}

/// The kind of a name of `n` words that they show themselves.
fn by_its_words(words: &Words, mention: &Mention, n: usize) -> Option<MentionKind> {
    let name = mention.tokens.clone();
    let last = name.clone().rev().find(|&k| words.is_word(k))?;
    let last_tags = words.name_tags(last);
    let span = words.text.span_of(name.clone());
    let lower = &words.text.lower()[span.start..span.end];
    // The head of “University of Orne” stands before the preposition.
    let head = name.clone().find(|&k| k > name.start && words.has(k, Tag::Preposition)).map(|k| k - 1);
    if let Some(head) = head {
        if is_body_word(words, head) || words.name_tags(head).has(NameTag::People) {
            return Some(MentionKind::Body);
        }
        return words.name_tags(head).has(NameTag::Place).then_some(MentionKind::Place);
    }
    let titled = mention.title.is_some();
    if is_place(lower) && !titled {
        return Some(MentionKind::Place);
    }
    let ampersand = name.clone().any(|k| words.kind(k) == Some(TokenKind::Symbol));
    let body = is_body_word(words, last) || ampersand || words.kind(name.end - 1) == Some(TokenKind::Number);
    if body && !(titled && n == 1) {
        return Some(MentionKind::Body);
    }
    if titled || last_tags.has(NameTag::Suffix) && n > 1 {
        return Some(MentionKind::Person);
    }
    // “the Loom and Kiln union”
    if words.has(name.end, Tag::RoleBody) && name.clone().any(|k| words.lower(k) == "and") {
        return Some(MentionKind::Body);
    }
    if n == 1 {
        let token = words.token(last)?;
        if words.entry(last).abbreviation == Some(Abbreviation::Place) {
            return Some(MentionKind::Place);
        }
        return (token.case == Case::Upper && (2..=MAX_ACRONYM).contains(&token.span().len())).then_some(MentionKind::Body);
    }
    if last_tags.has(NameTag::Place) {
        return Some(MentionKind::Place);
    }
    if last_tags.has(NameTag::Thing) {
        return None;
    }
    let initial = name.clone().any(|k| k > name.start && words.token(k).is_some_and(|t| t.kind == TokenKind::Word && t.span().len() == 1));
    let apart = words.token(name.start).is_some_and(|t| t.case != Case::Upper || t.span().len() <= 2 || is_first_name(words, name.start));
    let first = is_first_name(words, name.start) || words.token(name.start).is_some_and(|t| t.span().len() == 1);
    ((first || initial) && apart && n <= 5).then_some(MentionKind::Person)
}

fn says(words: &Words, k: usize) -> bool {
    words.has(k, Tag::CueVerb) && !words.has(k, Tag::Ing) && !words.is_capital(k)
}

/// The kind of a name of `n` words that what stands beside it shows.
fn by_its_place(words: &Words, mention: &Mention, n: usize, sentence: Option<&Sentence>) -> Option<MentionKind> {
    let name = mention.tokens.clone();
    let lone = n == 1;
    let block = sentence.and_then(|s| words.text.blocks().get(s.block)).map(|b| b.kind);
    // A dateline's sentence goes on in the block behind it.
    let before = sentence.and_then(|s| words.text.blocks().get(s.block.checked_sub(1)?));
    let in_dateline = before.is_some_and(|b| b.kind == BlockKind::Dateline && b.tokens.contains(&name.start));
    if in_dateline || block == Some(BlockKind::Dateline) {
        return Some(MentionKind::Place);
    }
    // “Xanthor Quell, 41,” and “Xanthor Quell, who”
    let comma = words.lower(name.end) == ",";
    let aged = comma && words.kind(name.end + 1) == Some(TokenKind::Number) && words.lower(name.end + 1).len() <= 2 && !lone;
    let who = words.lower(name.end + usize::from(comma)) == "who";
    if aged || who {
        return Some(MentionKind::Person);
    }
    let speaks = says(words, name.end) || name.start > 0 && says(words, name.start - 1) && (words.lower(name.end) == "." || comma);
    let articled = name.start > 0 && words.any(name.start - 1, &[Tag::Determiner, Tag::Possessive]);
    let short = n <= 3;
    let acronym = words.token(name.start).is_some_and(|t| t.case == Case::Upper && t.span().len() > 2);
    if speaks && !lone && !articled && short && !acronym {
        return Some(MentionKind::Person);
    }
    // “in Vessen”, “Tarrow Falls, Ohio,”
    let state = comma && words.is_capital(name.end + 1) && {
        let next = words.lower(name.end + 1);
        words.entry(name.end + 1).abbreviation == Some(Abbreviation::Place) || is_place(next)
    };
    if name.start > 0 && words.name_tags(name.start - 1).has(NameTag::Locative) || state {
        return Some(MentionKind::Place);
    }
    // “Ida”: a first name alone, and no other word
    let ordinary = words.any(name.start, &[Tag::Verb, Tag::NounVerb, Tag::CueVerb, Tag::Modal, Tag::Title, Tag::RolePerson]);
    (lone && is_first_name(words, name.start) && !articled && !ordinary).then_some(MentionKind::Person)
}

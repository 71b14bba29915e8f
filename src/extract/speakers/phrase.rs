//! The tokens of a source → what it is about: its head word, the name at its head, the name behind a comma.

use super::super::lexicon::{Agreement, Tag};
use super::super::names::lists::NameTag;
use super::super::words::Words;
use super::super::{SourceType, names};
use super::Cast;
use crate::text::{TokenKind, fold};
use std::ops::Range;

/// A source, read.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Its first word.
    pub(super) start: usize,
    /// The token after the first noun phrase: “of”, “who”, a comma.
    pub(super) stop: usize,
    /// The last noun before the stop.
    pub(super) head: usize,
    /// The name the first noun phrase ends with.
    pub(super) mention: Option<usize>,
    /// The name behind the comma: “the union’s head, | Ada Crane”.
    pub(super) apposed: Option<usize>,
    /// Whether two or more are joined: “Berg and Korda”.
    pub(super) is_several: bool,
    /// The end of the source.
    pub(super) end: usize,
}

impl Phrase {
    pub(super) fn of(cast: &Cast, words: &Words, source: &Range<usize>) -> Option<Self> {
        let end = with_owned(words, source.end.min(words.len()));
        let mut start = source.start;
        // “by the mayor”, “even Berg”, “, the mayor”
        while start < end
            && cast.mention_at(start).is_none()
            && (!words.is_word(start) && words.kind(start) != Some(TokenKind::Number) || opens_idly(words, start))
        {
            start += 1;
        }
        if start >= end {
            return None;
        }
        let mut stop = (start + 1..end).find(|&k| stops(cast, words, k)).unwrap_or(end);
        // “half of the voters”, “one of his aides”: what is counted stands behind “of”.
        let counted = counts(words, start..stop) && stop < end && words.lower(stop) == "of";
        if counted {
            stop = (stop + 2..end).find(|&k| stops(cast, words, k)).unwrap_or(end);
        }
        let mut head = (start..stop).rev().find(|&k| words.is_word(k) && !is_tail(cast, words, k)).unwrap_or(start);
        // “Berg’s” in “Berg’s claim”
        if words.text.is_glued(head) && head > start && !words.is_capital(head) && cast.mention_at(head - 1).is_some() && head + 1 == stop {
            head -= 1;
        }
        // “people familiar with”, “officials present”: an adjective behind a noun that stands for somebody
        if head > start
            && cast.mention_at(head).is_none()
            && !words.any(head, NOUNS)
            && words.any(head - 1, &[Tag::RoleAnonymous, Tag::RoleCollective])
        {
            head -= 1;
        }
        let mention = cast.mention_at(head).filter(|_| !counted);
        let noun = mention.is_some() || words.is_capital(head) || words.any(head, NOUNS);
        let single = counted && words.lower(start) == "one";
        let is_several = counted && !single
            || joins(words, stop) && noun && stop + 1 < end && {
                let next = (stop + 1..end)
                    .find(|&k| cast.mention_at(k).is_some() || words.any(k, &[Tag::RolePerson, Tag::RoleCollective, Tag::RoleBody]));
                next.is_some_and(|k| k <= stop + 5)
            };
        let mut phrase = Self { start, stop, head, mention, apposed: None, is_several, end };
        if mention.is_none() {
            phrase.apposed = apposed(cast, words, &phrase);
        }
        Some(phrase)
    }
}

/// A source cut before its possessive goes on to what is owned, where that is somebody: “Velmar’s chief executive”.
fn with_owned(words: &Words, end: usize) -> usize {
    if !words.text.is_glued(end) || !words.is_word(end) || end >= words.len() {
        return end;
    }
    let owned =
        (end + 1..words.len().min(end + 5)).take_while(|&k| words.is_word(k) && !words.any(k, &[Tag::CueNoun, Tag::Be, Tag::CueVerb]));
    owned.filter(|&k| words.has(k, Tag::RolePerson)).last().map_or(end, |k| k + 1)
}

/// The tags of nouns that can be a source.
const NOUNS: &[Tag] = &[Tag::RolePerson, Tag::RoleBody, Tag::RoleCollective, Tag::RoleDocument, Tag::RoleAnonymous];

/// Whether the words only count: “half”, “58 percent”, “a majority”.
fn counts(words: &Words, phrase: Range<usize>) -> bool {
    let last = phrase.end - 1;
    let share = words.name_tags(last).has(NameTag::Share) || words.kind(last) != Some(TokenKind::Word);
    share || phrase.len() == 1 && words.lower(last) == "one"
}

/// A word before the noun phrase proper.
fn opens_idly(words: &Words, k: usize) -> bool {
    let pronoun = words.entry(k).agreement.is_some();
    !words.is_capital(k)
        && !pronoun
        && words.any(k, &[Tag::Preposition, Tag::Conjunction, Tag::Adverb])
        && !words.any(k, &[Tag::Determiner, Tag::RolePerson, Tag::RoleCollective])
}

fn joins(words: &Words, k: usize) -> bool {
    words.has(k, Tag::Conjunction)
}

/// Whether the first noun phrase ends before `k`.
fn stops(cast: &Cast, words: &Words, k: usize) -> bool {
    if cast.mention_or_title_at(k).is_some() {
        return false;
    }
    match words.kind(k) {
        Some(TokenKind::Punctuation) => {
            // “co-founder”, “St. Orla”; the rest parts
            let glued = words.text.is_glued(k) && words.text.is_glued(k + 1);
            let stop = words.lower(k) == "." && words.entry(k - 1).abbreviation.is_some();
            let quote = words.text.as_str()[words.text.span_of(k..k + 1).start..].starts_with(fold::is_quotation_mark);
            !glued && !stop && !quote
        }
        Some(TokenKind::Word) if !words.is_capital(k) => {
            if words.text.is_glued(k) {
                return false; // ’s, and what follows a hyphen
            }
            // “a poll released Monday”: also a participle no list knows, behind a noun
            let unknown = words.lower(k).ends_with("ed") && words.any(k - 1, NOUNS) && !words.any(k, NOUNS);
            let verb = (words.any(k, &[Tag::Past, Tag::Ing]) && words.any(k, &[Tag::Verb, Tag::CueVerb]) || unknown)
                && !before_noun(cast, words, k);
            verb || words.any(k, &[Tag::Preposition, Tag::Relative, Tag::Subordinator, Tag::Conjunction, Tag::Be, Tag::Have, Tag::Modal])
        }
        _ => false,
    }
}

/// “the retired colonel”, “a leading scientist”: a participle before its noun.
fn before_noun(cast: &Cast, words: &Words, k: usize) -> bool {
    let noun = |k: usize| words.any(k, NOUNS) || cast.mention_at(k).is_some();
    let had_noun = k > 0 && words.any(k - 1, NOUNS) && !words.any(k - 1, &[Tag::Determiner]);
    (noun(k + 1) || noun(k + 2) && words.is_word(k + 1) && !words.any(k + 1, &[Tag::Preposition, Tag::Determiner, Tag::Conjunction]))
        && !had_noun
}

/// A word at the end of a noun phrase that is not its head: “officials there”, “Berg himself”.
fn is_tail(cast: &Cast, words: &Words, k: usize) -> bool {
    let reflexive = words.lower(k).ends_with("self") || words.lower(k).ends_with("selves");
    cast.mention_at(k).is_none()
        && (reflexive
            || words.name_tags(k).has(NameTag::Calendar) && words.is_capital(k)
            || words.has(k, Tag::Adverb) && !words.any(k, &[Tag::RolePerson, Tag::RoleBody, Tag::RoleCollective]))
}

/// The name in apposition to a role: behind the comma that follows the role and its complement.
fn apposed(cast: &Cast, words: &Words, phrase: &Phrase) -> Option<usize> {
    let comma = (phrase.stop..words.len().min(phrase.end + 1)).find(|&k| words.lower(k) == ",")?;
    // A relative clause or a verb before the comma ends the noun phrase: what follows is something else.
    if (phrase.stop..comma).any(|k| words.any(k, &[Tag::Relative, Tag::Be, Tag::Have]) && cast.mention_at(k).is_none()) {
        return None;
    }
    // Only the name itself, after its title.
    let m = cast.mentions.partition_point(|m| m.tokens.start <= comma);
    let mention = cast.mentions.get(m)?;
    let from = mention.title.clone().map_or(mention.tokens.start, |t| t.start);
    let name_end = mention.tokens.end;
    // “said the envoy, | Ada Crane.”: a source may have been cut at its comma; then nothing may follow the name.
    let closed = name_end <= phrase.end || words.kind(name_end).is_none_or(|kind| kind == TokenKind::Punctuation);
    (from == comma + 1 && closed && !joins(words, name_end)).then_some(m)
}

/// The agreement of a source that is a pronoun and nothing more.
pub(super) fn pronoun(words: &Words, phrase: &Phrase) -> Option<Agreement> {
    if phrase.mention.is_some() || phrase.head != phrase.start {
        return None;
    }
    let head = phrase.head;
    let tags = words.name_tags(head);
    words.entry(head).agreement.or_else(|| {
        // “his” in “his claim that”
        words.has(head, Tag::Possessive).then_some(match () {
            () if tags.has(NameTag::Male) => Agreement::Male,
            () if tags.has(NameTag::Female) => Agreement::Female,
            () => Agreement::Plural,
        })
    })
}

/// What the head noun says of a source without a name.
pub(super) fn kind(words: &Words, phrase: &Phrase) -> SourceType {
    let head = phrase.head;
    let table = [
        (Tag::RoleAnonymous, SourceType::Anonymous),
        (Tag::RolePerson, SourceType::Person),
        (Tag::RoleBody, SourceType::Body),
        (Tag::RoleCollective, SourceType::Collective),
        (Tag::RoleDocument, SourceType::Document),
    ];
    if let Some(&(_, kind)) = table.iter().find(|&&(tag, _)| words.has(head, tag)) {
        return kind;
    }
    let word = words.lower(head);
    let tags = words.name_tags(head);
    if words.any(head, &[Tag::CueNoun]) {
        return SourceType::Document;
    }
    if words.kind(head) != Some(TokenKind::Word) || tags.has(NameTag::Share) {
        return SourceType::Collective;
    }
    if names::is_body_word(words, head) {
        return SourceType::Body;
    }
    let plural = word.ends_with('s') && !word.ends_with("ss") && word.len() > 3
        || tags.has(NameTag::Party) && !words.has(phrase.start, Tag::Determiner);
    if plural {
        return SourceType::Collective;
    }
    // “the front-runner”, “a neurosurgeon who …”; anything else unknown is a thing that says
    let person = super::super::names::lists::is_agent(word)
        || words.lower(phrase.stop) == "who"
        || tags.any(&[NameTag::Female, NameTag::Male, NameTag::Party]);
    if person || words.is_capital(head) { SourceType::Person } else { SourceType::Document }
}

/// “who asked not to be named”, “who declined to be identified”.
pub(super) fn is_unnamed(words: &Words, source: &Range<usize>) -> bool {
    source.clone().skip(1).any(|k| words.name_tags(k).has(NameTag::Naming) && words.has(k - 1, Tag::Be))
}

/// The tokens between double quotation marks, a stretch a paragraph at most.
pub(super) fn quoted(words: &Words) -> Vec<Range<usize>> {
    let text = words.text;
    let mut out = Vec::new();
    for block in text.blocks() {
        let mut open: Option<usize> = None;
        for (n, token) in text.tokens()[block.tokens.clone()].iter().enumerate() {
            if token.kind != TokenKind::Punctuation || matches!(text.as_str().as_bytes()[token.start()], b',' | b'.') {
                continue; // as nearly all
            }
            let k = block.tokens.start + n;
            let Some(mark) = text.as_str()[token.start()..].chars().next().filter(|&c| fold::is_double_mark(c)) else { continue };
            match open.take() {
                Some(start) if mark != '“' => out.push(start..k),
                _ => open = Some(k + 1),
            }
        }
        // A quotation that runs on into the next paragraph has no closing mark.
        if let Some(start) = open {
            out.push(start..block.tokens.end);
        }
    }
    out
}

//! Mentions → [`Cast`]: the people and bodies of one article, each one entity under all its names; and for every
//! source of an attribution, who that is.
//!
//! One person goes through an article as “Anna Berg”, “Berg”, “Chancellor Berg”, “the chancellor” and “she”. Names are
//! joined by their words, roles by who was given them (title or apposition), pronouns by gender, distance and
//! grammatical place (after Lappin & Leass 1994, “An algorithm for pronominal anaphora resolution”, with fixed weights
//! for news and the speaker of the last attribution as the strongest candidate).
//!
//! ```
//! use writethru::extract::{names, sentences::sentences, speakers::Cast, words::Words};
//! use writethru::text::Text;
//!
//! let text = Text::new("Chancellor Anna Berg left. The chancellor said nothing.");
//! let words = Words::of(&text);
//! let sentences = sentences(&words);
//! let mut cast = Cast::of(&words, &sentences, names::mentions(&words, &sentences));
//! assert_eq!(cast.speaker(&words, 5..7).name.as_deref(), Some("Anna Berg")); // The chancellor
//! ```
//!
//! Laws: a name is given only with the way it was found ([`ResolvedBy`]); where two answers are as good, there is none.
//! Sources are to be asked for in the order of the text: what was said last bears on who “she” is.
//!
//! When it is wrong: `docs/tricky-cases.md`, “Speakers”.

mod cast;
mod phrase;
mod pronouns;
mod roles;
#[cfg(test)]
mod tests;

use super::lexicon::{Agreement, Tag};
use super::names::lists::NameTag;
use super::names::{Mention, MentionKind};
use super::words::Words;
use super::{Name, ResolvedBy, Sentence, SourceType, Speaker};
use cast::Entity;
use phrase::Phrase;
use roles::Role;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The people and bodies of one article, and who spoke so far.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    mentions: Vec<Mention>,
    /// The entity of each mention; none where a surname fits two.
    entity_of: Vec<Option<usize>>,
    entities: Vec<Entity>,
    /// The holders of each role, by its common form.
    roles: FxHashMap<String, Vec<Role>>,
    /// The first token of every sentence with its block, in order.
    sentences: Vec<(usize, usize)>,
    /// The tokens between quotation marks.
    quoted: Vec<Range<usize>>,
    spoken: Vec<Spoken>,
}

/// One source that was asked for.
#[derive(Clone, Debug)]
struct Spoken {
    at: usize,
    entity: Option<usize>,
    is_plural: bool,
    speaker: Speaker,
}

/// The head of a source: the word that says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The head word.
    pub token: usize,
    /// The mention it belongs to, an index into [`Cast::mentions`].
    pub mention: Option<usize>,
}

/// Who a source is.
#[derive(Clone, Copy, Debug)]
struct Found {
    kind: SourceType,
    entity: Option<usize>,
    resolved_by: Option<ResolvedBy>,
}

impl Found {
    fn unnamed(kind: SourceType) -> Self {
        Self { kind, entity: None, resolved_by: None }
    }
}

impl Cast {
    /// Joins the mentions of an article to entities, and learns who holds which role.
    pub fn of(words: &Words, sentences: &[Sentence], mentions: Vec<Mention>) -> Self {
        let mut cast = Self {
            mentions,
            sentences: sentences.iter().map(|s| (s.tokens.start, s.block)).collect(),
            quoted: phrase::quoted(words),
            ..Self::default()
        };
        cast.link(words);
        cast.learn_roles(words);
        cast.learn_genders(words);
        cast
    }

    /// All mentions, in order.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The names among `tokens`, each with a key that is the same for all names of one entity.
    pub fn names_in(&self, words: &Words, tokens: Range<usize>) -> Vec<Name> {
        self.within(&tokens)
            .map(|m| {
                let name = self.mentions[m].tokens.clone();
                let key = match self.entity_of[m] {
                    Some(e) => self.entities[e].key.clone(),
                    None => cast::key(words, &name),
                };
                Name { span: words.text.span_of(name), key }
            })
            .collect()
    }

    /// The head of a source.
    pub fn head(&self, words: &Words, source: Range<usize>) -> Option<Head> {
        let phrase = Phrase::of(self, words, &source)?;
        Some(Head { token: phrase.head, mention: phrase.mention })
    }

    /// Says who a source is, and remembers it as the last that spoke.
    pub fn speaker(&mut self, words: &Words, source: Range<usize>) -> Speaker {
        let source = source.start.min(words.len())..source.end.min(words.len());
        let (found, at, compound) = match Phrase::of(self, words, &source) {
            Some(phrase) => {
                let found = self.find(words, &source, &phrase);
                let compound = self.compound_body(words, &phrase, found);
                (found, phrase.head, compound)
            }
            None => (Found::unnamed(SourceType::Anonymous), source.start, None),
        };
        let name = found.entity.map(|e| self.entities[e].name.clone());
        let resolved_by = if compound.is_some() { Some(ResolvedBy::FullName) } else { found.resolved_by };
        let speaker = Speaker { span: words.text.span_of(source), name: compound.or(name), kind: found.kind, resolved_by };
        let is_plural = matches!(found.kind, SourceType::Collective) || words.entry(at).agreement == Some(Agreement::Plural);
        self.spoken.push(Spoken { at, entity: found.entity, is_plural, speaker: speaker.clone() });
        speaker
    }

    /// The last person who spoke, for quotations without an attribution of their own.
    pub fn last_speaker(&self) -> Option<&Speaker> {
        let speaks = |s: &&Spoken| match s.speaker.kind {
            SourceType::Person | SourceType::Anonymous => true,
            SourceType::Pronoun => s.entity.is_some_and(|e| self.entities[e].kind == MentionKind::Person),
            _ => false,
        };
        self.spoken.iter().rev().find(speaks).map(|s| &s.speaker)
    }

    /// The mentions alone, for whoever is done with the rest.
    pub(super) fn into_mentions(self) -> Vec<Mention> {
        self.mentions
    }

    /// The mentions that begin among `tokens`.
    fn within(&self, tokens: &Range<usize>) -> Range<usize> {
        let from = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        let to = from + self.mentions[from..].partition_point(|m| m.tokens.start < tokens.end);
        from..to
    }

    /// The mention that token `k` belongs to.
    fn mention_at(&self, k: usize) -> Option<usize> {
        let n = self.mentions.partition_point(|m| m.tokens.end <= k);
        self.mentions.get(n).filter(|m| m.tokens.contains(&k)).map(|_| n)
    }

    /// The mention that token `k` belongs to, its title included.
    fn mention_or_title_at(&self, k: usize) -> Option<usize> {
        let n = self.mentions.partition_point(|m| m.tokens.end <= k);
        self.mentions.get(n).filter(|m| m.title.as_ref().map_or(m.tokens.start, |t| t.start) <= k).map(|_| n)
    }

    /// The sentence of a token, as an index.
    fn sentence_of(&self, k: usize) -> usize {
        self.sentences.partition_point(|&(start, _)| start <= k).saturating_sub(1)
    }

    /// The end of the sentence of a token.
    fn sentence_end(&self, words: &Words, k: usize) -> usize {
        self.sentences.get(self.sentence_of(k) + 1).map_or(words.len(), |s| s.0)
    }

    /// Whether a token stands between quotation marks.
    fn is_quoted(&self, k: usize) -> bool {
        let n = self.quoted.partition_point(|q| q.end <= k);
        self.quoted.get(n).is_some_and(|q| q.start <= k)
    }

    fn is_person(&self, mention: usize) -> bool {
        match self.entity_of[mention] {
            Some(e) => self.entities[e].kind == MentionKind::Person,
            None => self.mentions[mention].kind == MentionKind::Person,
        }
    }

    fn find(&self, words: &Words, source: &Range<usize>, phrase: &Phrase) -> Found {
        let head = phrase.head;
        if let Some(agreement) = phrase::pronoun(words, phrase) {
            return self.pronoun(words, head, agreement);
        }
        if phrase.mention.is_none() && words.has(head, Tag::Relative) && phrase.start == head {
            return self.antecedent(words, head);
        }
        if source.clone().any(|k| words.name_tags(k).has(NameTag::Veil)) || phrase::is_unnamed(words, source) {
            let mention = phrase.mention.filter(|&m| self.is_person(m));
            return mention.map_or(Found::unnamed(SourceType::Anonymous), |m| self.named(words, m));
        }
        if phrase.is_several {
            return Found::unnamed(SourceType::Collective);
        }
        if let Some(m) = phrase.mention {
            return self.named(words, m);
        }
        let kind = phrase::kind(words, phrase);
        if matches!(kind, SourceType::Person | SourceType::Anonymous) {
            // “the company’s chief executive, Lena Thorne”
            let may_be = |m: &usize| {
                !matches!(
                    self.entity_of[*m].map_or(self.mentions[*m].kind, |e| self.entities[e].kind),
                    MentionKind::Body | MentionKind::Place
                )
            };
            if let Some(m) = phrase.apposed.filter(may_be) {
                return self.named(words, m);
            }
        }
        if let Some(m) = phrase.apposed.filter(|&m| kind != SourceType::Document && self.mentions[m].title.is_some()) {
            return self.named(words, m);
        }
        let role = match kind {
            SourceType::Person => self.holder(words, phrase),
            SourceType::Body => self.body_called(words, phrase),
            _ => None,
        };
        Found { kind, entity: role, resolved_by: role.map(|_| ResolvedBy::Role) }
    }

    /// A source that is a name.
    fn named(&self, words: &Words, mention: usize) -> Found {
        let m = &self.mentions[mention];
        let articled = m.title.is_none() && m.tokens.start > 0 && words.has(m.tokens.start - 1, Tag::Determiner);
        let entity = self.entity_of[mention];
        let kind = match entity.map_or(m.kind, |e| self.entities[e].kind) {
            MentionKind::Person => SourceType::Person,
            MentionKind::Other if !articled => SourceType::Person,
            _ => SourceType::Body,
        };
        let resolved_by = entity.map(|e| {
            // “Anna Berg” for “Anna I. Berg” is whole; “de Vries” for “Bill de Vries” is not.
            let (short, full) = (&m.tokens, &self.entities[e].tokens);
            let (n, of) = (cast::words_of(words, short).count(), cast::words_of(words, full).count());
            let whole = n >= of || n > 1 && words.lower(short.start) == words.lower(full.start);
            if whole { ResolvedBy::FullName } else { ResolvedBy::Surname }
        });
        Found { kind, entity, resolved_by }
    }

    /// “the Loom and Kiln union”, “the Harlan campaign”: a name and what it is, together the name of a body.
    fn compound_body(&self, words: &Words, phrase: &Phrase, found: Found) -> Option<String> {
        if found.kind != SourceType::Body || found.entity.is_some() || phrase.mention.is_some() {
            return None;
        }
        let mut start = phrase.head;
        while start > phrase.start && words.is_word(start - 1) && !words.is_capital(start - 1) && words.has(start - 1, Tag::RoleBody) {
            start -= 1;
        }
        let m = self.mention_at(start.checked_sub(1)?)?;
        (self.mentions[m].tokens.end == start && self.mentions[m].tokens.start >= phrase.start)
            .then(|| cast::written(words, &(self.mentions[m].tokens.start..phrase.head + 1)))
    }
}

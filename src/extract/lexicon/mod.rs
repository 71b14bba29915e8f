//! The word lists, read once: what is known of a word before its sentence is looked at.
//!
//! Every list is a data file beside this one, with its columns and provenance at its head. Logic elsewhere asks for
//! [`Tag`]s and never holds a list of its own.

pub mod classes;
mod load;
mod table;

use super::model::Value;
use super::names::lists::NameTags;
use super::shape::{Shape, Shapes};
use crate::text::fold;
pub(super) use load::split;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;
pub(super) use table::Id;
use table::Table;

use super::Stance;

/// A property of a word, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Tag {
    /// the, a, this, some
    Determiner,
    /// he, she, they, it, I
    Pronoun,
    /// his, her, their
    Possessive,
    /// of, in, on
    Preposition,
    /// and, but, or
    Conjunction,
    /// because, when, if
    Subordinator,
    /// who, which, that
    Relative,
    /// what, how, why
    Interrogative,
    /// will, may, could
    Modal,
    /// is, was, been
    Be,
    /// has, had
    Have,
    /// does, did
    Do,
    /// not, never, isn't
    Negation,
    /// also, later, reportedly
    Adverb,
    /// Usually begins a sentence when capitalised: The, However
    Starter,
    /// Mr, president, fire chief
    Title,
    /// president, spokesman: a head noun for one person
    RolePerson,
    /// ministry, company
    RoleBody,
    /// officials, residents
    RoleCollective,
    /// report, indictment
    RoleDocument,
    /// source, someone
    RoleAnonymous,
    /// Russian, French
    Demonym,
    /// Anna
    FemaleName,
    /// Peter
    MaleName,
    /// Kim, Robin
    EitherName,
    /// A form of a common verb that is more often a verb than a noun
    Verb,
    /// A form of a common verb that is more often a noun (“report”, “plans”)
    NounVerb,
    /// A past form or participle
    Past,
    /// An -ing form
    Ing,
    /// A cue verb
    CueVerb,
    /// A cue noun: statement, claim
    CueNoun,
    /// A hedge of one word: perhaps
    Hedge,
    /// Opens a hedge of several words: “expected” (to)
    HedgeOpener,
    /// Stands second in one: (expected) “to”
    HedgeSecond,
    /// Numbers a picture: Figure, Chart
    CaptionLabel,
    /// Introduces a title or a name in marks: novel, dubbed
    TitleIntroducer,
    /// Says when and nothing else: Tuesday, April, yesterday, last
    When,
    /// A date can begin with it: Monday, last, within
    Dated,
    /// A quantity can begin with it: twelve, dozens, half
    Numeral,
    /// Of a token, not of a word: written with a capital first
    Capital,
    /// Of a token: it can be a finite verb
    Finite,
}

impl Tag {
    /// The words of grammar, which are few and stand for themselves: the, he, of, and, who, will, is, not.
    pub const GRAMMAR: &[Self] = &[
        Self::Determiner,
        Self::Pronoun,
        Self::Possessive,
        Self::Preposition,
        Self::Conjunction,
        Self::Subordinator,
        Self::Relative,
        Self::Interrogative,
        Self::Modal,
        Self::Be,
        Self::Have,
        Self::Do,
        Self::Negation,
    ];
}

/// A set of [`Tag`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tags(u64);

impl Tags {
    /// The set of these.
    #[inline(always)]
    pub(super) const fn of(tags: &[Tag]) -> Self {
        let (mut bits, mut k) = (0, 0);
        while k < tags.len() {
            bits |= 1 << tags[k] as u8;
            k += 1;
        }
        Self(bits)
    }

    /// Whether `tag` is in the set.
    #[inline]
    pub const fn has(self, tag: Tag) -> bool {
        self.0 & (1 << tag as u8) != 0
    }

    /// Whether any of `tags` is in the set. The list is usually written where it is asked for, and is one number then.
    #[inline(always)]
    pub const fn any(self, tags: &[Tag]) -> bool {
        self.0 & Self::of(tags).0 != 0
    }

    /// Whether the two sets have a tag in common.
    #[inline]
    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether nothing is said of a word but that it has a capital, and how hedges are put together, which is said of any
    /// word in them.
    pub(super) const fn is_unknown(self) -> bool {
        self.0 & !Self::of(&[Tag::Capital, Tag::Hedge, Tag::HedgeSecond]).0 == 0
    }

    /// Adds what a token is that is this word: with a capital or without, and so a finite verb or not – an auxiliary,
    /// or a verb form that is neither an -ing form nor mostly a noun.
    pub(super) fn stand(&mut self, is_capital: bool) {
        if is_capital {
            self.add(Tag::Capital);
        }
        let auxiliary = self.any(&[Tag::Modal, Tag::Be, Tag::Have, Tag::Do]);
        if auxiliary || self.has(Tag::Verb) && !self.has(Tag::Ing) && !is_capital {
            self.add(Tag::Finite);
        }
    }

    fn add(&mut self, tag: Tag) {
        self.0 |= 1 << tag as u8;
    }
}

/// How an abbreviation bears on the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Stands before a name: a full stop behind it never ends a sentence (Mr., Sen., Mt.).
    Title,
    /// Jan., Sept.
    Month,
    /// Mon., Thurs.
    Day,
    /// Stands before a number (No., p., Art.).
    Reference,
    /// Never ends a sentence (e.g., vs.).
    Inner,
    /// Inc., Corp., Co.
    Firm,
    /// Calif., Ave., U.S.
    Place,
    /// Jr., Ph.D.
    Degree,
    /// a.m., p.m.
    Time,
    /// ft., lbs.
    Unit,
    /// Any other.
    Other,
}

/// Grammatical person, number and gender of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// he
    Male,
    /// she
    Female,
    /// it
    Thing,
    /// they
    Plural,
    /// I, we, you
    Speaker,
}

/// Which form of a verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbForm {
    /// vote
    Base,
    /// votes
    Third,
    /// voted
    Past,
    /// taken
    Participle,
    /// voting
    Ing,
}

impl VerbForm {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Base, Self::Third, Self::Past, Self::Participle, Self::Ing];
}

/// How well a cue introduces quoted words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuoteFit {
    /// Never by itself.
    No,
    /// It can: “smiled”, “continued”.
    Weak,
    /// It does: “said”, “added”.
    Strong,
}

/// A word or phrase that attributes.
#[derive(Clone, Debug)]
pub struct CueEntry {
    /// The dictionary form.
    pub lemma: &'static str,
    /// The same, as models are told of it.
    pub value: Value<'static>,
    /// Its stance.
    pub stance: Stance,
    /// What it says of its content, 0 denied to 5 confirmed.
    pub certainty: u8,
    /// How well it introduces quoted words.
    pub quote: QuoteFit,
    /// Whether it takes a clause, with or without “that”.
    pub takes_clause: bool,
    /// Whether only a clause with “that” makes it a cue.
    pub needs_that: bool,
    /// Whether it takes a noun phrase or an infinitive.
    pub takes_phrase: bool,
    /// Whether it names who listens before the content: “told reporters that …”.
    pub takes_listener: bool,
    /// How often it was the head of a cue in the counts.
    pub n: u32,
    /// The share of its occurrences that were a cue, where counted.
    pub precision: Option<f32>,
}

/// What is known of one word form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// Its properties.
    pub tags: Tags,
    /// The cue verb it is a form of.
    pub cue: Option<u16>,
    /// The cue noun it is a form of.
    pub noun_cue: Option<u16>,
    /// The verb it is a form of, a number that two forms of one verb share.
    pub verb: Option<u16>,
    /// Which form.
    pub form: Option<VerbForm>,
    /// The abbreviation it is, without its last full stop.
    pub abbreviation: Option<Abbreviation>,
    /// Whether it is that abbreviation only with (`true`) or without (`false`) a capital: “Mass.”, “est.”.
    pub abbreviation_capital: Option<bool>,
    /// Its agreement, for pronouns.
    pub agreement: Option<Agreement>,
    /// The certainty it gives its clause, for hedges of one word.
    pub hedge: Option<u8>,
    /// What it says inside a name.
    pub name_tags: NameTags,
}

/// All lists together.
#[derive(Debug)]
pub struct Lexicon {
    table: Table,
    cues: Vec<CueEntry>,
    verbs: Vec<&'static str>,
    plain_verbs: Vec<CueEntry>,
    hedge_phrases: FxHashMap<&'static str, Vec<(Vec<&'static str>, u8)>>,
    titles: Vec<Vec<&'static str>>,
    demonyms: FxHashMap<&'static str, &'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(load::load);

pub(super) fn straight(word: &str) -> String {
    word.replace(fold::is_single_mark, "'")
}

/// The word lists.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    /// What is known of a word in lower case.
    pub fn get(&self, word: &str) -> Entry {
        *self.entry(self.find(word, 0..word.len()))
    }

    /// The number of the word that stands at `range`, in bytes of `lower`.
    #[inline(always)]
    pub(super) fn find(&self, lower: &str, range: Range<usize>) -> Id {
        self.table.find(lower.as_bytes().get(range.start..).unwrap_or_default(), range.len())
    }

    /// The number of what is not listed.
    pub(super) fn unlisted(&self) -> Id {
        self.table.unlisted()
    }

    /// What is known of the word with this number.
    #[inline(always)]
    pub(super) fn entry(&self, id: Id) -> &Entry {
        self.table.entry(id)
    }

    /// What the word with this number looks like to a model, if it is listed.
    #[inline(always)]
    pub(super) fn shape(&self, id: Id, is_capital: bool) -> Option<Shape> {
        self.table.shape(id, is_capital)
    }

    /// The comparable form of the word with this number, if it is listed.
    #[inline(always)]
    pub(super) fn form(&self, id: Id) -> Option<u64> {
        self.table.form(id)
    }

    /// All that tokens can look like.
    #[inline(always)]
    pub(super) fn shapes(&self) -> &Shapes {
        self.table.shapes()
    }

    /// The cue a word is a form of.
    pub fn cue(&self, id: u16) -> &CueEntry {
        &self.cues[usize::from(id)]
    }

    /// The cue with this dictionary form.
    pub fn cue_named(&self, lemma: &str) -> Option<&CueEntry> {
        self.cues.iter().find(|c| c.lemma == lemma)
    }

    /// The dictionary form of a verb.
    pub fn verb(&self, id: u16) -> &'static str {
        self.verbs[usize::from(id)]
    }

    /// How many verbs have a number.
    pub fn n_verbs(&self) -> u16 {
        u16::try_from(self.verbs.len()).unwrap_or(u16::MAX)
    }

    /// A verb that is in no list of cues, as if it were one.
    pub fn plain_verb(&self, id: u16) -> &CueEntry {
        &self.plain_verbs[usize::from(id)]
    }

    /// Hedges of several words (“expected to”) that open with a word, longest first, with their certainty.
    pub fn hedge_phrases(&self, opener: &str) -> &[(Vec<&'static str>, u8)] {
        self.hedge_phrases.get(opener).map_or(&[], Vec::as_slice)
    }

    /// Titles of several words (“prime minister”), longest first.
    pub fn title_phrases(&self) -> &[Vec<&'static str>] {
        &self.titles
    }

    /// What people are called, each with the place they belong to.
    pub fn demonyms(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.demonyms.iter().map(|(&people, &place)| (people, place))
    }

    /// The place a demonym belongs to.
    pub fn place_of(&self, demonym: &str) -> Option<&'static str> {
        self.demonyms.get(demonym).copied()
    }
}

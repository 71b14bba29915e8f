//! Data files → what a word says inside a name or a title.
//!
//! [`lexicon`](super::super::lexicon) knows words one at a time; these lists know how names are put together. What they
//! say of a word by itself the lexicon keeps for them, so that a token is looked up once.

use super::super::lexicon::lexicon;
use super::super::words::Words;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What the lists say of a word, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(in crate::extract) enum NameTag {
    /// Monday, June
    Calendar,
    /// I, TV
    Never,
    /// Republican
    Party,
    /// de, van, bin
    Particle,
    /// y, la
    Inner,
    /// Jr, III
    Suffix,
    /// People(’s Bank)
    Generic,
    /// St, Mt
    Saint,
    /// Local (12)
    Numbered,
    /// Ex(-)
    Descriptor,
    /// Ministry, Police
    Org,
    /// Inc, Systems
    Firm,
    /// County, Street
    Place,
    /// Act, Cup
    Thing,
    /// House, Senate
    Alone,
    /// Friends (of)
    People,
    /// Goes on with “of”
    Links,
    /// spokeswoman, Mrs
    Female,
    /// spokesman, Mr
    Male,
    /// Mr, Dame: an address, no office
    Polite,
    /// vice, former
    Rank,
    /// anonymity
    Veil,
    /// (asked not to be) named
    Naming,
    /// the, this
    Definite,
    /// in, near
    Locative,
    /// half, many: heads of a count of people
    Share,
    /// brother, rival
    Kin,
    /// The first word of a title of several words: prime, chief
    OpensTitle,
}

/// A set of [`NameTag`]s.
#[derive(Clone, Copy, Debug, Default)]
pub struct NameTags(u32);

impl std::ops::BitOrAssign for NameTags {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl NameTags {
    /// What a word says that opens a title of several words.
    pub(in crate::extract) const OPENS_TITLE: Self = Self(1 << NameTag::OpensTitle as u8);

    /// Whether `tag` is in the set.
    #[inline]
    pub(in crate::extract) const fn has(self, tag: NameTag) -> bool {
        self.0 & (1 << tag as u8) != 0
    }

    /// Whether any of `tags` is in the set.
    #[inline(always)]
    pub(in crate::extract) const fn any(self, tags: &[NameTag]) -> bool {
        let (mut bits, mut k) = (0, 0);
        while k < tags.len() {
            bits |= 1 << tags[k] as u8;
            k += 1;
        }
        self.0 & bits != 0
    }

    fn add(&mut self, tag: NameTag) {
        self.0 |= 1 << tag as u8;
    }
}

struct Lists {
    /// Words that are another form of a role.
    forms: FxHashMap<&'static str, &'static str>,
    places: FxHashSet<String>,
    place_lengths: Lengths,
    /// Title phrases by their first word, longest first.
    titles: FxHashMap<&'static str, Vec<&'static [&'static str]>>,
    /// Endings of nouns for people.
    agents: Vec<&'static str>,
    /// Endings of nationalities.
    nationalities: Vec<&'static str>,
    /// Endings of common nouns, adverbs and participles.
    common: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(load);

fn rows(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    file.lines().filter(|l| !l.starts_with('#')).filter_map(|l| {
        let mut columns = l.split('\t').map(str::trim);
        Some((columns.next().filter(|w| !w.is_empty())?, columns.next()?, columns.next().unwrap_or("")))
    })
}

fn files() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let files =
        [include_str!("../lexicon/name_words.tsv"), include_str!("../lexicon/body_words.tsv"), include_str!("../lexicon/role_words.tsv")];
    files.into_iter().flat_map(rows)
}

/// What the lists say of words, row by row; the lexicon keeps it with everything else that is known of a word.
pub(in crate::extract) fn tagged() -> impl Iterator<Item = (&'static str, NameTags)> {
    files().filter_map(|(word, class, value)| {
        let mut tags = NameTags::default();
        tags.add(name_tag(class, value)?);
        if value == "of" {
            tags.add(NameTag::Links);
        }
        Some((word, tags))
    })
}

fn load() -> Lists {
    let mut forms = FxHashMap::default();
    let (mut agents, mut nationalities, mut common) = (Vec::new(), Vec::new(), Vec::new());
    for (word, class, value) in files() {
        match class {
            "person" => agents.push(word),
            "nationality" => nationalities.push(word),
            "common" => common.push(word),
            "form" => _ = forms.insert(word, value),
            _ => {}
        }
    }
    let places: FxHashSet<String> = lexicon().demonyms().map(|(_, place)| place.to_lowercase()).collect();
    let place_lengths = Lengths::of(places.iter().map(String::as_str));
    let mut titles: FxHashMap<&'static str, Vec<&'static [&'static str]>> = FxHashMap::default();
    for phrase in lexicon().title_phrases() {
        titles.entry(phrase[0]).or_default().push(phrase);
    }
    Lists { forms, places, place_lengths, titles, agents, nationalities, common }
}

fn name_tag(class: &str, value: &str) -> Option<NameTag> {
    Some(match class {
        "calendar" => NameTag::Calendar,
        "never" => NameTag::Never,
        "party" => NameTag::Party,
        "particle" => NameTag::Particle,
        "inner" => NameTag::Inner,
        "suffix" => NameTag::Suffix,
        "generic" => NameTag::Generic,
        "saint" => NameTag::Saint,
        "numbered" => NameTag::Numbered,
        "descriptor" => NameTag::Descriptor,
        "org" => NameTag::Org,
        "firm" => NameTag::Firm,
        "place" => NameTag::Place,
        "thing" => NameTag::Thing,
        "alone" => NameTag::Alone,
        "people" => NameTag::People,
        "gender" if value == "f" => NameTag::Female,
        "gender" => NameTag::Male,
        "polite" => NameTag::Polite,
        "rank" => NameTag::Rank,
        "veil" => NameTag::Veil,
        "naming" => NameTag::Naming,
        "definite" => NameTag::Definite,
        "locative" => NameTag::Locative,
        "share" => NameTag::Share,
        "kin" => NameTag::Kin,
        _ => return None,
    })
}

/// What the lists say of a word in lower case that is no token of a text.
pub(in crate::extract) fn name_tags(word: &str) -> NameTags {
    lexicon().get(word).name_tags
}

/// The role that a word is another form of: `governor` for “Gov.”.
pub(in crate::extract) fn form(word: &str) -> Option<&'static str> {
    LISTS.forms.get(word).copied()
}

/// Whether a noun looks like one for a person: front-runner, columnist.
pub(in crate::extract) fn is_agent(word: &str) -> bool {
    LISTS.agents.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e))
}

/// Whether a word ends like a common noun, an adverb or a participle.
pub(in crate::extract) fn is_common(word: &str) -> bool {
    LISTS.common.iter().any(|e| word.ends_with(e))
}

/// Whether a word with a capital is formed like a nationality: Vardanian.
pub(in crate::extract) fn is_national(word: &str) -> bool {
    LISTS.nationalities.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e))
}

/// Whether a name in lower case is that of a country, region or large city.
pub(in crate::extract) fn is_place(name: &str) -> bool {
    let may_be = |first: &u8| LISTS.place_lengths.has(*first, name.len());
    name.as_bytes().first().is_some_and(may_be) && LISTS.places.contains(name)
}

/// Which lengths some words have, by their first byte: a first look that spares most look-ups.
pub(super) struct Lengths([u64; 256]);

impl Lengths {
    /// Those of some words.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut lengths = [0; 256];
        for word in words {
            if let Some(&first) = word.as_bytes().first() {
                lengths[usize::from(first)] |= Self::bit(word.len());
            }
        }
        Self(lengths)
    }

    /// Whether one of the words begins with this byte and has this length.
    #[inline]
    pub(super) fn has(&self, first: u8, length: usize) -> bool {
        self.0[usize::from(first)] & Self::bit(length) != 0
    }

    /// One bit for each length up to 63.
    #[inline]
    fn bit(length: usize) -> u64 {
        1 << length.min(63)
    }
}

/// How many tokens the longest title of several words that begins at `k` has; 0 if none does.
pub(in crate::extract) fn title_phrase(words: &Words, k: usize, end: usize) -> usize {
    if !words.name_tags(k).has(NameTag::OpensTitle) {
        return 0;
    }
    let Some(phrases) = LISTS.titles.get(words.lower(k)) else { return 0 };
    phrases.iter().find(|p| k + p.len() <= end && words.stands(k, p)).map_or(0, |p| p.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        for file in [
            include_str!("../lexicon/name_words.tsv"),
            include_str!("../lexicon/body_words.tsv"),
            include_str!("../lexicon/role_words.tsv"),
        ] {
            for (word, class, value) in rows(file) {
                assert!(
                    matches!(class, "person" | "nationality" | "common")
                        || class == "form" && !value.is_empty()
                        || name_tag(class, value).is_some(),
                    "{word} {class} {value}"
                );
                assert_eq!(word, word.to_lowercase());
            }
        }
    }

    #[test]
    fn words_carry_what_the_lists_say() {
        assert!(name_tags("ministry").has(NameTag::Org) && name_tags("ministry").has(NameTag::Links));
        assert!(name_tags("spokeswoman").has(NameTag::Female));
        assert_eq!(form("gov"), Some("governor"));
        assert!(is_place("finland"));
    }
}

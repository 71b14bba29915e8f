//! Words + sentences → [`Mention`]s: where the article names a person, a body or a place.
//!
//! A name is a run of words with capitals, with what joins such words (“Institute of Deep Rivers”, “Ferrow & Lind”,
//! “Ruud van der Crane Jr.”), less what only looks like one. Three sources of evidence, in this order: the article's own
//! use of the word elsewhere (Mikheev 1999; see `evidence`), what stands beside it (a title, an age, a verb of saying),
//! the word lists. No model and no gazetteer of people or places: a name never seen before is found like any other.
//!
//! ```
//! use writethru::extract::{names, sentences::sentences, words::Words};
//! use writethru::text::Text;
//!
//! let text = Text::new("The Ministry of Ports fined Fire Chief Ida Marsden on Monday.");
//! let words = Words::of(&text);
//! let found = names::mentions(&words, &sentences(&words));
//! let shown: Vec<&str> = found.iter().map(|m| text.slice(text.span_of(m.tokens.clone()))).collect();
//! assert_eq!(shown, ["Ministry of Ports", "Ida Marsden"]);
//! ```
//!
//! Laws: mentions lie in order and do not overlap; none is empty or leaves its sentence.
//!
//! When it is wrong: `docs/tricky-cases.md`, “Names”.

mod evidence;
mod kind;
pub(super) mod lists;
mod run;
mod title;

use super::Sentence;
use super::lexicon::Tag;
use super::words::Words;
use evidence::Evidence;
use lists::NameTag;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// Anna Berg
    Person,
    /// the Ministry of Ports, Velmar Systems Inc.
    Body,
    /// Port Ellery
    Place,
    /// What nothing nearby decides.
    Other,
}

/// A name and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name: without title, article or possessive.
    pub tokens: Range<usize>,
    /// The title or role directly before it: “Fire Chief”, “U.S. Rep.”, “spokeswoman”.
    pub title: Option<Range<usize>>,
    /// What it is the name of.
    pub kind: MentionKind,
}

/// Finds every name.
pub fn mentions(words: &Words, sentences: &[Sentence]) -> Vec<Mention> {
    let mut evidence = Evidence::of(words, sentences);
    let runs = run::runs(words, sentences, &evidence);
    let doubtful = runs.iter().filter(|r| r.weak && !evidence.is_capital(words.lower(r.tokens.start))).map(|r| words.lower(r.tokens.start));
    evidence.look_for_lower(words, doubtful.collect::<Vec<_>>().into_iter());

    let mut found = Vec::with_capacity(runs.len());
    let mut unsure = FxHashSet::default(); // places in `found` that are names only if a person is called so
    for run in &runs {
        let Some(tokens) = run::without_opener(words, run, &evidence) else { continue };
        for part in title::split(words, tokens, sentences[run.sentence].tokens.start) {
            if part.is_unsure {
                unsure.insert(found.len());
            }
            found.push(part.mention);
        }
    }
    kind::decide(words, sentences, &mut found);
    if unsure.is_empty() {
        return found;
    }
    let surnames: FxHashSet<&str> = found
        .iter()
        .enumerate()
        .filter(|(n, m)| m.kind == MentionKind::Person && (m.title.is_some() || n_words(words, &m.tokens) > 1) && !unsure.contains(n))
        .filter_map(|(_, m)| surname(words, &m.tokens))
        .map(|k| words.lower(k))
        .collect();
    let mut n = 0;
    found.retain_mut(|m| {
        let keep = !unsure.contains(&n) || surnames.contains(words.lower(m.tokens.start));
        if unsure.contains(&n) {
            m.kind = MentionKind::Person;
        }
        n += 1;
        keep
    });
    found
}

/// The token of a person's surname: the last word that is not “Jr.” or “III”.
pub(super) fn surname(words: &Words, name: &Range<usize>) -> Option<usize> {
    name.clone().rev().find(|&k| words.is_word(k) && !words.name_tags(k).has(NameTag::Suffix)).or_else(|| name.clone().next())
}

/// How many words and numbers a name has.
pub(super) fn n_words(words: &Words, name: &Range<usize>) -> usize {
    name.clone().filter(|&k| words.is_word(k) || matches!(words.kind(k), Some(crate::text::TokenKind::Number))).count()
}

/// Whether a word is known as a first name.
pub(super) fn is_first_name(words: &Words, k: usize) -> bool {
    words.any(k, &[Tag::FemaleName, Tag::MaleName, Tag::EitherName])
}

/// Whether the mark `open` opens a nickname inside a name: Marcia “Cia” Venn.
pub(super) fn is_nickname(words: &Words, open: usize) -> bool {
    let named = || open.checked_sub(1).is_some_and(|k| words.is_capital(k) && is_first_name(words, k));
    words.is_capital(open + 3)
        && named()
        && words.is_quotation_mark(open)
        && words.text.is_glued(open + 1)
        && words.is_capital(open + 1)
        && words.is_quotation_mark(open + 2)
}

/// Whether a word with a capital stands for a body: “Ministry”, “Inc.”.
pub(super) fn is_body_word(words: &Words, k: usize) -> bool {
    let tags = words.name_tags(k);
    tags.any(&[NameTag::Org, NameTag::Firm]) || words.has(k, Tag::RoleBody) && !tags.any(&[NameTag::Place, NameTag::Thing])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// Every name of a text as `title|name/Kind`.
    fn check(given: &str, expected: &[&str]) {
        let text = Text::new(given);
        let words = Words::of(&text);
        let sentences = super::super::sentences::sentences(&words);
        let shown: Vec<String> = mentions(&words, &sentences)
            .iter()
            .map(|m| {
                let title = m.title.clone().map_or(String::new(), |t| format!("{}|", text.slice(text.span_of(t))));
                format!("{title}{}/{:?}", text.slice(text.span_of(m.tokens.clone())), m.kind)
            })
            .collect();
        assert_eq!(shown, expected, "{given}");
    }

    #[test]
    fn people() {
        check(
            "On Monday Anna Berg met Edmund I. Marlow Jr. and J. R. Moss.",
            &["Anna Berg/Person", "Edmund I. Marlow Jr./Person", "J. R. Moss/Person"],
        );
        check(
            "They saw Ruud van der Crane, Mary O’Dell-Venn and Hal al-Basri there.",
            &["Ruud van der Crane/Person", "Mary O’Dell-Venn/Person", "Hal al-Basri/Person"],
        );
        check("It was William “Bill” Harlan, 41, who called.", &["William “Bill” Harlan/Person"]);
        check("The dog bit Xanthor Quell, 41, on the leg.", &["Xanthor Quell/Person"]);
        check("It is over, said Xanthor Quell.", &["Xanthor Quell/Person"]);
    }

    /// Two short syllables behind a surname belong to the name; what hangs on a surname that a first name stands before does not.
    #[test]
    fn a_name_of_two_syllables_is_one() {
        check("It is over, said Mun Ki-sol.", &["Mun Ki-sol/Person"]);
        check("They kept the Anna Berg-era rules and the Velmar-run mill.", &["Anna Berg/Person", "Velmar/Other"]);
    }

    #[test]
    fn titles_stand_before_names() {
        check("The blaze, Fire Chief Ida Marsden said, was out.", &["Fire Chief|Ida Marsden/Person"]);
        check("It angered U.S. Rep. Harlan Moss and Gov. Tamsin.", &["U.S. Rep.|Harlan Moss/Person", "Gov.|Tamsin/Person"]);
        check("It pleased spokeswoman Ada Crane and fire chief Jon Weld.", &["spokeswoman|Ada Crane/Person", "fire chief|Jon Weld/Person"]);
        check("He met Vardanian chancellor Anna Berg.", &["chancellor|Anna Berg/Person"]);
        check("Then Velmar Chief Executive Lena Thorne left.", &["Velmar/Other", "Chief Executive|Lena Thorne/Person"]);
        check("The novel is by Hal King, not by King Hal.", &["Hal King/Person", "King|Hal/Person"]);
        check("The President and the Chancellor met.", &[]);
    }

    #[test]
    fn bodies() {
        check(
            "He left the University of Orne for the Institute of Deep Rivers.",
            &["University of Orne/Body", "Institute of Deep Rivers/Body"],
        );
        check("A lawyer for Ferrow & Lind sued Velmar Systems, Inc. in court.", &["Ferrow & Lind/Body", "Velmar Systems, Inc./Body"]);
        check(
            "She runs the Ministry of Trade and Industry and the Loom and Kiln union.",
            &["Ministry of Trade and Industry/Body", "Loom and Kiln/Body"],
        );
        check(
            "It was the Women’s Institute, the OQRA, and Dockhands Local 12.",
            &["Women’s Institute/Body", "OQRA/Body", "Dockhands Local 12/Body"],
        );
        check("Helen Okonda leads the Friends of Wenlow Library.", &["Helen Okonda/Person", "Friends of Wenlow Library/Body"]);
        check("He quit the Justice Department and General Motors.", &["Justice Department/Body", "General Motors/Body"]);
    }

    #[test]
    fn places() {
        check("He was born in Vessen and died near Orne River.", &["Vessen/Place", "Orne River/Place"]);
        check("The road to Tarrow Falls, Ohio, was shut.", &["Tarrow Falls/Place", "Ohio/Place"]);
    }

    #[test]
    fn a_capital_that_proves_nothing() {
        check("Investigators blamed Quell. Nearly all agreed. Nobody left.", &["Quell/Other"]);
        check("“Nothing changed,” he said: “Everything stays. I know.”", &[]);
        check("The Vardanian army and the Russian one met on Monday in June.", &[]);
        check("Velmar said it would sell. He left Velmar.", &["Velmar/Other", "Velmar/Other"]);
        check("Mortgage rates fell.\n\nBuilders like a low mortgage.", &[]);
        check("Berg Quits As Chancellor After Vote\n\nThe chancellor, Anna Berg, quit.", &["Berg/Person", "Anna Berg/Person"]);
        check("THE FERRY BURNED OVERNIGHT WITHOUT WARNING\n\nIt was old.", &[]);
    }

    /// Where most words of a headline have a capital it says nothing of them, little words apart.
    #[test]
    fn headlines_in_capitals() {
        check("Council Closes Old Bridge for repairs\n\nIt rained.", &[]);
        check("Council to Shut Dam on the Hill by the Sea in May\n\nIt rained.", &[]);
        check("The council closes Orne Bridge for long repairs\n\nIt rained.", &["Orne Bridge/Place"]);
    }
}

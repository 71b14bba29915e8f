//! A run → the name in it, with its title: “Fire Chief | Ida Marsden”.

use super::super::lexicon::{Abbreviation, Tag, lexicon};
use super::super::words::Words;
use super::lists::{self, NameTag, title_phrase};
use super::{Mention, MentionKind, is_body_word, is_first_name, n_words};
use crate::text::Case;
use std::ops::Range;

/// A role in lower case before a name has at most this many tokens (“deputy assistant secretary of state”).
const MAX_LOWER_TITLE: usize = 5;

/// A name found in a run.
pub(super) struct Part {
    pub(super) mention: Mention,
    /// Whether it is a title alone, and a name only if somebody is called so (“Bishop”).
    pub(super) is_unsure: bool,
}

/// Splits a run into names. `sentence` is the first token of its sentence.
pub(super) fn split(words: &Words, run: Range<usize>, sentence: usize) -> impl Iterator<Item = Part> {
    let name = title_end(words, &run);
    if name == run.start
        && let Some(person) = person_behind_body(words, &run)
    {
        let title = officer_start(words, run.start);
        let body = Part { mention: Mention { tokens: run.start..person, title: None, kind: MentionKind::Other }, is_unsure: false };
        let body = title.is_none().then_some(body);
        let person = Mention { tokens: person..run.end, title: title.map(|t| t..person), kind: MentionKind::Other };
        return [body, Some(Part { mention: person, is_unsure: false })].into_iter().flatten();
    }
    let mut parts: [Option<Part>; 2] = [None, None];
    let part = |tokens: Range<usize>, title: Option<Range<usize>>, is_unsure| Part {
        mention: Mention { tokens, title, kind: MentionKind::Other },
        is_unsure,
    };
    if name >= run.end && title_start(words, run.clone()) > run.start {
        // “the Velmar Chief Executive”
        let whose = run.start..title_start(words, run.clone());
        if !is_idle(words, &whose) {
            parts[0] = Some(part(whose, None, false));
        }
    } else if name >= run.end {
        // Nothing but a title: “the Chancellor”, or somebody called Bishop.
        let last = run.end - 1;
        let determined = run.start > 0 && words.any(run.start - 1, &[Tag::Determiner, Tag::Possessive]);
        if run.len() == 1 && !determined && words.is_word(last) {
            parts[0] = Some(part(run, None, true));
        }
    } else if name > run.start {
        // “Velmar Chief Executive Lena Thorne” names two.
        let title = title_start(words, run.start..name);
        if title > run.start && !is_idle(words, &(run.start..title)) {
            parts[0] = Some(part(run.start..title, None, false));
        }
        // “former American” is nobody.
        if !is_idle(words, &(name..run.end)) && words.entry(name).abbreviation != Some(Abbreviation::Place) {
            parts[1] = Some(part(name..run.end, Some(title..name), false));
        }
    } else if !is_idle(words, &run) {
        let title = lower_title(words, run.start, sentence);
        parts[1] = Some(part(run.clone(), title, false));
    }
    parts.into_iter().flatten()
}

/// Whether a word is a nationality: a listed one, or formed like one and standing before what people and bodies are
/// called (“Vardanian officials”).
fn is_national(words: &Words, k: usize) -> bool {
    const ROLES: &[Tag] = &[Tag::RolePerson, Tag::RoleBody, Tag::RoleCollective, Tag::RoleDocument, Tag::Title];
    // “Americans”: regular plurals are not listed.
    let plural = |word: &str| word.strip_suffix('s').is_some_and(|w| lexicon().place_of(w).is_some());
    let word = words.lower(k);
    words.has(k, Tag::Demonym) || plural(word) || words.any(k + 1, ROLES) && !is_first_name(words, k) && lists::is_national(word)
}

/// Whether a run names nothing: a nationality (“East German”), a party, a month alone.
fn is_idle(words: &Words, run: &Range<usize>) -> bool {
    let last = run.end - 1;
    if words.has(last, Tag::Demonym) && run.len() == 2 && !is_first_name(words, run.start) {
        return true;
    }
    if run.len() == 1 && words.text.span_of(run.clone()).len() == 1 {
        return true; // the R of “(R)”
    }
    if run.len() > 2
        && words.text.span_of(run.start..run.start + 1).len() == 1
        && words.text.is_glued(run.start + 1)
        && words.lower(run.start + 1) == "-"
    {
        return true; // “(R-Ohio)”
    }
    if matches!(words.entry(run.start).abbreviation, Some(Abbreviation::Month | Abbreviation::Day)) && run.len() == 1 {
        return true;
    }
    run.clone().all(|k| {
        let acronym = words.token(k).is_some_and(|t| t.case == Case::Upper);
        !words.is_word(k) || is_national(words, k) || words.name_tags(k).any(&[NameTag::Party, NameTag::Descriptor]) && !acronym
    })
}

/// Where the person begins in “(Director of) National Intelligence | Jon Weld”.
fn person_behind_body(words: &Words, run: &Range<usize>) -> Option<usize> {
    let mut inside = run.start + 1..run.end.saturating_sub(1);
    let last = (run.start..run.end).rev().find(|&k| words.is_word(k))?;
    if is_body_word(words, last) || words.name_tags(last).any(&[NameTag::Place, NameTag::Thing]) {
        return None;
    }
    let officer = officer_start(words, run.start).is_some();
    inside.find(|&k| is_first_name(words, k) && (officer || is_body_word(words, k - 1)) && words.is_capital(k + 1))
}

/// The officer whose “of …” a body stands in: “Director of | National Intelligence”.
fn officer_start(words: &Words, body: usize) -> Option<usize> {
    let of = body.checked_sub(1).filter(|&k| words.has(k, Tag::Preposition))?;
    let officer = of.checked_sub(1).filter(|&k| words.has(k, Tag::RolePerson) && words.is_capital(k))?;
    Some(officer)
}

/// Whether the token can be a title, and for how many tokens.
fn title_at(words: &Words, k: usize, end: usize) -> usize {
    let phrase = title_phrase(words, k, end);
    if phrase > 0 {
        return phrase;
    }
    let title = words.any(k, &[Tag::Title, Tag::RolePerson])
        || words.entry(k).abbreviation == Some(Abbreviation::Title) && !words.name_tags(k).has(NameTag::Saint);
    usize::from(title)
}

/// Where the title of a run ends and the name begins; the start of the run if it has no title, its end if it has no
/// name.
fn title_end(words: &Words, run: &Range<usize>) -> usize {
    let end = run.end;
    let last = (run.start..end).rev().find(|&k| words.is_word(k)).unwrap_or(run.start);
    let honoured = words.entry(run.start).abbreviation == Some(Abbreviation::Title) || words.name_tags(run.start).has(NameTag::Polite);
    let named = is_body_word(words, last) || words.name_tags(last).any(&[NameTag::Place, NameTag::Thing]);
    let numbered = words.is_word(end - 1) && last == end - 1 || words.lower(end - 1) == ".";
    if named && !honoured && title_at(words, last, end) == 0 || !numbered {
        return run.start;
    }
    let mut name = run.start;
    let mut k = run.start;
    while k < end {
        let n = title_at(words, k, end);
        if n == 0 {
            k += 1;
            continue;
        }
        let abbreviated = words.entry(k).abbreviation == Some(Abbreviation::Title);
        // “Hal King”, “Dean Orne”: a first name before it, or it is one.
        let surname = k > run.start && k > name && is_first_name(words, k - 1) && !abbreviated && n == 1;
        let first_name = is_first_name(words, k) && !abbreviated && k == run.start && run.len() == 2;
        // “Ada van der Meester”: a particle before it
        let particle = k > run.start && !words.is_capital(k - 1) && words.is_word(k - 1) && !words.has(k - 1, Tag::Preposition);
        if !surname && !first_name && !particle {
            name = k + n;
            if name < end && !words.is_word(name) {
                name += 1; // the stop of “Gov.”, the hyphen of “Ex-”
            }
        }
        k += n;
    }
    if name == run.start && run.len() > 2 {
        // “Democrat Hal Venn”
        let described = words.name_tags(name).any(&[NameTag::Party, NameTag::Descriptor]) || words.has(name, Tag::Demonym);
        if described && is_first_name(words, name + 1) {
            return name + 1;
        }
    }
    // “Prince Jr.” leaves no name; “President-elect” neither
    if name < end && n_words(words, &(name..end)) == 0 { end } else { name }
}

/// Where the title begins in what stands before a name: behind the name of a body or place, if there is one.
fn title_start(words: &Words, before: Range<usize>) -> usize {
    let is_part = |k: usize| {
        let upper = words.token(k).is_some_and(|t| t.case == Case::Upper) && words.lower(k).contains('.');
        let known = words.any(
            k,
            &[Tag::Title, Tag::RolePerson, Tag::RoleBody, Tag::RoleCollective, Tag::Demonym, Tag::NounVerb, Tag::Verb, Tag::CueNoun],
        );
        upper
            || known
            || is_national(words, k)
            || !words.is_word(k)
            || words.name_tags(k).any(&[NameTag::Party, NameTag::Descriptor, NameTag::Rank, NameTag::Org, NameTag::Thing])
    };
    let mut start = before.end;
    let mut k = before.start;
    // the first title word, then back over what only describes it
    while k < before.end {
        if title_at(words, k, before.end) > 0 {
            start = k;
            break;
        }
        k += 1;
    }
    while start > before.start && is_part(start - 1) {
        start -= 1;
    }
    while start < before.end && !words.is_word(start) {
        start += 1;
    }
    start
}

/// The role in lower case directly before a name: “spokeswoman”, “fire chief”.
fn lower_title(words: &Words, name: usize, sentence: usize) -> Option<Range<usize>> {
    const ENDS: &[Tag] = &[Tag::Title, Tag::RolePerson, Tag::RoleBody];
    let mut start = name;
    let mut is_role = false;
    if name == sentence || words.is_capital(name - 1) || !words.any(name - 1, ENDS) {
        return None; // as before most names
    }
    while start > sentence && name - start < MAX_LOWER_TITLE {
        // “fire chief”: longest first
        let phrase = (2..=MAX_LOWER_TITLE).rev().find(|&n| start >= sentence + n && title_phrase(words, start - n, start) == n);
        if let Some(n) = phrase.filter(|&n| !words.is_capital(start - n)) {
            is_role = true;
            start -= n;
            continue;
        }
        let k = start - 1;
        let glued = words.text.is_glued(start) && !words.is_word(k) && start < name;
        let role = words.is_word(k) && !words.is_capital(k) && words.any(k, &[Tag::Title, Tag::RolePerson]);
        let rank = start < name && words.is_word(k) && !words.is_capital(k) && words.name_tags(k).any(&[NameTag::Rank, NameTag::Org]);
        if !role && !rank && !glued {
            break;
        }
        is_role |= words.any(k, &[Tag::RolePerson, Tag::Title]) && !words.name_tags(k).any(&[NameTag::Rank, NameTag::Descriptor]);
        start = k;
    }
    while start < name && !words.is_word(start) {
        start += 1;
    }
    (is_role && start < name).then_some(start..name)
}

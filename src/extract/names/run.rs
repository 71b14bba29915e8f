//! Sentences → runs of words that may be one name, title included.

use super::super::Sentence;
use super::super::lexicon::{Abbreviation, Tag};
use super::super::words::Words;
use super::evidence::{Evidence, first_word, is_weak};
use super::lists::{self, NameTag, title_phrase};
use super::{is_body_word, is_first_name};
use crate::text::{Case, TokenKind, fold};
use std::ops::Range;

/// The tags of words that open a sentence without being a name.
const ORDINARY: &[Tag] = &[
    Tag::Adverb,
    Tag::Starter,
    Tag::RolePerson,
    Tag::RoleBody,
    Tag::RoleCollective,
    Tag::RoleDocument,
    Tag::RoleAnonymous,
    Tag::Verb,
    Tag::NounVerb,
    Tag::Past,
    Tag::Ing,
    Tag::CueVerb,
    Tag::CueNoun,
    Tag::Title,
];

/// A run is cut at about this many tokens; the longest name in the articles measured has 11 words.
const MAX_TOKENS: usize = 24;

/// A stretch that may be a name.
pub(super) struct Run {
    pub(super) tokens: Range<usize>,
    /// The sentence it stands in.
    pub(super) sentence: usize,
    /// Whether its first word would have a capital in any case.
    pub(super) weak: bool,
}

/// Every run of every sentence.
pub(super) fn runs(words: &Words, sentences: &[Sentence], evidence: &Evidence) -> Vec<Run> {
    let mut out = Vec::with_capacity(words.len() / 12);
    for (n, sentence) in sentences.iter().enumerate() {
        let titled = evidence.is_titled(n);
        let first = first_word(words, sentence);
        let scan = Scan { words, end: sentence.tokens.end.min(words.len()), evidence, titled };
        let mut behind = sentence.tokens.start;
        for &k in evidence.capitals_of(n) {
            if k < behind || !scan.opens(k) {
                continue;
            }
            let start = scan.with_particles(k, behind);
            let end = scan.end_of(k);
            out.push(Run { tokens: start..end, sentence: n, weak: start == k && is_weak(words, k, first) });
            behind = end;
        }
    }
    out
}

/// One sentence being read.
struct Scan<'w, 't> {
    words: &'w Words<'t>,
    end: usize,
    evidence: &'w Evidence<'t>,
    titled: bool,
}

impl Scan<'_, '_> {
    /// Whether a run can begin with the word with a capital at `k`.
    fn opens(&self, k: usize) -> bool {
        let words = self.words;
        if self.is_initial(k) {
            return true;
        }
        let lone = !self.goes_on(k + 1);
        if words.any(k, Tag::GRAMMAR) && !self.is_acronym(k) && (lone || !is_first_name(words, k)) {
            return false;
        }
        let tags = words.name_tags(k);
        // “April Crane”, but “April” is a month.
        let month_name = !lone && is_first_name(words, k);
        !tags.has(NameTag::Never) && (!tags.has(NameTag::Calendar) || month_name) && self.is_evident(k)
    }

    /// Where a run whose first capital is at `k` begins: there, or at the “van” of “van der Crane”.
    fn with_particles(&self, k: usize, behind: usize) -> usize {
        let words = self.words;
        let mut start = k;
        while start > behind && k - start < 4 {
            let before = start - 1;
            let hyphen = start == k && words.text.is_glued(k) && self.is_hyphen(before);
            let particle =
                words.is_word(before) && !words.is_capital(before) && words.name_tags(before).any(&[NameTag::Particle, NameTag::Inner]);
            if !hyphen && !particle {
                break;
            }
            start = before;
        }
        // “la Berg” and “-Berg” begin with no particle of their own; “the van Berg drove” has a van.
        while start < k && !words.name_tags(start).has(NameTag::Particle) {
            start += 1;
        }
        if start == k {
            return k; // as most names
        }
        let determined = start > 0 && words.any(start - 1, &[Tag::Determiner, Tag::Possessive]);
        if determined || words.text.is_glued(start) { k } else { start }
    }

    /// The word with a capital behind the particles that begin at `k`.
    fn behind_particles(&self, k: usize) -> Option<usize> {
        let words = self.words;
        let mut j = k;
        while j < self.end && j < k + 4 && !words.is_capital(j) {
            let hyphen = j > k && words.text.is_glued(j) && self.is_hyphen(j);
            if !hyphen && !words.name_tags(j).any(&[NameTag::Particle, NameTag::Inner]) {
                return None;
            }
            j += 1;
        }
        (j > k && self.goes_on(j)).then_some(j)
    }

    fn is_hyphen(&self, k: usize) -> bool {
        self.mark(k).is_some_and(fold::is_dash)
    }

    fn mark(&self, k: usize) -> Option<char> {
        let token = self.words.token(k).filter(|t| t.kind != TokenKind::Word)?;
        self.words.text.as_str()[token.start()..token.end()].chars().next()
    }

    /// “J. R. Moss”, “M. Dane Waters”
    fn is_initial(&self, k: usize) -> bool {
        let letter = self.words.text.span_of(k..k + 1).len() == 1 && self.words.is_capital(k);
        letter
            && self.words.text.is_glued(k + 1)
            && self.mark(k + 1) == Some('.')
            && self.words.is_capital(k + 2)
            && !self.titled
            && k + 2 < self.end
    }

    /// In a title, only what the running text writes with a capital is a name.
    fn is_evident(&self, k: usize) -> bool {
        !self.titled || self.evidence.is_capital(self.words.lower(k))
    }

    fn is_acronym(&self, k: usize) -> bool {
        !self.titled && self.words.token(k).is_some_and(|t| t.case == Case::Upper)
    }

    /// Whether token `k` is a word that can go on with a name.
    fn goes_on(&self, k: usize) -> bool {
        if k >= self.end || !self.words.is_capital(k) || !self.is_evident(k) {
            return false;
        }
        if self.is_initial(k) {
            return true;
        }
        if self.words.any(k, Tag::GRAMMAR) && !self.is_acronym(k) {
            return false;
        }
        if !self.words.name_tags(k).any(&[NameTag::Calendar, NameTag::Never]) {
            return true;
        }
        // “Tess May”, “Mr. March”
        let behind_name = k > 0 && (is_first_name(self.words, k - 1) && self.words.is_capital(k - 1) || self.mark(k - 1) == Some('.'));
        behind_name && !self.titled
    }

    /// Where the run whose first word is `k` ends.
    fn end_of(&self, k: usize) -> usize {
        let words = self.words;
        let mut j = k + 1;
        while j < self.end && j - k < MAX_TOKENS {
            let step = match words.kind(j) {
                _ if self.goes_on(j) => 1,
                Some(TokenKind::Number) if words.name_tags(j - 1).has(NameTag::Numbered) => 1,
                Some(TokenKind::Word) if !words.is_capital(j) || words.has(j, Tag::Be) => self.past_word(k, j),
                Some(TokenKind::Punctuation | TokenKind::Symbol) => self.past_mark(j),
                _ => 0,
            };
            if step == 0 {
                break;
            }
            j += step;
        }
        j.min(self.end)
    }

    /// How far a name that began at `k` goes on over the lower-case word `j`; 0 if it ends there.
    fn past_word(&self, k: usize, j: usize) -> usize {
        let words = self.words;
        let word = words.lower(j);
        let before = words.name_tags(j - 1);
        if words.text.is_glued(j) {
            // the People’s Bank, St. Orla’s Hospital, Orne’s Inc.
            let saint = j >= 3
                && words.entry(j - 3).abbreviation == Some(Abbreviation::Title)
                && j - 3 >= k
                && words.name_tags(j - 3).has(NameTag::Saint);
            let firm = words.name_tags(j + 1).has(NameTag::Firm) && words.entry(j + 1).abbreviation == Some(Abbreviation::Firm);
            return if (before.has(NameTag::Generic) || saint || firm) && self.goes_on(j + 1) { 2 } else { 0 };
        }
        // “Secretary of State Ada Crane”
        let title = (k.max(j.saturating_sub(2))..j).map(|t| t + title_phrase(words, t, self.end)).max().unwrap_or(0);
        if title > j {
            return title - j;
        }
        if word == "and" {
            return self.past_and(k, j);
        }
        if words.has(j, Tag::Preposition) && before.has(NameTag::Links) {
            let the = usize::from(words.lower(j + 1) == "the");
            let of = word == "of" || before.has(NameTag::Org) && matches!(word, "for" | "on");
            return if of && self.goes_on(j + 1 + the) { 2 + the } else { 0 };
        }
        if word == "of" && before.has(NameTag::People) {
            let the = usize::from(words.lower(j + 1) == "the");
            return if self.goes_on(j + 1 + the) { 2 + the } else { 0 };
        }
        let inside = words.is_capital(j - 1) && !is_body_word(words, j - 1);
        if inside && words.name_tags(j).any(&[NameTag::Particle, NameTag::Inner]) {
            return self.behind_particles(j).map_or(0, |end| end + 1 - j);
        }
        0
    }

    /// “Loom and Kiln Union”, “Ministry of Trade and Industry”, not “Berg and Korda”.
    fn past_and(&self, k: usize, j: usize) -> usize {
        let words = self.words;
        if !self.goes_on(j + 1) || self.titled {
            return 0;
        }
        let mut last = j + 1;
        while self.goes_on(last + 1) {
            last += 1;
        }
        if j == k + 1 {
            let person = is_first_name(words, k) || words.has(k, Tag::Title) || words.entry(k).abbreviation.is_some();
            let known = words.has(k, Tag::Demonym) || words.name_tags(k).any(&[NameTag::Party]) || is_body_word(words, k);
            let body = is_body_word(words, last) && last > j + 1
                || words.has(last + 1, Tag::RoleBody) && !words.is_capital(last + 1) && last == j + 1;
            let named = words.has(j + 1, Tag::Demonym) || lists::is_place(words.lower(k)) || is_first_name(words, j + 1) && last > j + 1;
            let alone = self.evidence.is_alone(words.lower(k));
            return if body && !person && !known && !named && !alone { 2 } else { 0 };
        }
        let linked = (k..j).rev().take(6).any(|i| words.has(i, Tag::Preposition) && i > k && words.name_tags(i - 1).has(NameTag::Links));
        let person = is_first_name(words, j + 1) || words.any(last + 1, &[Tag::CueVerb]) || words.has(j + 1, Tag::Title);
        let body = words.name_tags(j + 1).has(NameTag::Links) || self.is_acronym(j + 1);
        if linked && !person && !body { 2 } else { 0 }
    }

    /// How far a name goes on over the mark `j`; 0 if it ends there.
    fn past_mark(&self, j: usize) -> usize {
        let words = self.words;
        let Some(mark) = self.mark(j) else { return 0 };
        let glued = words.text.is_glued(j);
        let word_before = words.is_capital(j - 1);
        match mark {
            '.' if glued && word_before => {
                let abbreviation = words.entry(j - 1).abbreviation;
                if words.text.span_of(j - 1..j).len() == 1 {
                    return if self.goes_on(j + 1) { 2 } else { 0 };
                }
                let closes =
                    matches!(abbreviation, Some(Abbreviation::Firm | Abbreviation::Degree)) || words.name_tags(j - 1).has(NameTag::Suffix);
                match abbreviation {
                    _ if closes => 1,
                    Some(Abbreviation::Month | Abbreviation::Day) | None => 0,
                    Some(_) if self.goes_on(j + 1) => 2,
                    // “Gov. van der Crane”
                    Some(Abbreviation::Title) => self.behind_particles(j + 1).map_or(0, |end| end + 1 - j),
                    Some(_) => 0,
                }
            }
            '&' if self.goes_on(j + 1) => 2,
            ',' if !self.titled => {
                let next = words.entry(j + 1).abbreviation;
                let suffix = words.is_capital(j + 1) && words.name_tags(j + 1).has(NameTag::Suffix);
                let firm = words.is_capital(j + 1) && next == Some(Abbreviation::Firm) && words.name_tags(j + 1).has(NameTag::Firm);
                if suffix || firm { 2 } else { 0 }
            }
            // Mary O’Dell-Venn, Mun Ki-sol
            c if fold::is_dash(c) && glued && words.text.is_glued(j + 1) => {
                // not “the Anna Berg-era rules”
                let surname = j >= 2 && words.is_capital(j - 2) && !is_first_name(words, j - 2);
                let east_asian = surname && words.is_word(j + 1) && !self.goes_on(j + 1) && is_short_syllable(words, j);
                if self.goes_on(j + 1) || east_asian { 2 } else { 0 }
            }
            // Marisol “Sol” Quint, whether or not a list knows the first name
            c if fold::is_quotation_mark(c) && !glued && words.text.is_glued(j + 1) && self.goes_on(j + 1) => {
                let close = if self.goes_on(j + 2) { j + 3 } else { j + 2 };
                let closed =
                    self.mark(close).is_some_and(fold::is_quotation_mark) && words.text.is_glued(close) && !words.text.is_glued(close + 1);
                if closed && self.goes_on(close + 1) { close + 2 - j } else { 0 }
            }
            // the Dockers’ Union
            c if fold::is_single_mark(c) && glued && self.goes_on(j + 1) && words.name_tags(j - 1).has(NameTag::Generic) => 2,
            _ => 0,
        }
    }
}

/// “Ki-sol”: both halves are short and unknown.
fn is_short_syllable(words: &Words, hyphen: usize) -> bool {
    let short = |k: usize| words.text.span_of(k..k + 1).len() <= 5 && words.entry(k).tags.is_unknown();
    hyphen + 1 < words.len() && short(hyphen - 1) && short(hyphen + 1)
}

/// A run without a first word that has its capital from the sentence; `None` if nothing is left.
pub(super) fn without_opener(words: &Words, run: &Run, evidence: &Evidence) -> Option<Range<usize>> {
    let Range { start, end } = run.tokens.clone();
    let word = words.lower(start);
    let ordinary = words.any(start, ORDINARY);
    let lone = end == start + 1;
    // “Intelligence officials” is not evident from “National Intelligence”.
    if !run.weak || evidence.is_capital(word) && !(lone && ordinary && !evidence.is_alone(word)) {
        return Some(start..end);
    }
    let first_name = is_first_name(words, start);
    if lone {
        let known = ordinary
            || words.name_tags(start).any(&[NameTag::Party, NameTag::Org, NameTag::Place, NameTag::Thing])
            || words.has(start, Tag::Demonym);
        let acronym = words.token(start).is_some_and(|t| t.case == Case::Upper);
        if evidence.is_lower(word) || known && !acronym {
            return None;
        }
        // A lone unknown word is a name if it acts like one: “Velmar said”, “Velmar’s”, “Velmar,”.
        let says = words.has(end, Tag::CueVerb) && !words.has(end, Tag::Ing) && !words.lower(end).ends_with("ing");
        let acts = says || words.is_finite(end) || words.text.is_glued(end) && words.is_word(end);
        let common = lists::is_common(word) && !says;
        return (first_name || acronym || lists::is_place(word) || acts && !common).then_some(start..end);
    }
    // “Gov. Orne”, “Fire Chief Kent”: the title comes off later.
    let title = words.has(start, Tag::Title) || words.entry(start).abbreviation.is_some() || title_phrase(words, start, end) > 0;
    let inside = title
        || first_name
        || words.has(start, Tag::RolePerson)
        || words.name_tags(start).any(&[NameTag::Party, NameTag::Org, NameTag::Place])
        || words.has(start, Tag::Demonym);
    if inside || !words.is_capital(start + 1) {
        return Some(start..end);
    }
    let drop =
        evidence.is_lower(word) || words.any(start, &[Tag::Adverb, Tag::Starter, Tag::RoleCollective, Tag::Past, Tag::Ing, Tag::CueVerb]);
    // “Forge Workers Union”: an ordinary word opens a longer name of a body.
    let body = is_body_word(words, end - 1) && !words.any(start, &[Tag::Adverb, Tag::Starter, Tag::Past, Tag::CueVerb]);
    Some(if drop && !body { start + 1..end } else { start..end })
}

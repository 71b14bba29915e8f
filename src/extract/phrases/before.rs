//! The source before a cue: the phrase beside it, or behind appositions, times, adverbs and relative clauses.

use super::{MAX_SOURCE, is_nominal, is_possessive, left, name_at, names_somebody, sets_apart};
use crate::extract::lexicon::Tag;
use crate::extract::words::Words;
use crate::text::calendar;
use std::ops::Range;

/// A name is followed by at most this many appositions before its verb (“Ines Calder, 41, a nurse from Ombrel, said”).
const MAX_APPOSITIONS: usize = 4;

/// How adverbs of manner end, and few nouns do: counted in PolNeAR train, where “family”, “tally” and “assembly” end otherwise.
const MANNER: &[&str] =
    &["ably", "ibly", "antly", "ently", "arily", "ately", "edly", "ically", "ingly", "fully", "ishly", "ively", "lessly", "ously"];

/// The source that stands before a cue whose first token is `cue`: directly, or behind appositions. It does not reach before
/// `floor`, which is where the sentence begins, at token `sentence`, or where its last cue ends.
pub fn source_before(words: &Words, cue: usize, sentence: usize, floor: usize) -> Option<Range<usize>> {
    nearest_before(words, cue, floor).map(|source| with_first(words, source, sentence, floor))
}

/// “*Orla Venn and* the ministry have said …”: with what “and” joins to a source at the beginning of their clause.
fn with_first(words: &Words, source: Range<usize>, sentence: usize, floor: usize) -> Range<usize> {
    let Some(and) = source.start.checked_sub(1).filter(|&k| k > floor && words.lower(k) == "and") else { return source };
    let first = left(words, and, floor);
    // “He met Orla Venn and the ministry said …” are two clauses.
    let begins = match first.start.checked_sub(1) {
        Some(before) if first.start > sentence => {
            sets_apart(words, before)
                || words.is_quotation_mark(before)
                || words.any(before, &[Tag::Subordinator, Tag::Relative]) && !words.is_capital(before)
        }
        _ => true,
    };
    let opens = !words.any(source.start, &[Tag::Preposition, Tag::Relative, Tag::Interrogative]);
    let somebody = !first.is_empty() && names_somebody(words, &first) && !words.has(first.start, Tag::Preposition);
    if begins && opens && somebody { first.start..source.end } else { source }
}

/// The same without what “and” joins to it.
fn nearest_before(words: &Words, cue: usize, floor: usize) -> Option<Range<usize>> {
    let verb = cue;
    let cue = before_adverbial(words, verb, floor);
    if cue <= floor {
        return None;
    }
    if cue < verb
        && let Some(whole) = dated(words, cue, floor)
    {
        return Some(whole);
    }
    if !sets_apart(words, cue - 1) {
        let phrase = left(words, cue, floor);
        if let Some(whole) = with_participle(words, &phrase, cue, floor).or_else(|| before_unclosed(words, &phrase, floor)) {
            return Some(whole);
        }
        // “A person who was there said …”: the head stands before the relative clause
        if phrase.is_empty() || !names_somebody(words, &phrase) || is_inside_relative(words, &phrase, floor) {
            let from = floor.max(cue.saturating_sub(MAX_SOURCE));
            let who = (from..cue).rev().take_while(|&k| !sets_apart(words, k)).find(|&k| words.lower(k) == "who" && k + 1 < cue);
            let head = who.map(|who| left(words, who, floor)).filter(|head| !head.is_empty() && names_somebody(words, head));
            if head.is_some() {
                return head;
            }
        }
        return (!phrase.is_empty()).then_some(phrase);
    }
    let mut comma = cue - 1;
    for _ in 0..MAX_APPOSITIONS {
        // The comma that opens the apposition.
        let open = (floor..comma).rev().find(|&k| sets_apart(words, k))?;
        let phrase = left(words, open, floor);
        let begins = phrase.start == floor || !sets_apart(words, phrase.start - 1);
        // “Her deputy, Bill Sarn, said”: the name behind the role belongs to the source, also where what was said stands
        // before it: “It was lost, her deputy, Bill Sarn, said”
        let name = name_at(words, open + 1, comma);
        let opens = words.has(phrase.start, Tag::Possessive) || words.has(phrase.start, Tag::Determiner) && names_somebody(words, &phrase);
        let introduces = name.len() > 1 && name.end == comma && opens && (begins || words.has_verb(floor..phrase.start));
        // “At a hearing on Monday, the mayor, Bill Sarn, said”: a place or a time
        if words.has(phrase.start, Tag::Preposition) {
            return None;
        }
        if !phrase.is_empty() && (introduces || (begins || is_name(words, &phrase)) && names_somebody(words, &phrase)) {
            let role = !words.is_capital(phrase.end - 1) && name.len() > 1;
            return Some(if role { phrase.start..name.end } else { phrase });
        }
        comma = open;
    }
    None
}

/// Whether a phrase before a cue is part of what stands before it: “neighbours who live on *Dyer Street* said …”, “the man who
/// sold *the mill* said …”; not “those who think *the mayor* said …”.
fn is_inside_relative(words: &Words, phrase: &Range<usize>, floor: usize) -> bool {
    let Some(before) = phrase.start.checked_sub(1).filter(|&k| k > floor && !words.is_capital(k)) else { return false };
    let takes_clause = || words.cue(before).is_some_and(|cue| cue.takes_clause);
    words.has(before, Tag::Preposition) || words.is_finite(before) && words.lower(before - 1) == "who" && !takes_clause()
}

/// Where what stands between source and cue begins: “a group of painters *this week* published …”, “Berg *on Monday* said …”,
/// “Berg *pointedly* said …”, “they *all* said …”. Adverbs of the lists are part of the cue already.
fn before_adverbial(words: &Words, cue: usize, floor: usize) -> usize {
    let time = before_time(words, cue, floor);
    let each = |k: usize| matches!(words.lower(k), "both" | "all" | "each") && is_nominal(words, k - 1);
    let one = time == cue && cue > floor + 1 && (is_manner(words, cue - 1) || each(cue - 1));
    if one { cue - 1 } else { time }
}

/// Where a time that ends before token `end` begins: “this week”, “on Monday”, “late Monday”, “early on Monday morning”.
fn before_time(words: &Words, end: usize, floor: usize) -> usize {
    let is = |k: usize, what: fn(calendar::Word) -> bool| calendar::word(words.lower(k)).is_some_and(what);
    let pointed = |k: usize| matches!(words.lower(k), "this" | "last" | "that" | "next");
    if end >= floor + 3 && pointed(end - 2) && is(end - 1, |w| matches!(w, calendar::Word::Unit(_) | calendar::Word::Part(_))) {
        return end - 2;
    }
    if end < floor + 2 {
        return end;
    }
    let part = end > floor + 2 && words.is_capital(end - 2) && is(end - 1, |w| matches!(w, calendar::Word::Part(_)));
    let day = if part { end - 2 } else { end - 1 };
    // “Joe Friday said”, “the polls on Super Tuesday said” are left as they are.
    if day <= floor || !words.is_capital(day) || !is(day, |w| matches!(w, calendar::Word::Weekday(..))) {
        return end;
    }
    let stage = |k: usize| k > floor + 1 && is(k - 1, |w| matches!(w, calendar::Word::Stage(_)));
    let on = if words.lower(day - 1) == "on" && day > floor + 1 { day - 1 } else { day };
    match on {
        _ if stage(on) => on - 1,
        _ if on < day || !words.is_capital(day - 1) => on,
        _ => end,
    }
}

/// Whether a word that no list has is an adverb by its end: “pointedly”, not “rally”.
fn is_manner(words: &Words, k: usize) -> bool {
    let lower = words.lower(k);
    words.entry(k).tags.is_unknown() && !words.is_capital(k) && MANNER.iter().any(|end| lower.len() > end.len() + 1 && lower.ends_with(end))
}

/// “*A report published* on Monday said …”: what the time before the cue dates is the participle.
fn dated(words: &Words, end: usize, floor: usize) -> Option<Range<usize>> {
    let participle = end.checked_sub(1).filter(|&k| k > floor && words.has(k, Tag::Past) && !words.is_capital(k))?;
    let head = left(words, participle, floor);
    (!head.is_empty() && words.any(head.start, &[Tag::Determiner, Tag::Possessive]) || names_document(words, &head))
        .then_some(head.start..end)
}

fn names_document(words: &Words, phrase: &Range<usize>) -> bool {
    phrase.end.checked_sub(1).is_some_and(|head| phrase.contains(&head) && words.has(head, Tag::RoleDocument))
}

/// “A person briefed on the matter said …”: who stands before the participle speaks, not the matter.
fn with_participle(words: &Words, phrase: &Range<usize>, cue: usize, floor: usize) -> Option<Range<usize>> {
    let preposition = phrase.start.checked_sub(1).filter(|&k| k > floor && words.has(k, Tag::Preposition) && !words.is_capital(k))?;
    let participle = preposition.checked_sub(1).filter(|&k| k > floor && words.any(k, &[Tag::Past, Tag::Ing]) && !words.is_capital(k))?;
    let head = left(words, participle, floor);
    const PEOPLE: &[Tag] = &[Tag::RolePerson, Tag::RoleCollective, Tag::RoleAnonymous];
    let somebody = head.end == participle && words.any(head.end.checked_sub(1)?, PEOPLE) && !words.is_capital(head.end - 1);
    // “A driver told of the fire said so”: the participle's own verb would be a cue
    (somebody && !words.has(participle, Tag::CueVerb)).then_some(head.start..cue)
}

/// “Greta Orne, press officer at the Institute of Mills said …”: the comma behind the apposition was forgotten.
fn before_unclosed(words: &Words, phrase: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let comma = phrase.start.checked_sub(1).filter(|&k| k > floor && words.lower(k) == ",")?;
    let head = phrase.clone().take_while(|&k| !words.has(k, Tag::Preposition)).last()?;
    let role = words.has(head, Tag::RolePerson)
        && !words.is_capital(head)
        && !words.any(phrase.start, &[Tag::Determiner, Tag::Possessive, Tag::Pronoun])
        && !phrase.clone().any(|k| is_possessive(words, k));
    let name = left(words, comma, floor);
    // “In Varn, spokesman Bo Lind said”: a place is no speaker
    let opens = name.start == floor || sets_apart(words, name.start - 1) || words.lower(name.start - 1) == "as";
    // “However, press officer Bo Lind said”
    let names = !name.is_empty() && is_name(words, &name) && !words.any(name.start, &[Tag::Adverb, Tag::Subordinator]);
    (role && names && opens).then_some(name)
}

fn is_name(words: &Words, phrase: &Range<usize>) -> bool {
    phrase.len() <= 4 && phrase.clone().all(|k| words.is_capital(k) || words.lower(k) == ".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// The source before the word `verb`.
    fn check(sentence: &str, verb: &str, expected: &str) {
        let text = Text::new(sentence);
        let words = Words::of(&text);
        let cue = (0..words.len()).find(|&k| words.lower(k) == verb).expect("the verb stands there");
        let found = source_before(&words, cue, 0, 0);
        assert_eq!(found.map(|r| text.slice(text.span_of(r)).to_string()).unwrap_or_default(), expected);
    }

    #[test]
    fn sources_before_a_cue() {
        check("Fire Chief Marisol Dray said the road was shut.", "said", "Fire Chief Marisol Dray");
        check("Margaret Dray, chairwoman of the Friends of Orne Library, said it was over.", "said", "Margaret Dray");
        check("Dr. Hana Orne, 41, a nurse who took no part in the trial, said that it was sound.", "said", "Dr. Hana Orne");
        check("On Monday the mayor of Kessel said it would rain.", "said", "the mayor of Kessel");
        check("The road is shut because officials said so.", "said", "officials");
        check("She said so.", "said", "She");
        check("Greta Orne, press officer at the Institute of Mills said so.", "said", "Greta Orne");
        check("However, press officer Bo Lind said so.", "said", "press officer Bo Lind");
        check("A person who was there said so.", "said", "A person");
        check("The sale could fall through, a person briefed on the matter said.", "said", "a person briefed on the matter");
        check("The mine was flooded, mine director Boris Katan said.", "said", "mine director Boris Katan");
        check("The files were never lost, her confessor, Neil Fenn, told the court.", "told", "her confessor, Neil Fenn");
        check("Marcia “Cia” Venn said so.", "said", "Marcia “Cia” Venn");
        check("The envoy at the time, John E. Holt, said so.", "said", "The envoy at the time, John E. Holt");
        check("A top strategist, Bill Sarn, said so.", "said", "A top strategist, Bill Sarn");
        check("The newly elected mayor said so.", "said", "The newly elected mayor");
    }

    #[test]
    fn a_source_is_whole() {
        check("Orla Venn and the ministry said so.", "said", "Orla Venn and the ministry");
        check("It was late, Orla Venn and her brother said.", "said", "Orla Venn and her brother");
        check("He met Orla Venn and the ministry said so.", "said", "the ministry");
        check("The mayor and the council both said so.", "said", "The mayor and the council");
        check("They all said so.", "said", "They");
        check("Few of them said so.", "said", "Few of them");
        check("Neighbours who live on Dyer Street said so.", "said", "Neighbours");
        check("The man who sold the mill to Berg said so.", "said", "The man");
        check("Those who think the mayor said so.", "said", "the mayor");
    }

    #[test]
    fn a_time_and_an_adverb_belong_to_no_source() {
        check("Orla Venn on Monday said so.", "said", "Orla Venn");
        check("Orla Venn early on Monday morning said so.", "said", "Orla Venn");
        check("The officials late Monday said so.", "said", "The officials");
        check("The officials Monday said so.", "said", "The officials");
        check("The crew of the ferry this week said so.", "said", "The crew of the ferry");
        check("Joe Friday said so.", "said", "Joe Friday");
        check("Her critics pointedly said so.", "said", "Her critics");
        check("A tally said so.", "said", "A tally");
        check("A report published on Monday said so.", "said", "A report published");
        check("Polls released Sunday said so.", "said", "Polls released");
    }
}

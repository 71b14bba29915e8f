//! Data files → [`Lexicon`].

use super::table::Table;
use super::{Abbreviation, Agreement, CueEntry, Entry, Lexicon, QuoteFit, Tag, VerbForm};
use crate::extract::model::Value;
use crate::extract::names::lists::{self, NameTags};
use crate::extract::{Stance, quantities};
use crate::text::calendar::{self, Form, Word};
use rustc_hash::FxHashMap;

/// The rows of a data file: lines that are not comments, cut at tabs.
pub(super) fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|line| {
        let mut row = Vec::with_capacity(MAX_COLUMNS);
        row.extend(split(line, b'\t').map(str::trim));
        row
    })
}

/// Most columns that a list has: room for them is made at once.
const MAX_COLUMNS: usize = 10;

/// The pieces of a line between two marks. Some sixty thousand lines are read before the first text.
pub(in crate::extract) fn split(line: &str, mark: u8) -> impl Iterator<Item = &str> {
    // Byte by byte: the pieces are too short for anything cleverer.
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let all = rest?;
        let end = all.bytes().position(|b| b == mark);
        rest = end.map(|end| &all[end + 1..]);
        Some(&all[..end.unwrap_or(all.len())])
    })
}

/// A column that may be missing.
pub(super) fn column(row: &[&'static str], k: usize) -> &'static str {
    row.get(k).copied().unwrap_or("")
}

/// What is known of each word, while the lists are read.
type Words = FxHashMap<&'static str, Entry>;

/// Reads every list. A row that cannot be read is skipped here and named by the test below.
pub(super) fn load() -> Lexicon {
    let mut words = Words::default();
    let mut lexicon = Lexicon {
        table: Table::default(),
        cues: Vec::new(),
        verbs: Vec::new(),
        plain_verbs: Vec::new(),
        hedge_phrases: FxHashMap::default(),
        titles: Vec::new(),
        demonyms: FxHashMap::default(),
    };
    function_words(&mut words);
    verbs(&mut lexicon, &mut words);
    cues(&mut lexicon, &mut words);
    hedges(&mut lexicon, &mut words);
    titles(&mut lexicon, &mut words);
    for row in rows(include_str!("abbreviations.tsv")) {
        let form: &'static str = Box::leak(column(&row, 0).to_lowercase().into_boxed_str());
        let entry = words.entry(form).or_default();
        entry.abbreviation = abbreviation(column(&row, 1));
        entry.abbreviation_capital = match column(&row, 2) {
            "cap" => Some(true),
            "low" => Some(false),
            _ => None,
        };
    }
    for row in rows(include_str!("sentence_starters.txt")) {
        let word: &'static str = Box::leak(column(&row, 0).to_lowercase().into_boxed_str());
        words.entry(word).or_default().tags.add(Tag::Starter);
    }
    for row in rows(include_str!("caption_labels.txt")) {
        words.entry(column(&row, 0)).or_default().tags.add(Tag::CaptionLabel);
    }
    for row in rows(include_str!("title_introducers.txt")) {
        words.entry(column(&row, 0)).or_default().tags.add(Tag::TitleIntroducer);
    }
    for row in rows(include_str!("roles.tsv")) {
        let tag = match column(&row, 1) {
            "person" => Tag::RolePerson,
            "body" => Tag::RoleBody,
            "collective" => Tag::RoleCollective,
            "document" => Tag::RoleDocument,
            _ => Tag::RoleAnonymous,
        };
        words.entry(column(&row, 0)).or_default().tags.add(tag);
    }
    for row in rows(include_str!("first_names.tsv")) {
        let tag = match column(&row, 1) {
            "f" => Tag::FemaleName,
            "m" => Tag::MaleName,
            _ => Tag::EitherName,
        };
        words.entry(column(&row, 0)).or_default().tags.add(tag);
    }
    for row in rows(include_str!("demonyms.tsv")) {
        words.entry(column(&row, 0)).or_default().tags.add(Tag::Demonym);
        lexicon.demonyms.insert(column(&row, 0), column(&row, 1));
    }
    for (word, tags) in lists::tagged() {
        words.entry(word).or_default().name_tags |= tags;
    }
    for title in &lexicon.titles {
        words.entry(title[0]).or_default().name_tags |= NameTags::OPENS_TITLE;
    }
    for word in calendar::openers() {
        let tags = &mut words.entry(word).or_default().tags;
        tags.add(Tag::Dated);
        // “march” and “may” are other words too
        let is_other = tags.any(&[Tag::Verb, Tag::NounVerb, Tag::Modal]);
        if !is_other && matches!(calendar::word(word), Some(Word::Month(_, Form::Full) | Word::Weekday(_, Form::Full) | Word::Day(_))) {
            tags.add(Tag::When);
        }
    }
    for word in quantities::numerals() {
        words.entry(word).or_default().tags.add(Tag::Numeral);
    }
    curl(&mut words);
    lexicon.table = Table::of(&words);
    lexicon
}

/// Adds words with an apostrophe as print has them, so that a look-up need not straighten them: “doesn’t”, “’s”.
fn curl(words: &mut Words) {
    let marked: Vec<(&str, Entry)> = words.iter().filter(|(word, _)| word.contains('\'')).map(|(&word, &entry)| (word, entry)).collect();
    for (word, entry) in marked {
        let curled: &'static str = Box::leak(word.replace('\'', "’").into_boxed_str());
        *words.entry(curled).or_default() = entry;
    }
}

fn function_words(words: &mut Words) {
    for row in rows(include_str!("function_words.tsv")) {
        let entry = words.entry(column(&row, 0)).or_default();
        let tag = match column(&row, 1) {
            "det" => Tag::Determiner,
            "pron" => Tag::Pronoun,
            "poss" => Tag::Possessive,
            "prep" => Tag::Preposition,
            "conj" => Tag::Conjunction,
            "sub" => Tag::Subordinator,
            "rel" => Tag::Relative,
            "wh" => Tag::Interrogative,
            "modal" => Tag::Modal,
            "be" => Tag::Be,
            "have" => Tag::Have,
            "do" => Tag::Do,
            "neg" => Tag::Negation,
            "when" => Tag::When,
            _ => Tag::Adverb,
        };
        entry.tags.add(tag);
        match (tag, column(&row, 2)) {
            (Tag::Pronoun, code) => {
                entry.agreement = match code {
                    "3sm" => Some(Agreement::Male),
                    "3sf" => Some(Agreement::Female),
                    "3p" => Some(Agreement::Plural),
                    "3sn" => Some(Agreement::Thing),
                    "" => None,
                    _ => Some(Agreement::Speaker),
                }
            }
            // A contraction carries its auxiliary: won't is a modal too.
            (Tag::Negation, auxiliary) if !auxiliary.is_empty() => match auxiliary {
                "do" | "does" | "did" => entry.tags.add(Tag::Do),
                "have" | "has" | "had" => entry.tags.add(Tag::Have),
                "be" | "is" | "are" | "was" | "were" | "am" => entry.tags.add(Tag::Be),
                _ => entry.tags.add(Tag::Modal),
            },
            _ => {}
        }
    }
}

fn verbs(lexicon: &mut Lexicon, words: &mut Words) {
    for row in rows(include_str!("verbs.tsv")) {
        let id = u16::try_from(lexicon.verbs.len()).unwrap_or(u16::MAX);
        lexicon.verbs.push(column(&row, 0));
        lexicon.plain_verbs.push(CueEntry {
            lemma: column(&row, 0),
            value: Value::new(column(&row, 0)),
            stance: Stance::Neutral,
            certainty: 4,
            quote: QuoteFit::No,
            takes_clause: false,
            needs_that: false,
            takes_phrase: true,
            takes_listener: false,
            n: 0,
            precision: None,
        });
        let noun = column(&row, 5) == "y";
        let forms = [VerbForm::Base, VerbForm::Past, VerbForm::Participle, VerbForm::Ing, VerbForm::Third];
        for (k, form) in forms.into_iter().enumerate() {
            for word in column(&row, k).split(['/', ',']).filter(|w| !w.is_empty()) {
                let entry = words.entry(word).or_default();
                // The first verb to claim a form keeps it (“found” is a form of find before found).
                if entry.verb.is_none() {
                    entry.verb = Some(id);
                    entry.form = Some(form);
                }
                let nominal = noun && matches!(form, VerbForm::Base | VerbForm::Third);
                entry.tags.add(if nominal { Tag::NounVerb } else { Tag::Verb });
                match form {
                    VerbForm::Past | VerbForm::Participle => entry.tags.add(Tag::Past),
                    VerbForm::Ing => entry.tags.add(Tag::Ing),
                    _ => {}
                }
            }
        }
    }
}

fn cues(lexicon: &mut Lexicon, words: &mut Words) {
    for row in rows(include_str!("cues.tsv")) {
        let Some(stance) = stance(column(&row, 3)) else { continue };
        let clause = column(&row, 6);
        let id = u16::try_from(lexicon.cues.len()).unwrap_or(u16::MAX);
        let verb = column(&row, 1) == "verb";
        lexicon.cues.push(CueEntry {
            lemma: column(&row, 0),
            value: Value::new(column(&row, 0)),
            stance,
            certainty: column(&row, 4).parse().unwrap_or(4),
            quote: match column(&row, 5) {
                "strong" => QuoteFit::Strong,
                "weak" => QuoteFit::Weak,
                _ => QuoteFit::No,
            },
            takes_clause: clause.contains("that"),
            needs_that: clause.contains("that!"),
            takes_phrase: clause.contains("np") || clause.contains("inf"),
            takes_listener: clause.contains("listener"),
            n: column(&row, 7).parse().unwrap_or(0),
            precision: column(&row, 8).parse().ok(),
        });
        if column(&row, 1) == "prep" {
            continue; // “according to” is found by its words
        }
        for form in column(&row, 2).split(',').map(str::trim).filter(|f| !f.is_empty() && !f.contains(' ')) {
            let entry = words.entry(form).or_default();
            if verb {
                entry.cue.get_or_insert(id);
                entry.tags.add(Tag::CueVerb);
            } else {
                entry.noun_cue.get_or_insert(id);
                entry.tags.add(Tag::CueNoun);
            }
        }
    }
}

fn hedges(lexicon: &mut Lexicon, words: &mut Words) {
    for row in rows(include_str!("hedges.tsv")) {
        let Ok(certainty) = column(&row, 1).parse::<u8>() else { continue };
        let phrase: Vec<&'static str> = column(&row, 0).split(' ').collect();
        match phrase[..] {
            [word] => {
                let entry = words.entry(word).or_default();
                entry.hedge = Some(certainty);
                entry.tags.add(Tag::Hedge);
            }
            _ => {
                words.entry(phrase[0]).or_default().tags.add(Tag::HedgeOpener);
                words.entry(phrase[1]).or_default().tags.add(Tag::HedgeSecond);
                lexicon.hedge_phrases.entry(phrase[0]).or_default().push((phrase, certainty));
            }
        }
    }
    for phrases in lexicon.hedge_phrases.values_mut() {
        phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
}

fn titles(lexicon: &mut Lexicon, words: &mut Words) {
    for row in rows(include_str!("titles.txt")) {
        let title: Vec<&'static str> = column(&row, 0).split(' ').collect();
        match title[..] {
            [word] => words.entry(word).or_default().tags.add(Tag::Title),
            _ => lexicon.titles.push(title),
        }
    }
    lexicon.titles.sort_by_key(|words| std::cmp::Reverse(words.len()));
}

fn abbreviation(class: &str) -> Option<Abbreviation> {
    Some(match class {
        "title" => Abbreviation::Title,
        "month" => Abbreviation::Month,
        "day" => Abbreviation::Day,
        "ref" => Abbreviation::Reference,
        "inner" => Abbreviation::Inner,
        "corp" => Abbreviation::Firm,
        "place" => Abbreviation::Place,
        "degree" => Abbreviation::Degree,
        "time" => Abbreviation::Time,
        "unit" => Abbreviation::Unit,
        "other" => Abbreviation::Other,
        _ => return None,
    })
}

fn stance(name: &str) -> Option<Stance> {
    Some(match name {
        "neutral" => Stance::Neutral,
        "asserting" => Stance::Asserting,
        "distancing" => Stance::Distancing,
        "denying" => Stance::Denying,
        "commissive" => Stance::Commissive,
        "asking" => Stance::Asking,
        "thinking" => Stance::Thinking,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        for row in rows(include_str!("cues.tsv")) {
            assert!(row.len() >= 9 && stance(row[3]).is_some() && row[4].parse::<u8>().is_ok_and(|c| c <= 5), "cues.tsv: {row:?}");
        }
        for row in rows(include_str!("abbreviations.tsv")) {
            assert!(row.len() >= 2 && abbreviation(row[1]).is_some(), "abbreviations.tsv: {row:?}");
        }
        for row in rows(include_str!("verbs.tsv")) {
            assert!(row.len() >= 5, "verbs.tsv: {row:?}");
        }
        for row in rows(include_str!("hedges.tsv")) {
            assert!(row.len() >= 2 && row[1].parse::<u8>().is_ok_and(|c| c <= 5), "hedges.tsv: {row:?}");
        }
    }

    #[test]
    fn words_carry_what_the_lists_say() {
        let lexicon = super::super::lexicon();
        let said = lexicon.get("said");
        assert_eq!(said.cue.map(|c| lexicon.cue(c).lemma), Some("say"));
        assert!(lexicon.get("chancellor").tags.has(Tag::RolePerson));
        assert!(lexicon.get("won't").tags.has(Tag::Modal) && lexicon.get("won't").tags.has(Tag::Negation));
        assert_eq!(lexicon.get("mr").abbreviation, Some(Abbreviation::Title));
        assert_eq!(lexicon.get("may").hedge, Some(1));
    }
}

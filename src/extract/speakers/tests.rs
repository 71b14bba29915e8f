//! Invented sentences, each of which fails without a rule.

use super::super::names::mentions;
use super::super::sentences::sentences;
use super::super::words::Words;
use super::*;
use crate::text::Text;

/// Sources in order, each as `words → Kind name ResolvedBy`; a source is found behind the one before it.
fn check(given: &str, expected: &[&str]) {
    let text = Text::new(given);
    let words = Words::of(&text);
    let sentences = sentences(&words);
    let mut cast = Cast::of(&words, &sentences, mentions(&words, &sentences));
    let mut at = 0;
    for line in expected {
        let (source, _) = line.split_once(" → ").expect("words → what");
        let start = at + text.as_str()[at..].find(source).unwrap_or_else(|| panic!("{source} in {given}"));
        at = start + source.len();
        let speaker = cast.speaker(&words, text.tokens_in(crate::span::Span::new(start, at)));
        let by = speaker.resolved_by.map_or(String::new(), |by| format!(" {by:?}"));
        let name = speaker.name.map_or(String::new(), |name| format!(" {name}"));
        assert_eq!(format!("{source} → {:?}{name}{by}", speaker.kind), *line, "{given}");
    }
}

#[test]
fn names_in_full_and_surnames() {
    check("Anna Berg spoke. It is over, Berg said.", &["Anna Berg → Person Anna Berg FullName", "Berg → Person Anna Berg Surname"]);
    check("Berg quits\n\nEdmund I. Marlow met Anna Berg, 41. “No,” Mr. Marlow said.", &["Mr. Marlow → Person Edmund I. Marlow Surname"]);
    check(
        "Hal Korda and Ida Korda came. “No,” Korda said. “Yes,” Mrs. Korda said.",
        &["Korda said → Person", "Mrs. Korda → Person Ida Korda Surname"],
    );
    check("Bill de Vries met Ada Crane. De Vries left, de Vries said.", &["de Vries said → Person Bill de Vries Surname"]);
    check("Quell came late, Quell said.", &["Quell said → Person Quell FullName"]);
    check("Berg and Korda said so.", &["Berg and Korda → Collective"]);
}

#[test]
fn roles_with_a_name_beside_them() {
    check("“No,” said Velmar’s chief executive, Lena Thorne.", &["Velmar’s chief executive, Lena Thorne → Person Lena Thorne FullName"]);
    check(
        "“No,” said the envoy, Xanthor Quell. He left.",
        &["the envoy → Person Xanthor Quell FullName", "He → Pronoun Xanthor Quell Pronoun"],
    );
    check("“No,” said a spokesman for Jane Doe.", &["a spokesman for Jane Doe → Person"]);
    check(
        "Helen Okonda, chairwoman of the Friends of Wenlow Library, said no.",
        &["Helen Okonda, chairwoman of the Friends of Wenlow Library → Person Helen Okonda FullName"],
    );
    check("Secretary of State Ada Crane said no.", &["Secretary of State Ada Crane → Person Ada Crane FullName"]);
    check("A man who asked not to be named said no.", &["A man who asked not to be named → Anonymous"]);
}

#[test]
fn roles_that_one_person_holds() {
    check("Chancellor Anna Berg came. “No,” the chancellor said.", &["the chancellor → Person Anna Berg Role"]);
    check("Anna Berg, 41, the mayor of Orne, came. The mayor said no.", &["The mayor → Person Anna Berg Role"]);
    check("Gov. Hal Venn came. “No,” the governor said.", &["the governor → Person Hal Venn Role"]);
    check(
        "The chief executive, Lena Thorne, came. The chief executive said no.",
        &["The chief executive → Person Lena Thorne FullName", "The chief executive → Person Lena Thorne Role"],
    );
    check(
        "Anna Berg, the chancellor of Vardania, met Hal Quist, the Ostravan president. “No,” the Vardanian chancellor said. The Ruthian president said so.",
        &["the Vardanian chancellor → Person Anna Berg Role", "The Ruthian president → Person"],
    );
    check("Vice President Ada Crane came. “No,” the president said.", &["the president → Person"]);
    check("Mayor Ada Crane met Mayor Jon Weld. “No,” the mayor said.", &["the mayor → Person"]);
    check("He met Sen. Ada Crane. The Orne senator said no.", &["The Orne senator → Person"]);
    check("Spokeswoman Ada Crane came. “No,” his spokesman said.", &["his spokesman → Person"]);
}

/// “The chairwoman … of Kessel, Anna Berg”: from where her name stands, eleven tokens are a long role and fifteen are more than one.
#[test]
fn how_far_from_its_name_a_role_stands() {
    check(
        "The chairwoman of the board of the old harbour of Kessel, Anna Berg, came. The chairwoman said no.",
        &["The chairwoman said → Person Anna Berg Role"],
    );
    check(
        "The chairwoman of the board of the last of the old timber mills of Kessel, Anna Berg, came. The chairwoman said no.",
        &["The chairwoman said → Person"],
    );
}

/// A nationality in no list is its place's if both begin alike: for four letters, and for most of the shorter word.
#[test]
fn how_alike_a_nationality_and_its_place_begin() {
    let asked = |place: &str, nationality: &str, resolved: &str| {
        let phrase = format!("the {nationality} chancellor");
        check(&format!("Anna Berg, the chancellor of {place}, came. “No,” {phrase} said."), &[&format!("{phrase} → Person{resolved}")]);
    };
    asked("Kessel", "Kesselian", " Anna Berg Role");
    asked("Orne", "Ornac", "");
    asked("Vardania", "Vardossian", "");
}

#[test]
fn pronouns() {
    check("“No,” Anna Berg said. “Never,” she added.", &["Anna Berg → Person Anna Berg FullName", "she → Pronoun Anna Berg Pronoun"]);
    check("Anna Berg met Peter Korda on Monday. “No,” he said.", &["he → Pronoun Peter Korda Pronoun"]);
    check("Peter Korda met the wife of Tom Weld. He said no.", &["He → Pronoun Peter Korda Pronoun"]);
    check("Xanthor Quell praised Tom Weld. She said no.", &["She → Pronoun Xanthor Quell Pronoun"]);
    check(
        "Peter Korda met Tom Weld. “I admire Hal Quist,” Korda said. He left.",
        &["Korda said → Person Peter Korda Surname", "He → Pronoun Peter Korda Pronoun"],
    );
    check("Anna Berg left. He said no.", &["He → Pronoun"]);
    check("Wenlow’s trainer, Quen Hallard, was late. ‘It is dark,’ she said.", &["she → Pronoun Quen Hallard Pronoun"]);
    check("Anna Berg, who said no, left.", &["who → Pronoun Anna Berg Pronoun"]);
    check("Anna Berg, the mayor, left. They saw the mayor, who said no.", &["who → Pronoun Anna Berg Pronoun"]);
    check("It rained. They said no.", &["They → Pronoun"]);
    check(
        "The Ministry of Ports said no. It said so twice.",
        &["The Ministry of Ports → Body Ministry of Ports FullName", "It → Pronoun Ministry of Ports Pronoun"],
    );
}

/// `text` and then so many sentences about nobody, and a woman who speaks.
fn later(text: &str, n_between: usize, between: &str) -> String {
    format!("{text}{}“No,” she said.", between.repeat(n_between))
}

/// Whom “she” means wears off with each sentence, and sooner with each paragraph.
#[test]
fn how_far_back_a_pronoun_reaches() {
    let [known, nobody] = ["she → Pronoun Ruth Venn Pronoun", "she → Pronoun"];
    let opened = "Ruth Venn opened the pier. ";
    check(&later(opened, 6, "It rained. "), &[known]);
    check(&later(opened, 7, "It rained. "), &[nobody]);
    let opened = "A pier opened on Monday.\n\nRuth Venn opened it.\n\n";
    check(&later(opened, 4, "It rained on the pier.\n\n"), &[known]);
    check(&later(opened, 5, "It rained on the pier.\n\n"), &[nobody]);
    // Who spoke is remembered longest, but not for ever.
    let spoke = "“Yes,” Ruth Venn said. ";
    let said = "Ruth Venn → Person Ruth Venn FullName";
    check(&later(spoke, 7, "It rained. "), &[said, known]);
    check(&later(spoke, 8, "It rained. "), &[said, nobody]);
}

/// A name inside “of …” is less likely meant, and one inside quotation marks still less.
#[test]
fn how_far_back_a_name_by_the_way_is_meant() {
    let [known, nobody] = ["she → Pronoun Ruth Venn Pronoun", "she → Pronoun"];
    let oblique = "The friends of Ruth Venn left. ";
    check(&later(oblique, 2, "It rained. "), &[known]);
    check(&later(oblique, 3, "It rained. "), &[nobody]);
    let quoted = "“I know Ruth Venn,” Hal Denby said. ";
    check(&later(quoted, 0, ""), &[known]);
    check(&later(quoted, 1, "It rained. "), &[nobody]);
}

/// Of two, who spoke is meant rather than who was spoken of, up to two sentences nearer; two as good as each other are nobody.
#[test]
fn which_of_two_a_pronoun_means() {
    let said = "Ada Crane → Person Ada Crane FullName";
    let spoke = |n: usize| format!("“Yes,” Ada Crane said. {}Ruth Venn opened the pier. “No,” she said.", "It rained. ".repeat(n));
    check(&spoke(1), &[said, "she → Pronoun Ada Crane Pronoun"]);
    check(&spoke(2), &[said, "she → Pronoun Ruth Venn Pronoun"]);
    // “Friends of” weighs as much less as five sentences and three paragraphs wear off: nobody is meant.
    let rained = |last: &str| format!("“Yes,” Ada Crane said. It rained. It rained.\n\nIt rained.\n\nIt rained.\n\n{last} “No,” she said.");
    check(&rained("The friends of Ruth Venn left."), &[said, "she → Pronoun"]);
    check(&rained("Ruth Venn left."), &[said, "she → Pronoun Ruth Venn Pronoun"]);
}

#[test]
fn bodies_groups_and_documents() {
    check(
        "Velmar Systems Inc. fell. Velmar said no. The company said so.",
        &[
            "Velmar → Body Velmar Systems Inc. FullName",
            "Velmar → Body Velmar Systems Inc. Surname",
            "The company → Body Velmar Systems Inc. Role",
        ],
    );
    check(
        "The Institute of Deep Rivers (IDR) said no. IDR said so.",
        &["IDR → Body Institute of Deep Rivers Surname", "IDR → Body Institute of Deep Rivers Surname"],
    );
    check("It is over, the Loom and Kiln union said.", &["the Loom and Kiln union → Body Loom and Kiln union FullName"]);
    check("It is over, the Harlan campaign said.", &["the Harlan campaign → Body Harlan campaign FullName"]);
    check(
        "Vardanian officials said no. Half of the voters agreed. A court record says so. People familiar with it said so.",
        &[
            "Vardanian officials → Collective",
            "Half of the voters → Collective",
            "A court record → Document",
            "People familiar with it → Anonymous",
        ],
    );
}

#[test]
fn keys_of_names() {
    let text = Text::new("Berg met Velmar.\n\nChancellor Anna Berg met Velmar Systems Inc. in Vessen.");
    let words = Words::of(&text);
    let sentences = sentences(&words);
    let cast = Cast::of(&words, &sentences, mentions(&words, &sentences));
    let keys: Vec<String> = cast.names_in(&words, 0..words.len()).into_iter().map(|n| n.key).collect();
    assert_eq!(keys, ["anna berg", "velmar systems inc", "anna berg", "velmar systems inc", "vessen"]);
}

#[test]
fn the_last_who_spoke() {
    let text = Text::new("“No,” Anna Berg said. A report says so.");
    let words = Words::of(&text);
    let sentences = sentences(&words);
    let mut cast = Cast::of(&words, &sentences, mentions(&words, &sentences));
    cast.speaker(&words, 4..6);
    cast.speaker(&words, 8..10);
    assert_eq!(cast.last_speaker().and_then(|s| s.name.as_deref()), Some("Anna Berg"));
    assert_eq!(cast.head(&words, 4..6).map(|h| h.mention.is_some()), Some(true));
}

#[test]
fn any_text_is_read() {
    for given in [
        "",
        "’s",
        "“",
        "A",
        "-",
        "The of and",
        "Dr.",
        "Mr. ",
        "Berg’s",
        "A & B",
        "& Co.",
        "Inc.",
        ", Jr.",
        "van",
        "de la",
        "X-",
        "“Bill”",
        "İ Ö. Ü.",
        "of of Of OF",
    ] {
        let text = Text::new(given);
        let words = Words::of(&text);
        let sentences = sentences(&words);
        let mut cast = Cast::of(&words, &sentences, mentions(&words, &sentences));
        for start in 0..=words.len() {
            for end in start..=words.len() + 1 {
                cast.speaker(&words, start..end);
                cast.names_in(&words, start..end);
            }
        }
        assert!(cast.mentions().iter().all(|m| !m.tokens.is_empty() && m.tokens.end <= words.len()));
    }
}

#[test]
fn a_name_without_end_is_cut() {
    let text = Text::new("Ministry of ".repeat(2000));
    let words = Words::of(&text);
    assert!(mentions(&words, &sentences(&words)).iter().all(|m| m.tokens.len() < 40));
}

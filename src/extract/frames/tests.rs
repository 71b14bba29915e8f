//! One sentence a rule or a row of weights: who, by which cue, what.

use super::{Frame, Scene, Sets, frames, inside, models};
use crate::extract::attributions::titles_apart;
use crate::extract::marks::quoted;
use crate::extract::sentences::sentences;
use crate::extract::words::Words;
use crate::text::Text;
use std::ops::Range;

/// The frames of a text, each as `source | cue | content … content`.
fn shown(given: &str) -> Vec<String> {
    let text = Text::new(format!("A headline over the text\n\n{given}"));
    let words = Words::of(&text);
    let (_, quoted) = titles_apart(&words, &quoted(&words));
    let (inside, sets) = (inside(&words, &quoted), Sets::of(&words, &quoted));
    let scene = Scene { words: &words, quoted: &quoted, inside: &inside, sets: &sets, is_title: false, models: models() };
    let slice = |r: &Range<usize>| text.slice(text.span_of(r.clone())).to_string();
    let show = |f: &Frame| {
        let source = f.source.as_ref().map_or_else(|| "nobody".to_string(), slice);
        let content: Vec<String> = f.content.iter().map(slice).collect();
        format!("{source} | {} | {}", slice(&f.cue), content.join(" … "))
    };
    sentences(&words).iter().skip(1).flat_map(|s| frames(&scene, &s.tokens, &mut Vec::new())).map(|f| show(&f)).collect()
}

fn check(given: &str, expected: &[&str]) {
    assert_eq!(shown(given), expected, "{given}");
}

#[test]
fn all_orders() {
    check("Kent said the road was shut.", &["Kent | said | the road was shut"]);
    check("The road was shut, Kent said.", &["Kent | said | The road was shut"]);
    check("Nine people were missing, said Lucia Orne, the harbor master.", &["Lucia Orne | said | Nine people were missing"]);
    check("According to Kent, the road was shut.", &["Kent | According to | the road was shut"]);
    check("The road was shut, according to the council.", &["the council | according to | The road was shut"]);
}

/// A listener ends where a phrase begins anew; one mark for an apostrophe is as good as another.
#[test]
fn who_listens_and_what_is_said() {
    check("Kent told reporters the road was shut.", &["Kent | told | the road was shut"]);
    check("Kent told the mayor of the town it was late.", &["Kent | told | it was late"]);
    for mark in ["'", "’"] {
        let given = format!("Berg said the harbour can{mark}t be closed.");
        check(&given, &[&format!("Berg | said | the harbour can{mark}t be closed")]);
    }
}

/// What readers say, letters and pull quotes are signed behind a dash, in the same paragraph or below it.
#[test]
fn a_quotation_is_signed_behind_a_dash() {
    check("“We had no choice. Nobody asked us.” — Orla Venn", &["Orla Venn | — | “We had no choice. Nobody asked us.”"]);
    check("“I would shut it.”― Tam Will Reve, ferryman, in a letter.", &["Tam Will Reve | ― | “I would shut it.”"]);
    check("“Nobody came.”\n\n— The mayor", &["The mayor | — | “Nobody came.”"]);
    check("“Nobody came.”\n\n-- The mayor", &["The mayor | -- | “Nobody came.”"]);
    check("\"Nobody came.\" -- The mayor", &["The mayor | -- | \"Nobody came.\""]);
    check("\"Nobody came,\" -- The mayor", &["The mayor | -- | \"Nobody came,\""]);
    check("“We had no choice.” — Orla Venn resigned on Monday.", &[]);
    check("It was “the last ferry.” — Meridian Press", &[]);
    check("“We had no choice.” – Tolls rise –", &[]);
    check("“The last ferry” - a film.", &[]);
    check("“The last ferry” — Orla Venn. It opens on Monday.", &[]);
}

#[test]
fn beliefs_wishes_and_stands() {
    check("Police believe the fire was started on purpose.", &["Police | believe | the fire was started on purpose"]);
    check("The firm vowed to appeal against the ruling.", &["The firm | vowed | to appeal against the ruling"]);
    check("Berg wants to close the harbour.", &["Berg | wants | to close the harbour"]);
}

#[test]
fn the_subject_may_belong_to_the_content() {
    check("The tunnel is expected to open in May.", &["nobody | is expected | The tunnel … to open in May"]);
}

#[test]
fn a_content_ends_where_another_clause_begins() {
    check("While critics say that the dam is safe, the town has moved.", &["critics | say | that the dam is safe"]);
    check(
        "The opposition said the tender had been rigged, but the ministry opened it.",
        &["The opposition | said | the tender had been rigged"],
    );
    check(
        "The mayor said the ferry was late and called the delay a shame.",
        &["The mayor | said | the ferry was late", "The mayor | called | the delay a shame"],
    );
}

#[test]
fn a_participle_shares_its_source() {
    check(
        "Kent said the road was shut, adding that the bridge would follow.",
        &["Kent | said | the road was shut", "Kent | adding | that the bridge would follow"],
    );
}

#[test]
fn a_source_may_stand_elsewhere_in_the_sentence() {
    check("Kent ended the row by saying: “It was late.”", &["Kent | saying | “It was late.”"]);
    check("They met Venn, who has in the past called the plan “mad and late.”", &["who | called | the plan “mad and late.”"]);
    check(
        "Kent called it “a farce,” adding, “We are not amused.”",
        &["Kent | called | it “a farce,", "Kent | adding | “We are not amused.”"],
    );
    check(
        "A group of painters this week called the wall “a disgrace to us.”",
        &["A group of painters | called | the wall “a disgrace to us.”"],
    );
}

#[test]
fn a_label_speaks() {
    check("Anna Berg: “We had no choice.”", &["Anna Berg | : | “We had no choice.”"]);
}

#[test]
fn most_verbs_attribute_nothing() {
    check("The ferry sank in the harbour and two crews searched the water for hours.", &[]);
    check("Two thousand cars cross the bridge every day.", &[]);
}

/// “He said she said …” without an end: every content is bounded, or the text would be said again by each verb.
#[test]
fn a_sentence_without_an_end() {
    let frames = shown(&"he said she said ".repeat(20_000));
    assert!(frames.iter().all(|f| f.len() < 8_000));
}

/// Words that make a rule look for a verb, or for the end of a sentence, without an end: the work stays in proportion.
#[test]
fn no_rule_looks_through_the_whole_text_for_each_word() {
    for word in ["the gazebo. ", "gazebo; ", "adding, ", "according to gazebo "] {
        let text = Text::new(word.repeat(20_000));
        assert!(crate::extract::extract(text, &crate::extract::Reference::default()).sentences.len() < 70_000, "{word}");
    }
}

/// “that” may stand far behind its cue, and much further it is of another clause; a verb may stand further still.
#[test]
fn how_far_from_its_cue_a_content_is_looked_for() {
    check("Kent said, with the benefit of a long winter, that the road was shut.", &["Kent | said | that the road was shut"]);
    check(
        "Kent said little to the reporters in the hall of the old customs house on Dyer Street about the noise that the works have brought.",
        &[
            "Kent | said | little to the reporters in the hall of the old customs house on Dyer Street about the noise that the works have brought",
        ],
    );
    check(
        "The donor didn’t disclose the degree of his backing for the board of the harbour in the race that he ran.",
        &["The donor | didn’t disclose | the degree of his backing for the board of the harbour in the race that he ran"],
    );
}

/// Behind a listener of a few words a content begins at a preposition; behind a long phrase it does not, which is what is backed.
#[test]
fn how_far_from_its_cue_a_content_begins() {
    check("Orla Venn told the head of the council about the noise of the works.", &["Orla Venn | told | about the noise of the works"]);
    check(
        "The council backed the sale of the old mill by the river on the day that the ferry sank.",
        &["The council | backed | the sale of the old mill by the river on the day that the ferry sank"],
    );
}

/// A verb that is in no list of cues is weighed only if some verbs like it told of what somebody said or felt.
#[test]
fn a_verb_in_no_list_must_leave_a_chance_by_itself() {
    check("The council was disappointed that the road was shut.", &["The council | was disappointed | that the road was shut"]);
    check("Orla Venn plotted the sale of the harbour.", &[]);
}

/// What is a cue only now and then tells of deeds more often than of words.
#[test]
fn a_cue_that_is_seldom_one_needs_more_than_a_phrase() {
    check("The council painted the bridge on Monday.", &[]);
}

/// What barely beats none, or does not quite, is a cue if what was found behind it looks like something said.
#[test]
fn what_was_found_is_weighed_too() {
    check("The mayor giggled that it was late.", &["The mayor | giggled | that it was late"]);
    check("Orla Venn welcomed the boats in the harbour.", &["Orla Venn | welcomed | the boats in the harbour"]);
    check("Orla Venn mourned the boats in the harbour.", &[]);
}

/// Beside quoted words little is asked of a verb, but not nothing: she “began” nothing that stands in the marks.
#[test]
fn of_two_verbs_before_quoted_words_one_says_them() {
    check(
        "When Venn returned she began by saying, “I do not think that it is late.”",
        &["Venn | saying | “I do not think that it is late.”"],
    );
    check("The charter guaranteed “safe passage” to all.", &["The charter | guaranteed | “safe passage” to all"]);
}

#[test]
fn a_name_keeps_three_appositions() {
    check("Orla Venn, a baker, a mother of two, the mayor of Velmar, said the road was shut.", &["Orla Venn | said | the road was shut"]);
}

/// “There's” and “it's” own no noun.
#[test]
fn nobody_has_the_doubt_that_there_is() {
    check("There’s a widespread recognition that the road is shut.", &["nobody | recognition | that the road is shut"]);
    check("Orla Venn’s claim that the road is shut.", &["Orla Venn | claim | that the road is shut"]);
}

/// Behind “According to Berg,” what is said of her comes before what she says, and that has a verb.
#[test]
fn what_stands_behind_the_source_of_according_to() {
    let content = |given: &str, source: &str, content: &str| check(given, &[&format!("{source} | According to | {content}")]);
    content("According to Anna Berg, who runs the mill, the road was shut.", "Anna Berg", "the road was shut");
    content("According to Anna Berg, a baker, the road was shut.", "Anna Berg", "the road was shut");
    content("According to Anna Berg, 41, the mayor of Kessel, the road was shut.", "Anna Berg", "the road was shut");
    content("According to the report, published on Monday, the road was shut.", "the report", "the road was shut");
    content("According to a report by the council, the road was shut.", "a report by the council", "the road was shut");
    content("According to Anna Berg, the road, which leads to Kessel, was shut.", "Anna Berg", "the road, which leads to Kessel, was shut");
    content("According to the council, flour, sugar and salt were sold out.", "the council", "flour, sugar and salt were sold out");
}

/// Behind a cue, what “and” joins may be another clause.
#[test]
fn a_source_joins_what_opens_its_clause() {
    check("Orla Venn and the ministry said the road was shut.", &["Orla Venn and the ministry | said | the road was shut"]);
    let praise = ["Berg | praised | Orla Venn", "the ministry | said | the road was shut"];
    check("Berg praised Orla Venn and the ministry said the road was shut.", &praise);
}

//! Who said it, and whether anybody did: one sentence each.

use crate::extract::{Extract, QuotationKind, Reference, extract};
use crate::text::Text;

fn read(given: &str) -> Extract {
    extract(Text::new(format!("A headline over the text\n\n{given}")), &Reference::default())
}

/// The first quoted stretch: who says it, or that nobody does.
fn said(given: &str) -> String {
    let found = read(given);
    let Some(q) = found.quotations.first() else { return "no quotation".to_string() };
    match (&q.speaker, q.kind) {
        (_, QuotationKind::Scare) => "nobody".to_string(),
        (Some(speaker), _) => found.text.slice(speaker.span).to_string(),
        (None, _) => "not named".to_string(),
    }
}

#[test]
fn whether_somebody_speaks_through_the_marks() {
    assert_eq!(said("“We had no choice,” said Orla Venn."), "Orla Venn");
    assert_eq!(said("Orla Venn called the plan “reckless and late” on Monday."), "Orla Venn");
    assert_eq!(said("“Yes,” she said."), "she");
    assert_eq!(said("The shop on Dyer Street sells “smart” meters."), "nobody");
    assert_eq!(said("Tomas Brill wrote the novel “Salt Road” in 2031."), "nobody");
}

#[test]
fn words_that_open_a_sentence_go_on_with_what_was_said() {
    assert_eq!(last_said("“It is over,” said Orla Venn, a baker. “They are not there yet” with the bridge, in her view."), "Orla Venn");
    assert_eq!(said("“It is over,” Orla Venn told “Good Morning Velmar.” “The bridge is lost to us all.”"), "Orla Venn");
}

#[test]
fn pairs_of_apostrophes_make_no_quotation_but_an_attribution() {
    let found = read("''The dam is safe,'' said Edda Holt, the engineer.");
    assert!(found.quotations.is_empty());
    let source = found.attributions[0].source.as_ref().map(|s| found.text.slice(s.span));
    assert_eq!(source, Some("Edda Holt"));
}

/// A claim is a source's only where the source is said to assert it.
#[test]
fn what_reports_an_assertion() {
    let is_report = |given: &str| read(given).attributions.first().map(|a| a.is_report);
    assert_eq!(is_report("Berg said the bridge was shut."), Some(true));
    assert_eq!(is_report("The bridge was shut, according to the council."), Some(true));
    assert_ne!(is_report("Berg conceded defeat on Sunday night."), Some(true));
    assert_ne!(is_report("Berg backed the plan for the harbour."), Some(true));
    assert_eq!(is_report("Berg rejected the “green” plan for the harbour."), Some(false));
    assert_eq!(is_report("Berg described the “green” plan for the harbour as late."), Some(true));
}

#[test]
fn a_content_goes_on_to_the_end_of_the_quotation() {
    let found = read("Kent said: “We lost the boat. We shall find it.”");
    let contents: Vec<&str> = found.attributions[0].content.iter().map(|&c| found.text.slice(c)).collect();
    assert_eq!(contents, ["“We lost the boat. We shall find it.”"]);
}

/// Who says the last quoted stretch of a text.
fn last_said(given: &str) -> String {
    let found = read(given);
    let speaker = found.quotations.last().and_then(|q| q.speaker.as_ref());
    speaker.map_or("nobody".to_string(), |s| found.text.slice(s.span).to_string())
}

#[test]
fn a_paragraph_of_quoted_words_is_the_last_speakers_over_one_paragraph_and_not_over_three() {
    let over =
        |told: &str| last_said(&format!("“We had no choice,” said Orla Venn.\n\n{told}\n\n“It was a very long winter for all of us.”"));
    assert_eq!(over("The bridge fell in May."), "Orla Venn");
    assert_eq!(over("The bridge fell in May.\n\nThe road was shut.\n\nThe town paid."), "nobody");
}

#[test]
fn a_verb_governs_quoted_words_at_the_end_of_a_long_clause_and_not_of_any() {
    let plan = "Orla Venn ridiculed the plan of the old council of the town of Velmar for a road by the river and the mill as “a joke.”";
    assert_eq!(last_said(plan), "Orla Venn");
    let list = "Orla Venn attacked the names of the boats, the crews, the owners, the harbours, the towns and the years of the long row \
                of ships by the wall of the harbour as “a joke.”";
    assert_eq!(last_said(list), "nobody");
}

#[test]
fn over_many_marks_that_nobody_says_nothing_goes_on() {
    let between = "the “smart” show. The “old” one, “Radio Orne,” is a “hit” too.";
    let given = format!("“It is over,” Orla Venn told “Good Morning Velmar,” {between} “The bridge is lost to us all.”");
    assert_eq!(last_said(&given), "nobody");
}

#[test]
fn how_sure_it_has_to_be_that_somebody_speaks() {
    assert_eq!(said("The crew knows of the “big” wave."), "nobody");
    assert_eq!(said("Orla Venn tells of the “long” winter."), "Orla Venn");
}

/// A verb of saying beside it makes much somebody's words, but not a title that stands before the name.
#[test]
fn how_sure_it_has_to_be_beside_a_verb_of_saying() {
    assert_eq!(said("Then came the vote — “No!” countered the crew."), "the crew");
    assert_eq!(said("In the report “Radio Orne,” Orla Venn recounted how the ferry sank."), "nobody");
}

#[test]
fn a_title_may_have_nine_words_and_not_twenty() {
    assert_eq!(said("Tomas Brill wrote the novel “The Long and Winding Road to the Sea” in 2031."), "nobody");
    let long = "What the Old Men of the Harbour Told Me of the Salt Road to the Sea and of the Winter";
    assert_eq!(said(&format!("Tomas Brill wrote the essay “{long}” in 2031.")), "Tomas Brill");
}

/// A programme is its station's or its day's; what is written like one behind a person's name may be her words.
#[test]
fn a_programme_is_nobodys_words() {
    assert_eq!(said("Orla Venn said on OQTV’s “Morning Hour” that the ferry sank."), "nobody");
    assert_eq!(said("Orla Venn said on Wednesday’s “Morning Hour” that the ferry sank."), "nobody");
    assert_eq!(said("Orla Venn told “Harbour and Home” that the ferry sank."), "nobody");
    assert_eq!(said("The critics mocked the mayor’s “War on Rust” remark."), "The critics");
}

#[test]
fn a_nickname_and_a_note_of_laughter_are_nobodys_words() {
    assert_eq!(last_said("It was late, said Marcia “Cia” Venn."), "nobody");
    assert_eq!(said("“It was late,” said Marcia “Cia” Venn, the mayor."), "Marcia “Cia” Venn");
    assert_eq!(said("“(Laughter.)” said the transcript that Orla Venn read out."), "nobody");
    assert_eq!(said("“(It was) late,” said Orla Venn."), "Orla Venn");
}

/// A title is somebody's words only where somebody says the sentence around it.
#[test]
fn a_title_in_what_somebody_says() {
    assert_eq!(said("Orla Venn said that the council had never shown “The Salt Road” in town."), "Orla Venn");
    assert_eq!(said("The council never showed “The Salt Road” in town."), "nobody");
    assert_eq!(said("Orla Venn said the mill film “The Salt Road” was too long."), "Orla Venn");
    assert_eq!(said("Orla Venn saw the film “The Salt Road” on Monday."), "nobody");
}

/// Of four words and more a label in a headline is still whoever speaks.
#[test]
fn a_label_of_a_few_words_speaks() {
    let found = extract(Text::new("Harbour Board Head On Lights: ‘We Do Not Pay for Them’\n\nIt rained."), &Reference::default());
    let speaker = found.quotations[0].speaker.as_ref().map(|s| found.text.slice(s.span));
    assert_eq!(speaker, Some("Harbour Board Head On Lights"));
}

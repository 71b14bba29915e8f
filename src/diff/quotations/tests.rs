//! What becomes of a quotation that was put in other words: how much of it must stay, where, and in whose mouth.

use crate::diff::{Change, diff};
use crate::extract::{Reference, extract};
use crate::text::Text;

const HALL: &str = "The council met on Monday in the old customs hall.";

/// What became of the quotations when `before` became `after` in the midst of a text: `removed; added`, `reworded`.
fn became(before: &str, after: &str) -> String {
    let read = |midst: &str| {
        let text = format!("Town wakes up\n\nThe mill in Orrin stands empty.\n\n{midst}\n\nNobody has lived there since 1931.");
        extract(Text::new(text), &Reference::default())
    };
    let mut told: Vec<String> = diff(&read(before), &read(after))
        .quotations
        .iter()
        .map(|q| match q.change {
            Change::Added => "added".to_owned(),
            Change::Removed => "removed".to_owned(),
            _ => q.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", "),
        })
        .collect();
    told.sort_by(|x, y| y.cmp(x));
    told.join("; ")
}

/// The same where the sentence went and another came behind one that stayed, so that the place says nothing.
fn became_elsewhere(before: &str, after: &str) -> String {
    became(&format!("{before}\n\n{HALL}"), &format!("{HALL}\n\n{after}"))
}

#[test]
fn a_quotation_of_another_speaker_needs_half_its_words() {
    let never = "“The bridge was never safe for lorries,” Marta Kovrin said.";
    let not = "“That bridge was not safe for any lorries,” said Ilian Dorscu, an engineer who built it with two of his brothers in the \
               years after the flood and lives in Pell.";
    assert_eq!(became_elsewhere(never, not), "speaker_changed, reworded");
    let harbor = "“The harbor was never my business,” said Ilian Dorscu, who built it.";
    assert_eq!(became_elsewhere(never, harbor), "removed; added");
}

#[test]
fn a_quotation_of_the_same_speaker_needs_a_third_of_its_words() {
    let never = "“The bridge was never safe for lorries,” Marta Kovrin said.";
    assert_eq!(became_elsewhere(never, "“That bridge was safe, and we told them so,” Marta Kovrin said."), "reworded, moved");
    assert_eq!(became_elsewhere(never, "“The bill for it came in May,” Marta Kovrin said."), "removed; added");
}

#[test]
fn a_phrase_may_be_exchanged_and_a_sentence_may_not() {
    let plan = "The mayor called the plan “reckless and wrong” on Monday.";
    assert_eq!(became(plan, "The mayor called the plan “a gift to Pell” on Monday."), "reworded");
    let ashamed = "“We have done nothing to be ashamed of,” the mayor said on Monday.";
    assert_eq!(became(ashamed, "“Trams will run again in two weeks,” the mayor said on Monday."), "removed; added");
}

#[test]
fn a_quotation_is_held_by_a_longer_one_with_nearly_all_its_words_in_order() {
    let sorry = "Marta Kovrin said the company was “sorry for what its drivers had to hear”.";
    let families = "“The company is sorry for all that its drivers and their families and their friends had to see and to hear in those \
                    weeks,” said Ilian Dorscu, a lawyer in Pell.";
    assert_eq!(became_elsewhere(sorry, families), "speaker_changed, reworded");
    // “for”, “the drivers”: half of its words in order are in any long sentence.
    let went = "Marta Kovrin said the company was “sorry for what the drivers went through”.";
    let books = "“No firm in this town was ever asked for the books that the drivers kept in May and June,” said Ilian Dorscu, a \
                 lawyer in Pell.";
    assert_eq!(became_elsewhere(went, books), "removed; added");
    // Two words are held by anything.
    let month = "“We will stay until the end of the month, and then the ferry will leave without us,” said Ilian Dorscu.";
    assert_eq!(became_elsewhere("Marta Kovrin called it “the end”.", month), "removed; added");
}

#[test]
fn a_quotation_of_which_much_was_cut_was_not_split() {
    let whole = "“We held on to the roof and the water came up to our knees before the boats found us,” Marta Kovrin said.";
    let two = |first: &str, second: &str| {
        format!("“{first},” Marta Kovrin said.\n\nBoats came at noon from Pell.\n\n“{second},” Marta Kovrin added.")
    };
    assert_eq!(became(whole, &two("We held on to the roof", "The boats found us")), "trimmed; added");
    let halves = two("We held on to the roof", "And the water came up to our knees before the boats found us");
    assert_eq!(became(whole, &halves), "split");
}

#[test]
fn a_paraphrase_keeps_most_of_the_words() {
    let spring = "“We will not reopen the ferry before the spring,” said Marta Kovrin.";
    assert_eq!(became(spring, "Marta Kovrin said the ferry would not be reopened before spring."), "quote_to_paraphrase");
    assert_eq!(became(spring, "Marta Kovrin said the ferry needed a new engine."), "removed");
}

#[test]
fn a_few_words_are_no_paraphrase_wherever_they_stand() {
    let late = "It was late in the year when the first boats came.";
    assert_eq!(became_elsewhere("“It was late,” Marta Kovrin said.", late), "removed");
}

#[test]
fn what_is_told_of_a_speaker_is_found_in_a_long_text_too() {
    let boats: Vec<String> = (0..170).map(|k| format!("On Monday boat {k} left the pier of Kessel for the islands with salt.")).collect();
    let boats = boats.join("\n\n");
    let sorry = "“We know we were wrong, and we are sorry,” Marta Kovrin said.";
    // Three of its nine words shift: “we” → “they”.
    let letter = "In a letter to a court in Pell that was read out in May, the company wrote that they were wrong and were sorry.";
    assert_eq!(became(&format!("{sorry}\n\n{boats}"), &format!("{boats}\n\n{letter}")), "quote_to_paraphrase");
}

use super::*;
use crate::changelog::between;
use crate::report::fixture::article;
use crate::revision::Revision;

/// Two whole texts, really read and compared.
fn said(before: &str, after: &str) -> String {
    let seen = |text: &str| Revision { name: String::new(), text: text.to_owned(), ..Revision::default() };
    let log = between("ferry", vec![seen(before), seen(after)], None, 0, 1);
    summary(&log.revisions[0].extract, &log.revisions[1].extract, &log.steps[0].diff).unwrap_or_default()
}

#[test]
fn a_step_in_one_sentence() {
    let log = article();
    let said = summary(&log.revisions[0].extract, &log.revisions[1].extract, &log.steps[0].diff);
    let expected = "Put “agree to” into the headline; removed the claim “The bridge carries 9,000 cars a day”; changed “very” to “highly” \
                    in a quotation by Anna Berg; raised a figure from $90 billion to $100 billion; added a quotation by Orla Venn; added an \
                    update.";
    assert_eq!(said.as_deref(), Some(expected));
    assert_eq!(summary(&log.revisions[0].extract, &log.revisions[0].extract, &RevisionDiff::default()), None);
}

#[test]
fn figures_say_which_way_they_went_and_of_what() {
    let check = |before: &str, after: &str, expected: &str| assert_eq!(said(before, after), expected);
    check("Seven people were killed in Varn.", "At least 12 people were killed in Varn.", "Raised the toll from seven to at least 12.");
    check("The storm kills five in Varn.", "The storm kills six in Varn.", "Raised the toll from five to six.");
    check("It hurt 12 and killed five.", "It hurt 14 and killed five.", "Raised a figure from 12 to 14.");
    check("She signed 215 checks in May.", "She signed 212 checks in May.", "Lowered a figure from 215 to 212 checks.");
    check("The dam holds $90 million.", "The dam holds $80 million.", "Lowered a figure from $90 million to $80 million.");
}

/// A figure beside a death is a toll only where it counts the dead.
#[test]
fn what_stands_beside_a_death_is_no_toll() {
    for (text, counted) in [
        ("Police questioned 12 witnesses to the killing.", " witnesses"),
        ("Police arrested 12 people over the deaths.", " people"),
        ("Police arrested 12 people after the killing.", " people"),
        ("Police charged 12 officers in the killing.", " officers"),
        ("The town held 12 vigils for the dead.", " vigils"),
        ("He said 12 soldiers had not died.", " soldiers"),
        ("The plan would kill 12 jobs.", " jobs"),
        ("The blast killed 12 dogs.", " dogs"),
        ("Police arrested 12 men suspected of killing a guard.", " men"),
        ("In Varn 12 men killed a guard.", " men"),
        ("A guard was killed by 12 men.", " men"),
        ("Of 12 people no one died.", " people"),
        ("Many died, 12 people were hurt.", " people"),
        ("The blast hurt 12 Varnians.", ""),
    ] {
        assert_eq!(said(text, &text.replace("12", "14")), format!("Raised a figure from 12 to 14{counted}."), "{text}");
    }
    for text in [
        "The fire killed 12.",
        "The fire killed 12 in Varn.",
        "The fire killed 12 – the worst in years.",
        "The fire killed 12 people in Varn.",
        "The fire left 12 dead in Varn.",
        "In Varn 12 young people were killed Monday.",
        "In Varn 12 of the crew died.",
        "In Varn 12 were feared dead.",
        "In Varn 12 people killed, police said.",
        "It led to the deaths of 12 people.",
    ] {
        assert_eq!(said(text, &text.replace("12", "14")), "Raised the toll from 12 to 14.", "{text}");
    }
}

#[test]
fn figures_of_other_units_and_ranks_go_neither_up_nor_down() {
    let check = |before: &str, after: &str, expected: &str| assert_eq!(said(before, after), expected);
    check("The road was shut for 90 minutes.", "The road was shut for 2 hours.", "Changed a figure from 90 minutes to 2 hours.");
    check("The mill lies 1 mile off.", "The mill lies 900 feet off.", "Changed a figure from 1 mile to 900 feet.");
    check("She finished 3rd in Varn.", "She finished 2nd in Varn.", "Changed a figure from 3rd to 2nd.");
    check("The dam cost $900 million.", "The dam cost $1.2 billion.", "Raised a figure from $900 million to $1.2 billion.");
}

#[test]
fn attributions_are_named() {
    assert_eq!(
        said("The fire began in the galley, police said.", "The fire began in the galley."),
        "No longer attributes “The fire began in the galley” to police."
    );
    assert_eq!(
        said("The fire began in the galley.", "The fire began in the galley, the police chief said."),
        "Now attributes “The fire began in the galley” to the police chief."
    );
}

#[test]
fn what_comes_and_goes_is_told_by_its_speakers() {
    let stays = "The ferry burned off the cape for two days.\n\n";
    let quoted = "“We had no choice but to leave her there,” said Anna Berg, the captain.\n\n“Nobody was asked about any of it,” said Orla \
                  Venn, the mayor.";
    assert_eq!(said(stays, &format!("{stays}{quoted}")), "Added 2 quotations, by Anna Berg and Orla Venn.");
    assert_eq!(said(&format!("{stays}{quoted}"), stays), "Removed 2 quotations, by Anna Berg and Orla Venn.");
}

/// A wire story rewritten overnight is told in a sentence that can be read.
#[test]
fn many_changes_are_counted() {
    let line = |n: usize, figure: usize| format!("The mill in street number {n} of the old town employs {figure} workers.\n\n");
    let text = |plus: usize| (1..=20).map(|n| line(n, 100 * n + plus)).collect::<String>();
    let said = said(&text(0), &text(7));
    assert_eq!(said.matches("raised a figure").count() + said.matches("Raised a figure").count(), MAX_NAMED, "{said}");
    assert!(said.contains("; changed a figure in 10 other claims; "), "{said}");
}

#[test]
fn the_same_figure_in_two_places_is_said_once() {
    let text = |n: usize| format!("The town holds {n} boats in May.\n\nIn the north the harbor also took {n} boats that day.");
    let said = said(&text(12), &text(14));
    assert_eq!(said.matches("12 to 14").count(), 1, "{said}");
}

#[test]
fn a_small_step_is_told_by_its_words() {
    assert_eq!(
        said("The plan will cost 27 jobs, 11 of them part-time.", "The plan will cost 27 jobs."),
        "Took “11 of them part-time” out of a claim."
    );
    assert_eq!(said("The fire began in the galley.", "The fire started in the galley."), "Changed “began” to “started” in a claim.");
}

#[test]
fn marks_within_marks_are_single_ones() {
    let stays = "The ferry burned off the cape for two days.\n\n";
    let said = said(stays, &format!("{stays}The owner called the ferry “Old Doña” in May."));
    assert!(said.contains("the claim “The owner called the ferry ‘Old Doña’ in May”"), "{said}");
}

#[test]
fn a_pronoun_that_stands_for_nobody_names_nobody() {
    let stays = "The ferry burned off the cape for two days.\n\n";
    let said = said(stays, &format!("{stays}“Nobody was asked about any of it,” it said."));
    assert!(!said.contains("by it"), "{said}");
}

#[test]
fn a_headline_is_told_by_what_changed_in_it_or_whole() {
    let text = |headline: &str| format!("{headline}\n\nThe ferry burned off the cape for two days, the coast guard said.");
    let check = |was: &str, is: &str, expected: &str| assert_eq!(said(&text(was), &text(is)), expected);
    check("Ferry Burns Off Cape", "Ferry Sinks Off Cape", "Changed “Burns” to “Sinks” in the headline.");
    check("Fire on a Ferry: Two Days", "Harbor Mourns", "Changed the headline to “Harbor Mourns”.");
}

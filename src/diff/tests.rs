//! One edited sentence between two that stayed → the kinds its claim gets.

mod attributions;

use super::{Change, Kind, diff};
use crate::align::LinkKind;
use crate::extract::{Reference, extract};
use crate::text::Text;

/// The kinds of all claim changes when `before` became `after`.
fn kinds(before: &str, after: &str) -> Vec<Kind> {
    let read = |sentence: &str| {
        extract(
            Text::new(format!("Town Wakes Up\n\nThe mill in Orrin stands empty.\n\n{sentence}\n\nNobody has lived there since 1931.")),
            &Reference::default(),
        )
    };
    diff(&read(before), &read(after)).claims.into_iter().flat_map(|c| c.kinds).collect()
}

#[test]
fn things_are_told_apart() {
    assert_eq!(kinds("A lorry hit the wall of the school.", "A tram hit the wall of the school."), [Kind::Entity]);
    assert_eq!(kinds("A lorry hit the wall of the school.", "A truck hit the wall of the school."), [Kind::Reworded]);
    assert_eq!(kinds("The money will go to schools and hospitals.", "The money will go to roads and hospitals."), [Kind::Entity]);
}

#[test]
fn events_and_states_are_told_apart() {
    assert_eq!(kinds("The council raised the rent for the stalls.", "The council lowered the rent for the stalls."), [Kind::Event]);
    assert_eq!(kinds("Two of the climbers are missing.", "Two of the climbers are dead."), [Kind::Event]);
    assert_eq!(kinds("It was shut after a worker fell ill.", "It was shut after a worker died."), [Kind::Event]);
    assert_eq!(kinds("The fire spread to the next house.", "The blaze spread to the next house."), [Kind::Reworded]);
}

#[test]
fn what_a_clause_brings_along_is_its_own() {
    assert_eq!(kinds("The boy, who cannot be named for legal reasons, left the hall.", "The boy left the hall."), [Kind::DetailRemoved]);
    assert_eq!(
        kinds("Ministers welcomed the figures on Friday.", "Ministers welcomed the figures on Friday but said the poor had gained little."),
        [Kind::DetailAdded]
    );
}

/// The words shown before and after for each reason when `before` became `after`.
fn reasons(before: &str, after: &str) -> Vec<(String, String)> {
    let read = |sentence: &str| extract(Text::new(format!("Town wakes up\n\n{sentence}\n\nNobody left.")), &Reference::default());
    let all = diff(&read(before), &read(after)).claims.into_iter().flat_map(|c| c.reasons);
    all.map(|r| (r.before, r.after)).collect()
}

#[test]
fn reasons_are_phrases() {
    let shown = |before: &str, after: &str| {
        let all = reasons(before, after);
        all.iter().map(|(b, a)| format!("{b} → {a}")).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(
        shown("Authorities were checking the dams.", "Officials were inspecting the dams."),
        "Authorities were checking → Officials were inspecting"
    );
    assert_eq!(shown("A bridge of Orrin is shut.", "The bridge of Orrin is shut."), "A bridge → The bridge");
    assert_eq!(shown("The mill is shut.", "The mill is shut because the roof let in the rain."), " → because the roof let in the rain");
}

#[test]
fn an_attribution_in_another_verb_is_a_stance() {
    assert_eq!(kinds("The company said it would appeal.", "The company vowed to appeal."), [Kind::Stance]);
    assert_eq!(kinds("The company vowed to appeal.", "The company said it would appeal."), [Kind::Stance]);
    assert_eq!(kinds("Orlesk said it would close its ports.", "Orlesk threatened to close its ports."), [Kind::Stance]);
    assert_eq!(kinds("Police said that the road was shut.", "The road was shut."), [Kind::AttributionRemoved]);
}

#[test]
fn a_duty_that_became_advice_is_less_certain() {
    assert_eq!(kinds("Agencies must keep a list of their code.", "Agencies should keep a list of their code."), [Kind::CertaintyLowered]);
    assert_eq!(kinds("The tool should save the form.", "The tool will save the form."), [Kind::CertaintyRaised]);
}

#[test]
fn bodies_that_share_only_what_they_are_are_two() {
    assert_eq!(kinds("Write to the Office of Management.", "Write to the Chief Information Office."), Vec::<Kind>::new());
    assert_eq!(kinds("Questions go to the Office of Management.", "Questions go to the Chief Information Office."), [Kind::Entity]);
    assert_eq!(kinds("She works for the Treasury now.", "She works for the Treasury Department now."), [Kind::Spelling]);
}

#[test]
fn a_noun_is_no_verb_in_another_tense() {
    assert_eq!(kinds("They met in Orrin for talks on fish.", "They met in Orrin to talk about fish."), [Kind::Reworded]);
}

#[test]
fn sentences_joined_by_a_relative_clause_say_the_same() {
    let joined = kinds(
        "A landlord in Varn must repay the rents. He had charged tenants for a lift that did not work.",
        "A landlord in Varn who had charged tenants for a lift that did not work must repay the rents.",
    );
    assert_eq!(joined, []);
}

#[test]
fn events_find_each_other_in_a_headline_turned_round() {
    let found = kinds("A gunman holds six in a bank.", "Six freed from bank as gunman gives up.");
    assert!(found.contains(&Kind::Event), "{found:?}");
}

#[test]
fn a_lone_event_is_found_in_a_sentence_turned_round() {
    assert_eq!(
        kinds(
            "The Rovers sacked their manager Frank Dunne on Sunday after a fifth draw in a row.",
            "The Rovers manager Frank Dunne resigned on Sunday after a fifth draw in a row."
        ),
        [Kind::Event]
    );
    let talks = kinds(
        "The weavers and the harbour board ended a week of hearings on Friday without agreement on the quay.",
        "The weavers and the harbour board wrapped up a week of hearings on Friday having failed to agree on the quay.",
    );
    assert!(!talks.contains(&Kind::Event), "{talks:?}");
}

#[test]
fn an_official_is_not_the_minister_named_in_the_place() {
    assert_eq!(
        kinds("The ban ends in May, a trade official said.", "The ban ends in May, Trade Minister Omar Selk said."),
        [Kind::AttributionChanged]
    );
}

#[test]
fn opposites_are_negations() {
    assert_eq!(kinds("The bridge is safe, engineers said.", "The bridge is unsafe, engineers said."), [Kind::Negation]);
    assert_eq!(kinds("It is likely that the dam holds.", "It is unlikely that the dam holds."), [Kind::CertaintyLowered]);
}

#[test]
fn a_word_written_apart_is_the_same_word() {
    assert_eq!(kinds("The post man at the fair was tired.", "The postman at the fair was tired."), []);
}

#[test]
fn what_lays_out_a_page_says_nothing() {
    assert_eq!(kinds("7. Type in your name and press enter.", "8. Type in your name and press enter."), []);
    assert_eq!(kinds("You only have to install it >once.", "You only have to install it once."), []);
    assert_eq!(kinds("The shop opens from 8 AM - 3 PM daily.", "The shop opens from 8 a.m. to 3 p.m. daily."), []);
    assert_eq!(kinds("7. Add 20 grams of salt to the pan.", "7. Add 30 grams of salt to the pan."), []);
    assert_eq!(kinds("7. We added 20 grams of salt to the pan.", "8. We added 30 grams of salt to the pan."), [Kind::Quantity]);
}

#[test]
fn next_is_not_last() {
    assert_eq!(kinds("The class met on the bridge next Tuesday.", "The class met on the bridge last Tuesday."), [Kind::Date]);
}

#[test]
fn what_was_written_anew_lost_no_negation() {
    let found = kinds(
        "Since guilds are there to keep recipes as they are, her delight in spices was not to be expected.",
        "Her pleasure in spices was a known charm of hers.",
    );
    assert!(!found.contains(&Kind::Negation), "{found:?}");
}

#[test]
fn figures_and_dates_beside_a_cue_count() {
    assert_eq!(
        kinds("The high court ruled 6-3 that the mill must close.", "The high court ruled 5-4 that the mill must close."),
        [Kind::Quantity]
    );
}

#[test]
fn figures_find_each_other_in_a_sentence_turned_round() {
    let found = kinds(
        "An explosion tore through a quarry on the edge of the town, killing two workers.",
        "An explosion at a quarry on the edge of the town killed five workers.",
    );
    assert!(found.contains(&Kind::Quantity), "{found:?}");
    assert!(!found.contains(&Kind::DetailAdded), "{found:?}");
}

#[test]
fn a_longer_name_is_a_spelling() {
    assert_eq!(kinds("The Northern Survey Board (NSB) owns the mill.", "The Northern Survey Board owns the mill."), [Kind::Spelling]);
}

#[test]
fn a_denial_says_what_the_negation_said() {
    let found = kinds("The army said it had not shelled the mill.", "The army denied it had shelled the mill.");
    assert!(!found.contains(&Kind::Negation), "{found:?}");
}

#[test]
fn dozens_are_no_more_exact_than_at_least_300() {
    assert_eq!(kinds("Dozens of houses were flooded.", "At least 300 houses were flooded."), [Kind::Quantity]);
    assert_eq!(kinds("40 houses were flooded.", "At least 60 houses were flooded."), [Kind::Quantity, Kind::Approximation]);
}

#[test]
fn a_word_written_twice_is_a_slip() {
    assert!(kinds("It is a bell that that wakes the harbour.", "It is a bell that wakes the harbour.").is_empty());
}

#[test]
fn what_is_measured_to_last_is_no_date() {
    assert_eq!(kinds("The grain has to last 12 months.", "The grain has to last 18 months."), [Kind::Quantity]);
    assert_eq!(kinds("The strike could last two weeks.", "The strike could last three weeks."), [Kind::Quantity]);
}

#[test]
fn a_toll_counts_the_dead() {
    let found = kinds("The fire at the Orrin mill killed at least 4.", "The death toll from the fire at the Orrin mill rose to 9.");
    assert_eq!(found, [Kind::Quantity]);
}

#[test]
fn another_title_is_a_spelling() {
    assert_eq!(
        kinds(
            "Dr Sian Orne, who read the wills, told the court they were forged.",
            "Professor Sian Orne, who read the wills, told the court they were forged."
        ),
        [Kind::Spelling]
    );
}

#[test]
fn two_surnames_behind_one_first_name_are_two_people() {
    assert_eq!(kinds("The wills were signed by Thomas Holt in 2019.", "The wills were signed by Thomas Hale in 2019."), [Kind::Entity]);
    assert_eq!(kinds("The wills were signed by Thomas Wyke in 2019.", "The wills were signed by Thomas Wick in 2019."), [Kind::Spelling]);
}

#[test]
fn what_was_confirmed_and_is_denied_is_negated() {
    let found = kinds("Mr Orne confirmed that he had met the miller.", "Mr Orne denied that he had met the miller.");
    assert!(found.contains(&Kind::Negation), "{found:?}");
}

#[test]
fn a_share_stands_against_all() {
    assert_eq!(
        kinds("The strike shut the mill, with all 40 shifts lost.", "The strike shut the mill, with most of its 40 shifts lost."),
        [Kind::Quantity]
    );
}

#[test]
fn an_accusation_that_a_clause_brings_along_is_its_own() {
    assert_eq!(
        kinds("The mill dismissed three carters.", "The mill dismissed three carters, accusing them of theft."),
        [Kind::DetailAdded]
    );
}

#[test]
fn lines_of_the_page_are_no_edited_sentences() {
    let read = |byline: &str, stamp: &str| {
        extract(Text::new(format!("Town Wakes Up\n\n{byline}\n\n{stamp}\n\nThe mill in Orrin stands empty.")), &Reference::default())
    };
    let found = diff(&read("By Mara Venn", "Updated 2 hours ago"), &read("By Mara Venn and Ines Orne", "Updated 3 hours ago"));
    assert!(found.alignment.links.iter().all(|l| l.kind == LinkKind::Unchanged), "{:?}", found.alignment);
    assert!(found.claims.is_empty());
}

#[test]
fn a_short_sentence_is_known_by_its_verb() {
    assert_eq!(kinds("No one was hurt.", "Six people were hurt."), [Kind::Negation]);
}

#[test]
fn what_is_close_is_not_yet_certain() {
    let found = kinds("The guild is close to buying the mill.", "The guild will buy the mill.");
    assert!(found.contains(&Kind::CertaintyRaised), "{found:?}");
    assert!(!found.contains(&Kind::DetailAdded), "{found:?}");
}

#[test]
fn what_was_refused_did_not_happen() {
    assert_eq!(kinds("The guild paid the fine.", "The guild refused to pay the fine."), [Kind::Negation]);
    assert!(
        !kinds(
            "Both closed a week of hearings without agreement on the dam.",
            "Both finished a week of hearings having failed to agree on the dam."
        )
        .contains(&Kind::Negation)
    );
    assert_eq!(kinds("The miller managed to stop the wheel.", "The miller failed to stop the wheel."), [Kind::Negation]);
}

#[test]
fn rulings_and_rooms_are_told_apart() {
    assert_eq!(kinds("The court upheld the ban on barges.", "The court overturned the ban on barges."), [Kind::Event]);
    assert_eq!(kinds("The fire began in the kitchen.", "The fire began in the cellar."), [Kind::Entity]);
    assert_eq!(kinds("The pension age rises for women.", "The pension age rises for men."), [Kind::Entity]);
}

/// Sources that share a word are not the same for that.
#[test]
fn another_source_is_told() {
    let told = |b: &str, a: &str| assert_eq!(kinds(b, a), [Kind::AttributionChanged], "{b} / {a}");
    told("The finance ministry said the road is shut.", "The defense ministry said the road is shut.");
    told("A spokesman for Velmar said the road is shut.", "A spokesman for Halden said the road is shut.");
    told("Anna Orne said the road is shut.", "Peter Orne said the road is shut.");
    assert!(kinds("J. Orne said the road is shut.", "Jon Orne said the road is shut.").iter().all(|k| *k == Kind::Spelling));
}

#[test]
fn a_figure_behind_about_is_no_frame() {
    assert_eq!(kinds("Police said about 40 people were hurt.", "Police said about 60 people were hurt."), [Kind::Quantity]);
}

#[test]
fn a_short_sentence_keeps_its_negation() {
    assert!(kinds("He did not pay Kent.", "He paid Orne.").contains(&Kind::Negation));
    assert!(kinds("She was not at home.", "She was at work.").contains(&Kind::Negation));
}

/// Where somebody who signed belongs is the same in full and by its initials, and told as a detail where it is new.
#[test]
fn a_signature_spells_out_who_is_meant() {
    let signed = |of: &str| format!("“It ended late. We had no choice!” — Ada Crane, {of}");
    assert_eq!(kinds(&signed("OQRA"), &signed("Orne Quay and Rescue Association")), [Kind::Spelling]);
    assert!(kinds(&signed("OQRA"), &signed("the deputy head of Velmar Systems")).iter().all(|kind| *kind != Kind::Spelling));
}

#[test]
fn a_not_in_a_phrase_of_its_own_negates_that_phrase() {
    let added = |before: &str, after: &str| assert_eq!(kinds(before, after), [Kind::DetailAdded], "{after}");
    added("The guards left on Monday with lamps.", "The guards left on Monday with lamps, not knowing the roads.");
    added("The council met on Monday.", "The council met on Monday with no great hurry at all.");
    added("Officers entered the house.", "Officers entered the house without a warrant.");
    let negated = |before: &str, after: &str| assert!(kinds(before, after).contains(&Kind::Negation), "{after}");
    negated("Police found lamps in the yard.", "Police found no working lamps in the yard.");
    negated("The plan is safe, Kent said.", "The plan is not, Kent said.");
    assert_eq!(kinds("The mill is open.", "The mill is no longer open."), [Kind::Negation]);
}

#[test]
fn a_denial_speaks_for_its_own_not_alone() {
    let before = "The road is open, and Venn denied the fee had risen.";
    assert!(kinds(before, "The road is not open.").contains(&Kind::Negation));
    let found = kinds("Orne said the road was shut, and Venn denied the fee had risen.", "Orne claimed the road was shut.");
    assert!(!found.contains(&Kind::Negation), "{found:?}");
}

#[test]
fn who_did_it_to_whom() {
    assert_eq!(kinds("Varn beat Orlesk in the final.", "Orlesk beat Varn in the final."), [Kind::Entity]);
    assert!(!kinds("Varn beat Orlesk in the final.", "Orlesk was beaten by Varn in the final.").contains(&Kind::Entity));
}

#[test]
fn a_figure_hides_nothing_else() {
    let found = kinds("A man was killed in the mill fire on Monday.", "Two women were injured in the mill fire on Monday.");
    assert!(found.contains(&Kind::Quantity) && found.len() > 1, "{found:?}");
    let found = kinds("The bridge will open on Monday.", "The bridge will not close on Monday.");
    assert!(found.contains(&Kind::Negation) && found.contains(&Kind::Event), "{found:?}");
}

#[test]
fn a_notice_is_no_paraphrase() {
    let quotations = |before: &str, after: &str| {
        let read =
            |part: &str| extract(Text::new(format!("Pier fire\n\nThe pier of Kessel was built of oak.\n\n{part}")), &Reference::default());
        let all = diff(&read(before), &read(after)).quotations.into_iter();
        all.map(|q| (q.change, q.kinds)).collect::<Vec<_>>()
    };
    let said = "“We had no choice,” said Orla Venn, the mayor.";
    let notice = "Correction: An earlier version of this article quoted Orla Venn as saying she had no choice. She did not say so.";
    assert_eq!(quotations(said, notice), [(Change::Removed, vec![])]);
    assert_eq!(quotations(notice, said), [(Change::Added, vec![])]);
    let told = "Orla Venn, the mayor, said they had no choice.";
    assert_eq!(quotations(said, told), [(Change::Changed, vec![Kind::QuoteToParaphrase])]);
}

/// What is said of the claims when `before` became `after`, in words: `“was open” became “is open”`.
fn said(before: &str, after: &str) -> String {
    reasons(before, after).iter().map(|(b, a)| format!("{b} → {a}")).collect::<Vec<_>>().join("; ")
}

#[test]
fn names_in_two_spellings_differ_by_little() {
    let prize = |before: &str, after: &str| {
        kinds(&format!("The prize went to {before} of Pell."), &format!("The prize went to {after} of Pell.")) == [Kind::Spelling]
    };
    for (before, after, is_one) in [
        // Two letters; three are another name, however long it is.
        ("Kovrinska", "Kobrimska", true),
        ("Kovrinsteiner", "Kobrimsteimer", false),
        // Among three letters one is a third of the name.
        ("Orne", "Orme", true),
        ("Orn", "Orm", false),
        // Said the same beside the same first name, if not written quite otherwise.
        ("Tam Wyke", "Tam Wick", true),
        ("Tam Rohyde", "Tam Read", false),
        // Two consonants are those of many names.
        ("Moore", "Mohr", false),
    ] {
        assert_eq!(prize(before, after), is_one, "{before} → {after}");
    }
    let orne = |name: &str| kinds("The prize went to Orne on Monday.", &format!("The prize went to {name} on Monday."));
    assert_eq!(orne("Orne Valley Water Board"), [Kind::Spelling]);
    assert_eq!(orne("Orne Valley Water Light Power Gas Board"), [Kind::DetailAdded]);
}

#[test]
fn little_words_make_a_clause_from_three_on() {
    assert_eq!(kinds("The roof is open to the rain.", "The roof is open to the rain, as it was."), [Kind::DetailAdded]);
    assert_eq!(kinds("Guards beaten at the gate.", "Guards were beaten at the gate."), [Kind::Reworded]);
}

#[test]
fn what_a_figure_counts_stands_near_it() {
    let twelve = "Rescuers reached the camp with 12 frightened climbers on Monday.";
    assert_eq!(kinds(twelve, "On Monday rescuers found 14 climbers in the camp, frightened."), [Kind::Quantity]);
}

#[test]
fn a_toll_explains_the_dead_beside_its_figure_and_no_others() {
    let toll = "The death toll from the fire at the mill rose to 9.";
    assert_eq!(said(toll, "In the fire at the mill 11 seamstresses were dead."), "9 → 11;  → seamstresses were");
    assert_eq!(
        said(toll, "The fire at the mill killed 11 and a guard who had come to help them out of it died."),
        "9 → 11;  → and a guard who had come to help them out of it died"
    );
}

#[test]
fn a_claim_of_two_words_lives_on_only_as_it_was() {
    let hall = "The council met on Monday in the old customs hall.";
    let burned = diff(
        &extract(Text::new(format!("Town wakes up\n\nThe ferry burned.\n\n{hall}")), &Reference::default()),
        &extract(
            Text::new(format!("Town wakes up\n\n{hall}\n\nNobody aboard knew why the lamps burned when the ferry left.")),
            &Reference::default(),
        ),
    );
    let changes: Vec<Change> = burned.claims.iter().map(|c| c.change).collect();
    assert_eq!(changes, [Change::Removed, Change::Added]);
}

#[test]
fn a_listener_is_no_detail_and_a_place_is() {
    let held = "“The roof held,” Lina Sorg said.";
    assert_eq!(kinds(held, "“The roof held,” Lina Sorg told two reporters."), []);
    assert_eq!(kinds(held, "“The roof held,” Lina Sorg said in Pell hospital."), [Kind::DetailAdded]);
}

#[test]
fn phrases_are_shown_as_far_as_they_help() {
    // Two pieces are shown as they are; a word or two between words that differ belongs to them.
    assert_eq!(
        said("Authorities were checking the dams for cracks on Monday.", "Officials were inspecting the dams for fissures on Monday."),
        "Authorities were checking … cracks → Officials were inspecting … fissures"
    );
    // More pieces are shown with what is between them, unless that is most of a long sentence.
    assert_eq!(
        said(
            "Authorities who came from Pell were checking the dams with lamps.",
            "Officials who came from Pell were inspecting the dams with lights."
        ),
        "Authorities who came from Pell were checking the dams with lamps → Officials who came from Pell were inspecting the dams with \
         lights"
    );
    assert_eq!(
        said(
            "Authorities who had come from Pell were checking the dams above the town of Orrin with lamps for cracks on Monday in the \
             rain and in the dark.",
            "Officials who had come from Pell were inspecting the dams above the town of Orrin with lights for fissures on Monday in \
             the rain and in the night."
        ),
        "Authorities … checking … lamps for cracks … dark → Officials … inspecting … lights for fissures … night"
    );
    // One or two little words lean on their neighbour, three can be read alone.
    assert_eq!(said("The roof will be open.", "The roof is to be open."), "will be → is to be");
    assert_eq!(said("All of it is shut.", "Much of this is shut."), "All of it → Much of this");
}

#[test]
fn a_doubt_in_a_long_addition_is_the_additions() {
    let gate = "The guards closed the gate at noon.";
    assert_eq!(
        kinds(gate, "The guards closed the gate in the wall of the possibly oldest part of the town park at noon."),
        [Kind::DetailAdded]
    );
    assert_eq!(kinds(gate, "The guards closed the gate to cars, carts, boats, bicycles and not trams at noon."), [Kind::DetailAdded]);
}

#[test]
fn what_somebody_did_before_speaking_is_no_frame_and_how_they_lived_is_part_of_it() {
    let ate = "Ministers who came and ate well said that little had been gained.";
    assert_eq!(kinds(ate, "Little had been gained."), [Kind::AttributionRemoved]);
    let later = "Ministers welcomed the figures on Friday but later said the poor had gained little.";
    assert_eq!(kinds("Ministers welcomed the figures on Friday.", later), [Kind::DetailAdded]);
}

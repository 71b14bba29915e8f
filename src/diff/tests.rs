//! One edited sentence between two that stayed → the kinds its claim gets.

use super::{Kind, diff};
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
    assert!(kinds("It is a tool that that helps the town.", "It is a tool that helps the town.").is_empty());
}

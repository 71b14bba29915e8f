//! Who was said to say it: attributions that came, went, or only look as if they had.

use super::kinds;
use crate::diff::Kind;

#[test]
fn another_verb_of_saying_stands_near_its_subject() {
    let said = "The company said it would pay.";
    assert_eq!(kinds(said, "The company, at last, vowed to pay."), [Kind::Stance]);
    assert!(kinds(said, "The company lost its case and threatened to pay.").contains(&Kind::AttributionRemoved));
}

#[test]
fn an_attribution_is_missed_only_where_what_was_said_stands() {
    let fled = "Police said the driver fled toward the harbor with a bag of coins on foot.";
    assert_eq!(kinds(fled, "The driver fled on a stolen bicycle past the market hall."), [Kind::Reworded]);
    // Half of it will do.
    let bag = "Police said the driver fled toward the harbor with a bag of silver.";
    assert_eq!(kinds(bag, "The driver fled toward the harbor on a stolen bicycle past the market hall."), [Kind::AttributionRemoved]);
}

/// What was taken for a cue on one side only still stands on the other.
#[test]
fn a_verb_that_stands_with_part_of_its_source_is_not_lost() {
    let found = kinds(
        "Town officials in Velmar reported 48 confirmed infections among children.",
        "Town officials on May 12 reported 48 confirmed infections among children.",
    );
    assert!(!found.contains(&Kind::AttributionRemoved), "{found:?}");
}

/// “Officials on Friday” and “Officials on Sept. 12” are the same officials, and what a clerk asked for herself is nothing that the
/// article could say without her.
#[test]
fn what_was_never_anybodys_is_not_lost_with_its_source() {
    let of = |when: &str, n: &str| {
        format!(
            "Health officials on {when} reported {n} confirmed infections among children and staff members who ate salad at six schools."
        )
    };
    let found = kinds(&of("Friday", "48"), &of("Sept. 12", "53"));
    assert!(!found.contains(&Kind::AttributionRemoved) && !found.contains(&Kind::DetailAdded), "{found:?}");
    assert_eq!(
        kinds(
            "Two of the dead were drivers, according to a clerk who asked not to be named.",
            "Two of the dead were drivers, according to Dockhands Local 12, the union at the site."
        ),
        [Kind::AttributionChanged]
    );
}

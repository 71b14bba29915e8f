//! Invented histories, and what the audit says of each step.

use super::*;
use crate::changelog::{Interval, changelog};
use crate::revision::{GivenTime, Revision, Sighting};
use chrono_tz::Tz;

/// The head of every article here.
const HEAD: &str = "Pier fire";
/// Two paragraphs that stay.
const STAYS: &str = "The pier of Kessel was built of oak. It has nine lamps.";

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).expect("a time")
}

/// A revision of so many paragraphs, seen at `hour` on 18 August 2031 in New York.
fn seen(hour: u32, paragraphs: &[&str]) -> Revision {
    let text = [HEAD, STAYS].iter().chain(paragraphs).copied().collect::<Vec<_>>().join("\n\n");
    Revision {
        name: format!("{hour}.txt"),
        observed_at: Some(at(&format!("2031-08-18T{hour:02}:00:00-04:00"))),
        text,
        ..Revision::default()
    }
}

fn log(revisions: Vec<Revision>) -> ChangeLog {
    changelog("pier", revisions, Some(Tz::America__New_York))
}

/// `verdict ground: words before → after` of every change of a history, step by step.
fn told(log: &ChangeLog) -> Vec<String> {
    let audit = audit(log);
    audit
        .changes()
        .map(|(step, judged)| {
            let diff = &log.steps[step].diff;
            let kinds = match &judged.what {
                Substance::Quotation(n) => format!("quotation {:?} {:?}", diff.quotations[*n].change, diff.quotations[*n].kinds),
                Substance::Claim(n) => format!("claim {:?} {:?}", diff.claims[*n].change, diff.claims[*n].kinds),
                Substance::Field(..) => "headline".to_owned(),
            };
            format!("{:?} {:?}: {kinds}", judged.verdict, judged.ground)
        })
        .collect()
}

const TWELVE: &str = "At least 12 people died in the fire, the coast guard said.";
const FOURTEEN: &str = "At least 14 people died in the fire, the coast guard said.";

#[test]
fn without_a_notice_nothing_is_noted() {
    let log = log(vec![seen(8, &[TWELVE]), seen(9, &[FOURTEEN])]);
    assert_eq!(told(&log), ["NotNoted NoNotice: claim Changed [Quantity]"]);
}

#[test]
fn a_correction_that_names_the_words_notes_them_and_nothing_else() {
    let notice = "Correction: An earlier version of this story misstated how many people died. It was 14, not 12.";
    let quiet = ["“We had no choice,” said Orla Venn, the mayor.", "“We had a choice,” said Orla Venn, the mayor."];
    let log = log(vec![seen(8, &[TWELVE, quiet[0]]), seen(9, &[FOURTEEN, quiet[1], notice])]);
    assert_eq!(told(&log), ["NotNoted OtherThings: quotation Changed [Reworded]", "Noted Named(Some(0)): claim Changed [Quantity]"]);
}

#[test]
fn a_correction_of_a_figure_says_nothing_of_another_that_one_of_its_figures_came_to_or_left() {
    let notice = "Correction: An earlier version of this story misstated how many people died. It was 14, not 12.";
    let guards = |n: u32| format!("The mill paid {n} guards, the union said.");
    for (was, is) in [(9, 14), (12, 30)] {
        let log = log(vec![seen(8, &[TWELVE, &guards(was)]), seen(9, &[FOURTEEN, &guards(is), notice])]);
        assert_eq!(
            told(&log),
            ["Noted Named(Some(0)): claim Changed [Quantity]", "NotNoted OtherThings: claim Changed [Quantity]"],
            "{was} → {is}"
        );
    }
    let small = "Correction: An earlier version of this story misstated the number of lamps. It was eight, not six.";
    let log = log(vec![seen(8, &[&guards(9)]), seen(9, &[&guards(8), small])]);
    assert_eq!(told(&log), ["NotNoted OtherThings: claim Changed [Quantity]"]);
}

#[test]
fn an_update_in_words_of_its_own_gives_the_new_figure() {
    for update in ["Update: The toll has risen to 14.", "Update: At least 14 people have died, the coast guard says."] {
        let log = log(vec![seen(8, &[TWELVE]), seen(9, &[FOURTEEN, update])]);
        assert_eq!(told(&log), ["PartlyNoted Named(None): claim Changed [Quantity]"], "{update}");
    }
    let other = "Update: The town gave 15 boats.";
    let log = log(vec![seen(8, &[TWELVE]), seen(9, &[FOURTEEN, other])]);
    assert_eq!(told(&log), ["NotNoted OtherThings: claim Changed [Quantity]"]);
}

#[test]
fn a_quotation_that_was_taken_out_is_named_by_its_speaker() {
    let said = "“We had no choice,” said Orla Venn, the mayor.";
    let gone = |notice: &str| told(&log(vec![seen(8, &[TWELVE, said]), seen(9, &[TWELVE, notice])]));
    let named = "Editor’s note: A quotation by Orla Venn, the mayor, has been removed from this article because it could not be confirmed.";
    assert_eq!(gone(named), ["Noted Named(Some(0)): quotation Removed []"]);
    let amended = "This article was amended on 18 August 2031 to remove a quotation by Orla Venn.";
    assert_eq!(gone(amended), ["Noted Named(Some(0)): quotation Removed []"]);
    let unnamed = "Editor’s note: A quotation has been removed from this article because it could not be confirmed.";
    assert_eq!(gone(unnamed), ["PartlyNoted OfItsSort(Quotation): quotation Removed []"]);
    let of_another = "Editor’s note: A quotation by Ada Crane has been removed from this article.";
    assert_eq!(gone(of_another), ["PartlyNoted OfItsSort(Quotation): quotation Removed []"]);
}

#[test]
fn an_update_is_held_to_what_it_announces() {
    let update = "Update: 8/18/31, 8:40 a.m. ET: This article was updated with new information and remarks.";
    let more = "Divers found the anchor of a boat near the pier on Monday.";
    let log = log(vec![seen(8, &[TWELVE]), seen(9, &[FOURTEEN, more, update])]);
    assert_eq!(
        told(&log),
        ["PartlyNoted OfItsSort(Information): claim Changed [Quantity]", "Noted Announced(Information): claim Added []"]
    );
    let audit = audit(&log);
    assert_eq!(
        audit.notices[0].announced,
        [Announced { topic: Topic::Information, came: 2 }, Announced { topic: Topic::Remarks, came: 0 }]
    );
    assert_eq!(audit.notices[0].timing, Timing::Agrees(Some(1200)));
    assert_eq!((audit.notices[0].n_noted, audit.notices[0].n_partly), (1, 1));
}

#[test]
fn a_notice_that_says_nothing_in_particular_covers_in_part() {
    let log = log(vec![seen(8, &[TWELVE]), seen(9, &[FOURTEEN, "This story has been updated."])]);
    assert_eq!(told(&log), ["PartlyNoted General: claim Changed [Quantity]"]);
}

#[test]
fn what_the_editors_say_of_something_else_covers_nothing() {
    let note = "Editor’s note: Orla Venn, who is quoted in this article, is the sister of an editor.";
    let log = log(vec![seen(8, &[TWELVE]), seen(9, &[FOURTEEN, note])]);
    assert_eq!(told(&log), ["NotNoted OtherThings: claim Changed [Quantity]"]);
}

#[test]
fn a_later_notice_counts_where_it_names_the_words() {
    let later = "Correction: An earlier version of this story misstated when the lamps were lit. It was in 1923, not 1932.";
    let [was, is] = ["The lamps were first lit in 1932 by a baker.", "The lamps were first lit in 1923 by a baker."];
    let log = log(vec![seen(8, &[was]), seen(9, &[is]), seen(10, &[is, later])]);
    assert_eq!(told(&log), ["Noted Named(Some(0)): claim Changed [Date]"]);
    let audit = audit(&log);
    assert_eq!(audit.steps[0].changes[0].notice, Some(NoticeAt { revision: 2, index: 0 }));
    assert!(audit.notices[0].is_alone, "nothing else came with it");
    let stands = audit.notices[0].items[0];
    assert_eq!(stands.wrong, Some(Stands { before: true, after: false, is_telling: true }));
    assert_eq!(stands.right, Some(Stands { before: true, after: true, is_telling: true }));
}

#[test]
fn an_article_that_is_taken_back_is_taken_back_whole() {
    let log = log(vec![seen(8, &[TWELVE]), seen(9, &["Retraction: This article has been retracted."])]);
    assert!(told(&log).iter().all(|line| line.starts_with("Noted TakenBack")), "{:?}", told(&log));
}

#[test]
fn a_report_that_is_taken_back_is_that_report() {
    let [captain, other] = ["The captain left the pier before the guests did, a clerk said.", "The pier has nine lamps, a clerk said."];
    let notice = "Retraction: An earlier version of this article reported that the captain left the pier before the guests did. The paper has withdrawn the report.";
    let log = log(vec![seen(8, &[TWELVE, captain, other]), seen(9, &[FOURTEEN, other, notice])]);
    assert_eq!(told(&log), ["NotNoted OtherThings: claim Changed [Quantity]", "Noted Named(Some(0)): claim Removed []"]);
}

#[test]
fn a_retraction_of_one_report_takes_nothing_else_back() {
    let money = "The mayor took the money, a guest said.";
    for notice in [
        "Retraction: This paper has withdrawn its report that the mayor took money.",
        "Retraction: We have withdrawn the allegation that the mayor took the money.",
    ] {
        let log = log(vec![seen(8, &[TWELVE, money]), seen(9, &[FOURTEEN, notice])]);
        assert_eq!(told(&log), ["NotNoted OtherThings: claim Changed [Quantity]", "Noted Named(Some(0)): claim Removed []"], "{notice}");
    }
    for notice in [
        "Retraction: We have retracted this article after we learned that the clerk had not spoken.",
        "Retraction: We have withdrawn the report that we published on Monday.",
    ] {
        let log = log(vec![seen(8, &[TWELVE, money]), seen(9, &[FOURTEEN, notice])]);
        assert!(told(&log).iter().all(|line| line.starts_with("Noted TakenBack")), "{notice}: {:?}", told(&log));
    }
}

#[test]
fn a_quotation_given_to_somebody_else_is_named_by_the_two_names() {
    let notice = "Correction: An earlier version of this article attributed a remark about the boiler to the wrong clerk. It was made by Priya Sandoval, not Leonard Quist.";
    let said = |who: &str| format!("“The boiler is older than I am,” said {who}, a clerk.");
    let log = log(vec![seen(8, &[&said("Leonard Quist")]), seen(9, &[&said("Priya Sandoval"), notice])]);
    assert_eq!(told(&log), ["Noted Named(Some(0)): quotation Changed [SpeakerChanged]"]);
}

#[test]
fn a_correction_of_a_spelling_covers_a_change_of_low_severity() {
    let said = |who: &str| format!("The pier is shut, {who} told the council on Monday.");
    let notice = "This article was amended on 18 August 2031 to correct the spelling of Siân Trehearne’s surname.";
    let log = log(vec![seen(8, &[&said("Siân Trehearn")]), seen(9, &[&said("Siân Trehearne"), notice])]);
    let audit = audit(&log);
    assert_eq!((audit.steps[0].changes.len(), audit.steps[0].low.len(), audit.notices[0].n_low), (0, 1, 1));
}

#[test]
fn a_clarification_is_held_to_its_words() {
    let notice = "Clarification: This article has been updated to make clear that the transfers were alleged by prosecutors.";
    let [was, is] = ["The clerk moved the money to a gravel pit.", "The clerk moved the money to a gravel pit, prosecutors said."];
    let log = log(vec![seen(8, &[was, TWELVE]), seen(9, &[is, FOURTEEN, notice])]);
    assert_eq!(told(&log), ["NotNoted OtherThings: claim Changed [Quantity]", "Noted Named(None): claim Changed [AttributionAdded]",]);
}

/// What the audit says of one edited sentence when a notice came with the edit.
fn told_with(was: &str, is: &str, notice: &str) -> Vec<String> {
    told(&log(vec![seen(8, &[was]), seen(9, &[is, notice])]))
}

#[test]
fn a_notice_names_a_change_by_half_of_its_words() {
    let closed = ["The old bridge of Orrin was closed by the county.", "The new ferry of Kessel was closed by the state."];
    let notice =
        "Correction: An earlier version of this story misstated what was closed. It was the ferry of Kessel, not a railway bridge.";
    assert_eq!(told_with(closed[0], closed[1], notice), ["Noted Named(Some(0)): claim Changed [Entity]"]);
    // In its own words: of the diver, the cook and two sailors that came it has the first two.
    let lit = ["The lamps were lit by a baker.", "The lamps were lit by a baker, a diver, a cook and two sailors from Kessel."];
    let pilot = "Clarification: This article has been updated to make clear that a diver, a cook and a pilot lit the lamps.";
    assert_eq!(told_with(lit[0], lit[1], pilot), ["Noted Named(None): claim Changed [DetailAdded]"]);
    // A notice that came later may be about anything: it has to name nearly all.
    let later = log(vec![seen(8, &[closed[0]]), seen(9, &[closed[1]]), seen(10, &[closed[1], notice])]);
    assert_eq!(told(&later), ["NotNoted NoNotice: claim Changed [Entity]"]);
}

#[test]
fn one_word_in_common_names_nothing() {
    let lit = ["The lamps were lit by a baker.", "The lamps were lit by a cook."];
    let met = "Clarification: This article has been updated to make clear that the council met a baker in May.";
    assert_eq!(told_with(lit[0], lit[1], met), ["NotNoted OtherThings: claim Changed [Entity]"]);
}

#[test]
fn a_prosecutor_is_one_of_the_prosecutors_and_a_cart_is_no_carter() {
    let clear = |what: &str| format!("Clarification: This article has been updated to make clear that {what}.");
    let pit = ["The clerk moved the money to a gravel pit.", "The clerk moved the money to a gravel pit, a prosecutor claimed."];
    let claims = clear("the transfers were claims by prosecutors");
    assert_eq!(told_with(pit[0], pit[1], &claims), ["Noted Named(None): claim Changed [AttributionAdded]"]);
    let lit = ["The lamps were lit by a baker.", "The lamps were lit by a baker in a cart."];
    let union = clear("the carters have a union");
    assert_eq!(told_with(lit[0], lit[1], &union), ["NotNoted OtherThings: claim Changed [DetailAdded]"]);
}

#[test]
fn a_notice_with_two_words_of_its_own_is_about_them() {
    let tides = "This story has been updated to add ferry tides.";
    assert_eq!(told_with(TWELVE, FOURTEEN, tides), ["NotNoted OtherThings: claim Changed [Quantity]"]);
}

#[test]
fn the_very_words_are_few() {
    let lit = ["The lamps were first lit in 1932 by a baker.", "The lamps were first lit in 1923 by a baker."];
    let boys = "Correction: An earlier version of this story misstated when the lamps were lit. They were lit in 1923, not in the spring \
                of 1932 by boys.";
    assert_eq!(told_with(lit[0], lit[1], boys), ["Noted Named(Some(0)): claim Changed [Date]"]);
}

#[test]
fn a_name_that_was_misspelled_is_one_name() {
    let notice = "Correction: An earlier version of this story misspelled the name of the mayor. She is Orla Kovryn, not Orla Kovrin.";
    let log = log(vec![seen(8, &["The prize went to Orla Kovrin."]), seen(9, &["The prize went to Orla Kovryn.", notice])]);
    let stands = audit(&log).notices[0].items[0];
    assert_eq!(stands.wrong, Some(Stands { before: true, after: false, is_telling: true }));
}

#[test]
fn notices_come_go_and_change() {
    let update = "Update: 8/18/31, 8:40 a.m. ET: This article was updated with comment from the mill.";
    let other = "Update: 8/18/31, 8:40 a.m. ET: This article was updated with comment from the town.";
    let log = log(vec![seen(8, &[TWELVE]), seen(9, &[TWELVE, update]), seen(10, &[TWELVE, other]), seen(11, &[TWELVE])]);
    let audit = audit(&log);
    let shown: Vec<_> = audit.notices.iter().map(|n| (n.at.revision, n.came, n.reworded, n.gone, n.is_alone)).collect();
    let first = NoticeAt { revision: 1, index: 0 };
    assert_eq!(shown, [(1, Came::Added, Some(2), None, true), (2, Came::Reworded(first), None, Some(3), false)]);
    assert_eq!(audit.notices[1].timing, Timing::Agrees(Some(1200)), "the time is that of the first words");
}

#[test]
fn notices_of_several_times_in_one_step_tell_of_revisions_nobody_captured() {
    let [one, two] =
        ["Update: 8/18/31, 8:20 a.m. ET: This article was updated.", "Update: 8/18/31, 8:40 a.m. ET: This article was updated."];
    let audit = audit(&log(vec![seen(8, &[TWELVE]), seen(9, &[FOURTEEN, one, two])]));
    assert_eq!(audit.notices.iter().map(|n| n.n_between).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn a_time_before_the_first_revision_was_not_captured() {
    let old = "This article was amended on 11 August 2031 to fix a name.";
    let audit = audit(&log(vec![seen(8, &[TWELVE, old]), seen(9, &[FOURTEEN, old])]));
    assert_eq!((audit.notices[0].came, audit.notices[0].uncaptured.clone()), (Came::InFirst, vec![0]));
}

#[test]
fn a_notice_is_late_or_early() {
    let says = |time: &str| {
        let update = format!("Update: 8/18/31, {time} ET: This article was updated with new information.");
        audit(&log(vec![seen(8, &[TWELVE]), seen(9, &[FOURTEEN, &update])])).notices[0].timing
    };
    assert_eq!(says("7:10 a.m."), Timing::SeenWithoutLater(49 * 60));
    assert_eq!(says("8:10 a.m."), Timing::Agrees(Some(50 * 60)));
    assert_eq!(says("9:10 a.m."), Timing::SeenBefore(10 * 60));
}

/// The publisher's date of so many o'clock, on the clock of New York or of London.
fn given(hour: u32, zone: &str) -> Option<GivenTime> {
    let hour = if zone == "Z" { hour + 4 } else { hour };
    let instant = at(&format!("2031-08-18T{hour:02}:00:00{zone}"));
    Some(GivenTime { date: instant.date_naive(), time: Some(instant.time()), offset: Some(*instant.offset()) })
}

fn dated(hour: u32, text: &str, modified: Option<GivenTime>) -> Revision {
    Revision { modified, ..seen(hour, &[text]) }
}

fn looked(hour: u32, modified: Option<GivenTime>) -> Sighting {
    Sighting { at: at(&format!("2031-08-18T{hour:02}:30:00-04:00")), modified }
}

const HERE: &str = "-04:00";

#[test]
fn the_publishers_date_is_held_against_the_text() {
    let seen_again = vec![looked(8, None), looked(9, given(9, HERE)), looked(10, given(9, HERE))];
    let first = Revision { seen_again, ..dated(8, TWELVE, given(8, HERE)) };
    let rest = [(11, TWELVE, 11), (12, FOURTEEN, 11), (13, TWELVE, 13)];
    let log = log(std::iter::once(first).chain(rest.map(|(hour, text, moved)| dated(hour, text, given(moved, HERE)))).collect());
    assert_eq!(
        audit(&log).dates,
        [
            DateFinding::MovedAlone { revision: 0, seen_again: Some(at("2031-08-18T09:30:00-04:00")) },
            DateFinding::MovedAlone { revision: 1, seen_again: None },
            DateFinding::Stayed { revision: 2 },
        ]
    );
}

#[test]
fn a_date_on_another_clock_is_the_same_date() {
    let seen_again = vec![looked(8, given(8, "Z")), looked(9, None)];
    let first = Revision { seen_again, ..dated(8, TWELVE, given(8, HERE)) };
    let log = log(vec![first, dated(10, TWELVE, given(8, "Z")), dated(11, FOURTEEN, given(8, HERE))]);
    assert_eq!(audit(&log).dates, [DateFinding::Stayed { revision: 2 }]);
}

#[test]
fn a_date_that_moves_with_a_dash_moves_alone() {
    let [was, is] = [TWELVE.replace("fire, the", "fire - the"), TWELVE.replace("fire, the", "fire – the")];
    let log = log(vec![dated(8, &was, given(8, HERE)), dated(9, &is, given(9, HERE))]);
    assert_eq!(audit(&log).dates, [DateFinding::MovedAlone { revision: 1, seen_again: None }]);
}

#[test]
fn a_date_may_move_back() {
    // A look that notes no date saw the revision's own again.
    let seen_again = vec![looked(8, given(9, HERE)), looked(9, None)];
    let first = Revision { seen_again, ..dated(8, TWELVE, given(8, HERE)) };
    let log = log(vec![first, dated(10, FOURTEEN, given(8, HERE))]);
    let moved = |hour: u32| DateFinding::MovedAlone { revision: 0, seen_again: Some(looked(hour, None).at) };
    let found = audit(&log).dates;
    assert_eq!(found, [moved(8), moved(9), DateFinding::Stayed { revision: 1 }]);
    let told: Vec<_> = found.iter().map(|finding| (finding.modified(&log), finding.interval(&log))).collect();
    let between = |without: &str, with: &str| {
        let [without, with] = [without, with].map(|time| Some(at(&format!("2031-08-18T{time}:00-04:00"))));
        Interval { without, with }
    };
    assert_eq!(
        told,
        [
            (given(9, HERE), between("08:00", "08:30")),
            (given(8, HERE), between("08:30", "09:30")),
            (given(8, HERE), between("09:30", "10:00")),
        ]
    );
}

#[test]
fn a_tag_on_the_headline_is_a_word_of_correction() {
    let text =
        |head: &str, body: &str| Revision { name: "a.txt".into(), text: format!("{head}\n\n{STAYS}\n\n{body}"), ..Revision::default() };
    let log = log(vec![text("Pier fire kills many", TWELVE), text("CORRECTED-Pier fire kills many", FOURTEEN)]);
    assert!(told(&log).contains(&"PartlyNoted Tagged: claim Changed [Quantity]".to_owned()), "{:?}", told(&log));
}

#[test]
fn any_history_gives_an_answer() {
    assert!(audit(&log(vec![])).steps.is_empty());
    assert!(audit(&log(vec![seen(8, &[])])).notices.is_empty());
    let empty = Revision::default();
    let both = audit(&log(vec![empty.clone(), seen(8, &["Correction: , not"]), empty]));
    assert_eq!(both.steps.len(), 2);
}

//! Invented notices in every form papers use: class, time, and what they say of single errors.

use super::*;
use crate::extract::NoticeClass::{Clarification, Correction, EditorsNote, Retraction, Update};
use crate::extract::{NoticeClass, Reference};
use chrono::NaiveDate;
use chrono_tz::Tz;

fn article(notice: &str) -> Text {
    Text::new(format!("Pier opens\n\nKESSEL — The pier opened on Monday.\n\nNobody came.\n\n{notice}\n"))
}

/// Sunday, 24 August 2031, in New York.
pub(super) fn new_york() -> Reference {
    Reference { date: NaiveDate::from_ymd_opt(2031, 8, 24), zone: Some(Tz::America__New_York), ..Reference::default() }
}

fn one(notice: &str, reference: &Reference) -> (Text, Notice) {
    let text = article(notice);
    let mut found = notices(&text, reference);
    assert_eq!(found.len(), 1, "{notice}");
    (text, found.remove(0))
}

#[test]
fn a_notice_is_classed_by_what_it_does() {
    for (notice, class) in [
        // The label says it.
        ("Correction: An earlier version of this article misstated the length of the wall.", Correction),
        ("CORRECTION: A previous version of this story incorrectly described the bridge. It is closed.", Correction),
        ("Correction 31/7/31: A previous version of this story stated that the dam was full. This has since been amended.", Correction),
        ("Clarification: The board’s vote is advisory. The council has the last word.", Clarification),
        ("CLARIFICATION: The first reports did not say which mills were shut.", Clarification),
        ("Update: The mayor has resigned.", Update),
        ("UPDATE: 5/12 — The mill has taken the offer from its site.", Update),
        ("Editor’s note: A baker begged us for silence, and his surname has been taken out.", EditorsNote),
        ("Editors’ note: A clerk wrote to us in fear for her post. We have removed her address.", EditorsNote),
        ("Editor’s Note: This is the second of three parts.", EditorsNote),
        ("Retraction: This story rested on papers we could not verify.", Retraction),
        ("Korrektur: In einer früheren Version dieses Artikels hieß es, die Brücke sei gesperrt.", Correction),
        ("Anmerkung der Redaktion: Wir haben den Namen des Zeugen entfernt.", EditorsNote),
        ("Rectificatif : le pont a rouvert lundi.", Correction),
        // The label says something else than the words.
        ("Update: A previous version of this story indicated that the dam was full. It was actually empty.", Correction),
        ("Updated on 17.01.31 at 5.40 pm: A previous version of this story erroneously named the river.", Correction),
        ("Update: This article has been corrected to give the mayor’s name.", Correction),
        ("Update: This story was updated to reflect that the vote is on Monday, not Tuesday.", Correction),
        ("Update: This story was updated to clarify which mills were meant.", Clarification),
        ("*Editor's note: An earlier version of this story incorrectly referred to Orville Town as Orville City.", Correction),
        ("Editor’s note: A photo with this article showed the wrong mill.", Correction),
        ("Editor’s note: This article was updated with comment from the mill.", Update),
        ("Note: A previous version of this story reported that the dam failed. Later findings indicate it held.", Correction),
        ("[Editor's Note: This article was amended on May 5, 2031 and May 10, 2031 to further clarify the fees.]", Clarification),
        ("Clarification: An earlier version of this article wrongly gave the year as 1990.", Correction),
        ("Editors’ Note: This article was published inadvertently and has been removed.", Retraction),
        // No label.
        ("This article was amended on 17 January 2031 to correct the spelling of Orla Venn’s surname.", Correction),
        ("This article was amended on 25 May 2031. In the editing process Venn was given as mayor.", Correction),
        ("This article was amended to include a comment from the mill.", Update),
        ("This story has been corrected to show that Ms. Orne spoke in Kessel, not Varn.", Correction),
        ("This story was updated with details of the evacuation.", Update),
        ("This story has been updated.", Update),
        ("This article has been retracted.", Retraction),
        ("An earlier version of this article misstated the year. It was 1990.", Correction),
        ("An earlier version of this article did not include comment from the mill.", Update),
        ("A correction was made on April 2, 2031: An earlier version of this review misspelled a name.", Correction),
        ("Earlier versions of this graphic incorrectly said the dam was full. This version has been corrected.", Correction),
        ("Une première version de cet article affirmait que le pont était fermé. C’était incomplet.", Correction),
        ("Cet article a été mis à jour le 15 juillet 2031.", Update),
        // Agencies.
        ("(Corrects paragraph 2, which erroneously gave the year)", Correction),
        ("(Clarifies in paragraph 3 who voted)", Clarification),
        ("(Adds closing prices throughout. A previous version of this story corrected the year.)", Update),
        ("(Withdraws story; the mill was not sold)", Retraction),
        ("This version CORRECTS the name of the river.", Correction),
        // Errors that are the news, not the article's.
        ("Update: Police said an error in the count had been found.", Update),
        ("Update, 3 p.m.: The mill corrected its figures.", Update),
    ] {
        assert_eq!(one(notice, &new_york()).1.class, class, "{notice}");
    }
}

/// `words | instant or date and time | zone`
pub(super) fn time(notice: &str, reference: &Reference) -> String {
    let (text, notice) = one(notice, reference);
    notice.at.map_or(String::from("none"), |at| {
        let when = at.instant.map_or_else(
            || format!("{}{}", at.date, at.time.map_or(String::new(), |t| format!(" {}", t.format("%H:%M")))),
            |i| i.to_rfc3339(),
        );
        format!("{} | {when}{}", text.slice(at.span), at.zone.map_or(String::new(), |z| format!(" | {z}")))
    })
}

#[test]
fn the_time_of_a_notice_in_every_style() {
    let nowhere = Reference::default();
    for (notice, expected) in [
        ("Correction: June 16, 2031\n\nAn earlier version of this column named the wrong river.", "June 16, 2031 | 2031-06-16"),
        ("Correction: Oct. 10, 2031\nAn earlier version of this article named the wrong river.", "Oct. 10, 2031 | 2031-10-10"),
        ("This article was amended on 17 January 2031 to correct a name.", "17 January 2031 | 2031-01-17"),
        ("Correction 31/7/31: A previous version of this story named the wrong river.", "31/7/31 | 2031-07-31"),
        (
            "Updated on 17.01.31 at 5.40 pm: A previous version of this story erroneously named a river.",
            "17.01.31 at 5.40 pm | 2031-01-17 17:40",
        ),
        (
            "Update: 8/18/31, 7:41 p.m. ET: This article was updated with new information.",
            "8/18/31, 7:41 p.m. ET | 2031-08-18T19:41:00-04:00 | America/New_York",
        ),
        (
            "Update: 1/8/31, 7:41 p.m. EST: This article was updated.",
            "1/8/31, 7:41 p.m. EST | 2031-01-08T19:41:00-05:00 | America/New_York",
        ),
        ("Update: 1/8/31, 16:40 BST: This article was updated.", "1/8/31, 16:40 BST | 2031-08-01T16:40:00+01:00 | Europe/London"),
        (
            "UPDATE: This story was updated at 8:23 p.m. EDT on July 6, 2031, after a third vote.",
            "8:23 p.m. EDT on July 6, 2031 | 2031-07-06T20:23:00-04:00 | America/New_York",
        ),
        (
            "Updated 11:05 GMT, 9 December 2031: the ferry line has answered.",
            "11:05 GMT, 9 December 2031 | 2031-12-09T11:05:00+00:00 | Europe/London",
        ),
        (
            "This story was updated on Friday, Jan. 24, 2031, at 9:40 a.m. CST with the mayor’s answer.",
            "Friday, Jan. 24, 2031, at 9:40 a.m. CST | 2031-01-24T09:40:00-06:00 | America/Chicago",
        ),
        ("CORRECTION (June 3, 2031): The vote is on Monday.", "(June 3, 2031) | 2031-06-03"),
        ("A correction was made on April 2, 2031: An earlier version of this review misspelled a name.", "April 2, 2031 | 2031-04-02"),
        ("Clarification, 13 March 2031: the hours apply to the main hall only.", "13 March 2031 | 2031-03-13"),
        // Of several the last.
        (
            "[Editor's Note: This article was amended on May 5, 2031 and May 10, 2031 to clarify the fees.]",
            "May 5, 2031 and May 10, 2031 | 2031-05-10",
        ),
        (
            "This article was amended on 5 May 2031 to fix a date. It was further amended on 9 May 2031 to fix a name.",
            "9 May 2031 | 2031-05-09",
        ),
        (
            "Mise à jour du 15 juillet 2031\nUne première version de cet article affirmait que le pont était fermé.",
            "15 juillet 2031 | 2031-07-15",
        ),
        ("Cet article a été mis à jour le 15 juillet 2031 à 14h30.", "15 juillet 2031 à 14h30 | 2031-07-15 14:30"),
        ("Dieser Artikel wurde am 3. März 2031 um 14.30 Uhr aktualisiert.", "3. März 2031 um 14.30 Uhr | 2031-03-03 14:30"),
        // Somebody else's dates.
        ("(Corrects date of vote to March 3)", "none"),
        ("Correction: An earlier version of this story said the vote was on Monday. It was on March 3, 2031.", "none"),
        ("Update: On 3 May 2031 the mill was sold.", "none"),
        ("This article was amended after the mill was removed on 3 May 2031.", "none"),
        ("Summer 2031 Update The service left beta in June 2031.", "none"),
        // Nothing to measure from.
        ("Update: 2:45 p.m. ET: The mayor has resigned.", "none"),
        ("Correction, July 11: The mayor is Orla Venn.", "none"),
    ] {
        assert_eq!(time(notice, &nowhere), expected, "{notice}");
    }
}

#[test]
fn the_reference_fills_in_what_a_stamp_leaves_out() {
    let offset = Reference { zone: None, offset: chrono::FixedOffset::east_opt(7200), ..new_york() };
    let london = Reference { zone: Some(Tz::Europe__London), ..new_york() };
    let bare = Reference { zone: None, ..new_york() };
    for (notice, reference, expected) in [
        ("Update: 2:45 p.m. -- The mayor has resigned.", &new_york(), "2:45 p.m. | 2031-08-24T14:45:00-04:00 | America/New_York"),
        ("Update: 2:45 p.m. -- The mayor has resigned.", &offset, "2:45 p.m. | 2031-08-24T14:45:00+02:00"),
        ("Update: 2:45 p.m. -- The mayor has resigned.", &bare, "2:45 p.m. | 2031-08-24 14:45"),
        (
            "Correction, July 11 3:49 p.m.: A previous version of this story and headline gave the wrong year.",
            &new_york(),
            "July 11 3:49 p.m. | 2031-07-11T15:49:00-04:00 | America/New_York",
        ),
        ("UPDATE: 8/9 — The mill is open.", &new_york(), "8/9 | 2031-08-09"),
        ("UPDATE: 8/9/31: The mill is open.", &london, "8/9/31 | 2031-09-08"),
        ("UPDATE: 3/8/31: The mill is open.", &bare, "3/8/31 | 2031-08-03"),
        ("This story was corrected on Friday.", &bare, "Friday | 2031-08-22"),
        (
            "Correction, Dec. 30: The mayor is Orla Venn.",
            &Reference { date: NaiveDate::from_ymd_opt(2032, 1, 2), ..bare.clone() },
            "Dec. 30 | 2031-12-30",
        ),
    ] {
        assert_eq!(time(notice, reference), expected, "{notice}");
    }
}

#[test]
fn wrong_and_right_words() {
    /// `kind: wrong → right`
    fn check(notice: &str, expected: &[&str]) {
        let (text, read) = one(notice, &new_york());
        let side = |s: Option<crate::span::Span>| s.map_or("–", |s| text.slice(s));
        let shown: Vec<String> = read.items.iter().map(|i| format!("{}: {} → {}", i.kind, side(i.wrong), side(i.right))).collect();
        assert_eq!(shown, expected, "{notice}");
    }
    check("Correction: An earlier version of this article misspelled Brill as Brille.", &["name: Brille → Brill"]);
    check(
        "Correction: An earlier version of this article misspelled the surname of Dr. Matten’s husband. It is Brill, not Brille.",
        &["name: Brille → Brill"],
    );
    check(
        "Correction: An earlier version of this article misstated the length of the wall. It was 2,300 meters, not 3,200 meters.",
        &["number: 3,200 meters → 2,300 meters"],
    );
    check("(Corrects profit in paragraph 4 to $3.6 million, not $6.3 million)", &["number: $6.3 million → $3.6 million"]);
    check("Correction: The mill cost $4m, not $40m as stated.", &["number: $40m → $4m"]);
    check("Correction: The club has nine members, not eight.", &["number: eight → nine members"]);
    check("This story has been corrected to show that Ms. Orne spoke in Kessel, not Varn.", &["name: Varn → Kessel"]);
    check("This story has been corrected to show that Ms. Orne spoke in Kessel, not in Varn.", &["name: in Varn → in Kessel"]);
    check("Correction: The flood was in 2015 - not 2014, which was dry.", &["date: 2014 → 2015"]);
    check("Correction: The vote is on Monday, not Sunday.", &["date: Sunday → Monday"]);
    check("Correction: It is not Varn but Kessel that voted.", &["name: Varn → Kessel that voted"]);
    check(
        "Correction: A previous version of this article misidentified the next director of the museum. It is Ms. Nanda, not Mr. Hass.",
        &["name: Mr. Hass → Ms. Nanda"],
    );
    check(
        "Editor's note: An earlier version of this story incorrectly referred to Orville Town as Orville City.",
        &["name: Orville City → Orville Town"],
    );
    check("Correction: An earlier version of this story gave 1990 instead of 1991.", &["date: 1990 → 1991"]);
    check("Correction: The court sat in Varn rather than Kessel.", &["name: Kessel → Varn"]);
    check(
        "Update: A previous version of this story indicated that the dam was full. It was actually empty.",
        &["fact: the dam was full → empty"],
    );
    check(
        "Note: A previous version of this story reported that the dam had failed. It had not.",
        &["fact: the dam had failed → It had not"],
    );
    check("This article was amended on 17 January 2031 to correct the spelling of Orla Venn’s surname.", &["name: – → Orla Venn"]);
    check("This article was amended on 5 May 2031 to remove a sentence about the mill.", &["removal: a sentence about the mill → –"]);
    check("Editors’ note: A clerk wrote to us in fear for her post. We have removed her address.", &["removal: her address → –"]);
    check(
        "Editor’s note: A sentence about the mill’s debts has been removed from this story.",
        &["removal: A sentence about the mill’s debts → –"],
    );
    check("Editor’s note: A baker begged us for silence, and his surname has been taken out.", &["removal: his surname → –"]);
    check(
        "Correction: An earlier version of this article misattributed a quotation to Orla Venn. It was said by Mr. Hass.",
        &["attribution: – → said by Mr. Hass"],
    );
    check(
        "Correction: An earlier version of this article misquoted the mayor. She said, “I cannot sign a budget this year,” not “I will not sign.”",
        &["quotation: I will not sign → I cannot sign a budget this year"],
    );
    check(
        "Retraction: An earlier version of this article reported that the captain left first. The paper has withdrawn the report.",
        &["fact: the captain left first → –"],
    );
    check("(Corrects toll from 12 to 14)", &["number: 12 → 14"]);
    check("(Corrects date of vote to March 3)", &["date: – → March 3"]);
    check("Update: This article was updated with new information and remarks.", &["new information: – → –"]);
    check("Correction: An earlier version of this article misstated the age of the mayor.", &["number: – → –"]);
    check(
        "Correction: An earlier version of this article misspelled Brill as Brille. It also misstated the year of the flood. It was 1990, not 1909.",
        &["name: Brille → Brill", "date: 1909 → 1990"],
    );
    check("Update: The mayor has resigned.", &[]);
}

#[test]
fn a_label_and_its_paragraph_are_one_notice_and_lines_below_each_other_are_several() {
    let text = article(
        "Correction: June 16, 2031\n\nAn earlier version of this article named the wrong river.\n\nUpdate, June 17, 2031: It is open.\nUpdate, June 18, 2031: It is shut.",
    );
    let found = notices(&text, &Reference::default());
    let shown: Vec<(&str, NoticeClass)> = found.iter().map(|n| (text.slice(n.span), n.class)).collect();
    assert_eq!(
        shown,
        [
            ("Correction: June 16, 2031\n\nAn earlier version of this article named the wrong river.", Correction),
            ("Update, June 17, 2031: It is open.", Update),
            ("Update, June 18, 2031: It is shut.", Update),
        ]
    );
}

#[test]
fn a_notice_on_top_leaves_the_headline() {
    let text = Text::new("EDITOR’S NOTE: A name in this story was wrong.\n\nPier opens\n\nThe pier opened.");
    assert_eq!(text.blocks()[1].kind, BlockKind::Headline);
    assert_eq!(notices(&text, &Reference::default()).len(), 1);
    let text = Text::new("Pier opens\n\nUpdate: 3 p.m. ET: This story was updated with comment.\n\nThe pier opened.");
    assert_eq!(notices(&text, &new_york())[0].class, Update);
}

#[test]
fn any_text_gives_an_answer() {
    for notice in
        ["", "Correction:", "Correction", "(Corrects", "Update: , at on (", "This article was amended on", "Correction: not", "Note: ,not"]
    {
        let text = article(notice);
        notices(&text, &new_york());
        let text = Text::new(notice);
        notices(&text, &Reference { date: Some(NaiveDate::MAX), ..new_york() });
    }
}

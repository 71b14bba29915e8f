//! The styles of newspapers and agencies, an invented notice each, and what only looks like one.

use super::tests::{new_york, time};
use super::*;
use crate::extract::{Language, NoticeClass};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// One notice of a text: class, label, time, place, parts and items, as a line.
fn shown(text: &Text, notice: &Notice) -> String {
    let part = |span: Option<Span>| span.map_or("–", |s| text.slice(s));
    let at = notice.at.as_ref().map_or("–".to_owned(), |at| at.instant.map_or_else(|| at.date.to_string(), |i| i.to_rfc3339()));
    let items: Vec<String> = notice.items.iter().map(|i| format!("{}: {} → {}", i.kind, part(i.wrong), part(i.right))).collect();
    format!(
        "{:?} | {} | {at} | {:?} | {:?} | {:?} | {}",
        notice.class,
        part(notice.label),
        notice.placement,
        notice.scope,
        notice.language,
        items.join("; ")
    )
}

/// A row of the table: where it is printed, and what is read.
struct Style {
    /// Whose style.
    of: &'static str,
    zone: Option<Tz>,
    /// `@` stands for the notice.
    page: &'static str,
    notice: &'static str,
    expected: &'static [&'static str],
}

/// At the foot of an article.
const FOOT: &str = "Pier opens\n\nKESSEL — The pier opened on Monday.\n\nNobody came.\n\n@\n";
/// Under the headline.
const TOP: &str = "Pier opens\n\n@\n\nKESSEL — The pier opened on Monday.\n\nNobody came.\n";
/// Between two paragraphs.
const INLINE: &str = "Pier opens\n\nKESSEL — The pier opened on Monday.\n\n@\n\nNobody came.\n";

/// What is wrong with the reading of a style.
fn check(style: &Style) -> Option<String> {
    let text = Text::new(style.page.replace('@', style.notice));
    let reference = Reference { date: NaiveDate::from_ymd_opt(2031, 8, 24), zone: style.zone, ..Reference::default() };
    let read = notices(&text, &reference);
    let shown: Vec<String> = read.iter().map(|n| shown(&text, n)).collect();
    (shown != style.expected).then(|| format!("{}: {}\n  read     {shown:#?}\n  expected {:#?}", style.of, style.notice, style.expected))
}

#[test]
fn every_style_of_the_table() {
    let ny = Some(Tz::America__New_York);
    let london = Some(Tz::Europe__London);
    let styles = [
        Style {
            of: "a heading with its date, then a paragraph",
            zone: ny,
            page: FOOT,
            notice: "Correction: June 16, 2031\n\nAn earlier version of this article misstated the number of piers. It grew to nine, not eight.",
            expected: &["Correction | Correction | 2031-06-16 | Foot | [Body] | English | number: eight → nine"],
        },
        Style {
            of: "no label, at the foot",
            zone: ny,
            page: FOOT,
            notice: "An earlier version of this column misstated the year of the flood. It was 1990, not 1909.",
            expected: &["Correction | – | – | Foot | [Body] | English | date: 1909 → 1990"],
        },
        Style {
            of: "editors' note",
            zone: ny,
            page: FOOT,
            notice: "Editors’ Note: Aug. 20, 2031\n\nAfter this article was published, editors learned that the writer had worked for the mill.",
            expected: &["EditorsNote | Editors’ Note | 2031-08-20 | Foot | [Body] | English | "],
        },
        Style {
            of: "amended on, for a spelling",
            zone: london,
            page: FOOT,
            notice: "This article was amended on 17 January 2031 to correct the spelling of Orla Venn’s surname.",
            expected: &["Correction | – | 2031-01-17 | Foot | [Body] | English | name: – → Orla Venn"],
        },
        Style {
            of: "amended on, two fixes",
            zone: london,
            page: FOOT,
            notice: "This article was amended on 25 May 2031. In the editing process Orla Venn was given as the mayor; she is the harbor master. In addition an earlier version referred to Kessel as a city. It is a town.",
            expected: &["Correction | – | 2031-05-25 | Foot | [Body] | English | fact: a city → a town"],
        },
        Style {
            of: "amended on, to remove a sentence",
            zone: london,
            page: FOOT,
            notice: "This piece was amended on 25 May 2031 to remove a sentence in which it was asserted that the mill had closed.",
            expected: &[
                "Correction | – | 2031-05-25 | Foot | [Body] | English | removal: a sentence in which it was asserted that the mill had closed → –",
            ],
        },
        Style {
            of: "on top",
            zone: ny,
            page: TOP,
            notice: "Correction: An earlier version of this story incorrectly reported that the pier had burned. It had not.",
            expected: &["Correction | Correction | – | Top | [Body] | English | fact: the pier had burned → It had not"],
        },
        Style {
            of: "of a graphic",
            zone: ny,
            page: TOP,
            notice: "Earlier versions of this graphic incorrectly said the dam was full. This version has been corrected.",
            expected: &["Correction | – | – | Top | [Graphic] | English | fact: the dam was full → –"],
        },
        Style {
            of: "taken back",
            zone: ny,
            page: TOP,
            notice: "Editors’ Note: This article was published inadvertently and has been removed.",
            expected: &["Retraction | Editors’ Note | – | Top | [Body] | English | "],
        },
        Style {
            of: "an agency's rule, then the correction",
            zone: ny,
            page: FOOT,
            notice: "___\n\nThis story has been corrected to show that Ms. Orne spoke in Kessel, not Varn.",
            expected: &["Correction | – | – | Foot | [Body] | English | name: Varn → Kessel"],
        },
        Style {
            of: "an agency's rule in the same paragraph",
            zone: ny,
            page: FOOT,
            notice: "___ This story has been corrected to show that Ms. Orne spoke in Kessel, not Varn.",
            expected: &["Correction | – | – | Foot | [Body] | English | name: Varn → Kessel"],
        },
        Style {
            of: "wire: this version corrects",
            zone: ny,
            page: TOP,
            notice: "This version CORRECTS the spelling of Orla Venn’s name.",
            expected: &["Correction | CORRECTS | – | Top | [Body] | English | name: – → Orla Venn"],
        },
        Style {
            of: "trashline",
            zone: ny,
            page: TOP,
            notice: "(Corrects paragraph 2, which erroneously described the pier as closed)",
            expected: &["Correction | Corrects | – | Top | [Body] | English | fact: closed → –"],
        },
        Style {
            of: "trashline with figures",
            zone: ny,
            page: TOP,
            notice: "(Corrects profit in paragraph 4 to $3.6 million, not $6.3 million)",
            expected: &["Correction | Corrects | – | Top | [Body] | English | number: $6.3 million → $3.6 million"],
        },
        Style {
            of: "refile",
            zone: ny,
            page: TOP,
            notice: "(Refiles to fix typo in headline)",
            expected: &["Correction | Refiles | – | Top | [Headline] | English | fact: – → –"],
        },
        Style {
            of: "withdrawn",
            zone: ny,
            page: TOP,
            notice: "(Withdraws story; the mill was not sold)",
            expected: &["Retraction | Withdraws | – | Top | [Body] | English | "],
        },
        Style {
            of: "cumulative, in brackets",
            zone: ny,
            page: FOOT,
            notice: "(Adds closing prices throughout. A previous version of this story corrected the rise in paragraph 2.)",
            expected: &["Update | Adds | – | Foot | [Body] | English | new information: – → –"],
        },
        Style {
            of: "capitals",
            zone: ny,
            page: FOOT,
            notice: "CORRECTION: A previous version of this story incorrectly described the pier. It is closed.",
            expected: &["Correction | CORRECTION | – | Foot | [Body] | English | fact: – → closed"],
        },
        Style {
            of: "day first",
            zone: london,
            page: FOOT,
            notice: "Correction 31/7/31: A previous version of this story stated that the dam was full. This was incorrect and has since been amended.",
            expected: &["Correction | Correction | 2031-07-31 | Foot | [Body] | English | fact: the dam was full → –"],
        },
        Style {
            of: "day and time without a year",
            zone: ny,
            page: FOOT,
            notice: "Correction, July 11 3:49 p.m.: A previous version of this story and headline said the pier was new. It actually opened in 1990.",
            expected: &[
                "Correction | Correction | 2031-07-11T15:49:00-04:00 | Foot | [Body, Headline] | English | fact: the pier was new → It actually opened in 1990",
            ],
        },
        Style {
            of: "a star, and one thing for another",
            zone: ny,
            page: FOOT,
            notice: "*Editor's note: An earlier version of this story incorrectly referred to Orville Town as Orville City.",
            expected: &["Correction | Editor's note | – | Foot | [Body] | English | name: Orville City → Orville Town"],
        },
        Style {
            of: "a time alone",
            zone: Some(Tz::America__Chicago),
            page: INLINE,
            notice: "Update: 2:45 p.m. -- The mayor has resigned.",
            expected: &["Update | Update | 2031-08-24T14:45:00-05:00 | Inline | [Body] | English | "],
        },
        Style {
            of: "later reporting",
            zone: ny,
            page: FOOT,
            notice: "Note: A previous version of this story reported that the dam had failed. Subsequent reporting indicates it held.",
            expected: &["Correction | Note | – | Foot | [Body] | English | fact: the dam had failed → –"],
        },
        Style {
            of: "an “Update” that is a correction",
            zone: ny,
            page: INLINE,
            notice: "Update: A previous version of this story indicated that the dam was full. It was actually empty.",
            expected: &["Correction | Update | – | Inline | [Body] | English | fact: the dam was full → empty"],
        },
        Style {
            of: "points between day, month and year",
            zone: Some(Tz::Asia__Kolkata),
            page: FOOT,
            notice: "Updated on 17.01.31 at 5.40 pm: A previous version of this story erroneously mentioned that the pier was shut.",
            expected: &["Correction | Updated | 2031-01-17T17:40:00+05:30 | Foot | [Body] | English | fact: the pier was shut → –"],
        },
        Style {
            of: "the date and the rest on two lines",
            zone: ny,
            page: FOOT,
            notice: "Correction: Oct. 10, 2031\nAn earlier version of this article stated that the pier was shut.",
            expected: &["Correction | Correction | 2031-10-10 | Foot | [Body] | English | fact: the pier was shut → –"],
        },
        Style {
            of: "several dates, in brackets, on top",
            zone: ny,
            page: TOP,
            notice: "[Editor's Note: This article was amended on May 5, 2031 and May 10, 2031 to further clarify the fees.]",
            expected: &["Clarification | Editor's Note | 2031-05-10 | Top | [Body] | English | "],
        },
        Style {
            of: "French",
            zone: Some(Tz::Europe__Paris),
            page: FOOT,
            notice: "Mise à jour du 15 juillet 2031\nUne première version de cet article affirmait que le pont était fermé. C’était incomplet.",
            expected: &["Correction | Mise à jour | 2031-07-15 | Foot | [Body] | French | fact: que le pont était fermé → –"],
        },
        Style {
            of: "French, put right",
            zone: Some(Tz::Europe__Paris),
            page: FOOT,
            notice: "Rectificatif du 15 juillet 2031 : le pont a rouvert lundi, et non mardi.",
            expected: &["Correction | Rectificatif | 2031-07-15 | Foot | [Body] | French | "],
        },
        Style {
            of: "German",
            zone: Some(Tz::Europe__Berlin),
            page: FOOT,
            notice: "Korrektur: In einer früheren Version dieses Artikels hieß es, die Brücke sei gesperrt.",
            expected: &["Correction | Korrektur | – | Foot | [Body] | German | fact: die Brücke sei gesperrt → –"],
        },
        Style {
            of: "German, the editors' remark",
            zone: Some(Tz::Europe__Berlin),
            page: FOOT,
            notice: "Anmerkung der Redaktion: Dieser Artikel wurde am 3. März 2031 um 14.30 Uhr aktualisiert.",
            expected: &["Update | Anmerkung der Redaktion | 2031-03-03T14:30:00+01:00 | Foot | [Body] | German | new information: – → –"],
        },
        Style {
            of: "a policy's four-way split, with initials",
            zone: ny,
            page: FOOT,
            notice: "Clarification (Aug. 23, 2031, 4:10 p.m. ET): The board’s vote is advisory. — OV",
            expected: &["Clarification | Clarification | 2031-08-23T16:10:00-04:00 | Foot | [Body] | English | "],
        },
        Style {
            of: "one line a revision, below each other",
            zone: ny,
            page: FOOT,
            notice: "Update: 8/18/31, 7:41 p.m. ET: This article was updated with new information and remarks.\nUpdate: 8/18/31, 7:57 p.m. ET: This article was updated with additional context.",
            expected: &[
                "Update | Update | 2031-08-18T19:41:00-04:00 | Foot | [Body] | English | new information: – → –",
                "Update | Update | 2031-08-18T19:57:00-04:00 | Foot | [Body] | English | new information: – → –",
            ],
        },
        Style {
            of: "of a caption",
            zone: ny,
            page: FOOT,
            notice: "A photo caption with this article misidentified the mayor. She is Orla Venn, not Ada Crane.",
            expected: &["Correction | – | – | Foot | [Body, Caption] | English | name: Ada Crane → Orla Venn"],
        },
        Style {
            of: "not this but that",
            zone: ny,
            page: FOOT,
            notice: "Correction: The pier cost $4m, not $40m.",
            expected: &["Correction | Correction | – | Foot | [Body] | English | number: $40m → $4m"],
        },
        Style {
            of: "the wrong before the right",
            zone: ny,
            page: FOOT,
            notice: "Correction: An earlier version of this article gave the year as 1912 rather than 1921.",
            expected: &["Correction | Correction | – | Foot | [Body] | English | date: 1912 → 1921"],
        },
        Style {
            of: "the wrong before the right, in a clause",
            zone: ny,
            page: FOOT,
            notice: "An earlier version of this article said the bridge was built in 1912 instead of 1921.",
            expected: &["Correction | – | – | Foot | [Body] | English | date: 1912 → 1921"],
        },
        Style {
            of: "the wrong name before the right one",
            zone: london,
            page: FOOT,
            notice: "This article was amended on 17 January 2031. An earlier version referred to the mayor as Ada Crane rather than Orla Venn.",
            expected: &["Correction | – | 2031-01-17 | Foot | [Body] | English | name: Ada Crane → Orla Venn"],
        },
        Style {
            of: "the right before the wrong",
            zone: ny,
            page: FOOT,
            notice: "Correction: This article has been corrected to say 1921 rather than 1912.",
            expected: &["Correction | Correction | – | Foot | [Body] | English | date: 1912 → 1921"],
        },
        Style {
            of: "the right before the wrong, behind an earlier version",
            zone: ny,
            page: FOOT,
            notice: "Correction: An earlier version of this article gave the wrong year; it was 1921 rather than 1912.",
            expected: &["Correction | Correction | – | Foot | [Body] | English | date: 1912 → 1921"],
        },
        Style {
            of: "the right before the wrong, in a clause of its own",
            zone: ny,
            page: FOOT,
            notice: "Correction: An earlier version of this article gave the wrong year, and it was 1921 rather than 1912.",
            expected: &["Correction | Correction | – | Foot | [Body] | English | date: 1912 → 1921"],
        },
        Style {
            of: "what an earlier version should have said",
            zone: ny,
            page: FOOT,
            notice: "Correction: An earlier version of this article should have said 1921 rather than 1912.",
            expected: &["Correction | Correction | – | Foot | [Body] | English | date: 1912 → 1921"],
        },
        Style {
            of: "one report taken back",
            zone: ny,
            page: FOOT,
            notice: "Retraction: This paper has withdrawn its report that the mayor took money.",
            expected: &["Retraction | Retraction | – | Foot | [Body] | English | fact: the mayor took money → –"],
        },
        Style {
            of: "the article taken back, after something",
            zone: ny,
            page: FOOT,
            notice: "Retraction: We have retracted this article after we learned that the clerk had not spoken.",
            expected: &["Retraction | Retraction | – | Foot | [Body] | English | "],
        },
        // Traps.
        Style { of: "a page's own clock", zone: ny, page: FOOT, notice: "Updated 3 hours ago", expected: &[] },
        Style {
            of: "policy",
            zone: ny,
            page: FOOT,
            notice: "Corrections: We correct errors promptly. To report an error, write to the desk.",
            expected: &[],
        },
        Style {
            of: "another paper's notice",
            zone: ny,
            page: FOOT,
            notice: "The Courier ran a correction: “An earlier version of this article named the wrong river.”",
            expected: &[],
        },
        Style {
            of: "another paper's story",
            zone: ny,
            page: FOOT,
            notice: "The Courier said it had corrected an earlier version of its story on Monday.",
            expected: &[],
        },
        Style { of: "a promise", zone: ny, page: FOOT, notice: "This is a developing story and will be updated.", expected: &[] },
    ];
    let wrong: Vec<String> = styles.iter().filter_map(check).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn both_readings_of_a_time_are_kept() {
    let read = |notice: &str, zone| {
        let text = Text::new(FOOT.replace('@', notice));
        let reference = Reference { date: NaiveDate::from_ymd_opt(2031, 8, 24), zone, ..Reference::default() };
        let at = notices(&text, &reference).remove(0).at.expect("a time");
        (at.date.to_string(), at.other.map(|o| o.instant.map_or(o.date.to_string(), |i| i.to_rfc3339())))
    };
    let other = |date: &str, other: Option<&str>| (date.to_owned(), other.map(str::to_owned));
    assert_eq!(read("Update: 3/8/31: The mill is open.", None), other("2031-08-03", Some("2031-03-08")));
    assert_eq!(read("Update: 3/8/31: The mill is open.", Some(Tz::Europe__London)), other("2031-08-03", None));
    assert_eq!(read("Update: 3/8/31: The mill is open.", Some(Tz::America__New_York)), other("2031-03-08", None));
    assert_eq!(read("Update: 31/8/31: The mill is open.", None), other("2031-08-31", None));
    assert_eq!(read("Update: 03.08.2031: The mill is open.", None), other("2031-08-03", None));
    // The night the clocks go back has 1:30 a.m. twice.
    assert_eq!(read("Update: Nov. 2, 2031, 1:30 a.m. ET: The mill is open.", None), other("2031-11-02", Some("2031-11-02T01:30:00-05:00")));
}

#[test]
fn of_several_times_each_is_kept() {
    let text = Text::new(FOOT.replace('@', "This article was amended on May 5, 2031 and May 10, 2031 to clarify the fees. It was further amended on May 12, 2031 to fix a name."));
    let read = notices(&text, &new_york());
    let times: Vec<String> = read[0].times.iter().map(|t| t.date.to_string()).collect();
    assert_eq!(times, ["2031-05-05", "2031-05-10", "2031-05-12"]);
    assert!(read[0].is_cumulative);
    assert_eq!(time("This story has been updated.", &new_york()), "none");
}

#[test]
fn what_a_notice_announces() {
    let of = |notice: &str| {
        let text = Text::new(FOOT.replace('@', notice));
        let read = notices(&text, &new_york()).remove(0);
        (read.is_of_change, read.announces.iter().map(|(topic, span)| format!("{topic:?}: {}", text.slice(*span))).collect::<Vec<_>>())
    };
    assert_eq!(
        of("Update: This article was updated with new information and remarks."),
        (true, vec!["Information: new information".to_owned(), "Remarks: remarks".to_owned()])
    );
    assert_eq!(of("This story was updated with comment from the mill."), (true, vec!["Remarks: comment".to_owned()]));
    assert_eq!(of("This story was updated with a higher death toll."), (true, vec!["Figure: toll".to_owned()]));
    assert_eq!(of("Update: The mayor has resigned."), (false, vec![]));
    assert_eq!(of("Editor’s note: Ada Crane is the sister of an editor."), (false, vec![]));
}

#[test]
fn languages_are_told_by_their_words() {
    let of = |notice: &str| notices(&Text::new(FOOT.replace('@', notice)), &new_york()).remove(0).language;
    assert_eq!(of("Rettifica: il ponte è aperto."), Language::Italian);
    assert_eq!(of("Corrección: el puente está abierto."), Language::Spanish);
    assert_eq!(of("Correction: The bridge is open."), Language::English);
}

#[test]
fn the_class_of_a_bare_notice_is_as_given() {
    assert_eq!(Notice::bare(Span::default(), NoticeClass::Update).class, NoticeClass::Update);
}

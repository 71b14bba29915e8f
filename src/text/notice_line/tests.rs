//! Lines that are notices, and lines that only look so.

use super::*;

#[test]
fn every_row_can_be_read() {
    for (words, kind) in rows() {
        assert!(read(kind).is_some(), "notice_line.tsv: {words}\t{kind}");
    }
}

#[test]
fn notices() {
    for yes in [
        "Update: 8/18/31, 7:41 p.m. ET: This article was updated with new information and remarks.",
        "UPDATE: This story was updated at 8:23 p.m. EDT on July 6, 2031, after a third vote.",
        "Update: 2:45 p.m. -- The mayor has resigned.",
        "Correction, Nov. 17, 2031: A previous version of this article misidentified the bridge.",
        "Correction, July 11 3:49 p.m.: A previous version of this story and headline gave the wrong year.",
        "Correction 31/7/31: A previous version of this story stated that the dam was full.",
        "Correction: June 16, 2031",
        "Correction June 16, 2031",
        "CORRECTION An earlier version of this story named the wrong river.",
        "UPDATE 5/12 — The mayor has resigned.",
        "Update 7:57 p.m. ET – The mayor has resigned.",
        "CORRECTION (June 3, 2031): The vote was on Monday.",
        "Updated on 17.01.31 at 5.40 pm: A previous version of this story named the wrong river.",
        "Updated 11:05 GMT, 9 December 2031: the ferry line has answered.",
        "This article was amended on 17 January 2031 to correct the spelling of a surname.",
        "This piece was amended on 25 May 2031.",
        "This story has been corrected to show that Ms. Orne spoke in Kessel, not Varn.",
        "This version CORRECTS the name of the river.",
        "(Corrects paragraph 2, which gave the wrong year)",
        "(This June 3 story has been corrected to fix the year)",
        "(Adds closing prices throughout. A previous version of this story corrected the year.)",
        "*Editor’s note: An earlier version of this story referred to the wrong county.",
        "[Editor's Note: This article was amended on May 5, 2031 and May 10, 2031 to further clarify fees.]",
        "Editors' Note: This article was published inadvertently and has been removed.",
        "A correction was made on April 2, 2031: An earlier version of this review misspelled a name.",
        "Note: A previous version of this story reported that the dam had failed.",
        "Earlier versions of this story confused two of the bridges.",
        "Earlier versions of this graphic incorrectly said the dam was full.",
        "Because of an editing error, an earlier version of this article gave the wrong year.",
        "A photo caption with this article has been changed.",
        "We have updated this story to reflect the result.",
        "This article misstated the year of the flood.",
        "An article on Nov. 26 about the mills of Varn misstated the year of the flood.",
        "Mise à jour du 15 juillet 2031",
        "Une première version de cet article affirmait que le pont était fermé.",
        "Korrektur: In einer früheren Version dieses Artikels hieß es, die Brücke sei gesperrt.",
        "In einer früheren Version dieses Artikels hieß es, die Brücke sei gesperrt.",
        "Anmerkung der Redaktion: Wir haben den Namen entfernt.",
        "Summer 2031 Update The service left beta in June.",
    ] {
        assert!(is_notice(&yes.to_lowercase()), "{yes}");
    }
}

#[test]
fn what_only_looks_like_a_notice() {
    for no in [
        "Updated 3 hours ago",
        "Updated: June 16, 2031",
        "Updated June 16, 2031 at 7:41 p.m. ET",
        "Update your browser to read this page.",
        "Updated figures are due on Friday.",
        "Updates from the 2031 trial: who said what",
        "Update on the 2031 budget: where things stand",
        "The ministry published a correction on Friday.",
        "The Courier ran a correction: “An earlier version of this article named the wrong river.”",
        "“An earlier version of this article was wrong,” the Courier wrote.",
        "Corrections officers at the prison walked out on Monday, their union said: it was the third time.",
        "Corrections: We correct errors promptly. To report an error, write to the desk.",
        "If we get it wrong, we will correct this article.",
        "The version of this car sold in Varn is cheaper.",
        "Note: bring water.",
        "This article of the treaty was amended in 1994 by the parties.",
        "This is a developing story, and more will be added.",
        "This story will be updated.",
        "We have updated our privacy policy.",
        "Withdrawn troops came home.",
        "In this article we look at the dam.",
        "An article on golf by the Courier was read by many.",
    ] {
        assert!(!is_notice(&no.to_lowercase()), "{no}");
    }
}

#[test]
fn furniture() {
    for yes in
        ["Updated 3 hours ago", "Published 4 May 2031", "Updated: June 16, 2031", "This is a developing story, and more will be added."]
    {
        assert!(is_stamp(&yes.to_lowercase()), "{yes}");
    }
    for no in ["Updated figures show a rise", "Published works of a poet", "Update: 3 May: It opened."] {
        assert!(!is_stamp(&no.to_lowercase()), "{no}");
    }
}

#[test]
fn labels_that_announce_the_next_paragraph() {
    for yes in [
        "Correction: June 16, 2031",
        "CORRECTION:",
        "Correction",
        "Mise à jour du 15 juillet 2031",
        "Update, 7:41 p.m. ET",
        "Summer 2031 Update",
    ] {
        assert!(announces(&yes.to_lowercase()), "{yes}");
    }
    for no in ["Correction: It was Brill.", "Update: The dam held.", "An earlier version of this article was wrong."] {
        assert!(!announces(&no.to_lowercase()), "{no}");
    }
}

#[test]
fn headlines_are_no_notices_on_top() {
    for yes in ["EDITOR’S NOTE: A name in this story has been removed.", "Correction: June 16, 2031"] {
        assert!(is_notice_on_top(&yes.to_lowercase()), "{yes}");
    }
    for no in ["UPDATE: Ferry fire kills 12, officials say", "Correction: Ferry Fire story", "Correction"] {
        assert!(!is_notice_on_top(&no.to_lowercase()), "{no}");
    }
}

#[test]
fn the_quick_look_misses_no_phrase() {
    for phrase in words(Kind::Version).chain(words(Kind::ForeignVersion)) {
        assert!(VERSION.iter().any(|f| f.find(phrase.as_bytes()).is_some()), "{phrase}");
    }
}

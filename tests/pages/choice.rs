//! What is taken of a page, sentence by sentence: links, repetitions, tables, notices.

use writethru::ingest::html::{Hint, Page, read};

const SENTENCES: [&str; 6] = [
    "The council of Varn met on Monday at noon in the old customs hall by the river.",
    "Two of the ferries have left the harbor of Port Ellery since the ice has gone.",
    "Nobody from the company came to answer questions about the fire on the car deck.",
    "A decision on the new timetable is due when the court has ruled in the spring.",
    "Mayor Orla Venn called the delay a disgrace and left the hall before the vote.",
    "The toll for lorries would double to forty marks a day under the new plan.",
];

/// A page of an article with something after its third paragraph, and something behind it.
fn page_with(amid: &str, behind: &str) -> Page {
    let paragraphs = |from: usize, to: usize| SENTENCES[from..to].iter().map(|s| format!("<p>{s}</p>")).collect::<String>();
    let html = format!(
        "<title>Ferry plan put off | The Varn Courier</title><article><h1>Ferry plan put off</h1>{}{amid}{}</article>{behind}\
         <footer><p>The Varn Courier, 1 Quay Street</p></footer>",
        paragraphs(0, 3),
        paragraphs(3, 6)
    );
    read(html.as_bytes(), &Hint::default())
}

#[test]
fn a_paragraph_that_is_nearly_all_link_leads_elsewhere() {
    let more = "See more: <a href=/x>The toll for lorries would double, and the ferry would be free for all under 12</a>";
    assert!(!page_with(&format!("<p>{more}</p>"), "").text.contains("See more"));
    let report = "The harbor office said in <a href=/x>a report that it published on Monday evening</a> that the pier would hold.";
    assert!(page_with(&format!("<p>{report}</p>"), "").text.contains("said in a report that"));
}

#[test]
fn a_paragraph_twice_in_a_row_stands_once_and_a_short_answer_twice() {
    let twice = |line: &str| {
        let page = page_with(&format!("<p>{line}</p><p>{line}</p>"), "");
        page.text.matches(line).count()
    };
    assert_eq!(twice("The fishermen of Kessel asked the court to stop the work on the pier."), 1);
    assert_eq!(twice("“He said no to the plan again.”"), 2);
}

#[test]
fn an_article_that_follows_in_like_words_is_another() {
    let next: String = SENTENCES
        .iter()
        .map(|s| s.replace("council of Varn", "council of Pell").replace("Monday", "Friday").replace("new", "old"))
        .map(|s| format!("<p>{s}</p>"))
        .collect();
    let page = page_with(&format!("{next}<p>It was the end of a long year.</p>"), "");
    assert!(page.text.contains("The council of Pell met on Friday"), "{}", page.text);
}

#[test]
fn short_cells_stand_in_a_line() {
    let table = "<table><tr><td>Varn</td><td>Two ferries a day from May</td><td>40 marks</td></tr>\
                 <tr><td>Pell</td><td>One ferry a week from the old pier of the town</td><td>20 marks</td></tr></table>";
    let text = page_with(table, "").text;
    assert!(
        text.contains("Varn | Two ferries a day from May | 40 marks | Pell\n\nOne ferry a week from the old pier of the town\n\n"),
        "{text}"
    );
}

#[test]
fn a_notice_may_be_long_and_no_article() {
    let notice = |n: usize| {
        let boats =
            (0..n).map(|k| format!("An earlier version of this article gave the wrong owner for boat {k}, who is Ilian Dorscu of Pell."));
        format!("Correction: {}", boats.collect::<Vec<_>>().join(" "))
    };
    assert_eq!(page_with("", &format!("<div><p>{}</p></div>", notice(18))).notices, [notice(18)]);
    assert_eq!(page_with("", &format!("<div><p>{}</p></div>", notice(36))).notices, [""; 0]);
}

#[test]
fn a_notice_far_behind_an_article_is_of_another() {
    let notice = "Correction: An earlier version of this article named the wrong river. It is the Halde.";
    let behind = |n: usize| {
        let tides: String = (0..n).map(|k| format!("<p>Tides at pier {k}</p>")).collect();
        page_with("", &format!("<div class='sidebar'>{tides}</div><div><p>{notice}</p></div>")).notices
    };
    assert_eq!(behind(20), [notice]);
    assert_eq!(behind(40), [""; 0]);
}

#[test]
fn a_page_with_little_text_says_so() {
    let of = |n: usize| {
        let paragraphs: String = SENTENCES[..n].iter().map(|s| format!("<p>{s}</p>")).collect();
        let html = format!("<title>Ferry plan put off</title><article><h1>Ferry plan put off</h1>{paragraphs}</article>");
        read(html.as_bytes(), &Hint::default()).quality.reasons.len()
    };
    assert_eq!((of(2), of(4)), (1, 0));
}

#[test]
fn of_what_is_not_free_a_hundred_words_may_be_the_beginning() {
    let data = "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"isAccessibleForFree\": false}</script>";
    let page = page_with(data, "");
    assert!(page.kind.is_article() && page.quality.reasons.len() == 1, "{:?} {:?}", page.kind, page.quality);
    let brief = format!("{data}<article><h1>Ferry plan put off</h1><p>{}</p><p>{}</p></article>", SENTENCES[0], SENTENCES[1]);
    assert!(!read(brief.as_bytes(), &Hint::default()).kind.is_article(), "two sentences are no article");
}

#[test]
fn a_box_that_holds_a_third_of_the_article_is_not_what_its_name_says() {
    let in_box = |n: usize| {
        let paragraphs: String = SENTENCES.iter().map(|s| format!("<p>{s}</p>")).collect();
        let boxed = paragraphs.replacen("<p>", "<div class='promo'><p>", 1);
        let last = format!("{}</p>", SENTENCES[n - 1]);
        let html = boxed.replace(&last, &format!("{last}</div>"));
        let html = format!("<title>Ferry plan put off</title><article><h1>Ferry plan put off</h1>{html}</article>");
        read(html.as_bytes(), &Hint::default()).text.contains(SENTENCES[0])
    };
    assert_eq!((in_box(1), in_box(3)), (false, true));
}

#[test]
fn a_line_that_names_authors_is_short_and_so_is_a_name() {
    let authors = |head: &str, line: &str| {
        let html = format!("<title>Ferry plan put off</title>{head}<article><h1>Ferry plan put off</h1><p>{line}</p></article>");
        read(html.as_bytes(), &Hint::default()).meta.authors
    };
    assert_eq!(authors("", "By Mara Ostrowe and Hal Denby | Port Ellery, May 5, 2031"), ["Mara Ostrowe", "Hal Denby"]);
    let sentence = "By Orla Venn and Ilian Dorscu the plan was called a disgrace, and both of them left the hall before the vote.";
    assert_eq!(authors("", sentence), [""; 0]);
    let named = |name: &str| authors(&format!("<meta name=author content='{name}'>"), SENTENCES[0]);
    assert_eq!(named("The Press Agency of Varn and Kessel"), ["The Press Agency of Varn and Kessel"]);
    assert_eq!(named("Mara Ostrowe covers ports and ferries for the Courier from Port Ellery"), [""; 0]);
}

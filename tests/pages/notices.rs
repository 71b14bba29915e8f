//! Notices of change are the last thing to lose, wherever a page puts them.

use crate::articles::{ARTICLES, blog, broadsheet};
use writethru::ingest::html::{Hint, Page, read};

const NOTICE: &str = "Correction: An earlier version of this article named the wrong river. It is the Halde.";

fn page(html: &str) -> Page {
    read(html.as_bytes(), &Hint::default())
}

#[track_caller]
fn is_kept(html: &str, notice: &str) {
    let page = page(html);
    assert!(page.text.contains(notice), "{}", page.text);
    assert_eq!(page.notices, [notice]);
}

#[test]
fn wherever_it_stands() {
    let html = broadsheet(&ARTICLES[1]);
    for (before, after) in [
        ("<div class='article-body'>", format!("<aside class='editors-note'>{NOTICE}</aside><div class='article-body'>")),
        ("<h1>", format!("<div>{NOTICE}</div><h1>")),
        ("</article>", format!("<footer><p><i>{NOTICE}</i></p></footer></article>")),
        ("<section id='comments'>", format!("<div class=meta-info><small>{NOTICE}</small></div><section id='comments'>")),
        ("<p class='tags'>", format!("<div class='box ad-free'><ul><li>{NOTICE}</li></ul></div><p class='tags'>")),
    ] {
        assert!(html.contains(before));
        is_kept(&html.replacen(before, &after, 1), NOTICE);
    }
}

#[test]
fn a_label_with_its_text_below() {
    let html = blog(&ARTICLES[3]);
    let page = page(&html.replace(
        "<div class='sharedaddy'>",
        "<h4>Correction</h4><p>The masks came to the museum in 1911, not in 1894.</p><div class='sharedaddy'>",
    ));
    assert_eq!(page.notices, ["Correction", "The masks came to the museum in 1911, not in 1894."]);
}

#[test]
fn what_only_the_markup_marks() {
    let html = broadsheet(&ARTICLES[3]);
    let marked = "The museum’s name was misspelled when this was first posted.";
    is_kept(&html.replace("<p class='tags'>", &format!("<div class='c-correction'><p>{marked}</p></div><p class='tags'>")), marked);
}

#[test]
fn those_of_others_are_not_taken() {
    let html = broadsheet(&ARTICLES[3]);
    for other in [
        "<div class='related'><p>Correction: An earlier version of this article named the wrong river.</p></div>".to_owned(),
        "<p>Corrections: We correct errors promptly. To report an error, write to the desk.</p>".to_owned(),
        format!("<div id=disqus_thread><p>{NOTICE}</p></div>"),
    ] {
        let page = page(&html.replace("<section id='comments'>", &format!("{other}<section id='comments'>")));
        assert_eq!(page.notices, [""; 0], "{other}");
    }
}

#[test]
fn a_page_from_an_archive_is_the_page() {
    let html = broadsheet(&ARTICLES[0]);
    let saved = html.replace("<body>", "<body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp-base'><p>12 captures of this page, from May 2031 to June 2031, were kept.</p></div>\
        <!-- END WAYBACK TOOLBAR INSERT -->").replace("href=/", "href=/web/20310505121314/https://courier.example/")
        + "<!-- FILE ARCHIVED ON 12:13:14 May 05, 2031 AND RETRIEVED FROM THE INTERNET ARCHIVE ON 10:11:12 Nov 25, 2031. -->";
    assert_eq!(page(&saved).text, page(&html).text);
    assert_eq!(page(&saved).archived_at.map(|at| at.to_rfc3339()).as_deref(), Some("2031-05-05T12:13:14+00:00"));
}

#[test]
fn behind_thirty_links_to_other_articles() {
    let html = broadsheet(&ARTICLES[1]);
    let links: String = (0..30).map(|n| format!("<li><a href=/{n}>What the vote means for ward {n} of the town</a></li>")).collect();
    is_kept(&html.replace("<p class='tags'>", &format!("<div class=css-1><ul>{links}</ul></div><p>{NOTICE}</p><p class='tags'>")), NOTICE);
}

#[test]
fn what_only_the_data_say() {
    let data = |text: &str| {
        broadsheet(&ARTICLES[1]).replace(
            "\"datePublished\"",
            &format!("\"correction\": {{\"@type\": \"CorrectionComment\", \"text\": \"{text}\"}}, \"datePublished\""),
        )
    };
    let only = "The sale was for $41 million, not for $14 million.";
    is_kept(&data(only), &format!("Correction: {only}"));
    is_kept(&data(NOTICE), NOTICE);
    let shown = |html: &str, text: &str| html.replace("<p class='tags'>", &format!("<p>{text}</p><p class='tags'>"));
    is_kept(&shown(&data("An earlier version of this article named the wrong river."), NOTICE), NOTICE);
    is_kept(&shown(&data(only), &format!("May 6: {only}")), &format!("May 6: {only}"));
    let two = data(only)
        .replace("{\"@type\": \"CorrectionComment\"", &format!("[\"{NOTICE}\", {{\"@type\": \"CorrectionComment\""))
        .replace(&format!("{only}\"}}"), &format!("{only}\"}}]"));
    assert_eq!(page(&two).notices, [NOTICE.to_owned(), format!("Correction: {only}")]);
}

//! What pages say of their article.

use writethru::ingest::html::{Hint, explain, read};

const STORY: &str = "<p>The fire broke out at dawn, the coast guard said on Monday, and spread to the car deck within minutes.</p>\
    <p>Twelve people died. The operator, Varn Lines, said that all alarms had been tested in the spring.</p>";

#[test]
fn from_data_head_and_markup() {
    let html = format!(
        "<html lang=en-GB><head><title>Ferry fire kills 12 | Courier</title><link rel=canonical href='/ports/ferry-fire/?utm_source=x'>\
         <link rel=amphtml href='https://amp.courier.example/ports/ferry-fire'><meta property='article:section' content='Ports'>\
         <meta property='article:modified_time' content='2031-05-05T09:00:00+02:00'>\
         <script type='application/ld+json'>{{\"@context\": \"https://schema.org\", \"@graph\": [{{\"@type\": \"WebPage\"}}, {{\"@type\": \"ReportageNewsArticle\", \
         \"headline\": \"Ferry fire kills 12\", \"alternativeHeadline\": \"Crew heard no alarm\", \"datePublished\": \"2031-05-05T06:12:00Z\", \
         \"author\": [{{\"@type\": \"Person\", \"name\": \"Mara Ostrowe\"}}, {{\"name\": \"Hal Denby\"}}], \"articleBody\": \"Another text altogether.\"}}]}}</script></head>\
         <body><article><h1>Ferry fire kills 12</h1>{STORY}</article></body></html>"
    );
    let page = read(html.as_bytes(), &Hint { url: Some("https://www.courier.example/ports/ferry-fire/"), content_type: None });
    let meta = &page.meta;
    assert_eq!(meta.headline.as_deref(), Some("Ferry fire kills 12"));
    assert_eq!(meta.alternative_headline.as_deref(), Some("Crew heard no alarm"));
    assert_eq!(meta.byline().as_deref(), Some("By Mara Ostrowe and Hal Denby"));
    assert_eq!(meta.section.as_deref(), Some("Ports"));
    assert_eq!(meta.date_published.as_ref().and_then(|t| t.iso()).as_deref(), Some("2031-05-05T06:12:00Z"));
    assert_eq!(meta.date_modified.as_ref().and_then(|t| t.iso()).as_deref(), Some("2031-05-05T09:00:00+02:00"));
    assert_eq!(meta.canonical_url.as_deref(), Some("https://courier.example/ports/ferry-fire"));
    assert_eq!(meta.alternate_urls, ["https://amp.courier.example/ports/ferry-fire"]);
    assert_eq!(meta.language.as_deref(), Some("en-GB"));
    assert!(!page.text.contains("Another text altogether"), "never the body from the data");
    assert!(
        page.text.starts_with("Ferry fire kills 12\n\nCrew heard no alarm\n\nBy Mara Ostrowe and Hal Denby\n\nThe fire broke out"),
        "{}",
        page.text
    );
}

#[test]
fn the_headline_is_the_one_that_is_shown() {
    let html = format!(
        "<title>Ferry fire: what we know | Courier</title><h2>The Varn Courier</h2><h1>Ferry fire: what we know so far</h1>{STORY}"
    );
    assert_eq!(read(html.as_bytes(), &Hint::default()).meta.headline.as_deref(), Some("Ferry fire: what we know so far"));
}

#[test]
fn other_encodings() {
    let html = "<meta charset=windows-1252><h1>No\u{eb}l \u{e0} \u{c9}vrane</h1><p>Le maire a dit \u{e0} la r\u{e9}union que le pont serait ferm\u{e9} lundi, et que les trains ne passeraient pas.</p>";
    let bytes: Vec<u8> = html.chars().map(|c| c as u8).collect();
    let page = read(&bytes, &Hint::default());
    assert_eq!(page.encoding, "windows-1252");
    assert!(page.text.contains("Noël à Évrane") && page.text.contains("réunion"), "{}", page.text);
    assert!(explain(&bytes).iter().any(|line| line.starts_with("Text") && line.contains("réunion")));
}

#[test]
fn what_became_of_each_block_is_said_of_stripped_pages_too() {
    let html = format!("{}<h1>Ferry fire kills 12</h1>{STORY}", "<div>".repeat(1_000));
    let lines = explain(html.as_bytes());
    assert!(lines.iter().any(|line| line.starts_with("Text") && line.contains("Twelve people died.")), "{lines:?}");
}

#[test]
fn a_base_does_not_move_the_page_to_another_site() {
    let canonical = |head: &str| {
        let html = format!("<title>Ferry fire kills 12</title>{head}<h1>Ferry fire kills 12</h1>{STORY}");
        read(html.as_bytes(), &Hint { url: Some("https://courier.example/ports/ferry-fire"), content_type: None }).meta.canonical_url
    };
    let own = Some("https://courier.example/ports/ferry-fire".to_owned());
    for lying in ["/", "/ports", "https://gazette.example/ferry", "https://courier.example/"] {
        assert_eq!(canonical(&format!("<base href='/'><link rel=canonical href='{lying}'>")), own, "{lying}");
        assert_eq!(canonical(&format!("<base href='https://gazette.example/'><link rel=canonical href='{lying}'>")), own, "{lying}");
    }
    assert_eq!(
        canonical("<base href='/news/'><link rel=canonical href='ferry-fire'>").as_deref(),
        Some("https://courier.example/news/ferry-fire")
    );
    let next = "<link rel=canonical href='https://courier.example/'><meta property='og:url' content='/2031/ferry-fire'>";
    assert_eq!(canonical(next).as_deref(), Some("https://courier.example/2031/ferry-fire"), "the first that can be");
}

#[test]
fn a_front_page_is_nobodys_canonical_url() {
    let html = format!("<link rel=canonical href='https://courier.example/'><h1>Ferry fire kills 12</h1>{STORY}");
    assert_eq!(read(html.as_bytes(), &Hint::default()).meta.canonical_url, None);
}

#[test]
fn the_first_date_that_can_be_read() {
    let meta = |head: &str| read(format!("{head}<h1>Ferry fire kills 12</h1>{STORY}").as_bytes(), &Hint::default()).meta;
    let data = "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"datePublished\": \"three hours ago\"}</script>";
    let masked = format!("{data}<meta name=pubdate content=Monday><meta property='article:published_time' content='2031-05-05T06:12:00Z'>");
    assert_eq!(meta(&masked).date_published.and_then(|t| t.iso()).as_deref(), Some("2031-05-05T06:12:00Z"));
    let none = meta(data).date_published.expect("as written");
    assert_eq!((none.given.as_str(), none.stamp), ("three hours ago", None));
}

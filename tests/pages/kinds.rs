//! Pages that stand where an article should.

use crate::articles::{ARTICLES, broadsheet};
use writethru::ingest::html::{Hint, NotTheArticle, Page, PageKind, read};

#[track_caller]
fn is(html: &str, expected: NotTheArticle) {
    match read(html.as_bytes(), &Hint::default()).kind {
        PageKind::NotTheArticle(kind, reason) => assert!(kind == expected && !reason.is_empty(), "{kind:?}: {reason}"),
        PageKind::Article => panic!("taken for an article: {html}"),
    }
}

#[test]
fn what_is_not_the_article_is_known() {
    is("", NotTheArticle::Empty);
    is(
        "<html><head><title>Courier</title></head><body><div id=root></div><script src=app.js></script></body></html>",
        NotTheArticle::Empty,
    );
    is("<title>404 Not Found</title><center><h1>404 Not Found</h1></center><hr><center>nginx</center>", NotTheArticle::Error);
    is(
        "<title>The Varn Courier</title><h1>Sorry</h1><p>The page you are looking for has moved, or never was. Try the front page.</p>",
        NotTheArticle::Error,
    );
    is("<title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>", NotTheArticle::Error);
    is("<title>Just a moment...</title><p>Checking your browser before accessing courier.example.</p>", NotTheArticle::BotBlock);
    is("<title>Access Denied</title><h1>Access Denied</h1>You don't have permission to access this server.", NotTheArticle::BotBlock);
    is("<title>courier.example</title><p>Please verify you are human by completing the action below.</p>", NotTheArticle::Captcha);
    is(
        "<title>Before you continue</title><h1>Before you continue to the Courier</h1><p>We use cookies and data to keep our services running.</p><button>Accept all</button>",
        NotTheArticle::Consent,
    );
    is(
        "<title>Ferry fire kills 12 | The Varn Courier</title><article><h1>Ferry fire kills 12</h1><p>The fire broke out at dawn on the car deck of the ferry Halcyon.</p>\
         <div class=paywall><p>Subscribe to continue reading. Already a subscriber? Sign in.</p></div></article>",
        NotTheArticle::PaywallStub,
    );
    is(
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Ferry fire\", \"isAccessibleForFree\": false}</script>\
         <article><h1>Ferry fire</h1><p>The fire broke out at dawn on the car deck of the ferry Halcyon, the coast guard said.</p></article>",
        NotTheArticle::PaywallStub,
    );
}

#[test]
fn an_article_about_such_pages_is_an_article() {
    let html = broadsheet(&ARTICLES[0]).replace("Ferry fire off Port Ellery kills 12", "Access denied: captcha keeps 404 readers out");
    assert!(read(html.as_bytes(), &Hint::default()).kind.is_article());
}

/// Forty words, as they stand on the page when a ship has been on fire for ten minutes.
const BRIEF: &str = "<p>A fire broke out on the ferry Halcyon off Port Ellery at dawn on Monday, the coast guard said. Two ships were on \
    their way to it.</p><p>The operator, Varn Lines, said it would make a statement. This story will be updated.</p>";

#[track_caller]
fn is_article(html: &str) -> Page {
    let page = read(html.as_bytes(), &Hint::default());
    assert!(page.kind.is_article(), "{:?}", page.kind);
    assert!(page.text.contains("Two ships were on their way") && !page.text.to_lowercase().contains("cookie"), "{}", page.text);
    page
}

#[test]
fn the_first_version_of_breaking_news_is_an_article() {
    let with = |above: &str, below: &str| {
        format!(
            "<title>Ferry on fire off Port Ellery | The Varn Courier</title>{above}<article><h1>Ferry on fire off Port Ellery</h1>{BRIEF}</article>{below}"
        )
    };
    let banner = "<p>We value your privacy. We and our partners use cookies.</p><button>Accept all cookies</button></div>";
    for class in ["cookie-banner", "css-1x9"] {
        is_article(&with(&format!("<div class='{class}'>{banner}"), ""));
        is_article(&with("", &format!("<div class='{class}'>{banner}")));
    }
    is_article(&with("<header><a href=/>The Varn Courier</a><div>Already a subscriber? <a href=/login>Log in</a></div></header>", ""));
    is_article(&with("", "<footer><p>Page not found? Tell the desk. This page is no longer available in print.</p></footer>"));
    for title in [
        "Body of missing skipper not found",
        "Road forbidden to trucks after slide",
        "Bridge account suspended, town says",
        "404 homes flooded",
    ] {
        is_article(&with("", "").replace("Ferry on fire off Port Ellery", title));
    }
}

#[test]
fn what_is_not_free_may_be_all_there_is() {
    let data = "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Ferry on fire off Port Ellery\", \"isAccessibleForFree\": false}</script>";
    let html = format!("{data}<article><h1>Ferry on fire off Port Ellery</h1>{BRIEF}</article>");
    let page = is_article(&html);
    assert!(page.quality.reasons.iter().any(|r| r.to_string().contains("may be the beginning of more")), "{:?}", page.quality);
    is(&html.replace("This story will be updated.", "The company’s share price fell by …"), NotTheArticle::PaywallStub);
    is(&html.replace("</article>", "<div class=offer><p>Subscribe to continue reading.</p></div></article>"), NotTheArticle::PaywallStub);
}

#[test]
fn titles_of_errors_with_the_name_of_the_site() {
    for title in ["404", "404 | The Varn Courier", "Forbidden - The Varn Courier", "Error 404", "Account suspended"] {
        is(
            &format!("<title>{title}</title><p>The Varn Courier has reported from the coast since 1894.</p>"),
            match title {
                "Forbidden - The Varn Courier" => NotTheArticle::BotBlock,
                _ => NotTheArticle::Error,
            },
        );
    }
    is("<title>Attention Required! | Shield</title><p>One more step before you can read the Courier.</p>", NotTheArticle::Captcha);
}

/// A page with a title and a text of so many sentences, seventeen words each.
fn of_sentences(title: &str, n: usize) -> String {
    let paragraphs: String =
        (0..n).map(|k| format!("<p>On day {k} of the hearing, witness {k} told the court about boat {k} and pier {k}.</p>")).collect();
    format!("<title>{title}</title><article><h1>{title}</h1>{paragraphs}</article>")
}

#[test]
fn the_words_of_an_error_count_on_pages_with_little_text_only() {
    is(&of_sentences("Forbidden", 5), NotTheArticle::BotBlock);
    assert!(read(of_sentences("Forbidden", 8).as_bytes(), &Hint::default()).kind.is_article(), "a review of a film of that name");
}

#[test]
fn a_line_is_no_article_and_a_sentence_is() {
    let with = |line: &str| format!("<title>Varn</title><article><p>{line}</p></article>");
    is(&with("The council met."), NotTheArticle::Empty);
    let met = with("The council of Varn met on Monday at noon in the hall.");
    assert!(read(met.as_bytes(), &Hint::default()).kind.is_article());
}

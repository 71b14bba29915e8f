//! Pages that stand where an article should.

use crate::articles::{ARTICLES, broadsheet};
use writethru::ingest::html::{Hint, NotTheArticle, PageKind, read};

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

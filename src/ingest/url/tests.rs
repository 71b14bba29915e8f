use super::*;
use proptest::prelude::*;

fn check(given: &str, expected: &str) {
    let found = canonical(given);
    assert_eq!(found.as_deref(), Some(expected), "{given}");
    assert_eq!(canonical(expected).as_deref(), Some(expected), "twice is once");
}

#[test]
fn one_article_has_one_name() {
    for given in [
        "https://courier.example/ports/ferry-fire",
        "http://www.courier.example/ports/ferry-fire/",
        "https://WWW.Courier.Example:443/ports//ferry-fire/#comments",
        "https://m.courier.example/ports/ferry-fire?utm_source=mail&fbclid=x&UTM_Medium=y",
        "https://amp.courier.example/ports/ferry-fire/amp/",
        "https://courier.example/amp/ports/ferry-fire.amp.html?outputType=amp",
        "https://courier.example/ports/ferry-fire/index.html?ref=home",
        "https://mara:secret@courier.example/ports/ferry%2Dfire",
        "https://courier-example.cdn.ampproject.org/c/s/courier.example/ports/ferry-fire",
        "https://www.google.com/amp/s/www.courier.example/ports/ferry-fire",
        "https://web.archive.org/web/20310504061200id_/http://www.courier.example:80/ports/ferry-fire",
        " https://courier.example./ports/./x/../ferry-fire ",
        "https://courier.example/amp/amp/ports/ferry-fire/amp/amp",
        "https://courier.example/ports/ferry-fire?%75tm_source=mail&ref%65rrer=x",
        "https://web.archive.org/web/2031/https://web.archive.org/web/2032/https://web.archive.org/web/2033/\
         https://web.archive.org/web/2034/https://web.archive.org/web/2035/https://courier.example/ports/ferry-fire",
        "https://www.web.archive.org//%77eb/2031/courier.example/ports/ferry-fire",
    ] {
        check(given, "https://courier.example/ports/ferry-fire");
    }
}

#[test]
fn what_tells_articles_apart_stays() {
    check("https://courier.example/?p=71&lang=en", "https://courier.example/?lang=en&p=71");
    check("https://courier.example/Ferry", "https://courier.example/Ferry");
    check("http://courier.example:8080/a/", "http://courier.example:8080/a");
    check("https://blog.courier.example/a", "https://blog.courier.example/a");
    check("https://courier.example/#!/ferry-fire", "https://courier.example/#!/ferry-fire");
    check("https://en.m.courier.example/a", "https://en.courier.example/a");
    check("https://courier.example/a%2Fb%20c%zz", "https://courier.example/a%2Fb%20c%zz");
    check("https://amp.example/amp", "https://amp.example/amp");
    check("https://m.co.uk/a", "https://m.co.uk/a");
    check("https://m.courier.co.uk/a", "https://courier.co.uk/a");
    check("https://en.m.com.br/a", "https://en.m.com.br/a");
    check("https://courier.example/%4%31/..amp", "https://courier.example/%2541/..amp");
}

#[test]
fn names_in_other_scripts_are_one_with_their_punycode() {
    check("https://évrane.example/été", "https://xn--vrane-9ra.example/%C3%A9t%C3%A9");
    assert!(is_same("https://ÉVRANE.example/%c3%a9t%c3%a9/", "https://xn--vrane-9ra.example/été"));
}

#[test]
fn what_is_no_web_address_has_no_name() {
    for given in
        ["", "ferry", "/ports", "mailto:a@courier.example", "javascript:alert(1)", "data:text/html,x", "file:///etc/hosts", "https://"]
    {
        assert_eq!(canonical(given), None, "{given}");
    }
    assert_eq!(canonical(&format!("https://courier.example/{}", "a".repeat(MAX_URL_BYTES))), None);
    let grows = format!("https://courier.example/{}", "é".repeat(4_000));
    assert_eq!((canonical(&grows), resolve(None, &grows)), (None, None), "written out it is three times as long");
}

#[test]
fn pages_that_are_mistaken_about_their_address() {
    let page = Some("https://www.courier.example/ports/ferry-fire?utm_source=x");
    for (own, expected) in [
        ("/ports/ferry-fire", Some("https://courier.example/ports/ferry-fire")),
        ("https://news.courier.example/2031/ferry-fire-kills-12", Some("https://news.courier.example/2031/ferry-fire-kills-12")),
        ("https://courier.example/", None),
        ("/", None),
        ("/ports", None),
        ("https://gazette.example/ferry-fire", None),
        ("javascript:void(0)", None),
        ("", None),
    ] {
        assert_eq!(claimed(page, own).as_deref(), expected, "{own}");
    }
    assert_eq!(
        claimed(Some("https://courier.example/ports/ferry-fire/2"), "/ports/ferry-fire").as_deref(),
        Some("https://courier.example/ports/ferry-fire")
    );
    assert_eq!(claimed(None, "https://courier.example/a/").as_deref(), Some("https://courier.example/a"));
    // Where nothing is known of the address, every article of the paper would be one with its front page.
    assert_eq!(claimed(None, "https://courier.example/"), None);
    assert_eq!(claimed(None, "https://www.courier.example/index.html"), None);
    assert_eq!(claimed(None, "https://courier.example/?p=71").as_deref(), Some("https://courier.example/?p=71"));
    assert_eq!(claimed(Some("https://courier.example/?p=71"), "https://courier.example/"), None);
    assert_eq!(claimed(Some("https://courier.example/"), "https://courier.example/").as_deref(), Some("https://courier.example/"));
    assert_eq!(claimed(Some("https://courier.co.uk/ferry"), "https://gazette.co.uk/ferry"), None);
}

/// Pieces of addresses that something is done about, in any order.
fn address() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "/",
        "//",
        "amp",
        "/amp",
        ".amp",
        ".amp.html",
        "index.html",
        "/index.html",
        "..",
        ".",
        "%",
        "%2",
        "%25",
        "%41",
        "%2e",
        "%2F",
        "%75tm_x",
        "utm_",
        "=",
        "?",
        "&",
        "#",
        "#!",
        "m.",
        "www.",
        "en.m.",
        "co.uk",
        ":80",
        ":443",
        "/web/",
        "web/2031/",
        "%77eb/2031id_/",
        "http:/",
        "http://",
        "https://",
        "web.archive.org",
        "x.cdn.ampproject.org",
        "/c/s/",
        "www.google.com",
        "/amp/s/",
        "courier.example",
        "é",
        "ß",
        " ",
        "'",
        "\"",
        "+",
        ";",
        "\\",
        "@",
        "a",
        "B",
        "7",
        "\u{202E}",
    ]);
    prop::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn twice_is_once(scheme in "https?://", host in "(m\\.|www\\.|web\\.archive\\.org/)?[a-z.]{0,9}", rest in address()) {
        if let Some(name) = canonical(&format!("{scheme}{host}{rest}")) {
            prop_assert_eq!(canonical(&name), Some(name.clone()));
        }
    }

    #[test]
    fn a_canonical_url_has_nothing_of_the_way(rest in address()) {
        if let Some(name) = canonical(&format!("https://courier.example/a{rest}")) {
            let url = Url::parse(&name).expect("an address");
            prop_assert!(!url.path().ends_with("/amp") || url.path() == "/amp", "{}", name);
            prop_assert!(!url.query_pairs().any(|(key, _)| key.starts_with("utm_")), "{}", name);
        }
    }
}

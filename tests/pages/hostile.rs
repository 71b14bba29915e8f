//! Pages made to hang whoever reads them. Each is read, or stripped of its tags because of a limit that is named.
//!
//! Times are not asserted closely, for these tests run unoptimised on busy machines; docs/pages.md says what was measured.

use std::time::{Duration, Instant};
use writethru::ingest::html::limits::Limit;
use writethru::ingest::html::{Doubt, Hint, Page, read};

const STORY: &str = "<p>The fire broke out at dawn, the coast guard said on Monday, and spread to the car deck.</p>\
    <p>Twelve people died. The operator said that all alarms had been tested in the spring.</p>";

/// Reads a page, which must end, and gives the limit that it met.
fn limit(html: &str) -> (Page, Option<Limit>) {
    let begun = Instant::now();
    let page = read(html.as_bytes(), &Hint::default());
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}…", html.chars().take(60).collect::<String>());
    let limit = page.quality.reasons.iter().find_map(|r| if let Doubt::Degraded(limit) = r { Some(*limit) } else { None });
    (page, limit)
}

#[track_caller]
fn meets(html: &str, expected: Limit) {
    let (page, limit) = limit(html);
    assert_eq!(limit, Some(expected));
    assert_eq!(page.quality.name(), "degraded");
}

/// The story is found all the same.
#[track_caller]
fn is_read(html: &str) {
    let (page, limit) = limit(html);
    assert_eq!(limit, None);
    assert!(page.text.contains("Twelve people died."), "{}", page.text.chars().take(400).collect::<String>());
}

#[test]
fn deep_nesting() {
    is_read(&format!("{}{STORY}", "<div>".repeat(400)));
    for n in [1_000, 5_000, 20_000, 100_000] {
        let html = format!("{}{STORY}{}", "<div>".repeat(n), "</div>".repeat(n));
        meets(&html, Limit::Depth);
        assert!(limit(&html).0.text.contains("Twelve people died."), "stripped, and there");
    }
    // A drawing that is whole in its tag, and a menu that nobody closed, do not take the story with them.
    for before in ["<svg viewBox='0 0 1 1'/></svg>", "<svg><svg/></svg><form><input></form><NAV><p>Home"] {
        let (page, found) = limit(&format!("{before}{}{STORY}<svg></svg>", "<div>".repeat(1_000)));
        assert!(found == Some(Limit::Depth) && page.text.contains("Twelve people died."), "{before}");
    }
    meets(&format!("{}{STORY}", "<table><tr><td>".repeat(3_000)), Limit::Depth);
    meets(&format!("{}{STORY}", "<ul><li>".repeat(20_000)), Limit::Depth);
}

/// One extractor measures each box with all that is in it, so what stands in many boxes costs the square of their number. It is not
/// asked about such a page; the other still finds the story.
#[test]
fn boxes_in_boxes() {
    let is_read_alone = |html: &str| {
        let begun = Instant::now();
        let (page, limit) = limit(html);
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
        assert_eq!(limit, None);
        assert!(page.text.contains("Twelve people died."), "{}", page.text);
        assert!(page.quality.reasons.contains(&Doubt::OneOpinion(Limit::Measuring)), "{:?}", page.quality.reasons);
        assert_eq!(page.quality.name(), "doubtful");
    };
    is_read_alone(&format!("{}{STORY}", "<div>".repeat(460)));
    is_read_alone(&format!("{}{}", "<div>".repeat(400), STORY.repeat(200)));
    is_read_alone(&format!("{}{STORY}<p>{}", "<ul><li>".repeat(150), "The fire broke out at dawn. ".repeat(2_000)));
    // Where the other finds nothing, or would take as long, the tags are stripped.
    meets(&format!("{}<div class=comments id=comments>{STORY}", "<div>".repeat(460)), Limit::Measuring);
    meets(&format!("{}{}", "<div>".repeat(300), STORY.repeat(900)), Limit::Measuring);
    let read = limit(&format!("{}{STORY}", "<div class=page>".repeat(60))).0;
    assert!(read.quality.reasons.iter().all(|r| !matches!(r, Doubt::OneOpinion(_))), "sixty are nothing: {:?}", read.quality.reasons);
}

/// Until a heading is like the title each is compared with it.
#[test]
fn a_long_title_and_many_headings() {
    let headings = "<h2>Pool</h2><p>It is shut".repeat(4_000);
    meets(&format!("<title>{}</title>{headings}", "fire at dawn ".repeat(400)), Limit::Work);
    meets(&format!("<meta property=og:title content='{}'>{headings}", "fire at dawn ".repeat(4_000)), Limit::Work);
    is_read(&format!("<title>The fire at dawn</title>{STORY}{headings}"));
}

#[test]
fn nesting_behind_end_tags_that_close_nothing() {
    for part in ["<span><div></span>", "<b><div></b>", "<div><table><tr><td></div>", "<p><button>", "<font color=1><section></font>"] {
        meets(&part.repeat(30_000), Limit::Depth);
    }
}

#[test]
fn attributes_and_long_tags() {
    let many: String = (0..200_000).map(|n| format!("a{n}=1 ")).collect();
    meets(&format!("<p {many}>{STORY}"), Limit::Attributes);
    meets(&format!("<p class='{}'>{STORY}", "x".repeat(70_000)), Limit::TagBytes);
    let some: String = (0..1_000).map(|n| format!("a{n}=1 ")).collect();
    meets(&format!("<p {some}>x</p>").repeat(60), Limit::Work);
}

#[test]
fn tags_left_open() {
    meets(&"<b>".repeat(20_000), Limit::Depth);
    let distinct: String = (0..20_000).map(|n| format!("<p><font color={n}>The fire broke out")).collect();
    assert!(limit(&distinct).1.is_some());
    is_read(&format!("{STORY}<a href=x><i><p>The end"));
    assert!(limit(&format!("{STORY}<p class=\"")).0.text.contains("Twelve people died."));
    assert!(limit(&format!("{STORY}<!--")).0.text.contains("Twelve people died."));
    assert!(limit(&format!("{STORY}{}", "<script>".repeat(100_000))).0.text.contains("Twelve people died."));
}

#[test]
fn large_pages() {
    meets(&format!("<p>{}</p>", "The fire broke out at dawn. ".repeat(750_000)), Limit::CleanBytes);
    meets(&STORY.repeat(100_000), Limit::CleanBytes);
    meets(&"<i>x</i>".repeat(70_000), Limit::Nodes);
    meets(&format!("<p>{}</p>", "&".repeat(1_000_000)), Limit::Work);
    let (page, _) = limit(&format!("<title>{}", "x".repeat(3_000_000)));
    assert!(page.text.len() < 10_000, "a title without an end is no headline");
    is_read(&format!("{}{STORY}", "<!-- x -->".repeat(300_000)));
    is_read(&format!("{}{STORY}", "<script>x()</script>".repeat(200_000)));
    is_read(&format!("{}{STORY}", "<!-- --!>".repeat(400_000)));
    is_read(&format!("<!--{}-->{STORY}", "-".repeat(2_000_000)));
}

#[test]
fn bombs_in_data_and_entities() {
    is_read(&format!("<!DOCTYPE html [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>{STORY}<p>&b;</p>"));
    is_read(&format!("<script type='application/ld+json'>{}</script>{STORY}", "[".repeat(1_000_000)));
    is_read(&format!(
        "<script type='application/ld+json'>{{\"@type\": \"Article\", \"@graph\": {}1{}}}</script>{STORY}",
        "[".repeat(100),
        "]".repeat(100)
    ));
    let data = |article: &str| format!("<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", {article}}}</script>{STORY}");
    is_read(&data(&format!("\"headline\": \"{}\"", "<div>".repeat(200_000))));
    is_read(&data(&format!("\"author\": [{}\"x\"]", "{\"@id\": \"#a\"},".repeat(60_000))));
    is_read(&data(&format!("\"author\": [{}\"x\"]", format!("\"{}\",", "<div>".repeat(800)).repeat(400))));
    // Each heading is compared with the titles, each correction looked for in each block.
    let many = |n: usize| format!("{}{}", "<h2>The pool</h2>".repeat(n), "<p>It is shut on Monday</p>".repeat(n));
    let words = (0..3_000).map(|n| format!("w{n} ")).collect::<String>();
    is_read(&format!("{}{}", data(&format!("\"headline\": \"{words}\"")), many(13_000)));
    is_read(&format!("{}{}", data(&format!("\"correction\": [{}\"x\"]", "\"in the spring of May\",".repeat(60_000))), many(13_000)));
    let teasers = "{\"@type\": \"NewsArticle\", \"headline\": \"The pool\"},".repeat(30_000);
    is_read(&format!("<title>{words}</title><script type='application/ld+json'>[{teasers}0]</script>{STORY}"));
    let (page, _) = limit(&data(&format!("\"alternativeHeadline\": \"{}\"", "Ferry fire ".repeat(100_000))));
    assert!(page.text.len() < 10_000, "no sub-title either");
    let (page, _) = limit(&format!("{STORY}<p>&#0;&#x110000;&#99999999999;&notanentity;&#xD800;</p>"));
    assert!(!page.text.contains('\0'));
}

#[test]
fn drawings_and_foreign_parts() {
    is_read(&format!("{STORY}{}</svg>", "<svg>".repeat(100_000)));
    is_read(&format!("{}{STORY}", "<svg>".repeat(100_000)));
    is_read(&format!("{}{STORY}", "<template>".repeat(100_000)));
    is_read(&format!("<select><option>Home</select><svg><p>A mark</p></svg>{STORY}"));
}

#[test]
fn no_bytes_are_too_odd() {
    for bytes in [
        &b""[..],
        b"\0\0\0",
        b"\xFF\xFE<\0",
        b"<",
        b"<>",
        b"</",
        b"<!",
        b"<!-",
        b"&",
        b"<p",
        b"<p =",
        b"<p a",
        b"<p a=",
        b"<p a='",
        b"\xEF\xBB\xBF",
    ] {
        let page = read(bytes, &Hint::default());
        assert!(!page.kind.is_article(), "{bytes:?}");
    }
}

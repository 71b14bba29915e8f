use super::*;

/// `title | url | published | updated | authors` of each item.
fn shown(feed: &str) -> Vec<String> {
    let feed = read(feed.as_bytes()).expect("a feed");
    let iso = |time: &Option<PageTime>| time.as_ref().and_then(PageTime::iso).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let line = |i: &Item| {
        format!("{} | {} | {} | {} | {}", text(&i.title), text(&i.url), iso(&i.published), iso(&i.updated), i.authors.join(", "))
    };
    feed.items.iter().map(line).collect()
}

#[test]
fn rss_of_every_age() {
    let rss = "<?xml version=\"1.0\"?><rss version='2.0' xmlns:dc='x' xmlns:content='y'><channel><title>Courier</title><link>https://courier.example</link>\
        <item><title><![CDATA[Ferry fire <b>kills</b> 12 &amp; closes port]]></title><link>https://courier.example/ferry?utm_source=rss</link>\
        <guid isPermaLink='false'>c-71</guid><dc:creator>Mara Ostrowe</dc:creator><pubDate>Mon, 05 May 2031 06:12:00 +0200</pubDate>\
        <description>The fire broke out &lt;i&gt;at dawn&lt;/i&gt;.</description><content:encoded><![CDATA[<p>The fire</p>]]></content:encoded>\
        <media:content><media:title>A picture</media:title></media:content></item><item/></channel></rss>";
    assert_eq!(
        shown(rss),
        ["Ferry fire kills 12 & closes port | https://courier.example/ferry?utm_source=rss | 2031-05-05T06:12:00+02:00 |  | Mara Ostrowe"]
    );
    let item = &read(rss.as_bytes()).expect("a feed").items[0];
    assert_eq!((item.id.as_deref(), item.summary.as_deref()), (Some("c-71"), Some("The fire broke out <i>at dawn</i>.")));
    assert_eq!(item.content.as_deref(), Some("<p>The fire</p>"));
    let rdf = "<rdf:RDF><channel><title>Courier</title></channel><item><title>Bridge shut</title><link>https://courier.example/b</link>\
        <dc:date>2031-05-04</dc:date></item></rdf:RDF>";
    assert_eq!(shown(rdf), ["Bridge shut | https://courier.example/b | 2031-05-04 |  | "]);
}

#[test]
fn atom_with_its_links_and_mark_up() {
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Courier</title><entry><id>tag:courier.example,2031:1</id><title type='html'>Ferry fire &amp;amp; smoke</title>\
        <link rel='self' href='https://courier.example/feed/1'/><link href='https://courier.example/ferry'/><published>2031-05-05T06:12:00Z</published>\
        <updated>2031-05-05T09:40:00Z</updated><author><name>Mara Ostrowe</name></author>\
        <content type='xhtml'><div><p>Fire &lt; smoke</p></div></content></entry></feed>";
    assert_eq!(
        shown(atom),
        ["Ferry fire & smoke | https://courier.example/ferry | 2031-05-05T06:12:00Z | 2031-05-05T09:40:00Z | Mara Ostrowe"]
    );
    let item = &read(atom.as_bytes()).expect("a feed").items[0];
    assert_eq!(item.content.as_deref(), Some("<div><p>Fire &lt; smoke</p></div>"));
}

#[test]
fn sitemaps_and_json() {
    let map = "<urlset><url><loc>https://courier.example/ferry</loc><lastmod>2031-05-05</lastmod><news:news><news:publication><news:name>Courier</news:name></news:publication>\
        <news:publication_date>2031-05-05T06:12:00Z</news:publication_date><news:title>Ferry fire</news:title></news:news></url></urlset>";
    assert_eq!(shown(map), ["Ferry fire | https://courier.example/ferry | 2031-05-05T06:12:00Z | 2031-05-05 | "]);
    let index = "<sitemapindex><sitemap><loc>https://courier.example/news.xml</loc></sitemap></sitemapindex>";
    assert_eq!(read(index.as_bytes()).map(|f| (f.kind, f.items.len())), Ok((FeedKind::SitemapIndex, 1)));
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "items": [{"id": 7, "url": "https://courier.example/ferry",
        "title": "Ferry fire", "date_published": "2031-05-05T06:12:00Z", "authors": [{"name": "Mara Ostrowe"}], "content_html": "<p>x"}, {}, 3]}"#;
    assert_eq!(shown(json), ["Ferry fire | https://courier.example/ferry | 2031-05-05T06:12:00Z |  | Mara Ostrowe"]);
}

#[test]
fn what_is_no_feed_is_refused() {
    for other in ["", "{}", "<html><body>Not found", "<!doctype html><title>x", "plain", "[1]", "<rs", "{\"version\": 1}"] {
        assert_eq!(read(other.as_bytes()), Err(FeedError::NotAFeed), "{other}");
    }
    assert_eq!(read(&vec![b' '; MAX_FEED_BYTES + 1]), Err(FeedError::TooLarge));
}

#[test]
fn broken_and_hostile_feeds_give_what_they_have() {
    let item = "<item><title>Ferry</title><link>https://courier.example/f</link></item>";
    let cut = read(format!("<rss><channel>{item}<item><title>Bri").as_bytes()).expect("a feed");
    assert_eq!(cut.items.len(), 1);
    let bomb = format!(
        "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel>{}</channel></rss>",
        item.replace("Ferry", "F &b; &x; &eacute; A & B")
    );
    assert_eq!(read(bomb.as_bytes()).expect("a feed").items[0].title.as_deref(), Some("F &b; &x; é A & B"));
    let deep = format!("<rss><channel>{item}{}", "<a>".repeat(100_000));
    let deep = read(deep.as_bytes()).expect("a feed");
    assert!(deep.items.len() == 1 && deep.warnings[0].contains("deeper than 256"), "{:?}", deep.warnings);
    let many = format!("<rss><channel>{}</channel></rss>", item.repeat(20_000));
    let many = read(many.as_bytes()).expect("a feed");
    assert!(many.items.len() == MAX_ITEMS && many.warnings.len() == 1);
    let latin =
        b"<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><item><title>No\xEBl \xE0 \xC9vrane</title></item></channel></rss>";
    assert_eq!(read(latin).expect("a feed").items[0].title.as_deref(), Some("Noël à Évrane"));
    assert_eq!(
        shown(&format!("<rss><channel><link>javascript:alert(1)</link>{}", item.replace("https:", "javascript:"))),
        ["Ferry |  |  |  | "]
    );
}

#[test]
fn what_stands_deeper_is_about_something_else() {
    let atom = "<feed><title>Courier</title><entry><title>Ferry fire</title><published>2031-05-05T06:12:00Z</published>\
        <updated>2031-05-05T09:40:00Z</updated><author><name>Mara Ostrowe</name></author><link href='https://courier.example/f'/>\
        <source><title>Meridian Press</title><updated>2019-01-01T00:00:00Z</updated><published>2019-01-01</published>\
        <author><name>The desk</name></author></source></entry></feed>";
    assert_eq!(shown(atom), ["Ferry fire | https://courier.example/f | 2031-05-05T06:12:00Z | 2031-05-05T09:40:00Z | Mara Ostrowe"]);
}

#[test]
fn mark_up_in_a_title_is_part_of_it() {
    let rss = "<rss><channel><title>The <b>Varn</b> Courier</title><item><title>Ferry <i>Halcyon</i> burns</title>\
        <link>https://courier.example/f</link><description>At <em>dawn</em> &lt;br&gt; on &Eacute;vrane</description></item></channel></rss>";
    let feed = read(rss.as_bytes()).expect("a feed");
    assert_eq!((feed.title.as_deref(), feed.items[0].title.as_deref()), (Some("The Varn Courier"), Some("Ferry Halcyon burns")));
    assert_eq!(feed.items[0].summary.as_deref(), Some("At <em>dawn</em> <br> on Évrane"));
}

#[test]
fn items_without_an_end_are_items() {
    let item = |n: u32| format!("<item><title>Ferry {n}</title><link>https://courier.example/{n}</link>");
    let feed = read(format!("<rss><channel>{}{}</channel></rss>", item(1), item(2)).as_bytes()).expect("a feed");
    assert_eq!((feed.items.len(), feed.items[1].title.as_deref()), (2, Some("Ferry 2")));
    assert_eq!(feed.warnings.len(), 2, "{:?}", feed.warnings);
    let cut = read(format!("<rss><channel>{}</item>{}", item(1), item(2)).as_bytes()).expect("a feed");
    assert_eq!((cut.items.len(), cut.warnings.as_slice()), (1, &["ends within an item, which was left".to_owned()][..]));
}

#[test]
fn as_many_items_as_are_read_are_not_more() {
    let item = "<item><title>Ferry</title></item>";
    for (n, n_warnings) in [(MAX_ITEMS, 0), (MAX_ITEMS + 1, 1)] {
        let feed = read(format!("<rss><channel>{}</channel></rss>", item.repeat(n)).as_bytes()).expect("a feed");
        assert_eq!((feed.items.len(), feed.warnings.len()), (MAX_ITEMS, n_warnings));
    }
}

#[test]
fn links_are_made_whole() {
    let urls = |feed: &str, address: Option<&str>| -> Vec<String> {
        read_at(feed.as_bytes(), address).expect("a feed").items.into_iter().map(|i| i.url.unwrap_or_default()).collect()
    };
    let at = Some("https://courier.example/feeds/all.xml");
    let atom = "<feed><entry><id>1</id><link href='/p1'/></entry><entry xml:base='news/'><id>2</id><link href='p2'/></entry><entry><id>3</id><link href='p3'/></entry></feed>";
    assert_eq!(urls(atom, None), ["", "", ""]);
    assert_eq!(urls(atom, at), ["https://courier.example/p1", "https://courier.example/feeds/news/p2", "https://courier.example/feeds/p3"]);
    let based = atom.replacen("<feed", "<feed xml:base='https://gazette.example/'", 1);
    assert_eq!(urls(&based, at), ["https://gazette.example/p1", "https://gazette.example/news/p2", "https://gazette.example/p3"]);
    let rss = "<rss><channel><link>https://courier.example/</link><item><link>/p1</link></item></channel></rss>";
    assert_eq!(urls(rss, None), ["https://courier.example/p1"]);
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://courier.example/", "items": [{"id": "1", "url": "/p1"}]}"#;
    assert_eq!(urls(json, None), ["https://courier.example/p1"]);
    assert_eq!(urls(&json.replace("home_page_url", "x"), at), ["https://courier.example/p1"]);
}

#[test]
fn titles_that_nest_elements_cost_no_more_than_their_length() {
    let title = "&lt;div&gt;".repeat(40_000);
    let feed =
        read(format!("<rss><channel><item><title>{title}</title><link>https://courier.example/f</link></item></channel></rss>").as_bytes());
    assert_eq!(feed.expect("a feed").items.len(), 1);
}

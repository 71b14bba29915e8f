//! Invented articles, and templates of invented papers that render them with furniture of every kind.

/// An article as its paper has it, before any page is made of it.
pub struct Article {
    pub headline: &'static str,
    pub author: &'static str,
    pub paragraphs: &'static [&'static str],
    pub notice: Option<&'static str>,
}

pub const ARTICLES: &[Article] = &[
    Article {
        headline: "Ferry fire off Port Ellery kills 12 and closes the harbor",
        author: "Mara Ostrowe",
        paragraphs: &[
            "The fire broke out at dawn on the car deck of the Varn Lines ferry Halcyon, the coast guard said on Monday, and spread to the cabins above within minutes.",
            "Twelve people died and 31 were taken to hospitals in Ostrava, 4 of them in a serious condition, according to the county’s chief medical officer, Ines Orne.",
            "“We heard no alarm at all,” said Tam Reve, a truck driver who had slept in his cab. “The smoke was the alarm.”",
            "The operator said all detectors had been tested in the spring. A spokesman, Hal Denby, declined to say who had tested them.",
            "The harbor stays shut until Thursday, and about 9,000 passengers a day will have to use the bridge at Kessel.",
            "Investigators are to board the ship once the steel has cooled, which could take two days, the coast guard said.",
        ],
        notice: Some(
            "Correction: An earlier version of this article gave the wrong number of people taken to hospitals. It was 31, not 13.",
        ),
    },
    Article {
        headline: "Council votes to sell the Varn waterworks for $41 million",
        author: "Hal Denby",
        paragraphs: &[
            "The town council of Varn voted 9 to 6 on Tuesday night to sell its waterworks to Meridian Utilities for $41 million, ending a dispute of two years.",
            "Mayor Orla Venn said the money would pay for the new school and for half of the tram line. “We cannot drink the debt,” she told the meeting.",
            "Opponents said water bills would rise by at least 18% within three years. “They have sold the rain,” said Councilor Piet Lomas.",
            "Meridian, which runs 14 waterworks in the county, has promised not to raise prices before 2033, but the promise is not part of the contract.",
            "The sale needs the consent of the county, which is expected in the autumn. Two residents have said they will go to court.",
        ],
        notice: None,
    },
    Article {
        headline: "Central bank of Vardania holds its rate at 4.25%",
        author: "Ines Orne",
        paragraphs: &[
            "KESSEL, Vardania (Meridian Press) — The central bank left its main rate at 4.25% on Wednesday, the sixth meeting in a row without a change.",
            "Governor Anna Berg said inflation, at 3.1% in May, was falling more slowly than the bank had expected in the winter.",
            "“It would be a mistake to declare victory,” Berg told reporters in Kessel. “We are not there, and I will not say that we are.”",
            "Most economists had expected no move. A survey of 22 of them by the Meridian Press found that 17 saw a first cut in September.",
            "The crown rose by half a percent against the dollar after the decision, and shares of builders fell.",
            "The bank meets again on July 30. Its next forecast is due on the same day.",
        ],
        notice: Some("Update: This story now has what Governor Berg said of the rate."),
    },
    Article {
        headline: "Museum returns 200 masks to the islands of Sella",
        author: "Tam Reve",
        paragraphs: &[
            "The museum of Ostrava will return 200 carved masks to the islands of Sella, from which a trader took them in 1894, its director said on Friday.",
            "The masks, which have been on show since 1911, are to be flown to Sella in the spring in crates built for them.",
            "“They were never ours,” said the director, Lena Quist. “We only held them for a long time.”",
            "A council of elders on the islands had asked for them since 1987. Its chairman, Joss Amari, said a house for them was half finished.",
            "The museum keeps casts of 30 masks, which were made with the consent of the elders. The rest of the hall will be empty for now.",
        ],
        notice: None,
    },
];

impl Article {
    fn body(&self, open: &str, close: &str, between: impl Fn(usize) -> String) -> String {
        self.paragraphs.iter().enumerate().map(|(k, p)| format!("{open}{p}{close}{}", between(k))).collect()
    }
}

/// A broadsheet: `<article>`, figures with captions, related links and a newsletter in the middle, comments below.
pub fn broadsheet(a: &Article) -> String {
    let between = |k: usize| {
        match k {
        0 => "<figure><img src=1.jpg alt=x><figcaption>The scene on Monday. Photograph: Ida Falk/The Varn Courier</figcaption></figure>".to_owned(),
        1 => "<aside class='related'><h3>Related</h3><ul><li><a href=/1>Ten things to know about ash</a></li><li><a href=/2>Who runs the port?</a></li></ul></aside>".to_owned(),
        3 => "<div class='newsletter-signup'><h4>Sign up for the Morning Courier</h4><p>Get the day’s top stories in your inbox every morning.</p></div>".to_owned(),
        _ => String::new(),
    }
    };
    let notice = a.notice.map_or(String::new(), |n| format!("<p class='correction'><em>{n}</em></p>"));
    format!(
        "<!doctype html><html lang=en><head><title>{0} | The Varn Courier</title><meta property='og:title' content=\"{0}\">\
         <script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"{0}\", \"author\": {{\"name\": \"{1}\"}}, \"datePublished\": \"2031-05-05T06:12:00Z\"}}</script></head>\
         <body><header class='masthead'><nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li><li><a href=/sport>Sport</a></li></ul></nav></header>\
         <main><article><h1>{0}</h1><p class='byline'>By <a href=/m>{1}</a></p><time datetime='2031-05-05T06:12:00Z'>5 May 2031</time>\
         <div class='share'><a href=#>Facebook</a> <a href=#>Twitter</a></div><div class='article-body'>{2}{3}</div>\
         <p class='tags'>Topics: <a href=/t>Ports</a> <a href=/u>Varn</a></p></article>\
         <section id='comments'><h2>214 comments</h2><p>First! This is a disgrace, and nobody at the port will answer for it, as ever.</p></section></main>\
         <footer><p>© 2031 The Varn Courier. All rights reserved. Contact us, terms and conditions, privacy.</p></footer></body></html>",
        a.headline,
        a.author,
        a.body("<p>", "</p>", between),
        notice
    )
}

/// A wire’s page: divs with generated names, advertisement labels, “read more” between paragraphs, the notice on top.
pub fn wire(a: &Article) -> String {
    let between = |k: usize| match k {
        0 => "<div class='ad-slot'>ADVERTISEMENT</div>".to_owned(),
        2 => "<div class='css-1x9 read-more'><a href=/3>READ MORE: What the vote means for the ports of the county</a></div>".to_owned(),
        _ => String::new(),
    };
    let notice = a.notice.map_or(String::new(), |n| format!("<div class='css-77'><p>{n}</p></div>"));
    format!(
        "<html><head><meta charset=utf-8><title>{0}</title><meta name=author content='{1}'></head><body><div id=top><a href=/>Meridian Press</a> <a href=/w>World</a></div>\
         <div class=css-0><div class=css-1><h1 class=css-2>{0}</h1>{3}<div class=css-3><span>By {1}</span> <span>Updated 3 hours ago</span></div></div>\
         <div class=css-4><div class=css-5>{2}</div></div></div><div class=css-9><h2>More from Meridian Press</h2><a href=/a>Tram strike ends after nine days</a> \
         <a href=/b>Rain in the north</a></div></body></html>",
        a.headline,
        a.author,
        a.body("<div class=css-6><p class=css-7>", "</p></div>", between),
        notice
    )
}

/// A page for phones: `<br><br>` for paragraphs, a cookie banner, a promotion of the app.
pub fn phone(a: &Article) -> String {
    let notice = a.notice.map_or(String::new(), |n| format!("<hr><i>{n}</i>"));
    format!(
        "<!DOCTYPE html><html><head><title>{0} - Courier Mobile</title><meta property=og:title content=\"{0}\"></head><body>\
         <div class='cookie-consent'><p>We use cookies to improve your visit. By going on you agree to our terms.</p><button>Accept</button></div>\
         <div class=bar>Menu</div><h1>{0}</h1><div class=author>By {1}</div><div class='story-body'>{2}{3}</div>\
         <div class=promo>Download our app to read the Courier on the way.</div><div class=foot>Desktop site</div></body></html>",
        a.headline,
        a.author,
        a.paragraphs.join("<br><br>\n"),
        notice
    )
}

/// A blog’s template: sidebar with widgets, sharing below, about the author, next and previous post.
pub fn blog(a: &Article) -> String {
    let notice = a.notice.map_or(String::new(), |n| format!("<p><strong>{n}</strong></p>"));
    format!(
        "<html><head><title>{0} « Port Watch</title><link rel=canonical href='https://portwatch.example/posts/1'></head><body class='single has-sidebar'>\
         <div id=page><div id=content class='post hentry'><h1 class=entry-title>{0}</h1><div class=entry-meta>Posted on May 5, 2031 by {1}</div>\
         <div class=entry-content>{2}{3}<div class='sharedaddy'><h3>Share this:</h3><ul><li><a href=#>Twitter</a></li><li><a href=#>Facebook</a></li></ul></div></div>\
         <div class='author-bio'><h4>About {1}</h4><p>{1} is a reporter who covers ports, water and money for Port Watch and lives in Varn.</p></div>\
         <div class='post-navigation'><a href=/p>Previous post: Rain in the north</a> <a href=/n>Next post: Tram strike ends</a></div></div>\
         <div id=sidebar><div class=widget><h3>Popular</h3><ul><li><a href=/1>Ten things to know about ash</a></li><li><a href=/2>Who runs the port?</a></li></ul></div></div></div></body></html>",
        a.headline,
        a.author,
        a.body("<p>", "</p>\n", |_| String::new()),
        notice
    )
}

/// A template: how a paper renders an article.
pub type Template = fn(&Article) -> String;

pub const TEMPLATES: &[(&str, Template)] = &[("broadsheet", broadsheet), ("wire", wire), ("phone", phone), ("blog", blog)];

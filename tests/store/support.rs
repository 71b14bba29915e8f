//! Invented observations.

use chrono::{DateTime, FixedOffset, TimeDelta};
use writethru::store::{ArticleId, Observation, Sqlite, Store, What};

/// Minutes after 19:00 on 18 August 2025.
pub fn at(minutes: i64) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2025-08-18T19:00:00-04:00").expect("a time") + TimeDelta::minutes(minutes)
}

/// A text of an article, seen some minutes after 19:00.
pub fn seen(article: &str, minutes: i64, text: &str) -> Observation {
    Observation::of_text(article, at(minutes), text)
}

/// Adds one observation.
pub fn add(store: &mut impl Store, article: &str, minutes: i64, text: &str) -> What {
    store.add(&[seen(article, minutes, text)]).expect("added").remove(0).what
}

/// A store in memory and the number of the article `ferry` in it, whose texts were seen at these minutes.
pub fn ferry(texts: &[(i64, &str)]) -> (Sqlite, ArticleId) {
    let mut store = Sqlite::in_memory().expect("a store");
    for (minutes, text) in texts {
        add(&mut store, "ferry", *minutes, text);
    }
    let article = store.find("ferry").expect("searched").first().expect("there").id;
    (store, article)
}

/// What stands there at which minute, in order of observation.
pub fn history(store: &impl Store, article: ArticleId) -> Vec<(i64, String)> {
    let minutes = |seen: DateTime<FixedOffset>| (seen - at(0)).num_minutes();
    store.history(article).expect("read").into_iter().map(|(stored, text)| (minutes(stored.observed_at), text)).collect()
}

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_writethru");

/// A report of some 2,000 characters, whose sentences change one by one with `edition`.
pub fn report(article: usize, edition: usize) -> String {
    const PLACES: [&str; 7] = ["Évrane", "Lethmark", "Harbor Point", "Orlesk", "Vardania", "Tarn Bay", "Millbrook"];
    const DEEDS: [&str; 5] = ["closed the bridge", "raised the toll", "counted the votes", "drained the dock", "sold the ferry"];
    let sentence = |n: usize| {
        // Each sentence was last changed in the latest edition that ends in its number.
        let changed = if edition % 13 >= n % 13 { edition / 13 + 1 } else { edition / 13 };
        let (place, deed) = (PLACES[(n + article) % PLACES.len()], DEEDS[(n * 3 + article + changed) % DEEDS.len()]);
        format!(
            "The council of {place} {deed} on day {}, and {} people were there, the office said.",
            n + 1,
            100 * article + 7 * n + changed
        )
    };
    let paragraphs: Vec<String> = (0..8).map(|p| [sentence(3 * p), sentence(3 * p + 1), sentence(3 * p + 2)].join(" ")).collect();
    format!("Report {article} of the council\n\n{}\n", paragraphs.join("\n\n"))
}

/// So many editions of so many reports, one minute apart, in batches; every fifth look finds nothing new.
pub fn fill(store: &mut impl Store, articles: usize, editions: usize) {
    for edition in 0..editions {
        let batch: Vec<Observation> = (0..articles)
            .map(|article| {
                let text = report(article, if edition % 5 == 4 { edition - 1 } else { edition });
                let url = format!("https://news.example/report-{article}");
                Observation { url: Some(url), ..seen(&format!("report {article}"), edition as i64, &text) }
            })
            .collect();
        store.add(&batch).expect("added");
    }
}

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

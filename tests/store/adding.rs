//! What becomes of an observation.

use crate::support::{add, at, ferry, history, report, seen};
use std::ops::ControlFlow;
use writethru::store::{Check, CheckOutcome, Error, Fields, Observation, Role, Sqlite, Store, What};

#[test]
fn what_was_added_reads_back_in_order() {
    let (store, article) = ferry(&[(0, "one"), (10, "two"), (20, "three")]);
    assert_eq!(history(&store, article), [(0, "one".to_owned()), (10, "two".to_owned()), (20, "three".to_owned())]);
    let overview = &store.articles().expect("listed")[0];
    assert_eq!((overview.n_revisions, overview.first_observed, overview.last_observed), (3, at(0), at(20)));
    assert_eq!(overview.last_checked, None);
}

#[test]
fn the_same_text_is_seen_again_and_the_same_observation_is_known() {
    let (mut store, article) = ferry(&[(0, "one")]);
    assert_eq!(add(&mut store, "ferry", 10, "one"), What::SeenAgain { sequence: 1 });
    assert_eq!(add(&mut store, "ferry", 10, "one"), What::Known { sequence: 1 });
    assert_eq!(add(&mut store, "ferry", 0, "one"), What::Known { sequence: 1 });
    assert_eq!(history(&store, article).len(), 1);
    let checks = store.checks(article).expect("read");
    assert_eq!((checks.len(), checks[0].checked_at, checks[0].outcome), (1, at(10), CheckOutcome::Unchanged(1)));
    assert_eq!(store.articles().expect("listed")[0].last_checked, Some(at(10)));
}

#[test]
fn two_texts_at_one_instant_are_both_known_afterwards() {
    let (mut store, article) = ferry(&[(0, "one"), (0, "two")]);
    assert_eq!(add(&mut store, "ferry", 0, "one"), What::Known { sequence: 1 });
    assert_eq!(add(&mut store, "ferry", 0, "two"), What::Known { sequence: 2 });
    assert_eq!(history(&store, article).len(), 2);
}

/// Seen again at 19:05, and at the same minute something else: the first is known all the same.
#[test]
fn a_sighting_is_known_though_another_text_was_seen_at_its_instant() {
    let (mut store, article) = ferry(&[(0, "one"), (5, "one"), (5, "two")]);
    assert_eq!(add(&mut store, "ferry", 5, "one"), What::Known { sequence: 1 });
    assert_eq!(add(&mut store, "ferry", 5, "two"), What::Known { sequence: 2 });
    assert_eq!(history(&store, article), [(0, "one".to_owned()), (5, "two".to_owned())]);
}

/// A source that gives the newest first takes no more room than one that gives the oldest first.
#[test]
fn the_newest_first_is_as_small_as_the_oldest_first() {
    let size = |editions: &mut dyn Iterator<Item = usize>| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Sqlite::create(folder.path()).expect("a store");
        for edition in editions {
            add(&mut store, "report", edition as i64, &report(1, edition));
        }
        let article = store.find("report").expect("searched")[0].id;
        let texts: Vec<String> = history(&store, article).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, (0..60).map(|edition| report(1, edition)).collect::<Vec<_>>());
        drop(store);
        let connection = rusqlite::Connection::open(folder.path().join(writethru::store::DATABASE)).expect("opens");
        connection.query_row("SELECT sum(length(data)) FROM blobs", [], |row| row.get::<_, u64>(0)).expect("summed")
    };
    let (oldest_first, newest_first) = (size(&mut (0..60)), size(&mut (0..60).rev()));
    assert!(newest_first * 10 <= oldest_first * 11, "{newest_first} bytes the newest first, {oldest_first} the oldest first");
}

/// Ten thousand live pages, all called `live`: each gets its own short name, and soon.
#[test]
fn articles_with_the_same_short_name_are_numbered() {
    let mut store = Sqlite::in_memory().expect("a store");
    let batch: Vec<Observation> = (0..10_000).map(|n| seen(&format!("https://news.example/{n}/live"), n, "x")).collect();
    let begun = std::time::Instant::now();
    store.add(&batch).expect("added");
    assert!(begun.elapsed().as_secs() < 60, "it took {:?}", begun.elapsed());
    let mut numbers: Vec<usize> = store
        .articles()
        .expect("listed")
        .iter()
        .map(|a| a.article.slug.strip_prefix("live").expect("so called").trim_start_matches('-').parse().unwrap_or(1))
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=10_000).collect::<Vec<_>>());
}

#[test]
fn a_failed_check_says_nothing_of_the_article() {
    let (mut store, article) = ferry(&[(0, "one"), (10, "one")]);
    let check = |article: &str| Check {
        article: article.into(),
        checked_at: at(20),
        outcome: CheckOutcome::Failed,
        reason: Some("no answer".into()),
    };
    store.add_checks(&[check("ferry")]).expect("added");
    assert_eq!(store.checks(article).expect("read").len(), 2);
    assert_eq!(store.articles().expect("listed")[0].last_checked, Some(at(10)), "unchanged when last looked at");
    let error = store.add_checks(&[check("bridge")]).expect_err("no such article");
    assert!(error.is_wrong_use() && error.to_string().contains("no article “bridge”"), "{error}");
}

#[test]
fn a_text_that_comes_back_is_a_revision() {
    let (mut store, article) = ferry(&[(0, "one"), (10, "two")]);
    let what = add(&mut store, "ferry", 20, "one");
    assert_eq!(what, What::Added { sequence: 3, is_inserted: false, reverts_to: Some(1), reinstated: None });
    assert_eq!(
        add(&mut store, "ferry", 30, "one and more"),
        What::Added { sequence: 4, is_inserted: false, reverts_to: None, reinstated: None }
    );
    assert_eq!(history(&store, article).last().expect("some").1, "one and more");
}

#[test]
fn an_older_observation_is_inserted_where_its_time_belongs() {
    let (mut store, article) = ferry(&[(0, "one"), (20, "three")]);
    let what = add(&mut store, "ferry", 10, "two");
    assert_eq!(what, What::Added { sequence: 3, is_inserted: true, reverts_to: None, reinstated: None });
    let what = add(&mut store, "ferry", -10, "zero");
    assert_eq!(what, What::Added { sequence: 4, is_inserted: true, reverts_to: None, reinstated: None });
    let texts: Vec<String> = history(&store, article).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["zero", "one", "two", "three"]);
    assert_eq!(add(&mut store, "ferry", 30, "three"), What::SeenAgain { sequence: 2 });
}

#[test]
fn a_sighting_behind_an_insertion_becomes_a_revision() {
    let (mut store, article) = ferry(&[(0, "one"), (20, "one"), (30, "one")]);
    let what = add(&mut store, "ferry", 10, "two");
    assert_eq!(what, What::Added { sequence: 2, is_inserted: false, reverts_to: None, reinstated: Some(3) });
    assert_eq!(history(&store, article), [(0, "one".to_owned()), (10, "two".to_owned()), (20, "one".to_owned())]);
    let outcomes: Vec<CheckOutcome> = store.checks(article).expect("read").iter().map(|check| check.outcome).collect();
    assert_eq!(outcomes, [CheckOutcome::Unchanged(3), CheckOutcome::Unchanged(3)]);
    assert_eq!(add(&mut store, "ferry", 40, "one"), What::SeenAgain { sequence: 3 });
}

#[test]
fn a_headline_alone_makes_a_revision_and_a_date_alone_does_not() {
    let (mut store, article) = ferry(&[(0, "one")]);
    let with = |minutes, fields| Observation { fields, ..seen("ferry", minutes, "one") };
    let headline = Fields { headline: Some("Ferry burns".into()), ..Fields::default() };
    assert!(matches!(store.add(&[with(10, headline.clone())]).expect("added")[0].what, What::Added { .. }));
    let later = Fields { date_modified: Some("2025-08-18".into()), ..headline };
    assert!(matches!(store.add(&[with(20, later)]).expect("added")[0].what, What::SeenAgain { sequence: 2 }));
    let checks = store.checks(article).expect("read");
    assert_eq!(checks[0].reason.as_deref(), Some("date_modified: none → 2025-08-18"));
    assert_eq!(store.revisions(article).expect("read")[1].fields.headline.as_deref(), Some("Ferry burns"));
}

#[test]
fn an_article_is_found_by_all_its_names() {
    let mut store = Sqlite::in_memory().expect("a store");
    let url = "https://news.example/2025/ferry-fire.html";
    let canonical = "https://news.example/ferry";
    let mut first = Observation { article: None, url: Some(url.into()), ..seen("", 0, "one") };
    first.addresses.push((Role::Canonical, canonical.into()));
    let article = store.add(&[first]).expect("added")[0].article;
    let later = Observation { article: None, url: Some(canonical.into()), ..seen("", 10, "two") };
    assert_eq!(store.add(&[later]).expect("added")[0].article, article, "a canonical address is one of the article");
    let key = store.article(article).expect("there").key;
    for typed in [url, "http://news.example/2025/ferry-fire.html/", canonical, "ferry-fire", &key[..4], &key.to_uppercase(), "ferry"] {
        let found = store.find(typed).expect("searched");
        assert_eq!(found.iter().map(|a| a.id).collect::<Vec<_>>(), [article], "{typed}");
    }
    for typed in ["", "fire", "https://news.example/", &key[..3]] {
        assert_eq!(store.find(typed).expect("searched"), [], "{typed}");
    }
    let addresses: Vec<(String, Role)> =
        store.addresses(article).expect("read").into_iter().map(|address| (address.url, address.role)).collect();
    assert_eq!(addresses, [(url.into(), Role::Seen), (canonical.into(), Role::Canonical), (canonical.into(), Role::Seen)]);
    // Another address of a page that names the same one as its own; the front page is nobody's.
    let front = "https://news.example/";
    let seen_at = |url: &str, own: &str, minutes| Observation {
        article: None,
        url: Some(url.into()),
        addresses: vec![(Role::Canonical, own.into()), (Role::Redirect, front.into())],
        ..seen("", minutes, "three")
    };
    let outcomes = store
        .add(&[
            seen_at("https://m.news.example/ferry", canonical, 20),
            seen_at("https://news.example/bridge", front, 20),
            seen_at("https://news.example/harbor", front, 20),
        ])
        .expect("added");
    assert_eq!(outcomes[0].article, article);
    assert_ne!(outcomes[1].article, outcomes[2].article);
    // A name that was given decides.
    let named = Observation { article: Some("tunnel".into()), ..seen_at("https://m.news.example/ferry", canonical, 30) };
    assert_ne!(store.add(&[named]).expect("added")[0].article, article);
    assert!(matches!(store.add(&[Observation { article: None, ..seen("", 0, "x") }]), Err(Error::Nameless)));
}

#[test]
fn records_are_a_chain() {
    let (mut store, _) = ferry(&[(0, "one"), (10, "two")]);
    add(&mut store, "bridge", 5, "one");
    let mut leaves = Vec::new();
    let mut take = |leaf| {
        leaves.push(leaf);
        ControlFlow::Continue(())
    };
    store.records(0, &mut take).expect("read");
    let mut previous = None;
    for (k, leaf) in leaves.iter().enumerate() {
        assert_eq!((leaf.record.sequence, leaf.record.previous), (k as u64 + 1, previous));
        assert_eq!(leaf.record.hash(), leaf.hash);
        previous = Some(leaf.hash);
    }
    let head = store.head().expect("read");
    assert_eq!((head.size, head.hash, leaves.len()), (3, previous, 3));
    let mut behind = Vec::new();
    let mut take = |leaf: writethru::store::Leaf| {
        behind.push(leaf);
        ControlFlow::Break(())
    };
    store.records(1, &mut take).expect("read");
    assert_eq!(behind, leaves[1..2]);
}

#[test]
fn a_batch_is_all_or_nothing() {
    let mut store = Sqlite::in_memory().expect("a store");
    let nameless = Observation { article: None, ..seen("", 10, "x") };
    assert!(store.add(&[seen("ferry", 0, "one"), nameless]).is_err());
    assert_eq!(store.head().expect("read").size, 0);
    assert!(matches!(add(&mut store, "ferry", 0, "one"), What::Added { sequence: 1, .. }));
}

//! Texts without an end, one kind after the other: each of these tests would take minutes if a rule looked at all of a
//! text for every part of it.

use super::{Change, Kind, RevisionDiff, diff};
use crate::extract::{Extract, Reference, extract};
use crate::text::Text;

fn read(paragraphs: impl Iterator<Item = String>) -> Extract {
    let paragraphs: Vec<String> = paragraphs.collect();
    extract(Text::new(format!("Ferry sinks\n\n{}", paragraphs.join("\n\n"))), &Reference::default())
}

fn both_ways(before: &Extract, after: &Extract) -> (RevisionDiff, RevisionDiff) {
    (diff(before, after), diff(after, before))
}

#[test]
fn the_same_quotation_ten_thousand_times() {
    let said = |who: &'static str| (0..10_000).map(move |_| format!("“Yes,” {who} said."));
    let (forth, back) = both_ways(&read(said("she")), &read(said("he").skip(1)));
    for (diff, change) in [(forth, Change::Removed), (back, Change::Added)] {
        assert_eq!(diff.quotations.iter().filter(|c| c.change == change).count(), 1);
    }
}

#[test]
fn one_sentence_that_is_a_list_of_ten_thousand_days() {
    let list = |what: &str, month: &str| {
        let days: Vec<String> =
            (0..10_000).map(|k| format!("{what} {} feet on {month} {}, {}", k + 7, k % 28 + 1, 1900 + k % 150)).collect();
        read(std::iter::once(format!("It {}.", days.join(", "))))
    };
    let (before, after) = (list("fell", "May"), list("rose", "June"));
    for diff in [diff(&before, &after), diff(&after, &before)] {
        assert!(diff.claims.iter().all(|c| c.change != Change::Changed) || diff.approximate);
    }
}

/// The figures that changed are found in a list too long for the rules.
#[test]
fn what_changed_in_a_list_without_a_full_stop() {
    let list = |figure: usize| {
        let parts: Vec<String> =
            (0..1_500).map(|k| format!("pier {k} cost {} dollars", if k == 900 { figure } else { 70_000 + k })).collect();
        read(std::iter::once(format!("The mayor said {}.", parts.join(", "))))
    };
    let found = diff(&list(31), &list(47));
    assert!(found.approximate);
    assert_eq!(found.claims.iter().flat_map(|c| c.kinds.clone()).collect::<Vec<_>>(), [Kind::Quantity]);
    assert_eq!((found.claims[0].reasons[0].before.as_str(), found.claims[0].reasons[0].after.as_str()), ("31 dollars", "47 dollars"));
}

#[test]
fn thousands_of_short_claims_that_went() {
    let before = read((0..6_000).map(|_| "It rained.".to_owned()));
    let after = read((0..6_000).map(|k| format!("Boat {k} left the harbour of Varn at dawn on the third day.")));
    let (forth, back) = both_ways(&before, &after);
    assert_eq!(
        forth.claims.iter().filter(|c| c.change == Change::Removed).count(),
        back.claims.iter().filter(|c| c.change == Change::Added).count()
    );
}

#[test]
fn two_quotations_of_thirty_thousand_words() {
    let said = |from: usize| {
        let words: Vec<String> = (from..from + 30_000).map(|k| format!("word{k}x")).collect();
        read(std::iter::once(format!("“We lost {}, ” said Anna Berg.", words.join(" "))))
    };
    let (forth, back) = both_ways(&said(0), &said(20_000));
    assert_eq!((forth.quotations.len(), forth.approximate), (back.quotations.len(), back.approximate));
}

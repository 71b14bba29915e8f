//! Invented sentences, and the quantities in them.

use super::*;
use crate::text::Text;
use Approximation::{About, AtLeast, AtMost, Exact, LessThan, MoreThan, Nearly};
use proptest::prelude::*;

fn read(text: &Text) -> Vec<Quantity> {
    quantities(&Words::of(text), 0..text.tokens().len(), &[])
}

/// The words of each quantity, from, to, unit (`#` for a rank, empty for none), and how exactly it is put.
#[track_caller]
fn check(sentence: &str, expected: &[(&str, f64, f64, &str, Approximation)]) {
    let text = Text::new(sentence);
    let found = read(&text);
    let unit = |q: &Quantity| if q.ordinal { "#".to_owned() } else { q.unit.clone().unwrap_or_default() };
    let shown: Vec<_> =
        found.iter().map(|q| (text.slice(q.span).to_owned(), q.as_written().0, q.as_written().1, unit(q), q.approximation)).collect();
    let same = shown.len() == expected.len()
        && shown.iter().zip(expected).all(|(s, e)| {
            let close = |a: f64, b: f64| (a - b).abs() <= 1e-6 * b.abs();
            s.0 == e.0 && close(s.1, e.1) && close(s.2, e.2) && s.3 == e.3 && s.4 == e.4
        });
    assert!(same, "{sentence}\n found    {shown:?}\n expected {expected:?}");
}

/// One exact quantity: its words, value and unit.
#[track_caller]
fn one(sentence: &str, words: &str, value: f64, unit: &str) {
    check(sentence, &[(words, value, value, unit, Exact)]);
}

#[track_caller]
fn none(sentence: &str) {
    check(sentence, &[]);
}

/// Two ways to write the same.
#[track_caller]
fn same(a: &str, b: &str) {
    let (a, b) = (read(&Text::new(a)), read(&Text::new(b)));
    assert_eq!((a.len(), b.len()), (1, 1), "{a:?} {b:?}");
    assert!(same_value(&a[0], &b[0]) && key(&a[0]) == key(&b[0]), "{a:?} {b:?}");
}

#[track_caller]
fn differ(a: &str, b: &str) {
    let (a, b) = (read(&Text::new(a)), read(&Text::new(b)));
    assert!(!same_value(&a[0], &b[0]) && key(&a[0]) != key(&b[0]), "{a:?} {b:?}");
}

#[test]
fn cardinals() {
    one("Rescuers found 16 sailors.", "16", 16.0, "");
    one("Forty-one sailors slept.", "Forty-one", 41.0, "");
    one("The hall seats one hundred and five guests.", "one hundred and five", 105.0, "");
    one("He counted two thousand three hundred and twelve crates.", "two thousand three hundred and twelve", 2312.0, "");
    one("A fleet of 1,200 boats sailed.", "1,200", 1200.0, "");
    one("The town has 12,00,000 voters.", "12,00,000", 1_200_000.0, "");
    one("About the size of 3\u{202F}000 boats.", "3\u{202F}000", 3000.0, "");
    one("Some say it sank 3 000 boats.", "3 000", 3000.0, "");
    one("They bought 1.2 million doses.", "1.2 million", 1_200_000.0, "");
    one("A million doses came.", "A million", 1e6, "");
    one("She wrote a hundred and five letters.", "a hundred and five", 105.0, "");
    one("Two dozen boats left.", "Two dozen", 24.0, "");
    one("Half a dozen boats left.", "Half a dozen", 6.0, "");
    one("They sold a half-dozen boats.", "a half-dozen", 6.0, "");
    one("The site has 40m users.", "40m", 4e7, "");
    one("The shop sold 10k tickets.", "10k", 1e4, "");
    one("A 3-member panel will sit.", "3", 3.0, "");
    check("Five hundred and two hundred came.", &[("Five hundred", 500.0, 500.0, "", Exact), ("two hundred", 200.0, 200.0, "", Exact)]);
    check("He was hurt on Route 9 near County Road 14.", &[("9", 9.0, 9.0, "", Exact), ("14", 14.0, 14.0, "", Exact)]);
    check("See paragraph 2 of report No. 3.", &[("2", 2.0, 2.0, "", Exact), ("3", 3.0, 3.0, "", Exact)]);
}

#[test]
fn ordinals() {
    one("It was the third fire.", "third", 3.0, "#");
    one("It was his 3rd fire.", "3rd", 3.0, "#");
    one("It was the twenty-first fire.", "twenty-first", 21.0, "#");
    one("The second ferry sank.", "second", 2.0, "#");
    one("This is the first ferry to sink.", "first", 1.0, "#");
    one("A third man died.", "third", 3.0, "#");
    none("Police first saw the ferry, then at first lost it.");
    none("She gave first aid to the First Lady.");
    none("Third, the ferry was old.");
    none("It spins once per second.");
}

#[test]
fn money() {
    one("It cost $1bn.", "$1bn", 1e9, "USD");
    one("It cost $1.42 billion.", "$1.42 billion", 1.42e9, "USD");
    one("It cost US$5m.", "US$5m", 5e6, "USD");
    one("It cost A$3 million.", "A$3 million", 3e6, "AUD");
    one("He lost a $5 note.", "$5", 5.0, "USD");
    one("It cost £3.2m.", "£3.2m", 3.2e6, "GBP");
    one("It cost £2.4 m.", "£2.4 m", 2.4e6, "GBP");
    one("It cost Rs 40 crore.", "Rs 40 crore", 4e8, "INR");
    one("It cost Rs. 500.", "Rs. 500", 500.0, "INR");
    one("It cost ₹5 lakh.", "₹5 lakh", 500_000.0, "INR");
    one("It cost ¥900.", "¥900", 900.0, "JPY");
    one("It cost 30 pounds.", "30 pounds", 30.0, "GBP");
    one("It cost 20 euros.", "20 euros", 20.0, "EUR");
    one("It cost EUR 20.", "EUR 20", 20.0, "EUR");
    one("It cost 20 million Swiss francs.", "20 million Swiss francs", 2e7, "CHF");
    one("It cost 50 cents.", "50 cents", 50.0, "cent");
    one("It cost 75p.", "75p", 0.75, "GBP");
    one("It cost half a million dollars.", "half a million dollars", 500_000.0, "USD");
    one("A $1.50-a-ride fare.", "$1.50", 1.5, "USD");
    check("It cost €2–3 million.", &[("€2–3 million", 2e6, 3e6, "EUR", Exact)]);
    check("It cost $2-$3 million.", &[("$2-$3 million", 2e6, 3e6, "USD", Exact)]);
    check("It cost $800 million to $1.2 billion.", &[("$800 million to $1.2 billion", 8e8, 1.2e9, "USD", Exact)]);
    check("It cost hundreds of dollars.", &[("hundreds of dollars", 200.0, 1000.0, "USD", Exact)]);
    check("It cost $5m, or £4m.", &[("$5m", 5e6, 5e6, "USD", Exact), ("£4m", 4e6, 4e6, "GBP", Exact)]);
    check(
        "The dog weighed 30 pounds, ate 2 pounds of rice and pulled a 120-pound sled.",
        &[("30 pounds", 30.0, 30.0, "pound", Exact), ("2 pounds", 2.0, 2.0, "pound", Exact), ("120-pound", 120.0, 120.0, "pound", Exact)],
    );
}

#[test]
fn shares_and_parts() {
    one("It rose 40 per cent.", "40 per cent", 40.0, "percent");
    one("It rose 40%.", "40%", 40.0, "percent");
    one("It rose two percentage points.", "two percentage points", 2.0, "percentage point");
    one("It rose half a percentage point.", "half a percentage point", 0.5, "percentage point");
    one("It rose 25 basis points.", "25 basis points", 25.0, "basis point");
    one("It fell to −0.4%.", "−0.4%", -0.4, "percent");
    one("Two-thirds of voters agreed.", "Two-thirds", 2.0 / 3.0, "");
    one("Three quarters of voters agreed.", "Three quarters", 0.75, "");
    one("A quarter of voters agreed.", "A quarter", 0.25, "");
    one("One third of voters agreed.", "One third", 1.0 / 3.0, "");
    one("Half the voters agreed.", "Half", 0.5, "");
    one("Prices fell by a third.", "a third", 1.0 / 3.0, "");
    one("It rained ½ inch.", "½ inch", 0.5, "inch");
    one("One in five voters agreed.", "One in five", 0.2, "");
    one("One of every five voters agreed.", "One of every five", 0.2, "");
    one("Three out of 10 voters agreed.", "Three out of 10", 0.3, "");
    one("Two and a half million voters agreed.", "Two and a half million", 2.5e6, "");
    one("The walk took 2 1/2 hours.", "2 1/2 hours", 2.5, "hour");
    one("The walk took two-and-a-half hours.", "two-and-a-half hours", 2.5, "hour");
    one("The walk took half an hour.", "half an hour", 0.5, "hour");
    one("He took a half-hour walk.", "a half-hour", 0.5, "hour");
    one("The second half was dull.", "second", 2.0, "#");
    none("Her half-brother came at half past.");
    none("Profit rose in the quarter.");
    check("Two in 17 matches were lost.", &[("Two", 2.0, 2.0, "", Exact), ("17", 17.0, 17.0, "", Exact)]);
}

#[test]
fn times() {
    one("She won twice.", "twice", 2.0, "times");
    one("It is double the size.", "double", 2.0, "times");
    one("It is three times the size.", "three times", 3.0, "times");
    one("The price tripled.", "tripled", 3.0, "times");
    check("It is nearly twice the size.", &[("nearly twice", 2.0, 2.0, "times", Nearly)]);
    check("The price more than doubled.", &[("more than doubled", 2.0, 2.0, "times", MoreThan)]);
    none("The double murder shocked the mayor, who doubled down.");
}

#[test]
fn open_counts() {
    check("Dozens of people fled.", &[("Dozens", 24.0, 120.0, "", Exact)]);
    check("Scores of people fled.", &[("Scores", 40.0, 200.0, "", Exact)]);
    check("Hundreds fled.", &[("Hundreds", 200.0, 1000.0, "", Exact)]);
    check("Tens of thousands fled.", &[("Tens of thousands", 20_000.0, 100_000.0, "", Exact)]);
    check("Several hundred people fled.", &[("Several hundred", 400.0, 900.0, "", Exact)]);
    check("Several people fled.", &[("Several", 4.0, 9.0, "quantifier", Exact)]);
    check("A few people fled.", &[("A few", 3.0, 5.0, "quantifier", Exact)]);
    check("It lasted several hours.", &[("several hours", 4.0, 9.0, "hour", Exact)]);
    check("It lasted a couple of weeks.", &[("a couple of weeks", 2.0, 2.0, "week", About)]);
    none("A couple from Kessel fled.");
    none("He scores at tests, and test scores rose.");
}

#[test]
fn quantifiers() {
    let scale = |sentence, words, low, high| check(sentence, &[(words, low, high, "quantifier", Exact)]);
    scale("All members voted.", "All", 1.0, 1.0);
    scale("All of the members voted.", "All", 1.0, 1.0);
    scale("Most members voted.", "Most", 0.51, 0.99);
    scale("Most of the members voted.", "Most", 0.51, 0.99);
    scale("The majority of members voted.", "majority", 0.51, 0.99);
    scale("Many young members voted.", "Many", 0.2, 0.8);
    scale("Some members voted.", "Some", 0.05, 0.95);
    scale("Few members voted.", "Few", 0.01, 0.1);
    scale("Both members voted.", "Both", 2.0, 2.0);
    check("Nearly all members voted.", &[("Nearly all", 1.0, 1.0, "quantifier", Nearly)]);
    none("After all, it is not at all clear, and the most popular singers were all right.");
    none("It is an all-time high, most likely.");
    none("It is the largest and most modern port of Varda’s most modern ports.");
    none("They all met friends, most highly paid clerks.");
    none("How many members voted?");
    none("Both Anna and Bert voted at some point.");
    none("It happens all the time.");
    one("All 12 members voted.", "12", 12.0, "");
    none("None of them voted, and no members spoke.");
}

#[test]
fn approximators_before() {
    let rows = [
        ("About 12 people fled.", "About 12", About),
        ("Some 12 people fled.", "Some 12", About),
        ("An estimated 12 people fled.", "An estimated 12", About),
        ("Roughly 12 people fled.", "Roughly 12", About),
        ("Nearly 12 people fled.", "Nearly 12", Nearly),
        ("Just under 12 people fled.", "Just under 12", Nearly),
        ("Close to 12 people fled.", "Close to 12", Nearly),
        ("At least 12 people fled.", "At least 12", AtLeast),
        ("No fewer than 12 people fled.", "No fewer than 12", AtLeast),
        ("A minimum of 12 people fled.", "A minimum of 12", AtLeast),
        ("More than 12 people fled.", "More than 12", MoreThan),
        ("Over 12 people fled.", "Over 12", MoreThan),
        ("Upwards of 12 people fled.", "Upwards of 12", MoreThan),
        ("Up to 12 people fled.", "Up to 12", AtMost),
        ("As many as 12 people fled.", "As many as 12", AtMost),
        ("No more than 12 people fled.", "No more than 12", AtMost),
        ("Fewer than 12 people fled.", "Fewer than 12", LessThan),
        ("Under 12 people fled.", "Under 12", LessThan),
        ("At least another 12 people fled.", "At least another 12", AtLeast),
        ("Up to about 12 people fled.", "Up to about 12", AtMost),
        ("At least some 12 people fled.", "At least some 12", AtLeast),
    ];
    for (sentence, words, approximation) in rows {
        check(sentence, &[(words, 12.0, 12.0, "", approximation)]);
    }
    check("It cost at least $5.", &[("at least $5", 5.0, 5.0, "USD", AtLeast)]);
    check("It took nearly a year.", &[("nearly a year", 1.0, 1.0, "year", Nearly)]);
    check("It took more than half an hour.", &[("more than half an hour", 0.5, 0.5, "hour", MoreThan)]);
    check("It is more than a third full.", &[("more than a third", 1.0 / 3.0, 1.0 / 3.0, "", MoreThan)]);
}

#[test]
fn approximators_behind() {
    check("There were 300-odd tents.", &[("300-odd", 300.0, 300.0, "", About)]);
    check("There were 20 or so tents.", &[("20 or so", 20.0, 20.0, "", About)]);
    check("There were 500+ tents.", &[("500+", 500.0, 500.0, "", AtLeast)]);
    check("He faces five years or more.", &[("five years or more", 5.0, 5.0, "year", AtLeast)]);
    check("Ten or fewer tents stood.", &[("Ten or fewer", 10.0, 10.0, "", AtMost)]);
}

#[test]
fn what_only_looks_like_an_approximator() {
    one("He talked about 12 boats.", "12", 12.0, "");
    one("It adds up to 12 boats.", "12", 12.0, "");
    one("It rained over three days.", "three days", 3.0, "day");
    check("It rained for over three days.", &[("over three days", 3.0, 3.0, "day", MoreThan)]);
    none("It took a week.");
}

#[test]
fn ranges() {
    let range = |sentence, words, low, high, unit| check(sentence, &[(words, low, high, unit, Exact)]);
    range("It seats 10-12 people.", "10-12", 10.0, 12.0, "");
    range("It seats between 5 and 7 people.", "between 5 and 7", 5.0, 7.0, "");
    range("It rose from 3 to 5 percent.", "3 to 5 percent", 3.0, 5.0, "percent");
    range("It rose 10%-12%.", "10%-12%", 10.0, 12.0, "percent");
    range("It took 200-250 hours.", "200-250 hours", 200.0, 250.0, "hour");
    range("Two or three boats sank.", "Two or three", 2.0, 3.0, "");
    range("One or two boats sank.", "One or two", 1.0, 2.0, "");
    range("Camps for 10- to 12-year-olds opened.", "10- to 12-year-olds", 10.0, 12.0, "year");
    range("It seats 2 to 3 million people.", "2 to 3 million", 2e6, 3e6, "");
    range("It seats 500 to 1 million people.", "500 to 1 million", 500.0, 1e6, "");
    check("Somewhere between about 5 and 7 sank.", &[("between about 5 and 7", 5.0, 7.0, "", About)]);
    check("It fell from 7 to 5 percent.", &[("7", 7.0, 7.0, "percent", Exact), ("5 percent", 5.0, 5.0, "percent", Exact)]);
    check("It gave 5 miles to 7 dogs.", &[("5 miles", 5.0, 5.0, "mile", Exact), ("7", 7.0, 7.0, "", Exact)]);
    check("It grew by 3 to 12.", &[("3", 3.0, 3.0, "", Exact), ("12", 12.0, 12.0, "", Exact)]);
}

/// The lower end is the lower one, whichever is written first.
#[test]
fn a_result_is_a_range_too() {
    let found = read(&Text::new("Kessel won 4-1."));
    assert_eq!((found[0].low, found[0].high, found[0].falling), (1.0, 4.0, true));
    let found = read(&Text::new("12-1“will said "));
    assert_eq!((found[0].low, found[0].high), (1.0, 12.0));
}

#[test]
fn scores_and_votes() {
    let score = |sentence, words, a, b| check(sentence, &[(words, a, b, "score", Exact)]);
    score("Kessel won 4-1.", "4-1", 4.0, 1.0);
    score("Kessel lost 2–5.", "2–5", 2.0, 5.0);
    score("A 1-1 draw.", "1-1", 1.0, 1.0);
    differ("Kessel won 4-1.", "Kessel lost 1-4.");
    score("It passed by 52 votes to 47.", "52 votes to 47", 52.0, 47.0);
    score("It passed by 11 votes to two.", "11 votes to two", 11.0, 2.0);
    score("The council voted 5 to 2.", "5 to 2", 5.0, 2.0);
    score("It had a 3 to 1 margin.", "3 to 1", 3.0, 1.0);
    score("They outnumber clerks 3-to-1.", "3-to-1", 3.0, 1.0);
    score("The house voted 220-205 for it.", "220-205", 220.0, 205.0);
    check(
        "She won 6-4, 3-6, 7-5.",
        &[("6-4", 6.0, 4.0, "score", Exact), ("3-6", 3.0, 6.0, "score", Exact), ("7-5", 7.0, 5.0, "score", Exact)],
    );
    check("Clerks back it by nearly 2-1.", &[("nearly 2-1", 2.0, 1.0, "score", Nearly)]);
    check("Berg holds a lead with voters 21 to 29.", &[("21 to 29", 21.0, 29.0, "", Exact)]);
    none("It is case No. 14-915.");
    check("They won 3-5 games.", &[("3-5", 3.0, 5.0, "", Exact)]);
    none("They played 4-4-2.");
}

#[test]
fn durations_ages_and_measures() {
    let rows = [
        ("He served 12 years.", "12 years", 12.0, "year"),
        ("He served five more years.", "five more years", 5.0, "year"),
        ("A 44-year-old man fled.", "44-year-old", 44.0, "year"),
        ("He is 44 years old.", "44 years old", 44.0, "year"),
        ("A three-week strike ended.", "three-week", 3.0, "week"),
        ("It took 10 seconds.", "10 seconds", 10.0, "second"),
        ("It took one second.", "one second", 1.0, "second"),
        ("He ran 5km.", "5km", 5.0, "km"),
        ("He ran five kilometers.", "five kilometers", 5.0, "km"),
        ("He ran 100 metres.", "100 metres", 100.0, "metre"),
        ("He ran at 20 mph.", "20 mph", 20.0, "mile per hour"),
        ("He ran at 20 miles an hour.", "20 miles an hour", 20.0, "mile per hour"),
        ("It burned 300 acres.", "300 acres", 300.0, "acre"),
        ("It burned 40 square miles.", "40 square miles", 40.0, "square mile"),
        ("It is a 30,000-square-foot hall.", "30,000-square-foot", 30_000.0, "square foot"),
        ("It was 38 degrees Celsius.", "38 degrees Celsius", 38.0, "degree C"),
        ("It was 38°C.", "38°C", 38.0, "degree C"),
        ("It was −3°C.", "−3°C", -3.0, "degree C"),
        ("It was minus 3 degrees.", "minus 3 degrees", -3.0, "degree"),
        ("It makes 40 MW.", "40 MW", 40.0, "MW"),
        ("It makes 3m barrels a day.", "3m barrels a day", 3e6, "barrel per day"),
        ("He stands 6-foot-3.", "6-foot-3", 6.25, "foot"),
        ("He stands 6 feet 3 inches tall.", "6 feet 3 inches", 6.25, "foot"),
    ];
    for (sentence, words, value, unit) in rows {
        one(sentence, words, value, unit);
    }
    check("It was 100F (38C).", &[("100F", 100.0, 100.0, "degree F", Exact), ("38C", 38.0, 38.0, "degree C", Exact)]);
    one("A man, aged 41, fled.", "41", 41.0, "");
    one("Orla Venn, 41, fled.", "41", 41.0, "");
}

#[test]
fn years_clock_times_and_identifiers_are_none() {
    none("It was built in 1994 and shut since 2016, the 2019 figures say.");
    none("It was open from 2010 to 2012, and in 2016-17.");
    none("It left at 7:41, at 2 a.m., at 5.30pm, between 2 and 4 p.m., between 2 and 4:30 and at 1400 GMT.");
    none("The 1990s and the F-16, COVID-19, 4x4, 5G and 18F (@18F).");
    none("Call 555-0100 or 555-123-4567 or 0800 now, on 9/11 or 24/7.");
    one("About 2010 there was one boat.", "one", 1.0, "");
    one("It killed 1200 people.", "1200", 1200.0, "");
    one("It is 2000 miles long.", "2000 miles", 2000.0, "mile");
    check("It killed more than 2000 people.", &[("more than 2000", 2000.0, 2000.0, "", MoreThan)]);
}

#[test]
fn one_as_a_pronoun_is_none() {
    none("No one saw it; one of them, the one in red, fled, and one should ask one another.");
    none("Air Force One landed near Ground Zero.");
    none("The one-on-one talks were one-sided.");
    one("One person died.", "One", 1.0, "");
    one("Police said that one victim died.", "one", 1.0, "");
    one("It is a one-year term.", "one-year", 1.0, "year");
    check("At least one of them fled.", &[("At least one", 1.0, 1.0, "", AtLeast)]);
    one("They argued over one boat.", "one", 1.0, "");
}

#[test]
fn what_is_taken_is_left_alone() {
    let text = Text::new("On 12 May at least 14 boats left within 3 days.");
    let words = Words::of(&text);
    let whole = 0..text.tokens().len();
    let at = |words: &str| text.as_str().find(words).map(|at| Span::new(at, at + words.len())).expect("there");
    let found = quantities(&words, whole.clone(), &[at("12 May"), at("within 3 days")]);
    assert_eq!(found.iter().map(|q| text.slice(q.span)).collect::<Vec<_>>(), ["at least 14"]);
    assert!(quantities(&words, whole, &[Span::new(0, text.as_str().len())]).is_empty());
    assert!(quantities(&words, 4..4, &[]).is_empty() && quantities(&words, 90..99, &[]).is_empty());
    // nothing before the given tokens is looked at
    let from = text.tokens_in(at("14 boats")).start;
    assert_eq!(text.slice(quantities(&words, from..from + 2, &[])[0].span), "14");
}

#[test]
fn ways_to_write_the_same() {
    same("16 boats", "sixteen boats");
    same("It cost $1.1 billion.", "It cost $1.1bn.");
    same("It cost $1.1 billion.", "It cost US$1,100 million.");
    same("40 per cent", "40%");
    same("5 kilometres", "5km");
    same("at least 16 boats", "16 boats");
    same("3rd boat", "a third boat");
    differ("16 boats", "16th boat");
    differ("16 boats", "17 boats");
    differ("16 miles", "16 km");
    differ("All members", "Most members");
    differ("16 boats", "16-20 boats");
}

proptest! {
    #[test]
    fn any_text_is_read(words in prop::collection::vec("[0-9]{1,5}|[-–,.:/$£%°()+ ]|a|an|one|two|half|third|hundred|million|dozens|of|and|to|or|in|between|at least|or more|few|couple|votes|year|old|m|k|foot|thousand|\\PC", 0..24), glue in "| |-") {
        let text = Text::new(words.join(&glue));
        let found = read(&text);
        let mut end = 0;
        for q in &found {
            prop_assert!(q.span.start >= end && !q.span.is_empty());
            prop_assert!(!text.slice(q.span).is_empty());
            prop_assert!(q.low.is_finite() && q.high.is_finite());
            prop_assert!(found.iter().all(|other| key(q) != key(other) || same_value(q, other)));
            end = q.span.end;
        }
    }
}

/// “More than” and “about” are both said of the number; what weighs in a few words before is no money.
#[test]
fn how_far_before_a_number_words_say_something_of_it() {
    check("More than about 40 people came.", &[("More than about 40", 40.0, 40.0, "", MoreThan)]);
    check("The bags of the old mill weighed in at about 4,000 pounds.", &[("about 4,000 pounds", 4000.0, 4000.0, "pound", About)]);
}

/// A game may end 700-600; two numbers that are higher are no score.
#[test]
fn how_high_a_score_is() {
    one_score("Velmar won 700-600.", "700-600");
    check("The bill passed 1,500-1,200.", &[("1,500", 1500.0, 1500.0, "", Exact), ("1,200", 1200.0, 1200.0, "", Exact)]);
}

/// The first quantity of a sentence is a score with these words.
fn one_score(sentence: &str, words: &str) {
    let text = Text::new(sentence);
    assert_eq!(read(&text).first().map(|q| text.slice(q.span)), Some(words), "{sentence}");
}

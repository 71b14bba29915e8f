//! Invented sentences, each with the keys it must give; most fail without the rule they are here for.

use super::*;
use crate::extract::Reference;
use crate::text::Text;
use chrono_tz::Tz;

/// Wednesday, 20 August 2031.
fn reference() -> Reference {
    Reference { date: NaiveDate::from_ymd_opt(2031, 8, 20), zone: Some(Tz::America__New_York), ..Reference::default() }
}

/// `words → key`, for each mention.
fn shown(line: &str, reference: &Reference) -> Vec<String> {
    let text = Text::new(line);
    let found = dates(&Words::of(&text), 0..text.tokens().len(), reference);
    found.iter().map(|d| format!("{} = {}", text.slice(d.span), d.key)).collect()
}

fn check(line: &str, expected: &[&str]) {
    assert_eq!(shown(line, &reference()), expected, "{line}");
}

fn check_unresolved(line: &str, expected: &[&str]) {
    assert_eq!(shown(line, &Reference::default()), expected, "{line}");
}

#[test]
fn days_by_their_date() {
    check("The pier opened on June 16, 2014, to crowds.", &["June 16, 2014 = 2014-06-16"]);
    check("The pier opened on Oct. 10.", &["Oct. 10 = 2031-10-10"]);
    check("It began on 17 January 2024.", &["17 January 2024 = 2024-01-17"]);
    check("It began on the 9th of May.", &["9th of May = 2031-05-09"]);
    check("It closes on 8/9/31.", &["8/9/31 = 2031-08-09"]);
    check("It closed on 31/7/26 and 17.01.17.", &["31/7/26 = 2026-07-31", "17.01.17 = 2017-01-17"]);
    check("Logged 2025-08-18.", &["2025-08-18 = 2025-08-18"]);
    check("The fair runs June 3-5 in Varn.", &["June 3-5 = 2031-06-03..2031-06-05"]);
    check("The fair runs from 1 to 6 April.", &["1 to 6 April = 2031-04-01..2031-04-06"]);
    check("It met Sunday, Feb. 9, 2025, in Varn.", &["Sunday, Feb. 9, 2025 = 2025-02-09"]);
    check("It met Sunday, Feb. 10, 2025, in Varn.", &["Sunday, Feb. 10, 2025 = 2025-02-10!sun"]);
    check("It met on Monday evening, 18 August.", &["Monday evening, 18 August = 2031-08-18/evening"]);
    check_unresolved("The pier opened on Oct. 10 and 4/5/31.", &["Oct. 10 = 10-10", "4/5/31 = 4/5/31"]);
}

#[test]
fn months_seasons_years() {
    check("It opened in May 2019.", &["May 2019 = 2019-05"]);
    check("It opens in May and shuts in November.", &["May = 2031-05", "November = 2031-11"]);
    check("It has been shut since March.", &["March = 2031-03"]);
    check("It opens in mid-May or early October.", &["mid-May = 2031-05/mid", "early October = 2031-10/early"]);
    check("It was built in 2011, and the 1990s plan fell.", &["2011 = 2011", "1990s = 1990s"]);
    check("Prices fell in the late 1990s and the ’80s.", &["late 1990s = 1990s/late", "’80s = 1980s"]);
    check("Since 2016 the town has grown.", &["2016 = 2016"]);
    check("The 2016 election and its 2014 report (2011) count.", &["2016 = 2016", "2014 = 2014", "2011 = 2011"]);
    check("The term 2029-31 ends.", &["2029-31 = 2029..2031"]);
    check("A 19th-century mill from the 18th century.", &["19th-century = 19c", "18th century = 18c"]);
    check("It began in summer 2017 and the winter of 2018.", &["summer 2017 = 2017-summer", "winter of 2018 = 2018-winter"]);
    check("Work starts next spring.", &["next spring = next:spring"]);
    check("Last May the dam broke; last October it held.", &["Last May = 2031-05", "last October = 2030-10"]);
    check("Sales rose in the third quarter of 2030.", &["third quarter of 2030 = 2030-q3"]);
    check("It will open in February.", &["February = 2032-02"]);
    check("It opened in October.", &["October = 2030-10"]);
    check("In a June interview and her March comment.", &["June = 2031-06", "March = 2031-03"]);
    check("The collapse of 2008-9 and the 2016 primaries.", &["2008-9 = 2008..2009", "2016 = 2016"]);
    check_unresolved("It opened in May.", &["May = month:05"]);
}

#[test]
fn weekdays_look_back_unless_the_sentence_looks_forward() {
    check("The council voted on Monday.", &["Monday = 2031-08-18"]);
    check("The council voted Wednesday.", &["Wednesday = 2031-08-20"]);
    check("The council voted on Monday night.", &["Monday night = 2031-08-18/night"]);
    check("The council met late Sunday.", &["late Sunday = 2031-08-17/late"]);
    check("The council met early on Sunday.", &["early on Sunday = 2031-08-17/early"]);
    check("The council will meet on Friday.", &["Friday = 2031-08-22"]);
    check("The council is to meet on Friday.", &["Friday = 2031-08-22"]);
    check("She’ll speak on Friday.", &["Friday = 2031-08-22"]);
    check("On Friday, the council will meet.", &["Friday = 2031-08-22"]);
    check("The mill will close, its owner said on Friday.", &["Friday = 2031-08-15"]);
    check("She said the vote would be held on Friday.", &["Friday = 2031-08-22"]);
    check("The ruling was expected to be announced on Friday.", &["Friday = 2031-08-22"]);
    check("It stayed shut until Friday.", &["Friday = 2031-08-22"]);
    check("It was last seen last Wednesday.", &["last Wednesday = 2031-08-13"]);
    check("Talks resume next Tuesday.", &["next Tuesday = 2031-08-26"]);
    check("The market opens on Mondays.", &["Mondays = every:mon"]);
    check_unresolved("The council voted on Monday night.", &["Monday night = weekday:mon/night"]);
}

#[test]
fn days_from_today() {
    check("It rained yesterday and tomorrow will be dry.", &["yesterday = 2031-08-19", "tomorrow = 2031-08-21"]);
    check("They play tonight.", &["tonight = 2031-08-20/night"]);
    check("It broke this afternoon.", &["this afternoon = 2031-08-20/afternoon"]);
    check("It broke last night.", &["last night = 2031-08-19/night"]);
    check("It broke two days ago.", &["two days ago = 2031-08-18"]);
    check("It broke the day before yesterday.", &["day before yesterday = 2031-08-18"]);
    check("It broke last week and last month.", &["last week = 2031-W33", "last month = 2031-07"]);
    check("It opens next month, this year or next year.", &["next month = 2031-09", "this year = 2031", "next year = 2032"]);
    check("It broke earlier this week.", &["earlier this week = 2031-W34/earlier"]);
    check("It opens at the end of the year.", &["end of the year = 2031/end"]);
    check("It shut over the weekend, last weekend.", &["last weekend = 2031-08-16..2031-08-17"]);
    check("It broke three years ago, years ago.", &["three years ago = -3y", "years ago = -?y"]);
    check("A week ago it held.", &["A week ago = -7d"]);
    let monday = Reference { date: NaiveDate::from_ymd_opt(2031, 8, 18), ..Reference::default() };
    assert_eq!(shown("She spoke this weekend.", &monday), ["this weekend = 2031-08-16..2031-08-17"]);
    assert_eq!(shown("She will speak this weekend.", &monday), ["this weekend = 2031-08-23..2031-08-24"]);
    check_unresolved("It rained yesterday, last week.", &["yesterday = day:-1", "last week = week:-1"]);
}

#[test]
fn periods_reckoned_from_now() {
    check("They meet within two weeks.", &["within two weeks = +14d"]);
    check("They meet within 14 days.", &["within 14 days = +14d"]);
    check("They meet within a month.", &["within a month = +1mo"]);
    check("They meet within the next month, in the next month.", &["within the next month = +1mo", "next month = +1mo"]);
    check("They meet within days.", &["within days = +?d"]);
    check("They will meet in two weeks.", &["two weeks = +14d"]);
    check("The rule takes effect in 90 days.", &["90 days = +90d"]);
    check("They meet in two weeks’ time, ten days from now.", &["two weeks’ time = +14d", "ten days from now = +10d"]);
    check("It grew over the past two years.", &["past two years = past:2y"]);
    check("It grew in recent weeks; rain comes in the coming days.", &["recent weeks = past:?w", "coming days = +?d"]);
    check("It broke two days later, the following day.", &["two days later = then+2d", "following day = then+1d"]);
    check("Profit was 4 million a year earlier.", &["a year earlier = then-1y"]);
    check("They must pay by Friday.", &["Friday = 2031-08-15"]);
    check("They will have to pay by Friday.", &["Friday = 2031-08-22"]);
}

#[test]
fn times_of_day_with_and_without_a_day() {
    check("It broke at 7:41 p.m. ET.", &["7:41 p.m. ET = 19:41[America/New_York]"]);
    check("It broke shortly after 2 a.m. on Monday.", &["2 a.m. on Monday = 2031-08-18T02:00"]);
    check("It broke on Monday at 5.30pm.", &["Monday at 5.30pm = 2031-08-18T17:30"]);
    check("It broke on Monday around noon.", &["Monday around noon = 2031-08-18T12:00"]);
    check("It broke at midnight.", &["midnight = 00:00"]);
    check("It broke at 16:40 GMT, 3 November.", &["16:40 GMT, 3 November = 2031-11-03T16:40[Europe/London]"]);
    check("It opens between 6 and 7 p.m. today.", &["6 and 7 p.m. today = 2031-08-20T18:00..19:00"]);
}

#[test]
fn holidays_with_a_day_of_their_own() {
    check("It shuts on Christmas Eve and New Year’s Day 2032.", &["Christmas Eve = 2031-12-24", "New Year’s Day 2032 = 2032-01-01"]);
    check("The Fourth of July parade, a May Day march.", &["Fourth of July = 2031-07-04", "May Day = 2031-05-01"]);
    check("Before Thanksgiving, on Good Friday.", &["Thanksgiving = holiday:thanksgiving", "Good Friday = holiday:good-friday"]);
    check("Christmas markets and the Bloody Sunday inquiry.", &[]);
}

#[test]
fn what_only_looks_like_a_date() {
    for line in [
        "She was held for 14 months after a two-week strike.",
        "A 44-year-old man and a 3-day-old calf.",
        "They may march in the sun.",
        "April Jones met June Hall and May Britt.",
        "The March for Life and the second act.",
        "They sat on a wed couple’s lawn, and fell in the end.",
        "He built it in two weeks.",
        "Some 2000 troops and 2,016 tanks; about 2014 voters.",
        "They live at 2020 Mill Road.",
        "They won 3:1 and 16:40.",
        "The Sunday Courier and Saturday Night Live.",
        "The last two weeks of it, the first days.",
        "The money is to last 18 months.",
        "The works shall last two weeks, and they don’t usually last three months.",
        "At last, this man and the next one.",
        "He read USA Today.",
        "The fall of Varn.",
        "One in ten, a day or a year.",
        "Flight 1990 and Route 2019.",
        "The 21st Century Mill Company, the March on Varn.",
        "Following the debate",
    ] {
        check(line, &[]);
    }
}

#[test]
fn the_same_day_said_in_two_ways_has_one_key() {
    for (a, b) in [
        ("on Monday", "on Aug. 18"),
        ("18 August 2031", "August 18"),
        ("yesterday", "Tuesday"),
        ("last year", "in 2030"),
        ("this month", "in August 2031"),
        ("within 14 days", "within two weeks"),
        ("at 7:41 p.m. ET", "at 7:41 pm EDT"),
    ] {
        let keys = |line: &str| {
            let text = Text::new(line);
            dates(&Words::of(&text), 0..text.tokens().len(), &reference()).into_iter().map(|d| d.key).collect::<Vec<_>>()
        };
        assert_eq!(keys(a), keys(b), "{a} | {b}");
    }
}

#[test]
fn a_weekday_may_be_its_date() {
    let one = |line: &str, reference: &Reference| {
        let text = Text::new(line);
        dates(&Words::of(&text), 0..text.tokens().len(), reference).into_iter().next().expect("a date")
    };
    let none = Reference::default();
    let same = |a: &DateMention, b: &DateMention| could_be_same(a, b) && could_be_same(b, a);
    assert!(same(&one("on Monday", &none), &one("on Aug. 18", &reference())));
    assert!(same(&one("on Monday", &none), &one("on Aug. 18", &none)));
    assert!(same(&one("at 7 p.m.", &none), &one("at 7 p.m. ET", &none)));
    assert!(!same(&one("on Tuesday", &none), &one("on Aug. 18, 2031", &none)));
    assert!(!same(&one("on Monday night", &none), &one("on Aug. 18", &none)));
    assert!(!same(&one("on Monday", &none), &one("on Tuesday", &none)));
    assert!(!same(&one("on Monday", &none), &one("in August 2031", &none)));
    assert!(!same(&one("May 9", &none), &one("May 9, 1961", &none)));
}

#[test]
fn any_text_gives_an_answer() {
    for line in ["", "within", "last", "the", "31/", "in 9999", "99999999999999999999 days ago", "5000 centuries ago", "late", "12 a"] {
        let text = Text::new(line);
        let far = Reference { date: Some(NaiveDate::MAX), ..Reference::default() };
        dates(&Words::of(&text), 0..text.tokens().len() + 3, &far);
        let back = Range { start: 5, end: 2 };
        assert!(dates(&Words::of(&text), back, &far).is_empty());
    }
    let near = Reference { date: Some(NaiveDate::MIN), ..Reference::default() };
    let text = Text::new("last week, last year, next month, on Monday, two days ago, June 3, this decade");
    assert!(!dates(&Words::of(&text), 0..text.tokens().len(), &near).is_empty());
}

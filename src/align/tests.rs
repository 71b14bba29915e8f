//! What `align` makes of whole texts: each kind of link, each threshold, the laws, the bounds on work.

use super::*;
use crate::extract::{Reference, extract};
use crate::text::Text;
use proptest::prelude::*;

const HALL: &str = "The council met on Monday in the old customs hall by the river.";
const NOBODY: &str = "Nobody from the ferry company came to answer questions about the fire.";
const SPRING: &str = "A decision on the new timetable is due when the ice has gone.";
const MAYOR: &str = "Mayor Orla Venn called the delay a disgrace and left before the vote.";
const TOLL: &str = "The toll for lorries would double to 40 marks under the plan.";

/// A text around a place, so that words can be told common from rare.
const AROUND: [&str; 8] = [
    "The old ferry landing on the north side of the bay was closed by the county in the spring.",
    "It had been built in the days of the salt trade, when the town was the largest on the coast.",
    "Many of the people who live in the hills above it said that they would miss the lights at night.",
    "The county said that the cost of the repairs was more than the landing was worth to the public.",
    "A group of fishermen asked the court to stop the work, but the judge said it was too late for that.",
    "Some of the timber was given to the school, and some of it was sold to a man from the islands.",
    "The clock from the waiting room is now in the hall of the library, where it is said to be slow.",
    "None of the boats that used the landing has left the bay, and most of them are in the new harbor.",
];

/// What becomes of one sentence for another in the midst of a text: `~4:4` or `-4: +:4`.
fn in_the_midst(before: &[&'static str], after: &[&'static str]) -> String {
    let around = |midst: &[&'static str]| [&AROUND[..4], midst, &AROUND[4..]].concat();
    let shown = aligned(&around(before), &around(after));
    shown.split(' ').filter(|link| !link.starts_with('=')).collect::<Vec<_>>().join(" ")
}

fn read(text: &str) -> Extract {
    extract(Text::new(text), &Reference::default())
}

/// One paragraph a sentence.
fn paragraphs(sentences: &[&str]) -> Extract {
    read(&sentences.join("\n\n"))
}

/// `=0:0 ~1:1 -2: +:2`: each link's kind, its sentences before and after.
fn show(alignment: &Alignment) -> String {
    let link = |link: &Link| {
        let kind = match link.kind {
            LinkKind::Unchanged => '=',
            LinkKind::Edited => '~',
            LinkKind::Moved => '>',
            LinkKind::Split => '<',
            LinkKind::Merged => 'Y',
            LinkKind::Added => '+',
            LinkKind::Removed => '-',
        };
        let list = |side: &[usize]| side.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        format!("{kind}{}:{}", list(&link.before), list(&link.after))
    };
    alignment.links.iter().map(link).collect::<Vec<_>>().join(" ")
}

fn aligned(before: &[&str], after: &[&str]) -> String {
    let (before, after) = (paragraphs(before), paragraphs(after));
    show(&align(&before, &after))
}

#[test]
fn what_is_the_same_is_unchanged() {
    assert_eq!(aligned(&[HALL, NOBODY], &[HALL, NOBODY]), "=0:0 =1:1");
    assert_eq!(aligned(&[], &[]), "");
    assert_eq!(aligned(&[], &[HALL]), "+:0");
    assert_eq!(aligned(&[HALL], &[]), "-0:");
    assert_eq!(aligned(&[HALL, NOBODY, SPRING], &[HALL, TOLL, NOBODY]), "=0:0 +:1 =1:2 -2:");
    assert_eq!(aligned(&[HALL, NOBODY, SPRING], &[HALL, SPRING]), "=0:0 -1: =2:1");
}

#[test]
fn glyphs_case_and_punctuation_do_not_count_but_are_seen() {
    let before = paragraphs(&[HALL, "\"It's a cease-fire,\" she said.", SPRING]);
    let after = paragraphs(&[HALL, "“It’s a Cease‐fire”, she said!", SPRING]);
    let alignment = align(&before, &after);
    assert_eq!(show(&alignment), "=0:0 =1:1 =2:2");
    assert!(alignment.links[0].identical && !alignment.links[1].identical);
    assert_eq!(alignment.links[1].similarity, 1.0);
    // Marks that come or go, a minus, and a dash between figures have meaning.
    assert_eq!(aligned(&[HALL, "He called it a “gift” to them."], &[HALL, "He called it a gift to them."]), "=0:0 ~1:1");
    assert_eq!(aligned(&[HALL, "It was -5 degrees at dawn."], &[HALL, "It was 5 degrees at dawn."]), "=0:0 ~1:1");
    assert_eq!(aligned(&[HALL, "It took 10-15 boats away."], &[HALL, "It took 10, 15 boats away."]), "=0:0 ~1:1");
    // A quotation of two sentences cut in two has its marks at other ends.
    assert_eq!(
        aligned(&[HALL, "“It was plain. It was there to see.”"], &[HALL, "“It was plain.”", "“It was there to see.”"]),
        "=0:0 =1:1 =2:2"
    );
}

#[test]
fn other_words_in_place_are_edited() {
    let fire = "The fire started in the engine room shortly after four, the coast guard said.";
    let fires = "The blaze began in the engine room shortly before five, according to the coast guard.";
    assert_eq!(aligned(&[HALL, fire, SPRING], &[HALL, fires, SPRING]), "=0:0 ~1:1 =2:2");
    // The quoted words stayed, the attribution is another.
    let quoted = "“The roof held through the storm, but only just,” Lina Sorg told reporters.";
    let other = "“The roof held through the storm, but only just,” an official of the ministry who was not named is quoted as saying.";
    assert_eq!(aligned(&[HALL, quoted, SPRING, TOLL], &[HALL, other, NOBODY, SPRING]), "=0:0 ~1:1 +:2 =2:3 -3:");
    assert_eq!(align(&paragraphs(&[fire]), &paragraphs(&[fires])).links[0].similarity, 18.0 / 29.0);
    // Enough by the rarity of what is shared, and enough by its number; each with another sentence in the gap.
    let spoke = "Ilian Dorscu and Marta Kovrin spoke for 70 minutes.";
    let asked = "Nobody at the ministry would say on Monday whether Marta Kovrin had agreed to what Ilian Dorscu asked of her.";
    assert_eq!(in_the_midst(&[spoke, NOBODY], &[asked]), "~4:4 -5:");
    let inspectors = "Inspectors found nothing wrong with the brakes of the tram on Tuesday evening.";
    let tested = "The inspectors tested the brakes of the carriage on Friday, before it went out.";
    assert_eq!(in_the_midst(&[inspectors, SPRING], &[tested]), "~4:4 -5:");
}

#[test]
fn the_place_decides_between_what_is_about_as_alike() {
    let north = "The northern line carried 4,000 people a day before the fire, the company said.";
    let here = "The northern line carries 3,000 people each day after the fire, the company said.";
    let there = "The northern line carried 4,000 people a day after the flood, the ministry said.";
    assert_eq!(aligned(&[HALL, north, SPRING, NOBODY], &[HALL, here, SPRING, there, NOBODY]), "=0:0 ~1:1 =2:2 +:3 =3:4");
}

#[test]
fn what_is_in_common_by_chance_is_not_enough() {
    // Nothing but function words.
    let up = "Up to 17 inches of rain could fall on the mountains in the middle of the island.";
    let most = "Most of the victims were in villages on the eastern side of the gulf then.";
    assert_eq!(in_the_midst(&[up], &[most]), "-4: +:4");
    // A name, in sentences about other things.
    let lawyer = "Lunsk agreed and sat, for once.";
    let party = "Opposition parties were skeptical on Monday of what they called a phone call for the cameras, and a debate in Parliament, for which Lunsk had asked, will be held this week whether Lunsk or anybody else asks for it.";
    assert_eq!(in_the_midst(&[lawyer], &[party]), "-4: +:4");
    let slept = "Passengers slept in the gymnasium, on benches that volunteers had brought from Pell.";
    let doubted = "Insurers doubted on Friday whether a claim from Pell, one of several, could be paid.";
    assert_eq!(in_the_midst(&[slept], &[doubted]), "-4: +:4");
    let tram = "Inspectors found nothing wrong with the brakes of the tram on Tuesday evening.";
    let work = "The brakes of the carriage were tested on Friday by engineers who work for the maker.";
    assert_eq!(in_the_midst(&[tram], &[work]), "-4: +:4");
}

#[test]
fn short_sentences_are_matched_where_they_stand() {
    assert_eq!(aligned(&[HALL, "She was 91.", SPRING], &[HALL, "She was 92.", SPRING]), "=0:0 ~1:1 =2:2");
    assert_eq!(aligned(&[HALL, "She was 91.", SPRING, TOLL], &[HALL, SPRING, TOLL, "She was 92."]), "=0:0 -1: =2:1 =3:2 +:3");
    assert_eq!(aligned(&[HALL, "She was 91.", SPRING], &[HALL, "He left then.", SPRING]), "=0:0 -1: +:1 =2:2");
    assert_eq!(aligned(&[HALL, "He left for good.", SPRING], &[HALL, "It was for profit.", SPRING]), "=0:0 -1: +:1 =2:2");
}

#[test]
fn in_a_small_gap_all_are_compared_however_common_their_words() {
    let mut before = vec![HALL.to_owned(), "She was 91.".to_owned(), TOLL.to_owned(), SPRING.to_owned()];
    let mut after = vec![HALL.to_owned(), "She was 92.".to_owned(), MAYOR.to_owned(), SPRING.to_owned()];
    for n in 0..80 {
        before.push(format!("Boat{n} said that she was at pier{n} by noon."));
        after.push(format!("Boat{n} said that she was at pier{n} by two."));
    }
    let alignment = align(&read(&before.join("\n\n")), &read(&after.join("\n\n")));
    assert_eq!(alignment.links[1].kind, LinkKind::Edited);
}

#[test]
fn a_lone_sentence_in_a_lone_ones_place_needs_less() {
    let inspectors = "Inspectors found nothing wrong with the brakes of the tram on Tuesday evening.";
    let tested = "Its brakes had been tested by inspectors days before it left with 80 people aboard.";
    assert_eq!(in_the_midst(&[inspectors], &[tested]), "~4:4");
    // So does one in a small gap, with others; in a larger one it may be anything.
    assert_eq!(in_the_midst(&[inspectors, MAYOR], &[TOLL, tested]), "+:4 ~4:5 -5:");
    let four = [inspectors, MAYOR, "She was 91.", "It was for profit."];
    assert_eq!(in_the_midst(&four, &[TOLL, tested, "He left.", "Rain fell."]), "-4: -5: -6: -7: +:4 +:5 +:6 +:7");
    // With nothing around them that stayed there is no place.
    assert_eq!(aligned(&[inspectors], &[tested]), "-0: +:0");
}

#[test]
fn who_speaks_makes_no_part_of_a_sentence() {
    let lessons = "Lessons will be held in the church hall, head teacher Ann Sorley said.";
    let after = ["Lessons will be held in the church hall.", "“We were lucky,” said head teacher Ann Sorley."];
    assert_eq!(in_the_midst(&[lessons], &after), "~4:4 +:5");
}

#[test]
fn little_words_are_no_likeness() {
    let early = "I get up early and drink a coffee and look at my mail before anybody is awake.";
    let alarm = "My alarm rings at six, and by seven I am in the truck and on the road to the coast.";
    assert_eq!(in_the_midst(&[early], &[alarm]), "-4: +:4");
}

#[test]
fn a_short_sentence_is_known_by_its_verb() {
    assert_eq!(in_the_midst(&["Nobody was hurt.", MAYOR], &["Three people were hurt."]), "~4:4 -5:");
}

#[test]
fn a_headline_stands_for_the_one_in_its_place() {
    assert_eq!(aligned(&["Mill on fire in Orrin", HALL, SPRING], &["Five found dead", HALL, SPRING]), "~0:0 =1:1 =2:2");
}

#[test]
fn a_line_of_the_page_that_came_is_told_from_a_sentence() {
    let (b, a) =
        (paragraphs(&["Hall shut", HALL, SPRING]), paragraphs(&["Hall shut", HALL, SPRING, "Read more: The hall in pictures", TOLL]));
    let came: Vec<bool> = align(&b, &a).links.iter().filter(|l| l.kind == LinkKind::Added).map(|l| l.is_only_of_page(&b, &a)).collect();
    assert_eq!(came, [true, false]);
}

#[test]
fn the_smaller_text_is_the_one_that_moved() {
    assert_eq!(aligned(&[HALL, NOBODY, SPRING, "He declined."], &["He declined.", HALL, NOBODY, SPRING]), ">3:0 =0:1 =1:2 =2:3");
    assert_eq!(aligned(&[HALL, NOBODY, SPRING], &[NOBODY, SPRING, HALL]), "=1:0 =2:1 >0:2");
    // Pushed down is not moved.
    assert_eq!(aligned(&[HALL, NOBODY], &[TOLL, MAYOR, SPRING, HALL, NOBODY]), "+:0 +:1 +:2 =0:3 =1:4");
    // Moved and edited.
    let other = "Mayor Orla Venn called the long delay a disgrace and left the hall before the vote.";
    assert_eq!(aligned(&[HALL, NOBODY, SPRING, MAYOR], &[HALL, other, NOBODY, SPRING]), "=0:0 >3:1 =1:2 =2:3");
    // The same subject elsewhere, not alike enough to have moved.
    let subject = "Orla Venn has been mayor since the flood, and few doubt that the delay suits her.";
    assert_eq!(aligned(&[HALL, NOBODY, SPRING, MAYOR], &[HALL, subject, NOBODY, SPRING]), "=0:0 +:1 =1:2 =2:3 -3:");
}

#[test]
fn a_short_sentence_that_stands_often_is_matched_in_order_only() {
    let no = "He declined.";
    assert_eq!(aligned(&[HALL, no, SPRING, NOBODY, no], &[no, HALL, SPRING, no, NOBODY]), "+:0 =0:1 -1: =2:2 +:3 =3:4 -4:");
    let long = "He declined to say who had paid for the boat.";
    let both = aligned(&[HALL, long, SPRING, NOBODY, long], &[long, HALL, SPRING, long, NOBODY]);
    assert_eq!(both.matches('>').count(), 2, "{both}");
}

#[test]
fn one_becomes_several() {
    let whole = "The injured were taken to two hospitals, and a school gymnasium beside the terminal was opened to relatives.";
    let parts = ["The injured were taken to two hospitals.", "A school gymnasium beside the terminal was opened to relatives."];
    assert_eq!(aligned(&[HALL, whole, SPRING], &[HALL, parts[0], parts[1], SPRING]), "=0:0 <1:1,2 =2:3");
    assert_eq!(aligned(&[HALL, parts[0], parts[1], SPRING], &[HALL, whole, SPRING]), "=0:0 Y1,2:1 =3:2");
    let split = align(&paragraphs(&[whole]), &paragraphs(&parts));
    assert!(split.links[0].similarity > 0.9 && !split.links[0].identical);
    // Beside it and about the same, but not out of it.
    let beside = "A school bus brought relatives from Pell before dawn.";
    let trimmed = "The injured were taken to two hospitals, and a school gymnasium beside the terminal was opened.";
    assert_eq!(aligned(&[HALL, whole, SPRING], &[HALL, trimmed, beside, SPRING]), "=0:0 ~1:1 +:2 =2:3");
    // Two words are contained anywhere.
    assert_eq!(aligned(&[HALL, whole, SPRING], &[HALL, trimmed, "To relatives.", SPRING]), "=0:0 ~1:1 +:2 =2:3");
    // Each part explains a little only.
    let long = "Soldiers carried patients to boats, volunteers read out the names of survivors, and a baker gave away what he had.";
    let three = ["Soldiers carried patients to boats.", "Volunteers read out the names of survivors.", "A baker gave away what he had."];
    assert_eq!(aligned(&[HALL, long, SPRING], &[HALL, three[0], three[1], three[2], SPRING]), "=0:0 <1:1,2,3 =2:4");
}

#[test]
fn a_sentence_made_of_two_with_all_between_cut_has_two_sources() {
    let venn = "Mayor Orla Venn promised the drivers a new timetable for the northern line before the winter.";
    let kept = "The drivers, whose union is the oldest in the country, have asked for free ferries on Sundays and for longer breaks.";
    let merged = "Mayor Orla Venn promised the drivers a new timetable and free ferries on Sundays and longer breaks.";
    assert_eq!(aligned(&[HALL, venn, NOBODY, kept, SPRING], &[HALL, merged, SPRING]), "=0:0 Y1,3:1 -2: =4:2");
    // Too far away: six sentences were cut between.
    let cut = ["It rained.", "Lamps swung.", "Dogs barked at night.", "Nets dried slowly.", "Bells rang twice.", "Gulls came back again."];
    let far: Vec<&str> = [HALL, venn].into_iter().chain(cut).chain([kept, SPRING]).collect();
    let shown = aligned(&far, &[HALL, merged, SPRING, "Y."]);
    assert!(shown.contains("~1:1"), "{shown}");
}

#[test]
fn a_source_gives_most_of_what_is_new_and_much_of_itself() {
    let venn = "Mayor Orla Venn promised the drivers a new timetable for the northern line before the winter.";
    let with = |tail: &str| format!("{}{tail}.", venn.trim_end_matches('.'));
    let not_from = |source: &str, tail: &str| {
        let shown = aligned(&[HALL, venn, source, SPRING], &[HALL, &with(tail), SPRING]);
        assert_eq!(shown, "=0:0 ~1:1 -2: =3:2", "{source}");
    };
    // Its attribution only.
    let radio = "She said on the radio on Friday that whoever wanted older trams, dearer tickets, colder depots and shorter breaks was free to vote against her and take the consequences home.";
    not_from(radio, ", she said on the radio on Friday");
    // Some words of many.
    let lawyer = "No talks are planned in the harbor strike, a lawyer for the union wrote to its members late on Friday.";
    not_from(lawyer, ", as the harbor strike entered its second month with no sign of talks between captains, owners, cooks and divers");
    // Two words.
    not_from("Kessel was dark in those months.", " in Kessel");
    // Half of what is new: the other half came from elsewhere.
    not_from("Tugs and pilots had asked for it in vain last year.", ", as tugs and pilots are paid by a bank in Kessel");
}

#[test]
fn what_a_source_leaves_open_may_be_a_few_words() {
    let venn = "Mayor Orla Venn promised the drivers a new timetable for the northern line before the winter.";
    let kept = "The drivers, whose union is the oldest in the country, have asked for free ferries on Sundays and for longer breaks.";
    let merged = "Mayor Orla Venn promised the drivers a new timetable and free ferries on Sundays and longer breaks from next May.";
    assert_eq!(aligned(&[HALL, venn, NOBODY, kept, SPRING], &[HALL, merged, SPRING]), "=0:0 Y1,3:1 -2: =4:2");
}

#[test]
fn a_sentence_written_anew_is_not_many_times_as_long() {
    let slept = "Dorscu slept beside the brakes, smiling.";
    let long = "Opposition parties were skeptical on Monday of what they called a phone call for the cameras, and a debate on brakes, for \
                which Dorscu had asked twice, will be held this week.";
    assert_eq!(in_the_midst(&[slept, MAYOR], &[TOLL, long]), "-4: -5: +:4 +:5");
    let twice = "Opposition parties asked twice on Monday whether Dorscu had seen the brakes before the tram left with 80 people.";
    assert_eq!(in_the_midst(&[slept, MAYOR], &[TOLL, twice]), "+:4 ~4:5 -5:");
}

#[test]
fn headlines_captions_and_notices_keep_to_themselves() {
    let headline = "Ferry fire kills twelve in the harbor of Port Ellery";
    let lead = "The ferry fire in the harbor of Port Ellery killed twelve people before dawn on Saturday.";
    let before = paragraphs(&[headline, lead, HALL]);
    let after = paragraphs(&["Twelve killed in ferry fire in the harbor of Port Ellery", HALL]);
    assert_eq!(show(&align(&before, &after)), "~0:0 -1: =2:1");
    let notice = "Correction: An earlier version of this article misstated the toll of the ferry fire.";
    let before = paragraphs(&[headline, HALL, lead]);
    let after = paragraphs(&[headline, HALL, notice]);
    let shown = show(&align(&before, &after));
    assert!(shown.starts_with("=0:0 =1:1 -2: +:2"), "{shown}");
}

#[test]
fn many_parts_are_a_list_and_no_sentence() {
    let first = (0..60).map(|n| format!("name{n}")).collect::<Vec<_>>().join(" ");
    let parts: Vec<String> = (0..16).map(|n| format!("boat{n} burned at pier{n} by dock{n}")).collect();
    let whole = format!("{HALL}\n\nThey were {first}, {}.", parts.join(", "));
    let cut = format!("{HALL}\n\nThey were {first}. {}.", parts.iter().map(|p| format!("The {p}")).collect::<Vec<_>>().join(". "));
    let alignment = align(&read(&whole), &read(&cut));
    assert_eq!(alignment.links.iter().map(|l| l.after.len()).max(), Some(7), "{}", show(&alignment));
}

/// A text of sentences made of words that `word` gives for a sentence's number and a word's.
fn made(n: usize, word: impl Fn(usize, usize) -> usize) -> String {
    let sentence = |s: usize| (0..12).map(|w| format!("w{}", word(s, w))).collect::<Vec<_>>().join(" ");
    format!("{HALL}\n\n") + &(0..n).map(|s| format!("The {}.\n\n", sentence(s))).collect::<String>()
}

#[test]
fn large_and_hostile_texts_are_bounded_and_say_so() {
    // Every sentence edited, all words rare: nothing is lost and nothing needed a bound.
    let before = made(1500, |s, w| s * 12 + w);
    let after = made(1500, |s, w| if w == 5 { 99_999 } else { s * 12 + w });
    let alignment = align(&read(&before), &read(&after));
    assert!(alignment.links[1..].iter().all(|l| l.kind == LinkKind::Edited) && !alignment.approximate, "{}", &show(&alignment)[..200]);
    // Every sentence edited, and no word stands in fewer than three.
    let word = |s: usize, w: usize| (s * 31 + w).wrapping_mul(0x9E37_79B1) / 128 % 60;
    let before = made(30, word);
    let after = made(30, |s, w| if w % 4 == 1 { 99_999 } else { word(s, w) });
    let shown = show(&align(&read(&before), &read(&after)));
    assert_eq!(shown.matches('~').count(), 30, "{shown}");
    // One line over and over, and another: no word is rare.
    let line = "The council met on Monday and decided nothing.\n\n";
    let other = "The council will meet on Tuesday to decide nothing.\n\n";
    let alignment = align(&read(&line.repeat(5000)), &read(&other.repeat(5000)));
    assert!(alignment.approximate && alignment.links.len() == 10_000);
    let alignment = align(&read(&line.repeat(5000)), &read(&line.repeat(4000)));
    assert!(!alignment.approximate && alignment.links.len() == 5000);
    // Two lines in another order over and over: too many for Myers.
    let mixed = |step: usize| (0..6000).map(|n| if n % step == 0 { line } else { other }).collect::<String>();
    let alignment = align(&read(&mixed(2)), &read(&mixed(3)));
    assert!(alignment.approximate);
    // A page of words without a full stop, and the same in pieces.
    let words: Vec<String> = (0..20_000).map(|n| format!("w{n}")).collect();
    let pieces: String = words.chunks(10).map(|c| format!("The {}.\n\n", c.join(" "))).collect();
    assert_eq!(align(&read(&words.join(" ")), &read(&pieces)).links.len(), 2001);
}

/// Few sentences, often the same, so that all kinds of links come up.
fn any_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![4 => "[abc]", 2 => "(the|of|was)", 1 => "(nine|9|Kessel|“so”|said)"];
    let sentence = proptest::collection::vec(word, 1..9).prop_map(|words| format!("The {}.", words.join(" ")));
    let fixed = prop::sample::select(vec![HALL, NOBODY, SPRING, MAYOR, TOLL, "He declined.", "***"]).prop_map(str::to_owned);
    let gap = prop::sample::select(vec![" ", "\n\n", "\n"]);
    proptest::collection::vec((prop_oneof![sentence, fixed], gap), 0..14)
        .prop_map(|all| all.into_iter().map(|(sentence, gap)| sentence + gap).collect())
}

proptest! {
    #[test]
    fn the_laws_hold(one in any_text(), two in any_text()) {
        let (before, after) = (read(&one), read(&two));
        let alignment = align(&before, &after);
        let mut olds: Vec<usize> = alignment.links.iter().flat_map(|l| l.before.clone()).collect();
        olds.sort_unstable();
        prop_assert!(olds.into_iter().eq(0..before.sentences.len()), "each earlier sentence once: {}", show(&alignment));
        let mut news: Vec<usize> = alignment.links.iter().flat_map(|l| l.after.clone()).collect();
        news.sort_unstable();
        prop_assert!(news.into_iter().eq(0..after.sentences.len()), "each later sentence once: {}", show(&alignment));
        let firsts: Vec<usize> = alignment.links.iter().filter_map(|l| l.after.first().copied()).collect();
        prop_assert!(firsts.windows(2).all(|f| f[0] < f[1]), "in the order of the later text: {}", show(&alignment));
        for link in &alignment.links {
            prop_assert!((0.0..=1.0).contains(&link.similarity));
            let shape = (link.before.len().min(2), link.after.len().min(2));
            let expected = match link.kind {
                LinkKind::Unchanged | LinkKind::Edited | LinkKind::Moved => (1, 1),
                LinkKind::Split => (1, 2),
                LinkKind::Merged => (2, 1),
                LinkKind::Added => (0, 1),
                LinkKind::Removed => (1, 0),
            };
            prop_assert_eq!(shape, expected);
        }
        // The other way round the same links, seen from the other side.
        let turned = |kind| match kind {
            LinkKind::Split => LinkKind::Merged,
            LinkKind::Merged => LinkKind::Split,
            LinkKind::Added => LinkKind::Removed,
            LinkKind::Removed => LinkKind::Added,
            same => same,
        };
        let mut there: Vec<_> = alignment.links.iter().map(|l| (l.before.clone(), l.after.clone(), format!("{:?}", l.kind), l.identical)).collect();
        let mut back: Vec<_> = align(&after, &before).links.iter().map(|l| (l.after.clone(), l.before.clone(), format!("{:?}", turned(l.kind)), l.identical)).collect();
        there.sort();
        back.sort();
        prop_assert_eq!(there, back);
        prop_assert!(align(&before, &before).links.iter().all(|l| l.kind == LinkKind::Unchanged && l.identical));
    }
}

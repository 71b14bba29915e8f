//! An [`Extract`] → [`Note`]s: what within one text is worth an editor's eye before a reader finds it.
//!
//! The same name spelled in two ways, one figure or duration given as two values, a quotation mark that is not closed, a
//! notice without a date. A note says that two places disagree, never which of them is right. Few notes that hold are better
//! than many: where two people may be meant, or two things counted, nothing is said.
//!
//! Law: the places of a note are spans of the text, in order.
//!
//! When it is wrong: two people whose names differ by a letter, both with the same given name (“Carl Orne” and “Carl Orme”).
//!
//! ```
//! use writethru::extract::notes::notes;
//! use writethru::extract::{NoteKind, Reference, extract};
//! use writethru::text::Text;
//!
//! let text = Text::new("Trial ends\n\nThe 14-month trial ended on Monday.\n\nCosts grew over nearly two years of trial, the court said.");
//! assert_eq!(notes(&extract(text, &Reference::default()))[0].kind, NoteKind::TwoValues);
//! ```

mod spelling;
mod values;

use super::{Extract, Note, NoteKind, NoticeClass, Placement};
use crate::span::Span;
use crate::text::fold;

/// Finds what disagrees within a text.
pub fn notes(extract: &Extract) -> Vec<Note> {
    let mut found = spelling::notes(extract);
    found.extend(values::notes(extract));
    let open = extract.warnings.iter().filter_map(|w| w.span).filter(|span| !is_balanced(extract, *span) && !closes_later(extract, *span));
    found.extend(open.map(|span| Note { kind: NoteKind::OpenQuotation, places: vec![span] }));
    found.extend(undated(extract));
    found.sort_by_key(|note| note.places.first().copied());
    found
}

/// Whether each mark of the paragraph has its partner: “He said “never” twice”, with marks inside marks of the same style, is
/// hard to read and closed.
fn is_balanced(extract: &Extract, open: Span) -> bool {
    let text = &extract.text;
    let Some(block) = text.block_at(open.start) else { return false };
    let count = |mark: char| text.slice(block.span).chars().filter(|c| *c == mark).count();
    count('“') == count('”') && count('"') % 2 == 0
}

/// Whether a mark that its paragraph does not close is closed in a later one, before another opens: as where the words of one
/// person run over paragraphs that do not open anew.
fn closes_later(extract: &Extract, open: Span) -> bool {
    let text = &extract.text;
    let marks = (text.tokens_in(open).end..text.tokens().len()).filter_map(|k| {
        let mark = text.word(k).chars().next().filter(|&c| fold::is_double_mark(c))?;
        let closes = mark == '”' || mark == '"' && text.is_glued(k);
        Some(closes)
    });
    marks.into_iter().next().unwrap_or(false)
}

/// Notices that tell of a change and give no time for it; what an agency sends with the story is dated by the story.
fn undated(extract: &Extract) -> impl Iterator<Item = Note> {
    let is_undated = |notice: &&super::Notice| {
        let of_agency = notice.placement == Placement::Top && extract.text.slice(notice.span).starts_with(['(', '[']);
        notice.is_of_change && notice.times.is_empty() && notice.class != NoticeClass::EditorsNote && !of_agency
    };
    extract.notices.iter().filter(is_undated).map(|notice| Note { kind: NoteKind::UndatedNotice, places: vec![notice.span] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Reference, extract};
    use crate::text::Text;

    /// The notes of a text, `kind: place | place`.
    fn check(paragraphs: &[&str], expected: &[&str]) {
        let text = Text::new(format!("Harbor news\n\n{}", paragraphs.join("\n\n")));
        let extract = extract(text, &Reference::default());
        let shown = |note: &Note| {
            let places: Vec<&str> = note.places.iter().map(|&span| extract.text.slice(span)).collect();
            format!("{:?}: {}", note.kind, places.join(" | "))
        };
        assert_eq!(notes(&extract).iter().map(shown).collect::<Vec<_>>(), expected, "{paragraphs:?}");
    }

    #[test]
    fn a_name_spelled_in_two_ways() {
        check(
            &["The mayor, Ruth Vandermeer, spoke on Monday.", "“We are ready,” said Ruth Vandermeir, who took office in May."],
            &["TwoSpellings: Ruth Vandermeer | Ruth Vandermeir"],
        );
        check(
            &["The mayor, Ruth Vandermeer, spoke on Monday.", "“We are ready,” Vandermere said. “We are open,” Vandermeer said later."],
            &["TwoSpellings: Ruth Vandermeer | Vandermere"],
        );
        check(
            &["The mayor, Phillip Orne, spoke on Monday.", "“We are ready,” said Philip Orne."],
            &["TwoSpellings: Phillip Orne | Philip Orne"],
        );
        check(
            &["The writer Siân Trehearne spoke on Monday.", "“We are ready,” said Sian Trehearne."],
            &["TwoSpellings: Siân Trehearne | Sian Trehearne"],
        );
    }

    #[test]
    fn two_people_are_no_spelling() {
        for paragraphs in [
            ["The mayor, Ruth Vandermeer, spoke on Monday.", "Her brother, Paul Vandermeer, did not."],
            ["Anna Orne spoke on Monday.", "Anton Orne did not, he said."],
            ["Daniel Orne spoke on Monday.", "His wife, Daniela Orne, did not."],
            ["Thomas Holt spoke on Monday.", "Thomas Hale did not, he said."],
            ["The Vardanian minister, Ida Marsden, spoke.", "“We are ready,” said the ministry of Vardania."],
            ["John Williams spoke on Monday.", "“We are ready,” William said."],
            ["Ada Crane spoke on Monday.", "The Cranes left on Tuesday, said Ada Crane."],
            ["Maria Venn spoke on Monday.", "Marie Venn, her sister, did not."],
            ["James O’Neill spoke on Monday.", "The pier is open, O'Neill said."],
            [
                "The clerk, Ada Crane, left the pier before the fire, a guest said.",
                "Correction, May 5, 2031: An earlier version of this article misspelled the clerk’s name as Ada Craine. It is Ada Crane.",
            ],
        ] {
            check(&paragraphs, &[]);
        }
    }

    #[test]
    fn a_duration_given_as_two_values() {
        check(
            &["The three-and-a-half-year war has cost both sides dearly.", "After nearly four years of war, the bridges are gone."],
            &["TwoValues: three-and-a-half-year | nearly four years"],
        );
        check(
            &["A two-year investigation ended on Monday.", "The investigation lasted 18 months, the court said."],
            &["TwoValues: two-year | 18 months"],
        );
    }

    #[test]
    fn durations_that_agree_or_are_of_two_things() {
        for paragraphs in [
            ["The 18-month trial ended on Monday.", "After a year and a half of trial, the court was tired."],
            ["The three-year war goes on.", "More than three years of war have cost both sides dearly."],
            ["A two-year contract ended on Monday.", "He signed a four-year contract with the club."],
            ["A two-year-old girl was found.", "A four-year-old girl was hurt."],
            ["The two-day strike ended.", "A five-day strike in 2019 had ended likewise."],
        ] {
            check(&paragraphs, &[]);
        }
    }

    #[test]
    fn one_figure_given_as_two() {
        check(
            &[
                "At least 12 people died in the ferry fire, the coast guard said.",
                "Divers left.",
                "At least 14 people died in the ferry fire, the coast guard said.",
            ],
            &["TwoValues: At least 12 | At least 14"],
        );
    }

    #[test]
    fn figures_that_may_both_hold_are_put_less_and_more_exactly() {
        let said = |toll: &str| format!("{toll} people died in the ferry fire, the coast guard said.");
        let [at_least, about, more, exact] = ["At least 12", "About 12", "More than 10", "Exactly 13"].map(said);
        for pair in [[&at_least, &about], [&about, &more], [&at_least, &more], [&at_least, &exact], [&more, &exact], [&about, &exact]] {
            check(&pair.map(String::as_str), &[]);
        }
        check(&[&said("Nearly 5,000"), &said("There were 4,900")], &[]);
        check(&[&at_least, &said("Fewer than 10")], &["TwoValues: At least 12 | Fewer than 10"]);
        check(&[&at_least, "Only 9 people died in the ferry fire, the coast guard said."], &["TwoValues: At least 12 | 9"]);
    }

    #[test]
    fn figures_of_two_things_are_two() {
        for paragraphs in [
            ["Three people died in Kessel on Monday.", "Four people died in Varn on Monday."],
            ["Sales rose 5 percent in March.", "Sales rose 6 percent in April."],
            ["Police said 12 people died in the fire.", "The union said 14 people died in the fire."],
            ["Twelve people died in the fire.", "Twelve people were hurt and 14 died in the flood."],
        ] {
            check(&paragraphs, &[]);
        }
    }

    #[test]
    fn a_mark_that_is_not_closed_and_a_notice_without_a_date() {
        check(&["“We had no choice, said Orla Venn, the mayor."], &["OpenQuotation: “We had no choice,"]);
        check(&["“We wrote “sorry” on the wall,” said Orla Venn, the mayor."], &[]);
        check(&["“We had no choice. We left the pier.", "We came back in May,” said Orla Venn, the mayor."], &[]);
        let notice = "Correction: An earlier version of this story misspelled Brill as Brille.";
        check(&["The pier opened on Monday.", "It rained.", notice], &[&format!("UndatedNotice: {notice}")]);
        check(
            &[
                "The pier opened on Monday.",
                "It rained.",
                "Correction, May 5, 2031: An earlier version of this story misspelled Brill as Brille.",
            ],
            &[],
        );
        check(&["(Corrects paragraph 2, which gave the wrong year)", "The pier opened on Monday.", "It rained."], &[]);
    }

    /// “Nearly 5,000” may be 4,700, and is more than 4,300.
    #[test]
    fn how_near_nearly_is() {
        let said = |toll: &str| format!("{toll} people died in the ferry fire, the coast guard said.");
        check(&[&said("Nearly 5,000"), &said("Exactly 4,700")], &[]);
        check(&[&said("Nearly 5,000"), &said("Exactly 4,300")], &["TwoValues: Nearly 5,000 | 4,300"]);
    }

    /// Another fire, and sentences too short to be of one.
    #[test]
    fn figures_of_two_things_are_no_note() {
        check(
            &["At least 12 people died in the ferry fire, the crew said.", "At least 14 people died in the hotel fire, the crew said."],
            &[],
        );
        check(&["At least 12 people died in the fire.", "At least 14 people died in the fire."], &[]);
        let said = |toll: &str, fire: &str| format!("At least {toll} people died in the {fire} fire, the coast guard said.");
        check(&[&said("12", "ferry"), &said("14", "hotel")], &[]);
        check(&[&said("12", "ferry"), &said("14", "ferry")], &["TwoValues: At least 12 | At least 14"]);
    }

    /// Short names a letter apart are two names, the more so where they stand alone.
    #[test]
    fn short_names_are_no_spelling() {
        check(&["Anna Holt spoke on Monday.", "Anna Hult did not, she said."], &[]);
        check(&["The mayor, Ruth Venne, spoke on Monday.", "“We are ready,” Vanne said."], &[]);
    }
}

//! Two strings that say the same → how often they differ in what has no meaning.
//!
//! Both are walked in step, character by character; where they differ, the difference is counted by what it is made
//! of and stepped over. Noise may hide only what is provably without meaning, and what is hidden stays counted.
//!
//! Laws: total for any two strings, also for ones that do not say the same; swapping the sides changes no count.
//!
//! ```
//! use writethru::diff::cosmetic::{count, same_but_for_glyphs};
//!
//! assert_eq!(count("It's a \"yes\"", "It’s a “yes”").quotes, 3);
//! assert!(same_but_for_glyphs("The cease-fire — so far — held.", "The Cease‑fire – so far – held"));
//! assert!(!same_but_for_glyphs("a “gift” to them", "a gift to them"));
//! ```

use super::Cosmetic;
use crate::text::{TokenKind, fold, tokenise};
use std::iter::Peekable;
use std::str::Chars;

/// Counts the differences without meaning between two strings that are the same but for glyphs, spaces, dashes,
/// case, punctuation and formats.
pub fn count(before: &str, after: &str) -> Cosmetic {
    let mut counts = Cosmetic::default();
    if before == after {
        return counts;
    }
    let mut walk = Walk { a: before.chars().peekable(), b: after.chars().peekable() };
    let mut word_counted = false; // a word in capitals counts once
    while let Some(step) = walk.step(&mut word_counted) {
        match step {
            Step::Same => {}
            Step::Quotes => counts.quotes += 1,
            Step::Spaces => counts.spaces += 1,
            Step::Dashes => counts.dashes += 1,
            Step::Case => counts.case += 1,
            Step::Punctuation => counts.punctuation += 1,
            Step::Format => counts.formats += 1,
        }
    }
    counts
}

/// Whether two strings have the same words, numbers, signs and quotation marks, whatever their case, glyphs, spaces,
/// dashes and other punctuation.
///
/// Quotation marks may change their style but not come or go, a minus before a figure counts, and so does a dash
/// between two figures: those have meaning.
pub fn same_but_for_glyphs(before: &str, after: &str) -> bool {
    before == after || meaningful(before) == meaningful(after)
}

/// The comparable forms of all tokens that mean something.
fn meaningful(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let tokens = tokenise(&lower);
    let mut out = Vec::with_capacity(tokens.len());
    for (k, token) in tokens.iter().enumerate() {
        let shown = &lower[token.start()..token.end()];
        if token.kind != TokenKind::Punctuation {
            out.push(fold::key(shown).into_owned());
        } else if shown.chars().all(fold::is_quotation_mark) {
            out.push("\"".to_owned());
        } else if shown.chars().all(fold::is_dash) {
            let figure = |k: usize| tokens.get(k).is_some_and(|t| t.kind == TokenKind::Number);
            let glued_on = tokens.get(k + 1).is_some_and(|t| t.start() == token.end());
            let glued_to = k > 0 && tokens[k - 1].end() == token.start();
            if glued_on && figure(k + 1) && (!glued_to || figure(k - 1)) {
                out.push("-".to_owned());
            }
        }
    }
    out
}

/// What lies between one place where both sides agree and the next.
enum Step {
    Same,
    Quotes,
    Spaces,
    Dashes,
    Case,
    Punctuation,
    Format,
}

struct Walk<'t> {
    a: Peekable<Chars<'t>>,
    b: Peekable<Chars<'t>>,
}

impl Walk<'_> {
    /// Goes on by at least one character on one side; `None` at the end of both.
    fn step(&mut self, word_counted: &mut bool) -> Option<Step> {
        let (a, b) = (self.a.peek().copied(), self.b.peek().copied());
        let is = |class: fn(char) -> bool| (a.is_some_and(class), b.is_some_and(class));
        if a.is_none() && b.is_none() {
            return None;
        }
        if !a.is_some_and(char::is_alphanumeric) || !b.is_some_and(char::is_alphanumeric) {
            *word_counted = false;
        }
        let spaces = is(char::is_whitespace);
        if spaces == (true, true) {
            let (x, y) = (run(&mut self.a, char::is_whitespace), run(&mut self.b, char::is_whitespace));
            return Some(if x == y { Step::Same } else { Step::Spaces });
        }
        let dashes = is(fold::is_dash);
        if dashes == (true, true) {
            let (x, y) = (run(&mut self.a, fold::is_dash), run(&mut self.b, fold::is_dash));
            return Some(if x == y { Step::Same } else { Step::Dashes });
        }
        if a == b {
            self.a.next();
            self.b.next();
            return Some(Step::Same);
        }
        // “ - ” for “—”: the spaces first, so that the dashes meet.
        if spaces.0 && dashes.1 && next_is_dash(&self.a) {
            run(&mut self.a, char::is_whitespace);
            return Some(Step::Spaces);
        }
        if spaces.1 && dashes.0 && next_is_dash(&self.b) {
            run(&mut self.b, char::is_whitespace);
            return Some(Step::Spaces);
        }
        if dashes != (false, false) {
            // A dash where the other side has a space or nothing.
            for (side, dashed, spaced) in [(&mut self.a, dashes.0, spaces.0), (&mut self.b, dashes.1, spaces.1)] {
                if dashed {
                    run(side, fold::is_dash);
                } else if spaced {
                    run(side, char::is_whitespace);
                }
            }
            return Some(Step::Dashes);
        }
        let quotes = is(fold::is_quotation_mark);
        if quotes != (false, false) {
            for (side, marked) in [(&mut self.a, quotes.0), (&mut self.b, quotes.1)] {
                if marked {
                    two_for_one(side);
                }
            }
            return Some(Step::Quotes);
        }
        let marks = is(is_mark);
        if marks != (false, false) {
            for (side, marked) in [(&mut self.a, marks.0), (&mut self.b, marks.1)] {
                if marked && run(side, |c| c == '.').is_empty() {
                    side.next();
                }
            }
            return Some(Step::Punctuation);
        }
        if spaces != (false, false) {
            run(if spaces.0 { &mut self.a } else { &mut self.b }, char::is_whitespace);
            return Some(Step::Spaces);
        }
        if let (Some(a), Some(b)) = (a, b)
            && a.to_lowercase().eq(b.to_lowercase())
        {
            self.a.next();
            self.b.next();
            return Some(if std::mem::replace(word_counted, true) { Step::Same } else { Step::Case });
        }
        // Other words: another format at best. Step over both.
        for side in [&mut self.a, &mut self.b] {
            if run(side, char::is_alphanumeric).is_empty() {
                side.next();
            }
        }
        Some(Step::Format)
    }
}

/// Takes all characters of a class, and says which.
fn run(side: &mut Peekable<Chars>, class: fn(char) -> bool) -> String {
    let mut taken = String::new();
    while let Some(c) = side.next_if(|&c| class(c)) {
        taken.push(c);
    }
    taken
}

/// Takes a quotation mark; two single ones are one.
fn two_for_one(side: &mut Peekable<Chars>) {
    if let Some(mark) = side.next()
        && fold::is_single_mark(mark)
    {
        side.next_if_eq(&mark);
    }
}

fn next_is_dash(side: &Peekable<Chars>) -> bool {
    side.clone().find(|c| !c.is_whitespace()).is_some_and(fold::is_dash)
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_difference_is_counted_as_what_it_is() {
        let none = Cosmetic::default();
        for (before, after, expected) in [
            ("same", "same", none),
            ("“Yes,” she said.", "\"Yes,\" she said.", Cosmetic { quotes: 2, ..none }),
            ("''Yes''", "\"Yes\"", Cosmetic { quotes: 2, ..none }),
            ("one two", "one\n\ntwo", Cosmetic { spaces: 1, ..none }),
            ("held — so far", "held – so far", Cosmetic { dashes: 1, ..none }),
            ("held--so far", "held—so far", Cosmetic { dashes: 1, ..none }),
            ("held — so", "held—so", Cosmetic { spaces: 2, ..none }),
            ("cease-fire", "cease fire", Cosmetic { dashes: 1, ..none }),
            ("MAYOR Quits", "Mayor quits", Cosmetic { case: 2, ..none }),
            ("well…", "well...", Cosmetic { punctuation: 1, ..none }),
            ("said, then", "said then", Cosmetic { punctuation: 1, ..none }),
            ("the end.", "the end", Cosmetic { punctuation: 1, ..none }),
            ("two men", "2 men", Cosmetic { formats: 1, ..none }),
        ] {
            assert_eq!(count(before, after), expected, "{before} / {after}");
        }
    }

    #[test]
    fn what_means_something_is_no_glyph() {
        for (before, after) in [
            ("“It’s” the U.S. cease-fire", "\"It's\" the US Cease‐Fire"),
            ("10–15 people", "10-15 people"),
            ("Well, yes.", "Well — yes!"),
            ("‘frank’ talks", "“frank” talks"),
        ] {
            assert!(same_but_for_glyphs(before, after), "{before} / {after}");
        }
        for (before, after) in [
            ("a “gift” to them", "a gift to them"),
            ("it was -5 degrees", "it was 5 degrees"),
            ("10-15 people", "10, 15 people"),
            ("no table", "notable"),
            ("$5", "5"),
            ("3.5", "35"),
        ] {
            assert!(!same_but_for_glyphs(before, after), "{before} / {after}");
        }
    }

    proptest! {
        #[test]
        fn any_two_strings_can_be_counted(before in "([a-cA-C]|[ \n—.,“'\"-]|1|\\PC){0,20}", after in "([a-cA-C]|[ \n—.,“'\"-]|1|\\PC){0,20}") {
            prop_assert_eq!(count(&before, &after), count(&after, &before));
            prop_assert!(same_but_for_glyphs(&before, &before));
            prop_assert_eq!(same_but_for_glyphs(&before, &after), same_but_for_glyphs(&after, &before));
        }
    }
}

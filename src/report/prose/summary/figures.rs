//! A changed figure in words: which way it went, what it counts where that is plain, and the figures as they are written.

use crate::diff::Reason;
use crate::extract::{Claim, Extract, Quantity};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A death is said of a figure within so many words behind it: “Seven people were killed”, “14 of the crew died”.
const MAX_WORDS_TO_DEATH: usize = 4;

/// And before it: “killing at least five”.
const MAX_WORDS_FROM_DEATH: usize = 2;

/// What a word beside a figure tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Toll,
    Plural,
    Singular,
    Joint,
}

static WORDS: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let rows = include_str!("../../lexicon/figure_words.tsv").lines().filter(|line| !line.starts_with('#'));
    let class = |row: &'static str| {
        let (word, class) = row.split_once('\t')?;
        Some((
            word,
            [("toll", Class::Toll), ("plural", Class::Plural), ("singular", Class::Singular), ("joint", Class::Joint)]
                .iter()
                .find(|c| c.0 == class)?
                .1,
        ))
    };
    rows.filter_map(class).collect()
});

/// `raised the toll from seven to at least 12`; nothing where there is no figure on either side.
pub(super) fn changed(extracts: [&Extract; 2], claims: [Option<&Claim>; 2], reason: &Reason) -> Option<String> {
    let (was, is) = (plain(&reason.before), plain(&reason.after));
    match (was.is_empty(), is.is_empty()) {
        (true, true) => return None,
        (true, false) => return Some(format!("added the figure {is}")),
        (false, true) => return Some(format!("removed the figure {was}")),
        (false, false) => {}
    }
    let of = |side: usize, words: &str| {
        let claim = claims[side]?;
        let quantity = claim.quantities.iter().find(|q| extracts[side].text.slice(q.span) == words.trim())?;
        Some(Figure { extract: extracts[side], claim, quantity })
    };
    let (before, after) = (of(0, &reason.before), of(1, &reason.after));
    let how = match before.as_ref().zip(after.as_ref()).map(|(b, a)| (b.quantity.as_written(), a.quantity.as_written())) {
        Some((was, is)) if was == is => "changed",
        Some(((low, high), (lower, higher))) if lower >= low && higher >= high => "raised",
        Some(((low, high), (lower, higher))) if lower <= low && higher <= high => "lowered",
        _ => "changed",
    };
    let (mut what, mut noun) = ("a figure", String::new());
    if let (Some(before), Some(after)) = (before, after) {
        if before.is_toll() && after.is_toll() {
            what = "the toll";
        } else if let Some(counted) = after.counted().filter(|counted| before.counted().as_ref() == Some(counted)) {
            noun = format!(" {counted}");
        }
    }
    Some(format!("{how} {what} from {was} to {is}{noun}"))
}

/// A figure where it stands.
struct Figure<'t> {
    extract: &'t Extract,
    claim: &'t Claim,
    quantity: &'t Quantity,
}

impl Figure<'_> {
    /// The words behind it, in lower case, up to where the clause may end.
    fn next_words(&self) -> impl Iterator<Item = String> {
        let end = self.claim.span.end.max(self.quantity.span.end);
        clause(self.extract.text.as_str()[self.quantity.span.end..end].split_whitespace(), |word| word.ends_with([',', ';', ':']))
    }

    /// The words before it, from the nearest on.
    fn words_before(&self) -> impl Iterator<Item = String> {
        let start = self.claim.span.start.min(self.quantity.span.start);
        let before = self.extract.text.as_str()[start..self.quantity.span.start].split_whitespace().rev();
        clause(before, |_| false)
    }

    fn is_toll(&self) -> bool {
        let is_toll = |word: String| WORDS.get(word.as_str()) == Some(&Class::Toll);
        let is_count = self.quantity.unit.is_none() && !self.quantity.ordinal;
        is_count && (self.next_words().take(MAX_WORDS_TO_DEATH).any(is_toll) || self.words_before().take(MAX_WORDS_FROM_DEATH).any(is_toll))
    }

    /// What is counted, where the word straight behind the figure says so.
    fn counted(&self) -> Option<String> {
        let word = self.next_words().next().filter(|_| self.quantity.unit.is_none() && !self.quantity.ordinal)?;
        let is_plural = match WORDS.get(word.as_str()) {
            Some(Class::Plural) => true,
            Some(_) => false,
            None => word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && word.bytes().all(|b| b.is_ascii_lowercase()),
        };
        is_plural.then_some(word)
    }
}

/// Words in lower case, up to one that joins another clause: “injured 12 and killed five”.
fn clause<'t>(words: impl Iterator<Item = &'t str>, is_last: impl Fn(&str) -> bool) -> impl Iterator<Item = String> {
    let mut is_over = false;
    words.map_while(move |given| {
        let word = given.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let ends = is_over || WORDS.get(word.as_str()) == Some(&Class::Joint);
        is_over = is_last(given);
        (!ends).then_some(word)
    })
}

/// A figure as it is put within a sentence: “At Least 12” of a headline is “at least 12”, “A” is “one”.
fn plain(figure: &str) -> String {
    let mut words: Vec<String> = figure.split_whitespace().map(str::to_owned).collect();
    for word in &mut words {
        let mut letters = word.chars().filter(|&c| c != '-');
        let is_titled = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
        if !is_titled {
            break;
        }
        *word = word.to_lowercase();
    }
    match words.as_slice() {
        [one] if one == "a" || one == "an" => "one".to_owned(),
        words => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_within_a_sentence() {
        for (given, expected) in [
            ("At Least 12", "at least 12"),
            ("Thirty-one", "thirty-one"),
            ("A", "one"),
            ("$90 billion", "$90 billion"),
            ("38 degrees Celsius", "38 degrees Celsius"),
            ("USD 40", "USD 40"),
            ("", ""),
        ] {
            assert_eq!(plain(given), expected);
        }
    }
}

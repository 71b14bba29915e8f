//! Words in classes: lists that compare two texts asks, not one. Each is a data file beside this one.

use super::load::{column, rows};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Words, each with its class.
pub type Classes = FxHashMap<&'static str, &'static str>;

fn classes(file: &'static str) -> Classes {
    rows(file).map(|row| (column(&row, 0), column(&row, 1))).collect()
}

/// Verbs that news keeps apart, each with the class of its event; a verb stands in one class only.
pub fn events() -> &'static Classes {
    static EVENTS: LazyLock<Classes> = LazyLock::new(|| classes(include_str!("events.tsv")));
    &EVENTS
}

/// Words for the state somebody or something is in, each with its class.
pub fn states() -> &'static Classes {
    static STATES: LazyLock<Classes> = LazyLock::new(|| classes(include_str!("states.tsv")));
    &STATES
}

/// Nouns that news keeps apart, each with the class of its thing.
pub fn things() -> &'static Classes {
    static THINGS: LazyLock<Classes> = LazyLock::new(|| classes(include_str!("things.tsv")));
    &THINGS
}

/// Verbs that say whether what stands behind their “to” happened: `not` or `done`.
pub fn implied_negations() -> &'static Classes {
    static IMPLIED: LazyLock<Classes> = LazyLock::new(|| classes(include_str!("implied_negations.tsv")));
    &IMPLIED
}

/// Words beside a verb, each with when it sets it: `future`, `present`, `past` or `none`; with straight apostrophes.
pub fn auxiliaries() -> &'static Classes {
    static AUXILIARIES: LazyLock<Classes> = LazyLock::new(|| classes(include_str!("auxiliaries.tsv")));
    &AUXILIARIES
}

/// What makes a word of its opposite.
#[derive(Debug, Default)]
pub struct Opposites {
    prefixes: Vec<&'static str>,
    before_adjectives: Vec<&'static str>,
    endings: Vec<&'static str>,
    lookalikes: Vec<&'static str>,
    words: Classes,
}

/// A word that a prefix turns round has at least so many letters.
const MIN_LETTERS: usize = 4;

impl Opposites {
    /// Whether two words in lower case say opposite things: “safe” and “unsafe”, “honest” and “dishonest”.
    pub fn are(&self, x: &str, y: &str) -> bool {
        self.turns(x, y) || self.turns(y, x)
    }

    fn turns(&self, long: &str, short: &str) -> bool {
        let prefixed = |prefixes: &[&str]| prefixes.iter().any(|p| long.strip_prefix(p) == Some(short));
        let is_adjective = || self.endings.iter().any(|e| short.ends_with(e));
        self.words.get(long) == Some(&short)
            || short.chars().count() >= MIN_LETTERS
                && !self.lookalikes.contains(&long)
                && (prefixed(&self.prefixes) || is_adjective() && prefixed(&self.before_adjectives))
    }
}

/// The list of opposites.
pub fn opposites() -> &'static Opposites {
    static OPPOSITES: LazyLock<Opposites> = LazyLock::new(|| {
        let mut opposites = Opposites::default();
        for row in rows(include_str!("opposites.tsv")) {
            let word = column(&row, 0);
            match column(&row, 1) {
                "prefix" => opposites.prefixes.push(word),
                "before_adjective" => opposites.before_adjectives.push(word),
                "ending" => opposites.endings.push(word),
                "lookalike" => opposites.lookalikes.push(word),
                _ => _ = opposites.words.insert(word, column(&row, 2)),
            }
        }
        opposites
    });
    &OPPOSITES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexicon::lexicon;

    #[test]
    fn every_row_can_be_read() {
        let files = [
            include_str!("events.tsv"),
            include_str!("states.tsv"),
            include_str!("things.tsv"),
            include_str!("implied_negations.tsv"),
            include_str!("auxiliaries.tsv"),
        ];
        for file in files {
            let mut words: Vec<&str> = rows(file).map(|row| column(&row, 0)).collect();
            assert!(rows(file).all(|row| row.len() == 2 && row.iter().all(|c| !c.is_empty())));
            words.sort_unstable();
            assert!(words.windows(2).all(|w| w[0] != w[1]), "a word stands in two classes");
        }
        let kinds = ["prefix", "before_adjective", "ending", "lookalike", "opposite"];
        for row in rows(include_str!("opposites.tsv")) {
            assert!(kinds.contains(&column(&row, 1)) && (column(&row, 1) == "opposite") == (row.len() == 3), "{row:?}");
        }
        assert!(implied_negations().values().all(|said| matches!(*said, "not" | "done")));
        assert!(auxiliaries().values().all(|time| matches!(*time, "future" | "present" | "past" | "none")));
        assert!(lexicon().n_verbs() > 0);
    }

    #[test]
    fn prefixes_turn_words_round() {
        let pairs =
            [("safe", "unsafe"), ("illegal", "legal"), ("possible", "impossible"), ("accurate", "inaccurate"), ("honest", "dishonest")];
        for (x, y) in pairs {
            assert!(opposites().are(x, y), "{x} / {y}");
        }
        let others = [("press", "impress"), ("valuable", "invaluable"), ("form", "inform"), ("safe", "secure"), ("it", "unit")];
        for (x, y) in others.into_iter().chain([("flammable", "inflammable"), ("different", "indifferent")]) {
            assert!(!opposites().are(x, y), "{x} / {y}");
        }
    }
}

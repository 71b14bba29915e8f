//! Linear models over named features: what counts of annotated news say where rules leave it open.
//!
//! A model is a table: one row a feature, one weight a class. The score of a class is the sum of the weights of the
//! features that hold (multinomial logistic regression, as in Berger, Della Pietra and Della Pietra 1996), so each
//! decision can be read off its rows. Weights are whole hundredths, so that a sum is the same on every machine. The
//! tables are data files in `lexicon/`, made by `examples/train_attribution.rs`, which says on what.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// A value a feature can take: a word, a mark, a class of words.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    text: &'a str,
    hash: u64,
}

impl<'a> Value<'a> {
    /// A value with its hash, to be used in several features.
    pub fn new(text: &'a str) -> Self {
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        Self { text, hash: hasher.finish() }
    }

    /// What it says.
    pub fn as_str(self) -> &'a str {
        self.text
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::new(text)
    }
}

/// Whoever is told which features hold.
pub trait Features {
    /// The feature `name` holds with these values.
    fn add(&mut self, name: &'static str, values: &[Value]);
}

/// The names of the features that hold, for training and for showing why.
#[derive(Clone, Debug, Default)]
pub struct Names(pub Vec<String>);

impl Features for Names {
    fn add(&mut self, name: &'static str, values: &[Value]) {
        let values: Vec<&str> = values.iter().map(|v| v.text).collect();
        self.0.push(format!("{name}={}", values.join(" ")));
    }
}

fn key(name: &str, values: impl Iterator<Item = u64>) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    values.for_each(|v| hasher.write_u64(v));
    hasher.finish()
}

/// A table of weights for `N` classes.
#[derive(Clone, Debug, Default)]
pub struct Model<const N: usize> {
    weights: FxHashMap<u64, [i32; N]>,
}

impl<const N: usize> Model<N> {
    /// Reads a table: `name=value value`, then `N` weights in hundredths, tab-separated; `#` opens a comment.
    pub fn read(table: &str) -> Self {
        let mut weights = FxHashMap::default();
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let Some((name, values)) = columns.next().and_then(|f| f.split_once('=')) else { continue };
            let mut row = [0; N];
            for (slot, column) in row.iter_mut().zip(columns) {
                *slot = column.parse().unwrap_or(0);
            }
            weights.insert(key(name, values.split(' ').map(|v| Value::new(v).hash)), row);
        }
        Self { weights }
    }

    /// How many features have a weight.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether it knows nothing.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// A list to which features can be added.
    pub fn reasons(&self) -> Reasons<'_, N> {
        Reasons { model: self, rows: Vec::new() }
    }

    /// A sum to which features can be added.
    pub fn score(&self) -> Score<'_, N> {
        Score { model: self, sums: [0; N] }
    }
}

/// The scores of the classes of one case.
#[derive(Clone, Copy, Debug)]
pub struct Score<'m, const N: usize> {
    model: &'m Model<N>,
    /// The sum of the weights, for each class, in hundredths.
    pub sums: [i32; N],
}

impl<const N: usize> Features for Score<'_, N> {
    fn add(&mut self, name: &'static str, values: &[Value]) {
        if let Some(row) = self.model.weights.get(&key(name, values.iter().map(|v| v.hash))) {
            self.sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
    }
}

/// The features that hold and have a weight, with it: why a score is what it is.
#[derive(Clone, Debug)]
pub struct Reasons<'m, const N: usize> {
    model: &'m Model<N>,
    /// The features by their names, each with the weights of the classes in hundredths.
    pub rows: Vec<(String, [i32; N])>,
}

impl<const N: usize> Features for Reasons<'_, N> {
    fn add(&mut self, name: &'static str, values: &[Value]) {
        if let Some(row) = self.model.weights.get(&key(name, values.iter().map(|v| v.hash))) {
            let mut names = Names::default();
            names.add(name, values);
            self.rows.extend(names.0.into_iter().map(|name| (name, *row)));
        }
    }
}

impl<const N: usize> Score<'_, N> {
    /// The class with the highest sum; the first of equals.
    pub fn best(&self) -> usize {
        (0..N).rev().max_by_key(|&n| self.sums[n]).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_sums_of_the_rows_that_hold() {
        let model = Model::<2>::read("# a comment\nbias=\t50\t0\nnext=that of\t0\t250\n");
        let mut score = model.score();
        score.add("bias", &["".into()]);
        assert_eq!(score.best(), 0);
        score.add("next", &["that".into(), "of".into()]);
        score.add("next", &["of".into(), "that".into()]); // not known
        assert_eq!((score.sums, score.best()), ([50, 250], 1));
        let mut reasons = model.reasons();
        reasons.add("next", &["that".into(), "of".into()]);
        assert_eq!(reasons.rows, [("next=that of".to_string(), [0, 250])]);
    }

    #[test]
    fn names_are_what_a_table_has() {
        let mut names = Names::default();
        names.add("next", &["that".into(), "of".into()]);
        assert_eq!(names.0, ["next=that of"]);
    }
}

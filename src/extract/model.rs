//! Linear models over named features: what counts of annotated news say where rules leave it open.
//!
//! A model is a table: one row a feature, one weight a class. The score of a class is the sum of the weights of the
//! features that hold (multinomial logistic regression, as in Berger, Della Pietra and Della Pietra 1996), so each
//! decision can be read off its rows. Weights are whole hundredths, so that a sum is the same on every machine. The
//! tables are data files in `lexicon/`, made by `examples/train_attribution`, which says on what.

use super::lexicon::split;
use std::hint::select_unpredictable;

/// A value a feature can take: a word, a mark, a class of words.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    text: &'a str,
    hash: u64,
}

impl<'a> Value<'a> {
    /// A value with its hash, to be used in several features.
    #[inline]
    pub const fn new(text: &'a str) -> Self {
        Self { text, hash: fnv(text.as_bytes()) }
    }

    /// What it says.
    pub fn as_str(self) -> &'a str {
        self.text
    }
}

impl<'a> From<&'a str> for Value<'a> {
    #[inline]
    fn from(text: &'a str) -> Self {
        Self::new(text)
    }
}

/// A value that is written out, hashed when the program is built.
macro_rules! value {
    ($text:literal) => {
        const { $crate::extract::model::Value::new($text) }
    };
}
pub(super) use value;

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

/// FNV-1a (Fowler, Noll and Vo), which the compiler reckons where a word is written out.
#[inline(always)]
const fn fnv(bytes: &[u8]) -> u64 {
    let (mut hash, mut k) = (0xCBF2_9CE4_8422_2325_u64, 0);
    while k < bytes.len() {
        hash = (hash ^ bytes[k] as u64).wrapping_mul(0x0100_0000_01B3);
        k += 1;
    }
    hash
}

/// The hash of a feature: its name and its values, each turned by where it stands, in one sum, so that a value that stands first in
/// many features is turned once for all of them.
#[inline(always)]
fn key(name: &str, values: impl Iterator<Item = u64>) -> u64 {
    let turned = values.enumerate().map(|(n, v)| v.rotate_left(TURN * (n as u32 + 1)));
    turned.fold(fnv(name.as_bytes()), u64::wrapping_add)
}

/// So many bits each value is turned further than the one before it.
const TURN: u32 = 17;

/// A table of weights for `N` classes.
///
/// Asked for some twenty features of each candidate and ten of each place where its content could end, most of which are in no table, so that a look-up must not have to
/// guess: a perfect hash by displacement (Belazzougui, Botelho and Dietzfelbinger 2009, “Hash, displace, and compress”)
/// gives every key one row, and what stands there counts or counts nothing, without a branch.
#[derive(Clone, Debug, Default)]
pub struct Model<const N: usize> {
    /// For each group of keys the odd number that leads each of them to a row of its own.
    displacements: Vec<u32>,
    /// One in three is free: a fuller table is smaller, and takes longer to make than a short text to read.
    rows: Vec<Row<N>>,
    n: usize,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
struct Row<const N: usize> {
    /// The upper half of its key, which is odd; 0 where nothing is.
    key: u32,
    weights: [i16; N],
}

impl<const N: usize> Row<N> {
    const NONE: Self = Self { key: 0, weights: [0; N] };
}

/// Keys share a number in groups of about so many: fewer take more memory, more are harder to place.
const GROUP: usize = 4;

/// So many numbers are tried for a group; that all of them fail takes two keys with one lower half.
const MAX_DISPLACEMENT: u32 = 1 << 20;

impl<const N: usize> Model<N> {
    /// Reads a table: `name=value value`, then `N` weights in hundredths, tab-separated; `#` opens a comment.
    pub fn read(table: &str) -> Self {
        let mut rows = Vec::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = split(line, b'\t');
            let Some((name, values)) = columns.next().and_then(|f| f.split_once('=')) else { continue };
            let mut weights = [0; N];
            for (slot, column) in weights.iter_mut().zip(columns) {
                *slot = column.parse().unwrap_or(0);
            }
            rows.push((mixed(key(name, split(values, b' ').map(|v| Value::new(v).hash))), weights));
        }
        Self::of(rows)
    }

    /// The table of these rows; of two with one key one counts.
    fn of(mut rows: Vec<(u64, [i16; N])>) -> Self {
        rows.sort_unstable_by_key(|(key, _)| *key);
        rows.dedup_by_key(|(key, _)| *key);
        let (n_groups, n_slots) = (rows.len().div_ceil(GROUP), rows.len() * 3 / 2 + 1);
        let mut model = Self { displacements: vec![0; n_groups], rows: vec![Row::NONE; n_slots], n: rows.len() };
        // The largest groups first, while there is room.
        let mut groups: Vec<_> = rows.chunk_by(|(a, _), (b, _)| share(*a, n_groups) == share(*b, n_groups)).collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        groups.into_iter().for_each(|group| model.place(group));
        model
    }

    /// Finds the number that leads the keys of a group to rows that are free.
    fn place(&mut self, rows: &[(u64, [i16; N])]) {
        let mut taken: Vec<usize> = Vec::with_capacity(rows.len());
        let fits = |displacement: &u32| {
            taken.clear();
            rows.iter().all(|(key, _)| {
                let slot = slot(*key, *displacement, self.rows.len());
                let is_free = self.rows[slot].key == 0 && !taken.contains(&slot);
                taken.push(slot);
                is_free
            })
        };
        let Some(displacement) = (0..MAX_DISPLACEMENT).map(|n| n.wrapping_mul(0x9E37_79B1) | 1).find(fits) else { return };
        for &(key, weights) in rows {
            let group = share(key, self.displacements.len());
            self.displacements[group] = displacement;
            let slot = slot(key, displacement, self.rows.len());
            self.rows[slot] = Row { key: upper(key), weights };
        }
    }

    /// The row that would be that of a key, which is mixed.
    #[inline(always)]
    fn row(&self, key: u64) -> Option<&Row<N>> {
        let displacement = *self.displacements.get(share(key, self.displacements.len()))?;
        self.rows.get(slot(key, displacement, self.rows.len()))
    }

    fn get(&self, key: u64) -> Option<&[i16; N]> {
        let key = mixed(key);
        self.row(key).filter(|row| row.key == upper(key)).map(|row| &row.weights)
    }

    /// How many features have a weight.
    pub fn len(&self) -> usize {
        self.n
    }

    /// Whether it knows nothing.
    pub fn is_empty(&self) -> bool {
        self.n == 0
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

/// A key with each bit of its upper half from all of its sum (Knuth, The Art of Computer Programming, vol. 3, 6.4).
#[inline(always)]
fn mixed(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Where a key stands among `n` rows: by its lower half times an odd number (Dietzfelbinger et al. 1997, “A reliable randomized
/// algorithm for the closest-pair problem”), as the upper half chose the number.
#[inline(always)]
fn slot(key: u64, displacement: u32, n: usize) -> usize {
    share(u64::from((key as u32).wrapping_mul(displacement)) << 32, n)
}

/// Of `n` the share that the upper half of a number is of all it could be (Lemire 2019, “Fast random integer generation in an
/// interval”): numbers in order give shares in order.
#[inline(always)]
fn share(number: u64, n: usize) -> usize {
    (((number >> 32) * n as u64) >> 32) as usize
}

/// The upper half of a key, made odd: never 0.
#[inline(always)]
fn upper(key: u64) -> u32 {
    (key >> 32) as u32 | 1
}

/// The scores of the classes of one case.
#[derive(Clone, Copy, Debug)]
pub struct Score<'m, const N: usize> {
    model: &'m Model<N>,
    /// The sum of the weights, for each class, in hundredths.
    pub sums: [i32; N],
}

impl<const N: usize> Features for Score<'_, N> {
    #[inline(always)]
    fn add(&mut self, name: &'static str, values: &[Value]) {
        self.add_row(key(name, values.iter().map(|v| v.hash)));
    }
}

impl<const N: usize> Score<'_, N> {
    #[inline(never)]
    fn add_row(&mut self, key: u64) {
        let key = mixed(key);
        if let Some(row) = self.model.row(key) {
            let known = select_unpredictable(row.key == upper(key), row, &Row::NONE);
            for (sum, weight) in self.sums.iter_mut().zip(&known.weights) {
                *sum += i32::from(*weight);
            }
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
        if let Some(row) = self.model.get(key(name, values.iter().map(|v| v.hash))) {
            let mut names = Names::default();
            names.add(name, values);
            self.rows.extend(names.0.into_iter().map(|name| (name, row.map(i32::from))));
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
    fn every_row_is_found_and_nothing_else() {
        let table: String = (0..3_000).map(|n| format!("word={n}\t{}\n", n % 100)).collect();
        let model = Model::<1>::read(&table);
        let weight = |n: u32| {
            let mut score = model.score();
            score.add("word", &[n.to_string().as_str().into()]);
            score.sums[0]
        };
        assert_eq!(model.len(), 3_000);
        assert!((0..3_000).all(|n| weight(n) == (n % 100) as i32));
        assert!((3_000..9_000).all(|n| weight(n) == 0));
        assert_eq!(Model::<1>::default().score().sums, [0]);
        Model::<1>::default().score().add("word", &["1".into()]);
    }

    #[test]
    fn a_look_up_in_a_small_table_ends() {
        for n in 1..9 {
            let model = Model::<1>::read(&(0..n).map(|n| format!("word={n}\t7\n")).collect::<String>());
            let found = (0..2_000).filter(|n: &u32| {
                let mut score = model.score();
                score.add("word", &[n.to_string().as_str().into()]);
                score.sums[0] != 0
            });
            assert_eq!(found.count(), n);
        }
    }

    /// Of two features with one key one would be lost.
    #[test]
    fn no_two_rows_have_one_key() {
        let n_rows = |table: &str| table.lines().filter(|line| !line.starts_with('#') && line.contains('=')).count();
        let cues = include_str!("lexicon/cue_weights.tsv");
        assert_eq!(Model::<4>::read(cues).len(), n_rows(cues));
        for table in [
            include_str!("lexicon/extent_weights.tsv"),
            include_str!("lexicon/found_weights.tsv"),
            include_str!("lexicon/quoted_weights.tsv"),
        ] {
            assert_eq!(Model::<1>::read(table).len(), n_rows(table));
        }
    }

    #[test]
    fn names_are_what_a_table_has() {
        let mut names = Names::default();
        names.add("next", &["that".into(), "of".into()]);
        assert_eq!(names.0, ["next=that of"]);
    }
}

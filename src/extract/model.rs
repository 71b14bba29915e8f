//! Linear models over named features: what counts of annotated news say where rules leave it open.
//!
//! A model is a table: one row a feature, one weight a class. The score of a class is the sum of the weights of the
//! features that hold (multinomial logistic regression, as in Berger, Della Pietra and Della Pietra 1996), so each
//! decision can be read off its rows. Weights are whole hundredths, so that a sum is the same on every machine. The
//! tables are data files in `lexicon/`, made by `examples/train_attribution`, which says on what.

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

/// The hash of a feature: its name with its values mixed in one after the other.
#[inline(always)]
fn key(name: &str, values: impl Iterator<Item = u64>) -> u64 {
    let mixed = values.fold(fnv(name.as_bytes()), |hash, v| (hash.rotate_left(23) ^ v).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed ^ mixed >> 32
}

/// A table of weights for `N` classes.
///
/// Most features that hold are in no table, and the tables together are larger than a processor's near cache. So a
/// small set of bits, read first, turns most of them away (Bloom 1970, with one hash), and the rows are kept narrow.
#[derive(Clone, Debug, Default)]
pub struct Model<const N: usize> {
    /// One bit for each value of the lowest bits of a key; a power of two of them.
    bits: Vec<u64>,
    /// Found by the lower half of a key, by open addressing. A power of two.
    rows: Vec<Row<N>>,
    n: usize,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
struct Row<const N: usize> {
    /// The upper half of its key; 0 where nothing is.
    key: u32,
    weights: [i16; N],
}

/// Bits of the set for each row. Extracting with an ordinary table of the same rows takes about a twentieth longer.
const BITS_PER_ROW: usize = 8;

impl<const N: usize> Model<N> {
    /// Reads a table: `name=value value`, then `N` weights in hundredths, tab-separated; `#` opens a comment.
    pub fn read(table: &str) -> Self {
        let lines: Vec<&str> = table.lines().filter(|l| !l.starts_with('#')).collect();
        // One slot at least stays free, so that every look-up ends.
        let n_slots = (lines.len() * 3 / 2 + 1).next_power_of_two();
        let n_words = (lines.len() * BITS_PER_ROW).next_power_of_two().div_ceil(64);
        let mut model = Self { bits: vec![0; n_words], rows: vec![Row { key: 0, weights: [0; N] }; n_slots], n: 0 };
        for line in lines {
            let mut columns = line.split('\t');
            let Some((name, values)) = columns.next().and_then(|f| f.split_once('=')) else { continue };
            let mut row = [0; N];
            for (slot, column) in row.iter_mut().zip(columns) {
                *slot = column.parse().unwrap_or(0);
            }
            model.insert(key(name, values.split(' ').map(|v| Value::new(v).hash)), row);
        }
        model
    }

    fn insert(&mut self, key: u64, row: [i16; N]) {
        let (word, bit) = self.bit(key);
        self.bits[word] |= bit;
        let mut slot = self.slot(key);
        while self.rows[slot].key != 0 && self.rows[slot].key != upper(key) {
            slot = (slot + 1) & (self.rows.len() - 1);
        }
        self.n += usize::from(self.rows[slot].key == 0);
        self.rows[slot] = Row { key: upper(key), weights: row };
    }

    fn get(&self, key: u64) -> Option<&[i16; N]> {
        let (word, bit) = self.bit(key);
        if self.bits.get(word)? & bit == 0 {
            return None;
        }
        let mut slot = self.slot(key);
        loop {
            let row = self.rows.get(slot)?;
            match row.key {
                found if found == upper(key) => return Some(&row.weights),
                0 => return None,
                _ => slot = (slot + 1) & (self.rows.len() - 1),
            }
        }
    }

    /// Where the bit of a key is.
    fn bit(&self, key: u64) -> (usize, u64) {
        ((key >> 6) as usize & self.bits.len().wrapping_sub(1), 1 << (key & 63))
    }

    /// Where to look for a key first.
    fn slot(&self, key: u64) -> usize {
        key as usize & (self.rows.len() - 1)
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

/// The upper half of a key, never 0.
fn upper(key: u64) -> u32 {
    ((key >> 32) as u32).max(1)
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
        if let Some(row) = self.model.get(key) {
            self.sums.iter_mut().zip(row).for_each(|(sum, &weight)| *sum += i32::from(weight));
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

    #[test]
    fn names_are_what_a_table_has() {
        let mut names = Names::default();
        names.add("next", &["that".into(), "of".into()]);
        assert_eq!(names.0, ["next=that of"]);
    }
}

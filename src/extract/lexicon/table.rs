//! Every listed word with what is known of it, made to be asked for every word of a text.
//!
//! A word of up to sixteen bytes, as nearly all are, is one number, and what is known of it stands beside that number: a
//! look-up reads one line of a processor's cache, where a table of strings reads three. Open addressing with linear probing
//! (Knuth, The Art of Computer Programming, vol. 3, 6.4).

use super::Entry;
use crate::extract::shape::{self, Shape, Shapes};
use crate::text::fold;
use rustc_hash::FxHashMap;

/// Bytes of a word that is its own key.
const SHORT: usize = 16;

/// A word and what is known of it.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The bytes of a short word, 0 behind its last; 0 for none and for a longer one.
    key: u128,
    entry: Entry,
    /// Its comparable form.
    form: u64,
    /// What it looks like to a model, in lower case and with a capital.
    shapes: [Shape; 2],
}

/// The number of a word in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Id(u32);

/// All listed words.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// A power of two of them for short words, one for what is not listed, then the longer words.
    slots: Vec<Slot>,
    n_short: usize,
    longer: FxHashMap<&'static str, Id>,
    shapes: Shapes,
}

impl Table {
    /// The table of these words, in lower case.
    pub(super) fn of(words: &FxHashMap<&'static str, Entry>) -> Self {
        // Three slots for two words at the least, so that a look-up is short and ends.
        let n_short = (words.len() * 3 / 2 + 1).next_power_of_two();
        let mut table = Self { slots: vec![Slot::default(); n_short + 1], n_short, ..Self::default() };
        for (&word, &entry) in words {
            let shapes = [false, true].map(|is_capital| table.shapes.add(shape::listed(word, &entry, is_capital)));
            let slot = Slot { key: key(word.as_bytes(), word.len()), entry, form: fold::hash(word), shapes };
            if word.len() <= SHORT {
                let at = table.place(slot.key);
                table.slots[at] = slot;
            } else {
                table.longer.insert(word, Id::at(table.slots.len()));
                table.slots.push(Slot { key: 0, ..slot });
            }
        }
        table
    }

    /// The place of a key, or the free one where it would stand.
    #[inline(always)]
    fn place(&self, key: u128) -> usize {
        let mixed = (key as u64 ^ ((key >> 64) as u64).rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut at = (mixed >> 32) as usize & (self.n_short - 1);
        while self.slots[at].key != key && self.slots[at].key != 0 {
            at = (at + 1) & (self.n_short - 1);
        }
        at
    }

    /// The word that `text` goes on with for `length` bytes; the number of what is not listed if it is not.
    #[inline(always)]
    pub(super) fn find(&self, text: &[u8], length: usize) -> Id {
        if length <= SHORT {
            let key = key(text, length);
            let at = self.place(key);
            if self.slots[at].key == key && key != 0 {
                return Id::at(at);
            }
        }
        self.find_other(text.get(..length).unwrap_or_default())
    }

    /// The number of what is not listed.
    pub(super) fn unlisted(&self) -> Id {
        Id::at(self.n_short)
    }

    /// A longer word, or one with a mark that the lists have otherwise.
    fn find_other(&self, word: &[u8]) -> Id {
        let none = self.unlisted();
        if word.len() <= SHORT && word.is_ascii() {
            return none;
        }
        let Ok(word) = std::str::from_utf8(word) else { return none };
        match self.longer.get(word) {
            Some(&id) => id,
            None if word.is_ascii() || !word.contains(fold::is_single_mark) => none,
            None => {
                let straight = super::straight(word);
                if straight == word { none } else { self.find(straight.as_bytes(), straight.len()) }
            }
        }
    }

    /// What is known of a word.
    #[inline(always)]
    pub(super) fn entry(&self, id: Id) -> &Entry {
        &self.slots[id.0 as usize].entry
    }

    /// What a word looks like to a model, if it is listed.
    #[inline(always)]
    pub(super) fn shape(&self, id: Id, is_capital: bool) -> Option<Shape> {
        (id != self.unlisted()).then(|| self.slots[id.0 as usize].shapes[usize::from(is_capital)])
    }

    /// The comparable form of a word, as [`fold::hash`] has it, if it is listed.
    #[inline(always)]
    pub(super) fn form(&self, id: Id) -> Option<u64> {
        (id != self.unlisted()).then(|| self.slots[id.0 as usize].form)
    }

    /// All that tokens can look like.
    #[inline(always)]
    pub(super) fn shapes(&self) -> &Shapes {
        &self.shapes
    }
}

impl Id {
    fn at(slot: usize) -> Self {
        Self(u32::try_from(slot).expect("fewer words than four thousand million"))
    }
}

/// The first `length` bytes of `text`, up to sixteen, as a number.
#[inline(always)]
fn key(text: &[u8], length: usize) -> u128 {
    let all = match text.first_chunk::<SHORT>() {
        Some(bytes) => u128::from_le_bytes(*bytes),
        None => {
            let mut bytes = [0; SHORT];
            bytes[..text.len()].copy_from_slice(text);
            u128::from_le_bytes(bytes)
        }
    };
    match length {
        0 => 0,
        _ => all & (u128::MAX >> (8 * SHORT.saturating_sub(length))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexicon::Tag;

    #[test]
    fn every_word_is_found_and_nothing_else() {
        let listed: Vec<&'static str> = (0..4_000)
            .map(|n| match n % 3 {
                0 => format!("w{n}"),
                1 => format!("word-with-sixteen{n}"),
                _ => format!("märz{n}"),
            })
            .map(|word| &*Box::leak(word.into_boxed_str()))
            .collect();
        let words: FxHashMap<&'static str, Entry> =
            listed.iter().enumerate().map(|(n, &word)| (word, Entry { verb: u16::try_from(n).ok(), ..Entry::default() })).collect();
        let table = Table::of(&words);
        let verb = |text: &str, length: usize| table.entry(table.find(text.as_bytes(), length)).verb;
        for (n, word) in listed.iter().enumerate() {
            let goes_on = format!("{word} said, and more than sixteen bytes behind it");
            assert_eq!(verb(word, word.len()).map(usize::from), Some(n), "{word}");
            assert_eq!(verb(&goes_on, word.len()).map(usize::from), Some(n), "{word}");
            assert_eq!(verb(&goes_on, word.len() + 1), None, "{word}");
        }
        assert_eq!((verb("", 0), verb("w", 1), verb("\0", 1)), (None, None, None));
    }

    #[test]
    fn an_apostrophe_may_be_of_any_kind() {
        let words = FxHashMap::from_iter([("won't", Entry { hedge: Some(3), ..Entry::default() })]);
        let table = Table::of(&words);
        for word in ["won't", "won’t", "won‘t"] {
            let id = table.find(word.as_bytes(), word.len());
            assert_eq!((table.entry(id).hedge, table.entry(id).tags.has(Tag::Capital)), (Some(3), false), "{word}");
        }
    }
}

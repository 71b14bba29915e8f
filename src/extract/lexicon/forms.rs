//! Word forms and what is known of each.

use super::Entry;
use rustc_hash::FxHashMap;

/// Longer forms stand in a table of their own.
const MAX_SHORT: usize = 16;

/// A table of word forms.
///
/// Every word of every text is looked up here, and most forms are short: those are kept in the table itself, so that a
/// look-up touches one place in memory and compares two numbers. Extracting with one table of strings takes about a
/// twentieth longer.
#[derive(Default)]
pub(super) struct Forms {
    short: FxHashMap<Short, Entry>,
    long: FxHashMap<&'static str, Entry>,
    all: Vec<&'static str>,
}

/// A form of up to [`MAX_SHORT`] bytes, filled up with zeros. No form has a zero byte of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Short(u64, u64);

impl Short {
    fn of(form: &str) -> Option<Self> {
        let mut bytes = [0; MAX_SHORT];
        bytes.get_mut(..form.len())?.copy_from_slice(form.as_bytes());
        let (low, high) = bytes.split_at(MAX_SHORT / 2);
        Some(Self(u64::from_le_bytes(low.try_into().ok()?), u64::from_le_bytes(high.try_into().ok()?)))
    }
}

impl Forms {
    /// What is known of a form.
    pub(super) fn get(&self, form: &str) -> Option<&Entry> {
        match Short::of(form) {
            Some(short) => self.short.get(&short),
            None => self.long.get(form),
        }
    }

    /// The entry of a form, made if there is none.
    pub(super) fn entry(&mut self, form: &'static str) -> &mut Entry {
        if self.get(form).is_none() {
            self.all.push(form);
        }
        match Short::of(form) {
            Some(short) => self.short.entry(short).or_default(),
            None => self.long.entry(form).or_default(),
        }
    }

    /// All forms, in the order they came in.
    pub(super) fn all(&self) -> Vec<&'static str> {
        self.all.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_forms_are_found_and_nothing_else() {
        let listed = ["", "a", "said", "sixteen-letters-", "seventeen-letters", "notwithstanding"];
        let mut forms = Forms::default();
        for (k, form) in (1..).zip(listed) {
            forms.entry(form).verb = Some(k);
        }
        forms.entry("said").hedge = Some(2);
        for (k, form) in (1..).zip(listed) {
            assert_eq!(forms.get(form).and_then(|e| e.verb), Some(k), "{form}");
        }
        assert_eq!(forms.all(), listed);
        assert!(["b", "sai", "saids", "sixteen-letters", "seventeen-letterz"].iter().all(|form| forms.get(form).is_none()));
    }
}

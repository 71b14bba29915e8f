//! For each of many sentences a short list, all in one place: most have one thing in it or none.

/// A list for each of some things, which are numbered.
#[derive(Debug)]
pub(super) struct Lists<T> {
    all: Vec<T>,
    /// Where the list of each begins, and where the last ends.
    starts: Vec<usize>,
}

impl<T> Lists<T> {
    /// The lists of `n` things out of what is in them, each with whose list it is in; what is in one list keeps its order.
    /// What is in the list of none of them is left out.
    pub(super) fn of(n: usize, mut pairs: Vec<(usize, T)>) -> Self {
        pairs.retain(|&(whose, _)| whose < n);
        pairs.sort_by_key(|&(whose, _)| whose);
        let mut starts = Vec::with_capacity(n + 1);
        for (at, &(whose, _)) in pairs.iter().enumerate() {
            starts.resize(starts.len().max(whose + 1), at);
        }
        starts.resize(n + 1, pairs.len());
        Self { all: pairs.into_iter().map(|(_, what)| what).collect(), starts }
    }

    /// The list of one of them; nothing for what has none.
    pub(super) fn list(&self, whose: usize) -> &[T] {
        match (self.starts.get(whose), self.starts.get(whose + 1)) {
            (Some(&from), Some(&to)) => &self.all[from..to],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_in_its_list_in_order() {
        let lists = Lists::of(5, vec![(3, 'c'), (1, 'a'), (7, 'x'), (3, 'b'), (4, 'd')]);
        let shown: Vec<String> = (0..7).map(|n| lists.list(n).iter().collect()).collect();
        assert_eq!(shown, ["", "a", "", "cb", "d", "", ""]);
        assert!(Lists::<u8>::of(0, Vec::new()).list(0).is_empty());
    }
}

//! Word lists of this folder and those below: two columns between tabs, lines that begin with `#` apart.

/// The rows of a list: words, and what they are.
pub(super) fn rows(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The words of a list that are `what`.
pub(super) fn words(list: &'static str, what: &str) -> Vec<&'static str> {
    rows(list).filter(|(_, is)| *is == what).map(|(words, _)| words).collect()
}

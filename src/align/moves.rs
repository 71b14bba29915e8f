//! Pairs of places → those that stayed in order, the others having moved.
//!
//! The heaviest increasing subsequence, in O(n log n) with a tree of running maxima (Fenwick 1994). Weights make the
//! shorter of two texts that changed places the one that moved. What was only pushed down by an insertion is in order
//! and so has not moved.

/// A sentence before, its partner after, and how much it weighs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) weight: u64,
}

/// Which of `pairs` (in the order of `before`, each `after` under `n_after` and once) make the heaviest subsequence in
/// which `after` increases too.
pub(super) fn heaviest_increasing(pairs: &[Pair], n_after: usize) -> Vec<usize> {
    if pairs.windows(2).all(|p| p[0].after < p[1].after) {
        return (0..pairs.len()).collect();
    }
    // tree[k] holds the best (weight, pair) that ends in one of the places it answers for.
    let mut tree: Vec<Option<(u64, usize)>> = vec![None; n_after + 1];
    let mut previous: Vec<Option<usize>> = vec![None; pairs.len()];
    let mut best: Option<(u64, usize)> = None;
    for (n, pair) in pairs.iter().enumerate() {
        let mut below: Option<(u64, usize)> = None;
        let mut k = pair.after; // places 1..=after are those before this one
        while k > 0 {
            below = heavier(below, tree[k]);
            k &= k - 1;
        }
        previous[n] = below.map(|b| b.1);
        let here = Some((below.map_or(0, |b| b.0) + pair.weight, n));
        best = heavier(best, here);
        let mut k = pair.after + 1;
        while k <= n_after {
            tree[k] = heavier(tree[k], here);
            k += k & k.wrapping_neg();
        }
    }
    let mut chosen = Vec::new();
    let mut at = best.map(|b| b.1);
    while let Some(n) = at {
        chosen.push(n);
        at = previous[n];
    }
    chosen.reverse();
    chosen
}

/// The heavier of two; of two as heavy the earlier.
fn heavier(a: Option<(u64, usize)>, b: Option<(u64, usize)>) -> Option<(u64, usize)> {
    match (a, b) {
        (Some(x), Some(y)) if y.0 > x.0 || y.0 == x.0 && y.1 < x.1 => b,
        (None, _) => b,
        _ => a,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chosen(after: &[usize], weights: &[u64]) -> Vec<usize> {
        let pairs: Vec<Pair> =
            after.iter().zip(weights).enumerate().map(|(before, (&after, &weight))| Pair { before, after, weight }).collect();
        heaviest_increasing(&pairs, after.len())
    }

    #[test]
    fn the_lighter_one_moved() {
        assert_eq!(chosen(&[1, 0], &[5, 9]), [1]);
        assert_eq!(chosen(&[1, 0], &[9, 5]), [0]);
        // Two short sentences in order give way to one long one.
        assert_eq!(chosen(&[1, 2, 0], &[3, 3, 20]), [2]);
        assert_eq!(chosen(&[0, 1, 2], &[1, 1, 1]), [0, 1, 2]);
        assert_eq!(chosen(&[], &[]), [0; 0]);
    }

    proptest! {
        #[test]
        fn as_heavy_as_trying_them_all(order in Just((0..9usize).collect::<Vec<_>>()).prop_shuffle(), weights in proptest::collection::vec(1..20u64, 9)) {
            let found = chosen(&order, &weights);
            prop_assert!(found.windows(2).all(|w| w[0] < w[1] && order[w[0]] < order[w[1]]));
            let weight = |set: &[usize]| set.iter().map(|&k| weights[k]).sum::<u64>();
            let best = (0..1usize << 9)
                .map(|bits| (0..9).filter(|k| bits >> k & 1 == 1).collect::<Vec<_>>())
                .filter(|set| set.windows(2).all(|w| order[w[0]] < order[w[1]]))
                .map(|set| weight(&set))
                .max();
            prop_assert_eq!(Some(weight(&found)), best);
        }
    }
}

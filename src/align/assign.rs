//! Scored candidates → pairs, each sentence at most once.
//!
//! Optimal for each connected component of candidates by the Hungarian method (Kuhn 1955, Munkres 1957, with the
//! potentials of Jonker and Volgenant 1987); greedy above [`MAX_OPTIMAL`], by score and then by place.

use rustc_hash::FxHashMap;

/// A component with more sentences than this on a side is assigned greedily: the optimal way takes the cube of it, and
/// in a text where so many sentences hang together most are boilerplate.
pub(super) const MAX_OPTIMAL: usize = 64;

/// An earlier sentence, a later one, and how much speaks for their being the same, above 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) score: f64,
}

/// The candidates chosen, and whether any component was too large for the optimum.
pub(super) fn assign(candidates: &[Candidate]) -> (Vec<Candidate>, bool) {
    let mut chosen = Vec::new();
    let mut greedy_used = false;
    for component in components(candidates) {
        match component.as_slice() {
            [only] => chosen.push(*only),
            several => {
                let (olds, news) = (places(several, |c| c.old), places(several, |c| c.new));
                if olds.len().max(news.len()) <= MAX_OPTIMAL {
                    chosen.extend(optimal(several, &olds, &news));
                } else {
                    greedy_used = true;
                    chosen.extend(greedy(several));
                }
            }
        }
    }
    (chosen, greedy_used)
}

/// The sentences of one side, in order, each once.
fn places(candidates: &[Candidate], of: fn(&Candidate) -> usize) -> Vec<usize> {
    let mut places: Vec<usize> = candidates.iter().map(of).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Candidates that hang together by a sentence, in the order of their first.
fn components(candidates: &[Candidate]) -> Vec<Vec<Candidate>> {
    let mut parent: Vec<usize> = (0..candidates.len()).collect();
    fn root(parent: &mut [usize], mut k: usize) -> usize {
        while parent[k] != k {
            parent[k] = parent[parent[k]];
            k = parent[k];
        }
        k
    }
    let mut first_old: FxHashMap<usize, usize> = FxHashMap::default();
    let mut first_new: FxHashMap<usize, usize> = FxHashMap::default();
    for (n, candidate) in candidates.iter().enumerate() {
        for first in [*first_old.entry(candidate.old).or_insert(n), *first_new.entry(candidate.new).or_insert(n)] {
            let (a, b) = (root(&mut parent, n), root(&mut parent, first));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut place: FxHashMap<usize, usize> = FxHashMap::default();
    let mut out: Vec<Vec<Candidate>> = Vec::new();
    for (n, candidate) in candidates.iter().enumerate() {
        let k = *place.entry(root(&mut parent, n)).or_insert_with(|| {
            out.push(Vec::new());
            out.len() - 1
        });
        out[k].push(*candidate);
    }
    out
}

/// The best first; of equally good ones the earliest.
fn greedy(candidates: &[Candidate]) -> Vec<Candidate> {
    let mut sorted = candidates.to_vec();
    sorted.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.old.cmp(&b.old)).then(a.new.cmp(&b.new)));
    let (mut old_used, mut new_used) = (rustc_hash::FxHashSet::default(), rustc_hash::FxHashSet::default());
    sorted.retain(|c| {
        let free = !old_used.contains(&c.old) && !new_used.contains(&c.new);
        free && old_used.insert(c.old) && new_used.insert(c.new)
    });
    sorted
}

/// The pairs with the greatest sum of squared scores: one good pair is worth more than two poor ones.
fn optimal(candidates: &[Candidate], olds: &[usize], news: &[usize]) -> Vec<Candidate> {
    let turned = olds.len() > news.len();
    let (rows, columns) = if turned { (news, olds) } else { (olds, news) };
    let mut scores = vec![vec![0.0; columns.len()]; rows.len()];
    for c in candidates {
        let (row, column) = if turned { (c.new, c.old) } else { (c.old, c.new) };
        let (r, k) = (rows.partition_point(|&x| x < row), columns.partition_point(|&x| x < column));
        scores[r][k] = c.score;
    }
    let costs: Vec<Vec<f64>> = scores.iter().map(|row| row.iter().map(|s| -s * s).collect()).collect();
    let assigned = hungarian(&costs).into_iter().enumerate().filter(|&(r, k)| scores[r][k] > 0.0);
    assigned
        .map(|(r, k)| {
            let (old, new) = if turned { (columns[k], rows[r]) } else { (rows[r], columns[k]) };
            Candidate { old, new, score: scores[r][k] }
        })
        .collect()
}

/// For each row a column of its own, at the least sum of costs; at least as many columns as rows.
fn hungarian(costs: &[Vec<f64>]) -> Vec<usize> {
    let (n, m) = (costs.len(), costs.first().map_or(0, Vec::len));
    // Rows and columns count from 1; row_of[0] is the row that looks for a column.
    let (mut row_potential, mut column_potential) = (vec![0.0; n + 1], vec![0.0; m + 1]);
    let (mut row_of, mut came_from) = (vec![0usize; m + 1], vec![0usize; m + 1]);
    for row in 1..=n {
        row_of[0] = row;
        let mut least = vec![f64::INFINITY; m + 1];
        let mut done = vec![false; m + 1];
        let mut column = 0;
        loop {
            done[column] = true;
            let r = row_of[column];
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for k in 1..=m {
                if done[k] {
                    continue;
                }
                let reduced = costs[r - 1][k - 1] - row_potential[r] - column_potential[k];
                if reduced < least[k] {
                    least[k] = reduced;
                    came_from[k] = column;
                }
                if least[k] < delta {
                    (delta, next) = (least[k], k);
                }
            }
            for k in 0..=m {
                if done[k] {
                    row_potential[row_of[k]] += delta;
                    column_potential[k] -= delta;
                } else {
                    least[k] -= delta;
                }
            }
            column = next;
            if row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            row_of[column] = row_of[came_from[column]];
            column = came_from[column];
        }
    }
    let mut column_of = vec![0; n];
    for k in 1..=m {
        if row_of[k] > 0 {
            column_of[row_of[k] - 1] = k - 1;
        }
    }
    column_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidate((old, new, score): (usize, usize, f64)) -> Candidate {
        Candidate { old, new, score }
    }

    fn pairs(candidates: &[(usize, usize, f64)]) -> Vec<(usize, usize)> {
        let candidates: Vec<Candidate> = candidates.iter().copied().map(candidate).collect();
        let mut pairs: Vec<(usize, usize)> = assign(&candidates).0.iter().map(|c| (c.old, c.new)).collect();
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn the_whole_counts_and_one_good_pair_beats_two_poor_ones() {
        assert_eq!(pairs(&[(0, 0, 0.8), (0, 1, 0.75), (1, 0, 0.75)]), [(0, 1), (1, 0)]);
        assert_eq!(pairs(&[(0, 0, 0.95), (0, 1, 0.5), (1, 0, 0.5)]), [(0, 0)]);
        assert_eq!(pairs(&[(7, 9, 0.4)]), [(7, 9)]);
        assert_eq!(pairs(&[]), []);
    }

    #[test]
    fn large_components_are_greedy_and_say_so() {
        let chain: Vec<Candidate> = (0..MAX_OPTIMAL + 2).flat_map(|k| [candidate((k, k, 0.9)), candidate((k, k + 1, 0.5))]).collect();
        let (chosen, greedy) = assign(&chain);
        assert!(greedy && chosen.len() == MAX_OPTIMAL + 2 && chosen.iter().all(|c| c.old == c.new));
        assert!(!assign(&chain[..20]).1);
    }

    proptest! {
        #[test]
        fn as_good_as_trying_them_all(scores in proptest::collection::vec(0..20u8, 20)) {
            let candidates: Vec<Candidate> = scores.iter().enumerate().filter(|(_, s)| **s > 8)
                .map(|(n, &s)| candidate((n / 5, n % 5, f64::from(s) / 20.0))).collect();
            let value = |set: &[Candidate]| set.iter().map(|c| c.score * c.score).sum::<f64>();
            let found = assign(&candidates).0;
            fn best(candidates: &[Candidate], old: usize, used: u32) -> f64 {
                if old == 4 {
                    return 0.0;
                }
                let skip = best(candidates, old + 1, used);
                candidates.iter().filter(|c| c.old == old && used >> c.new & 1 == 0)
                    .map(|c| c.score * c.score + best(candidates, old + 1, used | 1 << c.new))
                    .fold(skip, f64::max)
            }
            prop_assert!((value(&found) - best(&candidates, 0, 0)).abs() < 1e-9);
        }
    }
}

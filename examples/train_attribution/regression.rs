//! Logistic regression over named features, by AdaGrad with weights that go to zero where the cases do not insist on them
//! (Duchi, Hazan and Singer 2011), averaged over the later half of the rounds.

use rustc_hash::FxHashMap;
use std::fmt::Write as _;

/// A feature in fewer cases than this gets no weight.
const MIN_COUNT: u32 = 5;
/// A row all of whose weights are smaller than this, in hundredths, is left out.
const MIN_WEIGHT: f64 = 5.0;
/// How strongly weights are drawn to zero.
const DECAY: f64 = 0.004;

/// A decision: the features of each option, and which is right.
pub struct Case {
    /// The features of each option; one list where the classes share them.
    pub options: Vec<Vec<u32>>,
    /// The right option or class.
    pub right: usize,
}

/// Cases to learn from, and cases kept aside.
#[derive(Default)]
pub struct Set {
    names: FxHashMap<String, u32>,
    counts: Vec<u32>,
    /// To learn from.
    pub cases: Vec<Case>,
    /// To say how good the weights are.
    pub held_out: Vec<Case>,
}

impl Set {
    /// The numbers of some features.
    pub fn ids(&mut self, names: Vec<String>) -> Vec<u32> {
        let ids: Vec<u32> = names
            .into_iter()
            .map(|name| {
                let next = u32::try_from(self.names.len()).expect("few features");
                *self.names.entry(name).or_insert(next)
            })
            .collect();
        self.counts.resize(self.names.len(), 0);
        ids.iter().for_each(|&id| self.counts[id as usize] += 1);
        ids
    }

    /// Adds a case.
    pub fn push(&mut self, case: Case, held_out: bool) {
        if held_out { self.held_out.push(case) } else { self.cases.push(case) }
    }
}

/// Weights for `n` classes; with one class the options of a case are ranked.
pub struct Trained {
    weights: Vec<f64>,
    n: usize,
}

impl Trained {
    /// The sum of the weights of each option or class.
    pub fn sums(&self, case: &Case) -> Vec<f64> {
        if self.n == 1 {
            return case.options.iter().map(|o| o.iter().map(|&f| self.weights[f as usize]).sum()).collect();
        }
        (0..self.n).map(|c| case.options[0].iter().map(|&f| self.weights[f as usize * self.n + c]).sum()).collect()
    }

    /// Learns from a set: `rate` is how far a step goes, `l1` how strongly weights are drawn to nothing.
    pub fn of(set: &Set, n: usize, rate: f64, epochs: usize, l1: f64) -> Self {
        let mut model = Self { weights: vec![0.0; set.names.len() * n], n };
        let mut squares = vec![1e-6; model.weights.len()];
        let mut sum = vec![0.0; model.weights.len()];
        for epoch in 0..epochs {
            // The same order every time, another one each epoch.
            let step = [7919, 104_729, 1_299_709][epoch % 3];
            let len = set.cases.len();
            for k in 0..len {
                let case = &set.cases[(k * step + epoch) % len];
                let sums = model.sums(case);
                let most = sums.iter().copied().fold(f64::MIN, f64::max);
                let exps: Vec<f64> = sums.iter().map(|s| (s - most).exp()).collect();
                let total: f64 = exps.iter().sum();
                for (option, exp) in exps.iter().enumerate() {
                    let error = exp / total - f64::from(u8::from(option == case.right));
                    let features = if n == 1 { &case.options[option] } else { &case.options[0] };
                    for &f in features.iter().filter(|&&f| set.counts[f as usize] >= MIN_COUNT) {
                        let slot = if n == 1 { f as usize } else { f as usize * n + option };
                        let gradient = error + DECAY * model.weights[slot];
                        squares[slot] += gradient * gradient;
                        let step = rate / squares[slot].sqrt();
                        let weight = model.weights[slot] - step * gradient;
                        // Weights that the cases do not insist on go to zero and out of the table.
                        let shrunk = weight.abs() - step * l1;
                        model.weights[slot] = if shrunk > 0.0 { shrunk.copysign(weight) } else { 0.0 };
                    }
                }
            }
            if epoch >= epochs / 2 {
                sum.iter_mut().zip(&model.weights).for_each(|(s, w)| *s += w / (epochs - epochs / 2) as f64);
            }
        }
        model.weights = sum;
        model
    }

    /// The table of weights, behind its head.
    pub fn table(&self, set: &Set, head: &str) -> String {
        let mut rows: Vec<String> = Vec::new();
        for (name, &id) in &set.names {
            let weight = |c: usize| self.weights[id as usize * self.n + c] * 100.0;
            // Of several classes the first is the measure: only the others stand in the table.
            let weights: Vec<f64> = if self.n == 1 { vec![weight(0)] } else { (1..self.n).map(|c| weight(c) - weight(0)).collect() };
            if weights.iter().any(|w| w.abs() >= MIN_WEIGHT) {
                let mut row = name.clone();
                weights.iter().for_each(|w| write!(row, "\t{w:.0}").expect("a string"));
                rows.push(row);
            }
        }
        rows.sort();
        format!("{head}{}\n", rows.join("\n"))
    }
}

/// The highest sum; the first of equals.
pub fn best(sums: &[f64]) -> usize {
    (0..sums.len()).rev().max_by(|&a, &b| sums[a].total_cmp(&sums[b])).unwrap_or(0)
}

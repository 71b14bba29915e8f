//! The lives, followed from one revision to the next.

use super::items::{Items, Link};
use crate::align::Alignment;
use crate::changelog::{Event, Life};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::hash::Hash;

/// All lives up to one revision, and which of them stand where in it.
pub(super) struct Trace {
    pub lives: Vec<Life>,
    /// The revision reached.
    revision: usize,
    /// For each item of that revision the lives it is the present of: none, one, or several that were merged.
    here: Vec<Vec<usize>>,
    /// Lives that go on as a paraphrase, with its sentence in that revision.
    unseen: Vec<(usize, usize)>,
    /// Lives that ended, by the words they had last; the latest at the end.
    dead: FxHashMap<u64, Vec<usize>>,
    /// The words each life had last.
    words: Vec<u64>,
    /// Every state each life was in, with the last revision it was in it; the present one at the end.
    states: Vec<Vec<(usize, u64)>>,
}

impl Trace {
    /// The first revision: all that stands there is born.
    pub fn begin(first: &Items) -> Self {
        let empty = Vec::new();
        let mut trace = Self {
            lives: empty,
            revision: 0,
            here: Vec::new(),
            unseen: Vec::new(),
            dead: FxHashMap::default(),
            words: Vec::new(),
            states: Vec::new(),
        };
        trace.settle(first, vec![Vec::new(); first.all.len()]);
        trace
    }

    /// Follows every life over one step.
    pub fn step(&mut self, before: &Items, after: &Items, links: &[Link], alignment: &Alignment) {
        let ancestors = std::mem::take(&mut self.here);
        let unseen = std::mem::take(&mut self.unseen);
        self.revision += 1;
        let mut here = vec![Vec::new(); after.all.len()];
        let mut gone: Vec<bool> = vec![true; self.lives.len()];
        let ended_before: FxHashSet<usize> = self.dead.values().flatten().copied().collect();

        for link in links {
            self.follow(link, &ancestors, &unseen, &mut here, &mut gone);
        }
        for (k, successor) in unreported(before, after, links, alignment) {
            for &life in &ancestors[k] {
                here[successor].push(life);
                gone[life] = false;
            }
        }
        let next = successors(alignment);
        for (life, sentence) in unseen {
            if gone[life]
                && let Some(&after) = next.get(&sentence)
            {
                self.unseen.push((life, after));
                gone[life] = false;
            }
        }
        let ended = (0..gone.len()).filter(|&life| gone[life] && !ended_before.contains(&life));
        for life in ended {
            self.happen(life, Event::Died);
            self.dead.entry(self.words[life]).or_default().push(life);
        }
        self.settle(after, here);
    }

    /// Takes the lives through what the diff says: from each side to the other, in order where there are several.
    fn follow(&mut self, link: &Link, ancestors: &[Vec<usize>], unseen: &[(usize, usize)], here: &mut [Vec<usize>], gone: &mut [bool]) {
        let Some(event) = &link.event else { return };
        let mut lives: Vec<usize> = link.before.items.iter().flat_map(|&k| ancestors[k].iter().copied()).collect();
        if let Some(sentence) = link.before.paraphrase {
            lives.extend(unseen.iter().filter(|&&(life, at)| at == sentence && gone[life]).map(|&(life, _)| life).take(1));
        }
        for (n, &life) in lives.iter().enumerate() {
            let place = link.after.items.get(n).or(link.after.items.last());
            match (place, link.after.paraphrase) {
                (Some(&k), _) if !here[k].contains(&life) => here[k].push(life),
                (Some(_), _) => {}
                (None, Some(sentence)) => self.unseen.push((life, sentence)),
                (None, None) => continue,
            }
            gone[life] = false;
            self.happen(life, event.clone());
        }
    }

    /// Ends a revision: what has no life yet returns or is born, and every life notes where it stands.
    fn settle(&mut self, items: &Items, mut here: Vec<Vec<usize>>) {
        for (k, item) in items.all.iter().enumerate() {
            if here[k].is_empty() && item.is_born {
                let life = match self.dead.get_mut(&item.key).and_then(Vec::pop) {
                    Some(life) => {
                        self.happen(life, Event::Returned);
                        life
                    }
                    None => self.bear(),
                };
                here[k].push(life);
            }
        }
        self.dead.retain(|_, lives| !lives.is_empty());
        for life in &mut self.lives {
            life.at.push(None);
        }
        self.words.resize(self.lives.len(), 0);
        self.states.resize(self.lives.len(), Vec::new());
        for (k, lives) in here.iter().enumerate() {
            for &life in lives {
                self.lives[life].at[self.revision].get_or_insert(k);
                self.words[life] = items.all[k].key;
                self.remember(life, items.all[k].state);
            }
        }
        self.here = here;
    }

    /// Notes the state of a life, and whether a change gave it back one that it had before.
    fn remember(&mut self, life: usize, state: u64) {
        let states = &mut self.states[life];
        if let Some((last, present)) = states.last_mut()
            && *present == state
        {
            *last = self.revision;
            return;
        }
        let earlier = states.iter().position(|(_, then)| *then == state).map(|k| states.remove(k).0);
        states.push((self.revision, state));
        let has_changed = matches!(self.lives[life].events.last(), Some((revision, Event::Changed(_))) if *revision == self.revision);
        if let Some(to) = earlier.filter(|_| has_changed) {
            self.lives[life].reverts.push((self.revision, to));
        }
    }

    fn bear(&mut self) -> usize {
        let life = self.lives.len();
        self.lives.push(Life {
            id: life + 1,
            at: vec![None; self.revision],
            events: vec![(self.revision, Event::Born)],
            reverts: Vec::new(),
        });
        life
    }

    /// Adds an event; two changes in one revision are one with the kinds of both.
    fn happen(&mut self, life: usize, event: Event) {
        let events = &mut self.lives[life].events;
        match (events.last_mut(), event) {
            (Some((revision, Event::Changed(kinds))), Event::Changed(more)) if *revision == self.revision => {
                kinds.extend(more);
                kinds.sort_unstable();
                kinds.dedup();
            }
            (_, event) => events.push((self.revision, event)),
        }
    }
}

/// Items that no link is about, paired with their like: the same words in sentences that correspond, then the same
/// words anywhere, then whatever is left in sentences that correspond (the diff saw no change in it).
fn unreported(before: &Items, after: &Items, links: &[Link], alignment: &Alignment) -> Vec<(usize, usize)> {
    let said_before: FxHashSet<usize> = links.iter().flat_map(|l| l.before.items.iter().copied()).collect();
    let said_after: FxHashSet<usize> = links.iter().flat_map(|l| l.after.items.iter().copied()).collect();
    let mut left: Vec<usize> = (0..before.all.len()).filter(|k| !said_before.contains(k)).collect();
    let mut right: Vec<usize> = (0..after.all.len()).filter(|k| !said_after.contains(k)).collect();
    let row_before = rows(before, alignment.links.iter().map(|link| link.before.as_slice()));
    let row_after = rows(after, alignment.links.iter().map(|link| link.after.as_slice()));
    let mut pairs = Vec::new();
    pair(&mut left, &mut right, &mut pairs, |k| (row_before[k], before.all[k].key), |k| (row_after[k], after.all[k].key));
    pair(&mut left, &mut right, &mut pairs, |k| before.all[k].key, |k| after.all[k].key);
    left.retain(|&k| row_before[k].is_some());
    right.retain(|&k| row_after[k].is_some());
    pair(&mut left, &mut right, &mut pairs, |k| row_before[k], |k| row_after[k]);
    pairs
}

/// For each item the row of the alignment that its sentence is in.
fn rows<'a>(items: &Items, sides: impl Iterator<Item = &'a [usize]>) -> Vec<Option<usize>> {
    let of_sentence: FxHashMap<usize, usize> =
        sides.enumerate().flat_map(|(row, sentences)| sentences.iter().map(move |&s| (s, row))).collect();
    items.all.iter().map(|item| of_sentence.get(&item.sentence).copied()).collect()
}

/// Pairs what has the same key, in order, and takes it out of the two lists.
fn pair<K: Eq + Hash>(
    left: &mut Vec<usize>,
    right: &mut Vec<usize>,
    pairs: &mut Vec<(usize, usize)>,
    left_key: impl Fn(usize) -> K,
    right_key: impl Fn(usize) -> K,
) {
    let mut waiting: FxHashMap<K, VecDeque<usize>> = FxHashMap::default();
    for &k in right.iter() {
        waiting.entry(right_key(k)).or_default().push_back(k);
    }
    let mut taken = FxHashSet::default();
    left.retain(|&k| match waiting.get_mut(&left_key(k)).and_then(VecDeque::pop_front) {
        Some(successor) => {
            pairs.push((k, successor));
            taken.insert(successor);
            false
        }
        None => true,
    });
    right.retain(|k| !taken.contains(k));
}

/// Where each earlier sentence went: to the first of the later ones in its row.
fn successors(alignment: &Alignment) -> FxHashMap<usize, usize> {
    let rows = alignment.links.iter().filter_map(|link| Some((link, *link.after.first()?)));
    rows.flat_map(|(link, after)| link.before.iter().map(move |&before| (before, after))).collect()
}

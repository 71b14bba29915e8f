//! Steps → lives: which quotation or claim of one revision is which of the next.
//!
//! What a step's diff says of a quotation or claim comes first: changed and moved ones live on, split and merged ones
//! too. The rest is found by its words, near where it stood before anywhere else. What is left over on the later side
//! is born, or has returned if the same words died before; what is left over on the earlier side has died.
//!
//! A quotation whose marks are dropped lives on unseen, at the sentence that paraphrases it, and is itself again when
//! the marks come back. Words that nobody is said to speak (scare quotes) are not born.

mod items;
mod trace;

use super::{Life, Observed, Step};
use items::{Items, Link};
use trace::Trace;

/// The life of every quotation. The steps lead from each revision to the next.
pub(super) fn quotations(revisions: &[Observed], steps: &[Step]) -> Vec<Life> {
    let items: Vec<Items> = revisions.iter().map(|r| Items::quotations(&r.extract)).collect();
    trace(&items, steps, |step, before, after| {
        step.diff
            .quotations
            .iter()
            .map(|change| Link {
                before: before.of_quotation(change.before.as_ref()),
                after: after.of_quotation(change.after.as_ref()),
                event: items::event(change.change, &change.kinds),
            })
            .collect()
    })
}

/// The life of every claim. The steps lead from each revision to the next.
pub(super) fn claims(revisions: &[Observed], steps: &[Step]) -> Vec<Life> {
    let items: Vec<Items> = revisions.iter().map(|r| Items::claims(&r.extract)).collect();
    trace(&items, steps, |step, before, after| {
        step.diff
            .claims
            .iter()
            .map(|change| Link {
                before: before.of_claim(change.before.as_ref()),
                after: after.of_claim(change.after.as_ref()),
                event: items::event(change.change, &change.kinds),
            })
            .collect()
    })
}

fn trace(items: &[Items], steps: &[Step], links: impl Fn(&Step, &Items, &Items) -> Vec<Link>) -> Vec<Life> {
    let Some(first) = items.first() else { return Vec::new() };
    let mut trace = Trace::begin(first);
    for step in steps {
        let (before, after) = (&items[step.before], &items[step.after]);
        let mut links = links(step, before, after);
        links.retain(Link::is_usable);
        trace.step(before, after, &links, &step.diff.alignment);
    }
    trace.lives
}

#[cfg(test)]
mod tests;

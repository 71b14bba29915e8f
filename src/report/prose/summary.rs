//! A whole step in one sentence, made by rule: `Added a quotation by Orla Venn; raised the toll from 12 to 14; no longer
//! attributes “The fire began in the galley” to police.`
//!
//! Each change gives clauses (`clauses`), the weightiest first. So many are said in words; what is left is counted by what happened:
//! “reworded 3 other claims”. Nothing is said of why.

mod clauses;
mod counted;
mod figures;

use super::{class, field, list, sentence};
pub(in crate::report) use crate::changelog::audit::field_of;
use crate::diff::{Change, ClaimChange, Field, FieldChange, Kind, NoticeChange, RevisionDiff, Severity, Subject};
use crate::extract::Extract;
use clauses::Sides;
use counted::Counts;

/// At most this many changes of quotations and claims are told in words; the others are counted. A wire story rewritten overnight
/// has sixty: nobody reads that as a sentence.
const MAX_NAMED: usize = 8;

/// Changes of low severity are told in words where there are at most this many, and else counted.
const MAX_LOW: usize = 2;

/// Says in one sentence what changed; `None` where nothing did.
pub(in crate::report) fn summary(before: &Extract, after: &Extract, diff: &RevisionDiff) -> Option<String> {
    let mut said: Vec<String> = diff.fields.iter().map(of_field).collect();
    let sides = Sides { before, after };
    let mut counts = Counts::default();
    let mut named: Vec<Subject> = Vec::new();
    // What a headline claims is told with the headline.
    let claims: Vec<&ClaimChange> = diff.claims.iter().filter(|c| field_of(before, after, diff, c).is_none()).collect();
    // Two words exchanged are news where they are all there is, and noise where there are twenty.
    let n_low = claims.iter().filter(|c| c.severity == Severity::Low).count()
        + diff.quotations.iter().filter(|c| c.severity == Severity::Low).count();
    for severity in [Severity::High, Severity::Medium, Severity::Low] {
        let is_counted = severity == Severity::Low && n_low > MAX_LOW;
        said.extend(clauses::came_or_went(&sides, diff, &claims, severity));
        let quotations = diff.quotations.iter().filter(|c| c.severity == severity);
        let changed = quotations.map(|c| (Subject::Quotation, c.change, c.kinds.first().copied(), clauses::quotation(&sides, c)));
        let claims = claims.iter().filter(|c| c.severity == severity);
        let changed = changed.chain(claims.map(|c| (Subject::Claim, c.change, c.kinds.first().copied(), clauses::claim(&sides, c))));
        for (subject, change, kind, told) in changed.filter(|(_, change, ..)| matches!(change, Change::Changed | Change::Moved)) {
            // The same figure in two places is one piece of news.
            if !told.is_empty() && told.iter().all(|clause| said.contains(clause)) {
                continue;
            }
            if told.is_empty() || is_counted || named.len() >= MAX_NAMED {
                counts.add(subject, if change == Change::Moved { Some(Kind::Moved) } else { kind });
                continue;
            }
            named.push(subject);
            let fresh: Vec<String> = told.into_iter().filter(|clause| !said.contains(clause)).collect();
            said.extend(fresh);
        }
    }
    said.extend(counts.said(&named));
    said.extend(diff.notices.iter().map(of_notice));
    (!said.is_empty()).then(|| sentence(&format!("{}.", said.join("; "))))
}

/// A headline, byline or dateline: by its words where one stretch of it changed.
fn of_field(change: &FieldChange) -> String {
    let name = field(change.field);
    match (&change.before, &change.after) {
        (None, Some(_)) => format!("added {}", an(name)),
        (Some(_), None) => format!("removed the {name}"),
        (_, after) => clauses::one_edit(&change.edits, &format!("the {name}")).unwrap_or_else(|| {
            let is = after.as_deref().filter(|_| change.field == Field::Headline).and_then(clauses::whole);
            is.map_or_else(|| format!("changed the {name}"), |is| format!("changed the {name} to “{is}”"))
        }),
    }
}

/// A notice, by what it is called.
fn of_notice(change: &NoticeChange) -> String {
    let name = change.after.as_ref().or(change.before.as_ref()).map_or("notice", |notice| class(notice.class));
    match change.change {
        Change::Added => format!("added {}", an(name)),
        Change::Removed => format!("removed {}", an(name)),
        Change::Changed => format!("changed {}", an(name)),
        Change::Moved => format!("moved {}", an(name)),
    }
}

/// The noun with its article.
fn an(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// `by Anna Berg`, `by Anna Berg and Orla Venn`, `by Anna Berg, Orla Venn, Colm Astley and others`.
fn by(names: &[String]) -> String {
    const MAX_NAMES: usize = 3;
    if names.len() <= MAX_NAMES {
        return list(names);
    }
    format!("{} and others", names[..MAX_NAMES].join(", "))
}

#[cfg(test)]
mod tests;

//! Every example that `explain` prints is of the kind it stands for.

use super::markdown::report;
use writethru::diff::rules::{ALL, Rule};
use writethru::diff::{Change, Kind, RevisionDiff, Subject, diff};
use writethru::extract::{Reference, extract};
use writethru::text::Text;

#[test]
fn examples_of_rules_give_their_kind() {
    let mut problems = Vec::new();
    for rule in ALL {
        let [before, after] = [rule.before, rule.after].map(|text| extract(Text::new(text), &Reference::default()));
        let found = diff(&before, &after);
        if !gives(&found, rule) {
            problems.push(format!("{}\n  before: {}\n  after:  {}\n  found:  {}", rule.name, rule.before, rule.after, said(&found)));
        }
    }
    report(&problems);
}

fn gives(found: &RevisionDiff, rule: &Rule) -> bool {
    let is = |change: Change, kinds: &[Kind]| kinds.contains(&rule.kind) || (rule.kind == Kind::Moved && change == Change::Moved);
    match rule.subject {
        Subject::Quotation => found.quotations.iter().any(|c| is(c.change, &c.kinds)),
        Subject::Claim => found.claims.iter().any(|c| is(c.change, &c.kinds)),
    }
}

fn said(found: &RevisionDiff) -> String {
    let quotations = found.quotations.iter().map(|c| format!("quotation {:?} {:?}", c.change, c.kinds));
    let claims = found.claims.iter().map(|c| format!("claim {:?} {:?}", c.change, c.kinds));
    quotations.chain(claims).collect::<Vec<_>>().join(", ")
}

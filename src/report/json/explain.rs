//! The table of rules, as the contract has it.

use crate::diff::Kind;
use crate::diff::rules::Rule;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Explained {
    schema: &'static str,
    kinds: Vec<KindOut>,
}

impl Explained {
    pub(super) fn of(kinds: &[Kind]) -> Self {
        let rules = |kind: Kind| kind.applies_to().iter().filter_map(move |&subject| kind.rule(subject)).map(RuleOut::of).collect();
        Self { schema: super::EXPLAIN, kinds: kinds.iter().map(|&k| KindOut { kind: k.name(), rules: rules(k) }).collect() }
    }
}

#[derive(Serialize)]
struct KindOut {
    kind: &'static str,
    rules: Vec<RuleOut>,
}

#[derive(Serialize)]
struct RuleOut {
    rule: &'static str,
    subject: &'static str,
    label: &'static str,
    severity: &'static str,
    definition: &'static str,
    example: Example,
}

#[derive(Serialize)]
struct Example {
    before: &'static str,
    after: &'static str,
}

impl RuleOut {
    fn of(rule: &'static Rule) -> Self {
        Self {
            rule: rule.name,
            subject: rule.subject.name(),
            label: rule.label,
            severity: rule.severity.name(),
            definition: rule.definition,
            example: Example { before: rule.before, after: rule.after },
        }
    }
}

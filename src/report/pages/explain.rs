//! What the kinds of change mean: the table of rules, as a list or one kind in full.

use crate::diff::rules::{self, Rule};
use crate::diff::{Kind, Severity, Subject};
use crate::report::page::{Label, Line, Marker, Page};
use crate::report::prose;

/// Every kind with its label and severity.
pub fn explain_all() -> Page {
    let mut page = Page::default();
    page.title("Kinds of change");
    for subject in [Subject::Quotation, Subject::Claim] {
        page.heading(Label::Strong, &format!("{}s", prose::sentence(subject.name())));
        for rule in rules::ALL.iter().filter(|r| r.subject == subject) {
            let line = Line::of(Label::Strong, rule.kind.name())
                .with(severity_label(rule.severity), &format!(" ({})", rule.severity.name()))
                .with(Label::Plain, &format!(": {}", rule.label));
            page.item(Marker::Point, vec![line]);
        }
    }
    page.heading(Label::Strong, "Quotations and claims as a whole");
    for (name, severity, label) in WHOLE {
        let line = Line::of(Label::Strong, name)
            .with(severity_label(severity), &format!(" ({})", severity.name()))
            .with(Label::Plain, &format!(": {label}"));
        page.item(Marker::Point, vec![line]);
    }
    page
}

/// What happens to a quotation or claim as a whole.
const WHOLE: [(&str, Severity, &str); 3] = [
    ("removed", Severity::High, "stands on the earlier side only"),
    ("added", Severity::Medium, "stands on the later side only"),
    ("moved", Severity::Low, "the same words in another place, relative to the text that stayed"),
];

/// One kind: for quotations, for claims or for both.
pub fn explain(kind: Kind) -> Page {
    let mut page = Page::default();
    page.title(kind.name());
    for rule in kind.applies_to().iter().filter_map(|&subject| kind.rule(subject)) {
        page.heading(severity_label(rule.severity), &prose::sentence(rule.label));
        page.about(Label::Dim, &format!("Of {}s · severity {} · rule {}", rule.subject.name(), rule.severity.name(), rule.name));
        page.paragraph(Label::Plain, rule.definition);
        page.item(Marker::Point, example(rule));
    }
    page
}

fn example(rule: &Rule) -> Vec<Line> {
    let side = |name: &str, text: &str| Line::of(Label::Dim, &format!("{name}: ")).with(Label::Plain, text);
    vec![side("before", rule.before), side("after", rule.after)]
}

fn severity_label(severity: Severity) -> Label {
    Label::Severity(severity)
}

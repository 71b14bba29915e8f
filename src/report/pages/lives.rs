//! Every quotation or claim of an article with its life across the revisions.

use super::entry::words;
use super::log::stood;
use crate::changelog::{ChangeLog, Event, Life, Step};
use crate::diff::{Kind, Reason, Subject};
use crate::extract::Extract;
use crate::report::page::{Label, Line, Marker, Page};
use crate::report::prose;
use crate::span::Span;
use rustc_hash::FxHashMap;

/// The page of all quotations.
pub fn quotes(log: &ChangeLog) -> Page {
    let mut page = header(log, log.quotations.len(), "quotation");
    let told = Told::of(log, |step| step.diff.quotations.iter().filter_map(|c| Some((c.after.as_ref()?.span, &c.reasons))).collect());
    for life in &log.quotations {
        let stand = |extract: &Extract, k: usize| {
            let quotation = extract.quotations.get(k)?;
            let cue = quotation.cue.as_ref().map(|c| c.span);
            let speaker = quotation.speaker.as_ref().map(|s| prose::speaker(extract, s));
            Some(Stand { text: format!("“{}”", words(extract, quotation)), span: quotation.span, speaker, cue })
        };
        item(&mut page, log, life, Subject::Quotation, &told, stand);
    }
    page
}

/// The page of all claims.
pub fn claims(log: &ChangeLog) -> Page {
    let mut page = header(log, log.claims.len(), "claim");
    let told = Told::of(log, |step| step.diff.claims.iter().filter_map(|c| Some((c.after.as_ref()?.span, &c.reasons))).collect());
    for life in &log.claims {
        let stand = |extract: &Extract, k: usize| {
            let claim = extract.claims.get(k)?;
            let attribution = claim.attribution.and_then(|k| extract.attributions.get(k));
            let cue = attribution.and_then(|a| a.cue.as_ref()).map(|c| c.span);
            let speaker = prose::source(extract, claim).map(|s| prose::speaker(extract, s));
            Some(Stand { text: extract.text.slice(claim.span).to_owned(), span: claim.span, speaker, cue })
        };
        item(&mut page, log, life, Subject::Claim, &told, stand);
    }
    page
}

/// How a quotation or claim stands in one revision.
struct Stand {
    text: String,
    span: Span,
    speaker: Option<String>,
    cue: Option<Span>,
}

fn header(log: &ChangeLog, n: usize, noun: &str) -> Page {
    let mut page = Page::default();
    page.title(&log.article);
    page.about(Label::Plain, &format!("{} in {}", prose::count(n, noun), prose::count(log.revisions.len(), "revision")));
    for (k, observed) in log.revisions.iter().enumerate() {
        page.item(Marker::Point, vec![Line::of(Label::Dim, &format!("revision {}: {}", k + 1, stood(observed)))]);
    }
    page
}

/// Why something changed, by the revision and the place where it stands then.
struct Told<'l>(FxHashMap<(usize, Span), Vec<&'l Reason>>);

impl<'l> Told<'l> {
    fn of(log: &'l ChangeLog, changes: impl Fn(&'l Step) -> Vec<(Span, &'l Vec<Reason>)>) -> Self {
        let mut told: FxHashMap<(usize, Span), Vec<&Reason>> = FxHashMap::default();
        for step in &log.steps {
            for (span, reasons) in changes(step) {
                told.entry((step.after, span)).or_default().extend(reasons);
            }
        }
        Self(told)
    }
}

fn item(page: &mut Page, log: &ChangeLog, life: &Life, subject: Subject, told: &Told, stand: impl Fn(&Extract, usize) -> Option<Stand>) {
    let at = |revision: usize| {
        let extract = &log.revisions.get(revision)?.extract;
        Some((extract, stand(extract, life.at.get(revision).copied().flatten()?)?))
    };
    let Some((extract, last)) = (0..life.at.len()).rev().find_map(at) else { return };
    let mut who = last.speaker.unwrap_or_default();
    if let Some(cue) = last.cue {
        who.push_str(if who.is_empty() { "" } else { ", " });
        who.push_str(extract.text.slice(cue));
    }
    let reasons = |revision: usize| -> Vec<&Reason> {
        let Some((_, there)) = at(revision) else { return Vec::new() };
        told.0.get(&(revision, there.span)).cloned().unwrap_or_default()
    };
    let told = events(life, log.revisions.len(), subject, reasons);
    let separator = if who.is_empty() { "" } else { " · " };
    let sign = if subject == Subject::Quotation { 'q' } else { 'c' };
    let about = Line::of(Label::Plain, &who).with(Label::Dim, &format!("{separator}{told}"));
    page.item(Marker::Number(sign, life.id), vec![Line::of(Label::Plain, &last.text), about]);
}

/// `in all 3 revisions`, `first seen in 2, reworded in 3 (very → highly)`, `last seen in 1`.
fn events<'r>(life: &Life, n_revisions: usize, subject: Subject, reasons: impl Fn(usize) -> Vec<&'r Reason>) -> String {
    let mut told = Vec::new();
    let stands = life.at.iter().filter(|at| at.is_some()).count();
    if stands == n_revisions {
        told.push(match n_revisions {
            1 => "in the only revision".to_owned(),
            2 => "in both revisions".to_owned(),
            n => format!("in all {n} revisions"),
        });
    }
    let returns = life.returns();
    for (revision, event) in &life.events {
        let number = revision + 1;
        let again = returns.iter().find(|(at, _)| at == revision).map(|(_, to)| to + 1);
        match event {
            Event::Born if *revision == 0 => {}
            Event::Born => told.push(format!("first seen in {number}")),
            Event::Changed(kinds) => {
                let again = again.map(|to| format!(", as in {to} again")).unwrap_or_default();
                told.push(format!("{}{again}", changed(number, kinds, subject, &reasons(*revision))));
            }
            Event::Moved => told.push(format!("moved in {number}")),
            Event::Died => told.push(format!("last seen in {revision}")),
            Event::Returned => told.push(format!("back in {number}")),
        }
    }
    if returns.len() > 1 {
        told.push(format!("back and forth {} times", returns.len()));
    }
    if told.is_empty() { format!("in {}", prose::count(stands, "revision")) } else { told.join(", ") }
}

fn changed(number: usize, kinds: &[Kind], subject: Subject, reasons: &[&Reason]) -> String {
    let labels: Vec<String> = kinds.iter().map(|k| short(k.label(subject), subject).to_owned()).collect();
    let labels = if labels.is_empty() { "changed".to_owned() } else { prose::list(&labels) };
    let shown = |words: &str| if words.trim().is_empty() { "–".to_owned() } else { prose::clipped(words, WORDS_SHOWN) };
    let edits: Vec<String> = reasons
        .iter()
        .filter(|r| !(r.before.trim().is_empty() && r.after.trim().is_empty()))
        .map(|r| format!("{} → {}", shown(&r.before), shown(&r.after)))
        .collect();
    let edits = if edits.is_empty() { String::new() } else { format!(" ({})", edits.join("; ")) };
    format!("{labels} in {number}{edits}")
}

/// Of the words of a change, at most this many are repeated beside its number.
const WORDS_SHOWN: usize = 8;

/// A label without the noun that everything on the page is.
fn short(label: &str, subject: Subject) -> &str {
    label.strip_prefix(subject.name()).map_or(label, str::trim_start)
}

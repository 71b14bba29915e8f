//! The words of an audit: what a verdict rests on, and what notices and dates say against what was seen.

use super::{count, list, time};
use crate::changelog::audit::{Came, DateFinding, Ground, Judged, NoticeAt, NoticeAudit, Substance, Timing, Verdict};
use crate::changelog::{ChangeLog, Return, Returned, Step, interval_between};
use crate::diff::{Field, Subject};
use crate::extract::{NoteKind, Topic};

/// A verdict in running text.
pub(in crate::report) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Noted => "noted",
        Verdict::PartlyNoted => "partly noted",
        Verdict::NotNoted => "not noted",
    }
}

/// What a verdict rests on, in a sentence.
pub(in crate::report) fn ground(log: &ChangeLog, step: &Step, judged: &Judged) -> String {
    let named = judged.notice.map(|at| called(log, at, step)).unwrap_or_default();
    let said = match judged.ground {
        Ground::Named(Some(_)) => format!("{named} names it."),
        Ground::Named(None) => format!("{named} speaks of just this."),
        Ground::Announced(topic) => format!("{named} says {}.", announced(log, judged, topic)),
        Ground::TakenBack => format!("{named} takes the article back."),
        Ground::OfItsSort(topic) => format!("{named} says {}, and does not name this.", announced(log, judged, topic)),
        Ground::General => format!("{named} says that the article was changed, and not in what."),
        Ground::Tagged => "The headline was marked with it, and no notice says of what.".to_owned(),
        Ground::OtherThings => "A notice came with it, and speaks of something else.".to_owned(),
        Ground::NoNotice => "No notice came with it.".to_owned(),
    };
    if judged.covered.is_empty() {
        return said;
    }
    let subject = if matches!(judged.what, Substance::Quotation(_)) { Subject::Quotation } else { Subject::Claim };
    let kinds: Vec<String> = judged.covered.iter().map(|k| k.label(subject).to_owned()).collect();
    format!("{said} Of it is covered: {}.", list(&kinds))
}

/// “The update of 19:41, Aug. 18, 2025 (-04:00), which came with it,”.
fn called(log: &ChangeLog, at: NoticeAt, step: &Step) -> String {
    let Some((_, found)) = at.of(log) else { return "A notice".to_owned() };
    let came =
        if at.revision == step.after { "which came with it".to_owned() } else { format!("first seen in revision {}", at.revision + 1) };
    let when = found.at.as_ref().map(|at| format!(" of {}", time::of_notice(at))).unwrap_or_default();
    format!("The {}{when}, {came},", super::class(found.class))
}

/// The notice's own words for what has come.
fn announced(log: &ChangeLog, judged: &Judged, topic: Topic) -> String {
    let words = judged.notice.and_then(|at| at.of(log)).and_then(|(extract, notice)| {
        let (_, span) = notice.announces.iter().find(|(t, _)| *t == topic)?;
        Some(format!("“{}”", extract.text.slice(*span)))
    });
    words.unwrap_or_else(|| "so".to_owned())
}

/// When a step's changes were made: “last seen without 19:28, first seen with 19:41 …”.
pub(in crate::report) fn seen(log: &ChangeLog, before: usize, after: usize) -> Option<String> {
    let seen = interval_between(log, before, after);
    Some(format!("last seen without → first seen with: {}", time::interval(seen.without?, seen.with?)))
}

/// How a notice's time stands to when it was seen; nothing where that is not known.
pub(in crate::report) fn timing(audit: &NoticeAudit) -> String {
    let other = if audit.is_other_reading { " (read the other way round)" } else { "" };
    match audit.timing {
        Timing::Agrees(Some(seconds)) if seconds >= 60 => format!("First seen {} after the time it gives{other}.", span_of(seconds)),
        Timing::Agrees(Some(_)) => format!("First seen within a minute of the time it gives{other}."),
        Timing::Agrees(None) => format!("The day it gives agrees with when it was first seen{other}."),
        Timing::SeenWithoutLater(seconds) => format!("The text was seen without it {} after the time it gives.", span_of(seconds)),
        Timing::SeenBefore(seconds) => format!("It was seen {} before the time it gives.", span_of(seconds)),
        Timing::Unknown => String::new(),
    }
}

/// `11 minutes`, `2 hours and 5 minutes`, `3 days`.
fn span_of(seconds: i64) -> String {
    let unit = |n: i64, noun: &str| count(usize::try_from(n).unwrap_or(0), noun);
    let (days, hours, minutes) = (seconds / 86_400, seconds % 86_400 / 3_600, seconds % 3_600 / 60);
    match (days, hours, minutes) {
        (0, 0, 0) => unit(seconds, "second"),
        (0, 0, m) => unit(m, "minute"),
        (0, h, 0) => unit(h, "hour"),
        (0, h, m) => format!("{} and {}", unit(h, "hour"), unit(m, "minute")),
        (1, h, _) if h > 0 => format!("{} and {}", unit(1, "day"), unit(h, "hour")),
        (d, ..) => unit(d, "day"),
    }
}

/// What there is to say of a notice beside its time, a sentence each.
pub(in crate::report) fn notice_findings(log: &ChangeLog, audit: &NoticeAudit) -> Vec<String> {
    let mut told = Vec::new();
    match audit.came {
        Came::InFirst if audit.at.of(log).is_some_and(|(_, n)| n.is_of_change) => {
            told.push("It stands in the first revision: what it speaks of was not captured.".to_owned());
        }
        Came::Reworded(was) => told.push(format!("It stood in revision {} in other words.", was.revision + 1)),
        Came::InFirst | Came::Added => {}
    }
    let Some((extract, notice)) = audit.at.of(log) else { return told };
    for announced in &audit.announced {
        let words = notice.announces.iter().find(|(topic, _)| *topic == announced.topic).map_or("", |(_, span)| extract.text.slice(*span));
        let came = if announced.came == 0 {
            "no such change was found".to_owned()
        } else {
            format!("{} found", count(announced.came, "such change"))
        };
        told.push(format!("It says “{words}”: {came}."));
    }
    for check in &audit.items {
        let Some(item) = notice.items.get(check.item) else { continue };
        let quoted = |span: Option<crate::span::Span>| span.map(|s| format!("“{}”", extract.text.slice(s))).unwrap_or_default();
        if let Some(wrong) = check.wrong.filter(|w| w.is_telling && audit.came == Came::Added) {
            if wrong.after {
                told.push(format!("The words it calls wrong, {}, still stand in the text.", quoted(item.wrong)));
            } else if !wrong.before {
                told.push(format!("The words it calls wrong, {}, stand in no captured revision.", quoted(item.wrong)));
            }
        }
        if let Some(right) = check.right.filter(|r| r.is_telling && !r.after && audit.came == Came::Added) {
            let before = if right.before { ", though they did before" } else { "" };
            told.push(format!("The words it calls right, {}, do not stand in the text{before}.", quoted(item.right)));
        }
    }
    if audit.is_alone {
        told.push("Nothing else was seen to change with it.".to_owned());
    }
    for &n in &audit.uncaptured {
        if let Some(time) = notice.times.get(n) {
            told.push(format!("It speaks of {}, of which no revision was captured.", extract.text.slice(time.span)));
        }
    }
    if audit.n_between > 0 {
        let n = count(audit.n_between, "other time");
        told.push(format!("Notices of {n} came in the same step: there were revisions between that nobody captured."));
    }
    if let Some(gone) = audit.gone {
        told.push(format!("It is gone in revision {}.", gone + 1));
    }
    if let Some(reworded) = audit.reworded {
        told.push(format!("It has other words in revision {}.", reworded + 1));
    }
    told
}

/// What the publisher's date says, in a sentence.
pub(in crate::report) fn date_finding(log: &ChangeLog, finding: DateFinding) -> String {
    let given = finding.modified(log).map(|given| given.iso()).unwrap_or_default();
    match finding {
        DateFinding::MovedAlone { revision, seen_again: None } => {
            format!("The publisher’s date of modification moved to {given} in revision {}, and the text stayed the same.", revision + 1)
        }
        DateFinding::MovedAlone { revision, seen_again: Some(at) } => format!(
            "The publisher’s date of modification moved to {given} while revision {} stood there, seen at {}; the text stayed the same.",
            revision + 1,
            time::moment(at)
        ),
        DateFinding::Stayed { revision } => {
            format!("The text changed in revision {}, and the publisher’s date of modification stayed {given}.", revision + 1)
        }
    }
}

/// What returned, in a sentence.
pub(in crate::report) fn returned(found: &Return) -> String {
    let what = match found.what {
        Returned::Text => "The text".to_owned(),
        Returned::Field(Field::AlternativeHeadline) => "The alternative headline".to_owned(),
        Returned::Field(_) => "The headline".to_owned(),
        Returned::Quotation(id) => format!("Quotation q{id}"),
        Returned::Claim(id) => format!("Claim c{id}"),
    };
    let again: Vec<String> = found.again.iter().map(|(revision, to)| format!("in {} as in {}", revision + 1, to + 1)).collect();
    let how = if found.alternates() { "goes back and forth" } else { "went back" };
    format!("{what} {how}: {}.", list(&again))
}

/// What a note within one text is about.
pub(in crate::report) fn note(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::TwoSpellings => "One name spelled in two ways",
        NoteKind::TwoValues => "One quantity given as two values",
        NoteKind::OpenQuotation => "A quotation mark that is not closed",
        NoteKind::UndatedNotice => "A notice without a date",
    }
}

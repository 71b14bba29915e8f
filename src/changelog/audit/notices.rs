//! Every notice of a history: when it came, when it went, and what it says against the texts.

use super::substance::{Changed, Substance};
use super::timing::timing;
use super::topics;
use super::wording::{self, Outside};
use super::{Announced, Came, ItemCheck, NoticeAt, NoticeAudit, Stands, Timing};
use crate::align::LinkKind;
use crate::changelog::{ChangeLog, Interval, Step, interval};
use crate::diff::Field;
use crate::extract::{Extract, Notice, NoticeClass, NoticeItem, NoticeTime, Scope, Topic};
use crate::span::Span;
use crate::text::BlockKind;

/// Follows all notices.
pub(super) fn follow(log: &ChangeLog) -> Vec<NoticeAudit> {
    let n_first = log.revisions.first().map_or(0, |r| r.extract.notices.len());
    let outside: Vec<Outside> = log.revisions.iter().map(|r| Outside::of(&r.extract)).collect();
    let begin = |at: NoticeAt, came: Came, step: Option<&Step>| begin(log, &outside, at, came, step);
    let mut all: Vec<NoticeAudit> = (0..n_first).map(|index| begin(NoticeAt { revision: 0, index }, Came::InFirst, None)).collect();
    // The words of each, by which one that stayed is found again.
    let mut said: Vec<String> = all.iter().map(|notice| words(log, notice.at)).collect();
    // Which of them stands where in the revision reached, by its place.
    let mut here: Vec<(Span, usize)> = all.iter().enumerate().filter_map(|(n, a)| Some((a.at.of(log)?.1.span, n))).collect();
    for step in &log.steps {
        let Some(after) = log.revisions.get(step.after) else { continue };
        let index_of = |notice: &Notice| after.extract.notices.iter().position(|n| n.span == notice.span);
        let mut came = Vec::new();
        for change in &step.diff.notices {
            let was = change.before.as_ref().and_then(|notice| here.iter().find(|(span, _)| *span == notice.span)).map(|(_, n)| *n);
            if let Some(was) = was {
                let end = if change.after.is_some() { &mut all[was].reworded } else { &mut all[was].gone };
                *end = Some(step.after);
            }
            let Some(index) = change.after.as_ref().and_then(index_of) else { continue };
            let at = NoticeAt { revision: step.after, index };
            came.push(begin(at, was.map_or(Came::Added, |was| Came::Reworded(all[was].at)), Some(step)));
        }
        let n_between = times(log, &came).saturating_sub(1);
        for notice in &mut came {
            notice.n_between = n_between;
        }
        // What stayed is found again by its words, in order.
        let stayed = here.iter().map(|(_, n)| *n).filter(|&n| all[n].gone.or(all[n].reworded).is_none());
        let mut stayed: Vec<Option<usize>> = stayed.map(Some).collect();
        let n_old = all.len();
        said.extend(came.iter().map(|notice| words(log, notice.at)));
        all.append(&mut came);
        here = (0..after.extract.notices.len())
            .filter_map(|index| {
                let notice = &after.extract.notices[index];
                let new = (n_old..all.len()).find(|&n| all[n].at == NoticeAt { revision: step.after, index });
                let same = || {
                    let here = words(log, NoticeAt { revision: step.after, index });
                    stayed.iter_mut().find(|slot| slot.is_some_and(|n| said[n] == here))?.take()
                };
                Some((notice.span, new.or_else(same)?))
            })
            .collect();
    }
    all
}

/// The words of a notice, glyphs and spaces made equal.
fn words(log: &ChangeLog, at: NoticeAt) -> String {
    at.of(log).map(|(extract, notice)| wording::words_in(&extract.text, notice.span).join(" ")).unwrap_or_default()
}

/// How many different times some notices give.
fn times(log: &ChangeLog, notices: &[NoticeAudit]) -> usize {
    let mut times: Vec<_> = notices.iter().filter_map(|n| n.at.of(log)?.1.at.as_ref().map(|at| (at.date, at.time))).collect();
    times.sort_unstable();
    times.dedup();
    times.len()
}

fn begin(log: &ChangeLog, outside: &[Outside], at: NoticeAt, came: Came, step: Option<&Step>) -> NoticeAudit {
    let mut audit = NoticeAudit {
        at,
        came,
        gone: None,
        reworded: None,
        timing: Timing::Unknown,
        is_other_reading: false,
        announced: Vec::new(),
        items: Vec::new(),
        is_alone: false,
        uncaptured: Vec::new(),
        n_between: 0,
        n_noted: 0,
        n_partly: 0,
        n_low: 0,
    };
    let Some((extract, notice)) = at.of(log) else { return audit };
    let seen = match came {
        // In these words it came now; its time may be that of the first ones.
        Came::Reworded(was) if was.of(log).is_some_and(|(_, before)| time_of(before) == time_of(notice)) => interval(log, was.revision),
        _ => interval(log, at.revision),
    };
    (audit.timing, audit.is_other_reading) = timing(notice.at.as_ref(), seen);
    audit.items = items(log, outside, at, extract, notice);
    audit.uncaptured = uncaptured(log, notice);
    if let Some(step) = step {
        audit.announced = announced(log, notice, step);
        audit.is_alone = notice.is_of_change && is_about_text(notice) && came == Came::Added && changes_nothing_else(log, step);
    }
    audit
}

fn time_of(notice: &Notice) -> Option<(chrono::NaiveDate, Option<chrono::NaiveTime>)> {
    notice.at.as_ref().map(|at| (at.date, at.time))
}

/// Whether what it speaks of can be seen in a text: of a picture or a chart it cannot.
fn is_about_text(notice: &Notice) -> bool {
    notice.scope.iter().any(|part| matches!(part, Scope::Body | Scope::Headline | Scope::Caption))
}

/// Whether nothing but notices and lines of the page differs.
fn changes_nothing_else(log: &ChangeLog, step: &Step) -> bool {
    let diff = &step.diff;
    let [Some(before), Some(after)] = [step.before, step.after].map(|k| log.revisions.get(k)) else { return false };
    let of_page = |extract: &Extract, sentence: usize| {
        let block = extract.sentences.get(sentence).and_then(|s| extract.text.blocks().get(s.block));
        block.is_none_or(|b| matches!(b.kind, BlockKind::Notice | BlockKind::Byline | BlockKind::Credit))
    };
    let stays = |link: &crate::align::Link| {
        link.kind == LinkKind::Unchanged
            || link.before.iter().all(|&s| of_page(&before.extract, s)) && link.after.iter().all(|&s| of_page(&after.extract, s))
    };
    let visible = diff.fields.iter().any(|f| f.field != Field::Byline) || !diff.quotations.is_empty() || !diff.claims.is_empty();
    !visible && diff.alignment.links.iter().all(stays)
}

/// What an update says has come, against what did.
fn announced(log: &ChangeLog, notice: &Notice, step: &Step) -> Vec<Announced> {
    if !matches!(notice.class, NoticeClass::Update | NoticeClass::EditorsNote) {
        return Vec::new();
    }
    let mut topics: Vec<Topic> = notice.announces.iter().map(|(topic, _)| *topic).collect();
    topics.sort_unstable();
    topics.dedup();
    let diff = &step.diff;
    let all: Vec<Changed> = (0..diff.quotations.len())
        .map(Substance::Quotation)
        .chain((0..diff.claims.len()).map(Substance::Claim))
        .filter_map(|what| Changed::of(log, step, &what))
        .collect();
    let came = |topic: Topic| match topic {
        Topic::Headline => diff.fields.iter().filter(|f| f.field == Field::Headline).count(),
        _ => all.iter().filter(|changed| topics::sort(topic, changed).is_some()).count(),
    };
    topics.into_iter().map(|topic| Announced { topic, came: came(topic) }).collect()
}

/// The wrong and right words of each error, against the revisions before and the one with the notice.
fn items(log: &ChangeLog, outside: &[Outside], at: NoticeAt, extract: &Extract, notice: &Notice) -> Vec<ItemCheck> {
    let words = |span: Option<Span>| span.map(|span| wording::words_in(&extract.text, span)).unwrap_or_default();
    let check = |(item, read): (usize, &NoticeItem)| {
        // “It was made by Ms. Sandoval, not Mr. Quist”: he may be in the article all the same.
        let is_other_name = matches!(read.kind, "attribution" | "name")
            && read.wrong.is_some()
            && !wording::are_alike(&words(read.wrong), &words(read.right));
        let side = |span: Option<Span>| {
            span.map(|span| {
                let phrase = wording::words_in(&extract.text, span);
                let figure = wording::figure(extract, span);
                let stands = |revision: usize| {
                    let (extract, outside) = (&log.revisions[revision].extract, &outside[revision]);
                    wording::stands(extract, outside, &phrase, figure.as_ref())
                };
                let (before, after) = ((0..at.revision).any(stands), stands(at.revision));
                Stands { before, after, is_telling: !is_other_name && wording::is_telling(&extract.text, span) }
            })
        };
        ItemCheck { item, wrong: side(read.wrong), right: side(read.right) }
    };
    notice.items.iter().enumerate().filter(|(_, i)| i.wrong.is_some() || i.right.is_some()).map(check).collect()
}

/// The times a notice gives at which, as far as was captured, nothing changed: before the first revision, or in a step in
/// which the text stayed.
fn uncaptured(log: &ChangeLog, notice: &Notice) -> Vec<usize> {
    if !notice.is_of_change {
        return Vec::new();
    }
    let agrees = |time: &NoticeTime, seen: Interval| matches!(timing(Some(time), seen).0, Timing::Agrees(_));
    let lies_in_a_step = |time: &NoticeTime| log.steps.iter().any(|step| agrees(time, interval(log, step.after)));
    let is_known = log.revisions.iter().all(|r| r.revision.observed_at.is_some());
    let times = notice.times.iter().enumerate();
    times.filter(|(_, time)| is_known && !lies_in_a_step(time) && is_before_last(log, time)).map(|(n, _)| n).collect()
}

/// Whether a time is no later than the last revision: what comes after it cannot have been captured yet.
fn is_before_last(log: &ChangeLog, time: &NoticeTime) -> bool {
    let last = log.revisions.last().and_then(|r| r.revision.observed_at);
    last.is_some_and(|last| !matches!(timing(Some(time), Interval { without: None, with: Some(last) }).0, Timing::SeenBefore(_)))
}

//! A step's substantive changes and the notices → a verdict for each.

use super::substance::{Changed, substance};
use super::topics;
use super::wording::{self, Bag};
use super::{Came, Ground, Judged, NoticeAt, NoticeAudit, StepAudit, Substance, Verdict};
use crate::changelog::{ChangeLog, Step};
use crate::diff::{Change, EditOp, Kind, Severity, Subject};
use crate::extract::words::Words;
use crate::extract::{Extract, Notice, NoticeClass, NoticeItem, Topic, quantities};

/// Of the words that tell the wrong from the right ones, and of the words that were edited, at least this share must be
/// found on the other side.
const NAMED: f64 = 0.5;
/// A notice of another step must name a change more plainly.
const NAMED_ELSEWHERE: f64 = 0.75;
/// A notice in words of its own names a change if it repeats at least so many of them.
const MIN_SHARED: usize = 2;
/// A notice that has more words of its own than this says what it is about, and is no general one.
const MAX_GENERAL: usize = 1;

/// Judges the changes of one step.
pub(super) fn judge(log: &ChangeLog, step: &Step, notices: &[NoticeAudit]) -> StepAudit {
    let (substance, low) = substance(log, step);
    let came: Vec<NoticeAt> = notices.iter().filter(|n| n.at.revision == step.after && n.came != Came::InFirst).map(|n| n.at).collect();
    let others: Vec<NoticeAt> = notices.iter().map(|n| n.at).filter(|at| !came.contains(at)).collect();
    let is_tagged = is_newly_tagged(log, step);
    let one = |(what, severity): (Substance, Severity)| {
        let changed = Changed::of(log, step, &what)?;
        let open = Judged { what, severity, verdict: Verdict::NotNoted, ground: Ground::NoNotice, notice: None, covered: Vec::new() };
        Some(verdict(log, &changed, open, &came, &others, is_tagged))
    };
    StepAudit { changes: substance.into_iter().filter_map(one).collect(), low: low.into_iter().filter_map(one).collect() }
}

fn verdict(log: &ChangeLog, changed: &Changed, open: Judged, came: &[NoticeAt], others: &[NoticeAt], is_tagged: bool) -> Judged {
    let mut best = open;
    if !came.is_empty() {
        best.ground = Ground::OtherThings;
    }
    for &at in came {
        let Some((extract, notice)) = at.of(log) else { continue };
        if let Some(found) = cover(extract, notice, changed)
            && found.rank() > rank(&best)
        {
            best = Judged { verdict: found.verdict, ground: found.ground, notice: Some(at), covered: found.covered, ..best };
        }
    }
    if best.verdict != Verdict::Noted {
        let named = others.iter().find_map(|&at| {
            let (extract, notice) = at.of(log)?;
            Some((at, named_plainly(extract, notice, changed)?))
        });
        if let Some((at, item)) = named {
            return Judged { verdict: Verdict::Noted, ground: Ground::Named(Some(item)), notice: Some(at), covered: Vec::new(), ..best };
        }
    }
    if best.verdict == Verdict::NotNoted && came.is_empty() && is_tagged {
        return Judged { verdict: Verdict::PartlyNoted, ground: Ground::Tagged, ..best };
    }
    best
}

/// What one notice says of one change.
struct Cover {
    verdict: Verdict,
    ground: Ground,
    covered: Vec<Kind>,
}

impl Cover {
    fn noted(ground: Ground) -> Option<Self> {
        Some(Self { verdict: Verdict::Noted, ground, covered: Vec::new() })
    }

    fn partly(ground: Ground) -> Option<Self> {
        Some(Self { verdict: Verdict::PartlyNoted, ground, covered: Vec::new() })
    }

    fn rank(&self) -> (Verdict, usize) {
        (self.verdict, weight(self.ground))
    }
}

fn rank(judged: &Judged) -> (Verdict, usize) {
    (judged.verdict, weight(judged.ground))
}

/// Of two grounds for the same verdict, the one that says more.
fn weight(ground: Ground) -> usize {
    match ground {
        Ground::Named(_) => 5,
        Ground::TakenBack => 4,
        Ground::Announced(_) => 3,
        Ground::OfItsSort(_) => 2,
        Ground::General | Ground::Tagged => 1,
        Ground::OtherThings | Ground::NoNotice => 0,
    }
}

/// What a notice that came with a change says of it.
fn cover(extract: &Extract, notice: &Notice, changed: &Changed) -> Option<Cover> {
    // “The paper has withdrawn the report that the captain left first” takes that back and nothing else.
    if notice.class == NoticeClass::Retraction && notice.items.iter().all(|item| item.wrong.is_none() && item.right.is_none()) {
        return Cover::noted(Ground::TakenBack);
    }
    let named = notice.items.iter().enumerate().find(|(_, item)| names(extract, item, changed, NAMED).is_some());
    if let Some((n, item)) = named {
        return partial(Ground::Named(Some(n)), changed, |kind| item_tells(extract, item, changed, kind));
    }
    if repeats(extract, notice, changed) {
        return Cover::noted(Ground::Named(None));
    }
    announced(notice, changed).or_else(|| general(extract, notice))
}

/// Noted, or partly where the notice tells only of some of the ways in which it changed.
fn partial(ground: Ground, changed: &Changed, tells: impl Fn(Kind) -> bool) -> Option<Cover> {
    let subject = if changed.is_quotation { Subject::Quotation } else { Subject::Claim };
    let weighty: Vec<Kind> = changed.kinds.iter().copied().filter(|kind| kind.severity(subject) != Severity::Low).collect();
    let covered: Vec<Kind> = weighty.iter().copied().filter(|&kind| tells(kind)).collect();
    if covered.is_empty() || covered.len() == weighty.len() {
        return Cover::noted(ground);
    }
    Some(Cover { verdict: Verdict::PartlyNoted, ground, covered })
}

/// The words of an item that are wrong and not right, and right and not wrong.
fn telling_words(extract: &Extract, item: &NoticeItem) -> [Bag; 2] {
    let side = |span: Option<crate::span::Span>| span.map(|s| wording::words_in(&extract.text, s)).unwrap_or_default();
    let (wrong, right) = (side(item.wrong), side(item.right));
    let only = |words: &[String], other: &[String]| words.iter().filter(|w| !other.contains(w)).cloned().collect::<Vec<_>>();
    [wording::content(only(&wrong, &right)), wording::content(only(&right, &wrong))]
}

/// Whether an item names what changed: the words that are wrong went, or the right ones came. How plainly.
fn names(extract: &Extract, item: &NoticeItem, changed: &Changed, least: f64) -> Option<f64> {
    let [wrong, right] = telling_words(extract, item);
    let [went, came] = edited(changed);
    let (mut lost, mut gained) = (wording::share(&wrong, &went), wording::share(&right, &came));
    if same_figure(extract, item.wrong, changed, |(_, before, _)| *before) {
        lost = 1.0;
    }
    if same_figure(extract, item.right, changed, |(_, _, after)| *after) {
        gained = 1.0;
    }
    let both = item.wrong.is_some() && item.right.is_some();
    let plain = match changed.change {
        Change::Changed if both => lost.max(gained),
        Change::Changed if item.wrong.is_some() => lost,
        Change::Changed => gained,
        // “We have removed her address”; an added or removed claim has many words: most of the item's must be among them.
        Change::Removed if !wrong.is_empty() => lost,
        Change::Added if !right.is_empty() && right.len() >= MIN_SHARED => gained,
        _ => 0.0,
    };
    let least = if changed.change == Change::Changed { least } else { least.max(NAMED_ELSEWHERE) };
    (plain >= least).then_some(plain)
}

/// The words that went and those that came, by the edits and by what gave the kinds: of a quotation that was given to
/// somebody else no word was edited.
fn edited(changed: &Changed) -> [Bag; 2] {
    let side = |op: EditOp, told: &dyn Fn(&(Kind, &str, &str)) -> String| -> Bag {
        let told = changed.reasons.iter().flat_map(|reason| wording::words(&told(reason)));
        wording::words(&changed.edited(op)).into_iter().chain(told).collect()
    };
    [side(EditOp::Delete, &|r| r.1.to_owned()), side(EditOp::Insert, &|r| r.2.to_owned())]
}

fn same_figure<'d>(
    extract: &Extract,
    span: Option<crate::span::Span>,
    changed: &Changed<'d>,
    side: impl Fn(&(Kind, &'d str, &'d str)) -> &'d str,
) -> bool {
    let Some(figure) = span.and_then(|span| wording::figure(extract, span)) else { return false };
    changed.reasons.iter().filter(|(kind, ..)| *kind == Kind::Quantity).any(|reason| {
        let text = crate::text::Text::new(side(reason));
        let found = quantities::quantities(&Words::of(&text), 0..text.tokens().len(), &[]);
        found.iter().any(|q| quantities::same_value(q, &figure))
    })
}

/// Whether an item tells of one of the ways in which something changed: its words are those that gave the kind.
fn item_tells(extract: &Extract, item: &NoticeItem, changed: &Changed, kind: Kind) -> bool {
    let [wrong, right] = telling_words(extract, item);
    let mut of_kind = changed.reasons.iter().filter(|(k, ..)| *k == kind).peekable();
    of_kind.peek().is_none()
        || of_kind.any(|(_, before, after)| {
            let bag = |text: &str| wording::words(text).into_iter().collect::<Bag>();
            wording::share(&wrong, &bag(before)) > 0.0 || wording::share(&right, &bag(after)) > 0.0
        })
        || kind == Kind::Quantity
            && (same_figure(extract, item.wrong, changed, |r| r.1) || same_figure(extract, item.right, changed, |r| r.2))
}

/// The item of a notice of another step that names both sides of a change.
fn named_plainly(extract: &Extract, notice: &Notice, changed: &Changed) -> Option<usize> {
    let plainly = |item: &NoticeItem| {
        let both = item.wrong.is_some() && item.right.is_some() && changed.change == Change::Changed;
        let telling = |span: Option<crate::span::Span>| span.is_some_and(|s| wording::is_telling(&extract.text, s));
        let [wrong, right] = telling_words(extract, item);
        let [went, came] = edited(changed);
        both && (telling(item.wrong) || telling(item.right))
            && wording::share(&wrong, &went) >= NAMED_ELSEWHERE
            && wording::share(&right, &came) >= NAMED_ELSEWHERE
    };
    notice.items.iter().position(plainly)
}

/// Whether a notice repeats, in words of its own, most of what was edited.
fn repeats(extract: &Extract, notice: &Notice, changed: &Changed) -> bool {
    let own = wording::own_words(extract, notice);
    let mut edited = wording::words(&changed.edited(EditOp::Insert));
    edited.extend(wording::words(&changed.edited(EditOp::Delete)));
    let edited = wording::content(edited);
    let shared = wording::shared(&edited, &own);
    // A short edit is named by its words, a long one by the words of the notice being about it.
    shared >= MIN_SHARED && (wording::share(&edited, &own) >= NAMED || own.len() >= MIN_SHARED && wording::share(&own, &edited) >= NAMED)
        || edited.len() == 1 && shared == 1 && changed.change == Change::Changed
}

/// What a notice that says in general words what has come says of a change.
fn announced(notice: &Notice, changed: &Changed) -> Option<Cover> {
    let says_words = notice.items.iter().any(|item| item.wrong.is_some() || item.right.is_some());
    let is_update = matches!(notice.class, NoticeClass::Update | NoticeClass::EditorsNote);
    let levels = notice.announces.iter().filter_map(|&(topic, _)| {
        let level = topics::sort(topic, changed)?;
        // “misstated the number of piers”: which number is said by its words, or it is any.
        if is_update || topic == Topic::Headline && changed.is_field {
            Some((level, topic))
        } else {
            (!says_words).then_some((Verdict::PartlyNoted, topic))
        }
    });
    let (verdict, topic) = levels.max_by_key(|(level, _)| *level)?;
    match verdict {
        Verdict::Noted => Cover::noted(Ground::Announced(topic)),
        _ => Cover::partly(Ground::OfItsSort(topic)),
    }
}

/// What a notice says of every change that came with it: that the article was changed, where it does not say in what.
fn general(extract: &Extract, notice: &Notice) -> Option<Cover> {
    let says_words = notice.items.iter().any(|item| item.wrong.is_some() || item.right.is_some());
    let is_general = notice.is_of_change && !says_words && notice.announces.is_empty();
    let own = wording::own_words(extract, notice);
    (is_general && own.len() <= MAX_GENERAL).then_some(Cover {
        verdict: Verdict::PartlyNoted,
        ground: Ground::General,
        covered: Vec::new(),
    })
}

/// Whether the headline was marked as corrected or updated in this step: “CORRECTED-Ferry fire kills 14”.
fn is_newly_tagged(log: &ChangeLog, step: &Step) -> bool {
    let tagged = |k: usize| log.revisions.get(k).is_some_and(|r| crate::extract::notices::headline_tag(&r.extract.text).is_some());
    tagged(step.after) && !tagged(step.before)
}

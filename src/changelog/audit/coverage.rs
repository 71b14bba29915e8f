//! A step's substantive changes and the notices → a verdict for each.

use super::said::{Edited, EditedSide, Item, Phrase, Said};
use super::substance::{Changed, substance};
use super::topics;
use super::wording;
use super::{Came, Ground, Judged, NoticeAt, NoticeAudit, StepAudit, Substance, Verdict};
use crate::changelog::{ChangeLog, Step};
use crate::diff::{Change, Kind, Severity, Subject};
use crate::extract::{NoticeClass, Topic};

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
pub(super) fn judge(log: &ChangeLog, step: &Step, notices: &[NoticeAudit], said: &[Said]) -> StepAudit {
    let (substance, low) = substance(log, step);
    let came_now = |at: NoticeAt| at.revision == step.after && notices.iter().any(|n| n.at == at && n.came != Came::InFirst);
    let (came, others): (Vec<&Said>, Vec<&Said>) = said.iter().partition(|said| came_now(said.at));
    let is_tagged = is_newly_tagged(log, step);
    let one = |(what, severity): (Substance, Severity)| {
        let edited = Edited::of(Changed::of(log, step, &what)?);
        let open = Judged {
            what,
            kinds: edited.changed.kinds.clone(),
            severity,
            verdict: Verdict::NotNoted,
            ground: Ground::NoNotice,
            notice: None,
            covered: Vec::new(),
        };
        Some(verdict(&edited, open, &came, &others, is_tagged))
    };
    StepAudit { changes: substance.into_iter().filter_map(one).collect(), low: low.into_iter().filter_map(one).collect() }
}

fn verdict(edited: &Edited, open: Judged, came: &[&Said], others: &[&Said], is_tagged: bool) -> Judged {
    let mut best = open;
    if !came.is_empty() {
        best.ground = Ground::OtherThings;
    }
    for said in came {
        if let Some(found) = cover(said, edited)
            && found.rank() > rank(&best)
        {
            best = Judged { verdict: found.verdict, ground: found.ground, notice: Some(said.at), covered: found.covered, ..best };
        }
    }
    if best.verdict != Verdict::Noted {
        let named = others.iter().find_map(|said| Some((said.at, named_plainly(said, edited)?)));
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
fn cover(said: &Said, edited: &Edited) -> Option<Cover> {
    // “The paper has withdrawn the report that the captain left first” takes that back and nothing else.
    if said.notice.class == NoticeClass::Retraction && !said.gives_words() {
        return Cover::noted(Ground::TakenBack);
    }
    let named = said.items.iter().enumerate().find(|(_, item)| names(item, edited) || names_speaker(said, item, &edited.changed));
    if let Some((n, item)) = named {
        return partial(Ground::Named(Some(n)), &edited.changed, |kind| item_tells(item, edited, kind));
    }
    if repeats(said, edited) {
        return Cover::noted(Ground::Named(None));
    }
    // “Update: The toll has risen to 14”: what it was is not said.
    if edited.changed.change == Change::Changed && !said.gives_words() && edited.brings_figure_of(&said.own) {
        return Cover::partly(Ground::Named(None));
    }
    announced(said, &edited.changed).or_else(|| general(said))
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

/// Whether an item names what changed: the words that are wrong went, and the right ones came.
fn names(item: &Item, edited: &Edited) -> bool {
    let lost = item.wrong.as_ref().map(|wrong| wrong.share(&edited.went));
    let gained = item.right.as_ref().map(|right| right.share(&edited.came));
    let is_plain = |phrase: &Option<Phrase>| phrase.as_ref().is_some_and(Phrase::is_plain);
    let plain = match edited.changed.change {
        // “It was 14, not 12” says nothing of nine guards that are 14 now. Of what is retold, one side is enough: how it was
        // put is not how it stood there.
        Change::Changed => match (lost, gained) {
            (Some(lost), Some(gained)) if is_plain(&item.wrong) && is_plain(&item.right) => lost.min(gained),
            (Some(lost), Some(gained)) => lost.max(gained),
            (lost, gained) => lost.or(gained).unwrap_or_default(),
        },
        // “We have removed her address”; an added or removed claim has many words: most of the item's must be among them.
        Change::Removed => lost.unwrap_or_default(),
        Change::Added => item.right.as_ref().filter(|right| right.words.len() >= MIN_SHARED).and(gained).unwrap_or_default(),
        Change::Moved => 0.0,
    };
    plain >= if edited.changed.change == Change::Changed { NAMED } else { NAMED_ELSEWHERE }
}

/// Whether an item names a quotation that was taken out by who is quoted: “A quotation by Orla Venn has been removed”.
fn names_speaker(said: &Said, item: &Item, changed: &Changed) -> bool {
    let surname = || wording::words(changed.speaker?).pop();
    let is_named = || item.wrong.as_ref().zip(surname()).is_some_and(|(wrong, surname)| wrong.words.contains(&surname));
    item.is_removal && changed.is_quotation && changed.change == Change::Removed && said.is_about(Topic::Quotation) && is_named()
}

/// Whether an item tells of one of the ways in which something changed: its words are those that gave the kind.
fn item_tells(item: &Item, edited: &Edited, kind: Kind) -> bool {
    let mut of_kind = edited.changed.reasons.iter().filter(|(k, ..)| *k == kind).peekable();
    let among = |phrase: &Option<Phrase>, text: &str| {
        phrase.as_ref().is_some_and(|p| wording::shared(&p.words, &wording::words(text).into_iter().collect()) > 0)
    };
    let is_figure = |phrase: &Option<Phrase>, side: &EditedSide| phrase.as_ref().is_some_and(|p| p.is_figure_of(side));
    of_kind.peek().is_none()
        || of_kind.any(|(_, before, after)| among(&item.wrong, before) || among(&item.right, after))
        || kind == Kind::Quantity && (is_figure(&item.wrong, &edited.went) || is_figure(&item.right, &edited.came))
}

/// The item of a notice of another step that names both sides of a change.
fn named_plainly(said: &Said, edited: &Edited) -> Option<usize> {
    let plainly = |item: &Item| {
        let (Some(wrong), Some(right)) = (&item.wrong, &item.right) else { return false };
        (wrong.is_telling || right.is_telling)
            && wording::share(&wrong.words, &edited.went.words) >= NAMED_ELSEWHERE
            && wording::share(&right.words, &edited.came.words) >= NAMED_ELSEWHERE
    };
    if edited.changed.change == Change::Changed { said.items.iter().position(plainly) } else { None }
}

/// Whether a notice repeats, in words of its own, most of what was edited.
fn repeats(said: &Said, edited: &Edited) -> bool {
    let (own, content) = (&said.own, &edited.content);
    let shared = wording::shared(content, own);
    // A short edit is named by its words, a long one by the words of the notice being about it.
    shared >= MIN_SHARED && (wording::share(content, own) >= NAMED || own.len() >= MIN_SHARED && wording::share(own, content) >= NAMED)
        || content.len() == 1 && shared == 1 && edited.changed.change == Change::Changed
}

/// What a notice that says in general words what has come says of a change.
fn announced(said: &Said, changed: &Changed) -> Option<Cover> {
    // “A quotation has been removed” names none of its words.
    let says_words = said.items.iter().any(|item| !item.is_removal && item.gives_words());
    let is_update = matches!(said.notice.class, NoticeClass::Update | NoticeClass::EditorsNote);
    let levels = said.notice.announces.iter().filter_map(|&(topic, _)| {
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
fn general(said: &Said) -> Option<Cover> {
    let is_general = said.notice.is_of_change && !said.gives_words() && said.notice.announces.is_empty();
    if is_general && said.own.len() <= MAX_GENERAL { Cover::partly(Ground::General) } else { None }
}

/// Whether the headline was marked as corrected or updated in this step: “CORRECTED-Ferry fire kills 14”.
fn is_newly_tagged(log: &ChangeLog, step: &Step) -> bool {
    let tagged = |k: usize| log.revisions.get(k).is_some_and(|r| crate::extract::notices::headline_tag(&r.extract.text).is_some());
    tagged(step.after) && !tagged(step.before)
}

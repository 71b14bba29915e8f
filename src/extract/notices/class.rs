//! What a notice does: by its words first, by its label where they leave it open.

use super::super::when::Stretch;
use super::words::{self, Label, Sign};
use crate::extract::NoticeClass;
use std::ops::Range;

/// Classes a notice.
pub(super) fn class(s: &Stretch, label: &Label, sentences: &[Range<usize>]) -> NoticeClass {
    if label.advisory {
        return label.kind.unwrap_or(NoticeClass::Update);
    }
    let any = |test: &dyn Fn(&Range<usize>) -> bool| sentences.iter().any(test);
    // “Update: Police said an error had …” is no word about the article.
    let of_text = |r: &Range<usize>, sign: Sign| words::has(s, r, sign) && words::has(s, r, Sign::Text);
    if label.kind == Some(NoticeClass::Retraction) || any(&|r| takes_back(s, r)) {
        return NoticeClass::Retraction;
    }
    let mends = any(&|r| of_text(r, Sign::Error)) || any(&|r| of_text(r, Sign::Fix) && !earlier_fix(s, r)) || any(&|r| contradicts(s, r));
    let clarifies = any(&|r| words::has(s, r, Sign::Clarify));
    let adds = any(&|r| of_text(r, Sign::Add) || words::has(s, r, Sign::Add) && label.kind.is_none());
    let asserted = any(&|r| words::has(s, r, Sign::Version) && words::has(s, r, Sign::Assert) && !words::has(s, r, Sign::Add));
    match label.kind {
        Some(NoticeClass::Correction) => NoticeClass::Correction,
        Some(NoticeClass::Clarification) if mends => NoticeClass::Correction,
        Some(NoticeClass::Clarification) => NoticeClass::Clarification,
        _ if mends => NoticeClass::Correction,
        _ if clarifies && any(&|r| of_text(r, Sign::Clarify)) => NoticeClass::Clarification,
        _ if asserted => NoticeClass::Correction,
        _ if adds => NoticeClass::Update,
        Some(class) => class,
        // “This article was amended on …”: without a word of what for, an amendment mends.
        None if any(&|r| amends(s, r)) => NoticeClass::Correction,
        None if any(&|r| words::has(s, r, Sign::Version)) => NoticeClass::Correction,
        None => NoticeClass::Update,
    }
}

/// “This article has been retracted”, “This article was published inadvertently and has been removed.”
fn takes_back(s: &Stretch, r: &Range<usize>) -> bool {
    let whole = s.is(r.start, "this") && words::at(s, r.start + 1, Sign::Text).is_some();
    let ours = whole || s.any(r.start, &["we", "the"]) && words::has(s, r, Sign::Text);
    let passive = words::find(s, r, Sign::Remove).filter(|_| whole).is_some_and(|(at, end)| {
        !s.is(at, "to") && !s.any(at, &["have", "removes", "deletes"]) && !s.is(end, "from")
            || s.is(end, "from") && s.is(end + 1, "publication")
    });
    // Its verb must be the article's own: “was amended after a paper it cites was retracted” is none.
    let own = words::find(s, r, Sign::Retract)
        .is_some_and(|(at, _)| !(r.start..at).any(|k| s.any(k, &["after", "that", "which", "because", "to"])));
    ours && own || passive && !(r.clone()).any(|k| s.any(k, &["amended", "edited", "to"]))
}

/// “A previous version of this story corrected the headline.”: that was another notice.
fn earlier_fix(s: &Stretch, r: &Range<usize>) -> bool {
    words::find(s, r, Sign::Version).zip(words::find(s, r, Sign::Fix)).is_some_and(|(v, f)| f.0 < v.1 + 4 && s.is(f.0, "corrected"))
}

/// “… to reflect that the vote is on Monday, not Tuesday.”
fn contradicts(s: &Stretch, r: &Range<usize>) -> bool {
    let of_text = words::has(s, r, Sign::Text) || words::has(s, r, Sign::Done);
    of_text && r.clone().any(|k| s.is(k, "not") && s.is(k.wrapping_sub(1), ","))
}

/// Whether any sentence tells of what an earlier version had mended.
pub(super) fn tells_of_earlier_fix(s: &Stretch, sentences: &[Range<usize>]) -> bool {
    sentences.iter().any(|r| earlier_fix(s, r))
}

/// Whether the notice says that the article was changed or wrong, and does not only bring news itself.
pub(super) fn is_of_change(s: &Stretch, label: &Label, class: NoticeClass, sentences: &[Range<usize>]) -> bool {
    const TOLD: &[Sign] = &[Sign::Done, Sign::Error, Sign::Fix, Sign::Add, Sign::Remove, Sign::Clarify, Sign::Version, Sign::Retract];
    let of_text = |r: &Range<usize>| words::has(s, r, Sign::Text) && TOLD.iter().any(|&sign| words::has(s, r, sign));
    label.advisory
        || matches!(class, NoticeClass::Correction | NoticeClass::Clarification | NoticeClass::Retraction)
        || sentences.iter().any(|r| of_text(r) || words::has(s, r, Sign::Remove))
}

fn amends(s: &Stretch, r: &Range<usize>) -> bool {
    r.clone().any(|k| s.any(k, &["amended", "corrected", "korrigiert", "corrigé", "modifié"]))
}

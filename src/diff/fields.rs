//! Headline, byline and the like, and notices: the parts outside the running text.

use super::cosmetic::same_but_for_glyphs;
use super::passage::Side;
use super::quotations::common;
use super::{Change, Field, FieldChange, NoticeChange, edits};
use crate::extract::Notice;
use crate::text::{BlockKind, fold};

/// Notices this alike (share of words in common) are one that was changed.
const MIN_NOTICE_LIKENESS: f64 = 0.5;

/// The fields that differ by more than glyphs.
pub(super) fn fields(before: &Side, after: &Side) -> Vec<FieldChange> {
    let kinds = [
        (Field::Headline, BlockKind::Headline),
        (Field::AlternativeHeadline, BlockKind::AlternativeHeadline),
        (Field::Byline, BlockKind::Byline),
        (Field::Dateline, BlockKind::Dateline),
    ];
    let of = |side: &Side, kind: BlockKind| -> Option<String> {
        let blocks: Vec<&str> = side.extract.text.blocks().iter().filter(|b| b.kind == kind).map(|b| side.shown(b.span)).collect();
        (!blocks.is_empty()).then(|| blocks.join("\n"))
    };
    let mut out = Vec::new();
    for (field, kind) in kinds {
        let (b, a) = (of(before, kind), of(after, kind));
        let same = match (&b, &a) {
            (Some(b), Some(a)) => same_but_for_glyphs(b, a),
            (None, None) => true,
            _ => false,
        };
        if !same {
            let pieces = edits(b.as_deref().unwrap_or(""), a.as_deref().unwrap_or(""));
            out.push(FieldChange { field, before: b, after: a, edits: pieces });
        }
    }
    out
}

/// The notices that came, went or changed.
pub(super) fn notices(before: &Side, after: &Side) -> Vec<NoticeChange> {
    let (old, new) = (&before.extract.notices, &after.extract.notices);
    let words = |side: &Side, n: &Notice| -> Vec<String> {
        side.extract.text.tokens_in(n.span).map(|k| fold::key(side.words.lower(k)).into_owned()).collect()
    };
    let (b, a): (Vec<_>, Vec<_>) = (old.iter().map(|n| words(before, n)).collect(), new.iter().map(|n| words(after, n)).collect());
    let mut partner_b = vec![None; old.len()];
    let mut partner_a = vec![None; new.len()];
    // Equal ones first, then the likest.
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (m, x) in b.iter().enumerate() {
        for (n, y) in a.iter().enumerate() {
            let likeness = if x == y { 2.0 } else { 2.0 * common(x, y) as f64 / (x.len() + y.len()).max(1) as f64 };
            // Two notices of two times are two notices, however alike.
            let times = (old[m].at.as_ref().map(|t| (t.date, t.time)), new[n].at.as_ref().map(|t| (t.date, t.time)));
            let other_time = matches!(times, (Some(x), Some(y)) if x != y) && old.len() != new.len();
            if likeness >= MIN_NOTICE_LIKENESS && !other_time {
                candidates.push((likeness, m, n));
            }
        }
    }
    candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    for (_, m, n) in candidates {
        if partner_b[m].is_none() && partner_a[n].is_none() {
            partner_b[m] = Some(n);
            partner_a[n] = Some(m);
        }
    }
    let mut out = Vec::new();
    for (n, notice) in new.iter().enumerate() {
        match partner_a[n] {
            None => out.push(NoticeChange { change: Change::Added, before: None, after: Some(notice.clone()), edits: Vec::new() }),
            Some(m) if b[m] != a[n] => out.push(NoticeChange {
                change: Change::Changed,
                before: Some(old[m].clone()),
                after: Some(notice.clone()),
                edits: edits(before.shown(old[m].span), after.shown(notice.span)),
            }),
            Some(_) => {}
        }
    }
    for (notice, _) in old.iter().zip(&partner_b).filter(|(_, partner)| partner.is_none()) {
        out.push(NoticeChange { change: Change::Removed, before: Some(notice.clone()), after: None, edits: Vec::new() });
    }
    out
}

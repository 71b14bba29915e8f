//! Headline, byline and the like: the parts above the running text.

use super::cosmetic::same_but_for_glyphs;
use super::passage::Side;
use super::{Field, FieldChange, edits};
use crate::text::BlockKind;

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

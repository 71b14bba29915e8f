//! Where in an article something stands, as a reader would count: `paragraph 4 → 6`.

use crate::extract::Extract;
use crate::span::Span;
use crate::text::BlockKind;

/// Where it stood and stands; one place where the two are the same.
pub(in crate::report) fn places(before: Option<(&Extract, Span)>, after: Option<(&Extract, Span)>) -> Option<String> {
    let was = before.and_then(|(extract, span)| place(extract, span));
    let is = after.and_then(|(extract, span)| place(extract, span));
    match (was, is) {
        (Some(was), Some(is)) if was == is => Some(is.shown()),
        (Some(Place::Paragraph(was)), Some(Place::Paragraph(is))) => Some(format!("paragraph {was} → {is}")),
        (Some(was), Some(is)) => Some(format!("{} → {}", was.shown(), is.shown())),
        (was, is) => is.or(was).map(Place::shown),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the running text, counted from 1.
    Paragraph(usize),
    /// In a part that has a name.
    Part(&'static str),
}

impl Place {
    fn shown(self) -> String {
        match self {
            Self::Paragraph(n) => format!("paragraph {n}"),
            Self::Part(name) => name.to_owned(),
        }
    }
}

/// Whether a block counts as a paragraph of the running text.
pub(in crate::report) fn is_paragraph(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem)
}

/// The name of a block that is no paragraph.
pub(in crate::report) fn part(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::AlternativeHeadline => "alternative headline",
        BlockKind::Byline => "byline",
        BlockKind::Dateline => "dateline",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph | BlockKind::ListItem => "paragraph",
        BlockKind::Caption => "caption",
        BlockKind::Credit => "credit",
        BlockKind::Notice => "notice",
    }
}

fn place(extract: &Extract, span: Span) -> Option<Place> {
    let blocks = extract.text.blocks();
    let block = blocks.partition_point(|b| b.span.end <= span.start);
    let kind = blocks.get(block).filter(|b| b.span.start <= span.end)?.kind;
    if !is_paragraph(kind) {
        return Some(Place::Part(part(kind)));
    }
    Some(Place::Paragraph(blocks[..=block].iter().filter(|b| is_paragraph(b.kind)).count()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{bare, span};

    #[test]
    fn places_are_counted_as_readers_count() {
        let before = bare("Ferry sinks\n\nIt sank at dawn off the cape, the owner said.\n\nNobody was hurt in the accident, she said.");
        let after = bare("Ferry sinks\n\nNobody was hurt in the accident, she said.");
        let at = |extract, words| Some((extract, span(extract, words)));
        assert_eq!(places(at(&before, "hurt"), at(&after, "hurt")).as_deref(), Some("paragraph 2 → 1"));
        assert_eq!(places(at(&before, "dawn"), at(&after, "hurt")).as_deref(), Some("paragraph 1"));
        assert_eq!(places(at(&before, "Ferry"), at(&after, "hurt")).as_deref(), Some("headline → paragraph 1"));
        assert_eq!(places(None, at(&after, "Ferry")).as_deref(), Some("headline"));
        assert_eq!(places(None, None), None);
    }
}

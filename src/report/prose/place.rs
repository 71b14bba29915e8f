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
    let block = blocks.get(block).filter(|b| b.span.start <= span.end)?;
    Some(if block.kind.is_running() { Place::Paragraph(block.number) } else { Place::Part(part(block.kind)) })
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

    #[test]
    fn a_dateline_is_in_the_paragraph_it_opens() {
        let text = bare("Ferry sinks\n\nVARN (Meridian Press) — It sank at dawn off the cape.\n\nNobody was hurt.");
        let at = |words| places(None, Some((&text, span(&text, words))));
        assert_eq!(at("VARN").as_deref(), Some("dateline"));
        assert_eq!(at("dawn").as_deref(), Some("paragraph 1"));
        assert_eq!(at("hurt").as_deref(), Some("paragraph 2"));
    }
}

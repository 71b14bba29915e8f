//! How the contract spells what the library has as enums and gives no name itself.

use crate::align::LinkKind;
use crate::changelog::audit::Ground;
use crate::changelog::{Event, Noted};
use crate::diff::EditOp;
use crate::extract::{
    Approximation, AttributionKind, ClaimKind, Language, NoteKind, NoticeClass, Placement, QuotationKind, ResolvedBy, Scope, SourceType,
    Stance, Tense, Topic,
};
use crate::text::BlockKind;

pub(super) fn block(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::AlternativeHeadline => "alternative_headline",
        BlockKind::Byline => "byline",
        BlockKind::Dateline => "dateline",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list_item",
        BlockKind::Caption => "caption",
        BlockKind::Credit => "credit",
        BlockKind::Notice => "notice",
    }
}

pub(super) fn quotation(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Scare => "scare",
        QuotationKind::Indirect => "indirect",
    }
}

pub(super) fn source(kind: SourceType) -> &'static str {
    match kind {
        SourceType::Person => "person",
        SourceType::Pronoun => "pronoun",
        SourceType::Body => "body",
        SourceType::Collective => "collective",
        SourceType::Document => "document",
        SourceType::Anonymous => "anonymous",
    }
}

pub(super) fn resolved(by: ResolvedBy) -> &'static str {
    match by {
        ResolvedBy::FullName => "full_name",
        ResolvedBy::Surname => "surname",
        ResolvedBy::Role => "role",
        ResolvedBy::Pronoun => "pronoun",
    }
}

pub(super) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Neutral => "neutral",
        Stance::Asserting => "asserting",
        Stance::Distancing => "distancing",
        Stance::Denying => "denying",
        Stance::Commissive => "commissive",
        Stance::Asking => "asking",
        Stance::Thinking => "thinking",
    }
}

pub(super) fn attribution(kind: AttributionKind) -> &'static str {
    match kind {
        AttributionKind::Direct => "direct",
        AttributionKind::Mixed => "mixed",
        AttributionKind::Indirect => "indirect",
    }
}

pub(super) fn claim(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Attributed => "attributed",
        ClaimKind::OwnVoice => "own_voice",
    }
}

pub(super) fn tense(tense: Tense) -> &'static str {
    match tense {
        Tense::Past => "past",
        Tense::Present => "present",
        Tense::Future => "future",
    }
}

pub(super) fn approximation(approximation: Approximation) -> &'static str {
    match approximation {
        Approximation::Exact => "exact",
        Approximation::About => "about",
        Approximation::Nearly => "nearly",
        Approximation::AtLeast => "at_least",
        Approximation::MoreThan => "more_than",
        Approximation::AtMost => "at_most",
        Approximation::LessThan => "less_than",
    }
}

pub(super) fn notice(class: NoticeClass) -> &'static str {
    match class {
        NoticeClass::Correction => "correction",
        NoticeClass::Clarification => "clarification",
        NoticeClass::Update => "update",
        NoticeClass::EditorsNote => "editors_note",
        NoticeClass::Retraction => "retraction",
    }
}

pub(super) fn placement(placement: Placement) -> &'static str {
    match placement {
        Placement::Top => "top",
        Placement::Inline => "inline",
        Placement::Foot => "foot",
    }
}

pub(super) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Body => "body",
        Scope::Headline => "headline",
        Scope::Caption => "caption",
        Scope::Graphic => "graphic",
        Scope::Picture => "picture",
    }
}

pub(super) fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Information => "information",
        Topic::Remarks => "remarks",
        Topic::Figure => "figure",
        Topic::Date => "date",
        Topic::Name => "name",
        Topic::Attribution => "attribution",
        Topic::Quotation => "quotation",
        Topic::Headline => "headline",
    }
}

/// As the web calls it: BCP 47.
pub(super) fn language(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::German => "de",
        Language::French => "fr",
        Language::Spanish => "es",
        Language::Italian => "it",
    }
}

pub(super) fn op(op: EditOp) -> &'static str {
    match op {
        EditOp::Equal => "=",
        EditOp::Delete => "-",
        EditOp::Insert => "+",
    }
}

pub(super) fn link(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Unchanged => "unchanged",
        LinkKind::Edited => "edited",
        LinkKind::Moved => "moved",
        LinkKind::Split => "split",
        LinkKind::Merged => "merged",
        LinkKind::Added => "added",
        LinkKind::Removed => "removed",
    }
}

pub(super) fn noted(noted: Noted) -> &'static str {
    match noted {
        Noted::Noted => "noted",
        Noted::NotNoted => "not_noted",
        Noted::NothingToNote => "nothing_to_note",
    }
}

/// What a verdict rests on, and the topic that was announced.
pub(super) fn ground(ground: Ground) -> (&'static str, Option<Topic>) {
    match ground {
        Ground::Named(_) => ("named", None),
        Ground::Announced(topic) => ("announced", Some(topic)),
        Ground::TakenBack => ("taken_back", None),
        Ground::OfItsSort(topic) => ("of_its_sort", Some(topic)),
        Ground::General => ("general", None),
        Ground::Tagged => ("tagged", None),
        Ground::OtherThings => ("other_things", None),
        Ground::NoNotice => ("no_notice", None),
    }
}

pub(super) fn note(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::TwoSpellings => "two_spellings",
        NoteKind::TwoValues => "two_values",
        NoteKind::OpenQuotation => "open_quotation",
        NoteKind::UndatedNotice => "undated_notice",
    }
}

pub(super) fn event(event: &Event) -> &'static str {
    match event {
        Event::Born => "born",
        Event::Changed(_) => "changed",
        Event::Moved => "moved",
        Event::Died => "died",
        Event::Returned => "returned",
    }
}

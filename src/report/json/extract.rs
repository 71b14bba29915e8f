//! What was found in one text, as the contract has it.

use super::diff::RevisionOut;
use super::names;
use super::span::{Number, Piece, Place, Shown};
use crate::extract::{
    Attribution, Claim, Cue, DateMention, Extract, Name, Note, Notice, NoticeItem, NoticeTime, Quantity, Quotation, Speaker, Warning, notes,
};
use crate::text::{Block, BlockKind, Text};
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;

/// What stands between the parts of an interrupted quotation.
const BETWEEN_PARTS: &str = " … ";

#[derive(Serialize)]
pub(super) struct Document<'a> {
    schema: &'static str,
    id: &'a Value,
    /// Which revision of which article, with its text; left out where the text was given in the input.
    #[serde(flatten)]
    pub(super) source: Option<SourceOut<'a>>,
    headline: Option<&'a str>,
    /// What the page said that the text was found on; left out where no page was given.
    #[serde(flatten)]
    page: Option<&'a super::PageFields>,
    blocks: Vec<BlockOut>,
    sentences: Vec<Place>,
    quotations: Vec<QuotationOut<'a>>,
    attributions: Vec<AttributionOut<'a>>,
    claims: Vec<ClaimOut<'a>>,
    notices: Vec<NoticeOut<'a>>,
    notes: Vec<NoteOut<'a>>,
    warnings: Vec<WarningOut<'a>>,
}

impl<'a> Document<'a> {
    pub(super) fn new(id: &'a Value, extract: &'a Extract) -> Self {
        let text = &extract.text;
        let headline = text.blocks().iter().find(|b| b.kind == BlockKind::Headline);
        Self {
            schema: super::EXTRACT,
            id,
            source: None,
            headline: headline.map(|b| text.given_slice(b.span)),
            page: None,
            blocks: text.blocks().iter().map(|b| BlockOut::of(text, b)).collect(),
            sentences: extract.sentences.iter().map(|s| Place::of(text, s.span)).collect(),
            quotations: extract.quotations.iter().map(|q| QuotationOut::of(text, q)).collect(),
            attributions: extract.attributions.iter().map(|a| AttributionOut::of(text, a)).collect(),
            claims: extract.claims.iter().map(|c| ClaimOut::of(text, c)).collect(),
            notices: extract.notices.iter().map(|n| NoticeOut::of(text, n)).collect(),
            notes: notes::notes(extract).iter().map(|n| NoteOut::of(text, n)).collect(),
            warnings: extract.warnings.iter().map(|w| WarningOut::of(text, w, None)).collect(),
        }
    }

    /// The same for a text that was found on a page.
    pub(super) fn on_page(self, page: &'a super::PageFields) -> Self {
        let headline = page.headline.as_deref().or(self.headline);
        Self { headline, page: Some(page), ..self }
    }
}

#[derive(Serialize)]
pub(super) struct SourceOut<'a> {
    pub(super) article: &'a str,
    #[serde(flatten)]
    pub(super) revision: RevisionOut<'a>,
    pub(super) text: &'a str,
}

#[derive(Serialize)]
struct BlockOut {
    kind: &'static str,
    start: usize,
    end: usize,
}

impl BlockOut {
    fn of(text: &Text, block: &Block) -> Self {
        let Place { start, end } = Place::of(text, block.span);
        Self { kind: names::block(block.kind), start, end }
    }
}

#[derive(Serialize)]
pub(super) struct QuotationOut<'a> {
    text: Cow<'a, str>,
    start: usize,
    end: usize,
    kind: &'static str,
    parts: Vec<Place>,
    speaker: Option<SpeakerOut<'a>>,
    cue: Option<CueOut<'a>>,
}

impl<'a> QuotationOut<'a> {
    pub(super) fn of(text: &'a Text, quotation: &'a Quotation) -> Self {
        let Place { start, end } = Place::of(text, quotation.span);
        Self {
            text: words(text, quotation),
            start,
            end,
            kind: names::quotation(quotation.kind),
            parts: quotation.parts.iter().map(|&p| Place::of(text, p)).collect(),
            speaker: quotation.speaker.as_ref().map(|s| SpeakerOut::of(text, s)),
            cue: quotation.cue.as_ref().map(|c| CueOut::of(text, c)),
        }
    }
}

/// The words of a quotation, its parts joined.
pub(super) fn words<'a>(text: &'a Text, quotation: &Quotation) -> Cow<'a, str> {
    match quotation.parts.as_slice() {
        [] => Cow::Borrowed(text.given_slice(quotation.span)),
        &[one] => Cow::Borrowed(text.given_slice(one)),
        parts => Cow::Owned(parts.iter().map(|&p| text.given_slice(p)).collect::<Vec<_>>().join(BETWEEN_PARTS)),
    }
}

#[derive(Serialize)]
pub(super) struct SpeakerOut<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    name: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'static str,
    resolved_by: Option<&'static str>,
}

impl<'a> SpeakerOut<'a> {
    pub(super) fn of(text: &'a Text, speaker: &'a Speaker) -> Self {
        let Place { start, end } = Place::of(text, speaker.span);
        Self {
            text: text.given_slice(speaker.span),
            start,
            end,
            name: speaker.name.as_deref(),
            kind: names::source(speaker.kind),
            resolved_by: speaker.resolved_by.map(names::resolved),
        }
    }
}

#[derive(Serialize)]
struct CueOut<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    stance: &'static str,
}

impl<'a> CueOut<'a> {
    fn of(text: &'a Text, cue: &Cue) -> Self {
        let Place { start, end } = Place::of(text, cue.span);
        Self { text: text.given_slice(cue.span), start, end, stance: names::stance(cue.stance) }
    }
}

#[derive(Serialize)]
struct AttributionOut<'a> {
    source: Option<SpeakerOut<'a>>,
    cue: Option<CueOut<'a>>,
    content: Vec<Piece<'a>>,
    kind: &'static str,
}

impl<'a> AttributionOut<'a> {
    fn of(text: &'a Text, attribution: &'a Attribution) -> Self {
        Self {
            source: attribution.source.as_ref().map(|s| SpeakerOut::of(text, s)),
            cue: attribution.cue.as_ref().map(|c| CueOut::of(text, c)),
            content: attribution.content.iter().map(|&c| Piece::of(text, c)).collect(),
            kind: names::attribution(attribution.kind),
        }
    }
}

#[derive(Serialize)]
pub(super) struct ClaimOut<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: &'static str,
    attribution: Option<usize>,
    quantities: Vec<QuantityOut<'a>>,
    dates: Vec<DateOut<'a>>,
    names: Vec<NameOut<'a>>,
    negated: bool,
    certainty: u8,
    tense: Option<&'static str>,
    /// Who is said to say it; left out beside the list of attributions that has it already.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<Option<SpeakerOut<'a>>>,
    /// By which words; likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<Option<CueOut<'a>>>,
}

impl<'a> ClaimOut<'a> {
    fn of(text: &'a Text, claim: &'a Claim) -> Self {
        let Place { start, end } = Place::of(text, claim.span);
        Self {
            start,
            end,
            text: text.given_slice(claim.span),
            kind: names::claim(claim.kind),
            attribution: claim.attribution,
            quantities: claim.quantities.iter().map(|q| QuantityOut::of(text, q)).collect(),
            dates: claim.dates.iter().map(|d| DateOut::of(text, d)).collect(),
            names: claim.names.iter().map(|n| NameOut::of(text, n)).collect(),
            negated: claim.negated,
            certainty: claim.certainty as u8,
            tense: claim.tense.map(names::tense),
            speaker: None,
            cue: None,
        }
    }

    /// The claim with its speaker and cue, for reports that do not list the attributions beside it.
    pub(super) fn alone(extract: &'a Extract, claim: &'a Claim) -> Self {
        let text = &extract.text;
        let attribution = claim.attribution.and_then(|k| extract.attributions.get(k));
        Self {
            speaker: Some(attribution.and_then(|a| a.source.as_ref()).map(|s| SpeakerOut::of(text, s))),
            cue: Some(attribution.and_then(|a| a.cue.as_ref()).map(|c| CueOut::of(text, c))),
            ..Self::of(text, claim)
        }
    }
}

#[derive(Serialize)]
struct QuantityOut<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    low: Number,
    high: Number,
    unit: Option<&'a str>,
    ordinal: bool,
    approximation: &'static str,
}

impl<'a> QuantityOut<'a> {
    fn of(text: &'a Text, quantity: &'a Quantity) -> Self {
        let Place { start, end } = Place::of(text, quantity.span);
        Self {
            text: text.given_slice(quantity.span),
            start,
            end,
            low: Number(quantity.low),
            high: Number(quantity.high),
            unit: quantity.unit.as_deref(),
            ordinal: quantity.ordinal,
            approximation: names::approximation(quantity.approximation),
        }
    }
}

#[derive(Serialize)]
struct DateOut<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    from: Option<Shown<chrono::NaiveDate>>,
    to: Option<Shown<chrono::NaiveDate>>,
    time: Option<Shown<chrono::NaiveTime>>,
}

impl<'a> DateOut<'a> {
    fn of(text: &'a Text, date: &DateMention) -> Self {
        let Place { start, end } = Place::of(text, date.span);
        Self {
            text: text.given_slice(date.span),
            start,
            end,
            from: date.from.map(Shown),
            to: date.to.map(Shown),
            time: date.time.map(Shown),
        }
    }
}

#[derive(Serialize)]
struct NameOut<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    key: &'a str,
}

impl<'a> NameOut<'a> {
    fn of(text: &'a Text, name: &'a Name) -> Self {
        let Place { start, end } = Place::of(text, name.span);
        Self { text: text.given_slice(name.span), start, end, key: &name.key }
    }
}

#[derive(Serialize)]
pub(super) struct NoticeOut<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    class: &'static str,
    label: Option<&'a str>,
    at: Option<String>,
    at_text: Option<&'a str>,
    zone: Option<&'static str>,
    /// What the same words can mean as well.
    at_other: Option<String>,
    times: Vec<String>,
    placement: &'static str,
    scope: Vec<&'static str>,
    cumulative: bool,
    language: &'static str,
    announces: Vec<&'static str>,
    items: Vec<NoticeItemOut<'a>>,
}

impl<'a> NoticeOut<'a> {
    pub(super) fn of(text: &'a Text, notice: &Notice) -> Self {
        let mut announces: Vec<&str> = notice.announces.iter().map(|(topic, _)| names::topic(*topic)).collect();
        announces.dedup();
        Self {
            piece: Piece::of(text, notice.span),
            class: names::notice(notice.class),
            label: notice.label.map(|span| text.given_slice(span)),
            at: notice.at.as_ref().map(at),
            at_text: notice.at.as_ref().map(|at| text.given_slice(at.span)),
            zone: notice.at.as_ref().and_then(|at| at.zone),
            at_other: notice.at.as_ref().and_then(other),
            times: notice.times.iter().map(at).collect(),
            placement: names::placement(notice.placement),
            scope: notice.scope.iter().map(|&part| names::scope(part)).collect(),
            cumulative: notice.is_cumulative,
            language: names::language(notice.language),
            announces,
            items: notice.items.iter().map(|i| NoticeItemOut::of(text, i)).collect(),
        }
    }
}

/// The other reading of a notice's time.
fn other(time: &NoticeTime) -> Option<String> {
    let other = time.other?;
    Some(at(&NoticeTime { date: other.date, instant: other.instant, ..time.clone() }))
}

/// Something worth an editor's eye, with the places it is about.
#[derive(Serialize)]
pub(super) struct NoteOut<'a> {
    kind: &'static str,
    places: Vec<Piece<'a>>,
}

impl<'a> NoteOut<'a> {
    pub(super) fn of(text: &'a Text, note: &Note) -> Self {
        Self { kind: names::note(note.kind), places: note.places.iter().map(|&span| Piece::of(text, span)).collect() }
    }
}

/// As much of a notice's time as it says: an instant, a time of day somewhere, or a day.
fn at(at: &NoticeTime) -> String {
    match (at.instant, at.time) {
        (Some(instant), _) => instant.to_rfc3339(),
        (None, Some(time)) => format!("{}T{time}", at.date),
        (None, None) => at.date.to_string(),
    }
}

#[derive(Serialize)]
struct NoticeItemOut<'a> {
    wrong: Option<&'a str>,
    right: Option<&'a str>,
    kind: &'static str,
}

impl<'a> NoticeItemOut<'a> {
    fn of(text: &'a Text, item: &NoticeItem) -> Self {
        Self { wrong: item.wrong.map(|span| text.given_slice(span)), right: item.right.map(|span| text.given_slice(span)), kind: item.kind }
    }
}

#[derive(Serialize)]
pub(super) struct WarningOut<'a> {
    message: &'a str,
    start: Option<usize>,
    end: Option<usize>,
    /// Which of two texts it is about; left out where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<&'static str>,
}

impl<'a> WarningOut<'a> {
    pub(super) fn of(text: &Text, warning: &'a Warning, side: Option<&'static str>) -> Self {
        let place = warning.span.map(|span| Place::of(text, span));
        Self { message: &warning.message, start: place.map(|p| p.start), end: place.map(|p| p.end), side }
    }
}

//! Small values made by hand, so that reports can be tested without reading or comparing texts.

use crate::align::{Alignment, Link, LinkKind};
use crate::changelog::{ChangeLog, Event, Life, Noted, Observed, Step};
use crate::diff::{Change, ClaimChange, Cosmetic, Edit, EditOp, Field, FieldChange, Kind, NoticeChange};
use crate::diff::{QuotationChange, Reason, RevisionDiff, Severity};
use crate::extract::{
    Approximation, Attribution, AttributionKind, Certainty, Claim, ClaimKind, Cue, Extract, Notice, NoticeClass, NoticeItem, NoticeTime,
    Quantity, Quotation, QuotationKind, Reference, ResolvedBy, Sentence, SourceType, Speaker, Stance, Tense, Topic,
};
use crate::revision::Revision;
use crate::span::Span;
use crate::text::Text;
use chrono::{DateTime, NaiveDate, NaiveTime};

const FIRST: &str = "Leaders meet in Kessel

KESSEL (Meridian Press) — Two leaders met on Monday.

“We had a frank and very constructive talk,” said Anna Berg, the chancellor.

The package is worth $90 billion, officials said.

The bridge carries 9,000 cars a day.";

const SECOND: &str = "Leaders agree to meet in Kessel

KESSEL (Meridian Press) — Two leaders met on Monday.

“We had a frank and highly constructive talk,” said Anna Berg, the chancellor.

“Nobody was asked,” Orla Venn, the mayor, said.

The package is worth $100 billion, officials said.

Update, 7:57 p.m. ET: This story has been updated with additional testimonies.";

/// A text with nothing found in it but a sentence for each paragraph.
pub(super) fn bare(text: &str) -> Extract {
    let text = Text::new(text);
    let sentences =
        text.blocks().iter().enumerate().map(|(block, b)| Sentence { span: b.span, tokens: b.tokens.clone(), block, hash: 0 }).collect();
    let (quotations, attributions, claims) = (Vec::new(), Vec::new(), Vec::new());
    Extract {
        text,
        reference: Reference::default(),
        sentences,
        quotations,
        attributions,
        claims,
        notices: Vec::new(),
        warnings: Vec::new(),
        known: Default::default(),
        mentions: Vec::new(),
    }
}

/// Where `words` stand first in the text.
pub(super) fn span(extract: &Extract, words: &str) -> Span {
    let start = extract.text.as_str().find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

fn speaker(extract: &Extract, words: &str, name: Option<&str>) -> Speaker {
    let resolved_by = name.map(|_| ResolvedBy::FullName);
    let kind = if name.is_some() { SourceType::Person } else { SourceType::Collective };
    Speaker { span: span(extract, words), name: name.map(str::to_owned), kind, resolved_by }
}

fn said(extract: &Extract, near: &str) -> Cue {
    let at = span(extract, near);
    let from = at.start + near.find("said").expect("said");
    Cue { span: Span::new(from, from + 4), lemma: "say", stance: Stance::Neutral }
}

fn quotation(extract: &Extract, words: &str, who: &str, cue: &str) -> Quotation {
    let at = span(extract, words);
    let (speaker, cue) = (speaker(extract, who, Some(who)), said(extract, cue));
    Quotation { span: at, parts: vec![at], kind: QuotationKind::Direct, speaker: Some(speaker), cue: Some(cue) }
}

/// A claim in the article's own voice.
pub(super) fn claim(extract: &Extract, words: &str) -> Claim {
    let at = span(extract, words);
    let block = extract.sentences.iter().position(|s| s.span.contains(at)).unwrap_or(0);
    Claim {
        span: at,
        tokens: extract.text.tokens_in(at),
        sentence: block,
        kind: ClaimKind::OwnVoice,
        attribution: None,
        quantities: Vec::new(),
        dates: Vec::new(),
        names: Vec::new(),
        negated: false,
        certainty: Certainty::Asserted,
        tense: Some(Tense::Present),
    }
}

/// So many paragraphs, each of them a claim.
pub(super) fn many_claims(n: usize) -> Extract {
    let mut extract = bare(&format!("Ferry sinks\n\n{}", "It sank at dawn off the cape.\n\n".repeat(n)));
    let like = claim(&extract, "It sank at dawn off the cape.");
    let claims = extract.sentences.iter().enumerate().skip(1).map(|(sentence, s)| {
        let (span, tokens) = (s.span, s.tokens.clone());
        Claim { span, tokens, sentence, ..like.clone() }
    });
    extract.claims = claims.collect();
    extract
}

fn worth(extract: &mut Extract, figure: &str, value: f64) -> Claim {
    let content = span(extract, &format!("The package is worth {figure}"));
    let (source, cue) = (speaker(extract, "officials", None), said(extract, "officials said"));
    let attribution =
        Attribution { source: Some(source), cue: Some(cue), content: vec![content], kind: AttributionKind::Indirect, is_report: true };
    extract.attributions.push(attribution);
    let quantity = Quantity {
        span: span(extract, figure),
        low: value,
        high: value,
        unit: Some("USD".to_owned()),
        ordinal: false,
        falling: false,
        approximation: Approximation::Exact,
    };
    let claim = claim(extract, &format!("The package is worth {figure}, officials said."));
    Claim { kind: ClaimKind::Attributed, attribution: Some(0), quantities: vec![quantity], ..claim }
}

fn update(extract: &Extract) -> Notice {
    let instant = DateTime::parse_from_rfc3339("2025-08-18T19:57:00-04:00").expect("a time");
    let at = NoticeTime {
        span: span(extract, "7:57 p.m. ET"),
        date: instant.date_naive(),
        time: Some(instant.time()),
        instant: Some(instant),
        zone: Some("America/New_York"),
        other: None,
    };
    let words = "Update, 7:57 p.m. ET: This story has been updated with additional testimonies.";
    let items = vec![NoticeItem { wrong: None, right: None, kind: "new information" }];
    let (label, remarks) = (span(extract, "Update"), span(extract, "testimonies"));
    let whole = Notice::bare(span(extract, words), NoticeClass::Update);
    Notice { label: Some(label), times: vec![at.clone()], at: Some(at), announces: vec![(Topic::Remarks, remarks)], items, ..whole }
}

/// A word diff from marks: `frank and [-very-]{+highly+} good`.
pub(super) fn edits(marked: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut rest = marked;
    let mut push = |op, text: &str| {
        if !text.is_empty() {
            edits.push(Edit { op, text: text.to_owned() });
        }
    };
    while let Some(at) = rest.find("[-").into_iter().chain(rest.find("{+")).min() {
        let (op, close) = if rest[at..].starts_with('[') { (EditOp::Delete, "-]") } else { (EditOp::Insert, "+}") };
        push(EditOp::Equal, &rest[..at]);
        let inner = &rest[at + 2..];
        let end = inner.find(close).expect("a mark that opens also closes");
        push(op, &inner[..end]);
        rest = &inner[end + 2..];
    }
    push(EditOp::Equal, rest);
    edits
}

/// Why a kind was given.
pub(super) fn reason(kind: Kind, before: &str, after: &str, rule: &'static str) -> Reason {
    Reason { kind, before: before.to_owned(), after: after.to_owned(), rule }
}

/// A claim that changed in one way.
pub(super) fn claim_changed(kind: Kind, severity: Severity, sides: [&Claim; 2], marked: &str, why: [&str; 2]) -> ClaimChange {
    ClaimChange {
        change: Change::Changed,
        kinds: vec![kind],
        severity,
        before: Some(sides[0].clone()),
        after: Some(sides[1].clone()),
        edits: edits(marked),
        reasons: vec![reason(kind, why[0], why[1], "claim.rule")],
    }
}

/// A sentence-to-sentence link.
pub(super) fn link(kind: LinkKind, before: &[usize], after: &[usize], similarity: f64) -> Link {
    Link { kind, before: before.to_vec(), after: after.to_vec(), similarity, identical: similarity >= 1.0 }
}

fn observed(name: &str, at: &str, extract: Extract) -> Observed {
    let observed_at = Some(DateTime::parse_from_rfc3339(at).expect("a time"));
    Observed {
        revision: Revision { name: name.to_owned(), observed_at, text: extract.text.given().to_owned(), ..Revision::default() },
        extract,
    }
}

/// Two revisions of an invented article and everything that changed between them.
pub(super) fn article() -> ChangeLog {
    let (mut before, mut after) = (bare(FIRST), bare(SECOND));
    before.quotations = vec![quotation(&before, "We had a frank and very constructive talk,", "Anna Berg", "said Anna")];
    after.quotations = vec![
        quotation(&after, "We had a frank and highly constructive talk,", "Anna Berg", "said Anna"),
        quotation(&after, "Nobody was asked,", "Orla Venn", "mayor, said"),
    ];
    before.claims = vec![worth(&mut before, "$90 billion", 9e10), claim(&before, "The bridge carries 9,000 cars a day.")];
    after.claims = vec![worth(&mut after, "$100 billion", 1e11)];
    after.notices = vec![update(&after)];
    let diff = RevisionDiff {
        fields: vec![FieldChange {
            field: Field::Headline,
            before: Some("Leaders meet in Kessel".to_owned()),
            after: Some("Leaders agree to meet in Kessel".to_owned()),
            edits: edits("Leaders {+agree to +}meet in Kessel"),
        }],
        quotations: vec![
            QuotationChange {
                change: Change::Changed,
                kinds: vec![Kind::Reworded],
                severity: Severity::High,
                before: Some(before.quotations[0].clone()),
                after: Some(after.quotations[0].clone()),
                edits: edits("We had a frank and [-very-]{+highly+} constructive talk,"),
                reasons: vec![reason(Kind::Reworded, "very", "highly", "quotation.reworded")],
            },
            QuotationChange {
                change: Change::Added,
                kinds: Vec::new(),
                severity: Severity::Medium,
                before: None,
                after: Some(after.quotations[1].clone()),
                edits: edits("{+Nobody was asked,+}"),
                reasons: Vec::new(),
            },
        ],
        claims: vec![
            claim_changed(
                Kind::Quantity,
                Severity::High,
                [&before.claims[0], &after.claims[0]],
                "The package is worth [-$90 billion-]{+$100 billion+}, officials said.",
                ["$90 billion", "$100 billion"],
            ),
            ClaimChange {
                change: Change::Removed,
                kinds: Vec::new(),
                severity: Severity::High,
                before: Some(before.claims[1].clone()),
                after: None,
                edits: edits("[-The bridge carries 9,000 cars a day.-]"),
                reasons: Vec::new(),
            },
        ],
        notices: vec![NoticeChange { change: Change::Added, before: None, after: Some(after.notices[0].clone()), edits: Vec::new() }],
        alignment: Alignment {
            links: vec![
                link(LinkKind::Edited, &[0], &[0], 0.8),
                link(LinkKind::Unchanged, &[1], &[1], 1.0),
                link(LinkKind::Unchanged, &[2], &[2], 1.0),
                link(LinkKind::Edited, &[3], &[3], 0.923_076_9),
                link(LinkKind::Added, &[], &[4], 0.0),
                link(LinkKind::Edited, &[4], &[5], 0.875),
                link(LinkKind::Removed, &[5], &[], 0.0),
                link(LinkKind::Added, &[], &[6], 0.0),
            ],
            approximate: false,
        },
        cosmetic: Cosmetic { quotes: 2, spaces: 1, ..Cosmetic::default() },
        approximate: false,
    };
    let revisions = vec![
        observed("2025-08-18T1941-0400.txt", "2025-08-18T19:41:00-04:00", before),
        observed("2025-08-18T1957-0400.txt", "2025-08-18T19:57:00-04:00", after),
    ];
    ChangeLog {
        article: "border-summit".to_owned(),
        revisions,
        steps: vec![Step { before: 0, after: 1, diff, noted: Noted::Noted }],
        quotations: vec![
            Life {
                id: 1,
                at: vec![Some(0), Some(0)],
                events: vec![(0, Event::Born), (1, Event::Changed(vec![Kind::Reworded]))],
                reverts: Vec::new(),
            },
            Life { id: 2, at: vec![None, Some(1)], events: vec![(1, Event::Born)], reverts: Vec::new() },
        ],
        claims: vec![
            Life {
                id: 1,
                at: vec![Some(0), Some(0)],
                events: vec![(0, Event::Born), (1, Event::Changed(vec![Kind::Quantity]))],
                reverts: Vec::new(),
            },
            Life { id: 2, at: vec![Some(1), None], events: vec![(0, Event::Born), (1, Event::Died)], reverts: Vec::new() },
        ],
    }
}

/// Two revisions of a text with `diff` between them; nothing is known of when they were seen.
pub(super) fn pair(before: Extract, after: Extract, diff: RevisionDiff) -> ChangeLog {
    let observed = |name: &str, extract: Extract| Observed {
        revision: Revision { name: name.to_owned(), text: extract.text.given().to_owned(), ..Revision::default() },
        extract,
    };
    ChangeLog {
        article: "before.txt → after.txt".to_owned(),
        revisions: vec![observed("before.txt", before), observed("after.txt", after)],
        steps: vec![Step { before: 0, after: 1, diff, noted: Noted::NothingToNote }],
        quotations: Vec::new(),
        claims: Vec::new(),
    }
}

/// A day and a time of day that name no zone.
pub(super) fn local_time(extract: &Extract, words: &str) -> NoticeTime {
    let date = NaiveDate::from_ymd_opt(2025, 8, 18).expect("a day");
    NoticeTime { span: span(extract, words), date, time: NaiveTime::from_hms_opt(19, 57, 0), instant: None, zone: None, other: None }
}

/// An expected text as it is written in a test: without the first line end and the indentation.
pub(super) fn dedent(expected: &str) -> String {
    let lines: Vec<&str> = expected.trim_start_matches('\n').trim_end_matches(' ').split('\n').collect();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let least = lines.iter().filter(|l| !l.is_empty()).map(|l| indent(l)).min().unwrap_or(0);
    lines.iter().map(|l| l.get(least..).unwrap_or("")).collect::<Vec<_>>().join("\n")
}

//! What holds for every report of any text: it is written, and nothing in the text is live in it.

use super::fixture::{bare, claim_changed, link, pair};
use super::terminal::View;
use super::{csv, json, markdown, pages, terminal};
use crate::align::{Alignment, LinkKind};
use crate::changelog::audit::audit;
use crate::changelog::{ChangeLog, Event, Life};
use crate::diff::{Change, Cosmetic, Field, FieldChange, Kind, NoticeChange, QuotationChange, RevisionDiff, Severity, edits};
use crate::extract::{
    Attribution, AttributionKind, Certainty, Claim, ClaimKind, Extract, Notice, NoticeClass, Quotation, QuotationKind, SourceType, Speaker,
    Warning,
};
use crate::report::audited::{Audited, Counts};
use crate::report::fixture::reason;
use crate::span::Span;
use proptest::prelude::*;

/// A text with something found in every sentence of it.
fn full(text: &str) -> Extract {
    let mut extract = bare(text);
    let speaker = |span: Span, name: &str| Speaker { span, name: Some(name.to_owned()), kind: SourceType::Person, resolved_by: None };
    for (k, sentence) in extract.sentences.clone().into_iter().enumerate() {
        let (at, name) = (sentence.span, extract.text.slice(sentence.span).to_owned());
        let half = extract.text.as_str()[at.start..at.end].char_indices().nth(1).map_or(at.end, |(k, _)| at.start + k);
        let parts = vec![Span::new(at.start, half), Span::new(half, at.end)];
        let quotation = Quotation { span: at, parts, kind: QuotationKind::Direct, speaker: Some(speaker(at, &name)), cue: None };
        extract.quotations.push(quotation);
        let source = Some(speaker(at, &name));
        extract.attributions.push(Attribution { source, cue: None, content: vec![at], kind: AttributionKind::Direct, is_report: true });
        extract.claims.push(Claim {
            span: at,
            tokens: sentence.tokens.clone(),
            sentence: k,
            kind: ClaimKind::Attributed,
            attribution: Some(k),
            quantities: Vec::new(),
            dates: Vec::new(),
            names: Vec::new(),
            negated: false,
            certainty: Certainty::Denied,
            tense: None,
        });
        extract.notices.push(Notice::bare(at, NoticeClass::Correction));
        extract.warnings.push(Warning { span: Some(at), message: name });
    }
    extract
}

/// A history of two texts in which the first thing of each became the first of the other, and the rest came or went.
fn history(before: &str, after: &str) -> ChangeLog {
    let (old, new) = (full(before), full(after));
    let words = |extract: &Extract| extract.sentences.first().map(|s| extract.text.slice(s.span).to_owned());
    let (was, is) = (words(&old).unwrap_or_default(), words(&new).unwrap_or_default());
    let mut diff = RevisionDiff { cosmetic: Cosmetic { case: 3, ..Cosmetic::default() }, ..RevisionDiff::default() };
    let pieces = edits(&was, &is);
    diff.fields = vec![FieldChange { field: Field::Headline, before: words(&old), after: words(&new), edits: pieces.clone() }];
    diff.quotations = vec![QuotationChange {
        change: Change::Changed,
        kinds: vec![Kind::Reworded, Kind::SpeakerChanged],
        severity: Severity::High,
        before: old.quotations.first().cloned(),
        after: new.quotations.first().cloned(),
        edits: pieces,
        reasons: vec![reason(Kind::Reworded, &was, &is, "quotation.reworded")],
    }];
    if let (Some(a), Some(b)) = (old.claims.first(), new.claims.first()) {
        diff.claims = vec![claim_changed(Kind::Quantity, Severity::Low, [a, b], &"x ".repeat(40), [&was, &is])];
    }
    diff.notices = vec![NoticeChange { change: Change::Added, before: None, after: new.notices.first().cloned(), edits: Vec::new() }];
    let links = vec![link(LinkKind::Edited, &[0], &[0], f64::NAN), link(LinkKind::Unchanged, &[1], &[1, 99], 0.5)];
    diff.alignment = Alignment { links, approximate: true };
    let mut log = pair(old, new, diff);
    log.article = after.to_owned();
    let life = Life {
        id: 1,
        at: vec![Some(0), Some(0)],
        events: vec![(0, Event::Born), (1, Event::Changed(vec![Kind::Reworded]))],
        reverts: Vec::new(),
    };
    let lost = Life { id: 2, at: vec![Some(99), None], events: vec![(1, Event::Died), (7, Event::Returned)], reverts: vec![(7, 99)] };
    (log.quotations, log.claims) = (vec![life.clone(), lost.clone()], vec![life, lost]);
    log
}

/// The reports without the colours that the terminal report itself puts in.
fn for_people(log: &ChangeLog, all: bool, view: &View) -> Vec<String> {
    let colored = View { color: true, ..*view };
    let strip = |shown: String| {
        let codes = ["0", "1", "2", "4", "9;31", "4;32", "32", "31", "1;31", "1;33", "36"];
        codes.iter().fold(shown, |shown, code| shown.replace(&format!("\u{1b}[{code}m"), ""))
    };
    vec![
        strip(terminal::page(&pages::diff(log, 0, all), &colored)),
        terminal::page(&pages::diff(log, 0, all), view),
        terminal::page(&pages::log(log), view),
        terminal::page(&pages::show(&log.revisions[0]), view),
        terminal::page(&pages::quotes(log), view),
        terminal::page(&pages::claims(log), view),
        markdown::page(&pages::diff(log, 0, true)),
        markdown::log(log),
        markdown::page(&pages::show(&log.revisions[1])),
        markdown::page(&pages::quotes(log)),
        markdown::page(&pages::claims(log)),
        terminal::page(&pages::audit(log, &audit(log)), view),
        terminal::page(&pages::audited(&log.article, &[Audited::of(log, &audit(log))], &Counts::default()), view),
        markdown::page(&pages::audit(log, &audit(log))),
    ]
}

fn is_live(c: char) -> bool {
    c != '\n' && c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Texts of a few lines with everything that could act in a terminal or in Markdown.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,12}",
        "[\\x00-\\x20\u{7f}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}]{0,4}",
        "[-+*_~`<>\\[\\]()#|&$\\\\“”\"' .,a-c1日\u{301}]{0,12}",
        Just("\u{1b}]0;x\u{7}".to_owned()),
        Just("\n\n".to_owned()),
        Just(" said Anna Berg. ".to_owned()),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_in_a_text_is_live_in_a_report(before in hostile(), after in hostile(), width in 0usize..120, all: bool) {
        let log = history(&before, &after);
        let view = View { width, color: false };
        for shown in for_people(&log, all, &view) {
            prop_assert!(!shown.contains(is_live), "{shown:?}");
        }
        let shown = (markdown::page(&pages::show(&log.revisions[1])) + &markdown::log(&log) + &markdown::page(&pages::audit(&log, &audit(&log)))).replace("\\\\", "");
        for sign in ['<', '[', ']', '`', '&'] {
            prop_assert!(shown.match_indices(sign).all(|(at, _)| shown[..at].ends_with('\\')), "{sign} in {shown}");
        }
    }

    #[test]
    fn no_cell_of_a_table_is_a_formula(before in hostile(), after in hostile()) {
        let log = history(&before, &after);
        let table = csv::audit(&log, &audit(&log));
        // As a spreadsheet reads it: cells apart by commas and rows by line ends, outside of quotation marks.
        let (mut quoted, mut begins) = (false, true);
        for c in table.chars() {
            let is_mark = c == '"';
            prop_assert!(!begins || !matches!(c, '=' | '+' | '-' | '@' | '\t' | '\0'), "{table:?}");
            begins = if is_mark { !quoted && begins } else { !quoted && matches!(c, ',' | '\n') };
            quoted ^= is_mark;
        }
        prop_assert!(!quoted);
    }

    #[test]
    fn lines_are_as_wide_as_they_may_be(after in hostile(), width in 24usize..100) {
        let log = history("One.", &after);
        let view = View { width, ..View::default() };
        for line in terminal::page(&pages::diff(&log, 0, false), &view).lines() {
            prop_assert!(unicode_width::UnicodeWidthStr::width(line) <= width + 1, "{line:?}");
        }
    }

    #[test]
    fn json_is_json_and_says_where_things_stand(before in hostile(), after in hostile()) {
        let log = history(&before, &after);
        let printed = serde_json::to_value(json::log(&log)).expect("a value");
        let given: Vec<char> = before.chars().collect();
        let quotation = &printed["steps"][0]["quotations"][0]["before"];
        if let Some(parts) = quotation["parts"].as_array() {
            let at = |part: &serde_json::Value, key: &str| usize::try_from(part[key].as_u64().expect("a number")).expect("small");
            let stands: Vec<String> = parts.iter().map(|p| given[at(p, "start")..at(p, "end")].iter().collect()).collect();
            let joined = stands.join(" … ");
            prop_assert_eq!(quotation["text"].as_str(), Some(joined.as_str()));
        }
        let line = serde_json::to_string(&json::diff(&log, 0)).expect("a line");
        prop_assert!(!line.contains('\n') && serde_json::from_str::<serde_json::Value>(&line).is_ok());
    }
}

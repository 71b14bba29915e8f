use super::*;
use crate::align::{Alignment, LinkKind};
use crate::diff::{Kind, Severity};
use crate::extract::{DateMention, Notice, NoticeClass, Quotation, QuotationKind, Warning};
use crate::report::fixture::{article, bare, claim, claim_changed, link, local_time, pair, span};
use crate::span::Span;

/// A document as it is written in a file and, in the same bytes, on a line.
fn print(value: &impl Serialize) -> String {
    let printed = serde_json::to_string(value).expect("strings, numbers and lists can always be written");
    assert_eq!(String::from_utf8(line(value, 0).expect("likewise")).expect("text"), printed);
    printed
}

/// Compares with a document as the contract shows it, line ends and indentation apart.
fn check(value: &impl Serialize, expected: &str) {
    let expected: String = expected.lines().map(str::trim_start).collect();
    assert_eq!(print(value), expected);
}

#[test]
fn an_extract_line() {
    let log = article();
    check(
        &extract_line(&"a1".into(), &log.revisions[0].extract),
        r#"{"schema":"writethru.extract/1","id":"a1","headline":"Leaders meet in Kessel",
        "blocks":[{"kind":"headline","start":0,"end":22},{"kind":"dateline","start":24,"end":49},
        {"kind":"paragraph","start":50,"end":76},{"kind":"paragraph","start":78,"end":154},
        {"kind":"paragraph","start":156,"end":205},{"kind":"paragraph","start":207,"end":243}],
        "sentences":[{"start":0,"end":22},{"start":24,"end":49},{"start":50,"end":76},{"start":78,"end":154},
        {"start":156,"end":205},{"start":207,"end":243}],
        "quotations":[{"text":"We had a frank and very constructive talk,","start":79,"end":121,"kind":"direct",
        "parts":[{"start":79,"end":121}],
        "speaker":{"text":"Anna Berg","start":128,"end":137,"name":"Anna Berg","type":"person","resolved_by":"full_name"},
        "cue":{"text":"said","start":123,"end":127,"stance":"neutral"}}],
        "attributions":[{"source":{"text":"officials","start":190,"end":199,"name":null,"type":"collective","resolved_by":null},
        "cue":{"text":"said","start":200,"end":204,"stance":"neutral"},
        "content":[{"start":156,"end":188,"text":"The package is worth $90 billion"}],"kind":"indirect"}],
        "claims":[{"start":156,"end":205,"text":"The package is worth $90 billion, officials said.","kind":"attributed","attribution":0,
        "quantities":[{"text":"$90 billion","start":177,"end":188,"low":90000000000,"high":90000000000,"unit":"USD","ordinal":false,"approximation":"exact"}],
        "dates":[],"names":[],"negated":false,"certainty":4,"tense":"present"},
        {"start":207,"end":243,"text":"The bridge carries 9,000 cars a day.","kind":"own_voice","attribution":null,
        "quantities":[],"dates":[],"names":[],"negated":false,"certainty":4,"tense":"present"}],
        "notices":[],"notes":[],"warnings":[]}"#,
    );
}

#[test]
fn a_diff_line() {
    let log = article();
    let [before, after] = [&log.revisions[0].extract, &log.revisions[1].extract];
    let mut diff = log.steps[0].diff.clone();
    diff.quotations.truncate(1);
    diff.claims.clear();
    diff.alignment.links.truncate(4);
    check(
        &diff_line(&7.into(), before, after, &diff),
        r#"{"schema":"writethru.diff/1","id":7,
        "before":{"words":40,"paragraphs":4,"sentences":6,"quotations":1,"claims":2,"notices":0},
        "after":{"words":55,"paragraphs":4,"sentences":7,"quotations":2,"claims":1,"notices":1},
        "fields":[{"field":"headline","before":"Leaders meet in Kessel","after":"Leaders agree to meet in Kessel",
        "edits":[["=","Leaders "],["+","agree to "],["=","meet in Kessel"]]}],
        "quotations":[{"change":"changed","kinds":["reworded"],"severity":"high",
        "before":{"text":"We had a frank and very constructive talk,","start":79,"end":121,"kind":"direct","parts":[{"start":79,"end":121}],
        "speaker":{"text":"Anna Berg","start":128,"end":137,"name":"Anna Berg","type":"person","resolved_by":"full_name"},
        "cue":{"text":"said","start":123,"end":127,"stance":"neutral"}},
        "after":{"text":"We had a frank and highly constructive talk,","start":88,"end":132,"kind":"direct","parts":[{"start":88,"end":132}],
        "speaker":{"text":"Anna Berg","start":139,"end":148,"name":"Anna Berg","type":"person","resolved_by":"full_name"},
        "cue":{"text":"said","start":134,"end":138,"stance":"neutral"}},
        "edits":[["=","We had a frank and "],["-","very"],["+","highly"],["="," constructive talk,"]],
        "reasons":[{"kind":"reworded","before":"very","after":"highly","rule":"quotation.reworded"}]}],
        "claims":[],
        "notices":[{"change":"added","before":null,
        "after":{"start":268,"end":346,"text":"Update, 7:57 p.m. ET: This story has been updated with additional testimonies.",
        "class":"update","label":"Update","at":"2025-08-18T19:57:00-04:00","at_text":"7:57 p.m. ET","zone":"America/New_York",
        "at_other":null,"times":["2025-08-18T19:57:00-04:00"],"placement":"foot","scope":["body"],"cumulative":false,
        "language":"en","announces":["remarks"],"items":[{"wrong":null,"right":null,"kind":"new information"}]},"edits":[]}],
        "sentences":[{"kind":"edited","before":[{"start":0,"end":22,"text":"Leaders meet in Kessel"}],
        "after":[{"start":0,"end":31,"text":"Leaders agree to meet in Kessel"}],"similarity":0.8},
        {"kind":"edited","before":[{"start":78,"end":154,"text":"“We had a frank and very constructive talk,” said Anna Berg, the chancellor."}],
        "after":[{"start":87,"end":165,"text":"“We had a frank and highly constructive talk,” said Anna Berg, the chancellor."}],"similarity":0.92}],
        "cosmetic":{"quotes":2,"spaces":1,"dashes":0,"case":0,"punctuation":0,"formats":0},"approximate":false,"warnings":[]}"#,
    );
}

#[test]
fn a_log_has_revisions_steps_and_lives() {
    let log = article();
    let printed = serde_json::to_value(super::log(&log)).expect("a value");
    assert_eq!(printed["schema"], "writethru.log/1");
    assert_eq!(printed["revisions"][1]["revision"], 2);
    assert_eq!(printed["revisions"][0]["sha256"].as_str().map(str::len), Some(64));
    let step = &printed["steps"][0];
    assert_eq!((&step["schema"], &step["noted"]), (&"writethru.diff/1".into(), &"noted".into()));
    assert_eq!(step["before_at"], "2025-08-18T19:41:00-04:00");
    assert_eq!(step["after"]["name"], "2025-08-18T1957-0400.txt");
    assert_eq!(step["claims"][0]["before"]["speaker"]["text"], "officials");
    let quotation = &printed["quotations"][0];
    assert_eq!(quotation["speaker"]["name"], "Anna Berg");
    assert_eq!(quotation["events"][1]["kinds"][0], "reworded");
    assert_eq!(quotation["events"][1]["text"], "We had a frank and highly constructive talk,");
    assert_eq!(printed["claims"][1]["revisions"], serde_json::json!([1]));
    assert_eq!(
        printed["claims"][1]["events"][1],
        serde_json::json!({"revision": 2, "event": "died", "kinds": [], "text": null, "again": null,
        "last_seen_without": "2025-08-18T19:41:00-04:00", "first_seen_with": "2025-08-18T19:57:00-04:00"})
    );
}

#[test]
fn every_document_begins_with_its_schema() {
    let log = article();
    for (printed, schema) in [
        (print(&super::log(&log)), LOG),
        (print(&diff(&log, 0)), DIFF),
        (print(&show(&log, 1)), EXTRACT),
        (print(&quotes(&log)), QUOTES),
        (print(&claims(&log)), CLAIMS),
    ] {
        assert!(printed.starts_with(&format!(r#"{{"schema":"{schema}","#)), "{printed}");
    }
    assert!(diff(&log, 1).is_none() && show(&log, 2).is_none());
}

#[test]
fn offsets_are_those_of_the_given_text() {
    let mut extract = bare("\u{FEFF}Évrane\u{200B}\n\n“Oui,” dit-elle. « Non. »");
    let (first, second) = (span(&extract, "Oui,"), span(&extract, "Non."));
    let kind = QuotationKind::Direct;
    extract.quotations = vec![Quotation { span: first.cover(second), parts: vec![first, second], kind, speaker: None, cue: None }];
    extract.warnings = vec![Warning { span: None, message: "unclosed".to_owned() }];
    let printed = serde_json::to_value(extract_line(&Value::Null, &extract)).expect("a value");
    let given: Vec<char> = extract.text.given().chars().collect();
    for part in printed["quotations"][0]["parts"].as_array().expect("a list") {
        let [start, end] = ["start", "end"].map(|k| usize::try_from(part[k].as_u64().expect("a number")).expect("small"));
        let stands: String = given[start..end].iter().collect();
        assert!(["Oui,", "Non."].contains(&stands.as_str()), "{stands}");
    }
    assert_eq!(printed["quotations"][0]["text"], "Oui, … Non.");
    assert_eq!(printed["id"], Value::Null);
    assert_eq!(printed["warnings"], serde_json::json!([{"message": "unclosed", "start": null, "end": null}]));
}

#[test]
fn a_notice_says_as_much_of_its_time_as_is_known() {
    let mut extract = bare("Update, Aug. 18, 7:57 p.m.: more detail.");
    let local = local_time(&extract, "Aug. 18, 7:57 p.m.");
    let day = crate::extract::NoticeTime { time: None, ..local.clone() };
    let whole = span(&extract, "Update, Aug. 18, 7:57 p.m.: more detail.");
    let notice = |at| Notice { at, ..Notice::bare(whole, NoticeClass::EditorsNote) };
    extract.notices = vec![notice(Some(local)), notice(Some(day)), notice(None)];
    let printed = serde_json::to_value(extract_line(&Value::Null, &extract)).expect("a value");
    let at: Vec<&Value> = (0..3).map(|k| &printed["notices"][k]["at"]).collect();
    assert_eq!(at, [&Value::from("2025-08-18T19:57:00"), &Value::from("2025-08-18"), &Value::Null]);
    assert_eq!(printed["notices"][2]["class"], "editors_note");
}

#[test]
fn what_is_absent_is_null_and_fractions_are_short() {
    let mut extract = bare("Rates rose 4.5 percent by May.");
    let mut rose = claim(&extract, "Rates rose 4.5 percent by May.");
    let mention = DateMention { span: span(&extract, "May"), from: None, to: None, time: None, key: "05".to_owned() };
    rose.dates = vec![mention];
    rose.tense = None;
    extract.claims = vec![rose.clone()];
    let links = vec![link(LinkKind::Moved, &[0], &[0], 2.0 / 3.0), link(LinkKind::Unchanged, &[0], &[0], 1.0)];
    let diff = RevisionDiff {
        claims: vec![claim_changed(Kind::DetailAdded, Severity::Medium, [&rose, &rose], "Rates", ["", "by May"])],
        alignment: Alignment { links, approximate: false },
        ..RevisionDiff::default()
    };
    let log = pair(extract.clone(), extract, diff);
    let printed = serde_json::to_value(super::diff(&log, 0)).expect("a value");
    assert_eq!(printed["claims"][0]["after"]["dates"][0]["from"], Value::Null);
    assert_eq!(printed["claims"][0]["after"]["speaker"], Value::Null);
    assert_eq!(printed["claims"][0]["reasons"][0]["before"], Value::Null);
    assert_eq!(printed["claims"][0]["reasons"][0]["after"], "by May");
    assert_eq!(printed["before_at"], Value::Null);
    assert_eq!(printed["sentences"].as_array().map(Vec::len), Some(1), "unchanged rows are left out");
    assert_eq!(printed["sentences"][0]["similarity"], 0.67);
}

#[test]
fn an_empty_text_is_a_document_too() {
    let empty = bare("");
    let printed = serde_json::to_value(extract_line(&Value::Null, &empty)).expect("a value");
    assert_eq!(printed["headline"], Value::Null);
    for list in ["blocks", "sentences", "quotations", "attributions", "claims", "notices", "warnings"] {
        assert_eq!(printed[list], serde_json::json!([]), "{list}");
    }
    assert_eq!(print(&span::Place::of(&empty.text, Span::default())), r#"{"start":0,"end":0}"#);
}

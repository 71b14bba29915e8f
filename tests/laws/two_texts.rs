//! Laws of two texts: the alignment, the changes, their word diffs, and what swapping the sides does.

use super::one_text::{Given, json_slices, value};
use super::{article, cases, hostile, read, two_articles, two_hostile, two_texts};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Debug;
use writethru::align::LinkKind;
use writethru::diff::{Change, Cosmetic, Edit, EditOp, FieldChange, Kind, RevisionDiff, Subject, diff, diff_texts, edits};
use writethru::extract::{Claim, Extract, Notice, Quotation, Reference, extract};
use writethru::report::json;
use writethru::span::Span;
use writethru::text::Text;

fn is_empty(diff: &RevisionDiff) -> Result<(), TestCaseError> {
    prop_assert!(diff.fields.is_empty(), "{:?}", diff.fields);
    prop_assert!(diff.quotations.is_empty(), "{:?}", diff.quotations);
    prop_assert!(diff.claims.is_empty(), "{:?}", diff.claims);
    prop_assert!(diff.notices.is_empty(), "{:?}", diff.notices);
    prop_assert!(diff.alignment.links.iter().all(|l| l.kind == LinkKind::Unchanged), "{:?}", diff.alignment);
    Ok(())
}

/// A text does not differ from itself, nor from itself with other line ends and characters without ink.
pub fn no_difference_from_itself(given: &str) -> Result<(), TestCaseError> {
    let extract = read(given);
    let same = diff(&extract, &extract);
    is_empty(&same)?;
    prop_assert_eq!(same.cosmetic, Cosmetic::default());
    prop_assert!(same.alignment.links.iter().all(|l| l.identical));
    let line_ends = if given.contains('\r') { given.to_owned() } else { given.replace('\n', "\r\n") };
    let dressed = read(&format!("\u{FEFF}{line_ends}"));
    prop_assert_eq!(dressed.text.as_str(), extract.text.as_str());
    is_empty(&diff(&extract, &dressed))?;
    is_empty(&diff(&dressed, &extract))
}

fn side(edits: &[Edit], without: EditOp) -> String {
    edits.iter().filter(|e| e.op != without).map(|e| e.text.as_str()).collect()
}

/// One side of a word diff as the JSON has it.
fn replayed(change: &Value, without: &str) -> String {
    let pieces = change["edits"].as_array().into_iter().flatten();
    pieces.filter(|e| e[0] != without).filter_map(|e| e[1].as_str()).collect()
}

/// Equal and deleted pieces of the `edits` of a change give its *before*, equal and inserted ones its *after*.
fn changes_replay(diff: &Value) -> Result<(), TestCaseError> {
    for field in diff["fields"].as_array().into_iter().flatten() {
        prop_assert_eq!(replayed(field, "+"), field["before"].as_str().unwrap_or_default());
        prop_assert_eq!(replayed(field, "-"), field["after"].as_str().unwrap_or_default());
    }
    for list in ["quotations", "claims", "notices"] {
        for change in diff[list].as_array().into_iter().flatten() {
            let (before, after) = (&change["before"], &change["after"]);
            match change["change"].as_str() {
                Some("changed") => {
                    prop_assert_eq!(replayed(change, "+"), before["text"].as_str().unwrap_or_default(), "{}", change);
                    prop_assert_eq!(replayed(change, "-"), after["text"].as_str().unwrap_or_default(), "{}", change);
                }
                Some("added") => prop_assert!(before.is_null() && after.is_object(), "{}", change),
                Some("removed") => prop_assert!(before.is_object() && after.is_null(), "{}", change),
                Some("moved") => prop_assert!(before.is_object() && after.is_object(), "{}", change),
                _ => prop_assert!(false, "an unknown change: {}", change),
            }
        }
    }
    Ok(())
}

/// Both sides of every change say what stands there, each in its own text.
fn both_sides_stand_there(diff: &Value, before: &Given, after: &Given) -> Result<(), TestCaseError> {
    for list in ["quotations", "claims", "notices", "sentences"] {
        for change in diff[list].as_array().into_iter().flatten() {
            json_slices(before, &change["before"])?;
            json_slices(after, &change["after"])?;
        }
    }
    for warning in diff["warnings"].as_array().into_iter().flatten() {
        json_slices(if warning["side"] == "before" { before } else { after }, warning)?;
    }
    Ok(())
}

/// Every sentence of either side is in exactly one link, and a link is of the shape of its kind.
fn each_sentence_once(diff: &RevisionDiff, before: &Extract, after: &Extract) -> Result<(), TestCaseError> {
    let links = &diff.alignment.links;
    for (indices, n) in [
        (links.iter().flat_map(|l| l.before.clone()).collect::<Vec<_>>(), before.sentences.len()),
        (links.iter().flat_map(|l| l.after.clone()).collect::<Vec<_>>(), after.sentences.len()),
    ] {
        let mut sorted = indices;
        sorted.sort_unstable();
        prop_assert_eq!(sorted, (0..n).collect::<Vec<_>>());
    }
    for link in links {
        let sound = match link.kind {
            LinkKind::Unchanged | LinkKind::Edited | LinkKind::Moved => link.before.len() == 1 && link.after.len() == 1,
            LinkKind::Split => link.before.len() == 1 && link.after.len() > 1,
            LinkKind::Merged => link.before.len() > 1 && link.after.len() == 1,
            LinkKind::Added => link.before.is_empty() && link.after.len() == 1,
            LinkKind::Removed => link.before.len() == 1 && link.after.is_empty(),
        };
        prop_assert!(sound && (0.0..=1.0).contains(&link.similarity), "{:?}", link);
    }
    Ok(())
}

fn mirrored_change(change: Change) -> Change {
    match change {
        Change::Added => Change::Removed,
        Change::Removed => Change::Added,
        other => other,
    }
}

fn mirrored_link(kind: LinkKind) -> LinkKind {
    match kind {
        LinkKind::Added => LinkKind::Removed,
        LinkKind::Removed => LinkKind::Added,
        LinkKind::Split => LinkKind::Merged,
        LinkKind::Merged => LinkKind::Split,
        other => other,
    }
}

fn mirrored_kind(kind: Kind) -> Kind {
    const PAIRS: [(Kind, Kind); 8] = [
        (Kind::AttributionRemoved, Kind::AttributionAdded),
        (Kind::CertaintyRaised, Kind::CertaintyLowered),
        (Kind::SpeakerNamed, Kind::SpeakerAnonymised),
        (Kind::QuoteToParaphrase, Kind::ParaphraseToQuote),
        (Kind::Trimmed, Kind::Extended),
        (Kind::DetailAdded, Kind::DetailRemoved),
        (Kind::Split, Kind::Merged),
        (Kind::Merged, Kind::Split),
    ];
    PAIRS.iter().find_map(|&(a, b)| (kind == a).then_some(b).or((kind == b).then_some(a))).unwrap_or(kind)
}

fn mirrored_edits(edits: &[Edit]) -> Vec<(EditOp, String)> {
    // Between two equal pieces a deletion stands before an insertion.
    let mut out: Vec<(EditOp, String)> = Vec::new();
    for edit in edits {
        match edit.op {
            EditOp::Equal => out.push((EditOp::Equal, edit.text.clone())),
            EditOp::Delete => out.push((EditOp::Insert, edit.text.clone())),
            EditOp::Insert => {
                let at = if out.last().is_some_and(|(op, _)| *op == EditOp::Insert) { out.len() - 1 } else { out.len() };
                out.insert(at, (EditOp::Delete, edit.text.clone()));
            }
        }
    }
    out
}

fn plain_edits(edits: &[Edit]) -> Vec<(EditOp, String)> {
    edits.iter().map(|e| (e.op, e.text.clone())).collect()
}

/// How often each entry occurs.
fn counted<T: Ord>(entries: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut out = BTreeMap::new();
    for entry in entries {
        *out.entry(entry).or_default() += 1;
    }
    out
}

/// The two lists have the same entries; says those that only one of them has.
fn same_entries<T: Ord + Debug>(what: &str, forth: impl Iterator<Item = T>, back: impl Iterator<Item = T>) -> Result<(), TestCaseError> {
    let (forth, back) = (counted(forth), counted(back));
    let only_forth: Vec<_> = forth.iter().filter(|(k, n)| back.get(*k) != Some(n)).collect();
    let only_back: Vec<_> = back.iter().filter(|(k, n)| forth.get(*k) != Some(n)).collect();
    prop_assert!(forth == back, "{what}: forth {:?}, back and mirrored {:?}", only_forth, only_back);
    Ok(())
}

/// A change as it is compared with its mirror image.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    change: String,
    kinds: Vec<Kind>,
    before: Option<Span>,
    after: Option<Span>,
    edits: String,
}

impl Entry {
    fn new(change: Change, kinds: &[Kind], before: Option<Span>, after: Option<Span>, edits: &[Edit]) -> Self {
        let mut kinds = kinds.to_vec();
        kinds.sort_unstable();
        Self { change: format!("{change:?}"), kinds, before, after, edits: format!("{:?}", plain_edits(edits)) }
    }

    /// The same with the sides swapped.
    fn mirrored(change: Change, kinds: &[Kind], before: Option<Span>, after: Option<Span>, edits: &[Edit]) -> Self {
        let mut kinds: Vec<Kind> = kinds.iter().map(|&k| mirrored_kind(k)).collect();
        kinds.sort_unstable();
        let change = format!("{:?}", mirrored_change(change));
        Self { change, kinds, before: after, after: before, edits: format!("{:?}", mirrored_edits(edits)) }
    }
}

/// The changes of one layer, as they are and mirrored.
type Layer = fn(&RevisionDiff) -> (Vec<Entry>, Vec<Entry>);

fn quotations(diff: &RevisionDiff) -> (Vec<Entry>, Vec<Entry>) {
    let at = |q: &Option<Quotation>| q.as_ref().map(|q| q.span);
    let plain = diff.quotations.iter().map(|c| Entry::new(c.change, &c.kinds, at(&c.before), at(&c.after), &c.edits)).collect();
    let mirrored = diff.quotations.iter().map(|c| Entry::mirrored(c.change, &c.kinds, at(&c.before), at(&c.after), &c.edits)).collect();
    (plain, mirrored)
}

fn claims(diff: &RevisionDiff) -> (Vec<Entry>, Vec<Entry>) {
    let at = |c: &Option<Claim>| c.as_ref().map(|c| c.span);
    let plain = diff.claims.iter().map(|c| Entry::new(c.change, &c.kinds, at(&c.before), at(&c.after), &c.edits)).collect();
    let mirrored = diff.claims.iter().map(|c| Entry::mirrored(c.change, &c.kinds, at(&c.before), at(&c.after), &c.edits)).collect();
    (plain, mirrored)
}

fn notices(diff: &RevisionDiff) -> (Vec<Entry>, Vec<Entry>) {
    let at = |n: &Option<Notice>| n.as_ref().map(|n| n.span);
    let plain = diff.notices.iter().map(|c| Entry::new(c.change, &[], at(&c.before), at(&c.after), &c.edits)).collect();
    let mirrored = diff.notices.iter().map(|c| Entry::mirrored(c.change, &[], at(&c.before), at(&c.after), &c.edits)).collect();
    (plain, mirrored)
}

fn fields(diff: &RevisionDiff) -> (Vec<Entry>, Vec<Entry>) {
    let named = |e: Entry, f: &FieldChange, before: &Option<String>, after: &Option<String>| Entry {
        change: format!("{:?} {before:?} {after:?}", f.field),
        ..e
    };
    let plain = diff.fields.iter().map(|f| named(Entry::new(Change::Changed, &[], None, None, &f.edits), f, &f.before, &f.after)).collect();
    let mirrored =
        diff.fields.iter().map(|f| named(Entry::mirrored(Change::Changed, &[], None, None, &f.edits), f, &f.after, &f.before)).collect();
    (plain, mirrored)
}

/// Swapping the sides swaps what was added and removed in a layer, and both sides, the word diffs and the kinds of what
/// changed.
fn layer_swaps(what: &str, layer: Layer, forth: &RevisionDiff, back: &RevisionDiff) -> Result<(), TestCaseError> {
    same_entries(what, layer(forth).0.into_iter(), layer(back).1.into_iter())
}

/// Swapping the sides swaps the sentences added and removed, split and merged, and nothing else.
fn links_swap(forth: &RevisionDiff, back: &RevisionDiff) -> Result<(), TestCaseError> {
    let similarity = |s: f64| format!("{s:.9}");
    same_entries(
        "links",
        forth
            .alignment
            .links
            .iter()
            .map(|l| (format!("{:?}", l.kind), l.before.clone(), l.after.clone(), similarity(l.similarity), l.identical)),
        back.alignment
            .links
            .iter()
            .map(|l| (format!("{:?}", mirrored_link(l.kind)), l.after.clone(), l.before.clone(), similarity(l.similarity), l.identical)),
    )?;
    prop_assert_eq!(forth.approximate, back.approximate);
    Ok(())
}

/// Severity depends on nothing but what changed and in which ways.
fn severity_is_the_table(diff: &RevisionDiff) -> Result<(), TestCaseError> {
    for c in &diff.quotations {
        prop_assert_eq!(c.severity, c.change.severity(&c.kinds, Subject::Quotation));
    }
    for c in &diff.claims {
        prop_assert_eq!(c.severity, c.change.severity(&c.kinds, Subject::Claim));
    }
    Ok(())
}

pub fn changes_are_sound(before: &str, after: &str) -> Result<(), TestCaseError> {
    let (b, a) = (read(before), read(after));
    let found = diff(&b, &a);
    each_sentence_once(&found, &b, &a)?;
    severity_is_the_table(&found)?;
    let id = Value::from(1);
    let printed = value(&json::diff_line(&id, &b, &a, &found));
    changes_replay(&printed)?;
    both_sides_stand_there(&printed, &Given::new(before), &Given::new(after))?;
    let again = diff(&read(before), &read(after));
    let print = |diff: &RevisionDiff| serde_json::to_string(&json::diff_line(&id, &b, &a, diff)).expect("a line");
    prop_assert_eq!(print(&found), print(&again));
    Ok(())
}

/// Exchanging the sides exchanges what was added and what was removed, in every list, and nothing else; what was hidden
/// is the same from either side.
pub fn all_swap(before: &str, after: &str) -> Result<(), TestCaseError> {
    let (before, after) = (read(before), read(after));
    let (forth, back) = (diff(&before, &after), diff(&after, &before));
    links_swap(&forth, &back)?;
    for (what, layer) in [("fields", fields as Layer), ("notices", notices), ("quotations", quotations), ("claims", claims)] {
        layer_swaps(what, layer, &forth, &back)?;
    }
    prop_assert_eq!(forth.cosmetic, back.cosmetic);
    Ok(())
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn an_article_does_not_differ_from_itself(given in article()) {
        no_difference_from_itself(&given)?;
    }

    #[test]
    fn of_two_revisions((before, after) in two_articles()) {
        changes_are_sound(&before, &after)?;
    }

}

proptest! {
    #![proptest_config(cases(800))]

    #[test]
    fn a_hostile_string_does_not_differ_from_itself(given in hostile()) {
        no_difference_from_itself(&given)?;
    }

    #[test]
    fn of_two_hostile_strings((before, after) in two_hostile()) {
        changes_are_sound(&before, &after)?;
    }

    #[test]
    fn strings_without_anything_in_common(before in hostile(), after in hostile()) {
        changes_are_sound(&before, &after)?;
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn edits_replay((before, after) in two_texts()) {
        let pieces = edits(&before, &after);
        prop_assert_eq!(side(&pieces, EditOp::Insert), before.as_str());
        prop_assert_eq!(side(&pieces, EditOp::Delete), after.as_str());
        let back = edits(&after, &before);
        prop_assert_eq!(plain_edits(&pieces), mirrored_edits(&back));
    }
}

proptest! {
    #![proptest_config(cases(160))]

    /// Reading only the sentences that differ closely finds what reading everything does.
    #[test]
    fn two_ways_to_one_diff((before, after) in two_texts()) {
        let reference = Reference::default();
        let whole = diff(&extract(Text::new(before.as_str()), &reference), &extract(Text::new(after.as_str()), &reference));
        let (_, _, quick) = diff_texts((&before, &reference), (&after, &reference));
        prop_assert_eq!(whole, quick);
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn the_sides_swap((before, after) in two_texts()) {
        all_swap(&before, &after)?;
    }
}

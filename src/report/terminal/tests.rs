use super::*;
use crate::align::{Alignment, LinkKind};
use crate::changelog::Noted;
use crate::diff::Kind;
use crate::diff::{Change, Cosmetic, Field, FieldChange, QuotationChange, RevisionDiff};
use crate::extract::{Quotation, QuotationKind};
use crate::report::fixture::{article, bare, claim, claim_changed, dedent, edits, link, pair, span};
use crate::report::pages;
use pretty::check;

const NARROW: View = View { width: 72, color: false };

mod pretty {
    use super::dedent;

    #[track_caller]
    pub(super) fn check(shown: &str, expected: &str) {
        let expected = dedent(expected);
        assert!(shown == expected, "shown:\n{shown}\nexpected:\n{expected}");
    }
}

#[test]
fn a_diff_tells_the_most_important_first() {
    check(
        &page(&pages::diff(&article(), 0, false), &NARROW),
        "
        border-summit
        19:41 → 19:57, Aug. 18, 2025 (-04:00)
        2025-08-18T1941-0400.txt → 2025-08-18T1957-0400.txt · 40 → 55 words

        From the publisher
          + Notice added: update, 19:57, Aug. 18, 2025 (-04:00)
            Update, 7:57 p.m. ET: This story has been updated with additional
            testimonies.

        Above the text: 1 change
          ~ Headline changed: Leaders {+agree to+} meet in Kessel

        High: 3 changes
          ~ Quotation reworded — Anna Berg
            “We had a frank and [-very-] {+highly+} constructive talk,”
            “very” became “highly” inside the marks · paragraph 2

          ~ Figure changed — officials
            The package is worth [-$90 billion-] {+$100 billion+}, officials
            said.
            The figure went from $90 billion to $100 billion · paragraph 3 → 4

          − Claim removed
            The bridge carries 9,000 cars a day.
            Paragraph 4

        Medium: 1 change
          + Quotation added — Orla Venn
            “Nobody was asked,”
            Paragraph 3

        Hidden as being without meaning: 2 quotation marks and 1 space (--all
        shows them).
        ",
    );
}

#[test]
fn a_log_tells_every_step() {
    let mut log_of = article();
    log_of.steps[0].diff.claims.truncate(1);
    log_of.steps[0].diff.claims[0].severity = Severity::Low;
    check(
        &page(&pages::log(&log_of), &NARROW),
        "
        border-summit
        2 revisions
        Times: last seen without the changes → first seen with them.

        19:41, Aug. 18, 2025 (-04:00)
        First revision: 40 words, 1 quotation and 2 claims.

        19:41 → 19:57, Aug. 18, 2025 (-04:00)
        Put “agree to” into the headline; changed “very” to “highly” in a
        quotation by Anna Berg; added a quotation by Orla Venn; raised a figure
        from $90 billion to $100 billion; added an update.

          + Notice added: update, 19:57, Aug. 18, 2025 (-04:00)
            Update, 7:57 p.m. ET: This story has been updated with additional
            testimonies.

          ~ Headline changed: Leaders {+agree to+} meet in Kessel

          ~ Quotation reworded — Anna Berg (high)
            “We had a frank and [-very-] {+highly+} constructive talk,”
            “very” became “highly” inside the marks · paragraph 2

          + Quotation added — Orla Venn (medium)
            “Nobody was asked,”
            Paragraph 3

          ~ Figure changed — officials: The package is worth [-$90 billion-]
            {+$100 billion+}, officials said.
        ",
    );
}

#[test]
fn a_log_without_a_notice_says_so_and_no_more() {
    let mut log_of = article();
    log_of.steps[0].noted = Noted::NotNoted;
    log_of.steps[0].diff.notices.clear();
    let shown = page(&pages::log(&log_of), &NARROW);
    assert!(shown.contains("quotation by Orla Venn.\nNo notice came with these changes.\n\n  ~ Headline"), "{shown}");
    assert!(page(&pages::diff(&log_of, 0, false), &NARROW).contains("\n\nFrom the publisher\nNo notice came with these changes.\n\n"));
    log_of.steps[0].diff = RevisionDiff::default();
    let chosen_away = page(&pages::diff(&log_of, 0, false), &NARROW);
    assert!(chosen_away.ends_with("words\n\nNothing of what was asked for changed.\n"), "{chosen_away}");
}

#[test]
fn lives_are_told_in_words() {
    check(
        &page(&pages::quotes(&article()), &NARROW),
        "
        border-summit
        2 quotations in 2 revisions

          · revision 1: 19:41, Aug. 18, 2025 (-04:00)
          · revision 2: 19:57, Aug. 18, 2025 (-04:00)

        q1  “We had a frank and highly constructive talk,”
            Anna Berg, said · in both revisions, reworded in 2 (very → highly)

        q2  “Nobody was asked,”
            Orla Venn, said · first seen in 2
        ",
    );
    check(
        &page(&pages::claims(&article()), &NARROW),
        "
        border-summit
        2 claims in 2 revisions

          · revision 1: 19:41, Aug. 18, 2025 (-04:00)
          · revision 2: 19:57, Aug. 18, 2025 (-04:00)

        c1  The package is worth $100 billion, officials said.
            officials, said · in both revisions, figure changed in 2 ($90
            billion → $100 billion)

        c2  The bridge carries 9,000 cars a day.
            last seen in 1
        ",
    );
}

#[test]
fn a_text_is_shown_with_what_was_found() {
    check(
        &page(&pages::show(&article().revisions[1]), &NARROW),
        "
        2025-08-18T1957-0400.txt
        19:57, Aug. 18, 2025 (-04:00)
        55 words · 2 quotations · 1 claim · 1 notice

            headline: Leaders agree to meet in Kessel

            dateline: KESSEL (Meridian Press) —

          1 Two leaders met on Monday.

          2 “We had a frank and highly constructive talk,”[q1 Anna Berg] said
            Anna Berg, the chancellor.

          3 “Nobody was asked,”[q2 Orla Venn] Orla Venn, the mayor, said.

          4 The package is worth ‹$100 billion›, officials said.[c1 officials]

            notice: Update, 7:57 p.m. ET: This story has been updated with
            additional testimonies.
        ",
    );
}

#[test]
fn a_kind_is_explained_for_each_subject() {
    let shown = page(&pages::explain(Kind::Reworded), &NARROW);
    assert!(shown.starts_with("reworded\n\nQuotation reworded\nOf quotations · severity high · rule quotation.reworded\n"), "{shown}");
    assert!(shown.contains("\nClaim reworded\nOf claims · severity low · rule claim.reworded\n"), "{shown}");
    let all = page(&pages::explain_all(), &NARROW);
    for kind in Kind::ALL {
        assert!(all.contains(&format!("  · {} (", kind.name())), "{kind:?}");
    }
}

#[test]
fn colour_is_put_on_top_of_the_marks() {
    let view = View { color: true, ..NARROW };
    let colored = page(&pages::diff(&article(), 0, false), &view);
    assert!(colored.contains("\u{1b}[9;31m[-very-]\u{1b}[0m \u{1b}[4;32m{+highly+}\u{1b}[0m constructive"), "{colored}");
    let mut stripped = String::new();
    for (k, piece) in colored.split("\u{1b}[").enumerate() {
        stripped.push_str(if k == 0 { piece } else { &piece[piece.find('m').expect("an end") + 1..] });
    }
    assert_eq!(stripped, page(&pages::diff(&article(), 0, false), &NARROW));
}

#[test]
fn nothing_is_told_where_nothing_changed() {
    let of = |before: &str, after: &str, cosmetic| {
        let diff = RevisionDiff { cosmetic, ..RevisionDiff::default() };
        pair(bare(before), bare(after), diff)
    };
    check(
        &page(&pages::diff(&of("It rained.", "It rained.", Cosmetic::default()), 0, false), &NARROW),
        "
        before.txt → after.txt
        2 words

        The two texts are identical.
        ",
    );
    let mut quotes = of("It 'rained'.", "It ‘rained’.", Cosmetic { quotes: 2, ..Cosmetic::default() });
    quotes.steps[0].diff.alignment.links = vec![link(LinkKind::Unchanged, &[0], &[0], 0.99)];
    check(
        &page(&pages::diff(&quotes, 0, false), &NARROW),
        "
        before.txt → after.txt
        2 words

        Nothing a reader should be told about changed.
        Hidden as being without meaning: 2 quotation marks (--all shows them).
        ",
    );
    check(
        &page(&pages::diff(&quotes, 0, true), &NARROW),
        "
        before.txt → after.txt
        2 words

        Nothing a reader should be told about changed.

        Without meaning: 2 quotation marks
          ~ Changed: It [-'-] {+‘+}rained[-'-] {+’+}.
        ",
    );
    check(
        &page(&pages::diff(&quotes, 1, false), &NARROW),
        "
        before.txt → after.txt

        There is nothing to compare: this needs two revisions.
        ",
    );
}

#[test]
fn what_moved_and_what_is_no_claim_have_their_places() {
    let before = bare(
        "Rain\n\nThe river rose two meters overnight, the mayor said.\n\nWas anyone warned in time that night?\n\nThe town was cut off by morning, she said.",
    );
    let after = bare(
        "Rain\n\nThe town was cut off by morning, she said.\n\nWas everyone warned in time that night?\n\nThe river rose two meters overnight, the mayor said.",
    );
    let [rose, rises] = [&before, &after].map(|e| claim(e, "The river rose two meters overnight, the mayor said."));
    let mut moved = claim_changed(Kind::Moved, Severity::Low, [&rose, &rises], "", ["", ""]);
    moved.change = Change::Moved;
    moved.kinds.clear();
    let links = vec![
        link(LinkKind::Unchanged, &[0], &[0], 1.0),
        link(LinkKind::Moved, &[1], &[3], 1.0),
        link(LinkKind::Edited, &[2], &[2], 0.8),
        link(LinkKind::Unchanged, &[3], &[1], 1.0),
    ];
    let alignment = Alignment { links, approximate: true };
    let byline = FieldChange { field: Field::Byline, before: None, after: Some("By Ilse Marn".to_owned()), edits: Vec::new() };
    let diff_of = RevisionDiff { claims: vec![moved], fields: vec![byline], alignment, approximate: true, ..RevisionDiff::default() };
    check(
        &page(&pages::diff(&pair(before, after, diff_of), 0, false), &View { width: 60, ..NARROW }),
        "
        before.txt → after.txt
        26 words

        Approximate: these texts are too long to compare every
        sentence with every other, so a change may be shown as
        something removed and something added.

        Above the text: 1 change
          + Byline added: By Ilse Marn

        Moved: 1 passage
          → Claim moved: The river rose two meters overnight, the
            mayor said.

        Outside quotations and claims: 1 sentence
          ~ Changed: Was [-anyone-] {+everyone+} warned in time that
            night?
        ",
    );
}

#[test]
fn a_quotation_that_became_a_paraphrase_loses_its_marks() {
    let before = bare("Fire\n\nShe called it “a gift to the owners”.");
    let after = bare("Fire\n\nShe called it a gift to the owners.");
    let words = "a gift to the owners";
    let quotation =
        |extract, kind| Some(Quotation { span: span(extract, words), parts: vec![span(extract, words)], kind, speaker: None, cue: None });
    let change = QuotationChange {
        change: Change::Changed,
        kinds: vec![Kind::QuoteToParaphrase],
        severity: Severity::Medium,
        before: quotation(&before, QuotationKind::Mixed),
        after: quotation(&after, QuotationKind::Indirect),
        edits: edits(words),
        reasons: Vec::new(),
    };
    let log_of = pair(before, after, RevisionDiff { quotations: vec![change], ..RevisionDiff::default() });
    check(
        &page(&pages::diff(&log_of, 0, false), &NARROW),
        "
        before.txt → after.txt
        9 words

        Medium: 1 change
          ~ Quotation now a paraphrase
            [-“-]a gift to the owners[-”-]
            Paragraph 1
        ",
    );
}

use super::*;
use crate::diff::{Field, FieldChange, Kind, RevisionDiff};
use crate::report::fixture::{article, bare, dedent, edits, pair};

#[track_caller]
fn check(shown: &str, expected: &str) {
    let expected = dedent(expected);
    assert!(shown == expected, "shown:\n{shown}\nexpected:\n{expected}");
}

#[test]
fn a_diff_can_be_published() {
    check(
        &page(&pages::diff(&article(), 0, false)),
        r"
        # border-summit

        19:41 → 19:57, Aug. 18, 2025 (-04:00)

        2025-08-18T1941-0400.txt → 2025-08-18T1957-0400.txt · 40 → 55 words

        ## From the publisher

        - **Notice added: update, 19:57, Aug. 18, 2025 (-04:00)**

          Update, 7:57 p.m. ET: This story has been updated with additional testimonies.

        ## Above the text: 1 change

        - **Headline changed:** Leaders **agree to** meet in Kessel

        ## High: 3 changes

        - **Quotation reworded** — Anna Berg

          “We had a frank and ~~very~~ **highly** constructive talk,”

          “very” became “highly” inside the marks · paragraph 2

        - **Figure changed** — officials

          The package is worth ~~\$90 billion~~ **\$100 billion**, officials said.

          The figure went from \$90 billion to \$100 billion · paragraph 3 → 4

        - **Claim removed**

          The bridge carries 9,000 cars a day.

          Paragraph 4

        ## Medium: 1 change

        - **Quotation added** — Orla Venn

          “Nobody was asked,”

          Paragraph 3

        Hidden as being without meaning: 2 quotation marks and 1 space.
        ",
    );
}

#[test]
fn a_log_can_be_published_under_an_article() {
    check(
        &log(&article()),
        r"
        ## How this article changed

        ### 19:41 → 19:57, Aug. 18, 2025 (-04:00)

        Put “agree to” into the headline; removed the claim “The bridge carries 9,000 cars a day”; changed “very” to “highly” in a quotation by Anna Berg; raised a figure from \$90 billion to \$100 billion; added a quotation by Orla Venn; added an update.

        - **Notice added: update, 19:57, Aug. 18, 2025 (-04:00)**

          Update, 7:57 p.m. ET: This story has been updated with additional testimonies.

        - **Headline changed:** Leaders **agree to** meet in Kessel
        - **Quotation reworded** — Anna Berg: “We had a frank and ~~very~~ **highly** constructive talk,”
        - **Figure changed** — officials: The package is worth ~~\$90 billion~~ **\$100 billion**, officials said.
        - **Claim removed**: The bridge carries 9,000 cars a day.
        - **Quotation added** — Orla Venn: “Nobody was asked,”

        ### How this was made

        By comparing the texts that stood here at the times given. What stood here in between is not known, and nothing above says why anything was changed.
        ",
    );
    let untouched = ChangeLog { steps: Vec::new(), revisions: article().revisions[..1].to_vec(), ..article() };
    assert_eq!(log(&untouched), "## How this article changed\n\nNo change was seen.\n");
}

#[test]
fn lives_and_texts() {
    check(
        &page(&pages::quotes(&article())),
        "
        # border-summit

        2 quotations in 2 revisions

        - revision 1: 19:41, Aug. 18, 2025 (-04:00)
        - revision 2: 19:57, Aug. 18, 2025 (-04:00)

        - **q1** “We had a frank and highly constructive talk,”

          Anna Berg, said · in both revisions, reworded in 2 (very → highly)

        - **q2** “Nobody was asked,”

          Orla Venn, said · first seen in 2
        ",
    );
    let shown = page(&pages::show(&article().revisions[1]));
    assert!(shown.contains("\n\nThe package is worth **\\$100 billion**, officials said.\\[c1 officials\\]\n"), "{shown}");
    assert!(page(&pages::claims(&article())).contains("- **c2** The bridge carries 9,000 cars a day.\n\n  last seen in 1\n"));
    assert!(page(&pages::explain(Kind::Tense)).starts_with("# tense\n\n## Tense changed\n"));
    assert!(page(&pages::explain_all()).contains("- **tense** (low): tense changed\n- "));
}

#[test]
fn an_article_is_never_mark_up() {
    let headline = FieldChange {
        field: Field::Headline,
        before: Some("[x](y)".to_owned()),
        after: Some("<b>".to_owned()),
        edits: edits("[-*[x](y)*-]{+<script>+} # not\n# a heading"),
    };
    let diff_of = RevisionDiff { fields: vec![headline], ..RevisionDiff::default() };
    let shown = page(&pages::diff(&pair(bare("a"), bare("b"), diff_of), 0, false));
    assert!(shown.contains(r"- **Headline changed:** ~~\*\[x\](y)\*~~ **\<script\>** # not # a heading"), "{shown}");
}

#[test]
fn styles_open_and_close_where_commonmark_lets_them() {
    let styled_of = |marked: &str| {
        let mut line = Line::default();
        line.push_edits(&edits(marked), 8);
        styled(&line)
    };
    assert_eq!(styled_of("talk[-,-]{+;+} then"), "talk ~~,~~ **;** then");
    assert_eq!(styled_of("a [-“very”-] good"), "a ~~“very”~~ good");
    assert_eq!(styled_of("the [-U.S.-]led force"), "the ~~U.S.~~ led force");
}

//! The page of a change log and that of one step: what changed in words, the texts beside each other, the revisions.

use super::compare::{Side, compare};
use super::mark::Html;
use super::{blocks, frame, strip};
use crate::changelog::{ChangeLog, Observed, Step};
use crate::extract::{Extract, QuotationKind};
use crate::report::page::Block;
use crate::report::{pages, prose};
use crate::text::BlockKind;
use std::ops::Range;

/// Where the texts that stand beside each other would make a page longer than this, in bytes, those of the later steps are left out:
/// browsers show a page of some megabytes at once, and not one of a hundred.
const MAX_COMPARED_BYTES: usize = 6 << 20;
/// Where the changes of a step would make a page longer than this, in bytes, they are left out; what a step comes to is always told.
const MAX_PAGE_BYTES: usize = 8 << 20;
/// A text longer than this, in bytes, is not put beside another.
const MAX_TEXT_BYTES: usize = 1 << 20;

/// Said where the changes of a step are left out.
const LEFT_OUT: &str = "They are left out here, for this page would grow too long: a page of this step alone has them.";

/// What a reader may choose, as the style sheet asks it; without `:has` it is inline with all marks.
const CONTROLS: &str = "<fieldset class=\"controls\">\n<legend>Texts</legend>\n\
     <span><input type=\"radio\" name=\"view\" id=\"view-inline\" checked> <label for=\"view-inline\">inline</label></span>\n\
     <span><input type=\"radio\" name=\"view\" id=\"view-side\"> <label for=\"view-side\">side by side</label></span>\n\
     <span><input type=\"checkbox\" id=\"mark-quotations\" checked> <label for=\"mark-quotations\">mark quotations</label></span>\n\
     <span><input type=\"checkbox\" id=\"mark-claims\"> <label for=\"mark-claims\">mark claims</label></span>\n\
     <p class=\"legend\"><ins>put in</ins> <del>taken out</del> <span class=\"q\">quotation</span> <span class=\"c\">claim</span></p>\n\
     </fieldset>\n";

/// The page of one step.
pub(super) fn diff(log: &ChangeLog, step: usize, all: bool) -> String {
    let page = pages::diff(log, step, all);
    let found = log.steps.get(step).and_then(|s| Some((s, log.revisions.get(s.before)?, log.revisions.get(s.after)?)));
    let title = found.map_or_else(|| log.article.clone(), |(_, _, after)| called(log, &after.extract));
    frame::around(&format!("{title}: what changed"), |html| {
        // The name of the article goes where it is no more than a name.
        let (named, rest) = match page.blocks.split_first() {
            Some((Block::Title(_), rest)) if title != log.article => (true, rest),
            _ => (false, page.blocks.as_slice()),
        };
        if named {
            html.raw("<p class=\"kicker\">What changed</p>\n<h1>")
                .text(&title)
                .raw("</h1>\n<p class=\"about\">")
                .text(&log.article)
                .raw("</p>\n");
        }
        let said = found.and_then(|(s, before, after)| prose::summary(&before.extract, &after.extract, &s.diff));
        let (about, rest) = rest.split_at(rest.iter().take_while(|block| matches!(block, Block::Title(_) | Block::About(_))).count());
        blocks(html, about);
        if let Some(said) = said {
            html.raw("<p class=\"said\">").text(&said).raw("</p>\n");
        }
        blocks(html, rest);
        if let Some((step, before, after)) = found.filter(|(step, before, after)| is_compared(step, before, after)) {
            html.raw("<section>\n<h2>The texts</h2>\n");
            if is_long(before) || is_long(after) {
                html.raw("<p>They are too long to be shown beside each other.</p>\n");
            } else {
                html.raw(CONTROLS);
                compare(html, &Side::of(&before.extract), &Side::of(&after.extract), &step.diff, false);
            }
            html.raw("</section>\n");
        }
    })
}

/// The page of a whole history.
pub(super) fn log(log: &ChangeLog) -> String {
    let shown = shown(log);
    let ends = [shown.clone().next(), shown.clone().last()].map(|k| log.revisions.get(k?));
    let title = ends[1].map_or_else(|| log.article.clone(), |last| called(log, &last.extract));
    frame::around(&format!("{title}: change log"), |html| {
        html.raw("<p class=\"kicker\">Change log</p>\n<h1>").text(&title).raw("</h1>\n<p class=\"about\">");
        if title != log.article {
            html.text(&log.article).raw(" · ");
        }
        if shown.len() < log.revisions.len() {
            html.raw("revisions ").number(shown.start + 1).raw(" to ").number(shown.end).raw(" of ").number(log.revisions.len());
        } else {
            html.text(&prose::count(log.revisions.len(), "revision"));
        }
        if let [Some(from), Some(to)] = ends.map(|end| end.and_then(|end| end.revision.observed_at))
            && shown.len() > 1
        {
            html.raw(" · ").text(&prose::interval(from, to));
        }
        html.raw("</p>\n");
        if let Some(since) = pages::shown_since(log) {
            html.raw("<p>").text(&since).raw("</p>\n");
        }
        strip::strip(html, log);
        if log.steps.len() > 1 {
            contents(html, log);
        }
        if !log.steps.is_empty() {
            html.raw(CONTROLS);
        }
        steps(html, log);
        revisions(html, log, shown);
    })
}

/// The revisions that the steps lead from and to: all of them, but where only some steps are shown.
fn shown(log: &ChangeLog) -> Range<usize> {
    let n = log.revisions.len();
    match (log.steps.first(), log.steps.last()) {
        (Some(first), Some(last)) => first.before.min(n)..(last.after + 1).min(n),
        _ => 0..n,
    }
}

/// What the page is called: the article's headline, or its name where it has none.
fn called(log: &ChangeLog, extract: &Extract) -> String {
    let headline = extract.text.blocks().iter().find(|block| block.kind == BlockKind::Headline);
    let headline = headline.map(|block| extract.text.slice(block.span).split_whitespace().collect::<Vec<_>>().join(" "));
    headline.filter(|text| !text.is_empty()).unwrap_or_else(|| log.article.clone())
}

/// Whether the texts stand beside each other: where they differ, and it is known which sentences correspond. With only some of the changes
/// wanted it is not, and everything would look unchanged.
fn is_compared(step: &Step, before: &Observed, after: &Observed) -> bool {
    before.extract.text.given() != after.extract.text.given() && !step.diff.alignment.links.is_empty()
}

fn is_long(observed: &Observed) -> bool {
    observed.extract.text.as_str().len() > MAX_TEXT_BYTES
}

/// The two sides of a step, where both are there.
fn sides<'l>(log: &'l ChangeLog, step: &Step) -> Option<[&'l Observed; 2]> {
    Some([log.revisions.get(step.before)?, log.revisions.get(step.after)?])
}

/// The steps as a list of links.
fn contents(html: &mut Html, log: &ChangeLog) {
    html.raw("<nav aria-label=\"Steps\">\n<ol>\n");
    for step in &log.steps {
        let Some([before, after]) = sides(log, step) else { continue };
        html.raw("<li><a href=\"#revision-").number(step.after + 1).raw("\">").text(&pages::heading(before, after)).raw("</a>");
        html.raw("<span class=\"dim\"> ").text(&pages::how_much(step)).raw("</span></li>\n");
    }
    html.raw("</ol>\n</nav>\n");
}

fn steps(html: &mut Html, log: &ChangeLog) {
    let mut compared: usize = 0;
    for step in &log.steps {
        let Some([before, after]) = sides(log, step) else { continue };
        html.raw("<section class=\"step\" id=\"revision-").number(step.after + 1).raw("\">\n<h2>");
        html.text(&pages::heading(before, after)).raw("</h2>\n");
        let page = pages::step(log, before, after, step);
        let (said, rest) = match page.as_slice() {
            [Block::Paragraph(said), rest @ ..] => (Some(said), rest),
            rest => (None, rest),
        };
        if let Some(said) = said {
            html.raw("<p class=\"said\">");
            super::blocks::line(html, said);
            html.raw("</p>\n");
        }
        let mut changes = Html::default();
        blocks(&mut changes, rest);
        if html.len() + changes.len() > MAX_PAGE_BYTES {
            html.raw("<p>").text(&pages::how_much(step)).raw(". ").raw(LEFT_OUT).raw("</p>\n</section>\n");
            continue;
        }
        html.append(changes);
        if is_compared(step, before, after) {
            html.raw("<details>\n<summary>The text of revision ").number(step.after + 1).raw(" where it changed</summary>\n");
            if is_long(before) || is_long(after) || compared > MAX_COMPARED_BYTES {
                html.raw("<p>It is left out here, for this page would grow too long: a page of this step alone has it.</p>\n");
            } else {
                let from = html.len();
                compare(html, &Side::of(&before.extract), &Side::of(&after.extract), &step.diff, true);
                compared += html.len() - from;
            }
            html.raw("</details>\n");
        }
        html.raw("</section>\n");
    }
}

/// The revisions with their times and hashes.
fn revisions(html: &mut Html, log: &ChangeLog, shown: Range<usize>) {
    html.raw(
        "<section id=\"revisions\">\n<h2>Revisions</h2>\n<div class=\"wide\" role=\"region\" aria-label=\"Revisions\" tabindex=\"0\">\n",
    );
    html.raw("<table>\n<thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Seen</th><th scope=\"col\">Words</th>");
    html.raw(
        "<th scope=\"col\">Quotations</th><th scope=\"col\">Claims</th><th scope=\"col\">SHA-256 of the text</th></tr></thead>\n<tbody>\n",
    );
    for (k, observed) in log.revisions.iter().enumerate().take(shown.end).skip(shown.start) {
        html.raw("<tr><th scope=\"row\">").number(k + 1).raw("</th><td>");
        match observed.revision.observed_at {
            Some(at) => html.raw("<time datetime=\"").instant(at).raw("\">").text(&prose::moment(at)).raw("</time>"),
            None => html.text(&observed.revision.name),
        };
        let quotations = observed.extract.quotations.iter().filter(|q| q.kind != QuotationKind::Scare).count();
        html.raw("</td><td>").number(observed.extract.text.n_words()).raw("</td><td>").number(quotations).raw("</td><td>");
        html.number(observed.extract.claims.len()).raw("</td><td><code>").text(&observed.revision.sha256()).raw("</code></td></tr>\n");
    }
    html.raw("</tbody>\n</table>\n</div>\n</section>\n");
}

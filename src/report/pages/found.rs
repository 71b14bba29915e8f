//! What a search found, article by article.

use crate::report::found::{Found, Hit, Place};
use crate::report::page::{Label, Line, Marker, Page};
use crate::report::prose;

/// The page.
pub fn found(found: &Found) -> Page {
    let mut page = Page::default();
    page.title(&found.asked);
    let n = found.hits.len();
    page.about(Label::Dim, &if found.is_cut { format!("the first {n}; --limit shows more") } else { format!("{n} found") });
    let mut article = None;
    for hit in &found.hits {
        if article != Some(&hit.article) {
            page.heading(Label::Strong, &hit.article);
            article = Some(&hit.article);
        }
        let text = if hit.is_quotation { format!("“{}”", hit.text) } else { hit.text.clone() };
        let label = if hit.gone.is_some() { Label::Gone } else { Label::Plain };
        let speaker = hit.speaker.as_ref().map(|speaker| format!("{speaker} · ")).unwrap_or_default();
        let about = Line::of(Label::Plain, &speaker).with(Label::Dim, &stay(hit));
        page.item(Marker::Point, vec![Line::of(label, &text), about]);
    }
    page
}

/// `in all 3 revisions`, `first seen in 2 at …; last seen in 3 at …; gone in 4 at …`.
fn stay(hit: &Hit) -> String {
    let at = |place: &Place| format!("{} at {}", place.revision, prose::moment(place.observed_at));
    let mut told = Vec::new();
    if hit.n_revisions == hit.of {
        told.push(if hit.of == 1 { "in the only revision".to_owned() } else { format!("in all {} revisions", hit.of) });
    } else {
        told.push(format!("first seen in {}", at(&hit.first)));
    }
    if let Some(gone) = &hit.gone {
        told.push(format!("last seen in {}; gone in {}", at(&hit.last), at(gone)));
    } else if hit.n_revisions != hit.of {
        told.push(format!("still there in {}", at(&hit.last)));
    }
    told.join("; ")
}

//! A page as `ingest` reads it → the fields of the contract.

use crate::ingest::html::{Page, PageKind};
use crate::report::json::{PageAbout, PageFields};

pub(super) fn fields(page: &Page) -> PageFields {
    let (kind, kind_reason) = match &page.kind {
        PageKind::Article => ("article", None),
        PageKind::NotTheArticle(kind, reason) => (kind.name(), Some(reason.clone())),
    };
    let meta = &page.meta;
    PageFields {
        headline: meta.headline.clone(),
        text: page.text.clone(),
        byline: meta.byline(),
        date_published: meta.date_published.as_ref().and_then(|t| t.iso()),
        date_modified: meta.date_modified.as_ref().and_then(|t| t.iso()),
        page: PageAbout {
            kind,
            kind_reason,
            quality: page.quality.name(),
            quality_reasons: page.quality.reasons.iter().map(ToString::to_string).collect(),
            alternative_headline: meta.alternative_headline.clone(),
            authors: meta.authors.clone(),
            section: meta.section.clone(),
            correction: meta.correction.clone(),
            is_free: meta.is_free,
            language: meta.language.clone(),
            canonical_url: meta.canonical_url.clone(),
            alternate_urls: meta.alternate_urls.clone(),
            notices: page.notices.clone(),
            archived_at: page.archived_at.map(|at| at.to_rfc3339()),
            archived_url: page.archived_url.clone(),
            encoding: page.encoding,
            warnings: page.warnings.clone(),
        },
    }
}

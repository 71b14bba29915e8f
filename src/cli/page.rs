//! A page as `ingest` reads it → the fields of the contract, and what its dates are measured from.

use super::add::Beside;
use crate::changelog;
use crate::extract::Reference;
use crate::ingest::html::limits::{MAX_PAGE, MAX_PAGE_BYTES};
use crate::ingest::html::{Hint, Page, PageKind, read_text};
use crate::report::json::PageFields;
use crate::store::{Fields, Role};
use chrono_tz::Tz;

/// What made the text of a page: the rules of `ingest::html` in their first version.
const EXTRACTOR: &str = "html/1";

/// Reads a page that was found at `url`.
pub(super) fn read(html: &str, url: Option<&str>) -> Result<Page, String> {
    if html.len() > MAX_PAGE_BYTES {
        return Err(format!("the page is larger than {MAX_PAGE}, the most that is read of a page"));
    }
    Ok(read_text(html, &Hint { url, content_type: None }))
}

/// When the page says it was published: what “Monday” is measured from.
pub(super) fn reference(page: &Page, zone: Option<Tz>) -> Reference {
    match page.meta.date_published.as_ref().and_then(|t| t.stamp) {
        Some(stamp) if stamp.offset.is_some() => changelog::reference(stamp.instant(zone), zone),
        Some(stamp) => Reference { date: Some(stamp.local.date()), time: stamp.time(), zone, offset: None },
        None => Reference { zone, ..Reference::default() },
    }
}

/// What the store keeps of a page beside the text. The page's own word for its address is kept as just that.
pub(super) fn beside(page: &Page) -> Beside {
    let meta = &page.meta;
    let fields = Fields {
        date_published: meta.date_published.as_ref().and_then(|t| t.iso()),
        date_modified: meta.date_modified.as_ref().and_then(|t| t.iso()),
        headline: meta.headline.clone(),
        alternative_headline: meta.alternative_headline.clone(),
        byline: meta.byline(),
    };
    let addresses = meta.canonical_url.iter().map(|url| (Role::Canonical, url.clone())).collect();
    Beside { fields, addresses, extractor: EXTRACTOR }
}

/// The fields of the contract.
pub(super) fn fields(page: &Page) -> PageFields {
    let (kind, kind_reason) = match &page.kind {
        PageKind::Article => ("article", None),
        PageKind::NotTheArticle(kind, reason) => (kind.name(), Some(reason.clone())),
    };
    let meta = &page.meta;
    PageFields {
        text: page.text.clone(),
        headline: meta.headline.clone(),
        byline: meta.byline(),
        date_published: meta.date_published.as_ref().and_then(|t| t.iso()),
        date_modified: meta.date_modified.as_ref().and_then(|t| t.iso()),
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
        encoding: page.encoding,
        warnings: page.warnings.clone(),
    }
}

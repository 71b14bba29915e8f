//! [`Text`] → [`Extract`]: sentences, quotations, attributions, claims, names, quantities, dates, notices.
//!
//! Pure and total: any text gives an extract; what could not be read is a [`Warning`]. Everything found is a span of
//! the text, so it can be checked against it. The words attribution, source, cue and content are PARC's (Pareti 2016);
//! what counts as a claim is `docs/glossary.md`.
//!
//! ```
//! use writethru::extract::{extract, Reference};
//! use writethru::text::Text;
//!
//! let text = Text::new("Bridge shut\n\n“We had no choice,” said Orla Venn, the mayor. The bridge carries 9,000 cars a day.");
//! let found = extract(text, &Reference::default());
//! assert_eq!(found.quotations.len(), 1);
//! assert_eq!(found.quotations[0].speaker.as_ref().unwrap().name.as_deref(), Some("Orla Venn"));
//! ```

pub mod attributions;
mod bits;
pub mod claims;
pub mod dates;
pub mod frames;
pub mod lexicon;
pub mod marks;
pub mod modality;
pub mod model;
pub mod names;
pub mod notes;
pub mod notices;
pub mod phrases;
pub mod quantities;
pub mod sentences;
mod shape;
pub mod speakers;
mod types;
mod when;
pub mod words;

pub use types::*;

use crate::text::Text;
use frames::Memo;
use sentences::Earlier;
use words::Words;

/// Finds everything in a text. `reference` says when it was published, so that “Monday” can be a date.
pub fn extract(text: Text, reference: &Reference) -> Extract {
    Outline::of(text, reference).with_claims(|_| true)
}

/// An extract whose claims are still to be found: enough to align two texts.
///
/// Half the work of reading a text is its claims' figures, dates and names; between two revisions most sentences are
/// the same, and nobody asks for the figures of those.
#[derive(Debug)]
pub struct Outline {
    extract: Extract,
    cast: speakers::Cast,
}

impl Outline {
    /// Finds sentences, quotations, attributions and notices.
    pub fn of(text: Text, reference: &Reference) -> Self {
        Self::read(text, None, reference, &mut Memo::none())
    }

    /// The same, for one of several revisions: what they have in common is read once, most of it where the `earlier` one is
    /// given that stands before it.
    pub fn again(given: impl Into<String>, reference: &Reference, earlier: Option<&Extract>, memo: &mut Memo) -> Self {
        let Some(earlier) = earlier else { return Self::read(Text::new(given), None, reference, memo) };
        let (text, shared) = Text::after(given, &earlier.text);
        Self::read(text, Some(Earlier { extract: earlier, shared: &shared }), reference, memo)
    }

    fn read(text: Text, earlier: Option<Earlier>, reference: &Reference, memo: &mut Memo) -> Self {
        let words = earlier.map_or_else(|| Words::of(&text), |e| Words::after(&text, e.shared, &e.extract.known));
        let sentences = sentences::after(&words, earlier.as_ref());
        let quoted = marks::quoted(&words);
        let mentions = names::mentions(&words, &sentences);
        let mut cast = speakers::Cast::of(&words, &sentences, mentions);
        let attributions::Attributed { quotations, attributions } = attributions::attribute(&words, &sentences, &quoted, &mut cast, memo);
        let notices = notices::notices(&text, reference);
        let warnings = quoted
            .iter()
            .filter(|q| q.is_unbalanced())
            .map(|q| Warning {
                span: Some(text.span_of(q.open..q.inner.end)),
                message: "a quotation mark is not closed; its end is inferred".to_string(),
            })
            .collect();
        let known = words.into_known();
        let reference = reference.clone();
        let extract = Extract {
            reference,
            sentences,
            quotations,
            attributions,
            claims: Vec::new(),
            notices,
            warnings,
            known,
            mentions: Vec::new(),
            text,
        };
        Self { extract, cast }
    }

    /// What was found so far.
    pub fn extract(&self) -> &Extract {
        &self.extract
    }

    /// Finds the claims, with their figures, dates and names in the sentences that are `wanted`.
    pub fn with_claims(mut self, wanted: impl Fn(usize) -> bool) -> Extract {
        let claims = claims::claims(&self.extract, &self.cast, wanted);
        self.extract.claims = claims;
        self.extract.mentions = self.cast.into_mentions();
        self.extract
    }
}

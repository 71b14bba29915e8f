//! The one place where a byte span of the normalised text becomes code points of the given one.

use crate::span::Span;
use crate::text::Text;
use serde::{Serialize, Serializer};
use std::fmt::Display;

/// A place.
#[derive(Clone, Copy, Serialize)]
pub(in crate::report) struct Place {
    pub(in crate::report) start: usize,
    pub(in crate::report) end: usize,
}

impl Place {
    pub(in crate::report) fn of(text: &Text, span: Span) -> Self {
        let start = text.offset_start(span.start);
        // An empty span names one position, even where a character before it was dropped.
        let end = if span.is_empty() { start } else { text.offset_end(span.end) };
        Self { start, end }
    }
}

/// A place and what stands there.
#[derive(Serialize)]
pub(super) struct Piece<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

impl<'a> Piece<'a> {
    pub(super) fn of(text: &'a Text, span: Span) -> Self {
        let Place { start, end } = Place::of(text, span);
        Self { start, end, text: text.given_slice(span) }
    }
}

/// Anything the contract has as the string it is displayed as: dates and times.
pub(super) struct Shown<T>(pub(super) T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A number, written without a fraction where it has none: `12`, `100000000000`, `4.5`.
pub(super) struct Number(pub(super) f64);

/// Up to here every whole number is exact in 64-bit floating point.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            // In range and without a fraction, as was just asked.
            #[allow(clippy::cast_possible_truncation)]
            return serializer.serialize_i64(self.0 as i64);
        }
        serializer.serialize_f64(self.0)
    }
}

/// `text`, or nothing where it is empty.
pub(super) fn present(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

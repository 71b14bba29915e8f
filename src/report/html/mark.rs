//! A document that is written from front to back: constants are mark-up, everything else is text.

use crate::report::visible::visible;
use chrono::{DateTime, FixedOffset};
use std::fmt::Write;

/// HTML, as far as it is written.
#[derive(Debug, Default)]
pub(in crate::report) struct Html(String);

impl Html {
    /// Mark-up. That it must be a constant is what keeps articles out of it.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, shown as it stands: nothing in it is mark-up, ends an element or an attribute, acts or turns the reading direction.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in visible(text).chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c => self.0.push(c),
            }
        }
        self
    }

    /// A number, in text or in an attribute.
    pub fn number(&mut self, n: usize) -> &mut Self {
        // Writing to a string cannot fail.
        let _ = write!(self.0, "{n}");
        self
    }

    /// An instant as a machine reads it, in an attribute.
    pub fn instant(&mut self, at: DateTime<FixedOffset>) -> &mut Self {
        self.0.push_str(&at.to_rfc3339());
        self
    }

    /// What was written apart.
    pub fn append(&mut self, part: Self) -> &mut Self {
        self.0.push_str(&part.0);
        self
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The document.
    pub fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_text() {
        let mut html = Html::default();
        html.raw("<p>").text("<b a='x' b=\"y\">&amp;\u{1b}\u{202e}\u{fffe}\0").raw("</p>").number(7);
        let expected = "<p>&lt;b a=&#39;x&#39; b=&quot;y&quot;&gt;&amp;amp;␛\\u{202e}\\u{fffe}␀</p>7";
        assert_eq!(html.finish(), expected);
    }
}

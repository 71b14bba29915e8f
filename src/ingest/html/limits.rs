//! What a page may ask for, and what it is told when it asks for more.
//!
//! Tree builders and extractors take time that grows with the square of the depth, of the attributes of a tag or of the
//! siblings of a paragraph. A page of a news site stays far below every one of these limits; what does not is
//! read by stripping its tags, or by one extractor alone. All limits are counts, so the same page gives the same text on every machine.

use std::fmt;

/// Elements inside each other. News pages have 20 to 60.
pub const MAX_DEPTH: usize = 512;
/// Attributes of one tag.
pub const MAX_ATTRIBUTES: usize = 1024;
/// Bytes of one tag.
pub const MAX_TAG_BYTES: usize = 64 << 10;
/// Bytes of mark-up and text, without scripts, styles, drawings and comments.
pub const MAX_CLEAN_BYTES: usize = 2 << 20;
/// Elements and texts together. The longest live blog measured has 30,000.
pub const MAX_NODES: usize = 60_000;
/// Steps up through the tree from every node and from every 64 bytes of text, comparisons of attributes, one for each heading and
/// four bytes of the title, and forty for each `&`, which costs a tokenizer as much: all together.
pub const MAX_WORK: usize = 4_000_000;
/// Steps for measuring what stands in boxes inside boxes. For each `<div>` an extractor counts the characters of every element inside
/// it, so what stands in thirty of them is counted four hundred times. A page of 2 kB could take half a second.
pub const MAX_MEASURING: usize = 2_000_000;
/// … and so many more for each byte that counts for [`MAX_CLEAN_BYTES`]. News pages stay below a quarter of both together; beyond it that
/// extractor is not asked.
pub const MEASURING_PER_BYTE: usize = 8;
/// A page beyond both, and beyond so many of the steps of [`MAX_WORK`], takes the other extractor too long as well.
pub const MAX_NESTED_WORK: usize = 700_000;
/// Bytes of the page as it came. A larger one is refused.
pub const MAX_PAGE_BYTES: usize = 32 << 20;
/// [`MAX_PAGE_BYTES`] as messages name it.
pub const MAX_PAGE: &str = "32 MiB";
/// Characters of a headline; what is longer is none.
pub const MAX_HEADLINE_CHARS: usize = 600;

/// The limit a page went beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`MAX_DEPTH`]
    Depth,
    /// [`MAX_ATTRIBUTES`]
    Attributes,
    /// [`MAX_TAG_BYTES`]
    TagBytes,
    /// [`MAX_CLEAN_BYTES`]
    CleanBytes,
    /// [`MAX_NODES`]
    Nodes,
    /// [`MAX_WORK`]
    Work,
    /// [`MAX_MEASURING`]
    Measuring,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Depth => write!(f, "elements are nested deeper than {MAX_DEPTH}"),
            Self::Attributes => write!(f, "a tag has more than {MAX_ATTRIBUTES} attributes"),
            Self::TagBytes => write!(f, "a tag is longer than {} KiB", MAX_TAG_BYTES >> 10),
            Self::CleanBytes => write!(f, "there are more than {} MiB of mark-up and text", MAX_CLEAN_BYTES >> 20),
            Self::Nodes => write!(f, "there are more than {MAX_NODES} elements and texts"),
            Self::Work => write!(f, "taking the page apart would take more than {MAX_WORK} steps"),
            Self::Measuring => write!(
                f,
                "measuring what stands in boxes inside boxes would take more than {MAX_MEASURING} steps and {MEASURING_PER_BYTE} for each byte"
            ),
        }
    }
}
